//! The keys of a file of labels. Readers pass over those that they do not know, so that records may grow; but gold is
//! written by hand, and there a key that nobody reads is a slip, and a file of inputs a mistake.

use std::path::Path;

use serde_json::Value;

use super::set::{Set, for_lines};
use crate::error::{Complaint, Origin, Result};

/// The keys of an object.
struct Shape {
    /// Those with values that are read as they are, or not at all.
    plain: &'static [&'static str],
    /// Those with objects or lists of them.
    parts: &'static [(&'static str, Shape)],
}

const fn shape(plain: &'static [&'static str], parts: &'static [(&'static str, Shape)]) -> Shape {
    Shape { plain, parts }
}

const HOLDER: Shape = shape(&["actor", "text", "start", "end"], &[]);

const STANCE: Shape = shape(
    &[
        "actor",
        "target",
        "of",
        "stance",
        "score",
        "probabilities",
        "abstained",
        "voice",
        "voices",
        "evidence",
        "sure",
    ],
    &[("holder", HOLDER)],
);

const MENTION: Shape =
    shape(&["start", "end", "text", "type", "named", "use", "score", "actor", "link"], &[]);

const PARAGRAPH: Shape =
    shape(&["index", "start", "end", "role", "skipped"], &[("mentions", MENTION), ("stances", STANCE)]);

const DOCUMENT: Shape = shape(
    &[
        "schema",
        "id",
        "title",
        "author",
        "date",
        "source",
        "split",
        "cluster",
        "url",
        "language",
        "metadata",
        "text",
        "fingerprint",
        "attributions",
        "coverage",
        "model",
        "warnings",
        "error",
    ],
    &[
        ("paragraphs", PARAGRAPH),
        ("actors", shape(&["id", "name", "kind", "wikidata", "mentions"], &[])),
        ("removed", shape(&["start", "end", "text", "reason"], &[])),
        ("ignored", shape(&["start", "end", "type"], &[])),
    ],
);

/// What the files of a set hold beside labels, or instead of them.
///
/// # Errors
/// If a file cannot be read.
pub fn check(path: &Path, set: &Set) -> Result<Vec<Complaint>> {
    let mut files = vec![path.to_path_buf()];
    if path.is_dir() {
        let names = ["gold.jsonl"].into_iter().chain(set.manifest.labellings.values().map(String::as_str));
        files = names.map(|name| path.join(name)).collect();
    }
    let mut complaints = Vec::new();
    for file in files {
        for_lines(&file, |number, line| {
            let origin = Origin { file: file.display().to_string(), line: Some(number) };
            let messages = messages(line).into_iter();
            complaints.extend(messages.map(|message| Complaint { origin: origin.clone(), message }));
        })?;
    }
    Ok(complaints)
}

fn messages(line: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(line).unwrap_or_default();
    let mut messages = Vec::new();
    if document.get("paragraphs").is_none() && document.get("error").is_none() {
        messages.push("an input, not labels: it has no \"paragraphs\"; label it, or annotate it".to_owned());
    }
    unknown(&document, &DOCUMENT, "", &mut messages);
    messages
}

/// Names all keys that the shape has not; `name` is where the value stands.
fn unknown(value: &Value, shape: &Shape, name: &str, messages: &mut Vec<String>) {
    match value {
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                unknown(value, shape, &format!("{name}[{index}]"), messages);
            }
        }
        Value::Object(object) => {
            for (key, value) in object {
                let place = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                match shape.parts.iter().find(|(part, _)| part == key) {
                    Some((_, part)) => unknown(value, part, &place, messages),
                    None if shape.plain.contains(&key.as_str()) => {}
                    None => {
                        let parts = shape.parts.iter().map(|(part, _)| *part);
                        let known: Vec<&str> = shape.plain.iter().copied().chain(parts).collect();
                        let known = known.join(", ");
                        messages.push(format!("{place} is a key that nobody reads; there are {known}"));
                    }
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let found = messages(line);
        let holds = found.iter().zip(expected).all(|(message, part)| message.contains(part));
        assert!(holds && found.len() == expected.len(), "{expected:?}: {found:#?}");
    }

    #[test]
    fn slips_are_named() {
        check(
            r#"{"id":"d","text":"Orla.","paragraphs":[{"start":0,"end":5,"mention":[],"stance":[]}],"colour":1}"#,
            &[
                "paragraphs[0].mention is a key that nobody reads; there are index, start",
                "paragraphs[0].stance is a key",
                "colour is a key",
            ],
        );
        check(
            r#"{"id":"d","paragraphs":[{"stances":[{"actor":"a","holder":{"name":"Ann"}}]}],"ignored":null}"#,
            &["paragraphs[0].stances[0].holder.name is a key"],
        );
    }

    #[test]
    fn inputs_are_no_labels() {
        check(r#"{"id":"d","text":"Orla."}"#, &["an input, not labels"]);
        check(r#"{"id":"d","error":{"kind":"model","message":"no"}}"#, &[]);
        check(r#"{"id":"d","text":"Orla.","paragraphs":[],"metadata":{"mine":1}}"#, &[]);
    }
}
