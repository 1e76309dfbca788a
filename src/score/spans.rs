//! Entities: strict as seqeval counts them, and the four views of SemEval-2013 task 9.1 (Segura-Bedmar et al. 2013).
//!
//! A predicted span and a gold span form at most one pair. Pairs are made best first: same edges and type, same
//! edges, then the longest overlap; so the answer does not depend on the order of either list.

use super::interval::Counts;
use crate::gold::labels::Place;
use crate::types::EntityType;

/// A typed span.
pub type Entity = (Place, EntityType);

/// Right, predicted and gold spans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found, and in the gold.
    pub right: usize,
    /// Found.
    pub predicted: usize,
    /// In the gold.
    pub gold: usize,
}

impl Tally {
    /// The share of what was found that is right.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right as f64, self.predicted)
    }

    /// The share of the gold that was found.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.right as f64, self.gold)
    }

    /// The harmonic mean of both; 0 where nothing is right, nothing where there is nothing to find and nothing found.
    pub fn f1(&self) -> Option<f64> {
        ratio(2.0 * self.right as f64, self.predicted + self.gold)
    }
}

impl Counts for Tally {
    fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

/// `part` of `whole`, where there is any.
pub(super) fn ratio(part: f64, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part / whole as f64)
}

/// The counts of one view: correct, incorrect, partial, missed, spurious.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Agrees.
    pub correct: usize,
    /// Paired, and disagrees.
    pub incorrect: usize,
    /// Paired, and overlaps only; counts half.
    pub partial: usize,
    /// In the gold alone.
    pub missed: usize,
    /// Predicted alone.
    pub spurious: usize,
}

impl View {
    /// Precision: correct and half of partial, of all that was predicted.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.credit(), self.correct + self.incorrect + self.partial + self.spurious)
    }

    /// Recall: correct and half of partial, of all gold.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.credit(), self.correct + self.incorrect + self.partial + self.missed)
    }

    /// The harmonic mean of both.
    pub fn f1(&self) -> Option<f64> {
        let paired = self.correct + self.incorrect + self.partial;
        ratio(2.0 * self.credit(), 2 * paired + self.missed + self.spurious)
    }

    fn credit(&self) -> f64 {
        self.correct as f64 + 0.5 * self.partial as f64
    }
}

impl Counts for View {
    fn add(&mut self, other: &Self) {
        self.correct += other.correct;
        self.incorrect += other.incorrect;
        self.partial += other.partial;
        self.missed += other.missed;
        self.spurious += other.spurious;
    }
}

/// What is counted of one document's entities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpanCounts {
    /// Same edges and type, by the set's rules.
    pub strict: Tally,
    /// Same edges and type, of each type, in the order of [`EntityType::ALL`].
    pub by_type: [Tally; 5],
    /// Same edges and type, with every prediction counted, also of types that the set does not label.
    pub seqeval: Tally,
    /// SemEval: edges and type.
    pub semeval_strict: View,
    /// SemEval: edges alone.
    pub exact: View,
    /// SemEval: edges alone, half for an overlap.
    pub partial: View,
    /// SemEval: the type of what overlaps.
    pub typed: View,
}

impl Counts for SpanCounts {
    fn add(&mut self, other: &Self) {
        self.strict.add(&other.strict);
        for (mine, theirs) in self.by_type.iter_mut().zip(&other.by_type) {
            mine.add(theirs);
        }
        self.seqeval.add(&other.seqeval);
        self.semeval_strict.add(&other.semeval_strict);
        self.exact.add(&other.exact);
        self.partial.add(&other.partial);
        self.typed.add(&other.typed);
    }
}

/// What a set does not judge.
#[derive(Clone, Debug, Default)]
pub struct Unjudged {
    /// Types that the set does not label: predictions of them are left out.
    pub types: Vec<EntityType>,
    /// Places where predictions are left out, unless they are gold.
    pub places: Vec<Place>,
}

impl Unjudged {
    fn leaves_out(&self, &(place, kind): &Entity) -> bool {
        self.types.contains(&kind) || self.places.iter().any(|other| other.overlaps(place))
    }
}

/// Counts one document.
pub fn count(gold: &[Entity], predicted: &[Entity], unjudged: &Unjudged) -> SpanCounts {
    let mut counts = SpanCounts { seqeval: strict(gold, predicted), ..SpanCounts::default() };
    let is_judged = |entity: &&Entity| gold.contains(entity) || !unjudged.leaves_out(entity);
    let predicted: Vec<Entity> = predicted.iter().filter(is_judged).copied().collect();
    counts.strict = strict(gold, &predicted);
    for (tally, kind) in counts.by_type.iter_mut().zip(EntityType::ALL) {
        let of_kind =
            |all: &[Entity]| all.iter().filter(|entity| entity.1 == kind).copied().collect::<Vec<_>>();
        *tally = strict(&of_kind(gold), &of_kind(&predicted));
    }
    let pairs = pairs(gold, &predicted);
    let (missed, spurious) = (gold.len() - pairs.len(), predicted.len() - pairs.len());
    for view in [&mut counts.semeval_strict, &mut counts.exact, &mut counts.partial, &mut counts.typed] {
        *view = View { missed, spurious, ..View::default() };
    }
    for (one, other) in pairs {
        let (same_edges, same_type) = (gold[one].0 == predicted[other].0, gold[one].1 == predicted[other].1);
        mark(&mut counts.semeval_strict, same_edges && same_type);
        mark(&mut counts.exact, same_edges);
        mark(&mut counts.typed, same_type);
        if same_edges {
            counts.partial.correct += 1;
        } else {
            counts.partial.partial += 1;
        }
    }
    counts
}

fn mark(view: &mut View, correct: bool) {
    if correct {
        view.correct += 1;
    } else {
        view.incorrect += 1;
    }
}

fn strict(gold: &[Entity], predicted: &[Entity]) -> Tally {
    let known: std::collections::HashSet<&Entity> = gold.iter().collect();
    let right = predicted.iter().filter(|entity| known.contains(entity)).count();
    Tally { right, predicted: predicted.len(), gold: gold.len() }
}

/// One-to-one pairs of overlapping spans, best first, as indices into both lists.
pub fn pairs(gold: &[Entity], predicted: &[Entity]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    // Both lists are disjoint, so that in order each span meets few others.
    let mut in_order: Vec<usize> = (0..predicted.len()).collect();
    in_order.sort_unstable_by_key(|&index| predicted[index].0);
    for (one, (place, kind)) in gold.iter().enumerate() {
        let from = in_order.partition_point(|&index| predicted[index].0.end <= place.start);
        for &other in in_order[from..].iter().take_while(|&&index| predicted[index].0.start < place.end) {
            let (found, found_kind) = predicted[other];
            let shared = place.end.min(found.end) - place.start.max(found.start);
            let same_edges = *place == found;
            candidates.push((
                !same_edges,
                *kind != found_kind && same_edges,
                usize::MAX - shared,
                *kind != found_kind,
                *place,
                found,
                one,
                other,
            ));
        }
    }
    candidates.sort_unstable();
    let (mut gold_taken, mut taken) = (vec![false; gold.len()], vec![false; predicted.len()]);
    let mut pairs = Vec::new();
    for (.., one, other) in candidates {
        if !gold_taken[one] && !taken[other] {
            gold_taken[one] = true;
            taken[other] = true;
            pairs.push((one, other));
        }
    }
    pairs
}
