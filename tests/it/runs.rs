//! Runs that survive: killed, interrupted, out of room, in parts; and what they leave behind.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use crate::cli::{TOY, annotate, folder_with, path_in, standpoint};

/// So many documents of a few sentences, one of them bad.
fn documents(n: usize) -> Vec<u8> {
    let line = |number: usize| match number {
        7 => "{\"id\":\"d7\",\"text\":\"\"}\n".to_owned(),
        _ => format!(
            "{{\"id\":\"d{number}\",\"text\":\"Norland praised Sudria {number} times.\\n\\nThe Harbour Party blamed Norland.\"}}\n"
        ),
    };
    (0..n).map(line).collect::<String>().into_bytes()
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn manifest(path: &str) -> Value {
    serde_json::from_str(&read(path)).expect("a manifest")
}

#[test]
fn a_killed_run_goes_on_to_the_same_bytes() {
    let folder = folder_with(&[("in.jsonl", &documents(3000))]);
    let [input, whole, out, errors] =
        ["in.jsonl", "whole.jsonl", "out.jsonl", "errors.jsonl"].map(|name| path_in(&folder, name));
    assert_eq!(annotate(&[&input], &["-o", &whole], b"").code, 1);
    let arguments =
        ["annotate", "--model", TOY, &input, "-o", &out, "--resume", "--errors", &errors, "--threads", "2"];
    let partial = format!("{out}.partial");
    let length = || fs::metadata(&partial).map_or(0, |file| file.len());
    for round in 0..10_u64 {
        let before = length();
        let mut run = Command::new(assert_cmd::cargo::cargo_bin("standpoint"))
            .args(arguments)
            .stderr(Stdio::null())
            .spawn()
            .expect("a run");
        while length() <= before {
            assert!(run.try_wait().expect("its state").is_none(), "the run ended before it was killed");
            sleep(Duration::from_millis(1));
        }
        sleep(Duration::from_millis(round * 3 % 8));
        run.kill().expect("to kill it");
        run.wait().expect("its end");
        // A kill may also cut a line in two.
        let bytes = fs::read(&partial).expect("records");
        let n_cut = (round as usize * 131) % 500.min(bytes.len());
        fs::write(&partial, &bytes[..bytes.len() - n_cut]).expect("a cut");
    }
    let last = standpoint(&arguments, b"");
    assert!(last.code == 1 && last.stderr.contains("going on after"), "{}", last.stderr);
    assert_eq!(read(&out), read(&whole));
    assert_eq!(read(&errors).lines().count(), 1);
    assert!(!Path::new(&format!("{out}.partial")).exists());
    assert!(!Path::new(&format!("{out}.partial.manifest.json")).exists());
    let [resumed, at_once] = [&out, &whole].map(|out| manifest(&format!("{out}.manifest.json")));
    assert_eq!(resumed["counts"], at_once["counts"]);
    assert_eq!((&resumed["state"], &resumed["counts"]["documents"]), (&"finished".into(), &3000.into()));
    let again = standpoint(&arguments, b"");
    // A kill between the last two steps leaves the manifest of the unfinished file; and the failures may be lost.
    let place = format!("{out}.manifest.json");
    fs::rename(&place, format!("{out}.partial.manifest.json")).expect("a manifest");
    fs::remove_file(&errors).expect("to remove it");
    assert_eq!(standpoint(&arguments, b"").code, 1);
    assert_eq!((&manifest(&place)["counts"], read(&errors).lines().count()), (&at_once["counts"], 1));
    // Or the failures of the run before, where they were to be replaced.
    fs::write(&errors, "").expect("old failures");
    fs::write(format!("{errors}.partial"), "").expect("new failures");
    assert_eq!(standpoint(&[&arguments[..], &["--force"]].concat(), b"").code, 1);
    assert_eq!(read(&errors).lines().count(), 1);
    // One document of it failed.
    assert!(again.code == 1 && again.stderr.contains("is finished"), "{}", again.stderr);
    let other = standpoint(&[&arguments[..], &["--keep-all"]].concat(), b"");
    assert!(other.code == 2 && other.stderr.contains("options.keep_all"), "{}", other.stderr);
}

/// A run of ten documents of which four are written.
fn stopped() -> tempfile::TempDir {
    let folder = folder_with(&[("in.jsonl", &documents(10))]);
    let [input, out] = ["in.jsonl", "out.jsonl"].map(|name| path_in(&folder, name));
    annotate(&[&input], &["-o", &out], b"");
    fs::copy(&out, path_in(&folder, "whole.jsonl")).expect("records");
    stop_after(4, &out);
    let partial = path_in(&folder, "out.jsonl.partial");
    fs::write(&partial, read(&partial) + "{\"schema\":").expect("half a line");
    folder
}

/// Turns a finished run into one that stopped after so many records.
fn stop_after(n: usize, out: &str) {
    let first: String = read(out).lines().take(n).map(|line| format!("{line}\n")).collect();
    fs::remove_file(out).expect("to remove it");
    fs::write(format!("{out}.partial"), first).expect("records");
    fs::rename(format!("{out}.manifest.json"), format!("{out}.partial.manifest.json")).expect("a manifest");
}

#[track_caller]
fn check_refused(folder: &tempfile::TempDir, options: &[&str], words: &str) {
    let [input, out] = ["in.jsonl", "out.jsonl"].map(|name| path_in(folder, name));
    let before = fs::read(path_in(folder, "out.jsonl.partial")).expect("records");
    let run = annotate(&[&input], &[&["-o", &out], options].concat(), b"");
    assert!(run.code == 2 && run.stderr.contains(words), "{} {}", run.code, run.stderr);
    assert!(!Path::new(&out).exists());
    let after = fs::read(path_in(folder, "out.jsonl.partial")).expect("records");
    // At most a line that was cut short may go.
    let whole = |bytes: &[u8]| bytes.iter().rposition(|&byte| byte == b'\n').map(|end| bytes[..end].to_vec());
    assert_eq!(whole(&before), whole(&after), "records were lost");
}

#[test]
fn a_run_goes_on_only_with_the_same_question() {
    let folder = stopped();
    let [input, out] = ["in.jsonl", "out.jsonl"].map(|name| path_in(&folder, name));
    check_refused(
        &folder,
        &[],
        "an earlier run left it unfinished; add --resume to go on with it, or --force to start anew",
    );
    check_refused(&folder, &["--resume", "--keep-all"], "options.keep_all (then false, now true)");
    check_refused(&folder, &["--resume", "--linker", "alias"], "options.linker");
    let documents = read(&input);
    // The same size and ids, another text.
    fs::write(&input, documents.replace("Sudria 2 times", "Sudria 9 times")).expect("an input");
    check_refused(&folder, &["--resume"], "the document \"d2\" has another text than it had");
    fs::write(&input, documents.replace("Sudria 2 times", "Sudria 22 times")).expect("an input");
    check_refused(&folder, &["--resume"], "input_bytes");
    fs::write(&input, &documents).expect("an input");
    fs::write(&input, documents.replace("\"d2\"", "\"xx\"")).expect("an input");
    check_refused(&folder, &["--resume"], "the input has the document \"xx\" where it had \"d2\"");
    let three: String = documents.lines().take(3).map(|line| format!("{line}\n")).collect();
    fs::write(&input, format!("{three}{}", " ".repeat(documents.len() - three.len()))).expect("an input");
    check_refused(&folder, &["--resume"], "the input no longer has the document \"d3\"");
    fs::write(&input, &documents).expect("an input");
    let partial = read(&path_in(&folder, "out.jsonl.partial"));
    fs::write(path_in(&folder, "out.jsonl.partial"), format!("nonsense\n{partial}")).expect("records");
    check_refused(&folder, &["--resume"], "out.jsonl.partial:1: not a record");
    fs::write(path_in(&folder, "out.jsonl.partial"), partial).expect("records");
    let run = annotate(&[&input], &["-o", &out, "--resume", "--threads", "1", "--batch-tokens", "64"], b"");
    assert!(run.code == 1 && run.stderr.contains("going on after 4 documents"), "{}", run.stderr);
    assert_eq!(read(&out), read(&path_in(&folder, "whole.jsonl")));
    let bare = annotate(&[&input], &["--resume"], b"");
    assert!(bare.code == 2 && bare.stderr.contains("--output"), "{}", bare.stderr);
}

#[test]
fn a_forced_run_that_was_killed_early_is_not_the_run_before() {
    let folder = folder_with(&[("old.jsonl", &documents(3)), ("in.jsonl", &documents(9))]);
    let [old, input, whole, out] =
        ["old.jsonl", "in.jsonl", "whole.jsonl", "out.jsonl"].map(|name| path_in(&folder, name));
    annotate(&[&old], &["-o", &out], b"");
    annotate(&[&input], &["-o", &whole], b"");
    // The new run has said what it is, and has written nothing yet.
    fs::write(format!("{out}.partial"), "").expect("no records");
    fs::copy(format!("{whole}.manifest.json"), format!("{out}.partial.manifest.json")).expect("a manifest");
    let mild = annotate(&[&input], &["-o", &out, "--resume"], b"");
    assert!(
        mild.code == 2 && mild.stderr.contains("out.jsonl: already there; add --force"),
        "{}",
        mild.stderr
    );
    let run = annotate(&[&input], &["-o", &out, "--resume", "--force"], b"");
    assert_eq!((run.code, read(&out)), (1, read(&whole)), "{}", run.stderr);
    assert!(!Path::new(&format!("{out}.partial")).exists());
    assert_eq!(manifest(&format!("{out}.manifest.json"))["counts"]["documents"], 9);
}

#[test]
fn a_run_that_could_not_start_changes_nothing() {
    let folder = folder_with(&[("in.jsonl", &documents(9))]);
    let [input, out, nowhere] = ["in.jsonl", "out.jsonl", "none/f.jsonl"].map(|name| path_in(&folder, name));
    annotate(&[&input], &["-o", &out], b"");
    let failed = annotate(&[&input], &["-o", &out, "--force", "--keep-all", "--errors", &nowhere], b"");
    assert!(failed.code == 2 && failed.stderr.contains("its folder is not there"), "{}", failed.stderr);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3);
    let other = annotate(&[&input], &["-o", &out, "--resume", "--keep-all"], b"");
    assert!(other.code == 2 && other.stderr.contains("options.keep_all"), "{}", other.stderr);
    // Nor does one lose what an earlier one has done, although it was to begin anew.
    stop_after(4, &out);
    let partial = read(&format!("{out}.partial"));
    let failed = annotate(&[&input], &["-o", &out, "--force", "--errors", &nowhere], b"");
    assert_eq!((failed.code, read(&format!("{out}.partial"))), (2, partial));
}

