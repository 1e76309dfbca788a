//! The model's word on what is residue: about paragraphs that no cue condemned, and sentences that one did.
//!
//! Cues know the wording of pages that somebody has read, and now and then an article words a sentence so, too.
//! The model has read lines of both kinds and judges a wording that is new. It sees one paragraph at a time, so
//! where that stands is added here. All numbers are log odds, chosen on pages-v1 dev and AllSides articles.

use super::line::Line;
use super::lines::{Shape, ends_sentence, n_words};
use crate::types::{Paragraph, Removed, Role};

/// A paragraph goes from this sum on: of the model's logit and of what follows.
const GOES_FROM: f32 = 3.0;
/// It stands beside what a cue condemned, on either side.
const BESIDE_RESIDUE: f32 = 1.0;
/// It stands behind the article's last full sentence.
const BEHIND_LAST: f32 = 1.5;
/// It ends as a sentence does: what the model doubts in headings is often theirs, in sentences seldom.
const SENTENCE: f32 = 0.3;
/// It is as short as a heading, and nothing of the page stands beside it.
const HEADING: f32 = -0.8;
/// A heading has no more words.
const MOST_HEADING_WORDS: usize = 4;
/// A sentence that a cue condemned stays below this logit.
const STAYS_BELOW: f32 = -1.5;
/// It has as many words.
const FEWEST_PLEA_WORDS: usize = 8;
/// A full sentence of the article has as many words.
const FEWEST_WORDS: usize = 12;
/// The page stands around the article and in a few places within: more stretches of doubtful paragraphs between others
/// are a form of the article's own, such as a time line.
const MOST_STRETCHES: usize = 8;
/// Where the model doubts a larger share of the text, it does not understand it, and nothing goes.
const LARGEST_SHARE: f64 = 0.5;
/// The reason that records give where the model decided.
const REASON: &str = "model";

/// A part of a text that the model was asked about.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Its span and its role, should it stay.
    pub paragraph: Paragraph,
    /// Why a cue condemned it.
    pub condemned: Option<&'static str>,
    /// The model's answer, positive for residue; none where it was not asked or was not taught.
    pub logit: Option<f32>,
}

/// Whether the model may speak for what a cue condemned: a sentence that its own wording condemned, not its place.
pub fn is_plea(text: &str, removed: &Removed) -> bool {
    let whole = removed.span.of(text);
    ends_sentence(whole)
        && n_words(whole) >= FEWEST_PLEA_WORDS
        && Line::of(whole, removed.span, Shape::Plain).reason() == Some(removed.reason)
}

/// For every case, in order, why it goes; none stays. `removed` is what goes in any case, in order.
pub fn verdicts(text: &str, cases: &[Case], removed: &[Removed]) -> Vec<Option<&'static str>> {
    let is_article = |case: &Case| {
        let whole = case.paragraph.span.of(text);
        case.condemned.is_none()
            && case.logit.is_none_or(|logit| logit < 0.0)
            && ends_sentence(whole)
            && n_words(whole) >= FEWEST_WORDS
    };
    let last = cases.iter().rposition(is_article);
    let is_behind = |index: usize| last.is_some_and(|last| index > last);
    let beside = beside_residue(cases, removed);
    let doubtful = |(index, case): (usize, &Case)| {
        let Some(logit) = case.logit.filter(|_| case.condemned.is_none()) else { return false };
        let (whole, beside, behind) = (case.paragraph.span.of(text), beside[index], is_behind(index));
        let is_heading = n_words(whole) <= MOST_HEADING_WORDS && !beside && !behind;
        let odds = [
            (beside, BESIDE_RESIDUE),
            (behind, BEHIND_LAST),
            (ends_sentence(whole), SENTENCE),
            (is_heading, HEADING),
        ];
        let sum = logit + odds.iter().filter(|(holds, _)| *holds).map(|(_, odds)| odds).sum::<f32>();
        sum >= GOES_FROM && !matches!(case.paragraph.role, Role::Title | Role::Table)
    };
    let mut doubtful: Vec<bool> = cases.iter().enumerate().map(doubtful).collect();
    let begins = |&index: &usize| doubtful[index] && (index == 0 || !doubtful[index - 1]);
    if (0..cases.len()).filter(begins).count() > MOST_STRETCHES {
        doubtful.fill(false);
    }
    // Of what no cue condemned; only that is doubted.
    let (mut n_doubted, mut n_open) = (0, 0);
    for (case, &is_doubtful) in cases.iter().zip(&doubtful).filter(|(case, _)| case.condemned.is_none()) {
        let length = case.paragraph.span.len();
        n_open += length;
        n_doubted += if is_doubtful { length } else { 0 };
    }
    if n_doubted as f64 > LARGEST_SHARE * n_open as f64 {
        doubtful.fill(false);
    }
    let verdict = |(case, doubtful): (&Case, bool)| {
        if doubtful { Some(REASON) } else { case.condemned.filter(|_| !case.is_spared()) }
    };
    cases.iter().zip(doubtful).map(verdict).collect()
}

