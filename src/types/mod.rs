//! The nouns of the program: documents, spans, paragraphs, mentions, actors, stances. Plain data that every room shares.
//! Spans count bytes here; files count Unicode code points, and `record` is the one place that converts.

use std::fmt;

mod judgement;
mod span;

pub use judgement::{Holder, Judgement, OtherVoice, Voice};
pub use span::Span;

/// One article as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its id: given, or its path and line.
    pub id: String,
    /// The decoded text; all spans point into it and nobody edits it.
    pub text: String,
    /// The title as metadata; never inserted into the text.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it appeared.
    pub date: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// Its language as given.
    pub language: Option<String>,
    /// Whatever else the user wants back.
    pub metadata: serde_json::Map<String, serde_json::Value>,
    /// Who decides where paragraphs begin and end.
    pub boundaries: Boundaries,
    /// What the page sets as captions of pictures, in order.
    pub captions: Vec<Span>,
    /// The actors to judge, where the user gives them. An empty list means entities only.
    pub targets: Option<Vec<Target>>,
    /// Mentions without actors, where the user gives them: they replace the tagger.
    pub mentions: Option<Vec<GivenMention>>,
    /// What was odd about its bytes.
    pub warnings: Vec<Warning>,
}

/// Who decides where the paragraphs of a document begin and end.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Boundaries {
    /// The program removes residue and splits.
    #[default]
    Split,
    /// The program splits but removes nothing.
    KeepAll,
    /// The whole text is one paragraph.
    Whole,
    /// The user gave them, in order and disjoint.
    Given(Vec<Span>),
}

/// An actor that the user wants judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The string that the rows will carry.
    pub actor: String,
    /// Where it is mentioned; empty means: look the name up.
    pub mentions: Vec<Span>,
    /// Whose stance is asked for, if not the paragraph's: another target's actor, or a name to look up.
    pub holder: Option<String>,
}

/// A mention that the user gave in the tagger's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GivenMention {
    /// Where it stands.
    pub span: Span,
    /// Its type.
    pub kind: EntityType,
}

/// A paragraph: the unit of stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text, without the space around it.
    pub span: Span,
    /// What it is on the page.
    pub role: Role,
}

/// What a paragraph is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The article's title line.
    Title,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Body,
    /// One item of a list.
    List,
    /// A block quotation.
    Quote,
    /// Rows of a table.
    Table,
    /// The caption of a picture.
    Caption,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::Heading, Self::Body, Self::List, Self::Quote, Self::Table, Self::Caption];

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The word in records.
    pub fn name(self) -> &'static str {
        match self {
            Role::Title => "title",
            Role::Heading => "heading",
            Role::Body => "body",
            Role::List => "list",
            Role::Quote => "quote",
            Role::Table => "table",
            Role::Caption => "caption",
        }
    }
}

/// A stretch of the text that is not the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// What was left out.
    pub span: Span,
    /// Why, as one word.
    pub reason: &'static str,
}

/// A source stamp inside a paragraph: it stays in the text and gives its source no stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The whole stamp.
    pub span: Span,
    /// The source that it names.
    pub source: String,
}

/// The type of a named entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityType {
    /// People.
    Per,
    /// Organisations: parties, armed groups, media, institutions.
    Org,
    /// Countries, cities, regions.
    Loc,
    /// Nationalities, religious and political groups.
    Norp,
    /// Other names: events, laws, products.
    Misc,
}

impl EntityType {
    /// All types, in the order of the labels.
    pub const ALL: [Self; 5] = [Self::Per, Self::Org, Self::Loc, Self::Norp, Self::Misc];

    /// The word in records and label files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Loc => "LOC",
            Self::Norp => "NORP",
            Self::Misc => "MISC",
        }
    }

    /// The type of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A named span as the tagger found it, before linking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entity {
    /// Where it stands in the document.
    pub span: Span,
    /// Its type.
    pub kind: EntityType,
    /// How sure the tagger is: the lowest probability of its tokens' labels, in (0, 1].
    pub score: f32,
    /// How likely the name acts or is judged here, rather than being a place or a source.
    pub acts: Option<f32>,
}

/// What a mention does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Someone who acts or is judged.
    Actor,
    /// Somewhere: "arrived in Moscow".
    Place,
    /// A source that is only cited.
    Credit,
}

impl Use {
    /// All uses.
    pub const ALL: [Self; 3] = [Self::Actor, Self::Place, Self::Credit];
    /// The use of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|usage| usage.name() == name)
    }

    /// The word in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Place => "place",
            Self::Credit => "credit",
        }
    }
}

/// Why a mention was given its actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The rule: `alias`, `demonym`, `metonym`, `surname`, `acronym`, `name`, `given` (a given name), `target` (by the user).
    pub by: &'static str,
    /// The entry of the actor list or the earlier name that it rests on.
    pub entry: String,
    /// Ids of other actors that the name could mean; nothing where nobody asked.
    pub alternatives: Option<Vec<String>>,
}

