//! One name, one type: what a name is called most surely across a document, it is called everywhere in it (pure).
//!
//! A window sees a name once and may take a party for a person; the document sees it ten times.

use std::collections::BTreeMap;

use crate::types::{Entity, EntityType};

/// Gives all entities of the same text the type that has the largest sum of scores among them; ties go to the type
/// that comes first in [`EntityType::ALL`].
pub fn agree(text: &str, entities: &mut [Entity]) {
    let mut votes: BTreeMap<&str, [f32; EntityType::ALL.len()]> = BTreeMap::new();
    for entity in entities.iter() {
        votes.entry(entity.span.of(text)).or_default()[entity.kind as usize] += entity.score;
    }
    for entity in entities {
        let sums = votes[entity.span.of(text)];
        let best =
            EntityType::ALL.into_iter().rev().max_by(|&a, &b| sums[a as usize].total_cmp(&sums[b as usize]));
        entity.kind = best.unwrap_or(entity.kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Span;
    use EntityType::{Loc, Org, Per};

    fn check(text: &str, found: &[(&str, EntityType, f32)], expected: &[EntityType]) {
        let mut from = 0;
        let mut entities: Vec<Entity> = found
            .iter()
            .map(|&(name, kind, score)| {
                let start = from + text[from..].find(name).expect(name);
                from = start + name.len();
                Entity { span: Span::new(start, from), kind, score }
            })
            .collect();
        agree(text, &mut entities);
        assert_eq!(entities.iter().map(|entity| entity.kind).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_surest_type_wins() {
        let text = "Fatah met Fatah near Fatah.";
        check(text, &[("Fatah", Org, 0.9), ("Fatah", Per, 0.8), ("Fatah", Org, 0.3)], &[Org, Org, Org]);
        check(text, &[("Fatah", Org, 0.2), ("Fatah", Per, 0.3), ("Fatah", Loc, 0.9)], &[Loc, Loc, Loc]);
        check(text, &[("Fatah", Org, 0.5), ("Fatah", Per, 0.5)], &[Per, Per]);
        check("Lind met Fatah.", &[("Lind", Per, 0.5), ("Fatah", Org, 0.9)], &[Per, Org]);
    }
}
