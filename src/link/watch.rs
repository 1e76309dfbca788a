//! The watch list: what is left of an analysis where only the user's actors count.

use super::knowledge::Knowledge;
use crate::types::{Analysis, Holder, Judgement, Voice};

/// Leaves the mentions of watched actors, and the actors that are watched, or quoted or asked about one of them.
///
/// The analysis judges watched actors only: nobody else was asked about.
pub fn restrict(analysis: &mut Analysis, knowledge: &Knowledge) {
    let watched: Vec<bool> = analysis.actors.iter().map(|actor| knowledge.is_watched(&actor.id)).collect();
    analysis.mentions.retain(|mention| mention.actor.is_some_and(|actor| watched[actor]));
    let mut kept = watched;
    for judgement in &mut analysis.judgements {
        kept[judgement.actor] = true;
        judgement.of.into_iter().for_each(|holder| kept[holder] = true);
        holders(judgement).filter_map(|holder| holder.actor).for_each(|actor| kept[actor] = true);
    }
    let places: Vec<usize> = kept
        .iter()
        .scan(0, |next, &kept| {
            *next += usize::from(kept);
            Some(next.saturating_sub(1))
        })
        .collect();
    let mut index = 0;
    analysis.actors.retain(|_| {
        index += 1;
        kept[index - 1]
    });
    for mention in &mut analysis.mentions {
        mention.actor = mention.actor.map(|actor| places[actor]);
    }
    for judgement in &mut analysis.judgements {
        judgement.actor = places[judgement.actor];
        judgement.of = judgement.of.map(|holder| places[holder]);
        holders(judgement).for_each(|holder| holder.actor = holder.actor.map(|actor| places[actor]));
    }
}

/// All whom a judgement quotes.
fn holders(judgement: &mut Judgement) -> impl Iterator<Item = &mut Holder> {
    let main = match &mut judgement.voice {
        Voice::Quoted(holder) => holder.as_mut(),
        Voice::Author => None,
    };
    main.into_iter().chain(judgement.voices.iter_mut().map(|other| &mut other.holder))
}
