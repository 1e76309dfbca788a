//! Products of whole numbers: inputs rounded to 8 bits times weights of 4 bits.
//!
//! Both are rounded in groups of [`GROUP`] neighbours with a scale each, as Dai et al. 2021 (VS-Quant) round vectors: a
//! large value costs its neighbours precision and nobody else. Sums of a group are exact, and groups are added in order
//! without fused operations, so every processor gives the same bits.
//! One of the two files with `unsafe`: instructions are called that [`Kernel::all`] has found.

#![allow(unsafe_code)]

use super::kernels::{ROUND, largest, widest};
use super::weights::GROUP;

/// Outputs that are computed together.
const PANEL: usize = 32;

/// Neighbouring inputs that one instruction multiplies and adds.
const QUAD: usize = 4;

/// The most rows that are computed together: their sums fill the registers of AVX-512.
const ROWS: usize = 6;

/// What is added to a rounded input, for the instructions multiply numbers without a sign by numbers with one.
const OFFSET: u8 = 128;

/// A number for each output of a panel.
type Outputs<T> = [T; PANEL];

/// A row's rounded inputs of one group.
type Inputs = [u8; GROUP];

/// A matrix of 4-bit weights, `(outputs, inputs)`, in the order in which the kernels read it.
pub(super) struct Matrix {
    n_outputs: usize,
    n_groups: usize,
    /// `(panels, groups)`; outputs past the last are zeros.
    blocks: Vec<Block>,
}

/// The weights between a panel and one group of inputs, on lines of the cache.
#[derive(Clone)]
#[repr(align(64))]
struct Block {
    /// For each four inputs each output's four weights.
    weights: [[i8; PANEL * QUAD]; GROUP / QUAD],
    /// What [`OFFSET`] adds to each sum, negated.
    corrections: Outputs<i32>,
    scales: Outputs<f32>,
}

/// Sums of a panel's rows, on lines of the cache: written as zeros in other pieces than they are read in at once, they
/// cost a third of the kernel's time, wherever the stack happened to lie so.
#[repr(align(64))]
struct Sums([Outputs<f32>; ROWS]);

impl Matrix {
    /// Packs weights `(outputs, n_inputs)` from -8 to 7 with scales `(outputs, n_inputs / GROUP)`.
    pub(super) fn pack(weights: &[i8], scales: &[f32], n_inputs: usize) -> Self {
        let n_groups = n_inputs / GROUP;
        let n_outputs = weights.len() / n_inputs;
        let empty = Block {
            weights: [[0; PANEL * QUAD]; GROUP / QUAD],
            corrections: [0; PANEL],
            scales: [0.0; PANEL],
        };
        let mut blocks = vec![empty; n_outputs.div_ceil(PANEL) * n_groups];
        for (index, (of_group, &scale)) in weights.as_chunks::<GROUP>().0.iter().zip(scales).enumerate() {
            let (output, group) = (index / n_groups, index % n_groups);
            let column = output % PANEL;
            let block = &mut blocks[output / PANEL * n_groups + group];
            for (quad, four) in block.weights.iter_mut().zip(of_group.chunks_exact(QUAD)) {
                quad[column * QUAD..(column + 1) * QUAD].copy_from_slice(four);
            }
            let sum: i32 = of_group.iter().map(|&weight| i32::from(weight)).sum();
            block.corrections[column] = -i32::from(OFFSET) * sum;
            block.scales[column] = scale;
        }
        Self { n_outputs, n_groups, blocks }
    }

    /// x · Wᵀ: `(rows, inputs)` → `(rows, outputs)`.
    pub(super) fn product(&self, x: &[f32]) -> Vec<f32> {
        let kernel = Kernel::all().next().unwrap_or(Kernel::Portable);
        self.product_by(kernel, x)
    }

    fn product_by(&self, kernel: Kernel, x: &[f32]) -> Vec<f32> {
        let (inputs, scales) = round(x);
        let n_rows = inputs.len() / self.n_groups;
        let mut out = vec![0.0; n_rows * self.n_outputs];
        for (panel, blocks) in self.blocks.chunks_exact(self.n_groups).enumerate() {
            let begin = panel * PANEL;
            let width = PANEL.min(self.n_outputs - begin);
            for first in (0..n_rows).step_by(ROWS) {
                let last = n_rows.min(first + ROWS);
                let groups = first * self.n_groups..last * self.n_groups;
                let mut sums = Sums([[0.0; PANEL]; ROWS]);
                kernel.add(blocks, &inputs[groups.clone()], &scales[groups], &mut sums.0[..last - first]);
                for (row, sums) in (first..last).zip(&sums.0) {
                    let at = row * self.n_outputs + begin;
                    out[at..at + width].copy_from_slice(&sums[..width]);
                }
            }
        }
        out
    }
}

