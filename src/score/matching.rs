//! Gold beside prediction: which document, paragraph and actor of one is which of the other.
//!
//! Nothing is scored that does not belong together: other ids and other texts are refused.

use std::collections::{HashMap, HashSet};

use crate::error::{Complaint, Error, Origin, Result};
use crate::gold::labels::{LabelledParagraph, LabelledStance, Labels, Place};
use crate::gold::set::Set;

/// What a prediction was given beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Track {
    /// Nothing: the program found paragraphs, mentions and actors itself.
    EndToEnd,
    /// The gold's mentions, without their actors.
    GivenMentions,
    /// The gold's actors and their mentions: only the stance was asked for.
    GivenTargets,
}

impl Track {
    /// All tracks.
    pub const ALL: [Self; 3] = [Self::EndToEnd, Self::GivenMentions, Self::GivenTargets];

    /// The word on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::EndToEnd => "end-to-end",
            Self::GivenMentions => "given-mentions",
            Self::GivenTargets => "given-targets",
        }
    }

    /// The track of predictions; nothing where all documents failed or hold too little to tell. Rows that answer
    /// targets show it; inputs with given mentions say so in their metadata.
    ///
    /// # Errors
    /// If documents of different tracks are mixed.
    pub fn of(predictions: &[Labels]) -> Result<Option<Self>> {
        let mut first: Option<(Self, &Labels)> = None;
        for labels in predictions {
            let Some(track) = Self::of_document(labels)? else { continue };
            match first {
                Some((other, before)) if other != track => {
                    return Err(Error::Unscorable {
                        message: format!(
                            "{} is of the track {} and {} of {}; tracks are never mixed, so score them apart",
                            before.origin,
                            other.name(),
                            labels.origin,
                            track.name()
                        ),
                    });
                }
                Some(_) => {}
                None => first = Some((track, labels)),
            }
        }
        Ok(first.map(|(track, _)| track))
    }

    /// The track of one document; nothing where it holds too little to tell.
    fn of_document(labels: &Labels) -> Result<Option<Self>> {
        if labels.paragraphs.iter().flat_map(|paragraph| &paragraph.stances).any(|row| row.target.is_some()) {
            return Ok(Some(Self::GivenTargets));
        }
        if let Some(word) = &labels.track {
            return match Self::ALL.into_iter().find(|track| track.name() == word) {
                Some(track) => Ok(Some(track)),
                None => Err(Error::Unscorable {
                    message: format!(
                        "{}: metadata.track is \"{word}\"; it must be one of {}",
                        labels.origin,
                        Self::ALL.map(Self::name).join(", ")
                    ),
                }),
            };
        }
        let has_rows = labels.paragraphs.iter().any(|paragraph| !paragraph.stances.is_empty());
        Ok(has_rows.then_some(Self::EndToEnd))
    }
}

/// One document with its labels from both sides.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    /// What people said.
    pub gold: &'a Labels,
    /// What the program said.
    pub predicted: &'a Labels,
    /// The number of its article.
    pub cluster: usize,
    /// The predicted paragraph with the same edges, for every gold paragraph.
    pub paragraphs: Vec<Option<usize>>,
    /// The gold paragraph with the same edges, for every predicted paragraph.
    pub gold_paragraphs: Vec<Option<usize>>,
    /// Predicted ids of actors that nobody lists → the gold's ids of the same actors.
    locals: HashMap<&'a str, &'a str>,
}

/// All documents of a set with their predictions.
#[derive(Clone, Debug)]
pub struct Matched<'a> {
    /// In the order of the gold.
    pub pairs: Vec<Pair<'a>>,
    /// The number of articles.
    pub n_clusters: usize,
    /// Documents that the program failed on; all their labels count as missed.
    pub n_failed: usize,
}

