//! Bytes → text: byte order marks, UTF-16, bytes that are no text at all, lines, and whole files as documents.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Failure, Options, Record, check_not_empty};
use crate::error::BadKind;
use crate::types::{Boundaries, Document, Warning};

/// The most bytes of one line, row or plain-text file: far above any article, and low enough that a binary file
/// with the wrong name cannot fill the memory.
pub(super) const MAX_RECORD_BYTES: usize = 256 << 20;

/// A byte that UTF-8 never holds: it stands for what UTF-16 got wrong, so that one place counts replacements.
const INVALID_BYTE: u8 = 0xFF;

/// The document that a whole file is.
pub(super) fn document(mut lines: Lines, file_id: &str, options: &Options) -> Record {
    let outcome = lines.whole().and_then(|bytes| {
        let (text, warning) = decode(bytes);
        check_not_empty(&text)?;
        let boundaries = if options.keep_all { Boundaries::KeepAll } else { Boundaries::Split };
        let warnings = warning.into_iter().collect();
        Ok(Document { id: file_id.to_owned(), text, boundaries, warnings, ..Document::default() })
    });
    Record { id: file_id.to_owned(), line: None, outcome }
}

/// Reads UTF-8; whatever is not becomes U+FFFD and a warning with the count.
pub(super) fn decode(bytes: Vec<u8>) -> (String, Option<Warning>) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error.into_bytes(),
    };
    let mut text = String::with_capacity(bytes.len());
    let mut n_replaced = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            n_replaced += 1;
        }
    }
    (text, Some(Warning::InvalidUtf8 { n_replaced }))
}

/// The lines of an input, as UTF-8 without its byte order mark.
pub(super) struct Lines {
    input: Box<dyn BufRead + Send>,
    /// Lines given out so far, the one in hand included.
    n_lines: u64,
    max_bytes: usize,
}

/// What [`Lines::next`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A line, with its line break if it has one.
    Whole,
    /// A line beyond the limit; the rest of it was passed over.
    TooLong,
    /// Nothing more.
    End,
}

impl Lines {
    /// Looks at the first bytes of `reader` for a byte order mark.
    pub(super) fn open(mut reader: impl Read + Send + 'static) -> io::Result<Self> {
        let mut head = Vec::with_capacity(3);
        reader.by_ref().take(3).read_to_end(&mut head)?;
        let order = match head.as_slice() {
            [0xFF, 0xFE, ..] => Some(ByteOrder::Little),
            [0xFE, 0xFF, ..] => Some(ByteOrder::Big),
            _ => None,
        };
        let n_mark = if order.is_some() {
            2
        } else if head == [0xEF, 0xBB, 0xBF] {
            3
        } else {
            0
        };
        head.drain(..n_mark);
        let rest = io::Cursor::new(head).chain(reader);
        let input: Box<dyn BufRead + Send> = match order {
            Some(order) => Box::new(BufReader::new(Utf16::new(rest, order))),
            None => Box::new(BufReader::with_capacity(64 << 10, rest)),
        };
        Ok(Self { input, n_lines: 0, max_bytes: MAX_RECORD_BYTES })
    }

    #[cfg(test)]
    pub(super) fn with_max_bytes(self, max_bytes: usize) -> Self {
        Self { max_bytes, ..self }
    }

    /// The number of the line in hand, from 1.
    pub(super) fn number(&self) -> u64 {
        self.n_lines
    }

    /// The limit in words, for messages.
    pub(super) fn limit(&self) -> String {
        format!("{} MiB", self.max_bytes >> 20)
    }

    /// Appends the next line to `buffer`; the limit counts everything in it.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> io::Result<Line> {
        let room = (self.max_bytes + 1).saturating_sub(buffer.len());
        let n_read = self.input.as_mut().take(room as u64).read_until(b'\n', buffer)?;
        if n_read == 0 {
            return Ok(Line::End);
        }
        self.n_lines += 1;
        if buffer.len() <= self.max_bytes {
            return Ok(Line::Whole);
        }
        if buffer.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
        }
        Ok(Line::TooLong)
    }

    /// Everything to the end.
    fn whole(&mut self) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let room = self.max_bytes as u64 + 1;
        self.input
            .as_mut()
            .take(room)
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::unreadable(&error))?;
        if bytes.len() > self.max_bytes {
            let message = format!("more than {} in one document; split the file into articles", self.limit());
            return Err(Failure::new(BadKind::Io, message));
        }
        Ok(bytes)
    }
}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").field("n_lines", &self.n_lines).finish_non_exhaustive()
    }
}

/// A reader that adds what passes to a shared counter.
pub(super) struct CountedReader<R> {
    inner: R,
    counter: Arc<AtomicU64>,
}

impl<R> CountedReader<R> {
    pub(super) fn new(inner: R, counter: Arc<AtomicU64>) -> Self {
        Self { inner, counter }
    }
}

impl<R: Read> Read for CountedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.inner.read(buffer)?;
        self.counter.fetch_add(n_read as u64, Ordering::Relaxed);
        Ok(n_read)
    }
}

/// Which byte of a UTF-16 unit comes first.
#[derive(Clone, Copy)]
enum ByteOrder {
    Little,
    Big,
}

/// A reader of UTF-16 that gives UTF-8, a piece at a time, so that large files stream like any other.
struct Utf16<R> {
    inner: R,
    order: ByteOrder,
    /// Bytes that were read and not yet decoded: half a unit, or half a surrogate pair.
    pending: Vec<u8>,
    decoded: io::Cursor<Vec<u8>>,
}

impl<R: Read> Utf16<R> {
    fn new(inner: R, order: ByteOrder) -> Self {
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
        let mut decoded = String::new().into_bytes();
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
