//! WARC: what a crawler kept → the pages in it.
//!
//! The format is ISO 28500: records one after the other, each with a header like a mail's and a block of known length.
//! A response's block is what the server sent: again a header, then the page.
//! Whatever is no page that the server found (requests, pictures, redirects) is passed over.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::Encoding;
use serde_json::{Map, Value};

use super::encoding::{declared_by_page, decode};
use super::{Failure, Options, Parcel, Record, compression};
use crate::error::BadKind;
use crate::types::Document;

/// The most bytes of a page: far above any article.
const MAX_PAGE_BYTES: u64 = 32 << 20;
/// The most bytes of a line of a header, and of a whole header.
const MAX_HEADER_BYTES: u64 = 256 << 10;
/// Lines that are passed over in search of the next record where one is broken.
const MAX_LOST_LINES: u64 = 50_000_000;

/// A reader of one file.
pub(super) struct Warc {
    input: BufReader<Box<dyn Read + Send>>,
    /// The first line of the next record, where it was read already.
    ahead: Vec<u8>,
    /// Records met so far, pages or not.
    n_records: u64,
    is_over: bool,
}

/// Why there is no record.
enum Trouble {
    /// The end of the file, where it should be.
    End,
    /// The stream cannot be read on.
    Unreadable(io::Error),
    /// Something is there, and it is no record.
    Broken(&'static str),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

/// A page with what its record says about it.
struct Page {
    record: Header,
    http: Header,
    bytes: Vec<u8>,
}

impl Warc {
    pub(super) fn new(bytes: Box<dyn Read + Send>) -> Self {
        Self {
            input: BufReader::with_capacity(64 << 10, bytes),
            ahead: Vec::new(),
            n_records: 0,
            is_over: false,
        }
    }

    /// The next page.
    pub(super) fn next(&mut self, file_id: &str, options: &Options) -> Option<Record> {
        while !self.is_over {
            self.n_records += 1;
            let number = self.n_records;
            let failure = match self.page() {
                Ok(None) => continue,
                Ok(Some(page)) => return Some(record(page, file_id, number, options)),
                Err(Trouble::End) => break,
                Err(Trouble::Broken(what)) => {
                    self.is_over = !self.skip_to_record().unwrap_or(false);
                    let message = format!("{what}; the file is damaged here, fetch it again");
                    Failure::new(BadKind::Syntax, message)
                }
                Err(Trouble::Unreadable(error)) => {
                    self.is_over = true;
                    Failure::unreadable(&error)
                }
            };
            return Some(Record::failed(file_id, number, failure));
        }
        self.is_over = true;
        None
    }

    /// Reads a record; nothing where it holds no page.
    fn page(&mut self) -> Result<Option<Page>, Trouble> {
        let record = self.record_header()?;
        let length = record.get("content-length").and_then(|length| length.parse::<u64>().ok());
        let length = length.ok_or(Trouble::Broken("a record without its length"))?;
        let mut block = self.input.by_ref().take(length);
        let http = page_header(&record, &mut block);
        let mut bytes = Vec::new();
        if matches!(http, Ok(Some(_))) {
            // What is larger is cut off here and refused with its length later.
            block.by_ref().take(MAX_PAGE_BYTES + 1).read_to_end(&mut bytes)?;
        }
        // Whatever the block holds, the next record begins behind it.
        io::copy(&mut block, &mut io::sink())?;
        if block.limit() > 0 {
            return Err(Trouble::Broken("the file ends inside a record"));
        }
        Ok(http?.map(|http| Page { record, http, bytes }))
    }

    /// The header of the next record, blank lines before it aside.
    fn record_header(&mut self) -> Result<Header, Trouble> {
        while self.ahead.is_empty() {
            let rest = self.input.fill_buf()?;
            match rest.first() {
                None => return Err(Trouble::End),
                Some(b'\r' | b'\n') => self.input.consume(1),
                Some(_) => break,
            }
        }
        let header =
            Header::read(&mut io::Cursor::new(std::mem::take(&mut self.ahead)).chain(&mut self.input))?;
        if !header.first.starts_with("WARC/") {
            return Err(Trouble::Broken("no WARC record where one should begin"));
        }
        Ok(header)
    }

    /// Goes on to the line where the next record begins; false at the end.
    fn skip_to_record(&mut self) -> io::Result<bool> {
        for _ in 0..MAX_LOST_LINES {
            let mut line = Vec::new();
            if self.input.by_ref().take(MAX_HEADER_BYTES).read_until(b'\n', &mut line)? == 0 {
                return Ok(false);
            }
            if line.starts_with(b"WARC/1.") {
                self.ahead = line;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl fmt::Debug for Warc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Warc").field("n_records", &self.n_records).finish_non_exhaustive()
    }
}

/// The header of the page that a block holds; nothing where it holds none.
fn page_header(record: &Header, block: &mut impl BufRead) -> Result<Option<Header>, Trouble> {
    let content = record.get("content-type").unwrap_or("application/http").to_ascii_lowercase();
    match record.get("warc-type").unwrap_or_default().to_ascii_lowercase().as_str() {
        "response" if content.starts_with("application/http") => {
            let mut http = Header::default();
            let whole = http.fill(block);
            let is_found = http.first.split_whitespace().nth(1) == Some("200");
            let is_page = http.get("content-type").is_some_and(is_html);
            match whole {
                // A server that answers with nothing at all sends no page.
                Err(Trouble::Broken(_)) if !(is_found && is_page) => Ok(None),
                Err(trouble) => Err(trouble),
                Ok(()) => Ok((is_found && is_page).then_some(http)),
            }
        }
        "resource" if is_html(&content) => {
            Ok(Some(Header { first: String::new(), fields: record.fields.clone() }))
        }
        _ => Ok(None),
    }
}

/// A first line, and names with their values.
#[derive(Default)]
struct Header {
    first: String,
    fields: Vec<(String, String)>,
}

impl Header {
    fn read(input: &mut impl BufRead) -> Result<Self, Trouble> {
        let mut header = Self::default();
        header.fill(input)?;
        Ok(header)
    }

    /// Reads to the blank line that ends a header. A line that opens with space goes on with the one before.
    fn fill(&mut self, input: &mut impl BufRead) -> Result<(), Trouble> {
        let mut input = input.take(MAX_HEADER_BYTES);
        for number in 0.. {
            let mut line = Vec::new();
            input.read_until(b'\n', &mut line)?;
            if line.last() != Some(&b'\n') {
                return Err(Trouble::Broken("a header without an end"));
            }
            let line = String::from_utf8_lossy(&line);
            let text = line.trim_end();
            if text.is_empty() {
                break;
            } else if number == 0 {
                self.first = text.to_owned();
            } else if text.starts_with([' ', '\t'])
                && let Some((_, value)) = self.fields.last_mut()
            {
                value.push(' ');
                value.push_str(text.trim_start());
            } else if let Some((name, value)) = text.split_once(':') {
                self.fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Ok(())
    }

    /// The value of a name in lower case, the first where there are several.
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

fn is_html(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "text/html" || kind == "application/xhtml+xml"
}

/// The encoding that a content type names.
fn charset(content_type: &str) -> Option<&'static Encoding> {
    let at = content_type.to_ascii_lowercase().find("charset=")?;
    let label = content_type[at + "charset=".len()..].split(';').next()?;
    Encoding::for_label(label.trim_matches(['"', '\'', ' ']).as_bytes())
}

fn record(page: Page, file_id: &str, number: u64, options: &Options) -> Record {
    let given = page.record.get("warc-record-id").map(|id| id.trim_matches(['<', '>']).to_owned());
    let id = given.filter(|id| !id.is_empty()).unwrap_or_else(|| Record::name(file_id, number));
    let outcome = parcel(page, &id, options);
    Record { id, line: Some(number), outcome }
}

fn parcel(page: Page, id: &str, options: &Options) -> Result<Parcel, Failure> {
    let Page { record, http, bytes } = page;
    let mut bytes = body(bytes, &http)?;
    let mark = Encoding::for_bom(&bytes);
    if let Some((_, n_mark)) = mark {
        bytes.drain(..n_mark);
    }
    let named = || http.get("content-type").and_then(charset);
    let declared = mark.map(|(encoding, _)| encoding).or_else(named).or_else(|| declared_by_page(&bytes));
    let (html, warning) = decode(bytes, declared);
    let mut metadata = Map::new();
    if let Some(date) = record.get("warc-date") {
        metadata.insert("warc_date".to_owned(), Value::String(date.to_owned()));
    }
    let document = Document {
        id: id.to_owned(),
        url: record.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned()),
        boundaries: options.boundaries(),
        warnings: warning.into_iter().collect(),
        metadata,
        ..Document::default()
    };
    Ok(Parcel::page(document, html))
}

/// What the server meant to send, out of the pieces and the compression in which it did.
fn body(bytes: Vec<u8>, http: &Header) -> Result<Vec<u8>, Failure> {
    let is_chunked = http.get("transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked"));
    // Crawlers often keep the header of a body that they have put together.
    let whole = if is_chunked { joined(&bytes).unwrap_or(bytes) } else { bytes };
    let how = http.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    let looks_plain = whole.trim_ascii_start().starts_with(b"<");
    let page = match how.as_str() {
        "" | "identity" => whole,
        _ if looks_plain => whole,
        "gzip" | "x-gzip" | "zstd" => {
            let mut page = Vec::new();
            let stream = compression::body(whole).map_err(|error| Failure::unreadable(&error))?;
            let read = stream.take(MAX_PAGE_BYTES + 1).read_to_end(&mut page);
            read.map_err(|error| Failure::unreadable(&error))?;
            page
        }
        other => {
            let message = format!(
                "a page compressed with \"{other}\", which is not read; have the crawler keep it plain"
            );
            return Err(Failure::new(BadKind::Io, message));
        }
    };
    if page.len() as u64 > MAX_PAGE_BYTES {
        let message = format!("a page of more than {} MiB; leave it out", MAX_PAGE_BYTES >> 20);
        return Err(Failure::new(BadKind::Io, message));
    }
    Ok(page)
}

/// The chunks of a body put together (RFC 9112, section 7.1); nothing where they do not fit.
fn joined(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    loop {
        let end = bytes.iter().position(|&byte| byte == b'\n')?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(bytes.get(..size)?);
        bytes = bytes.get(size..)?;
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n"))?;
    }
}
