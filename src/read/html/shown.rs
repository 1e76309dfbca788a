//! What a page shows its readers of its author and date, where it tells machines nothing.

use super::metadata::text_of;
use super::tree::Tree;

/// A byline, the names in it and a date have no more words.
const MOST_BYLINE_WORDS: usize = 16;
const MOST_NAME_WORDS: usize = 8;
const MOST_DATE_WORDS: usize = 12;
/// What a page names stands among the first elements that may be it.
const MOST_NAMED: usize = 20;

/// What stands before a name.
const OPENINGS: &str =
    "by by: von von: par por di author: autor: autorin: text: written posted veröffentlicht am und";
/// How the months begin, in English and German.
const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec mär mai okt dez";

/// The date of the first `time` that is one.
pub(super) fn time(tree: &Tree) -> Option<String> {
    let is_time = |&node: &usize| {
        tree.tag(node) == "time"
            || matches!(tree.attribute(node, "itemprop"), Some("datePublished" | "dateCreated"))
    };
    let value = |node: usize| ["datetime", "content"].into_iter().find_map(|name| tree.attribute(node, name));
    let is_date = |date: &&str| date.starts_with(|c: char| c.is_ascii_digit()) && date.len() >= 8;
    (0..tree.len()).filter(is_time).filter_map(value).map(str::trim).find(is_date).map(str::to_owned)
}

/// What stands where the page says that the date does.
pub(super) fn date(tree: &Tree) -> Option<String> {
    let is_date = |text: &String| {
        let numbers = || text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        numbers().count() > 1 && numbers().any(|number| number.len() == 4 && number.starts_with(['1', '2']))
    };
    named(tree, &["date", "datum", "published", "timestamp", "dateline"], MOST_DATE_WORDS).find(is_date)
}

/// What stands where the page says that its author does.
pub(super) fn byline(tree: &Tree) -> Option<String> {
    let is_author = |&node: &usize| {
        let says = |name: &str| tree.attribute(node, name).is_some_and(|value| value == "author");
        tree.is_element(node) && (says("rel") || says("itemprop")) && !is_readers(tree, node)
    };
    let told = (1..tree.len()).filter(is_author).take(MOST_NAMED).map(|node| text_of(tree, node));
    let shown = named(tree, &["byline", "author", "autor", "authors", "autoren"], MOST_BYLINE_WORDS);
    told.chain(shown).map(|text| name_in(&text)).find(|name| !name.is_empty())
}

/// The short texts of elements with one of `words` in their classes, in order.
fn named<'a>(tree: &'a Tree, words: &'a [&str], most_words: usize) -> impl Iterator<Item = String> + 'a {
    let is_named = |&node: &usize| {
        let class = tree.attribute(node, "class").unwrap_or_default();
        let mut parts = class.split(|c: char| !c.is_ascii_alphanumeric());
        let says =
            !class.is_empty() && parts.any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)));
        says && tree.tag(node) != "body" && !is_readers(tree, node)
    };
    let texts = (1..tree.len()).filter(is_named).take(MOST_NAMED).map(|node| text_of(tree, node));
    texts.filter(move |text| !text.is_empty() && text.split(' ').count() <= most_words)
}

/// Whether readers wrote it, or shall write there.
fn is_readers(tree: &Tree, node: usize) -> bool {
    std::iter::once(node).chain(tree.ancestors(node)).any(|outer| {
        let mut names = ["class", "id"].into_iter().filter_map(|name| tree.attribute(outer, name));
        let says = |name: &str| ["comment", "kommentar", "respond"].iter().any(|word| name.contains(word));
        matches!(tree.tag(outer), "form" | "label") || (tree.tag(outer) != "body" && names.any(says))
    })
}

/// The names in a byline: "By Jane Doe and John Roe | 4 May 2020" → "Jane Doe and John Roe".
fn name_in(byline: &str) -> String {
    let opens = |word: &&str| OPENINGS.split(' ').any(|opening| opening == word.to_lowercase());
    let ends =
        |word: &str| word == "-" || word.contains(|c: char| c.is_ascii_digit() || "|@•·/–:".contains(c));
    let words: Vec<&str> = byline.split_whitespace().skip_while(opens).collect();
    let n_words = words.iter().position(|word| ends(word)).unwrap_or(words.len());
    let mut name = &words[..n_words];
    // "Jane Doe May 4, 2020": the month is none of her names.
    if let [before @ .., last] = name
        && n_words < words.len()
        && before.len() > 1
        && MONTHS.split(' ').any(|month| last.to_lowercase().starts_with(month))
    {
        name = before;
    }
    let is_name =
        name.len() <= MOST_NAME_WORDS && name.iter().any(|word| word.starts_with(char::is_uppercase));
    if is_name { name.join(" ").trim_matches([',', '-', ' ', '(']).to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_name(byline: &str, expected: &str) {
        assert_eq!(name_in(byline), expected);
    }

    #[test]
    fn names_are_taken_from_bylines() {
        check_name("By Jane Doe and John Roe | 4 May 2020", "Jane Doe and John Roe");
        check_name("Von Jane Doe, 12.03.2020", "Jane Doe");
        check_name("Jane Doe May 4, 2020", "Jane Doe");
        check_name("April May", "April May");
        check_name("4 May 2020", "");
    }

    #[test]
    fn dates_and_authors_are_found() {
        let tree = Tree::parse(
            "<div class=comment><p class=author>Rex</p></div><p class=entry-date>4. Mai 2020</p>\
             <p class=article-author>Von Jane Doe</p>",
        );
        assert_eq!(byline(&tree).as_deref(), Some("Jane Doe"));
        assert_eq!(date(&tree).as_deref(), Some("4. Mai 2020"));
        assert_eq!(time(&tree), None);
        let tree = Tree::parse("<time>today</time><time datetime='2020-05-04T10:00Z'>today</time>");
        assert_eq!(time(&tree).as_deref(), Some("2020-05-04T10:00Z"));
    }
}
