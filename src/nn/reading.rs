//! Windows that are asked twice: first for entities, then for stances toward the actors found.
//!
//! Their hidden states are kept in between where they fit a byte budget.
//! Where they do not, windows go through the encoder again, a stretch at a time, with identical results;
//! so a document of any length is read in bounded memory.

use std::ops::Range;
use std::sync::Arc;

use super::{Answer, Encoded, N_STANCES, Network, Target, TokenScores, Window};
use crate::error::Result;

/// Windows that were or will be encoded.
pub struct Reading<'a> {
    network: &'a Arc<Network>,
    windows: Vec<&'a Window>,
    limits: Limits,
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
    /// Encodes the windows if their hidden states fit the budget.
    pub fn new(network: &'a Arc<Network>, windows: Vec<&'a Window>, limits: Limits) -> Result<Self> {
        let n_tokens: usize = windows.iter().map(|window| window.len()).sum();
        let fits = n_tokens * network.bytes_per_token() <= limits.kept_bytes;
        let kept = if fits { Some(network.encode(&windows, limits.batch_tokens)?) } else { None };
        Ok(Self { network, windows, limits, kept })
    }

    /// What the token head says of each window's own tokens.
    pub fn tag_scores(&self) -> Result<Vec<TokenScores>> {
        let mut scores = Vec::with_capacity(self.windows.len());
        self.visit(|stretch, encoded| {
            for (place, index) in stretch.enumerate() {
                let window = self.windows[index];
                let rows = window.rows(window.owned());
                scores.push(encoded.tag_scores(place, rows));
            }
            Ok(())
        })?;
        Ok(scores)
    }

    /// What the stance head says of each target, in order.
    pub fn stance(&self, targets: &[Target]) -> Result<Vec<Answer>> {
        let mut answers = vec![Answer { stance: [0.0; N_STANCES], quoted: 0.0 }; targets.len()];
        let mut order: Vec<usize> = (0..targets.len()).collect();
        order.sort_by_key(|&index| targets[index].window);
        let mut waiting = order.into_iter().peekable();
        self.visit(|stretch, encoded| {
            let mut asked: Vec<usize> = Vec::new();
            while let Some(index) = waiting.next_if(|&index| targets[index].window < stretch.end) {
                asked.push(index);
            }
            let moved: Vec<Target> = asked
                .iter()
                .map(|&index| Target {
                    window: targets[index].window - stretch.start,
                    ..targets[index].clone()
                })
                .collect();
            for (index, answer) in asked.into_iter().zip(encoded.stance(&moved)?) {
                answers[index] = answer;
            }
            Ok(())
        })?;
        Ok(answers)
    }

    /// Shows all windows, encoded, in stretches that fit the budget.
    fn visit(&self, mut look: impl FnMut(Range<usize>, &Encoded) -> Result<()>) -> Result<()> {
        if let Some(encoded) = &self.kept {
            return look(0..self.windows.len(), encoded);
        }
        let most_tokens = (self.limits.kept_bytes / self.network.bytes_per_token()).max(1);
        let mut start = 0;
        while start < self.windows.len() {
            let mut n_tokens = 0;
            let fitting = self.windows[start..].iter().take_while(|window| {
                n_tokens += window.len();
                n_tokens <= most_tokens
            });
            let end = start + fitting.count().max(1);
            let encoded = self.network.encode(&self.windows[start..end], self.limits.batch_tokens)?;
            look(start..end, &encoded)?;
            start = end;
        }
        Ok(())
    }
}
