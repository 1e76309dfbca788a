//! Text → lines → stretches: the runs of lines that stand or fall together.
//!
//! A hard-wrapped paragraph is one thought on many lines, so `clean` must not judge its lines one by one
//! and `split` must not cut it there. Both rooms therefore start from the same stretches.

use super::patterns;
use crate::types::Span;

/// What the first characters of a line say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing special.
    Plain,
    /// A list item: it opens with a bullet, a number or a letter.
    Item,
    /// A row of a table, beside another row.
    Row,
    /// A markdown block quotation.
    Quote,
    /// A markdown heading.
    Heading,
    /// No letter and no digit.
    Rule,
}

/// One line or several that a hard wrap, a table or a quotation holds together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    /// Its text, without the space around it; never empty.
    pub(crate) span: Span,
    /// The shape of its first line.
    pub(crate) shape: Shape,
}

struct Line {
    span: Span,
    shape: Shape,
    /// In characters, with the indent; only its order of size matters for very long lines.
    width: usize,
    indent: usize,
    /// Whether a blank line or a page break stands before it.
    after_gap: bool,
    ends_sentence: bool,
}

/// Widths at which people and programs wrap text, in characters.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 45..=110;
/// A shorter line is not taken for the first half of a wrapped sentence.
const SHORTEST_OPEN_LINE: usize = 20;
/// A longer bracket at the end of a line holds a sentence, not a source; in bytes.
const LONGEST_STAMP: usize = 80;
/// What stands between the pieces of a menu.
pub(super) const BARS: [char; 7] = ['|', '·', '•', '›', '»', '→', '➜'];
/// A byline below a title has no more words.
const MOST_NAME_WORDS: usize = 6;
/// The title of a table has no more words.
const MOST_TABLE_TITLE_WORDS: usize = 25;
/// Rows that blank lines or dashes keep apart are a table where so many follow each other.
const FEWEST_LOOSE_ROWS: usize = 3;
/// And where they have as many cells.
const FEWEST_LOOSE_CELLS: usize = 3;
/// A longer cell of theirs is a part of a sentence; in bytes.
const LONGEST_CELL: usize = 50;
const BULLETS: [&str; 12] = ["- ", "* ", "+ ", "• ", "•", "· ", "◦ ", "▪ ", "● ", "⦁ ", "‣ ", "▸ "];

/// The stretches of a text in order: disjoint, trimmed, and together they hold every non-space character.
pub(crate) fn stretches(text: &str) -> Vec<Stretch> {
    let lines = lines(text);
    let joined = joins(text, &lines);
    let mut found: Vec<Stretch> = Vec::new();
    for (line, joins) in lines.iter().zip(joined) {
        match found.last_mut() {
            Some(last) if joins => {
                last.span = Span::new(last.span.start(), line.span.end());
                last.shape = if line.shape == Shape::Row { Shape::Row } else { last.shape };
            }
            _ => found.push(Stretch { span: line.span, shape: line.shape }),
        }
    }
    found
}

/// Whether a line ends as a sentence does, quotation marks, brackets and a source stamp aside.
pub(crate) fn ends_sentence(line: &str) -> bool {
    stops(line) || before_bracket(line).is_some_and(stops)
}

fn stops(line: &str) -> bool {
    let is_closer = |c: char| "\"'”’»)]*_".contains(c) || c.is_whitespace();
    line.trim_end_matches(is_closer).ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'])
}

/// What stands before a short bracket at the end of a line: "It rained. (Reuters)".
fn before_bracket(line: &str) -> Option<&str> {
    let open = line.strip_suffix([')', ']'])?.rfind(['(', '['])?;
    (open > 0 && line.len() - open <= LONGEST_STAMP).then(|| &line[..open])
}

/// The number of words between white space.
pub(crate) fn n_words(line: &str) -> usize {
    line.split_whitespace().count()
}

fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let (mut start, mut n_breaks) = (0, 2);
    while start <= text.len() {
        let rest = &text[start..];
        let end = rest.find(is_break).unwrap_or(rest.len());
        if let Some(line) = line(text, start, start + end, n_breaks > 1) {
            found.push(line);
            n_breaks = 0;
        }
        let mut after = rest[end..].chars();
        n_breaks += match after.next() {
            Some('\u{c}' | '\u{2029}') => 2,
            Some('\r') if after.as_str().starts_with('\n') => {
                after.next();
                1
            }
            Some(_) => 1,
            None => break,
        };
        start = text.len() - after.as_str().len();
    }
    confirm_rows(text, &mut found);
    close_tables(text, &mut found);
    found
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn line(text: &str, start: usize, end: usize, after_gap: bool) -> Option<Line> {
    let whole = &text[start..end];
    let indent = whole.len() - whole.trim_start().len();
    let trimmed = whole.trim();
    let span = Span::within(text, start + indent, start + indent + trimmed.len())?;
    let width = indent + if trimmed.len() > 400 { trimmed.len() } else { trimmed.chars().count() };
    let ends_sentence = ends_sentence(trimmed);
    Some(Line { span, shape: shape(trimmed), width, indent, after_gap, ends_sentence })
}

fn shape(line: &str) -> Shape {
    if line.starts_with('>') {
        Shape::Quote
    } else if is_heading(line) {
        Shape::Heading
    } else if n_cells(line) > 1 {
        Shape::Row
    } else if !line.chars().any(char::is_alphanumeric) {
        Shape::Rule
    } else if is_item(line) {
        Shape::Item
    } else {
        Shape::Plain
    }
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    let n_marks = line.len() - rest.len();
    (1..=6).contains(&n_marks) && rest.starts_with(' ')
}

fn is_item(line: &str) -> bool {
    BULLETS.iter().any(|bullet| line.starts_with(bullet)) || has_marker(line)
}

/// Whether the line opens with `1.`, `12)`, `a)` or `(iv)` and a space.
fn has_marker(line: &str) -> bool {
    let bare = line.strip_prefix('(').unwrap_or(line);
    let cut = bare.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(bare.len());
    let (label, rest) = bare.split_at(cut);
    let numeric = label.bytes().all(|byte| byte.is_ascii_digit());
    let roman = label.bytes().all(|byte| b"ivx".contains(&byte));
    let short = label.len() == 1 || (numeric && label.len() <= 3) || (roman && label.len() <= 4);
    let after = match rest.strip_prefix('.') {
        Some(after) if numeric && bare.len() == line.len() => after,
        _ => rest.strip_prefix(')').unwrap_or_default(),
    };
    !label.is_empty() && short && after.starts_with(char::is_whitespace)
}

/// How many cells a line would have as a row of a table.
fn n_cells(line: &str) -> usize {
    if is_item(line) && !line.contains('|') {
        return 1;
    }
    if line.contains('\t') {
        parted(line, "\t").count()
    } else if line.contains('|') {
        parted(line, "|").count()
    } else if line.len() <= 160 {
        n_aligned_cells(line)
    } else {
        1
    }
}

/// Cells that two or more spaces keep apart; typists also put two spaces after a sentence, so that is no cell.
fn n_aligned_cells(line: &str) -> usize {
    let (mut n_found, mut after_stop) = (0, false);
    for cell in parted(line, "  ") {
        if after_stop || cell.len() > 50 {
            return 1;
        }
        after_stop = cell.ends_with(['.', '!', '?', ':', ';', ',', '"', '”']);
        n_found += 1;
    }
    n_found
}

