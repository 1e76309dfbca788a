//! Everything that is counted of one document, and the metrics that are functions of the counts.
//!
//! A metric's key is its name on the command line (`--fail-under stance.macro_f1=0.8`) and in JSON.

use super::actors::{self, ActorCounts};
use super::interval::Counts;
use super::matching::{Pair, Track};
use super::references::{self, ReferenceCounts};
use super::spans::{self, Entity, SpanCounts, Unjudged, ratio};
use super::stance::{Answer, StanceCounts};
use super::structure::{self, StructureCounts};
use super::triples::{self, TripleCounts};
use crate::gold::labels::{LabelledStance, Labels};
use crate::gold::set::{Layer, Set};
use crate::types::Stance;

/// All counts of a document, an article or a set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentCounts {
    /// Paragraphs and residue.
    pub structure: StructureCounts,
    /// Named mentions.
    pub spans: SpanCounts,
    /// Actors of mentions.
    pub actors: ActorCounts,
    /// Actors of pronouns and descriptions.
    pub references: ReferenceCounts,
    /// Rows that both sides have.
    pub stance: StanceCounts,
    /// Those of them whose answer did not abstain.
    pub decided: StanceCounts,
    /// Who expresses a stance.
    pub voice: VoiceCounts,
    /// Triples end to end.
    pub triples: TripleCounts,
    /// Rows of given targets without an answer in a paragraph that was read; they count as neutral.
    pub n_unanswered: usize,
    /// Rows of given targets that answer another question: the paragraph's stance for a holder's, or the other way round.
    pub n_misunderstood: usize,
}

/// What is counted of voices, over rows that are not neutral on either side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VoiceCounts {
    /// Rows.
    pub n: usize,
    /// Rows with the right voice.
    pub n_right: usize,
    /// Rows whose gold names a holder.
    pub n_held: usize,
    /// Those of them whose holder shares words or actor with the gold's.
    pub n_holder_right: usize,
}

impl Counts for DocumentCounts {
    fn add(&mut self, other: &Self) {
        self.structure.add(&other.structure);
        self.spans.add(&other.spans);
        self.actors.add(&other.actors);
        self.references.add(&other.references);
        self.stance.add(&other.stance);
        self.decided.add(&other.decided);
        self.voice.n += other.voice.n;
        self.voice.n_right += other.voice.n_right;
        self.voice.n_held += other.voice.n_held;
        self.voice.n_holder_right += other.voice.n_holder_right;
        self.triples.add(&other.triples);
        self.n_unanswered += other.n_unanswered;
        self.n_misunderstood += other.n_misunderstood;
    }
}

impl DocumentCounts {
    /// How many answers abstained.
    pub fn n_abstained(&self) -> usize {
        self.stance.n() - self.decided.n()
    }
}

/// Counts one document.
pub fn count(pair: &Pair<'_>, set: &Set, track: Track) -> DocumentCounts {
    let mut counts = DocumentCounts::default();
    if set.has(Layer::Paragraphs) && track == Track::EndToEnd {
        counts.structure = structure::count(pair);
    }
    if set.has(Layer::Entities) && track == Track::EndToEnd {
        let unjudged = Unjudged {
            types: set.manifest.unlabelled_types(),
            places: pair.gold.ignored.iter().map(|ignored| ignored.place).collect(),
        };
        counts.spans = spans::count(&entities(pair.gold), &entities(pair.predicted), &unjudged);
    }
    if set.has(Layer::Actors) && track != Track::GivenTargets {
        counts.actors = actors::count(pair);
    }
    if set.has(Layer::References) && track != Track::GivenTargets {
        counts.references = references::count(pair);
    }
    if set.has(Layer::Stance) {
        for (paragraph, gold, row) in rows(pair) {
            let answer = Answer::of(pair, paragraph, gold, track);
            if let Some(answer) = answer {
                counts.stance.push(answer);
                if row.is_none_or(|row| !row.abstained) {
                    counts.decided.push(answer);
                }
            }
            let Some(row) = row else {
                counts.n_unanswered += usize::from(answer.is_some_and(|answer| answer.predicted.is_some()));
                continue;
            };
            counts.n_misunderstood += usize::from(gold.of.is_some() != row.of.is_some());
            if set.has(Layer::Voice) && gold.stance != Stance::Neutral && row.stance != Stance::Neutral {
                counts.voice.n += 1;
                counts.voice.n_right += usize::from(gold.quoted == row.quoted);
                if let Some(holder) = &gold.holder {
                    let is_same = row.holder.as_ref().is_some_and(|found| {
                        let same_actor =
                            found.actor.as_deref().map(|id| pair.gold_id(id)) == holder.actor.as_deref();
                        found.place.overlaps(holder.place) || same_actor && holder.actor.is_some()
                    });
                    counts.voice.n_held += 1;
                    counts.voice.n_holder_right += usize::from(is_same);
                }
            }
        }
        if track != Track::GivenTargets && set.has(Layer::Actors) {
            counts.triples = triples::count(pair);
        }
    }
    counts
}

