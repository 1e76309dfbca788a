//! Files, directories and standard input → documents, one at a time.
//!
//! The edge of the program: whatever arrives here leaves as a [`Document`] that the rest can trust, or as a
//! [`BadDocument`] that becomes an error record while the run goes on.
//! Memory holds one line, one row or one article, never a whole file of records.
//! Reading is one thread's work, so what takes time (to find the article of a page) is left to whoever opens the
//! [`Parcel`].

mod columns;
mod compression;
mod date;
mod encoding;
mod fields;
mod given;
mod html;
mod offsets;
mod seen;
mod table;
mod text;
mod walk;
mod warc;

#[cfg(test)]
mod tests;

use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::checksum;
use crate::error::{BadDocument, BadKind, Origin, Result};
use crate::types::{Boundaries, Document, Warning};

use columns::Parquet;
use seen::Seen;
use table::{Csv, Jsonl};
use text::{CountedReader, Lines};
use walk::{Source, Sources};
use warc::Warc;

pub use html::{Page, page as extract_html};
pub use walk::{files, paths};

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
    /// The part of the documents that is read; all of them without one.
    pub shard: Option<Shard>,
    /// Files inside directories that are not read: those that runs write.
    pub leave_out: Vec<PathBuf>,
}

impl Options {
    /// Who decides about the paragraphs of a document that says nothing about them.
    fn boundaries(&self) -> Boundaries {
        if self.keep_all { Boundaries::KeepAll } else { Boundaries::Split }
    }
}

/// One of `of` parts of all documents, from 1. A document's part depends on its id alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// Part `number` of `of`; nothing where there is no such part.
    pub fn new(number: u32, of: u32) -> Option<Self> {
        (1..=of).contains(&number).then_some(Self { number, of })
    }

    /// The part that `text` names: `2/8`.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, of) = text.split_once('/')?;
        Self::new(number.parse().ok()?, of.parse().ok()?)
    }

    /// Whether the document of that id belongs to it.
    pub fn holds(self, id: &str) -> bool {
        checksum::stable_hash(id) % u64::from(self.of) == u64::from(self.number - 1)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            text_key: "text".to_owned(),
            id_key: "id".to_owned(),
            format: None,
            keep_all: false,
            shard: None,
            leave_out: Vec::new(),
        }
    }
}

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One file is one document of plain text.
    Text,
    /// One file is one document of Markdown.
    Markdown,
    /// One file is one web page.
    Html,
    /// Each line is a document: a JSON object.
    Jsonl,
    /// Each row is a document, cells lie between commas; the first row names the columns.
    Csv,
    /// The same with tabs.
    Tsv,
    /// Each row is a document.
    Parquet,
    /// Each response that holds a page is a document.
    Warc,
}

impl Format {
    /// The format that a file's extension promises, whatever its case; compressed files have it before their own.
    pub fn of_path(path: &Path) -> Option<Self> {
        match walk::extension(path).as_str() {
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "parquet" => Some(Self::Parquet),
            "warc" => Some(Self::Warc),
            _ => None,
        }
    }
}

