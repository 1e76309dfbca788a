//! The matrix product, in the calling thread.
//!
//! candle asks the system for the number of cores at every product (on Linux it reads /proc/cpuinfo) and splits
//! the work over a global pool, which `--threads` could not bound.
//! This is the same product, by the same `gemm` kernels on the same candle tensors, without both.
//! The one file with `unsafe`: the kernels take pointers, and [`check`] proves that they stay inside.

#![allow(unsafe_code)]

use candle_core::{CpuStorage, CustomOp2, Layout, Shape, Tensor, bail};
use gemm::{Parallelism, gemm};

/// left · right, `(…, m, k)` and `(…, k, n)` → `(…, m, n)`, of at most one batch dimension and any strides.
pub(super) fn product(left: &Tensor, right: &Tensor) -> candle_core::Result<Tensor> {
    left.apply_op2_no_bwd(right, &Product)
}

struct Product;

/// A matrix, or a batch of them, inside a slice: `steps` are the distances between batches, rows and columns.
struct Matrices<'a> {
    values: &'a [f32],
    sizes: [usize; 3],
    steps: [usize; 3],
}

impl<'a> Matrices<'a> {
    fn of(storage: &'a CpuStorage, layout: &Layout) -> candle_core::Result<Self> {
        let CpuStorage::F32(values) = storage else { bail!("products are of f32") };
        let (dims, strides) = (layout.dims(), layout.stride());
        let (sizes, steps) = match (dims, strides) {
            (&[rows, columns], &[row, column]) => ([1, rows, columns], [0, row, column]),
            (&[batches, rows, columns], &[batch, row, column]) => {
                ([batches, rows, columns], [batch, row, column])
            }
            _ => bail!("a product of {dims:?} is not provided for"),
        };
        let values = values.get(layout.start_offset()..).unwrap_or_default();
        check(values.len(), sizes, steps)?;
        Ok(Self { values, sizes, steps })
    }
}

/// Refuses matrices whose last value would lie outside of the slice.
fn check(len: usize, sizes: [usize; 3], steps: [usize; 3]) -> candle_core::Result<()> {
    let last: usize = sizes.iter().zip(steps).map(|(&size, step)| size.saturating_sub(1) * step).sum();
    if sizes.contains(&0) || last >= len {
        bail!("a matrix of {sizes:?} with steps {steps:?} does not lie in {len} values");
    }
    Ok(())
}

impl CustomOp2 for Product {
    fn name(&self) -> &'static str {
        "product"
    }

    fn cpu_fwd(
        &self,
        left: &CpuStorage,
        left_layout: &Layout,
        right: &CpuStorage,
        right_layout: &Layout,
    ) -> candle_core::Result<(CpuStorage, Shape)> {
        let left = Matrices::of(left, left_layout)?;
        let right = Matrices::of(right, right_layout)?;
        let ([batches, m, k], [right_batches, right_k, n]) = (left.sizes, right.sizes);
        if batches != right_batches || k != right_k {
            bail!("a product of {:?} and {:?}", left.sizes, right.sizes);
        }
        let mut out = vec![0.0f32; batches * m * n];
        for (batch, out) in out.chunks_exact_mut(m * n).enumerate() {
            let left_at = &left.values[batch * left.steps[0]..];
            let right_at = &right.values[batch * right.steps[0]..];
            // SAFETY: `check` has proved for every batch that all m·k and k·n values lie inside the slices, and
            // `out` has m·n values. Alpha is not read (`read_dst` is false); beta scales the product.
            unsafe {
                gemm(
                    m,
                    n,
                    k,
                    out.as_mut_ptr(),
                    1,
                    n as isize,
                    false,
                    left_at.as_ptr(),
                    left.steps[2] as isize,
                    left.steps[1] as isize,
                    right_at.as_ptr(),
                    right.steps[2] as isize,
                    right.steps[1] as isize,
                    0.0f32,
                    1.0f32,
                    false,
                    false,
                    false,
                    Parallelism::None,
                );
            }
        }
        let shape = match left_layout.dims().len() {
            2 => Shape::from((m, n)),
            _ => Shape::from((batches, m, n)),
        };
        Ok((CpuStorage::F32(out), shape))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::Device;

    fn tensor(shape: &[usize]) -> Tensor {
        let n: usize = shape.iter().product();
        let values: Vec<f32> = (0..n).map(|i| ((i * 37 + 11) % 23) as f32 - 11.0).collect();
        Tensor::from_vec(values, shape, &Device::Cpu).expect("tensor")
    }

    /// Small whole numbers: every order of additions gives the same sums as candle's own product.
    fn check_against_candle(left: &Tensor, right: &Tensor) {
        let ours = product(left, right).expect("ours");
        let theirs = left.matmul(right).expect("theirs");
        assert_eq!(ours.dims(), theirs.dims());
        let values = |t: &Tensor| t.flatten_all().and_then(|t| t.to_vec1::<f32>()).expect("values");
        assert_eq!(values(&ours), values(&theirs));
    }

    #[test]
    fn products_are_candles() {
        check_against_candle(&tensor(&[33, 17]), &tensor(&[17, 5]));
        check_against_candle(&tensor(&[1, 9]), &tensor(&[5, 9]).t().expect("view"));
        let packed = tensor(&[40, 6, 8]);
        let part = |at| {
            packed
                .narrow(0, 3, 20)
                .and_then(|t| t.narrow(1, at, 2))
                .and_then(|t| t.transpose(0, 1))
                .expect("view")
        };
        check_against_candle(&part(0), &part(2).transpose(1, 2).expect("view"));
    }

    #[test]
    fn sizes_that_do_not_fit_are_refused() {
        assert!(product(&tensor(&[4, 3]), &tensor(&[4, 3])).is_err());
        assert!(product(&tensor(&[2, 4, 3]), &tensor(&[3, 3, 4])).is_err());
        assert!(check(11, [1, 3, 4], [0, 4, 1]).is_err());
        assert!(check(12, [1, 3, 4], [0, 4, 1]).is_ok());
    }
}
