//! Documents that tell the same story: a wire report in ten outlets is one.
//!
//! Candidates are found by bands of their MinHash (locality-sensitive hashing; Leskovec, Rajaraman and Ullman, "Mining
//! of Massive Datasets", section 3.4), and joined where enough of it agrees.

use std::collections::HashMap;

use crate::fingerprint::{minhash, similarity};

/// Documents at least so alike tell the same story: the share of five-word sequences that two have in common.
const LEAST_SIMILARITY: f64 = 0.6;
/// Characters of a band of the MinHash: four places. Two documents so alike share one of the sixteen bands with a
/// probability of nine in ten, and two copies always.
const BAND_LENGTH: usize = 16;

/// What has to be known of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its fingerprint, as records have it.
    pub fingerprint: String,
    /// Its date, in ISO 8601.
    pub date: Option<String>,
    /// Its id.
    pub id: String,
}

/// For each document the one that tells its story first: by date (a document without one comes last), then by id.
///
/// The answer does not depend on the order of the documents.
pub fn stories(documents: &[Told]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by(|&one, &other| {
        let key =
            |index: usize| (documents[index].date.is_none(), &documents[index].date, &documents[index].id);
        key(one).cmp(&key(other))
    });
    // Documents are numbered by that order here, so that the first of a story has the lowest number.
    let fingerprint = |number: usize| documents[order[number]].fingerprint.as_str();
    let mut firsts: Vec<usize> = (0..documents.len()).collect();
    let mut earliest_in_band: HashMap<(usize, &str), usize> = HashMap::new();
    for number in 0..documents.len() {
        let bands =
            minhash(fingerprint(number)).unwrap_or_default().as_bytes().chunks(BAND_LENGTH).enumerate();
        for (place, band) in bands {
            let band = (place, std::str::from_utf8(band).unwrap_or_default());
            let earliest = *earliest_in_band.entry(band).or_insert(number);
            let (one, other) = (first(&firsts, earliest), first(&firsts, number));
            let alike = || similarity(fingerprint(earliest), fingerprint(number)) >= Some(LEAST_SIMILARITY);
            if one != other && alike() {
                firsts[one.max(other)] = one.min(other);
            }
        }
    }
    let mut stories = vec![0; documents.len()];
    for number in 0..documents.len() {
        stories[order[number]] = order[first(&firsts, number)];
    }
    stories
}

/// The first document of the story so far.
fn first(firsts: &[usize], mut number: usize) -> usize {
    while firsts[number] != number {
        number = firsts[number];
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint;

    fn told(id: &str, date: Option<&str>, text: &str) -> Told {
        Told { fingerprint: fingerprint::of(text, [text]), date: date.map(str::to_owned), id: id.to_owned() }
    }

    fn words(range: std::ops::Range<u32>) -> String {
        range.map(|number| format!("w{number} ")).collect()
    }

    #[test]
    fn copies_are_one_story_in_any_order() {
        let documents = [
            told("c", Some("2024-10-25"), &words(0..300)),
            told("x", Some("2024-10-01"), &words(1000..1300)),
            told("b", Some("2024-10-24"), &words(10..310)),
            told("a", None, &words(0..300)),
            told("d", Some("2024-10-24"), &words(0..310)),
            told("e", Some("2024-10-24"), "🙂"),
        ];
        let names = |documents: &[Told]| {
            let stories = stories(documents).into_iter().map(|index| documents[index].id.clone());
            let mut names: Vec<(String, String)> =
                documents.iter().map(|told| told.id.clone()).zip(stories).collect();
            names.sort();
            names
        };
        let expected = [("a", "b"), ("b", "b"), ("c", "b"), ("d", "b"), ("e", "e"), ("x", "x")];
        let expected = expected.map(|(id, story)| (id.to_owned(), story.to_owned()));
        assert_eq!(names(&documents), expected);
        let mut turned = documents.to_vec();
        for _ in 0..documents.len() {
            turned.rotate_left(1);
            assert_eq!(names(&turned), expected);
        }
        assert_eq!(stories(&[]), Vec::<usize>::new());
    }
}
