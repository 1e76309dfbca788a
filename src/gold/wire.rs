//! Labels in the shape of records, schema `standpoint/1`: one document a line.
//!
//! A record of this program is a label file as it is. Gold leaves out what only a program says (probabilities,
//! links, coverage) and adds `split`, `cluster`, `ignored`, and `"sure": false` where the labeller was in doubt.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::labels::{
    CodePoints, Ignored, LabelledHolder, LabelledMention, LabelledParagraph, LabelledStance, Labels,
    NamedActor, Place,
};
use crate::checksum::fingerprint;
use crate::error::{Complaint, Origin};
use crate::record::SCHEMA;
use crate::types::{EntityType, Role, Stance, Use};

#[derive(Deserialize)]
struct RecordLine {
    schema: Option<String>,
    id: String,
    text: Option<String>,
    fingerprint: Option<String>,
    source: Option<String>,
    split: Option<String>,
    cluster: Option<String>,
    #[serde(default)]
    paragraphs: Vec<ParagraphLine>,
    #[serde(default)]
    removed: Vec<PlaceLine>,
    #[serde(default)]
    ignored: Vec<IgnoredLine>,
    #[serde(default)]
    actors: Vec<ActorLine>,
    error: Option<ErrorLine>,
    #[serde(default)]
    metadata: MetadataLine,
}

#[derive(Default, Deserialize)]
struct MetadataLine {
    track: Option<Value>,
}

#[derive(Deserialize)]
struct ErrorLine {
    message: String,
}

#[derive(Deserialize)]
struct PlaceLine {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct IgnoredLine {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct ActorLine {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct ParagraphLine {
    start: usize,
    end: usize,
    role: Option<String>,
    #[serde(default)]
    mentions: Vec<MentionLine>,
    #[serde(default)]
    stances: Vec<StanceLine>,
}

#[derive(Deserialize)]
struct MentionLine {
    start: usize,
    end: usize,
    text: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default = "yes")]
    named: bool,
    #[serde(rename = "use")]
    usage: Option<String>,
    actor: Option<String>,
    link: Option<LinkLine>,
}

#[derive(Deserialize)]
struct LinkLine {
    by: String,
}

#[derive(Deserialize)]
struct StanceLine {
    actor: String,
    target: Option<usize>,
    of: Option<String>,
    stance: String,
    probabilities: Option<ProbabilitiesLine>,
    voice: Option<String>,
    holder: Option<HolderLine>,
    #[serde(default)]
    abstained: bool,
    #[serde(default = "yes")]
    sure: bool,
}

#[derive(Deserialize)]
struct ProbabilitiesLine {
    against: f64,
    neutral: f64,
    favor: f64,
}

#[derive(Deserialize)]
struct HolderLine {
    actor: Option<String>,
    text: Option<String>,
    start: usize,
    end: usize,
}

pub(super) fn yes() -> bool {
    true
}

/// Reads one line. `text_of` gives the text of a document where the line has none.
///
/// # Errors
/// Everything that is wrong with the line, not only the first of it.
pub fn read(
    line: &str,
    origin: &Origin,
    text_of: impl Fn(&str) -> Option<String>,
) -> Result<Labels, Vec<Complaint>> {
    let complain = |message: String| vec![Complaint { origin: origin.clone(), message }];
    let record: RecordLine = serde_json::from_str(line).map_err(|error| {
        complain(format!("not a record: {error}; `standpoint annotate` reads inputs, `standpoint gold import` other formats"))
    })?;
    if let Some(schema) = record.schema.as_deref().filter(|schema| *schema != SCHEMA) {
        return Err(complain(format!("schema \"{schema}\"; this program reads \"{SCHEMA}\"")));
    }
    if let Some(error) = record.error {
        return Ok(Labels {
            id: record.id,
            origin: origin.clone(),
            failed: Some(error.message),
            ..Labels::default()
        });
    }
    let Some(text) = record.text.clone().or_else(|| text_of(&record.id)) else {
        return Err(complain(format!(
            "document \"{}\" has no \"text\", so its offsets mean nothing",
            record.id
        )));
    };
    if let (None, Some(given)) = (&record.text, &record.fingerprint)
        && given.split(' ').next() != Some(fingerprint(&text).as_str())
    {
        return Err(complain(format!(
            "document \"{}\" was labelled on another text: its fingerprint differs",
            record.id
        )));
    }
    let mut reader = Reader { points: CodePoints::of(&text), origin, complaints: Vec::new() };
    let labels = reader.labels(record);
    let complaints = std::mem::take(&mut reader.complaints);
    drop(reader);
    if complaints.is_empty() { Ok(Labels { text, ..labels }) } else { Err(complaints) }
}

/// Turns the parts of a line into labels and collects what is wrong with them.
struct Reader<'a> {
    points: CodePoints<'a>,
    origin: &'a Origin,
    complaints: Vec<Complaint>,
}

