//! The program as its users meet it: records, exit codes, and a clear word for every bad input.
//!
//! The toy model answers at random but always the same, which is all that these tests need.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const TOY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/models/toy");
const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/evaluation/articles");

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn records(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }
}

/// Runs `standpoint` with these arguments and this standard input.
pub(crate) fn standpoint(arguments: &[&str], input: &[u8]) -> Run {
    let mut command = Command::cargo_bin("standpoint").expect("the program");
    let output = command.args(arguments).write_stdin(input.to_vec()).output().expect("a run");
    Run {
        code: output.status.code().expect("an exit code"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

pub(crate) fn annotate(inputs: &[&str], options: &[&str], input: &[u8]) -> Run {
    standpoint(&[&["annotate", "--model", TOY], inputs, options].concat(), input)
}

pub(crate) fn folder_with(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

pub(crate) fn path_in(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

/// Every promise of the schema that can be checked from a record alone.
pub(crate) fn check_record(record: &Value) {
    let text: Vec<char> = record["text"].as_str().expect("text").chars().collect();
    let covered = |value: &Value| -> String {
        let at = |key: &str| value[key].as_u64().expect("an offset") as usize;
        text[at("start")..at("end")].iter().collect()
    };
    let mut owners = vec![0; text.len()];
    for piece in record["paragraphs"]
        .as_array()
        .expect("paragraphs")
        .iter()
        .chain(record["removed"].as_array().expect("removed"))
    {
        for owner in &mut owners
            [piece["start"].as_u64().expect("start") as usize..piece["end"].as_u64().expect("end") as usize]
        {
            *owner += 1;
        }
    }
    let actors: Vec<&Value> =
        record["actors"].as_array().expect("actors").iter().map(|actor| &actor["id"]).collect();
    for (index, owner) in owners.iter().enumerate() {
        assert!(
            *owner == 1 || (*owner == 0 && text[index].is_whitespace()),
            "character {index} lies in {owner} pieces"
        );
    }
    for paragraph in record["paragraphs"].as_array().expect("paragraphs") {
        let mentions = paragraph["mentions"].as_array().expect("mentions");
        for mention in mentions {
            assert_eq!(covered(mention), mention["text"].as_str().expect("text"));
            assert!(mention["actor"].is_null() || actors.contains(&&mention["actor"]));
        }
        let stances = paragraph["stances"].as_array().expect("stances");
        for stance in stances {
            let [against, neutral, favor] = ["against", "neutral", "favor"]
                .map(|name| stance["probabilities"][name].as_f64().expect(name));
            assert!((against + neutral + favor - 1.0).abs() < 1e-9);
            assert!((favor - against - stance["score"].as_f64().expect("score")).abs() < 1e-9);
            assert!(actors.contains(&&stance["actor"]));
            if stance["stance"] == "neutral" {
                assert!(stance["voice"] == "author" && stance["holder"].is_null());
            }
            for other in stance["voices"].as_array().into_iter().flatten() {
                assert!(other["stance"] != "neutral" && other["stance"] != stance["stance"], "{stance}");
                let favors = other["score"].as_f64().expect("score") > 0.0;
                assert!(favors == (other["stance"] == "favor") && other["voice"] == "quoted", "{stance}");
                assert_ne!(other["holder"]["actor"], stance["holder"]["actor"], "one voice a holder");
                assert_eq!(covered(&other["holder"]), other["holder"]["text"].as_str().expect("text"));
                assert!(actors.contains(&&other["holder"]["actor"]) && stance["of"].is_null(), "{stance}");
            }
        }
        if stances.iter().all(|stance| stance["target"].is_null()) {
            let mut wanted: Vec<&Value> = Vec::new();
            for mention in mentions {
                let acts =
                    mention["use"] == "actor" && mention["type"] != "MISC" && !mention["actor"].is_null();
                if acts && !wanted.contains(&&mention["actor"]) {
                    wanted.push(&mention["actor"]);
                }
            }
            let found: Vec<&Value> = stances.iter().map(|stance| &stance["actor"]).collect();
            assert_eq!(found, wanted, "one row for each acting actor");
        }
    }
}

#[test]
fn sample_articles_become_records_that_keep_every_promise() {
    let run = annotate(&[ARTICLES], &[], b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let records = run.records();
    assert_eq!(records.len(), 13);
    records.iter().for_each(check_record);
    let ids: Vec<&str> = records.iter().map(|record| record["id"].as_str().expect("id")).collect();
    assert_eq!(ids[0], "arequipa-water-march.txt");
    let page = records.iter().find(|record| record["id"] == "harbour-tolls-page.html").expect("the web page");
    assert_eq!((&page["author"], &page["date"]), (&"Ilina Markova".into(), &"2025-11-18T18:15:00Z".into()));
    let text = page["text"].as_str().expect("text");
    assert!(text.contains("a tax on bread") && !text.contains("seagull77") && !text.contains("Accept all"));
    let roles: Vec<&str> = page["paragraphs"]
        .as_array()
        .expect("paragraphs")
        .iter()
        .filter_map(|p| p["role"].as_str())
        .collect();
    for role in ["title", "body", "heading", "quote", "table"] {
        assert!(roles.contains(&role), "{role} among {roles:?}");
    }
    let residue =
        records.iter().find(|record| record["id"] == "lantern-shoal-blog.txt").expect("the scraped page");
    let removed: Vec<&str> =
        residue["removed"].as_array().expect("removed").iter().filter_map(|r| r["text"].as_str()).collect();
    for line in [
        "top of page",
        "Previous Article",
        "No time to read? Get a summary",
        "232 views0 comments",
        "Write a Comment",
    ] {
        assert!(removed.contains(&line), "{line} is residue: {removed:?}");
    }
}

#[test]
fn records_are_the_same_bytes_for_any_batch_thread_and_order() {
    let one = annotate(&[ARTICLES], &["--threads", "1", "--batch-tokens", "1"], b"").stdout;
    assert!(!one.is_empty());
    for (threads, tokens) in [("1", "1024"), ("2", "77"), ("5", "100000")] {
        let other = annotate(&[ARTICLES], &["--threads", threads, "--batch-tokens", tokens], b"").stdout;
        assert!(one == other, "{threads} threads, {tokens} tokens");
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(ARTICLES).expect("articles").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    files.reverse();
    let names: Vec<&str> = files.iter().map(|file| file.to_str().expect("UTF-8")).collect();
    let mut forwards: Vec<&str> = one.lines().collect();
    let backwards = annotate(&names, &[], b"").stdout;
    let mut backwards: Vec<&str> = backwards.lines().collect();
    forwards.sort_unstable();
    backwards.sort_unstable();
    assert!(forwards == backwards, "the order of files changes the order of records and nothing else");
}

/// One bad line among good ones: `expected` stands in its record, the others are annotated, the exit code is 1.
fn check_bad_line(line: &[u8], kind: &str, expected: &[&str]) {
    let input = [br#"{"id":"first","text":"One."}"#, line, br#"{"id":"last","text":"Two."}"#].join(&b'\n');
    let run = annotate(&["-"], &[], &input);
    let shown = String::from_utf8_lossy(line);
    assert_eq!(run.code, 1, "{shown}: {}", run.stderr);
    let records = run.records();
    assert_eq!(records.len(), 3, "{shown}");
    assert!(records[0]["error"].is_null() && records[2]["error"].is_null());
    let error = &records[1]["error"];
    assert_eq!(error["kind"], kind, "{shown}");
    assert_eq!(error["line"], 2, "{shown}");
    for word in expected {
        assert!(error["message"].as_str().expect("message").contains(word), "{shown}: {error}");
        assert!(run.stderr.contains(word), "{}", run.stderr);
    }
}

#[test]
fn one_bad_document_is_a_record_and_never_the_end() {
    check_bad_line(b"{\"id\":\"x\",\"text\":", "syntax", &["column"]);
    check_bad_line(br#"{"id":"x","body":"Three."}"#, "field", &["text", "body", "--text-key"]);
    check_bad_line(br#"{"id":"x","text":7}"#, "field", &["text"]);
    check_bad_line(br#"{"id":"x","text":"  \n "}"#, "empty", &[]);
    check_bad_line(br#"{"id":"first","text":"Again."}"#, "duplicate-id", &["first"]);
    check_bad_line(
        br#"{"id":"x","text":"Abc.","targets":[{"actor":"A","mentions":[[2,9]]}]}"#,
        "offsets",
        &["9", "4"],
    );
    check_bad_line(
        br#"{"id":"x","text":"Abc.","targets":[{"actor":"A","mentions":[[3,1]]}]}"#,
        "offsets",
        &[],
    );
    check_bad_line(br#"{"id":"x","text":"lone \ud800 surrogate"}"#, "syntax", &[]);
}

/// A run that cannot start says why on standard error, prints no data and exits with 2.
pub(crate) fn check_refused(arguments: &[&str], expected: &[&str]) {
    let run = standpoint(arguments, b"");
    assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
    assert!(run.stdout.is_empty(), "{arguments:?}");
    for word in expected {
        assert!(run.stderr.contains(word), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn a_blank_date_is_no_date() {
    let run = annotate(&["-"], &[], br#"{"id": "a", "text": "Norland voted.", "date": " "}"#);
    let record = &run.records()[0];
    assert!(record["date"].is_null() && record["warnings"].as_array().is_none_or(Vec::is_empty), "{record}");
}

#[test]
fn runs_that_cannot_start_say_why() {
    let folder = folder_with(&[("picture.png", b"x"), ("taken.jsonl", b"")]);
    let here = folder.path().display().to_string();
    let taken = path_in(&folder, "taken.jsonl");
    check_refused(&["annotate", "no-such-file.txt"], &["no-such-file.txt", "check the path"]);
    check_refused(&["annotate", &path_in(&folder, "missing"), "-o", "-"], &["missing"]);
    check_refused(&["annotate", ARTICLES, "-o", &taken], &["taken.jsonl", "--force"]);
    check_refused(
        &["annotate", ARTICLES, "-o", "/no/such/folder/out.jsonl"],
        &["/no/such/folder", "cannot create"],
    );
    check_refused(&["annotate", ARTICLES, "-o", &here, "--force"], &["cannot write"]);
    check_refused(&["annotate", ARTICLES, "--model", "no-such-model"], &["no-such-model", "models list"]);
    check_refused(&["annotate", ARTICLES, "--threads", "0"], &["--threads"]);
    check_refused(&["annotate"], &["INPUT"]);
    let empty = folder_with(&[("picture.png", b"x")]);
    check_refused(&["annotate", &empty.path().display().to_string()], &["no file to read", ".jsonl"]);
}

#[test]
fn odd_texts_are_read_whole() {
    let files: [(&str, &[u8]); 9] = [
        ("bytes.txt", b"Caf\xe9 owners in Norland met.\n"),
        ("crlf.txt", b"One line.\r\n\r\nAnother line.\r\n"),
        ("emoji.txt", "👩🏾‍🌾 Lind met 🇺🇦 envoys in e\u{301}te\u{301}.".as_bytes()),
        ("hebrew.txt", "שלום Lind עולם".as_bytes()),
        ("nul.txt", b"Lind\0met Okafor."),
        ("residue.txt", b"Previous Article\n\nWrite a Comment\n"),
        ("title.md", b"# Heading\n\nText of Lind.\n\n- item\n"),
        ("utf16.txt", b"\xff\xfeL\0i\0n\0d\0.\0"),
        ("blank.txt", b" \n\t"),
    ];
    let folder = folder_with(&files);
    let run = annotate(&[&folder.path().display().to_string()], &[], b"");
    assert_eq!(run.code, 1, "{}", run.stderr);
    let records = run.records();
    let of = |id: &str| records.iter().find(|record| record["id"] == id).expect(id);
    assert_eq!(records.len(), files.len());
    records.iter().filter(|record| record["error"].is_null()).for_each(check_record);
    let warning = |id: &str| of(id)["warnings"][0].as_str().unwrap_or_default().to_string();
    assert!(warning("bytes.txt").contains("UTF-8"), "{}", warning("bytes.txt"));
    assert!(warning("nul.txt").contains("NUL"));
    assert!(warning("residue.txt").contains("--keep-all"), "{}", of("residue.txt"));
    assert_eq!(of("crlf.txt")["paragraphs"].as_array().map(Vec::len), Some(2));
    assert_eq!(of("utf16.txt")["text"], "Lind.");
    assert_eq!(of("blank.txt")["error"]["kind"], "empty");
    assert_eq!(of("title.md")["paragraphs"][0]["role"], "title");
    assert_eq!(of("title.md")["paragraphs"][2]["role"], "list");

    let kept = annotate(&[&path_in(&folder, "residue.txt")], &["--keep-all"], b"");
    assert_eq!(kept.records()[0]["removed"].as_array().map(Vec::len), Some(0));
}

#[test]
fn tables_need_their_columns() {
    let folder = folder_with(&[
        ("good.csv", b"id,title,text,desk\n1,T,\"Two\nlines of Lind.\",world\n"),
        ("bare.csv", b"Lind met Okafor.\nNobody else.\n"),
    ]);
    let good = annotate(&[&path_in(&folder, "good.csv")], &[], b"");
    assert_eq!(good.code, 0, "{}", good.stderr);
    assert_eq!(good.records()[0]["metadata"]["desk"], "world");
    assert_eq!(good.records()[0]["title"], "T");
    let renamed =
        annotate(&[&path_in(&folder, "good.csv")], &["--text-key", "desk", "--id-key", "title"], b"");
    assert_eq!(renamed.records()[0]["text"], "world");
    assert_eq!(renamed.records()[0]["id"], "T");
    let bare = annotate(&[&path_in(&folder, "bare.csv")], &[], b"");
    assert_eq!(bare.code, 1);
    assert!(bare.stderr.contains("names of the columns"), "{}", bare.stderr);
}

#[test]
fn output_appears_whole_with_a_manifest_beside_it() {
    let folder = folder_with(&[]);
    let out = path_in(&folder, "out.jsonl");
    let run = annotate(&[ARTICLES], &["-o", &out], b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.is_empty());
    assert_eq!(fs::read_to_string(&out).expect("output"), annotate(&[ARTICLES], &[], b"").stdout);
    assert!(!Path::new(&format!("{out}.partial")).exists());
    let manifest: Value =
        serde_json::from_slice(&fs::read(format!("{out}.manifest.json")).expect("manifest")).expect("JSON");
    assert_eq!(manifest["counts"]["documents"], 13);
    assert_eq!(manifest["model"]["name"], "toy");
    assert_eq!(annotate(&[ARTICLES], &["-o", &out], b"").code, 2);
    assert_eq!(annotate(&[ARTICLES], &["-o", &out, "--force"], b"").code, 0);
}

#[test]
fn five_megabytes_without_a_newline_are_read_whole() {
    // Mostly words that are too long for the vocabulary: one token each, so that the test stays quick.
    let long = format!("Mayor Lind met {} there. ", "a".repeat(1000));
    let text = long.repeat(5_000_000 / long.len());
    let folder = folder_with(&[("long.txt", text.as_bytes())]);
    let run = annotate(&[&path_in(&folder, "long.txt")], &[], b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let record = &run.records()[0];
    assert_eq!(record["paragraphs"].as_array().map(Vec::len), Some(1));
    assert_eq!(record["coverage"]["truncated"], 0);
    assert!(record["coverage"]["windows"].as_u64().expect("windows") > 1000);
    assert_eq!(record["text"].as_str().map(str::len), Some(text.len()));
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let program = assert_cmd::cargo::cargo_bin("standpoint");
    let shell = format!(
        "{} annotate --quiet --model {TOY} {ARTICLES} {ARTICLES}/short-news.jsonl | head -c 10; exit ${{PIPESTATUS[0]}}",
        program.display()
    );
    let status = std::process::Command::new("bash").args(["-c", &shell]).output().expect("a pipe").status;
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
}

#[test]
fn damaged_model_folders_are_refused_with_the_reason() {
    let toy = Path::new(TOY);
    let copy = |change: &dyn Fn(&str, Vec<u8>) -> Vec<u8>| {
        let folder = TempDir::new().expect("a folder");
        for name in ["model.toml", "model.safetensors", "tokenizer.json"] {
            let bytes = change(name, fs::read(toy.join(name)).expect(name));
            fs::write(folder.path().join(name), bytes).expect(name);
        }
        folder
    };
    let replace = |from: &'static str, to: &'static str| {
        copy(&move |name, bytes| match name {
            "model.toml" => String::from_utf8(bytes).expect("UTF-8").replace(from, to).into_bytes(),
            _ => bytes,
        })
    };
    let refused = |folder: &TempDir, expected: &[&str]| {
        let model = folder.path().display().to_string();
        check_refused(&["annotate", ARTICLES, "--model", &model], expected);
    };
    refused(&replace("format = 3", "format = 9"), &["format 9"]);
    refused(&replace("layers = 2", "layers = 3"), &["no tensor", "encoder.layer.2"]);
    refused(&replace("layers = 2", "layers = 1"), &["belong to no part", "encoder.layer.1"]);
    refused(&replace("intermediate = 64", "intermediate = 60"), &["shape", "[64, 32]"]);
    refused(&replace("heads = 2", "headz = 2"), &["headz"]);
    refused(&replace("\"I-PER\"", "\"X-PER\""), &["X-PER"]);
    let flipped = copy(&|name, mut bytes| {
        if name == "model.safetensors" {
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
        }
        bytes
    });
    refused(&flipped, &["sha256", "damaged"]);
    let missing = copy(&|_, bytes| bytes);
    fs::remove_file(missing.path().join("tokenizer.json")).expect("removed");
    refused(&missing, &["tokenizer.json", "cannot read"]);
}

#[test]
fn models_can_be_listed_shown_and_verified() {
    let shown = standpoint(&["models", "show", TOY], b"");
    assert!(shown.code == 0 && shown.stdout.contains("name = \"toy\""), "{}", shown.stderr);
    let verified = standpoint(&["models", "verify", TOY], b"");
    assert!(verified.code == 0 && verified.stdout.starts_with("ok\t"), "{}", verified.stderr);
    let pulled = standpoint(&["models", "pull", "org/repo@main"], b"");
    assert!(pulled.code == 2 && pulled.stderr.contains("40"), "{}", pulled.stderr);
}

#[test]
fn a_named_pipe_of_json_lines_streams() {
    let many: String =
        (0..300).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Lind met number {n}.\"}}\n")).collect();
    let run = annotate(&["-"], &["--threads", "3"], many.as_bytes());
    let ids: Vec<String> = run.records().iter().map(|r| r["id"].as_str().expect("id").to_string()).collect();
    assert_eq!(ids, (0..300).map(|n| n.to_string()).collect::<Vec<_>>());
}

/// A run that has answered 32 of 40 lines and waits for more on its standard input.
#[cfg(target_os = "linux")]
fn waiting_run(threads: &str) -> (std::process::Child, std::process::ChildStdin) {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("standpoint"))
        .args(["annotate", "--quiet", "--model", TOY, "--threads", threads, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a run");
    let mut input = child.stdin.take().expect("standard input");
    for number in 0..40 {
        writeln!(input, "{{\"id\":\"{number}\",\"text\":\"Mayor Lind met the council of Norland.\"}}")
            .expect("a line");
    }
    let mut first = String::new();
    let mut output = BufReader::new(child.stdout.take().expect("standard output"));
    output.read_line(&mut first).expect("a record");
    assert!(first.starts_with("{\"schema\""));
    // The rest is read on, so that the program never waits for a reader.
    std::thread::spawn(move || output.lines().count());
    (child, input)
}

#[test]
#[cfg(target_os = "linux")]
fn threads_bound_all_parallelism() {
    for n_threads in [1, 3] {
        let (mut child, input) = waiting_run(&n_threads.to_string());
        let tasks = fs::read_dir(format!("/proc/{}/task", child.id())).expect("tasks").count();
        drop(input);
        assert_eq!(child.wait().expect("an end").code(), Some(0));
        // Beside the workers: one that writes, one that reads, one that listens for Ctrl-C.
        assert_eq!(tasks, n_threads + 3);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_interrupt_ends_the_run_with_its_own_code() {
    let (mut child, input) = waiting_run("2");
    let killed =
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(killed.success());
    std::thread::sleep(std::time::Duration::from_millis(200));
    drop(input);
    assert_eq!(child.wait().expect("an end").code(), Some(130));
}