/// A mention of an actor in a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands in the document.
    pub span: Span,
    /// The index of its paragraph.
    pub paragraph: usize,
    /// Its type.
    pub kind: EntityType,
    /// False for pronouns and descriptions that the linker resolved.
    pub named: bool,
    /// What it does in its sentence.
    pub usage: Use,
    /// How sure the tagger is, in (0, 1].
    pub score: f32,
    /// The index of its actor in [`Analysis::actors`]; nothing where the linker does not know.
    pub actor: Option<usize>,
    /// Why that actor; nothing where there is none.
    pub link: Option<Link>,
}

/// What mentions refer to, with one identity across documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// A Wikidata id, a stable slug of the canonical name, or the string that the user gave.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its Wikidata id where the actor list knows one.
    pub wikidata: Option<String>,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A party, company, institution, armed group, outlet.
    Organisation,
    /// A country or a body that acts as one.
    State,
    /// A nationality, religious or political group.
    Group,
    /// A city or region.
    Place,
}

impl ActorKind {
    /// The word in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::State => "state",
            Self::Group => "group",
            Self::Place => "place",
        }
    }

    /// The type that names of this kind have in running text.
    pub fn usual_type(self) -> EntityType {
        match self {
            Self::Person => EntityType::Per,
            Self::Organisation => EntityType::Org,
            Self::State | Self::Place => EntityType::Loc,
            Self::Group => EntityType::Norp,
        }
    }
}

/// Where a paragraph stands toward an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// Criticism, blame, distrust, condemnation.
    Against,
    /// Reported without evaluation, or balanced.
    Neutral,
    /// Praise, support, approval.
    Favor,
}

impl Stance {
    /// All stances, in the order of probabilities.
    pub const ALL: [Self; 3] = [Self::Against, Self::Neutral, Self::Favor];

    /// The word in records and label files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Against => "against",
            Self::Neutral => "neutral",
            Self::Favor => "favor",
        }
    }

    /// The stance of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.name() == name)
    }
}

/// How much of a document the model read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Tokens of all paragraphs, counted once, and of those that the model then took for residue.
    pub tokens: usize,
    /// Their windows.
    pub windows: usize,
}

/// Something odd that did not stop the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// No paragraph is left once the residue is gone.
    OnlyResidue,
    /// Bytes that are no text in their encoding were read as U+FFFD.
    InvalidBytes {
        /// How many replacement characters were put in.
        n_replaced: usize,
    },
    /// The bytes are not UTF-8 and declare no encoding.
    GuessedEncoding {
        /// The encoding that they seem to be in.
        encoding: &'static str,
    },
    /// A page has more elements than are read.
    LargePage,
    /// The date is written in a way that is not understood.
    Date {
        /// The date as given.
        given: String,
    },
    /// The text holds NUL characters.
    NulCharacters {
        /// How many.
        n_found: usize,
    },
    /// A target without mentions, or a holder, is not named in the text.
    TargetNotFound {
        /// The user's string.
        actor: String,
    },
    /// Targets ask for the stance of a holder, which the model does not judge.
    NoHolders,
    /// The document says that it is in a language that the model does not read.
    Language {
        /// The language as given.
        language: String,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnlyResidue => write!(f, "nothing is left but web residue; --keep-all keeps it"),
            Self::InvalidBytes { n_replaced } => {
                write!(f, "{n_replaced} invalid byte sequences were read as U+FFFD")
            }
            Self::GuessedEncoding { encoding } => {
                write!(f, "the bytes are not UTF-8 and declare no encoding; they were read as {encoding}")
            }
            Self::LargePage => {
                write!(
                    f,
                    "the page has more than a million elements and pieces of text; the rest was not read"
                )
            }
            Self::Date { given } => {
                write!(f, "the date \"{given}\" is not understood; write it as 2024-10-24")
            }
            Self::NulCharacters { n_found } => write!(f, "the text holds {n_found} NUL characters"),
            Self::TargetNotFound { actor } => {
                write!(f, "\"{actor}\" is not named in the text; give it as a target with its mentions")
            }
            Self::NoHolders => {
                write!(
                    f,
                    "the model does not judge for a \"holder\"; its targets have the paragraph's stance"
                )
            }
            Self::Language { language } => {
                write!(f, "the language is \"{language}\"; the model reads English only")
            }
        }
    }
}

/// Everything found in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// The document itself.
    pub document: Document,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// What was left out, in order.
    pub removed: Vec<Removed>,
    /// Teasers inside paragraphs, which nobody read, in order.
    pub skipped: Vec<Span>,
    /// What was left before any model said what is residue: a pure function of the document, in order.
    pub cleaned: Vec<Span>,
    /// Source stamps inside paragraphs.
    pub attributions: Vec<Attribution>,
    /// Mentions, in order of their spans.
    pub mentions: Vec<Mention>,
    /// Actors, in order of first mention.
    pub actors: Vec<Actor>,
    /// Stances, in order of paragraph and actor.
    pub judgements: Vec<Judgement>,
    /// How much was read.
    pub coverage: Coverage,
    /// What was odd.
    pub warnings: Vec<Warning>,
}
