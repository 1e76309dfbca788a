//! A file that grows as `OUT.partial` and is renamed when it is whole, so that nobody reads half a result.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// An output file on its way; one process at a time has it.
#[derive(Debug)]
pub struct PartialFile {
    file: File,
    path: PathBuf,
    partial: PathBuf,
    /// Whether what was written stays if the file never gets its name.
    stays: bool,
}

impl PartialFile {
    /// Opens `path.partial`, before anything slow happens. It goes if it is not finished.
    ///
    /// # Errors
    /// If `path` may not be taken ([`check_free`]), `path.partial` holds something and `force` is not given, another
    /// run is writing, or the folder cannot be written.
    pub fn create(path: &Path, force: bool) -> Result<Self> {
        let path = &followed(path)?;
        check_free(path, force)?;
        let file = Self::open(path, "create", OpenOptions::new().write(true).create(true).truncate(false))?;
        if !force && file.file.metadata().is_ok_and(|there| there.len() > 0) {
            return Err(Error::Stopped { path: file.partial.clone() });
        }
        let mut file = file.cut(0)?;
        file.stays = false;
        Ok(file)
    }

    /// Opens the `path.partial` that an earlier run left, at its end. It stays if it is not finished.
    ///
    /// # Errors
    /// If `path` is no regular file, another run is writing, or the file cannot be written.
    pub fn reopen(path: &Path) -> Result<Self> {
        let path = &followed(path)?;
        check_free(path, true)?;
        Self::open(path, "write", OpenOptions::new().write(true))
    }

    fn open(path: &Path, action: &'static str, options: &OpenOptions) -> Result<Self> {
        let partial = partial_path(path);
        let failed = |source| Error::Io { path: partial.clone(), action, source };
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
        Ok(Self { file, path: path.to_path_buf(), partial, stays: true })
    }

