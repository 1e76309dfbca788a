//! What tells a document from another, and how alike two are: a pure function of the text.
//!
//! Beside the checksum stands a MinHash (Broder, "On the resemblance and containment of documents", 1997): the share
//! of its places that two fingerprints have in common estimates the Jaccard similarity of the documents' five-word
//! shingles, with a standard error of at most 0.0625.
//! It is taken from what is left of the text once the residue is gone, so that the same wire story in two outlets is
//! alike whatever stands around it.

use std::fmt::Write;

use crate::checksum;

/// How many words make a shingle.
const SHINGLE_WORDS: usize = 5;
/// How many minima are kept, each as its lowest 16 bits (Li and König, "b-bit minwise hashing", 2010).
const N_MINIMA: usize = 64;
/// The characters of one of them.
const PLACE_LENGTH: usize = 4;

/// `sha256:` and the checksum of the text, then `minhash:` and the minima of its paragraphs' shingles.
pub fn of<'text>(text: &str, paragraphs: impl IntoIterator<Item = &'text str>) -> String {
    let mut fingerprint = checksum::fingerprint(text);
    fingerprint.push_str(" minhash:");
    for minimum in minima(paragraphs) {
        let _ = write!(fingerprint, "{:04x}", minimum as u16);
    }
    fingerprint
}

/// How alike two fingerprints' documents are, from 0 to 1; nothing where one of them has no MinHash.
///
/// ```
/// use standpoint::fingerprint::{of, similarity};
///
/// let story = "The council of Orla voted on Monday to build the bridge that the flood took away two years ago.";
/// let longer = format!("{story} Nobody spoke against it.");
/// let one = of(story, [story]);
/// let other = of(&longer, [longer.as_str()]);
/// assert!(similarity(&one, &other).unwrap() > 0.5);
/// assert_eq!(similarity(&one, &one), Some(1.0));
/// ```
pub fn similarity(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (minhash(one)?.as_bytes(), minhash(other)?.as_bytes());
    let n_same =
        one.chunks(PLACE_LENGTH).zip(other.chunks(PLACE_LENGTH)).filter(|(one, other)| one == other).count();
    Some(n_same as f64 / N_MINIMA as f64)
}

/// The MinHash of a fingerprint: its places one after the other, four hexadecimal digits each.
pub fn minhash(fingerprint: &str) -> Option<&str> {
    let (_, places) = fingerprint.split_once("minhash:")?;
    (places.len() == PLACE_LENGTH * N_MINIMA && places.is_ascii()).then_some(places)
}

/// The least hash of all shingles under each of the hash functions.
fn minima<'text>(paragraphs: impl IntoIterator<Item = &'text str>) -> [u64; N_MINIMA] {
    let seeds: [u64; N_MINIMA] = std::array::from_fn(|index| mixed(index as u64 + 1));
    let mut minima = [u64::MAX; N_MINIMA];
    let mut add = |shingle: u64| {
        for (seed, minimum) in seeds.iter().zip(&mut minima) {
            *minimum = (*minimum).min(mixed(shingle ^ seed));
        }
    };
    let words: Vec<u64> = paragraphs.into_iter().flat_map(words).collect();
    if words.len() < SHINGLE_WORDS {
        add(shingle(&words));
    }
    words.windows(SHINGLE_WORDS).for_each(|words| add(shingle(words)));
    minima
}

/// A hash of each word; case and punctuation do not matter.
fn words(text: &str) -> impl Iterator<Item = u64> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| {
        // FNV-1a
        word.chars().flat_map(char::to_lowercase).fold(0xCBF2_9CE4_8422_2325, |hash: u64, character| {
            (hash ^ u64::from(character)).wrapping_mul(0x0100_0000_01B3)
        })
    })
}

fn shingle(words: &[u64]) -> u64 {
    words.iter().fold(0, |hash, word| mixed(hash ^ word))
}

/// The finalizer of SplitMix64 (Steele et al., 2014).
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ value >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ value >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ value >> 31
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn numbers(range: std::ops::Range<u32>) -> String {
        range.map(|number| format!("word{number} ")).collect()
    }

    #[test]
    fn similarity_estimates_jaccard() {
        let shingles = |text: &str| -> HashSet<u64> {
            words(text).collect::<Vec<_>>().windows(SHINGLE_WORDS).map(shingle).collect()
        };
        let one = numbers(0..400);
        for other in
            [numbers(0..400), numbers(40..440), numbers(100..500), numbers(300..700), numbers(400..800)]
        {
            let (a, b) = (shingles(&one), shingles(&other));
            let exact = a.intersection(&b).count() as f64 / a.union(&b).count() as f64;
            let estimated = similarity(&of(&one, [one.as_str()]), &of(&other, [other.as_str()])).unwrap();
            assert!((estimated - exact).abs() < 0.15, "{estimated} for {exact}");
        }
    }

    #[test]
    fn residue_and_case_do_not_matter() {
        let story = "The council of Orla voted on Monday to build the bridge that the flood took away.";
        let shouted = format!("Share this\n\n{}", story.to_uppercase());
        let one = of(story, [story]);
        let other = of(&shouted, [&shouted[12..]]);
        assert_eq!(similarity(&one, &other), Some(1.0));
        assert_ne!(one, other);
    }

    #[test]
    fn short_texts_and_strange_fingerprints_do_no_harm() {
        let empty = of("", []);
        assert_eq!(similarity(&empty, &of("🙂", ["🙂"])), Some(1.0));
        assert_eq!(similarity(&empty, "sha256:00"), None);
        assert_eq!(similarity(&empty, "minhash:ü"), None);
    }

    #[test]
    fn a_fingerprint_stays_the_same_in_every_version() {
        let fingerprint = of("One two three four five six.", ["One two three four five six."]);
        let sum = "383cf07ad3b074e6fcabb6e340c92a9379f33c907939f3c838e16675a3656364";
        assert_eq!(checksum::sha256(fingerprint.as_bytes()), sum);
    }
}
