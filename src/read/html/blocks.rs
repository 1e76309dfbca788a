//! A tree → its blocks: paragraphs, headings, list items, quotations, rows of tables, in reading order.

use super::hints::is_caption;
use super::tags::{heading_level, is_block};
use super::tree::Tree;

/// A heading has no more words; one that ends with a full stop has fewer.
const MOST_HEADING_WORDS: usize = 30;
const MOST_SENTENCE_WORDS: usize = 12;
/// A paragraph whose first letter is set apart has more words than labels do.
const FEWEST_PARAGRAPH_WORDS: usize = 8;
/// A cell with more bytes holds a part of the page.
const MOST_CELL_BYTES: usize = 400;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph.
    Plain,
    /// A heading with its level, from 1.
    Heading(usize),
    /// An item of a list.
    Item,
    /// A piece of a quotation.
    Quote,
    /// A row of a table.
    Row,
    /// Words below a picture.
    Caption,
}

/// A piece of text that blocks around it keep apart from the rest.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// The first of its texts.
    pub(super) first: usize,
    /// White space is collapsed; a line break of the page is one here.
    pub(super) text: String,
    pub(super) n_words: usize,
    /// Letters and digits, and how many of these are links.
    pub(super) n_letters: usize,
    pub(super) n_link_letters: usize,
}

impl Block {
    /// The share of its letters that are links.
    pub(super) fn link_density(&self) -> f64 {
        self.n_link_letters as f64 / self.n_letters.max(1) as f64
    }

    /// Whether it ends like a sentence.
    pub(super) fn ends_sentence(&self) -> bool {
        let end = self.text.trim_end_matches(['"', '\'', '”', '“', '’', '»', '«', ')', ']', ' ']);
        end.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', ';'])
    }
}

/// The blocks of what is not `dropped`.
pub(super) fn blocks(tree: &Tree, dropped: &[bool]) -> Vec<Block> {
    let mut writer = Writer { tree, blocks: Vec::new(), line: Line::default() };
    let mut around = Around::default();
    // Elements whose end has not come, with what was around them.
    let mut open: Vec<(usize, Around)> = Vec::new();
    let mut node = 0;
    while node < tree.len() {
        while let Some((_, outer)) = open.pop_if(|(end, _)| *end <= node) {
            writer.leave(&around);
            around = outer;
        }
        if dropped[node] {
            writer.skip(node, &around);
            node = tree.end(node);
            continue;
        }
        if !tree.is_element(node) {
            writer.text(node, &around);
        } else if tree.tag(node) == "br" {
            writer.line.breaks();
        } else if tree.tag(node) == "hr" || is_block(tree.tag(node)) {
            let inner = around.enter(tree, node);
            if inner.row.is_some() && around.row.is_some() {
                writer.line.cell_or_space(tree.tag(node));
            } else {
                writer.flush(&around);
            }
            open.push((tree.end(node), std::mem::replace(&mut around, inner)));
        } else {
            writer.boundary(node);
        }
        node += 1;
    }
    writer.flush(&around);
    with_initials(writer.blocks)
}

/// Gives large initials that the page sets apart to the paragraphs that they begin: "T" and "urkey and Poland". What
/// follows "A" and "I" may be a word of its own, and "X" is a button.
fn with_initials(blocks: Vec<Block>) -> Vec<Block> {
    let is_initial = |block: &Block| {
        let mut letters = block.text.chars();
        let letter = letters.next().filter(|letter| letter.is_uppercase() && !"AIX".contains(*letter));
        let alone = letter.is_some() && letters.next().is_none();
        alone && block.kind == Kind::Plain && block.n_link_letters == 0
    };
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        let goes_on = block.kind == Kind::Plain
            && block.n_words >= FEWEST_PARAGRAPH_WORDS
            && block.text.starts_with(char::is_lowercase);
        if let Some(initial) = joined.pop_if(|before| goes_on && is_initial(before)) {
            block.text.insert_str(0, &initial.text);
            block.first = initial.first;
            block.n_letters += initial.n_letters;
        }
        joined.push(block);
    }
    joined
}

