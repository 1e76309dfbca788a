//! Windows that are asked again: first for entities, then for stances toward the actors found, the text's and those of holders.
//!
//! Equal windows are encoded once, and those that the network remembers not at all.
//! The hidden states of the others are kept in between where they fit a byte budget.
//! Where they do not, windows go through the encoder again, a stretch at a time, with identical results;
//! so a document of any length is read in bounded memory.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Answer, Encoded, N_STANCES, Network, Target, TokenScores, Window};
use crate::error::Result;

/// Windows that were or will be encoded.
pub struct Reading<'a> {
    network: &'a Arc<Network>,
    windows: Vec<&'a Window>,
    limits: Limits,
    /// For each window the first that equals it.
    firsts: Vec<usize>,
    /// What is remembered of the first windows.
    remembered: HashMap<usize, TokenScores>,
    /// The first windows that are not remembered, in order.
    fresh: Vec<usize>,
    /// Their hidden states.
    kept: Option<Encoded>,
}

/// How much is done at once.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most tokens that go through the encoder together.
    pub batch_tokens: usize,
    /// The most bytes of hidden states that are kept.
    pub kept_bytes: usize,
}

impl<'a> Reading<'a> {
    /// Encodes the windows that nobody asked about before, if their hidden states fit the budget.
    pub fn new(network: &'a Arc<Network>, windows: Vec<&'a Window>, limits: Limits) -> Result<Self> {
        let mut places = HashMap::new();
        let firsts: Vec<usize> = windows
            .iter()
            .enumerate()
            .map(|(index, window)| *places.entry(*window).or_insert(index))
            .collect();
        let (mut remembered, mut fresh) = (HashMap::new(), Vec::new());
        for (index, window) in windows.iter().enumerate().filter(|(index, _)| firsts[*index] == *index) {
            match network.memory.scores(window) {
                Some(scores) => drop(remembered.insert(index, scores)),
                None => fresh.push(index),
            }
        }
        let n_tokens: usize = fresh.iter().map(|&index| windows[index].len()).sum();
        let fits = n_tokens * network.bytes_per_token() <= limits.kept_bytes;
        let mut reading = Self { network, windows, limits, firsts, remembered, fresh, kept: None };
        if fits {
            reading.kept = Some(reading.encode(&reading.fresh)?);
        }
        Ok(reading)
    }

    /// What the token head says of each window's own tokens.
    pub fn tag_scores(&self) -> Result<Vec<TokenScores>> {
        let mut found = self.remembered.clone();
        self.visit(&self.fresh, self.kept.as_ref(), |stretch, encoded| {
            for (place, &index) in stretch.iter().enumerate() {
                let window = self.windows[index];
                let scores = encoded.tag_scores(place, window.rows(window.owned()));
                self.network.memory.keep_scores(window, &scores);
                found.insert(index, scores);
            }
            Ok(())
        })?;
        Ok(self.firsts.iter().map(|first| found.get(first).cloned().unwrap_or_default()).collect())
    }

    /// What the stance head says of each target, in order.
    pub fn stance(&self, targets: &[Target]) -> Result<Vec<Answer>> {
        let mut answers = vec![Answer { stance: [0.0; N_STANCES], quoted: 0.0 }; targets.len()];
        // The targets of each first window that has to be looked at.
        let mut asked: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, target) in targets.iter().enumerate() {
            let window = self.firsts[target.window];
            let remembered = match self.remembered.contains_key(&window) {
                true => self.network.memory.answer(self.windows[window], target),
                false => None,
            };
            match remembered {
                Some(answer) => answers[index] = answer,
                None => asked.entry(window).or_default().push(index),
            }
        }
        // Windows that are asked about and not in hand are encoded: those that nobody kept, and those that were
        // remembered and of which something new is asked.
        let in_hand = if self.kept.is_some() { self.fresh.as_slice() } else { &[] };
        let is_out_of_hand = |index: &usize| self.kept.is_none() || self.remembered.contains_key(index);
        let mut others: Vec<usize> = asked.keys().copied().filter(is_out_of_hand).collect();
        others.sort_unstable();
        for (windows, kept) in [(in_hand, self.kept.as_ref()), (&others, None)] {
            self.visit(windows, kept, |stretch, encoded| {
                let indices: Vec<(usize, usize)> = stretch
                    .iter()
                    .enumerate()
                    .flat_map(|(place, window)| {
                        asked.get(window).into_iter().flatten().map(move |&index| (place, index))
                    })
                    .collect();
                let moved: Vec<Target> = indices
                    .iter()
                    .map(|&(window, index)| Target { window, ..targets[index].clone() })
                    .collect();
                for ((place, index), answer) in indices.into_iter().zip(encoded.stance(&moved)?) {
                    let window = self.windows[stretch[place]];
                    self.network.memory.keep_answer(window, &targets[index], answer);
                    answers[index] = answer;
                }
                Ok(())
            })?;
        }
        Ok(answers)
    }

    fn encode(&self, indices: &[usize]) -> Result<Encoded> {
        let windows: Vec<&Window> = indices.iter().map(|&index| self.windows[index]).collect();
        self.network.encode(&windows, self.limits.batch_tokens)
    }

    /// Shows windows, encoded, in stretches that fit the budget; all at once where they are kept.
    fn visit(
        &self,
        indices: &[usize],
        kept: Option<&Encoded>,
        mut look: impl FnMut(&[usize], &Encoded) -> Result<()>,
    ) -> Result<()> {
        if let Some(encoded) = kept {
            return look(indices, encoded);
        }
        let most_tokens = (self.limits.kept_bytes / self.network.bytes_per_token()).max(1);
        let mut rest = indices;
        while !rest.is_empty() {
            let mut n_tokens = 0;
            let fitting = rest.iter().take_while(|&&index| {
                n_tokens += self.windows[index].len();
                n_tokens <= most_tokens
            });
            let (stretch, after) = rest.split_at(fitting.count().max(1));
            look(stretch, &self.encode(stretch)?)?;
            rest = after;
        }
        Ok(())
    }
}
