//! The stance of a paragraph toward each of its actors.
//!
//! A question becomes one target of the stance head for every window that owns a mention of the actor.
//! Where a paragraph has several windows, each counts as often as it mentions the actor. What a holder thinks of the actor
//! is asked in every window that shows both.

mod calibrate;
mod interview;
mod passage;
mod phrases;
mod questions;
mod speakers;
mod subjects;
mod voice;
mod words;

use std::ops::Range;

use crate::model::ModelFolder;
use crate::nn::{Answer, Tokens};
use crate::types::{Holder, OtherVoice, Span, Stance};

use calibrate::Opinion;
pub use calibrate::Verdict;
pub use interview::guest_paragraphs;
pub use questions::{Claim, Party, Question, actor_questions, target_questions};
pub use voice::voice;

/// Whoever is less likely to hold a stance is not taken for its holder where no rule finds one.
const LIKELY_HOLDER: f64 = 0.6;

/// Whoever is less likely to hold a stance is not another voice: nothing but the model says that he has one at all.
const LIKELY_VOICE: f64 = 0.7;

/// Turns logits into verdicts with a model's temperature and threshold.
pub struct Judge {
    temperature: f64,
    abstain_below: f64,
}

/// The part of a question that one window answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The index of the window in its paragraph.
    pub window: usize,
    /// The rows of the window that name the actor.
    pub token_ranges: Vec<Range<usize>>,
}

/// Adds a mention; one that overlaps the mention before it becomes one with it, so that no token counts twice.
fn add(rows: Range<usize>, token_ranges: &mut Vec<Range<usize>>) {
    match token_ranges.last_mut() {
        Some(last) if rows.start < last.end => last.end = last.end.max(rows.end),
        _ => token_ranges.push(rows),
    }
}

/// The windows that show both an actor with these mentions and a holder with those (in order, relative to the paragraph),
/// and the rows of the two there. Without mentions the whole paragraph stands for the actor.
pub fn shared_parts(mentions: &[Span], holder: &[Span], tokens: &Tokens) -> Vec<(Part, Vec<Range<usize>>)> {
    let mut places: Vec<usize> = holder.iter().flat_map(|&mention| tokens.showing(mention)).collect();
    places.sort_unstable();
    places.dedup();
    let shown = places.into_iter().filter_map(|index| {
        let window = &tokens.windows[index];
        let rows = |mentions: &[Span]| {
            let mut shown = Vec::new();
            let rows = mentions.iter().map(|&mention| window.rows(tokens.covering(mention)));
            rows.filter(|rows| !rows.is_empty()).for_each(|rows| add(rows, &mut shown));
            shown
        };
        let bytes = tokens.bytes_of(window);
        let (mut token_ranges, holder) = (rows(inside(mentions, bytes)), rows(inside(holder, bytes)));
        if mentions.is_empty() && !window.owned().is_empty() {
            token_ranges.push(window.rows(window.owned()));
        }
        let both = !token_ranges.is_empty() && !holder.is_empty();
        both.then_some((Part { window: index, token_ranges }, holder))
    });
    shown.collect()
}

/// The mentions, which are in order, that share something with a stretch of the paragraph.
fn inside(mentions: &[Span], bytes: Span) -> &[Span] {
    let first = mentions.partition_point(|mention| mention.end() <= bytes.start());
    let last = mentions.partition_point(|mention| mention.start() < bytes.end());
    mentions.get(first..last).unwrap_or_default()
}

impl Judge {
    /// A judge with the temperature and the threshold of `model`.
    pub fn new(model: &ModelFolder) -> Self {
        let stance = &model.manifest.stance;
        Self { temperature: stance.temperature, abstain_below: stance.abstain_below }
    }

    /// Whether the stance is less likely than the model's threshold.
    pub fn abstains(&self, verdict: &Verdict) -> bool {
        verdict.probability() < self.abstain_below
    }

    /// The likeliest of those who were asked whether they hold a stance, if he is likely to; the first of equals.
    pub fn holder(&self, question: &Question, stance: Stance) -> Option<Holder> {
        let mut likeliest: Option<(f64, &Claim)> = None;
        for (claim, verdict) in self.claims(question, LIKELY_HOLDER) {
            let probability = verdict.probability();
            if verdict.stance == stance && likeliest.is_none_or(|(most, _)| probability > most) {
                likeliest = Some((probability, claim));
            }
        }
        likeliest.and_then(|(_, claim)| claim.party.holder(&question.evidence))
    }

