//! The encoder: windows of token ids → hidden states; BERT, RoBERTa and MPNet alike.
//!
//! Devlin et al. 2019, post-norm layers; MPNet (Song et al. 2020) adds to each score of attention what its head thinks
//! of the distance.
//! The windows of a batch lie packed in one matrix, row after row, without padding.
//! Products run over all rows at once; attention runs inside each window at its true length.

use candle_core::Tensor;

use super::attention::Attention;
use super::distances::Distances;
use super::kernels::{self, LayerNorm};
use super::linear::{Linear, MIN_ROWS, in_place, read, tensor};
use super::spec::{Activation, EncoderSpec, Family};
use super::tokenize::Window;
use super::weights::Weights;
use crate::error::Result;

/// The weights of an encoder.
pub(super) struct Encoder {
    hidden: usize,
    embeddings: Embeddings,
    attention: Attention,
    layers: Vec<Layer>,
}

struct Embeddings {
    words: Vec<f32>,
    positions: Vec<f32>,
    types: Vec<f32>,
    position_offset: usize,
    norm: LayerNorm,
}

struct Layer {
    /// Query, key and value in one product, `(3 · hidden, hidden)`.
    attention: Linear,
    attention_output: Linear,
    attention_norm: LayerNorm,
    intermediate: Linear,
    output: Linear,
    output_norm: LayerNorm,
}

impl Encoder {
    /// Takes the encoder's tensors, named as Hugging Face's `BertModel`, `RobertaModel` and `MPNetModel` name them;
    /// `n_tokens` is the most that a window holds.
    pub(super) fn take(spec: &EncoderSpec, n_tokens: usize, weights: &mut Weights) -> Result<Self> {
        let Activation::Gelu = spec.activation;
        let (parts, attention_output, attention_norm) = match spec.family {
            Family::Bert | Family::Roberta => (
                ["self.query", "self.key", "self.value"],
                "attention.output.dense",
                "attention.output.LayerNorm",
            ),
            Family::Mpnet => (["attn.q", "attn.k", "attn.v"], "attention.attn.o", "attention.LayerNorm"),
        };
        let norm = |weights: &mut Weights, name: &str| -> Result<LayerNorm> {
            Ok(LayerNorm {
                weight: weights.take(&format!("{name}.weight"), &[spec.hidden])?,
                bias: weights.take(&format!("{name}.bias"), &[spec.hidden])?,
                epsilon: spec.layer_norm_eps,
            })
        };
        let table = |weights: &mut Weights, name: &str, rows: usize| {
            weights.take(&format!("embeddings.{name}_embeddings.weight"), &[rows, spec.hidden])
        };
        let embeddings = Embeddings {
            words: table(weights, "word", spec.vocabulary)?,
            positions: table(weights, "position", spec.positions)?,
            types: table(weights, "token_type", spec.types)?,
            position_offset: spec.position_offset,
            norm: norm(weights, "embeddings.LayerNorm")?,
        };
        let mut layers = Vec::new();
        for index in 0..spec.layers {
            let at = |part: &str| format!("encoder.layer.{index}.{part}");
            let (hidden, inner) = (spec.hidden, spec.intermediate);
            let layer = |weights: &mut Weights, part: &str, n_out, n_in| {
                Linear::of_encoder(weights, &[&at(part)], n_out, n_in)
            };
            let queries_keys_values = parts.map(|part| at(&format!("attention.{part}")));
            let stacked = queries_keys_values.each_ref().map(String::as_str);
            layers.push(Layer {
                attention: Linear::of_encoder(weights, &stacked, hidden, hidden)?,
                attention_output: layer(weights, attention_output, hidden, hidden)?,
                attention_norm: norm(weights, &at(attention_norm))?,
                intermediate: layer(weights, "intermediate.dense", inner, hidden)?,
                output: layer(weights, "output.dense", hidden, inner)?,
                output_norm: norm(weights, &at("output.LayerNorm"))?,
            });
        }
        let distances = match spec.family {
            Family::Bert | Family::Roberta => None,
            Family::Mpnet => Some(Distances::take(spec.heads, n_tokens, weights)?),
        };
        let attention = Attention { hidden: spec.hidden, heads: spec.heads, distances };
        Ok(Self { hidden: spec.hidden, embeddings, attention, layers })
    }

    /// Hidden states of all windows, `(total tokens, hidden)`, packed in the given order.
    pub(super) fn forward(&self, windows: &[&Window]) -> candle_core::Result<Vec<f32>> {
        let n_tokens: usize = windows.iter().map(|window| window.len()).sum();
        let n_rows = n_tokens.max(MIN_ROWS);
        let mut x = tensor(self.embed(windows, n_rows), &[n_rows, self.hidden])?;
        for layer in &self.layers {
            x = self.layer(layer, &x, windows)?;
        }
        read(&x, |values| values[..n_tokens * self.hidden].to_vec())
    }

    /// The sum of word, position and type rows, normalised: `(n_rows, hidden)`; rows past the tokens are zero.
    fn embed(&self, windows: &[&Window], n_rows: usize) -> Vec<f32> {
        let Embeddings { words, positions, types, position_offset, norm } = &self.embeddings;
        let row = |table: &[f32], index: usize| -> std::ops::Range<usize> {
            debug_assert!((index + 1) * self.hidden <= table.len());
            index * self.hidden..(index + 1) * self.hidden
        };
        let mut x = Vec::with_capacity(n_rows * self.hidden);
        for window in windows {
            for (position, (&id, &class)) in window.ids().iter().zip(window.types()).enumerate() {
                let word = &words[row(words, id as usize)];
                let class = &types[row(types, class as usize)];
                let position = &positions[row(positions, position_offset + position)];
                x.extend(word.iter().zip(class).zip(position).map(|((w, c), p)| w + c + p));
            }
        }
        norm.apply(&mut x);
        x.resize(n_rows * self.hidden, 0.0);
        x
    }

    /// One layer: `(rows, hidden)` → `(rows, hidden)`.
    fn layer(&self, layer: &Layer, x: &Tensor, windows: &[&Window]) -> candle_core::Result<Tensor> {
        let projected = layer.attention.apply(x)?; // (rows, 3 · hidden)
        let lengths = windows.iter().map(|window| window.len());
        let context = tensor(read(&projected, |rows| self.attention.of(rows, lengths))?, x.dims())?;
        let attended = layer.attention_output.product(&context)?;
        read(x, |old| {
            in_place(&attended, |rows| {
                layer.attention_norm.apply_sum(rows, &layer.attention_output.bias, old)
            })
        })??;
        let inner = layer.intermediate.product(&attended)?; // (rows, intermediate)
        in_place(&inner, |rows| kernels::bias_gelu(rows, &layer.intermediate.bias))?;
        let out = layer.output.product(&inner)?;
        read(&attended, |old| {
            in_place(&out, |rows| layer.output_norm.apply_sum(rows, &layer.output.bias, old))
        })??;
        Ok(out)
    }
}
