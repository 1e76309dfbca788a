//! Spans of all layers in one list, as tools keep them → paragraphs with their mentions and stances.
//!
//! An actor that the file gives no id is its name, or whoever is known by that name; a person of one name and no id
//! must have been named by somebody, because the words of a mention may be anyone's of that family.
//! Without paragraph spans the whole text is one paragraph. The stance of a paragraph toward an actor is what the
//! actor's mentions there say: those that say nothing do not count, and two that differ are a complaint.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{Layer, Mark};
use super::page::Page;
use super::targets::row;
use crate::gold::labels::{
    CodePoints, Ignored, LabelledMention, LabelledParagraph, LabelledStance, Labels, NamedActor, Place,
};
use crate::types::{EntityType, Role, Stance, Use};

/// A labelled span; its `name` says which one it is in complaints.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) layer: Layer,
}

/// A document on its way to labels.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) id: String,
    pub(super) line: u64,
    pub(super) text: String,
    pub(super) source: Option<String>,
    pub(super) split: Option<String>,
    pub(super) cluster: Option<String>,
    pub(super) actors: Vec<NamedActor>,
    /// Whether actors have no other names than the words of their mentions.
    pub(super) are_named_by_words: bool,
    pub(super) regions: Vec<Region>,
}

/// The note about names that are ids now.
const KNOWN: &str = "names of actors that are known, given their ids";

type Marked = (Place, Mark, String);

/// The labels of a document; what is wrong with them is said on the page.
pub(super) fn assemble(page: &mut Page, draft: Draft) -> Labels {
    let origin = page.origin(Some(draft.line));
    let points = CodePoints::of(&draft.text);
    let mut assembly = Assembly { page, line: draft.line, points: &points };
    let regions = assembly.inside_the_text(draft.regions);
    let (mut mentions, mut paragraphs, mut removed, mut ignored) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for region in regions {
        match region.layer {
            Layer::Mention(mark) => mentions.push((region.place, mark, region.name)),
            Layer::Paragraph(role) => paragraphs.push((region.place, role)),
            Layer::Residue => removed.push(region.place),
            Layer::Ignored(kind) => ignored.push(Ignored { place: region.place, kind }),
        }
    }
    mentions.sort_by_key(|(place, ..)| *place);
    paragraphs.sort_by_key(|(place, _)| *place);
    removed.sort();
    ignored.sort_by_key(|ignored| ignored.place);
    if paragraphs.is_empty() && removed.is_empty() {
        paragraphs.push((whole(&draft.text), Role::Body));
    } else if paragraphs.is_empty() {
        assembly.say("residue is marked but no paragraph; mark the paragraphs too");
    }
    let parts = paragraphs.iter().map(|(place, _)| *place).chain(removed.iter().copied());
    assembly.disjoint("paragraphs and residue", parts.collect());
    assembly.disjoint("mentions", mentions.iter().map(|(place, ..)| *place).collect());
    let actors = assembly.actors(draft.actors, draft.are_named_by_words, &mut mentions);
    let paragraphs = assembly.paragraphs(paragraphs, mentions);
    Labels {
        id: draft.id,
        origin,
        source: draft.source,
        split: draft.split,
        cluster: draft.cluster,
        paragraphs,
        removed,
        ignored,
        actors,
        text: draft.text,
        ..Labels::default()
    }
}

/// The paragraph that is the whole text, without the space around it.
pub(in crate::gold) fn whole(text: &str) -> Place {
    let start = text.chars().take_while(|char| char.is_whitespace()).count();
    Place::new(start, start + text.trim().chars().count())
}

struct Assembly<'p, 'o, 't> {
    page: &'p mut Page<'o>,
    line: u64,
    points: &'t CodePoints<'t>,
}

