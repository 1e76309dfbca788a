//! Source stamps inside paragraphs: "(Reuters)", "(Source: TASS)"; and whoever took the picture below which a caption
//! stands.
//!
//! Such a stamp is text, so it stays; but its outlet only reported, so it must not be judged.
//! "(AP)" after a full name is an abbreviation and no stamp: a bare agency counts only where stamps stand,
//! at either end of a paragraph or in a dateline.

use super::captions;
use crate::types::{Attribution, Paragraph, Role, Span};

/// What opens a stamp that says what it is.
const LABELS: [&str; 6] =
    ["source attribution:", "source:", "sources:", "credit:", "photo credit:", "attribution:"];
/// Agencies and outlets that sign with a bare name.
const AGENCIES: [&str; 56] = [
    "reuters",
    "ap",
    "associated press",
    "the associated press",
    "ap photo",
    "afp",
    "agence france-presse",
    "tass",
    "itar-tass",
    "ria",
    "ria novosti",
    "ria news",
    "interfax",
    "sputnik",
    "rt",
    "xinhua",
    "bloomberg",
    "bloomberg news",
    "cnn",
    "bbc",
    "bbc news",
    "upi",
    "dpa",
    "ansa",
    "efe",
    "epa",
    "anadolu",
    "anadolu agency",
    "al jazeera",
    "ians",
    "pti",
    "ani",
    "kyodo",
    "kyodo news",
    "yonhap",
    "ukrinform",
    "irna",
    "tasnim",
    "fars",
    "sana",
    "wafa",
    "times of israel",
    "haaretz",
    "jta",
    "jns",
    "ynet",
    "kan",
    "getty images",
    "getty",
    "shutterstock",
    "cnnmoney",
    "fox news",
    "npr",
    "pool",
    "ap images",
    "newsmax",
];
/// A longer bracket holds more than a stamp.
const MOST_BYTES: usize = 100;
/// A dateline is no longer.
const MOST_DATELINE_BYTES: usize = 60;
/// A source has no more words.
const MOST_WORDS: usize = 8;

/// The source stamps inside the paragraphs of a text, in order.
pub fn attributions(text: &str, paragraphs: &[Paragraph]) -> Vec<Attribution> {
    paragraphs
        .iter()
        .flat_map(|paragraph| in_paragraph(paragraph.span.of(text), paragraph.role, paragraph.span.start()))
        .collect()
}

fn in_paragraph(paragraph: &str, role: Role, base: usize) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = brackets(paragraph)
        .filter_map(|(start, end)| {
            let source = bracketed_source(paragraph, start, end)?;
            Some(Attribution { span: Span::new(start, end).shifted(base), source })
        })
        .collect();
    let credit = || {
        let (start, names) = if role == Role::Caption { captions::credit(paragraph)? } else { return None };
        let names = paragraph[names..].trim().trim_start_matches("Credit ").trim_end_matches('.');
        Some((start, names.to_owned()))
    };
    if let Some((start, source)) = closing_source(paragraph).or_else(credit) {
        let span = Span::new(start, paragraph.len()).shifted(base);
        if found.last().is_none_or(|last| !last.span.overlaps(span)) {
            found.push(Attribution { span, source });
        }
    }
    found
}

/// The innermost short brackets, as byte ranges that include them.
fn brackets(paragraph: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut open = None;
    paragraph.match_indices(['(', '[', ')', ']']).filter_map(move |(at, bracket)| {
        if matches!(bracket, "(" | "[") {
            open = Some(at);
            return None;
        }
        open.take().filter(|start| at - start <= MOST_BYTES).map(|start| (start, at + 1))
    })
}

fn bracketed_source(paragraph: &str, start: usize, end: usize) -> Option<String> {
    let inner = paragraph[start + 1..end - 1].trim();
    if let Some(source) = labelled(inner) {
        return Some(source.to_string());
    }
    let agency = agency(inner)?;
    let (before, after) = (&paragraph[..start], &paragraph[end..]);
    let rest = after.trim_start();
    let closes = rest.trim_end_matches(['.', '"', '”']).is_empty() && !abbreviates(before, agency);
    let opens = start <= MOST_DATELINE_BYTES && rest.starts_with(['-', '–', '—']);
    let touches = start <= MOST_DATELINE_BYTES && after.starts_with(char::is_uppercase);
    (closes || opens || touches || start == 0).then(|| agency.trim_end_matches(" Photo").to_string())
}

/// Whether the bracket abbreviates the name before it, as in "the Associated Press (AP)".
fn abbreviates(before: &str, agency: &str) -> bool {
    let n_letters = agency.chars().count();
    let mut words: Vec<&str> = before.split_whitespace().rev().take(n_letters).collect();
    words.reverse();
    words.iter().filter_map(|word| word.chars().next()).eq(agency.chars())
}