    /// The same file, which stays if it is not finished, to be gone on with.
    pub fn kept(mut self) -> Self {
        self.stays = true;
        self
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
    /// If the disk refuses.
    pub fn finish(mut self) -> Result<()> {
        let named = self.file.sync_all().and_then(|()| fs::rename(&self.partial, &self.path));
        named.map_err(|source| Error::Io { path: self.path.clone(), action: "write", source })?;
        self.stays = true;
        Ok(())
    }
}

impl Drop for PartialFile {
    fn drop(&mut self) {
        if !self.stays {
            let _ = fs::remove_file(&self.partial);
        }
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

/// Refuses a path that a file may not take: what is no regular file, what lies in no folder, and what is there already
/// if `force` is not given.
///
/// # Errors
/// If the path is such a one.
pub fn check_free(path: &Path, force: bool) -> Result<()> {
    let failed = |action, source| Err(Error::Io { path: path.to_owned(), action, source });
    let Ok(there) = fs::metadata(path) else {
        let is_missing = folder_of(path).try_exists().is_ok_and(|is_there| !is_there);
        let missing = || io::Error::new(ErrorKind::NotFound, "its folder is not there; make it first");
        return if is_missing { failed("create", missing()) } else { Ok(()) };
    };
    match there.file_type() {
        kind if kind.is_dir() => failed("write", ErrorKind::IsADirectory.into()),
        kind if !kind.is_file() => failed("write", irregular()),
        _ if force => Ok(()),
        _ => Err(Error::Exists { path: path.to_owned() }),
    }
}

fn irregular() -> io::Error {
    io::Error::other("it is no regular file; name one, or redirect standard output")
}

/// Where a file really stands: a link stays what it is, and what it leads to is replaced.
///
/// # Errors
/// If it leads to what a process has open: a new file would stand beside that, not in it.
pub fn followed(path: &Path) -> Result<PathBuf> {
    /// As far as systems go.
    const MOST_LINKS: usize = 40;
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&place) else { break };
        let folder = one_path(folder_of(&place));
        if folder == Path::new("/dev") || folder.starts_with("/proc") {
            return Err(Error::Io { path: path.to_owned(), action: "write", source: irregular() });
        }
        place = folder_of(&place).join(target);
    }
    Ok(place)
}

/// The folder that a path lies in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Refuses to write over what is read, however the paths are written.
///
/// # Errors
/// If a file is both.
pub fn check_apart(written: &[PathBuf], read: &[PathBuf]) -> Result<()> {
    let read: Vec<PathBuf> = read.iter().map(|path| one_path(path)).collect();
    match written.iter().find(|path| read.contains(&one_path(path))) {
        None => Ok(()),
        Some(path) => {
            let source = io::Error::other("this run reads it; name another file for what it writes");
            Err(Error::Io { path: path.clone(), action: "write", source })
        }
    }
}

/// The one path of a file, there already or not, however it is written.
pub fn one_path(path: &Path) -> PathBuf {
    let inside_folder = || Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(inside_folder).unwrap_or_else(|| path.to_owned())
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

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// What creating `name` in a folder with these files says, and whether their words are still there.
    #[track_caller]
    fn check_create(files: &[&str], name: &str, force: bool, expected: &str) {
        let folder = TempDir::new().unwrap();
        files.iter().for_each(|file| fs::write(folder.path().join(file), "precious").unwrap());
        let outcome = PartialFile::create(&folder.path().join(name), force).map(drop);
        let said = outcome.map_or_else(|error| error.to_string(), |()| "created".to_owned());
        assert!(said.ends_with(expected), "{said}");
        for file in files {
            let is_lost = force && *file == "out.csv.partial";
            assert_eq!(fs::read_to_string(folder.path().join(file)).is_err(), is_lost, "{file}");
        }
        let n_left = fs::read_dir(folder.path()).unwrap().count();
        assert!(n_left <= files.len(), "what is not finished goes");
    }

    #[test]
    fn what_is_there_is_not_taken_without_force() {
        check_create(&[], "out.csv", false, "created");
        check_create(&["out.csv"], "out.csv", false, "out.csv: already there; add --force to replace it");
        check_create(
            &["out.csv.partial"],
            "out.csv",
            false,
            "out.csv.partial: left by a run that was stopped, or somebody else's; remove it, or add --force",
        );
        check_create(&["out.csv", "out.csv.partial"], "out.csv", true, "created");
        check_create(
            &[],
            "none/out.csv",
            false,
            "out.csv: cannot create: its folder is not there; make it first",
        );
        check_create(&[], ".", true, "is a directory");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_regular_file_is_not_replaced() {
        let folder = TempDir::new().unwrap();
        let link = folder.path().join("out.csv");
        std::os::unix::fs::symlink("/dev/stdout", &link).unwrap();
        for path in [Path::new("/dev/null"), Path::new("/dev/stdout"), &link] {
            for force in [false, true] {
                let error = PartialFile::create(path, force).unwrap_err().to_string();
                assert!(error.contains("no regular file; name one, or redirect standard output"), "{error}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_leads_to_the_new_file() {
        use std::os::unix::fs::symlink;
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("disk")).unwrap();
        symlink("disk/there.csv", path("middle.csv")).unwrap();
        symlink(path("middle.csv"), path("out.csv")).unwrap();
        // It leads to nothing at first.
        for force in [false, true] {
            let mut file = PartialFile::create(&path("out.csv"), force).unwrap();
            assert!(path("disk/there.csv.partial").exists());
            file.write_all(b"words").unwrap();
            file.finish().unwrap();
            assert_eq!(fs::read_to_string(path("disk/there.csv")).unwrap(), "words");
            assert!(path("out.csv").is_symlink() && path("middle.csv").is_symlink());
        }
        assert!(matches!(PartialFile::create(&path("out.csv"), false), Err(Error::Exists { .. })));
    }

    #[test]
    fn a_file_is_one_however_its_path_is_written() {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("below")).unwrap();
        fs::write(path("a"), "").unwrap();
        assert!(check_apart(&[path("below/../a")], &[path("a")]).is_err());
        assert!(check_apart(&[path("below/../b")], &[path("./b")]).is_err(), "not there yet");
        assert!(check_apart(&[path("b"), path("a.partial")], &[path("a"), path("none/a")]).is_ok());
    }
}
