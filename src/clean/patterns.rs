//! What web residue looks like, as data.
//!
//! All cues are written in the folded form of [`fold`]: lower case, straight quotation marks, single spaces,
//! every number as `9`, and no decoration at either end. Each table names how long a line may be before the
//! cue is too weak to condemn it, because an article's own sentence must never go.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{core, fold};
use super::sites;

/// Cues that share a reason and a strength.
pub(super) struct Cues {
    /// The one word that records give.
    pub(super) reason: &'static str,
    /// A line with more words stays.
    pub(super) most_words: usize,
    /// A line that ends like a sentence stays if it has more words than this.
    pub(super) most_sentence_words: usize,
    /// The cues, folded.
    pub(super) texts: Vec<&'static str>,
}

pub(super) fn cues(reason: &'static str, words: [usize; 2], texts: &'static str) -> Cues {
    Cues { reason, most_words: words[0], most_sentence_words: words[1], texts: list(texts) }
}

fn pair(
    reason: &'static str,
    words: [usize; 2],
    openings: &'static str,
    others: &'static str,
) -> (Cues, Vec<&'static str>) {
    (cues(reason, words, openings), list(others))
}

/// The cues of a table by their first two bytes, in the order of its rows: at most places of a line none can begin.
pub(super) struct Index(Vec<Vec<(&'static Cues, &'static str)>>);

impl Index {
    pub(super) fn new(rows: impl IntoIterator<Item = &'static Cues>) -> Self {
        let mut found = vec![Vec::new(); N_SLOTS];
        for cues in rows {
            for text in &cues.texts {
                found[slot(text.as_bytes())].push((cues, *text));
            }
        }
        Self(found)
    }

    /// The rows with a cue that a text opens with, up to the end of a word.
    pub(super) fn opening(&self, text: &str) -> impl Iterator<Item = &'static Cues> {
        let opens = move |cue: &str| text.strip_prefix(cue).is_some_and(|rest| is_word_end(cue, rest));
        self.0[slot(text.as_bytes())].iter().filter(move |(_, cue)| opens(cue)).map(|(cues, _)| *cues)
    }

    /// The rows with a cue that a text holds where a word begins.
    pub(super) fn within(&self, text: &str) -> impl Iterator<Item = &'static Cues> {
        let bytes = text.as_bytes();
        let is_letter = |at: usize| bytes[at].is_ascii_alphanumeric();
        (0..bytes.len()).flat_map(move |at| {
            let begins = at == 0 || !is_letter(at) || !is_letter(at - 1);
            let cues = if begins { self.0[slot(&bytes[at..])].as_slice() } else { &[] };
            cues.iter().filter(move |(_, cue)| bytes[at..].starts_with(cue.as_bytes())).map(|(cues, _)| *cues)
        })
    }

    /// The same where a word ends, too.
    pub(super) fn words(&self, text: &str) -> impl Iterator<Item = &'static Cues> {
        let starts = text.char_indices().filter(|&(at, _)| !text[..at].ends_with(char::is_alphanumeric));
        starts.flat_map(|(at, _)| self.opening(&text[at..]))
    }
}

/// How many pairs of first bytes an index keeps apart.
const N_SLOTS: usize = 1024;

fn slot(text: &[u8]) -> usize {
    let byte = |at: usize| usize::from(text.get(at).copied().unwrap_or_default());
    (byte(0) * 31 + byte(1)) % N_SLOTS
}

/// Whether the cue ends where a word does.
pub(super) fn is_word_end(cue: &str, rest: &str) -> bool {
    !cue.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
}

