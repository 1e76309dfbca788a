//! Who wrote the article, so far as its page says: signatures above it and biographies below it.
//!
//! A biography tells itself in two ways: it opens with the name that the byline gave, or it introduces
//! somebody of whom the article never spoke, where the article is over.

use super::fold::core;
use super::line::Line;
use super::words;

/// The reasons for which lines with a name of an author go; in a bar of pieces the name is only one.
const SIGNED: [&str; 4] = ["byline", "navigation", "date", "counter"];
/// A biography stands among this many lines at the end of the page.
pub(super) const N_LAST_LINES: usize = 8;
/// Somebody new is introduced among the last that are left, because a story may end with a new voice.
const N_LAST_LINES_LEFT: usize = 4;
/// A biography has no more words.
const MOST_BIOGRAPHY_WORDS: usize = 80;
/// A biography has its subject among its first words.
const N_FIRST_WORDS: usize = 5;
/// A list of authors has no more words.
const MOST_NAME_WORDS: usize = 16;
/// A note on who reported from where has no more words.
const MOST_REPORT_WORDS: usize = 50;
/// It says what it is early: "Jane Doe is a syndicated columnist".
const MOST_BYTES_BEFORE_PHRASE: usize = 80;
/// The verb comes among so many words.
const N_WORDS_BEFORE_ROLE: usize = 14;
/// A role is named early: "is the deputy director of the Institute for Rivers"; in bytes.
const MOST_BYTES_BEFORE_ROLE: usize = 90;
/// More names than this are a menu.
const MOST_PAGE_NAMES: usize = 40;
/// More authors than this are a list of something else.
const MOST_AUTHORS: usize = 8;

/// The surnames of those who sign, folded.
pub(super) fn authors(lines: &[Line], reasons: &[Option<&str>]) -> Vec<String> {
    let signed =
        lines.iter().zip(reasons).filter(|(_, reason)| reason.is_some_and(|reason| SIGNED.contains(&reason)));
    let mut authors: Vec<String> = signed.flat_map(|(line, _)| signatures(&line.folded)).collect();
    authors.truncate(MOST_AUTHORS);
    authors
}

/// The last word of every name after "by", up to the first that cannot be a name's.
fn signatures(folded: &str) -> Vec<String> {
    let line = core(folded);
    let named = ["by ", "by: ", "posted by ", "written by "].iter().find_map(|by| line.strip_prefix(by));
    let names = named.unwrap_or_default();
    let names = names.split(['|', '·', '(']).next().unwrap_or_default();
    let parts = names.split([',', '&']).flat_map(|part| part.split(" and "));
    let surname = |part: &str| part.split_whitespace().next_back().map(|word| core(word).to_string());
    let is_role =
        |word: &String| words::ROLES.contains(&word.as_str()) || words::BYLINE_WORDS.contains(&word.as_str());
    parts.filter_map(surname).filter(|word| word.chars().count() > 2 && !is_role(word)).collect()
}

/// Whether the first line of a page is nothing but the names of those who wrote it; no other line knows them.
///
/// One name alone could be a kicker: "Startling New Details".
pub(super) fn signs(lines: &[Line]) -> bool {
    let [first, rest @ ..] = lines else { return false };
    let Some(surnames) = first.names().filter(|surnames| surnames.len() > 1) else { return false };
    let known = |line: &Line| surnames.iter().any(|surname| holds_word(&line.folded, surname));
    !rest.is_empty() && !rest.iter().any(known)
}

/// The full names, folded, that stand above the first sentence: of authors, and of the page itself.
fn names(lines: &[Line], reasons: &[Option<&str>], n_above: usize) -> Vec<String> {
    let gone = (0..n_above.min(lines.len())).filter(|&index| {
        reasons[index].is_some_and(|reason| SIGNED.contains(&reason) || reason == "contact")
    });
    let mut found = Vec::new();
    for index in gone {
        let line = core(&lines[index].folded);
        for part in line
            .split(['|', '·', '•', '/', '(', ',', ':'])
            .flat_map(|part| part.split(" and "))
            .flat_map(|part| part.split(". "))
        {
            let part = ["by ", "words by ", "text by ", "written by ", "author ", "author: ", "writer "]
                .iter()
                .find_map(|by| part.trim().strip_prefix(by))
                .unwrap_or(part.trim());
            let name = part.split(" in ").next().unwrap_or_default().trim();
            let name =
                name.find('@').map_or(name, |at| name[..at].rsplit_once(' ').map_or("", |(name, _)| name));
            if name.len() > 4 && name.split(' ').count() <= 4 && !name.contains('9') {
                found.push(name.to_string());
            }
        }
    }
    found.truncate(MOST_PAGE_NAMES);
    found
}

