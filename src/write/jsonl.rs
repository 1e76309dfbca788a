//! JSON Lines: one record, one line.

use std::io::{self, Write};

use super::RecordWriter;
use crate::record::Record;

/// Writes records as lines of JSON.
pub struct JsonLines<W: Write>(pub W);

impl<W: Write> RecordWriter for JsonLines<W> {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, record)?;
        self.0.write_all(b"\n")
    }
}
