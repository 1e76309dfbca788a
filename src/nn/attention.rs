//! Attention inside each window, on plain slices: softmax(Q · Kᵀ / √d + B) · V.
//!
//! Each multiplication is fused with its addition, in the order of the inner dimension, so every processor gives the same
//! bits; one without such an instruction is slow.
//! A few queries go through all steps together, so their scores never leave the cache.

use pulp::{Arch, Simd, WithSimd};

use super::distances::Distances;
use super::kernels;

/// Queries, and vectors of columns, that are computed together: their sums fill the registers.
const ROWS: usize = 6;
const VECTORS: usize = 2;

/// Columns are filled up to a multiple of this, which is [`VECTORS`] of the widest vectors.
const PANEL: usize = 32;

/// The shape of the attention of one model.
pub(super) struct Attention {
    pub hidden: usize,
    pub heads: usize,
    pub distances: Option<Distances>,
}

/// A matrix `(rows, columns)`, filled up with columns of zeros to a multiple of [`PANEL`].
struct Padded {
    columns: usize,
    values: Vec<f32>,
}

impl Attention {
    /// `(rows, 3 · hidden)`, queries beside keys beside values → `(rows, hidden)`; `lengths` are the windows' rows, in
    /// order, at least one each. Rows past the last window give zeros.
    pub(super) fn of(&self, projected: &[f32], lengths: impl Iterator<Item = usize>) -> Vec<f32> {
        let width = 3 * self.hidden;
        let mut context = vec![0.0; projected.len() / 3];
        let mut start = 0;
        for length in lengths {
            let end = start + length;
            let rows = &projected[start * width..end * width];
            let context = &mut context[start * self.hidden..end * self.hidden];
            for head in 0..self.heads {
                self.head(head, rows, context);
            }
            start = end;
        }
        context
    }

    /// What one head reads in one window, into its columns of `context`.
    fn head(&self, head: usize, rows: &[f32], context: &mut [f32]) {
        let (width, size) = (3 * self.hidden, self.hidden / self.heads);
        let length = rows.len() / width;
        let part = |row: usize, index: usize| {
            let at = row * width + index * self.hidden + head * size;
            &rows[at..at + size]
        };
        let keys = Padded::new(size, length, |row, column| part(column, 1)[row]);
        let values = Padded::new(length, size, |row, column| part(row, 2)[column]);
        let scale = 1.0 / (size as f32).sqrt();
        let mut scores = vec![0.0; ROWS * keys.columns];
        let mut mixed = vec![0.0; ROWS * values.columns];
        for first in (0..length).step_by(ROWS) {
            // The last query stands in for those past it; what it gives there is not read.
            let query = |row: usize| (first + row).min(length - 1);
            keys.multiply(std::array::from_fn(|row| part(query(row), 0)), &mut scores);
            for (row, scores) in scores.chunks_exact_mut(keys.columns).enumerate() {
                let scores = &mut scores[..length];
                match &self.distances {
                    Some(distances) => {
                        kernels::scale_and_add(scores, scale, distances.of(head, query(row), length));
                        kernels::softmax(scores, length, 1.0);
                    }
                    None => kernels::softmax(scores, length, scale),
                }
            }
            let weights = |row: usize| &scores[row * keys.columns..row * keys.columns + length];
            values.multiply(std::array::from_fn(weights), &mut mixed);
            let slots = context[first * self.hidden..].chunks_exact_mut(self.hidden);
            for (slot, mixed) in slots.zip(mixed.chunks_exact(values.columns)) {
                slot[head * size..(head + 1) * size].copy_from_slice(&mixed[..size]);
            }
        }
    }
}

impl Padded {
    fn new(n_rows: usize, n_columns: usize, value: impl Fn(usize, usize) -> f32) -> Self {
        let columns = n_columns.next_multiple_of(PANEL);
        let mut values = vec![0.0; n_rows * columns];
        for (row, slots) in values.chunks_exact_mut(columns).enumerate() {
            slots[..n_columns].iter_mut().enumerate().for_each(|(column, slot)| *slot = value(row, column));
        }
        Self { columns, values }
    }

    /// out ← left · self, `(ROWS, rows)` and `(rows, columns)` → `(ROWS, columns)`.
    fn multiply(&self, left: [&[f32]; ROWS], out: &mut [f32]) {
        Arch::new().dispatch(Multiply { left, right: self, out });
    }
}

/// A product of some rows and panels, for the widest vectors of the processor.
struct Multiply<'a> {
    left: [&'a [f32]; ROWS],
    right: &'a Padded,
    out: &'a mut [f32],
}

