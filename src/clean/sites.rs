//! What publishing systems, players, forms and agencies print around any article, as data.
//!
//! The cues are folded, as in [`super::patterns`], which says how strong each row is.

use std::sync::LazyLock;

use super::patterns::{Cues, cues};

/// Lines that are nothing but the cue.
pub(super) const WHOLE: &[(&str, &str)] = &[
    (
        "navigation",
        "show caption; recommended stories list of 9 items; save; saved; copy; copied; download; downloads; download pdf; pdf download; mute; unmute; captions; \
         subtitles; player full episode; select voice; select text to speech; listen; \
         e-paper; epaper; e-edition; today's e-edition; \
         today's paper; today's newspaper; get the app; open app; app google play; go show less; \
         read less; expand all; collapse all; collapse; load more posts; load more updates; load more stories; \
         more posts; all news; all articles; all stories; all videos; view original; view fullscreen; \
         jump to comments; skip next section; skip section; skip ad; post navigation; pagination; page not found; \
         accessibility; accessibility statement; masthead; imprint; impressum; our team; our staff; faq; careers; \
         advert rates; advertise; advertise with us; advertise here; advertising rates; media kit; rss feed; rss; \
         print edition archive; back issues; \
         i allow all; manage choices; manage my choices; manage preferences; \
         cookie preferences; cookie notice; privacy notice; privacy terms & conditions; \
         terms & condition; terms of sale; your privacy choices; do not sell my personal information; collection notice; \
         change text size; live chat; remaining time; current time; \
         stream type live; picture-in-picture; end of dialog window; modal window; close modal dialog; \
         no compatible source was found for this media; end of list; end of item; end of feed; end of article; \
         end of story; list of 9 items; buy now; author email; contact author; change \
         your profile; my profile; my feed; saved articles; turn on get \
         print article; print story; email article; email author; copy article link; share options; more options; \
         toggle menu; toggle search; open search; close search; open navigation; close navigation; site search; \
         all sections; select language; select edition",
    ),
    (
        "teaser",
        "list of 9 items; in this news; more stories like this; more headlines; top headlines; latest headlines; \
         more from this section; more news stories; other stories; other news; other items that may interest you; \
         you might also like to read; you might have missed; what others are reading; readers also viewed; \
         our readers also viewed; people also read; trending news; trending topics; trending stories now; \
         recommended from medium; more picked today's headlines; news in pictures; \
         around the web today; stories you may suggested topics; suggested reading; suggested \
         related searches; related search related tags; related topic; related internet links; related products; \
         explore more; dive deeper; also in the news; also in this issue; in this issue; \
         in this section; in the headlines; in case you missed; latest publications; latest videos; latest updates; \
         most discussed; most watched; most listened; most emailed; popular stories; popular posts; hot topics; \
         today's top stories; today's picks; our picks; sponsored stories; from our partners; paid partner content; \
         partner content; more opinion; more analysis; \
         watch more; view story; start reading; sources and further reading",
    ),
    (
        "comment",
        "leave a reply cancel reply; leave a comment cancel reply; cancel reply; discussion about this post; \
         top latest discussions; no posts; no discussions; write a response; what are your thoughts; what are your thoughts?; \
         click to comment; join the debate; have your say; get involved; your opinion matters; post comment; \
         report abuse; report comment; flag as inappropriate; read all comments; see all comments; all comments; \
         comments are moderated; most liked; newest first; be first to comment; like loading; \
         like this; rate this; rate this article; reblog; restack; restacks; 9 restacks; pingback; welcome to the discussion; \
         post not marked as liked; rated nan out of 9 stars; enter at least 9 characters; thanks for your feedback; \
         was this helpful; yes no; your feedback; send us your feedback; login to comment; log in to leave a comment",
    ),
    (
        "newsletter",
        "ready for more; ready for more?; already a subscriber?; already a member?; already have an account?; not a subscriber?; thanks for submitting; upgrade to subscribe form; subscribe sign in; \
         already a member; already a subscriber; already subscribed; subscriber login; free trial; \
         upgrade your account; become a subscriber; become a patron; become a contributor; make contribution; \
         make a contribution; make a donation; contribute now; give now; join now; join us; \
         type your email; enter email; your email; email required; sign me up; morning brief; \
         free newsletter; daily newsletter; weekly newsletter; morning newsletter; our newsletter; our newsletters; \
         view more newsletter; this post is for subscribers only; this post is for paid subscribers; \
         this post is for paying subscribers only; welcome get email \
         get email alerts; email alerts; unsubscribe; remind me later; maybe later; no thanks; no, thanks",
    ),
    (
        "share",
        "share options; share video; share :; share link; link; copy url; gift article; embed video; follow author",
    ),
    (
        "counter",
        "9 of 9; a+ a; a a+; a- a+; 9 views 9 comments; views; view; ∙ 9 followers; 9 following; 9x; a a; aa; 9 / 9; 9 viewing this page",
    ),
    (
        "boilerplate",
        "tap to unmute; sponsor message; supporter message; ad feedback; live reporting; that's all for now; sensitive content; this content is not available",
    ),
    ("byline", "staff our our news desk; web desk; online desk; senior special staff digital desk"),
];

