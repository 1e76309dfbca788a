//! `standpoint compare`: is one version really better than another?

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::reports::{Outputs, names_of};
use super::score::{GoldChoice, metric, number};
use super::{DONE, FAILED, Printer};
use crate::gold::set::read_file;
use crate::score::compare::{compare, worse};
use crate::score::counts::Metric;
use crate::score::report::comparison::{RunFacts, report};
use crate::score::report::json;
use crate::score::run::{Options, System};
use crate::write::partial::beside;

/// Compare versions on the same documents: paired tests, changed labels, what got better and worse.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  standpoint compare small-v8.jsonl small-v9.jsonl --gold evaluation/sets/news-v1 -o comparison.html
  standpoint compare old.jsonl new.jsonl --gold gold.jsonl --fail-if-worse stance.macro_f1:0.01")]
pub(super) struct Arguments {
    /// Predictions; the others are held against the first.
    #[arg(required = true, num_args = 2..)]
    predictions: Vec<PathBuf>,
    #[command(flatten)]
    gold: GoldChoice,
    /// Compare the documents that all have, where they differ.
    #[arg(long)]
    intersection: bool,
    /// Exit with 1 if a later version is worse than the first, by more than MARGIN (0.01 is a point) if given. May be given several times.
    #[arg(long = "fail-if-worse", value_name = "METRIC[:MARGIN]", value_parser = margin)]
    limits: Vec<(&'static Metric, f64)>,
    #[command(flatten)]
    outputs: Outputs,
}

/// Reads, compares and reports.
pub(super) fn run(arguments: &Arguments, printer: &Printer) -> anyhow::Result<u8> {
    let outputs = arguments.outputs.open()?;
    let (set, texts, elsewhere) = arguments.gold.open()?;
    let names = names_of(&arguments.predictions);
    let read = |(path, name): (&PathBuf, &String)| {
        Ok(System { name: name.clone(), labels: read_file(path, &texts)? })
    };
    let systems: Vec<System> =
        arguments.predictions.iter().zip(&names).map(read).collect::<anyhow::Result<_>>()?;
    let runs: Vec<RunFacts> =
        arguments.predictions.iter().zip(&names).filter_map(|(path, name)| run_facts(path, name)).collect();
    let options = Options { elsewhere, ..Options::default() };
    let found = compare(&set, &systems, arguments.intersection, &options)?;
    outputs.write(&report(&found, &runs), &json::comparison(&found, &runs), printer)?;
    let failures = worse(&found, &arguments.limits);
    for failure in &failures {
        printer.failure(failure);
    }
    Ok(if failures.is_empty() { DONE } else { FAILED })
}

/// What the manifest beside a file of records says of the run that wrote it.
fn run_facts(path: &Path, name: &str) -> Option<RunFacts> {
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(beside(path, ".manifest.json")).ok()?).ok()?;
    let tokens = manifest["counts"]["tokens"].as_f64();
    let seconds = manifest["seconds"].as_f64().filter(|seconds| *seconds > 0.0);
    Some(RunFacts {
        name: name.to_string(),
        model: manifest["model"]["name"].as_str().unwrap_or_default().to_string(),
        tokens_per_second: tokens.zip(seconds).map(|(tokens, seconds)| tokens / seconds),
        threads: manifest["threads"].as_u64(),
        peak_memory_bytes: manifest["peak_memory_bytes"].as_u64(),
        kernel: manifest["kernel"].as_str().map(str::to_string),
    })
}

fn margin(argument: &str) -> Result<(&'static Metric, f64), String> {
    match argument.split_once(':') {
        None => Ok((metric(argument)?, 0.0)),
        Some((key, value)) => {
            let margin = number(value)?;
            let remedy = "a margin is a share from 0 to less than 1: a point of the report is 0.01";
            if (0.0..1.0).contains(&margin) { Ok((metric(key)?, margin)) } else { Err(remedy.into()) }
        }
    }
}