/// Rounds each group of finite inputs to whole numbers from -127 to 127, kept with [`OFFSET`], and a scale.
fn round(x: &[f32]) -> (Vec<Inputs>, Vec<f32>) {
    /// Where the largest is smaller than this, 127 over it is no number.
    const TINY: f32 = 1e-36;
    let groups = x.as_chunks::<GROUP>().0;
    let mut rounded = vec![[0; GROUP]; groups.len()];
    let mut scales = vec![0.0; groups.len()];
    widest(
        #[inline(always)]
        || {
            for ((group, rounded), scale) in groups.iter().zip(&mut rounded).zip(&mut scales) {
                let largest = largest(group, f32::abs);
                let inverse = if largest < TINY { 0.0 } else { 127.0 / largest };
                *scale = largest / 127.0;
                for (slot, x) in rounded.iter_mut().zip(group) {
                    *slot = ((x * inverse + ROUND).to_bits() as u8).wrapping_add(OFFSET);
                }
            }
        },
    );
    (rounded, scales)
}

/// Which instructions multiply.
#[derive(Clone, Copy, Debug)]
enum Kernel {
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

impl Kernel {
    /// Those that this processor has, the fastest first.
    fn all() -> impl Iterator<Item = Self> {
        #[cfg(target_arch = "x86_64")]
        let special = {
            let has_vnni = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni");
            let has_avx2 = is_x86_feature_detected!("avx2");
            [has_vnni.then_some(Self::Avx512Vnni), has_avx2.then_some(Self::Avx2)]
        };
        #[cfg(not(target_arch = "x86_64"))]
        let special = [];
        special.into_iter().flatten().chain([Self::Portable])
    }

