//! Targets that the input gives: their rows, and whose stance these are.

use serde_json::Value;

use super::cli::{TOY, annotate, check_record, folder_with, path_in, standpoint};

#[test]
fn targets_give_one_row_each_in_order() {
    let line = r#"{"id":"a","text":"🌾 Lind praised Okafor. He smiled.","split":false,"targets":[
        {"actor":"Okafor","mentions":[[15,21],[23,25]]},{"actor":"Lind","mentions":[[2,6]]},
        {"actor":"Okafor","mentions":[[15,21]]},{"actor":"Nobody Known"}]}"#
        .replace('\n', "");
    let run = annotate(&["-"], &[], line.as_bytes());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let record = &run.records()[0];
    check_record(record);
    let stances = record["paragraphs"][0]["stances"].as_array().expect("stances");
    let rows: Vec<(u64, &str, usize)> = stances
        .iter()
        .map(|s| {
            (
                s["target"].as_u64().expect("target"),
                s["actor"].as_str().expect("actor"),
                s["evidence"].as_array().expect("evidence").len(),
            )
        })
        .collect();
    assert_eq!(rows, [(0, "Okafor", 2), (1, "Lind", 1), (2, "Okafor", 1), (3, "Nobody Known", 0)]);
    let pronoun =
        record["paragraphs"][0]["mentions"].as_array().expect("mentions").iter().find(|m| m["text"] == "He");
    assert_eq!(pronoun.expect("the pronoun")["named"], false);
    assert!(record["warnings"][0].as_str().expect("a warning").contains("Nobody Known"));

    let fixed = r#"{"id":"a","text":"Menu\n\nLind praised Okafor.\nShare\nTweet","paragraphs":[[6,26]],"targets":[{"actor":"Lind","mentions":[[6,10]]}]}"#;
    let fixed = &annotate(&["-"], &[], fixed.as_bytes()).records()[0];
    check_record(fixed);
    let removed: Vec<&Value> =
        fixed["removed"].as_array().expect("removed").iter().map(|removed| &removed["text"]).collect();
    assert_eq!(removed, ["Menu", "Share", "Tweet"]);
    assert_eq!(fixed["paragraphs"][0]["stances"][0]["target"], 0);

    let none = annotate(&["-"], &[], br#"{"id":"a","text":"Lind praised Okafor.","targets":[]}"#);
    assert_eq!(none.records()[0]["paragraphs"][0]["stances"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_target_that_no_paragraph_names_is_unknown() {
    let line = br#"{"id":"a","text":"Lind praised Okafor.","targets":[{"actor":"Moreno"}]}"#;
    let row = &annotate(&["-"], &[], line).records()[0]["paragraphs"][0]["stances"][0];
    assert_eq!(row["evidence"].as_array().map(Vec::len), Some(0));
    assert_eq!(row["abstained"], true);
}

#[test]
fn a_holder_is_asked_what_he_thinks() {
    let line = r#"{"id":"a","text":"Lind praised Okafor; Moreno left.","split":false,"targets":[
        {"actor":"Okafor","mentions":[[13,19]],"holder":"Lind"},{"actor":"Okafor","mentions":[[13,19]]},
        {"actor":"Lind","mentions":[[0,4]],"holder":"Moreno"},{"actor":"Lind","mentions":[[0,4]],"holder":"Nobody"}]}"#
        .replace('\n', "");
    let ask = |model: &str| standpoint(&["annotate", "--model", model, "-"], line.as_bytes());
    let run = ask("models/toy-mpnet");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let record = &run.records()[0];
    check_record(record);
    let rows = record["paragraphs"][0]["stances"].as_array().expect("stances");
    let of: Vec<Option<&str>> = rows.iter().map(|row| row["of"].as_str()).collect();
    assert_eq!(of, [Some("Lind"), None, Some("Moreno"), Some("Nobody")]);
    assert_ne!(rows[0]["probabilities"], rows[1]["probabilities"], "Lind's stance is not the paragraph's");
    for row in rows.iter().filter(|row| row["of"].is_string() && row["stance"] != "neutral") {
        assert_eq!((&row["voice"], &row["holder"]["actor"]), (&"quoted".into(), &row["of"]));
    }
    assert_eq!(rows[3]["probabilities"]["neutral"], 1.0, "who is nowhere thinks nothing");
    assert_eq!(rows[3]["abstained"], true, "and nobody knows");
    let lind = record["paragraphs"][0]["mentions"].as_array().expect("mentions").iter();
    assert_eq!(lind.filter(|mention| mention["actor"] == "Lind").count(), 1, "two targets, one mention");
    assert!(record["warnings"][0].as_str().expect("a warning").contains("Nobody"));
    let ids: Vec<&str> = record["actors"]
        .as_array()
        .expect("actors")
        .iter()
        .filter_map(|actor| actor["id"].as_str())
        .collect();
    assert!(["Okafor", "Lind", "Moreno", "Nobody"].iter().all(|id| ids.contains(id)), "{ids:?}");

    let polar = rows.iter().filter(|row| row["of"].is_string() && row["stance"] != "neutral");
    assert!(polar.count() > 0, "the toy has an opinion");

    let without = &ask(TOY).records()[0];
    let rows = without["paragraphs"][0]["stances"].as_array().expect("stances");
    assert!(rows.iter().all(|row| row["of"].is_null()) && rows[0]["score"] == rows[1]["score"]);
    let warnings = without["warnings"].to_string();
    assert!(warnings.contains("does not judge for a"), "{warnings}");
}

#[test]
fn a_watch_list_keeps_the_holders_that_are_asked() {
    let folder = folder_with(&[("watch.csv", b"name\nHamas\n")]);
    let line = r#"{"id":"a","text":"Lind met Moreno, and Moreno praised Hamas.","split":false,"targets":[
        {"actor":"Lind"},{"actor":"Hamas","holder":"Moreno"}]}"#
        .replace('\n', "");
    let list = path_in(&folder, "watch.csv");
    let run = standpoint(
        &["annotate", "--model", "models/toy-mpnet", "--actors", &list, "--only", "-"],
        line.as_bytes(),
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    let record = &run.records()[0];
    let row = &record["paragraphs"][0]["stances"][1];
    assert_eq!((&row["actor"], &row["of"]), (&"Hamas".into(), &"Moreno".into()));
    let actors = record["actors"].as_array().expect("actors");
    assert!(actors.iter().any(|actor| actor["id"] == "Moreno"), "{actors:?}");
}
