//! `standpoint actors`: who a name could mean, and whether a list of actors is sound.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Subcommand};

use super::printer::counted;
use super::{DONE, FAILED, Printer};
use crate::checksum::sha256;
use crate::error::Error;
use crate::link::candidates::{Candidate, candidates};
use crate::link::knowledge::{Conflict, Day, Knowledge, ListFormat};

/// Look a name up in the actor list, or check a list of your own.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Whom a name could mean, and why: mark, id, name, kind, rule, reason. A star marks the linker's choice.
    #[command(after_help = "Examples:
  standpoint actors find Georgia --near 'Tbilisi and Moscow'
  standpoint actors find Macron --near 'The French president' --date 2024-10-24")]
    Find {
        /// A name, as news writes it.
        name: String,
        /// The day of the article, YYYY-MM-DD: who held which office.
        #[arg(long, value_name = "DATE", value_parser = day)]
        date: Option<Day>,
        /// Other words of the article.
        #[arg(long, value_name = "TEXT", default_value = "")]
        near: String,
        /// A list of your own on top of the one inside, CSV or TOML.
        #[arg(long, value_name = "FILE")]
        actors: Option<PathBuf>,
    },
    /// Checks a list of your own, CSV or TOML: columns, ids, parents, dates, and names that it takes from the list inside.
    Lint {
        /// The list.
        file: PathBuf,
    },
}

fn day(text: &str) -> Result<Day, String> {
    Day::of(text).ok_or_else(|| "not a day; write YYYY-MM-DD".to_owned())
}

/// Does what the sub-verb says.
pub(super) fn run(arguments: &Arguments, printer: &Printer) -> anyhow::Result<u8> {
    match &arguments.verb {
        Verb::Find { name, date, near, actors } => {
            let own = actors.as_deref().map(read).transpose()?;
            own.iter().for_each(|own| own.report(printer));
            let list = own.as_ref().map_or(Knowledge::builtin(), |own| &own.list);
            find(name, near, *date, list, printer)
        }
        Verb::Lint { file } => lint(file, printer),
    }
}

/// A list of the user's, read and put on top of the one inside.
pub(super) struct Own {
    file: PathBuf,
    /// Its text.
    pub(super) text: String,
    /// Both lists together.
    pub(super) list: Knowledge,
    conflicts: Vec<Conflict>,
}

impl Own {
    /// Says which names the user's actors take from ours.
    pub(super) fn report(&self, printer: &Printer) {
        self.conflicts.iter().for_each(|conflict| printer.note(&taken(&self.file, conflict)));
    }
}

/// The checksum of the list inside with a user's behind it.
pub(super) fn checksum(own: &str) -> String {
    sha256([Knowledge::source(), own].concat().as_bytes())
}

/// Reads a list of the user's.
///
/// # Errors
/// If the file cannot be read or is no list.
pub(super) fn read(file: &Path) -> anyhow::Result<Own> {
    let name = file.display().to_string();
    let format = match file.extension().and_then(|extension| extension.to_str()) {
        Some("toml") => ListFormat::Toml,
        Some("csv") => ListFormat::Csv,
        _ => anyhow::bail!("{name}: a list of actors ends in .csv or .toml; rename it"),
    };
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {name}"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64;
        let message = "this is not UTF-8; save the list as UTF-8".to_owned();
        Error::List { file: name.clone(), line, message }
    })?;
    let (list, conflicts) = Knowledge::builtin().with(&name, &text, format)?;
    Ok(Own { file: file.to_owned(), text, list, conflicts })
}

fn taken(file: &Path, conflict: &Conflict) -> String {
    let Conflict { name, line, user, builtin } = conflict;
    format!(
        "{}:{line}: \"{name}\" means {user} from now on; in the list inside it means {builtin}",
        file.display()
    )
}

fn find(name: &str, near: &str, day: Option<Day>, list: &Knowledge, printer: &Printer) -> anyhow::Result<u8> {
    let found = candidates(name, near, day, list);
    if found.is_empty() {
        printer.note(&format!("nobody of the list is called \"{name}\""));
        return Ok(FAILED);
    }
    for candidate in found {
        let mark = if candidate.chosen { "*" } else { " " };
        let Candidate { id, name, kind, by, note, .. } = candidate;
        printer.data(&format!("{mark}\t{id}\t{name}\t{}\t{by}\t{note}", kind.name()))?;
    }
    Ok(DONE)
}

fn lint(file: &Path, printer: &Printer) -> anyhow::Result<u8> {
    let Own { list, conflicts, .. } = read(file)?;
    for conflict in &conflicts {
        printer.failure(&taken(file, conflict));
    }
    let n_watched = list.entries().iter().filter(|entry| list.is_watched(&entry.id)).count();
    let actors = counted(n_watched, "actor", "actors");
    let names = counted(conflicts.len(), "name", "names");
    printer.data(&format!("{actors}, {names} taken from the list inside"))?;
    Ok(if conflicts.is_empty() { DONE } else { FAILED })
}
