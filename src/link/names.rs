//! Normal forms of names, so that "President Donald J. Trump's" and "donald trump" can meet.
//!
//! Everything here looks at a name alone; who it means is decided in `people` and `bodies`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::sound::alike;
use super::words::{
    FAMILY_FIRST, FEMALE, GIVEN_NAMES, LEGAL_FORMS, MALE, OFFICES, SKIPPED_IN_ACRONYMS, SUFFIXES, TITLES,
};

/// The form that names are compared by: no case, diacritics, possessive, article or punctuation.
pub fn normal(name: &str) -> String {
    let folded = fold(name);
    let mut kept = String::with_capacity(folded.len());
    let mut after_letter = false;
    let has_more = folded.trim().contains(' ');
    for word in folded.split_whitespace().skip_while(|word| *word == "the" && has_more) {
        // "U. S." and "J. D. Vance" are "US" and "JD Vance".
        let is_letter = word.len() == 1 && word.as_bytes()[0].is_ascii_lowercase();
        let joins = after_letter && is_letter;
        if !(kept.is_empty() || joins) {
            kept.push(' ');
        }
        kept.push_str(word);
        after_letter = is_letter;
    }
    kept
}

/// Lower case, letters and digits and spaces only.
fn fold(name: &str) -> String {
    let name = without_possessive(name);
    let mut folded = String::with_capacity(name.len());
    // Most names are ASCII, where decomposition changes nothing but the time.
    if name.is_ascii() {
        name.chars().for_each(|character| fold_character(character, &mut folded));
    } else {
        name.nfkd().for_each(|character| fold_character(character, &mut folded));
    }
    folded
}

fn fold_character(character: char, folded: &mut String) {
    match character {
        '-' | '\u{2010}'..='\u{2015}' | '/' | '_' | '(' | ')' => folded.push(' '),
        '&' => folded.push_str(" and "),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' => folded.push('d'),
        'ı' => folded.push('i'),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ß' => folded.push_str("ss"),
        _ if is_combining_mark(character) => {}
        _ if character.is_alphanumeric() => folded.extend(character.to_lowercase()),
        _ if character.is_whitespace() => folded.push(' '),
        _ => {}
    }
}

/// The name without "'s", and without the apostrophe of a plural.
pub(super) fn without_possessive(name: &str) -> &str {
    let name = name.trim();
    for ending in ["'s", "’s", "'S", "’S", "ʼs", "'", "’"] {
        if let Some(stem) = name.strip_suffix(ending) {
            return stem;
        }
    }
    name
}

/// The words of a person's name without titles. A title alone stays a name.
pub(super) fn person_words(normal: &str) -> Vec<&str> {
    let mut words: Vec<&str> = normal.split(' ').collect();
    while words.len() > 1 && TITLES.contains(words[0]) {
        words.remove(0);
    }
    words
}

/// A person's name as it is written, without the titles in front.
pub(super) fn without_titles(raw: &str) -> &str {
    let mut kept = without_possessive(raw);
    while let Some((first, rest)) = kept.split_once(' ') {
        if !TITLES.contains(normal(first).as_str()) {
            break;
        }
        kept = rest.trim_start();
    }
    kept
}

/// The name of a company without "Inc." and its like.
pub(super) fn without_legal_form(normal: &str) -> &str {
    match normal.rsplit_once(' ') {
        Some((stem, last)) if LEGAL_FORMS.contains(last) => stem,
        _ => normal,
    }
}

/// What a title says about the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Title {
    /// Whether it is an office that only one person of that name holds.
    pub(super) office: bool,
    /// Whether it is a title of women (`Some(true)`), of men, or of both.
    pub(super) female: Option<bool>,
}

/// What the titles inside the name and right before it say.
pub(super) fn title_of(before: &str, name: &str) -> Title {
    let mut title = Title::default();
    let mut read = |word: &str| {
        title.office |= OFFICES.contains(word);
        if MALE.contains(word) {
            title.female = Some(false);
        } else if FEMALE.contains(word) {
            title.female = Some(true);
        }
    };
    let end = before.trim_end().trim_end_matches('.');
    let word = &end[end.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + utf8_length(end, at))..];
    if before.len() - end.len() <= 2 && before.ends_with(char::is_whitespace) && starts_upper(word) {
        read(&word.to_lowercase());
    }
    let normal = normal(name);
    let words: Vec<&str> = normal.split(' ').collect();
    let titles = words[..words.len() - 1].iter().take_while(|word| TITLES.contains(*word));
    titles.clone().for_each(|word| read(word));
    // A vice president is not the one whom everybody knows.
    let above = end.strip_suffix(word).unwrap_or_default().trim_end_matches([' ', '-']);
    let above = above.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    title.office &= !above.eq_ignore_ascii_case("vice") && !titles.clone().any(|word| *word == "vice");
    title
}

