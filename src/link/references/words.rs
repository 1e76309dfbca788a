//! Words around references. Data, no rules.

/// What is named after a person: "the Marsh administration".
pub(super) const ERA_NOUNS: [&str; 10] = [
    "administration",
    "campaign",
    "era",
    "government",
    "family",
    "foundation",
    "team",
    "presidency",
    "years",
    "book",
];

/// Words that open a clause with a subject of its own.
pub(super) const CLAUSE_WORDS: [&str; 22] = [
    "that", "who", "which", "when", "where", "while", "because", "if", "after", "before", "as", "since",
    "said", "says", "but", "whether", "although", "though", "until", "and", "so", "what",
];

/// Words behind which the subject of the sentence is taken up again.
pub(super) const JOINING: [&str; 8] = ["and", "while", "because", "what", "which", "as", "that", "though"];

/// Verbs whose subject goes on to speak of itself.
pub(super) const SAYING: [&str; 18] = [
    "said",
    "says",
    "say",
    "claims",
    "claimed",
    "denied",
    "denies",
    "insists",
    "insisted",
    "announced",
    "hopes",
    "warned",
    "believes",
    "believed",
    "argues",
    "argued",
    "admitted",
    "added",
];

/// Behind an "it" that stands for nobody.
pub(super) const EMPTY_IT: [&str; 9] =
    [" is ", " was ", "'s ", "’s ", " would be ", " will be ", " may be ", " might be ", " seems "];

/// Before a pronoun whose name follows.
pub(super) const LOOKING_AHEAD: [&str; 8] = ["when", "before", "after", "as", "while", "if", "until", "once"];

/// Before what somebody is: no stranger follows.
pub(super) const BEING: [&str; 10] =
    ["is", "was", "be", "been", "being", "became", "become", "becoming", "remains", "as"];

pub(super) const MEN: [&str; 3] = ["he", "him", "his"];
pub(super) const WOMEN: [&str; 3] = ["she", "her", "hers"];
