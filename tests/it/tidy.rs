//! The rules of the house, as tests: what a reviewer would otherwise have to see.
//!
//! Each rule is a function from text to complaints. It is tried on a bad example, so that it can fail,
//! and then on the tree.

mod code;
mod rooms;
mod fences;
mod files;
mod manifest;
mod help;
mod pages;

use std::fs;
use std::path::{Path, PathBuf};

/// A text file of the tree.
pub(super) struct TextFile {
    /// Its path from the root, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl TextFile {
    /// A file for examples.
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The part of the file name after the last dot.
    fn extension(&self) -> &str {
        self.path
            .rsplit('/')
            .next()
            .and_then(|name| name.rsplit_once('.'))
            .map_or("", |(_, extension)| extension)
    }

    /// Whether it is part of the library or the program, and no test.
    fn is_source(&self) -> bool {
        self.path.starts_with("src/") && !self.path.contains("/tests/") && !self.path.ends_with("/tests.rs")
    }
}

/// The folder of `Cargo.toml`.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads one file of the tree.
fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// All text files of the project, sorted by path; build folders, weights, tokenisers and pulled models are left out.
fn tree() -> Vec<TextFile> {
    let mut files = Vec::new();
    collect(&root(), "", &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(files.len() > 50, "only {} files found", files.len());
    files
}

/// The Rust files of the library and the program.
fn sources() -> Vec<TextFile> {
    tree().into_iter().filter(TextFile::is_source).collect()
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<TextFile>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            if is_ours(&name) {
                collect(&entry.path(), &format!("{path}/"), files);
            }
        } else if is_text(prefix, &name)
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            files.push(TextFile { path, text });
        }
    }
}

/// Whether a folder belongs to the project: `models pull` makes folders that end in 8 digits of a commit.
fn is_ours(folder: &str) -> bool {
    let is_pulled = folder
        .rsplit_once('-')
        .is_some_and(|(_, end)| end.len() == 8 && end.chars().all(|c| c.is_ascii_hexdigit()));
    folder == ".ci"
        || !(folder.starts_with('.') || folder == "target" || folder == "__pycache__" || is_pulled)
}

/// Whether a file is written by hand; at the root, records and their manifests are somebody's output.
fn is_text(prefix: &str, name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "lock" | "safetensors" | "parquet" | "partial" => false,
        "json" | "jsonl" => !prefix.is_empty() && name != "tokenizer.json",
        _ => true,
    }
}

/// Fails with all complaints, one a line.
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The one complaint that a bad example must cause.
fn one(complaints: Vec<String>) -> String {
    assert_eq!(complaints.len(), 1, "{complaints:?}");
    complaints.into_iter().next().expect("one complaint")
}

#[test]
fn folders_of_others_are_left_out() {
    assert!(is_ours("src") && is_ours(".ci") && is_ours("small-v1") && is_ours("actors"));
    assert!(!is_ours(".git") && !is_ours("target") && !is_ours("news-model-01234567"));
}
