//! Pronouns and descriptions: whether the words that a program resolved mean the actor that the gold says.
//!
//! A description counts by its last word, because where it begins is a matter of taste: "the French president".

use super::interval::Counts;
use super::matching::Pair;
use super::spans::Tally;
use crate::gold::labels::{LabelledReference, Labels, Place};

/// What is counted of one document's references.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReferenceCounts {
    /// He, her, its.
    pub pronouns: Tally,
    /// The movement, the French president.
    pub descriptions: Tally,
}

impl Counts for ReferenceCounts {
    fn add(&mut self, other: &Self) {
        self.pronouns.add(&other.pronouns);
        self.descriptions.add(&other.descriptions);
    }
}

impl ReferenceCounts {
    /// Both together.
    pub fn all(&self) -> Tally {
        let mut all = self.pronouns;
        all.add(&self.descriptions);
        all
    }
}

/// Counts one document.
pub fn count(pair: &Pair<'_>) -> ReferenceCounts {
    let mut counts = ReferenceCounts::default();
    let gold = &pair.gold.references;
    for reference in gold.iter().filter(|reference| reference.sure && reference.actor.is_some()) {
        counts.of(pair.gold, reference.place).gold += 1;
    }
    for (_, mention) in pair.predicted.mentions().filter(|(_, mention)| !mention.named) {
        let Some(actor) = mention.actor.as_deref() else { continue };
        let same = gold.iter().filter(|reference| same_head(reference, mention.place));
        let same: Vec<&LabelledReference> = same.collect();
        if same.iter().any(|reference| !reference.sure) {
            continue;
        }
        let right = same.iter().any(|reference| reference.actor.as_deref() == Some(pair.gold_id(actor)));
        let tally = counts.of(pair.gold, mention.place);
        tally.predicted += 1;
        tally.right += usize::from(right);
    }
    counts
}

/// Whether a gold reference ends where a predicted one does.
fn same_head(reference: &LabelledReference, place: Place) -> bool {
    reference.place.end == place.end
}

const PRONOUNS: [&str; 15] = [
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "themselves",
];

impl ReferenceCounts {
    fn of(&mut self, labels: &Labels, place: Place) -> &mut Tally {
        let is_pronoun = PRONOUNS.contains(&labels.words(place).to_lowercase().as_str());
        if is_pronoun { &mut self.pronouns } else { &mut self.descriptions }
    }
}