/// The cues of a table's row, which semicolons keep apart.
pub(super) fn list(texts: &'static str) -> Vec<&'static str> {
    texts.split(';').map(str::trim).collect()
}

/// Lines that are nothing but the cue.
const WHOLE: &[(&str, &str)] = &[
    (
        "boilerplate",
        "no time to read; no time to read? get a summary; get a summary; advertisement; advertisements; ad; \
         ads; advert; advertising; sponsored; sponsored content; paid content; paid post; promoted; \
         advertisement advertisement; story continues; story continued; story continues below; \
         story continued below; article continues below; continue reading below; scroll down for video; \
         scroll to continue; loading; story highlights; highlights; pullquote; break; original post; \
         analysis/opinion; opinion; commentary; breaking news; exclusive; live updates; hidden ad unit; \
         remove ads; report this ad; report a typo; report an error; print edition; \
         media playback is unsupported on your device; this video is not available; close this dialog; \
         dismiss; embed; embed this; transcript; listen to this article; listen to article; ap photo; \
         content continues below; for immediate release; press release; media release; news release; ends; enjoyed this story; skip advertisement; \
         scroll to top; print this page; report a broken link; report an error; suggest a correction; \
         dark mode; premium; subscriber exclusive; members only; reject all; accept all; accept all cookies; cookie settings; loading comments; advertorial; member-only story; \
         members-only story; subscriber-only; for subscribers; \
         sponsored message; read in app; open in app; view in browser",
    ),
    (
        "teaser",
        "recommended; recommended for you; recommended stories; recommended articles; recommended reading; \
         related; related articles; related stories; related content; related coverage; related news; \
         related posts; related topics; related video; related videos; read more; read next; read also; \
         also read; see also; also see; read this next; more stories; more news; more on this; \
         more on this story; more from this author; most read; most popular; most viewed; most shared; \
         most commented; most read this week; most read today; most popular this week; \
         today's most read; popular now; popular this week; this week's most read; popular; trending; urgent; vote now; read cnnopinion's new flipboard magazine; listen to today, explained; trending now; trending stories; top stories; latest news; \
         latest stories; latest posts; recent posts; editor's picks; editors' picks; editor's choice; \
         up next; watch now; watch live; watch next; you may also like; you might also like; you may like; \
         you might like; don't miss; must read; must reads; must watch; in case you missed it; icymi; \
         full story; full coverage; keep reading; continue reading; learn more; find out more; see more; \
         view more; show more; load more; see all; view all; more; around the web; from around the web; \
         from the web; latest; promoted stories; you may be interested in; you might be interested in; what to read next; read the full story; \
         read full article; read the full article; read full story; click here; watch; go deeper; \
         further reading; from the archive; from our archive; in other news; readers also liked; \
         more like this; similar stories; similar articles; elsewhere on this site",
    ),
    (
        "share",
        "share this; share; email; e-mail; print; whatsapp; pinterest; linkedin; reddit; flipboard; shares; share this story; share this article; share this post; share this page; \
         share article; share story; share on facebook; share on twitter; tweet; tweet this; email this; \
         print this; link copied; copy link; follow; follow us; follow on twitter; find us on facebook; \
         send to a friend; save for later; bookmark; gift this article; sharethis",
    ),
    (
        "comment",
        "comments; comment; write a comment; leave a comment; leave a reply; post a comment; add a comment; \
         view comments; show comments; hide comments; read comments; no comments; comments are closed; \
         comments closed; join the conversation; join the discussion; reply; \
         what do you think? leave a comment below; commenting is closed; load comments; sort by newest; \
         log in to comment; comments have been disabled",
    ),
    (
        "navigation",
        "top of page; bottom of page; back to top; skip to content; skip to main content; \
         skip to navigation; skip navigation; log in; login; sign in; log in / sign up; log in / register; \
         sign up; sign out; log out; register; my account; menu; main menu; open menu; close menu; \
         toggle navigation; search; search for; home; next; previous; prev; prev next; previous next; \
         next page; previous page; previous article; next article; previous post; next post; \
         previous story; next story; older posts; newer posts; close; about us; contact us; contact; \
         privacy policy; terms of use; terms of service; terms and conditions; cookie policy; sitemap; \
         site map; all posts; recent; tags; topics; keywords; categories; filed under; archive; published in; posted in; \
         go to homepage; take me back to the top of this post; return to the top of this post; edit; change language",
    ),
    (
        "newsletter",
        "subscribe; subscribe now; subscribe today; newsletter; newsletters; newsletter sign up; \
         newsletter sign-up; sign up now; sign up here; sign up today; email address; enter your email; \
         your email address; donate; donate now; become a member; support us; support our work; \
         manage newsletters; get the newsletter; subscribers only",
    ),
    (
        "photo",
        "photo; photos; video; videos; image; images; gallery; view gallery; photo gallery; slideshow; \
         view slideshow; enlarge this image; toggle caption; hide caption; play video; play; replay; \
         youtube; file photo; full screen; fullscreen; expand; courtesy photo; image caption; caption; \
         getty images; stock photo; handout; image 9 of 9; prev image 9 of 9; next image 9 of 9; \
         prev next image 9 of 9; photo illustration; pixabay; shutterstock; view image; view photos; audio",
    ),
    (
        "byline",
        "opinion contributor; opinion contributors; opinion columnist; staff writer; staff report; \
         staff reports; staff; guest contributor; contributing writer; contributed to this article; \
         contributed to this report; with post wires; from wire reports; from staff and wire reports; \
         from staff reports; about the author; author; authors; editorial board; special for usa today; \
         the editorial board; admin; from our correspondent; by our correspondent; news agencies; \
         wire services; with afp; with ap; with reuters; with dpa; with agencies; with news agencies; with wires; from news services; guest post; op-ed contributor",
    ),
    (
        "source",
        "usa today; usa today network; associated press; the associated press; ap; reuters; afp; \
         agence france-presse; tass; ria novosti; ria news; interfax; xinhua; bloomberg; bloomberg news; \
         cnn; bbc; bbc news; fox news; nbc news; abc news; cbs news; politico; the hill; axios; npr; \
         the guardian; the new york times; new york times; the washington post; washington post; \
         the washington times; the wall street journal; wall street journal; ap news; dow jones newswires; \
         anadolu agency; kyodo news; yonhap; upi; dpa; rt; sputnik; al jazeera; the associated press/ap; pa media; press association; epa-efe; efe; ansa; afp via getty; sky news; itv news; channel 9 news; \
         pbs news; cbc news; the canadian press; abc news australia; aap; the conversation; deutsche welle; dw news; euronews; france 9; nhk; dow jones; marketwatch; tnn; pti; ani; ians; toi city desk; \
         local news desk; news desk; newsroom staff; wire reports; agencies; agency reports",
    ),
];

/// Lines that end with the cue.
pub(super) static ENDINGS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "teaser",
            [45, 12],
            "read more; read more here; read more »; read full story; continue reading; full story here",
        ),
        cues(
            "byline",
            [60, 60],
            "contributed to this report; contributed to this story; contributed to this article; \
         contributed to this column; contributed to this post; contributed reporting; \
         contributed to this piece; contributed to the report",
        ),
        cues("byline", [8, 8], "contributed; contributed from washington"),
        cues(
            "boilerplate",
            [150, 150],
            "all rights reserved; click here for reprint permission; is a breaking news story",
        ),
        cues("share", [14, 0], "tweet post email; share tweet; facebook twitter; facebook twitter email"),
        cues(
            "photo",
            [5, 0],
            "getty images; /getty; /ap; /ap photo; /afp; /reuters; /epa; /upi; via ap; via reuters; via afp; \
         /the guardian; /shutterstock; /istock; wikimedia commons; | ap photo; | getty; /npr; /bloomberg; \
         /staff",
        ),
        cues(
            "newsletter",
            [60, 0],
            ". subscribe; . subscribe now; . sign up; . sign up now; . donate; . donate now",
        ),
        cues("teaser", [30, 30], "vote in urgent poll; vote now in urgent poll; vote here now"),
        cues("teaser", [25, 0], ": column; | column; | opinion"),
        cues("counter", [8, 0], "min read; minute read; minutes read"),
        cues("newsletter", [80, 80], "sign up here; subscribe here"),
        cues("teaser", [14, 14], "? click here; click here for more"),
        cues("byline", [12, 12], "reported from washington"),
    ]
});

