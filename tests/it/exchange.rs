//! Labels leave for annotation tools and for the program itself, and come back as they were.

use std::fs;

use serde_json::json;

use crate::evaluate::{Desk, document, gold, lines, predictions};

#[test]
fn labels_go_to_annotation_tools_and_come_back() {
    let desk = Desk::with(&[("gold.jsonl", gold())]);
    // doccano knows spans and no actors.
    for (format, file, limit) in [
        ("label-studio", "tasks.json", "triples.f1=1"),
        ("doccano", "doccano.jsonl", "entities.f1=1"),
        ("doccano-relations", "relations.jsonl", "entities.f1=1"),
    ] {
        let (code, _, stderr) = desk.run(&["gold", "export", "gold.jsonl", "--format", format, "-o", file]);
        assert_eq!(code, 0, "{stderr}");
        let reader = format.trim_end_matches("-relations");
        let (code, _, stderr) =
            desk.run(&["gold", "import", file, "--format", reader, "-o", "back.jsonl", "--force"]);
        assert_eq!(code, 0, "{stderr}");
        let (code, stdout, stderr) =
            desk.run(&["score", "back.jsonl", "--gold", "gold.jsonl", "--fail-under", limit]);
        assert_eq!(code, 0, "{format}: {stderr}{stdout}");
    }
    let (code, stdout, stderr) = desk.run(&["gold", "check", "gold.jsonl"]);
    assert_eq!(
        (code, stdout.as_str()),
        (0, "gold: 3 documents, 3 paragraphs, 6 mentions, 1 against, 3 neutral, 2 favor, 0 labellings\n"),
        "{stderr}"
    );
}

#[test]
fn records_of_a_model_are_predictions_and_leave_gold_alone() {
    let mut record = document("a", "against", "neutral");
    record["model"] = json!({"name": "small-v0"});
    let desk = Desk::with(&[("p.jsonl", lines(&[record])), ("gold.jsonl", gold())]);
    let (code, stdout, stderr) = desk.run(&["gold", "export", "p.jsonl", "--format", "label-studio"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.contains("\"predictions\":[{\"model_version\":\"small-v0\""), "{stdout}");
    fs::write(desk.path("tasks.json"), stdout).expect("written");
    let import = ["gold", "import", "tasks.json", "--format", "label-studio", "-o", "gold.jsonl", "--force"];
    let (code, _, stderr) = desk.run(&import);
    assert_eq!(code, 2);
    assert!(stderr.contains("without a finished annotation") && stderr.contains("nothing was written"));
    assert_eq!(fs::read_to_string(desk.path("gold.jsonl")).expect("the gold"), gold());
}

#[test]
fn types_of_others_need_a_map() {
    let line = r#"{"id": "a", "text": "Ann left Orla.", "label": [[0, 3, "PERSON"], [9, 13, "GPE"]]}"#;
    let desk = Desk::with(&[("spacy.jsonl", format!("{line}\n"))]);
    let import = ["gold", "import", "spacy.jsonl", "--format", "doccano", "-o", "labels.jsonl"];
    let (code, _, stderr) = desk.run(&import);
    assert_eq!(code, 2);
    assert!(stderr.contains("spacy.jsonl:1") && stderr.contains("--map PERSON=TYPE"), "{stderr}");
    let (code, _, stderr) = desk.run(&[&import[..], &["--map", "PERSON=PER", "--map", "GPE=LOC"]].concat());
    assert_eq!(code, 0, "{stderr}");
    let labels = fs::read_to_string(desk.path("labels.jsonl")).expect("labels");
    assert!(labels.contains("\"type\":\"LOC\"") && labels.contains("\"Orla\""));
}

#[test]
fn nothing_is_exported_where_the_labelling_interface_is_in_the_way() {
    let desk = Desk::with(&[("gold.jsonl", gold()), ("t.config.xml", String::new())]);
    let (code, _, stderr) =
        desk.run(&["gold", "export", "gold.jsonl", "--format", "label-studio", "-o", "t.json"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("t.config.xml") && !desk.path("t.json").exists(), "{stderr}");
    // Standard output has no place beside it.
    let (code, stdout, stderr) =
        desk.run(&["gold", "export", "gold.jsonl", "--format", "label-studio", "-o", "-"]);
    assert!(code == 0 && !stdout.is_empty() && !desk.path("-.config.xml").exists(), "{stderr}");
}

#[test]
fn labels_keep_their_track_and_their_failures() {
    let failed = json!({"schema": "standpoint/1", "id": "b", "error": {"kind": "model", "message": "no"}});
    let of_track = |id| {
        let mut document = document(id, "against", "neutral");
        document["metadata"] = json!({"track": "given-mentions"});
        document
    };
    let desk = Desk::with(&[
        ("gold.jsonl", gold()),
        ("p.jsonl", lines(&[of_track("a"), failed, of_track("c")])),
        ("free.jsonl", predictions()),
    ]);
    for written in [
        &["gold", "export", "p.jsonl", "--format", "labels", "-o", "l.jsonl"][..],
        &["gold", "import", "p.jsonl", "--format", "standpoint", "-o", "l.jsonl", "--force"],
    ] {
        let (code, _, stderr) = desk.run(written);
        assert_eq!(code, 0, "{stderr}");
        let (code, stdout, stderr) = desk.run(&["score", "l.jsonl", "--gold", "gold.jsonl"]);
        assert_eq!(code, 0, "{stderr}");
        assert!(stdout.contains("gold, track given-mentions: 3 documents"), "{stdout}");
        assert!(stdout.contains("the program failed on 1 documents"), "{stdout}");
        let (code, _, stderr) = desk.run(&["compare", "free.jsonl", "l.jsonl", "--gold", "gold.jsonl"]);
        assert_eq!(code, 2);
        assert!(stderr.contains("free and l are of different tracks"), "{stderr}");
    }
}

#[test]
fn gold_is_not_written_over_itself() {
    let desk = Desk::with(&[("gold.jsonl", gold())]);
    for written in [
        &["gold", "export", "gold.jsonl", "--format", "labels", "-o", "./gold.jsonl", "--force"][..],
        &["gold", "import", "gold.jsonl", "--format", "standpoint", "-o", "gold.jsonl", "--force"],
    ] {
        let (code, _, stderr) = desk.run(written);
        assert_eq!(code, 2);
        assert!(stderr.contains("this run reads it"), "{stderr}");
    }
    assert_eq!(fs::read_to_string(desk.path("gold.jsonl")).expect("gold"), gold());
}
