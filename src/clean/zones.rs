//! The two ends of a page: what stands there between lines that go, goes too.
//!
//! Above the article a page sets its name, its sections, who wrote and where, on short lines of their own.
//! Below it come lists without end. No table knows all these names, but their neighbours give them away.

use super::line::Line;
use super::lines::Shape;
use super::voice::Place;
use super::words;

/// What a page says above its article and seldom within it.
const HEADING: [&str; 6] = ["byline", "date", "counter", "share", "navigation", "newsletter"];
/// What goes below the article for reasons that the article's own lines give, too.
const UNSURE: [&str; 3] = ["date", "duplicate", "rule"];
/// A menu has as many lines in a row, and of them so many go by themselves.
const FEWEST_MENU_LINES: usize = 6;
const FEWEST_KNOWN_LINES: usize = 2;
/// What a form or a bar asks for.
const ASKING: [&str; 3] = ["newsletter", "comment", "share"];
/// It has no more lines in a row that say nothing of it.
const MOST_GAP_LINES: usize = 2;
/// Between two offers of subscriptions it has no more that say what they hold.
const MOST_BENEFITS: usize = 5;
/// Such a line has no more words.
const MOST_BENEFIT_WORDS: usize = 16;
/// The head of a page has no more lines.
const MOST_HEAD_LINES: usize = 60;
/// A longer sentence is the article's first, and no standfirst.
const MOST_STANDFIRST_WORDS: usize = 45;
/// A shorter sentence may be the page's.
const FEWEST_BODY_WORDS: usize = 5;
/// The name of a page, at its very top, has no more words.
const MOST_NAME_WORDS: usize = 6;
/// With its sections or its motto behind a bar it has no more.
const MOST_MENU_WORDS: usize = 12;
/// Any other label has no more, if all are capitalised.
const MOST_LABEL_WORDS: usize = 4;
/// Nor this many if they are not.
const MOST_BARE_WORDS: usize = 2;
/// A kept sentence with as many words is the article's, and ends the tail of the page.
const FEWEST_SURE_WORDS: usize = 12;
/// The tail of a page has no more lines.
const MOST_TAIL_LINES: usize = 120;
/// What the tail must outweigh before it takes what it does not know.
const LEAST_TAIL: i32 = 3;
/// A short sentence between two lines of the tail has no more words.
const MOST_TAIL_SENTENCE_WORDS: usize = 14;
/// A teaser has no more words.
const MOST_TEASER_WORDS: usize = 25;

/// Where the head of the page ends: behind the last line of its own above the article's second sentence.
pub(super) fn head(lines: &[Line], reasons: &[Option<&str>], title: Option<usize>) -> usize {
    let above_title = title.filter(|&index| index < MOST_HEAD_LINES).map_or(0, |index| index + 1);
    let (mut end, mut n_sentences) = (above_title, 0);
    for (index, line) in lines.iter().enumerate().take(MOST_HEAD_LINES) {
        match reasons[index] {
            Some(reason) if n_sentences == 0 || HEADING.contains(&reason) => end = end.max(index + 1),
            None if index >= above_title && line.ends_sentence && line.n_words >= FEWEST_BODY_WORDS => {
                n_sentences += 1;
                if n_sentences > 1 || line.n_words > MOST_STANDFIRST_WORDS {
                    break;
                }
            }
            _ => {}
        }
    }
    end
}

/// The labels of the head that stand between lines of the page, as indices.
///
/// A text without its title may open with another form of it, so there only the shortest go.
pub(super) fn labels(
    lines: &[Line],
    reasons: &[Option<&str>],
    end: usize,
    title: Option<usize>,
) -> Vec<usize> {
    let is_label = |index: usize| {
        reasons[index].is_none() && title != Some(index) && lines[index].is_page_label(index, title.is_some())
    };
    let mut found = Vec::new();
    let mut from = 0;
    while from < end {
        let to = (from..end).find(|&index| !is_label(index)).unwrap_or(end);
        let bounded =
            |index: usize| title == Some(index) || reasons.get(index).is_some_and(|reason| reason.is_some());
        let below = from == 0 || bounded(from - 1);
        // One line above the title is its kicker.
        let barred = lines[0].original.contains(" | ") && title == Some(to);
        let kicker =
            from == 0 && !barred && (to == 1 || title.is_none()) && (title == Some(to) || title.is_none());
        if to > from && below && bounded(to) && !kicker {
            found.extend(from..to);
        }
        from = to.max(from) + 1;
    }
    found
}

