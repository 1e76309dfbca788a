//! Files, directories and standard input → documents, one at a time.
//!
//! The edge of the program: whatever arrives here leaves as a [`Document`] that the rest can trust, or as a
//! [`BadDocument`] that becomes an error record while the run goes on.
//! Memory holds one line, one row or one article, never a whole file of records.

mod fields;
mod given;
mod offsets;
mod table;
mod text;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::error::{BadDocument, BadKind, Origin, Result};
use crate::types::{Document, Warning};

use table::{Csv, Jsonl};
use text::{CountedReader, Lines};
use walk::{Source, Sources};

pub use walk::files;

/// How inputs are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The key or column that holds the text.
    pub text_key: String,
    /// The key or column that holds the id.
    pub id_key: String,
    /// The format of every input; without one the extensions decide.
    pub format: Option<Format>,
    /// Whether web residue stays.
    pub keep_all: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { text_key: "text".to_owned(), id_key: "id".to_owned(), format: None, keep_all: false }
    }
}

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One file is one document of plain text.
    Text,
    /// One file is one document of Markdown.
    Markdown,
    /// Each line is a document: a JSON object.
    Jsonl,
    /// Each row is a document; the first row names the columns.
    Csv,
}

impl Format {
    /// All formats, in the order of help pages.
    pub const ALL: [Self; 4] = [Self::Text, Self::Markdown, Self::Jsonl, Self::Csv];

    /// The word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format that a file's extension promises, whatever its case.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// Opens `inputs`: files, directories (with all below them) and `-` for standard input.
///
/// Only what makes the whole run pointless is an error here: an input that is not there, or a directory without
/// a file to read. Everything else is met later, document by document.
pub fn open(inputs: &[PathBuf], options: &Options) -> Result<Documents> {
    let survey = walk::survey(inputs, options.format)?;
    Ok(Documents {
        options: options.clone(),
        sources: Sources::new(inputs, options.format),
        current: None,
        seen: Seen::default(),
        total_bytes: survey.total_bytes,
        n_skipped: survey.n_skipped,
        bytes_read: Arc::default(),
    })
}

/// The documents of all inputs: inputs in the order given, files of a directory in the order of their paths'
/// bytes, records in the order of their lines.
#[derive(Debug)]
pub struct Documents {
    options: Options,
    sources: Sources,
    current: Option<OpenFile>,
    seen: Seen,
    total_bytes: Option<u64>,
    n_skipped: u64,
    bytes_read: Arc<AtomicU64>,
}

impl Documents {
    /// How many bytes all inputs have; nothing where one of them is a stream.
    pub fn total_bytes(&self) -> Option<u64> {
        self.total_bytes
    }

    /// How many bytes were read so far: a shared counter, so that a progress bar can watch it from elsewhere.
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes_read)
    }

    /// How many visible files inside directories are left out, because their extension is not one that is read.
    pub fn n_skipped(&self) -> u64 {
        self.n_skipped
    }

    /// Completes a record: gives its failure the place, and refuses an id that is already taken.
    fn finish(&mut self, file: String, record: Record) -> std::result::Result<Document, BadDocument> {
        let outcome = record.outcome.and_then(|document| {
            let is_new = self.seen.insert(&document.id);
            if is_new { Ok(document) } else { Err(duplicate(&document.id)) }
        });
        let origin = Origin { file, line: record.line };
        let mut document = outcome.map_err(|failure| failure.at(record.id, origin))?;
        warn_of_nul(&mut document);
        Ok(document)
    }
}

impl Iterator for Documents {
    type Item = std::result::Result<Document, BadDocument>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(file) = &mut self.current {
                match file.records.next(&file.source.id, &self.options) {
                    Some(record) => {
                        let name = file.source.name.clone();
                        return Some(self.finish(name, record));
                    }
                    None => self.current = None,
                }
            }
            let source = match self.sources.next()? {
                Ok(source) => source,
                Err(bad) => return Some(Err(bad)),
            };
            match Records::open(&source, &self.bytes_read) {
                Ok(records) => self.current = Some(OpenFile { source, records }),
                Err(error) => {
                    let origin = Origin { file: source.name, line: None };
                    return Some(Err(Failure::unreadable(&error).at(source.id, origin)));
                }
            }
        }
    }
}

/// The file in hand.
#[derive(Debug)]
struct OpenFile {
    source: Source,
    records: Records,
}

/// What a file holds, by format. A new format is a variant here and a file of its own.
#[derive(Debug)]
enum Records {
    /// One document; nothing once it was given out.
    Whole(Option<Lines>),
    Jsonl(Jsonl),
    Csv(Csv),
}

impl Records {
    fn open(source: &Source, bytes_read: &Arc<AtomicU64>) -> io::Result<Self> {
        let counter = Arc::clone(bytes_read);
        let lines = if source.is_standard_input {
            Lines::open(CountedReader::new(io::stdin(), counter))?
        } else {
            Lines::open(CountedReader::new(File::open(&source.path)?, counter))?
        };
        Ok(match source.format {
            Format::Text | Format::Markdown => Self::Whole(Some(lines)),
            Format::Jsonl => Self::Jsonl(Jsonl::new(lines)),
            Format::Csv => Self::Csv(Csv::new(lines)),
        })
    }

    /// The next record of the file whose id is `file_id`.
    fn next(&mut self, file_id: &str, options: &Options) -> Option<Record> {
        match self {
            Self::Whole(lines) => lines.take().map(|lines| text::document(lines, file_id, options)),
            Self::Jsonl(jsonl) => jsonl.next(file_id, options),
            Self::Csv(csv) => csv.next(file_id, options),
        }
    }
}

/// One document of a file, or why there is none.
#[derive(Debug)]
struct Record {
    id: String,
    line: Option<u64>,
    outcome: std::result::Result<Document, Failure>,
}

/// Why a document could not be read, before anybody says where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Failure {
    kind: BadKind,
    message: String,
}

impl Failure {
    fn new(kind: BadKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    fn unreadable(error: &io::Error) -> Self {
        Self::new(BadKind::Io, format!("cannot read: {error}; check that the file is there and may be read"))
    }

    fn at(self, id: String, origin: Origin) -> BadDocument {
        BadDocument { id, origin, kind: self.kind, message: self.message }
    }
}

/// The ids of this run, as 64-bit hashes: ten million of them take some 150 MB, and two different ids meet by
/// chance with a probability of three in a million.
#[derive(Debug, Default)]
struct Seen(HashSet<u64>);

impl Seen {
    /// Whether `id` is new.
    fn insert(&mut self, id: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        self.0.insert(hasher.finish())
    }
}

fn duplicate(id: &str) -> Failure {
    let remedy = "give every document its own id, or give one directory as the input instead of several";
    Failure::new(BadKind::DuplicateId, format!("the id \"{id}\" was seen before in this run; {remedy}"))
}

fn warn_of_nul(document: &mut Document) {
    let n_found = document.text.bytes().filter(|&byte| byte == 0).count();
    if n_found > 0 {
        document.warnings.push(Warning::NulCharacters { n_found });
    }
}

/// Fails where there is no text at all; space alone is none.
fn check_not_empty(text: &str) -> std::result::Result<(), Failure> {
    if text.trim().is_empty() {
        return Err(Failure::new(BadKind::Empty, "the text is empty; leave this document out"));
    }
    Ok(())
}