/// Pairs that condemn a line together: what it opens with, and what it also holds.
pub(super) static PAIRS: LazyLock<Vec<(Cues, Vec<&str>)>> = LazyLock::new(|| {
    vec![
        pair("share", [30, 30], "follow", "on twitter; on facebook; on instagram; @; on x"),
        pair(
            "share",
            [30, 30],
            "like; join; find; visit; follow",
            "on facebook here; on facebook and; facebook/; us on facebook; us on twitter; us at facebook; \
         us on telegram; us on instagram; us on whatsapp; our channel; our telegram; our whatsapp; our facebook",
        ),
        pair(
            "contact",
            [30, 30],
            "write to; send; contact; email; e-mail; reach; got a; got something; have a; do you have a; do you know; tell us; \
         questions; comments; corrections; letters; tips; pitches",
            "@",
        ),
        pair(
            "newsletter",
            [150, 150],
            "get; sign up; want; subscribe; start your; receive; let; join; stay; this; our; daily; the",
            "to your inbox; your inbox.; in your inbox daily; in your inbox every; by signing up; \
         sign up for our newsletter; subscribe to our newsletter",
        ),
        pair(
            "newsletter",
            [60, 40],
            "sign up; subscribe; for; if you; like; enjoy; love; help",
            "newsletter; sign up here; subscribe here; sign up to be",
        ),
        pair(
            "teaser",
            [40, 30],
            "for more; more; watch; see; read",
            "click here; follow; visit our; here: http; photos: http",
        ),
        pair(
            "boilerplate",
            [60, 60],
            "views; the views; the opinions; opinions",
            "solely those of; those of the author; their own and do not",
        ),
        pair(
            "newsletter",
            [40, 40],
            "a message from; from our sponsor; sponsored",
            "learn more; click here; find out; discover",
        ),
        pair(
            "newsletter",
            [40, 40],
            "catch up on; looking for",
            "weekly politics podcast; wherever you listen to podcasts",
        ),
        pair("newsletter", [14, 0], "support", "journalism"),
        pair(
            "newsletter",
            [40, 40],
            "stay up to date; stay up-to-date; stay informed; stay on top; stay ahead; keep up; keep up to date; write an article; become an author",
            "stories; news; headlines; newsletter; coverage; community of; subscribers; academics",
        ),
        pair(
            "navigation",
            [20, 20],
            "click; tap; press; select; use",
            "to follow topics; to follow this; alert icon; bell icon; to get alerts; to get notifications; to listen to this article; to share on",
        ),
        pair(
            "boilerplate",
            [30, 30],
            "please; to see; to watch; to view; your; this; for the best",
            "javascript; chrome browser; supported browser; accessible video player; html9; video player to",
        ),
        pair(
            "newsletter",
            [45, 45],
            "i would like; i agree; i understand; i have read; i consent; i want; yes, i; by ticking; by providing; by entering; by checking; tick; check this box",
            "privacy policy; privacy notice; privacy statement; terms of use; terms of service; terms and conditions; to be emailed; to receive; newsletter; user agreement",
        ),
        pair(
            "newsletter",
            [20, 12],
            "support; subscribe; upgrade; unlimited",
            "a month; a week; a year; per month",
        ),
    ]
});

