//! What a transformer does between two matrix products, on plain slices.
//!
//! candle's own versions hand large tensors to a global pool of spinning threads, which `--threads` could not bound.
//! These run in the calling thread, on the widest vectors of the processor (`pulp` chooses at run time).
//! They use no fused multiply-add and sum over a fixed number of lanes, so every processor gives the same bits.

use pulp::{Arch, NullaryFnOnce};

/// Partial sums of a reduction; fixed, so that the order of additions never depends on the vector width.
const LANES: usize = 16;

/// Adding this rounds to a whole number, halves to even, that then stands in the low bits.
pub(super) const ROUND: f32 = 12_582_912.0; // 1.5 · 2^23

/// Runs `work`, an `#[inline(always)]` closure, compiled for the widest vectors of this processor.
///
/// It is `FnMut` because calls of a closure as `FnOnce` go through a function that the compiler may keep apart, and so
/// compile for the narrowest vectors.
#[inline(always)]
pub(super) fn widest<R>(work: impl FnMut() -> R) -> R {
    struct Work<F>(F);
    impl<R, F: FnMut() -> R> NullaryFnOnce for Work<F> {
        type Output = R;
        #[inline(always)]
        fn call(mut self) -> R {
            (self.0)()
        }
    }
    Arch::new().dispatch(Work(work))
}

/// Adds `bias` to each row of `rows` `(n, bias.len())`, then x ← x · Φ(x).
pub(super) fn bias_gelu(rows: &mut [f32], bias: &[f32]) {
    widest(
        #[inline(always)]
        || {
            for row in rows.chunks_exact_mut(bias.len()) {
                for (x, b) in row.iter_mut().zip(bias) {
                    let biased = *x + b;
                    *x = 0.5 * biased * (1.0 + erf(biased * std::f32::consts::FRAC_1_SQRT_2));
                }
            }
        },
    );
}

/// Adds `bias` to each row of `rows` `(n, bias.len())`.
pub(super) fn add_bias(rows: &mut [f32], bias: &[f32]) {
    for row in rows.chunks_exact_mut(bias.len()) {
        for (x, b) in row.iter_mut().zip(bias) {
            *x += b;
        }
    }
}

/// The learned scale and shift of a layer norm, `(width)` each, and what keeps it from dividing by zero.
pub(super) struct LayerNorm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
    pub epsilon: f32,
}

impl LayerNorm {
    /// Normalises each row of `rows` `(n, width)` in place.
    pub(super) fn apply(&self, rows: &mut [f32]) {
        widest(
            #[inline(always)]
            || {
                for row in rows.chunks_exact_mut(self.weight.len()) {
                    self.row(row);
                }
            },
        );
    }

    /// rows ← norm(rows + bias + residual), all `(n, width)` but `bias` `(width)`.
    pub(super) fn apply_sum(&self, rows: &mut [f32], bias: &[f32], residual: &[f32]) {
        let width = self.weight.len();
        widest(
            #[inline(always)]
            || {
                for (row, old) in rows.chunks_exact_mut(width).zip(residual.chunks_exact(width)) {
                    for ((x, b), r) in row.iter_mut().zip(bias).zip(old) {
                        *x = *x + b + r;
                    }
                    self.row(row);
                }
            },
        );
    }

    #[inline(always)]
    fn row(&self, row: &mut [f32]) {
        let width = row.len() as f32;
        let mean = sum(row, |x| x) / width;
        let variance = sum(row, |x| (x - mean) * (x - mean)) / width;
        let scale = 1.0 / (variance + self.epsilon).sqrt();
        for ((x, w), b) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
            *x = (*x - mean) * scale * w + b;
        }
    }
}

/// Each row of `rows` `(n, width)` becomes the softmax of `scale` times itself.
pub(super) fn softmax(rows: &mut [f32], width: usize, scale: f32) {
    widest(
        #[inline(always)]
        || {
            for row in rows.chunks_exact_mut(width) {
                let largest = largest(row, |x| x);
                for x in row.iter_mut() {
                    *x = exp((*x - largest) * scale);
                }
                let inverse = 1.0 / sum(row, |x| x);
                for x in row.iter_mut() {
                    *x *= inverse;
                }
            }
        },
    );
}

/// row ← factor · row + other.
pub(super) fn scale_and_add(row: &mut [f32], factor: f32, other: &[f32]) {
    widest(
        #[inline(always)]
        || {
            for (x, y) in row.iter_mut().zip(other) {
                *x = factor * *x + y;
            }
        },
    );
}