impl<'a> Matched<'a> {
    /// Puts predictions beside the gold. Predictions for documents in `elsewhere`, other parts of the set, are left out.
    ///
    /// # Errors
    /// If a document is missing on one side, or its text differs, or one side holds no labels.
    pub fn new(set: &'a Set, predictions: &'a [Labels], elsewhere: &HashSet<String>) -> Result<Self> {
        holds_labels(&set.gold)?;
        holds_labels(predictions)?;
        let by_id: HashMap<&str, &Labels> =
            predictions.iter().map(|labels| (labels.id.as_str(), labels)).collect();
        let wanted: HashSet<&str> = set.gold.iter().map(|labels| labels.id.as_str()).collect();
        let mut complaints = Vec::new();
        let mut complain = |labels: &Labels, message: String| {
            complaints.push(Complaint { origin: labels.origin.clone(), message });
        };
        for labels in predictions {
            if !wanted.contains(labels.id.as_str()) && !elsewhere.contains(&labels.id) {
                complain(
                    labels,
                    format!("document \"{}\" is not in the gold; were other documents annotated?", labels.id),
                );
            }
        }
        let mut clusters: HashMap<&str, usize> = HashMap::new();
        let mut pairs = Vec::with_capacity(set.gold.len());
        for gold in &set.gold {
            let Some(&predicted) = by_id.get(gold.id.as_str()) else {
                complain(
                    gold,
                    format!("document \"{}\" has no prediction; annotate all documents of the set", gold.id),
                );
                continue;
            };
            if predicted.failed.is_none() && predicted.text != gold.text {
                let (at, theirs, ours) = first_difference(&predicted.text, &gold.text);
                complain(
                    predicted,
                    format!(
                        "the text of \"{}\" differs from the gold's at code point {at}: {theirs} instead of {ours}; \
                     annotate the set's own documents",
                        gold.id
                    ),
                );
                continue;
            }
            let n_seen = clusters.len();
            let cluster = *clusters.entry(set.cluster_of(gold)).or_insert(n_seen);
            pairs.push(Pair::new(gold, predicted, cluster));
        }
        if !complaints.is_empty() {
            return Err(Error::Labels { complaints });
        }
        let n_failed = pairs.iter().filter(|pair| pair.predicted.failed.is_some()).count();
        Ok(Self { pairs, n_clusters: clusters.len(), n_failed })
    }

    /// Counts by article: one entry for each, made of its documents.
    pub fn by_cluster<C: super::interval::Counts>(&self, count: impl Fn(&Pair<'a>) -> C) -> Vec<C> {
        let mut clusters = vec![C::default(); self.n_clusters];
        for pair in &self.pairs {
            clusters[pair.cluster].add(&count(pair));
        }
        clusters
    }
}

impl<'a> Pair<'a> {
    fn new(gold: &'a Labels, predicted: &'a Labels, cluster: usize) -> Self {
        Self {
            gold,
            predicted,
            cluster,
            paragraphs: same_edges(&gold.paragraphs, &predicted.paragraphs),
            gold_paragraphs: same_edges(&predicted.paragraphs, &gold.paragraphs),
            locals: align_locals(gold, predicted),
        }
    }

    /// The gold's id of a predicted actor: the same id, or the id of the gold's actor that it was aligned with.
    pub fn gold_id<'b>(&self, predicted: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.locals.get(predicted).copied().unwrap_or(predicted)
    }

    /// The predicted row that answers a gold row of a paragraph.
    pub fn row(&self, paragraph: usize, gold: &LabelledStance) -> Option<&'a LabelledStance> {
        let predicted = &self.predicted.paragraphs[self.paragraphs[paragraph]?];
        predicted.stances.iter().find(|row| match (gold.target, row.target) {
            (Some(target), answer) => answer == Some(target),
            (None, _) => self.is_actor(row, gold) && row.of.is_some() == gold.of.is_some(),
        })
    }

    /// Whether two rows are of one actor. The target of an actor without mentions was given by its name.
    fn is_actor(&self, row: &LabelledStance, gold: &LabelledStance) -> bool {
        self.gold_id(&row.actor) == gold.actor
            || row.target.is_some() && row.actor == self.gold.name_of(&gold.actor)
    }
}