    /// Those who were asked and are likely to hold another stance than the paragraph's.
    pub fn voices(&self, question: &Question, stance: Stance) -> Vec<OtherVoice> {
        let others = self.claims(question, LIKELY_VOICE).filter(|(_, verdict)| verdict.stance != stance);
        let voice = |(claim, verdict): (&Claim, Verdict)| {
            let holder = claim.party.holder(&question.evidence)?;
            Some(OtherVoice { holder, stance: verdict.stance, score: verdict.score })
        };
        others.filter_map(voice).collect()
    }

    /// The claims to stances for or against whose probability is above a bound.
    fn claims<'a>(&self, question: &'a Question, bound: f64) -> impl Iterator<Item = (&'a Claim, Verdict)> {
        let judged = question.claims.iter().map(|claim| (claim, self.verdict(claim.answers.iter().copied())));
        judged.filter(move |(_, verdict)| verdict.stance != Stance::Neutral && verdict.probability() > bound)
    }

    /// The verdict from each part's answer and number of mentions; certainly neutral without any part.
    pub fn verdict(&self, parts: impl Iterator<Item = (Answer, usize)>) -> Verdict {
        let opinions = parts.map(|(answer, n_mentions)| Opinion {
            stance: answer.stance,
            quoted: answer.quoted,
            n_mentions,
        });
        Verdict::of(opinions, self.temperature)
    }
}

/// The windows to ask about an actor with these mentions (in order, relative to the paragraph).
/// A mention is asked about in the window that owns its first token.
/// Without mentions the whole paragraph stands for the actor.
pub fn parts(mentions: &[Span], tokens: &Tokens) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut ask = |index: usize, asked: Range<usize>| {
        let rows = tokens.windows[index].rows(asked);
        match parts.last_mut() {
            _ if rows.is_empty() => {}
            Some(part) if part.window == index => add(rows, &mut part.token_ranges),
            _ => parts.push(Part { window: index, token_ranges: vec![rows] }),
        }
    };
    if mentions.is_empty() {
        tokens.windows.iter().enumerate().for_each(|(index, window)| ask(index, window.owned()));
        return parts;
    }
    for &mention in mentions {
        let covered = tokens.covering(mention);
        let index = tokens.windows.partition_point(|window| window.owned().end <= covered.start);
        if index < tokens.windows.len() {
            ask(index, covered);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_likely_to_hold_a_stance_is_its_holder_or_another_voice() {
        let judge = Judge { temperature: 1.0, abstain_below: 0.5 };
        let claim = |actor: usize, stance: [f32; 3]| Claim {
            party: Party { actor, mentions: vec![Span::new(10 * actor, 10 * actor + 3)] },
            answers: vec![(Answer { stance, quoted: 0.0 }, 1)],
        };
        let question = |claims: Vec<Claim>| Question {
            paragraph: 0,
            actor: 0,
            target: None,
            holder: None,
            evidence: vec![Span::new(0, 3)],
            answers: Vec::new(),
            claims,
        };
        let holder = |claims: Vec<Claim>, stance: Stance| {
            judge.holder(&question(claims), stance).and_then(|holder| holder.actor)
        };
        let (unsure, likely, sure) = ([0.4, 0.0, 0.0], [3.0, 0.0, 0.0], [5.0, 0.0, 0.0]);
        assert_eq!(holder(vec![claim(1, likely), claim(2, sure), claim(3, sure)], Stance::Against), Some(2));
        assert_eq!(holder(vec![claim(1, unsure)], Stance::Against), None);
        assert_eq!(holder(vec![claim(1, sure)], Stance::Favor), None);
        assert_eq!(holder(vec![claim(1, [0.0, 0.0, 4.0]), claim(2, sure)], Stance::Favor), Some(1));
        assert_eq!(holder(Vec::new(), Stance::Favor), None);

        let claims =
            vec![claim(1, sure), claim(2, [0.0, 0.0, 4.0]), claim(3, unsure), claim(4, [0.0, 9.0, 0.0])];
        let question = question(claims);
        let voices = |stance: Stance| -> Vec<_> {
            let voices = judge.voices(&question, stance).into_iter();
            voices.map(|voice| (voice.holder.actor, voice.stance, voice.score > 0.0)).collect()
        };
        let (attacks, praises) = ((Some(1), Stance::Against, false), (Some(2), Stance::Favor, true));
        assert_eq!(voices(Stance::Neutral), [attacks, praises]);
        assert_eq!(voices(Stance::Against), [praises]);
        assert_eq!(voices(Stance::Favor), [attacks]);
    }
}
