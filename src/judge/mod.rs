//! The stance of a paragraph toward each of its actors.
//!
//! A question becomes one target of the stance head for every window that owns a mention of the actor.
//! Where a paragraph has several windows, each counts as often as it mentions the actor.

mod calibrate;
mod interview;
mod passage;
mod phrases;
mod questions;
mod speakers;
mod subjects;
mod voice;
mod words;

use std::ops::Range;

use crate::model::ModelFolder;
use crate::nn::{Answer, Tokens};
use crate::types::Span;

use calibrate::Opinion;
pub use calibrate::Verdict;
pub use interview::guest_paragraphs;
pub use questions::{Question, actor_questions, target_questions};
pub use voice::voice;

/// Turns logits into verdicts with a model's temperature and threshold.
pub struct Judge {
    temperature: f64,
    abstain_below: f64,
}

/// The part of a question that one window answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The index of the window in its paragraph.
    pub window: usize,
    /// The rows of the window that name the actor.
    pub token_ranges: Vec<Range<usize>>,
}

impl Part {
    /// Adds a mention; one that overlaps the mention before it becomes one with it, so that no token counts twice.
    fn add(&mut self, rows: Range<usize>) {
        match self.token_ranges.last_mut() {
            Some(last) if rows.start < last.end => last.end = last.end.max(rows.end),
            _ => self.token_ranges.push(rows),
        }
    }
}

impl Judge {
    /// A judge with the temperature and the threshold of `model`.
    pub fn new(model: &ModelFolder) -> Self {
        let stance = &model.manifest.stance;
        Self { temperature: stance.temperature, abstain_below: stance.abstain_below }
    }

    /// Whether the stance is less likely than the model's threshold.
    pub fn abstains(&self, verdict: &Verdict) -> bool {
        verdict.probability() < self.abstain_below
    }

    /// The verdict from each part's answer and number of mentions; certainly neutral without any part.
    pub fn verdict(&self, parts: impl Iterator<Item = (Answer, usize)>) -> Verdict {
        let opinions = parts.map(|(answer, n_mentions)| Opinion {
            stance: answer.stance,
            quoted: answer.quoted,
            n_mentions,
        });
        Verdict::of(opinions, self.temperature)
    }
}

/// The windows to ask about an actor with these mentions (in order, relative to the paragraph).
/// A mention is asked about in the window that owns its first token.
/// Without mentions the whole paragraph stands for the actor.
pub fn parts(mentions: &[Span], tokens: &Tokens) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |index: usize, asked: Range<usize>| {
        let rows = tokens.windows[index].rows(asked);
        match parts.last_mut() {
            _ if rows.is_empty() => {}
            Some(part) if part.window == index => part.add(rows),
            _ => parts.push(Part { window: index, token_ranges: vec![rows] }),
        }
    };
    if mentions.is_empty() {
        tokens.windows.iter().enumerate().for_each(|(index, window)| add(index, window.owned()));
        return parts;
    }
    for &mention in mentions {
        let covered = tokens.covering(mention);
        let index = tokens.windows.partition_point(|window| window.owned().end <= covered.start);
        if index < tokens.windows.len() {
            add(index, covered);
        }
    }
    parts
}
