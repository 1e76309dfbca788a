//! A whole scoring: the predictions, the baselines that give their numbers a meaning, the people, the slices.

use std::collections::{BTreeMap, HashSet};

use super::agreement::{self, AlphaCounts};
use super::compare::different;
use super::counts::{DocumentCounts, METRICS, Metric, VoiceCounts, count};
use super::interval::{Estimate, MetricOf, Resampling, total};
use super::matching::{Matched, Track};
use super::slices::{self, Slice};
use crate::error::{Error, Result};
use crate::gold::labels::{LabelledParagraph, Labels};
use crate::gold::set::{Layer, Set};
use crate::types::Stance;

/// A name and the labels that it stands for.
#[derive(Clone, Debug)]
pub struct System {
    /// Its name in tables.
    pub name: String,
    /// What it says of every document.
    pub labels: Vec<Labels>,
}

/// What to score and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How to resample.
    pub resampling: Resampling,
    /// Documents of other parts of the set, whose predictions are left out.
    pub elsewhere: HashSet<String>,
}

/// One system's numbers.
#[derive(Clone, Debug)]
pub struct SystemScores {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: SystemKind,
    /// Its counts.
    pub counts: DocumentCounts,
    /// Its metrics, in the order of [`METRICS`].
    pub estimates: Vec<Estimate>,
    /// Macro-F1 and accuracy of stance without the answers that abstained; nothing where none did.
    pub decided: Option<[Estimate; 2]>,
}

/// What stands in a row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemKind {
    /// The predictions that are scored.
    Scored,
    /// Other predictions, to compare with.
    Baseline,
    /// The scored predictions with every stance replaced by a rule.
    Constant,
    /// A person, against the gold or another person.
    Person,
}

impl SystemScores {
    /// A metric of this system.
    pub fn estimate(&self, key: &str) -> Estimate {
        let found = METRICS.iter().position(|metric| metric.key == key);
        found.map(|index| self.estimates[index]).unwrap_or_default()
    }
}

/// The numbers of one group of rows.
#[derive(Clone, Debug)]
pub struct GroupScores {
    /// What it was grouped by.
    pub slice: Slice,
    /// The group.
    pub name: String,
    /// Rows of each gold label.
    pub n_gold: [usize; 3],
    /// Articles that have rows in it.
    pub n_articles: usize,
    /// Macro-F1.
    pub macro_f1: Estimate,
    /// Accuracy.
    pub accuracy: Estimate,
}

/// How far two people agree.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Their names.
    pub names: [String; 2],
    /// Strict F1 of spans.
    pub spans: Estimate,
    /// Spans of both.
    pub n_spans: usize,
    /// Alpha of stance.
    pub stance: Estimate,
    /// Rows that both have.
    pub n_rows: usize,
    /// Alpha of actors.
    pub actor: Estimate,
    /// Mentions that both have.
    pub n_mentions: usize,
    /// Macro-F1 of one against the other: what a model can hope for.
    pub macro_f1: Estimate,
}

/// Everything that `score` says.
#[derive(Clone, Debug)]
pub struct Scores {
    /// The set's name.
    pub set: String,
    /// What the predictions were given.
    pub track: Track,
    /// How numbers were resampled.
    pub resampling: Resampling,
    /// Documents, articles, paragraphs of the gold, and documents that the program failed on.
    pub n_documents: usize,
    /// The unit of resampling.
    pub n_articles: usize,
    /// Gold paragraphs.
    pub n_paragraphs: usize,
    /// Documents that the program failed on.
    pub n_failed: usize,
    /// What is labelled.
    pub layers: Vec<Layer>,
    /// The predictions first, then baselines, then people.
    pub systems: Vec<SystemScores>,
    /// Slices of the predictions.
    pub groups: Vec<GroupScores>,
    /// Agreement of each pair of labellings.
    pub agreement: Vec<Agreement>,
    /// What a reader should know.
    pub notes: Vec<String>,
}

