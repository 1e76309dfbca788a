//! HTML → the article of a page, and what the page says about it.

mod tree;
mod tags;
mod hints;
mod blocks;
mod mass;
mod chrome;
mod choose;
mod sift;
mod closings;
mod render;
mod json_ld;
mod metadata;
mod shown;

#[cfg(test)]
mod tests;

use blocks::Block;
use hints::Hint;
use tree::Tree;

use crate::types::Span;

/// Less is hardly an article, so that the rules are relaxed.
const FEW_LETTERS: usize = 300;
const VERY_FEW_LETTERS: usize = 100;
/// The page's data may be longer than what was found, but not by so many times.
const MOST_TIMES_LONGER: usize = 6;

/// The article of a page, and what the page says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The article as plain text with the marks of Markdown; empty where the page holds none.
    pub text: String,
    /// Where the captions of its pictures stand in the text, in order.
    pub captions: Vec<Span>,
    /// Its headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// As found; ISO where the page gives ISO.
    pub date: Option<String>,
    /// The name of the site.
    pub source: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// BCP 47, as declared.
    pub language: Option<String>,
    /// Whether the page has more elements than are read.
    pub is_cut: bool,
}

/// The article of a page.
pub fn page(html: &str) -> Page {
    let tree = Tree::parse(html);
    let data = json_ld::article(&tree);
    let page = metadata::metadata(&tree, data.as_ref());
    let body = data.as_ref().and_then(|data| data.body.as_deref());
    let (text, captions) = text(&tree, page.title.as_deref(), body);
    Page { text, captions, is_cut: tree.is_cut(), ..page }
}

/// The text by the careful rules; where they find little, by the careless ones, or as the page's data has it.
fn text(tree: &Tree, title: Option<&str>, body: Option<&str>) -> (String, Vec<Span>) {
    let hints = hints::hints(tree);
    let article =
        |dropped: &[bool]| sift::sift(choose::article(tree, &hints, title, blocks::blocks(tree, dropped)));
    let headline = title.and_then(|title| metadata::headline(tree, title));
    let unread = chrome::unread(tree);
    let mut dropped = unread.clone();
    chrome::chrome(tree, &hints, headline, &mut dropped);
    chrome::teasers(tree, &mut dropped);
    let mut found = article(&dropped);
    // First the names of elements are not believed, save those of comments; then nothing is.
    let comments: Vec<_> = hints.iter().map(|hint| hint.filter(|hint| *hint == Hint::Comments)).collect();
    for (hints, few) in [(Some(&comments), FEW_LETTERS), (None, VERY_FEW_LETTERS)] {
        if n_letters(&found) >= few {
            break;
        }
        let mut dropped = unread.clone();
        if let Some(hints) = hints {
            chrome::chrome(tree, hints, headline, &mut dropped);
        }
        let careless = article(&dropped);
        if n_letters(&careless) > 2 * n_letters(&found) {
            found = careless;
        }
    }
    if let Some(body) = body.filter(|body| body.len() > MOST_TIMES_LONGER * n_letters(&found)) {
        let told = blocks_of(body);
        if n_letters(&told) > MOST_TIMES_LONGER * n_letters(&found).max(FEW_LETTERS / MOST_TIMES_LONGER) {
            found = told;
        }
    }
    render::render(&found)
}

/// The blocks of a text that a page gives as data: HTML, or lines.
fn blocks_of(body: &str) -> Vec<Block> {
    let is_html = body.contains("</") || body.contains("<p") || body.contains("<br");
    let line = |html: String, line: &str| html + "<p>" + &line.replace('<', "&lt;");
    let html = if is_html { body.to_owned() } else { body.lines().fold(String::new(), line) };
    let tree = Tree::parse(&html);
    blocks::blocks(&tree, &chrome::unread(&tree))
}

fn n_letters(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.n_letters).sum()
}
