//! How fast each stage is on one thread, and what threads, batches and actors cost.
//!
//! `cargo bench --bench stages -- [PATH…] [--model DIR] [--json FILE]`
//!
//! Every number is a median with the fastest and the slowest repetition; things that are compared take turns.
//! With `--encode-only` it serves passes of the encoder to `peers.py`.

#![allow(clippy::print_stdout, reason = "a table is what this program is for")]

mod apart;
mod passes;
mod timing;

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use serde_json::{Map, Value, json};
use standpoint::link::knowledge::Knowledge;
use standpoint::model::ModelFolder;
use standpoint::nn::{self, Network, Target, Tokens, Window};
use standpoint::pipeline::{Options, Pipeline};
use standpoint::record::{ModelStamp, Record};
use standpoint::types::{Analysis, Document};
use standpoint::write::RecordWriter;
use standpoint::write::jsonl::JsonLines;
use standpoint::{ordered, read};

use apart::Stages;
use timing::{Ratio, Times, measure, repeat, take_turns};

/// Groups of documents as `standpoint annotate` makes them, and the batch budget that it starts from.
const GROUP_BYTES: usize = 16 * 1024;
const GROUP_DOCUMENTS: usize = 32;
const BATCH_TOKENS: usize = 1024;

const BATCH_BUDGETS: [usize; 5] = [256, 512, 1024, 2048, 4096];
const ACTOR_COUNTS: [usize; 4] = [1, 2, 5, 10];
const THREADS: [usize; 2] = [1, 2];

#[derive(Parser)]
struct Arguments {
    /// What to read, as `standpoint annotate` reads it.
    #[arg(default_value = "evaluation/articles")]
    inputs: Vec<PathBuf>,
    /// A model folder; the embedded model without it.
    #[arg(long)]
    model: Option<PathBuf>,
    /// The most documents to use.
    #[arg(long, default_value_t = usize::MAX, hide_default_value = true)]
    documents: usize,
    /// How often everything is measured.
    #[arg(long, default_value_t = 5)]
    repetitions: usize,
    /// About how many tokens the comparisons of batches, actors and engines use, of evenly chosen texts.
    #[arg(long, default_value_t = 8192)]
    sample_tokens: usize,
    /// Write all numbers here too.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Answer requests for encoder passes on standard input, one JSON object a line.
    #[arg(long)]
    encode_only: bool,
    /// Cargo says so.
    #[arg(long, hide = true)]
    bench: bool,
}

/// Something that is compared with the first of its kind.
struct Compared {
    name: usize,
    times: Times,
    ratio: Ratio,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = match &arguments.model {
        Some(path) => ModelFolder::open(path)?,
        None => ModelFolder::embedded()?,
    };
    match arguments.encode_only {
        true => passes::serve(&folder, &documents(&arguments)?, arguments.sample_tokens),
        false => report(&arguments, &folder),
    }
}

