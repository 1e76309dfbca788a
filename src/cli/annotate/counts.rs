//! What a run has done so far, in this process and in those that it goes on from.

use std::time::Instant;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::cli::printer::counted;
use crate::types::Analysis;

/// Sums over documents.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Records written, those of failures included.
    pub(super) documents: usize,
    pub(super) failed: usize,
    /// Documents that were left out because of their language.
    pub(super) other_language: usize,
    paragraphs: usize,
    stances: usize,
    removed: usize,
    tokens: usize,
    windows: usize,
}

/// What of a written record is counted.
#[derive(Deserialize)]
pub(super) struct Written {
    pub(super) id: String,
    #[serde(default)]
    pub(super) error: Option<WrittenError>,
    /// What tells its text.
    #[serde(default)]
    pub(super) fingerprint: String,
    #[serde(default)]
    paragraphs: Vec<WrittenParagraph>,
    #[serde(default)]
    removed: Vec<IgnoredAny>,
    #[serde(default)]
    coverage: WrittenCoverage,
}

#[derive(Deserialize)]
pub(super) struct WrittenError {
    pub(super) kind: String,
}

#[derive(Deserialize)]
struct WrittenParagraph {
    stances: Vec<IgnoredAny>,
}

#[derive(Default, Deserialize)]
struct WrittenCoverage {
    tokens: usize,
    windows: usize,
}

impl Counts {
    /// The counts of one document that failed.
    pub(super) fn of_failure() -> Self {
        Self { documents: 1, failed: 1, ..Self::default() }
    }

    /// The counts of one annotated document.
    pub(super) fn of_analysis(analysis: &Analysis) -> Self {
        Self {
            documents: 1,
            paragraphs: analysis.paragraphs.len(),
            stances: analysis.judgements.len(),
            removed: analysis.removed.len(),
            tokens: analysis.coverage.tokens,
            windows: analysis.coverage.windows,
            ..Self::default()
        }
    }

    /// The counts of one record that an earlier run wrote.
    pub(super) fn of_written(record: &Written) -> Self {
        Self {
            documents: 1,
            failed: usize::from(record.error.is_some()),
            paragraphs: record.paragraphs.len(),
            stances: record.paragraphs.iter().map(|paragraph| paragraph.stances.len()).sum(),
            removed: record.removed.len(),
            tokens: record.coverage.tokens,
            windows: record.coverage.windows,
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.failed += other.failed;
        self.other_language += other.other_language;
        self.paragraphs += other.paragraphs;
        self.stances += other.stances;
        self.removed += other.removed;
        self.tokens += other.tokens;
        self.windows += other.windows;
    }

    /// For the progress bar; `earlier` was done before this process began.
    pub(super) fn rate(&self, earlier: &Self, started: Instant) -> String {
        let seconds = started.elapsed().as_secs_f64().max(1e-9);
        format!(
            "{}, {:.1}/s",
            counted(self.documents, "document", "documents"),
            (self.documents - earlier.documents) as f64 / seconds
        )
    }

    /// For the end of a run.
    pub(super) fn summary(&self, earlier: &Self, started: Instant) -> String {
        let seconds = started.elapsed().as_secs_f64();
        let Self { failed, other_language, tokens, .. } = self;
        let left_out = match other_language {
            0 => String::new(),
            n => format!(", {n} in other languages left out"),
        };
        let rate = (tokens - earlier.tokens) as f64 / seconds.max(1e-9);
        let documents = counted(self.documents, "document", "documents");
        let paragraphs = counted(self.paragraphs, "paragraph", "paragraphs");
        let stances = counted(self.stances, "stance", "stances");
        format!(
            "{documents} ({failed} failed{left_out}), {paragraphs}, {stances}, {tokens} tokens in {seconds:.1} s ({rate:.0} tokens/s)"
        )
    }

    /// For the manifest. Nothing is ever truncated: long paragraphs are windows.
    pub(super) fn json(&self) -> Value {
        json!({
            "documents": self.documents, "failed": self.failed, "other_language": self.other_language,
            "paragraphs": self.paragraphs, "stances": self.stances, "removed": self.removed,
            "tokens": self.tokens, "windows": self.windows, "truncated": 0,
        })
    }
}
