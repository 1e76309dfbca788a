//! Pages, tables, archives, and all of it compressed.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::*;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const PAGE: &str = "<html><head><title>Rain in Orla</title></head><body><article><h1>Rain in Orla</h1>\
    <p>It rained in Orla for nine days, and the council met on Monday to talk about the old bridge.</p>\
    <p>The mayor said that nobody would be allowed to cross it before the engineers had seen it.</p>\
    </article></body></html>";

#[test]
fn compressed_files_are_their_contents() {
    check("a.txt.gz", gzip(b"It rained."), &[r#"a.txt.gz "It rained.""#]);
    check("a.txt.zst", zstd::encode_all(&b"It rained."[..], 3).unwrap(), &[r#"a.txt.zst "It rained.""#]);
    let lines = b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n";
    check("a.jsonl.gz", gzip(lines), &["a.jsonl.gz#1 \"a\"", "a.jsonl.gz#2 \"b\""]);
    // The name need not say so.
    check("a.jsonl", gzip(lines), &["a.jsonl#1 \"a\"", "a.jsonl#2 \"b\""]);
    let cut = &gzip(lines)[..25];
    check("a.txt.gz", cut, &["the file is damaged; fetch it again"]);
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.jsonl.gz");
    fs::write(&path, cut).unwrap();
    let found = lines_of(&[path], &Options::default());
    assert!(found.last().unwrap().contains("io"), "{found:?}");
}

#[test]
fn a_compressed_bomb_is_one_bad_record() {
    let bomb = gzip(&vec![b'a'; 300 << 20]);
    assert!(bomb.len() < 4 << 20);
    check("a.txt.gz", &bomb, &["more than 16 MiB in one document; split the file into articles"]);
    check("a.jsonl.gz", &bomb, &["the line is longer than 16 MiB; write one article a line"]);
}

#[test]
fn pages_become_documents() {
    let found = |name: &str, bytes: &[u8]| {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        lines_of(&[folder.path().join(name)], &Options::default())
    };
    let lines = found("a.html", PAGE.as_bytes());
    assert!(
        lines[0].starts_with("a.html") && lines[0].contains("It rained in Orla for nine days"),
        "{lines:?}"
    );
    assert!(lines[0].contains("title=Rain in Orla"), "{lines:?}");
    let latin =
        [&b"<meta charset=iso-8859-1>"[..], b"<p>Z\xFCrich rained for nine days, and nobody went out."]
            .concat();
    assert!(found("a.htm", &latin)[0].contains("Zürich"));
    let json = serde_json::json!({"html": PAGE, "title": "Given"}).to_string();
    let lines = found("a.jsonl", json.as_bytes());
    assert!(lines[0].contains("nobody would be allowed") && lines[0].contains("title=Given"), "{lines:?}");
    check("a.html", "<html><body><script>x()</script></body></html>", &["BAD a.html empty"]);
    check(
        "a.jsonl",
        r#"{"html":"<p>x","split":false}"#,
        &["\"split\": false and offsets count in a \"text\""],
    );
    check("a.jsonl", r#"{"html":"<p>x","text":"y"}"#, &[r#"a.jsonl#1 "y" {"html":"<p>x"}"#]);
}

#[test]
fn tabs_separate_too() {
    check(
        "a.tsv",
        "id\ttext\n1\tIt rained, and snowed.\n2\t\"a\tb\"\n",
        &["1 \"It rained, and snowed.\"", r#"2 "a\tb""#],
    );
    check(
        "a.tsv",
        "id\ttext\n1\t\"Breaking: it rained\n2\t\"No,\" she said.\n",
        &["1 \"\\\"Breaking: it rained\"", "2 \"\\\"No,\\\" she said.\""],
    );
    check("a.tsv", "id,text\n1,x\n", &["fields must be separated by tabs"]);
    check("a.csv", "id\ttext\n1\tx\n", &["fields must be separated by commas; add --format tsv for tabs"]);
}

/// A Parquet file with one group of rows: ids, texts, and years.
fn parquet_file(message: &str, compression: Compression) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(message).unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let strings = |words: [&str; 2]| words.map(|word| ByteArray::from(word.as_bytes().to_vec()));
    for values in [strings(["p1", "p2"]), strings(["It rained in Zürich.", "It snowed 🙂."])] {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
        column.close().unwrap();
    }
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int32Type>().write_batch(&[2024], Some(&[1, 0]), None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

/// The same with its usual columns.
pub(super) fn small_parquet_file() -> Vec<u8> {
    let message =
        "message m { required binary id (UTF8); required binary text (UTF8); optional int32 year; }";
    parquet_file(message, Compression::SNAPPY)
}

#[test]
fn points_in_time_of_parquet_are_dates() {
    let message =
        |kind: &str| format!("message m {{ required binary text (UTF8); required int64 date ({kind}); }}");
    for (kind, value, expected) in [
        ("TIMESTAMP(MILLIS,true)", 1_729_798_200_000, "2024-10-24T19:30:00Z"),
        ("TIMESTAMP(MICROS,false)", 1_729_798_200_000_000, "2024-10-24T19:30:00"),
        ("TIMESTAMP(NANOS,true)", 1_729_798_200_000_000_000, "2024-10-24T19:30:00Z"),
    ] {
        let bytes = one_row(&message(kind), |column| {
            column.typed::<Int64Type>().write_batch(&[value], None, None).unwrap();
        });
        check("a.parquet", bytes, &[&format!("\"It rained.\" date={expected}")]);
    }
    // A day that no calendar has is no date, and no end of the run.
    for (days, expected) in [(20_020, " date=2024-10-24"), (i32::MAX, "")] {
        let bytes =
            one_row("message m { required binary text (UTF8); required int32 date (DATE); }", |column| {
                column.typed::<Int32Type>().write_batch(&[days], None, None).unwrap();
            });
        check("a.parquet", bytes, &[&format!("\"It rained.\"{expected}")]);
    }
}

/// A file of one text and one value in a second column.
fn one_row(
    message: &str,
    fill: impl FnOnce(&mut parquet::file::writer::SerializedColumnWriter<'_>),
) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(message).unwrap());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<ByteArrayType>().write_batch(&[ByteArray::from("It rained.")], None, None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    fill(&mut column);
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn parquet_rows_are_documents() {
    let message =
        "message m { required binary id (UTF8); required binary text (UTF8); optional int32 year; }";
    let rows = ["p1 \"It rained in Zürich.\" {\"year\":2024}", "p2 \"It snowed 🙂.\" {\"year\":null}"];
    for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(Default::default())]
    {
        check("a.parquet", parquet_file(message, compression), &rows);
    }
    // Writers that leave the type open mean text too.
    check("a.parquet", parquet_file(&message.replace(" (UTF8)", ""), Compression::SNAPPY), &rows);
    let other = message.replace("text", "body");
    check(
        "a.parquet",
        parquet_file(&other, Compression::SNAPPY),
        &["no column \"text\" among \"id\", \"body\", \"year\""],
    );
    let key = Options { text_key: "year".to_owned(), ..Options::default() };
    check_with(
        &key,
        "a.parquet",
        parquet_file(message, Compression::SNAPPY),
        &["the column \"year\" holds INT32, not strings"],
    );
    let bytes = parquet_file(message, Compression::SNAPPY);
    for damaged in [&bytes[..bytes.len() / 2], b"PAR1", b"", &[0; 100][..]] {
        check("a.parquet", damaged, &["not readable Parquet"]);
    }
}

/// A record of an archive.
fn warc_record(kind: &str, id: &str, block: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:x:{id}>\r\nWARC-Target-URI: https://example.com/{id}\r\n\
         WARC-Date: 2024-10-24T00:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [header.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {status}\r\n{headers}\r\n\r\n").as_bytes(), body].concat()
}

#[track_caller]
fn check_warc(bytes: &[u8], expected: &[&[&str]]) {
    for bytes in [bytes.to_vec(), gzip(bytes)] {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.warc.gz");
        fs::write(&path, bytes).unwrap();
        let found = lines_of(&[path], &Options::default());
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (found, words) in found.iter().zip(expected) {
            assert!(words.iter().all(|word| found.contains(word)), "{found} lacks one of {words:?}");
        }
    }
}

#[test]
fn archives_give_their_pages() {
    let html = "Content-Type: text/html; charset=utf-8";
    let page = PAGE.as_bytes();
    let archive = [
        warc_record("warcinfo", "0", b"software: x\r\n"),
        warc_record("request", "1", b"GET / HTTP/1.1\r\n\r\n"),
        warc_record("response", "2", &response("200 OK", html, page)),
        warc_record("response", "3", &response("404 Not Found", html, page)),
        warc_record("response", "4", &response("200 OK", "Content-Type: image/png", b"\x89PNG")),
        warc_record(
            "response",
            "5",
            &response("200 OK", &format!("{html}\r\nContent-Encoding: gzip"), &gzip(page)),
        ),
    ];
    let rained = "It rained in Orla for nine days";
    check_warc(
        &archive.concat(),
        &[
            &["urn:x:2 ", rained, "url=https://example.com/2", "warc_date\":\"2024-10-24T00:00:00Z"],
            &["urn:x:5 ", rained],
        ],
    );
    let chunked = [format!("{:x}\r\n", page.len()).as_bytes(), page, b"\r\n0\r\n\r\n"].concat();
    let latin = "Content-Type: text/html; charset=\"ISO-8859-1\"\r\nTransfer-Encoding: chunked";
    check_warc(&warc_record("response", "6", &response("200 OK", latin, &chunked)), &[&["urn:x:6", rained]]);
    let brotli = format!("{html}\r\nContent-Encoding: br");
    check_warc(
        &warc_record("response", "7", &response("200 OK", &brotli, b"\x8b")),
        &[&["BAD urn:x:7 io", "\"br\""]],
    );
    check_warc(b"", &[]);
}

#[test]
fn a_damaged_archive_is_read_as_far_as_it_goes() {
    let html = "Content-Type: text/html";
    let good = |id: &str| warc_record("response", id, &response("200 OK", html, PAGE.as_bytes()));
    let damaged = [good("1"), b"garbage\r\nmore\r\n\r\n".to_vec(), good("2")].concat();
    check_warc(&damaged, &[&["urn:x:1"], &["BAD a.warc.gz#2 syntax", "no WARC record"], &["urn:x:2"]]);
    let cut = &good("1")[..good("1").len() - 40];
    check_warc(cut, &[&["BAD a.warc.gz#1 syntax", "ends inside a record"]]);
    // Bytes behind a compressed body are of no interest, and a block that lies about itself injects nothing.
    let html = "Content-Type: text/html\r\nContent-Encoding: gzip";
    let padded = [gzip(PAGE.as_bytes()), b"\r\n\0\0".to_vec()].concat();
    check_warc(&warc_record("response", "8", &response("200 OK", html, &padded)), &[&["urn:x:8"]]);
    let inner =
        warc_record("response", "forged", &response("200 OK", "Content-Type: text/html", PAGE.as_bytes()));
    let endless =
        [&b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: "[..], &vec![b'x'; 300_000], b"\r\n", &inner]
            .concat();
    let lying = [warc_record("response", "9", &endless), good("3")].concat();
    check_warc(&lying, &[&["BAD a.warc.gz#1 syntax", "a header without an end"], &["urn:x:3"]]);
    check_warc(&[warc_record("response", "10", b""), good("4")].concat(), &[&["urn:x:4"]]);
    let marked: Vec<u8> =
        "\u{feff}".encode_utf16().chain(PAGE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let utf16 = warc_record("response", "11", &response("200 OK", "Content-Type: text/html", &marked));
    check_warc(&utf16, &[&["urn:x:11", "It rained in Orla for nine days"]]);
    let endless = b"WARC/1.0\r\nX: y".to_vec();
    check_warc(&endless, &[&["BAD a.warc.gz#1 syntax", "a header without an end"]]);
    let no_length = b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec();
    check_warc(&no_length, &[&["BAD a.warc.gz#1 syntax", "without its length"]]);
}
