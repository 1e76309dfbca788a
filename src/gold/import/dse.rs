//! The directed sentiment set: `text with [A] and [B] <tab> A <tab> B <tab> code`, both directions a sentence.
//!
//! Codes are 0 neutral, 1 A→B positive, 2 B→A positive, 3 A→B negative, 4 B→A negative, so each line is two rows:
//! what B thinks of A (target 0) and what A thinks of B (target 1). Spans are noisy by a character and are snapped to words, counted.
//! The set has no types: its mentions are MISC. The same sentence with other pairs is the same cluster.

use std::collections::HashMap;

use super::page::Page;
use super::targets::{self, MarkedTarget};
use crate::gold::labels::{Labels, Place};
use crate::types::{EntityType, Stance};

pub(super) fn read(page: &mut Page, content: &str) -> Vec<Labels> {
    let mut documents = Vec::new();
    let mut clusters: HashMap<String, String> = HashMap::new();
    for (line, row) in (1_u64..).zip(content.lines()).filter(|(_, row)| !row.trim().is_empty()) {
        let (text, targets) = match sentence(page, row) {
            Ok(Some(sentence)) => sentence,
            Ok(None) => continue,
            Err(message) => {
                page.say(Some(line), message);
                continue;
            }
        };
        let id = format!("{}#{line}", page.stem());
        let cluster = clusters.entry(text.clone()).or_insert_with(|| id.clone()).clone();
        documents.push(targets::labels(page, (id, cluster), line, text, EntityType::Misc, &targets));
    }
    documents
}

fn sentence(page: &mut Page, row: &str) -> Result<Option<(String, [MarkedTarget; 2])>, String> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [marked, first, second, code] = cells.as_slice() else {
        return Err(format!("{} columns; a line is text, A, B and a code, separated by tabs", cells.len()));
    };
    let stances = match code.trim() {
        "0" => [Stance::Neutral, Stance::Neutral],
        "1" => [Stance::Neutral, Stance::Favor],
        "2" => [Stance::Favor, Stance::Neutral],
        "3" => [Stance::Neutral, Stance::Against],
        "4" => [Stance::Against, Stance::Neutral],
        other => return Err(format!("code \"{other}\"; codes are 0 to 4")),
    };
    let (at_first, at_second) = (marked.find(&format!("[{first}]")), marked.rfind(&format!("[{second}]")));
    let (Some(at_first), Some(at_second)) = (at_first, at_second) else {
        page.note("lines whose entities are not marked in the text, left out");
        return Ok(None);
    };
    if at_first == at_second {
        page.note("lines whose entities are not marked in the text, left out");
        return Ok(None);
    }
    let (text, places) = unmarked(marked, [(at_first, first.len()), (at_second, second.len())]);
    let characters: Vec<char> = text.chars().collect();
    let snapped = places.map(|place| snapped(&characters, place));
    let n_moved = snapped.iter().zip(places).filter(|(snapped, place)| **snapped != *place).count();
    page.notes.add("spans snapped to words", n_moved);
    if snapped.iter().any(|place| place.is_empty()) {
        page.note("lines with an entity that has no letters, left out");
        return Ok(None);
    }
    let target = |index: usize| MarkedTarget {
        places: vec![snapped[index]],
        stance: stances[index],
        holder: Some(1 - index),
    };
    Ok(Some((text, [target(0), target(1)])))
}

/// The text without the two pairs of brackets at these bytes, and the places that they enclosed.
fn unmarked(marked: &str, pairs: [(usize, usize); 2]) -> (String, [Place; 2]) {
    let brackets: Vec<usize> =
        pairs.iter().flat_map(|&(start, length)| [start, start + 1 + length]).collect();
    let mut text = String::with_capacity(marked.len());
    let mut places = [Place::default(); 2];
    let mut n_points = 0;
    for (byte, char) in marked.char_indices() {
        for (place, (start, length)) in places.iter_mut().zip(pairs) {
            match byte {
                _ if byte == start => place.start = n_points,
                _ if byte == start + 1 + length => place.end = n_points,
                _ => {}
            }
        }
        if !brackets.contains(&byte) {
            text.push(char);
            n_points += 1;
        }
    }
    (text, places)
}

/// The named repair: "[Congre]ss" → "Congress", "[Kasich’]s" → "Kasich", "[the U. S.]" → "U. S.".
fn snapped(text: &[char], place: Place) -> Place {
    let Place { mut start, mut end } = place;
    let is_word = |at: usize| text.get(at).is_some_and(|char| char.is_alphanumeric());
    while start < end && !is_word(start) {
        start += 1;
    }
    while end > start && !(is_word(end - 1) || text[end - 1] == '.') {
        end -= 1;
    }
    while start > 0 && is_word(start - 1) {
        start -= 1;
    }
    while end > 0 && end < text.len() && is_word(end - 1) && is_word(end) {
        end += 1;
    }
    let words: String = text[start.min(end)..end].iter().collect();
    if words.to_lowercase().starts_with("the ") {
        start += 4;
    }
    if text[start.min(end)..end].iter().collect::<String>().ends_with("'s") || words.ends_with("’s") {
        end -= 2;
    }
    Place::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_bad, check_notes, options, said};
    use crate::gold::import::Format;

    #[test]
    fn both_directions_are_rows() {
        let file = "[the Kasich’]s men hit [Congre]ss.\tthe Kasich’\tCongre\t3\r\n[A] and A met [B] 😀.\tA\tB\t2\n[A] [A]\tA\tA\t0\n[A] and A met [B] 😀.\tB\tA\t0\n";
        assert_eq!(
            said(Format::Dse, file),
            [
                "f#1 0..30 body",
                "MISC Kasich actor Kasich",
                "MISC Congress actor Congress",
                "Kasich neutral author target 0 of Congress",
                "Congress against author target 1 of Kasich",
                "f#2 0..16 body",
                "MISC A actor A",
                "MISC B actor B",
                "A favor author target 0 of B",
                "B neutral author target 1 of A",
                "f#3 0..3 body",
                "MISC A actor A",
                "MISC A actor A#2",
                "A neutral author target 0 of A#2",
                "A#2 neutral author target 1 of A",
                "f#4 0..16 body",
                "MISC A actor A",
                "MISC B actor B",
                "B neutral author target 0 of A",
                "A neutral author target 1 of B",
            ]
        );
        check_notes(Format::Dse, file, &options(), &["spans snapped to words: 2"]);
        let read = crate::gold::import::read(Format::Dse, "f.x", file, &options()).expect("it is good");
        assert_eq!(read.documents[3].cluster, read.documents[1].cluster);
    }

    #[test]
    fn what_cannot_be_placed_is_counted() {
        let file = "[A] met B\tA\tB\t0\n[A]\tA\tA\t0\n[--] met [B]\t--\tB\t0\n";
        check_notes(
            Format::Dse,
            file,
            &options(),
            &[
                "lines whose entities are not marked in the text, left out: 2",
                "spans snapped to words: 1",
                "lines with an entity that has no letters, left out: 1",
            ],
        );
    }

    #[test]
    fn bad_files_say_why() {
        let bad = |file: &str, expected: &[&str]| check_bad(Format::Dse, file, &options(), expected);
        bad("\n", &["empty"]);
        bad("[A] met [B]\tA\tB\t0\n[A] met [B]\tA\tB\n", &["f.x:2: 3 columns"]);
        bad("[A] met [B]\tA\tB\t7\n", &["f.x:1: code \"7\""]);
    }
}
