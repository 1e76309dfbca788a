//! Just enough Rust to read: code without comments and inline tests, words, and the paths that a file names.

/// The code of a file, line for line: comment lines, comments at the end of lines and inline tests are blank.
pub(super) fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let mut code = String::with_capacity(end);
    for line in text[..end].lines() {
        if !line.trim_start().starts_with("//") {
            code.push_str(line.split(" // ").next().unwrap_or(line));
        }
        code.push('\n');
    }
    code
}

/// Where `word` stands in `line` as a word of its own.
pub(super) fn find_word(line: &str, word: &str) -> Option<usize> {
    let is_inner = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let goes_on = word.ends_with(is_inner) && after.is_some_and(is_inner);
        !goes_on && !before.is_some_and(is_inner)
    })
}

/// The paths under `root` that code names, with the number of their line; braces are spread out.
///
/// `use crate::{a::B, c}` gives `a::B` and `c`.
pub(super) fn paths(code: &str, root: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let start = format!("{root}::");
    let mut from = 0;
    while let Some(at) = find_word(&code[from..], &start) {
        let at = from + at;
        let line = 1 + code[..at].matches('\n').count();
        let mut spread = Vec::new();
        follow(&code[at + start.len()..], String::new(), &mut spread);
        found.extend(spread.into_iter().map(|path| (line, path)));
        from = at + start.len();
    }
    found
}

/// Reads one path or one tree of paths and gives what is left of the code.
fn follow<'a>(code: &'a str, path: String, found: &mut Vec<String>) -> &'a str {
    let code = code.trim_start();
    if let Some(mut rest) = code.strip_prefix('{') {
        loop {
            rest = rest.trim_start();
            if let Some(rest) = rest.strip_prefix('}') {
                return rest;
            }
            rest = follow(rest, path.clone(), found);
            // Past `as Name`, to the next of the list.
            let Some(next) = rest.find([',', '}']) else { return "" };
            rest = rest[next..].strip_prefix(',').unwrap_or(&rest[next..]);
        }
    }
    let length = code.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '*')).unwrap_or(code.len());
    let (name, rest) = code.split_at(length);
    let path = match (path.is_empty(), name) {
        (_, "" | "self" | "*") => path,
        (true, _) => name.to_string(),
        (false, _) => format!("{path}::{name}"),
    };
    match rest.trim_start().strip_prefix("::") {
        Some(rest) if !rest.starts_with('<') => follow(rest, path, found),
        _ => {
            found.push(path);
            rest
        }
    }
}

#[test]
fn code_is_what_runs() {
    let text =
        "//! doc\nlet x = 1; // why\n    // more\nlet url = \"https://x\";\n#[cfg(test)]\nmod tests {\n}\n";
    assert_eq!(code(text), "\nlet x = 1;\n\nlet url = \"https://x\";\n");
}

#[test]
fn words_stand_alone() {
    assert_eq!(find_word("use_stderr(); stderr()", "stderr"), Some(14));
    assert_eq!(find_word("eprintln!(1)", "println!"), None);
    assert_eq!(find_word("mycrate::x", "crate::"), None);
}

#[test]
fn paths_are_spread_out() {
    let code = "use crate::a;\nuse crate::{b::{C, d::E as F}, g::{self, *},\n  h};\nlet x: crate::i::J<K> = crate::l::<M>(n);";
    let found: Vec<String> =
        paths(code, "crate").into_iter().map(|(line, path)| format!("{line} {path}")).collect();
    assert_eq!(found, ["1 a", "2 b::C", "2 b::d::E", "2 g", "2 g", "2 h", "4 i::J", "4 l"]);
}