fn utf8_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// Whether the first letter is a capital.
pub(super) fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a name is written like an acronym: two to seven letters, all capitals, as in "EU", "G-20" and "U. S.".
pub(super) fn is_acronym(name: &str) -> bool {
    let name = without_possessive(name);
    let n_letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let of_acronym = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '&' | '-' | '+');
    let is_spaced = |name: &str| {
        let mut letters = name.split(' ').map(|letter| letter.strip_suffix('.').unwrap_or_default());
        letters.all(|letter| letter.len() == 1 && letter.starts_with(char::is_uppercase))
    };
    (2..=7).contains(&n_letters) && (name.chars().all(of_acronym) || is_spaced(name))
}

/// Whether `acronym` (a normal form) is made of the first letters of `name` (a normal form).
pub(super) fn abbreviates(acronym: &str, name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let initials = |skip: bool| -> String {
        let kept = words.iter().filter(|word| !(skip && SKIPPED_IN_ACRONYMS.contains(*word)));
        kept.filter_map(|word| word.chars().next()).collect()
    };
    words.len() > 1 && (acronym == initials(true) || acronym == initials(false))
}

/// How a short name fits a longer one of the same document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It ends it, or stands inside: "Abu Marzouk" in "Mousa Abu Marzouk".
    Surname,
    /// It is its first word.
    Given,
    /// Another form of the first name: "Concha" of Concepción.
    Form,
}

/// Whether `short` can stand for `full`; both are words of persons' names.
pub(super) fn fits(short: &[&str], full: &[&str]) -> Option<Fit> {
    let full = without_suffix(full);
    if short.len() >= full.len() || short.is_empty() {
        return None;
    }
    let inner = full[1..]
        .windows(short.len())
        .any(|window| window.iter().zip(short).all(|(one, other)| alike(one, other)) && window[0].len() > 1);
    if inner {
        return Some(Fit::Surname);
    }
    // Chinese, Korean and Vietnamese names begin with the surname.
    match short {
        [name] if *name == full[0] => {
            Some(if FAMILY_FIRST.contains(name) { Fit::Surname } else { Fit::Given })
        }
        [name] => is_form_of(name, full[0]).then_some(Fit::Form),
        _ => None,
    }
}

/// Whether two full names are forms of one: the same ends, and nothing in the middle that disagrees.
pub(super) fn same_person(one: &[&str], other: &[&str]) -> bool {
    let (one, other) = (without_suffix(one), without_suffix(other));
    let ([first, middle @ .., last], [other_first, other_middle @ .., other_last]) = (one, other) else {
        return false;
    };
    alike(last, other_last)
        && same_given(first, other_first)
        && (middle.is_empty()
            || other_middle.is_empty()
            || middle.iter().zip(other_middle).all(|(one, other)| one.chars().next() == other.chars().next()))
}

fn same_given(one: &str, other: &str) -> bool {
    alike(one, other) || is_form_of(one, other) || is_initial_of(one, other) || is_initial_of(other, one)
}

/// Whether two given names are one: "Concha" is "Concepción".
pub(super) fn is_form_of(one: &str, other: &str) -> bool {
    let long = |name| GIVEN_NAMES.get(name).copied().unwrap_or(name);
    one == other || long(one) == long(other)
}

fn is_initial_of(initial: &str, name: &str) -> bool {
    initial.chars().count() == 1 && name.starts_with(initial)
}

/// Whether a word is "Jr." or its like.
pub(super) fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(normal(word).as_str())
}

/// The words without "Jr." and its like; "Charles III" keeps its number, because it has no surname.
pub(super) fn without_suffix<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    match words {
        [kept @ .., last] if kept.len() > 1 && SUFFIXES.contains(last) => kept,
        _ => words,
    }
}

