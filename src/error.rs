//! What can go wrong, in words for the person who has to mend it: which file, what was found, what to do next.
//!
//! Two kinds: an [`Error`] stops the run, a [`BadDocument`] becomes one record and the run goes on.

use std::fmt;
use std::path::PathBuf;

/// A result whose error stops the run.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the run could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An input path that is not there.
    #[error("{}: no such file or directory; check the path, or use `-` for standard input", .path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// A directory with nothing to read.
    #[error("{}: no file to read here; standpoint reads {extensions} (other files need --format)", .path.display())]
    NothingToRead {
        /// The directory.
        path: PathBuf,
        /// What would have been read.
        extensions: &'static str,
    },
    /// A file that cannot be read or written.
    #[error("{}: cannot {action}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried: "read", "write", "create".
        action: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// An output file that is already there.
    #[error("{}: already there; add --force to replace it", .path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file of records that an earlier run did not finish.
    #[error("{}: an earlier run left it unfinished; add --resume to go on with it, or --force to start anew", .path.display())]
    Unfinished {
        /// The file.
        path: PathBuf,
    },
    /// A file on its way that nobody goes on with.
    #[error("{}: left by a run that was stopped, or somebody else's; remove it, or add --force", .path.display())]
    Stopped {
        /// The file.
        path: PathBuf,
    },
    /// A file that another process has in hand.
    #[error("{}: another run is writing this; wait for its end, or name another output", .path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// A model folder that cannot be used.
    #[error("model {folder}: {message}")]
    Model {
        /// The folder or name.
        folder: String,
        /// What was found and what to do.
        message: String,
    },
    /// A list (of actors) that cannot be used.
    #[error("{file}:{line}: {message}")]
    List {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What was found and what to do.
        message: String,
    },
    /// Labels that cannot be used, each with its place.
    #[error("{}", listed(.complaints))]
    Labels {
        /// What is wrong, in the order of the files.
        complaints: Vec<Complaint>,
    },
    /// Two files that cannot be judged together, or a question that their labels cannot answer.
    #[error("{message}")]
    Unscorable {
        /// What was found and what to do.
        message: String,
    },
    /// The hub could not give a model.
    #[error("{model}: {message}")]
    Hub {
        /// The model as given.
        model: String,
        /// What was found and what to do.
        message: String,
    },
    /// The tensor library failed; a bug or a broken machine.
    #[error("the model failed: {message}; please report this with the input")]
    Tensor {
        /// What it said.
        message: String,
    },
}

/// Where a document came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file as the user named it, `-` for standard input.
    pub file: String,
    /// The line, from 1, where the file holds several documents.
    pub line: Option<u64>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => write!(f, "{}", self.file),
        }
    }
}

/// One thing that is wrong with a file of labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file and the line.
    pub origin: Origin,
    /// What was found and what to do.
    pub message: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.origin, self.message)
    }
}

/// The first complaints, one a line, and how many more there are.
fn listed(complaints: &[Complaint]) -> String {
    const MOST: usize = 20;
    let mut lines: Vec<String> = complaints.iter().take(MOST).map(ToString::to_string).collect();
    if complaints.len() > MOST {
        lines.push(format!("and {} more", complaints.len() - MOST));
    }
    lines.join("\n")
}

/// A document that could not be read or analysed; it becomes an error record and the run goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDocument {
    /// The id that its record would have had.
    pub id: String,
    /// Where it came from.
    pub origin: Origin,
    /// The kind of failure, one stable word for programs.
    pub kind: BadKind,
    /// What was found and what to do.
    pub message: String,
}

impl fmt::Display for BadDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.origin, self.message)
    }
}

/// The kind of a document's failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadKind {
    /// The file cannot be opened or read to its end.
    Io,
    /// A line that is not JSON, or a row that is not CSV.
    Syntax,
    /// A record without the text key, or with a value of the wrong type.
    Field,
    /// No text at all.
    Empty,
    /// Offsets that are out of range, empty, reversed or overlapping.
    Offsets,
    /// An id that was seen before in this run.
    DuplicateId,
    /// The model failed on this document.
    Model,
}

impl BadKind {
    /// The word in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Io => "io",
            Self::Syntax => "syntax",
            Self::Field => "field",
            Self::Empty => "empty",
            Self::Offsets => "offsets",
            Self::DuplicateId => "duplicate-id",
            Self::Model => "model",
        }
    }
}
