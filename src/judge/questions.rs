//! Which stances are asked for (pure).

use crate::nn::Answer;
use crate::types::{EntityType, Mention, Paragraph, Span, Use};

/// A stance that is asked for.
pub struct Question {
    /// The paragraph, by its place in the document.
    pub paragraph: usize,
    /// The actor, by its place among those of the document.
    pub actor: usize,
    /// The user's target that it stands for.
    pub target: Option<usize>,
    /// Spans in the document; empty means the whole paragraph.
    pub evidence: Vec<Span>,
    /// The answers of the stance head, with the mentions that each stands for.
    pub answers: Vec<(Answer, usize)>,
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
                evidence: vec![mention.span],
                answers: Vec::new(),
            }),
        }
    }
    questions.into_iter().flatten().collect()
}

/// One question for each target in every paragraph that mentions it, or in the only paragraph.
pub fn target_questions(paragraphs: &[Paragraph], spans: &[Vec<Span>], actors: &[usize]) -> Vec<Question> {
    let mut questions = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        for (target, (spans, &actor)) in spans.iter().zip(actors).enumerate() {
            let evidence: Vec<Span> =
                spans.iter().copied().filter(|&span| paragraph.span.contains(span)).collect();
            if !evidence.is_empty() || paragraphs.len() == 1 {
                questions.push(Question {
                    paragraph: index,
                    actor,
                    target: Some(target),
                    evidence,
                    answers: Vec::new(),
                });
            }
        }
    }
    questions
}
