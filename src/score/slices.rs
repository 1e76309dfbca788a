//! Slices: the same rows by who is judged, where, how and how long.

use std::collections::BTreeMap;

use super::interval::Resampling;
use super::matching::{Matched, Pair, Track, is_local};
use super::stance::{Answer, StanceCounts};
use crate::gold::labels::{LabelledParagraph, LabelledStance, Labels};
use crate::types::Stance;

/// Groups with fewer rows, or of fewer articles, are shown without interval or test: neither means anything there, and
/// each test makes all others harder to pass.
pub const LEAST_ROWS: usize = 10;
/// See [`LEAST_ROWS`].
pub const LEAST_ARTICLES: usize = 5;

/// How to resample a group: not at all where it is too small for an interval.
pub fn resampling(n_rows: usize, n_articles: usize, usual: Resampling) -> Resampling {
    let is_large = n_rows >= LEAST_ROWS && n_articles >= LEAST_ARTICLES;
    Resampling { n_resamples: if is_large { usual.n_resamples } else { 0 }, ..usual }
}

/// What rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slice {
    /// The actor.
    Actor,
    /// The type of the actor's first mention in the paragraph.
    Type,
    /// The outlet.
    Outlet,
    /// Words of the paragraph.
    Length,
    /// Actors that the paragraph judges.
    Actors,
    /// Whether the actor is named in the paragraph, or only described.
    Naming,
    /// Who expresses the stance, where it is not neutral.
    Voice,
    /// Whether the labeller was sure.
    Sureness,
}

impl Slice {
    /// All slices.
    pub const ALL: [Self; 8] = [
        Self::Actor,
        Self::Type,
        Self::Outlet,
        Self::Length,
        Self::Actors,
        Self::Naming,
        Self::Voice,
        Self::Sureness,
    ];

    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Type => "type",
            Self::Outlet => "outlet",
            Self::Length => "paragraph length",
            Self::Actors => "actors in the paragraph",
            Self::Naming => "named or described",
            Self::Voice => "voice",
            Self::Sureness => "labeller",
        }
    }

    /// The key of the group that a row belongs to.
    fn group(self, row: &Row<'_>) -> Option<String> {
        let Row { pair, paragraph, gold, .. } = row;
        let mut mentions =
            paragraph.mentions.iter().filter(|mention| mention.actor.as_deref() == Some(&gold.actor));
        match self {
            Self::Actor => Some(key_of(pair.gold, &gold.actor)),
            Self::Type => mentions.next().map(|mention| mention.kind.name().to_string()),
            Self::Outlet => pair.gold.source.clone(),
            Self::Length => {
                let n_words = pair.gold.words(paragraph.place).split_whitespace().count();
                Some(bucket(
                    n_words,
                    &[(20, "1 to 20 words"), (40, "21 to 40 words"), (80, "41 to 80 words")],
                    "over 80 words",
                ))
            }
            Self::Actors => {
                let n_actors = paragraph.stances.len();
                Some(bucket(n_actors, &[(1, "1"), (2, "2"), (4, "3 to 4")], "5 or more"))
            }
            Self::Naming => {
                let named = mentions.clone().any(|mention| mention.named);
                let described = mentions.next().is_some() && !named;
                Some(
                    if named {
                        "named"
                    } else if described {
                        "only described"
                    } else {
                        "not mentioned"
                    }
                    .into(),
                )
            }
            Self::Voice if gold.stance == Stance::Neutral => None,
            Self::Voice => Some(if gold.quoted { "quoted" } else { "author" }.into()),
            Self::Sureness => Some(if gold.sure { "sure" } else { "unsure" }.into()),
        }
    }
}

fn bucket(n: usize, limits: &[(usize, &str)], beyond: &str) -> String {
    limits.iter().find(|(most, _)| n <= *most).map_or(beyond, |(_, name)| name).to_string()
}

/// A gold row and its answer.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Its document.
    pub pair: &'a Pair<'a>,
    /// Its gold paragraph.
    pub paragraph: &'a LabelledParagraph,
    /// What people said.
    pub gold: &'a LabelledStance,
    /// What is counted of it.
    pub answer: Answer,
}

/// The rows that are judged: those that both sides have, and all of given targets.
pub fn rows<'a>(matched: &'a Matched<'a>, track: Track) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for pair in &matched.pairs {
        for (index, paragraph) in pair.gold.paragraphs.iter().enumerate() {
            for gold in &paragraph.stances {
                let answer = Answer::of(pair, index, gold, track);
                rows.extend(answer.map(|answer| Row { pair, paragraph, gold, answer }));
            }
        }
    }
    rows
}

/// What tells an actor from others across documents: its Wikidata id, else its name, because other ids are made up document
/// by document.
pub fn key_of(labels: &Labels, actor: &str) -> String {
    if is_local(actor) { labels.name_of(actor) } else { actor }.to_string()
}

/// Names of actors by their keys; where several have one name, the Wikidata id stands behind it.
pub fn names<'a>(actors: impl Iterator<Item = (&'a Labels, &'a str)>) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for (labels, actor) in actors {
        let (key, name) = (key_of(labels, actor), labels.name_of(actor));
        let known = names.entry(key.clone()).or_insert(name);
        // Labels that do not name an actor have its id for a name.
        if *known == key {
            *known = name;
        }
    }
    let n_of = |name: &str| names.values().filter(|other| **other == name).count();
    let named = names.iter().map(|(key, name)| {
        let is_plain = key == name || n_of(name) == 1;
        (key.clone(), if is_plain { (*name).to_string() } else { format!("{name} ({key})") })
    });
    named.collect()
}

/// The rows of one group, counted by article.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they were grouped by.
    pub slice: Slice,
    /// What tells it from the others of its slice.
    pub key: String,
    /// The group, for people.
    pub name: String,
    /// Counts of each article that has rows in it, with the article's number.
    pub clusters: Vec<(usize, StanceCounts)>,
}

impl Group {
    /// The number of rows.
    pub fn n(&self) -> usize {
        self.clusters.iter().map(|(_, counts)| counts.n()).sum()
    }
}

/// All groups of all slices, the larger first. A slice with a single group says nothing and is left out.
pub fn groups(rows: &[Row<'_>]) -> Vec<Group> {
    let names = names(rows.iter().map(|row| (row.pair.gold, row.gold.actor.as_str())));
    let mut all = Vec::new();
    for slice in Slice::ALL {
        let mut groups: BTreeMap<String, BTreeMap<usize, StanceCounts>> = BTreeMap::new();
        for row in rows {
            if let Some(name) = slice.group(row) {
                groups.entry(name).or_default().entry(row.pair.cluster).or_default().push(row.answer);
            }
        }
        if groups.len() > 1 {
            let groups = groups.into_iter();
            let groups = groups.map(|(key, clusters)| Group {
                slice,
                name: names.get(&key).filter(|_| slice == Slice::Actor).unwrap_or(&key).clone(),
                key,
                clusters: clusters.into_iter().collect(),
            });
            let mut groups: Vec<Group> = groups.collect();
            groups.sort_by(|one, other| other.n().cmp(&one.n()).then_with(|| one.name.cmp(&other.name)));
            all.extend(groups);
        }
    }
    all
}
