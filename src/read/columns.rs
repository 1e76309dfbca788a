//! Parquet, which keeps columns: rows → records, a page of each column at a time.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parquet::basic::Type as PhysicalType;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Number, Value};

use super::fields;
use super::walk::Source;
use super::{Failure, Options, Record};
use crate::error::BadKind;

/// A reader of one file.
pub(super) struct Parquet {
    rows: RowIter<'static>,
    columns: Vec<Type>,
    n_rows: u64,
    n_bytes: u64,
    n_given: u64,
    bytes_read: Arc<AtomicU64>,
    is_over: bool,
}

impl std::fmt::Debug for Parquet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parquet").field("n_rows", &self.n_rows).finish_non_exhaustive()
    }
}

impl Parquet {
    /// Reads the description at the file's end.
    pub(super) fn open(source: &Source, bytes_read: Arc<AtomicU64>) -> Result<Self, Failure> {
        if source.is_standard_input {
            let message =
                "Parquet is read from its end, which a stream does not have; write it to a file first";
            return Err(Failure::new(BadKind::Io, message));
        }
        let file = File::open(&source.path).map_err(|error| Failure::unreadable(&error))?;
        let n_bytes = file.metadata().map_or(0, |metadata| metadata.len());
        let reader = guarded(|| SerializedFileReader::new(file))?;
        let metadata = reader.metadata().file_metadata();
        let n_rows = u64::try_from(metadata.num_rows()).unwrap_or(0);
        let columns = metadata.schema().get_fields().iter().map(|column| column.as_ref().clone()).collect();
        let rows = guarded(|| Ok(RowIter::from_file_into(Box::new(reader))))?;
        Ok(Self { rows, columns, n_rows, n_bytes, n_given: 0, bytes_read, is_over: false })
    }

    /// The next row as a record. Without a column of text there is one failure for the whole file.
    pub(super) fn next(&mut self, file_id: &str, options: &Options) -> Option<Record> {
        if self.is_over {
            return None;
        }
        if self.n_given == 0
            && let Err(failure) = check_columns(&self.columns, options)
        {
            self.is_over = true;
            return Some(Record { id: file_id.to_owned(), line: None, outcome: Err(failure) });
        }
        let rows = &mut self.rows;
        let row = guarded(|| rows.next().transpose());
        let number = self.n_given + 1;
        match row {
            Ok(None) => {
                self.is_over = true;
                None
            }
            Ok(Some(row)) => {
                self.n_given = number;
                self.count();
                let (id, outcome) = fields::read(object(row), Record::name(file_id, number), options);
                Some(Record { id, line: Some(number), outcome })
            }
            Err(failure) => {
                self.is_over = true;
                Some(Record::failed(file_id, number, failure))
            }
        }
    }

    /// Says how far the file is read: rows stand for bytes, since columns lie apart.
    fn count(&self) {
        let share =
            |row: u64| (u128::from(self.n_bytes) * u128::from(row) / u128::from(self.n_rows.max(1))) as u64;
        let n_new = share(self.n_given).saturating_sub(share(self.n_given - 1));
        self.bytes_read.fetch_add(n_new, Ordering::Relaxed);
    }
}

/// Runs the library's code: what it says, and a panic over a file that is not what it claims, becomes a failure.
fn guarded<T>(work: impl FnOnce() -> parquet::errors::Result<T>) -> Result<T, Failure> {
    let remedy = "write the file again, or leave it out";
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => {
            Err(Failure::new(BadKind::Syntax, format!("not readable Parquet: {error}; {remedy}")))
        }
        Err(_) => Err(Failure::new(BadKind::Syntax, format!("not readable Parquet; {remedy}"))),
    }
}

fn check_columns(columns: &[Type], options: &Options) -> Result<(), Failure> {
    let names: Vec<String> = columns.iter().map(|column| column.name().to_owned()).collect();
    let Some(column) = columns.iter().find(|column| column.name() == options.text_key) else {
        if names.iter().any(|name| name == fields::PAGE_KEY || name == "paragraphs") {
            return Ok(());
        }
        let names = fields::list_names(names.iter());
        let hint = "name the column of the text with --text-key";
        let message = format!("no column \"{}\" among {names}; {hint}", options.text_key);
        return Err(Failure::new(BadKind::Field, message));
    };
    if column.is_primitive() && column.get_physical_type() == PhysicalType::BYTE_ARRAY {
        return Ok(());
    }
    let kind =
        if column.is_primitive() { column.get_physical_type().to_string() } else { "a group".to_owned() };
    let message = format!(
        "the column \"{}\" holds {kind}, not strings; name another with --text-key",
        options.text_key
    );
    Err(Failure::new(BadKind::Field, message))
}

/// A row as an object, which `fields` reads like any other.
fn object(row: Row) -> Map<String, Value> {
    row.into_columns().into_iter().map(|(name, field)| (name, value(field))).collect()
}

fn value(field: Field) -> Value {
    let decimal = |number: f64| Number::from_f64(number).map_or(Value::Null, Value::Number);
    match field {
        Field::Null => Value::Null,
        Field::Bool(value) => Value::Bool(value),
        Field::Byte(value) => value.into(),
        Field::Short(value) => value.into(),
        Field::Int(value) => value.into(),
        Field::Long(value) => value.into(),
        Field::UByte(value) => value.into(),
        Field::UShort(value) => value.into(),
        Field::UInt(value) => value.into(),
        Field::ULong(value) => value.into(),
        Field::Float(value) => decimal(f64::from(value)),
        Field::Double(value) => decimal(value),
        Field::Str(value) => Value::String(value),
        // Writers that do not say what their strings are mean text.
        Field::Bytes(bytes) => match String::from_utf8(bytes.data().to_vec()) {
            Ok(text) => Value::String(text),
            Err(_) => Value::String(Field::Bytes(bytes).to_string()),
        },
        Field::Group(row) => Value::Object(object(row)),
        Field::ListInternal(list) => Value::Array(list.elements().iter().cloned().map(value).collect()),
        Field::MapInternal(map) => {
            let key = |field: &Field| match value(field.clone()) {
                Value::String(key) => key,
                other => other.to_string(),
            };
            Value::Object(
                map.entries().iter().map(|(name, field)| (key(name), value(field.clone()))).collect(),
            )
        }
        Field::TimestampMillis(time) => moment(jiff::Timestamp::from_millisecond(time)),
        Field::TimestampMicros(time) => moment(jiff::Timestamp::from_microsecond(time)),
        // Days and times of the day are written by the library as the standard has them.
        other => Value::String(other.to_string()),
    }
}

fn moment(time: Result<jiff::Timestamp, jiff::Error>) -> Value {
    time.map_or(Value::Null, |time| Value::String(time.to_string()))
}
