//! Parquet, which keeps columns: rows → records, a page of each column at a time.

use std::collections::HashMap;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;
use parquet::basic::{LogicalType, TimeUnit, Type as PhysicalType};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Number, Value};

use super::encoding::decode;
use super::fields;
use super::text::MAX_RECORD_BYTES;
use super::walk::Source;
use super::{Failure, Options, Record};
use crate::error::BadKind;
use crate::types::Warning;

/// A reader of one file.
pub(super) struct Parquet {
    rows: RowIter<'static>,
    columns: Vec<Type>,
    /// Columns of points in time, and how they count.
    times: HashMap<String, TimeOfColumn>,
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
        let columns: Vec<Type> =
            metadata.schema().get_fields().iter().map(|column| column.as_ref().clone()).collect();
        let times =
            columns.iter().filter_map(|column| Some((column.name().to_owned(), time_of(column)?))).collect();
        let rows = guarded(|| Ok(RowIter::from_file_into(Box::new(reader))))?;
        Ok(Self { rows, columns, times, n_rows, n_bytes, n_given: 0, bytes_read, is_over: false })
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
        let (rows, times) = (&mut self.rows, &self.times);
        // What the library makes of a value is its code too.
        let row = guarded(|| Ok(rows.next().transpose()?.map(|row| object(row, times))));
        let number = self.n_given + 1;
        match row {
            Ok(None) => {
                self.is_over = true;
                None
            }
            Ok(Some((row, warning))) => {
                self.n_given = number;
                self.count();
                if let Some(failure) = too_large(&row) {
                    return Some(Record::failed(file_id, number, failure));
                }
                let (id, outcome) = fields::read(row, Record::name(file_id, number), options);
                let outcome = outcome.map(|parcel| parcel.warned(warning));
                Some(Record { id, line: Some(number), outcome })
            }
            Err(mut failure) => {
                self.is_over = true;
                failure.message.push_str("; no later row of the file was read");
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

/// The most characters of a message of the library.
const MOST_QUOTED: usize = 200;

fn too_large(row: &Map<String, Value>) -> Option<Failure> {
    let n_bytes: usize = row.values().map(|value| value.as_str().map_or(0, str::len)).sum();
    let message = || format!("a row of more than {} MiB; split it into articles", MAX_RECORD_BYTES >> 20);
    (n_bytes > MAX_RECORD_BYTES).then(|| Failure::new(BadKind::Io, message()))
}

/// Runs the library's code: what it says, and a panic over a file that is not what it claims, becomes a failure.
fn guarded<T>(work: impl FnOnce() -> parquet::errors::Result<T>) -> Result<T, Failure> {
    let remedy = "write the file again, or leave it out";
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => {
            // Some of its messages quote the whole value.
            let said: String = error.to_string().chars().take(MOST_QUOTED).collect();
            Err(Failure::new(BadKind::Syntax, format!("not readable Parquet: {said}; {remedy}")))
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

/// How a column counts points in time.
#[derive(Clone, Copy)]
struct TimeOfColumn {
    /// How many of its units make a second.
    per_second: i64,
    /// Whether it means points in time, or what a clock showed somewhere.
    is_utc: bool,
}

fn time_of(column: &Type) -> Option<TimeOfColumn> {
    match column.get_basic_info().logical_type_ref()? {
        LogicalType::Timestamp(time) => {
            let per_second = match time.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            };
            Some(TimeOfColumn { per_second, is_utc: time.is_adjusted_to_u_t_c })
        }
        _ => None,
    }
}

/// A row as an object, which `fields` reads like any other, and what was odd about its bytes.
fn object(row: Row, times: &HashMap<String, TimeOfColumn>) -> (Map<String, Value>, Option<Warning>) {
    let mut warning = None;
    let mut object = Map::new();
    for (name, field) in row.into_columns() {
        let time = times.get(&name);
        object.insert(name, value(field, time, &mut warning));
    }
    (object, warning)
}

fn value(field: Field, time: Option<&TimeOfColumn>, warning: &mut Option<Warning>) -> Value {
    let decimal = |number: f64| Number::from_f64(number).map_or(Value::Null, Value::Number);
    match field {
        Field::Null => Value::Null,
        Field::Bool(value) => Value::Bool(value),
        Field::Byte(value) => value.into(),
        Field::Short(value) => value.into(),
        Field::Int(value) => value.into(),
        Field::Long(value) => time.map_or_else(|| value.into(), |time| moment(value, *time)),
        Field::TimestampMillis(value) => {
            moment(value, time.copied().unwrap_or(TimeOfColumn { per_second: 1_000, is_utc: true }))
        }
        Field::TimestampMicros(value) => {
            moment(value, time.copied().unwrap_or(TimeOfColumn { per_second: 1_000_000, is_utc: true }))
        }
        Field::UByte(value) => value.into(),
        Field::UShort(value) => value.into(),
        Field::UInt(value) => value.into(),
        Field::ULong(value) => value.into(),
        Field::Float(value) => decimal(f64::from(value)),
        Field::Double(value) => decimal(value),
        Field::Str(value) => Value::String(value),
        // Writers that do not say what their strings are mean text.
        Field::Bytes(bytes) => {
            let (text, odd) = decode(bytes.data().to_vec(), None);
            *warning = warning.take().or(odd);
            Value::String(text)
        }
        Field::Date(days) => {
            let day = jiff::Span::new()
                .try_days(days)
                .and_then(|days| Date::constant(1970, 1, 1).checked_add(days));
            day.map_or(Value::Null, |day| Value::String(day.to_string()))
        }
        Field::Group(row) => {
            let fields =
                row.into_columns().into_iter().map(|(name, field)| (name, value(field, None, warning)));
            Value::Object(fields.collect())
        }
        Field::ListInternal(list) => {
            Value::Array(list.elements().iter().map(|field| value(field.clone(), None, warning)).collect())
        }
        Field::MapInternal(map) => {
            let mut object = Map::new();
            for (key, field) in map.entries() {
                let key = match value(key.clone(), None, warning) {
                    Value::String(key) => key,
                    other => other.to_string(),
                };
                object.insert(key, value(field.clone(), None, warning));
            }
            Value::Object(object)
        }
        // Numbers that JSON lacks, and times of the day, are written as the library has them.
        other => Value::String(other.to_string()),
    }
}

/// A point in time, in UTC where the column says so; nothing where no calendar has it.
fn moment(count: i64, time: TimeOfColumn) -> Value {
    let nanos = i128::from(count) * i128::from(1_000_000_000 / time.per_second);
    let written = jiff::Timestamp::from_nanosecond(nanos).map(|moment| {
        let pattern = if time.is_utc { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%dT%H:%M:%S" };
        moment.strftime(pattern).to_string()
    });
    written.map_or(Value::Null, Value::String)
}
