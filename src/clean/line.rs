//! A line → why it goes, if anything in it says so.

use super::fold::{core, fold};
use super::lines::{Shape, Stretch, ends_sentence, n_words};
use super::patterns::{self, Cues};
use super::words;
use crate::types::Span;

/// A longer stretch is never residue, so nobody looks for cues in it.
const MOST_BYTES: usize = 1_400;
/// A teaser under a header has no more words.
const MOST_TEASER_WORDS: usize = 25;
/// A longer wrapped stretch may begin with the article, so what stands late in it condemns nothing.
const MOST_WRAPPED_WORDS: usize = 30;
/// A date, a counter or a share bar has no more words.
const MOST_VOCABULARY_WORDS: usize = 16;
/// A biography has no more words.
const MOST_BIOGRAPHY_WORDS: usize = 80;
/// It says what it is early: "Jane Doe is a syndicated columnist".
const MOST_BYTES_BEFORE_ROLE: usize = 80;
/// Capitals alone make a teaser of a line between paragraphs, where it is too long for a heading.
const FEWEST_SHOUTED_WORDS: usize = 7;

/// What stands between the pieces of a menu.
const BARS: [char; 7] = ['|', '·', '•', '›', '»', '→', '➜'];
/// Two pieces may be a headline and its outlet; more are a menu, if all but one are short.
const FEWEST_PIECES: usize = 3;
const MOST_PIECE_WORDS: usize = 6;
const MOST_BAR_WORDS: usize = 20;

/// A stretch as the cues see it.
pub(super) struct Line<'a> {
    pub(super) span: Span,
    shape: Shape,
    original: &'a str,
    pub(super) folded: String,
    pub(super) n_words: usize,
    pub(super) ends_sentence: bool,
    /// Whether a hard wrap joined it from several lines, perhaps the article's last and the residue's first.
    wrapped: bool,
}

impl<'a> Line<'a> {
    pub(super) fn new(stretch: &Stretch, text: &'a str) -> Self {
        let whole = stretch.span.of(text);
        let original = if whole.len() <= MOST_BYTES { whole } else { "" };
        Self {
            span: stretch.span,
            shape: stretch.shape,
            original,
            folded: fold(original),
            n_words: n_words(original),
            ends_sentence: ends_sentence(original),
            wrapped: original.contains(['\n', '\r']),
        }
    }

