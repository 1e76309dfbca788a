//! What web residue looks like, as data.
//!
//! All cues are written in the folded form of [`fold`]: lower case, straight quotation marks, single spaces,
//! every number as `9`, and no decoration at either end. Each table names how long a line may be before the
//! cue is too weak to condemn it, because an article's own sentence must never go.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{core, fold};

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

fn cues(reason: &'static str, words: [usize; 2], texts: &'static str) -> Cues {
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
         content continues below; for immediate release; ends; enjoyed this story",
    ),
    (
        "teaser",
        "recommended; recommended for you; recommended stories; recommended articles; recommended reading; \
         related; related articles; related stories; related content; related coverage; related news; \
         related posts; related topics; related video; related videos; read more; read next; read also; \
         also read; see also; also see; read this next; more stories; more news; more on this; \
         more on this story; more from this author; most read; most popular; most viewed; most shared; \
         most commented; popular; trending; urgent; vote now; read cnnopinion's new flipboard magazine; listen to today, explained; trending now; trending stories; top stories; latest news; \
         latest stories; latest posts; recent posts; editor's picks; editors' picks; editor's choice; \
         up next; watch now; watch live; watch next; you may also like; you might also like; you may like; \
         you might like; don't miss; must read; must reads; must watch; in case you missed it; icymi; \
         full story; full coverage; keep reading; continue reading; learn more; find out more; see more; \
         view more; show more; load more; see all; view all; more; around the web; from around the web; \
         from the web; promoted stories; you may be interested in; what to read next; read the full story; \
         read full article; read the full article; read full story; click here; watch; go deeper",
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
         site map; all posts; recent; tags; categories; filed under; archive; published in; posted in; \
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
         the editorial board; admin",
    ),
    (
        "source",
        "usa today; usa today network; associated press; the associated press; ap; reuters; afp; \
         agence france-presse; tass; ria novosti; ria news; interfax; xinhua; bloomberg; bloomberg news; \
         cnn; bbc; bbc news; fox news; nbc news; abc news; cbs news; politico; the hill; axios; npr; \
         the guardian; the new york times; new york times; the washington post; washington post; \
         the washington times; the wall street journal; wall street journal; ap news; dow jones newswires; \
         anadolu agency; kyodo news; yonhap; upi; dpa; rt; sputnik; al jazeera; the associated press/ap",
    ),
];

