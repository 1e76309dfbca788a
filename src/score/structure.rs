//! Paragraphs and residue: whether the article was cut where readers cut it, and left without what is not it.

use super::interval::Counts;
use super::matching::Pair;
use super::spans::Tally;
use crate::gold::labels::{Labels, Place};

/// What is counted of one document's paragraphs and residue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StructureCounts {
    /// Paragraphs with the same edges.
    pub paragraphs: Tally,
    /// Paragraphs with the same edges, of them with the same role, against all gold paragraphs with the same edges.
    pub roles: Tally,
    /// Removed characters that are not space.
    pub residue: Tally,
}

impl Counts for StructureCounts {
    fn add(&mut self, other: &Self) {
        self.paragraphs.add(&other.paragraphs);
        self.roles.add(&other.roles);
        self.residue.add(&other.residue);
    }
}

/// Counts one document.
pub fn count(pair: &Pair<'_>) -> StructureCounts {
    let found = pair.paragraphs.iter().zip(&pair.gold.paragraphs);
    let found: Vec<_> =
        found.filter_map(|(index, gold)| Some((gold, &pair.predicted.paragraphs[(*index)?]))).collect();
    let same_role = found.iter().filter(|(gold, predicted)| gold.role == predicted.role).count();
    let [gold, predicted] = [pair.gold, pair.predicted].map(removed);
    StructureCounts {
        paragraphs: Tally {
            right: found.len(),
            predicted: pair.predicted.paragraphs.len(),
            gold: pair.gold.paragraphs.len(),
        },
        roles: Tally { right: same_role, predicted: found.len(), gold: found.len() },
        residue: Tally {
            right: gold.iter().filter(|at| predicted.binary_search(at).is_ok()).count(),
            predicted: predicted.len(),
            gold: gold.len(),
        },
    }
}

/// The code points of removed characters that are not space, in order.
fn removed(labels: &Labels) -> Vec<usize> {
    let mut places: Vec<Place> = labels.removed.clone();
    places.sort_unstable();
    let mut points = Vec::new();
    let mut places = places.into_iter().peekable();
    for (at, character) in labels.text.chars().enumerate() {
        while places.peek().is_some_and(|place| place.end <= at) {
            places.next();
        }
        if places.peek().is_some_and(|place| place.start <= at) && !character.is_whitespace() {
            points.push(at);
        }
    }
    points
}
