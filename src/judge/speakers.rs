//! Who speaks in a part of a paragraph (pure).
//!
//! A holder is whom words of speech outside quotation marks belong to: the subject of a verb, whoever stands after "by",
//! "according to" or "criticism from", a name with a colon at the beginning, the signature below a post. It is looked
//! for in a sentence that mentions the judged actor, best before that mention, else in the nearest one. A pronoun stands
//! for whom the linker found if the passage names that actor; else it describes nobody and leaves the holder open, and
//! so does whatever the rules are not sure of.

use super::passage::{Passage, REACH_BYTES};
use super::subjects::Subject;
use super::words::{
    ATTITUDES, AUXILIARIES, BE, BEFORE_NOUNS, BETWEEN, BY, DOCUMENTS, JUDGEMENTS, MEANS, MODALS, PARTICIPLES,
    PHRASES, PLURAL, SPEECH, is_one_of,
};
use crate::types::{EntityType, Holder, Mention, Span};

/// The most words between the parts of "took the paper to task".
const TASK_WORDS: usize = 8;

/// The most words from "was" and a verb of speech to "by": "was branded a thief by Lee".
const BY_WORDS: usize = 5;

/// The most words of a signature with its dash: "— Ann Lee (@annlee) March 3, 2026".
const SIGNATURE_WORDS: usize = 10;

/// Whoever speaks somewhere in a passage.
pub(super) struct Speaker {
    /// Whether in a sentence without the judged actor.
    pub(super) is_elsewhere: bool,
    /// Nobody for a pronoun that describes nobody.
    pub(super) holder: Option<Holder>,
}

/// How a word says that somebody speaks.
#[derive(Clone, Copy, PartialEq)]
enum Verb {
    /// "accused", "accuses", "shot back": the subject stands beside it.
    Finite,
    /// "accuse": the same, where the subject is a plural.
    Plural,
    /// "accusing": the subject of the sentence.
    Participle,
    /// "worried", after "is".
    Attitude,
}