/// The lines above the title, where the page sets others there too: its name, its mottos, its offers.
///
/// A sentence stays unless the page speaks in it: some outlets set a summary there.
pub(super) fn above_title(lines: &[Line], reasons: &[Option<&str>], title: Option<usize>) -> Vec<usize> {
    let Some(title) = title.filter(|title| (2..MOST_HEAD_LINES).contains(title)) else { return Vec::new() };
    let n_known = reasons[..title].iter().flatten().count();
    let in_body =
        (0..title).any(|index| reasons[index].is_none() && lines[index].is_sure() && !lines[index].speaks());
    let is_page = |&index: &usize| {
        let line = &lines[index];
        let short =
            line.n_words <= MOST_MENU_WORDS && !line.ends_sentence && !line.original.ends_with([':', ',']);
        let motto = line.n_words <= MOST_NAME_WORDS && line.original.ends_with('!');
        let plain = line.shape == Shape::Plain && !line.is_quoted() && !line.wrapped;
        reasons[index].is_none()
            && plain
            && (short || motto || (line.n_words <= MOST_TEASER_WORDS && line.speaks()))
    };
    if n_known == 0 || in_body { Vec::new() } else { (0..title).filter(is_page).collect() }
}

/// The lines of the menus above the article: many short lines in a row, some of which go by themselves.
///
/// The last of a row may be a title or a heading, unless the page's own lines follow it.
pub(super) fn menus(
    lines: &[Line],
    reasons: &[Option<&str>],
    end: usize,
    title: Option<usize>,
) -> Vec<usize> {
    let is_step = |&index: &usize| {
        let line = &lines[index];
        let short = line.n_words <= MOST_LABEL_WORDS && !line.ends_sentence && !line.is_quoted();
        title != Some(index) && (reasons[index].is_some() || (short && line.shape == Shape::Plain))
    };
    let (mut found, mut from) = (Vec::new(), 0);
    while from < end {
        let to = (from..end).find(|index| !is_step(index)).unwrap_or(end);
        let known = |index: &usize| {
            reasons[*index].is_some_and(|reason| HEADING.contains(&reason) || reason == "teaser")
        };
        let n_known = (from..to).filter(known).count();
        let last = (from..to).rev().find(|&index| reasons[index].is_none() && title != Some(to));
        let spared = last.filter(|&last| last + 1 == to);
        if to - from >= FEWEST_MENU_LINES && n_known >= FEWEST_KNOWN_LINES {
            found.extend((from..to).filter(|&index| reasons[index].is_none() && spared != Some(index)));
        }
        from = to + 1;
    }
    found
}

/// The lines between two that ask the same of readers: what a form or a share bar holds beside its cues.
pub(super) fn gaps(lines: &[Line], reasons: &[Option<&str>]) -> Vec<usize> {
    let asks = |index: usize| {
        reasons.get(index).is_some_and(|reason| reason.is_some_and(|reason| ASKING.contains(&reason)))
    };
    let fits = |&index: &usize| {
        let line = &lines[index];
        let level = line.depth() == 0 && !line.is_item() && !matches!(line.shape, Shape::Row | Shape::Quote);
        level && !line.is_quoted() && !line.ends_sentence && line.n_words <= MOST_LABEL_WORDS
    };
    let is_benefit = |&index: &usize| {
        let line = &lines[index];
        !line.is_quoted() && line.n_words <= MOST_BENEFIT_WORDS && line.is_of_web()
    };
    let mut found = Vec::new();
    for from in (1..lines.len()).filter(|&index| reasons[index].is_none() && asks(index - 1)) {
        let benefits = (from..lines.len()).take(MOST_BENEFITS + 1).find(|&index| reasons[index].is_some());
        let offers =
            |to: &usize| reasons[*to] == Some("newsletter") && reasons[from - 1] == Some("newsletter");
        if let Some(to) = benefits.filter(|to| offers(to) && (from..*to).all(|index| is_benefit(&index))) {
            found.extend(from..to);
            continue;
        }
        let to = (from..lines.len()).take(MOST_GAP_LINES + 1).find(|&index| reasons[index].is_some());
        if let Some(to) = to.filter(|&to| {
            asks(to) && reasons[to] == reasons[from - 1] && (from..to).all(|index| fits(&index))
        }) {
            found.extend(from..to);
        }
    }
    found
}

