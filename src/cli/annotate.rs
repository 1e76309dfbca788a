//! `standpoint annotate`: documents in, annotated records out, in order, on all the threads it may use.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Instant;

use anyhow::Context;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::interrupt::Interrupt;
use super::{DONE, FAILED, INTERRUPTED, Printer, actors, model_choice};
use crate::checksum::fingerprint;
use crate::error::{BadDocument, BadKind, Origin};
use crate::link::Linker;
use crate::link::knowledge::Knowledge;
use crate::pipeline::{Options, Pipeline};
use crate::read::{self, Format};
use crate::record::{ModelStamp, Record};
use crate::types::{Analysis, Document};
use crate::write::RecordWriter;
use crate::write::jsonl::JsonLines;
use crate::write::partial::{PartialFile, beside};
use crate::{nn, ordered};

/// Documents that a thread takes at once: enough text to fill encoder batches.
const GROUP_BYTES: usize = 16 * 1024;
const GROUP_DOCUMENTS: usize = 32;

/// Annotate documents with actors and the stance of each paragraph toward them.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  standpoint annotate article.txt
  standpoint annotate evaluation/articles -o records.jsonl
  standpoint annotate crawl.jsonl --text-key body --id-key url -o records.jsonl --threads 8
  zcat crawl.jsonl.gz | standpoint annotate - | jq '.actors'")]
pub(super) struct Arguments {
    /// Files, directories (recursive), or - for standard input (JSON Lines unless --format says otherwise).
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Where records go; standard output without it. Grows as OUT.partial and is renamed at the end.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// A model name, a model folder, or org/repo@revision that was pulled; the embedded model without it.
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,
    /// The format of the input, whatever its extension says.
    #[arg(long, value_enum)]
    format: Option<FormatName>,
    /// The key or column that holds the text.
    #[arg(long, value_name = "KEY", default_value = "text")]
    text_key: String,
    /// The key or column that holds the id.
    #[arg(long, value_name = "KEY", default_value = "id")]
    id_key: String,
    /// The most threads to use; the number of cores without it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// The most tokens in one encoder batch: memory against speed, never an answer.
    #[arg(long, value_name = "N", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    batch_tokens: u32,
    /// How mentions become actors: by all rules, or by exact aliases only (a baseline).
    #[arg(long, value_enum, default_value_t = LinkerName::Full)]
    linker: LinkerName,
    /// A list of your own actors, CSV or TOML, on top of the one inside; see `standpoint actors lint`.
    #[arg(long, value_name = "FILE")]
    actors: Option<PathBuf>,
    /// Judge and give the actors of that list only.
    #[arg(long, requires = "actors")]
    only: bool,
    /// Add to each link whom else the name could mean.
    #[arg(long)]
    explain: bool,
    /// Remove no web residue.
    #[arg(long)]
    keep_all: bool,
    /// Replace OUT if it is there.
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    Txt,
    Md,
    Jsonl,
    Csv,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LinkerName {
    Full,
    Alias,
}

/// What a run has done so far.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    documents: usize,
    failed: usize,
    paragraphs: usize,
    stances: usize,
    tokens: usize,
}

/// The lines of one group of documents.
struct Lines {
    bytes: Vec<u8>,
    failures: Vec<String>,
    counts: Counts,
}

/// Reads, annotates and writes.
pub(super) fn run(arguments: &Arguments, printer: &Printer) -> anyhow::Result<u8> {
    let started = Instant::now();
    // The lists are made ready while the model is read.
    let own = arguments.actors.clone();
    let lists = std::thread::spawn(move || {
        Knowledge::builtin();
        own.map(|file| actors::read(&file)).transpose()
    });
    let documents = read::open(&arguments.inputs, &arguments.reading())?;
    let bytes_read = documents.bytes_read();
    let bar = printer.progress(documents.total_bytes());
    let folder = model_choice::open(arguments.model.as_deref())?;
    let own = lists.join().map_err(|_| anyhow::anyhow!("the list of actors could not be made ready"))??;
    // The output is opened before the model loads: a bad path fails at once.
    let mut output = Output::open(arguments)?;
    let mut pipeline = Pipeline::load(&folder, arguments.options())?;
    let mut actors_sha256 = actors::checksum("");
    if let Some(own) = own {
        own.report(printer);
        actors_sha256 = actors::checksum(&own.text);
        pipeline = pipeline.with_actors(own.list);
    }
    let stamp = ModelStamp {
        name: folder.manifest.name.clone(),
        sha256: folder.sha256(),
        actors_sha256,
        tool: concat!("standpoint ", env!("CARGO_PKG_VERSION")).into(),
    };
    drop(folder);
    let n_threads = arguments.n_threads();

    let interrupt = Interrupt::listen();
    let asked = interrupt.clone();
    let groups = Groups { items: documents.take_while(move |_| !asked.asked()), waiting: None };
    let mut counts = Counts::default();
    let mut broken = None;
    ordered::run(
        groups,
        n_threads,
        |group| annotate(&pipeline, &stamp, group),
        |lines: Lines| {
            counts.add(lines.counts);
            for failure in &lines.failures {
                printer.bad_document(&bar, failure);
            }
            bar.set_position(bytes_read.load(Ordering::Relaxed));
            bar.set_message(counts.rate(started));
            match output.write(&lines.bytes) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    broken = Some(error);
                    ControlFlow::Break(())
                }
            }
        },
    );
    bar.finish_and_clear();
    if let Some(error) = broken {
        return output.explain(error);
    }
    if interrupt.asked() {
        printer.note(&output.interrupted(counts));
        return Ok(INTERRUPTED);
    }
    output.finish(&stamp, arguments, counts, started)?;
    printer.note(&counts.summary(started));
    Ok(if counts.failed > 0 { FAILED } else { DONE })
}

