//! Actors that the user gives: their mentions replace the tagger's, their strings become the ids.

use std::collections::HashSet;

use super::knowledge::Knowledge;
use super::{Linked, find_name, resolve_name};
use crate::types::{
    Actor, ActorKind, Entity, EntityType, Link, Mention, Paragraph, Span, Target, Use, Warning,
};

/// Words that refer without naming.
const PRONOUNS: &[&str] = &[
    "he",
    "him",
    "his",
    "she",
    "her",
    "hers",
    "it",
    "its",
    "they",
    "them",
    "their",
    "theirs",
    "i",
    "me",
    "my",
    "we",
    "us",
    "our",
    "you",
    "your",
    "who",
    "whom",
    "whose",
    "himself",
    "herself",
    "itself",
    "themselves",
];

/// The user's targets, and behind them the holders that are none; and for each target the place of its holder, where
/// holders count.
pub fn parties(targets: &[Target], with_holders: bool) -> (Vec<Target>, Vec<Option<usize>>) {
    let mut parties = targets.to_vec();
    let holders = targets.iter().map(|target| {
        let holder = target.holder.as_ref().filter(|_| with_holders)?;
        Some(parties.iter().position(|party| party.actor == *holder).unwrap_or_else(|| {
            parties.push(Target { actor: holder.clone(), mentions: Vec::new(), holder: None });
            parties.len() - 1
        }))
    });
    let holders = holders.collect();
    (parties, holders)
}

/// What the user's targets stand for in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    /// The mentions of each target, in order of the targets.
    pub spans: Vec<Vec<Span>>,
    /// The type of each of those mentions.
    kinds: Vec<Vec<EntityType>>,
    /// Targets that the text does not name.
    pub warnings: Vec<Warning>,
}

impl Given {
    /// Finds the mentions of each target and takes the entities under them out of `entities`.
    pub fn claim(
        text: &str,
        paragraphs: &[Paragraph],
        targets: &[Target],
        entities: &mut Vec<Entity>,
        knowledge: &Knowledge,
    ) -> Self {
        let mut given = Self::default();
        for target in targets {
            let mut spans = match target.mentions.is_empty() {
                true => look_up(text, &target.actor, entities, knowledge),
                false => target.mentions.clone(),
            };
            spans.retain(|span| paragraphs.iter().any(|paragraph| paragraph.span.contains(*span)));
            if spans.is_empty() {
                given.warnings.push(Warning::TargetNotFound { actor: target.actor.clone() });
            }
            let fallback = resolve_name(&target.actor, knowledge)
                .map_or(EntityType::Per, |actor| actor.kind.usual_type());
            let kind = |span: &Span| head_type(text, *span, entities).unwrap_or(fallback);
            given.kinds.push(spans.iter().map(kind).collect());
            given.spans.push(spans);
        }
        let claimed = |entity: &Entity| given.spans.iter().flatten().any(|span| span.overlaps(entity.span));
        entities.retain(|entity| !claimed(entity));
        given
    }

    /// Adds the targets' actors and mentions to what the linker found.
    /// Gives the index of each target's actor.
    pub fn join(
        &self,
        text: &str,
        paragraphs: &[Paragraph],
        targets: &[Target],
        linked: &mut Linked,
        knowledge: &Knowledge,
    ) -> Vec<usize> {
        // What the user gave is not resolved once more.
        let is_given = |span: Span| self.spans.iter().flatten().any(|given| given.overlaps(span));
        linked.mentions.retain(|mention| mention.named || !is_given(mention.span));
        let mut actors = Vec::with_capacity(targets.len());
        let mut given = HashSet::new(); // several targets may mean the same mention
        for ((target, spans), kinds) in targets.iter().zip(&self.spans).zip(&self.kinds) {
            let actor = actor_index(target, kinds.first().copied(), linked, knowledge);
            for (&span, &kind) in spans.iter().zip(kinds) {
                if !given.insert((actor, span)) {
                    continue;
                }
                let paragraph =
                    paragraphs.iter().position(|paragraph| paragraph.span.contains(span)).unwrap_or(0);
                linked.mentions.push(Mention {
                    span,
                    paragraph,
                    kind,
                    named: !PRONOUNS.contains(&span.of(text).to_lowercase().as_str()),
                    usage: Use::Actor,
                    score: 1.0,
                    actor: Some(actor),
                    link: Some(Link { by: "target", entry: target.actor.clone(), alternatives: None }),
                });
            }
            actors.push(actor);
        }
        linked.mentions.sort_by_key(|mention| mention.span);
        actors
    }
}

/// Where a name stands, and behind it the surname alone of a person whom the list does not know and who shares it with
/// nobody here.
fn look_up(text: &str, name: &str, entities: &[Entity], knowledge: &Knowledge) -> Vec<Span> {
    let mut spans = find_name(text, name, knowledge);
    let (Some(&first), Some((_, surname))) = (spans.first(), name.trim().rsplit_once(' ')) else {
        return spans;
    };
    if resolve_name(name, knowledge).is_some() || head_type(text, first, entities) != Some(EntityType::Per) {
        return spans;
    }
    let persons = entities.iter().filter(|entity| entity.kind == EntityType::Per);
    let others: Vec<Span> = persons
        .map(|person| person.span)
        .filter(|span| !spans.iter().any(|known| known.overlaps(*span)))
        .filter(|span| span.of(text).split_whitespace().last() == Some(surname))
        .collect();
    if others.iter().all(|span| span.of(text) == surname && span.start() > first.start()) {
        spans.extend(others);
        spans.sort_unstable();
    }
    spans
}

