//! `score`, `compare` and `gold` as a user meets them: what they print, what they refuse, and how they say it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::{Value, json};
use standpoint::gold::set::Manifest;
use tempfile::TempDir;

/// A folder with files in it.
pub(crate) struct Desk(TempDir);

impl Desk {
    pub(crate) fn with(files: &[(&str, String)]) -> Self {
        let folder = TempDir::new().expect("a folder");
        for (name, content) in files {
            fs::write(folder.path().join(name), content).expect("a file");
        }
        Self(folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the program in the folder: exit code, standard output, standard error.
    pub(crate) fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .expect("the program");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code().expect("a code"), text(output.stdout), text(output.stderr))
    }
}

/// A document in which Norland (a place, known as Q1) and Ann get stances.
pub(crate) fn document(id: &str, norland: &str, ann: &str) -> Value {
    json!({
        "id": id, "text": "Norland and Ann spoke.\nShare this", "source": "The Post",
        "paragraphs": [{
            "start": 0, "end": 22, "role": "body",
            "mentions": [
                {"start": 0, "end": 7, "text": "Norland", "type": "LOC", "actor": "Q1"},
                {"start": 12, "end": 15, "text": "Ann", "type": "PER", "actor": "ann"},
            ],
            "stances": [{"actor": "Q1", "stance": norland}, {"actor": "ann", "stance": ann}],
        }],
        "removed": [{"start": 23, "end": 33, "text": "Share this"}],
        "actors": [{"id": "Q1", "name": "Norland"}, {"id": "ann", "name": "Ann"}],
    })
}

pub(crate) fn lines(values: &[Value]) -> String {
    values.iter().map(|value| format!("{value}\n")).collect()
}

pub(crate) fn gold() -> String {
    lines(&[
        document("a", "against", "neutral"),
        document("b", "neutral", "favor"),
        document("c", "favor", "neutral"),
    ])
}

/// Predictions with one wrong stance in document b.
pub(crate) fn predictions() -> String {
    lines(&[
        document("a", "against", "neutral"),
        document("b", "neutral", "neutral"),
        document("c", "favor", "neutral"),
    ])
}

/// Scores `predictions` against `gold` and expects a refusal whose message has all of `parts`.
fn refused(gold: String, predictions: String, parts: &[&str]) {
    let desk = Desk::with(&[("gold.jsonl", gold), ("p.jsonl", predictions)]);
    let (code, stdout, stderr) = desk.run(&["score", "p.jsonl", "--gold", "gold.jsonl"]);
    assert_eq!((code, stdout.as_str()), (2, ""), "{stderr}");
    for part in parts {
        assert!(stderr.contains(part), "{part:?} is not in: {stderr}");
    }
}

/// A gold file whose second document is changed.
fn with_second(change: impl Fn(&mut Value)) -> String {
    let mut documents: Vec<Value> =
        gold().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    change(&mut documents[1]);
    lines(&documents)
}

#[test]
fn a_score_is_printed_and_written_in_four_forms() {
    let desk = Desk::with(&[("gold.jsonl", gold()), ("mine.jsonl", predictions())]);
    let (code, stdout, stderr) = desk.run(&[
        "score",
        "mine.jsonl",
        "--gold",
        "gold.jsonl",
        "-o",
        "r.html",
        "-o",
        "r.md",
        "-o",
        "r.json",
        "-o",
        "r.txt",
    ]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.contains("gold, track end-to-end: 3 documents of 3 articles, 3 paragraphs."));
    assert_eq!(fs::read_to_string(desk.path("r.txt")).expect("text"), stdout);
    let found: Value =
        serde_json::from_str(&fs::read_to_string(desk.path("r.json")).expect("JSON")).expect("JSON");
    let metric = |system: usize, key: &str| found["systems"][system]["metrics"][key]["value"].as_f64();
    assert_eq!(metric(0, "entities.f1"), Some(1.0));
    assert_eq!(metric(0, "actors.accuracy"), Some(1.0));
    assert_eq!(metric(0, "residue.f1"), Some(1.0));
    assert_eq!(metric(0, "stance.accuracy"), Some(0.833333));
    assert_eq!(metric(0, "triples.f1"), Some(0.833333));
    assert_eq!(found["systems"][0]["attribution"]["lost"]["stance"], 1);
    assert_eq!((&found["systems"][1]["name"], metric(1, "stance.accuracy")), (&json!("majority"), Some(0.5)));
    assert_eq!(found["systems"][2]["name"], "best target-blind");
    let page = fs::read_to_string(desk.path("r.html")).expect("a page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<svg") && !page.contains("<script"));
    assert!(!page.contains("http"), "the page needs nothing from elsewhere");
    let markdown = fs::read_to_string(desk.path("r.md")).expect("Markdown");
    assert!(markdown.contains("| majority |"));
}

