//! Where the lines go.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::counts::Counts;
use super::manifest::{self, Manifest};
use super::work::Lines;
use super::{Arguments, DONE, resume};
use crate::error::Error;
use crate::write::partial::{PartialFile, beside};

/// The stream of records, and the file of failures beside it.
pub(super) struct Output {
    records: Records,
    failures: Option<(BufWriter<std::fs::File>, PathBuf)>,
}

enum Records {
    Standard(BufWriter<io::StdoutLock<'static>>),
    File { stream: BufWriter<PartialFile>, path: PathBuf },
}

/// What was opened: the output, and what an earlier run left in it.
pub(super) enum Opened {
    /// Records are to be written.
    Ready {
        output: Output,
        /// The counts of the records that are there already; nothing where none were looked for.
        earlier: Option<Counts>,
    },
    /// The file is whole already, and only a rest was asked for.
    Whole(PathBuf),
}

impl Output {
    /// Opens everything before the model loads: a bad path fails at once.
    pub(super) fn open(arguments: &Arguments) -> anyhow::Result<Opened> {
        let Some(path) = arguments.output.as_deref().filter(|path| *path != Path::new("-")) else {
            let records = Records::Standard(BufWriter::new(io::stdout().lock()));
            let failures = failures(arguments, false)?;
            return Ok(Opened::Ready { output: Self { records, failures }, earlier: None });
        };
        let has_partial = beside(path, ".partial").exists();
        if arguments.resume && !has_partial && path.exists() {
            return Ok(Opened::Whole(path.to_owned()));
        }
        let goes_on = arguments.resume && has_partial;
        let mut failures = failures(arguments, goes_on)?;
        let (file, earlier) = if goes_on {
            let earlier = resume::survey(path, |line| match &mut failures {
                Some((stream, path)) => stream.write_all(line).with_context(|| cannot_write(path)),
                None => Ok(()),
            })?;
            (PartialFile::resume(path, earlier.n_bytes)?, (earlier.n_bytes > 0).then_some(earlier.counts))
        } else {
            (PartialFile::create(path, arguments.force)?, None)
        };
        let records = Records::File { stream: BufWriter::new(file), path: path.to_owned() };
        Ok(Opened::Ready { output: Self { records, failures }, earlier })
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
        if let Some((stream, _)) = self.failures.as_mut().filter(|_| !lines.failures.is_empty()) {
            stream.write_all(&lines.failures).and_then(|()| stream.flush())?;
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
            Records::Standard(_) if error.kind() == io::ErrorKind::BrokenPipe => Ok(DONE),
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

    /// Gives the file its name, with the manifest beside it.
    pub(super) fn finish(self, manifest: Manifest, counts: Counts, seconds: f64) -> anyhow::Result<()> {
        let Records::File { stream, path } = self.records else { return Ok(()) };
        let file = stream
            .into_inner()
            .map_err(|error| error.into_error())
            .context("cannot write the last records")?;
        manifest.finish(&path, counts, seconds)?;
        file.finish()?;
        manifest::remove_partial(&path);
        Ok(())
    }
}

/// Opens the file of failures. Where a run goes on it is written again, from the records that are there.
fn failures(
    arguments: &Arguments,
    goes_on: bool,
) -> anyhow::Result<Option<(BufWriter<std::fs::File>, PathBuf)>> {
    let Some(path) = &arguments.errors else { return Ok(None) };
    if path.exists() && !arguments.force && !goes_on {
        return Err(Error::Exists { path: path.clone() }.into());
    }
    let file = OpenOptions::new().write(true).create(true).truncate(true).open(path);
    let file = file.with_context(|| cannot_write(path))?;
    Ok(Some((BufWriter::new(file), path.clone())))
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}
