//! Pages in, articles out.

use proptest::prelude::*;

use super::{Page, page};

/// A paragraph that nobody takes for a label.
const RAIN: &str =
    "It rained in Orla on Monday, and the council met under umbrellas to speak about the old bridge.";
const SNOW: &str =
    "On Tuesday it snowed, and nobody came to the meeting that the mayor had called about the harbour.";

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(page(html).text, expected);
}

/// The body stands between two paragraphs of an article.
#[track_caller]
fn check_between(body: &str, expected: &str) {
    let html = format!("<article><p>{RAIN}</p>{body}<p>{SNOW}</p></article>");
    check(
        &html,
        &[RAIN, expected, SNOW].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"),
    );
}

#[test]
fn an_article_is_found_among_the_rest() {
    let html = format!(
        "<html><head><title>Rain | The Orla Times</title><style>p {{ color: red }}</style></head><body>\
         <nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>\
         <div class=content><h1>Rain in Orla</h1><div class=byline>By Jane Doe</div>\
         <p>{RAIN}</p><script>track('page')</script><p>{SNOW}</p>\
         <div class='share-bar'><a href=x>Facebook</a> <a href=x>Twitter</a></div></div>\
         <div id=comments><p>{RAIN} I do not believe it, and neither does anybody in my street.</p></div>\
         <footer><p>All rights reserved by the Orla Times, which is printed in Orla.</p></footer></body></html>"
    );
    check(&html, &format!("# Rain in Orla\n\n{RAIN}\n\n{SNOW}"));
}

#[test]
fn white_space_collapses_and_breaks_cut() {
    check_between("<p>It  <b>ha</b>iled\n\t all&nbsp;day.</p>", "It hailed all day.");
    check_between("<p>It hailed.<br>It froze.<br><br>It thawed.</p>", "It hailed.\nIt froze.\n\nIt thawed.");
    check_between("<pre>It hailed\n  all day.\n\nIt froze.</pre>", "It hailed\nall day.\n\nIt froze.");
    check_between("<p>Har\u{ad}bour works went on&hellip;</p>", "Harbour works went on…");
}

#[test]
fn words_of_neighbours_are_not_glued() {
    check_between("<div>The harbour<div>is closed.</div></div>", "The harbour\n\nis closed.");
    check_between(
        "<p>See <a href=a>Orla</a><a href=b>Norland</a> and others.</p>",
        "See Orla Norland and others.",
    );
    check_between("<p><span>It froze.</span><span>Then it thawed.</span></p>", "It froze. Then it thawed.");
    check_between(
        "<p><span>H</span>arbour and <b>Mc</b>Coy stay whole.</p>",
        "Harbour and McCoy stay whole.",
    );
}

#[test]
fn roles_are_marked() {
    check_between("<h2>The <i>day</i> after</h2>", "## The day after");
    check_between("<ul><li>in Orla<li><p>in Hamar</p></ul>", "- in Orla\n- in Hamar");
    check_between(
        "<blockquote><p>It rains.</p><p>It always does.</p></blockquote>",
        "> It rains.\n> It always does.",
    );
    check_between(
        "<table><tr><th>Town<th>Rain<tr><td>Orla<td><p>12</p><tr><td>Hamar<td><td>7</table>",
        "| Town | Rain |\n| Orla | 12 |\n| Hamar |  | 7 |",
    );
    check_between(
        "<figure><img src=x><figcaption>A crane stands in the harbour of Orla, where nobody has worked since May.\
         </figcaption></figure>",
        "A crane stands in the harbour of Orla, where nobody has worked since May.",
    );
    check_between("<figure><figcaption>Photo: Jane Doe</figcaption></figure>", "");
}

#[test]
fn captions_are_told_beside_the_text() {
    let caption = "A crane stands in the harbour of Orla, where nobody has worked since May.";
    let html = format!(
        "<article><p>{RAIN}</p><img src=x><p class=imageCaption>{caption}</p><p>{SNOW}</p></article>"
    );
    let page = page(&html);
    let captions: Vec<&str> = page.captions.iter().map(|span| span.of(&page.text)).collect();
    assert_eq!(captions, [caption]);
}

