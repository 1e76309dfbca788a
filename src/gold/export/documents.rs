//! Labels → the records that `standpoint annotate` reads: how much of the gold a program is given is the experiment.
//!
//! The text stays as it is, so that offsets and scores need no translation: paragraphs are given as offsets into it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Exported, labelled};
use crate::error::{Complaint, Error, Result};
use crate::gold::import::Notes;
use crate::gold::labels::{CodePoints, Labels, Place};
use crate::types::Use;

/// The most numbers of targets that no row has, in one document.
const MOST_GAPS: usize = 1000;

/// What `annotate` is told beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Nothing: it cleans, splits, tags, links and judges.
    Text,
    /// Paragraphs and mentions: it links and judges.
    Mentions,
    /// Paragraphs, actors and their mentions: it only judges. Targets come in the order of the gold's numbers, and
    /// where rows have none, in the order of the actors' first rows.
    Targets,
}

impl Given {
    /// The word that the record's metadata carry to the predictions, so that tracks are never mixed.
    fn track(self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            Self::Mentions => Some("given-mentions"),
            Self::Targets => Some("given-targets"),
        }
    }
}

/// One record a line.
///
/// # Errors
/// If targets are numbered so wildly that nearly all of them would be nobody.
pub fn export(documents: &[Labels], given: Given) -> Result<Exported> {
    let mut notes = Notes::default();
    let mut content = String::new();
    let mut complaints = Vec::new();
    for labels in labelled(documents, &mut notes) {
        let mut record = Map::new();
        record.insert("id".into(), labels.id.clone().into());
        if let Some(source) = &labels.source {
            record.insert("source".into(), source.clone().into());
        }
        match given {
            Given::Text => {
                record.insert("text".into(), labels.text.clone().into());
            }
            Given::Mentions => {
                fix_paragraphs(labels, &mut record);
                record.insert("mentions".into(), mentions(labels, &mut notes).into());
            }
            Given::Targets => {
                fix_paragraphs(labels, &mut record);
                match targets(labels, &mut notes) {
                    Ok(targets) => _ = record.insert("targets".into(), targets.into()),
                    Err(message) => complaints.push(Complaint { origin: labels.origin.clone(), message }),
                }
            }
        }
        if let Some(track) = given.track() {
            record.insert("metadata".into(), json!({"track": track}));
        }
        content.push_str(&Value::Object(record).to_string());
        content.push('\n');
    }
    if complaints.is_empty() {
        Ok(Exported { content, notes: notes.lines() })
    } else {
        Err(Error::Labels { complaints })
    }
}

/// Puts the text and its paragraphs into a record: whole where there is one, else as offsets.
fn fix_paragraphs(labels: &Labels, record: &mut Map<String, Value>) {
    let points = CodePoints::of(&labels.text);
    let is_blank =
        |start, end| points.words(Place::new(start, end)).is_none_or(|words| words.trim().is_empty());
    let is_whole = match labels.paragraphs.as_slice() {
        [only] => is_blank(0, only.place.start) && is_blank(only.place.end, points.n_points()),
        _ => false,
    };
    record.insert("text".into(), labels.text.clone().into());
    if is_whole {
        record.insert("split".into(), false.into());
    } else {
        let pairs =
            labels.paragraphs.iter().map(|paragraph| json!([paragraph.place.start, paragraph.place.end]));
        record.insert("paragraphs".into(), pairs.collect::<Vec<_>>().into());
    }
}

fn mentions(labels: &Labels, notes: &mut Notes) -> Vec<Value> {
    let named: Vec<_> = labels.mentions().filter(|(_, mention)| mention.named).collect();
    notes.add("pronouns and descriptions, not given as mentions", labels.mentions().count() - named.len());
    let given = named.into_iter().map(|(_, mention)| {
        json!({"start": mention.place.start, "end": mention.place.end, "type": mention.kind.name()})
    });
    given.collect()
}

/// The targets by their numbers. An actor without mentions is looked up by its name.
fn targets(labels: &Labels, notes: &mut Notes) -> std::result::Result<Vec<Value>, String> {
    type Asked<'a> = (&'a str, Option<&'a str>); // an actor, and whose stance is asked for
    let mut numbered: BTreeMap<usize, Asked> = BTreeMap::new();
    let mut others: Vec<Asked> = Vec::new();
    for row in labels.paragraphs.iter().flat_map(|paragraph| &paragraph.stances) {
        let asked = (row.actor.as_str(), row.of.as_deref());
        match row.target {
            Some(number) => _ = numbered.insert(number, asked),
            None if !others.contains(&asked) => others.push(asked),
            None => {}
        }
    }
    let n_numbers = numbered.keys().next_back().map_or(0, |last| last.saturating_add(1));
    let n_gaps = n_numbers - numbered.len();
    if n_gaps > MOST_GAPS {
        return Err(format!(
            "document \"{}\" has a target {}, and {n_gaps} numbers before it without a row; targets count from 0",
            labels.id,
            n_numbers - 1
        ));
    }
    notes.add("target numbers without a row, filled with a name that is nowhere", n_gaps);
    let filled = (0..n_numbers).map(|number| numbered.get(&number).copied().unwrap_or(("(no target)", None)));
    let places = |actor: &str| -> Vec<[usize; 2]> {
        let mentions = labels
            .mentions()
            .filter(|(_, mention)| mention.actor.as_deref() == Some(actor) && mention.usage == Use::Actor);
        mentions.map(|(_, mention)| [mention.place.start, mention.place.end]).collect()
    };
    let name = |actor: &str| {
        if places(actor).is_empty() { labels.name_of(actor).to_owned() } else { actor.to_owned() }
    };
    let target = |(actor, of): Asked| {
        let mut target = json!({"actor": name(actor), "mentions": places(actor)});
        if let Some(of) = of {
            target["holder"] = name(of).into();
        }
        target
    };
    Ok(filled.chain(others).map(target).collect())
}