/// What lines open with.
pub(super) static OPENING_ROWS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "newsletter",
            [60, 60],
            "get latest news; get the latest; get live; get all the; catch all the; catch the latest; catch live; read all the latest; \
             stay updated with; stay tuned to; check out the latest; track latest; follow live; for all the latest; for all latest; \
             for more news; for latest; for breaking news; by registering; by subscribing, you; by submitting this; by submitting your; by clicking submit; by clicking on; \
             by continuing, you; by creating an account; be the first to know; why you can trust; we value your privacy; \
             we respect your privacy; we care about your privacy; we and our 9; listen to the story; listen to the article",
        ),
        cues("source", [4, 0], "enditem; ./."),
        cues("boilerplate", [8, 0], "powered by; video duration; audio duration"),
        cues(
            "boilerplate",
            [20, 20],
            "this article was first; this piece was first; this story was first; this essay was first; this report was first; \
             was this page; was this story; was this content",
        ),
        cues(
            "contact",
            [30, 30],
            "for further information, ; for more information, contact; for interviews; for media inquiries; for press enquiries",
        ),
        cues("navigation", [8, 0], "posted in; filed in; categorised; categorized; posted under"),
        cues(
            "teaser",
            [14, 0],
            "read our; watch our; listen to our; vote in our; take our; other stories in; more stories in",
        ),
        cues(
            "boilerplate",
            [60, 60],
            "advertisement); advertisement]; sponsored); sponsored]; ad); ad]; promoted); promoted]; paid post)",
        ),
        cues("teaser", [30, 8], "related >>; related »; related -; more >>; watch >>; read >>; see also >>"),
        cues(
            "newsletter",
            [24, 8],
            "sign up:; subscribe:; newsletter:; newsletters:; donate:; support us:; follow us:; join us:; share:; tip jar:",
        ),
        cues(
            "teaser",
            [30, 8],
            "list 9 of 9; also read |; read |; also watch; watch |; more to read; next story:; next article:; read on:; see also |; don't miss |; latest |; read more |; related |",
        ),
        cues(
            "byline",
            [24, 24],
            "reporting:; with inputs from; with input from; inputs from; with agency inputs; with \
             additional sources; with additional reporting; report by; reported by; curated by; authored by; \
             published by; fact check by; fact-checked by; edited and translated by; edited by; produced by; video editor; \
             video by; transcribed by",
        ),
        cues(
            "boilerplate",
            [150, 150],
            "disclaimer:; disclaimer -; (except for the headline; except for the headline; this story has not been edited; \
             this story is auto-generated; you received this email; you are receiving this; this email was sent; \
             this announcement contains forward-looking; this press release contains forward-looking; \
             this release contains forward-looking; forward-looking statements; this site is protected by; \
             this site uses; this website uses; this audio is; this audio was; this article was generated; \
             audio is ai; the content you requested does not; one of your browser extensions; \
             to play this video; to display this content; to view this video; to view this content; \
             to activate the; to enable; isin:; view source version; our standards:; text ad:; \
             all material on this; all content on this; all content ©; chief editor:; editor-in-chief:; printed and published by; \
             published and printed by; registered office; a message from the publisher; a message from our sponsor",
        ),
        cues(
            "navigation",
            [14, 0],
            "vpn; report a mistake; found a typo; noticed an error; did we get something wrong; any query; for any query",
        ),
        cues(
            "counter",
            [10, 0],
            "estimated reading time; reading time; read time; time to read; average read; 9 people liked; 9 people like; 9 viewing; 9 users; 9 readers; 9 followers; 9 listeners; 9 subscribers; 9 thoughts on; 9 replies; 9 9 reactions",
        ),
        cues(
            "comment",
            [24, 24],
            "pingback:; your email address will not be published; save my name; notify me of; enter your comment; please enter your comment; post as guest; keep it clean; please turn off your caps; while most comments; comments that; comments posted; commenting on this",
        ),
        cues(
            "date",
            [10, 0],
            "posted on 9; posted on; published on 9; published on; issued on; modified; date of publication; last update; last edited; last modified; first published on; publication date",
        ),
        cues(
            "photo",
            [8, 0],
            "photo credits:; foto:; fotos:; foto; crédito:; bild:; image:; pic:; pics:; photo -; photo courtesy; image courtesy; representative image; representational image; cover photo; featured image; image for representation; (photo; image source; picture credit; cover image",
        ),
        cues("source", [8, 0], "fuente:; quelle:; fonte:; kaynak:; source |; issued by:"),
        cues(
            "share",
            [25, 14],
            "click to share; click here to share; follow our; join our; follow @; kindly share; please share; subscribe to our; add as a preferred; add us as a preferred; make us preferred; set as preferred; get it on google play; download on the app store",
        ),
    ]
});

/// What lines hold.
pub(super) static PHRASE_ROWS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "boilerplate",
            [40, 40],
            "become our patron; become a patron; become our member; tracking technologies; enable javascript; supports html9 video; javascript is not available; proudly powered by wordpress; \
             proudly created with wix; published with ghost; powered by ghost; powered by wordpress; powered by blogger; powered by substack; \
             is the home for great culture; uses akismet; terms of service apply; ctrl+enter; ctrl + enter; \
             user agreement and privacy; required fields are marked; this post is public so feel free; \
             published from a syndicated feed; from a syndicated feed; view it in your browser; \
             no longer wish to receive; not responsible for the content of external; full-size image; view image in full size; generated by an ai; generated by ai; \
             text-to-speech; using ai technology",
        ),
        cues(
            "boilerplate",
            [12, 12],
            "opens new tab; opens in new window; opens in a new window; opens in new tab; opens in a new tab",
        ),
        cues(
            "share",
            [30, 30],
            "on google news; preferred source; on our whatsapp; our whatsapp channel; our telegram channel; our youtube channel; whatsapp channel; google news channel; our app for",
        ),
        cues(
            "newsletter",
            [40, 40],
            "for subscribers only; paid subscribers; ad-free experience; reading this for free",
        ),
    ]
});
