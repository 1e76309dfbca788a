//! HTML → a flat tree.
//!
//! The tokens are a browser's (`html5gum`), the nesting is ours: a browser's rules for broken nesting may take
//! quadratic time and space, and an article needs few of them.
//! Nodes lie in the order of the page, so that everything below a node is the range after it, a walk is a loop,
//! and nothing recurses.

use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::tags::{self, is_block};

/// Deeper elements are left out, their text is kept: real pages are less than half as deep.
const MAX_DEPTH: usize = 256;
/// A page is read up to this many elements and texts, ten times as many as the largest that people write.
const MAX_NODES: usize = 1 << 20;

/// The attributes that are kept.
const ATTRIBUTES: [&str; 15] = [
    "aria-hidden",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "type",
];

/// A page as elements and texts in reading order.
pub(super) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(&'static str, Range<u32>)>,
    /// What all texts and attributes point into.
    characters: String,
}

struct Node {
    tag: &'static str,
    parent: u32,
    /// The node after the last one below this.
    end: u32,
    content: Content,
}

#[derive(Clone)]
enum Content {
    /// An element, with its attributes.
    Element(Range<u32>),
    /// A text, and whether it is the text of a link.
    Text(Range<u32>, bool),
}

impl Tree {
    /// Reads a page. Every string is one.
    pub(super) fn parse(html: &str) -> Self {
        let mut builder = Builder::new();
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _span: html5gum::Span<()>| {
            builder.take(event);
            builder.is_full().then_some(())
        });
        emitter.naively_switch_states(true);
        // The first token that comes out says that there is no room for more.
        Tokenizer::new_with_emitter(html, emitter).next();
        builder.finish()
    }

    /// How many nodes there are; node 0 is the page.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the page has more nodes than are read.
    pub(super) fn is_cut(&self) -> bool {
        self.nodes.len() >= MAX_NODES
    }

    /// The name of an element; nothing for a text and for elements that no browser knows.
    pub(super) fn tag(&self, node: usize) -> &'static str {
        self.nodes[node].tag
    }

    pub(super) fn is_element(&self, node: usize) -> bool {
        matches!(self.nodes[node].content, Content::Element(_))
    }

    /// The element around a node; the page is its own.
    pub(super) fn parent(&self, node: usize) -> usize {
        self.nodes[node].parent as usize
    }

    /// The node after the last one below this.
    pub(super) fn end(&self, node: usize) -> usize {
        self.nodes[node].end as usize
    }

    /// The elements around a node, from the inside out.
    pub(super) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |&node| (node != 0).then(|| self.parent(node))).skip(1)
    }

    /// The nodes directly below.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.end(node);
        let within = move |child: usize| (child < end).then_some(child);
        std::iter::successors(within(node + 1), move |&child| within(self.end(child)))
    }

    /// A text; nothing for an element.
    pub(super) fn text(&self, node: usize) -> &str {
        match &self.nodes[node].content {
            Content::Text(range, _) => self.characters_of(range),
            Content::Element(_) => "",
        }
    }

    /// Whether this is the text of a link.
    pub(super) fn is_link(&self, node: usize) -> bool {
        matches!(self.nodes[node].content, Content::Text(_, true))
    }

    /// All text in an element, as it stands.
    pub(super) fn text_within(&self, node: usize) -> String {
        (node..self.end(node)).map(|node| self.text(node)).collect()
    }

    pub(super) fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        let Content::Element(attributes) = &self.nodes[node].content else { return None };
        let attributes = &self.attributes[attributes.start as usize..attributes.end as usize];
        attributes.iter().find(|(other, _)| *other == name).map(|(_, range)| self.characters_of(range))
    }

    fn characters_of(&self, range: &Range<u32>) -> &str {
        &self.characters[range.start as usize..range.end as usize]
    }
}

/// An element whose end has not come yet.
struct Open {
    node: u32,
    tag: &'static str,
    /// Whether its text is that of a link.
    links: bool,
}

struct Builder {
    tree: Tree,
    open: Vec<Open>,
    /// The start tag in hand.
    tag: Option<&'static str>,
    /// Where its attributes begin.
    first_attribute: u32,
    /// Whether the value that comes is wanted.
    wanted: bool,
}

impl Builder {
    fn new() -> Self {
        let page = Node { tag: "html", parent: 0, end: 0, content: Content::Element(0..0) };
        let tree = Tree { nodes: vec![page], attributes: Vec::new(), characters: String::new() };
        let open = vec![Open { node: 0, tag: "html", links: false }];
        Self { tree, open, tag: None, first_attribute: 0, wanted: false }
    }

    fn is_full(&self) -> bool {
        self.tree.is_cut()
    }

