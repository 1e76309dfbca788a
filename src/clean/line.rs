//! A line → why it goes, if anything in it says so.

use super::controls::CONTROLS;
use super::fold::{core, fold};
use super::lines::{BARS, Shape, Stretch, ends_sentence, n_words};
use super::openings::OPENINGS;
use super::patterns::{self, Cues, is_word_end};
use super::voice::Place;
use super::words;
use crate::types::Span;

/// A longer stretch is never residue, so nobody looks for cues in it.
const MOST_BYTES: usize = 1_400;
/// A teaser under a header has no more words.
pub(super) const MOST_TEASER_WORDS: usize = 25;
/// A longer wrapped stretch may begin with the article, so what stands late in it condemns nothing.
const MOST_WRAPPED_WORDS: usize = 30;
/// A date, a counter or a share bar has no more words.
pub(super) const MOST_VOCABULARY_WORDS: usize = 16;
/// Capitals alone make a teaser of a line between paragraphs, where it is too long for a heading.
const FEWEST_SHOUTED_WORDS: usize = 7;

/// Two pieces may be a headline and its outlet; more are a menu, if all but one are short.
const FEWEST_PIECES: usize = 3;
const MOST_PIECE_WORDS: usize = 6;
const MOST_BAR_WORDS: usize = 20;
/// How many lines below "More from Jane Doe" may be teasers.
const N_TEASERS_BELOW_LABEL: usize = 4;
/// What closes a label above teasers: "More Orla stories", and in capitals "Harbour War Latest".
const LABEL_ENDINGS: [&str; 7] =
    [" stories", " news", " headlines", " coverage", " latest", " top story", " top stories"];
/// Which of the vocabularies is that of dates; they stand in a fixed order.
pub(super) const DATES: usize = 3;
/// A shorter line with a label is a heading.
const FEWEST_GLUED_WORDS: usize = 5;
/// Buttons without space between them have no more words.
const MOST_GLUED_WORDS: usize = 8;
/// "By Jane Doe and John Roe, Staff Writers" has no more words behind the first.
const MOST_BYLINE_WORDS: usize = 14;
/// Below a header a longer question is a headline, a shorter one may be the next heading.
const FEWEST_ASKED_WORDS: usize = 8;
/// "More from Jane Doe" has no more words.
pub(super) const MOST_LABEL_WORDS: usize = 7;

/// A stretch as the cues see it.
pub(super) struct Line<'a> {
    pub(super) span: Span,
    pub(super) shape: Shape,
    /// Empty where the stretch is too long to be residue.
    pub(super) original: &'a str,
    pub(super) folded: String,
    /// More than any limit where the stretch is too long to be residue.
    pub(super) n_words: usize,
    pub(super) ends_sentence: bool,
    /// Whether a hard wrap joined it from several lines, perhaps the article's last and the residue's first.
    pub(super) wrapped: bool,
}

impl<'a> Line<'a> {
    pub(super) fn new(stretch: &Stretch, text: &'a str) -> Self {
        Self::of(stretch.span.of(text), stretch.span, stretch.shape)
    }