/// One row alone is no table, nor are rows of different lengths unless they open with a bar:
/// "Analysis | The week ahead" is a line with a bar in it.
fn confirm_rows(text: &str, lines: &mut [Line]) {
    let cells = |line: &Line| match line.shape {
        Shape::Row if line.span.of(text).starts_with('|') => usize::MAX,
        Shape::Row => n_cells(line.span.of(text)),
        _ => 0,
    };
    let rows: Vec<usize> = lines.iter().map(cells).collect();
    for index in 0..lines.len() {
        let beside_previous = index > 0 && rows[index - 1] == rows[index] && !lines[index].after_gap;
        let beside_next = rows.get(index + 1) == Some(&rows[index]) && !lines[index + 1].after_gap;
        if rows[index] > 0 && !beside_previous && !beside_next {
            let line = lines[index].span.of(text);
            lines[index].shape = if is_item(line) { Shape::Item } else { Shape::Plain };
        }
    }
}

/// Rows of numbers below a header, with a blank line between them or dashes between their cells, are one table.
fn close_tables(text: &str, lines: &mut [Line]) {
    let columns = |line: &Line| {
        let (shape, line) = (line.shape, line.span.of(text));
        let cells = cells(line);
        let holds_digit = |cell: &&str| cell.bytes().any(|byte| byte.is_ascii_digit());
        let n_numbers = cells.iter().skip(1).filter(|cell| holds_digit(cell)).count();
        // "3 comments"; a header may well be a word that is a button elsewhere.
        let counts = |cell: &str| cell.contains(char::is_alphabetic) && cell.contains(char::is_numeric);
        let is_cue = |cell: &str| counts(cell) && patterns::is_cue_alone(cell);
        let is_cell = |cell: &&str| cell.len() <= LONGEST_CELL && !stops(cell) && !is_cue(cell);
        let fits = matches!(shape, Shape::Plain | Shape::Row) && cells.iter().all(is_cell);
        (if fits { cells.len() } else { 1 }, n_numbers * 2 >= cells.len().saturating_sub(1))
    };
    let rows: Vec<(usize, bool)> = lines.iter().map(columns).collect();
    let mut from = 0;
    while from < rows.len() {
        let (n_columns, _) = rows[from];
        let goes_on = |&(n_cells, counts): &(usize, bool)| n_cells == n_columns && counts;
        let n_rows = 1 + rows[from + 1..].iter().take_while(|row| goes_on(row)).count();
        if n_columns >= FEWEST_LOOSE_CELLS && n_rows >= FEWEST_LOOSE_ROWS {
            for (order, line) in lines[from..from + n_rows].iter_mut().enumerate() {
                line.shape = Shape::Row;
                line.after_gap &= order == 0;
            }
        }
        from += n_rows;
    }
}

/// The cells of a line as a row of a loose table; one where nothing parts them.
fn cells(line: &str) -> Vec<&str> {
    let joint = ["\t", "|", " – ", " — ", "  "].into_iter().find(|joint| line.contains(joint));
    match joint {
        Some(joint) if !is_item(line) => parted(line, joint).collect(),
        _ => vec![line],
    }
}

/// What stands between the joints of a line, without the space around it; nothing that is empty.
fn parted<'a>(line: &'a str, joint: &'a str) -> impl Iterator<Item = &'a str> {
    line.split(joint).map(str::trim).filter(|cell| !cell.is_empty())
}

/// For every line, whether it goes on from the line before.
fn joins(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut joined = vec![false; lines.len()];
    let blocks = blocks(lines);
    let pages: Vec<&[Line]> = blocks.iter().map(|&(from, to)| &lines[from..to]).collect();
    let usual = wrap_width(text, &pages);
    for (&(from, to), page) in blocks.iter().zip(&pages) {
        let own = if page.len() > 2 { wrap_width(text, &[page]) } else { None };
        let width = own.or(usual);
        for index in from + 1..to {
            let (previous, next) = (&lines[index - 1], &lines[index]);
            joined[index] = match (previous.shape, next.shape) {
                (Shape::Quote, Shape::Quote) | (Shape::Row, Shape::Row) => true,
                (Shape::Plain, Shape::Row) => !joined[index - 1] && is_table_title(text, previous),
                (Shape::Plain | Shape::Item, Shape::Plain) => {
                    goes_on(text, previous, next)
                        || width.is_some_and(|width| wraps(text, previous, next, width))
                }
                // "on June\n12. The mayor": a number that opens a wrapped line is no item.
                (Shape::Plain, Shape::Item) => {
                    let open = !previous.ends_sentence && !previous.span.of(text).ends_with(':');
                    open && width.is_some_and(|width| wraps(text, previous, next, width))
                }
                _ => false,
            };
        }
    }
    joined
}

