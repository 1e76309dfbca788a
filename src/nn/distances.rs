//! What heads of attention think of the distance between two tokens.
//!
//! A learned number for each head and bucket of distances (Raffel et al. 2020, section 2.1), one table for all layers.

use super::weights::Weights;
use crate::error::Result;

/// Buckets of distances, half of them for keys before their query.
const N_BUCKETS: usize = 32;

/// For each head what is added to the score of a query and a key, by the key's place after the query's.
pub(super) struct Distances {
    /// `(heads, 2 · tokens − 1)`: the key's position less the query's, from 1 − tokens on.
    added: Vec<f32>,
    /// The most tokens of a window.
    n_tokens: usize,
}

impl Distances {
    /// Takes encoder.relative_attention_bias.weight, `(32, heads)`, for windows of at most `n_tokens` tokens.
    pub(super) fn take(heads: usize, n_tokens: usize, weights: &mut Weights) -> Result<Self> {
        let table = weights.take("encoder.relative_attention_bias.weight", &[N_BUCKETS, heads])?;
        Ok(Self::of_table(table, heads, n_tokens))
    }

    /// `table` is `(32, heads)`.
    pub(super) fn of_table(table: Vec<f32>, heads: usize, n_tokens: usize) -> Self {
        let before = (0..n_tokens).rev().map(bucket);
        let after = (1..n_tokens).map(|distance| bucket(distance) + N_BUCKETS / 2);
        let buckets: Vec<usize> = before.chain(after).collect();
        let of_head = |head| buckets.iter().map(move |bucket| (bucket, head));
        let added = (0..heads).flat_map(of_head).map(|(bucket, head)| table[bucket * heads + head]).collect();
        Self { added, n_tokens }
    }

    /// What is added to a query's scores of the first `length` keys.
    pub(super) fn of(&self, head: usize, query: usize, length: usize) -> &[f32] {
        let first = head * (2 * self.n_tokens - 1) + self.n_tokens - 1 - query;
        &self.added[first..first + length]
    }
}

/// The bucket of a distance without its sign: one each below 8, two for each doubling after it, one from 91 on.
///
/// 8 + ⌊8 · log(d / 8) / log(128 / 8)⌋ in whole numbers, for those give the same buckets on every processor.
fn bucket(distance: usize) -> usize {
    if distance < 8 { distance } else { (8 + (distance * distance / 64).ilog2() as usize).min(15) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of transformers' `MPNetEncoder.relative_position_bucket`.
    #[test]
    fn buckets_are_the_references() {
        let reference = [
            (0, 0),
            (7, 7),
            (8, 8),
            (11, 8),
            (12, 9),
            (16, 10),
            (32, 12),
            (64, 14),
            (90, 14),
            (91, 15),
            (300, 15),
        ];
        for (distance, expected) in reference {
            assert_eq!(bucket(distance), expected, "distance {distance}");
        }
    }
}
