//! What `compare` found, as tables.

use std::cmp::Ordering;

use super::scores::footer;
use super::{Bar, NONE, Plot, Report, Section, Table, decimal, percent, points_with_interval, thousands};
use crate::score::compare::{Comparison, Flip, GroupChange, Versus};
use crate::score::slices::{LEAST_ARTICLES, LEAST_ROWS, Slice};
use crate::types::Stance;

/// Flips that are listed; all of them are in the JSON.
const MOST_FLIPS: usize = 40;
/// Letters of a paragraph that are shown.
const MOST_LETTERS: usize = 160;
/// Groups of one slice that are shown.
const MOST_GROUPS: usize = 15;

/// Speed and memory of a run, as its manifest gives them.
#[derive(Clone, Debug, PartialEq)]
pub struct RunFacts {
    /// The system's name.
    pub name: String,
    /// The model.
    pub model: String,
    /// Tokens per second of the whole run.
    pub tokens_per_second: Option<f64>,
    /// Threads.
    pub threads: Option<u64>,
    /// Peak memory, in bytes.
    pub peak_memory_bytes: Option<u64>,
    /// The kernel of the matrix products.
    pub kernel: Option<String>,
}

/// The report of a comparison; `runs` are facts of the runs that wrote manifests.
pub fn report(comparison: &Comparison, runs: &[RunFacts]) -> Report {
    let mut facts = vec![format!(
        "{}, track {}: {} documents of {} articles.",
        comparison.set,
        comparison.track.name(),
        thousands(comparison.n_documents),
        thousands(comparison.n_articles)
    )];
    facts.extend(comparison.notes.iter().cloned());
    let mut sections = Vec::new();
    for other in &comparison.others {
        sections.push(metrics(&comparison.first, other));
        sections.extend(groups(&comparison.first, other));
        sections.push(actors(&comparison.first, other));
        sections.push(flips(&comparison.first, other));
    }
    if !runs.is_empty() {
        sections.push(speed(runs));
    }
    let names: Vec<&str> = comparison.others.iter().map(|other| other.name.as_str()).collect();
    let footer = footer(comparison.resampling.n_resamples, comparison.resampling.seed);
    Report {
        title: format!("{} against {}", names.join(", "), comparison.first),
        facts,
        sections,
        footer: format!(
            "{footer} Differences are in points (MCC, Brier, ECE: hundredths); p by approximate randomization over articles, two-sided."
        ),
    }
}

fn metrics(first: &str, other: &Versus) -> Section {
    let mut table = Table::of_numbers("metric", &[first, &other.name, "difference", "p"]);
    let mut bars = Vec::new();
    for change in &other.metrics {
        table.rows.push(vec![
            change.metric.key.into(),
            percent(change.values[0]),
            percent(change.values[1]),
            points_with_interval(change.difference.estimate),
            p_value(change.difference.p),
        ]);
        bars.push(Bar {
            name: change.metric.key.into(),
            estimate: change.difference.estimate,
            less_is_better: change.metric.is_error,
        });
    }
    let [better, worse] = other.better_worse();
    let note = format!(
        "{} rows changed: {better} became right, {worse} became wrong, {} neither. Effect size (Cohen's g): {}.",
        thousands(other.flips.len()),
        other.flips.len() - better - worse,
        decimal(other.effect())
    );
    let widest =
        bars.iter().filter_map(|bar| bar.estimate.interval).flatten().fold(0.02, |a: f64, b| a.max(b.abs()));
    let plots =
        vec![Plot::Bars { title: format!("{} minus {first}", other.name), axis: [-widest, widest], bars }];
    Section { title: format!("{} against {first}", other.name), note, table, plots }
}

fn groups(first: &str, other: &Versus) -> Vec<Section> {
    let mut sections = Vec::new();
    for slice in Slice::ALL {
        let groups: Vec<&GroupChange> = other.groups.iter().filter(|group| group.slice == slice).collect();
        if groups.is_empty() {
            continue;
        }
        let heads = ["rows", first, &other.name, "difference", "p", "p (Holm)", "right before", "after"];
        let mut table = Table::of_numbers(slice.name(), &heads);
        for group in groups.iter().take(MOST_GROUPS) {
            table.rows.push(vec![
                group.name.clone(),
                thousands(group.n),
                percent(group.values[0]),
                percent(group.values[1]),
                points_with_interval(group.difference.estimate),
                p_value(group.difference.p),
                p_value(group.p_holm),
                thousands(group.n_right[0]),
                thousands(group.n_right[1]),
            ]);
        }
        let rest = groups.len().saturating_sub(MOST_GROUPS);
        let more = if rest > 0 { format!(" {rest} more groups are in the JSON.") } else { String::new() };
        let n_tested = other.groups.iter().filter(|group| group.p_holm.is_some()).count();
        let note = format!(
            "Macro-F1. Holm's correction is over all {n_tested} groups with {LEAST_ROWS} rows of {LEAST_ARTICLES} articles or more.{more}"
        );
        let title = format!("{} against {first}, by {}", other.name, slice.name());
        sections.push(Section { title, note, table, plots: Vec::new() });
    }
    sections
}

