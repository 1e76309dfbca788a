//! The lines of a page → why each goes: what `line` says of it, what its neighbours say, and where it stands.
//!
//! A page speaks around the article: above its first sentence and below its last. There weaker cues count.

use super::authors::{N_LAST_LINES, biographies, signs};
use super::line::{Line, MOST_TEASER_WORDS};
use super::neighbours::{Zone, spread};
use super::release::handout;
use super::repeats::repeats;
use super::runs::{headlines, topics};
use super::tongues::is_latin;
use super::voice::Place;
use super::zones::{above_title, gaps, head, labels, menus, tail};

/// What stands below the article rather than within it.
const CLOSING: [&str; 5] = ["share", "comment", "newsletter", "navigation", "teaser"];
/// More lines in capitals, close to each other, are the way the text is set.
const MOST_SHOUTED_LINES: usize = 2;
/// An agency signs among so many last lines.
const N_SIGNED_LINES: usize = 4;
/// Far from the end of the page a longer line may be the article's, though the page seems to speak in it.
const MOST_CLOSING_WORDS: usize = 30;
/// More lines than this behind the last sentence are a list of the article.
const MOST_REMNANTS: usize = 4;

/// What is known of a line before anybody looks at it.
pub(super) enum Fate {
    /// The title.
    Stays,
    /// It goes for this reason.
    Goes(&'static str),
    /// It is to be judged.
    Open,
}

/// What the lines above say about the next one.
#[derive(Default)]
struct Above {
    /// Whether a sentence of the article came.
    in_body: bool,
    /// How many lines may still be teasers of the header above.
    n_teasers_left: usize,
    /// Whether the last of them was a list item; then the list's end is theirs.
    in_list: bool,
    /// How deep the header above is, where it is a marked heading; deeper headings are its teasers.
    depth: usize,
}

/// For every line, why it goes; none stays.
pub(super) fn reasons(
    lines: &[Line],
    fate: impl Fn(usize) -> Fate,
    title: Option<usize>,
) -> Vec<Option<&'static str>> {
    let mut above = Above::default();
    let mut reasons = Vec::with_capacity(lines.len());
    let mut n_above = lines.len();
    for (index, line) in lines.iter().enumerate() {
        let leads = line.leads_to_list() && lines.get(index + 1).is_some_and(Line::is_item);
        let reason = match fate(index) {
            _ if leads => None,
            Fate::Stays => None,
            Fate::Goes(reason) => Some(reason),
            Fate::Open => {
                let timed = || index > 0 && lines[index - 1].is_clock() && above.may_hold_news(line);
                let below_header = || (above.may_hold_teaser(line) || timed()).then_some("teaser");
                line.reason()
                    .or_else(|| among(lines, index, above.in_body))
                    .or_else(below_header)
                    .or_else(|| line.voice(if above.in_body { Place::Within } else { Place::Edge }))
            }
        };
        above.pass(line, reason);
        if above.in_body {
            n_above = n_above.min(index + 1);
        }
        reasons.push(reason);
    }
    let end = head(lines, &reasons, title);
    for index in (n_above..end).filter(|&index| matches!(fate(index), Fate::Open)) {
        let line = &lines[index];
        reasons[index] =
            reasons[index].or_else(|| above_cue(line, index, true)).or_else(|| line.voice(Place::Edge));
    }
    for index in above_title(lines, &reasons, title) {
        reasons[index] = Some("navigation");
    }
    for index in foreign(lines, &reasons) {
        reasons[index] = Some("navigation");
    }
    for index in menus(lines, &reasons, end, title) {
        reasons[index] = Some("navigation");
    }
    for index in labels(lines, &reasons, end, title) {
        reasons[index] = Some(if lines[index].is_name() { "byline" } else { "navigation" });
    }
    for index in handout(lines) {
        reasons[index] = reasons[index].or(Some("boilerplate"));
    }
    for index in biographies(lines, &reasons, n_above, end) {
        reasons[index] = Some("byline");
    }
    for index in repeats(lines, &reasons, n_above) {
        reasons[index] = Some("duplicate");
    }
    let below = below(lines, &reasons, n_above);
    for index in below..lines.len() {
        let line = &lines[index];
        reasons[index] = reasons[index]
            .or_else(|| line.below(Place::Within).filter(|_| line.n_words <= MOST_CLOSING_WORDS));
    }
    let zone = |index: usize| match index {
        _ if index < n_above.max(end) => Zone::Above,
        _ if index >= below => Zone::Below,
        _ => Zone::Within,
    };
    spread(lines, &mut reasons, zone);
    for index in headlines(lines, &reasons, n_above, title) {
        reasons[index] = Some("teaser");
    }
    for index in tail(lines, &reasons, n_above, title) {
        reasons[index] = lines[index].below(Place::Edge).or(Some("teaser"));
    }
    spread(lines, &mut reasons, zone);
    for index in topics(lines, &reasons, below) {
        reasons[index] = Some("navigation");
    }
    let last = (n_above.min(lines.len())..lines.len()).rev().find(|&index| reasons[index].is_none());
    if let Some(index) = last.filter(|&index| lines[index].is_sign_off()) {
        reasons[index] = Some("source");
    }
    for index in gaps(lines, &reasons) {
        reasons[index] = reasons[index - 1];
    }
    for index in remnants(lines, &reasons, n_above) {
        reasons[index] = Some("teaser");
    }
    for index in (0..lines.len()).filter(|&index| matches!(fate(index), Fate::Stays)) {
        reasons[index] = None;
    }
    reasons
}