#[test]
fn other_languages_are_left_out_and_a_run_goes_on_without_them() {
    let german = "Der Bürgermeister sagte am Montag, dass die Stadt die Brücke noch in diesem Jahr bauen will, wenn der \
                  Rat dem Haushalt zustimmt und die Arbeiter nicht streiken.";
    let english = "The mayor said on Monday that the city would build the bridge before the end of the year if the \
                   council agrees to the budget and the workers do not strike.";
    let line = |number: usize| {
        let text = if number % 3 == 1 { german } else { english };
        format!("{}\n", serde_json::json!({"id": format!("d{number}"), "text": text}))
    };
    let input: String = (0..9).map(line).collect();
    let folder = folder_with(&[("in.jsonl", input.as_bytes())]);
    let [input, all, out] = ["in.jsonl", "all.jsonl", "out.jsonl"].map(|name| path_in(&folder, name));
    let run = annotate(&[&input], &["-o", &all], b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let records: Vec<Value> =
        read(&all).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&records[0]["language"], &records[1]["language"]), (&"en".into(), &"de".into()));
    assert!(records[0]["warnings"].as_array().expect("warnings").is_empty());
    assert_eq!(records[1]["warnings"][0], "the language is \"de\"; the model reads English only");

    let wanted = ["-o", &out, "--language", "English,fr"];
    let run = annotate(&[&input], &wanted, b"");
    assert!(run.code == 0 && run.stderr.contains("3 in other languages left out"), "{}", run.stderr);
    let whole = read(&out);
    assert_eq!(whole.lines().count(), 6);
    stop_after(4, &out);
    let run = annotate(&[&input], &[&wanted[..], &["--resume"]].concat(), b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(read(&out), whole);
}

