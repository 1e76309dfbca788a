//! What every file has and has not: a first comment, an end, no stray space, no path of one machine.

use super::{TextFile, none, one, tree};

/// The most lines of a file of code.
const MAX_LINES: usize = 500;

/// Folders of one machine; in two parts, so that this file does not hold them.
const MACHINE_PATHS: [[&str; 2]; 4] = [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["/Use", "rs/"]];

/// Marks of unfinished work; in two parts, so that this file does not hold them.
const UNFINISHED: [[&str; 2]; 3] = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"]];

/// Complaints about one file.
fn check(file: &TextFile) -> Vec<String> {
    let TextFile { path, text } = file;
    let extension = file.extension();
    let mut complaints = Vec::new();
    let n_lines = text.lines().count();
    if matches!(extension, "rs" | "py") && n_lines > MAX_LINES {
        complaints.push(format!("{path}: {n_lines} lines; cut it at an idea, {MAX_LINES} are the most"));
    }
    if extension == "rs" && !text.starts_with("//! ") {
        complaints.push(format!("{path}: begins without a comment (//!) that says what it is for"));
    }
    // The sample articles look like pages of the web, with all their odd ends.
    let is_article = path.starts_with("evaluation/articles/");
    if !is_article && !text.is_empty() && !text.ends_with('\n') {
        complaints.push(format!("{path}: the last line does not end"));
    }
    for (index, line) in text.lines().enumerate() {
        let mut say = |what: &str| complaints.push(format!("{path}:{}: {what}", index + 1));
        if !is_article && line.ends_with([' ', '\t']) {
            say("space at the end of the line");
        }
        if extension == "rs" && line.contains('\t') {
            say("a tab");
        }
        if MACHINE_PATHS.iter().any(|parts| holds_path(line, &parts.concat())) {
            say("a path of one machine");
        }
        if !is_article
            && UNFINISHED.iter().any(|parts| super::code::find_word(line, &parts.concat()).is_some())
        {
            say("a mark of unfinished work");
        }
    }
    complaints
}

/// Whether an absolute path begins with `start`; in the middle of an address it is none.
fn holds_path(line: &str, start: &str) -> bool {
    line.match_indices(start)
        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~".contains(c)))
}

#[test]
fn files_are_tidy() {
    none(tree().iter().flat_map(check).collect());
}

#[test]
fn an_untidy_file_is_seen() {
    let check = |path: &str, text: &str| check(&TextFile::new(path, text));
    assert!(one(check("src/a.rs", &"//! x\n".repeat(501))).starts_with("src/a.rs: 501 lines"));
    assert!(one(check("src/a.rs", "use b;\n")).contains("begins without a comment"));
    assert!(one(check("a.md", "x")).contains("does not end"));
    assert_eq!(one(check("a.md", "x \n")), "a.md:1: space at the end of the line");
    assert_eq!(one(check("src/a.rs", "//! x\n\tb\n")), "src/a.rs:2: a tab");
    for parts in MACHINE_PATHS {
        assert_eq!(
            one(check("a.py", &format!("open(\"{}x\")\n", parts.concat()))),
            "a.py:1: a path of one machine"
        );
    }
    for parts in UNFINISHED {
        assert_eq!(
            one(check("a.py", &format!("# {}: x\n", parts.concat()))),
            "a.py:1: a mark of unfinished work"
        );
    }
    none(check("evaluation/articles/a.txt", "Home \nby Ann"));
    none(check("a.md", &format!("https://example.org{}x\n", MACHINE_PATHS[2].concat())));
}
