//! JSON Lines: records, their fields, and every way in which a line can be wrong.

use super::*;

/// One line of JSON Lines and what becomes of it.
#[track_caller]
fn check_json(line: &str, expected: &str) {
    check("a.jsonl", line, &[expected]);
}

#[test]
fn lines_are_documents() {
    let content = "\u{feff}{\"id\":\"x\",\"text\":\"One.\"}\r\n\n  \n{\"text\":\"Two.\"}\n{\"id\":7,\"text\":\"Three.\"}";
    let expected = ["x \"One.\"", "a.jsonl#4 \"Two.\"", "7 \"Three.\""];
    check("a.jsonl", content, &expected);
    check("a.NDJSON", "{\"text\":\"x\"}", &["a.NDJSON#1 \"x\""]);
    check("a.jsonl", "", &[]);
    check("a.jsonl", "\n\n", &[]);
    let long = "long ".repeat(1_000_000);
    let content = format!("{{\"text\":\"{long}\"}}\n{{\"text\":\"x\"}}");
    check("a.jsonl", content, &[&format!("{long:?}"), "a.jsonl#2 \"x\""]);
}

#[test]
fn a_record_brings_its_fields() {
    let fields = r#""title":"T","author":"A","date":"2024-10-24","source":"S","url":"U","language":"en""#;
    let line = format!("{{\"id\":\"x\",{fields},\"text\":\"y\"}}");
    check_json(&line, "x \"y\" title=T author=A date=2024-10-24 source=S url=U language=en");
    check_json(r#"{"id":null,"title":null,"text":"y","split":null,"targets":null}"#, "a.jsonl#1 \"y\"");
    check_json(r#"{"id":" ","text":"y"}"#, "a.jsonl#1 \"y\"");
    check_json(r#"{"id":18446744073709551615,"text":"y"}"#, "18446744073709551615 \"y\"");
    check_json(
        r#"{"z":1,"text":"y","metadata":{"b":[2]},"a":{"c":null}}"#,
        r#""y" {"b":[2],"z":1,"a":{"c":null}}"#,
    );
    check_json(r#"{"text":"y","metadata":{"b":1},"b":1}"#, r#""y" {"b":1}"#);
    check_json(r#"{"text":"a\u0000b"}"#, "(the text holds 1 NUL characters)");
    let keys = Options { text_key: "body".to_owned(), id_key: "url".to_owned(), ..Options::default() };
    let line = r#"{"url":"u","body":"b","text":"t","id":3}"#;
    check_with(&keys, "a.jsonl", line, &[r#"u "b" url=u {"text":"t","id":3}"#]);
}

#[test]
fn fields_that_are_no_strings_take_no_document_away() {
    check_json(r#"{"text":"a","author":["A","B"],"language":["en"]}"#, "\"a\" author=A, B language=en");
    check_json(r#"{"text":"a","title":9,"date":20241024}"#, "title=9 date=2024-10-24");
    check_json(
        r#"{"text":"a","date":1729728000}"#,
        "the date \"1729728000\" is not understood; write it as 2024-10-24)",
    );
    check_json(
        r#"{"text":"a","source":{"b":1},"author":[],"url":[1]}"#,
        r#""a" {"source":{"b":1},"author":[],"url":[1]}"#,
    );
    check_json(
        r#"{"text":"a","language":["en","en-GB"],"date":["2024","2025"],"url":["u","v"]}"#,
        r#""a" {"language":["en","en-GB"],"date":["2024","2025"],"url":["u","v"]}"#,
    );
    check_json(r#"{"text":"a","language":3,"url":7}"#, r#""a" {"language":3,"url":7}"#);
    check_json(r#"{"text":"a","mentions":3,"targets":0}"#, r#"a.jsonl#1 "a" {"mentions":3,"targets":0}"#);
    check_json(r#"{"text":"a","paragraphs":3}"#, r#"a.jsonl#1 "a" {"paragraphs":3}"#);
    check_json(r#"{"html":"<p>A long day in Norland.</p>","paragraphs":1}"#, r#"{"paragraphs":1}"#);
}

#[test]
fn a_broken_line_is_a_record_and_the_next_is_read() {
    let content = "{\"text\":\"a\"}\n{\"text\":\n{\"text\":\"b\"}\n";
    check("a.jsonl", content, &["a.jsonl#1 \"a\"", "BAD a.jsonl#2 syntax", "a.jsonl#3 \"b\""]);
    check_json(
        "{\"text\":\"a\"",
        "a.jsonl:1: not JSON at column 11: EOF while parsing an object; each line must",
    );
    check_json("{\"text\": NaN}", "a.jsonl:1: not JSON at column 10: expected value; each line must hold");
    check_json("{\"text\":\"a\"} {\"text\":\"b\"}", "column 14: trailing characters");
    check_json(r#"{"text":"\ud800"}"#, "BAD a.jsonl#1 syntax");
    check_json(r#"{"text":"\ud83dx"}"#, "BAD a.jsonl#1 syntax");
    check_json("{\"text\":\"a\tb\"}", "control character");
    check_json("[{\"text\":\"a\"}]", "a JSON array; each line must hold one whole JSON object");
    check_json("\"a\"", "a string instead of an object");
    check_json("plain words", "BAD a.jsonl#1 syntax");
    check_json(&"[".repeat(100_000), "recursion limit");
}

#[test]
fn a_wrong_field_is_named() {
    check_json("{\"id\":\"x\",\"body\":\"b\"}", "BAD x field");
    check_json(
        "{\"id\":\"x\",\"body\":\"b\"}",
        "no key \"text\" among \"body\"; name the key of the text with",
    );
    check_json("{}", "no key \"text\" among no keys at all");
    check_json(r#"{"id":"x","text":""}"#, "BAD x empty");
    check_json(r#"{"id":"x","text":null}"#, "BAD x empty");
    check_json(r#"{"id":"x","text":" \n"}"#, "BAD x empty");
    check_json(r#"{"text":5}"#, "\"text\" is a number; it must be a string");
    check_json(
        r#"{"text":["a"]}"#,
        "\"text\" is a list, not a string; give a list of strings as \"paragraphs\"",
    );
    check_json(r#"{"id":"x","html":null}"#, "BAD x empty");
    check_json(
        r#"{"html":null,"url":"u"}"#,
        "the html is empty; leave this document out, or name the key of the text",
    );
    check_json(r#"{"html":"","body":"b"}"#, "the html is empty");
    check_json(r#"{"html":7}"#, "\"html\" is a number; it must be a string");
    check_json(r#"{"id":1.5,"text":"a"}"#, "BAD a.jsonl#1 field");
    check_json(
        r#"{"id":1.5,"text":"a"}"#,
        "\"id\" is a number with a fraction; it must be a string or a whole",
    );
    check_json(r#"{"id":["x"],"text":"a"}"#, "\"id\" is a list");
    check_json(r#"{"text":"a","metadata":[]}"#, "\"metadata\" is a list; it must be an object");
    check_json(
        r#"{"text":"a","metadata":{"b":1},"b":2}"#,
        "\"b\" differs from the \"b\" inside \"metadata\"",
    );
    check_json(r#"{"text":"a","split":"no"}"#, "\"split\" is a string; it must be true or false");
    check_json(
        r#"{"text":"a","paragraphs":["a"]}"#,
        "both \"text\" and \"paragraphs\"; beside a text, paragraphs are offsets [[start, end], …] into it",
    );
    check_json(
        r#"{"text":"ab","paragraphs":[[0,1],[1,5]]}"#,
        "\"paragraphs[1]\" is [1, 5], but the text has 2 characters",
    );
    check_json(
        r#"{"text":"ab","paragraphs":[[1,2],[0,1]]}"#,
        "\"paragraphs[1]\" is [0, 1], which begins before the end",
    );
    check_json(r#"{"text":"ab","paragraphs":[[0,1.5]]}"#, "both \"text\" and \"paragraphs\"");
    check_json(r#"{"paragraphs":["a"],"split":false}"#, "both \"paragraphs\" and \"split\": false");
    check_json(r#"{"paragraphs":"a"}"#, "\"paragraphs\" is a string; it must be a list of strings");
    check_json(r#"{"paragraphs":["a",{}]}"#, "\"paragraphs[1]\" is an object; it must be a string");
    check_json(r#"{"paragraphs":[]}"#, "BAD a.jsonl#1 empty");
    check_json(r#"{"paragraphs":[""," "]}"#, "BAD a.jsonl#1 empty");
    check_json(r#"{"text":"a","targets":{}}"#, "\"targets\" is an object; it must be a list");
    check_json(
        r#"{"text":"a","targets":["Hamas"]}"#,
        "\"targets[0]\" is a string; it must be an object such as",
    );
    check_json(r#"{"text":"a","targets":[{"mentions":[]}]}"#, "targets[0] has no \"actor\"");
    check_json(r#"{"text":"a","targets":[{"actor":" "}]}"#, "targets[0] has no \"actor\"");
    check_json(r#"{"text":"a","targets":[{"actor":5}]}"#, "\"targets[0].actor\" is a number");
    check_json(
        r#"{"text":"a","targets":[{"actor":"x","mentions":5}]}"#,
        "\"targets[0].mentions\" is a number",
    );
    check_json(
        r#"{"text":"a","targets":[{"actor":"x","mentions":[0,1]}]}"#,
        "\"targets[0].mentions[0]\" is a number",
    );
    check_json(r#"{"text":"a","targets":[{"actor":"x","holder":["y"]}]}"#, "\"targets[0].holder\" is a list");
    check_json(r#"{"text":"a","targets":[{"actor":"x","holder":" "}]}"#, "targets[0].holder is empty");
    check_json(r#"{"text":"a","targets":[{"actor":"x","holder":"x "}]}"#, "targets[0].holder is its actor");
    check_json(
        r#"{"text":"a","mentions":[[0,1]]}"#,
        "\"mentions[0]\" is a list; it must be an object such as",
    );
    check_json(
        r#"{"text":"a","mentions":[{"start":0,"end":1,"type":"X"}]}"#,
        "give one of PER, ORG, LOC, NORP, MISC",
    );
}

#[test]
fn targets_and_boundaries_go_together() {
    check_json(r#"{"text":"a","split":false}"#, "\"a\" Whole");
    check_json(r#"{"text":"a","split":true}"#, "a.jsonl#1 \"a\"");
    check_json(
        r#"{"text":"😀 é\nMenu\ntwo","paragraphs":[[0,3],[9,12]]}"#,
        r#"😀 é\nMenu\ntwo" given ["😀 é", "two"]"#,
    );
    check_json(r#"{"paragraphs":["é one","two"]}"#, r#""é one\n\ntwo" given ["é one", "two"]"#);
    check_json(r#"{"paragraphs":["one",""," ","two"]}"#, r#""one\n\n\n\n \n\ntwo" given ["one", "two"]"#);
    check_json(r#"{"text":"a","targets":[]}"#, "\"a\" KeepAll");
    check_json(r#"{"text":"a","targets":[{"actor":"X"}]}"#, "\"a\" KeepAll X=[]");
    check_json(r#"{"text":"a","targets":[{"actor":"X","mentions":[]}],"split":false}"#, "\"a\" Whole X=[]");
    check_json(r#"{"text":"a","targets":[{"actor":"X","holder":"Y"}]}"#, "\"a\" KeepAll X=[] of Y");
    let target = r#"{"actor":"X","mentions":[[4,7],[0,2]]}"#;
    let text = "\"text\":\"é😀 \\u0627bc\"";
    check_json(&format!("{{{text},\"targets\":[{target}]}}"), "BAD a.jsonl#1 offsets");
    let target = r#"{"actor":"X","mentions":[[3,5],[0,2]]}"#;
    check_json(&format!("{{{text},\"targets\":[{target}]}}"), "Whole X=[\"é😀\", \"\u{627}b\"]");
    check_json(
        &format!("{{{text},\"split\":true,\"targets\":[{target},{{\"actor\":\"X\"}},{target}]}}"),
        "KeepAll X=[\"é😀\", \"\u{627}b\"] X=[] X=[\"é😀\", \"\u{627}b\"]",
    );
    check_json(r#"{"text":"a","mentions":[]}"#, "\"a\" Whole");
    let mentions = r#""mentions":[{"start":2,"end":3,"type":"ORG"},{"start":0,"end":1,"type":"PER","x":1}]"#;
    check_json(&format!("{{\"text\":\"é b\",{mentions}}}"), "Whole PER:é ORG:b");
    check_json(
        &format!("{{\"text\":\"é b\",{mentions},\"targets\":[{{\"actor\":\"X\",\"mentions\":[[1,3]]}}]}}"),
        "Whole X=[\" b\"] PER:é ORG:b",
    );
    check_json(
        r#"{"paragraphs":["é one","two"],"targets":[{"actor":"X","mentions":[[7,10]]}]}"#,
        r#"given ["é one", "two"] X=["two"]"#,
    );
    let keep_all = Options { keep_all: true, ..Options::default() };
    check_with(&keep_all, "a.jsonl", r#"{"text":"a"}"#, &["\"a\" KeepAll"]);
    check_with(&keep_all, "a.jsonl", r#"{"text":"a","split":false}"#, &["\"a\" Whole"]);
}

#[test]
fn wrong_offsets_name_the_pair() {
    let check_pair = |pair: &str, expected: &str| {
        let target = format!("{{\"actor\":\"X\",\"mentions\":[[0,1],{pair}]}}");
        check_json(&format!("{{\"text\":\"né 😀\",\"targets\":[{{\"actor\":\"Y\"}},{target}]}}"), expected);
    };
    check_pair("[0,5]", "BAD a.jsonl#1 offsets");
    check_pair("[0,5]", "targets[1].mentions[1] is [0, 5], but the text has 4 characters");
    check_pair("[2,2]", "targets[1].mentions[1] is [2, 2], which is empty");
    check_pair("[2,1]", "targets[1].mentions[1] is [2, 1], which ends before it starts");
    check_pair(
        "[-1,1]",
        "targets[1].mentions[1] is [-1, 1]; offsets are whole numbers of characters, from 0",
    );
    check_pair("[0.5,1]", "is [0.5, 1]; offsets are whole numbers");
    check_pair("[0,\"1\"]", "is [0, \"1\"]; offsets are whole numbers");
    check_pair("[0,18446744073709551615]", "but the text has 4 characters");
    check_pair("[0,18446744073709551616]", "offsets are whole numbers");
    check_pair("[0]", "\"targets[1].mentions[1]\" is a list; it must be a pair [start, end]");
    check_json(
        r#"{"text":"a","mentions":[{"end":1,"type":"ORG"}]}"#,
        "mentions[0] is [null, 1]; offsets are whole",
    );
    let overlapping = r#"[{"start":0,"end":2,"type":"ORG"},{"start":1,"end":3,"type":"ORG"}]"#;
    check_json(
        &format!("{{\"text\":\"abc\",\"mentions\":{overlapping}}}"),
        "two of the \"mentions\" overlap",
    );
    for pair in ["[2,6]", "[3,4]", "[3,6]"] {
        let target = format!("{{\"actor\":\"X\",\"mentions\":[{pair}]}}");
        let line = format!("{{\"paragraphs\":[\"one\",\"two\"],\"targets\":[{target}]}}");
        check_json(&line, "which lies in no single paragraph");
    }
}
