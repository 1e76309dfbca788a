//! What the document and the list say of an actor, besides its name: offices, man or woman.

use crate::link::Linked;
use crate::link::genders::is_female;
use crate::link::knowledge::{Day, Knowledge};
use crate::link::names::{normal, person_words, title_of};
use crate::link::words::OFFICE_NOUNS;
use crate::types::ActorKind;

/// What is known of one actor.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Whether a woman; nothing where neither titles nor the given name say so.
    pub(super) female: Option<bool>,
    /// Offices that the text gives: "prime minister", in small letters.
    pub(super) titles: Vec<String>,
    /// The list's offices on the day: title and the id of the body.
    pub(super) roles: Vec<(String, String)>,
    /// The words of its name.
    pub(super) name: Vec<String>,
}

/// The facts of all actors of a document, in their order.
pub(super) fn collect(text: &str, linked: &Linked, day: Option<Day>, knowledge: &Knowledge) -> Vec<Facts> {
    let mut facts: Vec<Facts> = Vec::with_capacity(linked.actors.len());
    for actor in &linked.actors {
        let held = knowledge.entry(&actor.id).into_iter().flat_map(|entry| &entry.roles);
        facts.push(Facts {
            roles: held
                .filter(|role| role.holds(day))
                .map(|role| (role.title.clone(), role.body.clone()))
                .collect(),
            name: normal(&actor.name).split(' ').map(str::to_owned).collect(),
            ..Facts::default()
        });
    }
    for mention in &linked.mentions {
        let Some(actor) = mention.actor.filter(|&actor| linked.actors[actor].kind == ActorKind::Person)
        else {
            continue;
        };
        let before = text[..mention.span.start()].rsplit(['\n', '.']).next().unwrap_or_default();
        let of_actor = &mut facts[actor];
        of_actor.female = of_actor.female.or(title_of(before, mention.span.of(text)).female);
        of_actor.titles.extend(last_office(before));
        of_actor.titles.extend(apposition(&text[mention.span.end()..]));
    }
    for (of_actor, actor) in facts.iter_mut().zip(&linked.actors) {
        let form = normal(&actor.name);
        let given = person_words(&form).first().copied().unwrap_or_default();
        of_actor.female = of_actor.female.or_else(|| is_female(given));
    }
    facts
}

/// The office that a phrase ends with: "On Monday Prime Minister", "the French president".
fn last_office(phrase: &str) -> Option<String> {
    let mut words: Vec<String> = phrase.split_whitespace().rev().take(3).map(str::to_lowercase).collect();
    words.reverse();
    (0..words.len()).map(|from| words[from..].join(" ")).find(|office| OFFICE_NOUNS.contains(office.as_str()))
}

/// The office right behind a name: ", the governor of the bank," or ", foreign minister of Norland".
fn apposition(after: &str) -> Option<String> {
    let after = after.strip_prefix(", ")?;
    let phrase = &after[..after.find([',', '.', ';', '\n']).unwrap_or(after.len())];
    let head = phrase.split(" of ").next()?.split(" for ").next()?;
    if head.split(' ').count() < 7 { last_office(head) } else { None }
}
