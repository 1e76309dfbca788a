//! What condemns a line only where the page speaks around the article: above its first sentence or below its last.

use std::sync::LazyLock;

use super::fold::{core, fold, is_pictograph};
use super::line::{DATES, Line, MOST_TEASER_WORDS, is_capitalised, tokens};
use super::lines::{Shape, n_words};
use super::patterns::{self, Cues, Index, cues};
use super::voice::Place;
use super::words;

/// A dateline has no more words.
const MOST_DATELINE_WORDS: usize = 8;
/// "Edited by Jane Doe" has no more words.
const MOST_WORK_WORDS: usize = 10;
/// What a page says at its ends has no more words.
const MOST_EDGE_WORDS: usize = 30;
/// "Words by Jane Doe. Pictures by John Roe." has no more words.
const MOST_CREDIT_WORDS: usize = 14;
/// A price and how it moved have no more words.
const MOST_TICKER_WORDS: usize = 6;
/// "Press office: Tel. +39 02 5203 1875" has no more words.
const MOST_CALL_WORDS: usize = 12;
/// A telephone number has as many digits.
const FEWEST_DIGITS: usize = 7;
/// "New Delhi Updated: 12 March 2025 08:11 IST" has no more words.
const MOST_STAMP_WORDS: usize = 14;
/// "Related programmes: European Power" has no more words.
const MOST_META_WORDS: usize = 10;
/// A step of a trail has no more words.
const MOST_STEP_WORDS: usize = 4;
/// "Send your questions to desk@example.com" has no more words.
const MOST_ADDRESS_WORDS: usize = 45;
/// "Find our checks at https://example.com" has no more words.
const MOST_PAGE_WORDS: usize = 20;

static OPENINGS: LazyLock<Index> = LazyLock::new(|| Index::new(OPENING_ROWS.iter()));

/// What such lines open with.
static OPENING_ROWS: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    vec![
        cues("byline", [8, 0], "by our; by a staff; by staff; by agencies; from our; from staff"),
        cues("navigation", [8, 0], "vol. 9; volume 9; issue 9; edition 9"),
        cues("navigation", [20, 0], "next:; next week:; next month:; next issue:; next in"),
        cues("navigation", [8, 0], "read in; also in; read this in; for media use; go to accessibility"),
        cues("boilerplate", [40, 40], "presented by; supported by; advertise here"),
        cues("newsletter", [30, 30], "new: you can; new! ; now available: ; having trouble"),
        cues(
            "newsletter",
            [30, 30],
            "you are reading; you're reading; if you value; if you find our; if you found this; if you appreciate; if you liked; if you enjoyed; like this?; did you like; \
             know someone who; enjoyed this",
        ),
        cues("contact", [12, 12], "contact the newsroom; contact the editor; contact us; call us; newsroom:"),
    ]
});

static PHRASES: LazyLock<Index> = LazyLock::new(|| Index::new(PHRASE_ROWS.iter()));

/// What such lines hold.
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
             views expressed above; views in this column; the author's own; the authors' own; authors' own views; not necessarily those of; \
             takes no editorial responsibility; editorial responsibility; does not take institutional; \
             does not take collective; supported by a grant; with the support of a grant; was made possible by; \
             code of principles; verified signatory; available on request; trust project; regulated by ipso; member of the press council; welcomes corrections; welcomes letters; welcomes comments; letters to the editor should; \
             thanks for reading; thank you for reading; appeared in print; appears in print; \
             appeared in the print; in our print edition; free to republish; republish this; \
             reproduction permitted; creative commons; translated from the original; has been translated from; \
             all times are local; all times local; this page will be updated",
        ),
        cues(
            "comment",
            [20, 20],
            "tell us what you think; join the debate; join the conversation; have your say; hit reply; \
             reply to this email",
        ),
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

