//! The formats of annotation tools and of public sets → our labels: one file a format.
//!
//! Offsets are trusted and checked: where a tool also writes the words of a span, they must agree.
//! Everything that is wrong with a file is said at once, and whatever is left out on purpose is counted.

use std::collections::HashMap;

use super::labels::Labels;
use super::rules::Rules;
use crate::error::Complaint;
use crate::types::EntityType;

mod page;
mod json;
mod offsets;
mod marks;
mod assemble;
mod targets;
mod label_studio;
mod doccano;
mod prodigy;
mod tokens;
mod tags;
mod conll;
mod newsmtsc;
mod persent;
mod dse;
mod standpoint;

pub(in crate::gold) use assemble::whole;
pub(in crate::gold) use marks::{Layer, Mark, label};
pub use offsets::Offsets;
pub(in crate::gold) use offsets::to_utf16;
pub(in crate::gold) use page::Notes;

use page::Page;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Tasks of Label Studio, its JSON export.
    LabelStudio,
    /// Sequence labels of doccano, JSONL or JSON.
    Doccano,
    /// Spans of Prodigy, `db-out`.
    Prodigy,
    /// One token and its tag a line.
    Conll,
    /// Targets of NewsMTSC.
    Newsmtsc,
    /// Paragraphs of PerSenT.
    Persent,
    /// Pairs of entities of the directed sentiment set.
    Dse,
    /// Our own records.
    Standpoint,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 8] = [
        Self::LabelStudio,
        Self::Doccano,
        Self::Prodigy,
        Self::Conll,
        Self::Newsmtsc,
        Self::Persent,
        Self::Dse,
        Self::Standpoint,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::LabelStudio => "label-studio",
            Self::Doccano => "doccano",
            Self::Prodigy => "prodigy",
            Self::Conll => "conll",
            Self::Newsmtsc => "newsmtsc",
            Self::Persent => "persent",
            Self::Dse => "dse",
            Self::Standpoint => "standpoint",
        }
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// What one document of a CoNLL file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// The file: sentences are joined by line breaks, and the whole text is one paragraph.
    /// A sentence that is only a web address is where the text was found, not text, and is left out.
    File,
    /// Every sentence.
    #[default]
    Sentence,
}

impl Unit {
    /// The unit of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "file" => Some(Self::File),
            "sentence" => Some(Self::Sentence),
            _ => None,
        }
    }
}

/// How a file is to be read.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the set's types are to us.
    pub rules: Rules,
    /// What a document is (CoNLL).
    pub unit: Unit,
    /// The column of the tokens, from 0 (CoNLL).
    pub token_column: usize,
    /// The column of the tags, from 0 (CoNLL).
    pub tag_column: usize,
    /// Whose labels are read where several people labelled a document; without it, the first one's.
    pub annotator: Option<String>,
    /// The key of the text, where it is not `text` (Label Studio, doccano, Prodigy).
    pub text_key: String,
    /// What offsets count, where the file cannot say so itself (Label Studio, doccano).
    pub offsets: Option<Offsets>,
    /// The id of an actor that somebody named, by its name and the type of its first mention; nothing for one that
    /// nobody knows, whose id is its name (Label Studio, doccano, Prodigy).
    pub resolve: fn(&str, EntityType) -> Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            rules: Rules::default(),
            unit: Unit::default(),
            token_column: 0,
            tag_column: 1,
            annotator: None,
            text_key: "text".to_owned(),
            offsets: None,
            resolve: |_, _| None,
        }
    }
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Its documents, in its order.
    pub documents: Vec<Labels>,
    /// What was left out or repaired on purpose, each with its count.
    pub notes: Vec<String>,
}

/// Reads the labels of one file, whose `content` somebody else has read.
///
/// # Errors
/// Everything that is wrong with the file, in its order.
pub fn read(
    format: Format,
    file_name: &str,
    content: &str,
    options: &Options,
) -> Result<Imported, Vec<Complaint>> {
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let mut page = Page::new(file_name, options);
    if content.trim().is_empty() {
        page.say(None, "the file is empty; export it again");
        return page.close(Vec::new());
    }
    let documents = match format {
        Format::LabelStudio => label_studio::read(&mut page, content),
        Format::Doccano => doccano::read(&mut page, content),
        Format::Prodigy => prodigy::read(&mut page, content),
        Format::Conll => conll::read(&mut page, content),
        Format::Newsmtsc => newsmtsc::read(&mut page, content),
        Format::Persent => persent::read(&mut page, content),
        Format::Dse => dse::read(&mut page, content),
        Format::Standpoint => standpoint::read(&mut page, content),
    };
    one_document_each(&mut page, &documents);
    page.close(documents)
}

/// Ids are how gold and predictions find each other, so each of them is one document.
fn one_document_each(page: &mut Page, documents: &[Labels]) {
    let mut seen: HashMap<&str, &Labels> = HashMap::new();
    for document in documents {
        if let Some(earlier) = seen.insert(&document.id, document) {
            let message = format!(
                "document \"{}\" was read before at {}; give it another id",
                document.id, earlier.origin
            );
            page.say(document.origin.line, message);
        }
    }
}

#[cfg(test)]
mod tests;