/// Scores predictions and baselines on a set.
///
/// # Errors
/// If labels do not belong together, or there is nothing to score.
pub fn score(set: &Set, scored: &System, baselines: &[System], options: &Options) -> Result<Scores> {
    let track = track_of(set, std::iter::once(scored).chain(baselines))?;
    let matched = Matched::new(set, &scored.labels, &options.elsewhere)?;
    let mut notes = notes(set, &matched, track)?;
    let mut systems =
        vec![measure(&scored.name, SystemKind::Scored, set, &matched, track, options.resampling)];
    if set.has(Layer::Stance) {
        let has_company = set
            .gold
            .iter()
            .flat_map(|labels| &labels.paragraphs)
            .any(|paragraph| paragraph.stances.len() > 1);
        if !has_company {
            notes.push(
                "every paragraph has one row, so the best target-blind answer is the gold itself".into(),
            );
        }
        for (name, labels) in constants(&matched, track).into_iter().take(if has_company { 2 } else { 1 }) {
            let matched = Matched::new(set, &labels, &options.elsewhere)?;
            systems.push(measure(name, SystemKind::Constant, set, &matched, track, options.resampling));
        }
    }
    for baseline in baselines {
        let matched = Matched::new(set, &baseline.labels, &options.elsewhere)?;
        systems.push(measure(&baseline.name, SystemKind::Baseline, set, &matched, track, options.resampling));
    }
    let mut agreement = Vec::new();
    let people: Vec<(&String, &Vec<Labels>)> = set.labellings.iter().collect();
    for (index, (name, labels)) in people.iter().enumerate() {
        let matched = Matched::new(set, labels, &options.elsewhere)?;
        systems.push(measure(name, SystemKind::Person, set, &matched, Track::EndToEnd, options.resampling));
        for (other, others) in &people[index + 1..] {
            agreement.push(agree(set, (name, labels), (other, others), options)?);
        }
    }
    let n_missed = systems[0].counts.stance.n_missed();
    if n_missed > 0 {
        notes.push(format!(
            "{n_missed} rows stand in paragraphs that the predictions lack; they count as wrong"
        ));
    }
    let n_unanswered = systems[0].counts.n_unanswered;
    if n_unanswered > 0 {
        notes.push(format!("{n_unanswered} targets have no row in the predictions; they count as neutral"));
    }
    let n_misunderstood = systems[0].counts.n_misunderstood;
    if n_misunderstood > 0 {
        notes.push(format!(
            "{n_misunderstood} rows answer another question than the gold's: the paragraph's stance, or a holder's (`of`)"
        ));
    }
    let rows = slices::rows(&matched, track);
    let groups =
        slices::groups(&rows).into_iter().map(|group| group_scores(&group, options.resampling)).collect();
    Ok(Scores {
        set: set.manifest.name.clone(),
        track,
        resampling: options.resampling,
        n_documents: matched.pairs.len(),
        n_articles: matched.n_clusters,
        n_paragraphs: set.gold.iter().map(|labels| labels.paragraphs.len()).sum(),
        n_failed: matched.n_failed,
        layers: set.manifest.layers.clone(),
        systems,
        groups,
        agreement,
        notes,
    })
}

/// The track that systems share. Where all their documents failed, it is what the gold's rows ask for.
pub(super) fn track_of<'a>(set: &Set, systems: impl Iterator<Item = &'a System>) -> Result<Track> {
    let mut known: Option<(&System, Track)> = None;
    for system in systems {
        match (Track::of(&system.labels)?, known) {
            (Some(track), Some((first, other))) if track != other => {
                let message = format!(
                    "{} and {} are of different tracks, which are never mixed",
                    first.name, system.name
                );
                return Err(Error::Unscorable { message });
            }
            (Some(track), None) => known = Some((system, track)),
            _ => {}
        }
    }
    let mut rows =
        set.gold.iter().flat_map(|labels| &labels.paragraphs).flat_map(|paragraph| &paragraph.stances);
    let asked = if rows.any(|row| row.target.is_some()) { Track::GivenTargets } else { Track::EndToEnd };
    Ok(known.map_or(asked, |(_, track)| track))
}

