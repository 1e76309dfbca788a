//! Lines that no cue condemns, but which stand together as no paragraphs do: headlines of other texts in a
//! row between two paragraphs, topics below the last, titles of videos beside their running time.
//!
//! What a colon or a heading announces is a list of the article, so it stays.

use super::line::{Line, is_capitalised};
use super::lines::Shape;
use super::voice::Place;

/// A headline has as many words.
const FEWEST_HEADLINE_WORDS: usize = 5;
/// A longer line is a paragraph that lost its stop.
const MOST_HEADLINE_WORDS: usize = 20;
/// So many in a row are no headings.
const FEWEST_HEADLINES: usize = 2;
/// Among so many lines around a row of headlines, more that no stop closes make a list of the article.
const N_LINES_AROUND: usize = 6;
const MOST_OPEN_LINES: usize = 3;
/// Highlights stand among so many lines.
const N_LINES_BACK: usize = 4;
/// More in a row are a list of the article.
const MOST_HEADLINES: usize = 6;
/// Above the first sentence a title and its summary stand in a row, too.
const FEWEST_HEADLINES_ABOVE: usize = 3;
/// A caption that no credit closes has as many words; fewer may be a heading.
const FEWEST_CAPTION_WORDS: usize = 7;
/// A topic has no more words.
const MOST_TOPIC_WORDS: usize = 4;
/// More lines in a row are a list.
const MOST_TOPICS: usize = 15;
/// What tells nothing of the lines beside it.
const UNSURE: [&str; 2] = ["rule", "duplicate"];
/// What stands beside the title of an entry.
const OPENING: [&str; 2] = ["byline", "date"];
/// More headlines than this are what the article is about.
const MOST_HEADLINES_OF_PAGE: usize = 12;

/// The headlines of other texts that stand in a row, as indices.
pub(super) fn headlines(
    lines: &[Line],
    reasons: &[Option<&str>],
    n_above: usize,
    title: Option<usize>,
) -> Vec<usize> {
    let stays = |index: usize| reasons[index].is_none() && title != Some(index);
    let is_step = |index: usize| stays(index) && lines[index].may_stand_in_row();
    let reason =
        |index: usize| reasons.get(index).copied().flatten().filter(|reason| !UNSURE.contains(reason));
    let (mut found, mut from) = (Vec::new(), title.map_or(n_above, |title| title + 1).max(1));
    while from < lines.len() {
        let to = (from..lines.len()).find(|&index| !is_step(index)).unwrap_or(lines.len());
        let (run, above, below) = (&lines[from..to], reason(from - 1), reason(to));
        let n_headlines = run.iter().filter(|line| line.is_headline()).count();
        let before = &lines[from - 1];
        let parted = above.is_some() || (before.ends_sentence && !before.original.ends_with('?'));
        let goes_on =
            |at: usize| lines.get(at).is_none_or(|next| reasons[at].is_some() || next.ends_sentence);
        let heads = lines.get(to).is_some_and(|next| next.n_words < FEWEST_HEADLINE_WORDS) && goes_on(to + 1);
        let enclosed = above.is_some() && below.is_some();
        let opens = [above, below].into_iter().flatten().any(|reason| OPENING.contains(&reason));
        let fits = if from < n_above {
            enclosed && n_headlines >= FEWEST_HEADLINES && run.len() >= FEWEST_HEADLINES_ABOVE
        } else if n_headlines >= FEWEST_HEADLINES {
            let sure = run.iter().all(|line| line.is_headline() || line.is_signer());
            let titled = run.iter().all(|line| line.is_title_case() || line.is_signer());
            let signed = run.iter().any(|line| line.is_signer());
            let apart = above.is_some() || below.is_some() || titled || signed;
            enclosed || (sure && parted && apart && (goes_on(to) || heads))
        } else {
            // One alone is a title of something, unless the page stands on both sides or a video plays.
            let plays = (above.is_some() && before.is_running_time())
                || (below.is_some() && lines[to].is_running_time());
            let long = run.first().is_some_and(|line| line.n_words >= FEWEST_CAPTION_WORDS);
            run.len() == 1 && n_headlines == 1 && (plays || (enclosed && !opens && long))
        };
        let sums_up = lines[from.saturating_sub(N_LINES_BACK)..from].iter().any(Line::opens_summary);
        let beside = from.saturating_sub(N_LINES_AROUND)..(to + N_LINES_AROUND).min(lines.len());
        let is_open = |at: &usize| stays(*at) && !(from..to).contains(at) && !lines[*at].ends_sentence;
        let in_list = || beside.filter(is_open).count() > MOST_OPEN_LINES;
        if fits && run.len() <= MOST_HEADLINES && !is_list(run) && !sums_up && !in_list() {
            found.extend(from..to);
        }
        from = to + 1;
    }
    if found.len() <= MOST_HEADLINES_OF_PAGE { found } else { Vec::new() }
}