/// Lines that open with the cue.
pub(super) static OPENINGS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "boilerplate",
            [120, 120],
            "copyright ©; copyright 9; © copyright; © 9; (c) 9; c) 9; just watched; this is a rush transcript; \
         npr transcripts are created; content created by the daily caller; we use cookies; \
         this site uses cookies; this website uses cookies; our site uses cookies; \
         our website uses cookies; this site is protected by recaptcha; by continuing to use this site; \
         by continuing to browse; by using this site, you; the views expressed in this; \
         the views and opinions expressed; the views expressed here; the views expressed are; \
         views expressed in this; the opinions expressed by columnists; the opinions expressed in this; \
         the opinions expressed are; the opinions expressed here; opinions expressed in this; \
         opinions expressed by; views expressed are; this material may not be published; \
         please enable javascript; please enable cookies; you need to enable javascript; \
         javascript is disabled; your browser does not support; your browser is out of date; \
         browser not supported; something to consider if you enjoyed; this post contains affiliate links; \
         we may earn a commission; ticker security last change",
        ),
        cues(
            "boilerplate",
            [30, 20],
            "this article is more than 9; this story has been updated; this article has been updated; \
         this post has been updated; this story is being updated; this is a breaking news story; \
         this is a developing story; this story is developing; check back for updates; please check back; \
         this article was originally published; this article originally appeared; \
         this story originally appeared; this story was originally published; this article first appeared; \
         this story first appeared; this piece originally; this post originally; this op-ed originally; \
         this story was updated; this article was updated; this report has been updated; \
         reprinted with permission; reprinted from; republished with permission; \
         media playback is unsupported; this content is not available; this video can not be played; \
         embedtweet; story continues below; article continues after; article continues below; \
         story continues after; continue reading the main story; advertisement continue reading; \
         advertisement -; advertisement:; this article is based in part on wire; \
         this report contains material from; you can read diverse opinions from our board; \
         if you have a claim you would like to see us fact check; no time to read; \
         was this article helpful; rate this article",
        ),
        cues(
            "newsletter",
            [150, 150],
            "newsletter sign up; newsletter sign-up; sign up for our; sign up for the daily; sign up for daily; \
         sign up for breaking; sign up for free; sign up here for; sign up to our; sign up to receive; \
         sign up to get; subscribe to our; subscribe now; subscribe today; subscribe here; subscribe for; \
         subscribe on apple; click here to sign up; click here to subscribe; get our free; get our daily; \
         get our top; get the latest news delivered; thanks for signing up; thank you for signing up; \
         thank you for subscribing; thanks for subscribing; already a subscriber; already have an account; \
         create a free account; support progressive journalism; support independent journalism; \
         support our journalism; help us report on; chip in; your support makes; \
         please consider making a donation; please consider donating; you have been successfully added; \
         invalid email; join our mailing list; join our newsletter; get unlimited access; \
         start your free trial; support quality journalism",
        ),
        cues("newsletter", [60, 25], "sign up for; sign up and; sign up today; subscribe to"),
        cues(
            "teaser",
            [45, 20],
            "read more; read also; also read; see also; read next; also on politico; see also on politico; \
         click here; click for more; click to; click on the; click through; you may also like; \
         you might also like; up next; don't miss:; full coverage:; related:; related story; \
         related stories; related article; related articles; related video; related coverage:; \
         recommended:; more:; more on this; now watch:; watch:; watch live:; watch now:; \
         watch video; listen:; photos:; pictures:; in pictures:; video:; videos:; gallery:; slideshow:; \
         poll:; quiz:; podcast:; previous article; next article; previous post; next post; previous story; \
         next story; read:; read the full story; read the full article; read the original; \
         get the free app; get the fox news app; download the app; download our app; \
         visit business insider's homepage; continue reading; keep reading; for more,; must read:; \
         must-read:; editor's pick; what to read next; story:; scroll down; watch the latest video; \
         view the original; this article tagged under; full text:; click to read; dig deeper:; \
         top stories:; trending:",
        ),
        cues(
            "share",
            [45, 14],
            "share this; share on; share via; share with; share tweet; tweet this; email this; print this; \
         click to share; click to tweet; click to email; read or share; follow us; follow @; like us on; \
         find us on; join us on; facebook twitter; enjoyed this story?; listen to this story; \
         listen to this essay; listen to this post; share this obituary; share copy link; listen to article; listen to this article; \
         share facebook; share your feedback; follow on; connect with us",
        ),
        cues(
            "comment",
            [40, 20],
            "write a comment; leave a comment; leave a reply; post a comment; be the first to comment; \
         view all comments; comments are; please read our comment policy; you must be logged in; \
         log in to comment; have a tip; got a tip; have something to say about; \
         we encourage readers who wish to comment; send us your; let us know what you",
        ),
        cues(
            "contact",
            [30, 20],
            "send tips to; send letters to; send a tip; send email to; contact us at; email us at; \
         e-mail us at; reach the reporter; reach out to the author; got a story tip",
        ),
        cues(
            "navigation",
            [30, 0],
            "skip to; you are here; tags:; filed under:; posted in:; categories:; topics:; home >; home /; \
         home »; privacy policy; terms of use; terms of service; log in; sign in",
        ),
        cues(
            "photo",
            [100, 100],
            "enlarge this image; toggle caption; hide caption; image source,; slideshow (9; photos: photos:; \
         play video; next image 9; prev image 9; view slideshow; view gallery",
        ),
        cues(
            "photo",
            [10, 0],
            "photo by; photo:; photo credit; photograph:; photograph by; image:; image credit; image by; \
         image via; picture:; credit:; illustration by; image copyright; getty images; ap photo; video by; \
         graphic:",
        ),
        cues(
            "byline",
            [70, 70],
            "reporting by; additional reporting by; with assistance by; with assistance from; contributing:; \
         with reporting by; with files from; written by; compiled by; writing by; editing by; story by; \
         contributors:",
        ),
        cues(
            "source",
            [8, 4],
            "source:; sources:; source attribution:; via:; source -; originally published by; \
         originally published on; originally published at",
        ),
        cues(
            "boilerplate",
            [120, 120],
            "notes to editors; note to editors; for media enquiries; media contact:",
        ),
        cues("byline", [24, 0], "posted by; published by"),
        cues("counter", [12, 0], "updated 9; last updated"),
        cues("teaser", [30, 0], "more from; special coverage:; policing the usa:; ap poll:"),
        cues(
            "newsletter",
            [150, 150],
            "every day at vox, we aim; editor's note: as a public service; get breaking news alerts; the daily wire, headed by; \
         columnists in-depth; stay up to date with the free",
        ),
        cues(
            "boilerplate",
            [120, 120],
            "if you have a claim you would like to see us fact check; you can read diverse opinions from our board; \
         usa today's editorial opinions are decided; theblaze contributor channel; we encourage readers who wish to comment",
        ),
        cues(
            "photo",
            [12, 0],
            "photographer:; reuters photo:; photo :; image source; illustration:; ap photo:",
        ),
        cues(
            "boilerplate",
            [45, 45],
            "this article was originally published; this story was originally published; looking for a quick way to keep up",
        ),
        cues(
            "boilerplate",
            [14, 14],
            "advertisement thanks for watching; this article was reported by staff",
        ),
        cues("teaser", [8, 0], "complete coverage"),
    ]
});

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
        pair("contact", [30, 30], "write to; send; contact; email; e-mail; reach", "@"),
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
            "newsletter; sign up here; subscribe here",
        ),
        pair(
            "teaser",
            [40, 30],
            "for more; more; watch; see; read",
            "click here; visit our; here: http; photos: http",
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
            "catch up on; looking for",
            "weekly politics podcast; wherever you listen to podcasts",
        ),
        pair("newsletter", [14, 0], "support", "journalism"),
    ]
});