/// Opens `inputs`: files, directories (with all below them) and `-` for standard input.
///
/// Only what makes the whole run pointless is an error here: an input that is not there, or a directory without
/// a file to read. Everything else is met later, document by document.
pub fn open(inputs: &[PathBuf], options: &Options) -> Result<Documents> {
    let survey = walk::survey(inputs, options)?;
    Ok(Documents {
        options: options.clone(),
        sources: Sources::new(inputs, options),
        current: None,
        seen: Seen::default(),
        total_bytes: survey.total_bytes,
        n_skipped: survey.n_skipped,
        bytes_read: Arc::default(),
        stop: Arc::default(),
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
    stop: Arc<AtomicBool>,
}

impl Documents {
    /// Once set, every input seems to be at its end at its next read, so that nobody waits for a reader that finds no
    /// document.
    /// What comes out after that is worth nothing.
    pub fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// How many bytes all inputs have; nothing where one of them is a stream.
    pub fn total_bytes(&self) -> Option<u64> {
        self.total_bytes
    }

    /// How many bytes were read so far: a shared counter, so that a progress bar can watch it from elsewhere.
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes_read)
    }

    /// How many files and folders inside directories are left out: they are hidden, no regular files, written by the
    /// run itself, or of an extension that is not read.
    pub fn n_skipped(&self) -> u64 {
        self.n_skipped
    }

    /// Completes a record: gives it its place, and refuses an id that is already taken.
    fn finish(&mut self, file: String, record: Record) -> Item {
        let outcome = record.outcome.and_then(|parcel| {
            if parcel.page.is_none() && parcel.document.text.trim().is_empty() {
                return Err(Failure::new(BadKind::Empty, "the text is empty; leave this document out"));
            }
            let is_new = self.seen.insert(&parcel.document.id);
            if is_new { Ok(parcel) } else { Err(duplicate(&parcel.document.id)) }
        });
        let origin = Origin { file, line: record.line };
        match outcome {
            Ok(parcel) => Ok(Parcel { origin, ..parcel }),
            Err(failure) => Err(failure.at(record.id, origin)),
        }
    }

    /// The next document, whatever its shard.
    fn next_of_all(&mut self) -> Option<Item> {
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
            match Records::open(&source, &self.bytes_read, &self.stop) {
                Ok(records) => self.current = Some(OpenFile { source, records }),
                Err(failure) => {
                    let origin = Origin { file: source.name, line: None };
                    return Some(Err(failure.at(source.id, origin)));
                }
            }
        }
    }
}

/// What comes out: a document on its way, or why there is none.
pub type Item = std::result::Result<Parcel, BadDocument>;

impl Iterator for Documents {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let item = self.next_of_all()?;
            let id = item.as_ref().map_or_else(|bad| bad.id.as_str(), Parcel::id);
            if self.options.shard.is_none_or(|shard| shard.holds(id)) {
                return Some(item);
            }
            if self.stop.load(Ordering::Relaxed) {
                return None;
            }
        }
    }
}

/// A document that was read but not yet looked into: its id is known, its article may still be somewhere in a page.
#[derive(Clone, Debug)]
pub struct Parcel {
    document: Document,
    /// The page that holds the text.
    page: Option<String>,
    origin: Origin,
}

impl Parcel {
    fn text(document: Document) -> Self {
        Self { document, page: None, origin: Origin::default() }
    }

    fn page(document: Document, page: String) -> Self {
        Self { document, page: Some(page), origin: Origin::default() }
    }

    fn warned(mut self, warning: Option<Warning>) -> Self {
        self.document.warnings.extend(warning);
        self
    }

    /// The document's id.
    pub fn id(&self) -> &str {
        &self.document.id
    }

    /// Where it came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The checksum of its text as records have it; nothing for a page, whose text is not known before it is opened.
    pub fn fingerprint(&self) -> Option<String> {
        self.page.is_none().then(|| checksum::fingerprint(&self.document.text))
    }

    /// How large it is, in bytes.
    pub fn n_bytes(&self) -> usize {
        self.page.as_ref().map_or(self.document.text.len(), String::len)
    }

    /// The document: the article of a page is looked for here, and what the page says about itself fills what the
    /// input left open.
    ///
    /// # Errors
    /// If the page holds no article.
    pub fn open(self) -> std::result::Result<Document, BadDocument> {
        let Self { mut document, page, origin } = self;
        if let Some(page) = page {
            unpack(&mut document, &page);
        }
        if document.text.trim().is_empty() {
            let message = "no article was found in the page; leave it out, or give its text";
            return Err(Failure::new(BadKind::Empty, message).at(document.id, origin));
        }
        document.date = document.date.filter(|given| !given.trim().is_empty());
        if let Some(given) = &document.date {
            match date::iso(given) {
                Some(date) => document.date = Some(date),
                None => document.warnings.push(Warning::Date { given: given.clone() }),
            }
        }
        let n_found = document.text.bytes().filter(|&byte| byte == 0).count();
        if n_found > 0 {
            document.warnings.push(Warning::NulCharacters { n_found });
        }
        Ok(document)
    }
}

