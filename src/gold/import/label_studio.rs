//! Label Studio, its JSON export: tasks with annotations, an annotation's results in one flat list.
//!
//! A region is a result of type `labels`: of the control `paragraph` (its role), of `residue`, or of any other, which
//! is the mentions' (its type). Choices and texts of the same region id say the rest: `actor` (a text), `use`,
//! `stance`, `voice` (author, quoted), `sure` (sure, unsure). [`crate::gold::export::label_studio::CONFIG`] sets
//! a project up so. JSON-MIN does not say to which region a choice belongs, so it is refused.
//!
//! Offsets count code points today, and counted UTF-16 units in 2021 (issues 1008 and 1347 of its repository).
//! The words of the regions tell which: code points, unless some region disagrees and all agree with UTF-16 units.
//! Regions without words, in a text where the two differ, are taken as code points and counted in a note.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::assemble::{Draft, Region, assemble};
use super::json::{self, Object};
use super::marks::{self, Layer, Mark};
use super::offsets::{Offsets, Ruler};
use super::page::Page;
use crate::gold::labels::{Labels, NamedActor};
use crate::types::{Role, Stance, Use};

const EXPORT_JSON: &str = "export the project as JSON, not as JSON-MIN or CSV";

pub(super) fn read(page: &mut Page, content: &str) -> Vec<Labels> {
    let tasks = json::objects(page, content);
    let mut documents = Vec::new();
    for (number, (line, task)) in (1..).zip(&tasks) {
        let mut reader = Reader { page, line: *line, task: number };
        documents.extend(reader.task(task));
    }
    documents
}

struct Reader<'p, 'o> {
    page: &'p mut Page<'o>,
    line: u64,
    task: usize,
}

/// A region before its offsets are understood.
struct Raw<'a> {
    name: String,
    start: usize,
    end: usize,
    words: Option<&'a str>,
    layer: Layer,
}

impl Reader<'_, '_> {
    fn say(&mut self, message: impl AsRef<str>) {
        self.page.say(Some(self.line), format!("task {}: {}", self.task, message.as_ref()));
    }

    fn task(&mut self, task: &Object) -> Option<Labels> {
        let Some(Value::Object(data)) = task.get("data") else {
            self.say(format!("no \"data\"; {EXPORT_JSON}"));
            return None;
        };
        let text = json::text(data, &self.page.options.text_key).map_err(|message| self.say(message)).ok()?;
        let results = self.results(task)?;
        let id = json::word(data.get("id")).or_else(|| json::word(task.get("id")));
        let actors = self.actors(data);
        let regions = self.regions(&text, results, &actors);
        let draft = Draft {
            id: id.unwrap_or_else(|| format!("{}#{}", self.page.stem(), self.task)),
            line: self.line,
            source: json::word(data.get("source")),
            split: json::word(data.get("split")),
            cluster: json::word(data.get("cluster")),
            actors,
            are_named_by_words: false,
            regions,
            text,
        };
        Some(assemble(self.page, draft))
    }