    pub(super) fn of(whole: &'a str, span: Span, shape: Shape) -> Self {
        let original = if whole.len() <= MOST_BYTES { whole } else { "" };
        Self {
            span,
            shape,
            original,
            folded: fold(whole),
            n_words: if original.is_empty() { usize::MAX } else { n_words(original) },
            ends_sentence: ends_sentence(whole),
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
        if self.shape == Shape::Row || self.is_speech() {
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
            .or_else(|| (self.is_byline() || self.is_bracketed_byline()).then_some("byline"))
            .or_else(|| {
                (self.is_of_itself() || self.is_notice_of_rights() || self.is_cookie_notice())
                    .then_some("boilerplate")
            })
            .or_else(|| self.is_bracketed_link().then_some("teaser"))
            .or_else(|| self.is_bar().then_some("navigation"))
            .or_else(|| self.is_labelled_teaser().then_some("teaser"))
            .or_else(|| self.is_glued_link().then_some("teaser"))
            .or_else(|| self.is_credit().then_some("photo"))
            .or_else(|| self.is_invitation().then_some("share"))
            .or_else(|| self.is_note().then_some("boilerplate"))
            .or_else(|| self.is_signature_of_post().then_some("share"))
            .or_else(|| self.among_pieces(true))
            .or_else(|| self.is_glued_buttons())
    }

    fn cue(&self, core: &str) -> Option<&'static str> {
        let strong = |cues: &&Cues| self.n_words <= self.limit(cues);
        let opens = |text: &&str| core.strip_prefix(*text).is_some_and(|rest| is_word_end(text, rest));
        let ends = |text: &&str| core.strip_suffix(*text).is_some_and(|rest| is_word_start(text, rest));
        let holds = |text: &&str| core.contains(*text);
        let opening = OPENINGS.opening(core).find(strong);
        let pair = || {
            patterns::PAIR_OPENINGS.opening(core).find(strong)?;
            let mut pairs = patterns::PAIRS.iter();
            pairs.find(|(cues, others)| {
                strong(&cues) && cues.texts.iter().any(opens) && others.iter().any(holds)
            })
        };
        let late = |cues: &&Cues| strong(cues) && (!self.wrapped || self.n_words <= MOST_WRAPPED_WORDS);
        let ending = || patterns::ENDINGS.iter().find(|cues| late(cues) && cues.texts.iter().any(ends));
        let phrase = || patterns::PHRASES.within(core).find(late);
        let found = opening.or_else(|| pair().map(|(cues, _)| cues)).or_else(ending).or_else(phrase);
        found.map(|cues| cues.reason)
    }

    /// The most words with which a line of this kind still goes; a colon leads on to the article as a full stop ends it.
    pub(super) fn limit(&self, cues: &Cues) -> usize {
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
        let found = words::VOCABULARIES.iter().chain(CONTROLS.iter()).find(|set| {
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
                || is_path(word)
                || (word.len() > 5 && words::DOMAINS.iter().any(|domain| word.ends_with(domain)))
        };
        self.n_words <= 12 && self.folded.split(' ').all(is_address)
    }

    fn is_code(&self) -> bool {
        words::CODE.iter().any(|(from, to)| self.folded.starts_with(from) && self.folded.ends_with(to))
    }

    /// "By Jane Doe", with her role and outlet.
    fn is_byline(&self) -> bool {
        let Some(names) = names_after_by(self.bare()) else { return false };
        let names: Vec<&str> = names.split_whitespace().take(MOST_BYLINE_WORDS + 1).collect();
        (2..=MOST_BYLINE_WORDS).contains(&names.len())
            && !self.ends_sentence
            && names[..2]
                .iter()
                .all(|word| is_capitalised(unquoted(word)) && !word.eq_ignore_ascii_case("the"))
            && names.iter().all(|word| {
                !starts_lowercase(word) || words::BYLINE_WORDS.contains(&word.trim_end_matches(','))
            })
    }

    /// "(By Jane Doe and John Roe)", as agencies close their reports.
    pub(super) fn is_bracketed_byline(&self) -> bool {
        let inner = self.original.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        inner.is_some_and(|inner| Self::of(inner, self.span, Shape::Plain).is_byline())
    }

    /// Three short pieces or more between bars, dots or arrows: a menu, a trail of folders, a row of buttons.
    fn is_bar(&self) -> bool {
        let pieces = self.pieces();
        let is_short = |piece: &&str| n_words(piece) <= MOST_PIECE_WORDS;
        self.shape == Shape::Plain
            && !self.wrapped
            && self.n_words <= MOST_BAR_WORDS
            && pieces.len() >= FEWEST_PIECES
            && pieces.iter().filter(|piece| is_short(piece)).count() + 1 >= pieces.len()
            && !self.original.ends_with(['.', '!', '?', '"', '”'])
    }

    fn pieces(&self) -> Vec<&'a str> {
        self.original.split(BARS).map(str::trim).filter(|piece| !piece.is_empty()).collect()
    }

    /// The same, or else the pieces between dashes and slashes that stand free.
    fn parts(&self, all: bool) -> Vec<&'a str> {
        let pieces = self.pieces();
        // "Orla — 19,804" counts something, so a dash parts nothing but the page's own pieces.
        let joints: &[&str] = if all { &[" — ", " – ", " / "] } else { &[" / "] };
        let joint = joints.iter().copied().find(|joint| pieces.len() < 2 && self.original.contains(joint));
        joint.map_or(pieces, |joint| self.original.split(joint).map(str::trim).collect())
    }

