//! The wire: an analysis as one line of JSON, schema `standpoint/1`.
//!
//! Bytes inside the program become code points here and nowhere else.
//! Keys stand in a fixed order; numbers are rounded, so that equal analyses are equal bytes.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::BadDocument;
use crate::types::{Analysis, Holder, Judgement, Mention, Span, Voice};

/// The name and version of the record's schema.
pub const SCHEMA: &str = "standpoint/1";

/// Which model made a record.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct ModelStamp {
    /// The model's name.
    pub name: String,
    /// SHA-256 of its `model.toml`.
    pub sha256: String,
    /// SHA-256 of the actor list.
    pub actors_sha256: String,
    /// The program and its version.
    pub tool: String,
}

/// One line of output: an annotated document, or the reason why there is none.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Record {
    /// An annotated document.
    Annotated(Box<AnnotatedRecord>),
    /// A document that failed.
    Failed(FailedRecord),
}

/// An annotated document on the wire; offsets are code points, half-open.
#[derive(Clone, Debug, Serialize)]
pub struct AnnotatedRecord {
    schema: &'static str,
    id: String,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    source: Option<String>,
    url: Option<String>,
    language: Option<String>,
    metadata: Map<String, Value>,
    text: String,
    fingerprint: String,
    paragraphs: Vec<ParagraphRecord>,
    actors: Vec<ActorRecord>,
    removed: Vec<RemovedRecord>,
    attributions: Vec<AttributionRecord>,
    coverage: CoverageRecord,
    model: ModelStamp,
    warnings: Vec<String>,
}

/// A document that failed.
#[derive(Clone, Debug, Serialize)]
pub struct FailedRecord {
    schema: &'static str,
    id: String,
    error: ErrorRecord,
}

#[derive(Clone, Debug, Serialize)]
struct ErrorRecord {
    kind: &'static str,
    message: String,
    file: String,
    line: Option<u64>,
}

#[derive(Clone, Debug, Serialize)]
struct ParagraphRecord {
    index: usize,
    start: usize,
    end: usize,
    role: &'static str,
    /// Teasers in the middle of its sentences, which nobody read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skipped: Vec<[usize; 2]>,
    mentions: Vec<MentionRecord>,
    stances: Vec<StanceRecord>,
}

#[derive(Clone, Debug, Serialize)]
struct MentionRecord {
    start: usize,
    end: usize,
    text: String,
    #[serde(rename = "type")]
    kind: &'static str,
    named: bool,
    #[serde(rename = "use")]
    usage: &'static str,
    score: f64,
    actor: Option<String>,
    link: Option<LinkRecord>,
}

#[derive(Clone, Debug, Serialize)]
struct LinkRecord {
    by: &'static str,
    entry: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternatives: Option<Vec<String>>,
}

#[derive(Clone, Debug, Serialize)]
struct StanceRecord {
    actor: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    stance: &'static str,
    score: f64,
    probabilities: Probabilities,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    abstained: bool,
    voice: &'static str,
    holder: Option<HolderRecord>,
    /// Who in the paragraph thinks otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    voices: Vec<VoiceRecord>,
    evidence: Vec<[usize; 2]>,
}

