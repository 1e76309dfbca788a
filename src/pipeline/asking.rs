//! What the stance head is asked, and whose the stances are.
//!
//! It is asked for all stances, and what others in the paragraph think; the rules say who expresses a stance, and where they
//! do not know, whoever is likely to have it.

use std::iter;

use super::{Draft, Linking, Pipeline};
use crate::error::Result;
use crate::judge::{self, Claim, Party, Question};
use crate::nn::{Answer, Reading, Target};
use crate::types::{ActorKind, Judgement, Mention, Span, Voice};

impl Draft {
    /// Spans of the document, as they lie in one of its paragraphs.
    fn relative(&self, paragraph: usize, spans: &[Span]) -> Vec<Span> {
        let start = self.paragraphs[paragraph].span.start();
        spans.iter().map(|span| span.relative_to(start)).collect()
    }

    /// The targets that stand for an actor with these mentions in a paragraph, with the mentions that each answer counts
    /// for: what `holder` thinks of it, or the paragraph without one.
    fn targets(
        &self,
        paragraph: usize,
        mentions: &[Span],
        holder: Option<&Party>,
        lone: bool,
    ) -> Vec<(Target, usize)> {
        let tokens = &self.tokens[paragraph];
        let parts = match holder {
            Some(holder) => {
                judge::shared_parts(mentions, &self.relative(paragraph, &holder.mentions), tokens)
            }
            None => judge::parts(mentions, tokens).into_iter().map(|part| (part, Vec::new())).collect(),
        };
        let first = self.windows[paragraph].start;
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
        let mut asked = Vec::new();
        for (draft, linking) in drafts.iter().zip(linkings.iter()) {
            for question in &linking.questions {
                let mentions = draft.relative(question.paragraph, &question.evidence);
                let targets = |holder, lone| draft.targets(question.paragraph, &mentions, holder, lone);
                asked.push(targets(question.holder.as_ref(), self.is_lone(draft, linking, question)));
                asked.extend(question.claims.iter().map(|claim| targets(Some(&claim.party), false)));
            }
        }
        let questions = linkings.iter_mut().flat_map(|linking| &mut linking.questions);
        let asking = questions.flat_map(|question| {
            let claims = question.claims.iter_mut().map(|claim| &mut claim.answers);
            iter::once(&mut question.answers).chain(claims)
        });
        asking.zip(answered(reading, asked)?).for_each(|(place, answers)| *place = answers);
        Ok(())
    }

    /// Adds to the questions who else may have a stance, where the model can say that.
    pub(super) fn ask_others(&self, Linking { linked, questions, .. }: &mut Linking) {
        if !self.network.knows_holders() {
            return;
        }
        for question in questions.iter_mut().filter(|question| question.holder.is_none()) {
            let mentions = mentions_in(question.paragraph, &linked.mentions);
            question.claims = Claim::of_others(question.actor, &question.evidence, mentions, &linked.actors);
        }
    }

    /// Whether the model has last layers of its own for such a question: a person in a text that is one short paragraph.
    fn is_lone(&self, draft: &Draft, linking: &Linking, question: &Question) -> bool {
        let is_person = linking.linked.actors[question.actor].kind == ActorKind::Person;
        let [paragraph] = draft.paragraphs.as_slice() else { return false };
        let words = paragraph.span.of(draft.text()).split_whitespace();
        is_person && self.network.lone_words().is_some_and(|most| words.take(most).count() < most)
    }

    /// What the answers say, and who expresses it: by the rules, and where they do not know, whoever is likely to.
    pub(super) fn judgements(
        &self,
        draft: &Draft,
        mentions: &[Mention],
        questions: Vec<Question>,
    ) -> Vec<Judgement> {
        let guests = judge::guest_paragraphs(draft.text(), &draft.paragraphs);
        let judgement = |question: Question| {
            let paragraph = question.paragraph;
            let read = (draft.text(), draft.paragraphs[paragraph].span, mentions_in(paragraph, mentions));
            self.judgement(read, guests[paragraph], question)
        };
        questions.into_iter().map(judgement).collect()
    }

    fn judgement(&self, read: (&str, Span, &[Mention]), is_guest: bool, question: Question) -> Judgement {
        let verdict = self.judge.verdict(question.answers.iter().copied());
        // Nothing shows the holder, or names the target.
        let is_unread =
            question.holder.is_some() && question.answers.is_empty() || question.evidence.is_empty();
        let voice = match &question.holder {
            Some(holder) => holder.voice(&question.evidence, verdict.stance),
            None => judge::voice(read, is_guest, question.actor, &verdict)
                .unwrap_or_else(|| Voice::Quoted(self.judge.holder(&question, verdict.stance))),
        };
        let mut voices = self.judge.voices(&question, verdict.stance);
        if let Voice::Quoted(Some(holder)) = &voice {
            voices.retain(|other| other.holder.actor != holder.actor);
        }
        Judgement {
            paragraph: question.paragraph,
            actor: question.actor,
            target: question.target,
            of: question.holder.map(|holder| holder.actor),
            probabilities: verdict.probabilities,
            stance: verdict.stance,
            score: verdict.score,
            abstained: self.judge.abstains(&verdict) || is_unread,
            voice,
            voices,
            evidence: question.evidence,
        }
    }
}

/// Asks groups of targets, all at once; each group's answers with the mentions that they stand for.
fn answered(reading: &Reading, groups: Vec<Vec<(Target, usize)>>) -> Result<Vec<Vec<(Answer, usize)>>> {
    let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
    let (targets, counts): (Vec<Target>, Vec<usize>) = groups.into_iter().flatten().unzip();
    let mut answers = reading.stance(&targets)?.into_iter().zip(counts);
    Ok(sizes.into_iter().map(|size| answers.by_ref().take(size).collect()).collect())
}

/// The mentions of a paragraph, of those of its document in order.
fn mentions_in(paragraph: usize, mentions: &[Mention]) -> &[Mention] {
    let first = mentions.partition_point(|mention| mention.paragraph < paragraph);
    let last = mentions.partition_point(|mention| mention.paragraph <= paragraph);
    &mentions[first..last]
}
