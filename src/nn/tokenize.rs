//! A paragraph's text → token ids with byte spans and case classes, cut into windows.

use std::ops::Range;

use tokenizers::Tokenizer;

use super::spec::{Spec, TokenizerSpec, WindowSpec};
use crate::error::{Error, Result};
use crate::types::Span;

/// The case classes of words: none, lower, Title, UPPER, mixed.
pub(super) const N_CASE_CLASSES: usize = 5;

/// Longer paragraphs are tokenised in pieces of about so many bytes, so that memory stays bounded.
const PIECE_BYTES: usize = 8 * 1024;

/// A window: what one encoder pass sees.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    ids: Vec<u32>,
    types: Vec<u8>,
    /// The tokens of the paragraph that it shows, between begin and end.
    tokens: Range<usize>,
    /// Those of them that it answers for; neighbours share the overlap.
    owned: Range<usize>,
}

impl Window {
    /// The number of tokens, begin and end included.
    #[allow(clippy::len_without_is_empty, reason = "a window holds at least begin and end")]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Token ids, begin and end included.
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// Case classes, one a token.
    pub fn types(&self) -> &[u8] {
        &self.types
    }

    /// The tokens of the paragraph that this window answers for.
    pub fn owned(&self) -> Range<usize> {
        self.owned.clone()
    }

    /// Rows of the window's answers for the tokens `tokens` of the paragraph, clipped to what it shows.
    pub fn rows(&self, tokens: Range<usize>) -> Range<usize> {
        let start = tokens.start.clamp(self.tokens.start, self.tokens.end);
        let end = tokens.end.clamp(start, self.tokens.end);
        start - self.tokens.start + 1..end - self.tokens.start + 1
    }
}

/// A paragraph in tokens and windows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tokens {
    /// Where each token stands in the paragraph, in bytes.
    pub spans: Vec<Span>,
    /// The number of the word that each token belongs to.
    pub words: Vec<u32>,
    /// Windows that show every token and own each once.
    pub windows: Vec<Window>,
}

impl Tokens {
    /// The tokens that overlap `span`.
    pub fn covering(&self, span: Span) -> Range<usize> {
        let start = self.spans.partition_point(|token| token.end() <= span.start());
        let end = self.spans.partition_point(|token| token.start() < span.end());
        start..end.max(start)
    }

    /// The stretch of the paragraph that a window shows, in bytes.
    pub fn bytes_of(&self, window: &Window) -> Span {
        let shown = &self.spans[window.tokens.clone()];
        let end = |last: &Span| Span::new(shown[0].start(), last.end());
        shown.last().map_or(Span::new(0, 0), end)
    }

    /// The windows that show a token of `span`, by their places.
    pub fn showing(&self, span: Span) -> Range<usize> {
        let tokens = self.covering(span);
        let first = self.windows.partition_point(|window| window.tokens.end <= tokens.start);
        let last = self.windows.partition_point(|window| window.tokens.start < tokens.end);
        first..last.max(first)
    }
}

/// Text → tokens → windows; immutable, shared by threads.
pub(super) struct WindowCutter {
    tokenizer: Tokenizer,
    marks: TokenizerSpec,
    sizes: WindowSpec,
}

impl WindowCutter {
    /// Reads tokenizer.json and switches off whatever truncation and padding it asks for.
    pub(super) fn load(spec: &Spec, json: &[u8]) -> Result<Self> {
        let refused = |message: String| Error::Model { folder: spec.name.clone(), message };
        let mut tokenizer = Tokenizer::from_bytes(json).map_err(|error| {
            refused(format!("tokenizer.json cannot be read: {error}; fetch the folder again"))
        })?;
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|error| refused(error.to_string()))?;
        let rows = spec.encoder.vocabulary;
        let ids = tokenizer.get_vocab(true).into_values().chain([spec.tokenizer.begin, spec.tokenizer.end]);
        if let Some(id) = ids.max().filter(|&id| id as usize >= rows) {
            return Err(refused(format!("the tokenizer has a token {id}, model.toml has rows for {rows}")));
        }
        Ok(Self { tokenizer, marks: spec.tokenizer, sizes: spec.windows })
    }

    /// Tokenises one paragraph.
    pub(super) fn cut(&self, text: &str) -> Result<Tokens> {
        let mut ids = Vec::new();
        let mut tokens = Tokens::default();
        for piece in pieces(text, PIECE_BYTES) {
            let encoding = self.tokenizer.encode_fast_with_offsets(&text[piece.clone()])?;
            let first_word = tokens.words.last().map_or(0, |word| word + 1);
            ids.extend(encoding.ids);
            tokens.words.extend(encoding.words.iter().map(|word| first_word + word));
            tokens.spans.extend(encoding.spans.iter().map(|span| span.shifted(piece.start)));
        }
        let classes = match self.marks.case_classes {
            true => case_classes(text, &tokens),
            false => vec![0; ids.len()],
        };
        tokens.windows = self.windows(&ids, &classes);
        Ok(tokens)
    }

    fn windows(&self, ids: &[u32], classes: &[u8]) -> Vec<Window> {
        let shown = window_ranges(ids.len(), self.sizes.tokens - 2, self.sizes.overlap);
        let mut windows: Vec<Window> = Vec::with_capacity(shown.len());
        for (index, tokens) in shown.iter().enumerate() {
            let middle = |left: &Range<usize>, right: &Range<usize>| (left.end + right.start) / 2;
            let start = if index == 0 { 0 } else { middle(&shown[index - 1], tokens) };
            let end = shown.get(index + 1).map_or(ids.len(), |next| middle(tokens, next));
            let framed = |first, inner: &[u32], last| [&[first], inner, &[last]].concat();
            windows.push(Window {
                ids: framed(self.marks.begin, &ids[tokens.clone()], self.marks.end),
                types: [&[0], &classes[tokens.clone()], &[0]].concat(),
                tokens: tokens.clone(),
                owned: start..end,
            });
        }
        windows
    }
}