impl Line<'_> {
    /// What the page says below the article.
    pub(super) fn below(&self) -> Option<&'static str> {
        if self.is_late_invitation() {
            Some("newsletter")
        } else if self.is_address() || self.is_telephone() {
            Some("contact")
        } else if self.is_turn() {
            Some("navigation")
        } else {
            self.edge().or_else(|| self.among_pieces(false)).or_else(|| self.voice(Place::Edge))
        }
    }

    /// What condemns a line at the ends of a page only.
    pub(super) fn edge(&self) -> Option<&'static str> {
        if self.n_words > MOST_EDGE_WORDS {
            return None;
        }
        let core = core(&self.folded);
        let strong = |cues: &&Cues| self.n_words <= self.limit(cues);
        let mut words = self.original.split_whitespace();
        let asks = words
            .next()
            .is_some_and(|word| matches!(word, "Follow" | "Contact" | "Support" | "Visit" | "Join"));
        let follows =
            asks && (2..=4).contains(&self.n_words) && words.all(is_capitalised) && !self.ends_sentence;
        let cues = OPENINGS.opening(core).find(strong).or_else(|| PHRASES.within(core).find(strong));
        cues.map(|cues| cues.reason)
            .or(follows.then_some("share"))
            .or_else(|| self.is_work().then_some("byline"))
            .or_else(|| self.is_credits().then_some("byline"))
            .or_else(|| self.is_ticker().then_some("counter"))
            .or_else(|| self.is_telephone().then_some("contact"))
            .or_else(|| self.is_meta().then_some("navigation"))
            .or_else(|| self.is_mailbox().then_some("contact"))
            .or_else(|| self.is_framed().then_some("newsletter"))
            .or_else(|| self.is_hashtags().then_some("navigation"))
    }

    /// "Words by Jane Doe. Pictures by John Roe.": kinds of work, names, and nothing else.
    fn is_credits(&self) -> bool {
        let mut words =
            self.original.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let is_work = |word: &str| words::WORKS.contains(&word.to_lowercase().as_str());
        let is_part = |word: &str| {
            word.is_empty()
                || is_capitalised(word)
                || is_work(word)
                || words::BYLINE_WORDS.contains(&word)
                || word == "by"
        };
        let first = words.next().unwrap_or_default();
        let by = self.original.contains(" by ");
        let names = by
            || (self.original.contains(": ")
                && !words::GENRES.contains(&first.trim_matches(':').to_lowercase().as_str()));
        (3..=MOST_CREDIT_WORDS).contains(&self.n_words) && is_work(first) && names && words.all(is_part)
    }

    /// "Gold 3,312.40 ▲ 0.6%": a name, a price, and how it moved.
    fn is_ticker(&self) -> bool {
        let mut words = self.original.split_whitespace();
        let last = words.next_back().unwrap_or_default().trim_matches(['(', ')']);
        let arrow = self.original.contains(['▲', '▼', '↑', '↓']);
        let moved = last.ends_with('%') && (last.starts_with(['+', '-', '−']) || arrow);
        let is_price = |word: &str| word.contains(['.', ',']) && word.ends_with(|c: char| c.is_ascii_digit());
        let priced = words.any(is_price);
        let listed = ["nyse:", "nasdaq:", "lse:", "isin:", "ticker:", "bse:", "nse:", "otc:"]
            .iter()
            .any(|at| self.folded.starts_with(at));
        let degrees =
            self.n_words == 1 && (last.ends_with("°F") || last.ends_with("°C") || last.ends_with('°'));
        (moved && (priced || arrow) && self.n_words <= MOST_TICKER_WORDS)
            || (listed && self.n_words <= 4)
            || degrees
    }

    /// A line to call: "Press office: Tel. +39 02 5203 1875", "(555) 555-0123".
    pub(super) fn is_telephone(&self) -> bool {
        if self.ends_sentence || self.n_words > MOST_CALL_WORDS {
            return false;
        }
        let n_digits = self.original.bytes().filter(u8::is_ascii_digit).count();
        let n_letters = self.original.chars().filter(|c| c.is_alphabetic()).count();
        let calls = || tokens(&self.folded).any(|word| words::CALLS.contains(&word));
        !self.original.ends_with(':')
            && n_digits >= FEWEST_DIGITS
            && !self.original.contains(['%', '$', '€', '£', ','])
            && (calls()
                || (n_letters == 0 && self.original.contains(['+', '(', '-']))
                || self.original.contains(" +"))
    }

    /// "Jane Doe jane@example.com".
    fn is_mailbox(&self) -> bool {
        let is_mail = |word: &str| word.find('@').is_some_and(|at| at > 0 && word[at..].contains('.'));
        let mut words = self.original.split_whitespace();
        self.n_words <= MOST_STEP_WORDS
            && words.clone().any(is_mail)
            && words.all(|word| is_mail(word) || is_capitalised(word))
    }

    /// "Updated 5 hrs ago", "New Delhi Updated: 12 March 2025": when the page was changed, with a place or a name.
    pub(super) fn is_stamp(&self) -> bool {
        let mut pieces = self.original.split(['|', '·', '•']);
        let is_dated =
            |piece: &str| n_words(piece) > 1 && Line::of(piece.trim(), self.span, self.shape).is_date();
        if self.original.contains(['|', '·', '•']) && pieces.any(is_dated) {
            return !self.ends_sentence && self.n_words <= MOST_STAMP_WORDS;
        }
        let stamps = || tokens(&self.folded).any(|word| words::STAMPS.contains(&word));
        !self.ends_sentence
            && self.n_words <= MOST_STAMP_WORDS
            && self.folded.contains('9')
            && stamps()
            && tokens(&self.folded).filter(|word| words::VOCABULARIES[DATES].words.contains(word)).count() * 2
                >= self.n_words
    }

    /// "Primary country: Sudan": what a database says of the article.
    fn is_meta(&self) -> bool {
        let Some((label, value)) = self.folded.split_once(':') else { return false };
        !self.ends_sentence
            && (2..=MOST_META_WORDS).contains(&self.n_words)
            && !value.is_empty()
            && (words::META.contains(&label.trim()) || (label.starts_with("related ") && n_words(label) <= 3))
    }

    /// "Words: Jane Doe / Photos: John Roe", "Edited by Jane Doe": a kind of work and names.
    fn is_work(&self) -> bool {
        let Some((work, names)) = self.original.split_once(": ").or_else(|| self.original.split_once(" by "))
        else {
            return false;
        };
        let names = names.split_whitespace();
        let is_part = |word: &str| {
            is_capitalised(word)
                || matches!(word, "/" | "|" | "·" | "&")
                || words::BYLINE_WORDS.contains(&word)
        };
        !self.ends_sentence
            && self.n_words <= MOST_WORK_WORDS
            && names.clone().count() > 1
            && names.clone().all(is_part)
            && words::WORKS.contains(&work.to_lowercase().as_str())
    }

    /// "#orla #bridge #mayor".
    fn is_hashtags(&self) -> bool {
        let mut words = self.original.split_whitespace();
        self.n_words > 1 && words.all(|word| word.len() > 1 && word.starts_with('#'))
    }

    /// "Jane Doe in Orla": who wrote, and where.
    pub(super) fn is_sent(&self) -> bool {
        let bracketed = self.original.strip_suffix(')').and_then(|line| line.split_once(" ("));
        let Some((name, place)) = self.original.split_once(" in ").or(bracketed) else { return false };
        let is_name = |words: &str| words.split_whitespace().all(is_capitalised);
        let common = |word: &str| words::TITLES.contains(&fold(word).as_str());
        self.shape == Shape::Plain
            && (2..=3).contains(&n_words(name))
            && (1..=if bracketed.is_some() { 4 } else { 2 }).contains(&n_words(place))
            && is_name(name)
            && is_name(place)
            && !self.original.contains(['?', '!', ':'])
            && !name.split_whitespace().any(common)
            && self.original.contains(char::is_lowercase)
    }

    /// "Reporting from Orla", below a name.
    pub(super) fn is_place(&self) -> bool {
        let place = self
            .original
            .strip_prefix("Reporting from ")
            .or_else(|| self.original.strip_prefix("reporting from "));
        place.is_some_and(|place| n_words(place) <= 4 && place.starts_with(char::is_uppercase))
            && !self.ends_sentence
    }

    /// "Staff writer, Orla", "Correspondent in Orla": a role or an agency, and a place.
    pub(super) fn is_posted(&self) -> bool {
        let parts = self.original.split_once(", ").or_else(|| self.original.split_once(" in "));
        let Some((role, place)) = parts else { return false };
        let known = matches!(patterns::whole(core(&fold(role))), Some("byline" | "source"));
        known
            && !self.ends_sentence
            && (1..=3).contains(&n_words(place))
            && place.split_whitespace().all(is_capitalised)
    }

    /// "ABC/kd (Reuters)", "(ABC)", "-- ABC": how agencies close their reports.
    pub(super) fn is_sign_off(&self) -> bool {
        let (first, rest) = self.original.split_once(' ').unwrap_or((self.original, ""));
        let is_initials =
            |part: &str| (1..=5).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphabetic());
        let initials = first.contains('/')
            && first.split('/').all(is_initials)
            && (rest.is_empty() || rest.starts_with('('));
        let bare = self.original.trim_matches(|c: char| "()[]-–— ".contains(c));
        let marked = bare.len() < self.original.len() && (2..=5).contains(&bare.len());
        self.shape == Shape::Plain && (initials || (marked && bare.chars().all(|c| c.is_ascii_uppercase())))
    }

    /// A link to the page before or after, with its arrow.
    pub(super) fn is_turn(&self) -> bool {
        let turns =
            self.original.starts_with(['←', '⟵', '◀']) || self.original.ends_with(['→', '⟶', '➜', '➔']);
        turns && !self.ends_sentence && self.n_words <= MOST_TEASER_WORDS
    }

    /// The same where the pictograph closes the line; only the ends of a page are sure enough for that.
    pub(super) fn is_late_invitation(&self) -> bool {
        self.n_words <= MOST_TEASER_WORDS && self.original.ends_with(is_pictograph) && self.invites()
    }

    /// A trail of sections above the article: "The Orla Times / World / Europe".
    pub(super) fn is_trail(&self) -> bool {
        let Some(joint) = [" / ", " > ", " :: ", " >> ", " // ", " » ", " › "]
            .into_iter()
            .find(|joint| self.original.contains(joint))
        else {
            return false;
        };
        let is_step =
            |step: &str| n_words(step) <= MOST_STEP_WORDS && step.trim().starts_with(char::is_uppercase);
        let n_steps = self.original.split(joint).filter(|step| !step.trim().is_empty()).count();
        let mut steps = self.original.rsplit(joint);
        // The last step is often the title.
        let last = steps.next().is_some_and(|step| n_words(step) <= MOST_TEASER_WORDS);
        n_steps > 2 && !self.ends_sentence && last && steps.all(is_step)
    }

    /// A place, with the day or the agency, above the text that was filed there: "GENEVA, 4 March", "ORLA (Reuters) -".
    pub(super) fn is_dateline(&self) -> bool {
        if self.shape != Shape::Plain || self.n_words > MOST_DATELINE_WORDS || self.ends_sentence {
            return false;
        }
        let Some(cut) = self.original.find([',', '(', '-', '–', '—']) else { return false };
        let (place, rest) = self.original.split_at(cut);
        let dates = &words::VOCABULARIES[DATES];
        let rest = fold(rest);
        let known = |word: &str| dates.words.contains(&word) || patterns::whole(word) == Some("source");
        let named = tokens(&rest)
            .any(|word| dates.telling.contains(&word) || patterns::whole(word) == Some("source"));
        let dashed = tokens(&rest).next().is_none() && rest.trim_start().starts_with('-');
        let shouted =
            !place.contains(char::is_lowercase) && place.chars().filter(|c| c.is_uppercase()).count() > 2;
        n_words(place) <= 3
            && place.split_whitespace().all(is_capitalised)
            && tokens(&rest).all(known)
            && (named || (dashed && shouted))
    }

    /// An address to write to, or a page to go to, below the article.
    pub(super) fn is_address(&self) -> bool {
        let posted = ["t.co/", "pic.twitter", "[9]", "(@"].iter().any(|mark| self.folded.contains(mark));
        let mut found = self.folded.split(' ');
        let is_mail = |word: &str| word.find('@').is_some_and(|at| at > 0 && word[at..].contains('.'));
        let is_page = |word: &str| {
            ["http://", "https://", "twitter.com/", "facebook.com/"].iter().any(|page| word.starts_with(page))
        };
        let writes = || tokens(&self.folded).any(|word| words::WRITING.contains(&word));
        !posted
            && !self.original.starts_with('@')
            && self.n_words <= MOST_ADDRESS_WORDS
            && (found.clone().any(is_mail) && writes()
                || self.n_words <= MOST_PAGE_WORDS && found.any(is_page))
    }
}
