//! Actors: whether a mention that was found was given to the right one.
//!
//! Three views of the same mentions, those that both sides have with the same edges: accuracy by identity; B-cubed,
//! which asks only whether mentions are grouped as the gold groups them (Bagga & Baldwin 1998), document by
//! document; and how well the program knows what its list does not know (NIL, as in TAC knowledge-base population).

use std::collections::{BTreeMap, HashMap};

use super::interval::Counts;
use super::matching::{Pair, is_local};
use super::spans::{Tally, ratio};
use crate::gold::labels::{LabelledMention, Labels, Place};
use crate::types::EntityType;

/// What is counted of one document's actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorCounts {
    /// Gold mentions with an actor.
    pub n_gold: usize,
    /// Those that the program found with the same edges.
    pub n_found: usize,
    /// Those of them that it gave to the right actor.
    pub n_right: usize,
    /// Sums over found mentions of B-cubed precision and recall.
    pub b_cubed: [f64; 2],
    /// Mentions without a Wikidata id: right, said to have none, having none in the gold.
    pub nil: Tally,
    /// Found mentions by the rule that decided, as the program calls it: right, and all.
    pub by_rule: BTreeMap<String, [usize; 2]>,
}

impl Counts for ActorCounts {
    fn add(&mut self, other: &Self) {
        self.n_gold += other.n_gold;
        self.n_found += other.n_found;
        self.n_right += other.n_right;
        self.b_cubed[0] += other.b_cubed[0];
        self.b_cubed[1] += other.b_cubed[1];
        self.nil.add(&other.nil);
        for (rule, [n_right, n]) in &other.by_rule {
            let sums = self.by_rule.entry(rule.clone()).or_default();
            sums[0] += n_right;
            sums[1] += n;
        }
    }
}

impl ActorCounts {
    /// The share of found mentions that have the right actor.
    pub fn accuracy(&self) -> Option<f64> {
        ratio(self.n_right as f64, self.n_found)
    }

    /// The share of all gold mentions that were found and have the right actor.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.n_right as f64, self.n_gold)
    }

    /// B-cubed precision of found mentions.
    pub fn b_cubed_precision(&self) -> Option<f64> {
        ratio(self.b_cubed[0], self.n_found)
    }

    /// B-cubed recall of found mentions.
    pub fn b_cubed_recall(&self) -> Option<f64> {
        ratio(self.b_cubed[1], self.n_found)
    }

    /// The harmonic mean of both.
    pub fn b_cubed_f1(&self) -> Option<f64> {
        let (precision, recall) = (self.b_cubed_precision()?, self.b_cubed_recall()?);
        Some(2.0 * precision * recall / (precision + recall))
    }
}

/// Counts one document.
pub fn count(pair: &Pair<'_>) -> ActorCounts {
    let found: HashMap<Place, &LabelledMention> =
        named(pair.predicted).map(|mention| (mention.place, mention)).collect();
    let mut counts = ActorCounts::default();
    // For every mention of both sides: the gold's actor, and the program's; a mention of nobody is alone.
    let mut groups: Vec<(&str, Option<&str>)> = Vec::new();
    for mention in named(pair.gold).filter(|mention| mention.kind != EntityType::Misc) {
        let Some(gold) = mention.actor.as_deref() else { continue };
        counts.n_gold += 1;
        let Some(answer) = found.get(&mention.place) else { continue };
        let rule = answer.by.as_deref();
        let answer = answer.actor.as_deref();
        let is_right = answer.is_some_and(|id| pair.gold_id(id) == gold);
        counts.n_found += 1;
        counts.n_right += usize::from(is_right);
        if let Some(rule) = rule {
            let sums = counts.by_rule.entry(rule.to_owned()).or_default();
            sums[0] += usize::from(is_right);
            sums[1] += 1;
        }
        let (gold_nil, said_nil) = (is_local(gold), answer.is_none_or(is_local));
        counts.nil.add(&Tally {
            right: usize::from(gold_nil && said_nil),
            predicted: usize::from(said_nil),
            gold: usize::from(gold_nil),
        });
        groups.push((gold, answer));
    }
    counts.b_cubed = b_cubed(&groups);
    counts
}

fn named(labels: &Labels) -> impl Iterator<Item = &LabelledMention> {
    labels.mentions().map(|(_, mention)| mention).filter(|mention| mention.named)
}

/// Sums of precision and recall over items with their gold group and their predicted one; no group means alone.
pub fn b_cubed(items: &[(&str, Option<&str>)]) -> [f64; 2] {
    let mut by_gold: HashMap<&str, usize> = HashMap::new();
    let mut by_answer: HashMap<&str, usize> = HashMap::new();
    let mut by_both: HashMap<(&str, &str), usize> = HashMap::new();
    for &(gold, answer) in items {
        *by_gold.entry(gold).or_default() += 1;
        if let Some(answer) = answer {
            *by_answer.entry(answer).or_default() += 1;
            *by_both.entry((gold, answer)).or_default() += 1;
        }
    }
    let mut sums = [0.0, 0.0];
    for &(gold, answer) in items {
        let (together, answered) =
            answer.map_or((1, 1), |answer| (by_both[&(gold, answer)], by_answer[answer]));
        sums[0] += together as f64 / answered as f64;
        sums[1] += together as f64 / by_gold[gold] as f64;
    }
    sums
}
