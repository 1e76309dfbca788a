//! Which files a run may write: never what it reads, never what is another's, never what only seems to be records.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::cli::{TOY, annotate, folder_with, path_in, standpoint};

const DOCUMENT: &[u8] = b"{\"id\":\"a\",\"text\":\"Norland praised Ana Lind.\"}\n";

/// A run in a folder with an input, a list and somebody's file is refused and changes none of them.
#[track_caller]
fn check_refused(arguments: &[&str], words: &str) {
    let files: [(&str, &[u8]); 6] = [
        ("in.jsonl", DOCUMENT),
        ("list.toml", b"[[actor]]\nname = \"Hamas\"\n"),
        ("there.csv", b"precious"),
        ("raw.jsonl.partial", DOCUMENT),
        ("other.csv.partial", b"precious"),
        ("other.jsonl.manifest.json", b"precious"),
    ];
    let folder = folder_with(&files);
    let output = Command::new(assert_cmd::cargo::cargo_bin("standpoint"))
        .current_dir(folder.path())
        .args(arguments)
        .output()
        .expect("a run");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && stderr.contains(words), "{arguments:?}: {stderr}");
    for (name, bytes) in files {
        assert_eq!(fs::read(folder.path().join(name)).expect(name), bytes, "{name}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), files.len(), "{stderr}");
}

#[test]
fn nothing_is_written_over_what_is_read() {
    let words = "this run reads it; name another file";
    let run = ["annotate", "--model", TOY, "in.jsonl", "--force"];
    let with = |more: &[&'static str]| [&run[..], more].concat();
    check_refused(&with(&["-o", "in.jsonl"]), words);
    check_refused(&with(&["-o", "./in.jsonl"]), words);
    check_refused(&with(&["-o", "out.jsonl", "--errors", "in.jsonl"]), words);
    check_refused(&with(&["-o", "out.jsonl", "--errors", "./out.jsonl"]), "give each its own file");
    check_refused(&["annotate", "--model", TOY, "raw.jsonl.partial", "-o", "raw.jsonl", "--force"], words);
    check_refused(&with(&["--actors", "list.toml", "-o", "list.toml"]), words);
    check_refused(&["export", "in.jsonl", "-o", "there.csv"], "there.csv: already there");
    check_refused(
        &["export", "-", "-o", "table.csv"],
        "it is no file, and records are read twice; write them to one",
    );
    check_refused(&["export", "there.csv", "-o", "there.csv", "--force"], words);
}

#[test]
fn what_is_anothers_stays_without_force() {
    let run = ["annotate", "--model", TOY, "in.jsonl"];
    check_refused(&[&run[..], &["-o", "other.jsonl"]].concat(), "other.jsonl.manifest.json: already there");
    check_refused(&["export", "in.jsonl", "-o", "other.csv"], "other.csv.partial: left by a run");
    check_refused(&["export", "in.jsonl", "-o", "table.csv"], "in.jsonl:1: not a record");
}

#[test]
fn records_are_no_tables_and_no_devices() {
    for name in ["out.csv", "out.parquet", "out.jsonl.gz", "out.TSV"] {
        let words = format!("{name}: records are lines of JSON; name a .jsonl file");
        check_refused(&["annotate", "--model", TOY, "in.jsonl", "-o", name], &words);
        check_refused(&["annotate", "--model", TOY, "in.jsonl", "--errors", name], &words);
    }
    #[cfg(unix)]
    for option in ["--output", "--errors"] {
        let run = ["annotate", "--model", TOY, "in.jsonl", option, "/dev/null"];
        check_refused(&run, "no regular file; name one, or redirect standard output");
        check_refused(&[&run[..], &["--force"]].concat(), "no regular file");
    }
}

#[test]
fn a_run_does_not_read_what_it_writes() {
    let documents = [DOCUMENT, b"{\"id\":\"b\",\"text\":\"\"}\n"].concat();
    let folder = folder_with(&[("in.jsonl", &documents), (".hidden.txt", b"Lind.")]);
    let [out, errors] = ["out.jsonl", "errors.jsonl"].map(|name| path_in(&folder, name));
    let here = folder.path().display().to_string();
    let options = ["-o", &out, "--errors", &errors];
    let first = annotate(&[&here], &options, b"");
    assert!(
        first.code == 1 && first.stderr.contains("files and folders left out: 1 (hidden"),
        "{}",
        first.stderr
    );
    let records = fs::read(&out).expect("records");
    let again = annotate(&[&here], &[&options[..], &["--force"]].concat(), b"");
    // The hidden file, the records, their manifest and the failures.
    assert!(again.code == 1 && again.stderr.contains("left out: 4"), "{}", again.stderr);
    assert_eq!(fs::read(&out).expect("records"), records);
}

#[test]
fn what_no_run_made_is_not_replaced_where_it_would_be_read() {
    let by_hand = b"{\"id\":\"b\",\"text\":\"Sudria blamed Norland.\"}";
    let folder = folder_with(&[("in.jsonl", DOCUMENT), ("articles.jsonl", by_hand)]);
    let [articles, all] = ["articles.jsonl", "*.jsonl"].map(|name| path_in(&folder, name));
    for input in [&folder.path().display().to_string(), &all] {
        for option in ["--output", "--errors"] {
            let run = annotate(&[input], &[option, &articles, "--force"], b"");
            assert!(run.code == 2 && run.stderr.contains("this run reads it"), "{}", run.stderr);
            assert_eq!(fs::read(&articles).expect("articles"), by_hand);
        }
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}

#[test]
fn a_manifest_without_its_records_is_replaced() {
    let folder = folder_with(&[("in.jsonl", DOCUMENT)]);
    let [input, out] = ["in.jsonl", "out.jsonl"].map(|name| path_in(&folder, name));
    for _ in 0..2 {
        let run = annotate(&[&input], &["-o", &out], b"");
        assert_eq!(run.code, 0, "{}", run.stderr);
        fs::remove_file(&out).expect("to remove it");
    }
}

#[cfg(unix)]
#[test]
fn records_go_where_a_link_leads() {
    let folder = folder_with(&[("in.jsonl", DOCUMENT)]);
    let [input, link, disk] = ["in.jsonl", "out.jsonl", "disk"].map(|name| path_in(&folder, name));
    fs::create_dir(&disk).expect("a folder");
    std::os::unix::fs::symlink("disk/records.jsonl", &link).expect("a link");
    for options in [&[][..], &["--force"], &["--resume"]] {
        let run = annotate(&[&input], &[&["-o", &link], options].concat(), b"");
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(Path::new(&link).is_symlink() && fs::read_dir(folder.path()).expect("a folder").count() == 3);
        assert_eq!(fs::read_dir(&disk).expect("a folder").count(), 2, "records and their manifest");
    }
}

#[test]
fn a_reader_that_has_gone_is_no_failure() {
    for arguments in [&["models", "show"][..], &["models", "list"], &["actors", "find", "Hamas"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = Command::new(assert_cmd::cargo::cargo_bin("standpoint"))
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
            .args(arguments)
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .expect("a run");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(0) && stderr.is_empty(), "{arguments:?}: {stderr}");
    }
}

#[test]
fn nothing_to_verify_is_said() {
    let folder = folder_with(&[]);
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("standpoint"));
    let command =
        command.current_dir(folder.path()).env_remove("STANDPOINT_MODELS").args(["models", "verify"]);
    let output = command.output().expect("a run");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(0) && stderr.contains("no model folder under models"), "{stderr}");
}

#[test]
fn what_went_wrong_is_said_once() {
    let run = standpoint(&["annotate", "--model", TOY, "-", "-o", "/no/such/folder/out.jsonl"], DOCUMENT);
    assert_eq!(
        run.stderr,
        "error: /no/such/folder/out.jsonl: cannot create: its folder is not there; make it first\n"
    );
}
