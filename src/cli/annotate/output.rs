//! Where the lines go.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::counts::Counts;
use super::manifest::Manifest;
use super::resume::{self, Earlier};
use super::work::Lines;
use super::{Arguments, DONE};
use crate::error::Error;
use crate::write::partial::{PartialFile, partial_path};

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
        if let Some(errors) = &arguments.errors {
            let is_records = |output: &PathBuf| errors == output || *errors == partial_path(output);
            if arguments.output.as_ref().is_some_and(is_records) {
                bail!("{}: both --output and --errors; give each its own file", errors.display());
            }
            // What an earlier run finished is looked at later.
            let is_over = arguments.resume && arguments.output.as_deref().is_some_and(Path::exists);
            if errors.exists() && !arguments.force && !is_over {
                return Err(Error::Exists { path: errors.clone() }.into());
            }
        }
        let Some(path) = arguments.output.as_deref().filter(|path| *path != Path::new("-")) else {
            if arguments.resume {
                bail!("--resume needs a file; name one with --output");
            }
            let records = Records::Standard(BufWriter::new(io::stdout().lock()));
            return Ok(Opened::Ready { output: Box::new(Self { records, failures: None }), earlier: None });
        };
        let n_there = fs::metadata(partial_path(path)).map_or(0, |file| file.len());
        if arguments.resume && n_there == 0 && path.exists() {
            return Ok(Opened::Whole(path.to_owned()));
        }
        if n_there > 0 && !arguments.resume && !arguments.force && !path.exists() {
            return Err(Error::Unfinished { path: partial_path(path) }.into());
        }
        let (file, earlier) = if arguments.resume && n_there > 0 {
            let file = PartialFile::reopen(path)?;
            let earlier = resume::survey(file.partial_path(), |_| Ok(()))?;
            (file, (earlier.n_bytes > 0).then_some(earlier))
        } else {
            (PartialFile::create(path, arguments.force)?, None)
        };
        let records = Records::File { stream: BufWriter::new(file), path: path.to_owned() };
        Ok(Opened::Ready { output: Box::new(Self { records, failures: None }), earlier })
    }

    /// Makes the files ready for writing, once it is sure that the run can go on: cuts off a line that an earlier run
    /// left half written, and writes the file of failures again from the records that are there.
    pub(super) fn start(self, arguments: &Arguments, earlier: Option<&Earlier>) -> anyhow::Result<Self> {
        let Self { records, .. } = self;
        let mut failures = match &arguments.errors {
            Some(errors) => Some(BufWriter::new(PartialFile::create(errors, arguments.force)?)),
            None => None,
        };
        let records = match records {
            Records::File { stream, path } => {
                let n_bytes = earlier.map_or(0, |earlier| earlier.n_bytes);
                if let (Some(failures), Some(_)) = (&mut failures, earlier) {
                    resume::survey(&partial_path(&path), |line| Ok(failures.write_all(line)?))?;
                }
                let (file, _) = stream.into_parts();
                Records::File { stream: BufWriter::new(file.cut(n_bytes)?), path }
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
        let n = counts.documents;
        match self.records {
            Records::Standard(_) => format!("interrupted after {n} documents"),
            Records::File { stream, .. } => {
                let partial = stream.get_ref().partial_path().display().to_string();
                format!(
                    "interrupted after {n} documents, which are in {partial}; the same command with --resume goes on from there"
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

/// Writes the file of failures of records that an earlier run finished, if it is not there.
pub(super) fn complete(arguments: &Arguments, output: &Path) -> anyhow::Result<()> {
    let Some(errors) = arguments.errors.as_deref().filter(|errors| !errors.exists()) else { return Ok(()) };
    let mut failures = BufWriter::new(PartialFile::create(errors, false)?);
    resume::survey(output, |line| Ok(failures.write_all(line)?))?;
    named(failures)
}
