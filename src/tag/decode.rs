//! Label scores of tokens → runs of one entity type (pure).
//!
//! Viterbi over the labels: `I-X` may only follow `B-X` or `I-X`, and an entity may only begin where a word begins.
//! So the best sequence is valid by construction and needs no repair.
//! What is left is one rule with a name, [`trim`]: an entity keeps neither quotes around it nor a possessive.

use std::ops::Range;

use crate::model::TokenLabel;
use crate::nn::TokenScores;
use crate::types::{EntityType, Span};

/// A run of tokens that names one entity.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub tokens: Range<usize>,
    pub kind: EntityType,
    /// The lowest probability that a token of the run gives its label.
    pub score: f32,
}

/// The best valid labels of a paragraph as runs.
/// `words` holds the word number of each token, `scores` the logits of its tokens, a window each.
pub(super) fn decode(labels: &[TokenLabel], words: &[u32], scores: &[TokenScores]) -> Vec<Run> {
    if words.is_empty() {
        return Vec::new();
    }
    let path = best_path(labels, words, scores);
    runs(labels, &path, scores)
}

/// Removes what does not belong to a name at the edges: space, quotes, sentence marks, a possessive ending.
/// Nothing where nothing is left.
pub(super) fn trim(text: &str, span: Span) -> Option<Span> {
    const EDGES: &[char] = &[
        '"', '\'', '“', '”', '‘', '’', '«', '»', ',', ';', ':', '(', ')', '[', ']', '*', '_', '|', '—', '–',
    ];
    let is_edge = |c: char| c.is_whitespace() || EDGES.contains(&c);
    const POSSESSIVES: [&str; 4] = ["'s", "’s", "'S", "’S"];
    let mut covered = span.of(text);
    if POSSESSIVES.contains(&covered.trim()) {
        return None;
    }
    let start = span.start() + covered.len() - covered.trim_start_matches(is_edge).len();
    covered = covered.trim_matches(is_edge);
    for ending in POSSESSIVES {
        if let Some(owner) = covered.strip_suffix(ending) {
            covered = owner.trim_end_matches(is_edge);
        }
    }
    Span::within(text, start, start + covered.len())
}

/// The rows of all windows, as log probabilities.
fn log_probabilities(scores: &[TokenScores], n_labels: usize) -> impl Iterator<Item = Vec<f32>> + '_ {
    scores.iter().flat_map(move |window| window.labels.chunks_exact(n_labels)).map(|row| {
        let largest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let total: f32 = row.iter().map(|x| (x - largest).exp()).sum();
        row.iter().map(|x| x - largest - total.ln()).collect()
    })
}

/// Viterbi; ties go to the earlier label, so the answer is unique.
fn best_path(labels: &[TokenLabel], words: &[u32], scores: &[TokenScores]) -> Vec<u8> {
    let n = labels.len();
    let mut best = vec![f32::NEG_INFINITY; n];
    let mut from = vec![0u8; words.len() * n];
    for (token, row) in log_probabilities(scores, n).enumerate() {
        let starts_word = token == 0 || words[token] != words[token - 1];
        let mut next = vec![f32::NEG_INFINITY; n];
        for (label, score) in row.iter().enumerate() {
            if token == 0 {
                if !matches!(labels[label], TokenLabel::Inside(_)) {
                    next[label] = *score;
                }
                continue;
            }
            for (previous, total) in best.iter().enumerate() {
                if may_follow(labels[previous], labels[label], starts_word) && total + score > next[label] {
                    next[label] = total + score;
                    from[token * n + label] = previous as u8;
                }
            }
        }
        best = next;
    }
    let mut label = (0..n).rev().max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0) as u8;
    let mut path = vec![0; words.len()];
    for token in (0..words.len()).rev() {
        path[token] = label;
        label = from[token * n + usize::from(label)];
    }
    path
}

/// Inside a word labels can only go on: an entity neither begins nor ends there.
fn may_follow(previous: TokenLabel, label: TokenLabel, starts_word: bool) -> bool {
    use TokenLabel::{Begin, Inside, Outside};
    match (previous, label) {
        (Begin(before) | Inside(before), Inside(kind)) => before == kind,
        (Outside, Inside(_)) => false,
        (Outside, Outside) => true,
        (_, Begin(_) | Outside) => starts_word,
    }
}

fn runs(labels: &[TokenLabel], path: &[u8], scores: &[TokenScores]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (token, (&label, row)) in path.iter().zip(log_probabilities(scores, labels.len())).enumerate() {
        let score = row[usize::from(label)].exp();
        match (labels[usize::from(label)], runs.last_mut()) {
            (TokenLabel::Begin(kind), _) => runs.push(Run { tokens: token..token + 1, kind, score }),
            (TokenLabel::Inside(_), Some(run)) => {
                run.tokens.end = token + 1;
                run.score = run.score.min(score);
            }
            _ => {}
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use TokenLabel::{Begin, Inside, Outside};

    const LABELS: [TokenLabel; 5] = [
        Outside,
        Begin(EntityType::Per),
        Inside(EntityType::Per),
        Begin(EntityType::Loc),
        Inside(EntityType::Loc),
    ];

    /// Each token wants one label (by index) with a margin of 2, but a second choice is given where it matters.
    fn check(wanted: &[usize], words: &[u32], expected: &[(Range<usize>, EntityType)]) {
        let labels = wanted
            .iter()
            .flat_map(|&w| (0..5).map(move |label| if label == w { 2.0 } else { 0.0 }))
            .collect();
        let scores = TokenScores { labels, uses: vec![0.0; wanted.len()], residue: Vec::new() };
        let found: Vec<_> =
            decode(&LABELS, words, &[scores]).into_iter().map(|run| (run.tokens, run.kind)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sequences_are_always_valid() {
        use EntityType::{Loc, Per};
        check(&[], &[], &[]);
        check(&[0, 1, 2, 0], &[0, 1, 2, 3], &[(1..3, Per)]);
        check(&[1, 1], &[0, 1], &[(0..1, Per), (1..2, Per)]);
        check(&[1, 2, 4], &[0, 1, 2], &[(0..2, Per)]);
        check(&[1, 2, 0], &[0, 0, 0], &[(0..3, Per)]);
        check(&[3, 4, 1], &[0, 0, 1], &[(0..2, Loc), (2..3, Per)]);
    }

    #[test]
    fn names_lose_quotes_and_possessives() {
        for (text, expected) in [
            ("Israel's", Some("Israel")),
            ("“Hamas”", Some("Hamas")),
            ("Reuters’s ", Some("Reuters")),
            ("U.S.", Some("U.S.")),
            ("’s", None),
            ("'", None),
            ("(WHO)", Some("WHO")),
        ] {
            let trimmed = trim(text, Span::new(0, text.len())).map(|span| span.of(text));
            assert_eq!(trimmed, expected, "{text}");
        }
    }
}