impl WithSimd for Multiply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (right, _) = S::as_simd_f32s(&self.right.values);
        let (out, _) = S::as_mut_simd_f32s(self.out);
        let n_vectors = self.right.columns / S::F32_LANES;
        for first in (0..n_vectors).step_by(VECTORS) {
            let mut sums = [[simd.splat_f32s(0.0); VECTORS]; ROWS];
            for (index, right) in right.chunks_exact(n_vectors).enumerate() {
                let vectors: [S::f32s; VECTORS] = std::array::from_fn(|vector| right[first + vector]);
                for (left, sums) in self.left.iter().zip(&mut sums) {
                    let factor = simd.splat_f32s(left[index]);
                    for (sum, vector) in sums.iter_mut().zip(vectors) {
                        *sum = simd.mul_add_f32s(factor, vector, *sum);
                    }
                }
            }
            for (out, sums) in out.chunks_exact_mut(n_vectors).zip(sums) {
                out[first..first + VECTORS].copy_from_slice(&sums);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulp::Scalar;

    /// Against the definition in f64, for windows that fill no panel and no group of queries, and with far distances.
    fn check(distances: Option<Distances>, added: impl Fn(usize, usize, usize) -> f64) {
        let (hidden, heads, lengths) = (40, 2, [1, 7, 100]);
        let n_rows = 108 + 3; // three of them past the last window
        let projected: Vec<f32> =
            (0..n_rows * 3 * hidden).map(|i| ((i * 37 + i / 11) % 23) as f32 / 8.0 - 1.4).collect();
        let found = Attention { hidden, heads, distances }.of(&projected, lengths.into_iter());
        let at = |row: usize, column: usize| f64::from(projected[row * 3 * hidden + column]);
        let size = hidden / heads;
        let mut start = 0;
        for length in lengths {
            let rows = start..start + length;
            for (query, column) in rows.clone().flat_map(|row| (0..hidden).map(move |c| (row, c))) {
                let (head, first) = (column / size, column / size * size);
                let score = |key: usize| {
                    let columns = first..first + size;
                    let product: f64 = columns.map(|c| at(query, c) * at(key, hidden + c)).sum();
                    (product / (size as f64).sqrt() + added(head, query - start, key - start)).exp()
                };
                let all: f64 = rows.clone().map(score).sum();
                let mixed: f64 = rows.clone().map(|key| score(key) * at(key, 2 * hidden + column)).sum();
                let found = f64::from(found[query * hidden + column]);
                assert!((found - mixed / all).abs() < 1e-5, "{query}, {column}: {found}, {}", mixed / all);
            }
            start += length;
        }
        assert!(found[start * hidden..].iter().all(|&x| x == 0.0));
        assert_eq!(found.len(), n_rows * hidden);
    }

    #[test]
    fn attention_is_its_definition() {
        check(None, |_, _, _| 0.0);
    }

    #[test]
    fn distances_are_added_to_the_scores_of_their_head() {
        let bucket = |query: usize, key: usize| {
            let distance = query.abs_diff(key);
            let near = [91, 64, 46, 32, 23, 16, 12, 8].iter().position(|&far| distance >= far);
            near.map_or(distance, |at| 15 - at) + if key > query { 16 } else { 0 }
        };
        let number = |bucket: usize, head: usize| ((bucket * 2 + head) * 7 % 19) as f32 / 6.0;
        let table = (0..64).map(|i| number(i / 2, i % 2)).collect();
        let distances = Distances::of_table(table, 2, 120);
        check(Some(distances), |head, query, key| f64::from(number(bucket(query, key), head)));
    }

    #[test]
    fn every_width_of_vectors_gives_the_same_bits() {
        let right = Padded::new(50, 70, |row, column| ((row * 31 + column * 17) % 29) as f32 / 7.0 - 2.0);
        let left: Vec<f32> = (0..ROWS * 50).map(|i| (i * 13 % 41) as f32 / 9.0 - 2.0).collect();
        let rows = || std::array::from_fn(|row| &left[row * 50..(row + 1) * 50]);
        let (mut narrow, mut wide) = (vec![0.0; ROWS * right.columns], vec![1.0; ROWS * right.columns]);
        Scalar::new().vectorize(Multiply { left: rows(), right: &right, out: &mut narrow });
        right.multiply(rows(), &mut wide);
        assert!(narrow.iter().zip(&wide).all(|(one, other)| one.to_bits() == other.to_bits()));
    }
}