impl Reader<'_> {
    fn say(&mut self, message: String) {
        self.complaints.push(Complaint { origin: self.origin.clone(), message });
    }

    fn labels(&mut self, record: RecordLine) -> Labels {
        let removed = record.removed.iter().enumerate();
        let removed: Vec<Place> =
            removed.map(|(index, at)| self.place(&format!("removed[{index}]"), at.start, at.end)).collect();
        let ignored = record.ignored.into_iter().enumerate();
        let ignored = ignored.map(|(index, ignored)| Ignored {
            place: self.place(&format!("ignored[{index}]"), ignored.start, ignored.end),
            kind: ignored.kind,
        });
        let ignored = ignored.collect();
        let paragraphs: Vec<LabelledParagraph> = record
            .paragraphs
            .into_iter()
            .enumerate()
            .map(|(index, line)| self.paragraph(index, line))
            .collect();
        let mut parts: Vec<(Place, &str)> = removed.iter().map(|&place| (place, "removed")).collect();
        parts.extend(paragraphs.iter().map(|paragraph| (paragraph.place, "paragraphs")));
        self.disjoint(parts);
        let actors = record.actors.into_iter().map(|actor| NamedActor { id: actor.id, name: actor.name });
        Labels {
            id: record.id,
            origin: self.origin.clone(),
            text: String::new(),
            source: record.source,
            split: record.split,
            cluster: record.cluster,
            track: record.metadata.track.as_ref().and_then(Value::as_str).map(str::to_string),
            paragraphs,
            removed,
            ignored,
            references: Vec::new(),
            actors: actors.collect(),
            failed: None,
        }
    }

    fn paragraph(&mut self, index: usize, line: ParagraphLine) -> LabelledParagraph {
        let name = format!("paragraphs[{index}]");
        let place = self.place(&name, line.start, line.end);
        let role = match line.role.as_deref() {
            None => Role::Body,
            Some(word) => Role::from_name(word).unwrap_or_else(|| {
                self.unknown(&format!("{name}.role"), word, &Role::ALL.map(Role::name));
                Role::Body
            }),
        };
        let mentions = line.mentions.into_iter().enumerate();
        let mentions: Vec<LabelledMention> = mentions
            .map(|(number, mention)| self.mention(&format!("{name}.mentions[{number}]"), place, mention))
            .collect();
        let stances = line.stances.into_iter().enumerate();
        let stances: Vec<LabelledStance> = stances
            .map(|(number, stance)| self.stance(&format!("{name}.stances[{number}]"), stance))
            .collect();
        // Several given targets may stand at one place; named entities may not.
        if stances.iter().all(|row| row.target.is_none()) {
            self.disjoint(mentions.iter().map(|mention| (mention.place, "mentions")).collect());
        }
        self.one_row_each(&name, &stances);
        LabelledParagraph { place, role, mentions, stances }
    }

    fn mention(&mut self, name: &str, paragraph: Place, line: MentionLine) -> LabelledMention {
        let place = self.place(name, line.start, line.end);
        self.same_words(name, place, line.text.as_deref());
        if !paragraph.contains(place) {
            let Place { start, end } = paragraph;
            self.say(format!(
                "{name} {}..{} lies outside its paragraph {start}..{end}",
                place.start, place.end
            ));
        }
        let kind = EntityType::from_name(&line.kind).unwrap_or_else(|| {
            self.unknown(&format!("{name}.type"), &line.kind, &EntityType::ALL.map(EntityType::name));
            EntityType::Misc
        });
        let usage = line.usage.as_deref().unwrap_or("actor");
        let usage = Use::from_name(usage).unwrap_or_else(|| {
            self.unknown(&format!("{name}.use"), usage, &Use::ALL.map(Use::name));
            Use::Actor
        });
        LabelledMention {
            place,
            kind,
            named: line.named,
            usage,
            actor: line.actor,
            by: line.link.map(|link| link.by),
        }
    }

    fn stance(&mut self, name: &str, line: StanceLine) -> LabelledStance {
        let stance = Stance::from_name(&line.stance).unwrap_or_else(|| {
            self.unknown(&format!("{name}.stance"), &line.stance, &Stance::ALL.map(Stance::name));
            Stance::Neutral
        });
        let probabilities = line.probabilities.map(|all| [all.against, all.neutral, all.favor]);
        if let Some(all) = probabilities {
            let sum: f64 = all.iter().sum();
            if all.iter().any(|p| !(0.0..=1.0).contains(p)) || (sum - 1.0).abs() > 0.01 {
                self.say(format!(
                    "{name}.probabilities are {all:?}; three numbers from 0 to 1 must add up to 1"
                ));
            }
        }
        let voice = line.voice.as_deref().unwrap_or("author");
        if !["author", "quoted"].contains(&voice) {
            self.unknown(&format!("{name}.voice"), voice, &["author", "quoted"]);
        }
        let holder = line.holder.map(|holder| {
            let place = self.place(&format!("{name}.holder"), holder.start, holder.end);
            self.same_words(&format!("{name}.holder"), place, holder.text.as_deref());
            LabelledHolder { actor: holder.actor, place }
        });
        LabelledStance {
            actor: line.actor,
            target: line.target,
            of: line.of,
            stance,
            probabilities,
            quoted: voice == "quoted",
            holder,
            abstained: line.abstained,
            sure: line.sure,
        }
    }

    fn place(&mut self, name: &str, start: usize, end: usize) -> Place {
        let n_points = self.points.n_points();
        if start >= end {
            self.say(format!(
                "{name}: {start}..{end} covers nothing; offsets are half-open and count code points from 0"
            ));
        } else if end > n_points {
            self.say(format!(
                "{name}: {start}..{end} ends past the text, which has {n_points} code points; \
                 offsets must not count bytes or UTF-16 units"
            ));
        }
        Place::new(start, end)
    }

    fn same_words(&mut self, name: &str, place: Place, words: Option<&str>) {
        if let (Some(found), Some(said)) = (self.points.words(place), words)
            && found != said
        {
            let Place { start, end } = place;
            self.say(format!("{name} says {said:?}, but {start}..{end} of the text is {found:?}"));
        }
    }

    fn unknown(&mut self, name: &str, word: &str, known: &[&str]) {
        self.say(format!("{name} is \"{word}\"; it must be one of {}", known.join(", ")));
    }

    fn disjoint(&mut self, mut parts: Vec<(Place, &str)>) {
        parts.sort_by_key(|(place, _)| *place);
        for pair in parts.windows(2) {
            let [(one, what), (other, other_what)] = [pair[0], pair[1]];
            if one.overlaps(other) {
                self.say(format!(
                    "{what} {}..{} and {other_what} {}..{} overlap; each character belongs to one",
                    one.start, one.end, other.start, other.end
                ));
            }
        }
    }

    fn one_row_each(&mut self, name: &str, stances: &[LabelledStance]) {
        let mut seen = std::collections::HashSet::new();
        for row in stances {
            let key = (row.target, row.target.is_none().then_some(&row.actor));
            if !seen.insert(key) {
                self.say(format!(
                    "{name} has two rows for \"{}\"; an actor has one row a paragraph",
                    row.actor
                ));
            }
        }
    }
}

