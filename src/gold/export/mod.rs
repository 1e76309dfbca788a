//! Our labels → what annotation tools and `standpoint annotate` read. What a format cannot hold is counted.

use super::import::{Layer, Mark, Notes, whole};
use super::labels::{LabelledParagraph, LabelledStance, Labels, Place};
use crate::types::{Role, Use};

pub mod label_studio;
pub mod doccano;
pub mod documents;

/// A file to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// What stands in it.
    pub content: String,
    /// What it cannot hold, each with its count.
    pub notes: Vec<String>,
}

/// The documents that have labels; those that failed have none.
fn labelled<'a>(documents: &'a [Labels], notes: &mut Notes) -> Vec<&'a Labels> {
    let labelled: Vec<&Labels> = documents.iter().filter(|labels| labels.failed.is_none()).collect();
    notes.add("documents that failed, left out", documents.len() - labelled.len());
    labelled
}

/// All spans of a document in the shape of tools: a row is told by the mentions of its actor in its paragraph.
///
/// One plain paragraph over the whole text goes without saying.
fn spans(labels: &Labels, notes: &mut Notes) -> Vec<(Place, Layer)> {
    let mut spans: Vec<(Place, Layer)> =
        labels.removed.iter().map(|&place| (place, Layer::Residue)).collect();
    if !is_whole(labels) {
        let paragraphs = labels.paragraphs.iter();
        spans.extend(paragraphs.map(|paragraph| (paragraph.place, Layer::Paragraph(paragraph.role))));
    }
    for paragraph in &labels.paragraphs {
        let rows = told(paragraph, notes);
        let named = paragraph.mentions.iter().filter(|mention| mention.named);
        notes
            .add("pronouns and descriptions, not exported", paragraph.mentions.len() - named.clone().count());
        spans.extend(named.map(|mention| {
            let is_actor = |row: &&&LabelledStance| mention.actor.as_ref() == Some(&row.actor);
            let row = rows.iter().find(is_actor).filter(|_| mention.usage == Use::Actor);
            let mark = Mark {
                usage: mention.usage,
                actor: mention.actor.clone(),
                stance: row.map(|row| row.stance),
                quoted: row.map(|row| row.quoted),
                sure: row.filter(|row| !row.sure).map(|_| false),
                ..Mark::of(mention.kind)
            };
            (mention.place, Layer::Mention(mark))
        }));
    }
    notes.add("spans of ignored types, not exported", labels.ignored.len());
    spans
}

/// The rows that mentions can tell.
fn told<'a>(paragraph: &'a LabelledParagraph, notes: &mut Notes) -> Vec<&'a LabelledStance> {
    let mut told: Vec<&LabelledStance> = Vec::new();
    for row in &paragraph.stances {
        let mut mentions =
            paragraph.mentions.iter().filter(|mention| mention.named && mention.usage == Use::Actor);
        if told.iter().any(|other| other.actor == row.actor) {
            notes.add("further rows for one actor in a paragraph, not exported", 1);
        } else if mentions.any(|mention| mention.actor.as_ref() == Some(&row.actor)) {
            told.push(row);
            notes.add("holders of quoted stances, not exported", usize::from(row.holder.is_some()));
            notes.add("probabilities of stances, not exported", usize::from(row.probabilities.is_some()));
            notes.add("numbers of targets, not exported", usize::from(row.target.is_some()));
            notes.add("whose stances rows are (`of`), not exported", usize::from(row.of.is_some()));
            notes.add("that rows abstained, not exported", usize::from(row.abstained));
        } else {
            notes.add("rows whose actor has no mention in the paragraph, not exported", 1);
        }
    }
    told
}

fn is_whole(labels: &Labels) -> bool {
    match labels.paragraphs.as_slice() {
        [only] => only.role == Role::Body && labels.removed.is_empty() && only.place == whole(&labels.text),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
