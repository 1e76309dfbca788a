//! The same words about somebody else: paragraphs with one actor's names exchanged for another's.
//!
//! If "Israel" and "Hamas" change places and nothing else, a fair reader's stance toward the slot stays.
//! Each item becomes two input records, as it is and exchanged, with given targets, so that neither tagging nor
//! linking is on trial. `metadata.swap` carries what `score` needs to compare the answers.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::labels::{LabelledMention, LabelledParagraph, Labels};
use crate::types::Stance;

/// Pairs of actors and their names, as a file in TOML gives them.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Pairs {
    /// The pairs.
    pub pair: Vec<NamePair>,
}

/// Two actors and what each name of one becomes when the other takes its place.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct NamePair {
    /// The first actor's id.
    pub a: String,
    /// The second's.
    pub b: String,
    /// Names for people.
    pub names: [String; 2],
    /// Names of the first → names of the second.
    pub to_b: BTreeMap<String, String>,
    /// Names of the second → names of the first.
    pub to_a: BTreeMap<String, String>,
}

/// The exchanged inputs of a set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Swapped {
    /// Input records, two for each item.
    pub records: Vec<Value>,
    /// Items whose gold is not neutral and that could not be exchanged, with the name that the pair lacks.
    pub left_out: Vec<String>,
}

/// Every paragraph with a row toward `a` or `b` that is not neutral, as it is and exchanged.
pub fn swap(documents: &[Labels], pairs: &Pairs) -> Swapped {
    let mut swapped = Swapped::default();
    for labels in documents {
        for pair in &pairs.pair {
            for (index, paragraph) in labels.paragraphs.iter().enumerate() {
                let is_about = |id: &String| *id == pair.a || *id == pair.b;
                let is_item = |row: &&super::labels::LabelledStance| {
                    row.stance != Stance::Neutral && is_about(&row.actor)
                };
                if !paragraph.stances.iter().any(|row| is_item(&row)) {
                    continue;
                }
                match exchange(labels, paragraph, pair) {
                    Ok((original, exchanged)) => {
                        for (side, text) in [("original", original), ("swapped", exchanged)] {
                            swapped.records.push(record(labels, index, paragraph, pair, side, text));
                        }
                    }
                    Err(name) => {
                        let names = pair.names.join(" and ");
                        swapped.left_out.push(format!(
                            "{} paragraph {index}: \"{name}\" has no counterpart for {names}",
                            labels.id
                        ));
                    }
                }
            }
        }
    }
    swapped
}

/// A text with the places of both actors' mentions in it, in code points.
struct Text {
    text: String,
    mentions: [Vec<[usize; 2]>; 2],
}

/// A paragraph as it is and with names exchanged. Slot 0 is where the gold has `a`, slot 1 where it has `b`.
fn exchange(labels: &Labels, paragraph: &LabelledParagraph, pair: &NamePair) -> Result<(Text, Text), String> {
    let words: Vec<char> = labels.words(paragraph.place).chars().collect();
    let mut original = Text { text: words.iter().collect(), mentions: [Vec::new(), Vec::new()] };
    let mut exchanged = Text { text: String::new(), mentions: [Vec::new(), Vec::new()] };
    let mut from = 0;
    let mut n_points = 0;
    for mention in &paragraph.mentions {
        let Some(slot) = slot(mention, pair) else { continue };
        let (start, end) =
            (mention.place.start - paragraph.place.start, mention.place.end - paragraph.place.start);
        let name: String = words[start..end].iter().collect();
        let names = if slot == 0 { &pair.to_b } else { &pair.to_a };
        let Some(other) = names.get(&name) else { return Err(name) };
        exchanged.text.extend(&words[from..start]);
        n_points += start - from;
        let length = other.chars().count();
        original.mentions[slot].push([start, end]);
        exchanged.mentions[slot].push([n_points, n_points + length]);
        exchanged.text.push_str(other);
        n_points += length;
        from = end;
    }
    exchanged.text.extend(&words[from..]);
    Ok((original, exchanged))
}

fn slot(mention: &LabelledMention, pair: &NamePair) -> Option<usize> {
    let actor = mention.actor.as_deref()?;
    [&pair.a, &pair.b].iter().position(|id| *id == actor)
}

