//! `standpoint export`: records in, a flat table out.

use std::io::BufWriter;
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::printer::counted;
use super::{DONE, Printer};
use crate::export::{CsvTable, Export, ParquetTable, RowWriter};
use crate::write::partial::{PartialFile, check_apart, followed, partial_path};

/// Make a flat table of records for dashboards: a row for each paragraph and actor.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  standpoint export records.jsonl -o labels.parquet
  standpoint export part-*.jsonl -o labels.csv

Documents that tell the same story (copies, and near copies) have the same `story`: the id of the earliest.
DuckDB, for instance, reads both: SELECT actor_name, count(DISTINCT story) FROM 'labels.parquet' GROUP BY 1")]
pub(super) struct Arguments {
    /// Files of records, as `standpoint annotate` writes them.
    #[arg(required = true)]
    records: Vec<PathBuf>,
    /// Where the table goes: .parquet or .csv.
    #[arg(short, long, value_name = "OUT", required = true)]
    output: PathBuf,
    /// Replace OUT if it is there.
    #[arg(long)]
    force: bool,
}

/// Reads records twice and writes their rows.
pub(super) fn run(arguments: &Arguments, printer: &Printer) -> anyhow::Result<u8> {
    let path = arguments.output.as_path();
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if !["csv", "parquet"].contains(&extension.as_str()) {
        bail!("{}: tables are .csv or .parquet files; name one with such an ending", path.display());
    }
    let path = &followed(path)?;
    check_apart(&[path.clone(), partial_path(path)], &arguments.records)?;
    let mut file = PartialFile::create(path, arguments.force)?;
    let export = Export::survey(&arguments.records)?;
    let stream = BufWriter::new(&mut file);
    let table: Box<dyn RowWriter> = match extension.as_str() {
        "csv" => Box::new(CsvTable::new(stream)?),
        _ => Box::new(ParquetTable::new(stream)?),
    };
    let counts = export.write(table, path)?;
    file.finish()?;
    printer.note(&format!(
        "{} of {}, {} ({} failed left out)",
        counted(counts.rows, "row", "rows"),
        counted(counts.documents, "document", "documents"),
        counted(counts.stories, "story", "stories"),
        counts.failed
    ));
    Ok(DONE)
}
