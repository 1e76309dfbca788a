//! Looking up a name that the user gave: who it is, and where it stands in a text.

use std::collections::HashMap;

use super::knowledge::{Column, Entry, Knowledge, Known};
use super::names::{is_acronym, normal, person_words, starts_upper};
use super::usage::{Context, Site, use_of};
use crate::types::{Actor, Entity, EntityType, Span, Use};

/// The actor that a user's name, alias or id means; nothing where the list knows none, or several.
pub fn resolve_name(name: &str, knowledge: &Knowledge) -> Option<Actor> {
    entry_of(name, knowledge).map(Entry::actor)
}

/// The entry of a name: its id, its canonical name, or an alias that nobody else has.
fn entry_of<'k>(name: &str, knowledge: &'k Knowledge) -> Option<&'k Entry> {
    let name = name.trim();
    if let Some(entry) = knowledge.entry(name) {
        return Some(entry);
    }
    let form = normal(name);
    let words = person_words(&form).join(" ");
    let found =
        [&form, &words].into_iter().map(|form| knowledge.find(form)).find(|found| !found.is_empty())?;
    let all = found.iter().filter(|known| known.may_be_written(name));
    let aliases: Vec<&Entry> = all
        .filter(|known| known.column == Column::Alias && !known.needs_home)
        .map(|known| &knowledge.entries()[known.entry])
        .collect();
    let canonical = aliases.iter().copied().find(|entry| normal(&entry.name) == form);
    let demonym = found.iter().find(|known| known.column == Column::Demonym && aliases.is_empty());
    let demonym = demonym.map(|known| &knowledge.entries()[known.entry]);
    canonical.or(if let [only] = aliases[..] { Some(only) } else { demonym })
}

/// Where a name, or another name of the same actor, stands in `text`, in order.
///
/// Whole words only, acronyms in capitals. For a country that includes its people, and its capital where
/// it acts; for a person of the list, the surname.
pub fn find_name(text: &str, name: &str, knowledge: &Knowledge) -> Vec<Span> {
    let mut forms = Forms::default();
    forms.add(name, Shape::Whole);
    if let Some(entry) = entry_of(name, knowledge) {
        forms.add_entry(entry);
    }
    forms.find(text)
}

/// The most words of a name that is looked for in a text.
const LONGEST_NAME: usize = 6;

/// The names of the list that stand in a text, longest first at each place, with the type of their actor.
pub(super) fn listed_names(text: &str, knowledge: &Knowledge) -> Vec<Entity> {
    let words = words_of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hit = (1..=LONGEST_NAME.min(words.len() - at)).rev().find_map(|n_words| {
            let span = Span::new(words[at].span.start(), words[at + n_words - 1].span.end());
            let raw = span.of(text);
            let known = knowledge.find(&normal(raw)).first()?;
            let written = starts_upper(raw) && known.may_be_written(raw);
            written
                .then(|| (n_words, Entity { span, kind: type_of(known, knowledge), score: 1.0, acts: None }))
        });
        at += hit.map_or(1, |(n_words, _)| n_words);
        found.extend(hit.map(|(_, entity)| entity));
    }
    found
}

fn type_of(known: &Known, knowledge: &Knowledge) -> EntityType {
    match known.column {
        Column::Demonym => EntityType::Norp,
        Column::Metonym => EntityType::Loc,
        Column::Alias => knowledge.entries()[known.entry].entity,
    }
}

/// What has to be true around a form for it to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Nothing more.
    Whole,
    /// Not after somebody else's first name.
    Surname,
    /// Only where the place acts.
    Metonym,
}

struct Form {
    words: Vec<String>,
    shape: Shape,
    capitals: bool,
    /// Whether the user wrote it in small letters, so that small letters are no reason against it.
    small: bool,
}

#[derive(Default)]
struct Forms {
    forms: Vec<Form>,
    given: Vec<String>,
}

impl Forms {
    fn add(&mut self, name: &str, shape: Shape) {
        let words: Vec<String> = normal(name).split(' ').map(str::to_owned).collect();
        let capitals = is_acronym(name) && words.len() == 1 && words[0].len() <= 4;
        let small = !name.chars().any(char::is_uppercase);
        if !words[0].is_empty() && !self.forms.iter().any(|form| form.words == words) {
            self.forms.push(Form { words, shape, capitals, small });
        }
    }

