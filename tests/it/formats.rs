//! A folder that mixes every format is one run.

use std::io::Write;
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use crate::cli::{annotate, folder_with};

const STORY: &str =
    "Norland praised Sudria on Monday, and the council of Orla blamed the Harbour Party for the flood.";

fn page() -> String {
    let more = "Nobody was allowed to cross the old bridge before the engineers had seen it, the mayor said on Tuesday.";
    format!(
        "<!doctype html><html lang=en><head><title>Rain in Orla</title></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>Rain in Orla</h1><p>{STORY}</p><p>{more}</p></article><footer>Share this</footer></body></html>"
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("to compress");
    encoder.finish().expect("gzip")
}

fn warc() -> Vec<u8> {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page());
    let header = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:warc>\r\nContent-Length: {}\r\n\r\n",
        response.len()
    );
    gzip(format!("{header}{response}\r\n\r\n").as_bytes())
}

fn parquet() -> Vec<u8> {
    let schema =
        Arc::new(parse_message_type("message m { required binary text (UTF8); }").expect("a schema"));
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Default::default()).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let mut column = group.next_column().expect("a column").expect("a column");
    column.typed::<ByteArrayType>().write_batch(&[ByteArray::from(STORY)], None, None).expect("a value");
    column.close().expect("a column");
    group.close().expect("a group");
    writer.close().expect("a file");
    bytes
}

#[test]
fn a_folder_of_every_format_is_one_run() {
    let line = format!("{}\n", serde_json::json!({"text": STORY}));
    let latin: Vec<u8> = format!("{STORY} A caf\u{e9}.").chars().map(|character| character as u8).collect();
    let folder = folder_with(&[
        ("a.txt", STORY.as_bytes()),
        ("b.md", STORY.as_bytes()),
        ("c.html", page().as_bytes()),
        ("d.jsonl", line.as_bytes()),
        ("e.csv", format!("text\n\"{STORY}\"\n").as_bytes()),
        ("f.tsv", format!("text\n{STORY}\n").as_bytes()),
        ("g.parquet", &parquet()),
        ("h.warc.gz", &warc()),
        ("i.jsonl.gz", &gzip(line.as_bytes())),
        ("j.html.zst", &zstd::encode_all(page().as_bytes(), 3).expect("zstd")),
        ("k.txt", &latin),
        ("l.png", b"\x89PNG"),
    ]);
    let run = annotate(&[folder.path().to_str().expect("a path")], &[], b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("files and folders left out: 1 (hidden"), "{}", run.stderr);
    let records = run.records();
    let ids: Vec<&str> = records.iter().map(|record| record["id"].as_str().expect("an id")).collect();
    let expected = [
        "a.txt",
        "b.md",
        "c.html",
        "d.jsonl#1",
        "e.csv#2",
        "f.tsv#2",
        "g.parquet#1",
        "urn:x:warc",
        "i.jsonl.gz#1",
        "j.html.zst",
        "k.txt",
    ];
    assert_eq!(ids, expected);
    for record in &records {
        let judged = record["paragraphs"].as_array().expect("paragraphs").iter().any(|paragraph| {
            let text: String = record["text"]
                .as_str()
                .expect("a text")
                .chars()
                .skip(paragraph["start"].as_u64().expect("a start") as usize)
                .take(STORY.len())
                .collect();
            text == STORY
        });
        assert!(judged, "{}", record["id"]);
    }
}
