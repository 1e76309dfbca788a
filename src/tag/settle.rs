//! Rules over the entities of a whole document, each with a name (pure).
//!
//! A window sees a name once and may cut it in two or take a party for a person; the document sees it ten times.

use std::collections::{BTreeMap, HashSet};

use crate::types::{Entity, EntityType, Span};

/// Words that stand before a name and are none: in lower case, without full stops.
const TITLES: &[&str] = &[
    "capt",
    "chancellor",
    "col",
    "congressman",
    "congresswoman",
    "dr",
    "gen",
    "gov",
    "governor",
    "judge",
    "justice",
    "king",
    "lady",
    "lord",
    "lt",
    "madam",
    "maj",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "pope",
    "president",
    "prof",
    "professor",
    "queen",
    "rep",
    "rev",
    "secretary",
    "sen",
    "senator",
    "sgt",
    "sir",
    "sister",
    "speaker",
    "the",
];

/// What stands behind a surname and is none.
const SUFFIXES: &[&str] = &[" Jr.", " Jr", " Sr.", " Sr", " II", " III"];

/// Small words that a name neither ends with nor consists of.
const LINKING: &[&str] =
    &["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];

/// Those that a name goes on behind: "Archdiocese of", "Directorate in".
const LEADING_ON: &[&str] = &["at", "for", "in", "of"];

/// An address is no longer, in bytes before a name and behind it.
const MOST_ADDRESS_BYTES: usize = 200;

/// States that a body's name begins with: "U.S. Defense Department".
const STATES: &[&str] = &["U.S.", "US", "U.K.", "UK"];

/// Applies all rules in order: drop what is no name, join what is one, mend its ends, agree on its type.
pub fn settle(text: &str, entities: &mut Vec<Entity>) {
    entities.retain(|entity| !is_in_address(text, entity.span));
    drop_fragments(text, entities);
    join_names(text, entities);
    mend_ends(text, entities);
    agree(text, entities);
}

/// Whether a name is a part of a mail or web address: "press@corvane.org", "http://wapo.st/119v1kA".
fn is_in_address(text: &str, span: Span) -> bool {
    let edge = |c: char| c.is_whitespace() || "()<>[]{}\"“”‘’«»,;|—–".contains(c);
    let from = text.ceil_char_boundary(span.start().saturating_sub(MOST_ADDRESS_BYTES));
    let before = text[from..span.start()].rsplit(edge).next().unwrap_or_default();
    let to = text.floor_char_boundary(text.len().min(span.end() + MOST_ADDRESS_BYTES));
    let behind = text[span.end()..to].split(edge).next().unwrap_or_default();
    let run = &text[span.start() - before.len()..span.end() + behind.len()];
    let is_mail = || {
        run.split_once('@').is_some_and(|(user, host)| {
            let host = host.trim_end_matches(['.', ':', '!', '?']);
            user.contains(char::is_alphanumeric) && host.contains('.') && !host.contains('@')
        })
    };
    let is_host = |host: &str| {
        let domain = host.rsplit_once('.').map_or("", |(_, domain)| domain);
        domain.len() > 1 && !host.contains(char::is_uppercase)
    };
    let is_path = || before.split_once('/').is_some_and(|(host, _)| is_host(host));
    run[..before.len() + span.len()].contains("://") || run.starts_with("www.") || is_path() || is_mail()
}

/// Drops entities that are a title or an article alone ("Mr."), or a party and state behind a name ("R-Ky").
fn drop_fragments(text: &str, entities: &mut Vec<Entity>) {
    let surnames: HashSet<&str> = entities
        .iter()
        .filter(|entity| entity.kind == EntityType::Per)
        .filter_map(|entity| {
            let name = entity.span.of(text);
            let name = SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name);
            name.trim_end_matches(',').rsplit_once(' ')
        })
        .filter(|(given, _)| !is_title(given.rsplit(' ').next().unwrap_or(given)))
        .map(|(_, surname)| surname)
        .collect();
    entities.retain(|entity| {
        let name = entity.span.of(text);
        // Jeff King is "King" elsewhere.
        let is_surname = entity.kind == EntityType::Per && surnames.contains(name);
        let is_seat =
            matches!(name.as_bytes(), [b'R' | b'D' | b'I', b'-', next, ..] if next.is_ascii_uppercase());
        (is_surname || !is_title(name)) && !is_seat
    });
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// Joins two names that are one: "Ana" and "Lind", "U.S." and "Defense Department", "Archdiocese of" and "New York".
fn join_names(text: &str, entities: &mut Vec<Entity>) {
    let mut joined: Vec<Entity> = Vec::with_capacity(entities.len());
    for entity in entities.drain(..) {
        match joined.last_mut() {
            Some(last) if are_one_person(text, last, &entity) || are_one_body(text, last, &entity) => {
                last.span = Span::new(last.span.start(), entity.span.end());
                last.score = last.score.min(entity.score);
            }
            _ => joined.push(entity),
        }
    }
    *entities = joined;
}

/// A body, a law, a work whose name goes on: behind its state, or behind a small word that it cannot end with.
fn are_one_body(text: &str, left: &Entity, right: &Entity) -> bool {
    let gap = text.get(left.span.end()..right.span.start()).unwrap_or_default();
    let name = left.span.of(text);
    let last = name.strip_suffix(" the").unwrap_or(name).rsplit_once(' ').map_or("", |(_, last)| last);
    let goes_on = matches!(left.kind, EntityType::Org | EntityType::Misc)
        && matches!(gap, " " | " the ")
        && right.kind != EntityType::Per
        && LEADING_ON.contains(&last);
    let are_bodies = left.kind == EntityType::Org && right.kind == EntityType::Org;
    goes_on || are_bodies && gap == " " && STATES.contains(&name)
}

/// A name without the small words that it ends with.
fn cut(name: &str) -> &str {
    let mut kept = name;
    while let Some((before, _)) = kept.rsplit_once(' ').filter(|(_, last)| LINKING.contains(last)) {
        kept = before.trim_end();
    }
    kept
}

/// Takes off the small words that a name ends with, and what stands behind a bracket that is not whole in it; drops what
/// is no name then.
fn mend_ends(text: &str, entities: &mut Vec<Entity>) {
    entities.retain_mut(|entity| {
        let name = entity.span.of(text);
        let kept = cut(name);
        let is_cut = kept.len() < name.len();
        let (mut start, mut end) = (entity.span.start(), entity.span.start() + kept.len());
        match (kept.find('('), kept.find(')')) {
            // "(500) Days of Summer", "(Ana) Lind".
            (None, Some(close)) if entity.kind == EntityType::Per => end = start + close,
            (None, Some(_)) if text[..start].ends_with('(') => start -= 1,
            (None, Some(close)) => end = start + close,
            // "World Food Programme (WFP)", "401(k)".
            (Some(open), None) if kept[..open].ends_with(' ') => end = start + kept[..open].trim_end().len(),
            (Some(_), None) if text[end..].starts_with(')') => end += 1,
            _ => {}
        }
        entity.span = Span::new(start, end);
        let name = entity.span.of(text);
        !name.is_empty() && !(is_cut && (is_title(name) || LINKING.contains(&name.to_lowercase().as_str())))
    });
}

/// Two people with one space between them: "Ana" and "Lind". A name that is said twice in a row stays two.
fn are_one_person(text: &str, left: &Entity, right: &Entity) -> bool {
    let people = left.kind == EntityType::Per && right.kind == EntityType::Per;
    let space = text.get(left.span.end()..right.span.start()) == Some(" ");
    let repeats = left.span.of(text).ends_with(right.span.of(text));
    people && space && !repeats
}

/// Gives all entities of the same text the type that has the largest sum of scores among them; ties go to the type
/// that comes first in [`EntityType::ALL`].
fn agree(text: &str, entities: &mut [Entity]) {
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
    use EntityType::{Loc, Misc, Org, Per};

    /// Entities found one after the other in `text`, and what is left of them.
    fn check(text: &str, found: &[(&str, EntityType, f32)], expected: &[(&str, EntityType)]) {
        let mut from = 0;
        let mut entities: Vec<Entity> = found
            .iter()
            .map(|&(name, kind, score)| {
                let start = from + text[from..].find(name).expect(name);
                from = start + name.len();
                Entity { span: Span::new(start, from), kind, score, acts: None }
            })
            .collect();
        settle(text, &mut entities);
        let left: Vec<_> = entities.iter().map(|entity| (entity.span.of(text), entity.kind)).collect();
        assert_eq!(left, expected);
    }

    #[test]
    fn the_surest_type_wins() {
        let text = "Fatah met Fatah near Fatah.";
        let all = |kind| [("Fatah", kind); 3];
        check(text, &[("Fatah", Org, 0.9), ("Fatah", Per, 0.8), ("Fatah", Org, 0.3)], &all(Org));
        check(text, &[("Fatah", Org, 0.2), ("Fatah", Per, 0.3), ("Fatah", Loc, 0.9)], &all(Loc));
        check(
            "Lind met Fatah.",
            &[("Lind", Per, 0.5), ("Fatah", Org, 0.9)],
            &[("Lind", Per), ("Fatah", Org)],
        );
    }

    #[test]
    fn one_name_is_one_entity() {
        check("Ana Lind spoke.", &[("Ana", Per, 0.9), ("Lind", Per, 0.8)], &[("Ana Lind", Per)]);
        check("Ana, Lind spoke.", &[("Ana", Per, 0.9), ("Lind", Per, 0.8)], &[("Ana", Per), ("Lind", Per)]);
        check("Ana Norland", &[("Ana", Per, 0.9), ("Norland", Loc, 0.8)], &[("Ana", Per), ("Norland", Loc)]);
        check(
            "Ana Lind Lind",
            &[("Ana Lind", Per, 0.9), ("Lind", Per, 0.8)],
            &[("Ana Lind", Per), ("Lind", Per)],
        );
    }

    #[test]
    fn a_name_goes_on_behind_a_small_word() {
        let check_ends = |text: &str, found: &[(&str, EntityType)], expected: &[(&str, EntityType)]| {
            let found: Vec<_> = found.iter().map(|&(name, kind)| (name, kind, 0.9)).collect();
            check(text, &found, expected);
        };
        check_ends(
            "The Archdiocese of New Orla said",
            &[("Archdiocese of", Org), ("New Orla", Loc)],
            &[("Archdiocese of New Orla", Org)],
        );
        check_ends(
            "the Constitution of the Norland Union",
            &[("Constitution of the", Misc), ("Norland Union", Org)],
            &[("Constitution of the Norland Union", Misc)],
        );
        check_ends(
            "Leticia in Norland",
            &[("Leticia in", Loc), ("Norland", Loc)],
            &[("Leticia", Loc), ("Norland", Loc)],
        );
        check_ends(
            "Harbour and Moor",
            &[("Harbour and", Org), ("Moor", Org)],
            &[("Harbour", Org), ("Moor", Org)],
        );
        check_ends("Speaker of the house; An left", &[("Speaker of the", Org), ("An", Per)], &[("An", Per)]);
        check_ends("(500) Days of Orla", &[("500) Days of Orla", Misc)], &[("(500) Days of Orla", Misc)]);
        check_ends("Harbour Board (HB) met", &[("Harbour Board (HB", Org)], &[("Harbour Board", Org)]);
        check_ends("On the Moor", &[("On the", Org)], &[]);
        check_ends(
            "the U.S. Defense Department",
            &[("U.S.", Org), ("Defense Department", Org)],
            &[("U.S. Defense Department", Org)],
        );
        check_ends("Ana (Anni) Lind", &[("Ana (Anni) Lind", Per)], &[("Ana (Anni) Lind", Per)]);
        check_ends("(Ana) Lind", &[("Ana) Lind", Per)], &[("Ana", Per)]);
        check_ends("a 401(k) plan", &[("401(k", Misc)], &[("401(k)", Misc)]);
    }

    #[test]
    fn addresses_hold_no_names() {
        for text in [
            "press@corvane.org",
            "<ana.corvane@orla.no>",
            "http://corvane.st/1",
            "www.corvane.org",
            "orla.no/corvane",
        ] {
            check(text, &[("corvane", Org, 0.9)], &[]);
        }
        for text in ["@corvane@orla", "corvane.org", "U.S./corvane", "Li/corvane", "the corvane, ana@orla.no"]
        {
            check(text, &[("corvane", Org, 0.9)], &[("corvane", Org)]);
        }
    }

    #[test]
    fn titles_and_seats_are_no_names() {
        check(
            "Mr. Lind (D-Nev) left.",
            &[("Mr.", Per, 0.9), ("Lind", Per, 0.8), ("D-Nev", Org, 0.7)],
            &[("Lind", Per)],
        );
        check(
            "Mr. King, Jeff King Jr., left. King spoke.",
            &[("Mr.", Per, 0.9), ("King", Per, 0.8), ("Jeff King Jr.", Per, 0.9), ("King", Per, 0.6)],
            &[("King", Per), ("Jeff King Jr.", Per), ("King", Per)],
        );
        check(
            "Mr. King said: Madam Speaker, the Speaker left.",
            &[("King", Per, 0.8), ("Madam Speaker", Per, 0.9), ("Speaker", Per, 0.6)],
            &[("Madam Speaker", Per)],
        );
        check(
            "The President of Norland",
            &[("The", Org, 0.3), ("President", Per, 0.2), ("Norland", Loc, 0.9)],
            &[("Norland", Loc)],
        );
    }
}
