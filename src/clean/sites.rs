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
         around the web today; suggested reading; suggested \
         related searches; related topic; related internet links; related products; \
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
    (
        "boilerplate",
        "auto-refresh; refresh; pinned; pinned post; new updates; live blog; live coverage; live feed; developing story; just in; this just in; \
         breaking; media caption; file image; file picture; representative image; representational image; representational picture; archive photo; archive image; illustrative image; illustrative photo; \
         video still; screenshot; screengrab; screen grab; stock image; library image; undated photo; courtesy image; video unavailable; article content; article body; main content; \
         ad loading; oops! something went wrong; something went wrong; an error occurred; page unavailable; this page is loading; please wait; loading more; \
         an official website of the united states government; here's how you know; official websites use .gov; secure .gov websites use https; \
         crown copyright; is this page useful; yes this page is useful; no this page is not useful; report a problem with this page; there is something wrong with this page; \
         why am i seeing this; about this ad; about our ads; interest-based ads; sponsor content; brand content; branded content; native content; \
         presented by; in association with; from our advertisers; featured content; featured partner; featured; updated; popular videos; \
         paywall; free article; free to read; unlocked; unlocked article; exclusive to subscribers; for members; subscribers only content; plus article; please try again later; more content below; content continues below; \
         premium content; premium article; subscriber content; locked; this is a premium article; continue without supporting; accessibility links; accessibility help",
    ),
    (
        "newsletter",
        "more info; join our newsletter; get our newsletter; sign me up; yes, sign me up; i'm already a subscriber; i already subscribed; i would like to contribute; cancel anytime; cancel any time; no commitment; limited time offer; \
         limited-time offer; special offer; introductory offer; best offer; subscribe and save; unlimited digital access; full digital access; unlimited access; \
         all-access; view subscription options; see subscription options; subscription options; choose your plan; choose a plan; gift subscriptions; give a gift; group subscriptions; \
         student discount; start your subscription; start free trial; start your free trial; try for free; renew subscription; manage subscription; manage my account; manage account; \
         customer service; customer support; help center; help centre; contact customer service; verify your email; confirm your email; check your inbox; check your email; \
         thank you for subscribing; thanks for subscribing; you're all set; you're in; you're signed up; you are subscribed; you're subscribed; almost there; one more step; \
         welcome back; invalid email address; please enter an email address; please enter your email; remind me; remind me in; not ready to support today; \
         make a one-time donation; become a monthly donor; other ways to give; ways to give; ways to support; ways to support us; ways to read; ways to listen",
    ),
    (
        "teaser",
        "catch up; catch up on today's news; keep up to date; in the headlines; headlines; top news; top picks; top reads; top videos; today's headlines; today's headline; most recent; \
         related to this story; related to this article; related to this; recently published; recent articles; recent news; recent stories; recent headlines; recent comments; past articles; newer articles; older articles; you may have missed; you may also be interested in; \
         you may also enjoy; you might also be interested in; you might also enjoy; people are reading; people are also reading; people are talking about; what people are reading; what we're reading; what to read; \
         what others read; readers' picks; reader favorites; readers' choice; our best stories; best of; best of the week; weekend reads; long reads; the big read; the big story; the latest; the latest news; \
         latest from us; latest in news; latest articles; latest on this story; latest coverage; latest opinion; latest analysis; latest episodes; latest podcasts; latest issue; related reading; related reads; related stories and links; \
         related links; related items; related material; related documents; related resources; related programmes; related episodes; related contents; related story; related article; related keywords; related companies; related people; \
         related entities; similar articles; similar posts; similar news; more for you; more from us; more from our network; more from the web; more from the author; more by this author; more from this series; more in this series; \
         more in news; more in politics; more in world; more in opinion; more headlines; more top stories; more coverage; more topics; more about; more about this; more articles; more articles like this; more reading; more to explore; more to read; \
         more reports; more videos; more photos; more episodes; more episodes like this; more from the show; more on the topic; more on this topic; more on these topics; explore these topics; explore the topic; explore topics; explore more on these topics; \
         discover more; see more stories; see more on; find more; other articles; other posts; other headlines; others; also of interest; also in this series; also in this section; also trending; also popular; \
         trending this week; trending today; trending videos; viral; hot news; hot on the web; most clicked; most talked about; most listened to; most loved; most active; most engaging; \
         sponsored links; sponsored posts; sponsored by; partner stories; promoted by; promoted links; promoted content; from our sponsors; ads by google; around our network; across the  \
         elsewhere on the web; stories for you; for you; picked for you; selected for you; just for you; stories you might like; stories you may like; stories we love; don't miss these; don't miss out; not to be missed; must see; must-see; must watch videos; \
         next in news; next read; next up; next story; next episode; previous episode; full list; full schedule; full transcript; see the full list; see full list; full report; full results; full episode; full episodes; full interview; watch full video; watch the full video; \
         follow live updates; live blog updates; follow our live coverage; as it happened; photo essay; photos of the day; pictures of the day; cartoon of the day; quote of the day; number of the day; today in history; word of the day; editors' choice; \
         editor's choice stories; editor picks; editors picks; staff picks; our top picks; our top stories; top 9; special report; special reports; special series; special coverage; in depth; in-depth; explainers; dive in",
    ),
    (
        "share",
        "thanks for sharing; share full article; share page; share now; share this video; share this article share; share on x; share on whatsapp; share on linkedin; share on reddit; share on telegram; share on bluesky; share via email; share by email; \
         share with friends; share with a friend; spread the word; pass it on; tell your friends; email a friend; email to a friend; send by email; send to kindle; send tip; save article; save story; save this; save to favorites; save to pocket; \
         saved to read later; save this story; save this article; add to favorites; add to bookmarks; bookmark this; add to reading list; add to library; read later; listen later; read aloud; read it later; gift; gift this; gift link; give article; give this article; \
         follow topic; follow this topic; follow this author; follow the author; following; unfollow; follow us on; follow us on x; follow us on twitter; follow us on facebook; follow us on instagram; follow us on google news; stay connected; stay in touch; keep in touch; \
         connect with us; let's connect; find us; find us on; like us on facebook; join us on telegram; join us on whatsapp; join our community; socials; x (twitter); x twitter; twitter/x; about sharing; copied to clipboard; \
         link copied to clipboard; copy to clipboard; url copied; embed code; get embed code; permalink; short link; shortlink; cite this; cite this article; citation; reprints; reprint; order reprints; rights and permissions; rights & permissions; reuse this content; \
         republish this article; republish this story; republish our articles; license this article; request permission; translate; translate this page; translate page; zoom; enlarge; enlarge image; font size; text size; print view; printer friendly; printer-friendly version",
    ),
    (
        "comment",
        "add your comment; add your comments; have an opinion; join the conversation now; start a discussion; start the conversation; start the discussion; be the first; no comments yet; no comments to show; there are no comments; there are no comments yet; \
         comments are off; comments off; comments disabled; commenting disabled; comments have closed; comments on this article; comments on this story; what do you think; what do you think?; what's your reaction; your reaction; your comment; your comments; \
         react; reactions; reader comments; readers' comments; readers comments; top comments; featured comments; featured comment; latest comments; newest; oldest; best rated; worst rated; most upvoted; recommended comments; view comment; view replies; hide replies; show replies; \
         load more comments; load previous comments; more comments; see comments; read the comments; go to comments; open comments; close comments; comment now; comment here; comment as a guest; login with facebook; login to post comment; log in to post; log in to post comments; \
         register to comment; subscribe to comments; follow discussion; follow comments; report this comment; community guidelines; comment guidelines; commenting guidelines; commenting policy; commenting rules; comments policy; terms of commenting; \
         letters; letters to the editor; submit a letter; submit a letter to the editor; write to the editor; write a letter; send a letter; get in touch; report a correction; request a correction; request correction; suggest an edit; report an issue; report a problem; report an error in this article; \
         yes, i agree; send feedback; give feedback; give us feedback; share feedback; rate this story; rate this post; rate this content; rate this page; view results; poll; take the poll; take our poll; take our survey; quiz; take the quiz",
    ),
    (
        "navigation",
        "skip to navigation links; skip to footer; skip to article; skip to search; skip to content skip to footer; skip to contents; go to main content; go to main contents; go to content; go to navigation; go to top; go to the top; go back; go home; back; back to home; back to news; \
         back to article; back to story; back to all news; back to results; back to list; back to index; back to overview; back to start; back to search; to top; top; up; return to homepage; return to home; return to top; return home; \
         all topics; all categories; all authors; all tags; all episodes; all issues; all updates; all opinion; see all updates; see all news; see all topics; see all stories; see all videos; see all articles; view all news; view all articles; view all posts; view all stories; view more stories; view more articles; \
         view more news; browse; browse all; browse topics; browse by topic; browse archive; browse archives; archives; site index; news index; directory; quick links; useful links; helpful links; important links; external links; footer; header; sidebar; breadcrumb; breadcrumbs; \
         main navigation; primary navigation; secondary navigation; footer navigation; footer menu; top menu; user menu; mobile menu; site navigation; site menu; section navigation; section menu; sub menu; submenu; close search; search this site; search site; search news; advanced search; search results; search form; clear search; \
         subscribe login; login / register; login / signup; login or register; log in or sign up; log in or register; sign in or register; sign in / register; sign in / join; join / sign in; create account; create an account; create free account; account; my library; my bookmarks; my news; my topics; my list; notifications; dashboard; profile; \
         edit profile; manage profile; about; about the site; about this site; about this page; about this website; about the newspaper; about the magazine; about the publisher; contact information; contact details; contact the editor; contact the newsroom; contact editor; contact the author; contact reporter; contact form; \
         where to buy; where to find us; work with us; work for us; join our team; we're hiring; write for us; pitch us; submit a story; submit an article; submit a tip; submit a news tip; submit news; send us a tip; send a news tip; news tips; tip us; got news; got news?; advertise with; advertiser disclosure; affiliate disclosure; affiliate disclaimer; \
         disclaimer; disclaimers; disclosure; disclosures; legal notice; legal notices; legal information; legal disclaimer; terms; terms & conditions; terms & privacy; terms and privacy; terms of use and privacy policy; privacy & cookies; privacy and cookies; privacy & terms; privacy center; privacy centre; privacy settings; \
         privacy statement; privacy preferences; privacy manager; your privacy rights; your california privacy rights; california privacy rights; do not sell my info; do not sell or share my personal information; cookies; cookies policy; cookies settings; cookie statement; cookie consent; manage cookie preferences; manage consent; consent preferences; \
         consent settings; strictly necessary cookies; performance cookies; functional cookies; targeting cookies; advertising cookies; analytics cookies; marketing cookies; necessary cookies; always active; save preferences; save settings; confirm my choices; confirm choices; allow all; allow all cookies; accept and continue; accept & continue; accept cookies; accept all and continue; \
         agree and continue; reject all cookies; reject non-essential; essential cookies only; only necessary; decline all; more choices; learn more about cookies; vendors list; list of partners; list of partners (vendors); partners list; ip address; 9 min; select region; change region; change location; change country; choose language; select your language; select country; switch language; \
         international edition; us edition; uk edition; asia edition; europe edition; africa edition; global edition; world edition; english edition; digital edition; desktop version; mobile version; full site; mobile site; view desktop version; view mobile site; switch to desktop; today's edition; latest edition; past editions; previous editions; page one; front page; \
         the print edition; e-newspaper; digital paper; replica edition; magazine archive; newspaper archive; photo archive; video archive; podcast archive; terms of sale; shipping; refund policy; returns; store locator; gift cards; shop; our apps; our app; our sites; our network; our brands; sister sites; partner sites; group sites; \
         download the app; download our app; get our app; app store; google play; play store; available on the app store; get it on google play; listen on apple podcasts; listen on spotify; apple podcasts; spotify; google podcasts; amazon music; stitcher; overcast; pocket casts; iheart; tunein; soundcloud; listen on; listen to the episode; listen now; listen live; listen here; play episode; download episode; transcript below; read transcript; see transcript; show transcript; hide transcript; episode transcript; view transcript; show notes",
    ),
    (
        "contact",
        "media contacts; media contact; press contacts; press contact; contact details; press enquiries; press inquiries; media enquiries; media inquiries; media relations; investor relations; press office; press officer; \
         for media; for the media; for media enquiries; for media inquiries; for further information; for more information; for more information contact; for further information contact; for further information, please contact; for more information, please contact; investor contact; investor contacts; company contact; company contacts; contact us; contact; contacts; newsroom contact; tips",
    ),
    (
        "source",
        "our sources; sources for this fact-check; see the sources for this fact-check; see the sources for this article; sources for this article; sources for this story; source list; list of sources; source links",
    ),
    (
        "boilerplate",
        "request a demo; book a demo; no media source currently available; no stories could be found; no results found; no related articles found; generate key takeaways; key takeaways by ai; \
         show key events only; live feed ended; send in e-mail; send by e-mail; send as e-mail; zen read; reader mode; disclosure statement; conflict of interest statement; want to write; want to contribute; \
         9 more news; 9 more stories; 9 more articles; allow cookies once; enable cookies; allow cookies; auto-play; autoplay is on; toggle play; related tags; waiting for response to load; tap to zoom; view in gallery; \
         view image in fullscreen; open image in gallery; open this photo in gallery; this video file cannot be played; this video format is not supported; read more here; in the news; news feed; newsfeed; news ticker; in other media; \
         in pictures; in numbers today; advertising feature; ai-generated summary; summarised by ai; summarized by ai; ask ai; ask a question about this article; show more sections; social sharing; leave your feedback; \
         democracy dies in darkness; make us preferred on google; trusted source",
    ),
    ("boilerplate", "cc by; cc by-nd; cc by nd; cc by-nc; cc by-sa; cc by-nc-nd; cc by-nc-sa; cc9"),
    ("byline", "staff our our news desk; web desk; online desk; senior special staff digital desk"),
];