/// The biographies among the last lines below the first sentence, as indices.
pub(super) fn biographies(
    lines: &[Line],
    reasons: &[Option<&str>],
    n_above: usize,
    end: usize,
) -> Vec<usize> {
    let authors = authors(lines, reasons);
    let half = lines.len() / 2;
    let left = || (half..lines.len()).rev().filter(|&index| reasons[index].is_none());
    let late = left().nth(N_LAST_LINES_LEFT - 1).unwrap_or(half).max(n_above);
    let from = lines.len().saturating_sub(N_LAST_LINES).min(late);
    let names = names(lines, reasons, n_above.max(end));
    let tells = |&index: &usize| {
        let line = &lines[index];
        if index >= half.max(n_above) && reasons[index].is_none() && line.tells_of(&names) {
            return true;
        }
        // Her house or her role may stand between.
        let between = index > 1 && reasons[index - 1].is_some() && lines[index - 1].is_source();
        let above = if between { index.checked_sub(2) } else { index.checked_sub(1) };
        let below_name = above.map(|above| &lines[above]).filter(|above| above.is_name());
        let signed = above.is_some_and(|above| reasons[above].is_some()) || index >= late;
        if reasons[index].is_none()
            && index > half
            && signed
            && below_name.is_some_and(|above| line.is_life_of(above))
        {
            return true;
        }
        if index < from {
            return false;
        }
        let about = || line.is_about(&authors) || line.tells_of_author() || introduces(lines, index);
        reasons[index].is_none()
            && line.n_words <= MOST_BIOGRAPHY_WORDS
            && (line.is_biography() || line.is_report() || (index >= late && about()))
    };
    (half.min(from)..lines.len()).filter(tells).collect()
}

/// Whether a line opens with the name of a person, says what the person does, and no other line knows the person.
fn introduces(lines: &[Line], index: usize) -> bool {
    let line = &lines[index];
    let Some(surname) = line.introduced() else { return false };
    let known = |other: &Line| !other.is_name() && holds_word(&other.folded, &surname);
    !lines.iter().enumerate().any(|(at, other)| at != index && known(other))
}

fn holds_word(folded: &str, word: &str) -> bool {
    folded.match_indices(word).any(|(at, _)| {
        !folded[..at].ends_with(char::is_alphanumeric)
            && !folded[at + word.len()..].starts_with(char::is_alphanumeric)
    })
}