/// The source after "Source:", where a short one follows.
fn labelled(text: &str) -> Option<&str> {
    let source = LABELS.iter().find_map(|label| {
        let head = text.get(..label.len())?;
        head.eq_ignore_ascii_case(label).then(|| text[label.len()..].trim().trim_end_matches('.'))
    })?;
    (!source.is_empty() && source.split_whitespace().count() <= MOST_WORDS).then_some(source)
}

/// The agency that a bracket names: alone, after the photographer's slash, or after "via".
fn agency(inner: &str) -> Option<&str> {
    let last = inner.rsplit(['/', '|']).next().unwrap_or(inner).trim();
    let last = last.rsplit_once("via ").map_or(last, |(_, agency)| agency.trim());
    let first = inner.split(['/', '|']).next().unwrap_or(inner).trim();
    [last, first].into_iter().find(|name| AGENCIES.contains(&name.to_lowercase().as_str()))
}

/// "Source: TASS" as the last words of a paragraph, after a finished sentence.
fn closing_source(paragraph: &str) -> Option<(usize, String)> {
    let from = paragraph.ceil_char_boundary(paragraph.len().saturating_sub(MOST_BYTES));
    let tail = &paragraph[from..];
    let start = tail.to_ascii_lowercase().rmatch_indices("source").map(|(at, _)| at).find(|&at| {
        let before = tail[..at].trim_end();
        labelled(&tail[at..]).is_some()
            && before.ends_with(['.', '!', '?', '"', '”', ')'])
            && !tail[at..].contains(". ")
    })?;
    Some((from + start, labelled(&tail[start..])?.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::types::Role;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let paragraphs = [Paragraph { span: Span::new(0, text.len()), role: Role::Body }];
        let attributions = attributions(text, &paragraphs);
        let found: Vec<(&str, &str)> =
            attributions.iter().map(|found| (found.source.as_str(), found.span.of(text))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stamps_are_found() {
        check("It rained. (Source attribution: RIA News)", &[("RIA News", "(Source attribution: RIA News)")]);
        check("OSLO, Nov. 5 (Reuters) - It rained.", &[("Reuters", "(Reuters)")]);
        check("(CNN) It rained.", &[("CNN", "(CNN)")]);
        check("Oslo (CNN)It rained.", &[("CNN", "(CNN)")]);
        check("It rained. (AP)", &[("AP", "(AP)")]);
        check("It rained. Source: TASS", &[("TASS", "Source: TASS")]);
        check("A crane at dusk. (Jane Doe/Reuters)", &[("Reuters", "(Jane Doe/Reuters)")]);
        check("A crane at dusk. (AP Photo/Jane Doe)", &[("AP", "(AP Photo/Jane Doe)")]);
        check("A crane [Jane Doe/Al Jazeera]", &[("Al Jazeera", "[Jane Doe/Al Jazeera]")]);
    }

    #[test]
    fn captions_close_with_credits() {
        let credit = |caption: &str, role: Role| {
            let paragraphs = [Paragraph { span: Span::new(0, caption.len()), role }];
            attributions(caption, &paragraphs).pop().map(|found| found.source)
        };
        let found = |caption: &str| credit(caption, Role::Caption);
        assert_eq!(found("A crane at dusk. Credit: Jane D. Doe").as_deref(), Some("Jane D. Doe"));
        let unlabelled = "A crane at dusk. Credit Jane D. Doe/The Orla Times";
        assert_eq!(found(unlabelled).as_deref(), Some("Jane D. Doe/The Orla Times"));
        assert_eq!(found("A crane at dusk in Orla.").as_deref(), None);
        assert_eq!(credit(unlabelled, Role::Body).as_deref(), None);
    }

    #[test]
    fn abbreviations_are_no_stamps() {
        check("The Associated Press (AP) said that it rained.", &[]);
        check("So wrote the Associated Press (AP).", &[]);
        check("She works (for Reuters) in Oslo.", &[]);
        check("He named no source: that was the rule of the house, and he kept to it until the end.", &[]);
        check("The source: a man (not named here) who saw it all.", &[]);
    }

    proptest! {
        #[test]
        fn spans_lie_inside(text in "(\\PC|[()\\[\\] .]|AP|Source: |Reuters){0,60}") {
            let paragraphs = [Paragraph { span: Span::new(0, text.len()), role: Role::Body }];
            let mut end = 0;
            for found in attributions(&text, &paragraphs) {
                prop_assert!(found.span.start() >= end && !found.span.of(&text).is_empty());
                end = found.span.end();
            }
        }
    }
}
