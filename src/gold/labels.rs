//! What somebody says about one document, a person or a program: the same shape for gold and for predictions.
//!
//! Labels stay in the coordinates of their files, Unicode code points, because nothing here edits a text:
//! offsets are compared with offsets, and shown beside the words that they cover.

use crate::error::Origin;
use crate::types::{EntityType, Role, Stance, Use};

/// A half-open range of code points of a document's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The first code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Place {
    /// The code points `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The number of code points.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two share a code point; places that only touch do not.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// All labels of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    /// The document's id.
    pub id: String,
    /// Where the labels were read.
    pub origin: Origin,
    /// The text that the offsets point into.
    pub text: String,
    /// The outlet.
    pub source: Option<String>,
    /// Which part of a set it belongs to: `dev`, `test`.
    pub split: Option<String>,
    /// The unit of resampling, where the set names one other than the document.
    pub cluster: Option<String>,
    /// What a program was given beside the text, where its input said so in `metadata.track`.
    pub track: Option<String>,
    /// Paragraphs in order, disjoint.
    pub paragraphs: Vec<LabelledParagraph>,
    /// What is not the article.
    pub removed: Vec<Place>,
    /// Spans of types that have no counterpart among ours: what a program says there is neither right nor wrong.
    pub ignored: Vec<Ignored>,
    /// Words of gold that refer to an actor without naming it; a program's are mentions that are not `named`.
    pub references: Vec<LabelledReference>,
    /// The actors' names by id, in order.
    pub actors: Vec<NamedActor>,
    /// The message of a document that failed; it has no other labels.
    pub failed: Option<String>,
}

/// One paragraph and what is said in it.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledParagraph {
    /// Where it stands.
    pub place: Place,
    /// What it is on the page.
    pub role: Role,
    /// Mentions in order, disjoint.
    pub mentions: Vec<LabelledMention>,
    /// One row for each actor, or for each target that was asked for.
    pub stances: Vec<LabelledStance>,
}

/// A mention of an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledMention {
    /// Where it stands in the document.
    pub place: Place,
    /// Its type.
    pub kind: EntityType,
    /// False for pronouns and descriptions, which are not entities.
    pub named: bool,
    /// What it does in its sentence.
    pub usage: Use,
    /// The actor's id; nothing where it is not known.
    pub actor: Option<String>,
    /// The rule that gave the actor, where a program says so.
    pub by: Option<String>,
}

/// A pronoun or description that refers to an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledReference {
    /// Where it stands in the document.
    pub place: Place,
    /// The actor's id; nothing for somebody whom the document does not name.
    pub actor: Option<String>,
    /// False where labellers differ: what a program says there is neither right nor wrong.
    pub sure: bool,
}

/// The stance of a paragraph toward one actor.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledStance {
    /// The actor's id.
    pub actor: String,
    /// The number of the target that asked for the row.
    pub target: Option<usize>,
    /// The actor whose stance is asked for, if not the paragraph's.
    pub of: Option<String>,
    /// The stance.
    pub stance: Stance,
    /// P(against), P(neutral), P(favor), where a program gave them.
    pub probabilities: Option<[f64; 3]>,
    /// Whether somebody quoted expresses it.
    pub quoted: bool,
    /// Who is quoted.
    pub holder: Option<LabelledHolder>,
    /// Whether a program says that it cannot tell.
    pub abstained: bool,
    /// False where a labeller was in doubt.
    pub sure: bool,
}

/// Whose stance is quoted.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledHolder {
    /// The holder's actor, where it is one.
    pub actor: Option<String>,
    /// Where the holder is named or described.
    pub place: Place,
}

/// A span of a type that has no counterpart among ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Where it stands.
    pub place: Place,
    /// Its type, as its set calls it.
    pub kind: String,
}

/// An actor's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedActor {
    /// The id that mentions and rows use.
    pub id: String,
    /// The name for people.
    pub name: String,
}

impl Labels {
    /// The name of an actor; its id where nobody named it.
    pub fn name_of<'a>(&'a self, actor: &'a str) -> &'a str {
        self.actors.iter().find(|known| known.id == actor).map_or(actor, |known| known.name.as_str())
    }

    /// All mentions with the index of their paragraph.
    pub fn mentions(&self) -> impl Iterator<Item = (usize, &LabelledMention)> {
        let paragraphs = self.paragraphs.iter().enumerate();
        paragraphs
            .flat_map(|(index, paragraph)| paragraph.mentions.iter().map(move |mention| (index, mention)))
    }

    /// The words at a place.
    pub fn words(&self, place: Place) -> &str {
        let mut starts = self.text.char_indices().map(|(byte, _)| byte).chain([self.text.len()]);
        let start = starts.nth(place.start).unwrap_or(self.text.len());
        let end =
            if place.is_empty() { start } else { starts.nth(place.len() - 1).unwrap_or(self.text.len()) };
        self.text.get(start..end).unwrap_or_default()
    }
}

/// A text whose code points are found in constant time.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// The byte of every code point and of the end; empty where all is ASCII.
    bytes: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Looks through the text once.
    pub fn of(text: &'a str) -> Self {
        let starts = || text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        Self { text, bytes: if text.is_ascii() { Vec::new() } else { starts().collect() } }
    }

    /// The number of code points.
    pub fn n_points(&self) -> usize {
        if self.bytes.is_empty() { self.text.len() } else { self.bytes.len() - 1 }
    }

    /// The words at a place, or nothing where it is empty or ends past the text.
    pub fn words(&self, place: Place) -> Option<&'a str> {
        if place.is_empty() || place.end > self.n_points() {
            return None;
        }
        let byte = |point: usize| if self.bytes.is_empty() { point } else { self.bytes[point] };
        self.text.get(byte(place.start)..byte(place.end))
    }
}
