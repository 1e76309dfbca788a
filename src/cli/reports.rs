//! Where reports go: text to standard output, and files whose extensions say what they hold.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use serde_json::Value;

use super::Printer;
use crate::score::report::{Report, html, markdown, text};
use crate::write::partial::PartialFile;

/// Flags of verbs that report.
#[derive(Debug, Args)]
pub(super) struct Outputs {
    /// Also write the report to a file, whose extension says how: .html, .md, .json or .txt. May be given several times.
    #[arg(short, long = "output", value_name = "OUT")]
    outputs: Vec<PathBuf>,
    /// Replace files that are there.
    #[arg(long)]
    force: bool,
}

/// The formats of a report.
#[derive(Clone, Copy)]
enum Format {
    Html,
    Markdown,
    Json,
    Text,
}

impl Outputs {
    /// Opens all files, before anything slow happens.
    pub(super) fn open(&self) -> anyhow::Result<OpenOutputs> {
        let files = self.outputs.iter().map(|path| {
            let format = match path.extension().and_then(|extension| extension.to_str()) {
                Some("html" | "htm") => Format::Html,
                Some("md") => Format::Markdown,
                Some("json") => Format::Json,
                Some("txt") => Format::Text,
                _ => bail!("{}: a report ends in .html, .md, .json or .txt", path.display()),
            };
            Ok((PartialFile::create(path, self.force)?, format, path.clone()))
        });
        Ok(OpenOutputs { files: files.collect::<anyhow::Result<_>>()? })
    }
}

/// Files that wait for the report.
pub(super) struct OpenOutputs {
    files: Vec<(PartialFile, Format, PathBuf)>,
}

impl OpenOutputs {
    /// Prints the report and writes every file. A reader of standard output that has gone away is no failure.
    pub(super) fn write(self, report: &Report, json: &Value, printer: &Printer) -> anyhow::Result<()> {
        printer.report(&text::write(report))?;
        for (mut file, format, path) in self.files {
            let content = match format {
                Format::Html => html::write(report),
                Format::Markdown => markdown::write(report),
                Format::Json => format!("{json:#}\n"),
                Format::Text => text::write(report),
            };
            file.write_all(content.as_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
            file.finish()?;
        }
        Ok(())
    }
}

/// Names of systems: those of their files, or the paths where files share a name.
pub(super) fn names_of(paths: &[PathBuf]) -> Vec<String> {
    let names: Vec<String> = paths.iter().map(|path| name_of(path)).collect();
    if (1..names.len()).any(|index| names[..index].contains(&names[index])) {
        return paths.iter().map(|path| path.display().to_string()).collect();
    }
    names
}

/// The name of a system: its file's, without the extension.
pub(super) fn name_of(path: &Path) -> String {
    path.file_stem().map_or_else(|| path.display().to_string(), |stem| stem.to_string_lossy().into_owned())
}
