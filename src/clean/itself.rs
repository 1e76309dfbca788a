//! What a text says of itself, as no article does: "This story was made possible by a grant."
//!
//! A correction stays, because it changes what the article says.

use std::sync::LazyLock;

use super::fold::core;
use super::line::{Line, is_capitalised, tokens};
use super::patterns::list;

/// A longer line tells more than how the text came about.
const MOST_WORDS: usize = 40;
/// The kind of text comes among so many words: "This opinion piece was".
const N_WORDS_OF_NAME: usize = 3;
/// "A shorter French" version of this article; in bytes.
const MOST_BYTES_OF_VERSION: usize = 24;
/// A note on the rights in a text has no more words.
const MOST_LAW_WORDS: usize = 90;
/// "Copyright" with a name behind it has no more.
const MOST_NOTICE_WORDS: usize = 30;

/// What opens a note before the text speaks of itself.
const NOTES: [&str; 7] = [
    "note: ",
    "editor's note: ",
    "editors' note: ",
    "ed. note: ",
    "author's note: ",
    "publisher's note: ",
    "disclosure: ",
];

/// What a correction holds.
const CORRECTIONS: [&str; 8] = [
    "amended",
    "correct",
    "error",
    "misstated",
    "misspelled",
    "earlier version",
    "previous version",
    "clarif",
];

/// Kinds of text.
static TEXTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "article; story; essay; column; piece; op-ed; interview; newsletter; podcast; episode; blog; transcript; \
         commentary; series; investigation; translation; dispatch; excerpt; coverage; content; feature; page; post",
    )
});

/// What is done with a text, right behind its kind.
static FATES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "was originally; originally; first appeared; was first published; was first posted; first ran; also appeared; \
         was published; is published; has been published; was co-published; was republished; is republished; \
         has been republished; was reprinted; is reprinted; was syndicated; was produced; is produced; was supported; is supported; \
         was funded; is funded; was made possible; is made possible; was translated; is translated; has been translated; \
         was adapted; is adapted; has been adapted; was excerpted; is excerpted; is an excerpt; is an edited; is a translation; \
         was written for; was reported with; was reported and written; was co-reported; is part of; appeared in; appears in; ran in; \
         was last updated; was last modified; was updated; has been updated; will be updated; is being updated; is updated; \
         was generated; is generated; was created with; was auto; is auto; was machine; is sponsored; was sponsored; \
         is paid for; was paid for; is brought; was brought; is presented; contains affiliate; includes affiliate; \
         contains sponsored; may contain affiliate; is for subscribers; is for paid; is for paying; is exclusive to; is exclusively; \
         is only available; is available to; is free to; is reserved for; does not constitute; \
         is not intended; is for informational; is for information; is intended for; does not reflect; does not represent; \
         does not necessarily; reflects only; reflects the views; reflects the opinion; represents the views; \
         expresses the views; was fact-checked; was edited; is edited; has been edited; was lightly; has been lightly; \
         is open to comments; is not open; was compiled from; is licensed; was made with; \
         is not available; is unavailable; is copyright; is hosted",
    )
});

/// What a note on the rights in a text holds, apart from the word itself.
static RIGHTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "all rights reserved; rights reserved; without permission; without prior permission; without written permission; \
         prior written; written consent; express written; may not be reproduced; not be reproduced; redistribution prohibited; redistribution is; rewritten or redistributed; \
         reproduction prohibited; reproduction in whole; in whole or in part; unauthorised reproduction; unauthorized reproduction; \
         non-commercial use; noncommercial use; registered trademark; registered trade mark; \
         trademarks of; is strictly prohibited; under licence; under license; creative commons; permission to use; available under the; open government licence; © crown",
    )
});

/// Who sets cookies, as the one who sets them says it.
const COOKIE_VOICES: [&str; 14] = [
    "we use",
    "we and our",
    "our partners",
    "our site",
    "our website",
    "this site",
    "this website",
    "uses cookies",
    "your consent",
    "by continuing",
    "by clicking",
    "you accept",
    "you agree",
    "we'd like to",
];
/// What the law on such rights is about.
const LAWS: [&str; 9] = [
    "reproduc",
    "copyright",
    "republish",
    "redistribut",
    "reprint",
    "trademark",
    "all rights",
    "open government licence",
    "creative commons",
];

impl Line<'_> {
    /// "This story was produced with the support of": a kind of text, and what was done with it.
    pub(super) fn is_of_itself(&self) -> bool {
        if self.n_words > MOST_WORDS || !self.folded.contains("this ") || self.is_quoted() {
            return false;
        }
        let line = core(&self.folded);
        let line = NOTES.iter().find_map(|note| line.strip_prefix(note)).unwrap_or(line);
        let version =
            || line.split_once("version of ").filter(|(before, _)| before.len() <= MOST_BYTES_OF_VERSION);
        let line = version().map_or(line, |(_, line)| line);
        let Some(mut rest) = line.strip_prefix("this ") else { return false };
        for _ in 0..N_WORDS_OF_NAME {
            let Some((word, beyond)) = rest.split_once(' ') else { return false };
            if TEXTS.contains(&word) {
                let corrects = || CORRECTIONS.iter().any(|word| line.contains(word));
                return FATES.iter().any(|fate| beyond.starts_with(fate)) && !corrects();
            }
            rest = beyond;
        }
        false
    }

    /// "We and our partners use cookies on your device": whoever sets them, in however many words.
    pub(super) fn is_cookie_notice(&self) -> bool {
        let holds = |words: &[&str]| words.iter().filter(|word| self.folded.contains(*word)).count();
        self.n_words <= MOST_LAW_WORDS
            && self.folded.contains("cookies")
            && holds(&COOKIE_VOICES) > 0
            && tokens(&self.folded).any(|word| matches!(word, "we" | "our" | "us" | "you" | "your"))
            && !self.is_quoted()
            && holds(&[
                "partners",
                "device",
                "consent",
                "personali",
                "advertis",
                "preferences",
                "identifiers",
                "privacy policy",
                "settings",
                "accept",
                "experience",
                "traffic",
            ]) > 1
    }

    /// "Copyright Orla Star. Redistribution prohibited."
    pub(super) fn is_notice_of_rights(&self) -> bool {
        let line = core(&self.folded);
        let mut words = tokens(line);
        let opens = line.starts_with(['©', 'ⓒ']) || words.next() == Some("copyright");
        let named = || {
            let name =
                self.original.split_whitespace().skip(1).find(|word| word.contains(char::is_alphanumeric));
            name.is_some_and(|word| is_capitalised(word) || word.contains(|c: char| c.is_ascii_digit()))
        };
        let rights = || RIGHTS.iter().any(|right| line.contains(right));
        let dated = || self.folded.contains('9') || self.folded.starts_with(['©', 'ⓒ']);
        opens
            && (self.n_words <= MOST_LAW_WORDS && rights() && (dated() || named())
                || self.n_words <= MOST_NOTICE_WORDS && named() && !self.ends_sentence)
    }

    /// What a page says of the rights in it below its article, without the word itself.
    pub(super) fn is_law(&self) -> bool {
        let in_kind = |kind: &&str| self.folded.contains(*kind);
        self.n_words <= MOST_LAW_WORDS
            && LAWS.iter().any(in_kind)
            && !self.is_quoted()
            && RIGHTS.iter().any(in_kind)
    }
}