impl Assembly<'_, '_, '_> {
    fn say(&mut self, message: impl Into<String>) {
        self.page.say(Some(self.line), message);
    }

    fn words(&self, place: Place) -> String {
        format!("{:?}", self.points.words(place).unwrap_or_default())
    }

    fn inside_the_text(&mut self, regions: Vec<Region>) -> Vec<Region> {
        let n_points = self.points.n_points();
        let mut inside = Vec::with_capacity(regions.len());
        for region in regions {
            let Place { start, end } = region.place;
            let name = &region.name;
            if region.place.is_empty() {
                self.say(format!("{name}: {start}..{end} covers nothing; delete it or mark it again"));
            } else if end > n_points {
                let what =
                    format!("{name}: {start}..{end} ends past the text, which has {n_points} code points");
                self.say(format!("{what}; export text and labels together"));
            } else {
                inside.push(region);
            }
        }
        inside
    }

    fn disjoint(&mut self, what: &str, mut places: Vec<Place>) {
        places.sort();
        for pair in places.windows(2).filter(|pair| pair[0].overlaps(pair[1])) {
            let (one, other) = (pair[0], pair[1]);
            let (first, second) = (self.words(one), self.words(other));
            self.say(format!(
                "{what} overlap: {}..{} {first} and {}..{} {second}; keep one of them",
                one.start, one.end, other.start, other.end
            ));
        }
    }

    /// All actors: those with an id, and those of whom a labeller gave the name.
    fn actors(
        &mut self,
        mut actors: Vec<NamedActor>,
        are_named_by_words: bool,
        mentions: &mut [Marked],
    ) -> Vec<NamedActor> {
        let given: BTreeSet<String> = actors.iter().map(|actor| actor.id.clone()).collect();
        // A person and a country may have one name.
        let mut ids: BTreeMap<(String, bool), String> = BTreeMap::new();
        for (_, mark, _) in mentions {
            let Some(name) = mark.actor.take() else { continue };
            let is_person = mark.kind == EntityType::Per;
            let id = ids.entry((name.clone(), is_person)).or_insert_with(|| {
                let is_anyones = are_named_by_words && is_person && !name.contains(char::is_whitespace);
                let is_unknown = is_anyones || given.contains(&name);
                let known = (self.page.options.resolve)(&name, mark.kind).filter(|_| !is_unknown);
                self.page.notes.add(KNOWN, usize::from(known.is_some()));
                let id = known.unwrap_or_else(|| name.clone());
                if actors.iter().all(|actor| actor.id != id) {
                    actors.push(NamedActor { id: id.clone(), name });
                }
                id
            });
            mark.actor = Some(id.clone());
        }
        actors
    }

    fn paragraphs(&mut self, places: Vec<(Place, Role)>, mentions: Vec<Marked>) -> Vec<LabelledParagraph> {
        let mut held: Vec<Vec<Marked>> = places.iter().map(|_| Vec::new()).collect();
        for mention in mentions {
            let after = places.partition_point(|(place, _)| place.start <= mention.0.start);
            match after.checked_sub(1).filter(|&index| places[index].0.contains(mention.0)) {
                Some(index) => held[index].push(mention),
                None if places.is_empty() => {}
                None => {
                    let words = self.words(mention.0);
                    self.say(format!(
                        "{} {words} lies in no single paragraph; mark its paragraph",
                        mention.2
                    ));
                }
            }
        }
        places.into_iter().zip(held).map(|((place, role), held)| self.paragraph(place, role, held)).collect()
    }

    fn paragraph(&mut self, place: Place, role: Role, held: Vec<Marked>) -> LabelledParagraph {
        let mut stances: Vec<Row> = Vec::new();
        for mention in &held {
            self.judge(mention, &mut stances);
        }
        for row in &stances {
            if row.stance.is_none() && (row.quoted.is_some() || row.sure.is_some()) {
                self.say(format!(
                    "{} \"{}\": voice or sure without a stance; choose one",
                    row.name, row.actor
                ));
            }
        }
        let stances = stances.into_iter().filter_map(Row::labelled).collect();
        let mentions = held.into_iter().map(|(place, mark, _)| LabelledMention {
            place,
            kind: mark.kind,
            named: true,
            usage: mark.usage,
            by: None,
            actor: mark.actor,
        });
        LabelledParagraph { place, role, mentions: mentions.collect(), stances }
    }

    /// Adds what a mention says to the row of its actor.
    fn judge(&mut self, (place, mark, name): &Marked, rows: &mut Vec<Row>) {
        let says_something = mark.stance.is_some() || mark.quoted.is_some() || mark.sure.is_some();
        if !says_something {
            return;
        }
        let words = self.words(*place);
        if mark.usage != Use::Actor {
            let usage = mark.usage.name();
            return self
                .say(format!("{name} {words} has a stance but its use is {usage}; remove one of the two"));
        }
        let Some(actor) = &mark.actor else {
            return self.say(format!("{name} {words} has a stance but no actor; say who it is"));
        };
        let index = rows.iter().position(|row| row.actor == *actor).unwrap_or_else(|| {
            rows.push(Row {
                actor: actor.clone(),
                name: name.clone(),
                stance: None,
                quoted: None,
                sure: None,
            });
            rows.len() - 1
        });
        let row = &mut rows[index];
        let stances_differ = differ(&mut row.stance, mark.stance);
        let voices_differ = differ(&mut row.quoted, mark.quoted);
        // Doubt about one mention is doubt about the row.
        row.sure = if row.sure == Some(false) { row.sure } else { mark.sure.or(row.sure) };
        for (what, is_bad) in [("stance", stances_differ), ("voice", voices_differ)] {
            if is_bad {
                self.say(format!(
                    "{name} {words}: another mention of \"{actor}\" in the paragraph has another {what}; \
                     a paragraph has one for each actor"
                ));
            }
        }
    }
}

/// Fills a gap; true where both are there and differ.
fn differ<T: PartialEq + Copy>(known: &mut Option<T>, said: Option<T>) -> bool {
    let both_differ = known.is_some() && said.is_some() && *known != said;
    *known = known.or(said);
    both_differ
}

struct Row {
    actor: String,
    name: String,
    stance: Option<Stance>,
    quoted: Option<bool>,
    sure: Option<bool>,
}

impl Row {
    fn labelled(self) -> Option<LabelledStance> {
        Some(LabelledStance {
            quoted: self.quoted.unwrap_or(false),
            sure: self.sure.unwrap_or(true),
            ..row(self.actor, None, self.stance?)
        })
    }
}
