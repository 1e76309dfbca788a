//! Which language a text is in, where that is sure.
//!
//! The model reads English only, so a text that is surely in another language is said to be.
//! A short text is never sure: a sentence of names looks like many languages.

use whatlang::Lang;

/// As much of a text tells its language.
const MOST_BYTES: usize = 4000;
/// With fewer letters nothing is sure in a script that many languages share.
const FEWEST_LETTERS: usize = 120;
/// Where the script alone tells a few languages apart, fewer do.
const FEWEST_LETTERS_OF_A_RARE_SCRIPT: usize = 30;

/// The language of the pieces of a text, as a code of ISO 639-1 (of 639-3 where that has none).
///
/// ```
/// let text = "Der Bürgermeister sagte am Montag, dass die Stadt die Brücke noch in diesem Jahr bauen will, \
///             wenn der Rat dem Haushalt zustimmt und die Arbeiter nicht streiken.";
/// assert_eq!(standpoint::language::detect([text]), Some("de"));
/// assert_eq!(standpoint::language::detect(["Orla"]), None);
/// ```
pub fn detect<'text>(pieces: impl IntoIterator<Item = &'text str>) -> Option<&'static str> {
    let mut sample = String::new();
    for piece in pieces {
        let room = MOST_BYTES.saturating_sub(sample.len());
        if room == 0 {
            break;
        }
        sample.push_str(&piece[..piece.floor_char_boundary(room)]);
        sample.push('\n');
    }
    let info = whatlang::detect(&sample)?;
    let n_letters = sample.chars().filter(|character| character.is_alphabetic()).count();
    let is_shared = matches!(info.script(), whatlang::Script::Latin | whatlang::Script::Cyrillic);
    let fewest = if is_shared { FEWEST_LETTERS } else { FEWEST_LETTERS_OF_A_RARE_SCRIPT };
    (info.is_reliable() && n_letters >= fewest).then(|| code(info.lang()))
}

/// Codes that other lists use for the same languages.
const OTHER_CODES: [(&str, &str); 23] = [
    ("no", "nb"),
    ("nn", "nb"),
    ("nor", "nb"),
    ("nno", "nb"),
    ("zho", "zh"),
    ("fas", "fa"),
    ("fil", "tl"),
    ("geo", "ka"),
    ("mac", "mk"),
    ("bur", "my"),
    ("wel", "cy"),
    ("iw", "he"),
    ("in", "id"),
    ("ger", "de"),
    ("fre", "fr"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("dut", "nl"),
    ("gre", "el"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("arm", "hy"),
];

/// The code of a language as people give it, if it is one that can be told.
pub fn known(given: &str) -> Option<String> {
    let normal = normal(given);
    Lang::all().iter().any(|language| code(*language) == normal).then_some(normal)
}

/// The code of a language as people give it: `en` for "en-GB", "EN_us" and "English".
pub fn normal(given: &str) -> String {
    let given = given.trim().to_lowercase();
    let primary = given.split(['-', '_']).next().unwrap_or_default();
    let named = Lang::all()
        .iter()
        .find(|language| language.eng_name().to_lowercase() == primary || language.code() == primary);
    let other = || OTHER_CODES.iter().find(|(other, _)| *other == primary).map_or(primary, |(_, code)| code);
    named.map_or_else(|| other().to_owned(), |language| code(*language).to_owned())
}

/// Two letters where the standard has them.
fn code(language: Lang) -> &'static str {
    match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_where_they_are_sure() {
        let english = "The mayor said on Monday that the city would build the bridge before the end of the year if \
                       the council agrees to the budget and the workers do not strike.";
        let russian = "Мэр заявил в понедельник, что город построит мост до конца года, если совет одобрит бюджет, \
                       а рабочие не объявят забастовку, как они сделали прошлой весной.";
        assert_eq!(detect([english]), Some("en"));
        assert_eq!(detect([russian]), Some("ru"));
        assert_eq!(detect(["ראש העיר אמר ביום שני כי העירייה תבנה את הגשר"]), Some("he"));
        for short in ["", "🙂", "Norland praised Sudria.", "Le maire"] {
            assert_eq!(detect([short]), None, "{short}");
        }
    }

    #[test]
    fn names_of_languages_are_one_code() {
        for (given, expected) in [
            ("en", "en"),
            ("EN_us", "en"),
            (" English ", "en"),
            ("eng", "en"),
            ("de-AT", "de"),
            ("no", "nb"),
            ("xx", "xx"),
            ("", ""),
        ] {
            assert_eq!(normal(given), expected, "{given}");
        }
        assert_eq!((known("German").as_deref(), known("klingon"), known("")), (Some("de"), None, None));
    }
}
