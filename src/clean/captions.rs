//! Captions: lines that read like sentences, but close with who made the picture or open as archives do.
//! They stay, as what they are.
//!
//! A credit stands in a bracket, behind a label or behind the last stop, and all of it is names: a sentence
//! of the article that names an agency goes on in lower case.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold::fold;
use super::line::{DATES, Line, is_capitalised, tokens};
use super::lines::{Shape, ends_sentence, n_words, stretches};
use super::patterns::list;
use super::words;

/// A caption has no more words.
const MOST_CAPTION_WORDS: usize = 70;
/// A credit has no more.
const MOST_CREDIT_WORDS: usize = 14;
/// Behind a stop it has no more.
const MOST_TAIL_WORDS: usize = 9;
/// A label with its credit takes no more; in bytes.
const MOST_BYTES_OF_CREDIT: usize = 150;
/// A scene that no stop parts from its credit has more words.
const FEWEST_SCENE_WORDS: usize = 4;
/// More words behind "PHOTOS:" are the title of something.
const MOST_LINKED_WORDS: usize = 5;
/// "In this 2019 file photo" says what it is early; in bytes.
const MOST_BYTES_BEFORE_PICTURE: usize = 70;

/// What pictures are called, and who sells nothing else.
static PICTURES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    list(
        "photo; photos; photograph; photographer; photography; image; images; picture; pictures; illustration; graphic; screenshot; screengrab; \
         handout; courtesy; supplied; file; pool; credit; getty; shutterstock; istock; istockphoto; alamy; unsplash; pixabay; pexels; flickr; wikimedia; \
         imago; zuma; sipa; magnum; adobestock; depositphotos; dreamstime; nurphoto; wireimage; maxar; foto; bild",
    )
    .into_iter()
    .collect()
});

/// Who else signs pictures behind a stroke.
static HOUSES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    list(
        "ap; afp; reuters; epa; efe; dpa; pa; upi; tass; ansa; anp; tt; ntb; belga; keystone; lusa; cp; aap; xinhua; kyodo; jiji; yonhap; anadolu; aa; \
         bloomberg; telegram; facebook; twitter; x; instagram; youtube; tiktok; press; agency; media; wire; news; pool; via",
    )
    .into_iter()
    .collect()
});

/// Words in lower case that a credit holds beside names.
static JOINTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    list(
        "via; for; of; and; the; by; at; from; de; van; von; der; den; bin; al; el; la; le; du; da; di; photo; photos; image; images; file; \
         credit; courtesy; picture; pictures; handout; screenshot; screengrab; illustration; photograph; graphic; stock; pool; dpa; epa; alliance",
    )
    .into_iter()
    .collect()
});

/// What stands before a credit within a line, and whether it may follow without a stop.
const LABELS: [(&str, bool); 23] = [
    ("Photograph:", true),
    ("Photographs:", true),
    ("Photograph by", true),
    ("Photo:", true),
    ("Photos:", true),
    ("PHOTO:", true),
    ("PHOTOS:", true),
    ("Photo by", true),
    ("Photos by", true),
    ("Photo credit:", true),
    ("Photo Credit:", true),
    ("Photo courtesy", true),
    ("Image courtesy", true),
    ("Image credit:", true),
    ("Credit...", true),
    ("Credit…", true),
    ("Credit:", false),
    ("CREDIT:", false),
    ("Credits:", false),
    ("Image:", false),
    ("Picture:", false),
    ("Illustration:", false),
    ("©", true),
];

/// What agencies say of a picture, right behind "In this".
const PROVENANCES: [&str; 13] = [
    " file photo",
    " photo provided",
    " photo released",
    " photo taken",
    " photo made",
    " photo,",
    " image from",
    " image provided",
    " image made",
    " image taken",
    " frame grab",
    " illustration",
    " handout",
];

