//! A part of a paragraph as the search for a holder reads it: its words outside quotation marks, its sentences, its
//! quotations (pure).

use std::ops::Range;

use super::words::{ABBREVIATIONS, is_one_of};
use crate::types::{Mention, Span};

/// Holders are looked for within so many bytes on either side of a judged name.
pub(super) const REACH_BYTES: usize = 1000;

/// A shorter quotation may be a title or words that the author holds at a distance.
const QUOTATION_CHARS: usize = 40;

/// Marks of quotation that belong together.
const PAIRS: [(char, char); 3] = [('“', '”'), ('"', '"'), ('«', '»')];

/// Marks that a clause does not reach across.
pub(super) const CLAUSE_MARKS: [char; 9] = ['“', '”', '"', '«', '»', ':', ';', '—', '–'];

/// Those of them that stand around quotations.
const QUOTES: [char; 5] = ['“', '”', '"', '«', '»'];

/// The part of a paragraph in which a holder is looked for.
pub(super) struct Passage<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// Its words outside quotation marks, without the marks around them.
    pub(super) words: Vec<Span>,
    /// Where each of its sentences but the last ends.
    ends: Vec<usize>,
    pub(super) mentions: &'a [Mention],
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
            && judged.iter().all(|name| {
                let at = name.span.start().checked_sub(self.span.start());
                at.is_some_and(|at| is_inside(&quotes, at))
            })
    }

    /// The number of the sentence at a byte.
    pub(super) fn sentence(&self, at: usize) -> usize {
        self.ends.partition_point(|&end| end <= at)
    }

    pub(super) fn word(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |word| word.of(self.text))
    }

    /// The words of the sentence of a word that stand before it.
    pub(super) fn before_in_sentence(&self, index: usize) -> Range<usize> {
        let sentence = self.sentence(self.words[index].start());
        self.words[..index].partition_point(|word| self.sentence(word.start()) < sentence)..index
    }

    /// What stands between a word and the next one, or the end of the passage.
    pub(super) fn gap(&self, index: usize) -> &'a str {
        let end = self.words.get(index + 1).map_or(self.span.end(), |word| word.start());
        &self.text[self.words[index].end()..end]
    }

    /// Whether a clause ends after a word, before the byte `next`: at a colon, a dash, or a quotation that is no mere
    /// phrase.
    pub(super) fn clause_ends(&self, index: usize, next: usize) -> bool {
        let between = &self.text[self.words[index].end()..next];
        let quotes = quotations(between);
        let is_phrase = |quote: &Range<usize>| {
            let quoted = &between[quote.clone()];
            quoted.len() <= QUOTATION_CHARS && !quoted.trim_end().ends_with([',', '.', '!', '?'])
        };
        match quotes[..] {
            [ref quote] if is_phrase(quote) => {
                between[..quote.start].contains(CLAUSE_MARKS)
                    || between[quote.end..].trim_start_matches(QUOTES).contains(CLAUSE_MARKS)
            }
            _ => between.contains(CLAUSE_MARKS),
        }
    }

    /// The first word of a mention.
    pub(super) fn index_of(&self, mention: &Mention) -> usize {
        self.words.partition_point(|word| word.start() < mention.span.start())
    }

    /// The first word behind some text.
    pub(super) fn index_after(&self, span: Span) -> usize {
        self.words.partition_point(|word| word.start() < span.end())
    }

    /// The number of words from a mention to the word `end`.
    pub(super) fn words_after(&self, mention: &Mention, end: usize) -> usize {
        end.saturating_sub(self.index_after(mention.span))
    }

    /// Whether a comma follows the word; "Rep. Ann Lee, D-Calif., said" has a dot before it.
    pub(super) fn has_comma(&self, index: usize) -> bool {
        self.text[self.words[index].end()..].trim_start_matches(['.', ')']).starts_with(',')
    }

    /// Whether a possessive follows a name: "Lee's", "the Greens'".
    pub(super) fn is_owner(&self, mention: &Mention) -> bool {
        let rest = &self.text[mention.span.end()..];
        let is_plural = mention.span.of(self.text).ends_with('s') && rest.starts_with(['\'', '’']);
        is_plural || mention.span.is_possessive(self.text)
    }

    /// Whether a mark or the end of the passage follows a byte.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        let rest = &self.text[at..self.span.end().max(at)];
        rest.trim_start().is_empty() || rest.starts_with([',', '.', ';', '!', '?', '”', '"', '»', ')'])
    }
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

/// Byte ranges between quotation marks; a mark that is never closed reaches to the end of the text. Two apostrophes close
/// too.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let is_pair = matches!(c, '’' | '\'') && text[at + c.len_utf8()..].starts_with(c);
        match (c, open) {
            ('“' | '"' | '«', None) => open = Some(at),
            ('”' | '"' | '»', Some(start)) => {
                quotes.push(start..at);
                open = None;
            }
            (_, Some(start)) if is_pair => {
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

/// Whether the mark at a byte ends a sentence: space or a closing mark follows, and no abbreviation or initial stands before.
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    if !matches!(c, '.' | '!' | '?') {
        return false;
    }
    let follows = text[at + c.len_utf8()..].chars().next();
    let is_free = follows.is_none_or(|next| next.is_whitespace() || "”\"’'»".contains(next));
    let before = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    // "… a room we were not in”. Hamas …"
    let is_quoted = text[..at].ends_with(['”', '"', '»']);
    is_free && (is_quoted || before.chars().count() > 2 && !is_one_of(ABBREVIATIONS, before))
}