/// Measures everything; a table, and JSON if it is wanted.
fn report(arguments: &Arguments, folder: &ModelFolder) -> Result<()> {
    let (reading, documents) = measure(arguments.repetitions, || documents(arguments));
    let documents = documents?;
    let Stages { mut times, counts, tokens } = apart::stages(folder, &documents, arguments.repetitions)?;
    times.insert(0, ("read", reading));
    println!("{}, {}\n{counts}\n", folder.manifest.name, nn::kernel());
    println!(
        "{:<24}{:>7}{:>12}{:>12}{:>12}{:>28}",
        "one thread", "share", "tokens/s", "paragr./s", "articles/s", "seconds"
    );
    let total: f64 = times.iter().map(|(_, times)| times.median()).sum();
    let mut stages_json = Map::new();
    for (name, times) in &times {
        println!("{name:<24}{:>6.2}%{}", 100.0 * times.median() / total, counts.rates(times));
        stages_json.insert((*name).to_string(), times.json(counts.tokens));
    }
    let mut whole_json = Map::new();
    for n_threads in THREADS {
        let times = end_to_end(arguments, folder, n_threads)?;
        println!("{:<31}{}", format!("end to end, threads: {n_threads}"), counts.rates(&times));
        whole_json.insert(n_threads.to_string(), times.json(counts.tokens));
    }
    let batches = batch_budgets(arguments, folder, &documents, counts.tokens)?;
    let batches = compared("tokens a batch, the whole way", &batches);
    let actors = actor_counts(arguments, folder, &tokens)?;
    let actors = compared("actors in each window, encoder and stance head", &actors);
    let Some(path) = &arguments.json else { return Ok(()) };
    let all = json!({
        "model": folder.manifest.name, "model_sha256": folder.sha256(), "kernel": nn::kernel(),
        "repetitions": arguments.repetitions, "counts": counts.json(), "stages": stages_json,
        "end_to_end": whole_json, "batch_tokens": batches, "actors": actors,
    });
    std::fs::write(path, format!("{all:#}\n")).with_context(|| format!("cannot write {}", path.display()))
}

/// Prints a comparison and gives it as JSON.
fn compared(title: &str, all: &[Compared]) -> Value {
    println!("\n{title}");
    let mut json = Map::new();
    for Compared { name, times, ratio } in all {
        println!("{name:>6}  time × {ratio}  of {}, median {:.3} s", all[0].name, times.median());
        json.insert(name.to_string(), json!({"seconds": times.spread(), "ratio": ratio.json()}));
    }
    json.into()
}

/// The way of `standpoint annotate`, from files to lines of JSON that nobody keeps.
fn end_to_end(arguments: &Arguments, folder: &ModelFolder, n_threads: usize) -> Result<Times> {
    let pipeline = Pipeline::load(folder, Options::default())?;
    let stamp = stamp(folder);
    let (times, outcome) = repeat(arguments.repetitions, || -> Result<()> {
        pipeline.forget();
        let documents = read::open(&arguments.inputs, &read::Options::default())?;
        let documents =
            documents.filter_map(|item| item.and_then(read::Parcel::open).ok()).take(arguments.documents);
        run(&pipeline, &stamp, grouped(documents), n_threads);
        Ok(())
    });
    outcome.map(|()| times)
}

/// Some of the documents with each batch budget, on one thread.
fn batch_budgets(
    arguments: &Arguments,
    folder: &ModelFolder,
    documents: &[Document],
    n_tokens: usize,
) -> Result<Vec<Compared>> {
    let step = n_tokens.div_ceil(arguments.sample_tokens).clamp(1, documents.len());
    let sample: Vec<Document> = documents.iter().step_by(step).cloned().collect();
    let stamp = stamp(folder);
    let load = |&batch_tokens| Ok(Pipeline::load(folder, Options { batch_tokens, ..Options::default() })?);
    let pipelines = BATCH_BUDGETS.iter().map(load).collect::<Result<Vec<_>>>()?;
    let all = take_turns(arguments.repetitions, pipelines.len(), |index| {
        pipelines[index].forget();
        run(&pipelines[index], &stamp, grouped(sample.iter().cloned()), 1);
    });
    Ok(against_first(&BATCH_BUDGETS, all))
}

/// The same windows with k actors in each, encoded and judged.
fn actor_counts(
    arguments: &Arguments,
    folder: &ModelFolder,
    tokens: &[Vec<Tokens>],
) -> Result<Vec<Compared>> {
    let most = ACTOR_COUNTS.into_iter().max().unwrap_or(1);
    let network = Network::load(&folder.description, &folder.weights, &folder.tokenizer)?;
    let windows =
        tokens.iter().flatten().flat_map(|tokens| &tokens.windows).filter(|window| window.len() >= most + 2);
    let windows = passes::sample(windows.collect(), arguments.sample_tokens);
    let targets = ACTOR_COUNTS.map(|n_actors| actors_everywhere(&windows, n_actors));
    let mut failure = None;
    let all = take_turns(arguments.repetitions, ACTOR_COUNTS.len(), |index| {
        let encoded = network.encode(&windows, BATCH_TOKENS);
        match encoded.and_then(|encoded| encoded.stance(&targets[index])) {
            Ok(logits) => drop(black_box(logits)),
            Err(error) => failure = Some(error),
        }
    });
    match failure {
        None => Ok(against_first(&ACTOR_COUNTS, all)),
        Some(error) => Err(error.into()),
    }
}

