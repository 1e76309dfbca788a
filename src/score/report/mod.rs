//! Reports: the same tables for the terminal, for Markdown and for a page, and plots for the page.
//!
//! Shares are shown as percentages with one decimal, other numbers with three; p values with four.
//! Everything is computed in full and rounded once, here.

pub mod scores;
pub mod comparison;
pub mod swaps;
pub mod text;
pub mod markdown;
pub mod html;
mod plots;
pub mod json;

use super::interval::Estimate;
use super::stance::{N_BINS, StanceCounts};

/// A report, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What it is about.
    pub title: String,
    /// What must be known before the first number.
    pub facts: Vec<String>,
    /// Tables and plots.
    pub sections: Vec<Section>,
    /// How the numbers were made.
    pub footer: String,
}

/// One heading with what belongs under it.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// What the numbers mean, in a line.
    pub note: String,
    /// The numbers.
    pub table: Table,
    /// What is drawn of them on a page.
    pub plots: Vec<Plot>,
}

/// Rows of words and numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The heads; those that hold numbers are aligned to the right.
    pub columns: Vec<Column>,
    /// Cells, as many in each row as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its words.
    pub name: String,
    /// Whether it holds numbers.
    pub is_number: bool,
}

/// What is drawn on a page.
#[derive(Clone, Debug)]
pub enum Plot {
    /// Gold down, prediction across.
    Confusion([[usize; 3]; 3]),
    /// Accuracy over confidence: mean confidence, accuracy and size of each bin.
    Reliability(Vec<(f64, f64, usize)>),
    /// Answers that became right and wrong, one line a name.
    Changes(Vec<(String, [usize; 2])>),
    /// Values with intervals, one bar each.
    Bars {
        /// What the bars measure.
        title: String,
        /// The lowest and highest value of the axis.
        axis: [f64; 2],
        /// The bars, from top to bottom.
        bars: Vec<Bar>,
    },
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// How long it is, with the interval as whiskers.
    pub estimate: Estimate,
    /// Whether less is better, as with errors.
    pub less_is_better: bool,
}

impl Bar {
    fn new(name: &str, estimate: Estimate) -> Self {
        Self { name: name.into(), estimate, less_is_better: false }
    }
}

impl Table {
    /// A table with a first column of words and others of numbers.
    pub fn of_numbers(first: &str, others: &[&str]) -> Self {
        let mut columns = vec![Column { name: first.into(), is_number: false }];
        columns.extend(others.iter().map(|name| Column { name: (*name).into(), is_number: true }));
        Self { columns, rows: Vec::new() }
    }

    /// A table of words.
    pub fn of_words(names: &[&str]) -> Self {
        let columns = names.iter().map(|name| Column { name: (*name).into(), is_number: false });
        Self { columns: columns.collect(), rows: Vec::new() }
    }
}

/// What stands where there is no number.
const NONE: &str = "–";

/// `0.7912` → `79.1`.
fn percent(value: Option<f64>) -> String {
    value.map_or(NONE.into(), |value| format!("{:.1}", 100.0 * value))
}

/// `79.1 [75.9, 82.3]`.
fn percent_with_interval(estimate: Estimate) -> String {
    match (estimate.value, estimate.interval) {
        (Some(value), Some([low, high])) => {
            format!("{:.1} [{:.1}, {:.1}]", 100.0 * value, 100.0 * low, 100.0 * high)
        }
        (value, _) => percent(value),
    }
}

/// `+1.6 [−3.0, +6.3]`, in points.
fn points_with_interval(estimate: Estimate) -> String {
    let signed = |value: f64| format!("{:+.1}", 100.0 * value).replace('-', "−");
    match (estimate.value, estimate.interval) {
        (Some(value), Some([low, high])) => format!("{} [{}, {}]", signed(value), signed(low), signed(high)),
        (Some(value), None) => signed(value),
        (None, _) => NONE.into(),
    }
}

/// `0.532`.
fn decimal(value: Option<f64>) -> String {
    value.map_or(NONE.into(), |value| format!("{value:.3}").replace('-', "−"))
}

/// `0.532 [0.498, 0.561]`.
fn decimal_with_interval(estimate: Estimate) -> String {
    match (estimate.value, estimate.interval) {
        (Some(_), Some([low, high])) => {
            format!("{} [{}, {}]", decimal(estimate.value), decimal(Some(low)), decimal(Some(high)))
        }
        (value, _) => decimal(value),
    }
}

/// `12,345`.
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The points of the reliability plot.
fn reliability(counts: &StanceCounts) -> Vec<(f64, f64, usize)> {
    let bins = counts.bins.iter().take(N_BINS).filter(|bin| bin.n > 0);
    bins.map(|bin| (bin.confidence / bin.n as f64, bin.n_right as f64 / bin.n as f64, bin.n)).collect()
}
