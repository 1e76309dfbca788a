//! CSV, the limits of lines and rows, and files of arbitrary bytes.

use proptest::prelude::*;

use super::super::text::Line;
use super::*;

#[test]
fn rows_are_documents() {
    let content = "\u{feff}id,title, text ,year,date\n\nx,T,\"One, \"\"two\"\"\r\n\r\nthree\",1999,\r\n\r\n,,b,,May 5 1999\n";
    let expected = [
        r#"x "One, \"two\"\r\n\r\nthree" title=T {"year":"1999"}"#,
        r#"a.csv#7 "b" date=1999-05-05 {"year":""}"#,
    ];
    check("a.csv", content, &expected);
    check("a.csv", "text\n\"a\nb\"\nc", &[r#"a.csv#2 "a\nb""#, "a.csv#4 \"c\""]);
    check("a.csv", "text\n5\" nails\n\"x\"y\n", &[r#"a.csv#2 "5\" nails""#, "a.csv#3 \"xy\""]);
    check("a.csv", "text,targets,html\na,[],<p>", &[r#"a.csv#2 "a" {"targets":"[]","html":"<p>"}"#]);
    let keys = Options { text_key: "body".to_owned(), id_key: "url".to_owned(), ..Options::default() };
    check_with(&keys, "a.csv", "url,body\nu,b", &["u \"b\" url=u"]);
}

#[test]
fn a_broken_row_is_a_record_and_the_next_is_read() {
    check("a.csv", "id,text\nx,a,b\ny\nz,c\n", &["BAD a.csv#2 syntax", "BAD a.csv#3 syntax", "z \"c\""]);
    check(
        "a.csv",
        "id,text\nx,a,b",
        &["a.csv:2: 3 fields in a table of 2 columns; quote fields that hold what separates them"],
    );
    check(
        "a.csv",
        b"id,text\nx,Z\xFCrich\ny,b",
        &[
            "x \"Zürich\" (the bytes are not UTF-8 and declare no encoding; they were read as windows-1252)",
            "y \"b\"",
        ],
    );
    check("a.csv", "id,html\nx,\n", &["a.csv:2: the html is empty; leave this document out"]);
    check("a.csv", "id,text\nx,\ny, \nz,c", &["BAD x empty", "BAD y empty", "z \"c\""]);
    check(
        "a.csv",
        "text\na\n\"b\nc\n",
        &["\"a\"", "a.csv:3: a quotation mark opens here and is never closed"],
    );
    // The mark of row 3 is closed by the one that opens the text of row 4.
    check(
        "a.csv",
        "id,text\n1,\"A.\"\n2,\"Lind spoke\n3,\"Norland is great.\"\n4,\"B.\"\n",
        &[
            "1 \"A.\"",
            "a.csv:3: lines 3 to 4 were taken as one row, with text right behind a closing",
            "4 \"B.\"",
        ],
    );
}

#[test]
fn blanks_may_stand_behind_a_closing_mark() {
    check(
        "a.csv",
        "id,text,title\n1,\"A.\nB.\" ,x\n2,\"C.\" ,y\n",
        &["1 \"A.\\nB. \" title=x", "2 \"C. \" title=y"],
    );
    check("a.csv", "id,text\n1,\"A.\nB.\"\t \r\n2,C.\n", &["1 \"A.\\nB.\\t \"", "2 \"C.\""]);
    check("a.csv", "id,text\n1,\"A.\n2,\" \"\n3,C.\n", &["lines 2 to 3 were taken as one row", "3 \"C.\""]);
    // In TSV, marks with anything behind them are words.
    check("a.tsv", "id\ttext\n1\t\"A.\" \n", &["1 \"\\\"A.\\\" \""]);
}

#[test]
fn a_table_needs_its_columns() {
    check("a.csv", "", &["BAD a.csv empty"]);
    check("a.csv", "\n\n", &["BAD a.csv empty"]);
    check("a.csv", "text\n", &[]);
    check(
        "a.csv",
        "id,body\nx,a\n",
        &["no column \"text\" among \"id\", \"body\"; name the column of the text with"],
    );
    check(
        "a.csv",
        "id;text\nx;a\n",
        &["no column \"text\" among \"id;text\"; fields must be separated by commas"],
    );
    check("a.csv", "text,x,x\na,b,c", &["BAD a.csv field"]);
    check("a.csv", "text,x,x\na,b,c", &["a.csv:1: column 3 is named \"x\" like an earlier one"]);
    check("a.csv", b"id,te\xFFxt\n", &["BAD a.csv field"]);
    check("a.csv", "\"id,text\n", &["BAD a.csv syntax"]);
}

/// What the first lines of `content` are under a limit of ten bytes.
#[test]
fn a_line_beyond_the_limit_is_passed_over() {
    let lines = |content: &'static str| {
        let mut lines = Lines::open(content.as_bytes()).unwrap().with_max_bytes(10);
        let mut found = Vec::new();
        loop {
            let mut buffer = Vec::new();
            match lines.next(&mut buffer).unwrap() {
                Line::End => return found,
                Line::Whole => found.push(buffer.len()),
                Line::TooLong => found.push(0),
            }
        }
    };
    assert_eq!(lines("123456789\n12\n"), [10, 3]);
    assert_eq!(lines("1234567890\n12\n"), [0, 3]);
    assert_eq!(lines("1234567890123\n12"), [0, 2]);
    assert_eq!(lines("1234567890"), [10]);
    assert_eq!(lines("12345678901"), [0]);
}

#[test]
fn a_record_beyond_the_limit_is_said() {
    let open = |content: &'static str| Lines::open(content.as_bytes()).unwrap().with_max_bytes(20);
    let options = Options::default();
    let describe = |record: Option<Record>| {
        let record = record.unwrap();
        record.outcome.map_or_else(|failure| failure.message, |parcel| parcel.document.text)
    };
    let mut jsonl = Jsonl::new(open("{\"text\":\"much too long\"}\n{\"text\":\"x\"}\n"));
    assert!(
        describe(jsonl.next("a", &options))
            .contains("the line is longer than 0 MiB; write one article a line")
    );
    assert_eq!(describe(jsonl.next("a", &options)), "x");
    let mut csv = Csv::new(open("text\n\"never closed\nto the limit\nx\ny"), b',');
    assert!(
        describe(csv.next("a", &options)).contains("the row is longer than 0 MiB; look for a quotation mark")
    );
    assert_eq!(describe(csv.next("a", &options)), "x");
    let whole = text::document(open("longer than 20 bytes."), "a", &options);
    assert!(describe(Some(whole)).contains("more than 0 MiB in one document"));
}

/// Bytes that meet many rules at once.
fn odd_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "a",
        " ",
        "\n",
        "\r\n",
        "\r",
        ",",
        "\"",
        "\"\"",
        "{",
        "}",
        "[",
        "{\"text\":\"x\"}",
        "\\ud800",
        "é",
        "😀",
        "\0",
    ]);
    let bytes = prop_oneof![
        9 => piece.prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(bytes, 0..40).prop_map(|pieces| pieces.concat())
}

fn read_bytes(name: &str, bytes: &[u8]) -> Vec<std::result::Result<Document, BadDocument>> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    open(&[path], &Options::default()).unwrap().map(|item| item.and_then(Parcel::open)).collect()
}

proptest! {
    #[test]
    fn any_file_is_one_document(bytes in odd_bytes(), mark in prop::sample::select(vec!["", "\u{feff}"])) {
        let bytes = [mark.as_bytes(), &bytes].concat();
        prop_assert_eq!(read_bytes("a.txt", &bytes).len(), 1);
        let utf16 = [b"\xFF\xFE", bytes.as_slice()].concat();
        prop_assert_eq!(read_bytes("a.txt", &utf16).len(), 1);
    }

    #[test]
    fn each_line_is_one_record(bytes in odd_bytes()) {
        let bytes = [b" ", bytes.as_slice()].concat();
        let n_lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        prop_assert_eq!(read_bytes("a.jsonl", &bytes).len(), n_lines);
    }

    /// Rows are cut as the parser itself would cut them in the whole file.
    #[test]
    fn each_row_is_one_record(bytes in odd_bytes()) {
        let bytes = [b"text\n", bytes.as_slice()].concat();
        let bytes = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\r', "");
        let mut parser = csv::ReaderBuilder::new();
        let rows: Vec<_> = parser.flexible(true).from_reader(bytes.as_bytes()).into_records().collect();
        let items = read_bytes("a.csv", bytes.as_bytes());
        prop_assert_eq!(items.len(), rows.len());
        for (item, row) in items.into_iter().zip(rows) {
            if let Ok(document) = item {
                let row = row.unwrap();
                prop_assert_eq!(row.iter().collect::<Vec<_>>(), [document.text]);
            }
        }
    }
}
