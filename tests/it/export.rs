//! Records become tables: every stance a row, whatever the format, and copies one story.

use std::collections::BTreeSet;
use std::fs::{self, File};

use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;

use crate::cli::{annotate, folder_with, path_in, standpoint};

const STORY: &str = "The council of Norland voted on Monday to build the bridge that the flood took away two years \
    ago, and the Harbour Party praised Mayor Ana Lind for a plan that it had called a waste in the spring.";

fn records(folder: &tempfile::TempDir, name: &str, documents: &[Value]) -> String {
    let input: String = documents.iter().map(|document| format!("{document}\n")).collect();
    let output = path_in(folder, name);
    let run = annotate(&["-"], &["-o", &output], input.as_bytes());
    assert!(run.code < 2, "{}", run.stderr);
    output
}

#[test]
fn records_become_tables() {
    let folder = folder_with(&[]);
    let targets =
        serde_json::json!([{"actor": "Harbour Party", "mentions": [[95, 108]]}, {"actor": "Ana, \"Lind\""}]);
    let other = "Sudria blamed Norland for the rain, the snow and the fog, and nobody in either of them was surprised.";
    let parts = [
        records(
            &folder,
            "one.jsonl",
            &[
                serde_json::json!({"id": "late", "date": "2024-10-25", "text": STORY, "targets": targets}),
                serde_json::json!({"id": "other", "text": other, "targets": [{"actor": "Sudria"}]}),
                serde_json::json!({"id": "bad", "text": ""}),
            ],
        ),
        records(
            &folder,
            "two.jsonl",
            &[
                serde_json::json!({"id": "early", "date": "2024-10-24", "text": format!("{STORY} It rained."), "targets": targets}),
            ],
        ),
    ];
    let [csv, parquet] = ["labels.csv", "labels.parquet"].map(|name| path_in(&folder, name));
    for output in [&csv, &parquet] {
        let run = standpoint(&["export", &parts[0], &parts[1], "-o", output], b"");
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(
            run.stderr.contains("5 rows of 3 documents, 2 stories (1 failed left out)"),
            "{}",
            run.stderr
        );
    }
    let text = fs::read_to_string(&csv).expect("a table");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().expect("names").iter().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    let cell =
        |row: &[String], name: &str| row[names.iter().position(|known| known == name).expect(name)].clone();
    let column = |name: &str| -> Vec<String> { rows.iter().map(|row| cell(row, name)).collect() };
    assert_eq!(column("document"), ["late", "late", "other", "early", "early"]);
    assert_eq!(column("story"), ["early", "early", "other", "early", "early"]);
    assert_eq!(column("actor")[..2], ["Harbour Party", "Ana, \"Lind\""]);
    assert_eq!(column("target"), ["0", "1", "0", "0", "1"]);
    // Rows say what the records say.
    let record: Value =
        serde_json::from_str(fs::read_to_string(&parts[0]).expect("records").lines().next().expect("one"))
            .expect("a record");
    let stance = &record["paragraphs"][0]["stances"][0];
    assert_eq!(cell(&rows[0], "stance"), stance["stance"].as_str().expect("a stance"));
    assert_eq!(cell(&rows[0], "score").parse::<f64>().ok(), stance["score"].as_f64());
    assert_eq!(cell(&rows[0], "favor").parse::<f64>().ok(), stance["probabilities"]["favor"].as_f64());
    assert_eq!(cell(&rows[0], "model"), "toy");
    // Both formats say the same.
    let file = SerializedFileReader::new(File::open(&parquet).expect("a table")).expect("Parquet");
    let again: Vec<Vec<String>> = file
        .get_row_iter(None)
        .expect("rows")
        .map(|row| {
            let cells = row.expect("a row").into_columns();
            assert_eq!(cells.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names);
            let words = cells.into_iter().map(|(_, field)| match field {
                parquet::record::Field::Null => String::new(),
                parquet::record::Field::Str(text) => text,
                other => other.to_string(),
            });
            words.collect()
        })
        .collect();
    let rounded = |rows: &[Vec<String>]| -> BTreeSet<String> {
        let word = |word: &String| {
            word.parse::<f64>().map_or_else(|_| word.clone(), |number| format!("{number:.4}"))
        };
        rows.iter().map(|row| row.iter().map(word).collect::<Vec<_>>().join("|")).collect()
    };
    assert_eq!(rounded(&again), rounded(&rows));
}

