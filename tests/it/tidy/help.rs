//! Every verb and every flag of the program is in the README, and there are few of them.

use std::collections::BTreeSet;
use std::process::Command;

use super::code::find_word;
use super::{none, one, page};

/// The most flags of all verbs together.
const MAX_FLAGS: usize = 32;

/// What the program says to `verb --help`.
fn help(verb: &[String]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(verb)
        .arg("--help")
        .output()
        .expect("the program");
    assert!(output.status.success(), "{verb:?} --help");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// All verbs with their help pages, verbs before their sub-verbs.
fn help_pages() -> Vec<(Vec<String>, String)> {
    let mut waiting = vec![Vec::new()];
    let mut pages = Vec::new();
    while let Some(verb) = waiting.pop() {
        let page = help(&verb);
        for name in verbs(&page) {
            let mut longer: Vec<String> = verb.clone();
            longer.push(name);
            waiting.push(longer);
        }
        pages.push((verb, page));
    }
    pages
}

/// The verbs that a help page lists, without `help` itself.
fn verbs(page: &str) -> Vec<String> {
    let lines =
        page.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // Longer descriptions go on in the next line, further to the right.
    let names = lines
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_string).collect()
}

/// The long flags that a help page explains.
fn flags(page: &str) -> BTreeSet<String> {
    let lines = page.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let words = lines.flat_map(|line| {
        line.split([' ', ',', '=']).take_while(|word| word.is_empty() || word.starts_with('-'))
    });
    words.filter(|word| word.starts_with("--")).map(str::to_string).collect()
}

/// Verbs and flags that `readme` does not mention.
fn check(verb: &[String], page: &str, readme: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    if !verb.is_empty() && find_word(readme, &verb.join(" ")).is_none() {
        complaints.push(format!("README.md does not mention `{}`", verb.join(" ")));
    }
    for flag in flags(page) {
        if !readme
            .match_indices(&flag)
            .any(|(at, _)| !readme[at + flag.len()..].starts_with(|c: char| c == '-' || c.is_alphanumeric()))
        {
            complaints.push(format!("README.md does not mention {flag} of `standpoint {}`", verb.join(" ")));
        }
    }
    complaints
}

#[test]
fn verbs_and_flags_are_in_the_readme() {
    let readme = page("README.md");
    let pages = help_pages();
    assert!(pages.iter().any(|(verb, _)| verb.join(" ") == "models pull"), "verbs were found");
    none(pages.iter().flat_map(|(verb, page)| check(verb, page, &readme)).collect());
}

#[test]
fn flags_are_few() {
    let all: BTreeSet<String> = help_pages().iter().flat_map(|(_, page)| flags(page)).collect();
    assert!(all.contains("--output") && all.contains("--offline"), "flags were found: {all:?}");
    assert!(all.len() <= MAX_FLAGS, "{} flags; {MAX_FLAGS} are the most: {all:?}", all.len());
}

#[test]
fn an_unmentioned_flag_is_seen() {
    let page = "Say it.\n\nCommands:\n  tell   Tell it, with --no\n         care\n  help   Help\n\nOptions:\n  -o, --out <OUT>  Where\n      --out-key\n          [default: --x]\n";
    assert_eq!(verbs(page), ["tell"]);
    assert_eq!(flags(page).into_iter().collect::<Vec<_>>(), ["--out", "--out-key"]);
    let verb = vec!["tell".to_string()];
    assert_eq!(
        one(check(&verb, page, "`tell --out-key` does it")),
        "README.md does not mention --out of `standpoint tell`"
    );
    assert_eq!(one(check(&verb, page, "retell --out, --out-key")), "README.md does not mention `tell`");
    none(check(&verb, page, "`standpoint tell --out FILE --out-key`"));
}
