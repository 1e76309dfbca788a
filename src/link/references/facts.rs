//! What the document and the list say of its actors, besides their names: offices, men and women.

use std::cell::Cell;
use std::collections::HashMap;

use crate::link::Linked;
use crate::link::genders::{is_female, kin};
use crate::link::knowledge::{Day, Knowledge};
use crate::link::names::{normal, person_words, title_of};
use crate::link::words::{BODY_NOUNS, OFFICE_NOUNS};
use crate::types::ActorKind;

/// Everything that is known of the actors of a document, found in constant time however many there are.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Whether a woman; nothing where neither titles nor the given name say so.
    female: Vec<Option<bool>>,
    /// What the first pronoun that stood for each actor said.
    called_female: Vec<Cell<Option<bool>>>,
    /// Where each actor is first named.
    first: Vec<usize>,
    /// The first two men and the first two women of the document.
    leads: [Vec<usize>; 2],
    /// Persons by the offices that the list gives them on the day: their actors and the ids of the bodies.
    listed: HashMap<String, Vec<(usize, String)>>,
    /// Persons by the offices that the text gives them.
    called: HashMap<String, Vec<usize>>,
    /// Bodies by the words of their names that say what they are.
    bodies: HashMap<&'static str, Vec<usize>>,
}

impl Facts {
    /// Reads all mentions once.
    pub(super) fn collect(text: &str, linked: &Linked, day: Option<Day>, knowledge: &Knowledge) -> Self {
        let n_actors = linked.actors.len();
        let mut facts = Self {
            female: vec![None; n_actors],
            called_female: vec![Cell::new(None); n_actors],
            first: vec![usize::MAX; n_actors],
            ..Self::default()
        };
        for (index, actor) in linked.actors.iter().enumerate() {
            facts.read_name(index, &normal(&actor.name), actor.kind);
            let held = knowledge.entry(&actor.id).into_iter().flat_map(|entry| &entry.roles);
            for role in held.filter(|role| role.holds(day)) {
                facts.listed.entry(role.title.clone()).or_default().push((index, role.body.clone()));
            }
        }
        for mention in &linked.mentions {
            let Some(actor) = mention.actor else { continue };
            facts.first[actor] = facts.first[actor].min(mention.span.end());
            if linked.actors[actor].kind == ActorKind::Person {
                let before = tail(&text[..mention.span.start()]);
                let title = title_of(before, mention.span.of(text)).female;
                facts.female[actor] = title.or(facts.female[actor]).or_else(|| kin(before));
                let offices = [last_office(before), apposition(&text[mention.span.end()..])];
                for office in offices.into_iter().flatten() {
                    let holders = facts.called.entry(office).or_default();
                    if !holders.contains(&actor) {
                        holders.push(actor);
                    }
                }
            }
        }
        facts.find_leads();
        facts
    }

    fn read_name(&mut self, actor: usize, name: &str, kind: ActorKind) {
        if kind == ActorKind::Person {
            // A lone word may be a surname.
            let words = person_words(name);
            self.female[actor] = words.first().filter(|_| words.len() > 1).and_then(|given| is_female(given));
        }
        if kind == ActorKind::Organisation {
            for noun in name.split(' ').filter_map(|word| BODY_NOUNS.get(word)) {
                self.bodies.entry(noun).or_default().push(actor);
            }
        }
    }

    fn find_leads(&mut self) {
        for female in [false, true] {
            let mut all: Vec<usize> =
                (0..self.female.len()).filter(|&actor| self.female[actor] == Some(female)).collect();
            all.sort_by_key(|&actor| self.first[actor]);
            all.truncate(2);
            self.leads[usize::from(female)] = all;
        }
    }

    /// Whether a person is a woman, where that is known.
    pub(super) fn female(&self, actor: usize) -> Option<bool> {
        self.female[actor]
    }

    /// Whether the first pronoun that stood for a person said woman.
    pub(super) fn called_female(&self, actor: usize) -> Option<bool> {
        self.called_female[actor].get()
    }

    /// Remembers the first pronoun that stood for a person.
    pub(super) fn call(&self, actor: usize, female: bool) {
        let first = self.called_female[actor].get().unwrap_or(female);
        self.called_female[actor].set(Some(first));
    }

    /// Whether the actor is named before that place of the text.
    pub(super) fn is_named(&self, actor: usize, place: usize) -> bool {
        self.first[actor] <= place
    }

    /// The only man, or the only woman, of the text up to that place.
    pub(super) fn lead(&self, female: bool, place: usize) -> Option<usize> {
        let mut known = self.leads[usize::from(female)].iter().filter(|&&actor| self.is_named(actor, place));
        known.next().copied().filter(|_| known.next().is_none())
    }

    /// The persons in an office, of one country or body if it is given.
    pub(super) fn holders(&self, office: &str, body: Option<&str>) -> Vec<usize> {
        let listed = self.listed.get(office).into_iter().flatten();
        let mut holders: Vec<usize> =
            listed.filter(|(_, of)| body.is_none_or(|body| body == of)).map(|(actor, _)| *actor).collect();
        if body.is_none() {
            holders.extend(self.called.get(office).into_iter().flatten());
        }
        holders
    }

    /// The bodies that carry a noun in their names: ministries, courts.
    pub(super) fn bodies(&self, noun: &str) -> &[usize] {
        self.bodies.get(noun).map_or(&[], Vec::as_slice)
    }
}

/// The end of a text that may hold a title, in the last line.
fn tail(text: &str) -> &str {
    let start = text.floor_char_boundary(text.len().saturating_sub(80));
    text[start..].rsplit('\n').next().unwrap_or_default()
}

/// Words before an office that make it another one.
const NOT_IN_OFFICE: [&str; 10] =
    ["former", "ex", "deputy", "acting", "vice", "assistant", "late", "designate", "then", "ousted"];

/// The office that a phrase ends with: "On Monday Prime Minister", "the French president".
fn last_office(phrase: &str) -> Option<String> {
    let mut words: Vec<String> = phrase.split_whitespace().rev().take(4).map(str::to_lowercase).collect();
    words.reverse();
    let from = (words.len().saturating_sub(3)..words.len())
        .find(|&from| OFFICE_NOUNS.contains(words[from..].join(" ").as_str()))?;
    let is_other = from > 0 && NOT_IN_OFFICE.contains(&words[from - 1].as_str());
    (!is_other).then(|| words[from..].join(" "))
}

/// The office right behind a name: ", the governor of the bank," or ", foreign minister of Norland".
fn apposition(after: &str) -> Option<String> {
    let after = after.strip_prefix(", ")?;
    let phrase = &after[..after.find([',', '.', ';', '\n']).unwrap_or(after.len())];
    let head = phrase.split(" of ").next()?.split(" for ").next()?;
    if head.split(' ').count() < 7 { last_office(head) } else { None }
}
