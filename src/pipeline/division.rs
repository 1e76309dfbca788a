//! A document → its paragraphs and what is none of them (pure).

use crate::clean;
use crate::split;
use crate::types::{Boundaries, Document, Paragraph, Removed, Role, Span};

/// Paragraphs and residue, by whoever decides where they begin and end.
pub(super) fn divide(document: &Document) -> (Vec<Paragraph>, Vec<Removed>) {
    let (text, title) = (document.text.as_str(), document.title.as_deref());
    let captions = document.captions.as_slice();
    match &document.boundaries {
        Boundaries::Split => {
            let removed = clean::residue(text, title);
            (split::paragraphs(text, &removed, title, captions), removed)
        }
        Boundaries::KeepAll => (split::paragraphs(text, &[], title, captions), Vec::new()),
        Boundaries::Whole => (vec![Paragraph { span: trimmed(text), role: Role::Body }], Vec::new()),
        Boundaries::Given(spans) => {
            let paragraphs = spans.iter().map(|&span| Paragraph { span, role: Role::Body }).collect();
            (paragraphs, between(text, spans))
        }
    }
}

/// Puts the sentences that a cue condemned among the paragraphs again, with the reason; the rest of `removed` is gone.
pub(super) fn plead(
    text: &str,
    may_plead: bool,
    paragraphs: Vec<Paragraph>,
    removed: Vec<Removed>,
) -> (Vec<Paragraph>, Vec<Option<&'static str>>, Vec<Removed>) {
    let (pleas, removed): (Vec<Removed>, Vec<Removed>) =
        removed.into_iter().partition(|piece| may_plead && clean::is_plea(text, piece));
    let condemned =
        pleas.into_iter().map(|piece| (Paragraph { span: piece.span, role: Role::Body }, Some(piece.reason)));
    let mut all: Vec<_> =
        paragraphs.into_iter().map(|paragraph| (paragraph, None)).chain(condemned).collect();
    all.sort_by_key(|(paragraph, _)| paragraph.span.start());
    let (paragraphs, condemned) = all.into_iter().unzip();
    (paragraphs, condemned, removed)
}

/// What lies between given paragraphs, line by line.
fn between(text: &str, paragraphs: &[Span]) -> Vec<Removed> {
    let starts = paragraphs.iter().map(|span| span.start()).chain([text.len()]);
    let ends = [0].into_iter().chain(paragraphs.iter().map(|span| span.end()));
    let mut removed = Vec::new();
    for (from, to) in ends.zip(starts) {
        let mut at = from;
        for line in text[from..to].split_inclusive(['\n', '\r']) {
            let span = trimmed(line).shifted(at);
            if !span.is_empty() {
                removed.push(Removed { span, reason: "outside-paragraphs" });
            }
            at += line.len();
        }
    }
    removed
}

/// A text without the space around it.
pub(super) fn trimmed(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}