/// One input record. The target of a slot is whoever stands in it now.
fn record(
    labels: &Labels,
    index: usize,
    paragraph: &LabelledParagraph,
    pair: &NamePair,
    side: &str,
    text: Text,
) -> Value {
    let holders = if side == "original" { [&pair.a, &pair.b] } else { [&pair.b, &pair.a] };
    let slots: Vec<usize> = (0..2).filter(|&slot| !text.mentions[slot].is_empty()).collect();
    let targets = slots.iter().map(|&slot| json!({"actor": holders[slot], "mentions": text.mentions[slot]}));
    let gold = slots.iter().map(|&slot| {
        let actor = [&pair.a, &pair.b][slot];
        let row = paragraph.stances.iter().find(|row| row.actor == *actor && row.of.is_none());
        row.map(|row| row.stance.name())
    });
    let pair_name = pair.names.join(" / ");
    json!({
        "id": format!("{}#{index}:{pair_name}:{side}", labels.id),
        "text": text.text,
        "split": false,
        "source": labels.source,
        "targets": targets.collect::<Vec<_>>(),
        "metadata": {"swap": {
            "pair": pair_name, "names": pair.names, "side": side, "item": format!("{}#{index}", labels.id),
            "article": labels.cluster.as_ref().unwrap_or(&labels.id),
            "slots": slots, "gold": gold.collect::<Vec<_>>(),
        }},
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Origin;
    use crate::gold::wire;

    const PAIRS: &str = r#"
        [[pair]]
        a = "Q1"
        b = "Q2"
        names = ["Norland", "Sudria"]
        to_b = { "Norland" = "Sudria", "Norlanders" = "Sudrians" }
        to_a = { "Sudria" = "Norland" }
    "#;

    fn labels(text: &str, mentions: &str, stances: &str) -> Labels {
        let n = text.chars().count();
        let line = format!(
            r#"{{"id":"d","text":{},"paragraphs":[{{"start":0,"end":{n},"mentions":{mentions},"stances":{stances}}}]}}"#,
            json!(text)
        );
        wire::read(&line, &Origin::default(), |_| None).expect("labels")
    }

    #[test]
    fn names_change_places_and_offsets_follow() {
        let pairs: Pairs = toml::from_str(PAIRS).expect("pairs");
        let mentions = r#"[{"start":2,"end":12,"type":"NORP","actor":"Q1"},{"start":20,"end":26,"type":"LOC","actor":"Q2"}]"#;
        let stances =
            r#"[{"actor":"Q1","stance":"against","voice":"author"},{"actor":"Q2","stance":"neutral"}]"#;
        let found = swap(&[labels("😀 Norlanders robbed Sudria.", mentions, stances)], &pairs);
        assert_eq!(found.left_out, Vec::<String>::new());
        let [original, swapped] = &found.records[..] else { panic!("{:?}", found.records) };
        assert_eq!(original["text"], "😀 Norlanders robbed Sudria.");
        assert_eq!(swapped["text"], "😀 Sudrians robbed Norland.");
        assert_eq!(swapped["targets"][0], json!({"actor": "Q2", "mentions": [[2, 10]]}));
        assert_eq!(swapped["targets"][1], json!({"actor": "Q1", "mentions": [[18, 25]]}));
        assert_eq!(swapped["metadata"]["swap"]["gold"], json!(["against", "neutral"]));
    }

    #[test]
    fn a_name_without_counterpart_is_reported() {
        let pairs: Pairs = toml::from_str(PAIRS).expect("pairs");
        let found = swap(
            &[labels(
                "Orla lied.",
                r#"[{"start":0,"end":4,"type":"LOC","actor":"Q1"}]"#,
                r#"[{"actor":"Q1","stance":"against"}]"#,
            )],
            &pairs,
        );
        assert!(found.records.is_empty());
        assert_eq!(found.left_out.len(), 1);
        assert!(found.left_out[0].contains("\"Orla\" has no counterpart"));
    }

    #[test]
    fn neutral_paragraphs_are_no_items() {
        let pairs: Pairs = toml::from_str(PAIRS).expect("pairs");
        let found = swap(
            &[labels(
                "Norland voted.",
                r#"[{"start":0,"end":7,"type":"LOC","actor":"Q1"}]"#,
                r#"[{"actor":"Q1","stance":"neutral"}]"#,
            )],
            &pairs,
        );
        assert_eq!(found, Swapped::default());
    }
}