/// Whether lines are alike, as entries of a list are: two open with the same word, set it off with a colon or count.
fn is_list(run: &[Line]) -> bool {
    let opening = |line: &Line| line.folded.split(' ').next().unwrap_or_default().to_string();
    let alike = |index: usize| run[..index].iter().any(|line| opening(line) == opening(&run[index]));
    let n_labelled = run.iter().filter(|line| line.original.contains(": ")).count();
    let n_numbered = run.iter().filter(|line| line.folded.contains('9')).count();
    n_labelled > 1 || n_numbered > 1 || (1..run.len()).any(alike)
}

/// The topics below the article: short names in a row beside a line of the page, as indices.
pub(super) fn topics(lines: &[Line], reasons: &[Option<&str>], below: usize) -> Vec<usize> {
    let is_topic = |index: usize| reasons[index].is_none() && lines[index].is_topic();
    let gone = |index: usize| {
        reasons.get(index).is_some_and(|reason| reason.is_some_and(|reason| !UNSURE.contains(&reason)))
    };
    let (mut found, mut from) = (Vec::new(), below);
    while from < lines.len() {
        let to = (from..lines.len()).find(|&index| !is_topic(index)).unwrap_or(lines.len());
        let gone_before = from > 0 && gone(from - 1);
        let listed = lines.get(to).is_some_and(|next| reasons[to].is_none() && !next.ends_sentence);
        let announced = listed || !gone_before && from > 0 && !lines[from - 1].ends_sentence;
        if to > from && to - from <= MOST_TOPICS && !announced && (gone_before || gone(to)) {
            found.extend(from..to);
        }
        from = to + 1;
    }
    found
}

impl Line<'_> {
    /// A line that no stop closes, too long for a heading.
    pub(super) fn is_headline(&self) -> bool {
        self.shape == Shape::Plain
            && !self.wrapped
            && (FEWEST_HEADLINE_WORDS..=MOST_HEADLINE_WORDS).contains(&self.n_words)
            && !self.ends_sentence
            && !self.original.ends_with([':', ',', ';', '-', '–', '—', '"', '”', ']'])
            && !self.original.starts_with(['"', '“', '(', '['])
            && (!self.original.contains(". ") || self.is_title_case())
            && self.original.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "'‘".contains(c))
            && self.original.contains(char::is_lowercase)
            && !["and ", "but ", "or ", "so ", "just "].iter().any(|joint| self.folded.starts_with(joint))
            && !self.is_post()
            && !self.is_caption()
    }

    /// "1:38", "02:17 - Source: Orla TV": how long a video lasts.
    fn is_running_time(&self) -> bool {
        let first = self.original.split(' ').next().unwrap_or_default();
        self.n_words < FEWEST_HEADLINE_WORDS
            && !self.ends_sentence
            && first.contains(':')
            && first.chars().all(|c| c.is_ascii_digit() || c == ':')
    }

    /// "Story highlights": what follows sums up the article.
    fn opens_summary(&self) -> bool {
        ["story highlights", "highlights", "key points", "key takeaways", "in short"]
            .iter()
            .any(|label| self.folded.starts_with(label))
    }

    /// A headline, or what may stand among such.
    fn may_stand_in_row(&self) -> bool {
        let short = || {
            self.n_words == FEWEST_HEADLINE_WORDS - 1
                && self.shape == Shape::Plain
                && !self.ends_sentence
                && !self.original.ends_with([':', ','])
                && is_capitalised(self.original)
        };
        self.is_headline() || self.is_signer() || short()
    }

    /// A name among headlines: "Jane Doe", "The Orla Star news desk".
    fn is_signer(&self) -> bool {
        self.is_name() || (self.n_words <= 7 && !self.ends_sentence && self.folded.ends_with(" desk"))
    }

    /// "Harbour fees", "International law".
    fn is_topic(&self) -> bool {
        self.shape == Shape::Plain
            && self.n_words <= MOST_TOPIC_WORDS
            && !self.ends_sentence
            && !self.original.contains([':', ',', ';'])
            && !self.is_quoted()
            && self.original.starts_with(char::is_alphabetic)
            && is_capitalised(self.original)
            && !self.folded.contains('9')
            && self.voice(Place::Within).is_none()
    }
}
