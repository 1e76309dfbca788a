//! Matrix products whose rows do not depend on their neighbours.
//!
//! The kernels of floats take other paths, with other roundings, for a single row and for tiny outputs.
//! Every product here has at least [`MIN_ROWS`] rows, so a row gives the same bits alone and in any company.

use candle_core::{CpuStorage, Device, InplaceOp1, Layout, Storage, Tensor, bail};

use super::integers;
use super::product::product;
use super::weights::Weights;
use crate::error::Result;

/// The fewest rows that a product of floats runs with; callers fill up with zero rows.
pub(super) const MIN_ROWS: usize = 32;

/// y = x · Wᵀ + b, with W `(out, in)` and b `(out)`.
pub(super) struct Linear {
    matrix: Matrix,
    pub bias: Vec<f32>,
}

enum Matrix {
    /// Wᵀ as a view, `(in, out)`.
    Floats(Tensor),
    Integers(integers::Matrix),
}

impl Linear {
    /// Takes NAME.weight `(n_out, n_in)` and NAME.bias `(n_out)`.
    pub(super) fn take(weights: &mut Weights, name: &str, n_out: usize, n_in: usize) -> Result<Self> {
        Self::floats(weights, &[name], n_out, n_in)
    }

    /// A layer of the encoder, or several over the same input stacked into one product, outputs side by side.
    /// Weights of 4 bits multiply inputs that are rounded to 8.
    pub(super) fn of_encoder(
        weights: &mut Weights,
        names: &[&str],
        n_out: usize,
        n_in: usize,
    ) -> Result<Self> {
        if !names.iter().any(|name| weights.has_4_bits(&format!("{name}.weight"))) {
            return Self::floats(weights, names, n_out, n_in);
        }
        let (mut rows, mut scales) = (Vec::new(), Vec::new());
        for name in names {
            let (values, of_groups) = weights.take_4_bits(&format!("{name}.weight"), n_out, n_in)?;
            rows.extend(values);
            scales.extend(of_groups);
        }
        let matrix = Matrix::Integers(integers::Matrix::pack(&rows, &scales, n_in));
        Ok(Self { matrix, bias: biases(weights, names, n_out)? })
    }

    fn floats(weights: &mut Weights, names: &[&str], n_out: usize, n_in: usize) -> Result<Self> {
        let mut rows = Vec::new();
        for name in names {
            rows.extend(weights.take(&format!("{name}.weight"), &[n_out, n_in])?);
        }
        let transposed =
            tensor(rows, &[names.len() * n_out, n_in]).and_then(|w| w.t()).map_err(super::failed)?;
        Ok(Self { matrix: Matrix::Floats(transposed), bias: biases(weights, names, n_out)? })
    }

    /// x · Wᵀ without the bias: `(rows, in)` → `(rows, out)`, with at least [`MIN_ROWS`] rows.
    pub(super) fn product(&self, x: &Tensor) -> candle_core::Result<Tensor> {
        debug_assert!(x.dims()[0] >= MIN_ROWS);
        match &self.matrix {
            Matrix::Floats(transposed) => product(x, transposed),
            Matrix::Integers(matrix) => {
                tensor(read(x, |values| matrix.product(values))?, &[x.dims()[0], self.bias.len()])
            }
        }
    }

    /// x · Wᵀ + b: `(rows, in)` → `(rows, out)`.
    pub(super) fn apply(&self, x: &Tensor) -> candle_core::Result<Tensor> {
        let y = self.product(x)?;
        in_place(&y, |rows| super::kernels::add_bias(rows, &self.bias))?;
        Ok(y)
    }
}

/// The biases `(n_out)` of several layers, one after the other.
fn biases(weights: &mut Weights, names: &[&str], n_out: usize) -> Result<Vec<f32>> {
    let mut all = Vec::new();
    for name in names {
        all.extend(weights.take(&format!("{name}.bias"), &[n_out])?);
    }
    Ok(all)
}

/// A tensor on the CPU that owns `values`.
pub(super) fn tensor(values: Vec<f32>, shape: &[usize]) -> candle_core::Result<Tensor> {
    Tensor::from_vec(values, shape, &Device::Cpu)
}

/// Changes the values of a contiguous tensor where they are.
pub(super) fn in_place(tensor: &Tensor, change: impl Fn(&mut [f32])) -> candle_core::Result<()> {
    struct Change<F>(F);
    impl<F: Fn(&mut [f32])> InplaceOp1 for Change<F> {
        fn name(&self) -> &'static str {
            "in-place"
        }
        fn cpu_fwd(&self, storage: &mut CpuStorage, layout: &Layout) -> candle_core::Result<()> {
            match (storage, layout.contiguous_offsets()) {
                (CpuStorage::F32(values), Some((start, end))) => {
                    (self.0)(&mut values[start..end]);
                    Ok(())
                }
                _ => bail!("an f32 tensor in one piece is wanted"),
            }
        }
    }
    tensor.inplace_op1(&Change(change))
}

/// Reads the values of a contiguous tensor.
pub(super) fn read<R>(tensor: &Tensor, look: impl FnOnce(&[f32]) -> R) -> candle_core::Result<R> {
    let (storage, layout) = tensor.storage_and_layout();
    match (&*storage, layout.contiguous_offsets()) {
        (Storage::Cpu(CpuStorage::F32(values)), Some((start, end))) => Ok(look(&values[start..end])),
        _ => bail!("an f32 tensor in one piece on the CPU is wanted"),
    }
}
