//! The actor list on the command line: looking names up, lists of users, watch lists.

use super::cli::{TOY, annotate, check_refused, folder_with, path_in, standpoint};

#[test]
fn names_are_looked_up() {
    let check = |arguments: &[&str], starred: &str| {
        let run = standpoint(&[&["actors", "find"], arguments].concat(), b"");
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        let chosen = run.stdout.lines().find(|line| line.starts_with('*')).unwrap_or_default();
        assert!(chosen.contains(starred), "{arguments:?}: {}", run.stdout);
    };
    check(&["Georgia", "--near", "Tbilisi said so."], "\tQ230\tGeorgia\tstate\talias\t");
    check(&["Moscow"], "\tQ159\tRussia\tstate\tmetonym\t");
    check(&["Macron", "--date", "2024-10-24"], "president of France");
    let run = standpoint(&["actors", "find", "Nobody of That Name"], b"");
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("nobody of the list"), "{}", run.stderr);
    check_refused(&["actors", "find", "Macron", "--date", "yesterday"], &["--date", "YYYY-MM-DD"]);
}

#[test]
fn lists_of_users_are_checked() {
    let folder = folder_with(&[
        ("good.csv", b"name\nHamas\nEmmanuel Macron\n"),
        ("taking.toml", b"[[actor]]\nname = \"Club\"\nkind = \"organisation\"\naliases = [\"Hamas\"]\n"),
        ("broken.csv", b"id,name,kind\nx,X,alien\n"),
        ("latin.csv", b"name\nAndr\xe9\n"),
        ("list.txt", b"name\n"),
    ]);
    let file = |name: &str| path_in(&folder, name);
    let run = standpoint(&["actors", "lint", &file("good.csv")], b"");
    assert_eq!((run.code, run.stdout.as_str()), (0, "2 actors, 0 names taken from the list inside\n"));
    let run = standpoint(&["actors", "lint", &file("taking.toml")], b"");
    assert_eq!(run.code, 1);
    for word in ["taking.toml:1", "\"Hamas\" means club", "Q38799"] {
        assert!(run.stderr.contains(word), "{}", run.stderr);
    }
    check_refused(&["actors", "lint", &file("broken.csv")], &["broken.csv:2", "unknown kind \"alien\""]);
    check_refused(&["actors", "lint", &file("latin.csv")], &["latin.csv:2", "UTF-8"]);
    check_refused(&["actors", "lint", &file("list.txt")], &["list.txt", ".csv or .toml"]);
    check_refused(&["actors", "lint", &file("missing.csv")], &["missing.csv", "cannot read"]);
    let model = ["annotate", "--model", TOY, "-"];
    check_refused(&[&model[..], &["--actors", &file("broken.csv")]].concat(), &["broken.csv:2"]);
    check_refused(&[&model[..], &["--only"]].concat(), &["--actors"]);
}

#[test]
fn a_watch_list_restricts_the_output() {
    let folder = folder_with(&[("mine.csv", b"name\nHamas\n")]);
    let line = br#"{"id":"a","text":"Hamas and Jane Marsh met Republicans.","mentions":[
        {"start":0,"end":5,"type":"ORG"},{"start":10,"end":20,"type":"PER"},{"start":25,"end":36,"type":"NORP"}]}"#;
    let line: Vec<u8> = line.iter().copied().filter(|&byte| byte != b'\n').collect();
    let list = path_in(&folder, "mine.csv");
    let ids = |options: &[&str]| -> Vec<String> {
        let run = annotate(&["-"], options, &line);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let record = &run.records()[0];
        let stances = record["paragraphs"][0]["stances"].as_array().expect("stances").len();
        let actors = record["actors"].as_array().expect("actors");
        assert_eq!(stances, actors.len());
        actors.iter().map(|actor| actor["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(ids(&["--actors", &list]), ["Q38799", "jane-marsh", "Q29468"]);
    assert_eq!(ids(&["--actors", &list, "--only"]), ["Q38799"]);
    let line = br#"{"id":"a","text":"Georgia voted.","mentions":[{"start":0,"end":7,"type":"LOC"}]}"#;
    let run = annotate(&["-"], &["--explain"], line);
    let mentions = &run.records()[0]["paragraphs"][0]["mentions"];
    assert_eq!(mentions[0]["link"]["alternatives"][0], "Q1428");
}
