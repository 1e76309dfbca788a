//! Bytes → text: what they declare, what they are, and what they seem to be, in this order and never in silence.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use crate::types::Warning;

/// A byte that UTF-8 never holds: it stands for what UTF-16 got wrong, so that one place counts replacements.
const INVALID_BYTE: u8 = 0xFF;
/// Fewer characters beyond ASCII do not tell the encodings of Latin letters apart.
const FEWEST_TELLING_BYTES: usize = 40;
/// A page declares its encoding among its first bytes: the HTML standard asks for 1,024, real pages need more.
const MOST_DECLARING_BYTES: usize = 4096;

/// Reads bytes without a byte order mark as text.
///
/// Bytes that are valid UTF-8 are UTF-8 whatever they declare: text in another encoding hardly ever is.
/// Other bytes are what they declare, or damaged UTF-8 if most of what is not ASCII in them is UTF-8, or what they
/// look like.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> (String, Option<Warning>) {
    let hides_in_ascii = |text: &str| match declared {
        Some(encoding) if encoding == encoding_rs::ISO_2022_JP => true,
        Some(encoding) => !encoding.is_ascii_compatible() && text.contains('\0'),
        None => false,
    };
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !hides_in_ascii(&text) => return (text, None),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    match declared {
        Some(encoding) if encoding != encoding_rs::UTF_8 && !is_damaged_utf8(&bytes, MOST_BY_CHANCE) => {
            let (text, has_errors) = encoding.decode_without_bom_handling(&bytes);
            let n_replaced = if has_errors { n_replacements(&text) } else { 0 };
            (text.into_owned(), (n_replaced > 0).then_some(Warning::InvalidBytes { n_replaced }))
        }
        _ if is_damaged_utf8(&bytes, 1) || is_from_utf16(&bytes) => replaced(&bytes),
        _ => guessed(&bytes),
    }
}

/// The encoding that a page declares in a `<meta>` tag or an XML declaration.
pub(super) fn declared_by_page(page: &[u8]) -> Option<&'static Encoding> {
    let head = &page[..page.len().min(MOST_DECLARING_BYTES)];
    let word = |at: usize, word: &[u8]| {
        head.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    let starts = (0..head.len()).filter(|&at| word(at, b"charset") || word(at, b"encoding"));
    let label = |start: usize| {
        let rest = head[start..].iter().skip_while(|byte| byte.is_ascii_alphabetic());
        let mut rest = rest.skip_while(|byte| byte.is_ascii_whitespace());
        (rest.next() == Some(&b'=')).then_some(())?;
        let label: Vec<u8> = rest
            .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\''))
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
            .copied()
            .collect();
        Encoding::for_label(&label)
    };
    // A page that could be read so far is not in UTF-16, whatever it says.
    starts
        .filter_map(label)
        .find(|encoding| encoding.is_ascii_compatible() || *encoding == encoding_rs::ISO_2022_JP)
}

fn n_replacements(text: &str) -> usize {
    text.chars().filter(|&character| character == char::REPLACEMENT_CHARACTER).count()
}

/// In text of another encoding hardly more characters are valid by chance than not.
const MOST_BY_CHANCE: usize = 4;

/// Whether more than so many times as many characters beyond ASCII are valid as not: then a few bytes were damaged on
/// the way.
fn is_damaged_utf8(bytes: &[u8], times: usize) -> bool {
    let (mut n_valid, mut n_invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_valid += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        n_invalid += usize::from(!chunk.invalid().is_empty());
    }
    n_valid > times * n_invalid
}

/// Whether all that is not valid stands for what UTF-16 got wrong.
fn is_from_utf16(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().all(|chunk| chunk.invalid().is_empty() || chunk.invalid() == [INVALID_BYTE])
}

/// UTF-8 with U+FFFD for what is none.
fn replaced(bytes: &[u8]) -> (String, Option<Warning>) {
    let mut text = String::with_capacity(bytes.len());
    let mut n_replaced = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            n_replaced += 1;
        }
    }
    (text, (n_replaced > 0).then_some(Warning::InvalidBytes { n_replaced }))
}

/// What the bytes look like.
fn guessed(bytes: &[u8]) -> (String, Option<Warning>) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let n_beyond = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let encoding = if guess.is_single_byte() && n_beyond < FEWEST_TELLING_BYTES && is_latin(guess) {
        encoding_rs::WINDOWS_1252
    } else {
        guess
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), Some(Warning::GuessedEncoding { encoding: encoding.name() }))
}

/// Whether an encoding is one of those for the languages of Europe that write Latin letters.
fn is_latin(encoding: &Encoding) -> bool {
    let others = [
        encoding_rs::ISO_8859_2,
        encoding_rs::ISO_8859_4,
        encoding_rs::ISO_8859_13,
        encoding_rs::WINDOWS_1250,
        encoding_rs::WINDOWS_1254,
        encoding_rs::WINDOWS_1257,
    ];
    others.contains(&encoding)
}

/// Which byte of a UTF-16 unit comes first.
#[derive(Clone, Copy)]
pub(super) enum ByteOrder {
    Little,
    Big,
}

/// A reader of UTF-16 that gives UTF-8, a piece at a time, so that large files stream like any other.
pub(super) struct Utf16<R> {
    inner: R,
    order: ByteOrder,
    /// Bytes that were read and not yet decoded: half a unit, or half a surrogate pair.
    pending: Vec<u8>,
    decoded: io::Cursor<Vec<u8>>,
}

impl<R: Read> Utf16<R> {
    pub(super) fn new(inner: R, order: ByteOrder) -> Self {
        Self { inner, order, pending: Vec::new(), decoded: io::Cursor::default() }
    }

    /// Decodes the next piece; false at the end.
    fn refill(&mut self) -> io::Result<bool> {
        let n_pending = self.pending.len();
        self.inner.by_ref().take(8 << 10).read_to_end(&mut self.pending)?;
        let is_end = self.pending.len() == n_pending;
        let mut units: Vec<u16> = self.pending.as_chunks().0.iter().map(|pair| self.unit(*pair)).collect();
        if !is_end && units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit)) {
            units.pop();
        }
        let mut decoded = Vec::new();
        for character in char::decode_utf16(units.iter().copied()) {
            match character {
                Ok(character) => decoded.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
                Err(_) => decoded.push(INVALID_BYTE),
            }
        }
        self.pending.drain(..2 * units.len());
        if is_end && !self.pending.is_empty() {
            decoded.push(INVALID_BYTE);
            self.pending.clear();
        }
        let is_more = !is_end || !decoded.is_empty();
        self.decoded = io::Cursor::new(decoded);
        Ok(is_more)
    }

    fn unit(&self, pair: [u8; 2]) -> u16 {
        match self.order {
            ByteOrder::Little => u16::from_le_bytes(pair),
            ByteOrder::Big => u16::from_be_bytes(pair),
        }
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let n_read = self.decoded.read(buffer)?;
            if n_read > 0 || buffer.is_empty() || !self.refill()? {
                return Ok(n_read);
            }
        }
    }
}
