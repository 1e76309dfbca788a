//! End to end: a triple of paragraph, actor and stance is right or wrong, and each wrong one is charged to the
//! first stage that broke it.
//!
//! A gold triple is lost, and a predicted one spurious, at the first of these that does not agree:
//! the paragraph's edges; a mention of the actor with the same edges; its type; its actor, or what it does in its
//! sentence; the stance. A row that both sides have with another stance is charged once, to the stance.

use super::interval::Counts;
use super::matching::Pair;
use super::spans::Tally;
use crate::gold::labels::{LabelledMention, LabelledParagraph};
use crate::types::Stance;

/// Where a triple broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The paragraph has other edges, or was removed.
    Paragraph,
    /// No mention of the actor has the same edges.
    Mention,
    /// A mention has the same edges and another type.
    Type,
    /// A mention was given to another actor, or is a place or credit on one side.
    Actor,
    /// The row is there with another stance.
    Stance,
}

impl Stage {
    /// All stages, in the order of the work.
    pub const ALL: [Self; 5] = [Self::Paragraph, Self::Mention, Self::Type, Self::Actor, Self::Stance];

    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Mention => "mention",
            Self::Type => "type",
            Self::Actor => "actor",
            Self::Stance => "stance",
        }
    }
}

/// What is counted of one document's triples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TripleCounts {
    /// Whole triples.
    pub all: Tally,
    /// Triples whose stance is favor or against.
    pub polar: Tally,
    /// Rows, whatever their stance.
    pub rows: Tally,
    /// Gold triples lost at each stage, in the order of [`Stage::ALL`].
    pub lost: [usize; 5],
    /// Predicted triples that are wrong, by stage. Those of the last stage are the same rows as in `lost`.
    pub spurious: [usize; 5],
    /// Gold triples that are favor or against, lost at each stage.
    pub polar_lost: [usize; 5],
}

impl Counts for TripleCounts {
    fn add(&mut self, other: &Self) {
        self.all.add(&other.all);
        self.polar.add(&other.polar);
        self.rows.add(&other.rows);
        for (mine, theirs) in [
            (&mut self.lost, &other.lost),
            (&mut self.spurious, &other.spurious),
            (&mut self.polar_lost, &other.polar_lost),
        ] {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
    }
}

/// Counts one document.
pub fn count(pair: &Pair<'_>) -> TripleCounts {
    let mut counts = TripleCounts::default();
    for (index, gold) in pair.gold.paragraphs.iter().enumerate() {
        for row in &gold.stances {
            let is_polar = row.stance != Stance::Neutral;
            counts.all.gold += 1;
            counts.polar.gold += usize::from(is_polar);
            let answer = pair.row(index, row);
            if answer.is_some_and(|answer| answer.stance == row.stance) {
                counts.all.right += 1;
                counts.polar.right += usize::from(is_polar);
            } else {
                let stage = match answer {
                    Some(_) => Stage::Stance,
                    None => lost_at(pair, index, &row.actor),
                };
                counts.lost[stage as usize] += 1;
                counts.polar_lost[stage as usize] += usize::from(is_polar);
            }
            counts.rows.right += usize::from(answer.is_some());
        }
    }
    counts.rows.gold = counts.all.gold;
    for (index, paragraph) in pair.predicted.paragraphs.iter().enumerate() {
        counts.all.predicted += paragraph.stances.len();
        counts.polar.predicted +=
            paragraph.stances.iter().filter(|row| row.stance != Stance::Neutral).count();
        let gold = pair.gold_paragraphs[index];
        for row in &paragraph.stances {
            let id = pair.gold_id(&row.actor);
            let is_in_gold = gold.is_some_and(|at| {
                pair.gold.paragraphs[at].stances.iter().any(|other| match other.target {
                    Some(target) => row.target == Some(target),
                    None => other.actor == id,
                })
            });
            if !is_in_gold {
                let stage = gold.map_or(Stage::Paragraph, |at| {
                    broken_at(&of_actor(paragraph, &row.actor), &pair.gold.paragraphs[at])
                });
                counts.spurious[stage as usize] += 1;
            }
        }
    }
    counts.rows.predicted = counts.all.predicted;
    counts.spurious[Stage::Stance as usize] = counts.lost[Stage::Stance as usize];
    counts
}

/// The stage that lost a gold row.
fn lost_at(pair: &Pair<'_>, paragraph: usize, actor: &str) -> Stage {
    let Some(found) = pair.paragraphs[paragraph] else { return Stage::Paragraph };
    let mentions = of_actor(&pair.gold.paragraphs[paragraph], actor);
    broken_at(&mentions, &pair.predicted.paragraphs[found])
}

/// The mentions that give an actor its row.
fn of_actor<'a>(paragraph: &'a LabelledParagraph, actor: &str) -> Vec<&'a LabelledMention> {
    let all = paragraph.mentions.iter();
    all.filter(|mention| mention.actor.as_deref() == Some(actor) && mention.named).collect()
}

/// How far the best of an actor's mentions gets on the other side.
fn broken_at(mentions: &[&LabelledMention], other: &LabelledParagraph) -> Stage {
    let furthest = mentions.iter().filter_map(|mention| {
        let same = other.mentions.iter().find(|found| found.place == mention.place)?;
        Some(if same.kind == mention.kind { Stage::Actor } else { Stage::Type })
    });
    // Without named mentions only the resolution of descriptions could have made the row.
    if mentions.is_empty() { Stage::Actor } else { furthest.max().unwrap_or(Stage::Mention) }
}