#[test]
fn limits_decide_the_exit_code() {
    let desk = Desk::with(&[("gold.jsonl", gold()), ("p.jsonl", predictions())]);
    let score = |limit: &str| desk.run(&["score", "p.jsonl", "--gold", "gold.jsonl", "--fail-under", limit]);
    assert_eq!(score("stance.accuracy=0.8").0, 0);
    let (code, _, stderr) = score("stance.accuracy=0.9");
    assert_eq!((code, stderr.as_str()), (1, "failed: stance.accuracy is 0.8333, under 0.9\n"));
    let (code, _, stderr) = score("stance.brier=0.1");
    assert_eq!(code, 1);
    assert!(stderr.contains("not defined on this set"));
    let (code, _, stderr) = score("stance.f2=0.9");
    assert_eq!(code, 2);
    assert!(stderr.contains("no metric \"stance.f2\"") && stderr.contains("stance.macro_f1"));
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let without_b = lines(&[document("a", "against", "neutral"), document("c", "favor", "neutral")]);
    refused(gold(), without_b.clone(), &["gold.jsonl:2: document \"b\" has no prediction; annotate all"]);
    refused(without_b, predictions(), &["p.jsonl:2: document \"b\" is not in the gold"]);
    let other_text = predictions().replace("spoke.", "talked");
    refused(
        gold(),
        other_text,
        &["p.jsonl:1: the text of \"a\" differs from the gold's at code point 16: \"talked"],
    );
    let other_space = predictions().replace("Ann spoke", "Ann\u{a0}spoke");
    refused(
        gold(),
        other_space,
        &["code point 15: \"\\u{a0}spoke.\\nShare this\" (U+00A0) instead of \" spoke"],
    );
    let twice = format!("{}{}", predictions(), lines(&[document("a", "favor", "favor")]));
    refused(gold(), twice, &["p.jsonl:4: document \"a\" is there twice, first on line 1"]);
}

