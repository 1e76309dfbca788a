//! Teasers that a page hangs on a name in the middle of a sentence: "Ann Lee Ann Marie LeeStorm hits coast MORE said".
//!
//! Some sites link a name to a box of headlines, and scrapers put the box's text behind the name: the full name, the
//! headlines without a space before them, and "MORE". Such a stretch is part of its paragraph, and nobody reads it.

use crate::types::{Paragraph, Span};

/// What ends the box.
const END: &str = "MORE";
/// A box is no longer.
const MOST_BYTES: usize = 700;
/// A full name is no longer.
const MOST_NAME_BYTES: usize = 80;
/// Names of a full name before its last, at most.
const MOST_NAMES: usize = 4;
/// Small words inside names.
const PARTICLES: &str = "al bin da das de del della den der di do dos du el la le ten ter van von y";
/// A shorter last word of a name proves nothing.
const FEWEST_LETTERS: usize = 3;

/// The teasers inside the paragraphs of a text, in order.
pub fn teasers(text: &str, paragraphs: &[Paragraph]) -> Vec<Span> {
    paragraphs
        .iter()
        .flat_map(|paragraph| {
            let base = paragraph.span.start();
            in_paragraph(paragraph.span.of(text)).into_iter().map(move |span| span.shifted(base))
        })
        .collect()
}

/// The text with spaces in place of some spans of it; every offset stays.
pub fn blanked(text: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    for span in spans {
        out.push_str(&text[out.len()..span.start()]);
        out.extend(std::iter::repeat_n(' ', span.len()));
    }
    out.push_str(&text[out.len()..]);
    out
}

fn in_paragraph(paragraph: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (at, _) in paragraph.match_indices(END) {
        let end = at + END.len();
        let (before, behind) = (&paragraph[..at], &paragraph[end..]);
        if before.ends_with(char::is_uppercase) || behind.starts_with(char::is_alphanumeric) {
            continue;
        }
        let from = found.last().map_or(0, |last| last.end()).max(at.saturating_sub(MOST_BYTES));
        let from = paragraph.ceil_char_boundary(from);
        let begin = |joint: usize| begin_of_name(paragraph, from, joint);
        let glued = || joints(paragraph, from, at, "").find_map(begin);
        // With a space in place of the joint, the sentence must go on behind the box.
        let goes_on = behind.starts_with(['\'', '’'])
            || behind
                .strip_prefix(' ')
                .is_some_and(|it| it.starts_with(|c: char| c.is_lowercase() || c == '('));
        let spaced = || joints(paragraph, from, at, " ").filter_map(begin).last().filter(|_| goes_on);
        found.extend(glued().or_else(spaced).map(|start| Span::new(start, end)));
    }
    found
}

/// Where, up to `end`, a word in lower case ends and, behind `gap`, a capital, a digit or a quotation mark follows.
fn joints<'a>(
    paragraph: &'a str,
    start: usize,
    end: usize,
    gap: &'a str,
) -> impl Iterator<Item = usize> + 'a {
    let is_joint = move |at: &usize| {
        let next = paragraph[*at..].strip_prefix(gap).and_then(|rest| rest.chars().next());
        next.is_some_and(|c| c.is_uppercase() || c.is_numeric() || "'‘\"“".contains(c))
    };
    let ends = paragraph[start..end].char_indices().filter(|(_, c)| c.is_lowercase());
    ends.map(move |(at, c)| start + at + c.len_utf8()).filter(is_joint)
}