/// Refuses documents that have a text and nothing else. Every text has its paragraphs or what was removed of it.
fn holds_labels(documents: &[Labels]) -> Result<()> {
    let is_input = |labels: &Labels| {
        labels.failed.is_none() && labels.paragraphs.is_empty() && labels.removed.is_empty()
    };
    match documents.first() {
        Some(first) if documents.iter().all(is_input) => {
            let origin = Origin { line: None, ..first.origin.clone() };
            let message = "no document in it has a paragraph: it holds inputs, not labels; \
                           `standpoint annotate` makes records of inputs";
            Err(Error::Labels { complaints: vec![Complaint { origin, message: message.into() }] })
        }
        _ => Ok(()),
    }
}

/// For every paragraph of one side, the one of the other with the same edges.
fn same_edges(paragraphs: &[LabelledParagraph], others: &[LabelledParagraph]) -> Vec<Option<usize>> {
    let by_place: HashMap<Place, usize> =
        others.iter().enumerate().map(|(index, paragraph)| (paragraph.place, index)).collect();
    paragraphs.iter().map(|paragraph| by_place.get(&paragraph.place).copied()).collect()
}

/// Whether an id is made up for an actor that the list does not know.
pub fn is_local(id: &str) -> bool {
    let digits = id.strip_prefix('Q').unwrap_or("");
    digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Actors that no list knows have ids that each side made up. One is the other if they share most mentions:
/// pairs are made by the number of shared mentions, each actor in one pair at most.
fn align_locals<'a>(gold: &'a Labels, predicted: &'a Labels) -> HashMap<&'a str, &'a str> {
    let mut shared: HashMap<(&str, &str), usize> = HashMap::new();
    let mut found: Vec<(Place, &str)> = actors(predicted).collect();
    found.sort_unstable();
    for (place, id) in actors(gold) {
        let from = found.partition_point(|(other, _)| other.end <= place.start);
        for (_, other) in found[from..].iter().take_while(|(other, _)| other.start < place.end) {
            *shared.entry((other, id)).or_default() += 1;
        }
    }
    let mut candidates: Vec<((&str, &str), usize)> = shared.into_iter().collect();
    candidates.sort_unstable_by_key(|&(ids, n)| (std::cmp::Reverse(n), ids));
    let (mut taken, mut locals) = (HashSet::new(), HashMap::new());
    for ((predicted, gold), _) in candidates {
        if !locals.contains_key(predicted) && taken.insert(gold) {
            locals.insert(predicted, gold);
        }
    }
    // A made-up id that shares no mention must not meet a gold id by accident of spelling; but of an actor that the
    // gold judges without mentions there is nothing else than the id.
    let mut only_judged: HashSet<&str> = gold
        .paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.stances)
        .map(|row| row.actor.as_str())
        .collect();
    actors(gold).for_each(|(_, id)| _ = only_judged.remove(id));
    for (_, id) in found.into_iter().filter(|(_, id)| !only_judged.contains(id)) {
        locals.entry(id).or_insert("");
    }
    locals
}

/// The places and ids of mentions of actors that no list knows.
fn actors(labels: &Labels) -> impl Iterator<Item = (Place, &str)> {
    let known = labels.mentions().filter_map(|(_, mention)| Some((mention.place, mention.actor.as_deref()?)));
    known.filter(|(_, id)| is_local(id))
}

/// The first code point where two texts differ, and a few words of both from there.
fn first_difference(one: &str, other: &str) -> (usize, String, String) {
    let at = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let words = |text: &str| {
        let words: String = text.chars().skip(at).take(20).collect();
        let first = words.chars().next();
        let point = first.map_or("the end".to_owned(), |first| format!("U+{:04X}", u32::from(first)));
        format!("{words:?} ({point})")
    };
    (at, words(one), words(other))
}
