//! Hand labels: what a set says about itself, its documents, and the formats of annotation tools.
//!
//! [`labels`] is the one shape that everything here reads and writes; predictions have it too, so that anybody's
//! can be scored. [`wire`] is that shape on disk, [`import`] and [`export`] know the formats of others.

pub mod labels;
pub mod wire;
pub mod rules;
pub mod set;
mod references;
pub mod check;
pub mod keys;
pub mod swap;
pub mod import;
pub mod export;
