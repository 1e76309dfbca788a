//! Files of many records: JSON Lines, CSV and TSV. Here a record's bytes are found; `fields` gives them meaning.

use serde_json::{Map, Value};

use super::encoding::decode;
use super::fields;
use super::text::{Line, Lines};
use super::{Failure, Options, Record};
use crate::error::BadKind;
use crate::types::Warning;

/// A reader of JSON Lines: each line is an object.
#[derive(Debug)]
pub(super) struct Jsonl {
    lines: Lines,
    is_over: bool,
}

impl Jsonl {
    pub(super) fn new(lines: Lines) -> Self {
        Self { lines, is_over: false }
    }

    /// The next record; blank lines are passed over.
    pub(super) fn next(&mut self, file_id: &str, options: &Options) -> Option<Record> {
        while !self.is_over {
            let mut bytes = Vec::new();
            let line = self.lines.next(&mut bytes);
            let number = self.lines.number();
            match line {
                Ok(Line::End) => break,
                Ok(Line::Whole) if bytes.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => return Some(json_record(bytes, file_id, number, options)),
                Ok(Line::TooLong) => {
                    let failure = too_long("line", &self.lines, "write one article a line");
                    return Some(Record::failed(file_id, number, failure));
                }
                Err(error) => {
                    self.is_over = true;
                    return Some(Record::failed(file_id, number + 1, Failure::unreadable(&error)));
                }
            }
        }
        None
    }
}

fn too_long(what: &str, lines: &Lines, remedy: &str) -> Failure {
    Failure::new(BadKind::Syntax, format!("the {what} is longer than {}; {remedy}", lines.limit()))
}

fn json_record(bytes: Vec<u8>, file_id: &str, line: u64, options: &Options) -> Record {
    let (json, warning) = decode(bytes, None);
    match parse_object(&json) {
        Err(failure) => Record::failed(file_id, line, failure),
        Ok(object) => {
            let (id, outcome) = fields::read(object, Record::name(file_id, line), options);
            Record { id, line: Some(line), outcome: outcome.map(|parcel| parcel.warned(warning)) }
        }
    }
}

fn parse_object(json: &str) -> Result<Map<String, Value>, Failure> {
    let remedy = "each line must hold one whole JSON object";
    match serde_json::from_str(json) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(Value::Array(_)) => {
            Err(Failure::new(BadKind::Syntax, format!("a JSON array; {remedy}, so write its items as lines")))
        }
        Ok(other) => {
            let message = format!("{} instead of an object; {remedy}", fields::type_name(&other));
            Err(Failure::new(BadKind::Syntax, message))
        }
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default();
            let message = format!("not JSON at column {}: {reason}; {remedy}", error.column());
            Err(Failure::new(BadKind::Syntax, message))
        }
    }
}

/// A reader of CSV or TSV: the first row names the columns.
#[derive(Debug)]
pub(super) struct Csv {
    rows: Rows,
    /// Nothing before the first row was read.
    columns: Option<Vec<String>>,
}

impl Csv {
    /// Cells lie between `delimiter`s, and between quotation marks where they hold one.
    pub(super) fn new(lines: Lines, delimiter: u8) -> Self {
        Self { rows: Rows { lines, delimiter, is_over: false }, columns: None }
    }

    /// The next row as a record. Without usable columns there is one failure for the whole file.
    pub(super) fn next(&mut self, file_id: &str, options: &Options) -> Option<Record> {
        let columns = match self.columns.take() {
            Some(columns) => columns,
            None if self.rows.is_over => return None,
            None => match self.header(options) {
                Ok(columns) => columns,
                Err(failure) => {
                    self.rows.is_over = true;
                    return Some(Record { id: file_id.to_owned(), line: Some(1), outcome: Err(failure) });
                }
            },
        };
        let (line, row) = self.rows.next()?;
        let object = row.and_then(|(cells, warning)| Ok((object_of(&columns, cells, options)?, warning)));
        self.columns = Some(columns);
        Some(match object {
            Err(failure) => Record::failed(file_id, line, failure),
            Ok((object, warning)) => {
                let (id, outcome) = fields::read(object, Record::name(file_id, line), options);
                Record { id, line: Some(line), outcome: outcome.map(|parcel| parcel.warned(warning)) }
            }
        })
    }

