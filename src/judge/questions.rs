//! Which stances are asked for (pure).

use crate::nn::Answer;
use crate::types::{Actor, EntityType, Holder, Mention, Paragraph, Span, Stance, Use, Voice};

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
    /// Who expresses the stance, where the rules find that.
    pub voice: Option<Voice>,
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
    /// One for each actor that may hold a stance on `judged` and is no place, in order of the paragraph's mentions.
    pub fn of_others(judged: usize, mentions: &[Mention], actors: &[Actor]) -> Vec<Self> {
        let is_judged = |actor: usize| {
            actor == judged
                || actors[actor].wikidata.is_some() && actors[actor].wikidata == actors[judged].wikidata
        };
        let mut claims: Vec<Self> = Vec::new();
        for mention in mentions {
            let Some(actor) = mention.actor.filter(|&actor| !is_judged(actor)) else { continue };
            if mention.usage == Use::Place || mention.kind == EntityType::Misc {
                continue;
            }
            match claims.iter_mut().find(|claim| claim.party.actor == actor) {
                Some(claim) => claim.party.mentions.push(mention.span),
                None => {
                    let party = Party { actor, mentions: vec![mention.span] };
                    claims.push(Self { party, answers: Vec::new() });
                }
            }
        }
        claims
    }
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
        let gap = |from: Span, to: Span| {
            from.start().saturating_sub(to.end()) + to.start().saturating_sub(from.end())
        };
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
                voice: None,
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
                    voice: None,
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
        let claims = Claim::of_others(0, &mentions, &actors);
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