#[test]
fn wrong_labels_are_named_with_their_line() {
    let mention = |key: &'static str, value: Value| {
        with_second(move |document| document["paragraphs"][0]["mentions"][1][key] = value.clone())
    };
    refused(
        mention("end", json!(99)),
        predictions(),
        &["gold.jsonl:2", "12..99 ends past the text, which has 33 code points"],
    );
    refused(mention("end", json!(12)), predictions(), &["gold.jsonl:2", "12..12 covers nothing"]);
    refused(
        mention("start", json!(13)),
        predictions(),
        &["gold.jsonl:2", "says \"Ann\", but 13..15 of the text is \"nn\""],
    );
    refused(mention("text", json!("\u{1b}Ann\u{a0}")), predictions(), &["says \"\\u{1b}Ann\\u{a0}\", but"]);
    refused(
        mention("start", json!(3)),
        predictions(),
        &["gold.jsonl:2", "mentions 0..7 and mentions 3..15 overlap"],
    );
    refused(
        mention("type", json!("GPE")),
        predictions(),
        &["gold.jsonl:2", "type is \"GPE\"; it must be one of PER, ORG"],
    );
    refused(
        mention("use", json!("agent")),
        predictions(),
        &["use is \"agent\"; it must be one of actor, place, credit"],
    );
    let row = |key: &'static str, value: Value| {
        with_second(move |document| document["paragraphs"][0]["stances"][0][key] = value.clone())
    };
    refused(
        row("stance", json!("positive")),
        predictions(),
        &["stance is \"positive\"; it must be one of against, neutral, favor"],
    );
    refused(row("actor", json!("ann")), predictions(), &["paragraphs[0] has two rows for \"ann\""]);
    let probabilities = json!({"against": 0.5, "neutral": 0.2, "favor": 0.1});
    refused(gold(), row("probabilities", probabilities), &["p.jsonl:2", "must add up to 1"]);
    refused(gold(), row("stance", json!(2)), &["p.jsonl:2: not a record: invalid type", "gold import"]);
    refused(gold(), "{\"id\":\"a\"\n".into(), &["p.jsonl:1: not a record"]);
    refused(
        gold(),
        with_second(|document| document["schema"] = json!("standpoint/9")),
        &["schema \"standpoint/9\""],
    );
    refused(gold(), "\n \n".into(), &["p.jsonl: no document in it"]);
    refused(String::new(), predictions(), &["gold.jsonl: no document in it"]);
    let no_text = with_second(|document| document["text"] = Value::Null);
    refused(no_text, predictions(), &["gold.jsonl:2: document \"b\" has no \"text\""]);
}

#[test]
fn missing_files_and_folders_are_named() {
    let desk = Desk::with(&[("p.jsonl", predictions()), ("set.toml", "name = 3".into())]);
    let (code, _, stderr) = desk.run(&["score", "p.jsonl", "--gold", "nowhere"]);
    assert_eq!((code, stderr.as_str()), (2, "error: nowhere: no such file or folder; check the path\n"));
    let (code, _, stderr) = desk.run(&["score", "p.jsonl", "--gold", "."]);
    assert_eq!(code, 2);
    assert!(stderr.contains("set.toml:1:"), "{stderr}");
    assert_eq!(desk.run(&["score", "p.jsonl", "--gold", "nowhere", "-o", "r.html"]).0, 2);
    assert!(!desk.path("r.html.partial").exists(), "a failed run leaves nothing behind");
    let (code, _, stderr) = desk.run(&["score", "p.jsonl", "--gold", "p.jsonl", "-o", "report.pdf"]);
    assert_eq!(
        (code, stderr.as_str()),
        (2, "error: report.pdf: a report ends in .html, .md, .json or .txt\n")
    );
}

