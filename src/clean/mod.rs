//! Text → what in it is not the article, with the reason.
//!
//! Scrapers bring home menus, share bars, teasers, bylines and cookie notices. A stretch of lines goes only
//! when a cue condemns it, and most cues never condemn a line that ends like a sentence: a lost sentence
//! is worse than a kept button. Nothing is edited; what goes is listed.
//!
//! `line` judges a line alone, `page` by its neighbours and its place.

mod attributions;
mod authors;
pub(crate) mod captions;
mod controls;
mod doubts;
mod edges;
mod ends;
mod fold;
mod itself;
mod line;
pub(crate) mod lines;
mod marks;
mod neighbours;
mod openings;
mod page;
mod patterns;
mod release;
mod repeats;
mod runs;
mod signatures;
mod sites;
mod teasers;
#[cfg(test)]
mod tests;
mod tongues;
mod voice;
mod words;
mod zones;

pub use attributions::attributions;
pub use doubts::{Case, is_plea, verdicts};
pub use teasers::{blanked, teasers};

use crate::types::Removed;
use fold::fold;
use line::Line;
use lines::stretches;
use page::Fate;

/// A repetition of a shorter title may be a heading.
const FEWEST_DUPLICATE_WORDS: usize = 4;

/// The web residue of a text: sorted, disjoint, trimmed spans of whole lines.
///
/// The first line that equals the title stays, whatever it looks like; its repetitions go.
pub fn residue(text: &str, title: Option<&str>) -> Vec<Removed> {
    let lines: Vec<Line> = stretches(text).iter().map(|stretch| Line::new(stretch, text)).collect();
    let title = title.map(fold).filter(|title| !title.is_empty());
    let is_title = |line: &&Line| title.as_ref().is_some_and(|title| *title == line.folded);
    let first_title = lines.iter().position(|line| is_title(&line));
    let is_repeated_title = |index: usize| {
        first_title.is_some_and(|first| index > first)
            && is_title(&&lines[index])
            && lines[index].n_words >= FEWEST_DUPLICATE_WORDS
    };
    let given = |index: usize| {
        if first_title == Some(index) {
            Fate::Stays
        } else if is_repeated_title(index) {
            Fate::Goes("duplicate")
        } else {
            Fate::Open
        }
    };
    let reasons = page::reasons(&lines, given, first_title);
    lines
        .iter()
        .zip(reasons)
        .filter_map(|(line, reason)| Some(Removed { span: line.span, reason: reason? }))
        .collect()
}