    /// Why the line goes, if it says so itself.
    pub(super) fn reason(&self) -> Option<&'static str> {
        if self.original.is_empty() {
            return None;
        }
        if !self.original.chars().any(char::is_alphanumeric) {
            return Some("rule");
        }
        if self.shape == Shape::Row {
            return None;
        }
        let core = core(&self.folded);
        let whole =
            || patterns::whole(core).filter(|reason| *reason != "source" || self.shape != Shape::Item);
        whole()
            .or_else(|| self.cue(core))
            .or_else(|| self.vocabulary())
            .or_else(|| self.is_link().then_some("link"))
            .or_else(|| self.is_code().then_some("code"))
            .or_else(|| self.is_byline().then_some("byline"))
            .or_else(|| self.is_bracketed_link().then_some("teaser"))
            .or_else(|| self.is_bar().then_some("navigation"))
    }

    fn cue(&self, core: &str) -> Option<&'static str> {
        let strong = |cues: &&Cues| self.n_words <= self.limit(cues);
        let opens = |text: &&str| core.strip_prefix(*text).is_some_and(|rest| is_word_end(text, rest));
        let ends = |text: &&str| core.strip_suffix(*text).is_some_and(|rest| is_word_start(text, rest));
        let holds = |text: &&str| core.contains(*text);
        let opening = patterns::OPENINGS.iter().find(|cues| strong(cues) && cues.texts.iter().any(opens));
        let pair = || {
            let mut pairs = patterns::PAIRS.iter();
            pairs.find(|(cues, others)| {
                strong(&cues) && cues.texts.iter().any(opens) && others.iter().any(holds)
            })
        };
        let late = |cues: &&Cues| strong(cues) && (!self.wrapped || self.n_words <= MOST_WRAPPED_WORDS);
        let ending = || patterns::ENDINGS.iter().find(|cues| late(cues) && cues.texts.iter().any(ends));
        let phrase = || patterns::PHRASES.iter().find(|cues| late(cues) && cues.texts.iter().any(holds));
        let found = opening.or_else(|| pair().map(|(cues, _)| cues)).or_else(ending).or_else(phrase);
        found.map(|cues| cues.reason)
    }

    /// The most words with which a line of this kind still goes; a colon leads on to the article as a full stop ends it.
    fn limit(&self, cues: &Cues) -> usize {
        if self.ends_sentence || self.folded.ends_with(':') {
            cues.most_words.min(cues.most_sentence_words)
        } else {
            cues.most_words
        }
    }

    fn vocabulary(&self) -> Option<&'static str> {
        if self.n_words > MOST_VOCABULARY_WORDS {
            return None;
        }
        let words: Vec<&str> = tokens(&self.folded).collect();
        let found = words::VOCABULARIES.iter().find(|set| {
            words.len() >= set.fewest
                && words.iter().all(|word| set.words.contains(word))
                && (set.telling.is_empty() || words.iter().any(|word| set.telling.contains(word)))
        });
        found.map(|set| set.reason)
    }

    /// Addresses and handles, and nothing else.
    fn is_link(&self) -> bool {
        let is_address = |word: &str| {
            let word =
                word.trim_matches(|c: char| matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | '.' | ',' | '"'));
            word.starts_with("http://")
                || word.starts_with("https://")
                || word.starts_with("www.")
                || word.starts_with("pic.twitter.com/")
                || (word.starts_with('@') && word.len() > 1)
                || (word.len() > 5 && words::DOMAINS.iter().any(|domain| word.ends_with(domain)))
        };
        self.n_words <= 12 && self.folded.split(' ').all(is_address)
    }

    fn is_code(&self) -> bool {
        words::CODE.iter().any(|(from, to)| self.folded.starts_with(from) && self.folded.ends_with(to))
    }

    /// "By Jane Doe", with her role and outlet.
    fn is_byline(&self) -> bool {
        let mut words = self.original.split_whitespace();
        let by = words
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case("by") || word.eq_ignore_ascii_case("by:"));
        let names: Vec<&str> = words.collect();
        by && (2..=14).contains(&names.len())
            && !self.ends_sentence
            && names[..2].iter().all(|word| is_capitalised(word) && !word.eq_ignore_ascii_case("the"))
            && names.iter().all(|word| {
                !starts_lowercase(word) || words::BYLINE_WORDS.contains(&word.trim_end_matches(','))
            })
    }

    /// "( Full election results)": where a scraper lost the link, its spaces stay.
    fn is_bracketed_link(&self) -> bool {
        let inner = self.original.strip_prefix("( ").and_then(|rest| rest.strip_suffix(')'));
        self.n_words <= MOST_VOCABULARY_WORDS
            && inner.is_some_and(|inner| !inner.contains(')') && !ends_sentence(inner))
    }

    /// Three short pieces or more between bars, dots or arrows: a menu, a trail of folders, a row of buttons.
    fn is_bar(&self) -> bool {
        let pieces: Vec<&str> =
            self.original.split(BARS).map(str::trim).filter(|piece| !piece.is_empty()).collect();
        let is_short = |piece: &&str| n_words(piece) <= MOST_PIECE_WORDS;
        self.shape == Shape::Plain
            && !self.wrapped
            && self.n_words <= MOST_BAR_WORDS
            && pieces.len() >= FEWEST_PIECES
            && pieces.iter().filter(|piece| is_short(piece)).count() + 1 >= pieces.len()
            && !self.original.ends_with(['.', '!', '?', '"', '”'])
    }

    /// A word or two of a share bar; one alone may be a heading, two in a column are none.
    pub(super) fn is_button(&self) -> bool {
        let buttons = &words::VOCABULARIES[0].words;
        self.n_words <= 2
            && tokens(&self.folded).count() > 0
            && tokens(&self.folded).all(|word| buttons.contains(&word))
    }

    /// Two to four capitalised words: above "USA TODAY" a byline, above a paragraph a heading.
    pub(super) fn is_name(&self) -> bool {
        (2..=4).contains(&self.n_words)
            && self.shape == Shape::Plain
            && self.original.split_whitespace().all(is_capitalised)
    }

    /// An outlet's name or an author's role, alone on its line.
    pub(super) fn is_source(&self) -> bool {
        matches!(patterns::whole(core(&self.folded)), Some("byline" | "source"))
    }

    /// The name of a section: "World", "US Politics".
    pub(super) fn is_section(&self) -> bool {
        let sections = &words::SECTIONS;
        self.n_words <= 2
            && tokens(&self.folded).count() > 0
            && tokens(&self.folded).all(|word| sections.contains(&word))
    }

    /// A date, alone on its line.
    pub(super) fn is_date(&self) -> bool {
        self.vocabulary() == Some("date")
    }

    /// What a page says about its author.
    pub(super) fn is_biography(&self) -> bool {
        let core = core(&self.folded);
        let beginning = &core[..core.floor_char_boundary(MOST_BYTES_BEFORE_ROLE)];
        self.n_words <= MOST_BIOGRAPHY_WORDS
            && self.ends_sentence
            && !starts_lowercase(self.original)
            && words::BIOGRAPHIES.iter().any(|role| beginning.contains(role))
    }

    /// A long line in capitals that no full stop ends.
    pub(super) fn shouts(&self) -> bool {
        self.n_words >= FEWEST_SHOUTED_WORDS
            && self.n_words <= MOST_TEASER_WORDS
            && self.shape == Shape::Plain
            && !self.ends_sentence
            && !self.original.ends_with(':')
            && !self.original.contains(char::is_lowercase)
            && self.original.contains(char::is_uppercase)
    }

    /// Whether a line under a header of teasers is one: a headline, and no sentence of the article.
    pub(super) fn may_be_teaser(&self) -> bool {
        let asks = self.folded.ends_with(['?', '!']) && self.is_title_case();
        let open = !self.ends_sentence && !self.folded.ends_with(':');
        self.n_words > 0
            && self.n_words <= MOST_TEASER_WORDS
            && self.shape != Shape::Heading
            && (open || asks)
    }

    /// Whether all longer words are capitalised, as in American headlines.
    fn is_title_case(&self) -> bool {
        self.original
            .split_whitespace()
            .filter(|word| word.chars().count() > 4)
            .all(|word| !starts_lowercase(word))
    }

    /// How many lines below may be teasers, where this line is a header of such.
    pub(super) fn n_teasers_below(&self) -> Option<usize> {
        let core = core(&self.folded);
        let matches = |header: &&str| match header.strip_suffix(':') {
            Some(bare) => bare == core && self.folded.ends_with(':'),
            None => *header == core,
        };
        patterns::HEADERS.iter().find(|(_, headers)| headers.iter().any(matches)).map(|(n_lines, _)| *n_lines)
    }
}

/// Whether the cue ends where a word does.
fn is_word_end(cue: &str, rest: &str) -> bool {
    !cue.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
}

/// Whether the cue begins where a word does.
fn is_word_start(cue: &str, rest: &str) -> bool {
    !cue.starts_with(char::is_alphanumeric) || !rest.ends_with(char::is_alphanumeric)
}

/// The words of a folded line; a number is a word of its own even where a letter touches it.
fn tokens(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).flat_map(|word| word.split_inclusive('9')).flat_map(|word| {
        let cut = word.strip_suffix('9').map_or(word.len(), str::len);
        let (letters, number) = word.split_at(cut);
        [letters, number].into_iter().filter(|part| !part.is_empty())
    })
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn starts_lowercase(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}
