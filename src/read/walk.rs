//! Inputs → the files to read, in an order that is the same on every system.

use std::cmp::Ordering;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use walkdir::{DirEntry, FilterEntry, WalkDir};

use super::{Failure, Format, Options, compression};
use crate::error::{BadDocument, BadKind, Error, Origin, Result};

/// What a directory is searched for, for the message when nothing is there.
const EXTENSIONS: &str = ".txt .md .markdown .html .htm .xhtml .jsonl .ndjson .csv .tsv .parquet .warc, and most of them with .gz or .zst";

/// Extensions of files that are surely not plain text: to read one as an article would yield noise.
const NOT_PLAIN_TEXT: [&str; 13] =
    ["json", "xml", "bz2", "xz", "zip", "tar", "tgz", "7z", "pdf", "doc", "docx", "xls", "xlsx"];

/// A file to read.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) is_standard_input: bool,
    /// The file as messages name it.
    pub(super) name: String,
    /// The path relative to the input, with `/` on every system.
    pub(super) id: String,
    pub(super) format: Format,
}

/// What is known about the inputs before any is read.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) total_bytes: Option<u64>,
    pub(super) n_skipped: u64,
}

/// Walks all inputs once without opening a file: what is missing is said at once, and sizes are summed up.
pub(super) fn survey(inputs: &[PathBuf], options: &Options) -> Result<Survey> {
    let mut survey = Survey { total_bytes: Some(0), n_skipped: 0 };
    for input in inputs {
        if is_standard_input(input) {
            survey.total_bytes = None;
            continue;
        }
        let is_many = match pattern(input)? {
            Some(_) => true,
            None => check_there(input)?.is_dir(),
        };
        let mut sources = Sources::new(std::slice::from_ref(input), options);
        let mut n_found = 0_u64;
        for source in &mut sources {
            n_found += 1;
            let n_bytes = source.map_or(Some(0), |source| size(&source.path));
            survey.total_bytes = survey.total_bytes.zip(n_bytes).map(|(total, more)| total + more);
        }
        if is_many && n_found == 0 {
            return Err(Error::NothingToRead { path: input.clone(), extensions: EXTENSIONS });
        }
        survey.n_skipped += sources.n_skipped;
    }
    Ok(survey)
}

/// The files that inputs stand for, in the order of their documents.
pub fn paths(inputs: &[PathBuf], options: &Options) -> impl Iterator<Item = PathBuf> {
    Sources::new(inputs, options).filter_map(|source| source.ok().map(|source| source.path))
}

/// All files of paths, whatever their extensions: folders with all below them, in sorted order.
///
/// # Errors
/// If a path is missing, or a folder cannot be listed.
pub fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        check_there(path)?;
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let source = error.into_io_error().unwrap_or_else(|| ErrorKind::Other.into());
                Error::Io { path: path.clone(), action: "list", source }
            })?;
            if entry.file_type().is_file() {
                files.push(entry.into_path());
            }
        }
    }
    Ok(files)
}

fn check_there(input: &Path) -> Result<fs::Metadata> {
    fs::metadata(input).map_err(|source| match source.kind() {
        ErrorKind::NotFound => Error::Missing { path: input.to_owned() },
        _ => Error::Io { path: input.to_owned(), action: "read", source },
    })
}

/// The last extension of a path in lower case, the one of a compressed file aside: `jsonl` for `crawl.jsonl.gz`.
pub(super) fn extension(path: &Path) -> String {
    let of = |path: &Path| path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let last = of(path);
    if compression::EXTENSIONS.contains(&last.as_str()) {
        return path.file_stem().map_or_else(String::new, |stem| of(Path::new(stem)));
    }
    last
}

/// The pattern that an input is, where no file has that very name.
fn pattern(input: &Path) -> Result<Option<Glob>> {
    let has_wildcard = |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    if !input.components().any(|part| has_wildcard(&part)) || fs::symlink_metadata(input).is_ok() {
        return Ok(None);
    }
    let root: PathBuf = input.components().take_while(|part| !has_wildcard(part)).collect();
    let parts: Vec<String> = input
        .components()
        .skip_while(|part| !has_wildcard(part))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let read = |text: &str| {
        Pattern::new(text).map_err(|error| {
            let message = format!("not a pattern of names: {}", error.msg);
            let source = std::io::Error::new(ErrorKind::InvalidInput, message);
            Error::Io { path: input.to_owned(), action: "read", source }
        })
    };
    let whole = read(&parts.join("/"))?;
    let parts = parts.iter().map(|part| read(part)).collect::<Result<_>>()?;
    let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
    Ok(Some(Glob { root, parts, whole }))
}

