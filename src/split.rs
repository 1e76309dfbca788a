//! Text → paragraphs with roles: everything that was not removed.
//!
//! A paragraph is the unit of stance, so its edges matter more than its role: blank lines cut,
//! hard wraps and tables do not. The stretches of `clean::lines` already know which lines belong together, `clean::captions` what closes with a credit;
//! this file takes away what was removed and says what each remaining stretch is on the page.

use crate::clean::captions::is_caption as closes_with_credit;
use crate::clean::lines::{Shape, ends_sentence, n_words, stretches};
use crate::types::{Paragraph, Removed, Role, Span};

/// A line above the title (a section, a place) has fewer words.
const LEAST_TITLE_WORDS: usize = 4;
/// A title has no more words.
const MOST_TITLE_WORDS: usize = 25;
/// A heading has no more words.
const MOST_HEADING_WORDS: usize = 12;
/// A caption has no more words.
const MOST_CAPTION_WORDS: usize = 90;
/// A given title is looked for among this many paragraphs; outlets put a kicker above it.
const N_TITLE_CANDIDATES: usize = 4;

/// What captions open with, in lower case.
const CAPTION_OPENINGS: [&str; 21] = [
    "photo:",
    "photos:",
    "photo by",
    "file photo",
    "file -",
    "file –",
    "file —",
    "image:",
    "image caption",
    "image copyright",
    "image source",
    "picture:",
    "pictured:",
    "caption:",
    "photograph:",
    "in this photo",
    "in this image",
    "in this file photo",
    "in this still image",
    "in this handout",
    "above:",
];
/// What captions end with, in lower case, full stop and bracket aside.
const CAPTION_ENDINGS: [&str; 19] = [
    "/getty images",
    "/getty",
    "/ap",
    "/ap photo",
    "/reuters",
    "/afp",
    "/epa",
    "/upi",
    "via getty images",
    "via ap",
    "via reuters",
    "via afp",
    "(ap photo",
    "| getty images",
    "| ap photo",
    "(reuters",
    ", file",
    "/the guardian",
    "/shutterstock",
];
/// A picture agency that stands before its photographer in a closing bracket.
const CAPTION_CREDITS: [&str; 5] = ["(ap photo/", "(photo by ", "(photo: ", "(image: ", " photograph: "];

/// The paragraphs of a text in order: trimmed, disjoint, and with `removed` they hold every non-space character.
///
/// `removed` must be sorted and disjoint, as [`crate::clean::residue`] gives it; so must `captions`, which the page sets
/// as such.
pub fn paragraphs(text: &str, removed: &[Removed], title: Option<&str>, captions: &[Span]) -> Vec<Paragraph> {
    let kept = kept(text, removed);
    let title = title_index(text, &kept, title);
    let is_set_as_caption = |span: Span| {
        let at = captions.partition_point(|caption| caption.end() < span.end());
        captions.get(at).is_some_and(|caption| caption.contains(span))
    };
    let role = |index: usize| {
        if title == Some(index) {
            Role::Title
        } else if is_set_as_caption(kept[index].span) {
            Role::Caption
        } else {
            role(text, &kept, index, title)
        }
    };
    kept.iter().enumerate().map(|(index, block)| Paragraph { span: block.span, role: role(index) }).collect()
}

/// A stretch, or what is left of one.
struct Block {
    span: Span,
    shape: Shape,
    n_words: usize,
    ends_sentence: bool,
}

/// The stretches without what was removed. A stretch that is removed in part falls into pieces.
fn kept(text: &str, removed: &[Removed]) -> Vec<Block> {
    let mut kept = Vec::new();
    let mut removed = removed.iter().map(|removed| removed.span).peekable();
    let mut from = 0;
    for stretch in stretches(text) {
        from = from.max(stretch.span.start());
        while let Some(cut) = removed.next_if(|cut| cut.start() < stretch.span.end()) {
            kept.extend(block(text, from, cut.start(), stretch.shape));
            from = from.max(cut.end());
        }
        kept.extend(block(text, from, stretch.span.end(), stretch.shape));
    }
    kept
}

fn block(text: &str, start: usize, end: usize, shape: Shape) -> Option<Block> {
    let piece = text.get(start..end)?;
    let start = start + piece.len() - piece.trim_start().len();
    let piece = piece.trim();
    let span = Span::within(text, start, start + piece.len())?;
    Some(Block { span, shape, n_words: n_words(piece), ends_sentence: ends_sentence(piece) })
}

