//! A paragraph as references are read: words with their sentences and quotations, and who is named where.

use crate::types::{Mention, Span, Use};

/// A reference reaches back no further, in words; so a page without paragraphs is read in bounded time.
pub(super) const REACH: usize = 400;

/// A word of a paragraph.
#[derive(Debug)]
pub(super) struct Word {
    /// Where it stands in the document.
    pub(super) span: Span,
    /// In small letters, without what an apostrophe adds: "he" of "he'd".
    pub(super) lower: String,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Which quotation it stands in; nothing outside.
    pub(super) quote: Option<usize>,
}

/// Somebody who is referred to, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) actor: usize,
    /// The index of the first word.
    pub(super) word: usize,
}

/// A paragraph in words, with the actors that it names, in order.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) words: Vec<Word>,
    pub(super) names: Vec<Place>,
    /// For each word, whether a name covers it.
    pub(super) covered: Vec<bool>,
}

impl Page {
    /// A paragraph with its mentions.
    pub(super) fn read(text: &str, paragraph: Span, mentions: &[Mention]) -> Self {
        let words = words(text, paragraph);
        let mut covered = vec![false; words.len()];
        let mut names = Vec::new();
        for mention in mentions {
            let first = words.partition_point(|word| word.span.end() <= mention.span.start());
            let last = words.partition_point(|word| word.span.start() < mention.span.end());
            covered[first..last.max(first)].fill(true);
            if let Some(actor) = mention.actor.filter(|_| first < last && mention.usage != Use::Credit) {
                names.push(Place { actor, word: first });
            }
        }
        Self { words, names, covered }
    }

    /// The names before a word, as far as a reference reaches.
    pub(super) fn names_before(&self, word: usize) -> &[Place] {
        let from = self.names.partition_point(|name| name.word + REACH < word);
        let to = self.names.partition_point(|name| name.word < word);
        &self.names[from..to]
    }

    /// The name that begins with that word.
    pub(super) fn name_at(&self, word: usize) -> Option<&Place> {
        let at = self.names.partition_point(|name| name.word < word);
        self.names.get(at).filter(|name| name.word == word)
    }

    /// A word in small letters; nothing behind the last.
    pub(super) fn lower(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |word| word.lower.as_str())
    }
}

/// Words with their sentences and quotations. A full stop ends a sentence where a capital or a quote follows.
fn words(text: &str, paragraph: Span) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut sentence, mut quote, mut n_quotes) = (0, None, 0);
    let inside = paragraph.of(text);
    let mut start = None;
    let mut ended = false;
    for (at, c) in inside.char_indices().chain([(inside.len(), ' ')]) {
        let is_part = c.is_alphanumeric() || (matches!(c, '\'' | '’' | '-') && start.is_some());
        if is_part {
            if start.is_none() {
                if ended && (c.is_uppercase() || c.is_ascii_digit()) {
                    sentence += 1;
                }
                ended = false;
                start = Some(at);
            }
            continue;
        }
        if let Some(from) = start.take() {
            let raw = inside[from..at].trim_end_matches(['\'', '’', '-']);
            let stem = raw.find(['\'', '’']).map_or(raw, |at| if at > 1 { &raw[..at] } else { raw });
            let span = Span::new(from, from + stem.len()).shifted(paragraph.start());
            words.push(Word { span, lower: stem.to_lowercase(), sentence, quote });
        }
        match c {
            '“' => {
                n_quotes += 1;
                quote = Some(n_quotes);
            }
            '”' => quote = None,
            '"' if quote.is_some() => quote = None,
            '"' => {
                n_quotes += 1;
                quote = Some(n_quotes);
            }
            '.' | '!' | '?' => {
                let short = words.last().is_some_and(|word| {
                    word.lower.chars().count() == 1 || ABBREVIATED.contains(&word.lower.as_str())
                });
                ended = c != '.' || !short;
            }
            _ => {}
        }
    }
    words
}

/// Words with a full stop that ends no sentence.
const ABBREVIATED: [&str; 14] =
    ["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "col", "lt", "st", "prof", "jr", "vs"];