/// One line of a label file.
pub fn write(labels: &Labels) -> String {
    let points = CodePoints::of(&labels.text);
    let words = |place: Place| points.words(place).unwrap_or_default();
    let mut line = Map::new();
    line.insert("schema".into(), SCHEMA.into());
    line.insert("id".into(), labels.id.clone().into());
    for (key, value) in [("source", &labels.source), ("split", &labels.split), ("cluster", &labels.cluster)] {
        if let Some(value) = value {
            line.insert(key.into(), value.clone().into());
        }
    }
    if let Some(message) = &labels.failed {
        line.insert("error".into(), json!({"message": message}));
        return Value::Object(line).to_string();
    }
    if let Some(track) = &labels.track {
        line.insert("metadata".into(), json!({"track": track}));
    }
    line.insert("text".into(), labels.text.clone().into());
    let paragraphs = labels.paragraphs.iter().enumerate().map(|(index, paragraph)| {
        json!({
            "index": index, "start": paragraph.place.start, "end": paragraph.place.end, "role": paragraph.role.name(),
            "mentions": paragraph.mentions.iter().map(|mention| mention_value(mention, words(mention.place))).collect::<Vec<_>>(),
            "stances": paragraph.stances.iter().map(|row| stance_value(row, &words)).collect::<Vec<_>>(),
        })
    });
    line.insert("paragraphs".into(), paragraphs.collect::<Vec<_>>().into());
    let actors = labels.actors.iter().map(|actor| json!({"id": actor.id, "name": actor.name}));
    line.insert("actors".into(), actors.collect::<Vec<_>>().into());
    let removed =
        labels.removed.iter().map(|at| json!({"start": at.start, "end": at.end, "text": words(*at)}));
    line.insert("removed".into(), removed.collect::<Vec<_>>().into());
    if !labels.ignored.is_empty() {
        let ignored = labels.ignored.iter();
        let ignored =
            ignored.map(|span| json!({"start": span.place.start, "end": span.place.end, "type": span.kind}));
        line.insert("ignored".into(), ignored.collect::<Vec<_>>().into());
    }
    Value::Object(line).to_string()
}

