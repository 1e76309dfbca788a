//! Which elements of a page cannot belong to its article: menus, forms, comments, share bars, teasers.
//!
//! A name alone condemns nothing that holds much of the page's sentences: names lie, sentences do not.

use std::collections::BTreeMap;

use super::blocks::{Block, blocks};
use super::hints::Hint;
use super::mass::Mass;
use super::tags::is_block;
use super::tree::Tree;

/// Elements with more of the page's sentences stay, by what condemns them.
const MOST_CHROME_SHARE: f64 = 0.4;
const MOST_COMMENTS_SHARE: f64 = 0.9;
const MOST_AUTHOR_SHARE: f64 = 0.2;
const MOST_PERHAPS_SHARE: f64 = 0.2;
const MOST_FORM_SHARE: f64 = 0.1;
/// What is perhaps chrome goes where it is short and holds no sentence, or where it is full of links.
const MOST_PERHAPS_LETTERS: f64 = 300.0;
const MOST_LINKED_LETTERS: f64 = 2_000.0;
const LEAST_LINK_DENSITY: f64 = 0.4;
/// A teaser has no more words, and does not come alone.
const MOST_TEASER_WORDS: usize = 80;
const FEWEST_TEASERS: usize = 3;

/// The elements that nobody reads on any page.
pub(super) fn unread(tree: &Tree) -> Vec<bool> {
    let mut dropped = vec![false; tree.len()];
    for node in 1..tree.len() {
        dropped[node] = dropped[tree.parent(node)] || is_unread(tree, node);
    }
    dropped
}

fn is_unread(tree: &Tree, node: usize) -> bool {
    match tree.tag(node) {
        "head" | "title" | "meta" | "link" | "script" | "style" | "noscript" | "template" | "svg"
        | "math" | "iframe" | "object" | "embed" | "applet" | "canvas" | "audio" | "video" | "button"
        | "select" | "textarea" | "input" | "noembed" | "map" | "xmp" | "progress" | "option" | "rt"
        | "rp" => true,
        _ => tree.is_element(node) && is_hidden(tree, node),
    }
}

fn is_hidden(tree: &Tree, node: usize) -> bool {
    let hides = |rule: &str| {
        let (name, value) = rule.split_once(':').unwrap_or_default();
        let says = |left: &str, right: &str| {
            name.trim().eq_ignore_ascii_case(left) && value.trim().eq_ignore_ascii_case(right)
        };
        says("display", "none") || says("visibility", "hidden")
    };
    tree.attribute(node, "hidden").is_some()
        || tree.attribute(node, "style").is_some_and(|style| style.split(';').any(hides))
}

/// Adds to the `dropped` elements those that surround the article, by tag and by name.
///
/// What holds the page's headline stays, whatever its name.
pub(super) fn chrome(tree: &Tree, hints: &[Option<Hint>], headline: Option<usize>, dropped: &mut [bool]) {
    let mass = Mass::new(tree, &blocks(tree, dropped));
    let mut has_text = vec![false; tree.len()];
    for node in 0..tree.len() {
        has_text[tree.parent(node)] |= !tree.text(node).trim().is_empty();
    }
    for node in 1..tree.len() {
        let holds_headline = headline.is_some_and(|headline| (node..tree.end(node)).contains(&headline));
        if dropped[tree.parent(node)] {
            dropped[node] = true;
        } else if tree.is_element(node) && tree.tag(node) != "body" && !holds_headline {
            // A name inside a sentence says what the word is, and the word stays.
            let in_sentence = !is_block(tree.tag(node)) && has_text[tree.parent(node)];
            let share = mass.share(tree, node);
            dropped[node] |= is_chrome_by_tag(tree, node, share)
                || (!in_sentence
                    && hints[node].is_some_and(|hint| is_chrome_by_name(tree, node, hint, &mass)));
        }
    }
}

fn is_chrome_by_tag(tree: &Tree, node: usize, share: f64) -> bool {
    match tree.tag(node) {
        "nav" | "footer" | "aside" | "menu" | "dialog" => share < MOST_CHROME_SHARE,
        "form" | "label" | "fieldset" => share < MOST_FORM_SHARE,
        "a" => share < MOST_FORM_SHARE && is_card(tree, node),
        _ => false,
    }
}

/// Whether a link holds whole blocks, but not the headline of the page.
fn is_card(tree: &Tree, node: usize) -> bool {
    let tags =
        || (node + 1..tree.end(node)).filter(|&inner| tree.is_element(inner)).map(|inner| tree.tag(inner));
    tags().any(is_block) && !tags().any(|tag| tag == "h1")
}

fn is_chrome_by_name(tree: &Tree, node: usize, hint: Hint, mass: &Mass) -> bool {
    let share = mass.share(tree, node);
    match hint {
        Hint::Comments => share < MOST_COMMENTS_SHARE,
        Hint::Chrome => share < MOST_CHROME_SHARE,
        Hint::Author => share < MOST_AUTHOR_SHARE,
        Hint::Perhaps => {
            let letters = mass.letters(tree, node);
            let is_bare = mass.within(tree, node) < 1.0 && letters < MOST_PERHAPS_LETTERS;
            let is_linked =
                mass.link_density(tree, node) > LEAST_LINK_DENSITY && letters < MOST_LINKED_LETTERS;
            share < MOST_PERHAPS_SHARE && (is_bare || is_linked)
        }
        Hint::Article => false,
    }
}

/// Adds teasers to the `dropped` elements: three or more neighbours of one make, each short and with a block that
/// is all link.
pub(super) fn teasers(tree: &Tree, dropped: &mut [bool]) {
    let all = blocks(tree, dropped);
    for parent in 0..tree.len() {
        if dropped[parent] || !tree.is_element(parent) {
            continue;
        }
        let mut found: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for child in tree.children(parent).filter(|&child| !dropped[child]) {
            if may_be_teaser(tree, child) && is_teaser(tree, child, &all) {
                let class = tree.attribute(child, "class").unwrap_or_default();
                let first = class.split(' ').next().unwrap_or_default();
                found.entry((tree.tag(child), first)).or_default().push(child);
            }
        }
        for node in found.into_values().filter(|nodes| nodes.len() >= FEWEST_TEASERS).flatten() {
            dropped[node..tree.end(node)].fill(true);
        }
    }
}

fn may_be_teaser(tree: &Tree, node: usize) -> bool {
    let tag = tree.tag(node);
    let is_plain = matches!(tag, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "td" | "th" | "tr");
    tree.is_element(node) && is_block(tag) && !is_plain
}

fn is_teaser(tree: &Tree, node: usize, blocks: &[Block]) -> bool {
    let from = blocks.partition_point(|block| block.first < node);
    let mut n_words = 0;
    let mut has_link = false;
    for block in blocks[from..].iter().take_while(|block| block.first < tree.end(node)) {
        n_words += block.n_words;
        has_link |= block.link_density() > 0.9 && block.n_words > 2;
        if n_words > MOST_TEASER_WORDS {
            return false;
        }
    }
    has_link
}
