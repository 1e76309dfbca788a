//! Tasks in the shape of Label Studio's JSON export.

use serde_json::{Value, json};

use super::super::tests::{check_bad, check_notes, options, said, said_with};
use super::super::{Format, Offsets, Options};

const STUDIO: Format = Format::LabelStudio;

/// A region as Label Studio exports it; `words` is null where the project does not save them.
fn region(id: &str, control: &str, (start, end): (usize, usize), label: &str, words: Value) -> Value {
    let mut value = json!({"start": start, "end": end, "labels": [label]});
    if !words.is_null() {
        value["text"] = words;
    }
    json!({"value": value, "id": id, "from_name": control, "to_name": "text", "type": "labels", "origin": "manual"})
}

fn choice(id: &str, control: &str, word: &str) -> Value {
    let value = json!({"start": 0, "end": 1, "choices": [word]});
    json!({"value": value, "id": id, "from_name": control, "to_name": "text", "type": "choices", "origin": "manual"})
}

fn actor(id: &str, words: &[&str]) -> Value {
    json!({"value": {"text": words}, "id": id, "from_name": "actor", "to_name": "text", "type": "textarea"})
}

fn annotation(by: Value, was_cancelled: bool, results: &[Value]) -> Value {
    json!({"id": 9, "completed_by": by, "result": results, "was_cancelled": was_cancelled, "ground_truth": false, "lead_time": 8.4})
}

fn tasks(text: &str, annotations: &[Value]) -> String {
    let task = json!({"id": 7, "annotations": annotations, "drafts": [], "predictions": [], "data": {"text": text}, "meta": {}});
    json!([task]).to_string()
}

/// One task of one annotator.
fn task(text: &str, results: &[Value]) -> String {
    tasks(text, &[annotation(1.into(), false, results)])
}

#[test]
fn regions_and_what_is_said_about_them() {
    let results = [
        region("a", "label", (5, 12), "LOC", "Norland".into()),
        actor("a", &["Kingdom of Norland"]),
        choice("a", "use", "actor"),
        choice("a", "stance", "against"),
        choice("a", "voice", "quoted"),
        choice("a", "sure", "unsure"),
        region("b", "label", (21, 25), "LOC", "Orla".into()),
        choice("b", "use", "place"),
        actor("b", &[""]),
        region("p", "paragraph", (5, 26), "body", "Norland lied\\nin Orla.".into()),
        region("r", "residue", (0, 4), "residue", Value::Null),
        choice("b", "mood", "glad"),
        json!({"from_id": "a", "to_id": "b", "type": "relation", "direction": "right", "labels": []}),
    ];
    let file = task("Menu\nNorland lied\nin Orla.", &results);
    assert_eq!(
        said(STUDIO, &file),
        [
            "7 5..26 body",
            "LOC Norland actor Kingdom of Norland",
            "LOC Orla place -",
            "Kingdom of Norland against quoted unsure",
            "residue Menu"
        ]
    );
    check_notes(
        STUDIO,
        &file,
        &options(),
        &["results of \"mood\", which is not read: 1", "results of \"relation\", which is not read: 1"],
    );
}

#[test]
fn data_says_who_and_where_from() {
    let task = json!({
        "data": {"id": "n1", "news": "Ann won.", "source": "Paper", "cluster": 3, "actors": [{"id": "Q1", "name": "Ann Lee"}]},
        "completions": [{"result": [
            {"type": "labels", "from_name": "ner", "id": "a", "value": {"start": 0, "end": 3, "text": "Ann", "labels": ["PER"]}},
            actor("a", &["Ann Lee "]),
        ]}],
    });
    let options = Options { text_key: "news".into(), ..options() };
    let lines = format!("{task}\r\n\r\n{}\r\n", task.to_string().replace("n1", "n2"));
    let read = super::super::read(STUDIO, "f.x", &lines, &options).expect("it is good");
    let document = &read.documents[1];
    assert_eq!((document.id.as_str(), document.origin.line), ("n2", Some(3)));
    assert_eq!((document.source.as_deref(), document.cluster.as_deref()), (Some("Paper"), Some("3")));
    assert_eq!(said_with(STUDIO, &task.to_string(), &options), ["n1 0..8 body", "PER Ann actor Q1"]);
}

