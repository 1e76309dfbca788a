//! What players, forms, buttons and the rows beneath them consist of, as data: no table of whole lines could hold their mixtures.

use std::sync::LazyLock;

use super::fold::{core, fold};
use super::line::{Line, is_capitalised, tokens};
use super::lines::n_words;
use super::patterns::list;
use super::words::{BYLINE_WORDS, Vocabulary, vocabulary};

/// A field of a form has no more words.
const MOST_FIELD_WORDS: usize = 4;
/// A role has no more words: "Deputy Political Editor".
const MOST_ROLE_WORDS: usize = 6;
/// With the place or the house where it is held it has no more.
const MOST_OFFICE_WORDS: usize = 9;
/// With a school it has no more.
const MOST_CHAIR_WORDS: usize = 12;
/// The weather has no more words.
const MOST_WEATHER_WORDS: usize = 25;
/// It has so many of its words.
const FEWEST_WEATHER_WORDS: usize = 3;

/// Words of which such lines consist wholly, wherever they stand.
pub(super) static CONTROLS: LazyLock<Vec<Vocabulary>> = LazyLock::new(|| {
    vec![
        vocabulary(
            "navigation",
            2,
            "player; playback; unmute; muted; autoplay; subtitles; captions; volume; loaded; buffering; modal; fullscreen; \
             chapters; descriptions; rewind; picture-in-picture",
            "player; playback; unmute; mute; muted; autoplay; subtitles; captions; volume; loaded; buffering; modal; fullscreen; \
             chapters; descriptions; video; videos; audio; is; loading; current; time; duration; remaining; stream; type; live; rate; off; on; \
             selected; settings; quality; auto; full; screen; seek; to; play; pause; seconds; second; of; minute; minutes; hour; hours; \
             9; this; a; the; dialog; window; opens; escape; cancel; close; and; s; up; next; press; keys; arrow; arrows; \
             increase; decrease; reset; restore; default; done; beginning; end; rewind; forward; skip; back; ad; in; will; x; \
             currently; behind; picture; cast; speed; normal; exit; theater; mode; go; ads; begin; shortly; error; secs; k; p; hd",
        ),
        vocabulary(
            "navigation",
            2,
            "updates; comments; replies; refresh; sort; filter; submit; dismiss; newest; oldest; newer; older; next; previous; prev; \
             fewer; collapse; expand; toggle; posts; reload; pinned",
            "updates; update; comments; comment; replies; reply; refresh; auto; sort; sorted; filter; by; submit; dismiss; newest; oldest; newer; \
             older; next; previous; prev; fewer; collapse; expand; toggle; posts; reload; pinned; view; show; hide; see; load; all; more; \
             less; results; page; pages; first; last; 9; new; latest; best; rated; worst; on; off; article; articles; story; stories; \
             search; clear; list; menu; top; section; gallery; photo; photos; slide; slides; read; key; live; order; previous; \
             most; relevant; recent; popular; time; thread; threads; discussion; post",
        ),
        vocabulary(
            "navigation",
            3,
            "text; font; letter; type",
            "text; font; letter; type; size; sizes; normal; large; larger; very; small; smaller; medium; extra; increase; decrease; default; reset; a; and; adjust",
        ),
        vocabulary(
            "navigation",
            3,
            "px; width; height",
            "px; width; height; 9; auto; by; x; size; embed; code; copy",
        ),
        vocabulary(
            "comment",
            2,
            "reply; replies; upvote; downvote; flag; like; dislike; recommend; respect",
            "reply; replies; upvote; downvote; flag; like; likes; dislike; report; share; 9; quote; edit; delete; permalink; recommend; respect; \
             ago; hours; hour; days; day; weeks; week; months; month; h; d; w; hr; hrs; min; mins; minutes; copy; link; best; top; comment; show; hide; view; more",
        ),
        vocabulary(
            "teaser",
            2,
            "reads; stories; headlines; articles; picks; viewed; watched; shared; commented; read; searches; searched; clicked; emailed; podcasts; columns; galleries",
            "reads; stories; story; headlines; posts; articles; article; picks; videos; viewed; watched; shared; commented; read; topics; searches; searched; clicked; emailed; podcasts; columns; galleries; top; most; latest; trending; \
             popular; recommended; related; more; today; recent; featured; editors; editor; our; your; this; week; month; hour; now; in; from; the; on; by; might; may; like; news; politics; world; business; \
             sport; sports; opinion; viral; hot; must; best; of; day; other; similar; also; 9; for; s; local; national; section; category; hours; days; next; weekend; readers",
        ),
        vocabulary(
            "newsletter",
            2,
            "weekdays; weekday; mornings; every; weekly; daily; arrives; delivered",
            "weekdays; weekday; weekends; weekend; mornings; morning; afternoon; evening; evenings; every; each; weekly; daily; arrives; delivered; monday; tuesday; wednesday; \
             thursday; friday; saturday; sunday; mondays; tuesdays; wednesdays; thursdays; fridays; saturdays; sundays; and; to; on; at; week; month; day; free; twice; a; once; p; m; am; pm; 9; newsletter; newsletters; published; sent",
        ),
        vocabulary(
            "comment",
            4,
            "",
            "9; love; like; likes; funny; wow; sad; angry; happy; haha; surprised; excited; confused; amused; bored; inspired; afraid; annoyed",
        ),
        vocabulary(
            "counter",
            2,
            "ago",
            "9; about; over; an; a; almost; hr; hrs; hour; hours; min; mins; minute; minutes; sec; secs; second; seconds; day; days; week; weeks; \
             month; months; year; years; ago; updated; published; posted; last; edited; modified; just; h; m; d; w; and",
        ),
    ]
});

