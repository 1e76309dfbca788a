//! A report for the terminal.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement};

use super::{Report, Table};

/// The whole report as text.
pub fn write(report: &Report) -> String {
    let mut text = format!("{}\n", report.title);
    for fact in &report.facts {
        text.push_str(&format!("{fact}\n"));
    }
    for section in &report.sections {
        text.push_str(&format!("\n{}\n", section.title));
        if !section.note.is_empty() {
            text.push_str(&format!("{}\n", section.note));
        }
        text.push_str(&table(&section.table));
    }
    text.push_str(&format!("\n{}\n", report.footer));
    text
}

fn table(table: &Table) -> String {
    let mut drawn = comfy_table::Table::new();
    drawn.load_style(NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    drawn.set_header(table.columns.iter().map(|column| column.name.as_str()));
    for row in &table.rows {
        drawn.add_row(row);
    }
    for (index, column) in table.columns.iter().enumerate() {
        if let (Some(drawn), true) = (drawn.column_mut(index), column.is_number) {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    drawn.trim_fmt() + "\n"
}