/// The elements that decide what a block is.
#[derive(Clone, Copy, Default)]
struct Around {
    node: usize,
    heading: Option<usize>,
    item: bool,
    quote: bool,
    caption: bool,
    /// The table whose cells are to be kept apart.
    table: Option<usize>,
    row: Option<usize>,
    preformatted: bool,
}

impl Around {
    fn enter(&self, tree: &Tree, node: usize) -> Self {
        let tag = tree.tag(node);
        let mut inner = Self { node, ..*self };
        match tag {
            "li" | "dd" | "dt" => inner.item = tag == "li",
            "blockquote" => inner.quote = true,
            "figcaption" => inner.caption = true,
            "pre" => inner.preformatted = true,
            "table" => (inner.table, inner.row) = (is_data(tree, node).then_some(node), None),
            "tr" if self.table.is_some() => inner.row = Some(node),
            _ => {
                inner.heading = heading_level(tag).or(self.heading);
                inner.caption |= is_caption(tree, node);
            }
        }
        inner
    }

    fn kind(&self) -> Kind {
        if self.row.is_some() {
            Kind::Row
        } else if let Some(level) = self.heading {
            Kind::Heading(level)
        } else if self.caption {
            Kind::Caption
        } else if self.quote {
            Kind::Quote
        } else if self.item {
            Kind::Item
        } else {
            Kind::Plain
        }
    }
}

/// Whether a table holds data: rows of several short cells, and no table inside. Others only lay out a page.
fn is_data(tree: &Tree, table: usize) -> bool {
    let (mut n_rows, mut n_cells) = (0, 0);
    let mut node = table + 1;
    while node < tree.end(table) {
        match tree.tag(node) {
            "table" => return false,
            "tr" => n_rows += 1,
            "td" | "th" => {
                n_cells += 1;
                let n_bytes: usize = (node..tree.end(node)).map(|node| tree.text(node).trim().len()).sum();
                if n_bytes > MOST_CELL_BYTES {
                    return false;
                }
            }
            _ => {}
        }
        node += 1;
    }
    n_rows >= 2 && n_cells >= 2 * n_rows - 1
}

/// The text of the block in hand.
#[derive(Default)]
struct Line {
    text: String,
    first: Option<usize>,
    n_letters: usize,
    n_link_letters: usize,
    /// White space stands before what comes.
    space: bool,
    /// So many line breaks do.
    n_breaks: usize,
    /// Cells of the row that have begun, and how many of them have their bar.
    n_cells: usize,
    n_bars: usize,
    after_link: bool,
    /// The text that the last word came from.
    last: usize,
}

impl Line {
    fn breaks(&mut self) {
        self.n_breaks += 1;
    }

    fn cell_or_space(&mut self, tag: &str) {
        self.space = true;
        self.n_cells += usize::from(matches!(tag, "td" | "th"));
    }
}

struct Writer<'a> {
    tree: &'a Tree,
    blocks: Vec<Block>,
    line: Line,
}

