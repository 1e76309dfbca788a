//! Whether gold keeps its own rules, beyond what reading it already asks: every character has its place, every actor
//! that is mentioned has its row and nobody else has one, neutral rows have no voice.

use std::collections::HashSet;

use super::labels::{LabelledMention, LabelledParagraph, Labels, Place};
use super::set::{Layer, Set};
use crate::error::Complaint;
use crate::types::{EntityType, Stance, Use};

/// Everything that is wrong with the labels of a set.
pub fn check(set: &Set) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for labels in set.gold.iter().chain(set.labellings.values().flatten()) {
        let messages = document(set, labels);
        complaints
            .extend(messages.into_iter().map(|message| Complaint { origin: labels.origin.clone(), message }));
    }
    let known: HashSet<&str> = set.gold.iter().map(|labels| labels.id.as_str()).collect();
    for (name, labelling) in &set.labellings {
        for labels in labelling.iter().filter(|labels| !known.contains(labels.id.as_str())) {
            let message = format!("labelling {name} has document \"{}\", which the gold has not", labels.id);
            complaints.push(Complaint { origin: labels.origin.clone(), message });
        }
    }
    complaints
}

fn document(set: &Set, labels: &Labels) -> Vec<String> {
    let mut messages = Vec::new();
    if set.has(Layer::Paragraphs) {
        messages.extend(uncovered(labels));
    }
    let named: HashSet<&str> = labels.actors.iter().map(|actor| actor.id.as_str()).collect();
    for (index, paragraph) in labels.paragraphs.iter().enumerate() {
        if set.has(Layer::Stance) && set.has(Layer::Entities) && set.has(Layer::Actors) {
            messages.extend(rows(index, paragraph));
        }
        for row in &paragraph.stances {
            if row.stance == Stance::Neutral && (row.quoted || row.holder.is_some()) {
                messages.push(format!("paragraphs[{index}]: the neutral row of \"{}\" has a voice; neutral is always author, without holder", row.actor));
            }
            if let Some(holder) = row.holder.as_ref().filter(|holder| !paragraph.place.contains(holder.place))
            {
                let Place { start, end } = holder.place;
                messages.push(format!(
                    "paragraphs[{index}]: the holder {start}..{end} lies outside the paragraph"
                ));
            }
        }
        if set.has(Layer::Actors) {
            let of_mentions = paragraph.mentions.iter().filter_map(|mention| mention.actor.as_deref());
            let unnamed: HashSet<&str> = of_mentions.filter(|id| !named.contains(id)).collect();
            let mut unnamed: Vec<&str> = unnamed.into_iter().collect();
            unnamed.sort_unstable();
            for id in unnamed {
                messages.push(format!(
                    "paragraphs[{index}]: actor \"{id}\" is not in actors[], so nobody knows its name"
                ));
            }
        }
    }
    messages
}

/// Characters that are neither in a paragraph nor removed.
fn uncovered(labels: &Labels) -> Option<String> {
    let mut places: Vec<Place> = labels.paragraphs.iter().map(|paragraph| paragraph.place).collect();
    places.extend(&labels.removed);
    places.sort_unstable();
    let mut places = places.into_iter().peekable();
    for (at, character) in labels.text.chars().enumerate() {
        while places.peek().is_some_and(|place| place.end <= at) {
            places.next();
        }
        if !character.is_whitespace() && places.peek().is_none_or(|place| place.start > at) {
            return Some(format!(
                "code point {at} ({character:?}) lies neither in a paragraph nor in removed[]"
            ));
        }
    }
    None
}

