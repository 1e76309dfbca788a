//! Whom a lone name could mean, and why: what `actors find` shows, and the alternatives of a link.

use super::knowledge::{Column, Day, Entry, Knowledge, Known};
use super::names::{normal, person_words};
use super::{Linker, find, link};
use crate::types::{ActorKind, Entity, EntityType, Paragraph, Role, Span};

/// An actor that a name could mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The actor's id.
    pub id: String,
    /// Its canonical name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The column or rule that leads to it: `alias`, `demonym`, `metonym`, `surname`.
    pub by: &'static str,
    /// What else has to hold, or speaks for it: an office of that day, a country in the document.
    pub note: String,
    /// Whether the linker takes this one beside the given words.
    pub chosen: bool,
}

/// All actors of the list with that name, the linker's choice first.
///
/// `near` are other words of the document, in which names of the list are looked for.
pub fn candidates(name: &str, near: &str, day: Option<Day>, knowledge: &Knowledge) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (entry, known) in bearers(name, knowledge) {
        let (by, needs) = known.map_or(("surname", String::new()), |known| (by_column(known), note(known)));
        let entry = &knowledge.entries()[entry];
        if found.iter().any(|candidate| candidate.id == entry.id) {
            continue;
        }
        let offices = offices(entry, day, knowledge);
        let notes: Vec<String> = [needs, offices].into_iter().filter(|note| !note.is_empty()).collect();
        found.push(Candidate {
            id: entry.id.clone(),
            name: entry.name.clone(),
            kind: entry.kind,
            by,
            note: notes.join("; "),
            chosen: false,
        });
    }
    let chosen = chosen(name, near, day, knowledge);
    for candidate in &mut found {
        let kind = knowledge.entry(&candidate.id).map(|entry| entry.entity);
        candidate.chosen = chosen.iter().any(|(of_kind, id)| Some(*of_kind) == kind && *id == candidate.id);
    }
    found.sort_by_key(|candidate| !candidate.chosen);
    found
}

/// The ids that the list has for a name besides the one that was taken.
pub fn alternatives(name: &str, taken: &str, knowledge: &Knowledge) -> Vec<String> {
    let all = bearers(name, knowledge).into_iter();
    let mut ids: Vec<String> = all.map(|(entry, _)| knowledge.entries()[entry].id.clone()).collect();
    ids.sort();
    ids.dedup();
    ids.retain(|id| id != taken);
    ids
}

/// The entries that have the name in the list, with where it stands there, and those whose surname it is.
fn bearers<'k>(name: &str, knowledge: &'k Knowledge) -> Vec<(usize, Option<&'k Known>)> {
    let form = normal(name);
    let words = person_words(&form);
    let known = knowledge.find(&form).iter().map(|known| (known.entry, Some(known)));
    let surname = words.last().filter(|_| words.len() == 1);
    let persons = surname.map_or(&[][..], |surname| knowledge.persons_named(surname));
    known.chain(persons.iter().map(|&entry| (entry, None))).collect()
}

fn by_column(known: &Known) -> &'static str {
    match known.column {
        Column::Alias => "alias",
        Column::Demonym => "demonym",
        Column::Metonym => "metonym",
    }
}

fn note(known: &Known) -> String {
    let needs = [(known.capitals, "in capitals only"), (known.needs_home, "where its country is spoken of")];
    let needs: Vec<&str> = needs.into_iter().filter(|(holds, _)| *holds).map(|(_, need)| need).collect();
    needs.join("; ")
}

/// The offices that a person holds on the day.
fn offices(entry: &Entry, day: Option<Day>, knowledge: &Knowledge) -> String {
    let held = entry.roles.iter().filter(|role| role.holds(day)).map(|role| {
        let body = knowledge.entry(&role.body).map_or(role.body.as_str(), |body| body.name.as_str());
        format!("{} of {body}", role.title)
    });
    held.collect::<Vec<_>>().join(", ")
}

/// The actor that the linker makes of the name as each type.
fn chosen(name: &str, near: &str, day: Option<Day>, knowledge: &Knowledge) -> Vec<(EntityType, String)> {
    let text = format!("{near}\n\n{name}");
    let place = near.len() + 2;
    let paragraphs = [(0, near.len()), (place, text.len())]
        .map(|(start, end)| Paragraph { span: Span::new(start, end), role: Role::Body });
    let around = find::listed_names(near, knowledge);
    let mut ids = Vec::new();
    for kind in [EntityType::Per, EntityType::Org, EntityType::Loc, EntityType::Norp] {
        let mut entities = around.clone();
        let span = Span::new(place, text.len());
        entities.push(Entity { span, kind, score: 1.0, acts: Some(1.0) });
        let linked = link(&text, &paragraphs, &entities, day, knowledge, Linker::Full);
        let actor = linked.mentions.last().and_then(|mention| mention.actor);
        ids.extend(actor.map(|actor| (kind, linked.actors[actor].id.clone())));
    }
    ids
}
