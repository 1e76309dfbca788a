//! `standpoint annotate`: documents in, annotated records out, in order, on all the threads it may use.

mod counts;
mod manifest;
mod output;
mod resume;
mod work;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::interrupt::Interrupt;
use super::printer::counted;
use super::{DONE, FAILED, INTERRUPTED, Printer, actors, model_choice};
use crate::language;
use crate::link::Linker;
use crate::link::knowledge::Knowledge;
use crate::ordered;
use crate::pipeline::{Options, Pipeline};
use crate::read::{self, Format, Shard};
use crate::record::ModelStamp;
use crate::write::partial::followed;

use counts::Counts;
use manifest::Manifest;
use output::{Opened, Output};
use resume::Remaining;
use work::{Groups, Lines, Worker};

/// Annotate documents with actors and the stance of each paragraph toward them.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  standpoint annotate article.txt
  standpoint annotate evaluation/articles -o records.jsonl
  standpoint annotate crawl.jsonl --text-key body --id-key url -o records.jsonl --threads 8
  standpoint annotate 'news/2024-*/*.warc.gz' --language en --shard 2/8 -o part-2.jsonl
  standpoint annotate pages/ -o records.jsonl --errors failed.jsonl --resume
  standpoint annotate - <crawl.jsonl.zst | jq '.actors'")]
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
    /// The format of the input, whatever its extension says; compressed input is told by its first bytes.
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
    /// Annotate documents in these languages only: codes such as en, with commas between several.
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = known_language)]
    language: Vec<String>,
    /// Annotate one of N parts: a document's part depends on its id alone.
    #[arg(long, value_name = "I/N", value_parser = shard)]
    shard: Option<Shard>,
    /// Go on where an earlier run with the same output stopped.
    #[arg(long, requires = "output")]
    resume: bool,
    /// Also write the records of documents that failed here.
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
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
    Html,
    Jsonl,
    Csv,
    Tsv,
    Parquet,
    Warc,
}

/// A part of all documents.
fn shard(given: &str) -> Result<Shard, String> {
    Shard::parse(given).ok_or_else(|| "write I/N with I from 1 to N, such as 2/8".to_owned())
}

/// A language as its code, if it is one that can be told.
fn known_language(given: &str) -> Result<String, String> {
    language::known(given)
        .ok_or_else(|| "no language that can be told; write a code such as en, de or ar".to_owned())
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LinkerName {
    Full,
    Alias,
}

/// Reads, annotates and writes.
pub(super) fn run(mut arguments: Arguments, printer: &Printer) -> anyhow::Result<u8> {
    let started = Instant::now();
    for path in arguments.output.iter_mut().chain(&mut arguments.errors) {
        *path = followed(path)?;
    }
    let arguments = &arguments;
    // The lists are made ready while the model is read.
    let own = arguments.actors.clone();
    let lists = std::thread::spawn(move || {
        Knowledge::builtin();
        own.map(|file| actors::read(&file)).transpose()
    });
    let documents = read::open(&arguments.inputs, &arguments.reading())?;
    let input_bytes = documents.total_bytes();
    let n_skipped = documents.n_skipped();
    let bytes_read = documents.bytes_read();
    let bar = printer.progress(input_bytes);
    let interrupt = Interrupt::listen(documents.stop(), printer, &bar);
    let folder = model_choice::open(arguments.model.as_deref())?;
    let own = lists.join().map_err(|_| anyhow::anyhow!("the list of actors could not be made ready"))??;
    let opened = Output::open(arguments)?;
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
    let mut manifest = Manifest::new(&stamp, arguments, input_bytes);
    let (output, earlier) = match opened {
        Opened::Ready { output, earlier } => (output, earlier),
        Opened::Whole(path) => {
            let n_failed = manifest.n_failed(&path)?;
            output::complete(arguments, &path)?;
            printer.note(&format!("{} is finished; there is nothing to go on with", path.display()));
            return Ok(if n_failed > 0 { FAILED } else { DONE });
        }
    };
    if n_skipped > 0 {
        printer.note(&format!(
            "files and folders left out: {n_skipped} (hidden, no plain files, written by this run, or with extensions that are not read; --format reads all extensions)"
        ));
    }

    let asked = interrupt.clone();
    let documents = documents.take_while(move |_| !asked.asked());
    let remaining = match (&earlier, output.path()) {
        (Some(earlier), Some(path)) => {
            manifest.go_on(path)?;
            let n_documents = counted(earlier.counts.documents, "document", "documents");
            printer.note(&format!("going on after {n_documents}"));
            Remaining::after(path, documents, !arguments.language.is_empty())?
        }
        _ => Remaining::all(documents),
    };
    let mut output = output.start(arguments, earlier.as_ref())?;
    // Not before: a run that could not start leaves nothing that a later one could take for its own.
    if let (None, Some(path)) = (&earlier, output.path()) {
        manifest.write_partial(path)?;
    }
    let progress = remaining.progress();
    let worker = Worker { pipeline, stamp, languages: arguments.language.clone() };
    let earlier = earlier.map_or_else(Counts::default, |earlier| earlier.counts);
    let mut counts = earlier;
    let mut broken = None;
    ordered::run(
        Groups::new(remaining),
        arguments.n_threads(),
        |group| worker.annotate(group),
        |lines: Lines| {
            counts.add(lines.counts);
            for complaint in &lines.complaints {
                printer.bad_document(&bar, complaint);
            }
            bar.set_position(bytes_read.load(Ordering::Relaxed));
            bar.set_message(counts.rate(&earlier, started));
            match output.write(&lines) {
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
    if let Some(error) = progress.take_trouble() {
        return Err(error);
    }
    counts.other_language += progress.n_left_out();
    output.finish(manifest, counts, started.elapsed().as_secs_f64())?;
    printer.note(&counts.summary(&earlier, started));
    Ok(if counts.failed > 0 { FAILED } else { DONE })
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
            FormatName::Html => Format::Html,
            FormatName::Jsonl => Format::Jsonl,
            FormatName::Csv => Format::Csv,
            FormatName::Tsv => Format::Tsv,
            FormatName::Parquet => Format::Parquet,
            FormatName::Warc => Format::Warc,
        });
        read::Options {
            text_key: self.text_key.clone(),
            id_key: self.id_key.clone(),
            format,
            keep_all: self.keep_all,
            shard: self.shard,
            leave_out: self.own(),
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