    fn header(&mut self, options: &Options) -> Result<Vec<String>, Failure> {
        let Some((_, header)) = self.rows.next() else {
            return Err(Failure::new(
                BadKind::Empty,
                "the file is empty; its first row must name the columns",
            ));
        };
        let columns: Vec<String> = header?.0.iter().map(|name| name.trim().to_owned()).collect();
        check_columns(&columns, self.rows.delimiter, &options.text_key)?;
        Ok(columns)
    }
}

fn check_columns(columns: &[String], delimiter: u8, text_key: &str) -> Result<(), Failure> {
    if let Some((index, name)) =
        columns.iter().enumerate().find(|(index, name)| columns[..*index].contains(name))
    {
        let message =
            format!("column {} is named \"{name}\" like an earlier one; rename one of them", index + 1);
        return Err(Failure::new(BadKind::Field, message));
    }
    if columns.iter().any(|name| name == text_key || name == fields::PAGE_KEY) {
        return Ok(());
    }
    let hint = match columns {
        [only] if delimiter == b'\t' && only.contains([';', ',']) => "fields must be separated by tabs",
        [only] if only.contains('\t') => "fields must be separated by commas; add --format tsv for tabs",
        [only] if only.contains(';') => "fields must be separated by commas",
        _ => "name the column of the text with --text-key; the first row must be the names of the columns",
    };
    let names = fields::list_names(columns.iter());
    Err(Failure::new(BadKind::Field, format!("no column \"{text_key}\" among {names}; {hint}")))
}

/// A row as an object of strings, which `fields` reads like any other. Columns that it does not know are metadata.
fn object_of(
    columns: &[String],
    cells: Vec<String>,
    options: &Options,
) -> Result<Map<String, Value>, Failure> {
    if cells.len() != columns.len() {
        let (n_cells, n_columns) = (cells.len(), columns.len());
        let message = format!(
            "{n_cells} fields in a table of {n_columns} columns; quote fields that hold what separates them"
        );
        return Err(Failure::new(BadKind::Syntax, message));
    }
    let mut object = Map::new();
    let mut metadata = Map::new();
    for (name, cell) in columns.iter().zip(cells) {
        let is_own = [&options.text_key, &options.id_key, fields::PAGE_KEY].contains(&name.as_str());
        if !is_own && !fields::TEXT_FIELDS.contains(&name.as_str()) {
            metadata.insert(name.clone(), Value::String(cell));
            continue;
        }
        // An empty cell is how a table says that there is no value.
        let value = if cell.is_empty() { Value::Null } else { Value::String(cell) };
        object.insert(name.clone(), value);
    }
    object.insert("metadata".to_owned(), Value::Object(metadata));
    Ok(object)
}

/// One row: its cells, and what was odd about its bytes.
type Row = (Vec<String>, Option<Warning>);

/// The rows of a CSV file.
///
/// The ends of rows are found here and only single rows are given to the parser: so a quotation mark that is never
/// closed cannot fill the memory, and the line where a row starts is exact.
#[derive(Debug)]
struct Rows {
    lines: Lines,
    delimiter: u8,
    is_over: bool,
}

impl Rows {
    /// The next row that is not blank, with the line where it starts.
    fn next(&mut self) -> Option<(u64, Result<Row, Failure>)> {
        while !self.is_over {
            let mut bytes = Vec::new();
            let start = self.lines.number() + 1;
            match self.fill(&mut bytes) {
                Ok(()) if bytes.is_empty() => {}
                Ok(()) => return Some((start, cells(bytes, self.delimiter))),
                Err(failure) => return Some((start, Err(failure))),
            }
        }
        None
    }

