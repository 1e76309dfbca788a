//! Code points → bytes, once and in one pass: files count Unicode code points, the program counts bytes.

use crate::types::Span;

/// Why a pair of offsets covers nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    Reversed,
    Empty,
    /// It ends after the text, which has that many characters.
    OutOfRange {
        n_characters: usize,
    },
}

impl Problem {
    /// What to say about it after the offsets.
    pub(super) fn explain(self) -> String {
        match self {
            Problem::Reversed => "which ends before it starts; give [start, end]".to_owned(),
            Problem::Empty => "which is empty; the end is one past the last character".to_owned(),
            Problem::OutOfRange { n_characters } => {
                format!(
                    "but the text has {n_characters} characters; offsets count Unicode code points, not bytes"
                )
            }
        }
    }
}

/// The spans of half-open `pairs` of code points, in the same order, or the index of the first bad pair.
///
/// Time grows with the text and with `n log n` pairs, however they lie.
pub(super) fn spans(text: &str, pairs: &[(usize, usize)]) -> Result<Vec<Span>, (usize, Problem)> {
    let mut points: Vec<usize> = pairs.iter().flat_map(|&(start, end)| [start, end]).collect();
    points.sort_unstable();
    points.dedup();
    let bytes = bytes_of(text, &points);
    let byte_at =
        |point: usize| points.binary_search(&point).ok().and_then(|index| bytes.get(index)).copied();
    let span_of = |(index, &(start, end)): (usize, &(usize, usize))| {
        check(start, end).map_err(|problem| (index, problem))?;
        match (byte_at(start), byte_at(end)) {
            (Some(start), Some(end)) => Ok(Span::new(start, end)),
            _ => Err((index, Problem::OutOfRange { n_characters: text.chars().count() })),
        }
    };
    pairs.iter().enumerate().map(span_of).collect()
}

fn check(start: usize, end: usize) -> Result<(), Problem> {
    match start.cmp(&end) {
        std::cmp::Ordering::Less => Ok(()),
        std::cmp::Ordering::Equal => Err(Problem::Empty),
        std::cmp::Ordering::Greater => Err(Problem::Reversed),
    }
}

/// The byte of each code point of `points`, which ascend; points beyond the text are left off at the end.
fn bytes_of(text: &str, points: &[usize]) -> Vec<usize> {
    let starts = text.char_indices().map(|(byte, _)| byte);
    let mut boundaries = starts.chain([text.len()]).enumerate();
    points
        .iter()
        .map_while(|&point| boundaries.find(|&(index, _)| index == point))
        .map(|(_, byte)| byte)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, pair: (usize, usize), expected: Result<&str, Problem>) {
        let found = spans(text, &[pair]).map(|spans| spans[0].of(text)).map_err(|(_, problem)| problem);
        assert_eq!(found, expected, "{text:?} {pair:?}");
    }

    #[test]
    fn offsets_count_code_points() {
        check("Hamas said", (0, 5), Ok("Hamas"));
        check("😀 Hamas", (2, 7), Ok("Hamas"));
        check("e\u{301}te\u{301} Müller", (6, 12), Ok("Müller"));
        check("قالت حماس", (5, 9), Ok("حماس"));
        check("👨‍👩‍👧 x", (6, 7), Ok("x"));
        check("abc", (0, 3), Ok("abc"));
        check("abc", (1, 4), Err(Problem::OutOfRange { n_characters: 3 }));
        check("😀", (1, 2), Err(Problem::OutOfRange { n_characters: 1 }));
        check("abc", (2, 2), Err(Problem::Empty));
        check("abc", (2, 1), Err(Problem::Reversed));
        check("", (0, 1), Err(Problem::OutOfRange { n_characters: 0 }));
        check("abc", (usize::MAX - 1, usize::MAX), Err(Problem::OutOfRange { n_characters: 3 }));
    }

    #[test]
    fn the_first_bad_pair_is_named() {
        let problem = spans("abc", &[(2, 3), (0, 1), (1, 9), (1, 0)]);
        assert_eq!(problem, Err((2, Problem::OutOfRange { n_characters: 3 })));
    }

    proptest! {
        #[test]
        fn spans_cover_the_same_characters(
            text in "[a-c \u{301}é漢שלום😀\u{200d}👩\n]{0,60}",
            pairs in prop::collection::vec((0_usize..64, 0_usize..64), 0..12),
        ) {
            let characters: Vec<char> = text.chars().collect();
            let is_good = |&(start, end): &(usize, usize)| start < end && end <= characters.len();
            match spans(&text, &pairs) {
                Ok(spans) => {
                    prop_assert!(pairs.iter().all(is_good));
                    for (span, (start, end)) in spans.iter().zip(pairs) {
                        prop_assert_eq!(span.of(&text), characters[start..end].iter().collect::<String>());
                    }
                }
                Err((index, _)) => prop_assert_eq!(Some(index), pairs.iter().position(|pair| !is_good(pair))),
            }
        }
    }
}