    fn finish(mut self) -> Tree {
        self.close_down_to(0);
        let n_nodes = self.n_nodes();
        self.tree.nodes[0].end = n_nodes;
        self.tree
    }

    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Some(tags::known(name));
                self.first_attribute = self.tree.attributes.len() as u32;
            }
            // An end tag may have attributes too, and they mean nothing.
            CallbackEvent::AttributeName { name } => {
                let name = ATTRIBUTES.into_iter().find(|known| known.as_bytes() == name);
                self.wanted = self.tag.is_some() && name.is_some();
                if let (true, Some(name)) = (self.wanted, name) {
                    self.tree.attributes.push((name, 0..0));
                }
            }
            CallbackEvent::AttributeValue { value } if self.wanted => {
                let range = self.store(value);
                if let Some(attribute) = self.tree.attributes.last_mut() {
                    attribute.1 = range;
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(tag) = self.tag.take() {
                    self.start(tag, self_closing);
                }
            }
            CallbackEvent::EndTag { name } => self.end(tags::known(name)),
            CallbackEvent::String { value } => self.text(value),
            _ => {}
        }
    }

    fn store(&mut self, bytes: &[u8]) -> Range<u32> {
        let start = self.tree.characters.len() as u32;
        self.tree.characters.push_str(&String::from_utf8_lossy(bytes));
        start..self.tree.characters.len() as u32
    }

    fn n_nodes(&self) -> u32 {
        self.tree.nodes.len() as u32
    }

    fn start(&mut self, tag: &'static str, self_closing: bool) {
        let attributes = self.first_attribute..self.tree.attributes.len() as u32;
        if tag == "html" {
            // The page is there already; only its attributes are news.
            if matches!(&self.tree.nodes[0].content, Content::Element(range) if range.is_empty()) {
                self.tree.nodes[0].content = Content::Element(attributes);
            }
            return;
        }
        self.close_before(tag);
        if self.is_full() || (tag == "body" && self.is_open("body")) {
            return;
        }
        let node = self.push(tag, Content::Element(attributes.clone()));
        let is_empty = tags::is_void(tag) || (self_closing && tag.is_empty());
        if !is_empty && self.open.len() < MAX_DEPTH {
            let has_target = || {
                let attributes = &self.tree.attributes[attributes.start as usize..];
                attributes.iter().any(|(name, _)| *name == "href")
            };
            let links = (tag == "a" && has_target()) || (tag != "a" && self.links());
            self.open.push(Open { node, tag, links });
        }
    }

    /// Adds a node below the innermost open element.
    fn push(&mut self, tag: &'static str, content: Content) -> u32 {
        let node = self.n_nodes();
        let parent = self.open.last().map_or(0, |open| open.node);
        self.tree.nodes.push(Node { tag, parent, end: node + 1, content });
        node
    }

    fn text(&mut self, bytes: &[u8]) {
        let (tag, node) = self.open.last().map_or(("", 0), |open| (open.tag, open.node));
        let is_data =
            || self.tree.attribute(node as usize, "type").is_some_and(|kind| kind.contains("ld+json"));
        let is_read = !tags::is_raw(tag) || (tag == "script" && is_data());
        if is_read && !self.is_full() {
            let range = self.store(bytes);
            self.push("", Content::Text(range, self.links()));
        }
    }

    fn links(&self) -> bool {
        self.open.last().is_some_and(|open| open.links)
    }

    fn is_open(&self, tag: &str) -> bool {
        self.open.iter().any(|open| open.tag == tag)
    }

    /// Ends what cannot hold the element that comes.
    fn close_before(&mut self, tag: &'static str) {
        if !tags::is_in_head(tag) && self.open.get(1).is_some_and(|open| open.tag == "head") {
            self.close_down_to(1);
        }
        if tags::ends_paragraph(tag) {
            self.close_innermost(&["p"], &["button", "td", "th", "caption", "table", "object"]);
        }
        match tag {
            "li" => self.close_innermost(&["li"], &["ul", "ol", "menu", "td", "th", "table"]),
            "dt" | "dd" => self.close_innermost(&["dt", "dd"], &["dl", "td", "th", "table"]),
            "option" | "optgroup" => self.close_innermost(&["option"], &["select", "td", "th", "table"]),
            "td" | "th" => self.close_innermost(&["td", "th"], &["tr", "table"]),
            "tr" => self.close_innermost(&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => self.close_innermost(&["thead", "tbody", "tfoot"], &["table"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let inner = self.open.last().map_or("", |open| open.tag);
                if tags::heading_level(inner).is_some() {
                    self.close_down_to(self.open.len() - 1);
                }
            }
            "a" => self.end_inline("a"),
            _ => {}
        }
    }

    /// Ends the innermost open element of `tags`, unless one of `walls` stands before it.
    fn close_innermost(&mut self, tags: &[&str], walls: &[&str]) {
        let found = self.open.iter().rposition(|open| tags.contains(&open.tag) || walls.contains(&open.tag));
        if let Some(at) = found.filter(|&at| tags.contains(&self.open[at].tag)) {
            self.close_down_to(at);
        }
    }

    fn end(&mut self, tag: &'static str) {
        match tag {
            "html" | "body" => {}
            "br" | "p" if !self.is_open(tag) => {
                if !self.is_full() {
                    self.push(tag, Content::Element(0..0));
                }
            }
            "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" => self.close_innermost(&[tag], &["table"]),
            "table" => self.close_innermost(&[tag], &[]),
            _ if is_block(tag) => self.close_innermost(&[tag], &["td", "th", "table"]),
            _ => self.end_inline(tag),
        }
    }

    /// Ends an element inside a line; where blocks have begun in it, only its link ends.
    fn end_inline(&mut self, tag: &'static str) {
        let found = self.open.iter().rposition(|open| open.tag == tag || is_block(open.tag));
        match found {
            Some(at) if self.open[at].tag == tag => self.close_down_to(at),
            _ if tag == "a" => self.open.iter_mut().for_each(|open| open.links = false),
            _ => {}
        }
    }

    /// Ends open elements until `n_open` are left; the page itself stays.
    fn close_down_to(&mut self, n_open: usize) {
        let n_nodes = self.n_nodes();
        while self.open.len() > n_open.max(1)
            && let Some(open) = self.open.pop()
        {
            self.tree.nodes[open.node as usize].end = n_nodes;
        }
    }
}