#[derive(Clone, Debug, Serialize)]
struct VoiceRecord {
    voice: &'static str,
    holder: HolderRecord,
    stance: &'static str,
    score: f64,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Probabilities {
    against: f64,
    neutral: f64,
    favor: f64,
}

#[derive(Clone, Debug, Serialize)]
struct HolderRecord {
    actor: Option<String>,
    text: String,
    start: usize,
    end: usize,
}

#[derive(Clone, Debug, Serialize)]
struct ActorRecord {
    id: String,
    name: String,
    kind: &'static str,
    wikidata: Option<String>,
    mentions: usize,
}

#[derive(Clone, Debug, Serialize)]
struct RemovedRecord {
    start: usize,
    end: usize,
    text: String,
    reason: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct AttributionRecord {
    start: usize,
    end: usize,
    source: String,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct CoverageRecord {
    tokens: usize,
    windows: usize,
    /// Nothing is ever truncated; readers may rely on this zero.
    truncated: usize,
}

impl Record {
    /// The record of an analysis. `fingerprint` identifies its text.
    pub fn annotated(analysis: Analysis, fingerprint: String, model: ModelStamp) -> Self {
        let points = CodePoints::of(&analysis.document.text);
        let paragraphs = paragraph_records(&analysis, &points);
        let actors = actor_records(&analysis);
        let text = &analysis.document.text;
        let removed = analysis.removed.iter().map(|removed| {
            let [start, end] = points.convert(removed.span);
            RemovedRecord { start, end, text: removed.span.of(text).to_string(), reason: removed.reason }
        });
        let removed = removed.collect();
        let attributions = analysis.attributions.iter().map(|stamp| {
            let [start, end] = points.convert(stamp.span);
            AttributionRecord { start, end, source: stamp.source.clone() }
        });
        let attributions = attributions.collect();
        let warnings = analysis.warnings.iter().map(ToString::to_string).collect();
        let coverage = CoverageRecord {
            tokens: analysis.coverage.tokens,
            windows: analysis.coverage.windows,
            truncated: 0,
        };
        let document = analysis.document;
        Self::Annotated(Box::new(AnnotatedRecord {
            schema: SCHEMA,
            id: document.id,
            title: document.title,
            author: document.author,
            date: document.date,
            source: document.source,
            url: document.url,
            language: document.language,
            metadata: document.metadata,
            text: document.text,
            fingerprint,
            paragraphs,
            actors,
            removed,
            attributions,
            coverage,
            model,
            warnings,
        }))
    }

    /// The record of a document that failed.
    pub fn failed(bad: BadDocument) -> Self {
        let error = ErrorRecord {
            kind: bad.kind.name(),
            message: bad.message,
            file: bad.origin.file,
            line: bad.origin.line,
        };
        Self::Failed(FailedRecord { schema: SCHEMA, id: bad.id, error })
    }
}

fn paragraph_records(analysis: &Analysis, points: &CodePoints) -> Vec<ParagraphRecord> {
    let mut records: Vec<ParagraphRecord> = analysis
        .paragraphs
        .iter()
        .enumerate()
        .map(|(index, paragraph)| {
            let [start, end] = points.convert(paragraph.span);
            let role = paragraph.role.name();
            let first = analysis.skipped.partition_point(|teaser| teaser.end() <= paragraph.span.start());
            let inside =
                analysis.skipped[first..].iter().take_while(|teaser| paragraph.span.contains(**teaser));
            let skipped = inside.map(|&teaser| points.convert(teaser)).collect();
            ParagraphRecord { index, start, end, role, skipped, mentions: Vec::new(), stances: Vec::new() }
        })
        .collect();
    for mention in &analysis.mentions {
        records[mention.paragraph].mentions.push(mention_record(analysis, mention, points));
    }
    for judgement in &analysis.judgements {
        records[judgement.paragraph].stances.push(stance_record(analysis, judgement, points));
    }
    records
}

fn mention_record(analysis: &Analysis, mention: &Mention, points: &CodePoints) -> MentionRecord {
    let [start, end] = points.convert(mention.span);
    MentionRecord {
        start,
        end,
        text: mention.span.of(&analysis.document.text).to_string(),
        kind: mention.kind.name(),
        named: mention.named,
        usage: mention.usage.name(),
        score: (f64::from(mention.score) * 10_000.0).round() / 10_000.0,
        actor: mention.actor.map(|actor| analysis.actors[actor].id.clone()),
        link: mention.link.as_ref().map(|link| LinkRecord {
            by: link.by,
            entry: link.entry.clone(),
            alternatives: link.alternatives.clone(),
        }),
    }
}

fn stance_record(analysis: &Analysis, judgement: &Judgement, points: &CodePoints) -> StanceRecord {
    let [against, neutral, favor] = judgement.probabilities;
    let (voice, holder) = match &judgement.voice {
        Voice::Author => ("author", None),
        Voice::Quoted(holder) => ("quoted", holder.as_ref()),
    };
    let voices = judgement.voices.iter().map(|other| VoiceRecord {
        voice: "quoted",
        holder: holder_record(analysis, &other.holder, points),
        stance: other.stance.name(),
        score: other.score,
    });
    StanceRecord {
        actor: analysis.actors[judgement.actor].id.clone(),
        target: judgement.target,
        of: judgement.of.map(|holder| analysis.actors[holder].id.clone()),
        stance: judgement.stance.name(),
        score: judgement.score,
        probabilities: Probabilities { against, neutral, favor },
        abstained: judgement.abstained,
        voice,
        holder: holder.map(|holder| holder_record(analysis, holder, points)),
        voices: voices.collect(),
        evidence: judgement.evidence.iter().map(|&span| points.convert(span)).collect(),
    }
}

fn holder_record(analysis: &Analysis, holder: &Holder, points: &CodePoints) -> HolderRecord {
    let [start, end] = points.convert(holder.span);
    let text = holder.span.of(&analysis.document.text).to_string();
    HolderRecord { actor: holder.actor.map(|actor| analysis.actors[actor].id.clone()), text, start, end }
}

fn actor_records(analysis: &Analysis) -> Vec<ActorRecord> {
    let mut n_mentions = vec![0; analysis.actors.len()];
    for actor in analysis.mentions.iter().filter_map(|mention| mention.actor) {
        n_mentions[actor] += 1;
    }
    let records = analysis.actors.iter().zip(n_mentions).map(|(actor, mentions)| ActorRecord {
        id: actor.id.clone(),
        name: actor.name.clone(),
        kind: actor.kind.name(),
        wikidata: actor.wikidata.clone(),
        mentions,
    });
    records.collect()
}

/// Byte offsets → code points, in constant time for any text.
struct CodePoints<'a> {
    text: &'a str,
    /// Code points before each block of [`CodePoints::BLOCK`] bytes; empty where all is ASCII.
    before: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    const BLOCK: usize = 256;

    fn of(text: &'a str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut total = 0;
            for block in text.as_bytes().chunks(Self::BLOCK) {
                before.push(total);
                total += n_starts(block);
            }
            before.push(total);
        }
        Self { text, before }
    }

    fn at(&self, byte: usize) -> usize {
        if self.before.is_empty() {
            return byte;
        }
        let block = byte / Self::BLOCK;
        self.before[block] + n_starts(&self.text.as_bytes()[block * Self::BLOCK..byte])
    }

    fn convert(&self, span: Span) -> [usize; 2] {
        [self.at(span.start()), self.at(span.end())]
    }
}

/// The number of characters that begin in `bytes` of UTF-8.
fn n_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_agree_with_counting(text in "\\PC{0,600}") {
            let points = CodePoints::of(&text);
            for (number, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte), number);
            }
            prop_assert_eq!(points.at(text.len()), text.chars().count());
        }
    }
}
