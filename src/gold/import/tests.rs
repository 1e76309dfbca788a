//! What the formats' own tests share, and what holds for all of them.

use super::*;
use crate::gold::wire;

pub(super) fn options() -> Options {
    Options::default()
}

/// The labels of a good file in words: paragraphs, mentions, rows, residue.
pub(super) fn said(format: Format, content: &str) -> Vec<String> {
    said_with(format, content, &options())
}

pub(super) fn said_with(format: Format, content: &str, options: &Options) -> Vec<String> {
    let imported = read(format, "dir/f.x", content, options).unwrap_or_else(|bad| panic!("{bad:#?}"));
    imported.documents.iter().flat_map(in_words).collect()
}

pub(super) fn in_words(labels: &Labels) -> Vec<String> {
    let line = wire::write(labels);
    let again = wire::read(&line, &labels.origin, |_| None).unwrap_or_else(|bad| panic!("{bad:#?}"));
    assert_eq!(again, *labels, "what is imported is a good record");
    let mut words = Vec::new();
    for paragraph in &labels.paragraphs {
        let place = paragraph.place;
        words.push(format!("{} {}..{} {}", labels.id, place.start, place.end, paragraph.role.name()));
        for mention in &paragraph.mentions {
            let actor = mention.actor.as_deref().unwrap_or("-");
            let (kind, usage) = (mention.kind.name(), mention.usage.name());
            words.push(format!("{kind} {} {usage} {actor}", labels.words(mention.place)));
        }
        for row in &paragraph.stances {
            let voice = if row.quoted { "quoted" } else { "author" };
            let target = row.target.map_or(String::new(), |target| format!(" target {target}"));
            let of = row.of.as_ref().map_or(String::new(), |of| format!(" of {of}"));
            let sure = if row.sure { "" } else { " unsure" };
            words.push(format!("{} {} {voice}{target}{of}{sure}", row.actor, row.stance.name()));
        }
    }
    words.extend(labels.removed.iter().map(|&place| format!("residue {}", labels.words(place))));
    words.extend(
        labels.ignored.iter().map(|span| format!("ignored {} {}", span.kind, labels.words(span.place))),
    );
    words
}

/// Each complaint holds the expected part, and there are no others.
pub(super) fn check_bad(format: Format, content: &str, options: &Options, expected: &[&str]) {
    let complaints = read(format, "f.x", content, options).expect_err(content);
    let complaints: Vec<String> = complaints.iter().map(ToString::to_string).collect();
    let holds = complaints.iter().zip(expected).all(|(complaint, part)| complaint.contains(part));
    assert!(holds && complaints.len() == expected.len(), "{expected:?}: {complaints:#?}");
}

pub(super) fn check_notes(format: Format, content: &str, options: &Options, expected: &[&str]) {
    let imported = read(format, "f.x", content, options).unwrap_or_else(|bad| panic!("{bad:#?}"));
    assert_eq!(imported.notes, expected);
}

#[test]
fn every_format_has_a_name() {
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
    assert_eq!(Format::from_name("brat"), None);
}

#[test]
fn nothing_panics_and_nothing_odd_is_silent() {
    let odd = [
        "",
        " \r\n",
        "\u{feff}",
        "{",
        "[",
        "[]]",
        "[{}",
        "{}",
        "[{},",
        "null",
        "3",
        "\"x\"",
        "[3]",
        "😀",
        "a\tb\tc\td",
        "a b",
        "[[1]]",
        "{\"text\": null}",
        "{\"data\": {}}",
        "a,b\n\"",
        "\t\t\t",
        "x\t\tB-\n",
        "\u{0}",
        "[{\"data\":{\"text\":\"a\"}}]x",
    ];
    for format in Format::ALL {
        for content in odd {
            match read(format, "-", content, &options()) {
                Err(complaints) => assert!(!complaints.is_empty()),
                Ok(imported) => {
                    let n_all = imported.documents.len() + imported.notes.len();
                    assert!(n_all > 0 || content.starts_with("[]"), "{format:?} {content:?}");
                }
            }
        }
    }
}

#[test]
fn words_of_a_manifest_are_known() {
    assert_eq!(
        (Unit::from_name("file"), Unit::from_name("sentence")),
        (Some(Unit::File), Some(Unit::Sentence))
    );
    assert_eq!(Offsets::from_name("utf16"), Some(Offsets::Utf16));
    assert_eq!((Unit::from_name("page"), Offsets::from_name("bytes")), (None, None));
}

#[test]
fn our_own_records_are_read() {
    let good = "\u{feff}{\"id\": \"a\", \"text\": \"Ann\", \"paragraphs\": [{\"start\": 0, \"end\": 3}]}\r\n";
    assert_eq!(said(Format::Standpoint, good), ["a 0..3 body"]);
    check_bad(
        Format::Standpoint,
        "\n{\"id\": \"a\"}",
        &options(),
        &["f.x:2: document \"a\" has no \"text\""],
    );
    check_bad(
        Format::Standpoint,
        &(good.trim_end().to_owned() + "\n" + good.trim_start_matches('\u{feff}')),
        &options(),
        &["f.x:2: document \"a\" was read before"],
    );
}

#[test]
fn lists_know_their_lines() {
    let list = "[\n {\"id\": 1, \"text\": \"a\",\n  \"label\": []},\r\n\n {\"id\": 2, \"text\": \"b\", \"label\": [[0, 9, \"ORG\"]]}\n]\n";
    check_bad(Format::Doccano, list, &options(), &["f.x:5: span 0..9"]);
    check_bad(
        Format::Doccano,
        &list.replace("}\n]", "}\n"),
        &options(),
        &["f.x:7: the list does not go on", "f.x:5"],
    );
}