/// Whether a line is the caption of a picture: it closes with the picture's credit, or opens as archives do.
pub(crate) fn is_caption(line: &str) -> bool {
    stretches(line).first().is_some_and(|stretch| Line::new(stretch, line).is_caption())
}

/// Where the credit of a caption begins, and where the names in it do, if it closes with one that stands in no bracket.
pub(super) fn credit(caption: &str) -> Option<(usize, usize)> {
    let stretches = stretches(caption);
    let line = Line::new(stretches.first().filter(|_| stretches.len() == 1)?, caption);
    let (credit, names) = line.label().or_else(|| line.credit().map(|at| (at, at)))?;
    let base = line.span.start();
    Some((base + credit, base + names))
}

impl Line<'_> {
    /// "The ferry leaves Orla. (Jane Doe/Orla Press)": a scene, and who saw it.
    pub(super) fn is_caption(&self) -> bool {
        let fits = self.n_words <= MOST_CAPTION_WORDS && !self.wrapped && self.shape != Shape::Quote;
        // Most paragraphs close with a word in lower case, so they need no search.
        let last = self.original.split_whitespace().rev().take(2);
        let closes = || self.label().is_some() || self.credit().is_some();
        let marked = || {
            self.is_of_archive()
                || self.closes_with_bracket()
                || (last.clone().all(may_be_of_name) && closes())
        };
        fits && marked()
    }

    /// "FILE - The ferry leaves Orla", "In this photo provided by Jane Doe, ...".
    fn is_of_archive(&self) -> bool {
        let behind = self.original.strip_prefix("FILE").map(str::trim_start);
        let filed =
            behind.is_some_and(|rest| rest.starts_with(['-', '–', '—', ':']) || rest.starts_with("PHOTO"));
        let shown = || {
            let scene = self.folded.strip_prefix("in this").unwrap_or_default();
            let beginning = &scene[..scene.floor_char_boundary(MOST_BYTES_BEFORE_PICTURE)];
            PROVENANCES.iter().any(|provenance| beginning.contains(provenance))
        };
        filed || (self.folded.starts_with("in this ") && shown())
    }

    /// A bracket with a credit at the end; with a bare name only behind a dated scene that no stop closes.
    fn closes_with_bracket(&self) -> bool {
        let line = self.original.trim_end_matches('.');
        let Some(body) = line.strip_suffix([')', ']']) else { return false };
        let Some(open) = body.rfind(['(', '[']) else { return false };
        let (scene, inner) = (body[..open].trim_end(), &body[open + 1..]);
        let names_author = || {
            let dates = &words::VOCABULARIES[DATES];
            let dated = self.folded.contains('9')
                && tokens(&self.folded).any(|word| word.len() > 2 && dates.telling.contains(&word));
            let is_name = (2..=3).contains(&n_words(inner))
                && is_all_names(inner)
                && !inner.contains([',', ':'])
                && inner.contains(char::is_lowercase);
            is_name
                && dated
                && n_words(scene) > MOST_TAIL_WORDS - 3
                && !scene.contains(':')
                && !inner.contains(|c: char| c.is_ascii_digit())
        };
        // "(Photo: ABC)" may be the title's own, "(PHOTOS: What the flood left behind in Orla)" is a link.
        let house_alone = n_words(inner) == 2 && inner.contains(": ");
        let is_link = inner.split_once("S: ").is_some_and(|(_, title)| n_words(title) > MOST_LINKED_WORDS);
        n_words(inner) <= MOST_CREDIT_WORDS
            && ((is_credit(inner) && !house_alone && !is_link)
                || (line == self.original && !ends_sentence(scene) && !scene.is_empty() && names_author()))
    }

    /// Where the label of its credit begins and ends: "The ferry leaves Orla.Credit: Jane Doe".
    fn label(&self) -> Option<(usize, usize)> {
        let found = |&(label, sure): &(&str, bool)| {
            let at = self.original.rfind(label).filter(|&at| at > 0)?;
            let (scene, names) = (&self.original[..at], &self.original[at + label.len()..]);
            let glued = scene.ends_with(|c: char| c.is_lowercase() || ".!?)\"”’|".contains(c));
            let parted = scene.trim_end().ends_with(['.', '!', '?', ')', '"', '”', '’', '|']);
            let names = names.trim().trim_end_matches([')', ']', '.']);
            let closes =
                (glued || parted || (sure && scene.ends_with(' ') && n_words(scene) > FEWEST_SCENE_WORDS))
                    && (1..=MOST_CREDIT_WORDS).contains(&n_words(names))
                    && is_all_names(names);
            closes.then_some((at, at + label.len()))
        };
        let tail = &self.original
            [self.original.floor_char_boundary(self.original.len().saturating_sub(MOST_BYTES_OF_CREDIT))..];
        let marked = tail.contains([':', '…', '©'])
            || ["...", " by ", "courtesy"].iter().any(|mark| tail.contains(mark));
        if marked { LABELS.iter().find_map(found) } else { None }
    }

    /// Where its bare credit begins: "The ferry leaves Orla. Jane Doe/Orla Press", "The ferry leaves Orla. | Jane Doe".
    fn credit(&self) -> Option<usize> {
        let stop =
            self.original.rmatch_indices(['.', '!', '?', '”', '"', '|', '—', '–']).find(|(at, mark)| {
                let rest = &self.original[at + mark.len()..];
                rest.starts_with(' ')
                    && !rest.trim_start().starts_with('|')
                    && !is_initial(&self.original[..*at])
                    && (*mark != "|" || ends_sentence(self.original[..*at].trim_end()))
            });
        let (at, mark) = stop?;
        let tail = self.original[at + mark.len()..].trim();
        let shouted = || {
            let (name, house) = tail.split_once(" | ").unwrap_or_default();
            n_words(name) > 1 && !house.is_empty() && !tail.contains(char::is_lowercase)
        };
        let closes = n_words(&self.original[..at]) > 1
            && n_words(tail) <= MOST_TAIL_WORDS
            && !ends_sentence(tail)
            && !self.is_post()
            && !tail.contains(':')
            && (is_credit(tail) || (is_all_names(tail) && shouted()));
        closes.then(|| self.original.trim_end().len() - tail.len())
    }
}

