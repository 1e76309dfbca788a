//! The actor-swap test, as a table.

use super::{Section, Table, decimal_with_interval, percent_with_interval, thousands};
use crate::score::swaps::PairBias;

/// How each pair of actors is treated.
pub fn section(pairs: &[PairBias]) -> Section {
    let heads = [
        "label changed",
        "score shift toward the first",
        "right as written",
        "right when exchanged",
        "rows",
        "articles",
    ];
    let mut table = Table::of_numbers("pair", &heads);
    for pair in pairs {
        table.rows.push(vec![
            pair.names.join(" ↔ "),
            percent_with_interval(pair.flipped),
            decimal_with_interval(pair.shift),
            percent_with_interval(pair.accuracy),
            percent_with_interval(pair.accuracy_swapped),
            thousands(pair.n),
            thousands(pair.n_articles),
        ]);
    }
    let note = "The same paragraphs with one actor's names exchanged for the other's, where the gold is not neutral. \
                Shift: P(favor) − P(against) with the first actor in the slot minus that with the second, −2 to 2. \
                A program that always says neutral never changes its label, and is seldom right.";
    Section { title: "Actor swap".into(), note: note.into(), table, plots: Vec::new() }
}
