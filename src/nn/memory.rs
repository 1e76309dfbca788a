//! What the network has said of windows lately: wire stories repeat whole paragraphs, and a paragraph that comes again
//! need not be encoded again.
//!
//! A window's numbers depend on that window alone, so an answer from memory has the bits of a new one, and which
//! windows happen to be remembered changes the speed and nothing else.
//! Remembered are answers, not hidden states: those would take thirty times as much.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Answer, Target, TokenScores, Window};

/// The most bytes that are remembered, roughly: the paragraphs of some thousand articles.
const MOST_BYTES: usize = 16 << 20;
/// What a window takes beside its tokens, and an answer.
const BYTES_PER_WINDOW: usize = 300;
const BYTES_PER_ANSWER: usize = 130;
/// A paragraph with more actors than a dozen, each with a stance on every other, is not worth remembering whole.
const MOST_ANSWERS: usize = 160;

/// Answers by window, shared by threads.
#[derive(Default)]
pub(super) struct Memory(Mutex<Generations>);

/// Two halves: what is asked for moves to the young one, and when that is full the old one is forgotten.
#[derive(Default)]
struct Generations {
    young: HashMap<Window, Known>,
    old: HashMap<Window, Known>,
    n_young_bytes: usize,
}

/// What was said of a window.
struct Known {
    scores: TokenScores,
    answers: Vec<(Asked, Answer)>,
}

/// The rows of a target and of its holder, and whether it is a lone one.
type Asked = (Vec<Range<usize>>, Vec<Range<usize>>, bool);

fn asked(target: &Target) -> Asked {
    (target.token_ranges.clone(), target.holder.clone(), target.lone)
}

impl Memory {
    /// What the token head said.
    pub(super) fn scores(&self, window: &Window) -> Option<TokenScores> {
        self.lock().known(window).map(|known| known.scores.clone())
    }

    /// What the stance head said of a target like this one.
    pub(super) fn answer(&self, window: &Window, target: &Target) -> Option<Answer> {
        let asked = asked(target);
        let mut generations = self.lock();
        let known = generations.known(window)?;
        known.answers.iter().find(|(known, _)| *known == asked).map(|(_, answer)| *answer)
    }

    pub(super) fn keep_scores(&self, window: &Window, scores: &TokenScores) {
        self.lock().insert(window.clone(), Known { scores: scores.clone(), answers: Vec::new() });
    }

    /// Keeps an answer beside the scores of its window; without them it is of no use.
    pub(super) fn keep_answer(&self, window: &Window, target: &Target, answer: Answer) {
        let asked = asked(target);
        let mut generations = self.lock();
        let Some(known) = generations.known(window) else { return };
        if known.answers.len() < MOST_ANSWERS && known.answers.iter().all(|(known, _)| *known != asked) {
            known.answers.push((asked, answer));
            generations.n_young_bytes += BYTES_PER_ANSWER;
        }
    }

    pub(super) fn forget(&self) {
        *self.lock() = Generations::default();
    }

    /// A thread that panicked leaves whole entries: what it did not finish is not there.
    fn lock(&self) -> MutexGuard<'_, Generations> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Generations {
    fn known(&mut self, window: &Window) -> Option<&mut Known> {
        if !self.young.contains_key(window) {
            let (window, known) = self.old.remove_entry(window)?;
            self.insert(window, known);
        }
        self.young.get_mut(window)
    }

    fn insert(&mut self, window: Window, known: Known) {
        let TokenScores { labels, uses, residue } = &known.scores;
        let n_floats = labels.len() + uses.len() + residue.len();
        let n_bytes = BYTES_PER_WINDOW
            + size_of::<f32>() * n_floats
            + 5 * window.len()
            + BYTES_PER_ANSWER * known.answers.len();
        if self.n_young_bytes + n_bytes > MOST_BYTES / 2 {
            self.old = std::mem::take(&mut self.young);
            self.n_young_bytes = 0;
        }
        self.n_young_bytes += n_bytes;
        self.young.insert(window, known);
    }
}
