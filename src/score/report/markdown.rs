//! A report as Markdown.

use super::{Report, Table};

/// The whole report.
pub fn write(report: &Report) -> String {
    let mut text = format!("# {}\n\n", report.title);
    for fact in &report.facts {
        text.push_str(&format!("- {fact}\n"));
    }
    for section in &report.sections {
        text.push_str(&format!("\n## {}\n\n", section.title));
        if !section.note.is_empty() {
            text.push_str(&format!("{}\n\n", section.note));
        }
        text.push_str(&table(&section.table));
    }
    text.push_str(&format!("\n{}\n", report.footer));
    text
}

/// One table; bars in cells are escaped, line ends become spaces.
pub fn table(table: &Table) -> String {
    let row =
        |cells: &mut dyn Iterator<Item = String>| format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
    let mut text = row(&mut table.columns.iter().map(|column| escaped(&column.name)));
    let rule = |column: &super::Column| if column.is_number { "--:" } else { "---" }.to_string();
    text.push_str(&row(&mut table.columns.iter().map(rule)).replace("| ", "|").replace(" |", "|"));
    for cells in &table.rows {
        text.push_str(&row(&mut cells.iter().map(|cell| escaped(cell))));
    }
    text
}

fn escaped(cell: &str) -> String {
    cell.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " ")
}
