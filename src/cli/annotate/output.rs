//! Where the lines go.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::counts::Counts;
use super::manifest::{self, Manifest};
use super::resume::{self, Earlier};
use super::work::Lines;
use super::{Arguments, DONE};
use crate::cli::printer::counted;
use crate::error::Error;
use crate::read;
use crate::write::partial::{PartialFile, check_apart, check_free, partial_path};

/// Endings that promise something else than lines of JSON.
const OTHER_FORMATS: [&str; 8] = ["csv", "tsv", "parquet", "sqlite", "xlsx", "html", "gz", "zst"];

impl Arguments {
    /// The file of records; nothing where they go to standard output.
    fn records(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Every file that the run writes: those of the records, and those of the failures.
    fn written(&self) -> [Vec<PathBuf>; 2] {
        let of_records = |path: &Path| {
            vec![path.to_owned(), partial_path(path), manifest::place(path), manifest::place_of_partial(path)]
        };
        let of_failures = |path: &PathBuf| vec![path.clone(), partial_path(path)];
        [
            self.records().map(of_records).unwrap_or_default(),
            self.errors.as_ref().map(of_failures).unwrap_or_default(),
        ]
    }

    /// Those of them that are not there yet, or that an earlier run made: no document is in them.
    pub(super) fn own(&self) -> Vec<PathBuf> {
        let is_empty = |path: &Path| fs::metadata(path).map_or(true, |file| file.len() == 0);
        let is_made = self.records().is_some_and(|path| {
            [manifest::place(path), manifest::place_of_partial(path)]
                .iter()
                .any(|place| manifest::is_ours(place))
        });
        let [mut records, mut failures] = self.written();
        records.retain(|path| is_made || is_empty(path));
        failures.retain(|path| is_empty(path) || resume::holds_failures(path));
        [records, failures].concat()
    }

    /// Refuses files that are something else too, or seem to be.
    fn check_files(&self) -> anyhow::Result<()> {
        for path in self.records().into_iter().chain(self.errors.as_deref()) {
            let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
            if OTHER_FORMATS.contains(&ending.as_str()) {
                let remedy = "name a .jsonl file (`standpoint export` makes .csv and .parquet of it)";
                bail!("{}: records are lines of JSON; {remedy}", path.display());
            }
        }
        let [records, failures] = self.written();
        if check_apart(&failures, &records).is_err() {
            let errors = self.errors.as_deref().unwrap_or(Path::new("-"));
            bail!("{}: both --output and --errors; give each its own file", errors.display());
        }
        let mut read: Vec<PathBuf> = self.inputs.iter().chain(&self.actors).cloned().collect();
        let written = [records, failures].concat();
        let reading = self.reading();
        // Somebody else's file below a directory is read like the others there.
        if written.iter().any(|path| !reading.leave_out.contains(path)) {
            read.extend(read::paths(&self.inputs, &reading));
        }
        Ok(check_apart(&written, &read)?)
    }
}

/// The stream of records, and the file of failures beside it.
pub(super) struct Output {
    records: Records,
    failures: Option<BufWriter<PartialFile>>,
}

enum Records {
    Standard(BufWriter<io::StdoutLock<'static>>),
    File { stream: BufWriter<PartialFile>, path: PathBuf },
}

/// What was opened: the output, and what an earlier run left in it.
pub(super) enum Opened {
    /// Records are to be written.
    Ready {
        output: Box<Output>,
        /// What is there already; nothing where none was looked for.
        earlier: Option<Earlier>,
    },
    /// The file is whole already, and only a rest was asked for.
    Whole(PathBuf),
}

impl Output {
    /// Opens the records before the model loads: a bad path fails at once. What is to be gone on with is not touched
    /// yet.
    pub(super) fn open(arguments: &Arguments) -> anyhow::Result<Opened> {
        arguments.check_files()?;
        let path = arguments.records();
        // Where something is on its way, be it still empty, another run has begun since.
        let is_whole = |path: &Path| arguments.resume && path.exists() && !partial_path(path).exists();
        if let Some(errors) = &arguments.errors {
            // What an earlier run finished is looked at later.
            check_free(errors, arguments.force || path.is_some_and(is_whole))?;
        }
        let Some(path) = path else {
            if arguments.resume {
                bail!("--resume needs a file; name one with --output");
            }
            let records = Records::Standard(BufWriter::new(io::stdout().lock()));
            return Ok(Opened::Ready { output: Box::new(Self { records, failures: None }), earlier: None });
        };
        if is_whole(path) {
            return Ok(Opened::Whole(path.to_owned()));
        }
        let partial = partial_path(path);
        let is_begun = fs::metadata(&partial).is_ok_and(|file| file.len() > 0);
        let file = if partial.exists() {
            PartialFile::reopen(path)?
        } else {
            PartialFile::create(path, arguments.force)?
        };
        let earlier = match arguments.resume {
            true => Some(resume::survey(&partial, |_| Ok(()))?).filter(|earlier| earlier.n_bytes > 0),
            false => None,
        };
        if earlier.is_none() {
            check_free(path, arguments.force)?;
            let place = manifest::place(path);
            check_free(&place, arguments.force || manifest::is_ours(&place))?;
        }
        if is_begun && !arguments.resume && !arguments.force {
            return Err(Error::Unfinished { path: partial }.into());
        }
        let records = Records::File { stream: BufWriter::new(file), path: path.to_owned() };
        Ok(Opened::Ready { output: Box::new(Self { records, failures: None }), earlier })
    }

