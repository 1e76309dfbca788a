//! doccano, sequence labelling: `{"id", "text", "label": [[start, end, LABEL]]}` and, with relations,
//! `{"entities": [{"id", "label", "start_offset", "end_offset"}], "relations": [{"from_id", "to_id", "type"}]}`.
//!
//! Labels are all that doccano knows, so they say everything: `ORG/against`, `LOC@place`; `marks` has the syntax.
//! It knows no actors: mentions that a relation `same` joins are one actor, named by the first one's words, and those
//! with a stance that none joins are actors of their own, with a number where others have their words. Without
//! relations, mentions with a stance are actors by their words. Other relations are counted and left out.
//!
//! doccano counts UTF-16 units unless the project counts grapheme clusters (issue 2290 of its repository), and writes
//! no words that could tell; so a text in which it matters is a complaint until `offsets` says which. Our own export
//! says it in each document, under that key.

use std::collections::HashMap;

use serde_json::Value;

use super::assemble::{Draft, Region, assemble};
use super::json::{self, Object};
use super::marks::{self, Layer};
use super::offsets::{Offsets, Ruler};
use super::page::Page;
use crate::gold::labels::Labels;

/// The relation between two mentions of one actor.
const SAME: &str = "same";

pub(super) fn read(page: &mut Page, content: &str) -> Vec<Labels> {
    let lines = json::objects(page, content);
    lines
        .iter()
        .enumerate()
        .filter_map(|(index, (line, object))| document(page, index, *line, object))
        .collect()
}

/// A span as the file has it.
struct Raw<'a> {
    /// Its id among the entities.
    id: Option<String>,
    start: usize,
    end: usize,
    label: &'a str,
}

fn document(page: &mut Page, index: usize, line: u64, object: &Object) -> Option<Labels> {
    let given = json::text(object, &page.options.text_key).and_then(|text| Ok((text, spans(object)?)));
    let (text, spans) = given.map_err(|message| page.say(Some(line), message)).ok()?;
    let id = json::word(object.get("document")).or_else(|| json::word(object.get("id")));
    let said = json::word(object.get("offsets")).and_then(|word| Offsets::from_name(&word));
    let mut regions = regions(page, line, &text, &spans, said)?;
    match json::list(object, "relations") {
        Ok(relations) if object.contains_key("relations") => link(page, line, relations, &mut regions),
        Ok(_) => {}
        Err(message) => page.say(Some(line), message),
    }
    name_by_words(&text, &mut regions);
    let draft = Draft {
        id: id.unwrap_or_else(|| format!("{}#{}", page.stem(), index + 1)),
        line,
        source: json::word(object.get("source")),
        split: json::word(object.get("split")),
        cluster: json::word(object.get("cluster")),
        actors: Vec::new(),
        are_named_by_words: true,
        regions: regions.into_iter().map(|(_, region)| region).collect(),
        text,
    };
    Some(assemble(page, draft))
}

fn spans(object: &Object) -> Result<Vec<Raw<'_>>, String> {
    if object.contains_key("annotations") {
        return Err("labels are numbers here (an old export); export as JSONL with text labels".to_owned());
    }
    let mut spans = Vec::new();
    let keys = ["label", "labels", "entities"];
    if !keys.iter().any(|key| object.contains_key(*key)) {
        return Err(
            "no \"label\", \"labels\" or \"entities\"; is this a sequence labelling export?".to_owned()
        );
    }
    for key in keys {
        for (index, item) in json::list(object, key)?.iter().enumerate() {
            let span = triple(item).or_else(|| entity(item));
            spans.push(span.ok_or_else(|| {
                format!(
                    "{key}[{index}] is {item}; it must be [start, end, \"LABEL\"] or an entity with offsets"
                )
            })?);
        }
    }
    Ok(spans)
}