/// Mentions of `n_actors` in each window, spread over it, two tokens each where there is room.
fn actors_everywhere(windows: &[&Window], n_actors: usize) -> Vec<Target> {
    let mut targets = Vec::with_capacity(windows.len() * n_actors);
    for (index, window) in windows.iter().enumerate() {
        let size = (window.len() - 2) / n_actors;
        for actor in 0..n_actors {
            let first = 1 + actor * size;
            targets.push(Target {
                window: index,
                token_ranges: vec![first..first + size.min(2)],
                lone: false,
                holder: Vec::new(),
            });
        }
    }
    targets
}

fn against_first(names: &[usize], all: Vec<Times>) -> Vec<Compared> {
    let ratios: Vec<Ratio> = all.iter().map(|times| Ratio::of(times, &all[0])).collect();
    let all = names.iter().zip(all).zip(ratios);
    all.map(|((&name, times), ratio)| Compared { name, times, ratio }).collect()
}

/// All that can be read.
fn documents(arguments: &Arguments) -> Result<Vec<Document>> {
    let documents = read::open(&arguments.inputs, &read::Options::default())?;
    let documents: Vec<Document> = documents
        .filter_map(|item| item.and_then(read::Parcel::open).ok())
        .take(arguments.documents)
        .collect();
    ensure!(!documents.is_empty(), "there is no document that can be read");
    Ok(documents)
}

/// Documents in groups, as many as a thread takes at once.
fn grouped(documents: impl Iterator<Item = Document> + Send) -> impl Iterator<Item = Vec<Document>> + Send {
    let mut documents = documents.peekable();
    std::iter::from_fn(move || {
        let mut group = vec![documents.next()?];
        let mut n_bytes = group[0].text.len();
        while group.len() < GROUP_DOCUMENTS
            && let Some(next) = documents.next_if(|next| n_bytes + next.text.len() <= GROUP_BYTES)
        {
            n_bytes += next.text.len();
            group.push(next);
        }
        Some(group)
    })
}

/// Analyses and writes groups of documents on `n_threads`.
fn run(
    pipeline: &Pipeline,
    stamp: &ModelStamp,
    groups: impl Iterator<Item = Vec<Document>> + Send,
    n_threads: usize,
) {
    let annotate = |group| lines(pipeline.analyze(group).unwrap_or_default(), stamp);
    ordered::run(groups, n_threads, annotate, |lines: Vec<u8>| {
        black_box(lines);
        ControlFlow::Continue(())
    });
}

/// The records of `analyses` as lines of JSON.
fn lines(analyses: Vec<Analysis>, stamp: &ModelStamp) -> Vec<u8> {
    let mut lines = Vec::new();
    for analysis in analyses {
        let fingerprint = standpoint::checksum::fingerprint(&analysis.document.text);
        // Memory takes every line.
        let _ = JsonLines(&mut lines).write(&Record::annotated(analysis, fingerprint, stamp.clone()));
    }
    lines
}

fn stamp(folder: &ModelFolder) -> ModelStamp {
    ModelStamp {
        name: folder.manifest.name.clone(),
        sha256: folder.sha256(),
        actors_sha256: standpoint::checksum::sha256(Knowledge::source().as_bytes()),
        tool: concat!("standpoint ", env!("CARGO_PKG_VERSION")).into(),
    }
}
