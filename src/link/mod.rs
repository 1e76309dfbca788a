//! Mentions → actors: who each name means, and what it does in its sentence.
//!
//! A pure function of the text, the named spans and the actor list. Precision goes first: a name is joined
//! to a known actor only where the list, the document and the sentence leave no better reading;
//! everything else is an actor of its own, with an id made of its name. Each decision carries its reason.

mod acronyms;
mod bodies;
pub mod candidates;
mod citing;
mod common;
mod credit;
mod find;
pub mod given;
pub mod knowledge;
mod names;
mod people;
mod genders;
mod references;
mod second_names;
mod sound;
mod usage;
pub mod watch;
mod words;

use std::collections::HashMap;

use bodies::{Body, Cluster, Homes, may_be_people};
pub use common::drop_common_words;
use credit::{is_cited, is_outlet, is_signature, speaks_for_outlet};
pub use find::{find_name, resolve_name};
use knowledge::{Column, Day, Knowledge, Known};
pub use names::normal;
use people::{Choice, Person};
use usage::{Context, Site, is_chamber_of_members, use_of};
use words::{KIN, TITLES};

use crate::types::{Actor, ActorKind, Entity, EntityType, Link, Mention, Paragraph, Span, Use};

/// What the linker found in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// One mention for each entity, and the words that refer to an actor without naming it, in order.
    pub mentions: Vec<Mention>,
    /// The actors, in order of first mention.
    pub actors: Vec<Actor>,
}

/// How names become actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Linker {
    /// All rules.
    #[default]
    Full,
    /// The baseline: a name is its exact entry in the list, or nobody.
    Alias,
}

/// Groups the named spans of a document into actors.
///
/// `entities` are sorted, disjoint, each inside one paragraph; `day` is the article's, which tells who held an office.
pub fn link(
    text: &str,
    paragraphs: &[Paragraph],
    entities: &[Entity],
    day: Option<Day>,
    knowledge: &Knowledge,
    linker: Linker,
) -> Linked {
    let names = read_names(text, paragraphs, entities, linker);
    let (people, persons, clusters, bodies) = match linker {
        Linker::Full => {
            let homes = Homes::count(&names, knowledge);
            let (people, persons) = people::resolve(&names, knowledge, &homes, day);
            let (clusters, bodies) = bodies::resolve(text, &names, knowledge, &homes);
            (people, persons, clusters, bodies)
        }
        Linker::Alias => {
            let bodies = names.iter().map(|name| bodies::exact(name, knowledge)).collect();
            (Vec::new(), vec![None; names.len()], Vec::new(), bodies)
        }
    };
    let mut writer = Writer { text, paragraphs, knowledge, people, clusters, register: Register::default() };
    let mut linked = writer.run(entities, &names, &persons, &bodies);
    if linker == Linker::Full {
        linked.mentions.extend(references::resolve(text, paragraphs, &linked, day, knowledge));
        linked.mentions.sort_by_key(|mention| mention.span);
    }
    linked
}

/// A name that the list knows as a demonym and as nothing else is NORP, whatever the tagger took it for.
/// For the tagger's entities only: types that the user gave stay as they are.
pub fn type_demonyms(text: &str, entities: &mut [Entity], knowledge: &Knowledge) {
    for entity in entities.iter_mut().filter(|entity| entity.kind != EntityType::Misc) {
        let known = knowledge.find(&normal(entity.span.of(text)));
        let mut sure = known.iter().filter(|known| !known.needs_home).peekable();
        let is_people = |known: &Known| {
            let kind = knowledge.entries()[known.entry].kind;
            known.column == Column::Demonym && may_be_people(entity.kind, kind)
        };
        if sure.peek().is_some() && sure.all(is_people) {
            entity.kind = EntityType::Norp;
        }
    }
}

/// A named span with what the rules look at.
#[derive(Debug)]
struct Name<'a> {
    span: Span,
    paragraph: usize,
    kind: EntityType,
    raw: &'a str,
    normal: String,
    /// The paragraph up to the name.
    before: &'a str,
    /// How likely the model thinks that it acts or is judged.
    acts: Option<f32>,
}