    /// Puts the lines of one row into `bytes`, without the last line break.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> Result<(), Failure> {
        let mut place = Place::FieldStart;
        let mut n_scanned = 0;
        let first = self.lines.number() + 1;
        // A cell of TSV ends with its line: writers of TSV seldom quote, and an article may open with a mark.
        while n_scanned == 0 || place == Place::Quoted && self.delimiter != b'\t' {
            match self.lines.next(bytes) {
                Ok(Line::Whole) => {}
                Ok(Line::TooLong) => {
                    return Err(too_long(
                        "row",
                        &self.lines,
                        "look for a quotation mark that is never closed",
                    ));
                }
                Ok(Line::End) => {
                    self.is_over = true;
                    break;
                }
                Err(error) => {
                    self.is_over = true;
                    return Err(Failure::unreadable(&error));
                }
            }
            place = bytes[n_scanned..].iter().fold(place, |place, &byte| place.after(byte, self.delimiter));
            n_scanned = bytes.len();
        }
        if place == Place::Quoted && self.delimiter != b'\t' {
            let message =
                "a quotation mark opens here and is never closed, so no later row can be read; close it";
            return Err(Failure::new(BadKind::Syntax, message));
        }
        let line = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        bytes.truncate(line.strip_suffix(b"\r").unwrap_or(line).len());
        // A mark that was never closed takes in the rows behind it, up to one that opens the next quoted cell.
        if bytes.contains(&b'\n') && !is_well_quoted(bytes, self.delimiter) {
            let last = self.lines.number();
            let message = format!(
                "lines {first} to {last} were taken as one row, with text right behind a closing quotation mark; close the one that opens here, or double those that are text"
            );
            return Err(Failure::new(BadKind::Syntax, message));
        }
        Ok(())
    }
}

/// Where in a row a byte stands: line breaks and commas are text between quotation marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    FieldStart,
    Plain,
    Quoted,
    /// After a quotation mark inside quotes: the end, or the first half of a doubled one.
    MaybeClosed,
}

impl Place {
    fn after(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::Quoted, b'"') => Self::MaybeClosed,
            (Self::Quoted, _) => Self::Quoted,
            (Self::FieldStart | Self::MaybeClosed, b'"') => Self::Quoted,
            _ if byte == delimiter => Self::FieldStart,
            _ => Self::Plain,
        }
    }
}

/// Whether each quoted cell of a row ends with its mark, in CSV perhaps with blanks behind it: otherwise the marks are
/// the article's own.
fn is_well_quoted(row: &[u8], delimiter: u8) -> bool {
    let mut place = Place::FieldStart;
    let mut is_closed = false;
    for &byte in row {
        is_closed |= place == Place::MaybeClosed && byte != b'"';
        let is_blank = delimiter != b'\t' && matches!(byte, b' ' | b'\t');
        if is_closed && byte != delimiter && !is_blank {
            return false;
        }
        is_closed &= byte != delimiter;
        place = place.after(byte, delimiter);
    }
    place != Place::Quoted
}

/// The fields of one row.
fn cells(row: Vec<u8>, delimiter: u8) -> Result<Row, Failure> {
    let (row, warning) = decode(row, None);
    let mut parser = csv::ReaderBuilder::new();
    // The row ends where the bytes end, so no byte of it may end it earlier.
    parser.has_headers(false).delimiter(delimiter).buffer_capacity(row.len());
    parser.terminator(csv::Terminator::Any(b'\n'));
    if delimiter == b'\t' && !is_well_quoted(row.as_bytes(), delimiter) {
        parser.quoting(false);
    }
    let mut record = csv::StringRecord::new();
    match parser.from_reader(row.as_bytes()).read_record(&mut record) {
        Ok(_) => Ok((record.iter().map(str::to_owned).collect(), warning)),
        Err(error) => Err(Failure::new(BadKind::Syntax, format!("not CSV: {error}"))),
    }
}