/// All metrics of one system.
fn measure(
    name: &str,
    kind: SystemKind,
    set: &Set,
    matched: &Matched<'_>,
    track: Track,
    resampling: Resampling,
) -> SystemScores {
    let clusters = matched.by_cluster(|pair| {
        let counts = count(pair, set, track);
        // A rule says nothing of voices; its rows have the gold's or the predictions'.
        if kind == SystemKind::Constant {
            DocumentCounts { voice: VoiceCounts::default(), ..counts }
        } else {
            counts
        }
    });
    let functions: Vec<MetricOf<'_, DocumentCounts>> =
        METRICS.iter().map(|metric| &metric.of as MetricOf<'_, DocumentCounts>).collect();
    let estimates = resampling.estimates(&clusters, &functions);
    let counts: DocumentCounts = total(&clusters);
    let decided = (counts.n_abstained() > 0).then(|| {
        let estimate = |metric| resampling.estimate(&clusters, metric);
        [|c: &DocumentCounts| c.decided.macro_f1(), |c: &DocumentCounts| c.decided.accuracy()].map(estimate)
    });
    SystemScores { name: name.to_string(), kind, counts, estimates, decided }
}

/// What must be said of a set before its numbers are read, and what makes numbers impossible.
fn notes(set: &Set, matched: &Matched<'_>, track: Track) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    if matched.n_failed > 0 {
        notes.push(format!(
            "the program failed on {} documents; all their labels count as missed",
            matched.n_failed
        ));
    }
    if matched.n_clusters < 2 {
        notes.push("one article only: no interval can be given".into());
    }
    if set.has(Layer::Stance) {
        let mut n_gold = [0; 3];
        let paragraphs = set.gold.iter().flat_map(|labels| &labels.paragraphs);
        paragraphs.flat_map(|paragraph| &paragraph.stances).for_each(|row| n_gold[row.stance as usize] += 1);
        let present: Vec<&str> =
            Stance::ALL.into_iter().filter(|&label| n_gold[label as usize] > 0).map(Stance::name).collect();
        if present.len() == 1 {
            notes.push(format!(
                "all gold rows are {}: macro-F1 says nothing about the other labels",
                present[0]
            ));
        }
        notes.extend(unmet(matched, track));
    } else if track == Track::GivenTargets {
        let message = format!(
            "{}: its labels hold no stance rows, and the predictions answer targets",
            set.manifest.name
        );
        return Err(Error::Unscorable { message });
    }
    Ok(notes)
}

/// Why most gold rows are not scored.
fn unmet(matched: &Matched<'_>, track: Track) -> Option<String> {
    let (mut n_rows, mut n_cut_otherwise) = (0, 0);
    for pair in matched.pairs.iter().filter(|pair| pair.predicted.failed.is_none()) {
        for (paragraph, found) in pair.gold.paragraphs.iter().zip(&pair.paragraphs) {
            n_rows += paragraph.stances.len();
            n_cut_otherwise += if found.is_none() { paragraph.stances.len() } else { 0 };
        }
    }
    let n_scored = slices::rows(matched, track).len();
    if track == Track::GivenTargets || 2 * n_scored >= n_rows {
        return None;
    }
    let n_strangers = n_rows - n_cut_otherwise - n_scored;
    let causes = [
        (
            n_cut_otherwise,
            "the predictions cut the paragraphs otherwise (mark the gold's paragraphs, or annotate what \
             `gold export --format given-targets` writes, which keeps them)",
        ),
        (
            n_strangers,
            "no prediction is of their paragraph and actor (do both sides mean the same actors by their ids?)",
        ),
    ];
    let causes = causes.iter().filter(|(n, _)| *n > 0).map(|(n, cause)| format!("{n} because {cause}"));
    let causes: Vec<String> = causes.collect();
    Some(format!("{} of {n_rows} gold rows are not scored: {}", n_rows - n_scored, causes.join(", ")))
}

/// The predictions (where targets were given, every row of the gold) with every stance replaced: by the commonest gold
/// label, and by the commonest of each paragraph, which no reader that is blind to the target can beat in accuracy
/// where all rows are judged (its macro-F1 is not the best that there is).
fn constants(matched: &Matched<'_>, track: Track) -> [(&'static str, Vec<Labels>); 2] {
    let rows =
        matched.pairs.iter().flat_map(|pair| &pair.gold.paragraphs).flat_map(|paragraph| &paragraph.stances);
    let majority = commonest(rows.map(|row| row.stance), Stance::Neutral);
    let are_given = track == Track::GivenTargets;
    let replaced = |stance_of: &dyn Fn(Option<&LabelledParagraph>) -> Stance| {
        let documents = matched.pairs.iter().map(|pair| {
            let mut labels = if are_given { pair.gold.clone() } else { pair.predicted.clone() };
            for (index, paragraph) in labels.paragraphs.iter_mut().enumerate() {
                let at = if are_given { Some(index) } else { pair.gold_paragraphs[index] };
                let stance = stance_of(at.map(|at| &pair.gold.paragraphs[at]));
                for row in &mut paragraph.stances {
                    row.stance = stance;
                    (row.probabilities, row.abstained) = (None, false);
                }
            }
            labels
        });
        documents.collect()
    };
    [
        ("majority", replaced(&|_| majority)),
        (
            "best target-blind",
            replaced(&|gold| {
                let rows = gold.into_iter().flat_map(|paragraph| &paragraph.stances);
                commonest(rows.map(|row| row.stance), majority)
            }),
        ),
    ]
}

