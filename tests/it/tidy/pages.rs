//! The pages agree with the tree: generated parts are current, links lead somewhere, every room has its words.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{TextFile, none, one, page, rooms, root, tree};

const BEGIN: &str = "<!-- rooms: made by tests/it/tidy/rooms.rs; UPDATE=1 cargo test tidy -->\n";
const END: &str = "<!-- end of rooms -->\n";

/// `page` with `part` between the two marks.
fn splice(page: &str, part: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}{part}{END}{after}"))
}

/// Links to files that are not there.
fn dead_links(file: &TextFile, is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
    let mut complaints = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        for link in line.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(link, _)| link)) {
            let link = link.split('#').next().unwrap_or_default();
            if !link.is_empty() && !link.contains(':') && !is_there(&folder.join(link).to_string_lossy()) {
                complaints.push(format!("{}:{}: {link} is not there", file.path, index + 1));
            }
        }
    }
    complaints
}

/// Rooms of `src` that `architecture` says nothing about.
fn untold(paths: &[&str], architecture: &str) -> Vec<String> {
    let tops: BTreeSet<String> = paths
        .iter()
        .filter_map(|path| path.strip_prefix("src/"))
        .map(|path| path.split_once('/').map_or(path.to_string(), |(folder, _)| format!("{folder}/")))
        .collect();
    let missing = tops.into_iter().filter(|top| !architecture.contains(&format!("`src/{top}`")));
    missing.map(|top| format!("ARCHITECTURE.md does not tell of `src/{top}`")).collect()
}

#[test]
fn the_table_of_rooms_is_current() {
    let found = page("ARCHITECTURE.md");
    let wanted = splice(&found, &rooms::table()).expect("ARCHITECTURE.md has lost its marks");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(root().join("ARCHITECTURE.md"), &wanted).expect("ARCHITECTURE.md can be written");
    } else {
        assert!(found == wanted, "the table of rooms is old: run UPDATE=1 cargo test tidy");
    }
}

#[test]
fn an_old_table_is_seen() {
    let old = format!("a\n{BEGIN}old\n{END}b\n");
    assert_eq!(splice(&old, "new\n"), Some(format!("a\n{BEGIN}new\n{END}b\n")));
    assert_eq!(splice("no marks", "new\n"), None);
}

#[test]
fn links_lead_somewhere() {
    let is_there = |path: &str| root().join(path).exists();
    let pages = tree()
        .into_iter()
        .filter(|file| file.extension() == "md" && !file.path.starts_with("evaluation/articles/"));
    none(pages.flat_map(|file| dead_links(&file, is_there)).collect());
}

#[test]
fn a_dead_link_is_seen() {
    let file = TextFile::new(
        "models/README.md",
        "[x](https://a.b) [y](#z)\n[toy](toy/card.md#use), [gone](gone.md)\n",
    );
    assert_eq!(
        one(dead_links(&file, |path| path == "models/toy/card.md")),
        "models/README.md:2: gone.md is not there"
    );
}

#[test]
fn every_room_is_told_of() {
    let tree = tree();
    let paths: Vec<&str> = tree.iter().map(|file| file.path.as_str()).collect();
    none(untold(&paths, &page("ARCHITECTURE.md")));
}

#[test]
fn an_untold_room_is_seen() {
    let paths = ["src/a.rs", "src/b/mod.rs", "src/b/c.rs", "Cargo.toml"];
    assert_eq!(one(untold(&paths, "### `src/a.rs`\n")), "ARCHITECTURE.md does not tell of `src/b/`");
}

#[test]
fn the_changelog_has_room_for_what_comes() {
    assert!(page("CHANGELOG.md").contains("\n## Unreleased\n"));
}
