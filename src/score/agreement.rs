//! How far people agree who labelled the same documents without seeing each other's labels.
//!
//! Krippendorff's alpha for nominal data (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"):
//! 1 is perfect, 0 what chance would give. Stance is compared on rows that both have; actors on mentions that both
//! have with the same edges, after actors that no list knows were aligned by their mentions.

use std::collections::{BTreeMap, HashMap};

use super::interval::Counts;
use super::matching::Pair;
use crate::gold::labels::Place;
use crate::types::EntityType;

/// What is counted of units that two people labelled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlphaCounts {
    /// Units.
    pub n: usize,
    /// Units with two different labels.
    pub n_different: usize,
    /// How often each label was given.
    pub labels: BTreeMap<String, usize>,
}

impl Counts for AlphaCounts {
    fn add(&mut self, other: &Self) {
        self.n += other.n;
        self.n_different += other.n_different;
        for (label, n) in &other.labels {
            *self.labels.entry(label.clone()).or_default() += n;
        }
    }
}

impl AlphaCounts {
    /// Counts one unit.
    pub fn push(&mut self, one: &str, other: &str) {
        self.n += 1;
        self.n_different += usize::from(one != other);
        for label in [one, other] {
            *self.labels.entry(label.to_string()).or_default() += 1;
        }
    }

    /// Alpha; nothing where there are no units or only one label was ever given.
    pub fn alpha(&self) -> Option<f64> {
        let n_values = 2 * self.n;
        let same: usize = self.labels.values().map(|n| n * n.saturating_sub(1)).sum();
        let all = n_values * n_values.saturating_sub(1);
        let expected = (all > same).then(|| (all - same) as f64 / all as f64)?;
        Some(1.0 - (self.n_different as f64 / self.n as f64) / expected)
    }
}

/// The stance of rows that both have.
pub fn stance(pair: &Pair<'_>) -> AlphaCounts {
    let mut counts = AlphaCounts::default();
    for (_, one, other) in super::counts::rows(pair) {
        if let Some(other) = other {
            counts.push(one.stance.name(), other.stance.name());
        }
    }
    counts
}

/// The actors of mentions that both have. Nobody is a label too.
pub fn actor(pair: &Pair<'_>) -> AlphaCounts {
    let mut counts = AlphaCounts::default();
    let theirs: HashMap<Place, Option<&str>> =
        pair.predicted.mentions().map(|(_, mention)| (mention.place, mention.actor.as_deref())).collect();
    for (_, mention) in pair.gold.mentions().filter(|(_, mention)| mention.kind != EntityType::Misc) {
        if let Some(other) = theirs.get(&mention.place) {
            let (one, other) = (mention.actor.as_deref(), other.map(|id| pair.gold_id(id)));
            counts.push(one.unwrap_or("nobody"), other.unwrap_or("nobody"));
        }
    }
    counts
}