/// The dot product of two rows of one length.
pub(super) fn dot(left: &[f32], right: &[f32]) -> f32 {
    widest(
        #[inline(always)]
        || {
            let mut lanes = [0.0f32; LANES];
            let (lefts, rights) = (left.chunks_exact(LANES), right.chunks_exact(LANES));
            let rest: f32 = lefts.remainder().iter().zip(rights.remainder()).map(|(a, b)| a * b).sum();
            for (a, b) in lefts.zip(rights) {
                for lane in 0..LANES {
                    lanes[lane] += a[lane] * b[lane];
                }
            }
            fold(lanes) + rest
        },
    )
}

/// total ← total + factor · row.
pub(super) fn add_scaled(total: &mut [f32], factor: f32, row: &[f32]) {
    widest(
        #[inline(always)]
        || {
            for (t, x) in total.iter_mut().zip(row) {
                *t += factor * x;
            }
        },
    );
}

#[inline(always)]
fn sum(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let chunks = row.chunks_exact(LANES);
    let rest: f32 = chunks.remainder().iter().map(|&x| f(x)).sum();
    for chunk in chunks {
        for lane in 0..LANES {
            lanes[lane] += f(chunk[lane]);
        }
    }
    fold(lanes) + rest
}

/// The largest of f(x), whatever the vector width.
#[inline(always)]
pub(super) fn largest(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; LANES];
    let chunks = row.chunks_exact(LANES);
    let rest = chunks.remainder().iter().copied().map(&f).fold(f32::NEG_INFINITY, f32::max);
    for chunk in chunks {
        for lane in 0..LANES {
            let x = f(chunk[lane]);
            lanes[lane] = if x > lanes[lane] { x } else { lanes[lane] };
        }
    }
    lanes.into_iter().fold(rest, f32::max)
}

#[inline(always)]
fn fold(lanes: [f32; LANES]) -> f32 {
    lanes.into_iter().fold(0.0, |total, x| total + x)
}

/// The error function to 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26).
#[inline(always)]
fn erf(x: f32) -> f32 {
    let a = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * a);
    let polynomial =
        t * (0.254_829_6 + t * (-0.284_496_72 + t * (1.421_413_8 + t * (-1.453_152_1 + t * 1.061_405_4))));
    let positive = 1.0 - polynomial * exp(-a * a);
    if x < 0.0 { -positive } else { positive }
}

/// e^x to 2 units in the last place for x ≤ 0 (Cephes `expf`): 2^n · e^r with |r| ≤ ln 2 / 2.
#[inline(always)]
fn exp(x: f32) -> f32 {
    const LN2_HIGH: f32 = 0.693_359_4;
    const LN2_LOW: f32 = -2.121_944_4e-4;
    let x = if x < -87.0 { -87.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = x - n * LN2_HIGH - n * LN2_LOW;
    let polynomial = ((((1.987_569_1e-4 * r + 1.398_199_9e-3) * r + 8.333_452e-3) * r + 4.166_579_6e-2) * r
        + 1.666_666_5e-1)
        * r
        + 0.5;
    let e_r = polynomial * r * r + r + 1.0;
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(0x3f80_0000));
    e_r * power
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of `math.erf` and `math.exp` of Python.
    #[test]
    fn erf_and_exp_are_near_the_reference() {
        let erfs =
            [(0.0, 0.0), (0.1, 0.112_462_916), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (-2.0, -0.995_322_3)];
        for (x, expected) in erfs {
            assert!((erf(x) - expected).abs() < 5e-7, "erf({x}) = {}", erf(x));
        }
        for step in 0..870 {
            let x = -0.1 * step as f32;
            let expected = f64::from(x).exp();
            assert!((f64::from(exp(x)) - expected).abs() <= 3e-7 * expected, "exp({x}) = {}", exp(x));
        }
        assert!(exp(-1000.0) < 1e-37);
    }

    #[test]
    fn softmax_sums_to_one_and_layer_norm_is_standard() {
        let mut rows: Vec<f32> = (0..74).map(|i| (i * 7 % 13) as f32).collect();
        softmax(&mut rows, 37, 0.3);
        for row in rows.chunks(37) {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        }
        let norm = LayerNorm { weight: vec![1.0; 37], bias: vec![0.0; 37], epsilon: 1e-12 };
        let mut row: Vec<f32> = (0..37).map(|i| i as f32).collect();
        norm.apply(&mut row);
        let mean = row.iter().sum::<f32>() / 37.0;
        let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / 37.0;
        assert!(mean.abs() < 1e-6 && (variance - 1.0).abs() < 1e-5, "{mean} {variance}");
    }
}