/// Buttons and fields of forms that are common words: they go only beside the page's own lines.
static FIELDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "results; survey; vote; delivery; privacy; legal; network; inside; index; hot; new; live; developing; what to know; what to watch; \
         cart; cart (9; basket; basket (9; checkout; my cart; twitter; facebook; instagram; mailto; x; threads; bluesky; tiktok; youtube; telegram; rss; vk; linkedin; snapchat; apple news; google news; mastodon; story saved; article saved; article bookmarked; \
         quick read; long read; big read; closed; published; updated; last updated; from; to; by; date; author; authors; written by; posted; posted by; location; enter search term; search term; \
         partners; events; company; doi; updates to this page; view all partners; disclosure statement; maybe; yes this page is useful; no this page is not useful; continue; submit; cancel; apply; reset; ok; okay; got it; i agree; i accept; agree; accept; decline; deny; yes; no; maybe; confirm; \
         send; done; details; more info; more information; more details; info; one time; one-time; once; monthly; yearly; annually; annual; weekly; \
         daily; other; other amount; amount; name; full name; first name; last name; your name; surname; zip code; zip; \
         postcode; postal code; country; state; city; company; organisation; organization; job title; phone; phone number; mobile number; \
         message; your message; subject; comment; password; username; user name; remember me; show password; \
         forgot password; forgot your password; lost your password; required; optional; welcome back; success; error; \
         processing; please wait; retry; try again; back; go back; return; refresh; reload; undo; select; select all; choose; choose a plan; \
         all; none; on; off; always active; active; necessary; functional; analytics; marketing; performance; statistics; \
         great; good; bad; poor; helpful; not helpful; not now; ask me later; later; skip; hide; show; open; expand; explore; explore now; \
         view plans; compare plans; best value; most popular plan; digital; print + digital; all access; free; premium; gift; promo code; \
         start; start now; get started; get access; try it free; order now; shop now; book now; apply now; install now; try now; play now; \
         call now; visit site; visit website; learn how; see details; see how; see offer; see more offers; claim offer; get offer; get deal; \
         advertiser content; provided by; hosted by; paid for by; ad choices; adchoices; why this ad; your ad choices; \
         credit; credits; source; sources; photo; photos; topics; people; places; companies; organisations; organizations; locations; issues; regions; \
         companies mentioned; in this article; in this story; mentioned in this story; mentioned in this article; mentioned in this; people in this story; \
         jobs; classifieds; obituaries; horoscopes; horoscope; crossword; crosswords; puzzles; games; comics; cartoons; events; shop; store; \
         weather; traffic; lottery; tv listings; e-paper; newsletters; podcasts; photos; videos; live tv; radio; watch live; listen live; \
         feedback; guidelines; community guidelines; house rules; comment policy; editorial policy; ethics policy; corrections; corrections policy; \
         standards; editorial standards; fact-checking policy; ownership; funding; our story; our mission; who we are; what we do; how we work; mission; \
         latest issue; current issue; past issues; this issue; the magazine; the print edition; from the print edition; \
         desktop version; mobile version; desktop site; mobile site; classic view; night mode; light mode; reader view; print view; larger text; \
         smaller text; font; text; size; small; medium; large; increase font size; decrease font size; english; language; contribute; volunteer; partners; sponsors",
    )
});