/// Whether the stop behind a text is that of an initial: "Jane D. Doe".
fn is_initial(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    // "World War I. Jane Doe".
    word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "I"
}

/// Names, one of which sells pictures or signs them behind a stroke.
fn is_credit(text: &str) -> bool {
    if !is_all_names(text) {
        return false;
    }
    let folded = fold(text);
    let signed = || {
        let Some((name, house)) = text.split_once('/') else { return false };
        let known = |part: &str| tokens(&fold(part)).any(|word| HOUSES.contains(word));
        text.chars().all(|c| !c.is_ascii_digit())
            && (n_words(name) > 1 || known(name))
            && (known(house) || n_words(name) <= 3)
    };
    // "Orla News: Jane Doe".
    let of_house = || {
        let (house, name) = text.split_once(": ").unwrap_or_default();
        (2..=3).contains(&n_words(name)) && tokens(&fold(house)).any(|word| HOUSES.contains(word))
    };
    tokens(&folded).any(|word| PICTURES.contains(word)) || signed() || of_house()
}

/// Words with a capital, and what joins them.
fn is_all_names(text: &str) -> bool {
    text.contains(char::is_uppercase) && text.split_whitespace().all(may_be_of_name)
}

fn may_be_of_name(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let opens = |c: char| c.is_uppercase() || c.is_ascii_digit();
    bare.is_empty()
        || bare.starts_with(opens)
        || bare.split(['/', '-']).all(|part| is_capitalised(part) || JOINTS.contains(part))
        // "Orla.Credit: Jane", where the space before the label is lost.
        || bare.ends_with("Credit") || bare.ends_with("Image")
}
