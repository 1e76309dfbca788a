//! `standpoint score`: predictions beside hand labels.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use serde_json::{Value, json};

use super::reports::{Outputs, name_of};
use super::{DONE, FAILED, Printer};
use crate::checksum::sha256;
use crate::gold::set::{Set, Split, read_file};
use crate::score::counts::Metric;
use crate::score::report::{json as report_json, scores, swaps};
use crate::score::run::{self, Options, System};
use crate::score::swaps::bias;
use crate::write::partial::beside;

/// Score predictions, ours or anyone's, against hand labels.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  standpoint annotate evaluation/sets/news-v1/documents.jsonl -o predictions.jsonl
  standpoint score predictions.jsonl --gold evaluation/sets/news-v1 -o report.html
  standpoint score predictions.jsonl --gold my-gold.jsonl --fail-under stance.macro_f1=0.7")]
pub(super) struct Arguments {
    /// Records of `annotate`, or labels of any program that `gold import` has read.
    predictions: PathBuf,
    #[command(flatten)]
    gold: GoldChoice,
    /// Other predictions of the same documents, scored beside these. May be given several times.
    #[arg(long = "baseline", value_name = "NAME=FILE", value_parser = named_file)]
    baselines: Vec<(String, PathBuf)>,
    /// Records of inputs that `gold swap` wrote: does the stance change with the name alone?
    #[arg(long, value_name = "RECORDS")]
    swap: Option<PathBuf>,
    /// Exit with 1 if a metric is under a value (for errors: above it). May be given several times.
    #[arg(long = "fail-under", value_name = "METRIC=VALUE", value_parser = limit)]
    floors: Vec<(&'static Metric, f64)>,
    #[command(flatten)]
    outputs: Outputs,
}

/// Which labels are the truth.
#[derive(Debug, Args)]
pub(super) struct GoldChoice {
    /// A set folder, or a file of labels.
    #[arg(long, value_name = "GOLD")]
    gold: PathBuf,
    /// The part of the set: dev, test, or all.
    #[arg(long, value_name = "PART", default_value = "dev")]
    split: String,
}

impl GoldChoice {
    /// Opens the set and leaves the part that is asked for; also gives the texts of all parts, and the ids of the others.
    pub(super) fn open(&self) -> anyhow::Result<(Set, HashMap<String, String>, HashSet<String>)> {
        let split = if self.split == "all" { Split::All } else { Split::Part(self.split.clone()) };
        let mut set = Set::open(&self.gold)?;
        let texts = set.texts();
        let elsewhere = set.keep(&split)?;
        let has_parts = !elsewhere.is_empty() || set.gold.iter().any(|labels| labels.split.is_some());
        if has_parts {
            set.manifest.name = format!("{} {}", set.manifest.name, self.split);
        }
        Ok((set, texts, elsewhere))
    }
}

/// Reads, scores and reports.
pub(super) fn run(arguments: &Arguments, printer: &Printer) -> anyhow::Result<u8> {
    let outputs = arguments.outputs.open()?;
    let (set, texts, elsewhere) = arguments.gold.open()?;
    let scored =
        System { name: name_of(&arguments.predictions), labels: read_file(&arguments.predictions, &texts)? };
    let read = |(name, path): &(String, PathBuf)| {
        Ok(System { name: name.clone(), labels: read_file(path, &texts)? })
    };
    let baselines: Vec<System> = arguments.baselines.iter().map(read).collect::<anyhow::Result<_>>()?;
    let options = Options { elsewhere, ..Options::default() };
    let found = run::score(&set, &scored, &baselines, &options)?;
    let mut report = scores::report(&found);
    let pairs = match &arguments.swap {
        Some(path) => {
            let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            bias(&path.display().to_string(), &text, options.resampling)?
        }
        None => Vec::new(),
    };
    if !pairs.is_empty() {
        report.sections.push(swaps::section(&pairs));
    }
    let mut json = report_json::scores(&found, &pairs);
    json["provenance"] = provenance(arguments)?;
    outputs.write(&report, &json, printer)?;
    let failures = run::under(&found, &arguments.floors);
    for failure in &failures {
        printer.failure(failure);
    }
    Ok(if failures.is_empty() { DONE } else { FAILED })
}

/// What the numbers rest on: the files that were scored, by checksum, and the run that wrote the predictions.
fn provenance(arguments: &Arguments) -> anyhow::Result<Value> {
    let sum = |path: &Path| -> anyhow::Result<Value> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(json!({"file": path.file_name().map(|name| name.to_string_lossy()), "sha256": sha256(&bytes)}))
    };
    let gold = &arguments.gold.gold;
    let gold = if gold.is_dir() { gold.join("gold.jsonl") } else { gold.clone() };
    let baselines = arguments.baselines.iter().map(|(name, path)| {
        let mut facts = sum(path)?;
        facts["name"] = name.clone().into();
        Ok(facts)
    });
    let manifest = fs::read_to_string(beside(&arguments.predictions, ".manifest.json")).ok();
    let manifest: Option<Value> = manifest.and_then(|text| serde_json::from_str(&text).ok());
    let run = manifest.map(|manifest| {
        let keys = ["model", "kernel", "threads", "seconds", "peak_memory_bytes", "counts"];
        keys.into_iter()
            .map(|key| (key.to_string(), manifest[key].clone()))
            .collect::<serde_json::Map<_, _>>()
    });
    Ok(json!({
        "tool": concat!("standpoint ", env!("CARGO_PKG_VERSION")),
        "predictions": sum(&arguments.predictions)?,
        "gold": sum(&gold)?,
        "baselines": baselines.collect::<anyhow::Result<Vec<_>>>()?,
        "run": run,
    }))
}

fn named_file(argument: &str) -> Result<(String, PathBuf), String> {
    let (name, path) = argument.split_once('=').ok_or("write NAME=FILE")?;
    Ok((name.to_string(), PathBuf::from(path)))
}

fn limit(argument: &str) -> Result<(&'static Metric, f64), String> {
    let (key, value) = argument.split_once('=').ok_or("write METRIC=VALUE")?;
    Ok((metric(key)?, number(value)?))
}

/// The metric of that name, or all names.
pub(super) fn metric(key: &str) -> Result<&'static Metric, String> {
    Metric::of_key(key).ok_or_else(|| {
        let keys: Vec<&str> = crate::score::counts::METRICS.iter().map(|metric| metric.key).collect();
        format!("no metric \"{key}\"; there are {}", keys.join(", "))
    })
}

/// A finite number.
pub(super) fn number(value: &str) -> Result<f64, String> {
    let number: f64 =
        value.parse().map_err(|_| format!("\"{value}\" is no number; shares are from 0 to 1"))?;
    if number.is_finite() { Ok(number) } else { Err(format!("\"{value}\" is no limit")) }
}
