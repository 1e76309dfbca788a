//! Who in a paragraph thinks otherwise than it.

use serde_json::Value;

use super::cli::{check_record, folder_with, path_in, standpoint};

const TEXT: &str = "🌾 Senator Anna Lind thanked Ilse Brandt for her courage on Monday; Karim Moreno accused Brandt of \
                    lying to the council, and Paul Okafor took notes.";

/// The row of an actor in a record of one paragraph.
fn row<'a>(record: &'a Value, actor: &str) -> &'a Value {
    let rows = record["paragraphs"][0]["stances"].as_array().expect("stances");
    rows.iter().find(|row| row["actor"] == actor).expect("a row")
}

#[test]
fn whoever_thinks_otherwise_is_named() {
    let watched = folder_with(&[("watch.csv", b"name,kind\nIlse Brandt,person\n")]);
    let list = path_in(&watched, "watch.csv");
    for flags in [&[][..], &["--actors", &list, "--only"]] {
        let arguments = [&["annotate", "--format", "txt"], flags, &["-"]].concat();
        let run = standpoint(&arguments, TEXT.as_bytes());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let record = &run.records()[0];
        if flags.is_empty() {
            check_record(record);
        }
        let brandt = row(record, "ilse-brandt");
        assert_eq!((&brandt["stance"], &brandt["holder"]["text"]), (&"favor".into(), &"Anna Lind".into()));
        let voices = brandt["voices"].as_array().expect("voices");
        assert_eq!(voices.len(), 1, "{voices:?}");
        let (voice, holder) = (&voices[0], &voices[0]["holder"]);
        assert_eq!((&voice["voice"], &voice["stance"]), (&"quoted".into(), &"against".into()));
        assert_eq!((&holder["text"], &holder["actor"]), (&"Karim Moreno".into(), &"karim-moreno".into()));
        let ids = record["actors"].as_array().expect("actors").iter().map(|actor| &actor["id"]);
        assert!(ids.into_iter().any(|id| *id == holder["actor"]), "whoever is named is among the actors");
        let others = record["paragraphs"][0]["stances"].as_array().expect("stances").iter();
        assert!(others.filter(|row| row["actor"] != "ilse-brandt").all(|row| row["voices"].is_null()));
    }
}

#[test]
fn a_crowd_of_names_costs_no_more_than_its_names() {
    let names: Vec<String> =
        (0..600).map(|index| format!("{} {}son", letters(7 * index), letters(11 * index))).collect();
    let text = format!("{} met in Orla.", names.join(", "));
    let mut document = serde_json::json!({"id": "a", "text": text, "split": false});
    let mut at = 0;
    let mentions: Vec<Value> = names
        .iter()
        .map(|name| {
            let start = at;
            at += name.len() + 2;
            serde_json::json!({"start": start, "end": start + name.len(), "type": "PER"})
        })
        .collect();
    document["mentions"] = mentions.into();
    let run = standpoint(&["annotate", "--model", "models/toy-mpnet", "-"], document.to_string().as_bytes());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let record = &run.records()[0];
    let rows = record["paragraphs"][0]["stances"].as_array().expect("stances");
    assert_eq!(rows.len(), names.len());
    let n_voices = rows.iter().map(|row| row["voices"].as_array().map_or(0, Vec::len));
    assert_eq!(n_voices.max(), Some(16), "the toy has opinions, and the nearest are asked for theirs");
}

/// A number as a capitalised word.
fn letters(number: usize) -> String {
    let digit = |power: u32, first: u8| char::from(first + (number / 26usize.pow(power) % 26) as u8);
    [digit(2, b'A'), digit(1, b'a'), digit(0, b'a')].iter().collect()
}
