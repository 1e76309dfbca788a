//! How a page speaks to its readers: it asks something of them, in the words of the web.
//!
//! "Change text size" opens with a verb that asks and holds a thing of the web; "Your donation helps us tell
//! more stories" speaks of us and you and holds several such things. An article seldom does either, and hardly
//! ever without quotation marks. The words are data, so a new line needs no new cue.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::fold::core;
use super::line::{Line, tokens};
use super::lines::Shape;
use super::patterns::list;

/// A longer line asks nothing.
const MOST_REQUEST_WORDS: usize = 12;
/// Unless it is full of the words of the web, and no sentence.
const MOST_LOADED_WORDS: usize = 20;
const LEAST_LOAD: usize = 2;
/// A longer line that ends like a sentence asks nothing, except at the ends of the page.
const MOST_SENTENCE_WORDS: usize = 7;
/// Between paragraphs a longer line is one of them.
const MOST_VOICE_WORDS: usize = 45;
/// At the ends of the page too.
const MOST_EDGE_WORDS: usize = 80;
/// What the words of the web must weigh, between paragraphs and at the ends of the page.
const WEIGHTS: [usize; 2] = [5, 3];
/// Quotation marks make a voice somebody's.
const WEIGHT_OF_QUOTATION: usize = 4;
/// Of this many words one at least must be the page's, between paragraphs and at its ends.
const SPARSITIES: [usize; 2] = [4, 5];

/// A longer line is easily about things of the web without being the page's.
const MOST_SHORT_WORDS: usize = 14;
/// In a longer line "our stories" are anybody's.
const MOST_OWNED_WORDS: usize = 30;
/// A line of nothing but things of the web has no more words.
const MOST_WEB_WORDS: usize = 6;
/// The name before a turn of speech is no longer; in bytes.
const MOST_BYTES_OF_NAME: usize = 30;
/// A framed line has no more words.
const MOST_FRAMED_WORDS: usize = 20;
/// Dashes around fewer words may close a quotation.
const FEWEST_DASHED_WORDS: usize = 7;
/// What pages set around their own words.
const FRAMES: [(&str, &str); 5] =
    [("+++", "+++"), ("***", "***"), (">>", "<<"), ("— ", " —"), ("===", "===")];

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Among paragraphs.
    Within,
    /// Above the first or below the last.
    Edge,
}

/// What a word of the web is about, and how much it weighs.
#[derive(Clone, Copy)]
struct Meaning {
    reason: &'static str,
    weight: usize,
}

/// What pages offer, by the reason for which a line with it goes; the first list of each is of the web alone.
static MEANINGS: LazyLock<HashMap<&str, Meaning>> = LazyLock::new(|| {
    let rows = [
        (
            "newsletter",
            "newsletter; newsletters; journalism; inbox; subscribe; subscribed; subscriber; subscribers; subscription; subscriptions; \
             subscribing; unsubscribe; paywall; patreon; substack; app; apps; podcast; podcasts; donating; logged",
            "here; click; below; gift; give; donate; donation; donations; contribution; contributions; membership; member; members; register; \
             registering; registration; account; accounts; alerts; notifications; updates; email; emails; premium; \
             newsroom; journalists; reporter; reporters; reporting; stories; news; headlines; free; monthly; weekly; daily; \
             password; login; edition; independent; readers; reader; support; supporting; trial; ad; patron; paid; app; briefing",
        ),
        (
            "share",
            "whatsapp; telegram; youtube; instagram; linkedin; bluesky; mastodon; viber; tiktok; threads; url; rss",
            "facebook; twitter; google; share; sharing; follow; channel; channels; feed; link; links; bookmark; \
             bookmarks; clipboard; x",
        ),
        (
            "comment",
            "commenting; comments; commenters; feedback; typo; typos; disqus",
            "comment; discussion; discussions; conversation; moderation; moderated; posted; guidelines; abusive; \
             mistake; error; vulgar; obscene; spam; survey; tip; tips; opinion; thoughts; poll; quiz; involved; involve; characters",
        ),
        (
            "boilerplate",
            "javascript; browser; browsers; cookie; cookies; captcha; akismet; recaptcha; webpage; homepage; \
             wordpress; adblock; blocker; republish; republished; syndicated; pdf; website; e-paper; epaper; fullscreen",
            "copyright; permission; reproduce; reproduced; privacy; policy; terms; consent; conditions; \
             advertise; advertisement; advertisements; advertising; advertiser; ads; video; audio; article; articles; \
             content; site; page; web; online; device; settings; preferences; player; text; font; speed; voice; \
             download; image; transcript; transcripts; published; publications; publication; tracking; personalised; \
             personalized; licence; license; sponsor; sponsors; archive; archives; post; posts; report; editor; \
             editors; editorial; captions; full-text; magazine; accuracy; publish; agency; \
             extensions; blog; platform; accessibility; shortcuts; pages; licensing; javascript; keyboard; ai; bot",
        ),
    ];
    let weighed =
        |reason, weight, words| list(words).into_iter().map(move |word| (word, Meaning { reason, weight }));
    rows.into_iter()
        .flat_map(|(reason, web, other)| weighed(reason, 2, web).chain(weighed(reason, 1, other)))
        .collect()
});