fn read_names<'a>(
    text: &'a str,
    paragraphs: &[Paragraph],
    entities: &[Entity],
    linker: Linker,
) -> Vec<Name<'a>> {
    let read = |entity: &Entity| {
        let after = paragraphs.partition_point(|paragraph| paragraph.span.start() <= entity.span.start());
        let paragraph = after.saturating_sub(1);
        let start = paragraphs.get(paragraph).map_or(0, |paragraph| paragraph.span.start());
        let raw = entity.span.of(text);
        let before = text.get(start..entity.span.start()).unwrap_or_default();
        // "Marsh, Jane" of a list is Jane Marsh.
        let inverted = raw.split_once(", ").filter(|(_, given)| {
            entity.kind == EntityType::Per && !names::is_suffix(given) && !given.contains(' ')
        });
        // The Castro brothers are neither of them.
        let is_surname =
            linker == Linker::Full && entity.kind == EntityType::Per && !raw.contains([' ', '\'', '’']);
        let is_surname = is_surname && !TITLES.contains(raw.to_lowercase().as_str());
        let raw = if is_surname { with_kin(text, entity.span) } else { raw };
        let normal =
            inverted.map_or_else(|| normal(raw), |(family, given)| normal(&format!("{given} {family}")));
        Name { span: entity.span, paragraph, kind: entity.kind, raw, normal, before, acts: entity.acts }
    };
    entities.iter().map(read).collect()
}

/// A surname with the word behind it that makes it several people's: "Castro brothers".
fn with_kin(text: &str, span: Span) -> &str {
    let kin = next_word(text, span);
    let end = if KIN.contains(kin) { span.end() + 1 + kin.len() } else { span.end() };
    &text[span.start()..end]
}

/// The word right behind a name, without the stop of "Gov."; empty where something else stands there.
fn next_word(text: &str, span: Span) -> &str {
    let behind = text[span.end()..].strip_prefix([' ', '-']).unwrap_or_default();
    &behind[..behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len())]
}

/// Who a mention means, before actors are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Identity {
    Entry(usize),
    Person(usize),
    Cluster(usize),
}

/// A decision about one name.
struct Decision {
    identity: Option<Identity>,
    by: &'static str,
    entry: String,
    usage: Use,
    /// Whether it is a country, city or seat, so that "and" can join another one to it.
    is_site: bool,
}

impl Decision {
    /// Nobody: the name is a mention without an actor.
    fn nobody() -> Self {
        Self { identity: None, by: "", entry: String::new(), usage: Use::Actor, is_site: false }
    }
}

/// Turns decisions about names into mentions and numbered actors.
struct Writer<'a> {
    text: &'a str,
    paragraphs: &'a [Paragraph],
    knowledge: &'a Knowledge,
    people: Vec<Person>,
    clusters: Vec<Cluster>,
    register: Register,
}

