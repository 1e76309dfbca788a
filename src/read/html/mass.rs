//! How much of an article an element holds, by its sentences.

use super::blocks::{Block, Kind};
use super::tree::Tree;

/// Articles are paragraphs first; what surrounds them comes in lists.
const ITEM_WEIGHT: f64 = 0.4;
/// A paragraph has so many words and ends a sentence, or has so many letters.
const FEWEST_WORDS: usize = 10;
const FEWEST_LETTERS: f64 = 120.0;
/// A short sentence has so many words; it counts half.
const FEWEST_SHORT_WORDS: usize = 5;

/// Sums over the blocks of a page, so that what an element holds is two look-ups.
pub(super) struct Mass {
    good: Vec<f64>,
    letters: Vec<f64>,
    links: Vec<f64>,
}

impl Mass {
    pub(super) fn new(tree: &Tree, blocks: &[Block]) -> Self {
        let sums = |value: fn(&Block) -> f64| {
            let mut sums = vec![0.0; tree.len() + 1];
            for block in blocks {
                sums[block.first + 1] += value(block);
            }
            for node in 0..tree.len() {
                sums[node + 1] += sums[node];
            }
            sums
        };
        Self {
            good: sums(goodness),
            letters: sums(|block| block.n_letters as f64),
            links: sums(|block| block.n_link_letters as f64),
        }
    }

    /// How much the element holds of what articles are made of.
    pub(super) fn within(&self, tree: &Tree, node: usize) -> f64 {
        self.good[tree.end(node)] - self.good[node]
    }

    /// Its share of the page's.
    pub(super) fn share(&self, tree: &Tree, node: usize) -> f64 {
        self.within(tree, node) / self.within(tree, 0).max(1.0)
    }

    pub(super) fn letters(&self, tree: &Tree, node: usize) -> f64 {
        self.letters[tree.end(node)] - self.letters[node]
    }

    pub(super) fn link_density(&self, tree: &Tree, node: usize) -> f64 {
        (self.links[tree.end(node)] - self.links[node]) / self.letters(tree, node).max(1.0)
    }
}

/// The letters of a block outside links, if it looks like a paragraph of sentences.
pub(super) fn goodness(block: &Block) -> f64 {
    if matches!(block.kind, Kind::Heading(_) | Kind::Caption) || block.link_density() > 0.5 {
        return 0.0;
    }
    let weight = if block.kind == Kind::Item { ITEM_WEIGHT } else { 1.0 };
    let own = (block.n_letters - block.n_link_letters) as f64 * weight;
    let ends = block.ends_sentence();
    if (block.n_words >= FEWEST_WORDS && ends) || own >= FEWEST_LETTERS {
        own
    } else if block.n_words >= FEWEST_SHORT_WORDS && ends {
        own / 2.0
    } else {
        0.0
    }
}
