//! What the model takes for web residue: it goes whole, nothing else changes hands, and nobody is asked where cleaning is off.

use std::path::Path;

use standpoint::model::ModelFolder;
use standpoint::pipeline::{Options, Pipeline};
use standpoint::record::{ModelStamp, Record};
use standpoint::types::{Analysis, Boundaries, Document};

const FIRST: &str = "The council of Orla voted on Monday to build the bridge that the flood took away.";
const LAST: &str = "Nobody knows yet who will pay for it, the mayor told the council on Tuesday.";
/// In no rule's words.
const PLEA: &str = "The Meridian Post is published by a foundation and has no owner but its readers; about a third of what we spend comes from gifts.";

fn analyses(documents: Vec<Document>) -> Vec<Analysis> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/small-v9");
    let model = ModelFolder::open(&folder).expect("model");
    let pipeline = Pipeline::load(&model, Options::default()).expect("pipeline");
    pipeline.analyze(documents).expect("analyses")
}

fn document(text: String, boundaries: Boundaries) -> Document {
    Document { id: "a".into(), text, boundaries, ..Document::default() }
}

#[test]
fn what_no_rule_knows_goes() {
    let text = format!("{FIRST}\n\n{PLEA}\n\n{LAST}");
    let [cleaned, kept] = <[Analysis; 2]>::try_from(analyses(vec![
        document(text.clone(), Boundaries::Split),
        document(text.clone(), Boundaries::KeepAll),
    ]))
    .expect("two");
    let removed: Vec<(&str, &str)> =
        cleaned.removed.iter().map(|removed| (removed.span.of(&text), removed.reason)).collect();
    assert_eq!(removed, [(PLEA, "model")]);
    assert_eq!(cleaned.cleaned.len(), 3, "the fingerprint does not hear of it");
    assert_eq!(cleaned.coverage, kept.coverage, "it was read");
    assert_eq!((kept.paragraphs.len(), kept.removed.len()), (3, 0));
}

#[test]
fn a_teaser_inside_a_sentence_is_as_if_it_were_not_there() {
    let teaser = " Angela Dorothea MerkelPutin praises Orla 🎉 Five takeaways MORE";
    let sentence =
        |teaser: &str| format!("“Nobody trusts Angela Merkel{teaser} (CDU),” said Vladimir Putin in Berlin.");
    let text = sentence(teaser);
    let [read, plain, kept] = <[Analysis; 3]>::try_from(analyses(vec![
        document(text.clone(), Boundaries::Split),
        document(sentence(&" ".repeat(teaser.len())), Boundaries::Split),
        document(text.clone(), Boundaries::KeepAll),
    ]))
    .expect("three");
    let skipped: Vec<&str> = read.skipped.iter().map(|span| span.of(&text)).collect();
    assert_eq!(skipped, [teaser]);
    assert_eq!((&read.mentions, &read.judgements), (&plain.mentions, &plain.judgements));
    assert_eq!((&read.paragraphs, read.coverage), (&plain.paragraphs, plain.coverage));
    assert!(kept.skipped.is_empty() && kept.mentions.len() > read.mentions.len());
    let stamp = ModelStamp {
        name: String::new(),
        sha256: String::new(),
        actors_sha256: String::new(),
        tool: String::new(),
    };
    let record = Record::annotated(read, String::new(), stamp);
    let record = serde_json::to_value(&record).expect("a record");
    let start = text.find(teaser).map(|at| text[..at].chars().count()).expect("there");
    assert_eq!(
        record["paragraphs"][0]["skipped"],
        serde_json::json!([[start, start + teaser.chars().count()]])
    );
}

#[test]
fn names_on_both_sides_of_a_teaser_are_two() {
    let text = "Angela Merkel Angela MerkelPutin praises Orla MORE Vladimir Putin said the plan was cruel."
        .to_string();
    let [read] =
        <[Analysis; 1]>::try_from(analyses(vec![document(text.clone(), Boundaries::Split)])).expect("one");
    let names: Vec<&str> = read.mentions.iter().map(|mention| mention.span.of(&text)).collect();
    assert_eq!(names, ["Angela Merkel", "Vladimir Putin"]);
}

#[test]
fn every_character_lies_in_one_place() {
    let set = Path::new(env!("CARGO_MANIFEST_DIR")).join("evaluation/sets/pages-v1/documents.jsonl");
    let lines = std::fs::read_to_string(set).expect("pages-v1");
    let read = |line: &str| -> serde_json::Value { serde_json::from_str(line).expect("a record") };
    let text = |record: serde_json::Value| record["text"].as_str().expect("a text").to_string();
    let texts: Vec<String> = lines.lines().step_by(6).map(|line| text(read(line))).collect();
    let documents = texts.iter().map(|text| document(text.clone(), Boundaries::Split)).collect();
    let mut n_by_model = 0;
    for analysis in analyses(documents) {
        let text = &analysis.document.text;
        let paragraphs = analysis.paragraphs.iter().map(|paragraph| paragraph.span);
        let mut spans: Vec<_> =
            paragraphs.chain(analysis.removed.iter().map(|removed| removed.span)).collect();
        spans.sort_by_key(|span| span.start());
        let mut at = 0;
        for span in spans {
            assert!(text[at..span.start()].trim().is_empty(), "{:?} lies nowhere", &text[at..span.start()]);
            at = span.end();
        }
        assert!(text[at..].trim().is_empty());
        n_by_model += analysis.removed.iter().filter(|removed| removed.reason == "model").count();
    }
    assert!(n_by_model > 10, "{n_by_model} by the model");
}
