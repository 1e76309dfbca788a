//! What may be named in few places only: heavy crates, the clock, files, the terminal.

use super::code::{code, find_word};
use super::{TextFile, none, one, sources};

/// Words, and the places that may say them.
struct Fence {
    words: &'static [&'static str],
    inside: &'static [&'static str],
    why: &'static str,
}

const FENCES: [Fence; 24] = [
    fence(
        &[
            "candle_core::",
            "candle_nn::",
            "candle_transformers::",
            "pulp::",
            "rayon::",
            "safetensors::",
            "tokenizers::",
        ],
        &["src/nn/"],
        "a faster kernel touches nn alone",
    ),
    fence(&["gemm::"], &["src/nn/product.rs"], "pointers are given to the kernels in one file"),
    fence(
        &["unsafe"],
        &["src/nn/product.rs", "src/nn/integers.rs"],
        "the kernels of products, and nothing else",
    ),
    fence(&["extern crate"], &[], "every crate is used where it is named"),
    fence(&["hf_hub::", "std::net::"], &["src/hub.rs"], "only `models pull` touches the network"),
    fence(
        &["clap::", "indicatif::", "anyhow::"],
        &["src/cli/", "src/main.rs"],
        "a library has errors of its own",
    ),
    fence(&["ctrlc::", "process::exit"], &["src/cli/interrupt.rs"], "a library never ends the program"),
    fence(
        &["csv::"],
        &["src/read/table.rs", "src/export/", "src/link/knowledge/rows.rs", "src/gold/import/persent.rs"],
        "one reader and one writer of tables, one reader of the actor list, one of a public set",
    ),
    fence(&["flate2::", "zstd::"], &["src/read/compression.rs"], "compressed bytes are opened in one file"),
    fence(
        &["chardetng::", "encoding_rs::"],
        &["src/read/encoding.rs", "src/read/warc.rs"],
        "bytes become text in one file; an archive says in which encoding",
    ),
    fence(&["html5gum::"], &["src/read/html/tree.rs"], "pages become trees in one file"),
    fence(&["parquet::"], &["src/read/columns.rs", "src/export/"], "one reader and one writer of Parquet"),
    fence(&["whatlang::"], &["src/language.rs"], "one judge of languages"),
    fence(&["glob::", "walkdir::"], &["src/read/walk.rs"], "the order of files is decided once"),
    fence(
        &["sha2::"],
        &["src/checksum.rs", "src/hub.rs"],
        "one checksum for all; the hub reads files too large for memory",
    ),
    fence(&["fastrand::"], &["src/score/interval.rs"], "only resampling is random, and its seed is printed"),
    fence(&["comfy_table::", "maud::"], &["src/score/report/"], "a score is numbers until a report draws it"),
    fence(&["Serialize"], &["src/record.rs"], "a core type that serialises is a promise to strangers"),
    fence(&["println!", "print!", "eprintln!", "eprint!", "dbg!"], &[], "cli/printer.rs prints"),
    fence(
        &["stdout", "stderr"],
        &["src/cli/printer.rs", "src/cli/annotate/output.rs"],
        "cli/printer.rs prints",
    ),
    fence(&["stdin"], &["src/read/"], "read is the edge where input comes in"),
    fence(
        &["std::fs", "fs::read", "fs::write", "File::open", "File::create"],
        &[
            "src/read/",
            "src/write/",
            "src/model.rs",
            "src/hub.rs",
            "src/gold/set.rs",
            "src/export/records.rs",
            "src/cli/",
        ],
        "pure in the middle, IO at the edges",
    ),
    fence(&["Instant", "SystemTime"], &["src/cli/"], "answers never depend on the clock"),
    fence(
        &["env::var", "env::var_os", "env::args"],
        &["src/cli/", "src/hub.rs"],
        "answers never depend on the environment",
    ),
];

const fn fence(words: &'static [&'static str], inside: &'static [&'static str], why: &'static str) -> Fence {
    Fence { words, inside, why }
}

/// Words outside their fences.
fn check(file: &TextFile) -> Vec<String> {
    let code = code(&file.text);
    let mut complaints = Vec::new();
    for Fence { words, inside, why } in &FENCES {
        if inside.iter().any(|place| file.path.starts_with(place)) {
            continue;
        }
        for (index, line) in code.lines().enumerate() {
            for word in words.iter().filter(|word| find_word(line, word).is_some()) {
                complaints.push(format!("{}:{}: {word} has no place here: {why}", file.path, index + 1));
            }
        }
    }
    complaints
}

#[test]
fn fenced_words_stay_inside() {
    none(sources().iter().flat_map(check).collect());
}

#[test]
fn a_word_outside_its_fence_is_seen() {
    let check = |path: &str, text: &str| check(&TextFile::new(path, text));
    assert!(
        one(check("src/tag/mod.rs", "use candle_core::Tensor;"))
            .starts_with("src/tag/mod.rs:1: candle_core:: has no place")
    );
    assert!(
        one(check("src/pipeline.rs", "\neprintln!(\"x\");")).starts_with("src/pipeline.rs:2: eprintln! has")
    );
    assert!(one(check("src/types.rs", "#[derive(Serialize)]")).contains("a promise to strangers"));
    assert!(one(check("src/cli/models.rs", "let _ = io::stdout();")).contains("stdout has no place"));
    assert!(one(check("src/clean/mod.rs", "let now = Instant::now();")).contains("the clock"));
    assert!(one(check("src/model.rs", "csv::Reader::new()")).contains("one reader and one writer of tables"));
    none(check("src/model.rs", "let csv = \"model.safetensors\";"));
    none(check("src/nn/linear.rs", "use candle_core::Tensor;"));
    none(check("src/hub.rs", "// println!\nuse hf_hub::Cache;\n#[cfg(test)]\nmod tests {\n println!(); }"));
}
