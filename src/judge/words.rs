//! The words that the search for a holder knows (pure).

/// Verbs after a subject that make what follows the subject's view, sorted. Words that are as often nouns are left out.
pub(super) const SPEECH: &[&str] = &[
    "accused",
    "accuses",
    "acknowledged",
    "added",
    "adds",
    "admits",
    "admitted",
    "alleged",
    "alleges",
    "announced",
    "applauded",
    "applauds",
    "argued",
    "argues",
    "asked",
    "asks",
    "asserted",
    "attacked",
    "backed",
    "believe",
    "believes",
    "blamed",
    "blames",
    "blasted",
    "called",
    "castigated",
    "charged",
    "cheered",
    "claimed",
    "commended",
    "compared",
    "complained",
    "conceded",
    "concluded",
    "concludes",
    "condemned",
    "condemns",
    "contended",
    "contends",
    "countered",
    "credited",
    "criticised",
    "criticises",
    "criticized",
    "criticizes",
    "cursed",
    "curses",
    "declared",
    "decried",
    "defended",
    "defends",
    "denounced",
    "denounces",
    "deplored",
    "deplores",
    "derided",
    "described",
    "describes",
    "dismissed",
    "disputed",
    "endorsed",
    "explained",
    "explains",
    "faulted",
    "hailed",
    "hails",
    "insisted",
    "insists",
    "joked",
    "lambasted",
    "lauded",
    "likened",
    "maintained",
    "maintains",
    "mocked",
    "noted",
    "objected",
    "observed",
    "opposed",
    "opposes",
    "panned",
    "posted",
    "praised",
    "predicted",
    "questioned",
    "quipped",
    "rebuked",
    "recalled",
    "recalls",
    "rejected",
    "rejects",
    "remarked",
    "replied",
    "responded",
    "ridiculed",
    "ruled",
    "said",
    "saluted",
    "salutes",
    "says",
    "scoffed",
    "scolded",
    "slammed",
    "stated",
    "stressed",
    "suggested",
    "supported",
    "tells",
    "testified",
    "testifies",
    "thanked",
    "think",
    "thinks",
    "thought",
    "told",
    "tweeted",
    "urged",
    "urges",
    "voiced",
    "vowed",
    "warned",
    "warns",
    "welcomed",
    "welcomes",
    "writes",
    "wrote",
];

/// Words that make the verb after them passive: who judges then stands after "by".
pub(super) const BE: &[&str] = &["are", "be", "been", "being", "is", "was", "were"];

/// Words between a subject and its verb that are neither, besides those in -ly.
pub(super) const BETWEEN: &[&str] = &[
    "again", "also", "always", "and", "could", "even", "had", "has", "have", "later", "might", "never",
    "not", "now", "often", "once", "still", "then", "too", "would",
];

/// Words before a verb that stand for the name before them.
pub(super) const RELATIVES: &[&str] = &["that", "which", "who"];

/// Subjects that describe nobody.
pub(super) const PRONOUNS: &[&str] =
    &["he", "her", "him", "i", "it", "me", "she", "them", "they", "this", "those", "us", "we", "you"];

/// Words that no description begins with.
pub(super) const OPENERS: &[&str] =
    &["and", "as", "because", "but", "if", "so", "that", "though", "when", "while"];

/// Short words before a full stop that end no sentence.
pub(super) const TITLES: &[&str] =
    &["capt", "col", "corp", "gen", "gov", "inc", "jr", "lt", "prof", "rep", "rev", "sen", "sgt"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speech_verbs_are_sorted() {
        assert!(SPEECH.is_sorted());
    }
}
