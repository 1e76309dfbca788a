//! Records → flat tables for dashboards: a row for each stance, a file a format.
//!
//! The files of records are read twice: once for what tells stories apart, and once for the rows.

mod csv;
mod parquet;
mod records;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Complaint, Error, Result};
use crate::stories::{Told, stories};

use records::{Record, Records};

pub use csv::CsvTable;
pub use parquet::ParquetTable;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words; may be missing.
    Text,
    /// A count or an offset; may be missing.
    Whole,
    /// A number with a fraction.
    Decimal,
    /// Yes or no.
    Flag,
}

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(Option<String>),
    /// A count or an offset.
    Whole(Option<i64>),
    /// A number with a fraction.
    Decimal(f64),
    /// Yes or no.
    Flag(bool),
}

/// The columns, in order, with what they hold.
pub const COLUMNS: [(&str, Kind); 31] = [
    ("document", Kind::Text),
    ("story", Kind::Text),
    ("title", Kind::Text),
    ("author", Kind::Text),
    ("date", Kind::Text),
    ("source", Kind::Text),
    ("url", Kind::Text),
    ("language", Kind::Text),
    ("paragraph", Kind::Whole),
    ("role", Kind::Text),
    ("start", Kind::Whole),
    ("end", Kind::Whole),
    ("actor", Kind::Text),
    ("actor_name", Kind::Text),
    ("actor_kind", Kind::Text),
    ("wikidata", Kind::Text),
    ("target", Kind::Whole),
    ("mentions", Kind::Whole),
    ("stance", Kind::Text),
    ("score", Kind::Decimal),
    ("against", Kind::Decimal),
    ("neutral", Kind::Decimal),
    ("favor", Kind::Decimal),
    ("abstained", Kind::Flag),
    ("voice", Kind::Text),
    ("holder", Kind::Text),
    ("holder_text", Kind::Text),
    ("model", Kind::Text),
    ("model_sha256", Kind::Text),
    ("stance_of", Kind::Text),
    ("voices", Kind::Text),
];

/// Writes rows in one format.
pub trait RowWriter {
    /// Writes one row: a cell for each of [`COLUMNS`].
    ///
    /// # Errors
    /// If the stream refuses the bytes.
    fn write(&mut self, row: Vec<Cell>) -> io::Result<()>;

    /// Writes what is still to be written.
    ///
    /// # Errors
    /// If the stream refuses the bytes.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// What went into a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents that were annotated.
    pub documents: usize,
    /// Stories that they tell.
    pub stories: usize,
    /// Records of failures, which give no rows.
    pub failed: usize,
    /// Rows.
    pub rows: usize,
}

/// Files of records whose stories are known.
pub struct Export {
    files: Vec<PathBuf>,
    /// The id of the story of each annotated document, in order.
    stories: Vec<String>,
    counts: Counts,
}

impl Export {
    /// Reads the files once, to find which documents tell the same story.
    ///
    /// # Errors
    /// If a file cannot be read, a line is no record, or two records are of the same document and model.
    pub fn survey(files: &[PathBuf]) -> Result<Self> {
        let mut told = Vec::new();
        let mut counts = Counts::default();
        let mut seen = HashMap::new();
        for file in files {
            if !file.is_file() && (file.exists() || file.as_os_str() == "-") {
                let source = io::Error::new(
                    io::ErrorKind::InvalidInput,
                    "it is no file, and records are read twice; write them to one",
                );
                return Err(Error::Io { path: file.clone(), action: "read", source });
            }
            for item in Records::open(file)? {
                let (origin, record) = item?;
                let Record::Annotated(record) = record else {
                    counts.failed += 1;
                    continue;
                };
                if let Some(earlier) =
                    seen.insert((record.id.clone(), record.model.sha256.clone()), origin.clone())
                {
                    let message = format!(
                        "the document \"{}\" is also at {earlier}, by the same model; leave one of them out",
                        record.id
                    );
                    return Err(Error::Labels { complaints: vec![Complaint { origin, message }] });
                }
                told.push(Told { fingerprint: record.fingerprint, date: record.date, id: record.id });
            }
        }
        let firsts = stories(&told);
        counts.documents = told.len();
        counts.stories = firsts.iter().enumerate().filter(|(index, first)| index == *first).count();
        let stories = firsts.into_iter().map(|first| told[first].id.clone()).collect();
        Ok(Self { files: files.to_vec(), stories, counts })
    }

    /// Reads the files again, and writes their rows.
    ///
    /// # Errors
    /// If a file cannot be read again, or the table cannot be written; `path` is the table's name for messages.
    pub fn write(mut self, mut table: Box<dyn RowWriter + '_>, path: &Path) -> Result<Counts> {
        let refused = |source| Error::Io { path: path.to_owned(), action: "write", source };
        let mut stories = self.stories.iter();
        for file in &self.files {
            for item in Records::open(file)? {
                let Record::Annotated(record) = item?.1 else { continue };
                let Some(story) = stories.next() else { return Err(changed(file)) };
                for row in record.rows(story) {
                    self.counts.rows += 1;
                    table.write(row).map_err(refused)?;
                }
            }
        }
        if stories.next().is_some() {
            return Err(changed(path));
        }
        table.finish().map_err(refused)?;
        Ok(self.counts)
    }
}

fn changed(file: &Path) -> Error {
    let source =
        io::Error::other("the records changed while they were read; wait for the run that writes them");
    Error::Io { path: file.to_owned(), action: "read", source }
}