/// The size of a regular file; a pipe or a device has none. A file that went away counts nothing.
fn size(path: &Path) -> Option<u64> {
    match fs::metadata(path) {
        Ok(metadata) => metadata.is_file().then_some(metadata.len()),
        Err(_) => Some(0),
    }
}

/// The files of all inputs. Directories are walked as they come: memory holds the names of one at a time.
#[derive(Debug)]
pub(super) struct Sources {
    inputs: std::vec::IntoIter<PathBuf>,
    format: Option<Format>,
    leave_out: Vec<PathBuf>,
    walk: Option<Walk>,
    n_skipped: u64,
}

/// A directory in hand.
struct Walk {
    root: PathBuf,
    entries: Entries,
    /// What a file, or a folder above it, must match.
    pattern: Option<Glob>,
}

impl fmt::Debug for Walk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk")
            .field("root", &self.root)
            .field("pattern", &self.pattern)
            .finish_non_exhaustive()
    }
}

type Entries = FilterEntry<walkdir::IntoIter, Box<dyn FnMut(&DirEntry) -> bool + Send>>;

/// A pattern of names, relative to the folder above its first wildcard.
#[derive(Clone, Debug)]
struct Glob {
    root: PathBuf,
    /// The pattern of each part of a path; `**` is any number of them.
    parts: Vec<Pattern>,
    whole: Pattern,
}

impl Glob {
    /// Whether a path below the root matches.
    fn matches(&self, path: &Path) -> bool {
        let options = MatchOptions { require_literal_separator: true, ..MatchOptions::default() };
        path.strip_prefix(&self.root).is_ok_and(|path| self.whole.matches_path_with(path, options))
    }

    /// Whether anything that matches can lie in that folder, or the folder lies in one that matches.
    fn leads_on(&self, folder: &Path) -> bool {
        let Ok(relative) = folder.strip_prefix(&self.root) else { return false };
        for (part, pattern) in relative.components().zip(&self.parts) {
            if pattern.as_str() == "**" {
                return true;
            }
            if !pattern.matches(&part.as_os_str().to_string_lossy()) {
                return false;
            }
        }
        true
    }
}

impl Walk {
    /// Whether an entry matches, or a failure hides something that could.
    fn is_wanted(&self, entry: &walkdir::Result<DirEntry>) -> bool {
        let Some(pattern) = &self.pattern else { return true };
        match entry {
            Ok(entry) => entry.path().ancestors().any(|path| pattern.matches(path)),
            Err(error) => error.path().is_none_or(|path| pattern.leads_on(path)),
        }
    }
}

impl Sources {
    pub(super) fn new(inputs: &[PathBuf], options: &Options) -> Self {
        Self {
            inputs: Vec::from(inputs).into_iter(),
            format: options.format,
            leave_out: options.leave_out.clone(),
            walk: None,
            n_skipped: 0,
        }
    }

    /// Whether the run itself writes that file. Names are compared first: that asks nothing of the disk.
    fn is_own(&self, path: &Path) -> bool {
        let is_same = |own: &PathBuf| fs::canonicalize(own).ok() == fs::canonicalize(path).ok();
        self.leave_out.iter().any(|own| own.file_name() == path.file_name() && is_same(own))
    }

    /// What an entry of a directory gives: a file to read, a failure to report, or nothing.
    fn visit(
        &mut self,
        root: &Path,
        entry: walkdir::Result<DirEntry>,
    ) -> Option<std::result::Result<Source, BadDocument>> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return self.unreadable(root, &error).map(Err),
        };
        if entry.file_type().is_dir() {
            return None;
        }
        let format = self.format.or_else(|| Format::of_path(entry.path()));
        let Some(format) = format.filter(|_| entry.file_type().is_file() && !self.is_own(entry.path()))
        else {
            self.n_skipped += 1;
            return None;
        };
        let path = entry.into_path();
        let name = path.display().to_string();
        let id = relative_id(root, &path);
        Some(Ok(Source { path, is_standard_input: false, name, id, format }))
    }

    /// The record of an entry that cannot be read. A dangling link counts only if its target would be read.
    fn unreadable(&mut self, root: &Path, error: &walkdir::Error) -> Option<BadDocument> {
        let path = error.path().unwrap_or(root);
        let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
        let is_loop = error.loop_ancestor().is_some();
        if is_link && !is_loop && (is_hidden(path) || self.format.or_else(|| Format::of_path(path)).is_none())
        {
            return None;
        }
        let what = match (error.loop_ancestor(), error.io_error()) {
            (Some(ancestor), _) => format!("the link leads back to {}; remove the link", ancestor.display()),
            (None, Some(error)) => format!("cannot read: {error}; check that it is there and may be read"),
            (None, None) => format!("cannot read: {error}"),
        };
        let origin = Origin { file: path.display().to_string(), line: None };
        Some(Failure::new(BadKind::Io, what).at(relative_id(root, path), origin))
    }
}