impl Above {
    fn may_hold_teaser(&self, line: &Line) -> bool {
        let level = line.depth() == 0 || (self.depth > 0 && line.depth() > self.depth);
        let reads = line.may_be_teaser() || (self.in_list && line.asks());
        self.n_teasers_left > 0 && level && reads && (line.is_item() || !self.in_list)
    }

    /// The same for what stands below an hour, as in a feed of news; there full stops end headlines, too.
    fn may_hold_news(&self, line: &Line) -> bool {
        self.n_teasers_left > 0 && line.n_words <= MOST_TEASER_WORDS
    }

    fn pass(&mut self, line: &Line, reason: Option<&str>) {
        self.in_body |= reason.is_none() && line.ends_sentence;
        let header = reason.and_then(|_| line.n_teasers_below());
        self.in_list = reason.is_some() && header.is_none() && line.is_item() && self.n_teasers_left > 0;
        if header.is_some() {
            self.depth = line.depth();
        }
        self.n_teasers_left = match (reason, header) {
            (None, _) => 0,
            (_, Some(n_teasers)) => n_teasers,
            _ if self.in_list || line.depth() > 0 => self.n_teasers_left,
            _ => self.n_teasers_left.saturating_sub(1),
        };
    }
}

/// Why a line goes that would stay if it stood alone.
fn among(lines: &[Line], index: usize, in_body: bool) -> Option<&'static str> {
    let line = &lines[index];
    let previous = index.checked_sub(1).map(|index| &lines[index]);
    let next = lines.get(index + 1);
    let beside = || [previous, next].into_iter().flatten();
    let shouts_at = |at: usize| lines.get(at).is_some_and(Line::shouts);
    let n_shouting = || (index.saturating_sub(2)..index + 3).filter(|&at| shouts_at(at)).count();
    let shouts_alone = || in_body && line.shouts() && n_shouting() <= MOST_SHOUTED_LINES;
    let named = line.is_name()
        && next.is_some_and(|next| next.is_source() || next.is_place() || (!in_body && next.is_date()));
    let heads = |next: &Line| next.may_be_teaser() || next.reason().is_some();
    if line.is_issue() || line.is_initialled() {
        Some("source")
    } else if line.hides_mail() {
        Some("contact")
    } else if line.is_button() && beside().any(Line::is_button) {
        Some("share")
    } else if named || line.is_place() || line.is_sent_from() || (index == 0 && signs(lines)) {
        Some("byline")
    } else if shouts_alone() || (line.is_label() && next.is_none_or(heads)) {
        Some("teaser")
    } else if !in_body {
        above_cue(line, index, next.is_some())
    } else if lines.len() - index <= N_LAST_LINES {
        line.below(Place::Edge)
            .or_else(|| (lines.len() - index <= N_SIGNED_LINES && line.is_sign_off()).then_some("source"))
    } else {
        None
    }
}

/// What the page says above the first sentence of the article.
fn above_cue(line: &Line, index: usize, is_followed: bool) -> Option<&'static str> {
    if line.is_section() || line.is_trail() {
        Some("navigation")
    } else if is_followed && (line.is_dateline() || line.is_stamp()) {
        Some("date")
    } else if is_followed && index > 0 && (line.is_sent() || line.is_posted()) {
        Some("byline")
    } else {
        // The first line of all may be the title, though a name stands behind a bar in it.
        line.edge().or_else(|| if index > 0 { line.among_pieces(false) } else { None })
    }
}

/// The lines without a letter of the page's script.
fn foreign(lines: &[Line], reasons: &[Option<&str>]) -> Vec<usize> {
    let is_button = |&index: &usize| reasons[index].is_none() && lines[index].is_foreign();
    let found: Vec<usize> = (0..lines.len()).filter(is_button).collect();
    if found.is_empty() || !is_latin(lines) { Vec::new() } else { found }
}

/// Where the article is surely over: behind the last line that is its own beyond doubt.
fn below(lines: &[Line], reasons: &[Option<&str>], n_above: usize) -> usize {
    let gone = |index: usize| reasons.get(index).is_none_or(Option::is_some);
    let closes =
        |index: usize| index > 0 && gone(index - 1) && gone(index + 1) && lines[index].closes().is_some();
    let is_sure = |&index: &usize| {
        let line = &lines[index];
        reasons[index].is_none()
            && line.is_sure()
            && !closes(index)
            && !line.asks_for_gifts()
            && line.edge().is_none()
    };
    let last = (0..lines.len())
        .rev()
        .find(is_sure)
        .map_or(lines.len().saturating_sub(N_LAST_LINES), |index| index + 1);
    last.max(n_above).max(lines.len() / 3)
}

/// What is left of the page below the article: a few lines that no full stop ends, behind a line that surely is the page's.
fn remnants(lines: &[Line], reasons: &[Option<&str>], n_above: usize) -> Vec<usize> {
    let stays = |index: usize| reasons[index].is_none();
    let is_body = |&index: &usize| {
        let line = &lines[index];
        stays(index) && (!line.may_be_teaser() || line.depth() > 0 || line.is_item())
    };
    let last_body = (n_above.saturating_sub(1)..lines.len()).rev().find(is_body).unwrap_or(lines.len());
    let closes = |&index: &usize| reasons[index].is_some_and(|reason| CLOSING.contains(&reason));
    let cut = (last_body + 1..lines.len()).find(closes).unwrap_or(lines.len());
    let left: Vec<usize> = (cut..lines.len()).filter(|&index| stays(index)).collect();
    if left.len() <= MOST_REMNANTS { left } else { Vec::new() }
}