#[test]
fn one_run_at_a_time_has_an_output() {
    let folder = stopped();
    let [input, out] = ["in.jsonl", "out.jsonl"].map(|name| path_in(&folder, name));
    let held = fs::File::open(path_in(&folder, "out.jsonl.partial")).expect("records");
    held.lock().expect("a lock");
    check_refused(&folder, &["--resume"], "another run is writing this");
    check_refused(&folder, &["--force"], "another run is writing this");
    drop(held);
    for errors in [&out, &format!("{out}.partial")] {
        let same = annotate(&[&input], &["-o", &out, "--resume", "--errors", errors], b"");
        assert!(same.code == 2 && same.stderr.contains("give each its own file"), "{}", same.stderr);
    }
    let precious = path_in(&folder, "precious.txt");
    fs::write(&precious, "precious").expect("a file");
    let taken = annotate(&[&input], &["-o", &out, "--resume", "--errors", &precious], b"");
    assert!(taken.code == 2 && read(&precious) == "precious", "{}", taken.stderr);
    assert_eq!(annotate(&[&input], &["-o", &out, "--resume"], b"").code, 1);
}

#[test]
fn a_left_out_document_does_not_answer_for_its_namesake() {
    let german = "Der Bürgermeister sagte am Montag, dass die Stadt die Brücke noch in diesem Jahr bauen will, wenn der \
                  Rat dem Haushalt zustimmt und die Arbeiter nicht streiken.";
    let english = "The mayor said on Monday that the city would build the bridge before the end of the year if the \
                   council agrees to the budget and the workers do not strike.";
    let documents = [("a", english), ("x", german), ("x", english), ("b", english)];
    let input: String = documents
        .iter()
        .map(|(id, text)| format!("{}\n", serde_json::json!({"id": id, "text": text})))
        .collect();
    let folder = folder_with(&[("in.jsonl", input.as_bytes())]);
    let [input, out] = ["in.jsonl", "out.jsonl"].map(|name| path_in(&folder, name));
    let options = ["-o", &out, "--language", "en"];
    assert_eq!(annotate(&[&input], &options, b"").code, 1);
    let whole = read(&out);
    let counts = manifest(&format!("{out}.manifest.json"))["counts"].clone();
    assert_eq!((whole.lines().count(), &counts["other_language"]), (3, &1.into()));
    stop_after(2, &out);
    assert_eq!(annotate(&[&input], &[&options[..], &["--resume"]].concat(), b"").code, 1);
    assert_eq!(read(&out), whole);
    assert_eq!(manifest(&format!("{out}.manifest.json"))["counts"], counts);
    let unknown = annotate(&[&input], &["--language", "klingon"], b"");
    assert!(
        unknown.code == 2 && unknown.stderr.contains("no language that can be told"),
        "{}",
        unknown.stderr
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder_with(&[]);
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xE9.txt"));
    fs::write(&path, "It rained in Norland.").expect("a file");
    let out = path_in(&folder, "out.jsonl");
    let output = Command::new(assert_cmd::cargo::cargo_bin("standpoint"))
        .args(["annotate", "--model", TOY, "-o", &out])
        .arg(&path)
        .output()
        .expect("a run");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn shards_are_the_whole() {
    let input = documents(60);
    let whole = annotate(&["-"], &[], &input);
    let mut parts: Vec<String> = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        let part = annotate(&["-"], &["--shard", shard], &input);
        assert!(part.stdout.lines().count() > 5);
        parts.extend(part.stdout.lines().map(str::to_owned));
    }
    let mut lines: Vec<String> = whole.stdout.lines().map(str::to_owned).collect();
    lines.sort();
    parts.sort();
    assert_eq!(parts, lines);
    for bad in ["0/3", "4/3", "1", "a/b", "1/0"] {
        let run = annotate(&["-"], &["--shard", bad], &input);
        assert!(run.code == 2 && run.stderr.contains("such as 2/8"), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_what_is_in_hand() {
    let folder = folder_with(&[("in.jsonl", &documents(4000))]);
    let [input, out] = ["in.jsonl", "out.jsonl"].map(|name| path_in(&folder, name));
    let program = assert_cmd::cargo::cargo_bin("standpoint");
    let run = Command::new(program)
        .args(["annotate", "--model", TOY, &input, "-o", &out])
        .stderr(Stdio::piped())
        .spawn()
        .expect("a run");
    let partial = format!("{out}.partial");
    while !fs::metadata(&partial).is_ok_and(|file| file.len() > 0) {
        sleep(Duration::from_millis(5));
    }
    let id = run.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    let output = run.wait_with_output().expect("its end");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{stderr}");
    assert!(stderr.contains("stopping after what is in hand; once more to stop now\n"), "{stderr}");
    assert!(stderr.contains("the same command with --resume goes on from there"), "{stderr}");
    let records = read(&partial);
    assert!(
        records.ends_with('\n') && records.lines().all(|line| serde_json::from_str::<Value>(line).is_ok())
    );
}

#[cfg(unix)]
#[test]
fn a_second_ctrl_c_ends_a_run_whose_words_nobody_reads() {
    let bad: String = (0..4000).map(|number| format!("{{\"id\":\"d{number}\",\"text\":\"\"}}\n")).collect();
    let folder = folder_with(&[("in.jsonl", bad.as_bytes())]);
    let [input, out] = ["in.jsonl", "out.jsonl"].map(|name| path_in(&folder, name));
    let mut run = Command::new(assert_cmd::cargo::cargo_bin("standpoint"))
        .args(["annotate", "--model", TOY, &input, "-o", &out])
        .stderr(Stdio::piped())
        .spawn()
        .expect("a run");
    // Its words fill the pipe, and it stands still.
    let length = || fs::metadata(format!("{out}.partial")).map_or(0, |file| file.len());
    let mut before = 0;
    while length() == 0 || length() > before {
        before = length();
        sleep(Duration::from_millis(300));
    }
    let id = run.id().to_string();
    for _ in 0..2 {
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
        sleep(Duration::from_millis(200));
    }
    let mut state = || {
        sleep(Duration::from_millis(100));
        run.try_wait().expect("its state")
    };
    let end = (0..100).find_map(|_| state());
    let _ = run.kill();
    assert_eq!(end.and_then(|status| status.code()), Some(130));
}

/// A disk is full for a process that may not write larger files.
#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing() {
    let folder = folder_with(&[("in.jsonl", &documents(400))]);
    let [input, whole, out] = ["in.jsonl", "whole.jsonl", "out.jsonl"].map(|name| path_in(&folder, name));
    annotate(&[&input], &["-o", &whole], b"");
    let program = assert_cmd::cargo::cargo_bin("standpoint").display().to_string();
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$0\" \"$@\"";
    let output = Command::new("sh")
        .args(["-c", script, &program, "annotate", "--model", TOY, &input, "-o", &out])
        .output()
        .expect("a run");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("make room and go on with the same command and --resume"), "{stderr}");
    let run = annotate(&[&input], &["-o", &out, "--resume"], b"");
    assert!(run.stderr.contains("going on after"), "{}", run.stderr);
    assert_eq!(read(&out), read(&whole));
}

#[test]
fn failures_have_a_file_of_their_own() {
    let folder = folder_with(&[("in.jsonl", &documents(10))]);
    let [input, errors] = ["in.jsonl", "errors.jsonl"].map(|name| path_in(&folder, name));
    let run = annotate(&[&input], &["--errors", &errors], b"");
    let failures = read(&errors);
    assert!(run.code == 1 && run.stdout.contains(&failures), "{}", run.stderr);
    let failure: Value = serde_json::from_str(&failures).expect("a record");
    assert_eq!(
        (&failure["id"], &failure["error"]["kind"], &failure["error"]["line"]),
        (&"d7".into(), &"empty".into(), &8.into())
    );
    let again = annotate(&[&input], &["--errors", &errors], b"");
    assert!(again.code == 2 && again.stderr.contains("errors.jsonl: already there"), "{}", again.stderr);
}
