//! A report as one page that needs nothing else: style and plots are inside, and there is no script.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Report, Section, plots};

/// Quiet colours that work on white and on black, and for readers who cannot tell red from green.
const STYLE: &str = "
:root { --ink:#1c2128; --paper:#ffffff; --soft:#5b6470; --line:#d8dde3; --good:#1f6f8b; --bad:#c2571a; --band:#f4f6f8; }
@media (prefers-color-scheme: dark) {
  :root { --ink:#e4e8ec; --paper:#14181d; --soft:#9aa4b0; --line:#333b45; --good:#4aa3c2; --bad:#e08a4f; --band:#1c2229; } }
body { margin:0 auto; padding:2rem 1.25rem 4rem; max-width:78rem; background:var(--paper); color:var(--ink);
  font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif; }
h1 { font-size:1.6rem; margin:0 0 .5rem; } h2 { font-size:1.15rem; margin:2.5rem 0 .25rem; }
p,li { max-width:46rem; } .note,footer { color:var(--soft); font-size:.9rem; margin:.25rem 0 .75rem; }
.scroll { overflow-x:auto; } table { border-collapse:collapse; font-size:.9rem; font-variant-numeric:tabular-nums; }
th,td { padding:.3rem .7rem; text-align:left; border-bottom:1px solid var(--line); vertical-align:top; }
th { font-weight:600; white-space:nowrap; } tbody tr:hover { background:var(--band); }
.n { text-align:right; white-space:nowrap; } td:first-child { white-space:nowrap; }
.plots { display:flex; align-items:flex-start; flex-wrap:wrap; gap:2rem; margin:1rem 0; }
svg { max-width:100%; height:auto; font:13px system-ui,sans-serif; } svg text { fill:var(--ink); }
svg .small { font-size:11px; fill:var(--soft); } svg .axis { fill:var(--soft); } svg .on-dark { fill:#fff; }
.right,.bar { fill:var(--good); } .wrong,.less { fill:var(--bad); } .bar { fill-opacity:.75; }
.grid { stroke:var(--line); } .zero { stroke:var(--soft); } .whisker { stroke:var(--ink); stroke-width:1.2; }
.diagonal { stroke:var(--soft); stroke-dasharray:4 4; } .curve { fill:none; stroke:var(--good); stroke-width:2; }
.point { fill:var(--good); fill-opacity:.7; } footer { margin-top:3rem; border-top:1px solid var(--line); padding-top:1rem; }
@media print { body { max-width:none; } h2 { break-after:avoid; } .plots { break-inside:avoid; } }
";

/// The whole page.
pub fn write(report: &Report) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (report.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (report.title) }
                @for fact in &report.facts { p { (fact) } }
                @for section in &report.sections { (draw(section)) }
                footer { (report.footer) }
            }
        }
    };
    page.into_string()
}

fn draw(section: &Section) -> Markup {
    html! {
        section {
            h2 { (section.title) }
            @if !section.note.is_empty() { p.note { (section.note) } }
            div.scroll {
                table {
                    thead { tr {
                        @for column in &section.table.columns { th.n[column.is_number] { (column.name) } }
                    } }
                    tbody {
                        @for row in &section.table.rows { tr {
                            @for (cell, column) in row.iter().zip(&section.table.columns) {
                                td.n[column.is_number] dir=[(!column.is_number).then_some("auto")] { (cell) }
                            }
                        } }
                    }
                }
            }
            @if !section.plots.is_empty() {
                div.plots { @for plot in &section.plots { (plots::draw(plot)) } }
            }
        }
    }
}