/// Which paragraph is the title: the one that equals it, else a marked heading that opens the text, else a short
/// first line above a longer one.
fn title_index(text: &str, kept: &[Block], title: Option<&str>) -> Option<usize> {
    let given = title.map(normal).filter(|title| !title.is_empty());
    let equals = |block: &Block| {
        let short = block.n_words <= 2 * MOST_TITLE_WORDS;
        short && given.as_ref().is_some_and(|title| *title == normal(block.span.of(text)))
    };
    let marked = || kept.first().filter(|block| matches!(block.shape, Shape::Heading)).map(|_| 0);
    let titles = kept.iter().take(N_TITLE_CANDIDATES);
    titles.clone().position(equals).or_else(marked).or_else(|| apparent_title(text, kept))
}

/// Among the few labels that open the text, the first that is long enough to be a title, where a longer paragraph
/// follows them.
///
/// Outlets set the section and the place on short lines of their own, and a second headline below the title.
fn apparent_title(text: &str, kept: &[Block]) -> Option<usize> {
    let labels = |block: &&Block| {
        let bare = matches!(block.shape, Shape::Plain | Shape::Heading);
        bare && is_label(text, block, MOST_TITLE_WORDS) && !is_caption(text, block)
    };
    let n_labels = kept.iter().take_while(labels).count();
    let opens = (1..N_TITLE_CANDIDATES).contains(&n_labels) && is_above_longer(kept, n_labels - 1);
    let longest = (0..n_labels).rev().max_by_key(|&index| kept[index].n_words)?;
    let first = (0..n_labels).find(|&index| kept[index].n_words >= LEAST_TITLE_WORDS);
    opens.then_some(first.unwrap_or(longest))
}

