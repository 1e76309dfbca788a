//! What a thread does: a group of documents in, their lines out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::counts::Counts;
use crate::error::{BadDocument, BadKind, Origin};
use crate::fingerprint;
use crate::pipeline::{Pipeline, language_of};
use crate::read::{Item, Parcel};
use crate::record::{ModelStamp, Record};
use crate::types::{Analysis, Document};
use crate::write::RecordWriter;
use crate::write::jsonl::JsonLines;

/// Documents that a thread takes at once: enough text to fill encoder batches.
const GROUP_BYTES: usize = 16 * 1024;
const GROUP_DOCUMENTS: usize = 32;

/// What to say where a panic shows that this program is wrong.
const MISTAKE: &str = "a mistake in this program; please report it with the text";

/// Everything that all threads share.
pub(super) struct Worker {
    pub(super) pipeline: Pipeline,
    pub(super) stamp: ModelStamp,
    /// The languages of the documents that are wanted, as normal codes; none means all.
    pub(super) languages: Vec<String>,
}

/// The lines of one group of documents.
#[derive(Default)]
pub(super) struct Lines {
    /// All records.
    pub(super) records: Vec<u8>,
    /// The records of failures once more.
    pub(super) failures: Vec<u8>,
    /// What went wrong, for people.
    pub(super) complaints: Vec<String>,
    pub(super) counts: Counts,
}

impl Worker {
    /// Opens and annotates a group of documents and writes their lines, in order.
    ///
    /// A panic is a mistake of this program: the documents are said, and the run goes on.
    pub(super) fn annotate(&self, group: Vec<Item>) -> Lines {
        let failure = |item: &Item| match item {
            Ok(parcel) => mistake(parcel.id().to_owned(), parcel.origin().clone(), MISTAKE.to_owned()),
            Err(bad) => bad.clone(),
        };
        let failures: Vec<BadDocument> = group.iter().map(failure).collect();
        catch_unwind(AssertUnwindSafe(|| self.lines(group))).unwrap_or_else(|_| {
            let mut lines = Lines::default();
            failures.into_iter().for_each(|bad| lines.push(Err(bad), &self.stamp));
            lines
        })
    }

    fn lines(&self, group: Vec<Item>) -> Lines {
        let mut lines = Lines::default();
        let mut good = Vec::new();
        let mut places = Vec::with_capacity(group.len());
        for item in group {
            match item.and_then(open) {
                Ok((document, _)) if !self.wants(&document) => lines.counts.other_language += 1,
                Ok(document) => {
                    good.push(document);
                    places.push(None);
                }
                Err(bad) => places.push(Some(bad)),
            }
        }
        let mut analyses = self.analyze(good).into_iter();
        for place in places {
            match place.map_or_else(|| analyses.next(), |bad| Some(Err(bad))) {
                Some(outcome) => lines.push(outcome, &self.stamp),
                None => break,
            }
        }
        lines
    }

    /// A document whose language nobody knows is wanted: it may be in the right one.
    fn wants(&self, document: &Document) -> bool {
        self.languages.is_empty()
            || language_of(document).is_none_or(|language| self.languages.contains(&language))
    }

    /// Analyses documents together; if that fails, each alone, so that one cannot take the others with it.
    fn analyze(&self, documents: Vec<(Document, Origin)>) -> Vec<Result<Analysis, BadDocument>> {
        let attempt = |documents: Vec<Document>| match catch_unwind(AssertUnwindSafe(|| {
            self.pipeline.analyze(documents)
        })) {
            Ok(outcome) => outcome.map_err(|error| error.to_string()),
            Err(_) => Err(MISTAKE.to_owned()),
        };
        let together = documents.iter().map(|(document, _)| document.clone()).collect();
        if let Ok(analyses) = attempt(together) {
            return analyses.into_iter().map(Ok).collect();
        }
        let alone = |(document, origin): (Document, Origin)| {
            let id = document.id.clone();
            let analyses =
                attempt(vec![document]).map_err(|message| mistake(id.clone(), origin.clone(), message))?;
            analyses.into_iter().next().ok_or_else(|| mistake(id, origin, MISTAKE.to_owned()))
        };
        documents.into_iter().map(alone).collect()
    }
}

/// Opens a parcel; a panic over a strange page takes that page alone.
fn open(parcel: Parcel) -> Result<(Document, Origin), BadDocument> {
    let (id, origin) = (parcel.id().to_owned(), parcel.origin().clone());
    let place = origin.clone();
    catch_unwind(AssertUnwindSafe(|| parcel.open()))
        .unwrap_or_else(|_| Err(mistake(id, origin, MISTAKE.to_owned())))
        .map(|document| (document, place))
}

/// The failure of a document over which this program, or the model, broke.
fn mistake(id: String, origin: Origin, message: String) -> BadDocument {
    BadDocument { id, origin, kind: BadKind::Model, message }
}

impl Lines {
    fn push(&mut self, outcome: Result<Analysis, BadDocument>, stamp: &ModelStamp) {
        let is_failure = outcome.is_err();
        let record = match outcome {
            Ok(analysis) => {
                self.counts.add(Counts::of_analysis(&analysis));
                let text = &analysis.document.text;
                let cleaned = analysis.cleaned.iter().map(|span| span.of(text));
                let fingerprint = fingerprint::of(text, cleaned);
                Record::annotated(analysis, fingerprint, stamp.clone())
            }
            Err(bad) => {
                self.counts.add(Counts::of_failure());
                self.complaints.push(bad.to_string());
                Record::failed(bad)
            }
        };
        let start = self.records.len();
        // Writing to memory cannot fail, and every record is plain data that serialises.
        let _ = JsonLines(&mut self.records).write(&record);
        if is_failure {
            self.failures.extend_from_slice(&self.records[start..]);
        }
    }
}

/// Documents in groups of about one encoder batch.
pub(super) struct Groups<I: Iterator> {
    items: I,
    waiting: Option<Item>,
}

impl<I: Iterator<Item = Item>> Groups<I> {
    pub(super) fn new(items: I) -> Self {
        Self { items, waiting: None }
    }
}

impl<I: Iterator<Item = Item>> Iterator for Groups<I> {
    type Item = Vec<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut group = Vec::new();
        let mut n_bytes = 0;
        while let Some(item) = self.waiting.take().or_else(|| self.items.next()) {
            let length = item.as_ref().map_or(0, Parcel::n_bytes);
            if !group.is_empty() && (n_bytes + length > GROUP_BYTES || group.len() >= GROUP_DOCUMENTS) {
                self.waiting = Some(item);
                break;
            }
            n_bytes += length;
            group.push(item);
        }
        (!group.is_empty()).then_some(group)
    }
}