    /// Makes the files ready for writing, once it is sure that the run can go on: cuts off a line that an earlier run
    /// left half written, and writes the file of failures again from the records that are there.
    pub(super) fn start(self, arguments: &Arguments, earlier: Option<&Earlier>) -> anyhow::Result<Self> {
        let Self { records, .. } = self;
        let mut failures = match &arguments.errors {
            // It was looked at before; what an earlier run left of it is written again.
            Some(errors) => {
                Some(BufWriter::new(PartialFile::create(errors, arguments.force || arguments.resume)?.kept()))
            }
            None => None,
        };
        let records = match records {
            Records::File { stream, path } => {
                let n_bytes = earlier.map_or(0, |earlier| earlier.n_bytes);
                if let (Some(failures), Some(_)) = (&mut failures, earlier) {
                    resume::survey(&partial_path(&path), |line| Ok(failures.write_all(line)?))?;
                }
                let (file, _) = stream.into_parts();
                Records::File { stream: BufWriter::new(file.cut(n_bytes)?.kept()), path }
            }
            standard => standard,
        };
        Ok(Self { records, failures })
    }

    /// The path of the records, where they go to a file.
    pub(super) fn path(&self) -> Option<&Path> {
        match &self.records {
            Records::Standard(_) => None,
            Records::File { path, .. } => Some(path),
        }
    }

    /// Writes the lines of a group, whole.
    pub(super) fn write(&mut self, lines: &Lines) -> io::Result<()> {
        if let Some(stream) = self.failures.as_mut().filter(|_| !lines.failures.is_empty()) {
            let written = stream.write_all(&lines.failures).and_then(|()| stream.flush());
            written.map_err(|error| io::Error::other(format!("the file of --errors: {error}")))?;
        }
        let stream: &mut dyn Write = match &mut self.records {
            Records::Standard(stream) => stream,
            Records::File { stream, .. } => stream,
        };
        stream.write_all(&lines.records).and_then(|()| stream.flush())
    }

    /// A reader that has gone away is no failure; a full disk is.
    pub(super) fn explain(self, error: io::Error) -> anyhow::Result<u8> {
        match self.records {
            Records::Standard(_) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.failures.map_or(Ok(()), named)?;
                Ok(DONE)
            }
            Records::Standard(_) => Err(error).context("cannot write to standard output"),
            Records::File { stream, .. } => {
                let partial = stream.get_ref().partial_path().display().to_string();
                // The rest of the buffer would only fail again.
                drop(stream.into_parts());
                let remedy = "make room and go on with the same command and --resume";
                Err(error).context(format!("cannot write {partial}; what was written stays there; {remedy}"))
            }
        }
    }

    /// What to say when the user stopped the run.
    pub(super) fn interrupted(self, counts: Counts) -> String {
        let n_documents = counted(counts.documents, "document", "documents");
        match self.records {
            Records::Standard(_) => format!("interrupted after {n_documents}"),
            Records::File { stream, .. } => {
                let partial = stream.get_ref().partial_path().display().to_string();
                format!(
                    "interrupted after {n_documents}; what was done is in {partial}, and the same command with --resume goes on from there"
                )
            }
        }
    }

    /// Gives the files their names, and the records their manifest.
    pub(super) fn finish(self, manifest: Manifest, counts: Counts, seconds: f64) -> anyhow::Result<()> {
        if let Records::File { stream, path } = self.records {
            named(stream)?;
            manifest.finish(&path, counts, seconds)?;
        }
        self.failures.map_or(Ok(()), named)
    }
}

/// Gives a file its name, once its last lines are written.
fn named(stream: BufWriter<PartialFile>) -> anyhow::Result<()> {
    let file = stream.into_inner().map_err(|error| error.into_error());
    Ok(file.context("cannot write the last lines")?.finish()?)
}

/// Writes the file of failures of records that an earlier run finished, if it is not there, or if the one that is
/// there was to be replaced and has not been.
pub(super) fn complete(arguments: &Arguments, output: &Path) -> anyhow::Result<()> {
    let is_missing = |errors: &&Path| !errors.exists() || arguments.force && partial_path(errors).exists();
    let Some(errors) = arguments.errors.as_deref().filter(is_missing) else { return Ok(()) };
    let mut failures = BufWriter::new(PartialFile::create(errors, true)?);
    resume::survey(output, |line| Ok(failures.write_all(line)?))?;
    named(failures)
}