#[test]
fn a_large_initial_belongs_to_its_paragraph() {
    let rest = "he council met under umbrellas to speak about the bridge.";
    check_between(&format!("<span>T</span><p>{rest}</p>"), &format!("T{rest}"));
    check_between(&format!("<div>A</div><p>{rest}</p>"), &format!("A\n\n{rest}"));
    check_between(&format!("<h2>T</h2><p>{rest}</p>"), &format!("## T\n\n{rest}"));
}

#[test]
fn a_table_that_lays_out_the_page_is_none() {
    let html = format!("<table><tr><td><a href=/>Home</a><td><p>{RAIN}</p><p>{SNOW}</p></table>");
    check(&html, &format!("{RAIN}\n\n{SNOW}"));
}

#[test]
fn a_name_inside_a_sentence_says_nothing() {
    check_between(
        "<p>The state of <a class=meta-loc href=x>Sudria</a> lifted <span class=share>the ban</span>.</p>",
        "The state of Sudria lifted the ban.",
    );
}

#[test]
fn teasers_and_closings_go() {
    let card = "<div class=card><a href=x>Who pays for the bridge?</a><p>The mayor does not know.</p></div>";
    check_between(&card.repeat(3), "");
    check_between("<h3>Lesen Sie auch</h3><ul><li><a href=x>Wer zahlt für die Brücke?</a></ul>", "");
    check_between("<p>Related: <a href=x>Who pays for the new bridge?</a></p>", "");
    let html = format!(
        "<main><p>{RAIN}</p><p>{SNOW}</p><h4>Über den Autor</h4><p>Jane Doe lebt in Orla.</p></main>"
    );
    check(&html, &format!("{RAIN}\n\n{SNOW}"));
}

#[test]
fn the_lead_stays_with_its_article() {
    let html = format!(
        "<div><header><h1>Rain in Orla</h1><p class=intro>{RAIN}</p></header><div class=text>{}</div></div>",
        format!("<p>{SNOW}</p>").repeat(12)
    );
    assert!(page(&html).text.starts_with(&format!("# Rain in Orla\n\n{RAIN}\n\n{SNOW}")));
}

#[test]
fn the_headline_stays_whatever_holds_it() {
    let html = format!(
        "<title>Rain in Orla - Times</title><h1>The Orla Times</h1><div class='breadcrumb-area'><a href=/>Home</a>\
         <h2>Rain in Orla</h2></div><article><p>{RAIN}</p><p>{SNOW}</p></article>"
    );
    check(&html, &format!("## Rain in Orla\n\n{RAIN}\n\n{SNOW}"));
}

#[test]
fn a_page_without_an_article_is_empty() {
    check("", "");
    check("<nav><a href=/>Home</a></nav><script>var article = 'It rained.';</script>", "");
}

#[test]
fn the_data_of_a_page_may_hold_its_article() {
    let html = format!(
        "<div id=app></div><script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"articleBody\": \
         \"{RAIN}\\n\\n{SNOW} {RAIN} {RAIN}\"}}</script>"
    );
    check(&html, &format!("{RAIN}\n\n{SNOW} {RAIN} {RAIN}"));
}

#[test]
fn broken_nesting_is_mended() {
    let text = format!("{RAIN}\n\n{SNOW}");
    check(&format!("<p>{RAIN}<p>{SNOW}"), &text);
    check(&format!("<div><p><b>{RAIN}</p><p>{SNOW}</div></div></b></p>"), &text);
    check(&format!("<a href=x><div></a><p>{RAIN}</p><p>{SNOW}</p></div>"), &text);
    check(&format!("<p>{RAIN}<div>{SNOW}</div>"), &text);
    check(&format!("<p>{RAIN}</p><p>{SNOW}</p><!-- never closed <p>{RAIN}</p>"), &text);
}