    /// Pieces between bars that would be residue alone: all of them, or else half of them beside names.
    pub(super) fn among_pieces(&self, all: bool) -> Option<&'static str> {
        if self.shape != Shape::Plain || self.wrapped || self.n_words > MOST_BAR_WORDS || self.ends_sentence {
            return None;
        }
        let pieces = self.parts(all);
        if pieces.len() < 2 {
            return None;
        }
        let pieces: Vec<Self> =
            pieces.into_iter().map(|piece| Self::of(piece, self.span, Shape::Plain)).collect();
        let reasons: Vec<Option<&str>> = pieces.iter().map(Self::reason).collect();
        let mut others = pieces.iter().zip(&reasons).filter(|(_, reason)| reason.is_none());
        let n_found = reasons.iter().flatten().count();
        let fits = if all {
            n_found == pieces.len()
        } else {
            n_found * 2 >= pieces.len() && others.all(|(piece, _)| piece.is_name())
        };
        if fits { reasons.into_iter().flatten().next() } else { None }
    }

    /// "Also on The Orla Times: a headline | another": a label, the outlet's name, and what no full stop ends.
    fn is_labelled_teaser(&self) -> bool {
        let Some((label, _)) = self.original.split_once(": ") else { return false };
        let is_listed = self.original.contains(BARS) || self.original.contains(" / ");
        is_label(label) && (is_listed || !self.ends_sentence) && self.n_words <= 2 * MOST_TEASER_WORDS
    }

    /// "Related reading:What the flood took": where a scraper lost the space between a label and its link.
    fn is_glued_link(&self) -> bool {
        let glued = |(at, _): (usize, &str)| {
            let before = self.original[..at].chars().next_back();
            let after = self.original[at + 1..].trim_start_matches(['\'', '"', '‘', '“']).chars().next();
            before.is_some_and(|c| c.is_alphabetic() || "?!'\"’”".contains(c))
                && after.is_some_and(char::is_uppercase)
        };
        self.shape == Shape::Plain
            && !self.wrapped
            && !self.ends_sentence
            && (FEWEST_GLUED_WORDS..=MOST_TEASER_WORDS).contains(&self.n_words)
            && self.original.match_indices(':').any(glued)
    }

    /// "SubscribeSign in": where a scraper lost what kept two buttons apart.
    fn is_glued_buttons(&self) -> Option<&'static str> {
        let joints = |text: &str| {
            let mut before = ' ';
            let mut found = vec![0];
            for (at, c) in text.char_indices() {
                if before.is_lowercase() && c.is_uppercase() {
                    found.push(at);
                }
                before = c;
            }
            found.push(text.len());
            found
        };
        if self.shape != Shape::Plain || self.n_words > MOST_GLUED_WORDS || self.wrapped {
            return None;
        }
        let cuts = joints(self.original);
        if cuts.len() < 3 {
            return None;
        }
        let reason = |piece: &'a str| {
            let line = Self::of(piece, self.span, Shape::Plain);
            patterns::whole(core(&line.folded)).or_else(|| line.voice(Place::Within))
        };
        let found: Vec<Option<&str>> =
            cuts.windows(2).map(|cut| reason(&self.original[cut[0]..cut[1]])).collect();
        found.into_iter().collect::<Option<Vec<_>>>().map(|found| found[0])
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
            && self.original.split_whitespace().all(|word| is_capitalised(unquoted(word)))
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

    /// "8:41 AM".
    pub(super) fn is_clock(&self) -> bool {
        self.n_words <= 2
            && self.original.contains(':')
            && (self.is_date() || self.vocabulary() == Some("counter"))
    }

    /// A long line in capitals that no full stop ends.
    pub(super) fn shouts(&self) -> bool {
        self.n_words >= FEWEST_SHOUTED_WORDS
            && self.n_words <= MOST_TEASER_WORDS
            && self.shape == Shape::Plain
            && !self.ends_sentence
            && !self.original.ends_with(':')
            && self.original.chars().filter(|c| c.is_lowercase()).count() <= 1
            && self.original.contains(char::is_uppercase)
    }

    /// Whether a line under a header of teasers is one: a headline, and no sentence of the article.
    pub(super) fn may_be_teaser(&self) -> bool {
        let abbreviates = ["p.m.", "a.m.", "u.s.", "d.c.", "u.k.", "jr."];
        let asks = || {
            let long = self.n_words >= FEWEST_ASKED_WORDS;
            (self.folded.ends_with(['?', '!']) && (long || self.is_title_case()))
                || (abbreviates.iter().any(|end| self.folded.ends_with(end)) && self.is_title_case())
        };
        let open = !self.ends_sentence && !self.folded.ends_with([':', '%']);
        self.n_words > 0 && self.n_words <= MOST_TEASER_WORDS && (open || asks())
    }

    /// "Highlights", which above a list is the article's.
    pub(super) fn leads_to_list(&self) -> bool {
        self.n_words <= 2 && matches!(core(&self.folded), "highlights" | "story highlights")
    }

    pub(super) fn asks(&self) -> bool {
        self.n_words <= MOST_TEASER_WORDS && self.folded.ends_with('?')
    }

    /// Whether all longer words are capitalised, as in American headlines.
    pub(super) fn is_title_case(&self) -> bool {
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
        let listed = patterns::HEADERS.iter().find(|(_, headers)| headers.iter().any(matches));
        let labelled = || {
            let heads = is_label(self.bare()) || self.vocabulary() == Some("teaser");
            heads.then_some(N_TEASERS_BELOW_LABEL)
        };
        listed.map(|(n_lines, _)| *n_lines).or_else(labelled)
    }

    /// The line without the marks of a heading or of bold type.
    fn bare(&self) -> &'a str {
        self.original.trim_matches(|c: char| c.is_whitespace() || "#*_:".contains(c))
    }

    /// Whether it is such a label, alone on its line.
    pub(super) fn is_label(&self) -> bool {
        !self.ends_sentence && is_label(self.bare())
    }

    /// The number of marks of a heading; none for other lines.
    pub(super) fn depth(&self) -> usize {
        if self.shape == Shape::Heading {
            self.original.bytes().take_while(|&byte| byte == b'#').count()
        } else {
            0
        }
    }

    pub(super) fn is_item(&self) -> bool {
        self.shape == Shape::Item
    }
}

