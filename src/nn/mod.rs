//! The only door to candle: text → windows → hidden states → plain numbers.
//!
//! No tensor leaves this room and no document enters it.
//! A [`Network`] is shared by threads; all that changes in it is what it remembers, and that changes no answer.
//! A window's numbers depend on that window alone: same bits in any batch, order or thread.

mod spec;
mod weights;
mod tokenize;
mod batch;
mod kernels;
mod product;
mod integers;
mod linear;
mod distances;
mod attention;
mod encoder;
mod heads;
mod memory;
mod reading;

use std::ops::Range;
use std::sync::Arc;

use crate::error::{Error, Result};
use encoder::Encoder;
use heads::{StanceHead, TokenHead};
use memory::Memory;
use spec::Spec;
use tokenize::WindowCutter;
use weights::Weights;

pub use reading::{Limits, Reading};
pub use tokenize::{Tokens, Window};

/// The number of stances.
const N_STANCES: usize = 3;

/// A loaded model: tokeniser, encoder and heads.
pub struct Network {
    windows: WindowCutter,
    encoder: Encoder,
    tokens: TokenHead,
    stance: StanceHead,
    hidden: usize,
    lone_words: Option<usize>,
    memory: Memory,
}

/// What the token head says of some tokens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TokenScores {
    /// The logits of the model's entity labels, `(tokens, labels)`, flat.
    pub labels: Vec<f32>,
    /// For each token the logit of "this name acts or is judged" against "it is a place or a source"; nothing where the
    /// model was not taught that.
    pub uses: Vec<f32>,
    /// For each token a logit whose mean over a paragraph tells web residue from article; nothing where the model was
    /// not taught that.
    pub residue: Vec<f32>,
}

impl TokenScores {
    /// The mean of the residue logits, where there are any.
    pub fn residue(&self) -> Option<f32> {
        let n_tokens = self.residue.len();
        (n_tokens > 0).then(|| self.residue.iter().sum::<f32>() / n_tokens as f32)
    }
}

/// A target of the stance head: some tokens of one window.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The index of the window among those that were encoded together.
    pub window: usize,
    /// Its mentions, as rows of the window (see [`Window::rows`]).
    pub token_ranges: Vec<Range<usize>>,
    /// Whether it is judged by the last layers of lone targets, where the model has them
    /// (see [`Network::lone_words`]).
    pub lone: bool,
    /// The mentions of the holder whose stance is asked for, as rows of the window; the text's own without any.
    /// Only models that judge so may be asked (see [`Network::knows_holders`]).
    pub holder: Vec<Range<usize>>,
}

/// What the stance head says of one target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// Logits in the order of the model's stance labels.
    pub stance: [f32; N_STANCES],
    /// The logit of "somebody quoted judges" against "the author does"; 0 for a target with a holder.
    pub quoted: f32,
}

/// The hidden states of some windows, kept until their document is linked.
pub struct Encoded {
    network: Arc<Network>,
    /// `(tokens, hidden)` of all windows, in batch order.
    hidden: Vec<f32>,
    /// Where each window's rows lie in `hidden`, in the order of the windows that were given.
    places: Vec<Range<usize>>,
}

impl Network {
    /// Builds a network from the bytes of `model.toml`, `model.safetensors` and `tokenizer.json`.
    ///
    /// # Errors
    /// If a tensor is missing, unused or misshapen, or the three files do not fit together.
    pub fn load(description: &str, weights: &[u8], tokenizer: &[u8]) -> Result<Arc<Self>> {
        let spec = Spec::parse(description)?;
        let mut weights = Weights::open(&spec.name, weights)?;
        let encoder = Encoder::take(&spec.encoder, spec.windows.tokens, &mut weights)?;
        let tokens = TokenHead::take(&spec, &mut weights)?;
        let stance = StanceHead::take(&spec, &mut weights)?;
        weights.finish()?;
        let windows = WindowCutter::load(&spec, tokenizer)?;
        Ok(Arc::new(Self {
            windows,
            encoder,
            tokens,
            stance,
            hidden: spec.encoder.hidden,
            lone_words: spec.stance.lone_words,
            memory: Memory::default(),
        }))
    }

    /// Tokenises a paragraph and cuts it into windows; nothing is truncated.
    pub fn tokenize(&self, paragraph: &str) -> Result<Tokens> {
        self.windows.cut(paragraph)
    }

    /// Whether the model was taught to tell web residue from article.
    pub fn tells_residue(&self) -> bool {
        self.tokens.tells_residue()
    }

    /// A person in a text that is one paragraph of fewer words is a lone target; nothing where the model knows none.
    pub fn lone_words(&self) -> Option<usize> {
        self.lone_words
    }

    /// Whether the model says what one target thinks of another.
    pub fn knows_holders(&self) -> bool {
        self.stance.knows_holders()
    }

    /// The bytes of hidden state that a token takes while it is kept.
    pub fn bytes_per_token(&self) -> usize {
        self.hidden * size_of::<f32>()
    }

    /// Forgets what was said of windows, so that a measurement begins afresh.
    pub fn forget(&self) {
        self.memory.forget();
    }

    /// Encodes windows in batches of at most `batch_tokens` tokens.
    pub fn encode(self: &Arc<Self>, windows: &[&Window], batch_tokens: usize) -> Result<Encoded> {
        let lengths: Vec<usize> = windows.iter().map(|window| window.len()).collect();
        let mut hidden = Vec::with_capacity(lengths.iter().sum::<usize>() * self.hidden);
        let mut places = vec![0..0; windows.len()];
        for batch in batch::batches(&lengths, batch_tokens) {
            let together: Vec<&Window> = batch.iter().map(|&index| windows[index]).collect();
            let mut start = hidden.len();
            hidden.extend(self.encoder.forward(&together).map_err(failed)?);
            for index in batch {
                let end = start + lengths[index] * self.hidden;
                places[index] = start..end;
                start = end;
            }
        }
        Ok(Encoded { network: Arc::clone(self), hidden, places })
    }
}

impl Encoded {
    /// The hidden states of a window, `(tokens, hidden)`.
    pub fn hidden(&self, window: usize) -> &[f32] {
        &self.hidden[self.places[window].clone()]
    }

    /// What the token head says of some rows of a window.
    pub fn tag_scores(&self, window: usize, rows: Range<usize>) -> TokenScores {
        let width = self.network.hidden;
        self.network.tokens.scores(&self.hidden(window)[rows.start * width..rows.end * width], width)
    }

    /// What the stance head says of each target.
    pub fn stance(&self, targets: &[Target]) -> Result<Vec<Answer>> {
        self.network.stance.answers(targets, |window| self.hidden(window)).map_err(failed)
    }
}

/// The vector instructions that this machine's products use; answers may differ by rounding between kernels.
pub fn kernel() -> &'static str {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") {
            return "avx512";
        }
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            return "avx2";
        }
    }
    if cfg!(target_arch = "aarch64") { "neon" } else { "scalar" }
}

fn failed(error: candle_core::Error) -> Error {
    Error::Tensor { message: error.to_string() }
}