impl Line<'_> {
    /// Whether it opens with one of the names and says what it is or does.
    fn tells_of(&self, names: &[String]) -> bool {
        if names.is_empty() || self.n_words > MOST_BIOGRAPHY_WORDS || self.original.starts_with(['"', '“'])
        {
            return false;
        }
        let line = core(&self.folded);
        let tells = |name: &String| {
            let after = line.strip_prefix(name.as_str());
            let rest = after.and_then(|rest| rest.strip_prefix(' '));
            let long = name.contains(' ');
            let owned = after.and_then(|rest| rest.strip_prefix("'s "));
            if owned.is_some_and(|rest| {
                long && rest.split(' ').take(N_FIRST_WORDS).any(|word| words::OEUVRES.contains(&core(word)))
            }) {
                return true;
            }
            rest.is_some_and(|rest| {
                words::LIVES.iter().any(|life| (long || life.starts_with("is a")) && rest.starts_with(life))
            })
        };
        names.iter().any(tells)
    }

    /// Whether it opens with the name of an author.
    fn is_about(&self, authors: &[String]) -> bool {
        let opening = self.folded.split_whitespace().take(N_FIRST_WORDS);
        let names = opening.map(|word| core(word.strip_suffix("'s").unwrap_or(word)));
        let opens_with_name = !self.original.starts_with(['"', '“', '\'', '‘']);
        opens_with_name && names.into_iter().any(|name| authors.iter().any(|author| author == name))
    }

    /// "Jane covers harbours.", below "Jane Doe".
    fn is_life_of(&self, name: &Self) -> bool {
        let first = name.folded.split(' ').next().unwrap_or_default();
        let rest = core(&self.folded).strip_prefix(first).and_then(|rest| rest.strip_prefix(' '));
        self.n_words <= MOST_BIOGRAPHY_WORDS
            && rest.is_some_and(|rest| words::LIVES.iter().any(|life| rest.starts_with(life)))
    }

    /// "The author is a former diplomat."
    fn tells_of_author(&self) -> bool {
        let line = core(&self.folded);
        let rest =
            ["the author ", "the writer ", "the columnist "].iter().find_map(|who| line.strip_prefix(who));
        let tells = |rest: &str| words::TELLING.iter().any(|verb| rest.starts_with(verb));
        self.n_words <= MOST_REPORT_WORDS && rest.is_some_and(tells)
    }

    /// The surnames, where the line is a list of full names.
    fn names(&self) -> Option<Vec<String>> {
        let parts = self.original.split(',').flat_map(|part| part.split(" and "));
        let parts: Vec<&str> = parts
            .map(|part| part.trim().trim_start_matches("and "))
            .filter(|part| !part.is_empty())
            .collect();
        let is_name = |part: &&str| {
            let words: Vec<&str> = part.split_whitespace().collect();
            let lettered = |word: &&str| {
                word.starts_with(char::is_uppercase)
                    && word.chars().all(|c| c.is_alphabetic() || "-.'’".contains(c))
            };
            let common = |word: &&str| words::TITLES.contains(&word.to_lowercase().as_str());
            (2..=4).contains(&words.len())
                && words.iter().all(lettered)
                && !words.iter().any(common)
                && part.contains(char::is_lowercase)
        };
        let listed = self.n_words <= MOST_NAME_WORDS && !parts.is_empty() && parts.iter().all(is_name);
        listed.then(|| {
            parts
                .iter()
                .filter_map(|part| part.split_whitespace().next_back())
                .map(str::to_lowercase)
                .collect()
        })
    }

    /// Whether it says of somebody what only a page says of its author.
    fn is_biography(&self) -> bool {
        let core = core(&self.folded);
        let beginning = &core[..core.floor_char_boundary(MOST_BYTES_BEFORE_PHRASE)];
        self.ends_sentence
            && !self.original.starts_with(char::is_lowercase)
            && words::BIOGRAPHIES.iter().any(|phrase| beginning.contains(phrase))
    }

    /// "Doe reported from Orla, and Roe from Brant."
    fn is_report(&self) -> bool {
        let Some((before, after)) = self
            .original
            .split_once(" reported from ")
            .or_else(|| self.original.split_once(" contributed from "))
        else {
            return false;
        };
        let names = before.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase) || word == "and" || words::ROLES.contains(&core(word))
        });
        let quiet = !after.contains(" that ") && !after.contains(['"', '“']);
        names
            && quiet
            && before.split_whitespace().count() <= MOST_NAME_WORDS
            && self.n_words <= MOST_REPORT_WORDS
            && after.starts_with(char::is_uppercase)
    }

    /// The surname of the person whom the line introduces: "Jane Doe is a professor of law."
    fn introduced(&self) -> Option<String> {
        let (surname, verb) = self.subject()?;
        let after = self.folded.split_once(&format!(" {verb} ")).map_or("", |(_, after)| after);
        let beginning = &after[..after.floor_char_boundary(MOST_BYTES_BEFORE_ROLE)];
        let mut words = beginning.split(|c: char| !c.is_alphanumeric() && c != '-');
        let has_role = match verb.as_str() {
            "is" | "are" => words.any(|word| words::ROLES.contains(&word)),
            // "was the first to leave" is news, "was a speechwriter" is a life.
            "was" => {
                matches!(words.next(), Some("a" | "an")) && words.any(|word| words::ROLES.contains(&word))
            }
            _ => true,
        };
        has_role.then_some(surname)
    }

    /// The surname of the full name with which the line opens, and the verb that follows, both folded.
    fn subject(&self) -> Option<(String, String)> {
        let line = self.original.trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_name = |word: &&str| {
            let ends = ["'s", "’s", ":", ";", "!"];
            word.starts_with(char::is_uppercase) && !ends.iter().any(|end| word.ends_with(end))
        };
        let words: Vec<&str> = line.split_whitespace().take(N_WORDS_BEFORE_ROLE).collect();
        let n_bare = words.iter().take_while(|word| is_name(word) && !word.ends_with(',')).count();
        let comma = words.get(n_bare).is_some_and(|word| is_name(word) && word.ends_with(','));
        let n_names = n_bare + usize::from(comma);
        let titled = words::TITLES.contains(&core(words.first()?).to_lowercase().as_str());
        let surname = core(words.get(n_names.checked_sub(1)?)?).to_lowercase();
        if !(2..=4).contains(&n_names) || titled || surname.chars().count() <= 2 {
            return None;
        }
        let verb = |word: &&str| {
            Some(core(word).to_lowercase()).filter(|word| words::BEINGS.contains(&word.as_str()))
        };
        let rest = &words[n_names..];
        if !comma || rest.first().and_then(verb).is_some() {
            return Some((surname, rest.first().and_then(verb)?));
        }
        // "Jane Doe, of Orla, is a nurse" and "Jane Doe, 35, is": a single word apart is "however".
        let n_apart = rest.iter().take_while(|word| !word.ends_with(',')).count() + 1;
        let apart = n_apart > 1 || rest.first()?.starts_with(|c: char| c.is_ascii_digit());
        rest.get(n_apart).and_then(verb).filter(|verb| apart && verb == "is").map(|verb| (surname, verb))
    }
}
