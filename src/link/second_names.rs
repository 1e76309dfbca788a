//! Second names that a text gives a person: "née Marsh", "was born Jane Marsh", "also known as", a name in its own script.

use super::Name;
use crate::types::EntityType;

/// How a text gives a person a second name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SecondName {
    /// Right behind the first name: "Gayane Bell (née Marsh)".
    Behind,
    /// Somewhere else, with the same given name: "She was born Gayane Marsh".
    Born,
}

/// Words between a name and another one of the same person.
const BETWEEN: [&str; 6] = ["née", "nee", "né", "aka", "a.k.a.", "was born"];

/// Such words behind a comma or in a bracket.
const BETWEEN_APART: [&str; 8] = [
    "born",
    "alias",
    "known as",
    "also known as",
    "better known as",
    "formerly known as",
    "nicknamed",
    "real name",
];

/// Whether the name is a second one of a person whom the text has named already.
pub(super) fn second_name(before: Option<&Name<'_>>, name: &Name<'_>) -> Option<SecondName> {
    if name.kind != EntityType::Per {
        return None;
    }
    if before.is_some_and(|before| is_behind(before, name)) {
        return Some(SecondName::Behind);
    }
    let was_born = ["he was born ", "He was born "].iter().any(|words| name.before.ends_with(words));
    was_born.then_some(SecondName::Born)
}

fn is_behind(before: &Name<'_>, name: &Name<'_>) -> bool {
    if before.kind != EntityType::Per || before.paragraph != name.paragraph {
        return false;
    }
    let gap = name.span.start().checked_sub(before.span.end());
    let start = gap.and_then(|gap| name.before.len().checked_sub(gap));
    let Some(gap) = start.and_then(|start| name.before.get(start..)) else { return false };
    // "Gayane Marsh (Գայանե)"
    let own_script = gap == " (" && !name.raw.chars().any(|c| c.is_ascii_alphabetic());
    let words =
        gap.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '“' | '"' | ':' | '—' | '–'));
    let apart =
        gap.starts_with(',') || gap.starts_with(" (") || gap.starts_with(" —") || gap.starts_with(" –");
    own_script || BETWEEN.contains(&words) || apart && BETWEEN_APART.contains(&words)
}
