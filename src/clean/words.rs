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
        vocabulary("counter", 1, "9", "9; x"),
        vocabulary(
            "counter",
            2,
            "view; views; comment; comments; shares; like; likes; min; mins; read; reads; reading; ago; \
         retweets; replies; responses; restack; restacks; images; votes; followers; plays; reactions; watching; words; pause; mute; listen; aa",
            "9; k; m; x; aa; a; followers; following; plays; reactions; watching; people; now; play; pause; mute; \
         unmute; audio; this; view; views; comment; comments; share; shares; like; likes; min; mins; minute; minutes; \
         sec; words; read; reads; reading; time; ago; hours; hour; days; day; weeks; week; months; month; years; \
         year; retweets; replies; reply; restack; restacks; responses; so; far; of; images; photos; listen; page; votes; \
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
         filed; amended; corrected; hrs; hr; mins; updates; last; edited; edit; yest; cet; cest; ist; pkt; pht; wib; kst; idt; uk; nzst; nzdt; acst; awst; akst; hst; nst; npt; mmt; ict; wita; trt; gst; brt; art; clt; pet; bdt; slst; nzt; aest; aedt; wat; eat; cat; sast;  eet; eest; msk; jst; hkt; sgt; print; today; yesterday; ago; hours; hour; minutes; minute; days; day; h; min; z; t; local",
        ),
        vocabulary(
            "navigation",
            2,
            "privacy; cookies; cookie",
            "terms; privacy; policy; policies; cookie; cookies; conditions; notice; of; use; and; service; settings; imprint; \
             legal; contact; about; accessibility; us; advertise; help; faq; careers; statement",
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
        vocabulary(
            "navigation",
            2,
            "",
            "english; français; francais; español; espanol; deutsch; italiano; português; portugues; polski; \
         русский; українська; български; српски; română; magyar; čeština; ελληνικά; türkçe; العربية; עברית; \
         فارسی; اردو; हिन्दी; বাংলা; தமிழ்; 中文; 日本語; 한국어; bahasa; indonesia; tiếng; việt; kiswahili; русская; \
         version; en; fr; es; ru; uk; ar; zh; language; languages",
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

pub(super) fn vocabulary(
    reason: &'static str,
    fewest: usize,
    telling: &'static str,
    words: &'static str,
) -> Vocabulary {
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

/// What the people do of whom a closing line says who they are.
pub(super) static ROLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "columnist; reporter; editor; writer; author; fellow; professor; correspondent; journalist; host; contributor; \
         director; analyst; scholar; lecturer; researcher; attorney; lawyer; founder; co-founder; strategist; \
         commentator; consultant; historian; physician; producer; blogger; student; novelist; poet; economist; \
         scientist; critic; publisher; investigator; photographer; editor-in-chief; editor-at-large; intern; \
         chairman; president; candidate; adviser; advisor; teacher; psychologist; sociologist; scientist; \
         freelance; freelancer; administrator; retired; officer; engineer; veteran; pastor; farmer; nurse; doctor; \
         coordinator; advocate; activist; organizer; speechwriter; volunteer; entrepreneur; executive; covers; writes; hosts; teaches; blogs; tweets",
    )
});

/// What stands between a person's name and what the person does.
pub(super) static BEINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "is; was; are; covers; writes; teaches; reports; reported; hosts; edits; directs; blogs; tweets; contributed",
    )
});

/// What a biography says right behind the name.
pub(super) const LIVES: &[&str] = &[
    "is a ",
    "is an ",
    "is the ",
    "is our ",
    "is based ",
    "is on leave",
    "is away",
    "returns ",
    "grew up ",
    "tweets ",
    "is deputy ",
    "is senior ",
    "is director ",
    "is editor ",
    "covers ",
    "writes ",
    "reports ",
    "joined ",
    "has covered ",
    "has been ",
    "has written ",
    "has reported ",
    "has worked ",
    "holds ",
    "lives ",
    "leads ",
    "works ",
    "serves ",
    "teaches ",
    "studied ",
    "edits ",
    "hosts ",
    "heads ",
    "was a ",
];

/// What an author has made, as a biography names it.
pub(super) const OEUVRES: [&str; 12] = [
    "book",
    "books",
    "novel",
    "memoir",
    "column",
    "columns",
    "work",
    "writing",
    "podcast",
    "newsletter",
    "reporting",
    "blog",
];

/// Words that open a name which is no author's.
pub(super) static TITLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "when; if; as; while; after; before; though; although; but; and; since; because; former; fed; for; on; at; to; \
         not; only; what; who; how; why; where; so; even; then; now; yet; both; all; some; most; many; no; meanwhile; \
         the; president; senator; sen; rep; gov; governor; mayor; minister; prime; secretary; attorney; justice; judge; \
         king; queen; prince; general; gen; col; mr; mrs; ms; chairman; speaker; pope; defense; state; house; senate; \
         democratic; republican; vice; white; supreme; united; this; that; his; her; their; our; my; one; a; an; in",
    )
});

/// Words beside an address to which readers may write.
pub(super) static WRITING: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "email; mail; contact; write; reach; reached; send; letters; letter; pitch; submit; tips; question; questions; \
         comment; comments; feedback; follow; editor; editors; author; staff",
    )
});

