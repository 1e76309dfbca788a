//! Lines of records → what a table needs of them.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::Cell;
use crate::error::{Complaint, Error, Origin, Result};
use crate::record::SCHEMA;

/// A line of a file of records.
pub(super) enum Record {
    Annotated(Box<Annotated>),
    Failed,
}

#[derive(Deserialize)]
pub(super) struct Annotated {
    schema: String,
    pub(super) id: String,
    pub(super) fingerprint: String,
    title: Option<String>,
    author: Option<String>,
    pub(super) date: Option<String>,
    source: Option<String>,
    url: Option<String>,
    language: Option<String>,
    paragraphs: Vec<Paragraph>,
    actors: Vec<Actor>,
    pub(super) model: Model,
}

#[derive(Deserialize)]
pub(super) struct Model {
    name: String,
    pub(super) sha256: String,
}

#[derive(Deserialize)]
struct Paragraph {
    index: i64,
    start: i64,
    end: i64,
    role: String,
    stances: Vec<Stance>,
}

#[derive(Deserialize)]
struct Stance {
    actor: String,
    target: Option<i64>,
    of: Option<String>,
    stance: String,
    score: f64,
    probabilities: Probabilities,
    #[serde(default)]
    abstained: bool,
    voice: String,
    holder: Option<Holder>,
    #[serde(default)]
    voices: Vec<OtherVoice>,
    evidence: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct OtherVoice {
    holder: Holder,
    stance: String,
    score: f64,
}

#[derive(Deserialize)]
struct Probabilities {
    against: f64,
    neutral: f64,
    favor: f64,
}

#[derive(Deserialize)]
struct Holder {
    actor: Option<String>,
    text: String,
}

#[derive(Deserialize)]
struct Actor {
    id: String,
    name: String,
    kind: String,
    wikidata: Option<String>,
}

/// Whether a line is the record of a failure.
fn is_failure(line: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Line {
        error: Option<IgnoredAny>,
    }
    serde_json::from_slice(line).is_ok_and(|line: Line| line.error.is_some())
}

impl Annotated {
    /// A row for each stance, in the order of [`super::COLUMNS`].
    pub(super) fn rows<'a>(&'a self, story: &'a str) -> impl Iterator<Item = Vec<Cell>> + 'a {
        let actors: HashMap<&str, &Actor> =
            self.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect();
        let stances = self
            .paragraphs
            .iter()
            .flat_map(|paragraph| paragraph.stances.iter().map(move |stance| (paragraph, stance)));
        stances.map(move |(paragraph, stance)| {
            let actor = actors.get(stance.actor.as_str());
            let text = |text: &str| Cell::Text(Some(text.to_owned()));
            let whole = |number: i64| Cell::Whole(Some(number));
            let holder = stance.holder.as_ref();
            vec![
                text(&self.id),
                text(story),
                Cell::Text(self.title.clone()),
                Cell::Text(self.author.clone()),
                Cell::Text(self.date.clone()),
                Cell::Text(self.source.clone()),
                Cell::Text(self.url.clone()),
                Cell::Text(self.language.clone()),
                whole(paragraph.index),
                text(&paragraph.role),
                whole(paragraph.start),
                whole(paragraph.end),
                text(&stance.actor),
                Cell::Text(actor.map(|actor| actor.name.clone())),
                Cell::Text(actor.map(|actor| actor.kind.clone())),
                Cell::Text(actor.and_then(|actor| actor.wikidata.clone())),
                Cell::Whole(stance.target),
                whole(stance.evidence.len() as i64),
                text(&stance.stance),
                Cell::Decimal(stance.score),
                Cell::Decimal(stance.probabilities.against),
                Cell::Decimal(stance.probabilities.neutral),
                Cell::Decimal(stance.probabilities.favor),
                Cell::Flag(stance.abstained),
                text(&stance.voice),
                Cell::Text(holder.and_then(|holder| holder.actor.clone())),
                Cell::Text(holder.map(|holder| holder.text.clone())),
                text(&self.model.name),
                text(&self.model.sha256),
                Cell::Text(stance.of.clone()),
                Cell::Text(voices(&stance.voices, &actors)),
            ]
        })
    }
}

/// Who thinks otherwise, as one JSON array; nothing if nobody does.
fn voices(voices: &[OtherVoice], actors: &HashMap<&str, &Actor>) -> Option<String> {
    let voice = |other: &OtherVoice| {
        let actor = other.holder.actor.as_deref();
        let known = actor.and_then(|actor| actors.get(actor));
        let name = known.map_or(&other.holder.text, |known| &known.name);
        json!({"actor": actor, "name": name, "stance": other.stance, "score": other.score})
    };
    (!voices.is_empty()).then(|| voices.iter().map(voice).collect::<Value>().to_string())
}

/// The records of a file, in order.
pub(super) struct Records {
    lines: BufReader<File>,
    origin: Origin,
}

impl Records {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let file =
            File::open(path).map_err(|source| Error::Io { path: path.to_owned(), action: "read", source })?;
        let origin = Origin { file: path.display().to_string(), line: Some(0) };
        Ok(Self { lines: BufReader::new(file), origin })
    }

    fn complain(&self, message: String) -> Error {
        Error::Labels { complaints: vec![Complaint { origin: self.origin.clone(), message }] }
    }

    fn next_record(&mut self) -> Result<Option<(Origin, Record)>> {
        loop {
            let mut line = Vec::new();
            self.origin.line = self.origin.line.map(|number| number + 1);
            let read = self.lines.read_until(b'\n', &mut line);
            if read.map_err(|error| self.complain(format!("cannot read: {error}")))? == 0 {
                return Ok(None);
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            let remedy = match std::str::from_utf8(&line) {
                Ok(_) => "export reads what `standpoint annotate` writes",
                Err(_) => "if the file is compressed, unpack it first",
            };
            let not_one =
                |error: serde_json::Error| self.complain(format!("not a record: {error}; {remedy}"));
            let record: Annotated = match serde_json::from_slice(&line) {
                Ok(record) => record,
                Err(_) if is_failure(&line) => return Ok(Some((self.origin.clone(), Record::Failed))),
                Err(error) => return Err(not_one(error)),
            };
            if record.schema != SCHEMA {
                return Err(
                    self.complain(format!("schema \"{}\", where this version reads {SCHEMA}", record.schema))
                );
            }
            return Ok(Some((self.origin.clone(), Record::Annotated(Box::new(record)))));
        }
    }
}

impl Iterator for Records {
    type Item = Result<(Origin, Record)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_record().transpose()
    }
}
