//! Going on where an earlier run stopped: its whole lines stay, and the documents that they answer are passed over.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use anyhow::{Context, bail};

use super::counts::{Counts, Written};
use crate::error::BadKind;
use crate::read::{Item, Parcel};
use crate::write::partial::partial_path;

/// What an earlier run left.
#[derive(Default)]
pub(super) struct Earlier {
    /// The bytes of its whole lines; a line that was cut short is done again.
    pub(super) n_bytes: u64,
    pub(super) counts: Counts,
}

/// Reads the records of a file, finished or not; the lines of failures go to `failure`.
///
/// # Errors
/// If the file cannot be read, or a whole line in it is no record.
pub(super) fn survey(
    path: &Path,
    mut failure: impl FnMut(&[u8]) -> anyhow::Result<()>,
) -> anyhow::Result<Earlier> {
    let mut earlier = Earlier::default();
    for record in Records::open(path)? {
        let (line, record) = record?;
        earlier.n_bytes += line.len() as u64;
        earlier.counts.add(Counts::of_written(&record));
        if record.error.is_some() {
            failure(&line)?;
        }
    }
    Ok(earlier)
}

/// Whether a file holds records of failures and nothing else, as `--errors` writes them.
pub(super) fn holds_failures(path: &Path) -> bool {
    let n_bytes = fs::metadata(path).map_or(0, |file| file.len());
    survey(path, |_| Ok(()))
        .is_ok_and(|there| there.n_bytes == n_bytes && there.counts.failed == there.counts.documents)
}

/// The records in a file that grows.
struct Records {
    lines: BufReader<File>,
    name: String,
    n_lines: usize,
}

impl Records {
    fn open(path: &Path) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
        Ok(Self { lines: BufReader::new(file), name, n_lines: 0 })
    }

    fn next_whole(&mut self) -> anyhow::Result<Option<(Vec<u8>, Written)>> {
        let mut line = Vec::new();
        self.lines.read_until(b'\n', &mut line).with_context(|| format!("cannot read {}", self.name))?;
        if line.last() != Some(&b'\n') {
            return Ok(None);
        }
        self.n_lines += 1;
        let record = serde_json::from_slice(&line).with_context(|| {
            let Self { name, n_lines, .. } = self;
            format!("{name}:{n_lines}: not a record; start anew without --resume, with --force")
        })?;
        Ok(Some((line, record)))
    }
}

impl Iterator for Records {
    type Item = anyhow::Result<(Vec<u8>, Written)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_whole().transpose()
    }
}

/// Documents without those that the records of an earlier run answer.
///
/// Records are in the order of documents, so both are read side by side and nothing is kept.
pub(super) struct Remaining<I> {
    documents: I,
    /// The records to compare with; nothing once they are over.
    records: Option<Records>,
    /// Whether documents may lack a record, because their language was not asked for.
    may_lack: bool,
    next: Option<Written>,
    progress: Progress,
}

/// What the thread that asks wants to know of the thread that reads.
#[derive(Clone, Default)]
pub(super) struct Progress {
    /// Why the documents that are left cannot be told.
    trouble: Arc<Mutex<Option<anyhow::Error>>>,
    n_left_out: Arc<AtomicUsize>,
}

impl Progress {
    pub(super) fn take_trouble(&self) -> Option<anyhow::Error> {
        self.trouble.lock().ok()?.take()
    }

    /// The documents that the earlier run had left out because of their language.
    pub(super) fn n_left_out(&self) -> usize {
        self.n_left_out.load(Ordering::Relaxed)
    }
}

impl<I: Iterator<Item = Item>> Remaining<I> {
    /// All documents, where no earlier run is gone on with.
    pub(super) fn all(documents: I) -> Self {
        Self { documents, records: None, may_lack: false, next: None, progress: Progress::default() }
    }

    /// The documents without a record in `output.partial`.
    pub(super) fn after(output: &Path, documents: I, may_lack: bool) -> anyhow::Result<Self> {
        let records = Some(Records::open(&partial_path(output))?);
        Ok(Self { records, may_lack, ..Self::all(documents) })
    }

    pub(super) fn progress(&self) -> Progress {
        self.progress.clone()
    }

    fn next_remaining(&mut self) -> anyhow::Result<Option<Item>> {
        loop {
            let item = self.documents.next();
            if let (None, Some(records)) = (&self.next, &mut self.records) {
                self.next = records.next_whole()?.map(|(_, record)| record);
            }
            let Some(expected) = &self.next else {
                self.records = None;
                return Ok(item);
            };
            let Some(item) = item else {
                bail!("the input no longer has the document \"{}\"; {REMEDY}", expected.id);
            };
            if answers(expected, &item)? {
                self.next = None;
            } else if self.may_lack && item.is_ok() {
                self.progress.n_left_out.fetch_add(1, Ordering::Relaxed);
            } else {
                let id = item.as_ref().map_or_else(|bad| bad.id.as_str(), Parcel::id);
                bail!("the input has the document \"{id}\" where it had \"{}\"; {REMEDY}", expected.id);
            }
        }
    }
}

const REMEDY: &str = "give the same input, or start anew without --resume, with --force";

/// Whether a record is the answer to an item.
///
/// # Errors
/// If it is the answer to the same document with another text.
fn answers(record: &Written, item: &Item) -> anyhow::Result<bool> {
    let kind = record.error.as_ref().map(|error| error.kind.as_str());
    match item {
        Err(bad) => Ok(bad.id == record.id && kind == Some(bad.kind.name())),
        // A second document of the same id is always refused by the reader.
        Ok(parcel) if parcel.id() != record.id || kind == Some(BadKind::DuplicateId.name()) => Ok(false),
        Ok(parcel)
            if kind.is_none()
                && parcel.fingerprint().is_some_and(|sum| !record.fingerprint.starts_with(&sum)) =>
        {
            bail!("the document \"{}\" has another text than it had; {REMEDY}", record.id)
        }
        Ok(_) => Ok(true),
    }
}

impl<I: Iterator<Item = Item>> Iterator for Remaining<I> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.next_remaining().unwrap_or_else(|error| {
            if let Ok(mut place) = self.progress.trouble.lock() {
                *place = Some(error);
            }
            None
        })
    }
}