/// What the lines of such pairs open with, so that most lines need no search.
pub(super) static PAIR_OPENINGS: LazyLock<Index> =
    LazyLock::new(|| Index::new(PAIRS.iter().map(|(cues, _)| cues)));

/// Phrases that condemn a line wherever they stand.
pub(super) static PHRASES: LazyLock<Index> =
    LazyLock::new(|| Index::new(PHRASE_ROWS.iter().chain(sites::PHRASE_ROWS.iter())));

static PHRASE_ROWS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "boilerplate",
            [150, 150],
            "may not be published, broadcast, rewritten; replay more videos; \
         all rights reserved. this material; permission to republish; continue reading the main story; \
         please verify you're not a robot; does not necessarily represent the views; \
         do not necessarily represent the views; do not necessarily reflect the views; \
         do not necessarily reflect the opinions; by clicking \"accept; uses cookies to improve; \
         use of cookies; \"unitname\"; pubid=9",
        ),
        cues(
            "newsletter",
            [150, 150],
            "by signing up you agree; by signing up, you agree; delivered straight to your inbox; \
         delivered to your inbox; you agree to our privacy policy; you agree to receive email; \
         you can unsubscribe at any time; unsubscribe at any time; please enter a valid email; \
         sign up for our newsletter; subscribe to our newsletter",
        ),
        cues(
            "byline",
            [60, 60],
            "follow him on twitter; follow her on twitter; follow them on twitter; follow me on twitter; \
         can be reached at; @politico.com; follow him @; follow her @",
        ),
        cues(
            "newsletter",
            [150, 150],
            "in your inbox every week; occasional promotional offers; you will receive occasional promotional; sign up to receive our; \
         newsletter sign up to receive; sign up for our new newsletter; view sample sign up",
        ),
        cues(
            "boilerplate",
            [100, 100],
            "are solely those of; content partner offering; content partner providing",
        ),
        cues(
            "byline",
            [30, 30],
            "contributed to this report; contributed to this story; contributed to this article; \
         was used in this report; were used in this report",
        ),
    ]
});

