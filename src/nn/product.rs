//! The matrix product, in the calling thread.
//!
//! candle asks the system for the number of cores at every product (on Linux it reads /proc/cpuinfo) and splits
//! the work over a global pool, which `--threads` could not bound.
//! This is the same product, by the same `gemm` kernels on the same candle tensors, without both.
//! One of the two files with `unsafe`: the kernels take pointers, and [`check`] proves that they stay inside.

#![allow(unsafe_code)]

use candle_core::{CpuStorage, CustomOp2, Layout, Shape, Tensor, bail};
use gemm::{Parallelism, gemm};

/// left · right, `(m, k)` and `(k, n)` → `(m, n)`, of any strides.
pub(super) fn product(left: &Tensor, right: &Tensor) -> candle_core::Result<Tensor> {
    left.apply_op2_no_bwd(right, &Product)
}

struct Product;

/// A matrix inside a slice: `steps` are the distances between rows and columns.
struct Matrix<'a> {
    values: &'a [f32],
    sizes: [usize; 2],
    steps: [usize; 2],
}

impl<'a> Matrix<'a> {
    fn of(storage: &'a CpuStorage, layout: &Layout) -> candle_core::Result<Self> {
        let CpuStorage::F32(values) = storage else { bail!("products are of f32") };
        let (&[rows, columns], &[row, column]) = (layout.dims(), layout.stride()) else {
            bail!("a product of {:?} is not provided for", layout.dims())
        };
        let values = values.get(layout.start_offset()..).unwrap_or_default();
        let (sizes, steps) = ([rows, columns], [row, column]);
        check(values.len(), sizes, steps)?;
        Ok(Self { values, sizes, steps })
    }
}

/// Refuses a matrix whose last value would lie outside of the slice.
fn check(len: usize, sizes: [usize; 2], steps: [usize; 2]) -> candle_core::Result<()> {
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
        let left = Matrix::of(left, left_layout)?;
        let right = Matrix::of(right, right_layout)?;
        let ([m, k], [right_k, n]) = (left.sizes, right.sizes);
        if k != right_k {
            bail!("a product of {:?} and {:?}", left.sizes, right.sizes);
        }
        let mut out = vec![0.0f32; m * n];
        // SAFETY: `check` has proved that all m·k and k·n values lie inside the slices, and `out` has m·n values. Alpha is
        // not read (`read_dst` is false); beta scales the product.
        unsafe {
            gemm(
                m,
                n,
                k,
                out.as_mut_ptr(),
                1,
                n as isize,
                false,
                left.values.as_ptr(),
                left.steps[1] as isize,
                left.steps[0] as isize,
                right.values.as_ptr(),
                right.steps[1] as isize,
                right.steps[0] as isize,
                0.0f32,
                1.0f32,
                false,
                false,
                false,
                Parallelism::None,
            );
        }
        Ok((CpuStorage::F32(out), Shape::from((m, n))))
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
        let part = tensor(&[40, 24]).narrow(0, 3, 20).and_then(|t| t.narrow(1, 8, 8)).expect("view");
        check_against_candle(&part, &part.t().expect("view"));
    }

    #[test]
    fn sizes_that_do_not_fit_are_refused() {
        assert!(product(&tensor(&[4, 3]), &tensor(&[4, 3])).is_err());
        assert!(product(&tensor(&[2, 4, 3]), &tensor(&[2, 3, 4])).is_err());
        assert!(check(11, [3, 4], [4, 1]).is_err());
        assert!(check(12, [3, 4], [4, 1]).is_ok());
    }
}
