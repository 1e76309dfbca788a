//! Who speaks in a part of a paragraph (pure).
//!
//! A holder is the subject of a speech verb outside quotation marks: in a sentence that mentions the judged actor, best
//! before that mention, else the nearest one. A pronoun stands for whom the linker found if the passage names that actor;
//! else it describes nobody and leaves the holder open, and so does whatever the rules are not sure of.

use std::ops::Range;

use super::words::{
    BE, BEFORE_NOUNS, BETWEEN, MEANS, OPENERS, PREPOSITIONS, PRONOUNS, RELATIVES, SPEECH, SUBJECTS, TITLES,
};
use crate::types::{EntityType, Holder, Mention, Span, Use};

/// Holders are looked for within so many bytes on either side of a judged name.
const REACH_BYTES: usize = 1000;

/// The most words between a subject's name and its verb: "the minister Ann Lee *of the Green party* said".
const REACH_WORDS: usize = 4;

/// The most words of a description: "a retired colonel from the second brigade".
const DESCRIPTION_WORDS: usize = 7;

/// A shorter quotation may be a title or words that the author holds at a distance.
const QUOTATION_CHARS: usize = 40;

/// Marks of quotation that belong together.
const PAIRS: [(char, char); 3] = [('“', '”'), ('"', '"'), ('«', '»')];

/// Marks that a clause does not reach across.
const CLAUSE_MARKS: [char; 9] = ['“', '”', '"', '«', '»', ':', ';', '—', '–'];

/// The part of a paragraph in which a holder is looked for.
pub(super) struct Passage<'a> {
    text: &'a str,
    span: Span,
    /// Its words outside quotation marks, without the marks around them.
    words: Vec<Span>,
    /// Where each of its sentences but the last ends.
    ends: Vec<usize>,
    mentions: &'a [Mention],
}

/// On which side of its verb a subject stands.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    After,
}

impl<'a> Passage<'a> {
    /// The part of a paragraph around a name, as far as a holder may stand from it.
    pub(super) fn around(text: &'a str, paragraph: Span, name: Span, mentions: &'a [Mention]) -> Self {
        let start = text.ceil_char_boundary(name.start().saturating_sub(REACH_BYTES)).max(paragraph.start());
        let end = text.floor_char_boundary(name.start() + REACH_BYTES).min(paragraph.end()).max(start);
        let passage = Span::new(start, end).of(text);
        let words = unquoted_words(passage);
        let ends = passage.char_indices().filter(|&(at, c)| ends_sentence(passage, at, c));
        let first = mentions.partition_point(|mention| mention.span.end() <= start);
        let last = mentions.partition_point(|mention| mention.span.start() < end);
        Self {
            text,
            span: Span::new(start, end),
            words: words.into_iter().map(|word| word.shifted(start)).collect(),
            ends: ends.map(|(at, c)| start + at + c.len_utf8()).collect(),
            mentions: &mentions[first.min(last)..last],
        }
    }

    /// Whether a paragraph mentions an actor in long quotations only; never, if the paragraph reaches beyond the passage.
    pub(super) fn quotes_all(&self, paragraph: Span, judged: &[&Mention]) -> bool {
        let passage = self.span.of(self.text);
        let mut quotes = quotations(passage);
        quotes.retain(|quote| is_long_quotation(passage, quote));
        self.span == paragraph
            && !judged.is_empty()
            && judged.iter().all(|name| is_inside(&quotes, name.span.start() - self.span.start()))
    }

