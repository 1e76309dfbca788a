//! Which blocks of the part that holds the article belong to it.

use super::blocks::{Block, Kind};
use super::closings::CLOSINGS;
use super::mass::goodness;

/// A label has no more words.
const MOST_LABEL_WORDS: usize = 7;
/// A caption says something with so many words; a shorter one is a credit or a name.
const FEWEST_CAPTION_WORDS: usize = 8;
/// A block with more links is a list of links, unless it has so many words and ends a sentence.
const MOST_LINK_DENSITY: f64 = 0.6;
const FEWEST_LINKED_WORDS: usize = 13;
/// What stands below a closing line goes where it is little and late: shares of the article's sentences.
const MOST_SHARE_BELOW: f64 = 0.3;
const LEAST_SHARE_ABOVE: f64 = 0.5;
/// Below every heading.
const LOWEST_LEVEL: usize = 7;

/// Leaves out lists of links, labels without text below them and what follows the article.
pub(super) fn sift(blocks: Vec<Block>) -> Vec<Block> {
    let mut keep: Vec<bool> = blocks.iter().map(is_content).collect();
    drop_closings(&blocks, &mut keep);
    drop_labels(&blocks, &mut keep);
    trim_end(&blocks, &mut keep);
    blocks.into_iter().zip(keep).filter_map(|(block, keep)| keep.then_some(block)).collect()
}

fn is_content(block: &Block) -> bool {
    match block.kind {
        Kind::Heading(_) | Kind::Row => true,
        Kind::Caption => block.n_words >= FEWEST_CAPTION_WORDS && has_sentence(&block.text),
        _ => {
            block.link_density() < MOST_LINK_DENSITY
                || (block.ends_sentence() && block.n_words >= FEWEST_LINKED_WORDS)
        }
    }
}

/// Whether a sentence ends in it, at the end or before a credit.
fn has_sentence(text: &str) -> bool {
    let ends = |word: &str| word.chars().count() > 3 && word.ends_with(['.', '!', '?', '”', '"']);
    text.ends_with([')', ']', '"', '”']) || text.split_whitespace().any(ends)
}

/// Drops each line that opens what is not the article, and what stands below it.
fn drop_closings(blocks: &[Block], keep: &mut [bool]) {
    let total: f64 = blocks.iter().map(goodness).sum();
    let mut above = 0.0;
    for (index, block) in blocks.iter().enumerate() {
        above += goodness(block);
        if !is_closing(block) {
            continue;
        }
        let below = &blocks[index + 1..];
        let level = level(block).unwrap_or(LOWEST_LEVEL);
        let ends = |block: &Block| self::level(block).is_some_and(|other| other <= level);
        let is_last = !below.iter().any(ends);
        let share = || below.iter().map(goodness).sum::<f64>() / total;
        let n_below =
            if is_last && is_header(block) && above > LEAST_SHARE_ABOVE * total && share() < MOST_SHARE_BELOW
            {
                below.len()
            } else {
                // Where the article goes on, only links and short lines go.
                let goes = |block: &&Block| goodness(block) == 0.0 && self::level(block).is_none();
                below.iter().take_while(goes).count()
            };
        keep[index..=index + n_below].fill(false);
    }
}

fn level(block: &Block) -> Option<usize> {
    match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    }
}

fn is_closing(block: &Block) -> bool {
    let is_label = block.n_words <= MOST_LABEL_WORDS && !block.text.ends_with('.');
    is_label && matches!(block.kind, Kind::Heading(_) | Kind::Plain | Kind::Item) && {
        let line = block.text.to_lowercase();
        let opens = |closing: &str| {
            line.strip_prefix(closing).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        CLOSINGS.split("; ").any(opens)
    }
}

/// Whether something hangs on it: "Related: Who pays for the bridge?" is a teaser alone.
fn is_header(block: &Block) -> bool {
    level(block).is_some() || (block.link_density() < 0.1 && !block.text.trim_end_matches(':').contains(':'))
}

/// A heading stays where something of the article follows it, and so does a line that ends with a colon.
fn drop_labels(blocks: &[Block], keep: &mut [bool]) {
    // The level of what is kept next, text below all headings; 0 at the end.
    let mut next = 0;
    for (index, block) in blocks.iter().enumerate().rev() {
        let level = level(block).unwrap_or(LOWEST_LEVEL);
        let leads_on = block.text.ends_with(':') && block.n_words <= MOST_LABEL_WORDS;
        keep[index] &= match block.kind {
            Kind::Heading(level) => next > level,
            _ => !leads_on || keep.get(index + 1).is_none_or(|keep| *keep),
        };
        if keep[index] {
            next = level;
        }
    }
}

/// Short lines that end no sentence are none of the article's once its last sentence is over.
fn trim_end(blocks: &[Block], keep: &mut [bool]) {
    let ends = ['.', '!', '?', '…', '"', '”', '“', '»', '«', ')'];
    let is_label = |block: &Block| {
        block.n_words <= MOST_LABEL_WORDS
            && !block.text.ends_with(ends)
            && matches!(block.kind, Kind::Plain | Kind::Heading(_))
    };
    for (block, keep) in blocks.iter().zip(keep).rev() {
        if *keep && !is_label(block) {
            break;
        }
        *keep = false;
    }
}