/// "More from Jane Doe", "Also on The Orla Times": a label and a name, all in capitals but for the joints.
fn is_label(text: &str) -> bool {
    let folded = fold(text);
    let closes = || {
        let more = folded.starts_with("more ") && LABEL_ENDINGS[..4].iter().any(|end| folded.ends_with(end));
        let latest = LABEL_ENDINGS[4..].iter().any(|end| folded.ends_with(end));
        (3..=MOST_LABEL_WORDS).contains(&n_words(text))
            && (more || (latest && text.split_whitespace().all(is_capitalised)))
    };
    if closes() {
        return true;
    }
    let names = |label: &str| {
        let rest = folded.strip_prefix(label).is_some_and(|rest| rest.starts_with(' '));
        let name = text.split_whitespace().skip(label.split(' ').count());
        rest && name.clone().all(|word| is_capitalised(unquoted(word)) || words::BYLINE_WORDS.contains(&word))
            && !name.clone().any(|word| words::VOCABULARIES[DATES].telling.contains(&fold(word).as_str()))
    };
    n_words(text) <= MOST_LABEL_WORDS && patterns::LABELS.iter().any(|label| names(label))
}

/// What follows "By", which may touch the name where a scraper lost the space: "byJane Doe".
fn names_after_by(line: &str) -> Option<&str> {
    let rest =
        line.strip_prefix("By").or_else(|| line.strip_prefix("by")).or_else(|| line.strip_prefix("BY"))?;
    let glued = line.starts_with('b') && rest.starts_with(char::is_uppercase);
    let bare = rest.strip_prefix(':').unwrap_or(rest);
    (glued || bare.starts_with(char::is_whitespace)).then_some(bare)
}

/// "example.com/news/1".
fn is_path(word: &str) -> bool {
    let site = word.split_once('/').map_or("", |(site, _)| site);
    let letters = |part: &str| part.len() > 1 && part.bytes().all(|c| c.is_ascii_lowercase());
    site.contains('.') && site.split('.').all(letters)
}

/// Whether the cue begins where a word does.
fn is_word_start(cue: &str, rest: &str) -> bool {
    !cue.starts_with(char::is_alphanumeric) || !rest.ends_with(char::is_alphanumeric)
}

/// The words of a folded line; a number is a word of its own even where a letter touches it.
pub(super) fn tokens(folded: &str) -> impl Iterator<Item = &str> + Clone {
    folded.split(|c: char| !c.is_alphanumeric()).flat_map(|word| word.split_inclusive('9')).flat_map(|word| {
        let cut = word.strip_suffix('9').map_or(word.len(), str::len);
        let (letters, number) = word.split_at(cut);
        [letters, number].into_iter().filter(|part| !part.is_empty())
    })
}

fn unquoted(word: &str) -> &str {
    word.trim_start_matches(['"', '“', '\'', '‘', '('])
}

pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn starts_lowercase(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}