fn triple(item: &Value) -> Option<Raw<'_>> {
    let [start, end, Value::String(label)] = item.as_array()?.as_slice() else { return None };
    Some(Raw { id: None, start: json::offset(Some(start))?, end: json::offset(Some(end))?, label })
}

fn entity(item: &Value) -> Option<Raw<'_>> {
    let (start, end) = (json::offset(item.get("start_offset"))?, json::offset(item.get("end_offset"))?);
    Some(Raw { id: json::word(item.get("id")), start, end, label: item.get("label")?.as_str()? })
}

type Known = (Option<String>, Region);

/// The spans in code points; nothing where nobody says what they count. `said` is what the document says.
fn regions(
    page: &mut Page,
    line: u64,
    text: &str,
    spans: &[Raw],
    said: Option<Offsets>,
) -> Option<Vec<Known>> {
    let ruler = Ruler::of(text);
    let unit = page.options.offsets.or(said);
    if unit.is_none() && spans.iter().any(|span| ruler.parts_before(span.end)) {
        page.say(
            Some(line),
            "the text holds emoji or other characters that browsers count twice, and doccano does not write what it \
             counts; say offsets = \"code-points\" (projects that count grapheme clusters) or \"utf16\" (others) \
             in the [import] table of a set.toml",
        );
        return None;
    }
    let unit = unit.unwrap_or(Offsets::CodePoints);
    let mut regions = Vec::with_capacity(spans.len());
    for Raw { id, start, end, label } in spans {
        let name = format!("span {start}..{end} {label}");
        let layer = match marks::parse(label, &page.options.rules) {
            Ok(layer) => layer,
            Err(message) => {
                page.say(Some(line), format!("{name}: {message}"));
                continue;
            }
        };
        match (ruler.place(*start, *end, unit), layer) {
            (None, _) => page.say(Some(line), format!("{name} cuts a character into halves; mark it again")),
            (_, None) => page.note(format!("spans of type {label}, which the set's map drops")),
            (Some(place), Some(layer)) => regions.push((id.clone(), Region { name, place, layer })),
        }
    }
    regions.sort_by_key(|(_, region)| region.place);
    Some(regions)
}

/// Gives mentions that are joined by `same` one actor, the number of their first one for now, and those with a stance
/// that stand alone their own.
fn link(page: &mut Page, line: u64, relations: &[Value], regions: &mut [Known]) {
    let ids: HashMap<String, usize> =
        regions.iter().enumerate().filter_map(|(index, (id, _))| Some((id.clone()?, index))).collect();
    let mut first: Vec<usize> = (0..regions.len()).collect();
    for relation in relations {
        let kind = relation.get("type").and_then(Value::as_str).unwrap_or_default();
        if kind != SAME {
            page.note(format!("relations \"{kind}\", which are not read"));
            continue;
        }
        let end = |key: &str| json::word(relation.get(key)).and_then(|id| ids.get(&id).copied());
        match (end("from_id"), end("to_id")) {
            (Some(from), Some(to)) => {
                let (low, high) = (first[from].min(first[to]), first[from].max(first[to]));
                first.iter_mut().filter(|root| **root == high).for_each(|root| *root = low);
            }
            _ => {
                page.say(Some(line), format!("relation {relation} joins spans that are not there; delete it"))
            }
        }
    }
    for (index, root) in first.iter().enumerate() {
        let is_alone = first.iter().filter(|other| *other == root).count() == 1;
        if let Layer::Mention(mark) = &mut regions[index].1.layer
            && (!is_alone || mark.stance.is_some())
        {
            mark.actor = Some(root.to_string());
        }
    }
}

