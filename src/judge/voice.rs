//! Who expresses a stance: the text itself, or somebody whom it quotes (pure).
//!
//! Whether somebody quoted judges is the model's reading. Whom, is found by rules: the subject of a speech verb outside
//! quotation marks, in a sentence that names the judged actor, else the nearest one. A pronoun describes nobody, so it
//! leaves the holder open, and so does whatever the rules are not sure of.

use std::ops::Range;

use super::Verdict;
use super::words::{BE, BETWEEN, OPENERS, PRONOUNS, RELATIVES, SPEECH, TITLES};
use crate::types::{EntityType, Holder, Mention, Span, Stance, Use, Voice};

/// Holders are looked for within so many bytes on either side of a judged name.
const REACH_BYTES: usize = 1000;

/// The most words between a subject's name and its verb: "the minister Ann Lee *of the Green party* said".
const REACH_WORDS: usize = 4;

/// The most words of a description: "a retired colonel from the second brigade".
const DESCRIPTION_WORDS: usize = 7;

/// Marks that a clause does not reach across.
const CLAUSE_MARKS: [char; 9] = ['“', '”', '"', '«', '»', ':', ';', '—', '–'];

/// The voice behind a verdict on `actor`.
///
/// `(text, paragraph, mentions)` is a paragraph of a text with its mentions, in order.
pub fn voice(
    (text, paragraph, mentions): (&str, Span, &[Mention]),
    actor: usize,
    verdict: &Verdict,
) -> Voice {
    if verdict.stance == Stance::Neutral || verdict.quoted <= 0.5 {
        return Voice::Author;
    }
    let judged = mentions.iter().filter(|mention| mention.actor == Some(actor)).map(|mention| mention.span);
    let judged: Vec<Span> = judged.collect();
    let first = judged.first().copied().unwrap_or(Span::new(paragraph.start(), paragraph.start()));
    let passage = Passage::around(text, paragraph, first, mentions);
    let within = judged.iter().filter(|span| first.start().abs_diff(span.start()) <= REACH_BYTES);
    let own: Vec<usize> = within.map(|span| passage.sentence(span.start())).collect();
    let mut speakers: Vec<(bool, usize, Option<Holder>)> = Vec::new(); // (in another sentence, bytes away, holder)
    for index in 0..passage.words.len() {
        if let Some(holder) = passage.subject(index) {
            let verb = passage.words[index];
            let is_elsewhere = !own.contains(&passage.sentence(verb.start()));
            speakers.push((is_elsewhere, verb.start().abs_diff(first.start()), holder));
        }
    }
    speakers.sort_by_key(|(is_elsewhere, distance, _)| (*is_elsewhere, *distance));
    let is_self = |holder: &Option<Holder>| holder.as_ref().is_some_and(|it| it.actor == Some(actor));
    let another = speakers.iter().find(|(_, _, holder)| !is_self(holder));
    // Whoever praises himself is quoted; whoever is blamed is hardly his own accuser.
    let found = match (another, verdict.stance) {
        (None, Stance::Favor) => speakers.first(),
        _ => another,
    };
    Voice::Quoted(found.and_then(|(_, _, holder)| holder.clone()))
}

