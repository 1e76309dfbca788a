//! Who in a paragraph thinks otherwise than it.

use serde_json::Value;

use super::cli::{check_record, folder_with, path_in, standpoint};

const TEXT: &str = "“Ilse Brandt is a thief and a liar,” Karim Moreno said. 🌾 Anna Lind praised Ilse Brandt as the \
                    bravest mayor that the city ever had, and Senator Paul Okafor voted to remove Ilse Brandt.";

/// The row of an actor in a record of one paragraph.
fn row<'a>(record: &'a Value, actor: &str) -> &'a Value {
    let rows = record["paragraphs"][0]["stances"].as_array().expect("stances");
    rows.iter().find(|row| row["actor"] == actor).expect("a row")
}

#[test]
fn whoever_thinks_otherwise_is_named() {
    let watched = folder_with(&[("watch.csv", b"name\nIlse Brandt\n")]);
    let list = path_in(&watched, "watch.csv");
    for flags in [&[][..], &["--actors", &list, "--only"]] {
        let arguments = [&["annotate"], flags, &["-"]].concat();
        let run = standpoint(&arguments, TEXT.as_bytes());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let record = &run.records()[0];
        if flags.is_empty() {
            check_record(record);
        }
        let ids: Vec<&Value> =
            record["actors"].as_array().expect("actors").iter().map(|actor| &actor["id"]).collect();
        let brandt = row(record, "ilse-brandt");
        let voices = brandt["voices"].as_array().expect("voices");
        let said: Vec<(&str, &str)> = voices
            .iter()
            .map(|voice| {
                assert!(ids.contains(&&voice["holder"]["actor"]), "{voice}");
                let (holder, stance) = (&voice["holder"]["text"], &voice["stance"]);
                (holder.as_str().expect("text"), stance.as_str().expect("stance"))
            })
            .collect();
        let expected: &[(&str, &str)] = match brandt["stance"].as_str() {
            Some("against") => &[("Anna Lind", "favor")],
            Some("favor") => &[("Karim Moreno", "against"), ("Paul Okafor", "against")],
            _ => &[("Karim Moreno", "against"), ("Anna Lind", "favor"), ("Paul Okafor", "against")],
        };
        assert_eq!(said, expected, "{brandt}");
    }
}
