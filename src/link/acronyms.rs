//! Long names of organisations, and the short ones that the text makes of them.

use std::collections::HashMap;

use super::Name;
use super::bodies::has_capital;
use super::knowledge::Knowledge;
use super::names::{abbreviates, is_acronym, normal, without_legal_form, without_possessive};
use crate::types::EntityType;

/// Long names and the short ones that the text gives them.
pub(super) struct Acronyms<'t> {
    /// The normal forms of short names that stand in brackets: as they are written there, and whom they mean.
    definitions: HashMap<String, (&'t str, usize)>,
    long: Vec<usize>,
    /// The first and last words of organisations' names → the name; nothing where several share them.
    parts: HashMap<String, Option<usize>>,
}

impl<'t> Acronyms<'t> {
    pub(super) fn collect(text: &'t str, names: &[Name<'t>], knowledge: &Knowledge) -> Self {
        let is_long = |name: &Name<'_>| {
            name.normal.contains(' ')
                && has_capital(name.raw)
                && matches!(name.kind, EntityType::Org | EntityType::Norp | EntityType::Loc)
        };
        let long: Vec<usize> = (0..names.len()).filter(|&index| is_long(&names[index])).collect();
        let mut definitions = HashMap::new();
        for &index in &long {
            let name = &names[index];
            let inside = text[name.span.end()..].strip_prefix(" (").unwrap_or_default();
            let acronym = &inside[..inside.find(')').filter(|&end| end <= 12).unwrap_or(0)];
            let form = normal(acronym);
            if is_acronym(acronym) && abbreviates(&form, &name.normal) {
                definitions.entry(form).or_insert((acronym, index));
            }
        }
        for index in 1..names.len() {
            if let Some((short, long)) = bracketed(text, names, index, knowledge) {
                definitions.entry(short.normal.clone()).or_insert((without_possessive(short.raw), long));
            }
        }
        let mut parts: HashMap<String, Option<usize>> = HashMap::new();
        for &index in long.iter().filter(|&&index| names[index].kind == EntityType::Org) {
            let whole = without_legal_form(&names[index].normal);
            let cuts: Vec<usize> = whole.match_indices(' ').map(|(at, _)| at).collect();
            for part in cuts.iter().flat_map(|&at| [&whole[..at], &whole[at + 1..]]) {
                let known = parts.entry(part.to_owned()).or_insert(Some(index));
                let same = |other: usize| without_legal_form(&names[other].normal) == whole;
                *known = known.filter(|&other| same(other));
            }
        }
        Self { definitions, long, parts }
    }

    /// The name that the text itself shortens to this one: "World Health Organization (WHO)".
    pub(super) fn defined(&self, name: &Name<'_>) -> Option<usize> {
        let &(written, of) = self.definitions.get(&name.normal)?;
        (is_acronym(name.raw) || without_possessive(name.raw) == written).then_some(of)
    }

    /// The one long name of an organisation that begins or ends with these words: "Corvane" of Corvane Logistics.
    pub(super) fn part(&self, name: &Name<'_>) -> Option<usize> {
        self.parts.get(&name.normal).copied().flatten().filter(|_| name.kind == EntityType::Org)
    }

    /// The one long name whose first letters these are.
    pub(super) fn implied(&self, names: &[Name<'_>], name: &Name<'_>) -> Option<usize> {
        if !is_acronym(name.raw) {
            return None;
        }
        let fits = |index: &&usize| abbreviates(&name.normal, &names[**index].normal);
        let first = *self.long.iter().find(fits)?;
        let same = |index: &usize| names[*index].normal == names[first].normal;
        self.long.iter().filter(fits).all(same).then_some(first)
    }
}

/// The short name and the long one, where the name at `index` stands in brackets behind the one before, in whatever
/// language the letters are: "Harbour Board of Orla (HAVBO)", "EAAB (Empresa de Acueducto)".
fn bracketed<'n, 't>(
    text: &str,
    names: &'n [Name<'t>],
    index: usize,
    knowledge: &Knowledge,
) -> Option<(&'n Name<'t>, usize)> {
    let (outer, inner) = (&names[index - 1], &names[index]);
    let opens = text.get(outer.span.end()..inner.span.start()) == Some(" (");
    let behind = text[inner.span.end()..].strip_prefix(')').filter(|_| opens)?;
    let is_long = |name: &Name<'_>| name.kind == EntityType::Org && name.normal.contains(' ');
    let (short, long) = if is_long(outer) { (inner, index - 1) } else { (outer, index) };
    let n_capitals = short.raw.chars().filter(|c| c.is_uppercase()).count();
    let is_short = short.kind == EntityType::Org
        && !short.raw.contains(' ')
        && n_capitals > 0
        && short.raw.chars().count() > 2
        && knowledge.find(&short.normal).is_empty();
    // Capitals whose letters are others may be those of a translation, or of whoever signs at the end of a sentence.
    let goes_on = behind.starts_with([' ', ',', ';']);
    let is_made_of = abridges(&short.normal, &names[long].normal) || is_acronym(short.raw) && goes_on;
    (is_short && is_long(&names[long]) && is_made_of).then_some((short, long))
}

/// Whether a short name begins like a long one and has letters of it, in their order.
fn abridges(short: &str, long: &str) -> bool {
    let mut letters = long.chars().filter(|c| *c != ' ');
    let begins = long.chars().next() == short.chars().next();
    begins && short.chars().filter(|c| *c != ' ').all(|letter| letters.any(|other| other == letter))
}
