//! What authors of pages say about an element: its classes, its id, its role.
//!
//! Names are cut into words ("postSharingBar" → "post", "sharing", "bar"), in the languages of the pages.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tree::Tree;

/// What an element's names say that it holds, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    /// Something that may surround articles, or belong to one.
    Perhaps,
    /// The text of an article.
    Article,
    /// Who wrote the article.
    Author,
    /// Something that surrounds articles.
    Chrome,
    /// Readers' comments, however many.
    Comments,
}

/// Words that say so wherever they stand in a name.
const WORDS: [(Hint, &str); 4] = [
    (
        Hint::Comments,
        "comment comments commentlist commentform commentsection kommentar kommentare comentario comentarios \
         commentaire commentaires commenti disqus respond leserbrief leserkommentare livefyre",
    ),
    (
        Hint::Chrome,
        "share shares sharing shared sharedaddy sharebar sharebox addthis addtoany shariff social socials \
         socialmedia related relatedposts verwandt verwandte aehnliche similar newsletter cookie cookies consent \
         gdpr breadcrumb breadcrumbs brotkrumen sidebar seitenleiste footer fusszeile menu menue navbar navigation \
         nav navi pagination pager paging tagcloud tags taglist advert advertisement advertising ad ads adsense \
         adslot adbox anzeige anzeigen werbung sponsor sponsored sponsors popup modal lightbox login signin signup \
         register subscribe subscription abo outbrain taboola plista recommended recommendation recommendations \
         recommends empfehlungen popular trending mostread meistgelesen toolbar colophon screenreader widgets promo \
         promotion likes voting copyright seitenfuss fuss postmetadata disclosure disclaimer utility cta authorbox \
         authorbio byline noprint feedback topnav subnav masthead webform teaserlist",
    ),
    (Hint::Author, "author authors autor autoren bio biography"),
    (
        Hint::Perhaps,
        "teaser teasers meta info infos box aside extra extras more mehr links linklist readmore weiterlesen credit \
         credits secondary date datum category categories topics themen keywords tag posts latest button buttons \
         icon icons headlines print drucken rating ratings poll banner breaking ticker player playlist gallery \
         slideshow carousel swiper slider toc widget jp module",
    ),
];

/// Words that say so where they follow one another in a name.
const ARTICLE: &str = "articlebody article-body article-text article-content articlecontent articletext \
    entry-content post-content post-body story-body storybody story-content post-entry single-content artikeltext \
    artikel-text article-main blog-content blogpost-body bodytext body-text field-name-body content-text entry-body \
    postcontent node-content page-content richtext rich-text main-content maincontent";
/// The most words of one of these.
const MOST_ARTICLE_WORDS: usize = 3;

/// Names that say so as they stand.
const WHOLE: [&str; 6] = ["hidden", "hide", "visually-hidden", "screen-reader-text", "sr-only", "widget"];

/// First words of names that deny what follows, or that name the subject of an article.
const OTHERS: [&str; 14] = [
    "no", "has", "with", "without", "is", "not", "hide", "show", "tag", "category", "cat", "topic", "thema",
    "keyword",
];

/// Parts of the classes of captions.
const CAPTIONS: [&str; 6] =
    ["caption", "bildunterschrift", "imagedescription", "bildtext", "legende", "photocredit"];

/// Names are longer only where a program made them.
const MOST_BYTES: usize = 400;

static HINTS: LazyLock<HashMap<&str, Hint>> = LazyLock::new(|| {
    let words = WORDS
        .into_iter()
        .flat_map(|(hint, words)| words.split_ascii_whitespace().map(move |word| (word, hint)));
    let articles = ARTICLE.split_ascii_whitespace().map(|words| (words, Hint::Article));
    words.chain(articles).collect()
});

/// The strongest hint of every node.
pub(super) fn hints(tree: &Tree) -> Vec<Option<Hint>> {
    (0..tree.len()).map(|node| if tree.is_element(node) { hint(tree, node) } else { None }).collect()
}

/// Whether the element's class says that it is the caption of a picture.
pub(super) fn is_caption(tree: &Tree, node: usize) -> bool {
    let class = tree.attribute(node, "class").unwrap_or_default();
    !class.is_empty() && {
        let class = head(class).to_ascii_lowercase();
        CAPTIONS.iter().any(|caption| class.contains(caption))
            || class.split_ascii_whitespace().any(|name| name == "legend")
    }
}

fn hint(tree: &Tree, node: usize) -> Option<Hint> {
    let names = ["class", "id"].into_iter().filter_map(|name| tree.attribute(node, name));
    let names = names.flat_map(|names| head(names).split_ascii_whitespace());
    names.map(hint_of).chain([role(tree, node)]).max().flatten()
}

fn head(names: &str) -> &str {
    &names[..names.floor_char_boundary(MOST_BYTES)]
}

fn role(tree: &Tree, node: usize) -> Option<Hint> {
    let item = tree.attribute(node, "itemprop").unwrap_or_default();
    let role = tree.attribute(node, "role").unwrap_or_default();
    if matches!(item, "articleBody" | "reviewBody") {
        return Some(Hint::Article);
    }
    let is_chrome = matches!(
        role,
        "alertdialog"
            | "banner"
            | "complementary"
            | "contentinfo"
            | "dialog"
            | "menu"
            | "menubar"
            | "navigation"
            | "search"
            | "tablist"
            | "toolbar"
    );
    is_chrome.then_some(Hint::Chrome)
}

/// What one name says.
fn hint_of(name: &str) -> Option<Hint> {
    if WHOLE.contains(&name) {
        return Some(Hint::Chrome);
    }
    let words = words(name);
    if words.len() > 1 && OTHERS.contains(&words[0].as_str()) {
        return None;
    }
    let known = |words: &[String]| match words {
        [word] => HINTS.get(word.as_str()).copied(),
        words => HINTS.get(words.join("-").as_str()).copied(),
    };
    (1..=MOST_ARTICLE_WORDS).flat_map(|n_words| words.windows(n_words)).filter_map(known).max()
}

/// The words of one name, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous = ' ';
    for c in name.chars().filter(|c| c.is_ascii()) {
        let begins =
            c.is_alphabetic() && (!previous.is_alphabetic() || (c.is_uppercase() && previous.is_lowercase()));
        if begins {
            words.push(String::new());
        }
        if c.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.push(c.to_ascii_lowercase());
        }
        previous = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<Hint>) {
        assert_eq!(hint_of(name), expected, "{name}");
    }

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(words("postSharingBar-2_left"), ["post", "sharing", "bar", "left"]);
        assert_eq!(words("42"), Vec::<String>::new());
    }

    #[test]
    fn names_say_what_they_hold() {
        check("td-post-sharing", Some(Hint::Chrome));
        check("comment-list", Some(Hint::Comments));
        check("entry-content", Some(Hint::Article));
        check("singleArticleBody", Some(Hint::Article));
        check("article-author", Some(Hint::Author));
        check("post-meta", Some(Hint::Perhaps));
        check("headline", None);
    }

    #[test]
    fn denials_and_subjects_say_nothing() {
        check("no-sidebar", None);
        check("category-newsletter", None);
        check("tag-social-media", None);
        check("commentary", None);
        check("shareholders", None);
    }
}