/// The runs of lines without a gap, as ranges of indices.
fn blocks(lines: &[Line]) -> Vec<(usize, usize)> {
    let starts: Vec<usize> = (0..lines.len()).filter(|&index| index == 0 || lines[index].after_gap).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().copied().zip(ends).collect()
}

/// A line right above a table that leads on to it: "Rain in millimetres", "Turnout by town:".
fn is_table_title(text: &str, line: &Line) -> bool {
    let title = line.span.of(text);
    !line.ends_sentence && n_words(title) <= MOST_TABLE_TITLE_WORDS && !patterns::is_cue_alone(title)
}

/// A sentence that is still open goes on in lower case, unless the next line is a cue of its own;
/// a line that opens with a comma was cut off from a link.
fn goes_on(text: &str, previous: &Line, next: &Line) -> bool {
    let (before, after) = (previous.span.of(text), next.span.of(text));
    let open = !previous.ends_sentence && previous.width >= SHORTEST_OPEN_LINE && !before.ends_with(':');
    let is_menu = || after.matches(BARS).count() > 1;
    let cues = || {
        is_menu() || opens_byline(after) || patterns::is_cue_alone(before) || patterns::is_cue_alone(after)
    };
    after.starts_with([',', ';', ')']) || (open && after.starts_with(char::is_lowercase) && !cues())
}

/// "by Jane Doe" below a title that no full stop ends.
fn opens_byline(line: &str) -> bool {
    let Some(names) = line.strip_prefix("by") else { return false };
    let first = names.split_whitespace().next().unwrap_or_default();
    let named = names.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word == "and");
    n_words(names) <= MOST_NAME_WORDS && first.len() > 1 && named && !ends_sentence(line)
}

/// Whether a wrap at `width` explains the line break: the next word no longer fitted.
fn wraps(text: &str, previous: &Line, next: &Line, width: usize) -> bool {
    let first_word = next.span.of(text).split_whitespace().next().unwrap_or_default();
    let fitted = previous.width + 1 + first_word.chars().count() <= width;
    !fitted && previous.width <= width && next.indent <= previous.indent + 1
}

/// The width at which these blocks are wrapped, if they are.
///
/// In wrapped text nearly every line is full or ends a sentence, and most full lines stop in mid-sentence;
/// a column of headlines has full lines too, but they begin with capitals.
fn wrap_width(text: &str, blocks: &[&[Line]]) -> Option<usize> {
    let several = || blocks.iter().filter(|block| block.len() > 1);
    let width = several().flat_map(|block| block.iter()).map(|line| line.width).max();
    let width = width.filter(|width| WRAP_WIDTHS.contains(width))?;
    let (mut n_full, mut n_open, mut n_lower, mut n_loose) = (0, 0, 0, 0);
    for pair in several().flat_map(|block| block.windows(2)).filter(|pair| pair[1].shape == Shape::Plain) {
        let full = wraps(text, &pair[0], &pair[1], width);
        let open = full && !pair[0].ends_sentence;
        n_full += usize::from(full);
        n_open += usize::from(open);
        n_lower += usize::from(open && !pair[1].span.of(text).starts_with(char::is_uppercase));
        n_loose += usize::from(!full && !pair[0].ends_sentence);
    }
    let wrapped = n_open >= 2 && n_open * 2 >= n_full && n_lower * 2 >= n_open && n_loose * 8 <= n_full;
    wrapped.then_some(width)
}