/// Annotates a group of documents and writes their lines.
fn annotate(pipeline: &Pipeline, stamp: &ModelStamp, group: Vec<Result<Document, BadDocument>>) -> Lines {
    let mut good = Vec::new();
    let mut places = Vec::with_capacity(group.len());
    for item in group {
        places.push(match item {
            Ok(document) => {
                good.push(document);
                None
            }
            Err(bad) => Some(bad),
        });
    }
    let mut analyses = analyze(pipeline, good).into_iter();
    let mut lines = Lines { bytes: Vec::new(), failures: Vec::new(), counts: Counts::default() };
    for place in places {
        let outcome = match place {
            Some(bad) => Err(bad),
            None => match analyses.next() {
                Some(outcome) => outcome,
                None => continue,
            },
        };
        lines.push(outcome, stamp);
    }
    lines
}

/// Analyses documents together; if that fails, each alone, so that one cannot take the others with it.
fn analyze(pipeline: &Pipeline, documents: Vec<Document>) -> Vec<Result<Analysis, BadDocument>> {
    // A panic is a mistake of this program: the document is said, and the run goes on.
    let attempt =
        |documents: Vec<Document>| match catch_unwind(AssertUnwindSafe(|| pipeline.analyze(documents))) {
            Ok(outcome) => outcome.map_err(|error| error.to_string()),
            Err(_) => Err("a mistake in this program; please report it with the text".to_owned()),
        };
    if let Ok(analyses) = attempt(documents.clone()) {
        return analyses.into_iter().map(Ok).collect();
    }
    let alone = |document: Document| {
        let id = document.id.clone();
        let failed = |message| {
            let origin = Origin { file: id.clone(), line: None };
            BadDocument { id: id.clone(), origin, kind: BadKind::Model, message }
        };
        let analyses = attempt(vec![document]).map_err(&failed)?;
        analyses.into_iter().next().ok_or_else(|| failed("no answer".to_owned()))
    };
    documents.into_iter().map(alone).collect()
}

impl Lines {
    fn push(&mut self, outcome: Result<Analysis, BadDocument>, stamp: &ModelStamp) {
        self.counts.documents += 1;
        let record = match outcome {
            Ok(analysis) => {
                self.counts.paragraphs += analysis.paragraphs.len();
                self.counts.stances += analysis.judgements.len();
                self.counts.tokens += analysis.coverage.tokens;
                let fingerprint = fingerprint(&analysis.document.text);
                Record::annotated(analysis, fingerprint, stamp.clone())
            }
            Err(bad) => {
                self.counts.failed += 1;
                self.failures.push(bad.to_string());
                Record::failed(bad)
            }
        };
        // Writing to memory cannot fail, and every record is plain data that serialises.
        let _ = JsonLines(&mut self.bytes).write(&record);
    }
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.failed += other.failed;
        self.paragraphs += other.paragraphs;
        self.stances += other.stances;
        self.tokens += other.tokens;
    }

    fn rate(&self, started: Instant) -> String {
        let seconds = started.elapsed().as_secs_f64().max(1e-9);
        format!("{} documents, {:.1}/s", self.documents, self.documents as f64 / seconds)
    }

    fn summary(&self, started: Instant) -> String {
        let seconds = started.elapsed().as_secs_f64();
        let Self { documents, failed, paragraphs, stances, tokens } = self;
        let rate = *tokens as f64 / seconds.max(1e-9);
        format!(
            "{documents} documents ({failed} failed), {paragraphs} paragraphs, {stances} stances, {tokens} tokens in {seconds:.1} s ({rate:.0} tokens/s)"
        )
    }
}

/// Documents in groups of about one encoder batch.
struct Groups<I: Iterator> {
    items: I,
    waiting: Option<I::Item>,
}

