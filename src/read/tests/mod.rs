//! What arrives and what comes out: one line a document, good or bad.

mod formats;
mod hostile;
mod json;
mod table;
mod walk;

use std::fs;

use tempfile::TempDir;

use super::*;

/// What there is to know about an item in one line; whatever is as usual is left out.
fn describe(item: Item) -> String {
    let document = match item.and_then(Parcel::open) {
        Ok(document) => document,
        Err(bad) => return format!("BAD {} {} {bad}", bad.id, bad.kind.name()),
    };
    let mut line = format!("{} {:?}", document.id, document.text);
    match &document.boundaries {
        Boundaries::Split => {}
        Boundaries::Given(spans) => {
            let paragraphs: Vec<_> = spans.iter().map(|span| span.of(&document.text)).collect();
            line += &format!(" given {paragraphs:?}");
        }
        other => line += &format!(" {other:?}"),
    }
    for target in document.targets.iter().flatten() {
        let mentions: Vec<_> = target.mentions.iter().map(|span| span.of(&document.text)).collect();
        line += &format!(" {}={mentions:?}", target.actor);
        line += &target.holder.as_ref().map(|holder| format!(" of {holder}")).unwrap_or_default();
    }
    for mention in document.mentions.iter().flatten() {
        line += &format!(" {}:{}", mention.kind.name(), mention.span.of(&document.text));
    }
    let fields = [
        ("title", &document.title),
        ("author", &document.author),
        ("date", &document.date),
        ("source", &document.source),
        ("url", &document.url),
        ("language", &document.language),
    ];
    for (name, value) in fields {
        line += &value.as_ref().map(|value| format!(" {name}={value}")).unwrap_or_default();
    }
    if !document.metadata.is_empty() {
        line += &format!(" {}", serde_json::Value::Object(document.metadata));
    }
    for warning in &document.warnings {
        line += &format!(" ({warning})");
    }
    line
}

/// Every item of `inputs` as a line.
fn lines_of(inputs: &[PathBuf], options: &Options) -> Vec<String> {
    open(inputs, options).unwrap().map(describe).collect()
}

/// A good document must end as expected, and a bad one must hold the words: its path is a temporary one.
#[track_caller]
fn check_lines(found: &[String], expected: &[&str]) {
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        let is_bad = found.starts_with("BAD ");
        let is_right = if is_bad { found.contains(expected) } else { found.ends_with(expected) };
        assert!(is_right, "\n   found {found}\nexpected {expected}");
    }
}

#[track_caller]
fn check_with(options: &Options, name: &str, content: impl AsRef<[u8]>, expected: &[&str]) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    check_lines(&lines_of(&[path], options), expected);
}

#[track_caller]
fn check(name: &str, content: impl AsRef<[u8]>, expected: &[&str]) {
    check_with(&Options::default(), name, content, expected);
}

#[test]
fn a_plain_file_is_one_document() {
    check("a.txt", "One.\r\n\r\nTwo.\n", &[r#"a.txt "One.\r\n\r\nTwo.\n""#]);
    check("A.TXT", "x", &["A.TXT \"x\""]);
    check("a.md", "# T\n", &[r##"a.md "# T\n""##]);
    check("notes", "x", &["notes \"x\""]);
    check("notes.asc", "x", &["notes.asc \"x\""]);
    check("a.txt", "", &["BAD a.txt empty"]);
    check("a.txt", " \n\t\u{a0}", &["BAD a.txt empty"]);
    check("a.txt", "\u{feff}", &["BAD a.txt empty"]);
    check("a.txt", "a\0b\0", &["\"a\\0b\\0\" (the text holds 2 NUL characters)"]);
    let keep_all = Options { keep_all: true, ..Options::default() };
    check_with(&keep_all, "a.txt", "x", &["a.txt \"x\" KeepAll"]);
}

#[test]
fn bytes_become_text() {
    check("a.txt", b"\xEF\xBB\xBFx\xEF\xBB\xBF", &[r#"a.txt "x\u{feff}""#]);
    check(
        "a.txt",
        "Zürich, Genève \u{e9}".bytes().chain(*b"\xE2\x82").collect::<Vec<_>>(),
        &["\"Zürich, Genève é\u{fffd}\" (1 invalid byte sequences were read as U+FFFD)"],
    );
    let guessed = "(the bytes are not UTF-8 and declare no encoding; they were read as windows-1252)";
    check("a.txt", b"na\xEFve", &[&format!("\"naïve\" {guessed}")]);
    check("a.txt", b"Z\xFCrich said \x93no\x94.", &[&format!("\"Zürich said “no”.\" {guessed}")]);
    check("a.txt", b"\xFF\xFEh\x00i\x00\x3D\xD8\x00\xDE", &["a.txt \"hi😀\""]);
    check("a.txt", b"\xFE\xFF\x00h\x00i\xD8\x3D\xDE\x00", &["a.txt \"hi😀\""]);
    check(
        "a.txt",
        b"\xFF\xFEh\x00\x3D\xD8h\x00x",
        &["\"h\u{fffd}h\u{fffd}\" (2 invalid byte sequences were read as U+FFFD)"],
    );
    check(
        "a.txt",
        b"\xFF\xFEh\x00\x3D\xD8",
        &["\"h\u{fffd}\" (1 invalid byte sequences were read as U+FFFD)"],
    );
    check("a.txt", b"\xFF\xFE", &["BAD a.txt empty"]);
    check("a.jsonl", b"{\"text\":\"Z\xFCrich\"}", &[&format!("a.jsonl#1 \"Zürich\" {guessed}")]);
    check(
        "a.jsonl",
        utf16("{\"text\":\"Zürich 😀\"}\r\n{\"text\":\"b\"}\r\n"),
        &["a.jsonl#1 \"Zürich 😀\"", "a.jsonl#2 \"b\""],
    );
    check("a.csv", utf16("id,text\r\n1,Zürich\r\n"), &["1 \"Zürich\""]);
    let long = "é😀".repeat(20_000);
    check("a.txt", utf16(&long), &[&format!("{long:?}")]);
}

/// Little-endian UTF-16 with its byte order mark.
fn utf16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn documents_can_move_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Documents>();
}
