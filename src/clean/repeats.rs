//! Pull quotes: lines that say once more what a paragraph says.
//!
//! Lines are compared word by word, marks aside, because a pull quote drops or adds quotation marks.

use super::line::Line;
use super::lines::Shape;

/// A shorter line may name a thing that a paragraph names too.
const FEWEST_WORDS: usize = 8;
/// A shorter one still repeats if it is closed like a sentence.
const FEWEST_SENTENCE_WORDS: usize = 6;
/// A longer line is a paragraph of its own.
const MOST_WORDS: usize = 60;
/// A summary above the article has no more words; a longer line that holds another is a paragraph.
const MOST_SUMMARY_WORDS: usize = 30;
/// Of lines that begin alike only so many are looked for, which bounds the work at each word.
const MOST_ALIKE: usize = 4;

/// The lines below the first sentence whose words stand in another line that stays, as indices.
pub(super) fn repeats(lines: &[Line], reasons: &[Option<&str>], n_above: usize) -> Vec<usize> {
    // What a colon announces is quoted, whatever stands elsewhere.
    let is_announced = |index: usize| index > 0 && lines[index - 1].original.trim_end().ends_with(':');
    let may_repeat =
        |&index: &usize| reasons[index].is_none() && lines[index].may_repeat() && !is_announced(index);
    if !(n_above..lines.len()).any(|index| may_repeat(&index)) {
        return Vec::new();
    }
    let words: Vec<Vec<u64>> = lines.iter().map(|line| words(&line.folded)).collect();
    let mut beginnings: Vec<(u64, usize)> = (n_above..lines.len())
        .filter(may_repeat)
        .filter_map(|index| Some((keys(&words[index]).next()?, index)))
        .collect();
    beginnings.sort_unstable();
    let mut may_begin = vec![false; N_MARKS];
    for (key, _) in &beginnings {
        may_begin[mark(*key)] = true;
    }
    let mut repeated = vec![false; lines.len()];
    for (at, page) in words.iter().enumerate().filter(|&(at, _)| reasons[at].is_none()) {
        for (place, key) in keys(page).enumerate().filter(|&(_, key)| may_begin[mark(key)]) {
            let from = beginnings.partition_point(|&(beginning, _)| beginning < key);
            let alike =
                beginnings[from..].iter().take(MOST_ALIKE).take_while(|(beginning, _)| *beginning == key);
            for &(_, index) in alike {
                let contains = page[place..].starts_with(&words[index]);
                repeated[index] |= contains && yields(lines, (index, words[index].len()), (at, page.len()));
            }
        }
    }
    (0..lines.len()).filter(|&index| repeated[index]).collect()
}

/// Whether a line gives way to another that holds all its words; both come with their number of words.
///
/// A summary above the article holds sentences of it too, so the other line must be a sentence itself; of two
/// equal lines the one that is no sentence goes, else the later.
fn yields(lines: &[Line], (index, n_words): (usize, usize), (at, n_words_there): (usize, usize)) -> bool {
    let (line, other) = (&lines[index], &lines[at]);
    if n_words_there > n_words {
        return other.ends_sentence || n_words_there > MOST_SUMMARY_WORDS;
    }
    at != index && n_words >= FEWEST_WORDS && (other.ends_sentence, index) > (line.ends_sentence, at)
}

/// A number for each word; words without a letter or a digit have none.
fn words(folded: &str) -> Vec<u64> {
    let number = |word: &str| {
        let letters = word.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        // The 64-bit hash of Fowler, Noll and Vo.
        letters.fold(0_u64, |number, byte| {
            (number ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3).wrapping_add(1)
        })
    };
    folded.split(' ').map(number).filter(|number| *number != 0).collect()
}

/// A number for each run of as many words as the shortest pull quote has.
fn keys(words: &[u64]) -> impl Iterator<Item = u64> {
    let turned = |(place, word): (u32, &u64)| word.rotate_left(11 * place);
    words
        .windows(FEWEST_SENTENCE_WORDS)
        .map(move |run| (0..).zip(run).map(turned).fold(0, |key, word| key ^ word))
}

/// A prime, so that all bits of a key count.
const N_MARKS: usize = 4093;

/// A few bits of a key, so that most places of a page need no search.
fn mark(key: u64) -> usize {
    usize::try_from(key % N_MARKS as u64).unwrap_or_default()
}

impl Line<'_> {
    fn may_repeat(&self) -> bool {
        let fewest = if self.ends_sentence { FEWEST_SENTENCE_WORDS } else { FEWEST_WORDS };
        let single = !self.wrapped || self.shape == Shape::Quote;
        // A marked heading stands above what it sums up, even in the words of the text.
        single && self.shape != Shape::Heading && (fewest..=MOST_WORDS).contains(&self.n_words)
    }
}
