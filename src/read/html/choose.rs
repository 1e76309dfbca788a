//! Which part of a page is its article.

use super::blocks::{Block, Kind};
use super::hints::Hint;
use super::mass::{Mass, goodness};
use super::metadata::is_same_title;
use super::tree::Tree;

/// The part is entered as long as one child holds this share of its sentences.
const LEAST_SHARE: f64 = 0.9;
/// So much is enough where the page says that this is the article.
const LEAST_MARKED_SHARE: f64 = 0.5;
/// A headline of the second level stands no farther above the text, in blocks.
const MOST_BLOCKS_BELOW_HEADLINE: usize = 12;
/// The lead of an article has so many words and few links, even where it ends no sentence.
const FEWEST_LEAD_WORDS: usize = 10;
const MOST_LEAD_LINK_DENSITY: f64 = 0.3;
/// A second headline has so many.
const FEWEST_DECK_WORDS: usize = 5;

/// The blocks of the article: those of its main part, what leads to it from the headline, and its other parts.
pub(super) fn article(
    tree: &Tree,
    hints: &[Option<Hint>],
    title: Option<&str>,
    blocks: Vec<Block>,
) -> Vec<Block> {
    let part = main_part(tree, hints, &blocks);
    let before = blocks.partition_point(|block| block.first < part);
    let inside = blocks.partition_point(|block| block.first < tree.end(part));
    let headline = headline(&blocks[..before], title);
    let around = surroundings(tree, part);
    let is_lead_at = |index: usize, block: &Block| {
        let follows = headline.is_some_and(|headline| index > headline);
        (follows || (around..tree.end(around)).contains(&block.first)) && is_lead(block)
    };
    let belongs = |&(index, ref block): &(usize, Block)| {
        if index < before {
            headline == Some(index) || is_lead_at(index, block)
        } else {
            index < inside || continues(tree, part, block)
        }
    };
    blocks.into_iter().enumerate().filter(belongs).map(|(_, block)| block).collect()
}

/// The element that holds the article.
fn main_part(tree: &Tree, hints: &[Option<Hint>], blocks: &[Block]) -> usize {
    let mass = Mass::new(tree, blocks);
    let heaviest =
        |left: &usize, right: &usize| mass.within(tree, *left).total_cmp(&mass.within(tree, *right));
    let is_marked =
        |&node: &usize| matches!(tree.tag(node), "article" | "main") || hints[node] == Some(Hint::Article);
    let marked: Vec<usize> = (1..tree.len()).filter(is_marked).collect();
    let mut part = 0;
    loop {
        let here = mass.within(tree, part);
        let holds = |node: &usize, share: f64| here > 0.0 && mass.within(tree, *node) >= share * here;
        let child = tree.children(part).filter(|&child| is_container(tree, child)).max_by(heaviest);
        let mark = || {
            let inner = marked.iter().copied().filter(|&node| node > part && node < tree.end(part));
            // Of equals the last is taken, which is the outermost here.
            inner.rev().max_by(heaviest).filter(|node| holds(node, LEAST_MARKED_SHARE))
        };
        match child.filter(|child| holds(child, LEAST_SHARE)).or_else(mark) {
            Some(node) => part = node,
            None => return part,
        }
    }
}

/// Whether an article may be in it, and not only a paragraph of one.
fn is_container(tree: &Tree, node: usize) -> bool {
    tree.is_element(node)
        && !matches!(
            tree.tag(node),
            "a" | "b"
                | "blockquote"
                | "em"
                | "font"
                | "li"
                | "ol"
                | "p"
                | "pre"
                | "span"
                | "strong"
                | "table"
                | "tbody"
                | "tr"
                | "ul"
        )
}

/// The last heading above the text that is the page's title, else one of the first level, else one of the second
/// close to the text.
fn headline(above: &[Block], title: Option<&str>) -> Option<usize> {
    let is_title = |block: &Block| title.is_some_and(|title| is_same_title(&block.text, title));
    let titled = || above.iter().rposition(|block| matches!(block.kind, Kind::Heading(_)) && is_title(block));
    let last = |most: usize| {
        above.iter().rposition(|block| matches!(block.kind, Kind::Heading(level) if level <= most))
    };
    let close = |index: &usize| above.len() - index < MOST_BLOCKS_BELOW_HEADLINE;
    titled().or_else(|| last(1)).or_else(|| last(2).filter(close))
}

/// Where a lead may stand without a headline: in the element that the page calls its article, or beside the text.
fn surroundings(tree: &Tree, part: usize) -> usize {
    let mut marked = std::iter::once(part).chain(tree.ancestors(part));
    marked
        .find(|&node| matches!(tree.tag(node), "article" | "main"))
        .unwrap_or_else(|| tree.parent(tree.parent(part)))
}

fn is_lead(block: &Block) -> bool {
    let is_deck = matches!(block.kind, Kind::Heading(_)) && block.n_link_letters == 0;
    goodness(block) > 0.0
        || (is_deck && block.n_words >= FEWEST_DECK_WORDS)
        || (block.n_words >= FEWEST_LEAD_WORDS && block.link_density() < MOST_LEAD_LINK_DENSITY)
}

/// Whether a block after the text stands in another part of the same make.
fn continues(tree: &Tree, part: usize, block: &Block) -> bool {
    let class = |node: usize| tree.attribute(node, "class").unwrap_or_default();
    let is_alike = |node: usize| {
        node != 0
            && tree.parent(node) == tree.parent(part)
            && tree.tag(node) == tree.tag(part)
            && class(node) == class(part)
    };
    !class(part).is_empty() && tree.ancestors(block.first).any(is_alike)
}
