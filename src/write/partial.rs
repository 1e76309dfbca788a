//! A file that grows as `OUT.partial` and is renamed when it is whole, so that nobody reads half a result.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// An output file on its way.
#[derive(Debug)]
pub struct PartialFile {
    file: File,
    path: PathBuf,
    partial: PathBuf,
}

impl PartialFile {
    /// Opens `path.partial`, before anything slow happens.
    ///
    /// # Errors
    /// If `path` or the partial file is there and `force` is not given, or the folder cannot be written.
    pub fn create(path: &Path, force: bool) -> Result<Self> {
        let partial = beside(path, ".partial");
        if !force && path.exists() {
            return Err(Error::Exists { path: path.to_path_buf() });
        }
        if !force && partial.exists() {
            return Err(Error::Unfinished { path: partial });
        }
        if path.is_dir() {
            let source = io::Error::from(io::ErrorKind::IsADirectory);
            return Err(Error::Io { path: path.to_path_buf(), action: "write", source });
        }
        let opened = OpenOptions::new().write(true).create(true).truncate(true).open(&partial);
        let file = opened.map_err(|source| Error::Io { path: partial.clone(), action: "create", source })?;
        Ok(Self { file, path: path.to_path_buf(), partial })
    }

    /// Opens the `path.partial` that an earlier run left, to go on after its first `n_bytes`; what follows them is
    /// cut off.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn resume(path: &Path, n_bytes: u64) -> Result<Self> {
        let partial = beside(path, ".partial");
        let opened = OpenOptions::new().write(true).open(&partial).and_then(|mut file| {
            file.set_len(n_bytes)?;
            file.seek(SeekFrom::Start(n_bytes))?;
            Ok(file)
        });
        let file = opened.map_err(|source| Error::Io { path: partial.clone(), action: "write", source })?;
        Ok(Self { file, path: path.to_path_buf(), partial })
    }

    /// Where it grows.
    pub fn partial_path(&self) -> &Path {
        &self.partial
    }

    /// Makes sure that all is on the disk, then gives it its name.
    ///
    /// # Errors
    /// If the disk refuses; the partial file stays.
    pub fn finish(self) -> Result<()> {
        let Self { file, path, partial } = self;
        file.sync_all().and_then(|()| fs::rename(&partial, &path)).map_err(|source| Error::Io {
            path,
            action: "write",
            source,
        })
    }
}

impl Write for PartialFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// `path` with `ending` after its whole name.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}
