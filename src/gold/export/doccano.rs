//! doccano, sequence labelling: JSON Lines with all that we know of a span in its label.
//!
//! The labels are those of `import::marks`. doccano gives documents numbers of its own, so our id stands under
//! `document`, which it keeps as metadata like `source`, `split`, `cluster`, and `offsets`: what they count. It knows no actors: only relations can
//! say that two mentions are one actor, and its id becomes the words of the first one. Without them, the words of the
//! first mention in a paragraph are the actor of its row, and mentions by other words, or by those of another actor
//! there, have none.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};

use super::{Exported, labelled, spans};
use crate::gold::import::{Layer, Mark, Notes, Offsets, label, to_utf16};
use crate::gold::labels::{Labels, Place};

/// What a project of doccano takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `"label": [[start, end, LABEL]]`, for any project.
    Spans,
    /// `"entities"` and `"relations"`, for projects that have relations: a relation `same` joins the first mention of an actor with each later one.
    Relations,
}

/// One document a line. `offsets` is what the project counts: code points if it counts grapheme clusters as one
/// character, else UTF-16 units.
pub fn export(documents: &[Labels], shape: Shape, offsets: Offsets) -> Exported {
    let mut notes = Notes::default();
    let mut content = String::new();
    for labels in labelled(documents, &mut notes) {
        content.push_str(&line(labels, shape, offsets, &mut notes).to_string());
        content.push('\n');
    }
    Exported { content, notes: notes.lines() }
}

fn line(labels: &Labels, shape: Shape, offsets: Offsets, notes: &mut Notes) -> Value {
    let mut line = Map::new();
    line.insert("document".into(), labels.id.clone().into());
    line.insert("text".into(), labels.text.clone().into());
    line.insert("offsets".into(), offsets.name().into());
    for (key, value) in [("source", &labels.source), ("split", &labels.split), ("cluster", &labels.cluster)] {
        if let Some(value) = value {
            line.insert(key.into(), value.clone().into());
        }
    }
    let counted = |place: Place| match offsets {
        Offsets::CodePoints => (place.start, place.end),
        Offsets::Utf16 => to_utf16(&labels.text, place),
    };
    let mut spans = spans(labels, notes);
    spans.sort_by_key(|(place, _)| *place);
    notes.add("names of actors, not exported", labels.actors.len());
    match shape {
        Shape::Spans => {
            tell_once(labels, &mut spans, notes);
            let triples = spans.iter().map(|(place, layer)| {
                let (start, end) = counted(*place);
                json!([start, end, label(layer)])
            });
            line.insert("label".into(), triples.collect::<Vec<_>>().into());
        }
        Shape::Relations => {
            let entities = spans.iter().enumerate().map(|(id, (place, layer))| {
                let (start, end) = counted(*place);
                json!({"id": id, "label": label(layer), "start_offset": start, "end_offset": end})
            });
            line.insert("entities".into(), entities.collect::<Vec<_>>().into());
            line.insert("relations".into(), relations(&spans).into());
        }
    }
    Value::Object(line)
}

/// Leaves a row to the mentions that have the words of its first one, and words to the first actor of the paragraph
/// that they name: others would be rows of their own, or another's.
fn tell_once(labels: &Labels, spans: &mut [(Place, Layer)], notes: &mut Notes) {
    for paragraph in &labels.paragraphs {
        let mut first: HashMap<String, &str> = HashMap::new();
        for (place, layer) in spans.iter_mut().filter(|(place, _)| paragraph.place.contains(*place)) {
            let Layer::Mention(mark) = layer else { continue };
            let Some(actor) = mark.actor.clone().filter(|_| mark.stance.is_some()) else { continue };
            let words = labels.words(*place);
            let note = match first.get(&actor) {
                Some(theirs) if *theirs == words => continue,
                Some(_) => "mentions by other words than the first, whose actor only doccano-relations keeps",
                None if first.values().any(|others| *others == words) => {
                    "mentions by the words of another actor, whose stance only doccano-relations keeps"
                }
                None => {
                    first.insert(actor, words);
                    continue;
                }
            };
            *mark = Mark { usage: mark.usage, ..Mark::of(mark.kind) };
            notes.add(note, 1);
        }
    }
}

fn relations(spans: &[(Place, Layer)]) -> Vec<Value> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut relations = Vec::new();
    for (index, (_, layer)) in spans.iter().enumerate() {
        let Layer::Mention(mark) = layer else { continue };
        let Some(actor) = &mark.actor else { continue };
        let from = *first.entry(actor).or_insert(index);
        if from != index {
            relations.push(json!({"id": relations.len(), "from_id": from, "to_id": index, "type": "same"}));
        }
    }
    relations
}
