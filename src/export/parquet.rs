//! Parquet: columns of their own types, compressed, in groups of rows.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, Repetition, Type as PhysicalType};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::{COLUMNS, Cell, Kind, RowWriter};

/// Rows that are held and written together.
const GROUP_ROWS: usize = 65_536;

/// A table in Parquet.
pub struct ParquetTable<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    rows: Vec<Vec<Cell>>,
}

impl<W: Write + Send> ParquetTable<W> {
    /// Writes the beginning of a file.
    ///
    /// # Errors
    /// If the stream refuses the bytes.
    pub fn new(stream: W) -> io::Result<Self> {
        let properties =
            WriterProperties::builder().set_compression(Compression::ZSTD(Default::default())).build();
        let schema = schema().map_err(io::Error::other)?;
        let writer =
            SerializedFileWriter::new(stream, Arc::new(schema), Arc::new(properties)).map_err(as_io)?;
        Ok(Self { writer, rows: Vec::new() })
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for place in 0..COLUMNS.len() {
            if let Some(mut column) = group.next_column()? {
                write_column(&mut column, self.rows.iter().map(|row| &row[place]))?;
                column.close()?;
            }
        }
        group.close()?;
        self.rows.clear();
        Ok(())
    }
}

fn schema() -> Result<Type, ParquetError> {
    let field = |&(name, kind): &(&str, Kind)| {
        let (physical, repetition) = match kind {
            Kind::Text => (PhysicalType::BYTE_ARRAY, Repetition::OPTIONAL),
            Kind::Whole => (PhysicalType::INT64, Repetition::OPTIONAL),
            Kind::Decimal => (PhysicalType::DOUBLE, Repetition::REQUIRED),
            Kind::Flag => (PhysicalType::BOOLEAN, Repetition::REQUIRED),
        };
        let converted = if kind == Kind::Text { ConvertedType::UTF8 } else { ConvertedType::NONE };
        let field = Type::primitive_type_builder(name, physical).with_repetition(repetition);
        field.with_converted_type(converted).build().map(Arc::new)
    };
    let fields = COLUMNS.iter().map(field).collect::<Result<_, _>>()?;
    Type::group_type_builder("stances").with_fields(fields).build()
}

/// Writes one column; a value that is missing has the definition level 0.
fn write_column<'a>(
    column: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'a Cell> + Clone,
) -> Result<(), ParquetError> {
    let is_there = |cell: &Cell| !matches!(cell, Cell::Text(None) | Cell::Whole(None));
    let levels: Vec<i16> = cells.clone().map(|cell| i16::from(is_there(cell))).collect();
    let texts = |cell: &Cell| match cell {
        Cell::Text(text) => text.as_deref().map(ByteArray::from),
        _ => None,
    };
    let numbers = |cell: &Cell| match cell {
        Cell::Whole(number) => *number,
        _ => None,
    };
    let decimals = |cell: &Cell| match cell {
        Cell::Decimal(number) => Some(*number),
        _ => None,
    };
    let flags = |cell: &Cell| match cell {
        Cell::Flag(flag) => Some(*flag),
        _ => None,
    };
    match cells.clone().next() {
        None => return Ok(()),
        Some(Cell::Text(_)) => {
            let values: Vec<ByteArray> = cells.filter_map(texts).collect();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
        }
        Some(Cell::Whole(_)) => {
            let values: Vec<i64> = cells.filter_map(numbers).collect();
            column.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
        }
        Some(Cell::Decimal(_)) => {
            let values: Vec<f64> = cells.filter_map(decimals).collect();
            column.typed::<DoubleType>().write_batch(&values, None, None)?;
        }
        Some(Cell::Flag(_)) => {
            let values: Vec<bool> = cells.filter_map(flags).collect();
            column.typed::<BoolType>().write_batch(&values, None, None)?;
        }
    }
    Ok(())
}

fn as_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => io::Error::other(error),
        other => io::Error::other(other),
    }
}

impl<W: Write + Send> RowWriter for ParquetTable<W> {
    fn write(&mut self, row: Vec<Cell>) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() == GROUP_ROWS {
            self.write_group().map_err(as_io)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if !self.rows.is_empty() {
            self.write_group().map_err(as_io)?;
        }
        self.writer.close().map_err(as_io)?;
        Ok(())
    }
}