impl Iterator for Sources {
    type Item = std::result::Result<Source, BadDocument>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mut walk) = self.walk.take() {
                while let Some(entry) = walk.entries.next() {
                    if let Ok(entry) = &entry
                        && entry.depth() > 0
                        && is_hidden(entry.path())
                    {
                        self.n_skipped += 1;
                        if entry.file_type().is_dir() {
                            walk.entries.skip_current_dir();
                        }
                        continue;
                    }
                    if !walk.is_wanted(&entry) {
                        continue;
                    }
                    if let Some(item) = self.visit(&walk.root, entry) {
                        self.walk = Some(walk);
                        return Some(item);
                    }
                }
            }
            let input = self.inputs.next()?;
            // A bad pattern was said by the survey.
            if let Ok(Some(pattern)) = pattern(&input) {
                let root = pattern.root.clone();
                let entries = entries(&root, Some(pattern.clone()));
                self.walk = Some(Walk { entries, root, pattern: Some(pattern) });
            } else if is_standard_input(&input) || !input.is_dir() {
                return Some(single(input, self.format));
            } else {
                self.walk = Some(Walk { entries: entries(&input, None), root: input, pattern: None });
            }
        }
    }
}

/// An input that is not a directory. Standard input is JSONL unless the user says otherwise.
fn single(path: PathBuf, format: Option<Format>) -> std::result::Result<Source, BadDocument> {
    let name = path.display().to_string();
    let is_standard_input = is_standard_input(&path);
    if is_standard_input {
        let format = format.unwrap_or(Format::Jsonl);
        return Ok(Source { path, is_standard_input, id: name.clone(), name, format });
    }
    let id = path.file_name().map_or_else(|| name.clone(), |name| name.to_string_lossy().into_owned());
    match format.or_else(|| Format::of_path(&path)).map_or_else(|| check_plain(&path), Ok) {
        Ok(format) => Ok(Source { path, is_standard_input, name, id, format }),
        Err(failure) => Err(failure.at(id, Origin { file: name, line: None })),
    }
}

/// Plain text is what an unknown extension means, unless it is known to be something else.
fn check_plain(path: &Path) -> std::result::Result<Format, Failure> {
    let extension = extension(path);
    if !NOT_PLAIN_TEXT.contains(&extension.as_str()) {
        return Ok(Format::Text);
    }
    let remedy = match extension.as_str() {
        "json" => "write one object a line into a .jsonl file, or add --format jsonl if it is one already",
        _ => "convert it to .jsonl or .txt, or add --format txt to take it as it is",
    };
    Err(Failure::new(BadKind::Io, format!("files with extension .{extension} are not read; {remedy}")))
}

fn is_standard_input(input: &Path) -> bool {
    input.as_os_str() == "-"
}

/// All below `root`: links are followed.
fn entries(root: &Path, pattern: Option<Glob>) -> Entries {
    let is_wanted = move |entry: &DirEntry| {
        let leads_on = || pattern.as_ref().is_none_or(|pattern| pattern.leads_on(entry.path()));
        entry.depth() == 0 || leads_on()
    };
    WalkDir::new(root).follow_links(true).sort_by(by_path_bytes).into_iter().filter_entry(Box::new(is_wanted))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// The order of whole paths, found directory by directory: a directory's name counts with the `/` that follows.
fn by_path_bytes(left: &DirEntry, right: &DirEntry) -> Ordering {
    let slash = |entry: &DirEntry| {
        let is_link = entry.file_type().is_symlink();
        (entry.file_type().is_dir() || is_link && entry.path().is_dir()).then_some(b'/')
    };
    let left_bytes = left.file_name().as_encoded_bytes().iter().copied().chain(slash(left));
    let right_bytes = right.file_name().as_encoded_bytes().iter().copied().chain(slash(right));
    left_bytes.cmp(right_bytes)
}

fn relative_id(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let names: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    if names.is_empty() { root.display().to_string() } else { names.join("/") }
}
