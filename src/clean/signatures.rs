//! Who made the text and its pictures: credits, roles, names and where they were sent, each a line of its own.

use super::fold::{core, fold};
use super::line::{Line, is_capitalised};
use super::lines::{Shape, n_words};
use super::patterns;
use super::words;

/// "Edited by Jane Doe" has no more words.
const MOST_WORK_WORDS: usize = 10;
/// "Words by Jane Doe. Pictures by John Roe." has no more words.
const MOST_CREDIT_WORDS: usize = 14;

impl Line<'_> {
    /// "Words by Jane Doe. Pictures by John Roe.": kinds of work, names, and nothing else.
    pub(super) fn is_credits(&self) -> bool {
        let mut words =
            self.original.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let is_work = |word: &str| words::WORKS.contains(&word.to_lowercase().as_str());
        let is_part = |word: &str| {
            word.is_empty()
                || is_capitalised(word)
                || is_work(word)
                || words::BYLINE_WORDS.contains(&word)
                || word == "by"
        };
        let first = words.next().unwrap_or_default();
        let by = self.original.contains(" by ");
        let names = by
            || (self.original.contains(": ")
                && !words::GENRES.contains(&first.trim_matches(':').to_lowercase().as_str()));
        (3..=MOST_CREDIT_WORDS).contains(&self.n_words) && is_work(first) && names && words.all(is_part)
    }

    /// "Words: Jane Doe / Photos: John Roe", "Edited by Jane Doe": a kind of work and names.
    pub(super) fn is_work(&self) -> bool {
        let Some((work, names)) = self.original.split_once(": ").or_else(|| self.original.split_once(" by "))
        else {
            return false;
        };
        let names = names.split_whitespace();
        let is_part = |word: &str| {
            is_capitalised(word)
                || matches!(word, "/" | "|" | "·" | "&")
                || words::BYLINE_WORDS.contains(&word)
        };
        !self.ends_sentence
            && self.n_words <= MOST_WORK_WORDS
            && names.clone().count() > 1
            && names.clone().all(is_part)
            && words::WORKS.contains(&work.to_lowercase().as_str())
    }

    /// "Author Jane Doe", "From Jane Doe in Brant": a role or a preposition, and a name.
    pub(super) fn is_signed(&self) -> bool {
        let Some((role, name)) = self.original.split_once(' ') else { return false };
        if self.ends_sentence || self.shape != Shape::Plain {
            return false;
        }
        let role = fold(role);
        let is_name = (2..=4).contains(&n_words(name))
            && name.split_whitespace().all(is_capitalised)
            && name.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || ".-'’".contains(c));
        is_name && words::SIGNERS.contains(&role.as_str())
    }

    /// "From Jane Doe in Brant", above an entry of a live report.
    pub(super) fn is_sent_from(&self) -> bool {
        let sender = self.original.strip_prefix("From ").filter(|_| self.shape == Shape::Plain);
        sender
            .is_some_and(|sender| !sender.contains(',') && Line::of(sender, self.span, self.shape).is_sent())
    }

    /// "Jane Doe | John Roe with AFP": names and agencies, and nothing else.
    pub(super) fn is_signature_list(&self) -> bool {
        let parts = self.original.split([',', '|', '·', '•', '&', '/']).flat_map(|part| part.split(" and "));
        let parts =
            parts.flat_map(|part| part.split(" with ")).map(str::trim).filter(|part| !part.is_empty());
        let common = |word: &str| words::TITLES.contains(&fold(word).as_str());
        let is_name = |part: &str| {
            (2..=4).contains(&n_words(part))
                && part
                    .split_whitespace()
                    .all(|word| is_capitalised(word) || words::PARTICLES.contains(&word))
                && !part.split_whitespace().any(common)
                && part.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || ".-'’".contains(c))
        };
        let is_known = |part: &str| {
            let part = Line::of(part, self.span, Shape::Plain);
            part.is_source() || part.is_role()
        };
        self.shape == Shape::Plain
            && !self.ends_sentence
            && self.n_words <= MOST_CREDIT_WORDS
            && parts.clone().count() > 1
            && parts.clone().next().is_some_and(is_name)
            && parts.clone().all(|part| is_name(part) || is_known(part))
    }

    /// "Jane Doe in Orla": who wrote, and where.
    pub(super) fn is_sent(&self) -> bool {
        let bracketed = self.original.strip_suffix(')').and_then(|line| line.split_once(" ("));
        let Some((name, place)) = self.original.split_once(" in ").or(bracketed) else { return false };
        let is_name = |words: &str| words.split_whitespace().all(is_capitalised);
        let common = |word: &str| words::TITLES.contains(&fold(word).as_str());
        self.shape == Shape::Plain
            && (2..=3).contains(&n_words(name))
            && (1..=if bracketed.is_some() { 4 } else { 2 }).contains(&n_words(place))
            && is_name(name)
            && is_name(place)
            && !self.original.contains(['?', '!', ':'])
            && !name.split_whitespace().any(common)
            && self.original.contains(char::is_lowercase)
    }

    /// "Reporting from Orla", below a name.
    pub(super) fn is_place(&self) -> bool {
        let place = self
            .original
            .strip_prefix("Reporting from ")
            .or_else(|| self.original.strip_prefix("reporting from "));
        place.is_some_and(|place| n_words(place) <= 4 && place.starts_with(char::is_uppercase))
            && !self.ends_sentence
    }

    /// "Staff writer, Orla", "Correspondent in Orla": a role or an agency, and a place.
    pub(super) fn is_posted(&self) -> bool {
        let parts = self.original.split_once(", ").or_else(|| self.original.split_once(" in "));
        let Some((role, place)) = parts else { return false };
        let known = matches!(patterns::whole(core(&fold(role))), Some("byline" | "source"));
        known
            && !self.ends_sentence
            && (1..=3).contains(&n_words(place))
            && place.split_whitespace().all(is_capitalised)
    }

    /// "Jane Doe for Orla Press".
    pub(super) fn is_taken_for(&self) -> bool {
        let Some((name, house)) = self.original.split_once(" for ") else { return false };
        let is_name = |words: &str| words.split_whitespace().all(is_capitalised);
        !self.ends_sentence
            && (2..=3).contains(&n_words(name))
            && n_words(house) <= 4
            && is_name(name)
            && is_name(house)
    }
}