#[test]
fn failed_documents_and_single_classes_are_said_and_counted() {
    let failed = json!({"schema": "standpoint/1", "id": "b", "error": {"kind": "model", "message": "no"}});
    let all_neutral = |id| document(id, "neutral", "neutral");
    let desk = Desk::with(&[
        ("gold.jsonl", lines(&[all_neutral("a"), all_neutral("b")])),
        ("p.jsonl", lines(&[all_neutral("a"), failed])),
    ]);
    let (code, stdout, stderr) = desk.run(&["score", "p.jsonl", "--gold", "gold.jsonl"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.contains("the program failed on 1 documents; all their labels count as missed"));
    assert!(stdout.contains("all gold rows are neutral"));
    assert!(!stdout.contains("NaN") && !stdout.contains("inf"), "{stdout}");
    let one = Desk::with(&[("gold.jsonl", lines(&[all_neutral("a")]))]);
    let (_, stdout, _) = one.run(&["score", "gold.jsonl", "--gold", "gold.jsonl"]);
    assert!(stdout.contains("one article only: no interval can be given") && !stdout.contains("NaN"));
}

#[test]
fn tracks_are_never_mixed() {
    let mut given = document("b", "neutral", "favor");
    for (number, row) in
        given["paragraphs"][0]["stances"].as_array_mut().expect("rows").iter_mut().enumerate()
    {
        row["target"] = json!(number);
    }
    let mixed = lines(&[document("a", "against", "neutral"), given, document("c", "favor", "neutral")]);
    refused(gold(), mixed, &["p.jsonl:1 is of the track end-to-end and p.jsonl:2 of given-targets"]);
}

#[test]
fn versions_are_compared_on_the_same_documents() {
    let better = gold();
    let desk = Desk::with(&[
        ("gold.jsonl", gold()),
        ("old.jsonl", predictions()),
        ("new.jsonl", better),
        ("part.jsonl", lines(&[document("a", "against", "neutral")])),
    ]);
    let (code, stdout, stderr) = desk.run(&[
        "compare",
        "old.jsonl",
        "new.jsonl",
        "--gold",
        "gold.jsonl",
        "-o",
        "c.json",
        "--fail-if-worse",
        "stance.macro_f1",
    ]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.contains("1 rows changed: 1 became right, 0 became wrong, 0 neither."));
    let found: Value =
        serde_json::from_str(&fs::read_to_string(desk.path("c.json")).expect("JSON")).expect("JSON");
    assert_eq!(found["others"][0]["flips"][0]["actor"], "Ann");
    assert_eq!(found["others"][0]["flips"][0]["paragraph"], "Norland and Ann spoke.");
    let (code, _, stderr) = desk.run(&[
        "compare",
        "new.jsonl",
        "old.jsonl",
        "--gold",
        "gold.jsonl",
        "--fail-if-worse",
        "stance.accuracy:0.1",
    ]);
    assert_eq!(code, 1);
    assert!(
        stderr.contains("failed: old is worse than new: stance.accuracy -0.1667, more than 0.1"),
        "{stderr}"
    );
    // A margin in points would let everything pass.
    let limit = ["--fail-if-worse", "stance.accuracy:1"];
    let (code, stdout, stderr) =
        desk.run(&[&["compare", "new.jsonl", "old.jsonl", "--gold", "gold.jsonl"][..], &limit].concat());
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("a point of the report is 0.01"), "{stderr}");
    let (code, _, stderr) = desk.run(&["compare", "old.jsonl", "part.jsonl", "--gold", "gold.jsonl"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("are over different documents: \"b\" (and 1 more) is in one only"), "{stderr}");
    let (code, stdout, _) =
        desk.run(&["compare", "old.jsonl", "part.jsonl", "--gold", "gold.jsonl", "--intersection"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("1 of 3 documents of the gold are in all predictions"));
}

#[test]
fn labels_without_texts_are_scored_beside_gold_that_has_them() {
    let desk = Desk::with(&[("gold.jsonl", gold()), ("p.jsonl", predictions())]);
    let (code, stdout, stderr) = desk.run(&["gold", "export", "p.jsonl", "--format", "labels"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(!stdout.contains("Norland and Ann"));
    fs::write(desk.path("bare.jsonl"), &stdout).expect("written");
    let numbers = |file: &str| -> Vec<String> {
        let (code, stdout, stderr) = desk.run(&["score", file, "--gold", "gold.jsonl"]);
        assert_eq!(code, 0, "{stderr}");
        stdout.split_whitespace().filter(|word| word.contains('.')).map(str::to_string).collect()
    };
    assert_eq!(numbers("bare.jsonl"), numbers("p.jsonl"));
    // Also where one part of the gold is scored and the labels are of all parts.
    let parts = with_second(|document| document["split"] = json!("dev"));
    fs::write(desk.path("parts.jsonl"), parts).expect("written");
    for verb in [&["score", "bare.jsonl"][..], &["compare", "bare.jsonl", "bare.jsonl"]] {
        let (code, stdout, stderr) =
            desk.run(&[verb, &["--gold", "parts.jsonl", "--split", "test"]].concat());
        assert_eq!(code, 0, "{stderr}");
        assert!(stdout.contains("parts test, track end-to-end: 2 documents"), "{stdout}");
    }
    let at = stdout.find("sha256:").expect("a fingerprint") + 7;
    let other = format!("{}{}{}", &stdout[..at], "0".repeat(64), &stdout[at + 64..]);
    refused(gold(), other, &["p.jsonl:1: document \"a\" was labelled on another text"]);
}

#[test]
fn a_set_has_as_many_documents_as_it_says() {
    let manifest =
        "name = \"x\"\ntitle = \"\"\nsource = \"\"\nlicence = \"\"\nlayers = [\"stance\"]\ndocuments = ";
    let desk = Desk::with(&[
        ("gold.jsonl", gold()),
        ("p.jsonl", predictions()),
        ("set.toml", format!("{manifest}72\n")),
    ]);
    for arguments in [&["gold", "check", "."][..], &["score", "p.jsonl", "--gold", "."]] {
        let (code, _, stderr) = desk.run(arguments);
        assert_eq!(code, 2);
        assert!(stderr.contains("gold.jsonl: 3 documents, set.toml says 72"), "{stderr}");
    }
    fs::write(desk.path("set.toml"), format!("{manifest}3\n")).expect("written");
    assert_eq!(desk.run(&["score", "p.jsonl", "--gold", "."]).0, 0);
    let slip = with_second(|document| document["paragraphs"][0]["stance"] = json!([]));
    fs::write(desk.path("gold.jsonl"), slip).expect("written");
    let (code, _, stderr) = desk.run(&["gold", "check", "."]);
    assert_eq!(code, 1);
    assert!(stderr.contains("gold.jsonl:2: paragraphs[0].stance is a key that nobody reads"), "{stderr}");
}

#[test]
fn inputs_are_no_labels() {
    let inputs =
        lines(&["a", "b", "c"].map(|id| json!({"id": id, "text": document(id, "favor", "favor")["text"]})));
    refused(
        gold(),
        inputs.clone(),
        &["p.jsonl: no document in it has a paragraph: it holds inputs, not labels"],
    );
    refused(inputs, predictions(), &["gold.jsonl: no document in it has a paragraph"]);
    let cut = with_second(|document| document["paragraphs"] = json!([[0, 22]]));
    refused(gold(), cut, &["p.jsonl:2: not a record", "`standpoint annotate` reads inputs"]);
}

#[test]
fn labellings_of_one_file_name_are_told_apart_and_must_be_of_the_same_documents() {
    let desk = Desk::with(&[("l.jsonl", gold()), ("one.jsonl", lines(&[document("a", "favor", "favor")]))]);
    fs::create_dir(desk.path("b")).expect("a folder");
    fs::copy(desk.path("l.jsonl"), desk.path("b/l.jsonl")).expect("a copy");
    let (code, stdout, stderr) = desk.run(&["gold", "agree", "l.jsonl", "b/l.jsonl"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.contains("l.jsonl with b/l.jsonl"), "{stdout}");
    let (code, _, stderr) = desk.run(&["gold", "agree", "l.jsonl", "one.jsonl"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("l and one are over different documents: \"b\" (and 1 more)"), "{stderr}");
}

/// The committed sets keep their own rules, and what their manifests say of them.
#[test]
fn committed_sets_are_whole() {
    let sets = Path::new(env!("CARGO_MANIFEST_DIR")).join("evaluation/sets");
    let mut n_checked = 0;
    for entry in fs::read_dir(&sets).expect("sets") {
        let folder = entry.expect("an entry").path();
        if !folder.is_dir() {
            continue;
        }
        let manifest = Manifest::open(&folder.join("set.toml")).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(manifest.name, folder.file_name().expect("a name").to_string_lossy());
        manifest.import().unwrap_or_else(|message| panic!("{}: {message}", manifest.name));
        if !folder.join("gold.jsonl").is_file() {
            assert!(manifest.import.is_some(), "{}: neither gold nor [import]", manifest.name);
            continue;
        }
        let desk = Desk::with(&[]);
        let (code, stdout, stderr) = desk.run(&["gold", "check", &folder.display().to_string()]);
        assert_eq!(code, 0, "{stdout}{stderr}");
        assert!(stdout.contains(&format!(": {} documents", manifest.documents)), "{stdout}");
        n_checked += 1;
    }
    assert!(n_checked > 0, "no set with gold under {}", sets.display());
}