/// Gold rows with the index of their paragraph and the rows that answer them.
pub fn rows<'a>(
    pair: &Pair<'a>,
) -> impl Iterator<Item = (usize, &'a LabelledStance, Option<&'a LabelledStance>)> {
    let paragraphs = pair.gold.paragraphs.iter().enumerate();
    paragraphs.flat_map(move |(index, paragraph)| {
        paragraph.stances.iter().map(move |row| (index, row, pair.row(index, row)))
    })
}

/// The named mentions of a document.
fn entities(labels: &Labels) -> Vec<Entity> {
    let named = labels.mentions().map(|(_, mention)| mention).filter(|mention| mention.named);
    named.map(|mention| (mention.place, mention.kind)).collect()
}

/// A number that is made of counts.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// Its name on the command line and in JSON.
    pub key: &'static str,
    /// How many things it is a share of.
    pub support: fn(&DocumentCounts) -> usize,
    /// The number, from 0 to 1 unless it says otherwise; nothing where it is not defined.
    pub of: fn(&DocumentCounts) -> Option<f64>,
    /// Whether less is better.
    pub is_error: bool,
}

const fn metric(
    key: &'static str,
    support: fn(&DocumentCounts) -> usize,
    of: fn(&DocumentCounts) -> Option<f64>,
) -> Metric {
    Metric { key, support, of, is_error: false }
}

const fn error(
    key: &'static str,
    support: fn(&DocumentCounts) -> usize,
    of: fn(&DocumentCounts) -> Option<f64>,
) -> Metric {
    Metric { key, support, of, is_error: true }
}

