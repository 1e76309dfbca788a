//! `evaluation/RESULTS.md` is made from the records: `UPDATE=1 cargo test --test it results` writes it again.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One scoring that a record keeps.
struct Scoring(Value);

/// A number with its interval as it is printed: shares in per cent, others as they are.
fn shown(metric: &Value, scale: f64, digits: usize) -> String {
    let Some(value) = metric["value"].as_f64() else { return "–".into() };
    let round = |value: f64| format!("{:.digits$}", scale * value).replace('-', "−");
    match (metric["interval"][0].as_f64(), metric["interval"][1].as_f64()) {
        (Some(low), Some(high)) => format!("{} [{}, {}]", round(value), round(low), round(high)),
        _ => round(value),
    }
}

impl Scoring {
    fn open(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }

    fn systems(&self) -> &[Value] {
        self.0["systems"].as_array().expect("systems")
    }

    /// A share of a system, in per cent; a dash where the system has no such number.
    fn share(&self, system: &str, key: &str) -> String {
        let found = self.systems().iter().find(|found| found["name"] == system);
        found.map_or("–".into(), |found| shown(&found["metrics"][key], 100.0, 1))
    }

    /// A share of the model itself.
    fn model(&self, key: &str) -> String {
        shown(&self.systems()[0]["metrics"][key], 100.0, 1)
    }

    fn model_value(&self, key: &str) -> String {
        let mut metric = self.systems()[0]["metrics"][key].clone();
        metric["interval"] = Value::Null;
        shown(&metric, 100.0, 1)
    }

    fn n(&self, key: &str) -> String {
        self.systems()[0]["metrics"][key]["n"].as_u64().map_or("0".into(), |n| n.to_string())
    }

    fn has(&self, key: &str) -> bool {
        self.systems()[0]["metrics"][key]["value"].is_f64()
    }

    fn set(&self) -> &str {
        self.0["set"].as_str().expect("a set")
    }
}

/// A table in Markdown.
fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(heads.iter().map(|head| (*head).to_string()).collect());
    text.push_str(&format!("|---|{}\n", "--:|".repeat(heads.len() - 1)));
    rows.iter().for_each(|row| text.push_str(&line(row.clone())));
    text
}

/// All scorings of a record, by file name.
fn scorings(folder: &Path) -> Vec<(String, Scoring)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a record")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    let open = |path: PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, Scoring::open(&path))
    };
    paths.into_iter().map(open).collect()
}