impl Case {
    /// Whether the model speaks for what a cue condemned.
    fn is_spared(&self) -> bool {
        self.condemned.is_some() && self.logit.is_some_and(|logit| logit < STAYS_BELOW)
    }
}

/// For every case, whether what stands right above or below it goes by a cue.
fn beside_residue(cases: &[Case], removed: &[Removed]) -> Vec<bool> {
    let of_cases = cases.iter().enumerate().map(|(index, case)| {
        (case.paragraph.span.start(), Some(index), case.condemned.is_some() && !case.is_spared())
    });
    let of_cues = removed.iter().map(|piece| (piece.span.start(), None, true));
    let mut pieces: Vec<(usize, Option<usize>, bool)> = of_cases.chain(of_cues).collect();
    pieces.sort_unstable_by_key(|&(start, _, _)| start);
    let goes = |at: usize| pieces.get(at).is_some_and(|&(_, _, goes)| goes);
    let mut beside = vec![false; cases.len()];
    for (at, &(_, index, _)) in pieces.iter().enumerate() {
        if let Some(index) = index {
            beside[index] = (at > 0 && goes(at - 1)) || goes(at + 1);
        }
    }
    beside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Span;

    /// Lines with what a cue said of each and the model's logit → those that go, with the reason.
    #[track_caller]
    fn check(lines: &[(&str, Option<&'static str>, f32)], expected: &[(&str, &str)]) {
        let text = lines.iter().map(|(line, _, _)| *line).collect::<Vec<_>>().join("\n");
        let (mut cases, mut removed, mut at) = (Vec::new(), Vec::new(), 0);
        for &(line, condemned, logit) in lines {
            let span = Span::new(at, at + line.len());
            at = span.end() + 1;
            match condemned.map(|reason| Removed { span, reason }) {
                Some(piece) if !is_plea(&text, &piece) => removed.push(piece),
                _ => cases.push(Case {
                    paragraph: Paragraph { span, role: Role::Body },
                    condemned,
                    logit: Some(logit),
                }),
            }
        }
        let verdicts = verdicts(&text, &cases, &removed);
        let gone = cases.iter().zip(verdicts);
        let found: Vec<(&str, &str)> =
            gone.filter_map(|(case, verdict)| Some((case.paragraph.span.of(&text), verdict?))).collect();
        assert_eq!(found, expected);
    }

    const FIRST: &str = "The council of Orla voted on Monday to build the bridge that the flood took away.";
    const LAST: &str = "Nobody knows yet who will pay for it, the mayor told the council on Tuesday.";

    #[test]
    fn what_the_model_is_sure_of_goes() {
        let teaser = "Woman finds letters of 1890 in the wall of her house";
        check(&[(FIRST, None, -4.0), (teaser, None, 3.2), (LAST, None, -4.0)], &[(teaser, "model")]);
        check(&[(FIRST, None, -4.0), (teaser, None, 2.8), (LAST, None, -4.0)], &[]);
    }

    #[test]
    fn the_place_counts() {
        let teaser = "Woman finds letters of 1890 in the wall of her house";
        let share = ("Share", Some("share"), 0.0);
        check(&[(FIRST, None, -4.0), share, (teaser, None, 2.8), (LAST, None, -4.0)], &[(teaser, "model")]);
        check(&[(FIRST, None, -4.0), (LAST, None, -4.0), (teaser, None, 2.2)], &[(teaser, "model")]);
        check(&[(FIRST, None, -4.0), ("A new bridge", None, 3.4), (LAST, None, -4.0)], &[]);
        check(&[(FIRST, None, -4.0), share, ("A new bridge", None, 3.4)], &[("A new bridge", "model")]);
    }

    #[test]
    fn the_model_may_speak_for_a_sentence() {
        let notice = "By signing up you agree, the letter said, to hear from the mayor for life.";
        let other = "By signing up you agree that we may send you messages of our partners.";
        check(
            &[(FIRST, None, -4.0), (notice, Some("newsletter"), -2.0), (other, Some("newsletter"), 3.0)],
            &[(other, "newsletter")],
        );
        // What its place condemned goes, whatever it says; so does a button.
        check(&[(FIRST, None, -4.0), (LAST, Some("duplicate"), -4.0), ("Share", Some("share"), -4.0)], &[]);
        // What was spared is no part of the page.
        let lines = [(notice, Some("newsletter"), -2.0), ("A new bridge", None, 3.4), (LAST, None, -4.0)];
        check(&lines, &[]);
    }

    #[test]
    fn many_doubts_are_none() {
        let entry = [("TARGET: the bridge of Orla, at night", None, 3.3), (FIRST, None, -4.0)];
        let mut lines = entry.repeat(9);
        check(&lines, &[]);
        let notice = "By signing up you agree that we may send you messages of our partners.";
        lines.insert(12, (notice, Some("newsletter"), 3.0));
        check(&lines, &[(notice, "newsletter")]);
        let strange = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.";
        check(&[("Orla.", None, -1.0), (strange, None, 4.0), (strange, None, 4.0)], &[]);
    }
}
