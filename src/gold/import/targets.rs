//! Sets that ask for the sentiment toward marked targets → one paragraph with a row a target, in their order.
//!
//! A target's actor is the words of its first mention; two targets with the same words are told apart by `#2`.
//! Targets that share their first mention share the actor, and each still has a row of its own.

use super::assemble::whole;
use super::page::Page;
use crate::gold::labels::{
    CodePoints, LabelledMention, LabelledParagraph, LabelledStance, Labels, NamedActor, Place,
};
use crate::types::{EntityType, Role, Stance, Use};

/// A target; its first place is the one that was marked.
#[derive(Clone, Debug)]
pub(super) struct MarkedTarget {
    pub(super) places: Vec<Place>,
    pub(super) stance: Stance,
    /// Which other target's stance it is, if not the text's.
    pub(super) holder: Option<usize>,
}

/// The labels of one sentence. Places must lie inside the text.
pub(super) fn labels(
    page: &mut Page,
    (id, cluster): (String, String),
    line: u64,
    text: String,
    kind: EntityType,
    targets: &[MarkedTarget],
) -> Labels {
    let points = CodePoints::of(&text);
    let actors = named(targets, &points);
    let mut mentions: Vec<LabelledMention> = Vec::new();
    let firsts =
        targets.iter().zip(&actors).filter_map(|(target, actor)| Some((*target.places.first()?, actor)));
    let others = targets.iter().zip(&actors);
    let others =
        others.flat_map(|(target, actor)| target.places.iter().skip(1).map(move |&place| (place, actor)));
    for (place, actor) in firsts.chain(others) {
        let taken = mentions.iter().find(|mention| mention.place.overlaps(place));
        match taken {
            Some(mention) if mention.place == place && mention.actor.as_ref() == Some(&actor.id) => {}
            Some(mention) if mention.actor.as_ref() == Some(&actor.id) => {
                page.note("mentions that overlap another one of their target, left out");
            }
            Some(_) => page.note("mentions that overlap another target's, left out"),
            None => mentions.push(LabelledMention {
                place,
                kind,
                named: true,
                usage: Use::Actor,
                by: None,
                actor: Some(actor.id.clone()),
            }),
        }
    }
    mentions.sort_by_key(|mention| mention.place);
    let rows = targets.iter().zip(&actors).enumerate();
    let stances = rows
        .map(|(index, (target, actor))| LabelledStance {
            of: target.holder.map(|holder| actors[holder].id.clone()),
            ..row(actor.id.clone(), Some(index), target.stance)
        })
        .collect();
    let place = whole(&text);
    let mut known = Vec::new();
    for actor in actors {
        if !known.contains(&actor) {
            known.push(actor);
        }
    }
    Labels {
        id,
        origin: page.origin(Some(line)),
        cluster: Some(cluster),
        paragraphs: vec![LabelledParagraph { place, role: Role::Body, mentions, stances }],
        actors: known,
        text,
        ..Labels::default()
    }
}

/// A plain row: no probabilities, the author's voice, sure.
pub(super) fn row(actor: String, target: Option<usize>, stance: Stance) -> LabelledStance {
    let of = None;
    LabelledStance {
        actor,
        target,
        of,
        stance,
        probabilities: None,
        quoted: false,
        holder: None,
        abstained: false,
        sure: true,
    }
}

/// The actor of every target.
fn named(targets: &[MarkedTarget], points: &CodePoints) -> Vec<NamedActor> {
    let mut known: Vec<(Option<Place>, NamedActor)> = Vec::new();
    for target in targets {
        let first = target.places.first().copied();
        if let Some((_, actor)) = known.iter().find(|(place, _)| *place == first) {
            let actor = actor.clone();
            known.push((first, actor));
            continue;
        }
        let name = first.and_then(|place| points.words(place)).unwrap_or_default().to_owned();
        let mut id = name.clone();
        let mut number = 2;
        while known.iter().any(|(_, actor)| actor.id == id) {
            id = format!("{name}#{number}");
            number += 1;
        }
        known.push((first, NamedActor { id, name }));
    }
    known.into_iter().map(|(_, actor)| actor).collect()
}