/// What lines open with.
pub(super) static OPENING_ROWS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues(
            "boilerplate",
            [90, 90],
            "this content is provided by; this content is hosted by; this content is blocked; this article contains content provided by; this article includes content provided by; \
             we need your consent to; we need your permission to load; the code has been copied; the url has been copied; the link has been copied; please turn on javascript; please use chrome; \
             please use a modern browser; please upgrade your browser; your browser doesn't support; your browser does not support; this browser does not; this video is not supported; \
             sorry, your browser; sorry, this video; this feature is currently; we're sorry, this feature; by clicking play; by playing this video",
        ),
        cues("boilerplate", [16, 16], "cc by nd; cc by; cc-by; this work is licensed; licensed under"),
        cues("teaser", [30, 30], "watch -; listen -; watch live -; video -; photos -; pictures -"),
        cues(
            "teaser",
            [30, 4],
            "go deeper:; full report:; full story:; full text:; explainer:; the full list:; in depth:; in-depth:; our verdict:; more from us:; on our site:",
        ),
        cues(
            "newsletter",
            [40, 40],
            "get your news from; get the news from people; while you're here; while you are here; before you go,; one more thing before",
        ),
        cues("comment", [30, 30], "9 thoughts on; 9 responses to; 9 comments on; 9 replies to"),
        cues(
            "newsletter",
            [8, 8],
            "not ready to support; remind me; thank you! your; don't show; do not show; don't show me",
        ),
        cues(
            "share",
            [30, 30],
            "you can find this story; you can find this article; you can save this; find your bookmarks",
        ),
        cues(
            "newsletter",
            [60, 60],
            "get latest news; get the latest; get live; get all the; catch all the; catch the latest; catch live; read all the latest; \
             stay updated with; stay tuned to; check out the latest; track latest; follow live; for all the latest; for all latest; \
             for more news; for latest; for breaking news; by registering, you; by registering you; by subscribing, you; by submitting this; by submitting your; by clicking submit; \
             by continuing, you; by creating an account; be the first to know; why you can trust; we value your privacy; \
             we respect your privacy; we care about your privacy; we and our 9; listen to the story; listen to the article",
        ),
        cues(
            "newsletter",
            [14, 14],
            "you will now; you have successfully; you've successfully; you're now; your subscription; your email; your request; your account; \
             newyou can; new you can",
        ),
        cues(
            "share",
            [14, 14],
            "you can share; share or comment; share your thoughts; follow us; thanks for sharing",
        ),
        cues(
            "navigation",
            [16, 0],
            "read this release; read this article in; read this story in; read this page in; read this post in; release id; visitor counter",
        ),
        cues(
            "photo",
            [12, 0],
            "credit...; credit -; credits:; file photo:; file -; pictured:; via getty; via ap; via reuters",
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
             isin:; view source version; our standards:; text ad:; \
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
            "estimated reading time; reading time; read time; time to read; average read; 9 people liked; 9 people like; 9 viewing; 9 users; 9 readers; 9 followers; 9 listeners; 9 subscribers; 9 replies; 9 9 reactions",
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
            [60, 60],
            "using ai to generate; ai-generated summarization; may not always match what; this summary was generated; this summary was created; summary was written by ai; summary was produced by ai; \
             check the full article; always refer to the full article; no media source currently; free article usually reserved; usually reserved for subscribers; reserved for subscribers; available for download here; \
             are available to download; machine-generated transcript; transcripts are machine; contains only a portion of the news; for a more accessible video",
        ),
        cues(
            "newsletter",
            [60, 60],
            "price of a cup of coffee a; price of a coffee a; to save articles for later; save articles to read later; create your own reading list; \
             worthy of your time; community of readers; stories affecting your hometown; news in your backyard; reported by those who; \
             team of journalists dedicated to; team of journalists committed to; indefatigable team",
        ),
        cues(
            "comment",
            [90, 90],
            "while most comments will be; comments may take; views of the commenters; views of commenters",
        ),
        cues("boilerplate", [60, 60], "is solely responsible for all; is solely responsible for this"),
        cues(
            "newsletter",
            [20, 20],
            "every contribution counts; every donation counts; every gift counts; contribution, big or small; however big or small",
        ),
        cues("boilerplate", [12, 12], "ai-generated summary; ai summary; ai-generated, newsroom"),
        cues(
            "boilerplate",
            [40, 40],
            "become our patron; become a patron; become our member; tracking technologies; enable javascript; supports html9 video; javascript is not available; proudly powered by wordpress; \
             proudly created with wix; published with ghost; powered by ghost; powered by wordpress; powered by blogger; powered by substack; \
             is the home for great culture; uses akismet; terms of service apply; ctrl+enter; ctrl + enter; \
             user agreement and privacy; required fields are marked; this post is public so feel free; \
             published from a syndicated feed; from a syndicated feed; view it in your browser; \
             no longer wish to receive; not responsible for the content of external; full-size image; view image in full size; \
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
            "reader-supported publication; consider becoming a paid; consider becoming a supporter; consider becoming a subscriber; keep our journalism; keep our reporting; our journalism free; unlimited online access",
        ),
        cues(
            "comment",
            [60, 60],
            "keep comments relevant; comments may take; civil forum; our comment policy; our commenting; comments are moderated; comments will be moderated",
        ),
        cues(
            "boilerplate",
            [60, 60],
            "does not work for, consult; no relevant affiliations; no competing interests; declared no conflict; declares no conflict",
        ),
        cues(
            "newsletter",
            [40, 40],
            "for subscribers only; paid subscribers; ad-free experience; reading this for free",
        ),
    ]
});