/// The page of one record.
fn section(name: &str, scorings: &[(String, Scoring)]) -> String {
    let run = &scorings[0].1.0["provenance"]["run"];
    let model = &run["model"];
    let word = |value: &Value| value.as_str().unwrap_or("–").to_string();
    let mut text = format!(
        "\n## {}, record [{name}](records/{name}/README.md)\n\n`model.toml` {}…, actor list {}…, {}, kernel {}.\n",
        word(&model["name"]),
        &word(&model["sha256"]).get(..12).unwrap_or("–"),
        &word(&model["actors_sha256"]).get(..12).unwrap_or("–"),
        word(&model["tool"]),
        word(&run["kernel"]),
    );
    let of_track = |track: &'static str| {
        scorings
            .iter()
            .filter(move |(_, scoring)| scoring.0["track"] == track && scoring.has("stance.macro_f1"))
    };
    let rows: Vec<_> = of_track("given-targets")
        .map(|(_, scoring)| {
            vec![
                scoring.set().into(),
                format!("{} / {}", scoring.n("stance.macro_f1"), scoring.0["articles"]),
                scoring.model("stance.macro_f1"),
                scoring.model("stance.accuracy"),
                scoring.model_value("stance.polar_f1"),
                scoring.share("majority", "stance.macro_f1"),
                scoring.share("target-blind twin", "stance.macro_f1"),
                scoring.share("best target-blind", "stance.macro_f1"),
            ]
        })
        .collect();
    text.push_str("\n### Stance toward given targets\n\nMacro-F1 of against, neutral and favor.\n\n");
    let heads = [
        "set",
        "rows / articles",
        "model",
        "accuracy",
        "F1 fav+ag",
        "majority",
        "target-blind twin",
        "best target-blind",
    ];
    text.push_str(&table(&heads, &rows));

    let rows: Vec<_> = scorings
        .iter()
        .filter(|(_, scoring)| scoring.has("entities.f1"))
        .map(|(_, scoring)| {
            let types = ["PER", "ORG", "LOC", "NORP", "MISC"]
                .map(|kind| scoring.model_value(&format!("entities.{kind}")));
            [
                vec![
                    scoring.set().to_string(),
                    format!("{} / {}", scoring.n("entities.recall"), scoring.0["articles"]),
                    scoring.model("entities.f1"),
                    scoring.model_value("entities.seqeval"),
                    scoring.model_value("entities.partial"),
                ],
                types.to_vec(),
            ]
            .concat()
        })
        .collect();
    text.push_str("\n### Entities\n\nStrict span F1 by each set's rules; seqeval: every prediction counts, also of types that the set does not label.\n\n");
    text.push_str(&table(
        &[
            "set",
            "spans / articles",
            "strict F1",
            "seqeval F1",
            "partial F1",
            "PER",
            "ORG",
            "LOC",
            "NORP",
            "MISC",
        ],
        &rows,
    ));
    let pages = || scorings.iter().filter(|(name, _)| name.starts_with("pages-"));
    if pages().next().is_some() {
        let rows: Vec<_> = pages()
            .map(|(name, scoring)| {
                let keys = ["residue.recall", "residue.precision", "paragraphs.f1"];
                let n = scoring.n("residue.recall");
                let first = [name.clone(), format!("{n} / {}", scoring.0["documents"])];
                first.into_iter().chain(keys.map(|key| scoring.model(key))).collect()
            })
            .collect();
        text.push_str("\n### Article against web residue\n\nPages of outlets that neither rules nor training pages know; thresholds were chosen on dev.\n\n");
        let heads =
            ["set", "characters / pages", "residue found", "removed that is residue", "paragraphs, F1"];
        text.push_str(&table(&heads, &rows));
    }
    of_track("end-to-end").for_each(|(_, scoring)| text.push_str(&end_to_end(scoring)));
    for (_, scoring) in of_track("given-mentions") {
        text.push_str(&format!(
            "\nWith the gold's mentions given ({}): actors {}, rows {}, triples {}.\n",
            scoring.set(),
            scoring.model("actors.accuracy"),
            scoring.model("triples.rows"),
            scoring.model("triples.f1"),
        ));
    }
    scorings.iter().for_each(|(_, scoring)| text.push_str(&swaps(scoring)));
    text
}

