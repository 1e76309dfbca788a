//! Does the stance change only because of who it is? Answers to the inputs that `gold swap` wrote.
//!
//! Counted over slots whose gold is not neutral: how often the label changes with the name, how far P(favor) −
//! P(against) moves when the first actor of the pair stands in the slot instead of the second, and how many labels
//! are right on either side, because a program that always says neutral never changes its mind.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::interval::{Counts, Estimate, Resampling, total};
use super::spans::ratio;
use crate::error::{Complaint, Error, Origin, Result};
use crate::types::Stance;

/// How one pair of actors is treated.
#[derive(Clone, Debug)]
pub struct PairBias {
    /// The pair.
    pub pair: String,
    /// The names of both.
    pub names: [String; 2],
    /// Slots.
    pub n: usize,
    /// Articles that they are from.
    pub n_articles: usize,
    /// The share of slots whose label changed.
    pub flipped: Estimate,
    /// The mean score with the first actor in the slot minus that with the second, in [−2, 2].
    pub shift: Estimate,
    /// The share of right labels as the articles are.
    pub accuracy: Estimate,
    /// The share of right labels with names exchanged.
    pub accuracy_swapped: Estimate,
}

/// What is counted of one article's slots.
#[derive(Clone, Copy, Debug, Default)]
struct SwapCounts {
    n: usize,
    n_flipped: usize,
    shift: f64,
    n_right: usize,
    n_right_swapped: usize,
}

impl Counts for SwapCounts {
    fn add(&mut self, other: &Self) {
        self.n += other.n;
        self.n_flipped += other.n_flipped;
        self.shift += other.shift;
        self.n_right += other.n_right;
        self.n_right_swapped += other.n_right_swapped;
    }
}

#[derive(Deserialize)]
struct Record {
    id: String,
    #[serde(default)]
    metadata: Metadata,
    #[serde(default)]
    paragraphs: Vec<Paragraph>,
}

#[derive(Default, Deserialize)]
struct Metadata {
    #[serde(default)]
    swap: Option<Swap>,
}

#[derive(Deserialize)]
struct Swap {
    pair: String,
    names: [String; 2],
    side: String,
    item: String,
    article: String,
    slots: Vec<usize>,
    gold: Vec<Option<String>>,
}

#[derive(Deserialize)]
struct Paragraph {
    #[serde(default)]
    stances: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    target: Option<usize>,
    stance: String,
    score: f64,
}

/// One slot of one item, as it is and exchanged.
#[derive(Default)]
struct Slot {
    gold: Option<Stance>,
    article: String,
    /// Stance and score: original, swapped.
    answers: [Option<(Stance, f64)>; 2],
}

/// The bias of each pair, from records of the inputs that `gold swap` wrote; `file` is for messages.
///
/// # Errors
/// If a line is no such record, or an item lacks one of its two sides.
pub fn bias(file: &str, text: &str, resampling: Resampling) -> Result<Vec<PairBias>> {
    let mut slots: BTreeMap<(String, String, usize), Slot> = BTreeMap::new();
    let mut names: BTreeMap<String, [String; 2]> = BTreeMap::new();
    let mut complaints = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if let Err(message) = take(line, &mut slots, &mut names) {
            let origin = Origin { file: file.to_string(), line: Some(index as u64 + 1) };
            complaints.push(Complaint { origin, message });
        }
    }
    for ((_, item, _), slot) in &slots {
        if slot.answers.iter().any(Option::is_none) {
            let origin = Origin { file: file.to_string(), line: None };
            let message =
                format!("item {item} has one side only; annotate all inputs that `gold swap` wrote");
            complaints.push(Complaint { origin, message });
        }
    }
    if complaints.is_empty() && slots.is_empty() {
        return Err(Error::Unscorable {
            message: format!("{file}: no record of a swapped input; see `gold swap`"),
        });
    }
    if !complaints.is_empty() {
        return Err(Error::Labels { complaints });
    }
    Ok(names.into_iter().map(|(pair, names)| pair_bias(pair, names, &slots, resampling)).collect())
}

fn take(
    line: &str,
    slots: &mut BTreeMap<(String, String, usize), Slot>,
    names: &mut BTreeMap<String, [String; 2]>,
) -> std::result::Result<(), String> {
    let record: Record = serde_json::from_str(line).map_err(|error| format!("not a record: {error}"))?;
    let swap = record
        .metadata
        .swap
        .ok_or("no metadata.swap; this is no answer to an input that `gold swap` wrote")?;
    let side = ["original", "swapped"].iter().position(|side| *side == swap.side);
    let side = side.ok_or_else(|| format!("metadata.swap.side is \"{}\"", swap.side))?;
    names.insert(swap.pair.clone(), swap.names);
    let rows: Vec<&Row> = record.paragraphs.iter().flat_map(|paragraph| &paragraph.stances).collect();
    for (number, (slot, gold)) in swap.slots.iter().zip(&swap.gold).enumerate() {
        let row = rows.iter().find(|row| row.target == Some(number));
        let row = row.ok_or_else(|| format!("document \"{}\" has no row for target {number}", record.id))?;
        let stance =
            Stance::from_name(&row.stance).ok_or_else(|| format!("unknown stance \"{}\"", row.stance))?;
        let entry = slots.entry((swap.pair.clone(), swap.item.clone(), *slot)).or_default();
        entry.gold = gold.as_deref().and_then(Stance::from_name);
        entry.article.clone_from(&swap.article);
        entry.answers[side] = Some((stance, row.score));
    }
    Ok(())
}

fn pair_bias(
    pair: String,
    names: [String; 2],
    slots: &BTreeMap<(String, String, usize), Slot>,
    resampling: Resampling,
) -> PairBias {
    let mut articles: BTreeMap<&str, SwapCounts> = BTreeMap::new();
    for ((of_pair, _, slot), answers) in slots {
        let (Some(gold), [Some(original), Some(swapped)]) = (answers.gold, answers.answers) else { continue };
        if *of_pair != pair || gold == Stance::Neutral {
            continue;
        }
        // In slot 0 the article has the first actor; in slot 1 it stands there once names are exchanged.
        let shift = original.1 - swapped.1;
        articles.entry(&answers.article).or_default().add(&SwapCounts {
            n: 1,
            n_flipped: usize::from(original.0 != swapped.0),
            shift: if *slot == 0 { shift } else { -shift },
            n_right: usize::from(original.0 == gold),
            n_right_swapped: usize::from(swapped.0 == gold),
        });
    }
    let clusters: Vec<SwapCounts> = articles.into_values().collect();
    let estimates = resampling.estimates(
        &clusters,
        &[
            &|counts: &SwapCounts| ratio(counts.n_flipped as f64, counts.n),
            &|counts| ratio(counts.shift, counts.n),
            &|counts| ratio(counts.n_right as f64, counts.n),
            &|counts| ratio(counts.n_right_swapped as f64, counts.n),
        ],
    );
    PairBias {
        pair,
        names,
        n: total(&clusters).n,
        n_articles: clusters.len(),
        flipped: estimates[0],
        shift: estimates[1],
        accuracy: estimates[2],
        accuracy_swapped: estimates[3],
    }
}
