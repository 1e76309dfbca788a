//! Which stances are asked for (pure).

use crate::nn::Answer;
use crate::types::{Actor, EntityType, Holder, Mention, Paragraph, Span, Stance, Use, Voice};

/// The most others that are asked about an actor in one paragraph, the nearest: what that costs grows with the actors.
const MOST_CLAIMS: usize = 16;

/// The most mentions that stand for one of them.
const MOST_MENTIONS: usize = 64;

/// Mentions farther from the actor's, in bytes, hardly share a window with them.
const REACH: usize = 4096;

/// An actor and where a paragraph mentions it.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// The actor, by its place among those of the document.
    pub actor: usize,
    /// Spans in the document.
    pub mentions: Vec<Span>,
}

/// A stance that is asked for.
pub struct Question {
    /// The paragraph, by its place in the document.
    pub paragraph: usize,
    /// The actor, by its place among those of the document.
    pub actor: usize,
    /// The user's target that it stands for.
    pub target: Option<usize>,
    /// Whose stance is asked for, if not the paragraph's.
    pub holder: Option<Party>,
    /// Spans in the document; empty means the whole paragraph.
    pub evidence: Vec<Span>,
    /// The answers of the stance head, with the mentions that each stands for.
    pub answers: Vec<(Answer, usize)>,
    /// Who else in the paragraph may have a stance on the actor.
    pub claims: Vec<Claim>,
}

/// Somebody who may hold a stance.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Who, and where the paragraph mentions him.
    pub party: Party,
    /// The answers of the stance head for him, with the target's mentions that each stands for.
    pub answers: Vec<(Answer, usize)>,
}

impl Claim {
    /// One for each actor near `judged`, whom `evidence` names, that may hold a stance on it and is no place; in order of the
    /// mentions, which are the paragraph's.
    pub fn of_others(judged: usize, evidence: &[Span], mentions: &[Mention], actors: &[Actor]) -> Vec<Self> {
        let is_judged = |actor: usize| {
            actor == judged
                || actors[actor].wikidata.is_some() && actors[actor].wikidata == actors[judged].wikidata
        };
        let mut near: Vec<(usize, Span, usize)> = Vec::new();
        for mention in within_reach(evidence, mentions) {
            let Some(actor) = mention.actor.filter(|&actor| !is_judged(actor)) else { continue };
            let is_place = mention.usage == Use::Place;
            if !is_place && mention.kind != EntityType::Misc && !lies_in(evidence, mention.span) {
                near.push((gap_to(evidence, mention.span), mention.span, actor));
            }
        }
        near.sort_unstable();
        let mut claims: Vec<Self> = Vec::new();
        for (_, span, actor) in near {
            let known = claims.iter().position(|claim| claim.party.actor == actor);
            if let Some(index) = known {
                let mentions = &mut claims[index].party.mentions;
                mentions.extend((mentions.len() < MOST_MENTIONS).then_some(span));
            } else if claims.len() < MOST_CLAIMS {
                claims.push(Self { party: Party { actor, mentions: vec![span] }, answers: Vec::new() });
            }
        }
        claims.iter_mut().for_each(|claim| claim.party.mentions.sort_unstable());
        claims.sort_by_key(|claim| claim.party.mentions[0]);
        claims
    }
}

/// The mentions that are no farther than [`REACH`] from some evidence, or all, if there is none; both are in order.
fn within_reach<'a>(evidence: &[Span], mentions: &'a [Mention]) -> Vec<&'a Mention> {
    if evidence.is_empty() {
        return mentions.iter().collect();
    }
    let (mut found, mut next) = (Vec::new(), 0);
    for span in evidence {
        let first = mentions.partition_point(|mention| mention.span.end() + REACH < span.start());
        let last = mentions.partition_point(|mention| mention.span.start() <= span.end() + REACH);
        found.extend(mentions.get(first.max(next)..last).into_iter().flatten());
        next = next.max(last);
    }
    found
}

/// Whether a span is a part of some evidence, which is in order; evidence is never longer than [`REACH`].
fn lies_in(evidence: &[Span], span: Span) -> bool {
    let behind = evidence.partition_point(|known| known.start() <= span.start());
    let mut near = evidence[..behind].iter().rev().take_while(|known| known.start() + REACH >= span.start());
    near.any(|known| known.contains(span))
}

/// Bytes from a span to the nearest of some evidence, which is in order.
fn gap_to(evidence: &[Span], span: Span) -> usize {
    let behind = evidence.partition_point(|known| known.start() <= span.start());
    let neighbours = &evidence[behind.saturating_sub(1)..evidence.len().min(behind + 1)];
    neighbours.iter().map(|&known| gap(known, span)).min().unwrap_or(0)
}

/// Bytes between two spans.
fn gap(one: Span, other: Span) -> usize {
    one.start().saturating_sub(other.end()) + other.start().saturating_sub(one.end())
}

impl Party {
    /// The voice of its stance toward whom `evidence` names.
    pub fn voice(&self, evidence: &[Span], stance: Stance) -> Voice {
        match stance {
            Stance::Neutral => Voice::Author,
            Stance::Against | Stance::Favor => Voice::Quoted(self.holder(evidence)),
        }
    }

    /// Itself as a holder, by the mention that is nearest to the first of some evidence.
    pub fn holder(&self, evidence: &[Span]) -> Option<Holder> {
        let distance = |mention: Span| evidence.first().map_or(0, |&first| gap(mention, first));
        let nearest = self.mentions.iter().copied().min_by_key(|&mention| distance(mention));
        nearest.map(|span| Holder { actor: Some(self.actor), span })
    }
}

