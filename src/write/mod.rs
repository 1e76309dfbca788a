//! Records out: one file a format behind a one-method trait, and the file that only appears when it is whole.

pub mod jsonl;
pub mod partial;

use std::io;

use crate::record::Record;

/// Writes records in one format.
pub trait RecordWriter {
    /// Writes one record.
    ///
    /// # Errors
    /// If the stream refuses the bytes.
    fn write(&mut self, record: &Record) -> io::Result<()>;
}