/// How press releases call themselves.
pub(super) const RELEASE: &[&str] = &[
    "for immediate release",
    "press release",
    "media release",
    "news release",
    "embargoed",
    "notes to editors",
    "note to editors",
    "media contact",
    "press contact",
];

/// What a page says of "the author" below the article.
pub(super) const TELLING: &[&str] = &[
    "is a ",
    "is an ",
    "is the ",
    "was a ",
    "chairs ",
    "teaches ",
    "heads ",
    "runs ",
    "edits ",
    "lives in ",
    "works ",
    "covers ",
];

/// Kinds of work that a page credits, as they stand before a colon or "by".
pub(super) static WORKS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "words; text; story; report; reporting; additional reporting; photos; photo; pictures; photographs; photography; \
         illustration; illustrations; graphics; editor; editors; edited; editing; research; translation; translated; \
         produced; producer; analysis; news analysis; opinion; comment; commentary; column; review; essay; interview; \
         guest post; guest column; video; audio; filed; narrated; author; authors; writer; reporter; reporters; \
         correspondent; by line; with; edited by; written by; reported by; fact check by; fact-checked by; checked by; \
         pictures; graphics by; interviewer; desk; design; video editor; sub-editor; producers; camera; sound",
    )
});

/// What makes an invitation of a line with a pictograph.
pub(super) static INVITATIONS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "comment; comments; read; listen; watch; subscribe; subscribers; newsletter; join; coffee; donate; donation; \
         donations; support; supporter; share; follow; app; podcast; inbox; member; members; tip; tips; funded; \
         telegram; whatsapp; download; unlock; readers; discuss; discussion; tweet",
    )
});

/// What opens a note on how an interview was made.
pub(super) static NOTES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "this; our; the; note; editor's note; interview; a transcript; a lightly; edited; these; excerpts; \
         his answers; her answers; their answers; it has been; it was; answers; what follows",
    )
});

/// What closes such a note; what goes on after it may be the author's joke.
pub(super) const NOTE_ENDINGS: &[&str] =
    &["length", "clarity", "brevity", "style", "space", "concision", "below", "follows", "transcript"];

/// Words that names and roles in a byline hold in lower case.
pub(super) static BYLINE_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "and; of; for; de; van; von; der; den; bin; ibn; al; el; la; le; du; da; di; with; in; at; staff; \
         writer; reporter; correspondent; editor; the; contributor; senior; political",
    )
});

/// Parts of names in lower case.
pub(super) const PARTICLES: [&str; 16] =
    ["de", "van", "von", "der", "den", "ter", "bin", "ibn", "al", "el", "la", "le", "du", "da", "di", "dos"];

/// Who signs without "by".
pub(super) const SIGNERS: [&str; 12] = [
    "author",
    "writer",
    "reporter",
    "correspondent",
    "editor",
    "photographer",
    "columnist",
    "contributor",
    "producer",
    "journalist",
    "translator",
    "illustrator",
];

/// What a page sets before its keywords and its links, with a mark between.
pub(super) static LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "tags; tag; topics; topic; keywords; key words; category; categories; filed under; tagged; labels; related; related topics; related tags; \
         related links; related news; related stories; see also; read also; also read; read more; more; more on; more about; read next; source; sources; photo; photos; \
         photo credit; image credit; credit; share; share on; follow; follow us; subscribe; newsletter; listen; watch; download; contact; contacts; \
         media contact; editor; author; writer; reporter; published; updated; posted; section; sections; series; issue; volume; edition; \
         in this article; people; places; companies; mentioned; language; languages; available in; also available in; translations; comments; print; pdf; \
         links; website; web; email; e-mail; phone; tel; isbn; doi; issn; copyright; licence; license; support; donate",
    )
});

/// Works that also open headlines: "Opinion: The bridge must go".
pub(super) const GENRES: &[&str] = &[
    "opinion",
    "analysis",
    "comment",
    "commentary",
    "column",
    "review",
    "essay",
    "interview",
    "story",
    "text",
    "report",
    "research",
    "video",
    "camera",
    "sound",
    "design",
    "audio",
];

/// Words beside a number to call.
pub(super) static CALLS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "tel; telephone; phone; call; mobile; cell; fax; freephone; hotline; switchboard; tipline; helpline; \
         whatsapp; contact; contacts; office; press; sms; viber; query; enquiries; inquiries",
    )
});

/// What says that a date is the page's.
pub(super) const STAMPS: &[&str] = &[
    "updated",
    "published",
    "posted",
    "modified",
    "edited",
    "ago",
    "yesterday",
    "issued",
    "created",
    "refreshed",
];

/// What a database says of an article, before a colon.
pub(super) static META: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "primary country; country; other country; other countries; language; languages; theme; themes; disaster; \
         disaster type; format; posted; origin; originally published; posted on; region; regions; programme; programmes; program; \
         programs; project; projects; issue; volume; section; series; issued by; released by; submitted by; distributed by; \
         topic; date; category; published; publisher; publication; keywords; hashtags; tag; views; reads; \
         company contacts; ticker; symbol; web site; website; web; homepage; email; e-mail; fb; \
         contact; contacts; press office; press contact; media contacts; dateline; location; rights; licence; license; doi; isbn; issn",
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