/// The whole chain on whole articles.
fn end_to_end(scoring: &Scoring) -> String {
    let keys = [
        ("paragraphs, F1", "paragraphs.f1"),
        ("residue found, characters", "residue.recall"),
        ("removed that is residue", "residue.precision"),
        ("entities, strict F1", "entities.f1"),
        ("actor of found mentions", "actors.accuracy"),
        ("mentions grouped, B³ F1", "actors.b_cubed.f1"),
        ("rows (paragraph, actor), F1", "triples.rows"),
        ("stance of rows that both have, macro-F1", "stance.macro_f1"),
        ("triples, F1", "triples.f1"),
        ("triples that are favor or against, precision", "triples.polar.precision"),
        ("triples that are favor or against, recall", "triples.polar.recall"),
        ("voice", "voice.accuracy"),
        ("holder", "voice.holder"),
    ];
    let others: Vec<String> = scoring.systems()[1..]
        .iter()
        .filter(|system| system["kind"] != "constant" || system["name"] == "majority")
        .map(|system| system["name"].as_str().expect("a name").to_string())
        .collect();
    let rows: Vec<Vec<String>> = keys
        .iter()
        .map(|(title, key)| {
            let mut row = vec![(*title).to_string(), scoring.n(key), scoring.model(key)];
            row.extend(others.iter().map(|other| scoring.share(other, key)));
            row
        })
        .collect();
    let mut heads = vec!["what", "n", "model"];
    heads.extend(others.iter().map(String::as_str));
    let mut text = format!(
        "\n### {}, whole articles\n\n{} articles, {} paragraphs. Labellings are one person's labels against the gold; the majority is the model's rows, all neutral.\n\n",
        scoring.set(),
        scoring.0["documents"],
        scoring.0["paragraphs"]
    );
    text.push_str(&table(&heads, &rows));
    let attribution = &scoring.systems()[0]["attribution"];
    let stages = ["paragraph", "mention", "type", "actor", "stance"];
    let rows: Vec<Vec<String>> = stages
        .iter()
        .map(|stage| {
            let n = |side: &str| attribution[side][stage].to_string();
            vec![(*stage).into(), n("lost"), n("lost_favor_and_against"), n("spurious")]
        })
        .collect();
    text.push_str("\nWhere triples break, at the first stage that is wrong:\n\n");
    text.push_str(&table(&["stage", "gold lost", "of them favor or against", "predicted wrongly"], &rows));
    for pair in scoring.0["agreement"].as_array().into_iter().flatten() {
        text.push_str(&format!(
            "\nThe two labellings agree: spans {} F1, stance alpha {} ({} rows), actor alpha {} ({} mentions).\n",
            shown(&pair["span_f1"], 100.0, 1),
            shown(&pair["stance_alpha"], 1.0, 3),
            pair["rows"],
            shown(&pair["actor_alpha"], 1.0, 3),
            pair["mentions"],
        ));
    }
    text
}

/// The actor-swap test.
fn swaps(scoring: &Scoring) -> String {
    let pairs = scoring.0["swaps"].as_array().expect("swaps");
    if pairs.is_empty() {
        return String::new();
    }
    let rows: Vec<Vec<String>> = pairs
        .iter()
        .map(|pair| {
            vec![
                pair["pair"].as_str().expect("a pair").into(),
                format!("{} / {}", pair["rows"], pair["articles"]),
                shown(&pair["flipped"], 100.0, 1),
                shown(&pair["score_shift"], 1.0, 3),
                shown(&pair["accuracy"], 100.0, 1),
                shown(&pair["accuracy_swapped"], 100.0, 1),
            ]
        })
        .collect();
    let heads = [
        "pair",
        "rows / articles",
        "label changed",
        "shift toward the first",
        "right as written",
        "right when exchanged",
    ];
    let note = "The same paragraphs with names exchanged, where the gold is not neutral. Shift: the score with the first in the slot minus that with the second, −2 to 2.";
    format!("\n### Actor swap\n\n{note}\n\n{}", table(&heads, &rows))
}

/// The whole page, newest record first.
fn page() -> String {
    let folder = root().join("evaluation/records");
    let mut records: Vec<PathBuf> =
        fs::read_dir(folder).expect("records").map(|entry| entry.expect("an entry").path()).collect();
    records.retain(|path| path.join("news-v1-dev.json").is_file());
    records.sort();
    records.reverse();
    assert!(!records.is_empty(), "no record of scores");
    let mut text = String::from(
        "# Results\n\nMade from `records/` by `UPDATE=1 cargo test --test it results`; never edited by hand.\n\
         [BIAS.md](BIAS.md) says what these numbers do not show, [README.md](README.md) how they are made.\n\n\
         Shares in per cent. Brackets: 95 per cent intervals, percentile bootstrap over articles, 1,000 resamples.\n",
    );
    for record in &records {
        let name = record.file_name().expect("a name").to_string_lossy();
        text.push_str(&section(&name, &scorings(record)));
    }
    text
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn results_are_current() {
    let (path, page) = (root().join("evaluation/RESULTS.md"), page());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).expect("RESULTS.md is written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == page, "evaluation/RESULTS.md is old: run UPDATE=1 cargo test --test it results");
}
