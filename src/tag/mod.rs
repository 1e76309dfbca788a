//! Paragraphs in windows → named entities.

mod decode;
mod settle;

use crate::error::Result;
use crate::model::{ModelFolder, TokenLabel};
use crate::nn::{TokenScores, Tokens};
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
    /// `scores` are what the token head says of its tokens, a window each.
    pub fn entities(
        &self,
        paragraph: &str,
        base: usize,
        tokens: &Tokens,
        scores: &[TokenScores],
    ) -> Vec<Entity> {
        let found = decode::decode(&self.labels, &tokens.words, scores);
        let uses: Vec<f32> = scores.iter().flat_map(|window| &window.uses).copied().collect();
        found
            .into_iter()
            .filter_map(|run| {
                let span =
                    Span::new(tokens.spans[run.tokens.start].start(), tokens.spans[run.tokens.end - 1].end());
                let span = decode::trim(paragraph, span)?.shifted(base);
                let acts = uses.get(run.tokens).and_then(probability);
                Some(Entity { span, kind: run.kind, score: run.score, acts })
            })
            .collect()
    }

    /// How likely the name at `span` of a paragraph acts or is judged there, for names that the user gave.
    pub fn acts(span: Span, tokens: &Tokens, scores: &[TokenScores]) -> Option<f32> {
        let uses = scores.iter().flat_map(|window| &window.uses);
        let inside = tokens.spans.iter().zip(uses).filter(|(token, _)| token.overlaps(span));
        probability(&inside.map(|(_, &logit)| logit).collect::<Vec<f32>>())
    }
}

/// The probability of the mean logit; nothing without one.
fn probability(logits: &[f32]) -> Option<f32> {
    let mean = logits.iter().sum::<f32>() / logits.len() as f32;
    (!logits.is_empty()).then(|| 1.0 / (1.0 + (-mean).exp()))
}