    /// Everybody who speaks, the likeliest holder of a judgement first, and whether in a sentence without the judged
    /// actor; none inside for a pronoun that describes nobody.
    pub(super) fn speakers(&self, first: Span, judged: &[&Mention]) -> Vec<(bool, Option<Holder>)> {
        let within = judged.iter().filter(|name| first.start().abs_diff(name.span.start()) <= REACH_BYTES);
        let own: Vec<usize> = within.map(|name| self.sentence(name.span.start())).collect();
        let speaker = |index: usize| {
            let (at, holder) = (self.words[index].start(), self.subject(index)?);
            let is_elsewhere = !own.contains(&self.sentence(at));
            let is_after = !is_elsewhere && at > first.start();
            Some(((is_elsewhere, is_after, at.abs_diff(first.start())), holder))
        };
        let mut found: Vec<_> = (0..self.words.len()).filter_map(speaker).collect();
        found.sort_by_key(|(order, _)| *order);
        found.into_iter().map(|((is_elsewhere, ..), holder)| (is_elsewhere, holder)).collect()
    }

    /// The number of the sentence at a byte.
    fn sentence(&self, at: usize) -> usize {
        self.ends.partition_point(|&end| end <= at)
    }

    fn word(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |word| word.of(self.text))
    }

    /// Whom a pronoun stands for, by a name of the passage.
    fn meant(&self, pronoun: usize) -> Option<Holder> {
        let at = self.words[pronoun];
        let reference = self.mentions.iter().find(|mention| !mention.named && mention.span == at)?;
        let actor = reference.actor?;
        self.mentions.iter().find(|mention| mention.named && mention.actor == Some(actor)).map(holder)
    }

    /// Who does what the word says, if it is a speech verb with a subject; none inside for a pronoun that describes nobody.
    fn subject(&self, verb: usize) -> Option<Option<Holder>> {
        if self.word(verb).eq_ignore_ascii_case("according") && self.word(verb + 1) == "to" {
            return self.after(verb + 2);
        }
        if SPEECH.binary_search(&self.word(verb)).is_err() {
            return None;
        }
        let sentence = self.sentence(self.words[verb].start());
        let begin = self.words[..verb].partition_point(|word| self.sentence(word.start()) < sentence);
        if self.word(verb + 1) == "by" && !is_one_of(MEANS, self.word(verb + 2)) {
            return self.after(verb + 2);
        }
        let mut end = verb;
        while end > begin && (is_one_of(BETWEEN, self.word(end - 1)) || self.word(end - 1).ends_with("ly")) {
            end -= 1;
        }
        let is_adjective = |index: usize| {
            let between = &self.text[self.words[index].end()..self.words[index + 1].start()];
            is_one_of(BEFORE_NOUNS, self.word(index)) && !between.contains(CLAUSE_MARKS)
        };
        if end > begin && (is_one_of(BE, self.word(end - 1)) || is_adjective(end - 1)) {
            return None;
        }
        if end > begin && is_one_of(PRONOUNS, self.word(end - 1)) {
            return Some(self.meant(end - 1).filter(|_| is_one_of(SUBJECTS, self.word(end - 1))));
        }
        if end > begin && is_one_of(RELATIVES, self.word(end - 1)) {
            end -= 1;
        }
        self.before(begin, end, self.words[verb])
    }

    /// The subject among the words from `begin` to `end`, right before a verb.
    fn before(&self, begin: usize, end: usize, verb: Span) -> Option<Option<Holder>> {
        let cut = |index: usize| {
            let next = if index + 1 < end { self.words[index + 1].start() } else { verb.start() };
            let between = &self.text[self.words[index].end()..next];
            between.contains(CLAUSE_MARKS)
        };
        let is_verb = |index: usize| SPEECH.binary_search(&self.word(index)).is_ok();
        let start =
            (begin..end).rev().find(|&index| cut(index) || is_verb(index)).map_or(begin, |index| index + 1);
        if start == end {
            // "…," said Ann Lee: nothing that could be a subject stands between the quotation and the verb.
            let at = self.words.partition_point(|word| word.start() <= verb.start());
            return self.introduced(at).map(Some).or_else(|| self.after(at));
        }
        // "Rep. Ann Lee, D-Calif., said": a dot may stand before the comma.
        let comma =
            |index: usize| self.text[self.words[index].end()..].trim_start_matches('.').starts_with(',');
        let after_verb = start > begin && is_verb(start - 1);
        if comma(end - 1) {
            // "Ann Lee, mayor of Orla, said": the name before the apposition.
            let head =
                self.named(start, end).find(|mention| self.text[mention.span.end()..].starts_with(','));
            return head.filter(|_| !after_verb).map(|mention| Some(holder(mention)));
        }
        let tail = (start..end).rev().find(|&index| comma(index)).map_or(start, |index| index + 1);
        let named: Vec<&Mention> = self.named(tail, end).collect();
        let gap = |mention: &Mention| {
            end.saturating_sub(self.words.partition_point(|word| word.start() < mention.span.end()))
        };
        let person = named.iter().rev().find(|mention| mention.kind == EntityType::Per);
        let reach = if after_verb { 0 } else { REACH_WORDS };
        if let Some(mention) = person.or(named.last()).filter(|mention| gap(mention) <= reach) {
            return Some(Some(holder(mention)));
        }
        if after_verb { None } else { self.described(tail, end, Side::Before).map(Some) }
    }

    /// The subject that begins at a word: a name, or else a description, up to the next mark.
    fn after(&self, begin: usize) -> Option<Option<Holder>> {
        let last = self.words.len().checked_sub(1)?;
        let sentence = self.sentence(self.words.get(begin)?.start());
        if self.ends_clause(self.words[begin].end()) && is_one_of(PRONOUNS, self.word(begin)) {
            return Some(self.meant(begin));
        }
        if is_one_of(PRONOUNS, self.word(begin)) && self.word(begin) != "her" {
            return Some(None);
        }
        let stops = |index: usize| {
            let next = self.words[index + 1];
            let between = &self.text[self.words[index].end()..next.start()];
            between.contains(',') || between.contains(CLAUSE_MARKS) || self.sentence(next.start()) != sentence
        };
        let end = (begin..last).find(|&index| stops(index)).unwrap_or(last) + 1;
        let gap = |mention: &Mention| {
            self.words[begin..end].partition_point(|word| word.end() <= mention.span.start())
        };
        let named: Vec<&Mention> =
            self.named(begin, end).filter(|mention| gap(mention) <= REACH_WORDS).collect();
        let person = named.iter().find(|mention| mention.kind == EntityType::Per);
        match person.or(named.first()) {
            Some(mention) => Some(Some(holder(mention))),
            None => self.described(begin, end, Side::After).map(Some),
        }
    }

    /// The person whose name follows a description that begins at a word: "the convenor, Ann Lee".
    fn introduced(&self, begin: usize) -> Option<Holder> {
        let comma = |index: &usize| self.text[self.words[*index].end()..].starts_with(',');
        let head = (begin..self.words.len()).take(DESCRIPTION_WORDS).find(comma)?;
        let name = self.words.get(head + 1)?;
        if self.named(begin, head + 1).next().is_some() || is_one_of(PRONOUNS, self.word(begin)) {
            return None;
        }
        let is_name = |mention: &&Mention| {
            mention.named
                && mention.kind == EntityType::Per
                && mention.span.start() == name.start()
                && self.ends_clause(mention.span.end())
        };
        self.mentions.iter().find(is_name).map(holder)
    }

    /// Whether a mark or the end of the passage follows a byte.
    fn ends_clause(&self, at: usize) -> bool {
        let rest = &self.text[at..self.span.end().max(at)];
        rest.trim_start().is_empty() || rest.starts_with([',', '.', ';', '!', '?', '”', '"', '»', ')'])
    }

    /// The names and descriptions that could be subjects among some words: no places, no possessives, no pronouns.
    fn named(&self, begin: usize, end: usize) -> impl Iterator<Item = &'a Mention> {
        let (from, to) = (self.words[begin].start(), self.words[end - 1].end());
        let text = self.text;
        self.mentions.iter().filter(move |mention| {
            mention.span.start() < to
                && from < mention.span.end()
                && mention.usage != Use::Place
                && mention.kind != EntityType::Misc
                && (mention.named || mention.span.of(text).contains(char::is_whitespace))
                && !mention.span.is_possessive(text)
        })
    }

    /// Some words, if they can describe somebody.
    fn described(&self, begin: usize, end: usize, side: Side) -> Option<Holder> {
        let (mut begin, mut end) = (begin, end);
        match side {
            Side::Before => begin = begin.max(end.saturating_sub(DESCRIPTION_WORDS)),
            Side::After => end = end.min(begin + DESCRIPTION_WORDS),
        }
        while begin < end && is_one_of(OPENERS, self.word(begin)) {
            begin += 1;
        }
        let is_doubtful = |index: usize| {
            let word = self.word(index);
            let is_possessive = word.eq_ignore_ascii_case("her") && index + 1 < end;
            is_one_of(PRONOUNS, word) && !is_possessive
                || is_one_of(BE, word)
                || is_one_of(OPENERS, word)
                || is_one_of(BETWEEN, word)
        };
        let is_article = |word: &str| matches!(word.to_lowercase().as_str(), "a" | "an" | "the" | "new");
        if begin == end
            || is_one_of(PREPOSITIONS, self.word(begin))
            || (begin..end).any(is_doubtful)
            || (begin..end).all(|index| is_article(self.word(index)))
        {
            return None;
        }
        Some(Holder { actor: None, span: Span::new(self.words[begin].start(), self.words[end - 1].end()) })
    }
}

