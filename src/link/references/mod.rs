//! Words that refer to a named actor without naming it: pronouns and descriptions.
//!
//! Precision goes first: a reference is resolved where one actor alone can be meant, and left alone elsewhere.
//! What is said inside quotation marks speaks of others than the speaker, so quotes are read apart.

mod facts;
mod page;
mod words;

use facts::Facts;
use page::{Page, Place, REACH};
use words::{BEING, CLAUSE_WORDS, EMPTY_IT, ERA_NOUNS, JOINING, LOOKING_AHEAD, MEN, SAYING, WOMEN};

use super::Linked;
use super::knowledge::{Day, Knowledge};
use super::usage::{ACT_FORMS, holds};
use super::words::{
    AUXILIARIES, BODY_NOUNS, GENERIC_BODY_NOUNS, INSIDE, OFFICE_NOUNS, PERSON_NOUNS, STATE_NOUNS, TITLES,
};
use crate::types::{ActorKind, Link, Mention, Paragraph, Span, Use};

/// Mentions without a name, in order.
pub(super) fn resolve(
    text: &str,
    paragraphs: &[Paragraph],
    linked: &Linked,
    day: Option<Day>,
    knowledge: &Knowledge,
) -> Vec<Mention> {
    let facts = Facts::collect(text, linked, day, knowledge);
    let mut found = Vec::new();
    let mut before = Page::default();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let first = linked.mentions.partition_point(|mention| mention.paragraph < index);
        let last = linked.mentions.partition_point(|mention| mention.paragraph <= index);
        let mut page = Page::read(text, paragraph.span, &linked.mentions[first..last]);
        let reader = Reader { text, linked, facts: &facts, before: &before };
        for (words, by, actor) in reader.references(&mut page) {
            let span = Span::new(page.words[words.start].span.start(), page.words[words.end - 1].span.end());
            found.push(Mention {
                span,
                paragraph: index,
                kind: linked.actors[actor].kind.usual_type(),
                named: false,
                usage: Use::Actor,
                score: 1.0,
                actor: Some(actor),
                link: Some(Link { by, entry: linked.actors[actor].name.clone(), alternatives: None }),
            });
        }
        // A paragraph that names nobody breaks no thread.
        if page.names.iter().any(|name| linked.actors[name.actor].kind != ActorKind::Place) {
            before = page;
        }
    }
    found
}

/// A name that is further away, in words, has no apposition here.
const NEAR_WORDS: usize = 8;

/// Resolves the references of one paragraph.
struct Reader<'a> {
    text: &'a str,
    linked: &'a Linked,
    facts: &'a Facts,
    /// The paragraph before that names somebody.
    before: &'a Page,
}

/// Whether a word looks like a verb behind its subject.
fn is_verb(word: &str) -> bool {
    word.ends_with("ed") || ACT_FORMS.contains(word) || holds(&AUXILIARIES, word)
}

/// "He or she": whoever it is.
fn is_either(page: &Page, word: usize, female: bool) -> bool {
    let others = if female { MEN } else { WOMEN };
    let is_other = |at: usize| others.contains(&page.lower(at));
    page.lower(word + 1) == "or" && is_other(word + 2)
        || word > 1 && page.lower(word - 1) == "or" && is_other(word - 2)
}

/// The one actor of a list that may name it several times.
fn sole(mut actors: Vec<usize>) -> Option<usize> {
    actors.sort_unstable();
    actors.dedup();
    if let [only] = actors[..] { Some(only) } else { None }
}

