//! Who is in the news, and where does each paragraph stand toward them?

#[allow(unused_extern_crates)]
extern crate gemm as _; // Only to switch on its AVX-512 kernels for candle.

pub mod error;
pub mod types;