/// The id of a name that no list knows: lower-case ASCII words with hyphens.
pub(super) fn slug(name: &str) -> String {
    let ascii: String =
        normal(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = ascii.split_whitespace().collect();
    if !words.is_empty() {
        return words.join("-");
    }
    // A name in another script has no ASCII letters; its code points are just as stable.
    let codes: Vec<String> =
        name.chars().filter(|c| c.is_alphanumeric()).map(|c| format!("{:x}", c as u32)).collect();
    if codes.is_empty() { "name".to_owned() } else { codes.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_meet_in_their_normal_form() {
        let check = |name: &str, expected: &str| assert_eq!(normal(name), expected, "{name}");
        check("The  United Nations", "united nations");
        check("U.S.", "us");
        check("U. S.", "us");
        check("J. D. Vance", "jd vance");
        check("Israel’s", "israel");
        check("the Democrats'", "democrats");
        check("Recep Tayyip Erdoğan", "recep tayyip erdogan");
        check("Łódź", "lodz");
        check("al-Qaeda", "al qaeda");
        check("Kim Jong-un", "kim jong un");
        check("Washington, D.C.", "washington dc");
        check("Johnson & Johnson", "johnson and johnson");
        check("Sana'a", "sanaa");
        check("The The", "");
        check("the", "the");
        check("", "");
    }

    #[test]
    fn titles_are_no_part_of_a_name() {
        let check = |name: &str, expected: &str| {
            assert_eq!(person_words(&normal(name)).join(" "), expected, "{name}");
        };
        check("President Donald J. Trump", "donald j trump");
        check("Prime Minister Keir Starmer", "keir starmer");
        check("Lt. Gen. Mark Hertling", "mark hertling");
        check("former Sen. Bob Dole", "bob dole");
        check("the President", "president");
        check("Stephen King", "stephen king");
    }

    #[test]
    fn titles_tell_offices_and_women_from_men() {
        let check = |before: &str, name: &str, office: bool, female: Option<bool>| {
            assert_eq!(title_of(before, name), Title { office, female }, "{before}{name}");
        };
        check("On Monday Mr. ", "Trump", false, Some(false));
        check("Mrs ", "Clinton", false, Some(true));
        check("and President ", "Trump", true, None);
        check("the president ", "Trump", false, None);
        check("", "Prime Minister May", true, None);
        check("It was Queen ", "Elizabeth", false, Some(true));
        check("é ", "Trump", false, None);
    }

    #[test]
    fn acronyms_are_made_of_first_letters() {
        let check = |acronym: &str, name: &str, expected: bool| {
            assert_eq!(abbreviates(&normal(acronym), &normal(name)), expected, "{acronym} {name}");
        };
        check("WHO", "World Health Organization", true);
        check("U.N.", "the United Nations", true);
        check("DoD", "Department of Defense", true);
        check("FARC", "Foundation for Alpine Rescue and Climbing", true);
        check("WTO", "World Health Organization", false);
        check("W", "Wales", false);
        assert!(is_acronym("U. S.") && !is_acronym("U S") && !is_acronym("J. Lo"));
        assert!(is_acronym("U.S.") && is_acronym("NATO") && is_acronym("G-20's") == is_acronym("G-20"));
        assert!(!is_acronym("Nato") && !is_acronym("WAGNERGROUP"));
    }

    #[test]
    fn short_names_fit_longer_ones() {
        let check = |short: &str, full: &str, expected: Option<Fit>| {
            let (short, full) = (normal(short), normal(full));
            assert_eq!(fits(&person_words(&short), &person_words(&full)), expected, "{short} {full}");
        };
        check("Abu Marzouk", "Mousa Abu Marzouk", Some(Fit::Surname));
        check("Assad", "Bashar al-Assad", Some(Fit::Surname));
        check("Lula", "Luiz Inácio Lula da Silva", Some(Fit::Surname));
        check("King", "Martin Luther King Jr.", Some(Fit::Surname));
        check("Kim", "Kim Jong Un", Some(Fit::Surname));
        check("Jane", "Jane Marsh", Some(Fit::Given));
        check("Jane Marsh", "Jane Marsh", None);
        check("Marsh", "Jane Marshall", None);
        check("J", "Donald J. Trump", None);
    }

    #[test]
    fn forms_of_one_name_agree() {
        let check = |one: &str, other: &str, expected: bool| {
            let (one, other) = (normal(one), normal(other));
            assert_eq!(same_person(&person_words(&one), &person_words(&other)), expected, "{one} {other}");
        };
        check("Donald Trump", "Donald J. Trump", true);
        check("Joe Biden", "Joseph R. Biden", true);
        check("D. Trump", "Donald Trump", true);
        check("Eric Trump", "Donald Trump", false);
        check("George W. Bush", "George H. Bush", false);
        check("Mohammad Khan", "Muhammad Khan", true);
        check("Anna Żofia Nowak", "Anna Ż. Nowak", true);
        check("Іван Єгор Шевченко", "Іван Є. Шевченко", true);
    }

    #[test]
    fn slugs_are_ascii_and_never_empty() {
        let check = |name: &str, expected: &str| assert_eq!(slug(name), expected, "{name}");
        check("Mousa Abu Marzouk", "mousa-abu-marzouk");
        check("the Élysée Palace", "elysee-palace");
        check("习近平", "4e60-8fd1-5e73");
        check("…", "name");
    }
}
