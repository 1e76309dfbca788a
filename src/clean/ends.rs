//! What pages say above and below their articles, as data; between paragraphs such words are too weak.
//!
//! The cues are folded, as in [`super::patterns`], which says how strong each row is.

use std::sync::LazyLock;

use super::patterns::{Cues, Index, cues};

/// What lines at the ends of a page open with.
pub(super) static OPENINGS: LazyLock<Index> = LazyLock::new(|| Index::new(OPENING_ROWS.iter()));

static OPENING_ROWS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "boilerplate",
            [30, 30],
            "the one-stop; the one-stop-shop; one-stop shop; your one-stop; a one-stop",
        ),
        cues("byline", [8, 0], "by our; by a staff; by staff; by agencies; from our; from staff"),
        cues("navigation", [8, 0], "vol. 9; volume 9; issue 9; edition 9"),
        cues(
            "navigation",
            [20, 0],
            "next:; next week:; next month:; next issue:; in the next issue; in our next; next month in; next week in; next in",
        ),
        cues("navigation", [8, 0], "read in; also in; read this in; for media use; go to accessibility"),
        cues("boilerplate", [40, 40], "presented by; supported by; advertise here"),
        cues("newsletter", [30, 30], "new: you can; new! ; now available: ; having trouble"),
        cues(
            "newsletter",
            [30, 30],
            "like what you read; liked what you read; you are reading; you're reading; if you value; if you find our; if you found this; if you appreciate; if you liked; if you enjoyed; like this?; did you like; \
             know someone who; enjoyed this",
        ),
        cues(
            "comment",
            [90, 90],
            "while most comments; published comments; comments posted; readers' comments; reader comments; user comments",
        ),
        cues("source", [8, 0], "heard on; as heard on; as seen on; aired on"),
        cues("contact", [12, 12], "contact the newsroom; contact the editor; contact us; call us; newsroom:"),
    ]
});

/// What they hold.
pub(super) static PHRASES: LazyLock<Index> = LazyLock::new(|| Index::new(PHRASE_ROWS.iter()));

static PHRASE_ROWS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "newsletter",
            [30, 30],
            "reader-funded; reader funded; reader-supported; reader supported; funded by readers; \
             funded by our readers; supported by readers; supported by our readers; reader donations; \
             donations from readers; readers like you; chip in $9; chip in €9; chip in £9; keep the lights on; \
             buy me a coffee; buy us a coffee; tip jar; on patreon; via patreon; ko-fi; become a patron; \
             become a supporter; a small donation; consider a donation; consider donating; consider supporting; \
             support this site; support our work; support our reporting; support independent journalism; \
             join 9 readers; join 9 subscribers; join over 9; free to receive new posts; \
             wherever you get your podcasts; available on apple podcasts",
        ),
        cues(
            "boilerplate",
            [60, 14],
            "our privacy policy; and privacy policy; privacy policy and; privacy policy below; cookie policy; our terms",
        ),
        cues(
            "boilerplate",
            [30, 30],
            "forward-looking statements; represent only the views; views of the individual; views expressed are; \
             views expressed above;  belong to the author; transcripts may; transcript text may; edited transcripts; views in this column; the author's own; the authors' own; authors' own views; not necessarily those of; \
             takes no editorial responsibility; editorial responsibility; does not take institutional; \
             does not take collective; supported by a grant; with the support of a grant; was made possible by; \
             code of principles; verified signatory; available on request; trust project; regulated by ipso; member of the press council; welcomes corrections; welcomes letters; welcomes comments; letters to the editor should; \
             thanks for reading; thank you for reading; appeared in print; appears in print; \
             appeared in the print; in our print edition; free to republish; republish this; \
             reproduction permitted; creative commons; translated from the original; has been translated from; \
             this page will be updated",
        ),
        cues(
            "comment",
            [20, 20],
            "tell us what you think; join the debate; join the conversation; have your say; hit reply; \
             reply to this email",
        ),
        cues("boilerplate", [10, 10], "all times are local; all times local; all times eastern"),
        cues("share", [14, 14], "forward it; forward this; tell your friends"),
        cues("share", [12, 0], "embed this video; embed as; embed this chart"),
        cues(
            "byline",
            [20, 20],
            "is on x at @; is on twitter at @; is on x @; is on twitter @; tweets at @; tweets as @; tweets @; \
             on bluesky at @; on mastodon at @",
        ),
    ]
});

/// What other lines below an article open with; between its last paragraphs, these words are its own.
pub(super) static CLOSING_OPENINGS: LazyLock<Index> =
    LazyLock::new(|| Index::new(CLOSING_OPENING_ROWS.iter()));

