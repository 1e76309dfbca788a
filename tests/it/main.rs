//! One integration binary: rules of the house, parity with the reference, invariance of answers, the command line.

mod tidy;
mod parity;
mod reference;
mod invariance;
mod residue;
mod scores;
mod evaluate;
mod exchange;
mod results;
mod cli;
mod targets;
mod voices;
mod runs;
mod export;
mod files;
mod formats;
mod actors;
