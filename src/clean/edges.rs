//! What condemns a line only where the page speaks around the article: above its first sentence or below its last.

use super::ends::{CLOSING_OPENINGS, CLOSING_PHRASES, OPENINGS, PHRASES};
use super::fold::{core, fold, is_pictograph};
use super::line::{DATES, Line, MOST_TEASER_WORDS, is_capitalised, tokens};
use super::lines::{Shape, n_words};
use super::patterns::{self, Cues};
use super::voice::Place;
use super::words;

/// A dateline has no more words.
const MOST_DATELINE_WORDS: usize = 8;
/// What a page says at its ends has no more words.
const MOST_EDGE_WORDS: usize = 30;
/// A price and how it moved have no more words.
const MOST_TICKER_WORDS: usize = 6;
/// "Press office: Tel. +39 02 5203 1875" has no more words.
const MOST_CALL_WORDS: usize = 12;
/// What it says where the article is over has no more.
const MOST_CLOSING_WORDS: usize = 90;
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

/// What a page asks gifts for, and how it calls them.
const GIFTS: [&str; 18] = [
    "journalis",
    "newsroom",
    "subscri",
    "donat",
    "contribution",
    "newsletter",
    "paywall",
    "readership",
    "our reporting",
    "our work",
    "our mission",
    "our readers",
    "independent news",
    "tax deductible",
    "tax-deductible",
    "p/m",
    "a month",
    "monthly",
];

