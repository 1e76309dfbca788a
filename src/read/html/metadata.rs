//! What a page says about its article, in all the ways in which pages say it.

use super::Page;
use super::json_ld::Article;
use super::shown;
use super::tree::Tree;

const AUTHORS: [&str; 8] = [
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
];
const DATES: [&str; 14] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "date",
    "pubdate",
    "publishdate",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
];
const TITLES: [&str; 5] = ["og:title", "twitter:title", "dc.title", "dcterms.title", "title"];
/// The headline is among the first headings.
const MOST_HEADINGS: usize = 10;
const MOST_TITLE_WORDS: usize = 60;
const FEWEST_TITLE_WORDS: usize = 3;

/// Everything but the text. Data for machines comes first, then tags in the head, then what readers see.
pub(super) fn metadata(tree: &Tree, data: Option<&Article>) -> Page {
    let known = |field: fn(&Article) -> &Option<String>| {
        data.and_then(|data| field(data).clone()).map(|text| clean(&text)).filter(|text| !text.is_empty())
    };
    let head = Head::new(tree);
    let is_name = |name: &String| !name.contains(['/', '@']) && name.contains(char::is_alphabetic);
    let author = known(|data| &data.author).or_else(|| head.first(&AUTHORS)).filter(is_name);
    let date = known(|data| &data.date).or_else(|| head.first(&DATES));
    let source = head.first(&["og:site_name"]).or_else(|| known(|data| &data.source));
    let url = canonical(tree).or_else(|| head.first(&["og:url"])).or_else(|| known(|data| &data.url));
    Page {
        title: title(tree, &head, known(|data| &data.title)),
        author: author.map(|author| without_by(&author)).or_else(|| shown::byline(tree)),
        date: date
            .or_else(|| shown::time(tree))
            .or_else(|| url.as_deref().and_then(day_of))
            .or_else(|| shown::date(tree)),
        source: source.or_else(|| head.first(&["application-name"])),
        language: language(tree, &head).or_else(|| known(|data| &data.language)),
        url,
        ..Page::default()
    }
}

/// Names and contents of the `meta` tags.
struct Head(Vec<(String, String)>);

impl Head {
    fn new(tree: &Tree) -> Self {
        let mut found = Vec::new();
        for node in (0..tree.len()).filter(|&node| tree.tag(node) == "meta") {
            let content = clean(tree.attribute(node, "content").unwrap_or_default());
            let names =
                ["property", "name", "itemprop"].into_iter().filter_map(|name| tree.attribute(node, name));
            if !content.is_empty() {
                found.extend(names.map(|name| (name.trim().to_lowercase(), content.clone())));
            }
        }
        Self(found)
    }

    /// The content of the first name that the page has.
    fn first(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(other, _)| other == name))
            .map(|(_, content)| content.clone())
    }
}

/// Space collapsed, entities that were escaped twice read.
fn clean(text: &str) -> String {
    let text = if text.contains('&') && text.contains(';') {
        let tree = Tree::parse(text);
        tree.text_within(0)
    } else {
        text.to_owned()
    };
    let is_read = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.chars().filter(is_read).collect()).collect();
    words.join(" ")
}

/// The text of an element, on one line.
pub(super) fn text_of(tree: &Tree, node: usize) -> String {
    clean(&tree.text_within(node))
}

/// The headline, without the site's name: what the page says, unless a heading says nearly the same.
fn title(tree: &Tree, head: &Head, known: Option<String>) -> Option<String> {
    let tag = |name: &'static str| (0..tree.len()).filter(move |&node| tree.tag(node) == name);
    let page = || tag("title").map(|node| text_of(tree, node)).find(|title| !title.is_empty());
    let title = known.or_else(|| head.first(&TITLES)).or_else(page);
    let headings = tag("h1").take(MOST_HEADINGS).map(|node| text_of(tree, node));
    let mut headings = headings.filter(|text| !text.is_empty());
    match title {
        Some(title) => Some(headings.find(|heading| is_same_title(heading, &title)).unwrap_or(title)),
        None => headings.next(),
    }
}

/// The heading that is the title: the first of the highest level.
pub(super) fn headline(tree: &Tree, title: &str) -> Option<usize> {
    ["h1", "h2"].into_iter().find_map(|level| {
        let headings = (1..tree.len()).filter(|&node| tree.tag(node) == level).take(MOST_HEADINGS);
        headings.into_iter().find(|&node| is_same_title(&text_of(tree, node), title))
    })
}

/// Whether two thirds of one are in the other, or both are the same.
pub(super) fn is_same_title(heading: &str, title: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.take(MOST_TITLE_WORDS).map(str::to_lowercase).collect()
    };
    let (heading, title) = (words(heading), words(title));
    let n_common = heading.iter().filter(|word| title.contains(word)).count();
    let is_most = heading.len() >= FEWEST_TITLE_WORDS && 3 * n_common > 2 * heading.len().min(title.len());
    is_most || (heading == title && !heading.is_empty())
}

fn canonical(tree: &Tree) -> Option<String> {
    let is_canonical = |&node: &usize| {
        tree.tag(node) == "link"
            && tree.attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
    };
    let url = (0..tree.len()).find(is_canonical).and_then(|node| tree.attribute(node, "href"));
    url.map(str::trim).filter(|url| url.starts_with("http")).map(str::to_owned)
}

fn language(tree: &Tree, head: &Head) -> Option<String> {
    let declared = tree
        .attribute(0, "lang")
        .map(str::to_owned)
        .or_else(|| head.first(&["language", "og:locale", "dc.language"]));
    let tag = declared?.trim().replace('_', "-");
    let is_tag = (2..=35).contains(&tag.len())
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    is_tag.then_some(tag)
}

/// The day that an address gives: ".../2020/02/19/...".
fn day_of(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split('/').collect();
    let is_number = |part: &str, n_digits: usize| {
        part.len() == n_digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let days =
        parts.windows(3).filter(|day| is_number(day[0], 4) && is_number(day[1], 2) && is_number(day[2], 2));
    days.map(|day| day.join("-")).find(|day| day.starts_with("19") || day.starts_with("20"))
}

/// "By Jane Doe" → "Jane Doe".
fn without_by(author: &str) -> String {
    let openings = ["by ", "By ", "BY ", "von ", "Von ", "VON ", "par ", "Par ", "por ", "Por "];
    openings.into_iter().find_map(|opening| author.strip_prefix(opening)).unwrap_or(author).trim().to_owned()
}