/// Ranges of at most `capacity` tokens that cover `0..n_tokens` and share `overlap`; the last one ends at the end.
fn window_ranges(n_tokens: usize, capacity: usize, overlap: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while start + capacity < n_tokens {
        ranges.push(start..start + capacity);
        start += capacity - overlap;
    }
    if n_tokens > 0 {
        let last = if ranges.is_empty() { 0 } else { n_tokens - capacity };
        ranges.push(last..n_tokens);
    }
    ranges
}

/// Byte ranges of `text` of at most about `limit` bytes, cut before a lone space, where no tokeniser joins words.
/// A run without such a space is cut anyway at eight times the limit.
fn pieces(text: &str, limit: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while text.len() - start > limit {
        let bytes = text.as_bytes();
        let lone = |&at: &usize| {
            bytes[at] == b' '
                && bytes[at - 1].is_ascii_alphanumeric()
                && bytes[at + 1].is_ascii_alphanumeric()
        };
        let nearest = (start + 1..start + limit).rev().find(lone);
        let farther = || (start + limit..(start + 8 * limit).min(text.len() - 1)).find(lone);
        let forced = || (start + limit..=text.len()).find(|&at| text.is_char_boundary(at));
        let Some(end) = nearest.or_else(farther).or_else(forced) else { break };
        pieces.push(start..end);
        start = end;
    }
    if start < text.len() {
        pieces.push(start..text.len());
    }
    pieces
}

/// The case of the word that each token belongs to.
fn case_classes(text: &str, tokens: &Tokens) -> Vec<u8> {
    let mut classes = Vec::with_capacity(tokens.spans.len());
    while classes.len() < tokens.spans.len() {
        let first = classes.len();
        let word = tokens.words[first];
        let n_tokens = tokens.words[first..].iter().take_while(|&&other| other == word).count();
        let last = first + n_tokens - 1;
        let class = case_class(&text[tokens.spans[first].start()..tokens.spans[last].end()]);
        classes.resize(last + 1, class);
    }
    classes
}

/// 0 no letter with case, 1 lower, 2 Title, 3 UPPER, 4 mixed.
fn case_class(word: &str) -> u8 {
    let mut cased = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase()).map(char::is_uppercase);
    let Some(first_is_upper) = cased.next() else { return 0 };
    let (n_upper, n_lower) =
        cased.fold(
            (0, 0),
            |(upper, lower), is_upper| {
                if is_upper { (upper + 1, lower) } else { (upper, lower + 1) }
            },
        );
    match (first_is_upper, n_upper, n_lower) {
        (false, 0, _) => 1,
        (true, 0, _) => 2,
        (true, _, 0) => 3,
        _ => 4,
    }
}

/// What is kept of a tokeniser's answer.
struct Encoded {
    ids: Vec<u32>,
    spans: Vec<Span>,
    words: Vec<u32>,
}

/// The two things we ask of the library, in our own types.
trait EncodeWithOffsets {
    fn encode_fast_with_offsets(&self, text: &str) -> Result<Encoded>;
}

impl EncodeWithOffsets for Tokenizer {
    fn encode_fast_with_offsets(&self, text: &str) -> Result<Encoded> {
        let encoding = self
            .encode(text, false)
            .map_err(|error| Error::Tensor { message: format!("the tokeniser refused a text: {error}") })?;
        let spans = encoding.get_offsets().iter().map(|&(start, end)| Span::new(start, end)).collect();
        let words = encoding.get_word_ids().iter().map(|word| word.unwrap_or(0)).collect();
        Ok(Encoded { ids: encoding.get_ids().to_vec(), spans, words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_classes_follow_the_word() {
        for (word, class) in [
            ("", 0),
            ("42", 0),
            ("der", 1),
            ("Paris", 2),
            ("A", 2),
            ("NATO", 3),
            ("McCain", 4),
            ("iPad", 4),
            ("Übung", 2),
        ] {
            assert_eq!(case_class(word), class, "{word}");
        }
    }

    proptest! {
        #[test]
        fn windows_cover_every_token_once(n_tokens in 0usize..500, capacity in 6usize..60, share in 0usize..=50) {
            let overlap = capacity * share / 100;
            let ranges = window_ranges(n_tokens, capacity, overlap);
            prop_assert!(ranges.iter().all(|range| range.len() <= capacity && !range.is_empty()));
            prop_assert!(ranges.windows(2).all(|pair| pair[1].start <= pair[0].end && pair[0].end < pair[1].end));
            prop_assert_eq!(ranges.first().map_or(0, |range| range.start), 0);
            prop_assert_eq!(ranges.last().map_or(0, |range| range.end), n_tokens);
        }

        #[test]
        fn pieces_partition_any_text(text in "[a-zA-Zé😀 ]{0,400}", limit in 8usize..40) {
            let pieces = pieces(&text, limit);
            let joined: String = pieces.iter().map(|piece| &text[piece.clone()]).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