/// One question for each paragraph and actor that it mentions as one, in order of first mention.
pub fn actor_questions(n_paragraphs: usize, mentions: &[Mention]) -> Vec<Question> {
    let mut questions: Vec<Vec<Question>> = (0..n_paragraphs).map(|_| Vec::new()).collect();
    for mention in mentions {
        let Some(actor) = mention.actor else { continue };
        if mention.usage != Use::Actor || mention.kind == EntityType::Misc {
            continue;
        }
        let asked = &mut questions[mention.paragraph];
        match asked.iter_mut().find(|question| question.actor == actor) {
            Some(question) => question.evidence.push(mention.span),
            None => asked.push(Question {
                paragraph: mention.paragraph,
                actor,
                target: None,
                holder: None,
                evidence: vec![mention.span],
                answers: Vec::new(),
                claims: Vec::new(),
            }),
        }
    }
    questions.into_iter().flatten().collect()
}

/// One question for each target in every paragraph that mentions it, or in the only paragraph.
///
/// `parties` are the actors and mentions of the targets, and behind them of the holders that are none; `holders` says for
/// each target which of them is its holder.
pub fn target_questions(
    paragraphs: &[Paragraph],
    parties: &[Party],
    holders: &[Option<usize>],
) -> Vec<Question> {
    let mut questions = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let inside = |party: &Party| -> Vec<Span> {
            party.mentions.iter().copied().filter(|&span| paragraph.span.contains(span)).collect()
        };
        // Several targets may name the holder.
        let mentions_of = |actor: usize| -> Vec<Span> {
            let mut spans: Vec<Span> =
                parties.iter().filter(|party| party.actor == actor).flat_map(inside).collect();
            spans.sort_unstable();
            spans.dedup();
            spans
        };
        for (target, (party, holder)) in parties.iter().zip(holders).enumerate() {
            let evidence = inside(party);
            if !evidence.is_empty() || paragraphs.len() == 1 {
                let holder = holder.map(|holder| parties[holder].actor);
                questions.push(Question {
                    paragraph: index,
                    actor: party.actor,
                    target: Some(target),
                    holder: holder.map(|actor| Party { actor, mentions: mentions_of(actor) }),
                    evidence,
                    answers: Vec::new(),
                    claims: Vec::new(),
                });
            }
        }
    }
    questions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Role;

    fn mention(start: usize, actor: Option<usize>, usage: Use, kind: EntityType) -> Mention {
        let span = Span::new(start, start + 3);
        Mention { span, paragraph: 0, kind, named: true, usage, score: 1.0, actor, link: None }
    }

    fn party(actor: usize, starts: &[usize]) -> Party {
        Party { actor, mentions: starts.iter().map(|&start| Span::new(start, start + 3)).collect() }
    }

    #[test]
    fn everybody_else_may_hold_a_stance() {
        let (per, org) = (EntityType::Per, EntityType::Org);
        let mentions = [
            mention(0, Some(2), Use::Actor, per),
            mention(10, Some(0), Use::Actor, per),
            mention(20, Some(1), Use::Place, EntityType::Loc),
            mention(30, Some(3), Use::Credit, org),
            mention(40, None, Use::Actor, org),
            mention(50, Some(4), Use::Actor, EntityType::Misc),
            mention(60, Some(2), Use::Actor, per),
            mention(70, Some(5), Use::Actor, per),
        ];
        let actor = |wikidata: Option<&str>| Actor {
            id: "x".into(),
            name: "X".into(),
            kind: crate::types::ActorKind::Person,
            wikidata: wikidata.map(str::to_owned),
        };
        let actors = [Some("Q1"), None, None, None, None, Some("Q1")].map(actor);
        let claims = Claim::of_others(0, &[Span::new(10, 13)], &mentions, &actors);
        let parties: Vec<Party> = claims.into_iter().map(|claim| claim.party).collect();
        assert_eq!(parties, [party(2, &[0, 60]), party(3, &[30])]);
    }

    #[test]
    fn a_target_is_judged_by_the_holder_as_its_paragraph_mentions_him() {
        let paragraphs =
            [0, 100].map(|start| Paragraph { span: Span::new(start, start + 90), role: Role::Body });
        let parties = [party(7, &[0, 110]), party(8, &[120]), party(9, &[20, 150])];
        let questions = target_questions(&paragraphs, &parties, &[Some(2), None]);
        let asked: Vec<_> = questions.into_iter().map(|q| (q.paragraph, q.actor, q.holder)).collect();
        assert_eq!(asked, [(0, 7, Some(party(9, &[20]))), (1, 7, Some(party(9, &[150]))), (1, 8, None)]);
    }

    #[test]
    fn a_holder_is_named_next_to_whom_he_judges() {
        let holder = |evidence: &[usize]| {
            let evidence: Vec<Span> = evidence.iter().map(|&start| Span::new(start, start + 3)).collect();
            party(1, &[0, 40, 80]).holder(&evidence).map(|holder| holder.span.start())
        };
        assert_eq!(holder(&[55]), Some(40));
        assert_eq!(holder(&[70, 0]), Some(80));
        assert_eq!(holder(&[]), Some(0));
        assert_eq!(party(1, &[]).holder(&[]), None);
        assert_eq!(party(1, &[0]).voice(&[], Stance::Neutral), Voice::Author);
    }
}
