//! Tokens back to running text: the program reads articles, and the entity sets hold tokens.
//!
//! Every token keeps its offsets, so labels move over without any search. `scripts/detokenise.py` does the same for
//! training; the two must agree.

use crate::gold::labels::Place;

const CLOSING: &str = ",.;:!?)]}%”»…";
const CLOSING_WORDS: [&str; 15] =
    ["'s", "'S", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s", "’", "n’t", "’re", "’ve", "’ll", "’m"];
const OPENING: &str = "([{$€£₡₹¥“‘«#";
/// Of "Sotheby ’ s", "weren ’ t".
const SUFFIXES: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The text of tokens, none of them empty, and the place of each.
pub(super) fn detokenise(tokens: &[&str]) -> (String, Vec<Place>) {
    let mut text = String::new();
    let mut places = Vec::with_capacity(tokens.len());
    let mut quotes = Quotes::default();
    let (mut n_points, mut is_glued) = (0, true);
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).map_or("", |before| tokens[before]);
        let after = tokens.get(index + 1).copied().unwrap_or_default();
        let (closes, opens) = quotes.sides(token, before, after);
        if !text.is_empty() && !is_glued && !closes {
            text.push(' ');
            n_points += 1;
        }
        let n_own = token.chars().count();
        places.push(Place::new(n_points, n_points + n_own));
        text.push_str(token);
        n_points += n_own;
        is_glued = opens;
    }
    (text, places)
}

/// Which straight quotation marks are open.
#[derive(Default)]
struct Quotes {
    double: bool,
    single: bool,
}

impl Quotes {
    /// Whether a token sticks to the one before it, and to the one after it.
    fn sides(&mut self, token: &str, before: &str, after: &str) -> (bool, bool) {
        match token {
            "\"" => {
                let closes = self.double;
                self.double = !closes;
                (closes, !closes)
            }
            "'" => {
                let is_possessive = before.ends_with(['s', 'S']) && !self.single;
                let closes = is_possessive || self.single || after.is_empty();
                self.single = !closes;
                (closes, !closes)
            }
            "’" => {
                let is_suffix =
                    before.chars().next_back().is_some_and(char::is_alphabetic) && SUFFIXES.contains(&after);
                (true, is_suffix)
            }
            "-" => {
                let is_hyphen = is_hyphen(before, after);
                (is_hyphen, is_hyphen)
            }
            "/" => (true, true),
            _ => (
                is_among(token, CLOSING) || CLOSING_WORDS.contains(&token) || token == "''",
                is_among(token, OPENING) || token == "``",
            ),
        }
    }
}

fn is_among(token: &str, characters: &str) -> bool {
    let mut own = token.chars();
    matches!((own.next(), own.next()), (Some(only), None) if characters.contains(only))
}

/// Tells the hyphen of "so - called" from the dash of "27 January - David".
fn is_hyphen(before: &str, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if !last.is_alphanumeric() || !next.is_alphanumeric() || (MONTHS.contains(&before) && !next.is_numeric())
    {
        return false;
    }
    let starts_with_digit = before.starts_with(char::is_numeric);
    starts_with_digit == next.is_numeric() || next.is_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tokens: &str, expected: &str) {
        let tokens: Vec<&str> = tokens.split(' ').collect();
        let (text, places) = detokenise(&tokens);
        assert_eq!(text, expected);
        let characters: Vec<char> = text.chars().collect();
        for (token, place) in tokens.iter().zip(places) {
            assert_eq!(characters[place.start..place.end].iter().collect::<String>(), *token);
        }
    }

    #[test]
    fn tokens_become_text() {
        check("Ann 's car", "Ann's car");
        check("the \" so - called \" plan", "the \"so-called\" plan");
        check("27 January - David left", "27 January - David left");
        check("2001 - 2005", "2001-2005");
        check("the workers ' pay", "the workers' pay");
        check("he said ' no ' twice", "he said 'no' twice");
        check("Sotheby ’ s ( London )", "Sotheby’s (London)");
        check("either / or , $ 5 %", "either/or, $5%");
        check("😀 , قالت حماس .", "😀, قالت حماس.");
    }
}