/// Who speaks and who is spoken to.
const PERSONS: [&str; 8] = ["you", "your", "yours", "we", "our", "us", "please", "kindly"];
/// The same where they may stand, so that most paragraphs need no search.
const PERSONAL: [&str; 4] = [" you", " our ", " we ", "please"];
/// The same at the beginning of a line.
const PERSONAL_OPENINGS: [&str; 3] = ["you", "our ", "we "];

/// Whose a thing of the page is.
const OWNERS: [&str; 2] = ["our", "your"];
/// What is ours or yours on a page: "write to our reporter", "check your inbox".
static OWNED: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    list(
        "newsletter; newsletters; reporter; reporters; journalist; journalists; journalism; newsroom; editors; editor; coverage; website; \
         site; app; apps; channel; channels; podcast; podcasts; readers; subscribers; members; community; guidelines; standards; policy; policies; terms; \
         privacy; correspondents; partners; sponsors; page; blog; stories; articles; reporting; archive; archives; magazine; mailing; \
         inbox; email; subscription; account; browser; device; donation; contribution; feedback; comment; comments; preferences; password; \
         free; daily; weekly; morning; latest; best; live; whatsapp; telegram; facebook; instagram; youtube; twitter; work; membership; submission; request; support; help; gift; settings; choices; consent; phone; mobile",
    )
    .into_iter()
    .collect()
});
/// What a page that lives on gifts says, and others too, so it only adds to the rest.
const APPEALS: [&str; 19] = [
    "favor to ask",
    "favour to ask",
    "we need you",
    "keep the lights on",
    "keep the light on",
    "support us",
    "please support",
    "please donate",
    "please consider",
    "we need your",
    "need your help",
    "need your support",
    "your support",
    "your donation",
    "your contribution",
    "your gift",
    "become a member",
    "help us",
    "stand with us",
];

/// How a page asks who its readers are.
const QUESTIONS: [&str; 14] = [
    "do", "are", "have", "did", "were", "want", "would", "like", "love", "enjoy", "enjoying", "looking",
    "got", "not",
];

/// What such a line opens with.
static REQUESTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    list(
        "accept; activate; add; advertise; allow; apply; ask; become; book; bookmark; browse; buy; cancel; catch; change; check; choose; claim; cite; click; compare; consider; \
         clap; close; complete; contact; continue; copy; create; customise; customize; dim; disable; discover; \
         donate; download; embed; enable; enter; expand; explore; find; follow; forward; get; gift; give; go; help; \
         install; jump; join; leave; listen; load; loading; log; make; manage; open; play; post; press; print; read; \
         order; purchase; rate; receive; recommend; redeem; refer; register; renew; reject; remove; reset; resume; review; sample; search; shop; sort; start; stream; switch; \
         sync; tune; use; verify; vote; remove; report; republish; restack; save; scroll; search; see; \
         select; send; share; show; sign; skip; stay; submit; subscribe; support; suggest; tap; tell; toggle; \
         turn; unlock; unsubscribe; upgrade; view; visit; watch; write",
    )
    .into_iter()
    .collect()
});

/// What makes a noun or a tale of such a verb: "Support for the paper", "Report that it rained".
const NO_OBJECTS: [&str; 17] = [
    "for", "of", "from", "is", "was", "were", "are", "has", "had", "have", "says", "said", "by", "that",
    "and", "s", "or",
];