type Reference = (std::ops::Range<usize>, &'static str, usize);

impl Reader<'_> {
    fn references(&self, page: &mut Page) -> Vec<Reference> {
        let mut found: Vec<Reference> = Vec::new();
        let mut word = 0;
        while word < page.words.len() {
            let reference = if page.covered[word] {
                None
            } else {
                self.person(page, word)
                    .or_else(|| self.it(page, word))
                    .or_else(|| self.description(page, word))
            };
            // "The Nation" may be a name that somebody gave.
            let reference = reference.filter(|(words, ..)| !page.covered[words.clone()].contains(&true));
            match reference {
                Some(reference) => {
                    // What was resolved can be leant on by what follows.
                    let place = Place { actor: reference.2, word: reference.0.start };
                    let at = page.names.partition_point(|name| name.word < place.word);
                    page.names.insert(at, place);
                    word = reference.0.end;
                    found.push(reference);
                }
                None => word += 1,
            }
        }
        found
    }

    /// "He" and "her": the one man or woman that the paragraph speaks of; "he or she" is nobody.
    fn person(&self, page: &Page, word: usize) -> Option<Reference> {
        let lower = page.lower(word);
        let female = WOMEN.contains(&lower);
        if !female && !MEN.contains(&lower) || is_either(page, word, female) {
            return None;
        }
        let last_place = |actor: usize| {
            page.names_before(word).iter().rev().find(|name| name.actor == actor).map(|name| name.word)
        };
        let fits = |actor: usize| {
            self.linked.actors[actor].kind == ActorKind::Person
                && !last_place(actor).is_some_and(|name| self.is_no_subject(page, name))
                && self.facts.female(actor).is_none_or(|one| one == female)
                && !last_place(actor).is_some_and(|name| self.is_own_object(page, name, word))
        };
        let actor = self
            .only_one(page, word, &fits)
            .or_else(|| self.nearest(page, word, &fits))
            .or_else(|| self.further_up(page, word, &fits))
            .or_else(|| self.protagonist(page, word, female).filter(|&actor| fits(actor)))?;
        let since = last_place(actor).unwrap_or(word.saturating_sub(REACH));
        let refused = self.facts.called_female(actor).is_some_and(|before| before != female)
            || (since..word).any(|at| self.is_stranger(page, at))
            || self.comes_again(page, actor, word);
        if refused {
            return None;
        }
        self.facts.call(actor, female);
        Some((word..word + 1, "pronoun", actor))
    }

    /// At the start of a paragraph that speaks of nobody who fits: whom the paragraph before ends with.
    fn further_up(&self, page: &Page, word: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        let nobody = !page.names_before(word).iter().any(|name| fits(name.actor));
        if page.words[word].quote.is_some() || page.words[word].sentence > 0 || !nobody {
            return None;
        }
        let outside = |name: &&Place| self.before.words[name.word].quote.is_none() && fits(name.actor);
        let names = self.before.names_before(self.before.words.len()).iter();
        let names: Vec<&Place> = names.filter(outside).collect();
        let sentence = self.before.words[names.last()?.word].sentence;
        let last = names.iter().filter(|name| self.before.words[name.word].sentence == sentence);
        sole(last.map(|name| name.actor).collect())
    }

    /// "the Marsh campaign", "MARSH: I agree.": a name that the next pronoun does not take up.
    fn is_no_subject(&self, page: &Page, name: usize) -> bool {
        let end =
            (name..page.words.len()).find(|&at| at > name && !page.covered[at]).unwrap_or(page.words.len());
        let behind = &self.text[page.words[end - 1].span.end()..];
        let speaker = name == 0 && behind.starts_with(':');
        let covers_more = page.covered[name] && end < page.words.len();
        let modifier = covers_more && behind.starts_with(' ') && ERA_NOUNS.contains(&page.lower(end));
        speaker || modifier
    }

    /// "Marsh told him": the subject of a clause is not its object.
    fn is_own_object(&self, page: &Page, name: usize, word: usize) -> bool {
        let is_object = page.lower(word) == "him"
            || page.lower(word) == "her" && !self.text[page.words[word].span.end()..].starts_with(' ');
        let clause = (name..word).any(|at| CLAUSE_WORDS.contains(&page.lower(at)));
        let same = page.words[name].sentence == page.words[word].sentence;
        is_object && same && !clause
    }

    /// "A letter he received from Marsh": a subject whose name follows without a pause is somebody else.
    fn comes_again(&self, page: &Page, actor: usize, word: usize) -> bool {
        let here = &page.words[word];
        // "When he left, Marsh waved", with or without the comma.
        let looks_ahead = word > 0 && LOOKING_AHEAD.contains(&page.lower(word - 1));
        if looks_ahead || !matches!(here.lower.as_str(), "he" | "she") {
            return false;
        }
        let from = page.names.partition_point(|name| name.word <= word);
        let near =
            |name: &&Place| name.word <= word + REACH && page.words[name.word].sentence == here.sentence;
        let mut names = page.names[from..].iter().take_while(near);
        let again = names.find(|name| name.actor == actor && !self.is_no_subject(page, name.word));
        // "She was born Ada Tarn."
        let is_other =
            |gap: &str| !gap.contains([',', ';', ':', '“', '”', '"', '—', '–']) && !gap.ends_with("born ");
        again.is_some_and(|name| is_other(&self.text[here.span.end()..page.words[name.word].span.start()]))
    }

    /// Of several, the one of the last sentence that speaks of any.
    fn nearest(&self, page: &Page, word: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        let quote = page.words[word].quote;
        let here = page.names_before(word).iter().filter(|name| fits(name.actor));
        let same: Vec<&Place> = here.filter(|name| page.words[name.word].quote == quote).collect();
        let sentence = page.words[same.last()?.word].sentence;
        let last: Vec<usize> = same
            .iter()
            .filter(|name| page.words[name.word].sentence == sentence)
            .map(|name| name.actor)
            .collect();
        // "Marsh met Bell. He …": who begins a sentence begins the next one.
        let opens =
            word > 0 && page.words[word - 1].sentence == sentence && page.words[word].sentence > sentence;
        let subject = same.iter().find(|name| page.words[name.word].sentence == sentence)?;
        let begins = opens && (subject.word == 0 || page.words[subject.word - 1].sentence < sentence);
        sole(last).or(begins.then_some(subject.actor))
    }

    /// The one man or woman of the document so far, where nobody near might be another one.
    fn protagonist(&self, page: &Page, word: usize, female: bool) -> Option<usize> {
        let is_unknown = |name: &Place| {
            let kind = self.linked.actors[name.actor].kind;
            kind == ActorKind::Person && self.facts.female(name.actor).is_none()
        };
        let before = self.before.names_before(self.before.words.len());
        let doubtful = page.names_before(word).iter().chain(before).any(is_unknown);
        let outside = page.words[word].quote.is_none();
        self.facts.lead(female, page.words[word].span.start()).filter(|_| outside && !doubtful)
    }

    /// "Hamas said it", "Britain reopened its embassy": the body or state that the sentence is about.
    fn it(&self, page: &Page, word: usize) -> Option<Reference> {
        let own = page.lower(word) == "its";
        if !own && page.lower(word) != "it" {
            return None;
        }
        let is_body = |actor: usize| {
            let kind = self.linked.actors[actor].kind;
            matches!(kind, ActorKind::Organisation | ActorKind::State | ActorKind::Group)
        };
        let here = &page.words[word];
        // "It has said": the subject of the sentence before.
        let opens = word > 0 && page.words[word - 1].sentence != here.sentence;
        let sentence = if opens && !own { here.sentence - 1 } else { here.sentence };
        let near = page.names_before(word).iter();
        let spoken_of: Vec<&Place> =
            near.filter(|name| page.words[name.word].sentence == sentence && is_body(name.actor)).collect();
        let subject = if own || opens { spoken_of.first() } else { spoken_of.last() };
        let subject = subject.filter(|name| page.words[name.word].quote == here.quote)?;
        let end = (subject.word + 1..word).find(|&at| !page.covered[at])?;
        let alone = spoken_of.iter().all(|name| name.actor == subject.actor);
        let says = (end..word).any(|at| SAYING.contains(&page.lower(at)));
        let joined = JOINING.contains(&page.lower(word.saturating_sub(1)));
        // "It is no secret that", "it's untrue that", "it would be unkind to": nobody.
        let behind = &self.text[here.span.end()..];
        let empty = !own && EMPTY_IT.iter().any(|is| behind.starts_with(is));
        // "Corvane says (that) it …": what one says of oneself.
        let fits = end + 3 > word && says && is_verb(page.lower(word + 1))
            || alone && self.is_verb_behind(page, end) && (own || opens || joined);
        let leads = own && alone || self.leads_clause(page, subject.word);
        (fits && !empty && leads).then_some((word..word + 1, "pronoun", subject.actor))
    }

    /// Whether a name begins its sentence or clause, with or without "the" in front.
    fn leads_clause(&self, page: &Page, name: usize) -> bool {
        let first = if name > 0 && page.lower(name - 1) == "the" { name - 1 } else { name };
        let Some(before) = first.checked_sub(1).map(|before| &page.words[before]) else { return true };
        let gap = &self.text[before.span.end()..page.words[first].span.start()];
        before.sentence != page.words[name].sentence
            || gap.contains([',', ';', '—', '–', '“', '"'])
            || CLAUSE_WORDS.contains(&before.lower.as_str())
    }

    /// Whether a verb follows the name, so that it is a subject: "Hamas pulled", not "Hamas officials".
    fn is_verb_behind(&self, page: &Page, end: usize) -> bool {
        let next = page.lower(end);
        is_verb(next) && !page.words[end - 1].span.is_possessive(self.text)
    }

    /// Whether an unnamed person stands there: "a farmer", "one official", "a Tunisian nurse", "Marsh's sister".
    fn is_stranger(&self, page: &Page, word: usize) -> bool {
        let owns = page.covered[word] && page.words[word].span.is_possessive(self.text);
        let is_some = matches!(page.lower(word), "a" | "an" | "one" | "another");
        if !(owns || is_some || matches!(page.lower(word), "the" | "his" | "her" | "whose")) {
            return false;
        }
        let is_person = |name: &Place| self.linked.actors[name.actor].kind == ActorKind::Person;
        // "former President Bell's" begins with "former".
        let is_start =
            |&at: &usize| at == 0 || !owns || !(page.covered[at - 1] || holds(&TITLES, page.lower(at - 1)));
        let start = (0..=word).rev().find(is_start).unwrap_or(word);
        let before = start.checked_sub(1).map(|at| page.words[at].span.end());
        let gap = before.map_or("", |end| &self.text[end..page.words[start].span.start()]);
        // "Leyla Marsh (D-Ohio), an economist": that is Leyla Marsh.
        let mut near =
            page.names_before(start).iter().rev().take_while(|name| name.word + NEAR_WORDS > start);
        let apposed = gap.contains(',') && near.any(is_person);
        // "Marsh was Bell's adviser": that is Marsh, but "it was Bell's adviser" is not.
        let is = start.checked_sub(1).is_some_and(|at| BEING.contains(&page.lower(at)));
        let predicate =
            is && !matches!(page.lower(start.saturating_sub(2)), "it" | "there" | "this" | "that");
        if apposed || predicate {
            return false;
        }
        let people = is_some && page.name_at(word + 1).is_some_and(|name| !is_person(name));
        let covered = page.covered.get(word + 1..).unwrap_or_default().iter().take_while(|&&it| people && it);
        let noun = word + 1 + covered.count();
        let here = page.words[word].quote;
        let mut nouns = (noun..noun + 3)
            .take_while(|&at| at < page.words.len() && !page.covered[at] && page.words[at].quote == here);
        let person = nouns.find(|&at| holds(&PERSON_NOUNS, page.lower(at)));
        // "her rival, Bernie Bell": that is his name.
        let named = |noun: usize| {
            page.name_at(noun + 1).is_some_and(is_person)
                && self.text[page.words[noun].span.end()..].starts_with(',')
        };
        self.is_one_of_a_people(page, word) || person.is_some_and(|noun| !named(noun))
    }

    /// "a Tunisian": a people's name behind an article, and no noun behind it.
    fn is_one_of_a_people(&self, page: &Page, word: usize) -> bool {
        let people = page.name_at(word + 1);
        let gap = page.words.get(word + 1).map(|next| &self.text[next.span.end()..]);
        let alone = gap.is_some_and(|gap| gap.starts_with([',', '.', ';']) || gap.starts_with(" who"));
        page.lower(word) != "the"
            && alone
            && people.is_some_and(|name| self.linked.actors[name.actor].kind != ActorKind::Person)
    }

    /// The one fitting actor of the paragraph up to `word`, in the same quotation or outside all; at the start of
    /// a paragraph that names nobody yet, the one of the paragraph before.
    fn only_one(&self, page: &Page, word: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        let quote = page.words[word].quote;
        let here = page.names_before(word).iter();
        let same = here.filter(|name| page.words[name.word].quote == quote && fits(name.actor));
        let mut actors: Vec<usize> = same.map(|name| name.actor).collect();
        if actors.is_empty() && quote.is_none() && page.words[word].sentence == 0 {
            let names = self.before.names_before(self.before.words.len()).iter();
            let outside =
                names.filter(|name| self.before.words[name.word].quote.is_none() && fits(name.actor));
            actors = outside.map(|name| name.actor).collect();
        }
        sole(actors)
    }

    /// "the French president", "the ministry", "the group".
    fn description(&self, page: &Page, word: usize) -> Option<Reference> {
        if page.lower(word) != "the" {
            return None;
        }
        self.office(page, word).or_else(|| self.body(page, word)).or_else(|| self.state(page, word))
    }

    /// "the president", "the French president": the one person of the document in that office.
    fn office(&self, page: &Page, word: usize) -> Option<Reference> {
        // A demonym may stand in between; anything else makes it another office.
        let nation = page.name_at(word + 1);
        let mut head = word + 1;
        while nation.is_some()
            && page.covered.get(head) == Some(&true)
            && (head == word + 1 || page.name_at(head).is_none())
        {
            head += 1;
        }
        let (end, office) = self.office_from(page, head)?;
        let country = nation.map(|name| self.linked.actors[name.actor].id.as_str());
        let holder = sole(self.facts.holders(&office, country))?;
        // "the president, Jane Marsh": the name itself follows.
        let named =
            [end, end + 1].iter().any(|&at| page.name_at(at).is_some_and(|name| name.actor == holder));
        let goes_on =
            matches!(page.lower(end), "of" | "for" | "and" | "or") || page.covered.get(end) == Some(&true);
        // A name inside stays a mention of its own.
        let start = if nation.is_some() { head } else { word };
        (!named && !goes_on).then_some((start..end, "description", holder))
    }

    /// The longest office that begins at `head`, and where it ends.
    fn office_from(&self, page: &Page, head: usize) -> Option<(usize, String)> {
        let named = |n_words: usize| {
            let words = page.words.get(head..head + n_words)?;
            let office = words.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ");
            let free = !page.covered[head..head + n_words].contains(&true);
            (free && OFFICE_NOUNS.contains(office.as_str())).then_some((head + n_words, office))
        };
        (1..=3).rev().find_map(named)
    }

    /// "the ministry" where one ministry is named; "the group" where the paragraph speaks of one body.
    fn body(&self, page: &Page, word: usize) -> Option<Reference> {
        let noun = page.lower(word + 1);
        let end = word + 2;
        if page.covered.get(word + 1) != Some(&false) || self.goes_on(page, end) {
            return None;
        }
        let here = page.words[word].span.start();
        let is_body = |actor: usize| {
            self.linked.actors[actor].kind == ActorKind::Organisation && self.facts.is_named(actor, here)
        };
        // "across the board", "on the board": no body.
        if noun == "board" && matches!(page.lower(word.saturating_sub(1)), "across" | "on") {
            return None;
        }
        if holds(&BODY_NOUNS, noun) {
            let called = self.facts.bodies(noun);
            let is_called = |actor: usize| is_body(actor) && called.contains(&actor);
            let so_called: Vec<usize> = called.iter().copied().filter(|&actor| is_body(actor)).collect();
            if !so_called.is_empty() {
                let only = sole(so_called).or_else(|| self.only_one(page, word, &is_called))?;
                return Some((word..end, "description", only));
            }
        }
        if holds(&GENERIC_BODY_NOUNS, noun) {
            let only = self.only_one(page, word, &is_body)?;
            return Some((word..end, "description", only));
        }
        None
    }

    /// "the country": the one state that the paragraph speaks of.
    fn state(&self, page: &Page, word: usize) -> Option<Reference> {
        let end = word + 2;
        // "in the country" is somewhere.
        let somewhere = word > 0 && holds(&INSIDE, page.lower(word - 1));
        if somewhere || !holds(&STATE_NOUNS, page.lower(word + 1)) || self.goes_on(page, end) {
            return None;
        }
        let is_state = |actor: usize| self.linked.actors[actor].kind == ActorKind::State;
        self.only_one(page, word, &is_state).map(|state| (word..end, "description", state))
    }

    /// Whether the noun goes on behind `end`, so that something else is meant: "the group of seven", "the bank manager".
    fn goes_on(&self, page: &Page, end: usize) -> bool {
        page.words.get(end).is_some_and(|next| {
            let gap = &self.text[page.words[end - 1].span.end()..next.span.start()];
            gap == " "
                && (matches!(next.lower.as_str(), "of" | "for" | "that" | "which" | "whose")
                    || page.covered[end])
        })
    }
}
