//! Paragraphs in windows → named entities.

mod decode;
mod settle;

use crate::error::Result;
use crate::model::{ModelFolder, TokenLabel};
use crate::nn::Tokens;
use crate::types::{Entity, Span};

pub use settle::settle;

/// Turns token scores into entities.
pub struct Tagger {
    labels: Vec<TokenLabel>,
}

impl Tagger {
    /// A tagger for the labels of `model`.
    pub fn new(model: &ModelFolder) -> Result<Self> {
        Ok(Self { labels: model.token_labels()? })
    }

    /// The entities of a paragraph that starts at byte `base` of its document.
    /// `scores` are the entity logits of its tokens, `(tokens, labels)`, flat, one list a window.
    pub fn entities(
        &self,
        paragraph: &str,
        base: usize,
        tokens: &Tokens,
        scores: &[Vec<f32>],
    ) -> Vec<Entity> {
        let found = decode::decode(&self.labels, &tokens.words, scores);
        found
            .into_iter()
            .filter_map(|run| {
                let span =
                    Span::new(tokens.spans[run.tokens.start].start(), tokens.spans[run.tokens.end - 1].end());
                let span = decode::trim(paragraph, span)?.shifted(base);
                Some(Entity { span, kind: run.kind, score: run.score })
            })
            .collect()
    }
}