static CLOSING_OPENING_ROWS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "newsletter",
            [40, 40],
            "become a; become an; welcome to our; welcome back to; liked what you; like what you; love what; loved this; liked this; loving; \
             enjoying; want more; want to; would you like; are you a subscriber; are you a member; not a subscriber; not a member; not registered; not yet a; don't have an account; new here; new to; what do you make; what did you think; \
             how did we do; how are we doing; how was; if you spot; if you notice a; if you find an error; if you see an error; if you have a tip; if you have information; if you believe this; tell us; let us know; send us; share your; write to; email us; reach us; got a; have a tip; have a story; have you; \
             do you have; do you know; do you live; do you work; are you affected; have news; know something; spotted something; something to add; something to say; got something",
        ),
        cues(
            "comment",
            [90, 90],
            "while most comments; comments are; comments that are; comments that contain; comments posted; published comments; all comments; user comments; reader comments; comments must; comments may; \
             comments will; comments by; commenters; by commenting; by posting; to comment; to leave a comment; to post a comment; to join the; please keep comments; please keep your; please be; \
             please read; please note; please log in; please sign in; please login; please register; you need to be; you must be; you have to be; only subscribers; only registered; \
             we welcome; we encourage; we reserve; we moderate; our comment; our comments; our community; this comment; this section; be respectful; be civil; keep it civil; stay on topic",
        ),
        cues(
            "source",
            [12, 6],
            "heard on; as heard on; seen on; as seen on; aired on; airs on; airing on; broadcast on; originally aired; first aired; recorded on; filmed on; published by; distributed by; \
             syndicated by; provided by; reprinted by; courtesy of; produced for; originally in; from the magazine; from the print; from issue; from the archives of; in print; printed on; in the print",
        ),
        cues(
            "boilerplate",
            [16, 0],
            "this page was; this site was; site by; website by; site design; design by; designed by; developed by; built by; built with; made with; hosted by; maintained by; managed by; \
             founded 9; founded in 9; established 9; established in 9; est. 9; powered by; theme by; icons by; template by; member of; a member of; a division of; owned by; registered in; registered number; registered office; company number; company no; vat; vat no; abn; issn; isbn; licence no; license no",
        ),
    ]
});

/// What they hold.
pub(super) static CLOSING_PHRASES: LazyLock<Index> = LazyLock::new(|| Index::new(CLOSING_PHRASE_ROWS.iter()));

static CLOSING_PHRASE_ROWS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "newsletter",
            [40, 40],
            "help us; we need your; need your help; needs your help; need your support; needs your support; your support; make a difference; stand up for journalism; stand with us; join us; join our; support us; \
             one-time gift; one-time donation; monthly donor; tax-deductible; tax deductible; 9(c)(9); nonprofit newsroom; non-profit newsroom; independent newsroom; independent journalism; quality journalism; \
             public service journalism; investigative journalism; local journalism; our journalism; high-quality journalism; our reporters; prohibitive paywall; value your readership; our newsletter; our newsletters; our free; our daily; our weekly; our app; our mobile app; our website; our subscribers; our members; \
             our partners may; our supporters; our donors; our sponsors; weekly guide to; daily guide to; weekly roundup; daily roundup; daily digest; weekly digest; morning briefing; evening briefing; daily briefing; weekly briefing; \
             for your first; first month; first 9 months; billed; auto-renew; autorenew; renews; free trial; cancel any; cancel anytime; digital subscription; print subscription; home delivery; \
             full access; unlimited access; digital access; all access; exclusive access; % off; promo code; coupon; discount code; subscriber-only; subscribers get; members get; sign in to; log in to; logged in; signed in; log out; create an account; \
             an email address; email address; an email with; verification; activation link; confirm your; successfully subscribed; successfully signed; successfully submitted; successfully registered; successfully added; successfully sent; successfully logged; has been received; have been subscribed; could not be saved; please try again; try again later; \
             complete checkout; thank you for signing; thanks for signing; thank you for your support; thank you for your interest; thank you for your feedback; thank you for your submission; thank you for your subscription; thank you for supporting; thanks for your support; thanks for your feedback; thank you! your; thanks! your; check your spam; spam folder; data protection; personal data; personal information; marketing emails; opt out; opt-out; unsubscribe",
        ),
        cues(
            "boilerplate",
            [70, 70],
            "views expressed; opinions expressed; views and opinions; belong to the author; of the author alone; the author alone; author's personal; not reflect the; not necessarily reflect; not represent the; does not endorse; do not endorse; not an endorsement; \
             transcripts may; transcript may; may be revised; may be updated; may contain errors; final form; official record; automatically generated; automatically translated; machine translation; translated by ai; ai-generated; artificial intelligence tool; with the help of ai; \
             editorially independent; editorial independence; editorial control; affiliate links; affiliate commission; earn a commission; small commission; at the time of publication; at time of publication; informational purposes; educational purposes; \
             investment advice; financial advice; legal advice; medical advice; past performance; not responsible for; no responsibility for; accepts no liability; no liability; without warranty; third party content; external sites; external websites; external links; \
             government funded; funded by the; funding from; supported by the; with support from; with the support of; partnership with; in collaboration with; collaboration between; fellowship; grant from; a nonprofit organization; non-profit organisation; charity number; registered charity; \
             minor edits; edited for; lightly edited; republished from; republished under; reprinted from; reprinted with; reproduced with; with permission; read the original; original article; original version; original story; first appeared; first published; originally appeared; originally published",
        ),
    ]
});