/// Takes the article out of its page.
fn unpack(document: &mut Document, page: &str) {
    let page = html::page(page);
    document.text = page.text;
    document.captions = page.captions;
    if page.is_cut {
        document.warnings.push(Warning::LargePage);
    }
    for (field, found) in [
        (&mut document.title, page.title),
        (&mut document.author, page.author),
        (&mut document.date, page.date),
        (&mut document.source, page.source),
        (&mut document.url, page.url),
        (&mut document.language, page.language),
    ] {
        if field.is_none() {
            *field = found;
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
    /// One document of plain text; nothing once it was given out.
    Whole(Option<Lines>),
    /// One page.
    Page(Option<Lines>),
    Jsonl(Jsonl),
    Csv(Csv),
    Parquet(Box<Parquet>),
    Warc(Warc),
}

impl Records {
    fn open(
        source: &Source,
        bytes_read: &Arc<AtomicU64>,
        stop: &Arc<AtomicBool>,
    ) -> std::result::Result<Self, Failure> {
        if source.format == Format::Parquet {
            let parquet = Parquet::open(source, Arc::clone(bytes_read))?;
            return Ok(Self::Parquet(Box::new(parquet)));
        }
        Self::stream(source, bytes_read, stop).map_err(|error| Failure::unreadable(&error))
    }

    /// Opens a format that is read from its beginning to its end, compressed or not.
    fn stream(source: &Source, bytes_read: &Arc<AtomicU64>, stop: &Arc<AtomicBool>) -> io::Result<Self> {
        let input: Box<dyn io::Read + Send> = if source.is_standard_input {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&source.path)?)
        };
        let bytes = compression::open(CountedReader::new(input, Arc::clone(bytes_read), Arc::clone(stop)))?;
        Ok(match source.format {
            Format::Text | Format::Markdown => Self::Whole(Some(Lines::open(bytes)?)),
            Format::Html => Self::Page(Some(Lines::open(bytes)?)),
            Format::Csv => Self::Csv(Csv::new(Lines::open(bytes)?, b',')),
            Format::Tsv => Self::Csv(Csv::new(Lines::open(bytes)?, b'\t')),
            Format::Warc => Self::Warc(Warc::new(bytes)),
            // Parquet was opened before: it is no stream.
            Format::Jsonl | Format::Parquet => Self::Jsonl(Jsonl::new(Lines::open(bytes)?)),
        })
    }

    /// The next record of the file whose id is `file_id`.
    fn next(&mut self, file_id: &str, options: &Options) -> Option<Record> {
        match self {
            Self::Whole(lines) => lines.take().map(|lines| text::document(lines, file_id, options)),
            Self::Page(lines) => lines.take().map(|lines| text::page(lines, file_id, options)),
            Self::Jsonl(jsonl) => jsonl.next(file_id, options),
            Self::Csv(csv) => csv.next(file_id, options),
            Self::Parquet(parquet) => parquet.next(file_id, options),
            Self::Warc(warc) => warc.next(file_id, options),
        }
    }
}

/// One document of a file, or why there is none.
#[derive(Debug)]
struct Record {
    id: String,
    line: Option<u64>,
    outcome: std::result::Result<Parcel, Failure>,
}

impl Record {
    /// A record without a given id: the file and the line are its name.
    fn name(file_id: &str, line: u64) -> String {
        format!("{file_id}#{line}")
    }

    fn failed(file_id: &str, line: u64, failure: Failure) -> Self {
        Self { id: Self::name(file_id, line), line: Some(line), outcome: Err(failure) }
    }
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
        // What the system does not say is about what the file holds.
        let remedy = match (error.raw_os_error(), error.kind()) {
            (Some(_), _) => "check that the file is there and may be read",
            (None, io::ErrorKind::FileTooLarge) => "break it into lines",
            (None, _) => "the file is damaged; fetch it again",
        };
        Self::new(BadKind::Io, format!("cannot read: {error}; {remedy}"))
    }

    fn at(self, id: String, origin: Origin) -> BadDocument {
        BadDocument { id, origin, kind: self.kind, message: self.message }
    }
}

fn duplicate(id: &str) -> Failure {
    let remedy = "give every document its own id, or give one directory as the input instead of several";
    Failure::new(BadKind::DuplicateId, format!("the id \"{id}\" was seen before in this run; {remedy}"))
}