impl Writer<'_> {
    fn run(
        &mut self,
        entities: &[Entity],
        names: &[Name<'_>],
        persons: &[Option<Choice>],
        bodies: &[Option<Body>],
    ) -> Linked {
        let mut mentions = Vec::with_capacity(names.len());
        let mut previous: Option<(usize, Use)> = None;
        let mut cited: Option<usize> = None;
        let mut n_named = vec![0; self.people.len()];
        persons.iter().flatten().for_each(|choice| n_named[choice.person] += 1);
        for (index, name) in names.iter().enumerate() {
            let joined =
                previous.and_then(|(before, usage)| self.is_joined(names, before, index).then_some(usage));
            let decision = match (persons[index], bodies[index]) {
                (Some(choice), _) => {
                    // Who is named elsewhere too is more than a voice of an outlet's.
                    let cited = cited.filter(|_| n_named[choice.person] == 1);
                    self.person(name, choice, cited.map(|before| &names[before]), names.get(index + 1))
                }
                (None, Some(body)) => self.body(index, body, joined, names, bodies),
                (None, None) => Decision::nobody(),
            };
            previous = decision.is_site.then_some((index, decision.usage));
            cited = (decision.usage == Use::Credit).then_some(index);
            let actor = decision.identity.map(|identity| self.number(identity));
            let link = actor.map(|_| Link { by: decision.by, entry: decision.entry, alternatives: None });
            let score = entities[index].score;
            let (span, paragraph, kind, usage) = (name.span, name.paragraph, name.kind, decision.usage);
            mentions.push(Mention { span, paragraph, kind, named: true, usage, score, actor, link });
        }
        Linked { mentions, actors: std::mem::take(&mut self.register.actors) }
    }

    /// `cited` is the name right before, if it is only cited; `next` is the one behind.
    fn person(
        &self,
        name: &Name<'_>,
        choice: Choice,
        cited: Option<&Name<'_>>,
        next: Option<&Name<'_>>,
    ) -> Decision {
        let person = &self.people[choice.person];
        let identity = person.entry.map_or(Identity::Person(choice.person), Identity::Entry);
        let entry = match person.entry {
            Some(entry) if choice.by == "alias" => self.knowledge.entries()[entry].id.clone(),
            _ => person.canonical.clone(),
        };
        debug_assert_eq!(name.kind, EntityType::Per);
        let end = self.paragraphs.get(name.paragraph).map_or(self.text.len(), |p| p.span.end());
        let speaks = |outlet: &Name<'_>| {
            outlet.paragraph == name.paragraph
                && speaks_for_outlet(&self.text[outlet.span.end()..name.span.start()])
        };
        // "Jane Marsh, Reuters", where a paragraph says no more.
        let is_line = |outlet: &Name<'_>| {
            outlet.paragraph == name.paragraph
                && is_before_outlet(&self.text[name.span.end()..outlet.span.start()])
                && self.text[outlet.span.end()..end].trim().is_empty()
                && is_outlet(outlet.raw, None, self.knowledge)
        };
        let signs = is_signature(name.before, &self.text[name.span.end()..end], self.knowledge)
            || name.before.is_empty() && next.is_some_and(is_line)
            || cited.is_some_and(speaks);
        let usage = if signs { Use::Credit } else { Use::Actor };
        Decision { identity: Some(identity), by: choice.by, entry, usage, is_site: false }
    }

    fn body(
        &self,
        index: usize,
        body: Body,
        joined: Option<Use>,
        names: &[Name<'_>],
        bodies: &[Option<Body>],
    ) -> Decision {
        let name = &names[index];
        let paragraph = self.paragraphs.get(name.paragraph).map_or(Span::new(0, self.text.len()), |p| p.span);
        let context = Context::new(self.text, paragraph, name.span).with(name.acts);
        let use_of_body = |longest: &str, entry: Option<usize>| {
            let is_source = || is_cited(&context) || self.signs_line(names, index, &context);
            if is_chamber_of_members(&name.normal, &context) {
                Use::Place
            } else if is_outlet(longest, entry, self.knowledge) && is_source() {
                Use::Credit
            } else {
                Use::Actor
            }
        };
        match body {
            Body::Listed { alias, demonym, metonym } => {
                self.listed(name, &context, joined, (alias, demonym, metonym), &use_of_body)
            }
            Body::Short { of, by } => {
                // A short name may be short for another short one; each is longer than the last.
                let mut of = of;
                while let Some(Body::Short { of: longer, .. }) = bodies[of]
                    && names[longer].normal.len() > names[of].normal.len()
                {
                    of = longer;
                }
                let identity = match bodies[of] {
                    Some(Body::Listed { alias, demonym, metonym }) => {
                        alias.or(demonym).or(metonym).map(Identity::Entry)
                    }
                    Some(Body::Named(cluster)) => Some(Identity::Cluster(cluster)),
                    Some(Body::Short { .. }) | None => None,
                };
                let entry = match identity {
                    Some(Identity::Entry(entry)) => Some(entry),
                    _ => None,
                };
                let usage = use_of_body(names[of].raw, entry);
                Decision { identity, by, entry: names[of].raw.to_owned(), usage, is_site: false }
            }
            Body::Named(cluster) => {
                let is_site = name.kind == EntityType::Loc;
                let usage = match is_site {
                    true => use_of(Site::Place, &context, joined),
                    false => use_of_body(name.raw, None),
                };
                let entry = self.clusters[cluster].canonical.clone();
                Decision { identity: Some(Identity::Cluster(cluster)), by: "name", entry, usage, is_site }
            }
        }
    }

    /// "Jane Marsh, Reuters", "Jane Marsh and Ana Lind, The Orla Tribune" and "Editorial Board, Reuters", where a
    /// paragraph says no more.
    fn signs_line(&self, names: &[Name<'_>], index: usize, context: &Context<'_>) -> bool {
        if !context.right.trim().is_empty() {
            return false;
        }
        let mut first = index;
        while first > 0 && names[first - 1].kind == EntityType::Per {
            let gap =
                self.text.get(names[first - 1].span.end()..names[first].span.start()).unwrap_or_default();
            if !is_before_outlet(gap) && (first == index || gap != " and ") {
                break;
            }
            first -= 1;
        }
        let by_board = ["Editorial Board, ", "Editorial Board, The "].contains(&context.left);
        by_board || first < index && names[first].before.is_empty()
    }

    /// A name in the list. A capital or a seat is its government where it acts, else the place.
    fn listed(
        &self,
        name: &Name<'_>,
        context: &Context<'_>,
        joined: Option<Use>,
        (alias, demonym, metonym): (Option<usize>, Option<usize>, Option<usize>),
        use_of_body: &dyn Fn(&str, Option<usize>) -> Use,
    ) -> Decision {
        let decide = |entry: usize, by, usage, is_site| {
            let id = self.knowledge.entries()[entry].id.clone();
            Decision { identity: Some(Identity::Entry(entry)), by, entry: id, usage, is_site }
        };
        let place = alias.map(|entry| &self.knowledge.entries()[entry]);
        if let Some(metonym) = metonym.filter(|_| place.is_none_or(|place| place.kind == ActorKind::Place)) {
            let is_city =
                name.kind == EntityType::Loc && place.is_none_or(|place| place.entity == EntityType::Loc);
            let usage = use_of(if is_city { Site::Capital } else { Site::Seat }, context, joined);
            return match (usage, alias) {
                (Use::Place, Some(place)) => decide(place, "alias", usage, true),
                _ => decide(metonym, "metonym", usage, true),
            };
        }
        match (alias, place, demonym) {
            (Some(entry), Some(place), _) if place.entity == EntityType::Loc => {
                let site = if place.kind == ActorKind::Place { Site::Place } else { Site::State };
                decide(entry, "alias", use_of(site, context, joined), true)
            }
            (Some(entry), ..) => decide(entry, "alias", use_of_body(name.raw, Some(entry)), false),
            (None, _, Some(entry)) => decide(entry, "demonym", Use::Actor, false),
            (None, ..) => Decision::nobody(),
        }
    }

    /// Whether two neighbouring names are joined by "and", "or" or, inside a list, a comma.
    fn is_joined(&self, names: &[Name<'_>], before: usize, index: usize) -> bool {
        let gap = |one: usize, other: usize| {
            let same = names[one].paragraph == names[other].paragraph;
            if same { &self.text[names[one].span.end()..names[other].span.start()] } else { "" }
        };
        let conjunction = |gap: &str| matches!(gap, " and " | ", and " | " or " | ", or " | " & ");
        match gap(before, index) {
            ", " => {
                index + 1 < names.len()
                    && (gap(index, index + 1) == ", " || conjunction(gap(index, index + 1)))
            }
            other => conjunction(other),
        }
    }

    /// The actor's index; a new one is entered with an id that no other has.
    fn number(&mut self, identity: Identity) -> usize {
        if let Some(&index) = self.register.numbers.get(&identity) {
            return index;
        }
        let actor = match identity {
            Identity::Entry(entry) => self.knowledge.entries()[entry].actor(),
            Identity::Person(person) => {
                let name = &self.people[person].canonical;
                let kin = name.rsplit(' ').next().is_some_and(|last| KIN.contains(last));
                self.new_actor(name, if kin { ActorKind::Group } else { ActorKind::Person })
            }
            Identity::Cluster(cluster) => {
                let cluster = &self.clusters[cluster];
                self.new_actor(&cluster.canonical, kind_of(cluster.kind))
            }
        };
        self.register.actors.push(actor);
        self.register.numbers.insert(identity, self.register.actors.len() - 1);
        self.register.actors.len() - 1
    }

    /// An actor that the list does not know. Where its slug is taken, the kind is added to it, then a number.
    fn new_actor(&self, name: &str, kind: ActorKind) -> Actor {
        let slug = names::slug(name);
        let taken = |id: &String| {
            self.knowledge.entry(id).is_some() || self.register.actors.iter().any(|actor| actor.id == *id)
        };
        let longer = (2..).map(|number| format!("{slug}-{}-{number}", kind.name()));
        let ids = [slug.clone(), format!("{slug}-{}", kind.name())].into_iter().chain(longer);
        let id = ids.into_iter().find(|id| !taken(id)).unwrap_or(slug);
        Actor { id, name: name.to_owned(), kind, wikidata: None }
    }
}

/// Whether that stands between the author and the outlet of a line that names no more.
fn is_before_outlet(gap: &str) -> bool {
    matches!(gap, ", " | ", The ")
}

/// The actors so far and who they are.
#[derive(Default)]
struct Register {
    actors: Vec<Actor>,
    numbers: HashMap<Identity, usize>,
}

fn kind_of(entity: EntityType) -> ActorKind {
    match entity {
        EntityType::Per => ActorKind::Person,
        EntityType::Org => ActorKind::Organisation,
        EntityType::Loc => ActorKind::Place,
        EntityType::Norp | EntityType::Misc => ActorKind::Group,
    }
}

#[cfg(test)]
mod tests;