fn holder(mention: &Mention) -> Holder {
    Holder { actor: mention.actor, span: mention.span }
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The words of a text outside its quotation marks.
pub(super) fn unquoted_words(text: &str) -> Vec<Span> {
    let quotes = quotations(text);
    words(text).filter(|word| !is_inside(&quotes, word.start())).collect()
}

/// The words of a text: runs without space, less the marks around them.
fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.split_whitespace().filter_map(move |run| {
        let at = run.as_ptr() as usize - text.as_ptr() as usize;
        let start = run.find(char::is_alphanumeric)?;
        let (last, c) = run.char_indices().rfind(|(_, c)| c.is_alphanumeric())?;
        Some(Span::new(at + start, at + last + c.len_utf8()))
    })
}

/// Byte ranges between quotation marks; a mark that is never closed reaches to the end of the text.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“' | '"' | '«', None) => open = Some(at),
            ('”' | '"' | '»', Some(start)) => {
                quotes.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    quotes.extend(open.map(|start| start..text.len()));
    quotes
}

fn is_inside(quotes: &[Range<usize>], at: usize) -> bool {
    quotes.get(quotes.partition_point(|quote| quote.end <= at)).is_some_and(|quote| quote.start <= at)
}

/// Whether marks that belong together stand around so many words that they can only be somebody's.
fn is_long_quotation(text: &str, quote: &Range<usize>) -> bool {
    let (open, close) = (text[quote.start..].chars().next(), text[quote.end..].chars().next());
    let opens =
        text[..quote.start].chars().next_back().is_none_or(|c| c.is_whitespace() || "([—–-".contains(c));
    let closes = text[..quote.end].chars().next_back().is_some_and(|c| !c.is_whitespace());
    let is_pair = open.zip(close).is_some_and(|pair| PAIRS.contains(&pair));
    is_pair && opens && closes && text[quote.clone()].chars().nth(QUOTATION_CHARS).is_some()
}

/// Whether the mark at a byte ends a sentence: space or a closing mark follows, and no title or initial stands before.
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    if !matches!(c, '.' | '!' | '?') {
        return false;
    }
    let follows = text[at + c.len_utf8()..].chars().next();
    let is_free = follows.is_none_or(|next| next.is_whitespace() || "”\"’'»".contains(next));
    let before = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    is_free && before.chars().count() > 2 && !is_one_of(TITLES, before)
}
