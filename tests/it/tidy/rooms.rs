//! Who may use whom. The table here is the rule; the one in ARCHITECTURE.md is made from it.

use super::code::{code, paths};
use super::{TextFile, none, one, sources};

/// A module, or a part of one with narrower rights.
pub(super) struct Room {
    /// Its path under `src`, without the ending.
    pub(super) name: &'static str,
    /// What it may use of ours, beside itself; `*` is everything.
    pub(super) may_use: &'static [&'static str],
    /// What it does without, for readers.
    pub(super) never: &'static str,
}

const fn room(name: &'static str, may_use: &'static [&'static str], never: &'static str) -> Room {
    Room { name, may_use, never }
}

/// All rooms, in reading order.
pub(super) const ROOMS: [Room; 29] = [
    room("types", &[], "anything of ours"),
    room("error", &[], "anything of ours"),
    room("checksum", &[], "anything of ours"),
    room("read", &["types", "error", "checksum"], "models, analyses, records"),
    room("clean", &["types"], "files, clock, randomness"),
    room("split", &["types", "clean::captions", "clean::lines"], "what `clean` removes and why"),
    room("language", &[], "anything of ours"),
    room("fingerprint", &["checksum"], "analyses, records"),
    room("stories", &["fingerprint"], "records, files"),
    room("nn", &["error", "types::Span"], "documents, actors, stances"),
    room(
        "model",
        &["error", "checksum", "types::EntityType", "types::Stance"],
        "the network that it describes",
    ),
    room("hub", &["error"], "what a model means"),
    room("tag", &["types", "error", "nn::Tokens", "nn::TokenScores", "model"], "`judge`, `link`"),
    room("tag/decode", &["types", "model::TokenLabel", "nn::TokenScores"], "tensors, files"),
    room("link", &["types"], "`nn`, `model`, files"),
    room("link/knowledge", &["types", "error"], "`nn`, `model`, files"),
    room("judge", &["types", "nn::Answer", "nn::Tokens", "model"], "`tag`, `link`"),
    room("judge/calibrate", &["types"], "`nn`, `model`"),
    room("judge/voice", &["types"], "`nn`, `model`"),
    room(
        "pipeline",
        &["types", "error", "clean", "split", "language", "nn", "model", "tag", "link", "judge"],
        "`read`, `record`, `write`, `cli`",
    ),
    room("ordered", &[], "anything of ours"),
    room("record", &["types", "error"], "`nn`, `pipeline`"),
    room("write", &["record"], "`types`, `nn`, `pipeline`"),
    room("write/partial", &["error"], "records"),
    room("export", &["error", "stories", "record::SCHEMA"], "`types`, `nn`, `pipeline`"),
    room("gold", &["types", "error", "checksum", "record::SCHEMA"], "`nn`, `pipeline`, scores"),
    room("score", &["types", "error", "gold"], "`nn`, `pipeline`, files: anyone's predictions can be scored"),
    room("cli", &["*"], "being used by anyone but `main`"),
    room("main", &["cli"], "everything else"),
];

/// The room of a file, the narrowest that fits.
fn room_of(path: &str) -> Option<&'static Room> {
    let stem = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    let fits = |room: &&Room| {
        stem.strip_prefix(room.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    ROOMS.iter().filter(fits).max_by_key(|room| room.name.len())
}

/// The paths of ours that a file names.
fn arrows(file: &TextFile) -> Vec<(usize, String)> {
    paths(&code(&file.text), if file.path == "src/main.rs" { "standpoint" } else { "crate" })
}

/// Whether `path` is `allowed` or inside it.
fn is_inside(path: &str, allowed: &str) -> bool {
    allowed == "*" || path.strip_prefix(allowed).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Arrows that the table does not have.
fn check(file: &TextFile) -> Vec<String> {
    if file.path == "src/lib.rs" {
        return Vec::new();
    }
    let Some(room) = room_of(&file.path) else {
        return vec![format!("{}: a room that is not in the table", file.path)];
    };
    let itself = room.name.split('/').next().unwrap_or(room.name);
    let mut complaints = Vec::new();
    for (line, path) in arrows(file) {
        if !is_inside(&path, itself) && !room.may_use.iter().any(|allowed| is_inside(&path, allowed)) {
            complaints.push(format!("{}:{line}: {} may not use {path}", file.path, room.name));
        }
    }
    complaints.extend(ways_around(file));
    complaints
}

/// `super` where it would leave the room unseen.
fn ways_around(file: &TextFile) -> Vec<String> {
    let n_deep = file.path.trim_end_matches("/mod.rs").matches('/').count();
    let forbidden = if n_deep == 1 { "super::" } else { "super::super::" };
    let code = code(&file.text);
    let lines = code.lines().enumerate().filter(|(_, line)| line.contains(forbidden));
    lines
        .map(|(index, _)| format!("{}:{}: write crate:: for what is outside", file.path, index + 1))
        .collect()
}

/// Rights of the table that nobody needs.
fn unused_rights(files: &[TextFile]) -> Vec<String> {
    let mut complaints = Vec::new();
    for room in &ROOMS {
        let of_room = |file: &&TextFile| room_of(&file.path).is_some_and(|its| its.name == room.name);
        let used: Vec<(usize, String)> = files.iter().filter(of_room).flat_map(arrows).collect();
        for right in room.may_use {
            if !used.iter().any(|(_, path)| is_inside(path, right)) {
                complaints.push(format!("{} does not use {right}; take it out of the table", room.name));
            }
        }
    }
    complaints
}

/// The table as Markdown.
pub(super) fn table() -> String {
    let mut table = String::from("\n| room | may use | does without |\n|---|---|---|\n");
    for Room { name, may_use, never } in &ROOMS {
        let rights: Vec<String> = may_use.iter().map(|right| format!("`{right}`")).collect();
        let rights = match may_use {
            [] => "–".to_string(),
            ["*"] => "everything".to_string(),
            _ => rights.join(", "),
        };
        table.push_str(&format!("| `{name}` | {rights} | {never} |\n"));
    }
    table.push('\n');
    table
}

#[test]
fn rooms_use_only_whom_they_may() {
    none(sources().iter().flat_map(check).collect());
}

#[test]
fn the_table_grants_only_what_is_used() {
    none(unused_rights(&sources()));
}

#[test]
fn a_forbidden_arrow_is_seen() {
    let check = |path: &str, text: &str| check(&TextFile::new(path, text));
    assert_eq!(one(check("src/nowhere.rs", "")), "src/nowhere.rs: a room that is not in the table");
    assert_eq!(
        one(check("src/read/text.rs", "\nuse crate::nn::Network;")),
        "src/read/text.rs:2: read may not use nn::Network"
    );
    assert_eq!(
        one(check("src/nn/batch.rs", "use crate::types::{Span, Actor};")),
        "src/nn/batch.rs:1: nn may not use types::Actor"
    );
    assert_eq!(
        one(check("src/tag/decode.rs", "use crate::{types::Span, nn};")),
        "src/tag/decode.rs:1: tag/decode may not use nn"
    );
    assert_eq!(
        one(check("src/split.rs", "use super::nn;")),
        "src/split.rs:1: write crate:: for what is outside"
    );
    assert_eq!(
        one(check("src/tag/decode.rs", "super::super::nn::f()")),
        "src/tag/decode.rs:1: write crate:: for what is outside"
    );
    assert_eq!(
        one(check("src/main.rs", "standpoint::nn::kernel()")),
        "src/main.rs:1: main may not use nn::kernel"
    );
    none(check(
        "src/nn/heads.rs",
        "use crate::types::Span; use crate::nn::batch; use super::linear; // crate::read",
    ));
}

#[test]
fn an_unused_right_is_seen() {
    let complaints = unused_rights(&[TextFile::new("src/split.rs", "use crate::types::Span;")]);
    assert!(complaints.contains(&"split does not use clean::lines; take it out of the table".to_string()));
    assert!(!complaints.iter().any(|complaint| complaint.starts_with("split does not use types")));
}