/// Words of which a role or an office consists.
static ROLE_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "senior; junior; chief; deputy; assistant; associate; managing; executive; staff; special; foreign; political; politics; diplomatic; \
         economics; economic; business; finance; financial; markets; health; science; environment; environmental; climate; energy; education; religion; \
         technology; tech; sports; sport; security; defence; defense; legal; crime; court; courts; home; world; international; national; \
         regional; local; state; city; metro; european; europe; africa; asia; asian; middle; east; west; south; north; america; latin; us; uk; eu; gulf; washington; \
         white; house; congressional; parliamentary; investigative; investigations; data; digital; social; media; video; photo; multimedia; audience; \
         engagement; news; features; culture; arts; opinion; guest; freelance; contributing; former; co; communications; communication; \
         public; information; press; relations; affairs; affair; policy; research; and; of; at; for; the; in; to; general; assignment; breaking; live; \
         correspondent; reporter; editor; writer; contributor; columnist; journalist; producer; photographer; author; analyst; specialist; \
         officer; manager; director; fellow; spokesperson; spokesman; spokeswoman; intern; critic; host; presenter; anchor; stringer; \
         commentator; researcher; professor; adviser; advisor; coordinator; investor; head; bureau; desk; team; large; night; weekend; programme; program; \
         reporters; writers; editors; correspondents; contributors; consultant; founder; publisher; blogger; translator; illustrator; secretary",
    )
});

/// Those of them that make a role.
static ROLE_NOUNS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "correspondent; reporter; editor; writer; contributor; columnist; journalist; producer; photographer; author; analyst; specialist; \
         officer; manager; director; fellow; spokesperson; spokesman; spokeswoman; intern; critic; presenter; anchor; stringer; commentator; \
         researcher; professor; coordinator; reporters; writers; editors; correspondents; contributors; blogger; translator; illustrator",
    )
});

/// Offices that no page gives to its own people.
const OFFICES: [&str; 8] = ["lecturer", "fellow", "phd", "candidate", "emeritus", "reader", "dean", "chair"];
/// Where they are held.
const SCHOOLS: [&str; 8] =
    ["university", "institute", "college", "school", "centre", "center", "foundation", "council"];

/// Words of the weather on a page about something else.
static WEATHER: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "cloudy; clouds; cloud; sunny; sunshine; clear; skies; sky; rain; showers; shower; snow; fog; thunderstorms; winds; wind; mph; \
         km; kmh; kph; low; high; lows; highs; f; c; humidity; tonight; tomorrow; today; now; feels; chance; precipitation; overcast; mostly; partly; forecast; weather; ne; nw; se; sw",
    )
});

/// The same where no article has them.
const SURE_WEATHER: [&str; 10] =
    ["skies", "winds", "mph", "kmh", "kph", "humidity", "tonight", "precipitation", "overcast", "cloudy"];

