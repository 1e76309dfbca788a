//! Words that make up whole lines of residue, and what bylines, biographies, addresses and code look like, as data.

use std::sync::LazyLock;

use super::patterns::list;

/// Words of which some lines consist wholly: share bars, counters, dates, menus.
pub(super) static VOCABULARIES: LazyLock<Vec<Vocabulary>> = LazyLock::new(|| {
    vec![
        vocabulary(
            "share",
            2,
            "facebook; twitter; pinterest; linkedin; whatsapp; reddit; email; mail; print; share; tweet; pin; tumblr; \
             flipboard; messenger; telegram; copy; instagram; rss; bluesky; clipboard",
            "facebook; twitter; pinterest; linkedin; whatsapp; reddit; email; e; mail; print; share; tweet; \
         post; pin; tumblr; flipboard; google; plus; messenger; telegram; sms; copy; link; url; save; \
         comment; comments; text; instagram; youtube; rss; this; article; on; via; x; threads; bluesky; to; \
         clipboard; more; options; 9; k",
        ),
        vocabulary("counter", 1, "9", "9"),
        vocabulary(
            "counter",
            2,
            "view; views; comment; comments; shares; like; likes; min; mins; read; reads; reading; ago; \
         retweets; replies; responses; images; votes",
            "9; k; m; view; views; comment; comments; share; shares; like; likes; min; mins; minute; minutes; \
         sec; read; reads; reading; time; ago; hours; hour; days; day; weeks; week; months; month; years; \
         year; retweets; replies; reply; responses; so; far; of; images; photos; listen; page; votes; \
         downloads; estimated; approx",
        ),
        vocabulary(
            "date",
            2,
            "january; february; march; april; may; june; july; august; september; october; november; december; \
         jan; feb; mar; apr; jun; jul; aug; sep; sept; oct; nov; dec; monday; tuesday; wednesday; thursday; \
         friday; saturday; sunday; mon; tue; tues; wed; thu; thur; thurs; fri; sat; sun; m; am; pm; et; \
         est; edt; gmt; utc; updated; published; posted",
            "9; st; nd; rd; th; january; february; march; april; may; june; july; august; september; october; \
         november; december; jan; feb; mar; apr; jun; jul; aug; sep; sept; oct; nov; dec; monday; tuesday; \
         wednesday; thursday; friday; saturday; sunday; mon; tue; tues; wed; thu; thur; thurs; fri; sat; \
         sun; a; p; m; am; pm; et; est; edt; gmt; utc; pt; pst; pdt; bst; ist; cet; ct; cdt; cst; updated; \
         update; published; posted; last; modified; first; created; on; at; date; time; and; eastern; \
         today; yesterday; ago; hours; hour; minutes; minute; days; day; h; min; z; t; local",
        ),
        vocabulary(
            "navigation",
            4,
            "",
            "home; news; politics; world; us; u; s; uk; business; tech; technology; science; health; sports; \
         sport; opinion; arts; culture; style; travel; food; video; videos; photos; podcasts; lifestyle; \
         entertainment; weather; money; markets; about; contact; subscribe; login; log; sign; in; up; \
         register; search; menu; more; newsletters; privacy; policy; terms; cookies; advertise; careers; \
         jobs; help; faq; sections; latest; live; tv; radio; of; use; and; local; national; international; \
         education; environment; economy; investing",
        ),
    ]
});

/// A set of words that makes up whole lines.
pub(super) struct Vocabulary {
    /// The one word that records give.
    pub(super) reason: &'static str,
    /// How many words a line needs.
    pub(super) fewest: usize,
    /// Words of which the line must hold one; none means that any will do.
    pub(super) telling: Vec<&'static str>,
    /// All words that it may hold, folded.
    pub(super) words: Vec<&'static str>,
}

fn vocabulary(reason: &'static str, fewest: usize, telling: &'static str, words: &'static str) -> Vocabulary {
    let telling = if telling.is_empty() { Vec::new() } else { list(telling) };
    Vocabulary { reason, fewest, telling, words: list(words) }
}

/// Words of which the names of sections consist.
pub(super) static SECTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "news; politics; world; us; uk; business; tech; technology; science; health; sports; sport; arts; culture; style; \
         travel; lifestyle; entertainment; weather; markets; national; international; education; environment; economy; \
         analysis; local; and",
    )
});

/// What the last lines of a page say about their author.
pub(super) static BIOGRAPHIES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "is a syndicated columnist; is a nationally syndicated; is a senior staff writer; \
         is a staff writer; is editor emeritus; is editor-in-chief emeritus; is editor in chief emeritus; \
         is a contributing editor; is a senior writer; is an opinion columnist; is a contributing writer; \
         is a freelance writer; is a freelance journalist; is a columnist for; is a reporter for; \
         is a writer for; is a senior editor; is a contributor to; is an opinion contributor; \
         is a contributing columnist; is a columnist at; is digital politics editor; \
         is editor of national review; is the author of the book; is a weekly columnist; \
         is a regular contributor; is a frequent contributor; is a weekly column; is the host of; is the author of; is author of; is a radio talk-show host; is a radio talk show host; is a classicist and; is a reported column; \
         covers the white house for; covers politics for; covers congress for; is a cnn contributor; \
         is a fox news contributor",
    )
});

/// Words that names and roles in a byline hold in lower case.
pub(super) static BYLINE_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "and; of; for; de; van; von; der; den; bin; ibn; al; el; la; le; du; da; di; with; in; at; staff; \
         writer; reporter; correspondent; editor; the; contributor; senior; political",
    )
});

/// Ends of words that are addresses on the web.
pub(super) static DOMAINS: LazyLock<Vec<&str>> =
    LazyLock::new(|| list(".com; .org; .net; .news; .co.uk; .gov; .edu; .info; .eu; .de; .ru; .il; .uk"));

/// How code that a scraper mistook for text begins and ends.
pub(super) const CODE: &[(&str, &str)] = &[
    ("{\"", "}"),
    ("{'", "}"),
    ("<div", ""),
    ("<span", ""),
    ("<a ", ""),
    ("<img", ""),
    ("<iframe", ""),
    ("<script", ""),
    ("<!", ""),
    ("[embed", "]"),
    ("poster=", ""),
    ("window.", ";"),
    ("var ", ";"),
    ("(function", ""),
    ("//<!", ""),
];
