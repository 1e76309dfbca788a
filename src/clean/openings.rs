//! What lines of residue open with, as data.
//!
//! The cues are folded, as in [`super::patterns`], which says how strong each row is.

use std::sync::LazyLock;

use super::patterns::{Cues, Index, cues};
use super::sites;

/// The cues with which a line may open.
pub(super) static OPENINGS: LazyLock<Index> =
    LazyLock::new(|| Index::new(ROWS.iter().chain(sites::OPENING_ROWS.iter())));

static ROWS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
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
            "contact email:; send tips to; send letters to; send a tip; send email to; contact us at; email us at; \
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
        cues(
            "boilerplate",
            [30, 20],
            "a version of this article; a version of this story; a version of this piece; \
         a version of this essay; a version of this column; sponsored:; advertorial:; promoted:; \
         paid content:; was this helpful; was this useful; this column first appeared; \
         this column originally; this essay first appeared; this essay originally; this interview originally; \
         this story was produced; this article was produced; skip advertisement; after newsletter promotion; \
         view this post on; a post shared by; a photo posted by; a video posted by; \
         you are receiving this; you're receiving this; was this email forwarded; forwarded this email; \
         view this email in; view in browser; you have 9 free; you've read your; you have read your; \
         you have reached your; this content is for; this article is for subscribers; \
         this article is free; to continue reading; log in or subscribe; unlock this article; \
         subscribers only:; report a broken link; report an error; suggest a correction; \
         spotted an error; spotted a mistake; see an error; found a mistake; found an error; \
         advertisement story continues; this text was translated; this article was translated; \
         this is a machine translation; cookie settings; manage cookies; reject all",
        ),
        cues(
            "boilerplate",
            [10, 0],
            "presented by; sponsored by; brought to you by; in partnership with; page 9 of 9; text size; \
         font size; print edition",
        ),
        cues(
            "teaser",
            [60, 60],
            "you might also enjoy:; you may also enjoy:; you might also like:; you may also like:; \
         readers also read; readers also liked; most read:; most popular:; further reading:; \
         from the archive:; from our archive:; from the archives:; from our archives:; in other news:",
        ),
        cues("boilerplate", [30, 30], "©9; ©copyright; © copyright"),
        cues("boilerplate", [30, 0], "©"),
        cues("teaser", [30, 30], "now playing:; now playing watch"),
        cues("date", [9, 9], "originally published; first published"),
        cues("source", [8, 8], "h/t; hat tip:; (h/t"),
        cues(
            "boilerplate",
            [14, 14],
            "this report was updated at; this post was last updated; this post was updated at; \
         this story was last updated; this article was last updated; this column was updated at",
        ),
        cues(
            "newsletter",
            [24, 24],
            "like what you're reading; like what you see; want more stories; enjoying this; \
         get real-time updates; download the app; get the app",
        ),
        cues("share", [20, 0], "share full article; tell a friend; share this; gift this; send this"),
        cues(
            "comment",
            [20, 0],
            "9 comment; 9 comments; comments (9; show 9 comments; view 9 comments; read 9 comments; sort by; \
         be the first to; log in to reply; sign in to comment; sign in to reply; have your say",
        ),
        cues(
            "navigation",
            [25, 0],
            "category:; back to the front page; back to the homepage; back to all; older:; newer:; older post; newer post; prev:; previous:; next up:; back to top; \
         on this page; jump to; tagged:; tagged with; keywords:; read in english; available in; \
         also available in; choose your language; choose edition; read this in; read it in; lire en; leer en; \
         lire cet article; leer este",
        ),
        cues(
            "byline",
            [12, 0],
            "words by; text by; story and photos by; interview by; interviewed by; translated by; \
         translation by; translated from; illustrations by; photographs by; photos by; narrated by; \
         filed by; with help from; as told to",
        ),
    ]
});
