//! What was read: a stance, whose it is, and who thinks otherwise.

use super::{Span, Stance};

/// The stance of one paragraph toward one actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The index of the paragraph.
    pub paragraph: usize,
    /// The index of the actor in [`super::Analysis::actors`].
    pub actor: usize,
    /// The index of the user's target that asked for it.
    pub target: Option<usize>,
    /// The actor whose stance was asked for, if not the paragraph's.
    pub of: Option<usize>,
    /// P(against), P(neutral), P(favor), rounded to 4 decimals.
    pub probabilities: [f64; 3],
    /// The likeliest stance; ties go to neutral.
    pub stance: Stance,
    /// P(favor) − P(against), in [−1, 1], from the rounded probabilities.
    pub score: f64,
    /// Whether the stance is less likely than the model's threshold, its holder is not read together with the actor, or
    /// the paragraph does not name the actor: better counted as unknown.
    pub abstained: bool,
    /// Who expresses it.
    pub voice: Voice,
    /// Who in the paragraph thinks otherwise, in order of first mention.
    pub voices: Vec<OtherVoice>,
    /// The spans that it was read from.
    pub evidence: Vec<Span>,
}

/// An actor whose stance differs from the paragraph's.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherVoice {
    /// Who.
    pub holder: Holder,
    /// Against or favor.
    pub stance: Stance,
    /// P(favor) − P(against) of his stance, in [−1, 1], from rounded probabilities.
    pub score: f64,
}

/// Who expresses a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The text itself.
    Author,
    /// Someone whom the text quotes.
    Quoted(Option<Holder>),
}

/// The actor whose stance is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The index of the actor, where the linker knows it.
    pub actor: Option<usize>,
    /// Where it is named.
    pub span: Span,
}