/// Turns numbers into words, and gives those who have a stance but no number theirs.
pub(super) fn name_by_words(text: &str, regions: &mut [Known]) {
    let points = crate::gold::labels::CodePoints::of(text);
    let mut names: HashMap<String, String> = HashMap::new();
    let mut uses: HashMap<String, usize> = HashMap::new();
    for (_, region) in regions {
        let words = points.words(region.place).unwrap_or_default();
        let Layer::Mention(mark) = &mut region.layer else { continue };
        if let Some(number) = &mark.actor {
            let name = names.entry(number.clone()).or_insert_with(|| {
                let n_uses = uses.entry(words.to_owned()).and_modify(|count| *count += 1).or_insert(1);
                if *n_uses == 1 { words.to_owned() } else { format!("{words}#{n_uses}") }
            });
            mark.actor = Some(name.clone());
        } else if mark.stance.is_some() {
            mark.actor = Some(words.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_bad, check_notes, options, said, said_with};
    use super::super::{Format, Offsets, Options};

    const DOCCANO: Format = Format::Doccano;

    #[test]
    fn both_exports_are_read() {
        let plain = r#"{"id": 7, "text": "Norland blamed Sudria in Orla.", "label": [[0, 7, "LOC"], [15, 21, "LOC/against"], [25, 29, "LOC@place"]], "Comments": []}"#;
        let expected = [
            "7 0..30 body",
            "LOC Norland actor -",
            "LOC Sudria actor Sudria",
            "LOC Orla place -",
            "Sudria against author",
        ];
        assert_eq!(said(DOCCANO, plain), expected);
        assert_eq!(said(DOCCANO, &format!("[{plain}]")), expected);
        let relations = "{\"id\": 7, \"text\": \"Norland, or N., lied to N.\", \"relations\": [{\"id\": 0, \"from_id\": 3, \"to_id\": 1, \
             \"type\": \"same\"}, {\"id\": 1, \"from_id\": 1, \"to_id\": 2, \"type\": \"near\"}], \"entities\": [{\"id\": 1, \"label\": \
             \"LOC/against/unsure\", \"start_offset\": 0, \"end_offset\": 7}, {\"id\": 2, \"label\": \"LOC\", \"start_offset\": 24, \
             \"end_offset\": 26}, {\"id\": 3, \"label\": \"LOC\", \"start_offset\": 12, \"end_offset\": 14}]}\r\n";
        let found = said(DOCCANO, relations);
        assert_eq!(
            found,
            [
                "7 0..26 body",
                "LOC Norland actor Norland",
                "LOC N. actor Norland",
                "LOC N. actor -",
                "Norland against author unsure"
            ]
        );
        check_notes(DOCCANO, relations, &options(), &["relations \"near\", which are not read: 1"]);
    }

    #[test]
    fn words_are_known_but_a_persons_only_word_is_anyones() {
        let text = r#"{"id": 7, "text": "Norland: Norland met Ana Lind.", "label": [[0, 7, "LOC/favor"], [9, 16, "PER/against"], [21, 29, "PER/favor"]]}"#;
        let options = Options { resolve: |name, _| Some(format!("Q{}", name.len())), ..options() };
        assert_eq!(
            said_with(DOCCANO, text, &options)[1..],
            [
                "LOC Norland actor Q7",
                "PER Norland actor Norland",
                "PER Ana Lind actor Q8",
                "Q7 favor author",
                "Norland against author",
                "Q8 favor author"
            ]
        );
    }

    #[test]
    fn paragraphs_and_residue_are_labels_too() {
        let text = r#"{"document": "d", "text": "Menu\nAnn won.", "labels": [[0, 4, "residue"], [5, 13, "paragraph/title"], [5, 8, "PER/favor/quoted"]]}"#;
        assert_eq!(
            said(DOCCANO, text),
            ["d 5..13 title", "PER Ann actor Ann", "Ann favor quoted", "residue Menu"]
        );
    }

    #[test]
    fn emoji_need_a_word_about_offsets() {
        let text = r#"{"id": 1, "text": "😀 حماس won", "label": [[3, 7, "ORG"]]}"#;
        check_bad(DOCCANO, text, &options(), &["f.x:1: the text holds emoji"]);
        let with = |offsets| Options { offsets: Some(offsets), ..options() };
        let words = |offsets: Offsets| {
            let read = super::super::read(DOCCANO, "f.x", text, &with(offsets)).expect("it is good");
            read.documents[0].words(read.documents[0].paragraphs[0].mentions[0].place).to_owned()
        };
        assert_eq!(words(Offsets::Utf16), "حماس");
        assert_eq!(words(Offsets::CodePoints), "ماس ");
        let far = text.replace("[3, 7", "[7, 12");
        check_bad(DOCCANO, &far, &options(), &["f.x:1: the text holds emoji"]);
        let said = text.replace("\"id\"", "\"offsets\": \"utf16\", \"id\"");
        assert_eq!(super::super::tests::said(DOCCANO, &said)[1], "ORG حماس actor -");
        let half = text.replace("[3, 7", "[1, 7");
        check_bad(DOCCANO, &half, &with(Offsets::Utf16), &["cuts a character into halves"]);
    }

    #[test]
    fn bad_files_say_why() {
        let bad = |text: &str, expected: &[&str]| check_bad(DOCCANO, text, &options(), expected);
        bad("", &["f.x: the file is empty"]);
        bad(
            "{\"id\": 1, \"text\": \"ab\", \"label\": [[0, 3, \"ORG\"]]}",
            &["f.x:1: span 0..3 ORG: 0..3 ends past the text"],
        );
        bad(
            "\n{\"id\": 1, \"text\": \"ab\", \"label\": [[1, 1, \"ORG\"]]}",
            &["f.x:2: span 1..1 ORG: 1..1 covers nothing"],
        );
        bad(
            "{\"id\": 1, \"text\": \"abc\", \"label\": [[0, 2, \"ORG\"], [1, 3, \"PER\"]]}",
            &["mentions overlap: 0..2 \"ab\" and 1..3"],
        );
        bad(
            "{\"id\": 1, \"text\": \"abc\", \"label\": [[0, 2, \"Party\"]]}",
            &["type \"Party\" is not mapped"],
        );
        bad(
            "{\"id\": 1, \"text\": \"abc\", \"label\": [[0, \"x\", \"ORG\"]]}",
            &["label[0] is [0,\"x\",\"ORG\"]"],
        );
        bad("{\"id\": 1, \"text\": \"abc\", \"label\": [\"entities\"]}", &["label[0] is \"entities\""]);
        bad("{\"id\": 1, \"text\": \"abc\", \"annotations\": []}", &["labels are numbers here"]);
        bad("{\"id\": 1, \"text\": \"abc\"}", &["no \"label\""]);
        bad("{\"id\": 1, \"data\": \"abc\", \"label\": []}", &["no \"text\" among the keys id, data, label"]);
        bad("{\"id\": 1, \"text\": 3, \"label\": []}", &["not a string"]);
        bad("{\"id\": 1, \"text\": \"abc\", \"label\": 3}", &["\"label\" is not a list"]);
        bad(
            "{\"id\": 1, \"text\": \"abc\", \"label\": [[0, 1, \"LOC@place/favor\"]]}",
            &["has a stance but its use is place"],
        );
        bad(
            "{\"id\": 1, \"text\": \"a a\", \"label\": [[0, 1, \"ORG/favor\"], [2, 3, \"ORG/against\"]]}",
            &["another stance"],
        );
        bad(
            "{\"id\": 1, \"text\": \"a\", \"label\": []}\n{\"id\": 1, \"text\": \"b\", \"label\": []}",
            &["f.x:2: document \"1\" was read before at f.x:1"],
        );
        bad(
            "{\"id\": 1, \"text\": \"a\", \"label\": []}\nnonsense\n[1]",
            &["f.x:2: not JSON", "f.x:3: not an object"],
        );
        bad(
            "{\"id\": 1, \"text\": \"a\", \"entities\": [], \"relations\": [{\"from_id\": 1, \"to_id\": 2, \"type\": \"same\"}]}",
            &["not there"],
        );
    }
}