    fn add_entry(&mut self, entry: &Entry) {
        self.add(&entry.name, Shape::Whole);
        entry
            .aliases
            .iter()
            .filter(|alias| !alias.ends_with('?'))
            .for_each(|alias| self.add(alias, Shape::Whole));
        entry.demonyms.iter().for_each(|demonym| self.add(demonym, Shape::Whole));
        entry.metonyms.iter().for_each(|metonym| self.add(metonym, Shape::Metonym));
        if entry.entity == EntityType::Per {
            for form in std::iter::once(&entry.name).chain(&entry.aliases) {
                self.given.extend(normal(form).split(' ').next().map(str::to_owned));
            }
            let name = normal(&entry.name);
            if let [_, .., surname] = person_words(&name)[..]
                && surname.len() > 2
                && !surname.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
            {
                self.forms.retain(|form| form.words != [surname]);
                let words = vec![surname.to_owned()];
                self.forms.push(Form { words, shape: Shape::Surname, capitals: false, small: false });
            }
        }
    }

    fn find(&self, text: &str) -> Vec<Span> {
        let words = words_of(text);
        let mut by_first: HashMap<&str, Vec<&Form>> = HashMap::new();
        for form in &self.forms {
            by_first.entry(form.words[0].as_str()).or_default().push(form);
        }
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let forms = by_first.get(words[at].normal.as_str()).map_or(&[][..], Vec::as_slice);
            let fitting = forms.iter().filter(|form| self.stands(form, text, &words, at));
            match fitting.max_by_key(|form| form.words.len()) {
                Some(form) => {
                    found
                        .push(Span::new(words[at].span.start(), words[at + form.words.len() - 1].span.end()));
                    at += form.words.len();
                }
                None => at += 1,
            }
        }
        found
    }

    fn stands(&self, form: &Form, text: &str, words: &[Word], at: usize) -> bool {
        let n_words = form.words.len();
        let Some(window) = words.get(at..at + n_words) else { return false };
        let raw = &text[window[0].span.start()..window[n_words - 1].span.end()];
        let letters = window.iter().zip(&form.words).all(|(word, expected)| word.normal == *expected);
        let written = (form.small || starts_upper(raw)) && (!form.capitals || is_acronym(raw));
        letters
            && written
            && match form.shape {
                Shape::Whole => true,
                Shape::Surname => at == 0 || !self.follows_another_name(text, &words[at - 1], &window[0]),
                Shape::Metonym => {
                    acts(text, Span::new(window[0].span.start(), window[n_words - 1].span.end()))
                }
            }
    }

    /// Whether the word before is the first name of somebody else: "Eric Trump" is not Donald.
    fn follows_another_name(&self, text: &str, before: &Word, word: &Word) -> bool {
        let gap = &text[before.span.end()..word.span.start()];
        let raw = before.span.of(text);
        let sentence_start = text[..before.span.start()].trim_end().ends_with(['.', '!', '?', '”', '"']);
        let is_title = person_words(&format!("{} x", before.normal)).len() == 1;
        gap == " "
            && starts_upper(raw)
            && raw.chars().skip(1).any(char::is_lowercase)
            && !is_title
            && !sentence_start
            && !self.given.contains(&before.normal)
    }
}

/// Whether a place acts as its government in its line.
fn acts(text: &str, span: Span) -> bool {
    let start = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end()..].find('\n').map_or(text.len(), |at| span.end() + at);
    let context = Context::new(text, Span::new(start, end), span);
    use_of(Site::Capital, &context, None) == Use::Actor
}

struct Word {
    span: Span,
    normal: String,
}

/// The words of a text with their normal forms. Hyphens divide; dots inside "U.S." do not.
fn words_of(text: &str) -> Vec<Word> {
    let is_part =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '&' | '\u{300}'..='\u{36f}');
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_part(character), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.extend(word(text, from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn word(text: &str, start: usize, end: usize) -> Option<Word> {
    let raw = &text[start..end];
    let raw = raw.trim_start_matches(['.', '\'', '’']);
    let start = end - raw.len();
    let mut kept = raw.trim_end_matches(['\'', '’']);
    // The dot of "U.S." belongs to the name, the dot of a sentence does not.
    if !kept.trim_end_matches('.').contains('.') {
        kept = kept.trim_end_matches('.');
    }
    let kept = ["'s", "’s"].into_iter().find_map(|ending| kept.strip_suffix(ending)).unwrap_or(kept);
    let form = normal(kept);
    // The article is no part of a form; "the" alone keeps itself and is never looked for.
    (!form.is_empty() && !kept.is_empty())
        .then(|| Word { span: Span::new(start, start + kept.len()), normal: form })
}
