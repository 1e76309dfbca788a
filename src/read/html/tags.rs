//! What the names of elements mean.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Elements that stand inside a line. All others begin and end a block, and so do names that no browser knows:
/// sites use them for the parts of a page.
const INLINE: &str = "a abbr acronym area audio b bdi bdo big br button canvas cite code data del dfn em embed font i \
    iframe img input ins kbd label link map mark math meta meter noembed noscript object output param picture \
    progress q rp rt ruby s samp script select small source span strike strong style sub sup svg template textarea \
    time track tt u var video wbr";
const BLOCKS: &str = "address applet article aside base blockquote body caption center col colgroup dd details dialog \
    dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main \
    menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead title tr ul xmp";

static KNOWN_INLINE: LazyLock<HashSet<&str>> = LazyLock::new(|| INLINE.split_ascii_whitespace().collect());
static KNOWN_BLOCKS: LazyLock<HashSet<&str>> = LazyLock::new(|| BLOCKS.split_ascii_whitespace().collect());

/// The name, if a browser knows it; `""` for all others.
pub(super) fn known(name: &[u8]) -> &'static str {
    let name = std::str::from_utf8(name).unwrap_or_default();
    KNOWN_INLINE.get(name).or_else(|| KNOWN_BLOCKS.get(name)).copied().unwrap_or_default()
}

/// Whether an element begins and ends a block.
pub(super) fn is_block(tag: &str) -> bool {
    !KNOWN_INLINE.contains(tag)
}

/// Whether an element has no end.
pub(super) fn is_void(tag: &str) -> bool {
    let first = matches!(tag, "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input");
    first || matches!(tag, "link" | "meta" | "param" | "source" | "track" | "wbr")
}

/// Whether the content of an element is no HTML and nothing to read.
pub(super) fn is_raw(tag: &str) -> bool {
    matches!(tag, "script" | "style" | "iframe" | "xmp" | "noembed" | "noscript" | "textarea")
}

/// Whether a head may hold the element.
pub(super) fn is_in_head(tag: &str) -> bool {
    matches!(tag, "base" | "head" | "link" | "meta" | "noscript" | "script" | "style" | "template" | "title")
}

/// Whether an element ends an open paragraph.
pub(super) fn ends_paragraph(tag: &str) -> bool {
    let inside_others = matches!(tag, "caption" | "col" | "colgroup" | "legend" | "option" | "optgroup")
        || matches!(tag, "tbody" | "td" | "tfoot" | "th" | "thead" | "tr");
    is_block(tag) && !tag.is_empty() && !inside_others && !matches!(tag, "head" | "html" | "title")
}

/// 1 for `h1`.
pub(super) fn heading_level(tag: &str) -> Option<usize> {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().position(|heading| *heading == tag).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known() {
        assert_eq!(known(b"span"), "span");
        assert_eq!(known(b"section"), "section");
        assert_eq!(known(b"x-card"), "");
        assert!(is_block("") && is_block("div") && !is_block("span"));
        assert!(KNOWN_INLINE.is_disjoint(&KNOWN_BLOCKS));
        assert_eq!(heading_level("h3"), Some(3));
    }
}