/// Where the box begins whose headlines begin at `joint`: behind the name whose last word the full name before `joint`
/// repeats.
fn begin_of_name(paragraph: &str, from: usize, joint: usize) -> Option<usize> {
    let is_of_name = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-');
    let reach = paragraph.ceil_char_boundary(from.max(joint.saturating_sub(MOST_NAME_BYTES)));
    let names = paragraph.get(reach..joint)?;
    let word = names.rsplit(|c| !is_of_name(c)).next()?;
    if !word.starts_with(char::is_uppercase) || word.chars().count() < FEWEST_LETTERS {
        return None;
    }
    let start = joint - word.len();
    let before = reach + names[..start - reach].rfind(word)?;
    let behind = before + word.len();
    let is_whole = !paragraph[..before].ends_with(is_of_name)
        && !paragraph[behind..].starts_with(|c: char| c.is_lowercase());
    let suffix =
        [" Jr.", ", Jr.", " Sr.", " III", " II"].into_iter().find(|it| paragraph[behind..].starts_with(it));
    let begin = behind + suffix.map_or(0, str::len);
    let mut full_name = paragraph.get(begin..start)?.split_whitespace().peekable();
    let is_of_full_name = |word: &str| {
        let is_initial = word.len() <= 2;
        let is_end = word.ends_with(['.', ',', ':', ';', '!', '?']) && !is_initial;
        !is_end && word.starts_with(|c: char| c.is_uppercase() || c == '(')
            || PARTICLES.split(' ').any(|it| it == word)
    };
    let is_full_name = full_name.peek().is_some()
        && full_name.clone().count() <= MOST_NAMES
        && full_name.all(is_of_full_name);
    (is_whole && is_full_name).then_some(begin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Role;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let paragraph = Paragraph { span: Span::new(0, text.len()), role: Role::Body };
        let blank = blanked(text, &teasers(text, &[paragraph]));
        assert_eq!(blank.len(), text.len());
        assert_eq!(blank.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{text}");
    }

    #[test]
    fn boxes_behind_names_go() {
        check(
            "Sen. Ann Lee Ann (Annie) Marie LeeStorm hits coast Five takeaways MORE (D-Ohio) said.",
            "Sen. Ann Lee (D-Ohio) said.",
        );
        check(
            "Ann Lee Ann LeeMORE’s plan and Bo Okafor Bo OkaforMoreno: ‘I quit’ MORE, too.",
            "Ann Lee ’s plan and Bo Okafor , too.",
        );
        check(
            "With President O'Neill John O'Neill2026 race opens MORE’s help.",
            "With President O'Neill ’s help.",
        );
        check("Aide Ann LeeAnn Marie LeeStorm hits coast MORE left.", "Aide Ann Lee left.");
        check(
            "Speaker Ann Lee Ann Marie Lee Five takeaways MORE (D-Ohio) said.",
            "Speaker Ann Lee (D-Ohio) said.",
        );
        check("Mayor Ann de Lee Ann de LeeStorm hits coast MORE spoke.", "Mayor Ann de Lee spoke.");
        check("Bo McCoy Jr. Bo James McCoyThe Daily Report: snow MORE spoke.", "Bo McCoy Jr. spoke.");
    }

    #[test]
    fn other_words_stay() {
        for text in [
            "Lee wants MORE for less.",
            "Ann Lee uses an iPhone and an iPad, and wants MORE.",
            "McCoy met McCoy and asked for MORE.",
            "Ann Lee Ann LeeStorm hits coast",
            "Lee met the Lees. Lee Storm hit the coast, and Lee Brown wants MORE.",
            "Ann Lee Ann LeeStorm hits coast MOREOVER",
            "Gov. Ann Lee Governor Ann Lee Visits BALTIMORE (AP) and praised the police.",
            "Lee Tells Team Lee He Wants MORE.",
            "We want justice for Lee. Ann Lee Storm and we will ask for MORE, they chanted.",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn a_paragraph_without_end_is_read_in_time() {
        for piece in ["aB-MORE-", "aBcD'eFgH'MORE'", "Ann Lee Ann LeeStorm MORE "] {
            let text = piece.repeat(200_000 / piece.len());
            assert!(in_paragraph(&text).len() <= text.len() / piece.len());
        }
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_offsets(text in "(Ann |Lee|LeeBo| MORE|é|🙂|\\(|’s ){0,30}") {
            let text = format!("{text}. Jo Ray Jo RayStorm{text} MORE, {text}");
            let paragraph = Paragraph { span: Span::new(0, text.len()), role: Role::Body };
            let spans = teasers(&text, &[paragraph]);
            prop_assert!(!spans.is_empty());
            prop_assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
            let blank = blanked(&text, &spans);
            prop_assert_eq!(blank.len(), text.len());
            let is_right = |at: usize| {
                let is_kept = !spans.iter().any(|span| span.start() <= at && at < span.end());
                blank.as_bytes()[at] == if is_kept { text.as_bytes()[at] } else { b' ' }
            };
            prop_assert!((0..text.len()).all(is_right));
        }
    }
}
