//! Is B really better than A? The same articles, the same resamples, and every label that changed.
//!
//! Each later system is held against the first. Groups (slices, actors) are many questions at once, so their
//! p values are corrected by Holm's method; the metrics of the whole set are not.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::counts::{DocumentCounts, METRICS, Metric, count};
use super::interval::{Difference, Estimate, MetricOf, Resampling, holm, total};
use super::matching::{Matched, Pair, Track};
use super::run::{Options, System, track_of};
use super::slices::{self, Slice};
use super::stance::{Answer, StanceCounts};
use crate::error::{Error, Result};
use crate::gold::labels::{LabelledStance, Labels};
use crate::gold::set::Set;
use crate::types::Stance;

/// The change of one metric.
#[derive(Clone, Debug)]
pub struct MetricChange {
    /// The metric.
    pub metric: &'static Metric,
    /// Its value for the first system and for the other.
    pub values: [Option<f64>; 2],
    /// The other minus the first.
    pub difference: Difference,
}

/// The change of macro-F1 in one group of rows.
#[derive(Clone, Debug)]
pub struct GroupChange {
    /// What the rows were grouped by.
    pub slice: Slice,
    /// The group.
    pub name: String,
    /// Rows of both systems together.
    pub n: usize,
    /// Articles that have rows in it.
    pub n_articles: usize,
    /// Macro-F1 of the first system and of the other.
    pub values: [Option<f64>; 2],
    /// The other minus the first.
    pub difference: Difference,
    /// The p value, corrected for having tested all groups that are large enough ([`slices::LEAST_ROWS`]).
    pub p_holm: Option<f64>,
    /// Right rows of the first system and of the other.
    pub n_right: [usize; 2],
}

/// A row whose answer changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The document.
    pub document: String,
    /// The paragraph's words.
    pub text: String,
    /// The actor's name; its Wikidata id too where other actors of flips have that name.
    pub actor: String,
    /// The gold label.
    pub gold: Stance,
    /// What the first system said, as it is scored; nothing where it has no such row.
    pub first: Option<Stance>,
    /// What the other says.
    pub other: Option<Stance>,
}

impl Flip {
    /// Whether it became right, became wrong, or neither.
    pub fn outcome(&self) -> std::cmp::Ordering {
        let is_right = |answer: Option<Stance>| answer == Some(self.gold);
        is_right(self.other).cmp(&is_right(self.first))
    }
}

/// One system against the first.
#[derive(Clone, Debug)]
pub struct Versus {
    /// The other system's name.
    pub name: String,
    /// Metrics that both have.
    pub metrics: Vec<MetricChange>,
    /// Slices.
    pub groups: Vec<GroupChange>,
    /// Every row whose answer changed, in the order of the gold.
    pub flips: Vec<Flip>,
}

impl Versus {
    /// Rows that became right, and rows that became wrong.
    pub fn better_worse(&self) -> [usize; 2] {
        let n = |wanted| self.flips.iter().filter(|flip| flip.outcome() == wanted).count();
        [n(std::cmp::Ordering::Greater), n(std::cmp::Ordering::Less)]
    }

    /// Cohen's g (Cohen 1988, ch. 5): how far the share of changes for the better is from a half, in [−0.5, 0.5].
    pub fn effect(&self) -> Option<f64> {
        let [better, worse] = self.better_worse();
        (better + worse > 0).then(|| better as f64 / (better + worse) as f64 - 0.5)
    }
}

/// Everything that `compare` says.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The set's name.
    pub set: String,
    /// What all predictions were given.
    pub track: Track,
    /// How numbers were resampled.
    pub resampling: Resampling,
    /// Documents that all have.
    pub n_documents: usize,
    /// The unit of resampling.
    pub n_articles: usize,
    /// The first system's name.
    pub first: String,
    /// The others.
    pub others: Vec<Versus>,
    /// What a reader should know.
    pub notes: Vec<String>,
}