/// Rows without a mention, and mentions without a row.
fn rows<'p>(index: usize, paragraph: &'p LabelledParagraph) -> Vec<String> {
    let as_actors =
        || paragraph.mentions.iter().filter(|mention| mention.named && mention.usage == Use::Actor);
    let actor = |mention: &'p LabelledMention| mention.actor.as_deref();
    // A work or an event may be judged, and need not be.
    let wanted: HashSet<&str> =
        as_actors().filter(|mention| mention.kind != EntityType::Misc).filter_map(actor).collect();
    let mentioned: HashSet<&str> = as_actors().filter_map(actor).collect();
    let judged: HashSet<&str> = paragraph.stances.iter().map(|row| row.actor.as_str()).collect();
    let mut messages: Vec<String> = Vec::new();
    for id in wanted.difference(&judged) {
        messages
            .push(format!("paragraphs[{index}]: \"{id}\" is mentioned as an actor and has no stance row"));
    }
    for id in judged.difference(&mentioned) {
        messages.push(format!("paragraphs[{index}]: \"{id}\" has a stance row and no mention as an actor"));
    }
    messages.sort();
    messages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Origin;
    use crate::gold::import::{self, Format};
    use crate::gold::set::Manifest;
    use crate::gold::wire;

    fn complaints(line: &str) -> Vec<String> {
        let origin = Origin { file: "gold.jsonl".into(), line: Some(1) };
        let labels = wire::read(line, &origin, |_| None).expect("labels");
        let layers = vec![Layer::Paragraphs, Layer::Entities, Layer::Actors, Layer::Stance, Layer::Voice];
        let set = Set {
            gold: vec![labels],
            manifest: Manifest { layers, ..Manifest::default() },
            ..Set::default()
        };
        check(&set).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn good_gold_is_left_in_peace() {
        let line = r#"{"id":"d","text":"Norland won.\nShare","removed":[{"start":13,"end":18}],"actors":[{"id":"norland","name":"Norland"}],
            "paragraphs":[{"start":0,"end":12,"mentions":[{"start":0,"end":7,"text":"Norland","type":"LOC","actor":"norland"}],
            "stances":[{"actor":"norland","stance":"neutral","voice":"author","holder":null}]}]}"#;
        assert_eq!(complaints(&line.replace('\n', " ")), Vec::<String>::new());
    }

    #[test]
    fn what_is_imported_keeps_the_rules() {
        let formats = [
            (Format::Dse, "[Ann] met [Moreno].\tAnn\tMoreno\t3\n"),
            (Format::Doccano, r#"{"text":"Ann met Moreno.","label":[[0,3,"PER/favor"],[8,14,"PER"]]}"#),
            (
                Format::Prodigy,
                r#"{"text":"Ann left.","spans":[{"start":0,"end":3,"label":"PER/favor"}],"answer":"accept"}"#,
            ),
        ];
        for (format, content) in formats {
            let read = import::read(format, "f", content, &import::Options::default()).expect("it is good");
            let found: Vec<String> =
                read.documents.iter().flat_map(|labels| complaints(&wire::write(labels))).collect();
            assert_eq!(found, Vec::<String>::new(), "{format:?}");
        }
    }

    #[test]
    fn broken_rules_are_named() {
        let line = r#"{"id":"d","text":"Norland won. Share","paragraphs":[{"start":0,"end":12,
            "mentions":[{"start":0,"end":7,"type":"LOC","actor":"norland"}],
            "stances":[{"actor":"sudria","stance":"neutral","voice":"quoted"}]}]}"#;
        let found = complaints(&line.replace('\n', " "));
        let expected = [
            "gold.jsonl:1: code point 13 ('S') lies neither in a paragraph nor in removed[]",
            "gold.jsonl:1: paragraphs[0]: \"norland\" is mentioned as an actor and has no stance row",
            "gold.jsonl:1: paragraphs[0]: \"sudria\" has a stance row and no mention as an actor",
            "gold.jsonl:1: paragraphs[0]: the neutral row of \"sudria\" has a voice; neutral is always author, without holder",
            "gold.jsonl:1: paragraphs[0]: actor \"norland\" is not in actors[], so nobody knows its name",
        ];
        assert_eq!(found, expected);
    }
}