/// Letters and digits in lower case, so that quotation marks and spaces do not tell titles apart.
fn normal(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn role(text: &str, kept: &[Block], index: usize, title: Option<usize>) -> Role {
    let block = &kept[index];
    match block.shape {
        Shape::Quote => Role::Quote,
        Shape::Row => Role::Table,
        Shape::Item => Role::List,
        Shape::Heading => Role::Heading,
        Shape::Plain | Shape::Rule if is_caption(text, block) => Role::Caption,
        Shape::Plain | Shape::Rule => {
            let below_something = index > 0 && title != Some(index - 1);
            let label = below_something && is_label(text, block, MOST_HEADING_WORDS);
            if label && is_above_longer(kept, index) { Role::Heading } else { Role::Body }
        }
    }
}

/// Whether it is short, opens with a capital or a digit, and no punctuation closes it.
fn is_label(text: &str, block: &Block, most_words: usize) -> bool {
    let line = block.span.of(text);
    block.n_words <= most_words
        && !block.ends_sentence
        && !line.ends_with([':', ';', ',', '-', '–', '—', '"', '”'])
        && !line.starts_with(char::is_lowercase)
        && line.chars().any(char::is_alphabetic)
}

/// Whether the next paragraph that is no label has more words.
fn is_above_longer(kept: &[Block], index: usize) -> bool {
    kept.get(index + 1).is_some_and(|next| {
        next.n_words > kept[index].n_words && (next.ends_sentence || next.n_words > MOST_HEADING_WORDS)
    })
}

/// Whether the line opens or ends as captions do and is more than the credit.
fn is_caption(text: &str, block: &Block) -> bool {
    if !(4..=MOST_CAPTION_WORDS).contains(&block.n_words) {
        return false;
    }
    let line = block.span.of(text).to_lowercase();
    let end = line.trim_end_matches(['.', ')', ']', '*', '_', ' ']);
    let beginning = line.trim_start_matches(['(', '[', '*', '_', ' ']);
    CAPTION_OPENINGS.iter().any(|opening| beginning.starts_with(opening))
        || CAPTION_ENDINGS.iter().any(|ending| end.ends_with(ending))
        || CAPTION_CREDITS.iter().any(|credit| line.contains(credit))
        || closes_with_credit(block.span.of(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clean::residue;

    #[track_caller]
    fn check(text: &str, expected: &[(Role, &str)]) {
        check_with_title(text, None, expected);
    }

    #[track_caller]
    fn check_with_title(text: &str, title: Option<&str>, expected: &[(Role, &str)]) {
        let paragraphs = paragraphs(text, &residue(text, title), title, &[]);
        let found: Vec<(Role, &str)> =
            paragraphs.iter().map(|paragraph| (paragraph.role, paragraph.span.of(text))).collect();
        assert_eq!(found, expected);
    }

    const WRAPPED: &str = "The council met on Monday and talked for a long time about the old\n\
                           bridge, which no engineer has looked at since the flood of the year\n\
                           before last. Nobody voted.";

    #[test]
    fn blank_lines_and_single_lines_cut() {
        check("It rained.\n\n\nIt snowed.", &[(Role::Body, "It rained."), (Role::Body, "It snowed.")]);
        check("It rained.\nIt snowed.", &[(Role::Body, "It rained."), (Role::Body, "It snowed.")]);
        check(
            "It rained.\r\nIt snowed.\rIt hailed.",
            &[(Role::Body, "It rained."), (Role::Body, "It snowed."), (Role::Body, "It hailed.")],
        );
        check(
            "It rained.\u{2029}It snowed.\u{c}It hailed.",
            &[(Role::Body, "It rained."), (Role::Body, "It snowed."), (Role::Body, "It hailed.")],
        );
    }

    #[test]
    fn hard_wraps_are_joined() {
        check(WRAPPED, &[(Role::Body, WRAPPED)]);
        let twice = format!("{WRAPPED}\n{WRAPPED}");
        check(&twice, &[(Role::Body, WRAPPED), (Role::Body, WRAPPED)]);
        let crlf = WRAPPED.replace('\n', "\r\n");
        check(&crlf, &[(Role::Body, &crlf)]);
        let link = "The report, which was first seen by the\npaper in Oslo\n, said little.";
        check(link, &[(Role::Body, link)]);
    }

    #[test]
    fn a_bar_below_a_title_is_not_joined() {
        let title = "The council met on Monday and talked";
        let text = format!("{title}\nposted by ana · 3 June · 👁 12\n\nIt rained.");
        check_with_title(&text, Some(title), &[(Role::Title, title), (Role::Body, "It rained.")]);
    }

    #[test]
    fn headlines_in_a_column_are_not_joined() {
        let text = "Mayor opens the new bridge over the river after years of work\n\
                    Ferry crews go on strike again and the islands are cut off now\n\
                    Council finds money for schools but not for the public library";
        assert_eq!(paragraphs(text, &[], None, &[]).len(), 3);
    }

    #[test]
    fn titles_are_found() {
        let text = "Rain in Oslo\n\nIt rained in Oslo on Monday, and nobody was surprised.";
        check(
            text,
            &[
                (Role::Title, "Rain in Oslo"),
                (Role::Body, "It rained in Oslo on Monday, and nobody was surprised."),
            ],
        );
        check_with_title(
            "Notes\n\n‘Rain’ in Oslo!\n\nIt rained.",
            Some("'Rain' in Oslo"),
            &[(Role::Body, "Notes"), (Role::Title, "‘Rain’ in Oslo!"), (Role::Body, "It rained.")],
        );
        check(
            "It rained.\n\nIt snowed for a week after that.",
            &[(Role::Body, "It rained."), (Role::Body, "It snowed for a week after that.")],
        );
    }

    #[test]
    fn headings_are_found() {
        check(
            "It rained.\n\nThe day after\n\nIt snowed for a week after that.\n\n## Later\n\nIt hailed.",
            &[
                (Role::Body, "It rained."),
                (Role::Heading, "The day after"),
                (Role::Body, "It snowed for a week after that."),
                (Role::Heading, "## Later"),
                (Role::Body, "It hailed."),
            ],
        );
    }

    #[test]
    fn items_are_paragraphs() {
        check(
            "It rained:\n- in Oslo\n* in Bergen\n• in Hamar\n1. all day\na) all night\n(ii) and more",
            &[
                (Role::Body, "It rained:"),
                (Role::List, "- in Oslo"),
                (Role::List, "* in Bergen"),
                (Role::List, "• in Hamar"),
                (Role::List, "1. all day"),
                (Role::List, "a) all night"),
                (Role::List, "(ii) and more"),
            ],
        );
        let item = "- The council met on Monday and spoke about\n  the bridge.";
        check(item, &[(Role::List, item)]);
    }

    #[test]
    fn tables_and_quotations_stay_whole() {
        let table = "| Town | Rain |\n|---|---|\n| Oslo | 12 |";
        check(
            &format!("It rained.\n\n{table}\n\nIt snowed."),
            &[(Role::Body, "It rained."), (Role::Table, table), (Role::Body, "It snowed.")],
        );
        let titled = "Rain by town, in millimetres:\nTown\tRain\nOslo\t12";
        check(&format!("It rained.\n{titled}"), &[(Role::Body, "It rained."), (Role::Table, titled)]);
        check("Town\tRain\nOslo\t12", &[(Role::Table, "Town\tRain\nOslo\t12")]);
        check("Town    Rain\nOslo      12", &[(Role::Table, "Town    Rain\nOslo      12")]);
        check(
            "It rained.  It snowed.\nIt hailed.  It froze.",
            &[(Role::Body, "It rained.  It snowed."), (Role::Body, "It hailed.  It froze.")],
        );
        check("> It rained\n> all day.", &[(Role::Quote, "> It rained\n> all day.")]);
        let dashed =
            ["Oslo", "Bergen", "Hamar"].map(|town| format!("{town} – dry since 2019 – saw that it rained."));
        let found = paragraphs(&dashed.join("\n\n"), &[], None, &[]);
        assert!(found.len() == 3 && found.iter().all(|paragraph| paragraph.role == Role::Body));
        let loose = "Town – 2031 – 2032\n\nOslo – 12 – 9\n\nBergen – 8 – 7";
        check(loose, &[(Role::Table, loose)]);
    }

    #[test]
    fn captions_are_found() {
        let captions = [
            "FILE PHOTO: A crane stands in the harbour of Oslo.",
            "[Photo: A crane stands in the harbour of Oslo. Orla Press/Jane Doe]",
            "A crane stands in the harbour of Oslo. (Jane Doe/Reuters)",
            "A crane stands in the harbour of Oslo, May 5, 2020. (AP Photo/Jane Doe)",
        ];
        for caption in captions {
            check(caption, &[(Role::Caption, caption)]);
        }
    }

    #[test]
    fn what_the_page_sets_as_a_caption_is_one() {
        let text = "It rained.\n\nA crane stands in Oslo.\n\nIt snowed.";
        let roles = |captions: &[Span]| {
            let found = paragraphs(text, &[], None, captions);
            found.iter().map(|paragraph| paragraph.role).collect::<Vec<_>>()
        };
        assert_eq!(roles(&[Span::new(12, 35)]), [Role::Body, Role::Caption, Role::Body]);
        assert_eq!(roles(&[Span::new(0, 3), Span::new(14, 35)]), [Role::Body; 3]);
        assert_eq!(roles(&[]), [Role::Body; 3]);
    }

    #[test]
    fn a_stretch_removed_in_part_falls_into_pieces() {
        let text = "It rained. Then it snowed.";
        let removed = [Removed { span: Span::new(11, 15), reason: "given" }];
        let pieces: Vec<&str> =
            paragraphs(text, &removed, None, &[]).iter().map(|piece| piece.span.of(text)).collect();
        assert_eq!(pieces, ["It rained.", "it snowed."]);
    }

    #[test]
    fn a_long_text_without_line_ends_takes_linear_time() {
        let units = [
            "It rained in Oslo. ",
            "(((",
            "|",
            "= ",
            "a\n",
            "\r\n>",
            "By Jane Doe\n",
            "ENDS\n",
            "More from Jane | a: b | c\n",
        ];
        let repeated = "It rained in Oslo and in Bergen all day.\n";
        for unit in units.into_iter().chain([repeated]) {
            let text = unit.repeat(1_000_000 / unit.len());
            let found = paragraphs(&text, &residue(&text, None), None, &[]);
            crate::clean::attributions(&text, &found);
        }
    }

    fn covers_once(text: &str, title: Option<&str>) -> bool {
        let removed = residue(text, title);
        let found = paragraphs(text, &removed, title, &[]);
        let mut spans: Vec<Span> = found.iter().map(|paragraph| paragraph.span).collect();
        spans.extend(removed.iter().map(|removed| removed.span));
        let sorted = found.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start());
        spans.sort();
        let disjoint = spans.windows(2).all(|pair| pair[0].end() <= pair[1].start());
        let trimmed = spans.iter().all(|span| !span.is_empty() && span.of(text).trim() == span.of(text));
        let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let covered: usize = spans.iter().map(|span| count(span.of(text))).sum();
        sorted && disjoint && trimmed && covered == count(text)
    }

    proptest! {
        #[test]
        fn every_character_lies_in_one_span(text in "(\\PC|[ \n\r\t|>#*.\u{2028}\u{2029}\u{85}\u{0c}\0\u{301}]|Share this\n|It rained.|\n\n- |a b c){0,90}", title in proptest::option::of("[a-z ]{0,9}")) {
            prop_assert!(covers_once(&text, title.as_deref()));
        }

        #[test]
        fn every_character_of_any_text_lies_in_one_span(text in any::<String>()) {
            prop_assert!(covers_once(&text, None));
        }
    }
}