/// Compares systems on a set. With `intersection`, on the documents that all of them and the gold have.
///
/// # Errors
/// If fewer than two systems are given, their tracks differ, or their documents do and `intersection` is not asked for.
pub fn compare(set: &Set, systems: &[System], intersection: bool, options: &Options) -> Result<Comparison> {
    if systems.is_empty() {
        return Err(Error::Unscorable { message: "nothing to compare".into() });
    }
    let track = track_of(set, systems.iter())?;
    let mut notes = Vec::new();
    let (kept_set, kept_systems);
    let (set, systems) = if intersection {
        (kept_set, kept_systems) = intersect(set, systems, &mut notes)?;
        (&kept_set, kept_systems.as_slice())
    } else {
        same_documents(systems, &options.elsewhere)?;
        (set, systems)
    };
    let matched: Vec<Matched<'_>> = systems
        .iter()
        .map(|system| Matched::new(set, &system.labels, &options.elsewhere))
        .collect::<Result<_>>()?;
    let counts: Vec<Vec<DocumentCounts>> =
        matched.iter().map(|matched| matched.by_cluster(|pair| count(pair, set, track))).collect();
    let others =
        systems.iter().zip(&matched).zip(&counts).skip(1).map(|((system, other), other_counts)| Versus {
            name: system.name.clone(),
            metrics: metric_changes(&counts[0], other_counts, options.resampling),
            groups: group_changes(&matched[0], other, track, options.resampling),
            flips: flips(&matched[0], other, track),
        });
    Ok(Comparison {
        set: set.manifest.name.clone(),
        track,
        resampling: options.resampling,
        n_documents: matched[0].pairs.len(),
        n_articles: matched[0].n_clusters,
        first: systems[0].name.clone(),
        others: others.collect(),
        notes,
    })
}

/// Refuses systems over different documents.
fn same_documents(systems: &[System], elsewhere: &HashSet<String>) -> Result<()> {
    let ids = |system: &System| -> BTreeSet<String> {
        let ids = system.labels.iter().map(|labels| labels.id.clone());
        ids.filter(|id| !elsewhere.contains(id)).collect()
    };
    let first = ids(&systems[0]);
    for other in &systems[1..] {
        if let Some(difference) = different(&first, &ids(other)) {
            return Err(Error::Unscorable {
                message: format!(
                    "{} and {} {difference}; annotate the same ones, or compare what both have with --intersection",
                    systems[0].name, other.name,
                ),
            });
        }
    }
    Ok(())
}

/// Says which documents only one side has, if any.
pub(super) fn different(ids: &BTreeSet<String>, others: &BTreeSet<String>) -> Option<String> {
    let mut only = ids.symmetric_difference(others);
    let id = only.next()?;
    let n = only.count();
    let more = if n > 0 { format!(" (and {n} more)") } else { String::new() };
    Some(format!("are over different documents: \"{id}\"{more} is in one only"))
}

/// The documents that the gold and all systems have.
fn intersect(set: &Set, systems: &[System], notes: &mut Vec<String>) -> Result<(Set, Vec<System>)> {
    let mut common: HashSet<&str> = set.gold.iter().map(|labels| labels.id.as_str()).collect();
    for system in systems {
        let ids: HashSet<&str> = system.labels.iter().map(|labels| labels.id.as_str()).collect();
        common.retain(|id| ids.contains(id));
    }
    if common.is_empty() {
        return Err(Error::Unscorable { message: "the gold and the predictions share no document".into() });
    }
    notes.push(format!(
        "{} of {} documents of the gold are in all predictions",
        common.len(),
        set.gold.len()
    ));
    let keep = |labels: &[Labels]| -> Vec<Labels> {
        labels.iter().filter(|labels| common.contains(labels.id.as_str())).cloned().collect()
    };
    let kept =
        systems.iter().map(|system| System { name: system.name.clone(), labels: keep(&system.labels) });
    let systems = kept.collect();
    Ok((Set { gold: keep(&set.gold), ..set.clone() }, systems))
}

