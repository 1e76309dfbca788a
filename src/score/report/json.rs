//! A report for programs: every number with its interval and support, rounded to six decimals. Groups of a scoring that
//! are too small for an interval are left out.

use serde_json::{Map, Value, json};

use super::comparison::RunFacts;
use crate::score::compare::{Comparison, Versus};
use crate::score::counts::METRICS;
use crate::score::interval::{Estimate, Resampling};
use crate::score::run::{Agreement, Scores, SystemKind, SystemScores};
use crate::score::slices::LEAST_ROWS;
use crate::score::swaps::PairBias;
use crate::score::triples::Stage;
use crate::types::Stance;

/// What `score` found.
pub fn scores(scores: &Scores, swaps: &[PairBias]) -> Value {
    let groups = scores.groups.iter().filter(|group| group.n_gold.iter().sum::<usize>() >= LEAST_ROWS);
    let groups = groups.map(|group| {
        json!({
            "slice": group.slice.name(), "group": group.name, "articles": group.n_articles,
            "gold": by_stance(group.n_gold.map(Value::from)),
            "macro_f1": estimate(group.macro_f1), "accuracy": estimate(group.accuracy),
        })
    });
    json!({
        "set": scores.set, "track": scores.track.name(), "documents": scores.n_documents, "articles": scores.n_articles,
        "paragraphs": scores.n_paragraphs, "failed": scores.n_failed, "resampling": resampling(scores.resampling),
        "notes": scores.notes,
        "systems": scores.systems.iter().map(system).collect::<Vec<_>>(),
        "slices": groups.collect::<Vec<_>>(),
        "agreement": agreement(&scores.agreement),
        "swaps": swaps.iter().map(bias).collect::<Vec<_>>(),
    })
}

/// How far people agree.
pub fn agreement(pairs: &[Agreement]) -> Vec<Value> {
    let pairs = pairs.iter().map(|pair| {
        json!({
            "labellings": pair.names, "span_f1": estimate(pair.spans), "spans": pair.n_spans,
            "stance_alpha": estimate(pair.stance), "stance_macro_f1": estimate(pair.macro_f1), "rows": pair.n_rows,
            "actor_alpha": estimate(pair.actor), "mentions": pair.n_mentions,
        })
    });
    pairs.collect()
}

fn system(system: &SystemScores) -> Value {
    let kind = match system.kind {
        SystemKind::Scored => "scored",
        SystemKind::Baseline => "baseline",
        SystemKind::Constant => "constant",
        SystemKind::Person => "person",
    };
    let mut metrics = Map::new();
    for (metric, value) in
        METRICS.iter().zip(&system.estimates).filter(|(_, estimate)| estimate.value.is_some())
    {
        let mut numbers = estimate(*value);
        numbers["n"] = (metric.support)(&system.counts).into();
        metrics.insert(metric.key.into(), numbers);
    }
    let bins = system.counts.stance.bins.iter();
    let bins =
        bins.map(|bin| json!({"n": bin.n, "right": bin.n_right, "confidence": rounded(bin.confidence)}));
    let triples = &system.counts.triples;
    let by_stage = |counts: &[usize; 5]| -> Map<String, Value> {
        Stage::ALL.iter().zip(counts).map(|(stage, n)| (stage.name().to_string(), (*n).into())).collect()
    };
    json!({
        "name": system.name, "kind": kind, "metrics": metrics,
        "confusion": by_stance(system.counts.stance.confusion.map(|row| by_stance(row.map(Value::from)))),
        "abstained": system.decided.map(|[macro_f1, accuracy]| json!({
            "n": system.counts.n_abstained(), "of": system.counts.stance.n(),
            "macro_f1_without": estimate(macro_f1), "accuracy_without": estimate(accuracy),
        })),
        "missed": by_stance(system.counts.stance.missed.map(Value::from)),
        "reliability": bins.collect::<Vec<_>>(),
        "attribution": {
            "right": triples.all.right, "lost": by_stage(&triples.lost), "spurious": by_stage(&triples.spurious),
            "lost_favor_and_against": by_stage(&triples.polar_lost),
        },
    })
}

/// What `compare` found.
pub fn comparison(comparison: &Comparison, runs: &[RunFacts]) -> Value {
    let runs = runs.iter().map(|run| {
        json!({
            "name": run.name, "model": run.model, "tokens_per_second": run.tokens_per_second.map(rounded),
            "threads": run.threads, "peak_memory_bytes": run.peak_memory_bytes, "kernel": run.kernel,
        })
    });
    json!({
        "set": comparison.set, "track": comparison.track.name(), "documents": comparison.n_documents,
        "articles": comparison.n_articles, "resampling": resampling(comparison.resampling), "notes": comparison.notes,
        "first": comparison.first, "others": comparison.others.iter().map(versus).collect::<Vec<_>>(),
        "runs": runs.collect::<Vec<_>>(),
    })
}

fn versus(other: &Versus) -> Value {
    let metrics = other.metrics.iter().map(|change| {
        json!({
            "metric": change.metric.key, "values": change.values.map(|value| value.map(rounded)),
            "difference": estimate(change.difference.estimate), "p": change.difference.p.map(rounded),
        })
    });
    let groups = other.groups.iter().map(|group| {
        json!({
            "slice": group.slice.name(), "group": group.name, "rows": group.n, "articles": group.n_articles,
            "macro_f1": group.values.map(|value| value.map(rounded)), "difference": estimate(group.difference.estimate),
            "p": group.difference.p.map(rounded), "p_holm": group.p_holm.map(rounded), "right": group.n_right,
        })
    });
    let flips = other.flips.iter().map(|flip| {
        json!({
            "document": flip.document, "actor": flip.actor, "gold": flip.gold.name(),
            "first": flip.first.map(Stance::name), "other": flip.other.map(Stance::name), "paragraph": flip.text,
        })
    });
    let [better, worse] = other.better_worse();
    json!({
        "name": other.name, "better": better, "worse": worse, "cohens_g": other.effect().map(rounded),
        "metrics": metrics.collect::<Vec<_>>(), "slices": groups.collect::<Vec<_>>(), "flips": flips.collect::<Vec<_>>(),
    })
}

fn bias(pair: &PairBias) -> Value {
    json!({
        "pair": pair.pair, "rows": pair.n, "articles": pair.n_articles, "flipped": estimate(pair.flipped),
        "first_held_by": pair.names, "score_shift": estimate(pair.shift),
        "accuracy": estimate(pair.accuracy), "accuracy_swapped": estimate(pair.accuracy_swapped),
    })
}

fn resampling(resampling: Resampling) -> Value {
    json!({"unit": "article", "resamples": resampling.n_resamples, "seed": resampling.seed, "interval": 0.95})
}

fn estimate(estimate: Estimate) -> Value {
    json!({"value": estimate.value.map(rounded), "interval": estimate.interval.map(|ends| ends.map(rounded))})
}

fn by_stance(values: [Value; 3]) -> Value {
    Stance::ALL
        .iter()
        .zip(values)
        .map(|(label, value)| (label.name().to_string(), value))
        .collect::<Map<_, _>>()
        .into()
}

fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
