//! A file that grows as `OUT.partial` and is renamed when it is whole, so that nobody reads half a result.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// An output file on its way; one process at a time has it.
#[derive(Debug)]
pub struct PartialFile {
    file: File,
    path: PathBuf,
    partial: PathBuf,
}

impl PartialFile {
    /// Opens `path.partial`, before anything slow happens. What an earlier run left there is lost.
    ///
    /// # Errors
    /// If `path` is there and `force` is not given, another run is writing, or the folder cannot be written.
    pub fn create(path: &Path, force: bool) -> Result<Self> {
        if !force && path.exists() {
            return Err(Error::Exists { path: path.to_path_buf() });
        }
        let file = Self::open(path, "create", OpenOptions::new().write(true).create(true).truncate(false))?;
        file.cut(0)
    }

    /// Opens the `path.partial` that an earlier run left, at its end.
    ///
    /// # Errors
    /// If another run is writing, or the file cannot be written.
    pub fn reopen(path: &Path) -> Result<Self> {
        Self::open(path, "write", OpenOptions::new().write(true))
    }

    fn open(path: &Path, action: &'static str, options: &OpenOptions) -> Result<Self> {
        let partial = partial_path(path);
        let failed = |source| Error::Io { path: partial.clone(), action, source };
        if path.is_dir() {
            let source = io::Error::from(io::ErrorKind::IsADirectory);
            return Err(Error::Io { path: path.to_path_buf(), action: "write", source });
        }
        let file = options.open(&partial).map_err(failed)?;
        // A lock of Windows would keep this very process from reading the file by another handle.
        let lock = if cfg!(windows) { Ok(()) } else { file.try_lock() };
        match lock {
            // The run that had it may have given it its name in between.
            Ok(()) if partial.exists() => {}
            // Some file systems have no locks.
            Err(TryLockError::Error(_)) => {}
            Ok(()) | Err(TryLockError::WouldBlock) => return Err(Error::Busy { path: partial }),
        }
        Ok(Self { file, path: path.to_path_buf(), partial })
    }

    /// The same file with its first `n_bytes` only, to be gone on with behind them.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn cut(mut self, n_bytes: u64) -> Result<Self> {
        let cut = self.file.set_len(n_bytes).and_then(|()| self.file.seek(SeekFrom::Start(n_bytes)));
        cut.map_err(|source| Error::Io { path: self.partial.clone(), action: "write", source })?;
        Ok(self)
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

/// Where `path` grows.
pub fn partial_path(path: &Path) -> PathBuf {
    beside(path, ".partial")
}

/// `path` with `ending` after its whole name.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// Writes a small file whole or not at all.
///
/// # Errors
/// If the disk refuses; what was there stays.
pub fn write_whole(path: &Path, text: &str) -> Result<()> {
    let mut file = PartialFile::create(path, true)?;
    let written = file.write_all(text.as_bytes());
    written.map_err(|source| Error::Io { path: path.to_owned(), action: "write", source })?;
    file.finish()
}
