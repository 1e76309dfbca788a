//! The file that is being read: its name, what is wrong with it, what was left out of it.

use super::{Imported, Options};
use crate::error::{Complaint, Origin};
use crate::gold::labels::Labels;

/// A file on its way to labels.
pub(super) struct Page<'a> {
    file: &'a str,
    pub(super) options: &'a Options,
    complaints: Vec<Complaint>,
    pub(super) notes: Notes,
}

impl<'a> Page<'a> {
    pub(super) fn new(file: &'a str, options: &'a Options) -> Self {
        Self { file, options, complaints: Vec::new(), notes: Notes::default() }
    }

    pub(super) fn origin(&self, line: Option<u64>) -> Origin {
        Origin { file: self.file.to_owned(), line }
    }

    /// The file's name without folders and extension, for the ids of documents that have none.
    pub(super) fn stem(&self) -> &'a str {
        let name = self.file.rsplit(['/', '\\']).next().unwrap_or(self.file);
        name.split_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// Puts a complaint down; reading goes on, so that all of them are known.
    pub(super) fn say(&mut self, line: Option<u64>, message: impl Into<String>) {
        let origin = self.origin(line);
        self.complaints.push(Complaint { origin, message: message.into() });
    }

    pub(super) fn extend(&mut self, complaints: Vec<Complaint>) {
        self.complaints.extend(complaints);
    }

    pub(super) fn note(&mut self, what: impl Into<String>) {
        self.notes.add(what, 1);
    }

    /// The documents, or all complaints about the file.
    pub(super) fn close(self, documents: Vec<Labels>) -> Result<Imported, Vec<Complaint>> {
        if self.complaints.is_empty() {
            Ok(Imported { documents, notes: self.notes.lines() })
        } else {
            Err(self.complaints)
        }
    }
}

/// What was left out or repaired on purpose, counted.
#[derive(Clone, Debug, Default)]
pub(in crate::gold) struct Notes(Vec<(String, usize)>);

impl Notes {
    /// Counts something `times` times; zero times is nothing.
    pub(in crate::gold) fn add(&mut self, what: impl Into<String>, times: usize) {
        let what = what.into();
        match self.0.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += times,
            None if times > 0 => self.0.push((what, times)),
            None => {}
        }
    }

    /// One line each: "what: how often".
    pub(in crate::gold) fn lines(self) -> Vec<String> {
        self.0.into_iter().map(|(what, count)| format!("{what}: {count}")).collect()
    }
}