    /// Adds to the sums of at most [`ROWS`] rows what a panel's blocks make of their inputs, `(rows, groups)` with scales.
    fn add(self, blocks: &[Block], inputs: &[Inputs], scales: &[f32], sums: &mut [Outputs<f32>]) {
        match self {
            // SAFETY: `all` alone gives kernels out, and only those whose instructions the processor has.
            #[cfg(target_arch = "x86_64")]
            Self::Avx512Vnni => unsafe { x86::add_avx512(blocks, inputs, scales, sums) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => unsafe { x86::add_avx2(blocks, inputs, scales, sums) },
            Self::Portable => add(blocks, inputs, scales, sums),
        }
    }
}

/// What every kernel computes. Sixteen products of 255 and -8 fit 16 bits, so they are widened once a group.
fn add(blocks: &[Block], inputs: &[Inputs], scales: &[f32], sums: &mut [Outputs<f32>]) {
    const LANES: usize = 2 * QUAD;
    let n = blocks.len();
    widest(
        #[inline(always)]
        || {
            let rows = inputs.chunks_exact(n).zip(scales.chunks_exact(n));
            for (sums, (inputs, scales)) in sums.iter_mut().zip(rows) {
                for ((block, inputs), scale) in blocks.iter().zip(inputs).zip(scales) {
                    let mut narrow = [0i16; PANEL * QUAD];
                    for (weights, &[a, b, c, d]) in block.weights.iter().zip(inputs.as_chunks().0) {
                        let twice = [a, b, c, d, a, b, c, d].map(i16::from);
                        let (narrow, _) = narrow.as_chunks_mut::<LANES>();
                        for (sums, weights) in narrow.iter_mut().zip(weights.as_chunks::<LANES>().0) {
                            for lane in 0..LANES {
                                sums[lane] += i16::from(weights[lane]) * twice[lane];
                            }
                        }
                    }
                    for (output, four) in narrow.as_chunks::<QUAD>().0.iter().enumerate() {
                        let whole =
                            block.corrections[output] + four.iter().map(|&x| i32::from(x)).sum::<i32>();
                        sums[output] += whole as f32 * (block.scales[output] * scale);
                    }
                }
            }
        },
    );
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use pulp::cast;

    use super::{Block, Inputs, Outputs, QUAD};

    #[target_feature(enable = "avx512f,avx512vnni")]
    pub(super) fn add_avx512(blocks: &[Block], inputs: &[Inputs], scales: &[f32], sums: &mut [Outputs<f32>]) {
        match sums.len() {
            6 => add_rows::<6>(blocks, inputs, scales, sums),
            5 => add_rows::<5>(blocks, inputs, scales, sums),
            4 => add_rows::<4>(blocks, inputs, scales, sums),
            3 => add_rows::<3>(blocks, inputs, scales, sums),
            2 => add_rows::<2>(blocks, inputs, scales, sums),
            1 => add_rows::<1>(blocks, inputs, scales, sums),
            n => unreachable!("{n} rows"),
        }
    }

    /// The first N rows, whose sums stay in registers.
    #[target_feature(enable = "avx512f,avx512vnni")]
    fn add_rows<const N: usize>(
        blocks: &[Block],
        inputs: &[Inputs],
        scales: &[f32],
        sums: &mut [Outputs<f32>],
    ) {
        let mut totals: [[__m512; 2]; N] = std::array::from_fn(|row| cast(sums[row]));
        for (index, block) in blocks.iter().enumerate() {
            let at = |row: usize| row * blocks.len() + index;
            let inputs: [&Inputs; N] = std::array::from_fn(|row| &inputs[at(row)]);
            let corrections: [__m512i; 2] = cast(block.corrections);
            let mut whole = [corrections; N];
            for (quad, weights) in block.weights.iter().enumerate() {
                let weights: [__m512i; 2] = cast(*weights);
                for row in 0..N {
                    let four = _mm512_set1_epi32(cast(inputs[row].as_chunks::<QUAD>().0[quad]));
                    for half in 0..2 {
                        whole[row][half] = _mm512_dpbusd_epi32(whole[row][half], four, weights[half]);
                    }
                }
            }
            let of_outputs: [__m512; 2] = cast(block.scales);
            for row in 0..N {
                let scale = _mm512_set1_ps(scales[at(row)]);
                for half in 0..2 {
                    let both = _mm512_mul_ps(of_outputs[half], scale);
                    let part = _mm512_mul_ps(_mm512_cvtepi32_ps(whole[row][half]), both);
                    totals[row][half] = _mm512_add_ps(totals[row][half], part);
                }
            }
        }
        for (sums, total) in sums.iter_mut().zip(totals) {
            *sums = cast(total);
        }
    }

    /// Two products of 255 and -8 fit 16 bits, and so do eight such pairs, so nothing saturates.
    #[target_feature(enable = "avx2")]
    pub(super) fn add_avx2(blocks: &[Block], inputs: &[Inputs], scales: &[f32], sums: &mut [Outputs<f32>]) {
        const PARTS: usize = 4;
        const PAIRS: usize = 8;
        let n = blocks.len();
        let ones = _mm256_set1_epi16(1);
        for (row, sums) in sums.iter_mut().enumerate() {
            let mut totals: [__m256; PARTS] = cast(*sums);
            for (index, block) in blocks.iter().enumerate() {
                let mut whole: [__m256i; PARTS] = cast(block.corrections);
                let fours = inputs[row * n + index].as_chunks::<QUAD>().0;
                for (weights, fours) in block.weights.chunks_exact(PAIRS).zip(fours.chunks_exact(PAIRS)) {
                    let mut pairs = [_mm256_setzero_si256(); PARTS];
                    for (weights, &four) in weights.iter().zip(fours) {
                        let weights: [__m256i; PARTS] = cast(*weights);
                        let four = _mm256_set1_epi32(cast(four));
                        for part in 0..PARTS {
                            let products = _mm256_maddubs_epi16(four, weights[part]);
                            pairs[part] = _mm256_add_epi16(pairs[part], products);
                        }
                    }
                    for part in 0..PARTS {
                        whole[part] = _mm256_add_epi32(whole[part], _mm256_madd_epi16(pairs[part], ones));
                    }
                }
                let of_outputs: [__m256; PARTS] = cast(block.scales);
                let scale = _mm256_set1_ps(scales[row * n + index]);
                for part in 0..PARTS {
                    let both = _mm256_mul_ps(of_outputs[part], scale);
                    let product = _mm256_mul_ps(_mm256_cvtepi32_ps(whole[part]), both);
                    totals[part] = _mm256_add_ps(totals[part], product);
                }
            }
            *sums = cast(totals);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const N_INPUTS: usize = 3 * GROUP;

    fn bits(values: &[f32]) -> Vec<u32> {
        values.iter().map(|x| x.to_bits()).collect()
    }

    /// Weights and inputs with extreme values first, then whatever a generator gives.
    fn example(n_rows: usize, n_outputs: usize) -> (Vec<i8>, Vec<f32>, Vec<f32>) {
        let mut chance = fastrand::Rng::with_seed(3);
        let mut weights: Vec<i8> = (0..n_outputs * N_INPUTS).map(|_| chance.i8(-8..8)).collect();
        let scales = (0..n_outputs * N_INPUTS / GROUP).map(|_| chance.f32() - 0.5).collect();
        let mut x: Vec<f32> = (0..n_rows * N_INPUTS).map(|_| chance.f32() * 4.0 - 2.0).collect();
        weights[..GROUP].fill(-8);
        x[..GROUP].fill(3.0);
        x[GROUP..2 * GROUP].fill(0.0);
        x[2 * GROUP..3 * GROUP].fill(-5.0);
        (weights, scales, x)
    }

    /// In f64, for each number of rows and of outputs that the kernels treat differently.
    #[test]
    fn products_are_those_of_the_rounded_numbers() {
        for (n_rows, n_outputs) in [(1, 1), (5, 32), (6, 33), (14, 70)] {
            let (weights, scales, x) = example(n_rows, n_outputs);
            let found = Matrix::pack(&weights, &scales, N_INPUTS).product(&x);
            let (inputs, input_scales) = round(&x);
            assert_eq!(found.len(), n_rows * n_outputs);
            for (index, &found) in found.iter().enumerate() {
                let (row, output) = (index / n_outputs, index % n_outputs);
                let part = |group: usize| {
                    let (left, right) = (row * 3 + group, output * 3 + group);
                    let of_group = &weights[right * GROUP..(right + 1) * GROUP];
                    let products = inputs[left].iter().zip(of_group);
                    let whole: i32 = products.map(|(&x, &w)| (i32::from(x) - 128) * i32::from(w)).sum();
                    f64::from(whole) * f64::from(input_scales[left]) * f64::from(scales[right])
                };
                let expected: f64 = (0..3).map(part).sum();
                assert!((f64::from(found) - expected).abs() < 1e-3, "{row}, {output}: {found}, {expected}");
            }
        }
    }

    #[test]
    fn every_kernel_gives_the_same_bits() {
        for n_rows in 1..=2 * ROWS {
            let (weights, scales, x) = example(n_rows, 70);
            let matrix = Matrix::pack(&weights, &scales, N_INPUTS);
            let expected = bits(&matrix.product_by(Kernel::Portable, &x));
            for kernel in Kernel::all() {
                assert_eq!(bits(&matrix.product_by(kernel, &x)), expected, "{kernel:?}, {n_rows} rows");
            }
        }
    }

    #[test]
    fn a_row_does_not_depend_on_its_neighbours() {
        let (weights, scales, x) = example(14, 70);
        let matrix = Matrix::pack(&weights, &scales, N_INPUTS);
        let together = matrix.product(&x);
        for (row, expected) in x.chunks_exact(N_INPUTS).zip(together.chunks_exact(70)) {
            assert_eq!(bits(&matrix.product(row)), bits(expected));
        }
    }

    #[test]
    fn rounding_is_to_the_nearest_and_keeps_the_largest() {
        let mut x = [0.0; 2 * GROUP];
        x[..4].copy_from_slice(&[-254.0, 1.0, 3.0, 253.0]);
        let (rounded, scales) = round(&x);
        assert_eq!(scales, [2.0, 0.0]);
        assert_eq!(rounded[0][..5], [1, 128, 130, 254, 128]); // 0.5 and 126.5 go to the even number, 1.5 to 2
        assert_eq!(rounded[1], [128; GROUP]);
        assert_eq!(round(&[1e-37; GROUP]).0, [[128; GROUP]]);
        assert_eq!(round(&[1e-35; GROUP]).0, [[255; GROUP]]);
    }
}
