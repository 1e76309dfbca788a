//! What the stance head is asked, and whose the stances are.
//!
//! First it is asked for all stances; then the rules say who expresses them; and where somebody is quoted whom they do not
//! find, it is asked what everybody else in the paragraph thinks.

use super::{Draft, Linking, Pipeline};
use crate::error::Result;
use crate::judge::{self, Claim, Party, Question};
use crate::nn::{Reading, Target};
use crate::types::{ActorKind, Mention, Span};

impl Draft {
    /// The targets that stand for a question, with the mentions that each answer counts for: what `holder` thinks of its
    /// actor, or the paragraph without one.
    fn targets(&self, question: &Question, holder: Option<&Party>, lone: bool) -> Vec<(Target, usize)> {
        let start = self.paragraphs[question.paragraph].span.start();
        let relative =
            |spans: &[Span]| -> Vec<Span> { spans.iter().map(|span| span.relative_to(start)).collect() };
        let (tokens, mentions) = (&self.tokens[question.paragraph], relative(&question.evidence));
        let parts = match holder {
            Some(holder) => judge::shared_parts(&mentions, &relative(&holder.mentions), tokens),
            None => judge::parts(&mentions, tokens).into_iter().map(|part| (part, Vec::new())).collect(),
        };
        let first = self.windows[question.paragraph].start;
        let targets = parts.into_iter().map(|(part, holder)| {
            let n_mentions = part.token_ranges.len();
            let (window, token_ranges) = (first + part.window, part.token_ranges);
            (Target { window, token_ranges, lone: lone && holder.is_empty(), holder }, n_mentions)
        });
        targets.collect()
    }
}

impl Pipeline {
    /// Asks all questions of all documents at once.
    pub(super) fn ask(&self, reading: &Reading, drafts: &[Draft], linkings: &mut [Linking]) -> Result<()> {
        let mut targets = Vec::new();
        let mut asked: Vec<(usize, usize, usize)> = Vec::new(); // (document, question, mentions)
        for (index, (draft, linking)) in drafts.iter().zip(linkings.iter()).enumerate() {
            for (number, question) in linking.questions.iter().enumerate() {
                let lone = self.is_lone(draft, linking, question);
                for (target, count) in draft.targets(question, question.holder.as_ref(), lone) {
                    asked.push((index, number, count));
                    targets.push(target);
                }
            }
        }
        for ((document, question, count), answer) in asked.into_iter().zip(reading.stance(&targets)?) {
            linkings[document].questions[question].answers.push((answer, count));
        }
        Ok(())
    }

    /// Whether the model has last layers of its own for such a question: a person in a text that is one short paragraph.
    fn is_lone(&self, draft: &Draft, linking: &Linking, question: &Question) -> bool {
        let is_person = linking.linked.actors[question.actor].kind == ActorKind::Person;
        let [paragraph] = draft.paragraphs.as_slice() else { return false };
        let words = paragraph.span.of(draft.text()).split_whitespace();
        is_person && self.network.lone_words().is_some_and(|most| words.take(most).count() < most)
    }

    /// Says who expresses each stance, and who may where the rules do not know.
    pub(super) fn find_voices(&self, drafts: &[Draft], linkings: &mut [Linking]) {
        for (draft, Linking { linked, questions, .. }) in drafts.iter().zip(linkings) {
            let guests = judge::guest_paragraphs(draft.text(), &draft.paragraphs);
            for question in questions.iter_mut().filter(|question| question.holder.is_none()) {
                let verdict = self.judge.verdict(question.answers.iter().copied());
                let mentions = mentions_in(question.paragraph, &linked.mentions);
                let read = (draft.text(), draft.paragraphs[question.paragraph].span, mentions);
                question.voice = judge::voice(read, guests[question.paragraph], question.actor, &verdict);
                if question.voice.is_none() && self.network.knows_holders() {
                    question.claims = Claim::of_others(question.actor, mentions, &linked.actors);
                }
            }
        }
    }

    /// Asks for the stances of all who may hold one.
    pub(super) fn ask_for_holders(
        &self,
        reading: &Reading,
        drafts: &[Draft],
        linkings: &mut [Linking],
    ) -> Result<()> {
        let mut targets = Vec::new();
        let mut asked: Vec<(usize, usize, usize, usize)> = Vec::new(); // (document, question, claim, mentions)
        for (index, (draft, linking)) in drafts.iter().zip(linkings.iter()).enumerate() {
            for (number, question) in linking.questions.iter().enumerate() {
                for (place, claim) in question.claims.iter().enumerate() {
                    for (target, count) in draft.targets(question, Some(&claim.party), false) {
                        asked.push((index, number, place, count));
                        targets.push(target);
                    }
                }
            }
        }
        for ((document, question, claim, count), answer) in asked.into_iter().zip(reading.stance(&targets)?) {
            linkings[document].questions[question].claims[claim].answers.push((answer, count));
        }
        Ok(())
    }
}

/// The mentions of a paragraph, of those of its document in order.
fn mentions_in(paragraph: usize, mentions: &[Mention]) -> &[Mention] {
    let first = mentions.partition_point(|mention| mention.paragraph < paragraph);
    let last = mentions.partition_point(|mention| mention.paragraph <= paragraph);
    &mentions[first..last]
}