impl<I: Iterator<Item = Result<Document, BadDocument>>> Iterator for Groups<I> {
    type Item = Vec<I::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut group = Vec::new();
        let mut n_bytes = 0;
        while let Some(item) = self.waiting.take().or_else(|| self.items.next()) {
            let length = item.as_ref().map_or(0, |document| document.text.len());
            if !group.is_empty() && (n_bytes + length > GROUP_BYTES || group.len() >= GROUP_DOCUMENTS) {
                self.waiting = Some(item);
                break;
            }
            n_bytes += length;
            group.push(item);
        }
        (!group.is_empty()).then_some(group)
    }
}

/// Where the lines go.
enum Output {
    Standard(BufWriter<io::StdoutLock<'static>>),
    File { stream: BufWriter<PartialFile>, path: PathBuf },
}

impl Output {
    fn open(arguments: &Arguments) -> anyhow::Result<Self> {
        match &arguments.output {
            Some(path) if path != Path::new("-") => {
                let file = PartialFile::create(path, arguments.force)?;
                Ok(Self::File { stream: BufWriter::new(file), path: path.clone() })
            }
            _ => Ok(Self::Standard(BufWriter::new(io::stdout().lock()))),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let stream: &mut dyn Write = match self {
            Self::Standard(stream) => stream,
            Self::File { stream, .. } => stream,
        };
        stream.write_all(bytes).and_then(|()| stream.flush())
    }

    /// A reader that has gone away is no failure; a full disk is.
    fn explain(self, error: io::Error) -> anyhow::Result<u8> {
        match self {
            Self::Standard(_) if error.kind() == io::ErrorKind::BrokenPipe => Ok(DONE),
            Self::Standard(_) => Err(error).context("cannot write to standard output"),
            Self::File { stream, .. } => {
                let partial = stream.get_ref().partial_path().display().to_string();
                Err(error).context(format!("cannot write {partial}; what was written stays there"))
            }
        }
    }

    fn interrupted(self, counts: Counts) -> String {
        match self {
            Self::Standard(_) => format!("interrupted after {} documents", counts.documents),
            Self::File { stream, .. } => {
                let partial = stream.get_ref().partial_path().display().to_string();
                format!("interrupted after {} documents; they are in {partial}", counts.documents)
            }
        }
    }

    /// Renames the file and writes the manifest beside it.
    fn finish(
        self,
        stamp: &ModelStamp,
        arguments: &Arguments,
        counts: Counts,
        started: Instant,
    ) -> anyhow::Result<()> {
        let Self::File { stream, path } = self else { return Ok(()) };
        let file = stream
            .into_inner()
            .map_err(|error| error.into_error())
            .context("cannot write the last records")?;
        file.finish()?;
        let manifest = json!({
            "schema": crate::record::SCHEMA,
            "output": path.file_name().map(|name| name.to_string_lossy()),
            "model": stamp,
            "kernel": nn::kernel(),
            "options": {
                "inputs": arguments.inputs, "text_key": arguments.text_key, "id_key": arguments.id_key,
                "batch_tokens": arguments.batch_tokens, "threads": arguments.threads, "keep_all": arguments.keep_all,
                "linker": format!("{:?}", arguments.linker).to_lowercase(), "actors": arguments.actors,
                "only": arguments.only, "explain": arguments.explain,
            },
            "counts": {
                "documents": counts.documents, "failed": counts.failed, "paragraphs": counts.paragraphs,
                "stances": counts.stances, "tokens": counts.tokens,
            },
            "seconds": started.elapsed().as_secs_f64(),
            "threads": arguments.n_threads(),
            "peak_memory_bytes": peak_memory_bytes(),
        });
        let place = beside(&path, ".manifest.json");
        fs::write(&place, format!("{manifest:#}\n"))
            .with_context(|| format!("cannot write {}", place.display()))
    }
}

/// The most memory that this process ever held, where the system says so (Linux).
fn peak_memory_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kilobytes| 1024 * kilobytes)
}

impl Arguments {
    fn n_threads(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(all, usize::from)
    }

    fn reading(&self) -> read::Options {
        let format = self.format.map(|format| match format {
            FormatName::Txt => Format::Text,
            FormatName::Md => Format::Markdown,
            FormatName::Jsonl => Format::Jsonl,
            FormatName::Csv => Format::Csv,
        });
        read::Options {
            text_key: self.text_key.clone(),
            id_key: self.id_key.clone(),
            format,
            keep_all: self.keep_all,
        }
    }

    fn options(&self) -> Options {
        let linker = match self.linker {
            LinkerName::Full => Linker::Full,
            LinkerName::Alias => Linker::Alias,
        };
        let Self { only, explain, .. } = *self;
        Options { batch_tokens: self.batch_tokens as usize, linker, only, explain }
    }
}
