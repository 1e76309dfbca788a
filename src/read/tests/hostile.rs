//! Input that nobody meant well: whatever the bytes, items come out, and nothing breaks.
//!
//! `PROPTEST_CASES=100000 cargo test --release hostile` looks for longer.

use std::io::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

/// A whole file of each format.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let text = "Rain in Orla\n\nIt rained “for nine days”.\r\n\r\nShare this\n\n- an item\n| a | b |\n"
        .as_bytes()
        .to_vec();
    let page = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Rain &amp; snow</title>\
        <script type=\"application/ld+json\">{\"headline\":\"x\",\"datePublished\":\"2024-10-24\"}</script></head>\
        <body><nav><a href=/>Home</a></nav><article><h1>Rain</h1><p>It rained <b>for nine days</b> &mdash; and <br>\
        nobody went out, not even the mayor.</p><ul><li>one<li>two</ul><table><tr><td>a<td>b</table>\
        <blockquote>Dry days are over.</blockquote></article><!-- x --></body></html>";
    let line = "{\"id\":\"x\",\"text\":\"It rained \\ud83d\\ude00.\",\"targets\":[{\"actor\":\"Orla\",\"mentions\":[[0,2]]}]}\n\
        {\"paragraphs\":[\"a\",\"b\"],\"date\":\"May 4, 2021\",\"metadata\":{\"k\":[1,null]}}\n{\"html\":\"<p>x\"}\n";
    let csv = "id,text,html\r\n1,\"a \"\"b\"\", c\",\r\n2,d,<p>\r\n";
    let response = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}\r\n0\r\n\r\n",
        page.len()
    );
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nContent-Length: {}\r\n\r\n{response}\r\n\r\n",
        response.len()
    );
    let utf16: Vec<u8> = "\u{feff}Rain 🙂".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(line.as_bytes()).unwrap();
    vec![
        ("a.txt", text),
        ("a.md", utf16),
        ("a.html", page.as_bytes().to_vec()),
        ("a.jsonl", line.as_bytes().to_vec()),
        ("a.csv", csv.as_bytes().to_vec()),
        ("a.tsv", csv.replace(',', "\t").into_bytes()),
        ("a.parquet", formats::small_parquet_file()),
        ("a.warc", warc.into_bytes()),
        ("a.jsonl.gz", encoder.finish().unwrap()),
        ("a.html.zst", zstd::encode_all(page.as_bytes(), 3).unwrap()),
    ]
}

/// Something done to a file.
#[derive(Clone, Debug)]
enum Damage {
    Overwrite(Index, Vec<u8>),
    Insert(Index, Vec<u8>),
    Cut(Index, Index),
    Repeat(Index, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let bytes = prop_oneof![
        vec(any::<u8>(), 1..9),
        proptest::sample::select(vec![
            &b"<"[..],
            b">",
            b"\"",
            b"&#x110000;",
            b"\xED\xA0\x80",
            b"\0",
            b"\n",
            b"{\"",
            b"]]>",
            b"<!--",
            b"</p>",
            b"\\ud83d",
            b"\xFF\xFE",
            b"\x1F\x8B",
            b"99999999999999999999",
            b"-1",
            b"<table>",
            b"<p>",
            b"charset=utf-16",
            b",",
            b"\t",
        ])
        .prop_map(<[u8]>::to_vec),
    ];
    prop_oneof![
        (any::<Index>(), bytes.clone()).prop_map(|(at, bytes)| Damage::Overwrite(at, bytes)),
        (any::<Index>(), bytes).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        any::<(Index, Index)>().prop_map(|(from, to)| Damage::Cut(from, to)),
        any::<(Index, Index)>().prop_map(|(from, to)| Damage::Repeat(from, to)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let at = |index: &Index| index.index(bytes.len() + 1);
        match damage {
            Damage::Overwrite(index, new) => {
                let start = at(index);
                let end = (start + new.len()).min(bytes.len());
                bytes.splice(start..end, new.iter().copied());
            }
            Damage::Insert(index, new) => {
                let start = at(index);
                bytes.splice(start..start, new.iter().copied());
            }
            Damage::Cut(one, other) => {
                let (start, end) = (at(one).min(at(other)), at(one).max(at(other)));
                bytes.drain(start..end);
            }
            Damage::Repeat(one, other) => {
                let (start, end) = (at(one).min(at(other)), at(one).max(at(other)));
                let piece = bytes[start..end].to_vec();
                bytes.splice(end..end, piece);
            }
        }
    }
    bytes
}

/// Reads a file of these bytes to its end; gives the number of items.
fn read_all(name: &str, bytes: &[u8]) -> usize {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    lines_of(&[path], &Options::default()).len()
}

#[test]
fn whole_samples_are_read() {
    for (name, bytes) in samples() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let lines = lines_of(&[path], &Options::default());
        assert!(!lines.is_empty() && lines.iter().any(|line| !line.starts_with("BAD")), "{name}: {lines:?}");
    }
}

proptest! {
    #[test]
    fn damaged_files_give_items(which in any::<Index>(), damages in vec(damage(), 1..6)) {
        let samples = samples();
        let (name, bytes) = which.get(&samples);
        prop_assert!(read_all(name, &damaged(bytes.clone(), &damages)) < 1000);
    }

    #[test]
    fn any_bytes_give_items(which in any::<Index>(), bytes in vec(any::<u8>(), 0..200)) {
        let samples = samples();
        let (name, _) = which.get(&samples);
        prop_assert!(read_all(name, &bytes) < 1000);
    }
}

#[test]
fn lone_surrogates_are_a_bad_record() {
    check("a.jsonl", r#"{"text":"\ud83d"}"#, &["BAD a.jsonl#1 syntax"]);
}

#[test]
fn deep_json_is_a_bad_record() {
    let deep = format!("{{\"text\":\"x\",\"deep\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    check("a.jsonl", deep, &["BAD a.jsonl#1 syntax"]);
}