impl Writer<'_> {
    /// What is left out still keeps apart what stands around it, if it took room on the page.
    fn skip(&mut self, node: usize, around: &Around) {
        let tag = self.tree.tag(node);
        let takes_room =
            matches!(tag, "button" | "select" | "textarea" | "input" | "iframe" | "object" | "video");
        if is_block(tag) && self.tree.is_element(node) && around.row.is_none() {
            self.flush(around);
        } else if takes_room || (is_block(tag) && self.tree.is_element(node)) {
            self.line.space = true;
        }
        self.boundary(node);
    }

    /// Between two links stands a space, whether the page has one or not.
    fn boundary(&mut self, node: usize) {
        if self.tree.tag(node) == "a" && self.line.after_link {
            self.line.space = true;
        }
    }

    fn text(&mut self, node: usize, around: &Around) {
        let is_link = self.tree.is_link(node);
        let text = self.tree.text(node);
        let mut rest = text;
        while !rest.is_empty() {
            let at = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (word, after) = rest.split_at(at);
            if !word.is_empty() {
                self.word(word, node, is_link, around);
            }
            let space_end = after.find(|c: char| !c.is_whitespace()).unwrap_or(after.len());
            let (space, after) = after.split_at(space_end);
            self.line.space |= !space.is_empty();
            if around.preformatted {
                self.line.n_breaks += space.matches('\n').count();
            }
            rest = after;
        }
    }

    fn word(&mut self, word: &str, node: usize, is_link: bool, around: &Around) {
        let in_row = around.row.is_some();
        if node != self.line.last && !self.line.space && self.is_glued(word, node) {
            self.line.space = true;
        }
        if self.line.n_breaks > 1 && !in_row {
            self.flush(around);
        }
        let line = &mut self.line;
        if in_row && line.n_bars + 1 < line.n_cells {
            // Empty cells count too, so that columns stay columns.
            let n_missing = line.n_cells - 1 - line.n_bars;
            line.text.push_str(&" | ".repeat(n_missing));
            line.n_bars += n_missing;
        } else if !line.text.is_empty() {
            if line.n_breaks > 0 && !in_row {
                line.text.push('\n');
            } else if line.space || line.n_breaks > 0 {
                line.text.push(' ');
            }
        }
        // Marks that say where a word may be broken are no part of it.
        line.text
            .extend(word.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')));
        line.first.get_or_insert(node);
        (line.space, line.n_breaks) = (false, 0);
        (line.after_link, line.last) = (is_link, node);
        let n_letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        line.n_letters += n_letters;
        line.n_link_letters += if is_link { n_letters } else { 0 };
    }

    /// Whether only the page's style keeps this word apart from the last: each in an element of its own, they look
    /// like the end of one text and the beginning of another.
    fn is_glued(&self, word: &str, node: usize) -> bool {
        let (tree, last) = (self.tree, self.line.last);
        let apart = !self.line.text.ends_with(char::is_uppercase)
            && word.starts_with(char::is_uppercase)
            && !self.line.text.ends_with(['(', '„', '“', '"', '-', '/', '‘', '\'', '’', '[', '«', '#', '@']);
        apart
            && tree.end(tree.parent(last)) <= node
            && !tree.ancestors(last).any(|outer| outer == tree.parent(node))
    }

    /// A block element ends.
    fn leave(&mut self, around: &Around) {
        let is_row = self.tree.tag(around.node) == "tr";
        if around.row.is_some() && !is_row {
            self.line.space = true;
        } else {
            self.flush(around);
        }
    }

    fn flush(&mut self, around: &Around) {
        let line = std::mem::take(&mut self.line);
        if let Some(first) = line.first {
            let Line { text, n_letters, n_link_letters, .. } = line;
            let n_words = n_words(&text);
            let mut block = Block { kind: around.kind(), first, text, n_words, n_letters, n_link_letters };
            if is_paragraph(&block) {
                block.kind = Kind::Plain;
            }
            self.blocks.push(block);
        }
    }
}

/// Chinese, Japanese and Thai put no spaces between words, which have about two characters.
fn n_words(text: &str) -> usize {
    let is_unspaced = |c: &char| matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{9fff}');
    text.split_whitespace().count() + text.chars().filter(is_unspaced).count() / 2
}

/// Whole paragraphs are set as headings to make them large.
fn is_paragraph(block: &Block) -> bool {
    matches!(block.kind, Kind::Heading(_))
        && (block.n_words > MOST_HEADING_WORDS
            || (block.n_words > MOST_SENTENCE_WORDS && block.text.ends_with(['.', '…'])))
}
