//! Scores: predictions beside hand labels, counted, with intervals and baselines. Reads labels only and never runs a model.
//!
//! A score is counts: [`spans`], [`actors`], [`references`], [`stance`], [`structure`] and [`triples`] count one document,
//! [`interval`] adds them up and resamples articles.

pub mod interval;
pub mod matching;
pub mod structure;
pub mod spans;
pub mod actors;
pub mod references;
pub mod stance;
pub mod triples;
pub mod counts;
pub mod slices;
pub mod agreement;
pub mod run;
pub mod compare;
pub mod swaps;
pub mod report;

#[cfg(test)]
mod tests;