#[test]
fn metadata_is_read() {
    let html = "<html lang=en-GB><head><title>Rain in Orla today - The Orla Times</title>\
        <meta property=og:site_name content='The Orla Times'><link rel=canonical href='https://orla.example/rain'>\
        <script type=application/ld+json>{\"@graph\": [{\"@type\": \"Person\", \"@id\": \"#j\", \"name\": \"Jane Doe\"},\
        {\"@type\": [\"NewsArticle\"], \"headline\": \"Rain &amp; Snow\", \"author\": {\"@id\": \"#j\"},\
        \"datePublished\": \"2020-05-04T10:00:00Z\"}]}</script></head></html>";
    let some = |text: &str| Some(text.to_owned());
    let expected = Page {
        text: String::new(),
        captions: Vec::new(),
        title: some("Rain & Snow"),
        author: some("Jane Doe"),
        date: some("2020-05-04T10:00:00Z"),
        source: some("The Orla Times"),
        url: some("https://orla.example/rain"),
        language: some("en-GB"),
        is_cut: false,
    };
    assert_eq!(page(html), expected);
}

#[test]
fn tags_say_what_data_does_not() {
    let html = "<meta name=author content='By Jane Doe'><meta property=og:locale content=de_DE>\
        <meta property=og:url content=https://orla.example/2020/05/04/rain><title>Rain in Orla - Times</title>\
        <h1>Rain in Orla</h1>";
    let found = page(html);
    assert_eq!(found.title.as_deref(), Some("Rain in Orla"));
    assert_eq!(found.author.as_deref(), Some("Jane Doe"));
    assert_eq!(found.date.as_deref(), Some("2020-05-04"));
    assert_eq!(found.language.as_deref(), Some("de-DE"));
}

#[test]
fn hostile_pages_take_bounded_time() {
    let text = format!("<p>{RAIN}</p>");
    let pages = [
        "<div>".repeat(100_000) + &text,
        "<a href=x>".repeat(100_000) + &text,
        "<b id=1><p>".repeat(50_000) + &text,
        "<table><tr><td>".repeat(30_000) + &text,
        "<ul><li>".repeat(50_000) + &text + &"</ul>".repeat(100_000),
        "<i></i>".repeat(200_000) + &text,
        "<h1><div>".repeat(50_000) + &text,
        "<blockquote>".repeat(50_000) + &text.repeat(1_000),
        "<div class=card><a href=x>Rain in the town of Orla</a></div>".repeat(20_000),
        "&amp;".repeat(1_000_000),
        "&".repeat(1_000_000),
        "<!--".repeat(200_000),
        format!("<p {}>{RAIN}", "a=1 class=x ".repeat(200_000)),
        format!("<script type=application/ld+json>{}</script>{text}", "[".repeat(1_000_000)),
        "<".repeat(1_000_000),
        "</p>".repeat(300_000),
    ];
    // A quadratic walk would take hours over some of these, and recursion would overflow the stack.
    for html in pages {
        page(&html);
    }
}

proptest! {
    #[test]
    fn any_string_is_a_page(html in any::<String>()) {
        page(&html);
    }

    #[test]
    fn any_tags_make_a_page(parts in proptest::collection::vec(tag(), 0..60)) {
        let text = page(&parts.concat()).text;
        prop_assert!(!text.contains("secret"), "{}", text);
        prop_assert_eq!(text.trim(), text.as_str());
    }
}

fn tag() -> impl Strategy<Value = String> {
    let names = "(div|p|a|a href=x|b|ul|li|table|tr|td|h1|h2|br|blockquote|pre|article|main|form|section class=share|x-y)";
    prop_oneof![
        names.prop_map(|name| format!("<{name}>")),
        names.prop_map(|name| format!("</{}>", name.split(' ').next().unwrap_or_default())),
        Just("<script>secret = '<p>secret</p>'</script>".to_owned()),
        Just("<style>.secret {}</style>".to_owned()),
        Just("<noscript><p>secret pixel</p></noscript>".to_owned()),
        Just(format!("<p>{RAIN}</p>")),
        Just("It rained. ".to_owned()),
        "[a-zA-Zé .,&;='-]{0,9}",
    ]
}