impl Passage<'_> {
    /// Everybody who speaks, the likeliest holder of a judgement first.
    pub(super) fn speakers(&self, first: Span, judged: &[&Mention]) -> Vec<Speaker> {
        let within = judged.iter().filter(|name| first.start().abs_diff(name.span.start()) <= REACH_BYTES);
        let own: Vec<usize> = within.map(|name| self.sentence(name.span.start())).collect();
        let is_judged = |holder: &Holder| judged.iter().any(|name| name.actor == holder.actor);
        let signed = self.signature().or_else(|| self.announced());
        let (mut found, mut last) = (Vec::new(), signed.clone());
        for index in 0..self.words.len() {
            let Some((subject, is_loose)) = self.subject_at(index) else { continue };
            let at = self.words[index].start();
            let is_elsewhere = !own.contains(&self.sentence(at));
            let is_after = !is_elsewhere && at > first.start();
            let holder = match subject {
                // "Lee said that it was late. … he said": whoever spoke before.
                Subject::Pronoun(meant) if meant.as_ref().is_none_or(is_judged) => {
                    last.clone().or_else(|| self.only_person(index, judged)).or(meant)
                }
                other => other.holder(),
            };
            last = holder.clone().filter(|holder| !is_judged(holder)).or(last);
            found.push(((is_elsewhere, is_loose, is_after, at.abs_diff(first.start())), holder));
        }
        found.sort_by_key(|(order, _)| *order);
        let named = found.into_iter().map(|((is_elsewhere, ..), holder)| Speaker { is_elsewhere, holder });
        named.chain(signed.map(|holder| Speaker { is_elsewhere: true, holder: Some(holder) })).collect()
    }

    /// Who speaks by the word, and whether less certainly: by a participle, a report, "Lee's criticism".
    fn subject_at(&self, index: usize) -> Option<(Subject, bool)> {
        let (word, next) = (self.word(index), self.word(index + 1));
        if word.eq_ignore_ascii_case("according") && next == "to" {
            let source = self.after(index + 2)?;
            let is_document = self.is_document(&source, index + 2);
            return Some((source, is_document));
        }
        if word == "words" && next == "of" || matches!(next, "from" | "by") && is_one_of(JUDGEMENTS, word) {
            return Some((self.after(index + 2)?, false));
        }
        if is_one_of(JUDGEMENTS, word)
            && let Some(owner) = self.owner(index)
        {
            return Some((owner, true));
        }
        let sentence = self.before_in_sentence(index);
        let is_end = |&index: &usize| self.clause_ends(index, self.words[index + 1].start());
        let mut end = index;
        while end > sentence.start && self.is_between(end - 1) && !is_end(&(end - 1)) {
            end -= 1;
        }
        let begin = (sentence.start..end).rev().find(is_end).map_or(sentence.start, |index| index + 1);
        let is_done = end > begin && is_one_of(BE, self.word(end - 1));
        if SPEECH.contains(word) || is_one_of(BY, word) {
            let reach = if is_done { BY_WORDS } else { 1 };
            let by = (index + 1..=index + reach).find(|&at| self.word(at) == "by");
            if let Some(by) = by.filter(|by| !is_one_of(MEANS, self.word(by + 1))) {
                return Some((self.after(by + 1)?, false));
            }
        }
        let subject = match self.verb(index)? {
            Verb::Attitude if is_done => {
                return Some((self.before(begin, end - 1, self.words[end - 1])?, true));
            }
            Verb::Participle if is_done => self.before(begin, end - 1, self.words[end - 1])?,
            Verb::Participle => return Some((self.leading(begin, end, index)?, true)),
            Verb::Attitude => return None,
            _ if is_done || self.is_before_noun(begin, end) => return None,
            Verb::Finite => self.before(begin, end, self.words[index])?,
            Verb::Plural => {
                let does = (end..index).any(|index| matches!(self.word(index), "did" | "do" | "does"));
                let may = (end..index).any(|index| is_one_of(MODALS, self.word(index)));
                let subject = self.before(begin, end, self.words[index])?;
                let are_several = (begin..end).any(|index| self.word(index) == "and");
                let agrees = does || !may && (are_several || subject.is_plural(self.text));
                return agrees.then_some((subject, false));
            }
        };
        Some((subject, false))
    }

    /// The one person besides the judged one whom the passage names before a word outside quotation marks.
    fn only_person(&self, index: usize, judged: &[&Mention]) -> Option<Holder> {
        let is_quoted =
            |mention: &Mention| !self.words[..index].iter().any(|word| word.overlaps(mention.span));
        let is_other = |mention: &&Mention| {
            mention.named
                && mention.kind == EntityType::Per
                && !mention.span.is_possessive(self.text)
                && judged.iter().all(|name| name.actor != mention.actor)
                && !is_quoted(mention)
        };
        let mut others = self.mentions.iter().filter(is_other);
        let first = others.next()?;
        others.all(|other| other.actor == first.actor).then(|| Holder::from(first))
    }

    /// Whether a source that begins at a word is a thing to read or hear: "a report by Lee", "an Orla News poll".
    fn is_document(&self, source: &Subject, begin: usize) -> bool {
        let (Subject::Named(holder, _) | Subject::Described(holder)) = source else { return false };
        let end = self.words.partition_point(|word| word.start() < holder.span.end());
        (begin..end + 1).any(|index| is_one_of(DOCUMENTS, self.word(index)))
    }

    /// Whether the word, or it and the next ones, is a verb of speech.
    pub(super) fn is_speech(&self, index: usize) -> bool {
        matches!(self.verb(index), Some(Verb::Finite | Verb::Plural))
    }

    fn verb(&self, index: usize) -> Option<Verb> {
        let (word, next) = (self.word(index), self.word(index + 1));
        let is_phrase = PHRASES.iter().any(|(verb, after)| *verb == word && is_one_of(after, next));
        let takes_to_task = matches!(word, "took" | "takes")
            && (index + 1..index + TASK_WORDS).any(|at| self.word(at) == "to" && self.word(at + 1) == "task");
        if is_phrase || takes_to_task || SPEECH.contains(word) {
            return Some(Verb::Finite);
        }
        if PLURAL.contains(word) {
            return Some(Verb::Plural);
        }
        if ATTITUDES.contains(word) {
            return Some(Verb::Attitude);
        }
        PARTICIPLES.contains(word).then_some(Verb::Participle)
    }

    /// Whether a word stands between a subject and its verb and is neither.
    pub(super) fn is_between(&self, index: usize) -> bool {
        let word = self.word(index);
        is_one_of(BETWEEN, word)
            || is_one_of(AUXILIARIES, word)
            || is_one_of(MODALS, word)
            || word.ends_with("ly")
    }

    /// Whether the words up to `end` make an adjective or an infinitive of what follows: "an alleged thief".
    fn is_before_noun(&self, begin: usize, end: usize) -> bool {
        let Some(last) = end.checked_sub(1).filter(|&last| last >= begin) else { return false };
        let word = self.word(last);
        let is_noun = is_one_of(BEFORE_NOUNS, word) || word.ends_with("'s") || word.ends_with("’s");
        is_noun && self.gap(last).trim().is_empty()
    }

    /// Who signed a quotation or a post: "…” — Ann Lee, Orla News", "— Ann Lee (@annlee)".
    fn signature(&self) -> Option<Holder> {
        let text = self.span.of(self.text);
        let dash = text.rfind(['—', '–'])?;
        let (before, after) = (text[..dash].trim_end(), &text[dash..]);
        let is_signed = before.ends_with(['”', '"', '»']) || after.contains("(@");
        let is_short = after.split_whitespace().nth(SIGNATURE_WORDS).is_none();
        let signs = |mention: &&Mention| {
            mention.named
                && mention.kind == EntityType::Per
                && mention.span.start() > self.span.start() + dash
        };
        self.mentions.iter().find(signs).filter(|_| is_signed && is_short).map(Holder::from)
    }

    /// Whose words follow a name and a colon at the beginning: "Lee: We deserve better".
    fn announced(&self) -> Option<Holder> {
        let first = self.mentions.iter().find(|mention| mention.named)?;
        let is_first =
            self.text[self.span.start()..first.span.start().max(self.span.start())].trim().is_empty();
        let is_speaker = first.kind == EntityType::Per && self.text[first.span.end()..].starts_with(": ");
        (is_first && is_speaker).then(|| Holder::from(first))
    }
}
