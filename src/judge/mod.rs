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
use crate::types::{Holder, Span, Stance};

use calibrate::Opinion;
pub use calibrate::Verdict;
pub use interview::guest_paragraphs;
pub use questions::{Claim, Party, Question, actor_questions, target_questions};
pub use voice::voice;

/// Whoever is less likely to hold a stance is not taken for its holder where no rule finds one.
const LIKELY_HOLDER: f64 = 0.6;

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

/// The rows of a window that show some mentions (in order, relative to the paragraph), whichever window owns them.
pub fn rows_of(mentions: &[Span], tokens: &Tokens, window: usize) -> Vec<Range<usize>> {
    let mut shown = Part { window, token_ranges: Vec::new() };
    for &mention in mentions {
        let rows = tokens.windows[window].rows(tokens.covering(mention));
        if !rows.is_empty() {
            shown.add(rows);
        }
    }
    shown.token_ranges
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

    /// Whether somebody quoted may hold the stance that answers a question.
    pub fn may_quote(&self, question: &Question) -> bool {
        let verdict = self.verdict(question.answers.iter().copied());
        question.holder.is_none() && verdict.stance != Stance::Neutral && verdict.quoted > voice::MAY_QUOTE
    }

    /// The likeliest of those who were asked whether they hold a stance, if he is likely to; the first of equals.
    pub fn holder(&self, question: &Question, stance: Stance) -> Option<Holder> {
        let mut likeliest: Option<(f64, &Claim)> = None;
        for claim in &question.claims {
            let [against, _, favor] = self.verdict(claim.answers.iter().copied()).probabilities;
            let probability = if stance == Stance::Favor { favor } else { against };
            if probability > likeliest.map_or(LIKELY_HOLDER, |(most, _)| most) {
                likeliest = Some((probability, claim));
            }
        }
        likeliest.and_then(|(_, claim)| claim.party.holder(&question.evidence))
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