#[track_caller]
fn check_refused(arguments: &[&str], words: &str) {
    let run = standpoint(&[&["export"], arguments].concat(), b"");
    assert!(run.code == 2 && run.stderr.contains(words), "{} {}", run.code, run.stderr);
}

#[test]
fn what_is_no_file_of_records_is_said() {
    let folder = folder_with(&[
        ("input.jsonl", b"{\"id\":\"a\",\"text\":\"b\"}\n"),
        ("empty.jsonl", b""),
        ("there.csv", b""),
        ("broken.jsonl", b"\n{\"schema\":\n"),
    ]);
    let [input, empty, there, broken, out] =
        ["input.jsonl", "empty.jsonl", "there.csv", "broken.jsonl", "out.csv"]
            .map(|name| path_in(&folder, name));
    check_refused(&[&input, "-o", &out], "input.jsonl:1: not a record");
    check_refused(&[&broken, "-o", &out], "broken.jsonl:2: not a record");
    check_refused(&[&empty, "-o", &there], "already there; add --force");
    check_refused(&[&empty, "-o", &path_in(&folder, "out.xlsx")], "tables are .csv or .parquet files");
    check_refused(&[&path_in(&folder, "nowhere"), "-o", &out], "cannot read");
    let one = records(&folder, "one.jsonl", &[serde_json::json!({"id": "a", "text": STORY})]);
    check_refused(&[&one, &one, "-o", &out], "the document \"a\" is also at");
    let run = standpoint(&["export", &empty, "-o", &out], b"");
    assert_eq!(
        (run.code, fs::read_to_string(&out).expect("a table").lines().count()),
        (0, 1),
        "{}",
        run.stderr
    );
}

#[test]
fn other_voices_are_one_cell() {
    let folder = folder_with(&[]);
    let targets = serde_json::json!([{"actor": "Ana Lind"}, {"actor": "Harbour Party"}]);
    let document = serde_json::json!({"id": "a", "text": STORY, "targets": targets});
    let made = records(&folder, "made.jsonl", &[document]);
    let mut record: Value =
        serde_json::from_str(&fs::read_to_string(&made).expect("records")).expect("a record");
    let holder =
        |actor: Option<&str>| serde_json::json!({"actor": actor, "text": "she", "start": 0, "end": 3});
    record["paragraphs"][0]["stances"][0]["voices"] = serde_json::json!([
        {"voice": "quoted", "holder": holder(Some("Harbour Party")), "stance": "favor", "score": 0.5},
        {"voice": "quoted", "holder": holder(None), "stance": "against", "score": -0.25},
    ]);
    let (input, output) = (path_in(&folder, "voices.jsonl"), path_in(&folder, "voices.csv"));
    fs::write(&input, record.to_string()).expect("records");
    let run = standpoint(&["export", &input, "-o", &output], b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut reader = csv::Reader::from_path(&output).expect("a table");
    let column = reader.headers().expect("names").iter().position(|name| name == "voices").expect("voices");
    let cells: Vec<String> = reader.records().map(|row| row.expect("a row")[column].to_owned()).collect();
    let voices: Value = serde_json::from_str(&cells[0]).expect("JSON");
    let wanted = serde_json::json!([
        {"actor": "Harbour Party", "name": "Harbour Party", "stance": "favor", "score": 0.5},
        {"actor": null, "name": "she", "stance": "against", "score": -0.25},
    ]);
    assert_eq!((voices, cells[1].as_str()), (wanted, ""));
}
