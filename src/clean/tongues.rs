//! Lines in another tongue than the page's: buttons of its template, and links to its other editions.

use std::sync::LazyLock;

use super::line::{Line, tokens};
use super::patterns::list;

/// A button has no more words, however long its script makes them.
const MOST_BUTTON_WORDS: usize = 5;
/// "Leia este artigo em português" has no more words.
const MOST_LINK_WORDS: usize = 8;
/// A page with fewer letters has no script of its own.
const FEWEST_LETTERS: usize = 200;
/// The last letter of Latin script.
const LAST_LATIN: char = '\u{24f}';

/// What languages call themselves, and what English calls them.
static TONGUES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "english; anglais; inglés; inglês; englisch; français; francais; french; español; espanol; castellano; spanish; deutsch; \
         german; italiano; italian; português; portugues; portuguese; polski; polish; nederlands; dutch; svenska; norsk; \
         dansk; suomi; eesti; latviešu; lietuvių; čeština; slovenčina; magyar; hungarian; română; romanian; hrvatski; \
         srpski; bosanski; shqip; türkçe; turkish; русский; russian; українська; ukrainian; български; ελληνικά; greek; \
         arabic; hebrew; persian; farsi; urdu; hindi; bengali; bangla; tamil; telugu; marathi; gujarati; kannada; malayalam; punjabi; \
         nepali; sinhala; chinese; mandarin; japanese; korean; vietnamese; thai; burmese; khmer; indonesia; indonesian; melayu; malay; filipino; \
         tagalog; kiswahili; swahili; hausa; yoruba; igbo; amharic; somali; afrikaans; zulu; isizulu; xhosa; catalan; català; \
         euskara; galego; cymraeg; gaeilge; kurdish; azerbaijani; georgian; armenian; kazakh; uzbek; pashto; dari",
    )
});

/// "Read", in the tongues of those editions.
static READINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "read; leia; ler; lea; leer; lee; lire; lisez; lesen; lies; leggi; leggere; leggilo; citește; czytaj; přečtěte; oku; okuyun; lees; läs; les; \
         baca; soma; also; version; versión; versão; versione; en; em; auf; in; view; listen; switch; translate; available; \
         escucha; vea; ver; voir; este; esta; cet; cette; questo; dieser; dieses; artículo; artigo; article; this; also; disponible",
    )
});

/// Whether a page is written in Latin letters; a short one may be anything.
pub(super) fn is_latin(lines: &[Line]) -> bool {
    let (mut n_letters, mut n_latin) = (0, 0);
    let letters = lines.iter().flat_map(|line| line.original.chars()).filter(|c| c.is_alphabetic());
    for c in letters.take(FEWEST_LETTERS) {
        n_letters += 1;
        n_latin += usize::from(c <= LAST_LATIN);
    }
    n_letters >= FEWEST_LETTERS && n_latin * 10 >= n_letters * 9
}

impl Line<'_> {
    /// A short line without a single Latin letter: in a page of Latin script a button.
    pub(super) fn is_foreign(&self) -> bool {
        self.n_words <= MOST_BUTTON_WORDS
            && !self.original.is_ascii()
            && !self.is_quoted()
            && !self.ends_sentence
            && self.original.chars().any(char::is_alphabetic)
            && self.original.chars().filter(|c| c.is_alphabetic()).all(|c| c > LAST_LATIN)
    }

    /// "Lea este artículo en español": a link to another edition, which the name of its language closes.
    pub(super) fn is_edition_link(&self) -> bool {
        let mut found = tokens(&self.folded);
        let (first, last) = (found.next(), found.last());
        (2..=MOST_LINK_WORDS).contains(&self.n_words)
            && !self.ends_sentence
            && first.is_some_and(|first| READINGS.contains(&first))
            && last.is_some_and(|last| TONGUES.contains(&last))
    }
}