    /// The results of the annotation that counts.
    fn results<'a>(&mut self, task: &'a Object) -> Option<&'a [Value]> {
        let key = if task.contains_key("annotations") { "annotations" } else { "completions" };
        let annotations = json::list(task, key).map_err(|message| self.say(message)).ok()?;
        let wanted = self.page.options.annotator.clone();
        let mut chosen = None;
        for annotation in annotations {
            let is_true = |key: &str| annotation.get(key).and_then(Value::as_bool).unwrap_or(false);
            let by = annotator(annotation);
            if is_true("was_cancelled") || is_true("skipped") {
                self.page.note("annotations that their annotator skipped, left out");
            } else if wanted.as_ref().is_some_and(|wanted| !by.contains(wanted)) || chosen.is_some() {
                let who = by.first().map_or("nobody in particular", String::as_str);
                self.page.note(format!("further annotations of a task, by {who}, left out"));
            } else {
                chosen = Some(annotation);
            }
        }
        let Some(chosen) = chosen else {
            let whose = wanted.map_or(String::new(), |name| format!(" by {name}"));
            self.page.note(format!("tasks without a finished annotation{whose}, left out"));
            return None;
        };
        let Some(Value::Array(results)) = chosen.get("result") else {
            self.say(format!("its annotation has no list \"result\"; {EXPORT_JSON}"));
            return None;
        };
        Some(results)
    }

    /// The actors' names that an export of ours put beside the text.
    fn actors(&mut self, data: &Object) -> Vec<NamedActor> {
        let mut actors = Vec::new();
        for actor in json::list(data, "actors").unwrap_or_default() {
            match (json::word(actor.get("id")), json::word(actor.get("name"))) {
                (Some(id), Some(name)) => actors.push(NamedActor { id, name }),
                _ => self.say(format!(
                    "data.actors holds {actor}; each must be {{\"id\", \"name\"}}, or leave them out"
                )),
            }
        }
        actors
    }

    fn regions(&mut self, text: &str, results: &[Value], actors: &[NamedActor]) -> Vec<Region> {
        let said = self.said(results, actors);
        let raws: Vec<Raw> = results.iter().filter_map(|result| self.region(result, &said)).collect();
        let ruler = Ruler::of(text);
        let unit = self.unit(&raws, &ruler);
        let mut regions = Vec::with_capacity(raws.len());
        for Raw { name, start, end, words, layer } in raws {
            let Some(place) = ruler.place(start, end, unit) else {
                self.say(format!("{name}: {start}..{end} cuts a character into halves; mark it again"));
                continue;
            };
            if let (Some(found), Some(words)) = (ruler.points.words(place), words)
                && !ruler.says(place, words)
            {
                self.say(format!(
                    "{name} says {words:?}, but {start}..{end} of the text is {found:?}; mark it again"
                ));
            }
            regions.push(Region { name: format!("task {}, {name}", self.task), place, layer });
        }
        regions
    }

    /// What the offsets of an annotation count.
    fn unit(&mut self, raws: &[Raw], ruler: &Ruler) -> Offsets {
        if let Some(unit) = self.page.options.offsets {
            return unit;
        }
        let agree = |unit: Offsets| {
            let mut spoken = raws.iter().filter_map(|raw| Some((raw, raw.words?)));
            spoken.all(|(raw, words)| {
                ruler.place(raw.start, raw.end, unit).is_some_and(|place| ruler.says(place, words))
            })
        };
        if !agree(Offsets::CodePoints) && agree(Offsets::Utf16) {
            self.page.note("annotations with offsets in UTF-16 units, as their regions' words show");
            return Offsets::Utf16;
        }
        if raws.iter().all(|raw| raw.words.is_none()) && raws.iter().any(|raw| ruler.parts_before(raw.end)) {
            self.page
                .note("annotations without words in texts with emoji, their offsets taken as code points");
        }
        Offsets::CodePoints
    }

    /// A region of the text; nothing for results of other kinds, which `said` has read.
    fn region<'a>(&mut self, result: &'a Value, said: &HashMap<&str, Mark>) -> Option<Raw<'a>> {
        if kind(result) != "labels" {
            return None;
        }
        let (id, value) = (string(result, "id"), result.get("value").unwrap_or(&Value::Null));
        let name = format!("region \"{id}\"");
        let (start, end) = (json::offset(value.get("start")), json::offset(value.get("end")));
        let (Some(start), Some(end)) = (start, end) else {
            self.say(format!(
                "{name} has no whole numbers \"start\" and \"end\"; only regions of <Text> are read"
            ));
            return None;
        };
        let label = match value.get("labels").and_then(Value::as_array).map(Vec::as_slice) {
            Some([Value::String(label)]) => label.as_str(),
            _ => {
                self.say(format!(
                    "{name} must have one label; it is {}",
                    value.get("labels").unwrap_or(&Value::Null)
                ));
                return None;
            }
        };
        let layer = match string(result, "from_name") {
            "residue" => Ok(Some(Layer::Residue)),
            "paragraph" => Role::from_name(label).map(Layer::Paragraph).map(Some).ok_or_else(|| {
                format!("\"{label}\" is no role; roles are {}", Role::ALL.map(Role::name).join(", "))
            }),
            _ => marks::typed(label, &self.page.options.rules),
        };
        let layer = match layer.map_err(|message| self.say(format!("{name}: {message}"))).ok()? {
            Some(Layer::Mention(mark)) => Layer::Mention(match said.get(id) {
                Some(said) => Mark { kind: mark.kind, ..said.clone() },
                None => mark,
            }),
            Some(layer) => layer,
            None => {
                self.page.note(format!("spans of type {label}, which the set's map drops"));
                return None;
            }
        };
        Some(Raw { name, start, end, words: value.get("text").and_then(Value::as_str), layer })
    }

    /// What choices and texts say about regions, by the regions' ids.
    fn said<'a>(&mut self, results: &'a [Value], actors: &[NamedActor]) -> HashMap<&'a str, Mark> {
        let mut said: HashMap<&str, Mark> = HashMap::new();
        for result in results.iter().filter(|result| kind(result) != "labels") {
            let (control, id) = (string(result, "from_name"), string(result, "id"));
            let key = if kind(result) == "textarea" { "text" } else { kind(result) };
            let Some(words) = result.get("value").and_then(|value| value.get(key)).and_then(chosen_words)
            else {
                let what = if control.is_empty() { kind(result) } else { control };
                self.page.note(format!("results of \"{what}\", which is not read"));
                continue;
            };
            if words.is_empty() {
                continue;
            }
            let [word] = words.as_slice() else {
                self.say(format!("region \"{id}\", {control}: {} answers; give one", words.len()));
                continue;
            };
            let mark = said.entry(id).or_insert_with(|| Mark::of(crate::types::EntityType::Misc));
            let is_known = match control {
                "actor" => {
                    let known = actors.iter().find(|actor| actor.name == *word);
                    mark.actor = Some(known.map_or(*word, |actor| &actor.id).to_owned());
                    true
                }
                "use" => Use::from_name(word).map(|usage| mark.usage = usage).is_some(),
                "stance" => Stance::from_name(word).map(|stance| mark.stance = Some(stance)).is_some(),
                "voice" => yes_or_no(word, "quoted", "author").map(|yes| mark.quoted = Some(yes)).is_some(),
                "sure" => yes_or_no(word, "sure", "unsure").map(|yes| mark.sure = Some(yes)).is_some(),
                _ => {
                    self.page.note(format!("results of \"{control}\", which is not read"));
                    true
                }
            };
            if !is_known {
                self.say(format!(
                    "region \"{id}\", {control}: \"{word}\" is not known; use the words of our CONFIG"
                ));
            }
        }
        said
    }
}

fn kind(result: &Value) -> &str {
    string(result, "type")
}

fn string<'a>(result: &'a Value, key: &str) -> &'a str {
    result.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The different words of an answer, a string or a list of strings.
fn chosen_words(value: &Value) -> Option<Vec<&str>> {
    let words: BTreeMap<&str, ()> = match value {
        Value::String(word) => [(word.trim(), ())].into(),
        Value::Array(words) => {
            words.iter().map(|word| Some((word.as_str()?.trim(), ()))).collect::<Option<_>>()?
        }
        _ => return None,
    };
    Some(words.into_keys().filter(|word| !word.is_empty()).collect())
}

fn yes_or_no(word: &str, yes: &str, no: &str) -> Option<bool> {
    if word == yes { Some(true) } else { (word == no).then_some(false) }
}

/// All names by which an annotator may be asked for.
fn annotator(annotation: &Value) -> Vec<String> {
    let by =
        annotation.get("completed_by").or_else(|| annotation.get("created_username")).unwrap_or(&Value::Null);
    match by {
        Value::Object(person) => {
            ["email", "id"].iter().filter_map(|key| json::word(person.get(*key))).collect()
        }
        other => json::word(Some(other)).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
