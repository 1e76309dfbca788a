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
    "assailed",
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
    "challenged",
    "chanted",
    "characterized",
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
    "confronted",
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
    "hinted",
    "insisted",
    "insists",
    "joked",
    "lambasted",
    "lamented",
    "lashed",
    "lauded",
    "laughed",
    "laughs",
    "likened",
    "maintained",
    "maintains",
    "mocked",
    "noted",
    "objected",
    "observed",
    "oppose",
    "opposed",
    "opposes",
    "panned",
    "portrayed",
    "posted",
    "praised",
    "predicted",
    "predicts",
    "questioned",
    "quipped",
    "rebuked",
    "recalled",
    "recalls",
    "rejected",
    "rejects",
    "remarked",
    "remembered",
    "remembers",
    "replied",
    "reprimanded",
    "responded",
    "retorted",
    "ridiculed",
    "ruled",
    "said",
    "saluted",
    "salutes",
    "says",
    "scoffed",
    "scolded",
    "signaled",
    "signalled",
    "slammed",
    "slams",
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
    "threatened",
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
    "again", "also", "always", "and", "could", "did", "do", "does", "even", "had", "has", "have", "later",
    "might", "never", "not", "now", "often", "once", "still", "then", "too", "would",
];

/// Words before a verb that stand for the name before them.
pub(super) const RELATIVES: &[&str] = &["that", "which", "who"];

/// Subjects that describe nobody.
pub(super) const PRONOUNS: &[&str] =
    &["he", "her", "him", "i", "it", "me", "she", "them", "they", "this", "those", "us", "we", "you"];

/// Those of them that can be a subject other than the speaker and the reader.
pub(super) const SUBJECTS: &[&str] = &["he", "it", "she", "they"];

/// What somebody says something by.
pub(super) const MEANS: &[&str] =
    &["email", "e-mail", "letter", "message", "phone", "telephone", "text", "video"];

/// Words of a question to somebody; those of the first person that answer it. In both cases, for `US` is no *us*.
pub(super) const ADDRESS: &[&str] = &["You", "Your", "you", "your"];
pub(super) const FIRST_PERSON: &[&str] = &["I", "Me", "My", "Our", "Us", "We", "me", "my", "our", "us", "we"];

/// Words between which and a noun stands no finite verb: "an alleged thief".
pub(super) const BEFORE_NOUNS: &[&str] =
    &["a", "an", "his", "its", "my", "our", "over", "the", "their", "these", "those", "your"];

/// Words that begin no subject: "on Saturday".
pub(super) const PREPOSITIONS: &[&str] = &[
    "about", "after", "against", "among", "at", "before", "by", "during", "for", "from", "in", "into", "of",
    "on", "over", "since", "to", "under", "until", "with", "without",
];

/// Words that no description begins with.
pub(super) const OPENERS: &[&str] =
    &["and", "as", "because", "but", "if", "so", "that", "though", "when", "where", "while"];

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
