//! CSV as RFC 4180 has it: commas, quotation marks where they are needed, a first row of names.

use std::io::{self, Write};

use csv::Writer;

use super::{COLUMNS, Cell, RowWriter};

/// A table of comma-separated values.
pub struct CsvTable<W: Write>(Writer<W>);

impl<W: Write> CsvTable<W> {
    /// Writes the names of the columns.
    ///
    /// # Errors
    /// If the stream refuses the bytes.
    pub fn new(stream: W) -> io::Result<Self> {
        let mut writer = Writer::from_writer(stream);
        writer.write_record(COLUMNS.map(|(name, _)| name))?;
        Ok(Self(writer))
    }
}

impl<W: Write> RowWriter for CsvTable<W> {
    fn write(&mut self, row: Vec<Cell>) -> io::Result<()> {
        let words = row.into_iter().map(|cell| match cell {
            Cell::Text(text) => text.unwrap_or_default(),
            Cell::Whole(number) => number.map_or_else(String::new, |number| number.to_string()),
            Cell::Decimal(number) => number.to_string(),
            Cell::Flag(flag) => flag.to_string(),
        });
        Ok(self.0.write_record(words)?)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}