/// The lines that the tail of the page holds beside those that go, as indices.
pub(super) fn tail(
    lines: &[Line],
    reasons: &[Option<&str>],
    n_above: usize,
    title: Option<usize>,
) -> Vec<usize> {
    let first =
        n_above.max(lines.len().saturating_sub(MOST_TAIL_LINES)).max(title.map_or(0, |index| index + 1));
    let (mut sum, mut most, mut from) = (0, 0, lines.len());
    for index in (first..lines.len()).rev() {
        let line = &lines[index];
        let known = reasons[index].is_some_and(|reason| !UNSURE.contains(&reason));
        let is_page = known || (reasons[index].is_none() && line.below(Place::Edge).is_some());
        if !is_page && line.is_sure() {
            break;
        }
        sum += if is_page {
            1
        } else if reasons[index].is_some() {
            0
        } else if line.ends_sentence || line.is_item() {
            -2
        } else {
            -i32::from(line.n_words > MOST_NAME_WORDS)
        };
        if is_page && sum >= most {
            (most, from) = (sum, index);
        }
    }
    if most < LEAST_TAIL {
        return Vec::new();
    }
    let mut gone: Vec<bool> = reasons.iter().map(Option::is_some).collect();
    let mut found = Vec::new();
    for index in (from..lines.len()).rev().filter(|&index| reasons[index].is_none()) {
        let line = &lines[index];
        let above_gone = gone.get(index + 1).is_none_or(|gone| *gone);
        let heads = !above_gone && lines[index + 1].ends_sentence;
        let open = line.may_be_teaser() && line.n_words <= MOST_TEASER_WORDS && !line.is_quoted() && !heads;
        let between = index > 0 && gone[index - 1] && above_gone;
        let short = line.n_words <= MOST_TAIL_SENTENCE_WORDS && between && !line.is_quoted();
        let level = line.depth() == 0 && !line.is_item() && line.shape != Shape::Row;
        if level && (open || short || line.below(Place::Edge).is_some()) {
            gone[index] = true;
            found.push(index);
        }
    }
    found
}

impl Line<'_> {
    /// Whether it may be the name of a page, a section, a person or a place.
    fn is_page_label(&self, index: usize, has_title: bool) -> bool {
        let bare = self.original.trim_matches(|c: char| !c.is_alphanumeric());
        let is_capital = |word: &str| {
            !word.starts_with(char::is_lowercase) || words::BYLINE_WORDS.contains(&word.trim_end_matches(','))
        };
        let joined = [" | ", " · ", " • ", " / ", " // ", " › ", " » ", " + ", " - ", " — ", " – "];
        let most = match index {
            0 if joined.iter().any(|joint| bare.contains(joint)) => {
                return has_title && self.n_words <= MOST_MENU_WORDS;
            }
            0 if has_title => MOST_NAME_WORDS,
            _ => MOST_LABEL_WORDS,
        };
        let named = has_title && self.n_words <= most && bare.split_whitespace().all(is_capital);
        let shape = matches!(self.shape, Shape::Plain | Shape::Rule);
        shape
            && !self.ends_sentence
            && !self.is_quoted()
            && !self.original.ends_with([':', ';', ','])
            && (self.n_words <= MOST_BARE_WORDS || named)
    }

    /// Whether it is surely the article's: a long sentence in which the page does not speak.
    pub(super) fn is_sure(&self) -> bool {
        let long = self.n_words >= FEWEST_SURE_WORDS;
        self.depth() > 0
            || matches!(self.shape, Shape::Row | Shape::Quote)
            || (long
                && !(self.is_cut_off() && self.n_words <= MOST_TEASER_WORDS)
                && (self.ends_sentence || self.n_words > MOST_TEASER_WORDS)
                && self.voice(Place::Edge).is_none())
    }
}