/// The part of a paragraph in which a holder is looked for.
struct Passage<'a> {
    text: &'a str,
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
    fn around(text: &'a str, paragraph: Span, name: Span, mentions: &'a [Mention]) -> Self {
        let start = text.ceil_char_boundary(name.start().saturating_sub(REACH_BYTES)).max(paragraph.start());
        let end = text.floor_char_boundary(name.end() + REACH_BYTES).min(paragraph.end()).max(start);
        let passage = Span::new(start, end).of(text);
        let quotes = quotations(passage);
        let words = words(passage).filter(|word| !is_inside(&quotes, word.start()));
        let ends = passage.char_indices().filter(|&(at, c)| ends_sentence(passage, at, c));
        let first = mentions.partition_point(|mention| mention.span.end() <= start);
        let last = mentions.partition_point(|mention| mention.span.start() < end);
        Self {
            text,
            words: words.map(|word| word.shifted(start)).collect(),
            ends: ends.map(|(at, c)| start + at + c.len_utf8()).collect(),
            mentions: &mentions[first.min(last)..last],
        }
    }

    /// The number of the sentence at a byte.
    fn sentence(&self, at: usize) -> usize {
        self.ends.partition_point(|&end| end <= at)
    }

    fn word(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |word| word.of(self.text))
    }

    /// Who does what the word says, if it is a speech verb with a subject; none inside for a pronoun.
    fn subject(&self, verb: usize) -> Option<Option<Holder>> {
        let is_by = self.word(verb + 1) == "by";
        if self.word(verb).eq_ignore_ascii_case("according") && self.word(verb + 1) == "to" {
            return self.after(verb + 2);
        }
        if SPEECH.binary_search(&self.word(verb)).is_err() {
            return None;
        }
        if is_by {
            return self.after(verb + 2);
        }
        let sentence = self.sentence(self.words[verb].start());
        let begin = self.words[..verb].partition_point(|word| self.sentence(word.start()) < sentence);
        let mut end = verb;
        while end > begin && (is_one_of(BETWEEN, self.word(end - 1)) || self.word(end - 1).ends_with("ly")) {
            end -= 1;
        }
        if end > begin && is_one_of(BE, self.word(end - 1)) {
            return None;
        }
        if end > begin && is_one_of(PRONOUNS, self.word(end - 1)) {
            return Some(None);
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
            return self.after(at);
        }
        let comma = |index: usize| self.text[self.words[index].end()..].starts_with(',');
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
        if is_one_of(PRONOUNS, self.word(begin)) {
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

    /// The names that could be subjects among some words: no places, no possessives.
    fn named(&self, begin: usize, end: usize) -> impl Iterator<Item = &'a Mention> {
        let (from, to) = (self.words[begin].start(), self.words[end - 1].end());
        let text = self.text;
        self.mentions.iter().filter(move |mention| {
            let rest = &text[mention.span.end()..];
            mention.span.start() < to
                && from < mention.span.end()
                && mention.usage != Use::Place
                && mention.kind != EntityType::Misc
                && !rest.starts_with("'s")
                && !rest.starts_with("’s")
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
            is_one_of(PRONOUNS, word)
                || is_one_of(BE, word)
                || is_one_of(OPENERS, word)
                || is_one_of(BETWEEN, word)
        };
        let is_article = |word: &str| matches!(word.to_lowercase().as_str(), "a" | "an" | "the" | "new");
        if begin == end
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PIECES: &[&str] = &[
        "Ann",
        " ",
        "said",
        "who ",
        "was ",
        "by ",
        ", ",
        ". ",
        "“",
        "”",
        "\"",
        "’s",
        "é",
        "🙂",
        "according to ",
        "He ",
    ];

    fn mention(span: Span, actor: usize) -> Mention {
        Mention {
            span,
            paragraph: 0,
            kind: EntityType::Per,
            named: true,
            usage: Use::Actor,
            score: 1.0,
            actor: Some(actor),
            link: None,
        }
    }

    /// Names in `text` are actors 0, 1, 2 … in the order of `names`; the stance is toward actor 0.
    fn check(text: &str, names: &[&str], expected: Option<&str>) {
        check_stance(Stance::Against, text, names, expected);
    }

    fn check_stance(stance: Stance, text: &str, names: &[&str], expected: Option<&str>) {
        let mut mentions: Vec<Mention> = names
            .iter()
            .enumerate()
            .flat_map(|(actor, name)| {
                text.match_indices(name).map(move |(at, _)| mention(Span::new(at, at + name.len()), actor))
            })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        let verdict = Verdict { probabilities: [0.0; 3], stance, score: 0.0, quoted: 0.9 };
        let found = match voice((text, Span::new(0, text.len()), &mentions), 0, &verdict) {
            Voice::Author => panic!("{text}: author"),
            Voice::Quoted(holder) => holder.map(|holder| holder.span.of(text)),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn holders_speak() {
        check("“Moreno has failed the city,” Okafor said.", &["Moreno", "Okafor"], Some("Okafor"));
        check("Okafor accused Moreno of failing the city.", &["Moreno", "Okafor"], Some("Okafor"));
        check("\"Moreno has failed us,\" said Okafor.", &["Moreno", "Okafor"], Some("Okafor"));
        check("Moreno was mocked by Okafor.", &["Moreno", "Okafor"], Some("Okafor"));
        check("Moreno is a thief, according to Okafor.", &["Moreno", "Okafor"], Some("Okafor"));
        check("Okafor, a nurse from Orla, blamed Moreno.", &["Moreno", "Okafor"], Some("Okafor"));
        check("“Moreno lied. Moreno stole,” Okafor said.", &["Moreno", "Okafor"], Some("Okafor"));
        check("\"Moreno lied. Moreno stole,\" Okafor said.", &["Moreno", "Okafor"], Some("Okafor"));
        check("\"Is Moreno a thief?\" Okafor asked.", &["Moreno", "Okafor"], Some("Okafor"));
        check("“Moreno lied,” said Sen. Okafor.", &["Moreno", "Okafor"], Some("Okafor"));
        check("The U.S. condemned Moreno.", &["Moreno", "U.S."], Some("U.S."));
        check("Okafor, who accused Moreno of theft, resigned.", &["Moreno", "Okafor"], Some("Okafor"));
        check("Moreno was sharply criticised by Okafor.", &["Moreno", "Okafor"], Some("Okafor"));
        check("In a letter to Lee, the bishops denounced Moreno.", &["Moreno", "Lee"], Some("the bishops"));
        check("Lee's lawyer denounced Moreno.", &["Moreno", "Lee"], Some("Lee's lawyer"));
    }

    #[test]
    fn holders_may_be_described_or_left_open() {
        check("Two retired judges praised Moreno.", &["Moreno"], Some("Two retired judges"));
        check("He praised Moreno.", &["Moreno"], None);
        check("She has also praised Moreno.", &["Moreno"], None);
        check("Critics have accused Moreno.", &["Moreno"], Some("Critics"));
        check("Moreno is a thief, according to him.", &["Moreno"], None);
        check("Moreno was mocked.", &["Moreno"], None);
        check("Critics cried “Moreno out!” all night.", &["Moreno"], None);
        check("Okafor arrived late. Moreno, as ever, lied.", &["Moreno", "Okafor"], None);
    }

    #[test]
    fn whoever_praises_himself_is_quoted() {
        let text = "Moreno said that he had kept every promise.";
        check_stance(Stance::Favor, text, &["Moreno"], Some("Moreno"));
        check_stance(Stance::Against, text, &["Moreno"], None);
    }

    #[test]
    fn the_author_speaks_unless_the_model_says_otherwise() {
        let text = "Okafor blamed Moreno.";
        let verdict = Verdict { probabilities: [0.0; 3], stance: Stance::Against, score: 0.0, quoted: 0.5 };
        assert_eq!(voice((text, Span::new(0, text.len()), &[]), 0, &verdict), Voice::Author);
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
            cuts in prop::collection::vec((0usize..200, 1usize..30, 0usize..3), 0..12),
        ) {
            let text: String = pieces.concat();
            let mut mentions: Vec<Mention> = cuts
                .into_iter()
                .filter_map(|(start, length, actor)| {
                    let start = text.floor_char_boundary(start.min(text.len()));
                    let end = text.floor_char_boundary((start + length).min(text.len()));
                    Span::within(&text, start, end).map(|span| mention(span, actor))
                })
                .collect();
            mentions.sort_by_key(|mention| mention.span);
            for stance in [Stance::Against, Stance::Favor] {
                let verdict = Verdict { probabilities: [0.0; 3], stance, score: 0.0, quoted: 0.9 };
                let found = voice((&text, Span::new(0, text.len()), &mentions), 0, &verdict);
                if let Voice::Quoted(Some(holder)) = found {
                    prop_assert!(!holder.span.of(&text).is_empty());
                }
            }
        }
    }
}