/// Phrases that condemn a line wherever they stand.
pub(super) static PHRASES: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "boilerplate",
            [150, 150],
            "may not be published, broadcast, rewritten; replay more videos; \
         all rights reserved. this material; permission to republish; continue reading the main story; \
         please verify you're not a robot; does not necessarily represent the views; \
         do not necessarily represent the views; do not necessarily reflect the views; \
         do not necessarily reflect the opinions; accept all cookies; uses cookies to improve; \
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
        cues("boilerplate", [100, 100], "are solely those of"),
        cues(
            "byline",
            [30, 30],
            "contributed to this report; contributed to this story; contributed to this article",
        ),
    ]
});

/// Headers that stand above teasers, and how many lines below may be teasers.
pub(super) static HEADERS: LazyLock<Vec<(usize, Vec<&str>)>> = LazyLock::new(|| {
    vec![
        (2, list("previous article; next article; previous post; next post; previous story; next story")),
        (
            4,
            list(
                "read more:; related:; related; related articles; related stories; related content; \
         related coverage; related news; related posts; more:; more on this; more on this story; most read; \
         most popular; most viewed; recommended; recommended for you; recommended stories; \
         recommended articles; you may also like; you might also like; trending; trending now; \
         trending stories; top stories; recent posts; editor's picks; see also:; also read:; read also:; \
         also see:; more stories; must reads; up next; what to read next; from around the web; \
         around the web; go deeper:",
            ),
        ),
    ]
});

/// The reason of each cue that is a whole line.
static REASONS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    WHOLE.iter().flat_map(|(reason, cues)| list(cues).into_iter().map(|cue| (cue, *reason))).collect()
});

/// Whether a line, taken alone, is nothing but a cue.
pub(super) fn is_cue_alone(line: &str) -> bool {
    line.len() <= 48 && whole(core(&fold(line))).is_some()
}

/// The reason for which a folded line that is nothing but a cue goes.
pub(super) fn whole(core: &str) -> Option<&'static str> {
    REASONS.get(core).copied()
}