impl Line<'_> {
    /// What the page says below the article; far from the end of the text the article's voice could be the page's.
    pub(super) fn below(&self, place: Place) -> Option<&'static str> {
        if self.is_late_invitation() {
            Some("newsletter")
        } else if self.is_address() || self.is_telephone() {
            Some("contact")
        } else if self.is_turn() {
            Some("navigation")
        } else {
            self.edge().or_else(|| self.among_pieces(false)).or_else(|| self.voice(place))
        }
    }

    /// What condemns a line at the ends of a page only.
    pub(super) fn edge(&self) -> Option<&'static str> {
        if self.n_words > MOST_EDGE_WORDS {
            return self.is_law().then_some("boilerplate");
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
            .or_else(|| self.is_edition_link().then_some("navigation"))
            .or_else(|| self.is_marked_label().then_some("navigation"))
            .or_else(|| self.is_weather().then_some("counter"))
            .or_else(|| self.is_signed().then_some("byline"))
            .or_else(|| self.points_elsewhere().then_some("teaser"))
            .or_else(|| self.is_issue().then_some("source"))
            .or_else(|| self.is_filed().then_some("date"))
            .or_else(|| self.is_law().then_some("boilerplate"))
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
        let labelled = self.original.rsplit_once(": ").is_some_and(|(_, mail)| is_mail(mail));
        if labelled && self.n_words <= MOST_STEP_WORDS + 2 {
            return true;
        }
        self.n_words <= MOST_STEP_WORDS
            && words.clone().any(is_mail)
            && words.all(|word| is_mail(word) || is_capitalised(word))
    }

    /// "Updated 5 hrs ago", "New Delhi Updated: 12 March 2025": when the page was changed, with a place or a name.
    pub(super) fn is_stamp(&self) -> bool {
        if self.is_filed() {
            return true;
        }
        let mut pieces = self.original.split(['|', '·', '•']).flat_map(|piece| piece.split(" / "));
        let is_dated =
            |piece: &str| n_words(piece) > 1 && Line::of(piece.trim(), self.span, self.shape).is_date();
        let is_parted = self.original.contains(['|', '·', '•']) || self.original.contains(" / ");
        if is_parted && pieces.any(is_dated) {
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

    /// "Jan 15, 2025 - Harbours & Ferries": a day, and the section where the text was filed.
    fn is_filed(&self) -> bool {
        if self.n_words > MOST_STAMP_WORDS {
            return false;
        }
        let Some((day, section)) = self.original.rsplit_once(" - ") else { return false };
        n_words(day) > 2
            && n_words(section) <= MOST_STEP_WORDS
            && Line::of(day.trim(), self.span, self.shape).is_date()
            && section.split_whitespace().all(|word| is_capitalised(word) || word == "&" || word == "and")
            && section.contains(char::is_lowercase)
    }

    /// "Primary country: Sudan": what a database says of the article.
    fn is_meta(&self) -> bool {
        let Some((label, value)) = self.folded.split_once(':') else { return false };
        !self.ends_sentence
            && (2..=MOST_META_WORDS).contains(&self.n_words)
            && !value.is_empty()
            && (words::META.contains(&label.trim()) || (label.starts_with("related ") && n_words(label) <= 3))
    }

    /// "#orla #Old Harbour #mayor".
    fn is_hashtags(&self) -> bool {
        let is_tag = |word: &&str| word.len() > 1 && word.starts_with('#') && !word.ends_with('#');
        let words = self.original.split_whitespace();
        let n_tags = words.clone().filter(is_tag).count();
        let opens = words.clone().next().is_some_and(|word| is_tag(&word));
        opens && !self.ends_sentence && n_tags > 1 && n_tags * 4 >= self.n_words
    }

    /// "Tags → litio, Atacama", "Topics | Rivers": a label of the page, and a mark that is no colon of a sentence.
    fn is_marked_label(&self) -> bool {
        let Some(cut) = self.original.find(['→', '|', '▸', '▶', '»', '•', '·', '—', '–'])
        else {
            return false;
        };
        let (label, values) = self.original.split_at(cut);
        let label = fold(label);
        !self.ends_sentence
            && self.n_words <= MOST_TEASER_WORDS
            && values.chars().any(char::is_alphanumeric)
            && words::LABELS.contains(&core(&label))
    }

    /// "⚡ The news in your pocket": a pictograph, and a reader who is spoken to.
    pub(super) fn is_offer(&self) -> bool {
        self.n_words <= MOST_TEASER_WORDS
            && self.original.starts_with(|c: char| is_pictograph(c) && !('■'..='◿').contains(&c))
            && self.speaks()
    }

    /// "Our coverage has ended. Read the latest here.": a request that closes with a lost link.
    fn points_elsewhere(&self) -> bool {
        let line = core(&self.folded);
        let last = line.rsplit(['.', '?', '!']).next().unwrap_or_default().trim();
        let joins = |last: &str| {
            last.len() < line.len()
                && n_words(last) <= MOST_STEP_WORDS
                && ["become a ", "become an ", "join us", "support us", "donate", "subscribe"]
                    .iter()
                    .any(|request| last.starts_with(request))
        };
        !self.is_quoted()
            && self.n_words <= MOST_PAGE_WORDS
            && !self.original.ends_with(':')
            && (last.ends_with(" here") || last.ends_with(" at this link") || joins(last))
            && self.asks_at(last)
    }

    /// "Published in The Orla Star, May 3rd, 2025": where the text was printed, and when.
    pub(super) fn is_issue(&self) -> bool {
        let dates = &words::VOCABULARIES[DATES];
        let printed = [
            "published in ",
            "printed in ",
            "first published in ",
            "appeared in ",
            "originally published in ",
        ];
        self.n_words <= MOST_STAMP_WORDS
            && !self.ends_sentence
            && printed.iter().any(|opening| core(&self.folded).starts_with(opening))
            && self.folded.contains('9')
            && tokens(&self.folded).any(|word| word != "9" && dates.telling.contains(&word))
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
        let dashed = self.original.starts_with(['-', '–', '—'])
            && bare.contains('/')
            && bare
                .split('/')
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_uppercase()));
        let inner =
            self.original.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or_default();
        let parts = || {
            inner.split([',', '/']).flat_map(|part| part.split(" with ")).flat_map(|part| part.split(" and "))
        };
        let known = |part: &str| patterns::whole(core(&fold(part))) == Some("source");
        let agencies = n_words(inner) <= MOST_DATELINE_WORDS
            && parts().any(known)
            && parts().all(|part| {
                known(part) || part.split_whitespace().all(|word| !word.starts_with(char::is_lowercase))
            });
        self.shape == Shape::Plain
            && (agencies || initials || dashed || (marked && bare.chars().all(|c| c.is_ascii_uppercase())))
    }

    /// "(AB/CD)", "ab/cd/ef": those who wrote, in initials.
    pub(super) fn is_initialled(&self) -> bool {
        let bare = self.original.trim_start_matches('(').trim_end_matches(')');
        let bracketed = bare.len() + 2 == self.original.len();
        let is_part = |part: &str| {
            (2..=4).contains(&part.len())
                && part
                    .bytes()
                    .all(|c| if bracketed { c.is_ascii_uppercase() } else { c.is_ascii_lowercase() })
        };
        self.n_words == 1
            && bare.contains('/')
            && bare.split('/').all(is_part)
            && !matches!(bare, "and/or" | "he/she")
    }

    /// "VNA": nothing but the initials of an agency.
    pub(super) fn is_initials(&self) -> bool {
        (2..=6).contains(&self.original.len()) && self.original.bytes().all(|c| c.is_ascii_uppercase())
    }

    /// A link to the page before or after, with its arrow.
    pub(super) fn is_turn(&self) -> bool {
        let turns =
            self.original.starts_with(['←', '⟵', '◀']) || self.original.ends_with(['→', '⟶', '➜', '➔']);
        turns && !self.ends_sentence && self.n_words <= MOST_TEASER_WORDS
    }

    /// "We believe in quality journalism, which your donation pays for": the page, however long the line is.
    pub(super) fn asks_for_gifts(&self) -> bool {
        self.closes().is_some() && self.speaks() && GIFTS.iter().any(|gift| self.folded.contains(gift))
    }

    /// "We need your help to keep our newsroom alive": a plea in its own words, which stands among paragraphs, too.
    pub(super) fn is_plea(&self) -> bool {
        self.n_words <= MOST_CLOSING_WORDS
            && self.shape == Shape::Plain
            && (self.folded.contains("you") || self.folded.contains("please"))
            && self.pleads()
            && self.offers()
            && !self.is_post()
            && !tokens(&self.folded).any(|word| word == "i")
            && GIFTS.iter().any(|gift| self.folded.contains(gift))
    }

    /// "Contact: [email protected]": what a page's guard leaves of an address.
    pub(super) fn hides_mail(&self) -> bool {
        self.n_words <= MOST_CALL_WORDS && self.folded.contains("[email protected]")
    }

    /// "The harbour was built when the first...": a text cut off, to be read elsewhere.
    pub(super) fn is_cut_off(&self) -> bool {
        self.original.ends_with("...") || self.original.ends_with('…')
    }

    /// What the page says where the article is surely over.
    pub(super) fn closes(&self) -> Option<&'static str> {
        if self.n_words > MOST_CLOSING_WORDS
            || self.original.ends_with(':')
            || self.is_quoted()
            || self.is_post()
        {
            return None;
        }
        let core = core(&self.folded);
        let strong = |cues: &&Cues| self.n_words <= self.limit(cues);
        let found =
            CLOSING_OPENINGS.opening(core).find(strong).or_else(|| CLOSING_PHRASES.words(core).find(strong));
        found.map(|cues| cues.reason)
    }

    /// An invitation that a pictograph closes; only the ends of a page are sure enough for that.
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
        let marked = n_steps == 2 && matches!(joint, " » " | " › " | " >> ");
        (n_steps > 2 || marked) && !self.ends_sentence && last && steps.all(is_step)
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
