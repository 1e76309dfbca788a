//! Tags of tokens → spans, whatever the scheme: IOB1, IOB2, BIOES, BILOU.
//!
//! Broken sequences are read as `conlleval` reads them: an inside tag after nothing, or after another type, starts
//! a span. In IOB1 that is the rule, elsewhere a repair, so it is counted.

/// A tag that was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag<'a> {
    Outside,
    /// `B`: a span starts.
    Begin(&'a str),
    /// `I`: a span goes on.
    Inside(&'a str),
    /// `E` or `L`: a span goes on and ends.
    End(&'a str),
    /// `S` or `U`: a span of one token.
    Single(&'a str),
}

/// Tokens `first..=last` of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagSpan<'a> {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) kind: &'a str,
    /// It starts without a tag that starts spans.
    pub(super) is_repaired: bool,
}

/// A tag such as `O`, `B-ORG`, `I-politician`.
pub(super) fn parse(tag: &str) -> Option<Tag<'_>> {
    if tag == "O" {
        return Some(Tag::Outside);
    }
    let (prefix, kind) = tag.split_once(['-', '_'])?;
    match (prefix, kind) {
        (_, "") => None,
        ("B", kind) => Some(Tag::Begin(kind)),
        ("I" | "M", kind) => Some(Tag::Inside(kind)),
        ("E" | "L", kind) => Some(Tag::End(kind)),
        ("S" | "U", kind) => Some(Tag::Single(kind)),
        _ => None,
    }
}

/// The spans of a sentence.
pub(super) fn spans<'a>(tags: impl IntoIterator<Item = Tag<'a>>) -> Vec<TagSpan<'a>> {
    let mut spans: Vec<TagSpan> = Vec::new();
    let mut open: Option<&str> = None;
    for (index, tag) in tags.into_iter().enumerate() {
        let (kind, may_go_on) = match tag {
            Tag::Outside => {
                open = None;
                continue;
            }
            Tag::Begin(kind) | Tag::Single(kind) => (kind, false),
            Tag::Inside(kind) | Tag::End(kind) => (kind, true),
        };
        match spans.last_mut() {
            Some(span) if may_go_on && open == Some(kind) => span.last = index,
            _ => spans.push(TagSpan { first: index, last: index, kind, is_repaired: may_go_on }),
        }
        open = (!matches!(tag, Tag::End(_) | Tag::Single(_))).then_some(kind);
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tags: &str, expected: &str) {
        let tags: Vec<Tag> = tags.split(' ').map(|tag| parse(tag).expect(tag)).collect();
        let found = spans(tags).into_iter().map(|span| {
            let repaired = if span.is_repaired { "!" } else { "" };
            format!("{}{}-{}{repaired}", span.kind, span.first, span.last)
        });
        assert_eq!(found.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn all_schemes_are_read() {
        check("O B-A I-A O B-A B-A", "A1-2 A4-4 A5-5");
        check("I-A I-A B-A I-B O I-A", "A0-1! A2-2 B3-3! A5-5!");
        check("B-A I-A E-A S-A S-B B-A E-A", "A0-2 A3-3 B4-4 A5-6");
        check("B-A L-A I-A U-A L-A", "A0-1 A2-2! A3-3 A4-4!");
        check("B-A I-B I-B", "A0-0 B1-2!");
        for bad in ["", "ORG", "B-", "X-ORG", "b-ORG", "-"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
