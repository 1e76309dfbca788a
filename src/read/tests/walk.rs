//! Which files are read, in which order, under which ids.

use super::*;
use crate::error::Error;

#[test]
fn what_is_surely_not_plain_text_is_said() {
    check("a.json", "[]", &["BAD a.json io"]);
    check("a.json", "[]", &["write one object a line into a .jsonl file, or add --format jsonl"]);
    check("a.PDF", "x", &["files with extension .pdf are not read; convert it to .jsonl or .txt"]);
    check("a.json.gz", "x", &["BAD a.json.gz io"]);
    let text = Options { format: Some(Format::Text), ..Options::default() };
    check_with(&text, "a.html", "<p>x", &["a.html \"<p>x\""]);
    check_with(&text, "a.jsonl", "{}\n{}", &[r#"a.jsonl "{}\n{}""#]);
}

/// A folder with these files, each holding its own path.
fn folder_of(paths: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for path in paths {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, path).unwrap();
    }
    folder
}

#[test]
fn a_directory_is_read_in_the_order_of_its_paths() {
    let paths =
        ["b.txt", "a/z.txt", "a.txt", "a-b/x.md", "a/é.txt", "B.txt", ".hidden.txt", ".git/x.txt", "x.png"];
    let folder = folder_of(&paths);
    let inputs = [folder.path().to_owned()];
    let sorted = ["B.txt", "a-b/x.md", "a.txt", "a/z.txt", "a/é.txt", "b.txt"];
    let lines = sorted.map(|path| format!("{path} {path:?}"));
    check_lines(&lines_of(&inputs, &Options::default()), &lines.each_ref().map(String::as_str));
    let documents = open(&inputs, &Options::default()).unwrap();
    // A picture, a hidden file and a hidden folder are left out.
    assert_eq!((documents.total_bytes(), documents.n_skipped()), (Some(5 + 8 + 5 + 7 + 8 + 5), 3));
    let bytes_read = documents.bytes_read();
    assert_eq!(documents.count(), 6);
    assert_eq!(bytes_read.load(std::sync::atomic::Ordering::Relaxed), 38);
    let text = Options { format: Some(Format::Text), ..Options::default() };
    assert_eq!(lines_of(&inputs, &text).len(), 7);
    let leave_out = vec![inputs[0].join("a/../a.txt"), inputs[0].join("none.txt")];
    let documents = open(&inputs, &Options { leave_out, ..Options::default() }).unwrap();
    assert_eq!((documents.n_skipped(), documents.count()), (4, 5));
    assert!(super::paths(&inputs, &Options::default()).eq(sorted.map(|path| inputs[0].join(path))));
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_left_out_and_counted() {
    let folder = folder_of(&["a.txt"]);
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("b.txt")).unwrap();
    let documents = open(&[folder.path().to_owned()], &Options::default()).unwrap();
    assert_eq!((documents.n_skipped(), documents.count()), (1, 1));
}

#[test]
fn a_pattern_is_read_like_a_directory() {
    let folder =
        folder_of(&["2024/a.txt", "2024/b/c.txt", "2023/a.txt", "2024/x.png", "[x].txt", "2024.txt"]);
    let root = folder.path();
    let read = |pattern: &str| lines_of(&[root.join(pattern)], &Options::default());
    check_lines(&read("2024/*.txt"), &["a.txt \"2024/a.txt\""]);
    check_lines(&read("20*/a.txt"), &["2023/a.txt \"2023/a.txt\"", "2024/a.txt \"2024/a.txt\""]);
    check_lines(&read("2024/**/*.txt"), &["a.txt \"2024/a.txt\"", "b/c.txt \"2024/b/c.txt\""]);
    // A directory that matches is read with all below it.
    check_lines(
        &read("202?"),
        &["2023/a.txt \"2023/a.txt\"", "2024/a.txt \"2024/a.txt\"", "2024/b/c.txt \"2024/b/c.txt\""],
    );
    // A file of that very name is no pattern.
    check_lines(&read("[x].txt"), &["[x].txt \"[x].txt\""]);
    let open = |pattern: &str| open(&[root.join(pattern)], &Options::default());
    assert!(matches!(open("*.csv"), Err(Error::NothingToRead { .. })));
    // The pattern may be written in other ways than the walk gives its paths.
    check_lines(&read("./2024//./*.txt"), &["a.txt \"2024/a.txt\""]);
    assert!(open("a***").unwrap_err().to_string().contains("not a pattern of names"));
}

#[test]
fn shards_share_the_documents_out() {
    let lines: String = (0..100).map(|number| format!("{{\"id\":{number},\"text\":\"x\"}}\n")).collect();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.jsonl");
    fs::write(&path, lines).unwrap();
    let part = |number| {
        let options = Options { shard: Shard::new(number, 3), ..Options::default() };
        lines_of(std::slice::from_ref(&path), &options)
    };
    let parts = [part(1), part(2), part(3)];
    assert!(parts.iter().all(|part| part.len() > 20));
    let mut all = parts.concat();
    all.sort();
    let mut whole = lines_of(std::slice::from_ref(&path), &Options::default());
    whole.sort();
    assert_eq!(all, whole);
    assert_eq!((Shard::new(0, 3), Shard::new(4, 3), Shard::new(1, 0)), (None, None, None));
}

#[test]
fn an_id_is_taken_once() {
    check(
        "a.jsonl",
        "{\"id\":\"x\",\"text\":\"a\"}\n{\"id\":\"x\",\"text\":\"b\"}",
        &["x \"a\"", "BAD x duplicate-id"],
    );
    check(
        "a.jsonl",
        "{\"id\":1,\"text\":\"a\"}\n{\"id\":\"1\",\"text\":\"b\"}",
        &["1 \"a\"", "a.jsonl:2: the id \"1\" was seen before in this run; give every document its own id"],
    );
    check(
        "a.jsonl",
        "{\"id\":\"x\",\"text\":\"\"}\n{\"id\":\"x\",\"text\":\"b\"}",
        &["BAD x empty", "x \"b\""],
    );
    let folder = folder_of(&["a/x.txt", "b/x.txt"]);
    let inputs = [folder.path().join("a"), folder.path().join("b/x.txt")];
    check_lines(&lines_of(&inputs, &Options::default()), &["x.txt \"a/x.txt\"", "BAD x.txt duplicate-id"]);
}

#[test]
fn what_is_not_there_is_said_at_once() {
    let folder = folder_of(&["a.txt", "pictures/x.png"]);
    let open =
        |name: &str| open(&[folder.path().join("a.txt"), folder.path().join(name)], &Options::default());
    assert!(matches!(open("nowhere"), Err(Error::Missing { .. })));
    let nothing = open("pictures").unwrap_err();
    assert!(matches!(nothing, Error::NothingToRead { .. }));
    assert!(nothing.to_string().contains("standpoint reads .txt .md .markdown .html"), "{nothing}");
    assert_eq!(open("a.txt").unwrap().total_bytes(), Some(10));
    let with_stream = super::open(&[folder.path().join("a.txt"), PathBuf::from("-")], &Options::default());
    assert_eq!(with_stream.unwrap().total_bytes(), None);
}

#[test]
fn a_file_that_goes_away_is_a_record() {
    let folder = folder_of(&["a.txt", "b.txt"]);
    let inputs = [folder.path().join("a.txt"), folder.path().join("b.txt")];
    let documents = open(&inputs, &Options::default()).unwrap();
    fs::remove_file(&inputs[0]).unwrap();
    check_lines(&documents.map(describe).collect::<Vec<_>>(), &["BAD a.txt io", "b.txt \"b.txt\""]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_bad_ones_are_said() {
    use std::os::unix::fs::symlink;
    let folder = folder_of(&["a/x.txt", "c.txt"]);
    let root = folder.path();
    symlink(root.join("a"), root.join("b")).unwrap();
    symlink(root.join("nowhere"), root.join("dangling.txt")).unwrap();
    symlink(root.join("nowhere"), root.join("dangling.lock")).unwrap();
    symlink(root, root.join("a/loop")).unwrap();
    check_lines(
        &lines_of(&[root.to_owned()], &Options::default()),
        &[
            "BAD a/loop io",
            "a/x.txt \"a/x.txt\"",
            "BAD b/loop io",
            "b/x.txt \"a/x.txt\"",
            "c.txt \"c.txt\"",
            "BAD dangling.txt io",
        ],
    );
}