fn metric_changes(
    first: &[DocumentCounts],
    other: &[DocumentCounts],
    resampling: Resampling,
) -> Vec<MetricChange> {
    let pairs: Vec<_> = first.iter().cloned().zip(other.iter().cloned()).collect();
    let (first, other) = (total(first), total(other));
    let defined: Vec<&'static Metric> = METRICS
        .iter()
        .filter(|metric| (metric.of)(&first).is_some() && (metric.of)(&other).is_some())
        .collect();
    let functions: Vec<MetricOf<'_, DocumentCounts>> =
        defined.iter().map(|metric| &metric.of as MetricOf<'_, DocumentCounts>).collect();
    let differences = resampling.differences(&pairs, &functions);
    let changes = defined.into_iter().zip(differences).map(|(metric, difference)| MetricChange {
        metric,
        values: [(metric.of)(&first), (metric.of)(&other)],
        difference,
    });
    changes.collect()
}

fn group_changes(
    first: &Matched<'_>,
    other: &Matched<'_>,
    track: Track,
    resampling: Resampling,
) -> Vec<GroupChange> {
    let [first, other] = [first, other].map(|matched| slices::groups(&slices::rows(matched, track)));
    let mut theirs: HashMap<(Slice, String), slices::Group> =
        other.into_iter().map(|group| ((group.slice, group.key.clone()), group)).collect();
    let mut changes = Vec::new();
    for group in first {
        let other = theirs.remove(&(group.slice, group.key));
        let other = other.map(|group| group.clusters).unwrap_or_default();
        let mut clusters: BTreeMap<usize, (StanceCounts, StanceCounts)> = BTreeMap::new();
        for (cluster, counts) in &group.clusters {
            clusters.entry(*cluster).or_default().0 = *counts;
        }
        for (cluster, counts) in other {
            clusters.entry(cluster).or_default().1 = counts;
        }
        let pairs: Vec<_> = clusters.into_values().collect();
        let macro_f1 = |counts: &StanceCounts| counts.macro_f1();
        let whole = [total(pairs.iter().map(|pair| &pair.0)), total(pairs.iter().map(|pair| &pair.1))];
        let n = whole[0].n().max(whole[1].n());
        let resampling = slices::resampling(n, pairs.len(), resampling);
        let difference = resampling.differences(&pairs, &[&macro_f1])[0];
        changes.push(GroupChange {
            slice: group.slice,
            name: group.name,
            n,
            n_articles: pairs.len(),
            values: [whole[0].macro_f1(), whole[1].macro_f1()],
            difference,
            p_holm: None,
            n_right: whole.map(|counts| counts.n_right()),
        });
    }
    let known: Vec<usize> =
        (0..changes.len()).filter(|&index| changes[index].difference.p.is_some()).collect();
    let p_values: Vec<f64> = known.iter().filter_map(|&index| changes[index].difference.p).collect();
    for (index, p) in known.into_iter().zip(holm(&p_values)) {
        changes[index].p_holm = Some(p);
    }
    changes
}

fn flips(first: &Matched<'_>, other: &Matched<'_>, track: Track) -> Vec<Flip> {
    let answer = |pair: &Pair<'_>, index: usize, row: &LabelledStance| {
        Answer::of(pair, index, row, track).and_then(|answer| answer.predicted)
    };
    let (mut flips, mut actors) = (Vec::new(), Vec::new());
    for (one, two) in first.pairs.iter().zip(&other.pairs) {
        for (index, paragraph) in one.gold.paragraphs.iter().enumerate() {
            for row in &paragraph.stances {
                let [before, after] = [one, two].map(|pair| answer(pair, index, row));
                if before != after {
                    actors.push((one.gold, row.actor.as_str()));
                    flips.push(Flip {
                        document: one.gold.id.clone(),
                        text: one.gold.words(paragraph.place).to_string(),
                        actor: slices::key_of(one.gold, &row.actor),
                        gold: row.stance,
                        first: before,
                        other: after,
                    });
                }
            }
        }
    }
    let names = slices::names(actors.into_iter());
    for flip in &mut flips {
        flip.actor.clone_from(&names[&flip.actor]);
    }
    flips
}

/// Metrics in which another system is worse than the first by more than a margin.
pub fn worse(comparison: &Comparison, limits: &[(&'static Metric, f64)]) -> Vec<String> {
    let mut complaints = Vec::new();
    for other in &comparison.others {
        for (metric, margin) in limits {
            let Some(change) = other.metrics.iter().find(|change| change.metric.key == metric.key) else {
                complaints.push(format!(
                    "{}: {} is not defined on this set, so no margin can hold",
                    other.name, metric.key
                ));
                continue;
            };
            let Estimate { value, .. } = change.difference.estimate;
            let gain = value.unwrap_or_default() * if metric.is_error { -1.0 } else { 1.0 };
            if gain < -margin {
                complaints.push(format!(
                    "{} is worse than {}: {} {:+.4}, more than {margin}",
                    other.name,
                    comparison.first,
                    metric.key,
                    value.unwrap_or_default()
                ));
            }
        }
    }
    complaints
}