/// All metrics, in the order of the work.
pub const METRICS: [Metric; 49] = [
    metric(
        "paragraphs.precision",
        |c| c.structure.paragraphs.predicted,
        |c| c.structure.paragraphs.precision(),
    ),
    metric("paragraphs.recall", |c| c.structure.paragraphs.gold, |c| c.structure.paragraphs.recall()),
    metric("paragraphs.f1", |c| c.structure.paragraphs.gold, |c| c.structure.paragraphs.f1()),
    metric("paragraphs.role", |c| c.structure.roles.gold, |c| c.structure.roles.recall()),
    metric("residue.precision", |c| c.structure.residue.predicted, |c| c.structure.residue.precision()),
    metric("residue.recall", |c| c.structure.residue.gold, |c| c.structure.residue.recall()),
    metric("residue.f1", |c| c.structure.residue.gold, |c| c.structure.residue.f1()),
    metric("entities.precision", |c| c.spans.strict.predicted, |c| c.spans.strict.precision()),
    metric("entities.recall", |c| c.spans.strict.gold, |c| c.spans.strict.recall()),
    metric("entities.f1", |c| c.spans.strict.gold, |c| c.spans.strict.f1()),
    metric("entities.seqeval", |c| c.spans.seqeval.gold, |c| c.spans.seqeval.f1()),
    metric("entities.exact", |c| c.spans.strict.gold, |c| c.spans.exact.f1()),
    metric("entities.partial", |c| c.spans.strict.gold, |c| c.spans.partial.f1()),
    metric("entities.type", |c| c.spans.strict.gold, |c| c.spans.typed.f1()),
    metric("entities.PER", |c| c.spans.by_type[0].gold, |c| c.spans.by_type[0].f1()),
    metric("entities.ORG", |c| c.spans.by_type[1].gold, |c| c.spans.by_type[1].f1()),
    metric("entities.LOC", |c| c.spans.by_type[2].gold, |c| c.spans.by_type[2].f1()),
    metric("entities.NORP", |c| c.spans.by_type[3].gold, |c| c.spans.by_type[3].f1()),
    metric("entities.MISC", |c| c.spans.by_type[4].gold, |c| c.spans.by_type[4].f1()),
    metric("actors.accuracy", |c| c.actors.n_found, |c| c.actors.accuracy()),
    metric("actors.recall", |c| c.actors.n_gold, |c| c.actors.recall()),
    metric("actors.b_cubed.precision", |c| c.actors.n_found, |c| c.actors.b_cubed_precision()),
    metric("actors.b_cubed.recall", |c| c.actors.n_found, |c| c.actors.b_cubed_recall()),
    metric("actors.b_cubed.f1", |c| c.actors.n_found, |c| c.actors.b_cubed_f1()),
    metric("actors.nil.precision", |c| c.actors.nil.predicted, |c| c.actors.nil.precision()),
    metric("actors.nil.recall", |c| c.actors.nil.gold, |c| c.actors.nil.recall()),
    metric("references.precision", |c| c.references.all().predicted, |c| c.references.all().precision()),
    metric("references.recall", |c| c.references.all().gold, |c| c.references.all().recall()),
    metric("references.f1", |c| c.references.all().gold, |c| c.references.all().f1()),
    metric("references.pronouns", |c| c.references.pronouns.gold, |c| c.references.pronouns.f1()),
    metric("references.descriptions", |c| c.references.descriptions.gold, |c| c.references.descriptions.f1()),
    metric("stance.macro_f1", |c| c.stance.n(), |c| c.stance.macro_f1()),
    metric("stance.against", |c| c.stance.n_gold(Stance::Against), |c| c.stance.f1(Stance::Against)),
    metric("stance.neutral", |c| c.stance.n_gold(Stance::Neutral), |c| c.stance.f1(Stance::Neutral)),
    metric("stance.favor", |c| c.stance.n_gold(Stance::Favor), |c| c.stance.f1(Stance::Favor)),
    metric("stance.polar_f1", |c| c.stance.n(), |c| c.stance.polar_f1()),
    metric("stance.accuracy", |c| c.stance.n(), |c| c.stance.accuracy()),
    metric("stance.mcc", |c| c.stance.n(), |c| c.stance.mcc()),
    error("stance.brier", |c| c.stance.n_with_probabilities(), |c| c.stance.brier()),
    error("stance.calibration", |c| c.stance.n_with_probabilities(), |c| c.stance.calibration_error()),
    metric("voice.accuracy", |c| c.voice.n, |c| ratio(c.voice.n_right as f64, c.voice.n)),
    metric("voice.holder", |c| c.voice.n_held, |c| ratio(c.voice.n_holder_right as f64, c.voice.n_held)),
    metric("triples.precision", |c| c.triples.all.predicted, |c| c.triples.all.precision()),
    metric("triples.recall", |c| c.triples.all.gold, |c| c.triples.all.recall()),
    metric("triples.f1", |c| c.triples.all.gold, |c| c.triples.all.f1()),
    metric("triples.rows", |c| c.triples.rows.gold, |c| c.triples.rows.f1()),
    metric("triples.polar.precision", |c| c.triples.polar.predicted, |c| c.triples.polar.precision()),
    metric("triples.polar.recall", |c| c.triples.polar.gold, |c| c.triples.polar.recall()),
    metric("triples.polar.f1", |c| c.triples.polar.gold, |c| c.triples.polar.f1()),
];

impl Metric {
    /// The metric of that name.
    pub fn of_key(key: &str) -> Option<&'static Self> {
        METRICS.iter().find(|metric| metric.key == key)
    }
}
