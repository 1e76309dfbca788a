//! Inputs as lines, and whole files as documents.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::encoding::{ByteOrder, Utf16, declared_by_page, decode};
use super::{Failure, Options, Parcel, Record};
use crate::error::BadKind;
use crate::types::Document;

/// The most bytes of one line, row or file that is an article: far above any, and low enough that a bomb or a binary
/// file with the wrong name cannot fill the memory. To judge a text takes some forty times its size.
pub(super) const MAX_RECORD_BYTES: usize = 16 << 20;

/// The most bytes of a line that is passed over because it is too long; then the rest of the file is given up.
const MAX_SKIPPED_BYTES: u64 = 4 << 30;

/// The document that a whole file of plain text is.
pub(super) fn document(mut lines: Lines, file_id: &str, options: &Options) -> Record {
    let outcome = lines.whole().map(|bytes| {
        let (text, warning) = decode(bytes, None);
        let boundaries = options.boundaries();
        let warnings = warning.into_iter().collect();
        let document = Document { id: file_id.to_owned(), text, boundaries, warnings, ..Document::default() };
        Parcel::text(document)
    });
    Record { id: file_id.to_owned(), line: None, outcome }
}

/// The document that a whole file of HTML is.
pub(super) fn page(mut lines: Lines, file_id: &str, options: &Options) -> Record {
    let outcome = lines.whole().map(|bytes| {
        let declared = declared_by_page(&bytes);
        let (page, warning) = decode(bytes, declared);
        let boundaries = options.boundaries();
        let warnings = warning.into_iter().collect();
        let document = Document { id: file_id.to_owned(), boundaries, warnings, ..Document::default() };
        Parcel::page(document, page)
    });
    Record { id: file_id.to_owned(), line: None, outcome }
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
            let n_skipped = self.input.as_mut().take(MAX_SKIPPED_BYTES).skip_until(b'\n')? as u64;
            if n_skipped == MAX_SKIPPED_BYTES {
                return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a line of more than 4 GiB"));
            }
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

/// A reader that adds what passes to a shared counter, and is at its end once somebody says stop.
pub(super) struct CountedReader<R> {
    inner: R,
    counter: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
}

impl<R> CountedReader<R> {
    pub(super) fn new(inner: R, counter: Arc<AtomicU64>, stop: Arc<AtomicBool>) -> Self {
        Self { inner, counter, stop }
    }
}

impl<R: Read> Read for CountedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Ok(0);
        }
        let n_read = self.inner.read(buffer)?;
        self.counter.fetch_add(n_read as u64, Ordering::Relaxed);
        Ok(n_read)
    }
}
