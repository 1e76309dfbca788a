//! Small kinds of residue that their marks give away: brackets, slashes, dashes, a pictograph.

use super::fold::{core, is_pictograph};
use super::line::{Line, MOST_LABEL_WORDS, MOST_TEASER_WORDS, MOST_VOCABULARY_WORDS, is_capitalised, tokens};
use super::lines::{Shape, ends_sentence, n_words};
use super::patterns::is_word_end;
use super::words;

/// A note on how an interview was made has no more words.
const MOST_NOTE_WORDS: usize = 20;

impl Line<'_> {
    /// "Jane Doe/Orla Press": a photographer and the agency, joined by a bar without spaces.
    pub(super) fn is_credit(&self) -> bool {
        let bare = self.original.trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
        let Some((name, agency)) = bare.split_once('/') else { return false };
        let is_lettered = |c: char| c.is_alphabetic() || c.is_whitespace() || ".'’/,&".contains(c);
        let is_name =
            |words: &str| words.split_whitespace().all(is_capitalised) && words.chars().all(is_lettered);
        self.shape == Shape::Plain
            && self.n_words <= MOST_LABEL_WORDS
            && (2..=3).contains(&n_words(name))
            && name.ends_with(' ') == agency.starts_with(' ')
            && agency.trim_start().starts_with(char::is_uppercase)
            && agency.len() > 2
            && is_name(name)
            && name.contains(char::is_lowercase)
            && is_name(agency)
            && !self.ends_sentence
    }

    /// "This interview has been edited for length and clarity."
    pub(super) fn is_note(&self) -> bool {
        let core = core(&self.folded);
        let holds = |words: &[&str]| words.iter().any(|word| core.contains(word));
        self.n_words <= MOST_NOTE_WORDS
            && words::NOTE_ENDINGS.iter().any(|ending| core.ends_with(ending))
            && holds(&["edited", "condensed", "abridged"])
            && holds(&["for length", "for clarity", "for brevity", "for style", "for space"])
            && words::NOTES
                .iter()
                .any(|note| core.strip_prefix(note).is_some_and(|rest| is_word_end(note, rest)))
    }

    /// "— Jane Doe (@janedoe) May 5, 2020", which a scraper cut off from the post.
    pub(super) fn is_signature_of_post(&self) -> bool {
        let dashes = ['-', '–', '—', ' '];
        let Some(name) = self.original.split_once("(@").map(|(name, _)| name.trim_matches(dashes)) else {
            return false;
        };
        self.original.starts_with(['-', '–', '—'])
            && self.original.ends_with(|c: char| c.is_ascii_digit())
            && (1..=MOST_LABEL_WORDS).contains(&n_words(name))
            && name.starts_with(char::is_uppercase)
            && !name.contains(['–', '—', '#', ':'])
            && self.n_words <= MOST_VOCABULARY_WORDS
    }

    /// "( Full election results)": where a scraper lost the link, its spaces stay.
    pub(super) fn is_bracketed_link(&self) -> bool {
        let inner = self.original.strip_prefix("( ").and_then(|rest| rest.strip_suffix(')'));
        self.n_words <= MOST_VOCABULARY_WORDS
            && inner.is_some_and(|inner| !inner.contains(')') && !ends_sentence(inner))
    }

    /// A cup, a bell or an ear beside words of the page: "☕ Buy the author a coffee".
    pub(super) fn is_invitation(&self) -> bool {
        self.n_words <= MOST_TEASER_WORDS
            && self.original.starts_with(|c: char| is_pictograph(c) && !('■'..='◿').contains(&c))
            && self.invites()
    }

    /// Whether it asks readers for something and is no post that the article shows.
    pub(super) fn invites(&self) -> bool {
        let posted = ["@", "#", "http", "t.co/", "pic.twitter"].iter().any(|mark| self.folded.contains(mark));
        !posted && tokens(&self.folded).any(|word| words::INVITATIONS.contains(&word))
    }
}
