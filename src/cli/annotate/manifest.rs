//! What made a file of records: it stands beside the file, and an interrupted run is gone on with only if it says
//! the same.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::{Map, Value, json};

use super::Arguments;
use super::counts::Counts;
use super::resume;
use crate::nn;
use crate::record::{ModelStamp, SCHEMA};
use crate::write::partial::{beside, write_whole};

/// The ending of a manifest's name.
const ENDING: &str = ".manifest.json";

/// The manifest of a run.
pub(super) struct Manifest {
    /// Whatever decides what the records say.
    answers: Value,
    /// Whatever does not.
    rest: Map<String, Value>,
}

impl Manifest {
    /// The manifest of a run that begins.
    pub(super) fn new(stamp: &ModelStamp, arguments: &Arguments, input_bytes: Option<u64>) -> Self {
        // Names that are no Unicode are shown as well as they can be.
        let shown = |path: &PathBuf| path.to_string_lossy().into_owned();
        let answers = json!({
            "schema": SCHEMA,
            "model": stamp,
            "kernel": nn::kernel(),
            "options": {
                "inputs": arguments.inputs.iter().map(shown).collect::<Vec<_>>(), "input_bytes": input_bytes, "format": arguments.format.map(|format| format!("{format:?}").to_lowercase()),
                "text_key": arguments.text_key, "id_key": arguments.id_key, "keep_all": arguments.keep_all,
                "language": arguments.language, "shard": arguments.shard.map(|shard| shard.to_string()),
                "linker": format!("{:?}", arguments.linker).to_lowercase(),
                "actors": arguments.actors.as_ref().map(shown), "only": arguments.only, "explain": arguments.explain,
            },
        });
        let mut rest = Map::new();
        rest.insert("started".to_owned(), now());
        rest.insert("threads".to_owned(), arguments.n_threads().into());
        rest.insert("batch_tokens".to_owned(), arguments.batch_tokens.into());
        Self { answers, rest }
    }

    /// Writes the manifest of a file that grows.
    pub(super) fn write_partial(&self, output: &Path) -> anyhow::Result<()> {
        Ok(write_whole(&place_of_partial(output), &self.text("unfinished"))?)
    }

    /// Says what a file became, once it has its name.
    pub(super) fn finish(mut self, output: &Path, counts: Counts, seconds: f64) -> anyhow::Result<()> {
        let name = output.file_name().map(|name| name.to_string_lossy());
        self.rest.insert("output".to_owned(), json!(name));
        self.rest.insert("counts".to_owned(), counts.json());
        self.rest.insert("finished".to_owned(), now());
        self.rest.insert("seconds".to_owned(), seconds.into());
        self.rest.insert("peak_memory_bytes".to_owned(), peak_memory_bytes().into());
        write_whole(&place(output), &self.text("finished"))?;
        remove_partial(output);
        Ok(())
    }

    fn text(&self, state: &str) -> String {
        let mut whole = self.answers.as_object().cloned().unwrap_or_default();
        whole.insert("state".to_owned(), state.into());
        whole.extend(self.rest.clone());
        format!("{:#}\n", Value::Object(whole))
    }

    /// Takes over when the earlier run began, if it would have given the same answers.
    ///
    /// # Errors
    /// If anything that decides answers has changed since, or the earlier run left no manifest.
    pub(super) fn go_on(&mut self, output: &Path) -> anyhow::Result<()> {
        let earlier = self.check(&place_of_partial(output))?;
        if let Some(started) = earlier.get("started") {
            self.rest.insert("started".to_owned(), started.clone());
        }
        self.rest.insert("resumed".to_owned(), now());
        Ok(())
    }

    /// How many documents failed in the run that made a finished file, if it would give the same answers now.
    /// Where that run was killed before it could say so, its manifest is finished here.
    ///
    /// # Errors
    /// If it would not, or nobody knows.
    pub(super) fn n_failed(mut self, output: &Path) -> anyhow::Result<usize> {
        if place_of_partial(output).exists() {
            self.go_on(output)?;
            let counts = resume::survey(output, |_| Ok(()))?.counts;
            self.finish(output, counts, 0.0)?;
            return Ok(counts.failed);
        }
        let finished = self.check(&place(output))?;
        Ok(finished["counts"]["failed"].as_u64().map_or(0, |n| n as usize))
    }

    fn check(&self, place: &Path) -> anyhow::Result<Value> {
        let remedy = "start anew without --resume, with --force";
        let text = fs::read_to_string(place).with_context(|| {
            format!("cannot read {}, so nobody knows what made the records; {remedy}", place.display())
        })?;
        let earlier: Value = serde_json::from_str(&text)
            .with_context(|| format!("{} is damaged; {remedy}", place.display()))?;
        let mut changed = Vec::new();
        differences("", &self.answers, &earlier, &mut changed);
        if !changed.is_empty() {
            bail!(
                "{}: cannot go on, because since then has changed: {}; {remedy}",
                place.display(),
                changed.join(", ")
            );
        }
        Ok(earlier)
    }
}

/// Removes the manifest of a file that grew; that it is gone already is no harm.
fn remove_partial(output: &Path) {
    let _ = fs::remove_file(place_of_partial(output));
}

/// Where the manifest of a file of records stands.
pub(super) fn place(output: &Path) -> PathBuf {
    beside(output, ENDING)
}

/// Where it stands while the file grows.
pub(super) fn place_of_partial(output: &Path) -> PathBuf {
    beside(output, &format!(".partial{ENDING}"))
}

/// Whether a file is a manifest that some run wrote.
pub(super) fn is_ours(place: &Path) -> bool {
    let there: Option<Value> = fs::read(place).ok().and_then(|text| serde_json::from_slice(&text).ok());
    there.is_some_and(|manifest| manifest["schema"] == SCHEMA)
}

/// The names of the values of `ours` that are others in `theirs`.
fn differences(name: &str, ours: &Value, theirs: &Value, found: &mut Vec<String>) {
    match ours {
        Value::Object(fields) => {
            for (key, value) in fields {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                differences(&name, value, theirs.get(key).unwrap_or(&Value::Null), found);
            }
        }
        _ if ours != theirs => found.push(format!("{name} (then {theirs}, now {ours})")),
        _ => {}
    }
}

fn now() -> Value {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string().into()
}

/// The most memory that this process ever held, where the system says so (Linux).
fn peak_memory_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kilobytes| 1024 * kilobytes)
}