/// One line without the text and the words of its spans: what was said of a text that cannot be passed on.
/// `fingerprint` tells which text it was.
pub fn without_text(labels: &Labels) -> String {
    let mut line: Value = serde_json::from_str(&write(labels)).unwrap_or_default();
    strip(&mut line);
    if labels.failed.is_none() {
        line["fingerprint"] = fingerprint(&labels.text).into();
    }
    line.to_string()
}

/// Takes out texts, and what goes without saying because reading assumes it.
fn strip(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|key, value| {
                let is_assumed = match key.as_str() {
                    "text" | "index" => true,
                    "named" => *value == true,
                    "use" => *value == "actor",
                    "voice" => *value == "author",
                    "role" => *value == "body",
                    _ => value.is_null(),
                };
                !is_assumed
            });
            object.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}

fn mention_value(mention: &LabelledMention, words: &str) -> Value {
    json!({
        "start": mention.place.start, "end": mention.place.end, "text": words, "type": mention.kind.name(),
        "named": mention.named, "use": mention.usage.name(), "actor": mention.actor,
    })
}

fn stance_value<'a>(row: &LabelledStance, words: &impl Fn(Place) -> &'a str) -> Value {
    let mut value = json!({"actor": row.actor, "stance": row.stance.name()});
    let holder = row.holder.as_ref().map(|holder| {
        let Place { start, end } = holder.place;
        json!({"actor": holder.actor, "text": words(holder.place), "start": start, "end": end})
    });
    if let Some(target) = row.target {
        value["target"] = target.into();
    }
    if let Some(of) = &row.of {
        value["of"] = of.clone().into();
    }
    if let Some([against, neutral, favor]) = row.probabilities {
        value["probabilities"] = json!({"against": against, "neutral": neutral, "favor": favor});
    }
    value["voice"] = if row.quoted { "quoted" } else { "author" }.into();
    value["holder"] = holder.into();
    if row.abstained {
        value["abstained"] = true.into();
    }
    if !row.sure {
        value["sure"] = false.into();
    }
    value
}