#[test]
fn names_that_are_known_get_their_ids() {
    let results = [
        region("a", "label", (0, 7), "LOC", Value::Null),
        actor("a", &["Realm of Norland"]),
        choice("a", "stance", "against"),
        region("b", "label", (13, 16), "PER", Value::Null),
        actor("b", &["Ann Lind"]),
        choice("b", "stance", "favor"),
        region("c", "label", (22, 29), "LOC", Value::Null),
        actor("c", &["Norland"]),
    ];
    let file = task("Norland sent Ann out. Norland!", &results);
    let options =
        Options { resolve: |name, _| name.ends_with("Norland").then(|| "Q1".to_owned()), ..options() };
    assert_eq!(
        said_with(STUDIO, &file, &options)[1..],
        [
            "LOC Norland actor Q1",
            "PER Ann actor Ann Lind",
            "LOC Norland actor Q1",
            "Q1 against author",
            "Ann Lind favor author"
        ]
    );
    check_notes(STUDIO, &file, &options, &["names of actors that are known, given their ids: 2"]);
    let read = super::super::read(STUDIO, "f.x", &file, &options).expect("it is good");
    let names: Vec<&str> = read.documents[0].actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Realm of Norland", "Ann Lind"]);
    // Who has an id keeps it.
    let given =
        file.replace("\"data\":{", "\"data\":{\"actors\":[{\"id\":\"norland\",\"name\":\"Norland\"}],");
    assert_eq!(said_with(STUDIO, &given, &options)[3], "LOC Norland actor norland");
}

#[test]
fn one_annotation_counts() {
    let by = |who: Value, cancelled: bool, label: &str| {
        annotation(who, cancelled, &[region("a", "label", (0, 1), label, "x".into())])
    };
    let ann = json!({"id": 1, "email": "ann@x.org"});
    let file = tasks("x", &[by(3.into(), true, "LOC"), by(ann, false, "ORG"), by(2.into(), false, "PER")]);
    let read = |annotator: Option<&str>| {
        let options = Options { annotator: annotator.map(str::to_owned), ..options() };
        said_with(STUDIO, &file, &options).get(1).cloned()
    };
    assert_eq!(read(None).as_deref(), Some("ORG x actor -"));
    assert_eq!(read(Some("2")).as_deref(), Some("PER x actor -"));
    assert_eq!(read(Some("ann@x.org")).as_deref(), Some("ORG x actor -"));
    assert_eq!(read(Some("3")), None);
    let expected = [
        "annotations that their annotator skipped, left out: 1",
        "further annotations of a task, by 2, left out: 1",
    ];
    check_notes(STUDIO, &file, &options(), &expected);
    check_notes(STUDIO, &tasks("x", &[]), &options(), &["tasks without a finished annotation, left out: 1"]);
}

#[test]
fn words_tell_what_offsets_count() {
    let mention = |place: (usize, usize), words: Value| region("a", "label", place, "ORG", words);
    let text = "💩 ممثل حماس and 💩 UN here";
    let said = |results: &[Value]| said(STUDIO, &task(text, results))[1..].to_vec();
    assert_eq!(said(&[mention((7, 11), "حماس".into())]), ["ORG حماس actor -"]);
    assert_eq!(said(&[mention((8, 12), "حماس".into())]), ["ORG حماس actor -"]);
    let far = region("b", "label", (20, 22), "ORG", "UN".into());
    assert_eq!(said(&[mention((8, 12), "حماس".into()), far.clone()]), ["ORG حماس actor -", "ORG UN actor -"]);
    let note = "annotations without words in texts with emoji, their offsets taken as code points: 1";
    check_notes(STUDIO, &task(text, &[mention((7, 11), Value::Null)]), &options(), &[note]);
    check_notes(STUDIO, &task("é UN", &[mention((2, 4), Value::Null)]), &options(), &[]);
    let mixed = task(text, &[mention((7, 11), "حماس".into()), far]);
    check_bad(STUDIO, &mixed, &options(), &["task 1: region \"b\" says \"UN\", but 20..22"]);
    let units = Options { offsets: Some(Offsets::Utf16), ..options() };
    check_bad(
        STUDIO,
        &task(text, &[mention((1, 4), Value::Null)]),
        &units,
        &["cuts a character into halves"],
    );
}

