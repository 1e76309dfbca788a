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
/// A framed line has no more words.
const MOST_FRAMED_WORDS: usize = 20;
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
            "newsletter; newsletters; inbox; subscribe; subscriber; subscribers; subscription; subscriptions; \
             subscribing; unsubscribe; paywall; patreon; substack; app; apps; podcast; podcasts; donating; logged",
            "here; click; below; gift; give; donate; donation; donations; contribution; contributions; membership; member; members; register; \
             registering; registration; account; accounts; alerts; notifications; updates; email; emails; premium; \
             journalism; newsroom; journalists; reporting; stories; news; headlines; free; monthly; weekly; daily; \
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

/// What such a line opens with.
static REQUESTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    list(
        "accept; activate; add; advertise; allow; ask; bookmark; browse; buy; change; check; choose; cite; click; \
         clap; close; complete; contact; continue; copy; create; customise; customize; dim; disable; discover; \
         donate; download; embed; enable; enter; expand; explore; find; follow; forward; get; gift; give; go; help; \
         install; jump; join; leave; listen; load; log; make; manage; open; play; post; press; print; read; \
         receive; recommend; register; reject; remove; report; republish; restack; save; scroll; search; see; \
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
        if self.is_framed() {
            return Some("newsletter");
        }
        self.request(place).or_else(|| self.address(place))
    }

    /// "Change text size": a verb that asks, and a thing of the web.
    fn request(&self, place: Place) -> Option<&'static str> {
        let most = if self.ends_sentence && place == Place::Within {
            MOST_SENTENCE_WORDS
        } else {
            MOST_REQUEST_WORDS
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
        let leads = self.folded.ends_with(':') && !found.iter().any(|meaning| meaning.weight > 1);
        let short = self.n_words <= MOST_SENTENCE_WORDS && !self.ends_sentence;
        let enough = !leads && (weight > 1 || (weight > 0 && short));
        found
            .into_iter()
            .max_by_key(|meaning| meaning.weight)
            .filter(|_| enough)
            .map(|meaning| meaning.reason)
    }

    /// Whether anybody may be spoken to; most paragraphs need no closer look.
    fn is_personal(&self) -> bool {
        PERSONAL_OPENINGS.iter().any(|word| self.folded.starts_with(word))
            || PERSONAL.iter().any(|word| self.folded.contains(word))
    }

    /// "Your donation helps us tell more stories": you and us, and things of the web.
    fn address(&self, place: Place) -> Option<&'static str> {
        let at = usize::from(place == Place::Edge);
        if self.n_words > [MOST_VOICE_WORDS, MOST_EDGE_WORDS][at] || !self.is_personal() {
            return None;
        }
        if at == 0 && self.is_quoted() {
            return None;
        }
        let words: Vec<&str> = tokens(&self.folded).collect();
        let n_persons = PERSONS.iter().filter(|person| words.contains(person)).count();
        let mut seen: Vec<&str> = Vec::new();
        let mut found: Vec<Meaning> = Vec::new();
        for word in words.iter().filter(|_| n_persons > 0) {
            if let Some(meaning) = MEANINGS.get(word).filter(|_| !seen.contains(word)) {
                seen.push(word);
                found.push(*meaning);
            }
        }
        let weight: usize = found.iter().map(|meaning| meaning.weight).sum();
        let weight = weight + usize::from(self.original.contains(['→', '➜']));
        let needed = WEIGHTS[at]
            + usize::from(self.n_words > MOST_SHORT_WORDS)
            + if self.is_quoted() { WEIGHT_OF_QUOTATION } else { 0 };
        let n_sure = found.iter().filter(|meaning| meaning.weight > 1).count();
        let sparsity = SPARSITIES[at] + if n_sure > 1 { 3 } else { 0 };
        let dense = (n_persons + seen.len()) * sparsity >= words.len();
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
        framed
            && self.n_words <= MOST_FRAMED_WORDS
            && tokens(&self.folded).any(|word| MEANINGS.contains_key(word))
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.folded.contains('"') || self.original.contains(['‘', '»', '«'])
    }
}