/// The type of what a span names, by the entities in it: a person, whoever's speaker or secretary, else the first that
/// owns nothing ("NPR's Ari Shapiro", "Okafor's Justice Department").
fn head_type(text: &str, span: Span, entities: &[Entity]) -> Option<EntityType> {
    let inside: Vec<&Entity> = entities.iter().filter(|entity| entity.span.overlaps(span)).collect();
    let owns = |entity: &Entity| entity.span.end() < span.end() && entity.span.is_possessive(text);
    let is_person = |entity: &&&Entity| entity.kind == EntityType::Per && !owns(entity);
    let head = inside.iter().find(is_person).or_else(|| inside.iter().find(|entity| !owns(entity)));
    head.or(inside.first()).map(|entity| entity.kind)
}

/// The place of the target's actor in the list, where it is put if it is new.
fn actor_index(
    target: &Target,
    kind: Option<EntityType>,
    linked: &mut Linked,
    knowledge: &Knowledge,
) -> usize {
    if let Some(index) = linked.actors.iter().position(|actor| actor.id == target.actor) {
        return index;
    }
    let known = resolve_name(&target.actor, knowledge);
    linked.actors.push(Actor {
        id: target.actor.clone(),
        name: known.as_ref().map_or_else(|| target.actor.clone(), |actor| actor.name.clone()),
        kind: known.as_ref().map_or_else(|| kind.map_or(ActorKind::Person, actor_kind), |actor| actor.kind),
        wikidata: known.and_then(|actor| actor.wikidata),
    });
    linked.actors.len() - 1
}

fn actor_kind(kind: EntityType) -> ActorKind {
    match kind {
        EntityType::Per => ActorKind::Person,
        EntityType::Org | EntityType::Misc => ActorKind::Organisation,
        EntityType::Loc => ActorKind::Place,
        EntityType::Norp => ActorKind::Group,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holders_are_targets_or_stand_behind_them() {
        let target = |actor: &str, holder: Option<&str>| Target {
            actor: actor.into(),
            mentions: Vec::new(),
            holder: holder.map(str::to_owned),
        };
        let targets = [
            target("Lee", Some("Okafor")),
            target("Okafor", None),
            target("Lee", Some("Moreno")),
            target("Moreno’s aides", Some("Moreno")),
        ];
        assert_eq!(super::parties(&targets, false), (targets.to_vec(), vec![None; 4]));
        let (parties, holders) = parties(&targets, true);
        assert_eq!(parties[..4], targets);
        assert_eq!(parties[4..], [target("Moreno", None)]);
        assert_eq!(holders, [Some(1), None, Some(4), Some(4)]);
    }

    #[test]
    fn a_name_that_is_looked_up_has_a_surname() {
        let check = |text: &str, persons: &[&str], expected: &[&str]| {
            let entities = persons.iter().flat_map(|name| text.match_indices(name)).map(|(at, name)| {
                Entity { span: Span::new(at, at + name.len()), kind: EntityType::Per, score: 1.0, acts: None }
            });
            let entities: Vec<Entity> = entities.collect();
            let found = look_up(text, "Ilse Brandt", &entities, Knowledge::builtin());
            let words: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
            assert_eq!(words, expected, "{text}");
        };
        let names = ["Brandt"];
        check("Ilse Brandt left. Brandt’s men stayed.", &names, &["Ilse Brandt", "Brandt"]);
        check("Brandt left. Ilse Brandt stayed.", &names, &["Ilse Brandt"]);
        check("Ilse Brandt and Bo Brandt left. Brandt stayed.", &["Bo Brandt", "Brandt"], &["Ilse Brandt"]);
        check("Ilse Brandt left. Brandt Ltd stayed.", &["Ilse Brandt"], &["Ilse Brandt"]);
        check("Brandt left.", &names, &[]);
    }

    #[test]
    fn a_title_with_a_name_in_it_names_a_person() {
        let check = |text: &str, names: &[(&str, EntityType)], expected| {
            let entity = |&(name, kind): &(&str, EntityType)| {
                let at = text.find(name).expect("the name is in the text");
                Entity { span: Span::new(at, at + name.len()), kind, score: 1.0, acts: None }
            };
            let entities: Vec<Entity> = names.iter().map(entity).collect();
            assert_eq!(head_type(text, Span::new(0, text.len()), &entities), expected, "{text}");
        };
        let (per, org, loc) = (EntityType::Per, EntityType::Org, EntityType::Loc);
        check("House Speaker Ann Lee", &[("House", org), ("Ann Lee", per)], Some(per));
        check("Ann Lee of Orla", &[("Ann Lee", per), ("Orla", loc)], Some(per));
        check("NPR's Ann Lee", &[("NPR", org), ("Ann Lee", per)], Some(per));
        check("Lee’s Justice Department", &[("Lee", per), ("Justice Department", org)], Some(org));
        check("Harbour Party of Orla", &[("Harbour Party", org), ("Orla", loc)], Some(org));
        check("Lee's", &[("Lee", per)], Some(per));
        check("the mayor", &[], None);
    }
}
