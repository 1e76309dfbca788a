//! What the model takes for residue among the paragraphs that no cue condemned.
//!
//! Cues know the wording of pages that somebody has read; the model has read paragraphs of both kinds and
//! judges a wording that is new. It sees one paragraph, so where the paragraph stands is added here.

use super::lines::{ends_sentence, n_words};
use crate::types::{Paragraph, Removed, Role};

/// A paragraph goes from this sum on: of the model's logit and of what follows.
const GOES_FROM: f32 = 3.0;
/// Beside a line that a cue condemned, on either side.
const BESIDE_RESIDUE: f32 = 0.5;
/// Behind the article's last full sentence.
const BEHIND_LAST: f32 = 1.0;
/// Ends as a sentence does.
const SENTENCE: f32 = -0.5;
/// A full sentence of the article has as many words.
const FEWEST_WORDS: usize = 12;
/// Where the model doubts a larger share of the letters, it does not understand the text, and nothing goes.
const LARGEST_SHARE: f64 = 0.5;
/// The reason that records give.
pub const REASON: &str = "model";

/// For every paragraph, whether it goes. `logits` has the model's answer to each, positive for residue, and none
/// where it was not asked; `removed` is what the cues took out. Both lists are in order.
pub fn doubted(
    text: &str,
    paragraphs: &[Paragraph],
    removed: &[Removed],
    logits: &[Option<f32>],
) -> Vec<bool> {
    let is_article = |index: &usize| {
        let whole = paragraphs[*index].span.of(text);
        logits[*index].is_none_or(|logit| logit < 0.0) && ends_sentence(whole) && n_words(whole) >= FEWEST_WORDS
    };
    let last = (0..paragraphs.len()).rev().find(is_article);
    let gone: Vec<bool> = paragraphs
        .iter()
        .zip(logits)
        .enumerate()
        .map(|(index, (paragraph, &logit))| {
            let Some(logit) = logit.filter(|_| !matches!(paragraph.role, Role::Title | Role::Table)) else {
                return false;
            };
            let after = removed.partition_point(|piece| piece.span.start() < paragraph.span.start());
            let between = |from: usize, to: usize| !text[from..to].chars().any(|c| !c.is_whitespace());
            let above = after.checked_sub(1).map(|at| removed[at].span.end());
            let below = removed.get(after).map(|piece| piece.span.start());
            let beside = above.is_some_and(|end| between(end, paragraph.span.start()))
                || below.is_some_and(|start| between(paragraph.span.end(), start));
            let mut sum = logit;
            sum += if beside { BESIDE_RESIDUE } else { 0.0 };
            sum += if last.is_some_and(|last| index > last) { BEHIND_LAST } else { 0.0 };
            sum += if ends_sentence(paragraph.span.of(text)) { SENTENCE } else { 0.0 };
            sum >= GOES_FROM
        })
        .collect();
    let letters = |doubted: bool| {
        let of = paragraphs.iter().zip(&gone).filter(|(_, gone)| **gone == doubted);
        of.map(|(paragraph, _)| paragraph.span.len()).sum::<usize>() as f64
    };
    if letters(true) > LARGEST_SHARE * (letters(true) + letters(false)) {
        return vec![false; paragraphs.len()];
    }
    gone
}
