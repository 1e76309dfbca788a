//! Common words that the tagger took for names.

use std::collections::{HashMap, HashSet};

use super::bodies::{has_capital, looks_like_name};
use super::knowledge::Knowledge;
use super::names::{normal, starts_upper, without_possessive};
use crate::types::{Entity, EntityType, Span};

/// A word that stands so often in small letters is a common one.
const OFTEN: usize = 2;
/// Who writes a text of so many words takes care of capitals.
const MANY_WORDS: usize = 40;

/// Drops entities that are common words: in small letters ("southern", "the bureau"), but for groups of people and what
/// the list writes so; or a single word that opens a sentence and that the text has in small letters more often ("Neon").
///
/// For the tagger's entities only: names that the user gave stay. So does everybody in a post whose author takes no care
/// of capitals, and people whom the text names with a capital elsewhere, or where it names nobody with one.
pub fn drop_common_words(text: &str, entities: &mut Vec<Entity>, knowledge: &Knowledge) {
    let mut counted: Option<HashMap<String, Written>> = None;
    let mut careless: Option<bool> = None;
    let people = entities.iter().filter(|entity| entity.kind == EntityType::Per);
    let cased = people.map(|entity| entity.span.of(text)).filter(|name| has_capital(name));
    let cased: HashSet<String> = cased.flat_map(|name| name.split(' ').map(str::to_lowercase)).collect();
    entities.retain(|entity| {
        let name = without_possessive(entity.span.of(text));
        let is_known = || {
            let known = knowledge.find(&normal(name));
            known.iter().any(|known| known.may_be_written(name))
        };
        if !looks_like_name(name, entity.kind) {
            let careless = *careless.get_or_insert_with(|| is_careless(text));
            return careless
                || match entity.kind {
                    EntityType::Misc => true,
                    EntityType::Per => is_called(text, entity.span, &cased) || is_known(),
                    _ => is_known(),
                };
        }
        let is_word = starts_upper(name) && name.chars().skip(1).all(char::is_lowercase);
        let may_be_word = is_word && entity.kind != EntityType::Per && opens(&text[..entity.span.start()]);
        if !may_be_word || is_known() {
            return true;
        }
        let written = counted.get_or_insert_with(|| count(text));
        let Written { small, capital } = written.get(&name.to_lowercase()).copied().unwrap_or_default();
        small < OFTEN || small <= capital
    });
}

/// Whether small letters may name a person: as a handle, in full, or where `cased`, the words of people's names that have
/// capitals, say so or are none.
fn is_called(text: &str, name: Span, cased: &HashSet<String>) -> bool {
    let is_handle = text[..name.start()].ends_with('@');
    let words = without_possessive(name.of(text));
    cased.is_empty() || cased.contains(words) || is_handle || words.contains(' ')
}

/// Whether a short text has small letters where capitals belong: at its beginning, behind a stop, in "i".
fn is_careless(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(MANY_WORDS).collect();
    let begins_small = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let behind_stop = |pair: &[&str]| pair[0].ends_with(['.', '!', '?']) && begins_small(pair[1]);
    words.len() < MANY_WORDS
        && (words.first().is_some_and(|word| begins_small(word))
            || words.contains(&"i")
            || words.windows(2).any(behind_stop))
}

/// Whether a sentence, a line or a quotation begins behind a text.
fn opens(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '“', '"', '‘', '\'', '(', '*', '-', '•', '#', '>', '|']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '…', '”', '\n', '\r'])
}

/// How often a word is written with a small letter, and with a capital one.
#[derive(Clone, Copy, Debug, Default)]
struct Written {
    small: usize,
    capital: usize,
}

/// The words of a text.
fn count(text: &str) -> HashMap<String, Written> {
    let mut words: HashMap<String, Written> = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let written = words.entry(word.to_lowercase()).or_default();
        match starts_upper(word) {
            true => written.capital += 1,
            false => written.small += 1,
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityType::{Loc, Norp, Org, Per};

    /// The names that stay, each where it first stands in `text`.
    fn check(text: &str, names: &[(&str, EntityType)], expected: &[&str]) {
        let entity = |&(name, kind): &(&str, EntityType)| {
            let start = text.find(name).expect(name);
            Entity { span: Span::new(start, start + name.len()), kind, score: 0.9, acts: None }
        };
        let mut entities: Vec<Entity> = names.iter().map(entity).collect();
        drop_common_words(text, &mut entities, Knowledge::builtin());
        let left: Vec<&str> = entities.iter().map(|entity| entity.span.of(text)).collect();
        assert_eq!(left, expected, "{text}");
    }

    #[test]
    fn words_in_small_letters_name_nobody() {
        check("See the bureau of southern Norland", &[("bureau", Org), ("southern", Loc)], &[]);
        check("Saw blacks and villagers", &[("blacks", Norp), ("villagers", Norp)], &["blacks", "villagers"]);
        check("See the democrats and antifa", &[("antifa", Org)], &["antifa"]);
        check("See the neon sign", &[("neon", Norp)], &[]);
        check("A healer saw Ana Lind", &[("healer", Per), ("Ana Lind", Per)], &["Ana Lind"]);
        check(
            "Donald Trump left. trump lied",
            &[("Donald Trump", Per), ("trump", Per)],
            &["Donald Trump", "trump"],
        );
        check("Ana Lind left. lind lied", &[("Ana Lind", Per), ("lind", Per)], &["Ana Lind", "lind"]);
        check("i saw ana lind and bo", &[("ana lind", Per), ("bo", Per)], &["ana lind", "bo"]);
        check("lol it was orla again", &[("orla", Loc)], &["orla"]);
        check("Lol. it was orla again", &[("orla", Loc)], &["orla"]);
        check("It was orla again, and i left", &[("orla", Loc)], &["orla"]);
        check("The iphone", &[("iphone", EntityType::Misc)], &["iphone"]);
    }

    #[test]
    fn what_is_mostly_written_small_is_no_name() {
        check("Neon is red. The neon sign was neon.", &[("Neon", Norp)], &[]);
        check("Neon is red. The neon sign.", &[("Neon", Norp)], &["Neon"]);
        check("Neon said. Neon left. The neon sign was neon.", &[("Neon", Norp)], &["Neon"]);
        check("The neon sign was neon. The sign of Neon", &[("Neon", Org)], &["Neon"]);
        check("Republicans and republicans, republicans", &[("Republicans", Norp)], &["Republicans"]);
        check("Lind met lind and lind", &[("Lind", Per)], &["Lind"]);
    }
}