/// What opens a label above teasers: "More from", with the outlet, the author or the section after it.
pub(super) static LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "also on; also in; also from; also by; more on; more in; more from; more by; elsewhere on; elsewhere in; \
         latest from; the latest from; latest in; from our; most read in; most read on; popular on; popular in; \
         trending on; trending in; related to; recommended from; top stories from; headlines from; stories from; next on; recommended by; other stories from; read more from; \
         read more in; read more on; read more by; read more about",
    )
});

/// Headers that stand above teasers, and how many lines below may be teasers.
pub(super) static HEADERS: LazyLock<Vec<(usize, Vec<&str>)>> = LazyLock::new(|| {
    let teasers = sites::WHOLE.iter().filter(|(reason, _)| *reason == "teaser");
    vec![
        (4, teasers.flat_map(|(_, texts)| list(texts)).collect()),
        (2, list("previous article; next article; previous post; next post; previous story; next story")),
        (
            4,
            list(
                "read more:; related:; related; related articles; related stories; related content; \
         related coverage; related news; related posts; more:; more on this; more on this story; most read; \
         most popular; most viewed; recommended; recommended for you; recommended stories; \
         recommended articles; you may also like; you might also like; you may be interested in; you might be interested in; trending; trending now; \
         trending stories; top stories; recent posts; editor's picks; see also:; also read:; read also:; \
         also see:; more stories; must reads; up next; what to read next; from around the web; \
         around the web; go deeper:; further reading; from the archive; from our archive; in other news; \
         similar stories; similar articles; more like this; readers also liked; related links; related reading; tags; topics; keywords; categories; filed under; \
         related topics; related tags; in the news; news feed; newsfeed; in other media; read more here; key events; most read this week; most read today; most popular this week; today's most read; \
         popular now; popular this week; this week's most read",
            ),
        ),
    ]
});

/// The reason of each cue that is a whole line.
static REASONS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = sites::WHOLE.iter().chain(WHOLE);
    rows.flat_map(|(reason, cues)| list(cues).into_iter().map(|cue| (cue, *reason))).collect()
});

/// With a question mark a shorter cue may be a heading.
const FEWEST_ASKED_WORDS: usize = 3;

/// Whether a line, taken alone, is nothing but a cue.
pub(super) fn is_cue_alone(line: &str) -> bool {
    line.len() <= 48 && whole(core(&fold(line))).is_some()
}

/// The reason for which a folded line that is nothing but a cue goes.
pub(super) fn whole(core: &str) -> Option<&'static str> {
    let question =
        || core.strip_suffix('?').filter(|question| question.split(' ').count() >= FEWEST_ASKED_WORDS);
    REASONS.get(core).or_else(|| REASONS.get(question()?)).copied()
}
