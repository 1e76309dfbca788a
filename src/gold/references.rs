//! `references.jsonl` of a set: pronouns and descriptions, and the actors that they mean.
//!
//! A line is a document: `{"id", "references": [{"start", "end", "actor", "sure"}]}`. The actor is one that the gold
//! names in the document, or null for somebody whom it does not name.

use std::collections::HashSet;
use std::path::Path;

use serde::Deserialize;

use super::labels::{LabelledReference, Labels, Place};
use super::set::for_lines;
use super::wire::yes;
use crate::error::{Complaint, Error, Origin, Result};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    references: Vec<Reference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    start: usize,
    end: usize,
    actor: Option<String>,
    #[serde(default = "yes")]
    sure: bool,
}

/// Reads the file and puts its labels beside those of its documents.
///
/// # Errors
/// If the file cannot be read, or lines in it are wrong; every wrong line is named.
pub(super) fn attach(path: &Path, gold: &mut [Labels]) -> Result<()> {
    let mut complaints = Vec::new();
    for_lines(path, |number, line| {
        let outcome = serde_json::from_str(line).map_err(|error| error.to_string());
        if let Err(message) = outcome.and_then(|line: Line| put(line, gold)) {
            let origin = Origin { file: path.display().to_string(), line: Some(number) };
            complaints.push(Complaint { origin, message });
        }
    })?;
    if complaints.is_empty() { Ok(()) } else { Err(Error::Labels { complaints }) }
}

fn put(line: Line, gold: &mut [Labels]) -> std::result::Result<(), String> {
    let labels = gold
        .iter_mut()
        .find(|labels| labels.id == line.id)
        .ok_or_else(|| format!("no document \"{}\" in the gold", line.id))?;
    let named: HashSet<String> = labels.mentions().filter_map(|(_, mention)| mention.actor.clone()).collect();
    for Reference { start, end, actor, sure } in line.references {
        let place = Place::new(start, end);
        let inside = labels.paragraphs.iter().any(|paragraph| paragraph.place.contains(place));
        if place.is_empty() || !inside {
            return Err(format!("{start}..{end} lies in no paragraph of \"{}\"", labels.id));
        }
        if let Some(actor) = actor.as_ref().filter(|actor| !named.contains(*actor)) {
            return Err(format!("{start}..{end} means \"{actor}\", whom \"{}\" does not name", labels.id));
        }
        labels.references.push(LabelledReference { place, actor, sure });
    }
    Ok(())
}