/// Which actors' rows got better and worse.
fn actors(first: &str, other: &Versus) -> Section {
    let mut changes: Vec<(&str, [usize; 3])> = Vec::new();
    for flip in &other.flips {
        let index = match flip.outcome() {
            Ordering::Greater => 0,
            Ordering::Less => 1,
            Ordering::Equal => 2,
        };
        match changes.iter_mut().find(|(name, _)| *name == flip.actor) {
            Some((_, n)) => n[index] += 1,
            None => {
                let mut n = [0; 3];
                n[index] = 1;
                changes.push((&flip.actor, n));
            }
        }
    }
    changes.sort_by_key(|(name, n)| (std::cmp::Reverse(n.iter().sum::<usize>()), *name));
    let mut table = Table::of_numbers("actor", &["became right", "became wrong", "changed, still wrong"]);
    for (name, n) in changes.iter().take(MOST_GROUPS) {
        table.rows.push([vec![(*name).to_string()], n.map(thousands).to_vec()].concat());
    }
    let note = format!("Changed rows of {} actors.", changes.len());
    let drawn = changes.iter().take(MOST_GROUPS).map(|(name, n)| ((*name).to_string(), [n[0], n[1]]));
    let plots = if changes.is_empty() { Vec::new() } else { vec![Plot::Changes(drawn.collect())] };
    Section {
        title: format!("What changed from {first} to {}, actor by actor", other.name),
        note,
        table,
        plots,
    }
}

fn flips(first: &str, other: &Versus) -> Section {
    let mut table = Table::of_words(&["", "actor", "gold", first, &other.name, "document", "paragraph"]);
    let mut flips: Vec<&Flip> = other.flips.iter().collect();
    flips.sort_by_key(|flip| flip.outcome());
    for flip in flips.iter().take(MOST_FLIPS) {
        let outcome = match flip.outcome() {
            Ordering::Less => "worse",
            Ordering::Equal => "still wrong",
            Ordering::Greater => "better",
        };
        let answer = |stance: Option<Stance>| stance.map_or(NONE, Stance::name).to_string();
        table.rows.push(vec![
            outcome.into(),
            flip.actor.clone(),
            flip.gold.name().into(),
            answer(flip.first),
            answer(flip.other),
            flip.document.clone(),
            shortened(&flip.text),
        ]);
    }
    let rest = flips.len().saturating_sub(MOST_FLIPS);
    let note = if rest > 0 {
        format!("The worse first; {rest} more are in the JSON.")
    } else {
        "The worse first.".into()
    };
    Section {
        title: format!("Labels that changed from {first} to {}", other.name),
        note,
        table,
        plots: Vec::new(),
    }
}

fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= MOST_LETTERS {
        return text;
    }
    text.chars().take(MOST_LETTERS).chain(['…']).collect()
}

fn speed(runs: &[RunFacts]) -> Section {
    let mut table = Table::of_numbers("", &["model", "tokens/s", "threads", "peak memory, MB", "kernel"]);
    for run in runs {
        table.rows.push(vec![
            run.name.clone(),
            run.model.clone(),
            run.tokens_per_second.map_or(NONE.into(), |rate| thousands(rate.round() as usize)),
            run.threads.map_or(NONE.into(), |n| n.to_string()),
            run.peak_memory_bytes.map_or(NONE.into(), |bytes| format!("{:.0}", bytes as f64 / 1e6)),
            run.kernel.clone().unwrap_or_else(|| NONE.into()),
        ]);
    }
    let note = "As the runs' manifests say, start included. Only runs on one quiet machine can be compared.";
    Section { title: "Speed and memory".into(), note: note.into(), table, plots: Vec::new() }
}

fn p_value(p: Option<f64>) -> String {
    p.map_or(NONE.into(), |p| format!("{p:.4}"))
}