impl Line<'_> {
    /// A button or a field of a form, in words that may be a heading's.
    pub(super) fn is_field(&self) -> bool {
        self.n_words <= MOST_FIELD_WORDS
            && FIELDS.contains(&core(&self.folded).trim_end_matches(['▼', '▾', '+', '=']).trim_end())
    }

    /// "Department for Harbours and The Rt Hon Jane Doe": a name of something, all capitals but for the joints.
    pub(super) fn is_title_cased(&self) -> bool {
        !self.ends_sentence
            && self
                .original
                .split_whitespace()
                .all(|word| !word.starts_with(char::is_lowercase) || BYLINE_WORDS.contains(&word))
    }

    /// "Senior Political Correspondent": a role, without anybody who has it.
    pub(super) fn is_role(&self) -> bool {
        if self.n_words > MOST_CHAIR_WORDS {
            return false;
        }
        if self.is_chair() {
            return true;
        }
        if let Some((role, handle)) = self.original.rsplit_once(" @") {
            return !handle.contains(' ') && Self::of(role.trim_end(), self.span, self.shape).is_role();
        }
        if let Some((role, unit)) = self.original.split_once(", ") {
            let named =
                unit.split_whitespace().all(|word| is_capitalised(word) || BYLINE_WORDS.contains(&word));
            return named
                && self.n_words <= MOST_OFFICE_WORDS
                && Self::of(role, self.span, self.shape).is_role();
        }
        self.n_words <= MOST_ROLE_WORDS
            && !self.ends_sentence
            && !self.original.ends_with(':')
            && tokens(&self.folded).all(|word| ROLE_WORDS.contains(&word))
            && tokens(&self.folded).any(|word| ROLE_NOUNS.contains(&word))
    }

    /// "Professor of Harbour Law, University of Orla", "Jane Doe, University of Orla": an office or a name, and a school.
    fn is_chair(&self) -> bool {
        let office = self.original.split_once(" of ").map(|(office, _)| fold(office));
        let holds = office.is_some_and(|office| {
            let mut words = tokens(&office);
            let is_held = |word: &str| ROLE_NOUNS.contains(&word) || OFFICES.contains(&word);
            words.clone().any(is_held) && words.all(|word| ROLE_WORDS.contains(&word) || is_held(word))
        });
        let school = || {
            let Some((name, school)) = self.original.split_once(", ") else { return false };
            (2..=4).contains(&n_words(name)) && tokens(&fold(school)).any(|word| SCHOOLS.contains(&word))
        };
        (3..=MOST_CHAIR_WORDS).contains(&self.n_words)
            && self.is_title_cased()
            && !self.original.ends_with([':', ','])
            && (holds || school())
    }

    /// "Jane Doe Harbour correspondent", "JANE DOE The Orla Star": a name, and what she is or works for.
    pub(super) fn is_name_with_role(&self) -> bool {
        if self.n_words > MOST_ROLE_WORDS + 2 {
            return false;
        }
        let words: Vec<&str> = self.original.split_whitespace().collect();
        let is_role_word = |word: &&&str| ROLE_WORDS.contains(&core(&word.to_lowercase()));
        let n_role = words.iter().rev().take_while(is_role_word).count();
        let named = |words: &[&str]| {
            (2..=MOST_FIELD_WORDS).contains(&words.len()) && words.iter().all(|word| is_capitalised(word))
        };
        let role =
            words[words.len() - n_role..].iter().any(|word| ROLE_NOUNS.contains(&core(&word.to_lowercase())));
        let shouts = |word: &&str| word.chars().count() > 1 && !word.contains(char::is_lowercase);
        let n_shouted = words.iter().take_while(|word| shouts(word)).count();
        let at_outlet = (2..=3).contains(&n_shouted)
            && n_shouted < words.len()
            && named(&words[..n_shouted])
            && words.iter().all(|word| is_capitalised(word));
        !self.ends_sentence
            && !self.original.ends_with(':')
            && ((role && named(&words[..words.len() - n_role])) || at_outlet)
    }

    /// "Partly cloudy skies. Low 48F. Winds NW at 5 to 10 mph."
    pub(super) fn is_weather(&self) -> bool {
        let tells = self.ends_sentence
            && !self.original.contains('°')
            && !self.folded.contains("low ")
            && !self.folded.contains("high ");
        if self.n_words > MOST_WEATHER_WORDS || !self.folded.contains('9') || self.is_quoted() || tells {
            return false;
        }
        let n_words = tokens(&self.folded).filter(|word| WEATHER.contains(word)).count();
        let sure =
            tokens(&self.folded).any(|word| SURE_WEATHER.contains(&word)) || self.original.contains('°');
        let short = || self.n_words <= MOST_FIELD_WORDS && n_words > 1;
        sure && (n_words >= FEWEST_WEATHER_WORDS || short())
            && n_words * 3 >= tokens(&self.folded).filter(|word| *word != "9").count()
    }
}
