//! Who is in the news, and where does each paragraph stand toward them?

extern crate gemm as _; // Only to switch on its AVX-512 kernels for candle.

pub mod types;
pub mod error;
pub mod read;
pub mod clean;
pub mod split;
pub mod nn;
pub mod model;
pub mod hub;
pub mod tag;
pub mod link;
pub mod judge;
pub mod pipeline;
pub mod ordered;
pub mod record;
pub mod write;
pub mod cli;