/// The commonest stance; `preferred` among equals, then neutral.
fn commonest(stances: impl Iterator<Item = Stance>, preferred: Stance) -> Stance {
    let mut n: BTreeMap<Stance, usize> = BTreeMap::new();
    stances.for_each(|stance| *n.entry(stance).or_default() += 1);
    let best = n.into_iter().max_by_key(|&(stance, n)| (n, stance == preferred, stance == Stance::Neutral));
    best.map_or(preferred, |(stance, _)| stance)
}

fn group_scores(group: &slices::Group, resampling: Resampling) -> GroupScores {
    let clusters: Vec<_> = group.clusters.iter().map(|(_, counts)| *counts).collect();
    let whole = total(&clusters);
    let resampling = slices::resampling(group.n(), clusters.len(), resampling);
    let estimates =
        resampling.estimates(&clusters, &[&|counts| counts.macro_f1(), &|counts| counts.accuracy()]);
    GroupScores {
        slice: group.slice,
        name: group.name.clone(),
        n_gold: Stance::ALL.map(|label| whole.n_gold(label)),
        n_articles: clusters.len(),
        macro_f1: estimates[0],
        accuracy: estimates[1],
    }
}

/// Agreement of two labellings of the documents of a set.
///
/// # Errors
/// If they do not cover the same documents and texts.
pub fn agree(
    set: &Set,
    (name, labels): (&str, &[Labels]),
    (other, others): (&str, &[Labels]),
    options: &Options,
) -> Result<Agreement> {
    let ids = |labels: &[Labels]| labels.iter().map(|labels| labels.id.clone()).collect();
    if let Some(difference) = different(&ids(labels), &ids(others)) {
        return Err(Error::Unscorable {
            message: format!("{name} and {other} {difference}; give labellings of the same ones"),
        });
    }
    let against = Set { gold: others.to_vec(), manifest: set.manifest.clone(), ..Set::default() };
    let matched = Matched::new(&against, labels, &options.elsewhere)?;
    let people = measure(name, SystemKind::Person, &against, &matched, Track::EndToEnd, options.resampling);
    let alpha = |count: fn(&super::matching::Pair<'_>) -> AlphaCounts| {
        let clusters = matched.by_cluster(count);
        (options.resampling.estimate(&clusters, AlphaCounts::alpha), total(&clusters).n)
    };
    let ((stance, n_rows), (actor, n_mentions)) = (alpha(agreement::stance), alpha(agreement::actor));
    Ok(Agreement {
        names: [name.to_string(), other.to_string()],
        spans: people.estimate("entities.f1"),
        n_spans: people.counts.spans.strict.predicted + people.counts.spans.strict.gold,
        stance,
        n_rows,
        actor,
        n_mentions,
        macro_f1: people.estimate("stance.macro_f1"),
    })
}

/// Metrics that fell under their limits, as `(key, limit)` pairs from the command line.
pub fn under(scores: &Scores, floors: &[(&'static Metric, f64)]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (metric, limit) in floors {
        match scores.systems[0].estimate(metric.key).value {
            Some(value) if metric.is_error && value > *limit => {
                complaints.push(format!("{} is {value:.4}, above {limit}", metric.key));
            }
            Some(value) if !metric.is_error && value < *limit => {
                complaints.push(format!("{} is {value:.4}, under {limit}", metric.key));
            }
            Some(_) => {}
            None => {
                complaints.push(format!("{} is not defined on this set, so no limit can hold", metric.key))
            }
        }
    }
    complaints
}