#[test]
fn bad_tasks_say_why() {
    let bad = |results: &[Value], expected: &[&str]| {
        check_bad(STUDIO, &task("Ann met Bo", results), &options(), expected)
    };
    let mention =
        |id: &str, place: (usize, usize), label: &str| region(id, "label", place, label, Value::Null);
    bad(&[mention("a", (8, 11), "PER")], &["f.x:1: task 1, region \"a\": 8..11 ends past the text"]);
    bad(&[mention("a", (3, 3), "PER")], &["3..3 covers nothing"]);
    bad(
        &[mention("a", (0, 3), "PER"), mention("b", (0, 7), "ORG")],
        &["mentions overlap: 0..3 \"Ann\" and 0..7 \"Ann met\""],
    );
    bad(&[mention("a", (0, 3), "Person")], &["region \"a\": the type \"Person\" is not mapped"]);
    bad(
        &[region("a", "label", (0, 3), "PER", "Anne".into())],
        &["region \"a\" says \"Anne\", but 0..3 of the text is \"Ann\""],
    );
    bad(&[region("a", "paragraph", (0, 3), "poem", Value::Null)], &["\"poem\" is no role"]);
    bad(&[region("a", "residue", (0, 3), "residue", Value::Null)], &["residue is marked but no paragraph"]);
    let paragraph = region("p", "paragraph", (0, 7), "body", Value::Null);
    bad(
        &[paragraph.clone(), mention("a", (8, 10), "PER")],
        &["region \"a\" \"Bo\" lies in no single paragraph"],
    );
    bad(
        &[paragraph.clone(), region("r", "residue", (6, 10), "residue", Value::Null)],
        &["paragraphs and residue overlap"],
    );
    let (one, other) = (mention("a", (0, 3), "PER"), mention("b", (8, 10), "PER"));
    bad(&[one.clone(), choice("a", "stance", "good")], &["region \"a\", stance: \"good\" is not known"]);
    bad(&[one.clone(), choice("a", "stance", "favor")], &["\"Ann\" has a stance but no actor"]);
    bad(
        &[one.clone(), actor("a", &["A"]), choice("a", "voice", "quoted")],
        &["voice or sure without a stance"],
    );
    bad(&[one.clone(), actor("a", &["A", "B"])], &["region \"a\", actor: 2 answers; give one"]);
    let contradicting = [
        one.clone(),
        actor("a", &["A"]),
        choice("a", "stance", "favor"),
        choice("a", "voice", "author"),
        other,
        actor("b", &["A"]),
        choice("b", "stance", "against"),
        choice("b", "voice", "quoted"),
    ];
    bad(
        &contradicting,
        &["\"Bo\": another mention of \"A\" in the paragraph has another stance", "another voice"],
    );
    let hypertext = json!({"type": "labels", "id": "h", "value": {"start": "/div[1]/text()[1]", "end": "/p", "labels": ["PER"]}});
    bad(&[hypertext], &["only regions of <Text> are read"]);
    let two = json!({"type": "labels", "id": "h", "value": {"start": 0, "end": 1, "labels": ["PER", "ORG"]}});
    bad(&[two], &["must have one label"]);
    let min = r#"[{"text": "Ann", "id": 1, "label": [{"start": 0, "end": 3, "text": "Ann", "labels": ["PER"]}], "annotator": 1}]"#;
    check_bad(STUDIO, min, &options(), &["task 1: no \"data\"; export the project as JSON, not as JSON-MIN"]);
    check_bad(
        STUDIO,
        "[{\"data\": {\"image\": \"x\"}, \"annotations\": []}]",
        &options(),
        &["no \"text\" among the keys image"],
    );
    check_bad(
        STUDIO,
        "[{\"data\": {\"text\": \"x\"}, \"annotations\": [{}]}]",
        &options(),
        &["no list \"result\""],
    );
    check_bad(
        STUDIO,
        "[{\"data\": {\"text\": \"x\"}, \"annotations\": 1}]",
        &options(),
        &["\"annotations\" is not a list"],
    );
    let twice = task("x", &[]) + "\n" + &task("y", &[]);
    check_bad(
        STUDIO,
        &twice.replace("}]\n[", "},\n"),
        &options(),
        &["f.x:2: document \"7\" was read before at f.x:1"],
    );
}