impl Line<'_> {
    /// Why the line goes, if the page speaks in it.
    pub(super) fn voice(&self, place: Place) -> Option<&'static str> {
        let speaks = !matches!(self.shape, Shape::Row | Shape::Quote) || self.original.starts_with(">>");
        if self.original.is_empty()
            || !speaks
            || (self.wrapped && self.ends_sentence && place == Place::Within)
        {
            return None;
        }
        if self.is_framed() || self.is_offer() || self.is_plea() {
            return Some("newsletter");
        }
        self.request(place).or_else(|| self.is_all_web()).or_else(|| self.address(place))
    }

    /// "Change text size": a verb that asks, and a thing of the web.
    fn request(&self, place: Place) -> Option<&'static str> {
        let most = match place {
            Place::Within if self.ends_sentence => MOST_SENTENCE_WORDS,
            _ if self.ends_sentence => MOST_REQUEST_WORDS,
            _ => MOST_LOADED_WORDS,
        };
        if self.n_words > most || self.is_quoted() || self.shape == Shape::Item {
            return None;
        }
        let mut words = tokens(core(&self.folded));
        let asks = words.next().is_some_and(|word| REQUESTS.contains(&word));
        let second = words.clone().next().unwrap_or_default();
        let labels = core(&self.folded).split(' ').take(2).any(|word| word.ends_with(':'));
        if !asks || labels || NO_OBJECTS.contains(&second) {
            return None;
        }
        let found: Vec<Meaning> = words.filter_map(|word| MEANINGS.get(word).copied()).collect();
        let weight: usize = found.iter().map(|meaning| meaning.weight).sum();
        let leads = self.folded.ends_with(':')
            && !self.folded.starts_with("copy")
            && !found.iter().any(|meaning| meaning.weight > 1);
        let short = self.n_words <= MOST_SENTENCE_WORDS && !self.ends_sentence;
        let loaded = self.n_words <= MOST_REQUEST_WORDS || weight > LEAST_LOAD;
        let enough = loaded && !leads && (weight > 1 || (weight > 0 && short));
        found
            .into_iter()
            .max_by_key(|meaning| meaning.weight)
            .filter(|_| enough)
            .map(|meaning| meaning.reason)
    }

    /// "Free weekly newsletter": things of the web, and nothing else.
    fn is_all_web(&self) -> Option<&'static str> {
        if self.n_words > MOST_WEB_WORDS
            || self.n_words < 2
            || self.ends_sentence
            || self.shape != Shape::Plain
        {
            return None;
        }
        let joints = ["the", "a", "and", "our", "your", "to", "this", "of", "on", "in", "all", "more", "new"];
        let mut found: Option<Meaning> = None;
        for word in tokens(&self.folded).filter(|word| !joints.contains(word)) {
            let meaning = *MEANINGS.get(word)?;
            found = found.filter(|found| found.weight >= meaning.weight).or(Some(meaning));
        }
        found.filter(|found| found.weight > 1 && !self.original.ends_with(':')).map(|found| found.reason)
    }

    /// Whether a part of the line opens with a verb that asks.
    pub(super) fn asks_at(&self, part: &str) -> bool {
        let first = tokens(part).next().unwrap_or_default();
        REQUESTS.contains(first) && self.n_words <= MOST_VOICE_WORDS
    }

    /// Whether it may be a post that the article shows.
    pub(super) fn is_post(&self) -> bool {
        ["@", "#", "t.co/", "pic.twitter"].iter().any(|mark| self.folded.contains(mark))
    }

    /// "JANE DOE: What about your website?", in the transcript of an interview.
    fn is_turn_of_speech(&self) -> bool {
        let Some((name, _)) = self.original.split_once(": ") else { return false };
        let shouts = !name.contains(char::is_lowercase) && name.contains(' ');
        shouts && name.len() <= MOST_BYTES_OF_NAME
    }

    /// What somebody said, in quotation marks, or a sentence about such words.
    pub(super) fn is_speech(&self) -> bool {
        let speaks = |word: &str| matches!(word, "said" | "says" | "told" | "wrote" | "added" | "read");
        let is_told = || self.n_words > MOST_SENTENCE_WORDS && tokens(&self.folded).any(speaks);
        let is_whole = || self.original.ends_with(['"', '”', '’', '\'']);
        // "“We use cookies” will no longer be enough": somebody speaks of the words, and not of us and you.
        let is_cited = || {
            let opened = self.original.trim_start_matches(['"', '“']);
            let after =
                opened.split_once(['"', '”']).map(|(_, after)| after).filter(|_| opened != self.original);
            let goes_on =
                |rest: &str| rest.trim_start().starts_with(char::is_lowercase) && rest.starts_with(' ');
            let ours = |rest: &str| rest.split(' ').any(|word| matches!(word, "our" | "your" | "us" | "you"));
            after.is_some_and(|rest| goes_on(rest) && !ours(rest))
        };
        self.original.starts_with(['"', '“', '‘', '\''])
            && self.ends_sentence
            && (is_told() || is_whole() || is_cited())
    }

    /// Whether somebody speaks or is spoken to, and nobody is quoted.
    pub(super) fn speaks(&self) -> bool {
        self.is_personal()
            && !self.original.starts_with(['"', '“', '‘', '\''])
            && !tokens(&self.folded)
                .any(|word| matches!(word, "said" | "says" | "told" | "added" | "he" | "she"))
            && tokens(&self.folded).any(|word| PERSONS.contains(&word))
    }

    /// Whether it holds a word of the web, or one of those with which subscriptions are sold.
    pub(super) fn is_of_web(&self) -> bool {
        let sells = [
            "exclusive",
            "unlimited",
            "access",
            "puzzles",
            "games",
            "crossword",
            "perks",
            "discounts",
            "benefits",
            "offers",
        ];
        tokens(&self.folded).any(|word| MEANINGS.contains_key(word) || sells.contains(&word))
    }

    /// Whether it asks as a page does that lives on gifts; others ask so, too.
    pub(super) fn pleads(&self) -> bool {
        APPEALS.iter().any(|appeal| self.folded.contains(appeal))
    }

    /// Whether such a line is about us and you and a thing of the web.
    pub(super) fn offers(&self) -> bool {
        let holds = |persons: &[&str]| tokens(&self.folded).any(|word| persons.contains(&word));
        let both = || holds(&["we", "our", "us"]) && holds(&["you", "your", "please"]);
        self.speaks() && both() && tokens(&self.folded).any(|word| MEANINGS.contains_key(word))
    }

    /// Whether anybody may be spoken to; most paragraphs need no closer look.
    fn is_personal(&self) -> bool {
        PERSONAL_OPENINGS.iter().any(|word| self.folded.starts_with(word))
            || tokens(&self.folded).next().is_some_and(|word| REQUESTS.contains(word))
            || PERSONAL.iter().any(|word| self.folded.contains(word))
    }

    /// "Your donation helps us tell more stories": you and us, and things of the web.
    fn address(&self, place: Place) -> Option<&'static str> {
        let at = usize::from(place == Place::Edge);
        if self.n_words > [MOST_VOICE_WORDS, MOST_EDGE_WORDS][at] || !self.is_personal() {
            return None;
        }
        if (at == 0 && self.is_quoted()) || self.is_turn_of_speech() {
            return None;
        }
        let words: Vec<&str> = tokens(&self.folded).collect();
        let n_asks = self
            .folded
            .split(['.', '!', '?', ':'])
            .filter(|part| REQUESTS.contains(tokens(part).next().unwrap_or_default()))
            .count();
        let n_persons = PERSONS.iter().filter(|person| words.contains(person)).count() + n_asks.min(2);
        let mut seen: Vec<&str> = Vec::new();
        let mut found: Vec<Meaning> = Vec::new();
        for word in words.iter().filter(|_| n_persons > 0) {
            if let Some(meaning) = MEANINGS.get(word).filter(|_| !seen.contains(word)) {
                seen.push(word);
                found.push(*meaning);
            }
        }
        let weight: usize = found.iter().map(|meaning| meaning.weight).sum();
        let is_short = self.n_words <= MOST_OWNED_WORDS && self.shape == Shape::Plain && !self.is_post();
        let owned = words
            .windows(2)
            .filter(|_| is_short)
            .filter(|pair| OWNERS.contains(&pair[0]) && OWNED.contains(&pair[1]))
            .count();
        let hails = found.len() > 1
            && ["dear reader", "hello reader"].iter().any(|hail| self.folded.starts_with(hail));
        let asked = is_short && self.folded.contains('?') && QUESTIONS.contains(&words[0]);
        let weight = weight
            + usize::from(self.original.contains(['→', '➜']))
            + if found.len() > 1 { (1 + at) * owned.min(2) } else { 0 }
            + 2 * usize::from(hails || self.pleads())
            + 2 * usize::from(asked);
        let needed = WEIGHTS[at]
            + usize::from(self.n_words > MOST_SHORT_WORDS)
            + if self.is_quoted() { WEIGHT_OF_QUOTATION } else { 0 };
        let n_sure = found.iter().filter(|meaning| meaning.weight > 1).count();
        let sparsity = SPARSITIES[at] + if n_sure > 1 { 3 } else { 0 };
        let dense = (n_persons + seen.len() + owned + usize::from(asked)) * sparsity >= words.len();
        let surely = n_persons > 0 && weight + n_persons.min(2) > needed && dense;
        found
            .into_iter()
            .rev()
            .max_by_key(|meaning| meaning.weight)
            .filter(|_| surely)
            .map(|meaning| meaning.reason)
    }

    /// "*** Watch the video of this story ***": a thing of the web in a frame of signs.
    pub(super) fn is_framed(&self) -> bool {
        let framed =
            FRAMES.iter().any(|(from, to)| self.original.starts_with(from) && self.original.ends_with(to));
        let dashed = || {
            self.original.trim_start_matches("— ").starts_with(char::is_uppercase)
                && self.original.starts_with("— ")
                && self.n_words >= FEWEST_DASHED_WORDS
        };
        framed
            && self.n_words <= MOST_FRAMED_WORDS
            && (dashed() || tokens(&self.folded).any(|word| MEANINGS.contains_key(word)))
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.folded.contains('"') || self.original.contains(['‘', '»', '«'])
    }
}
