//! Lines that go because the one beside them goes: the fields of a form, the role below a name, an appeal in many paragraphs.
//!
//! Alone they could be a heading or a sentence of the article, so what stands beside them must be the page's for sure.

use super::fold::core;
use super::line::Line;
use super::lines::Shape;

/// What asks something of readers.
const ASKING: [&str; 3] = ["newsletter", "comment", "share"];
/// What asks it in whole paragraphs.
const APPEALING: [&str; 2] = ["newsletter", "comment"];
/// What stands beside anything and tells nothing.
const UNSURE: [&str; 3] = ["rule", "duplicate", "date"];
/// A longer line is no part of an appeal.
const MOST_APPEAL_WORDS: usize = 70;
/// Nor is one at its end.
const MOST_LONE_WORDS: usize = 35;
/// "A message from The Orla Star:" has no more words.
const MOST_SALUTATION_WORDS: usize = 9;
/// How far below its salutation an appeal asks at the latest.
const N_LINES_AHEAD: usize = 3;
/// Above the article a longer line may be its own.
const MOST_HEAD_WORDS: usize = 20;
/// A line of a block below the article has no more words.
const MOST_BLOCK_WORDS: usize = 12;
/// A name, an office or a place below "Media contacts" has no more.
const MOST_CONTACT_WORDS: usize = 6;
/// Passes down and up the page, because each line that goes may take another along.
const N_PASSES: usize = 2;

/// What opens an appeal.
const SALUTATIONS: [&str; 14] = [
    "note from the author",
    "note from the editor",
    "a message from",
    "a note from",
    "a note to",
    "a word from",
    "dear reader",
    "dear readers",
    "dear subscriber",
    "dear friend",
    "hello reader",
    "to our readers",
    "before you go",
    "one last thing",
];

/// Where a line stands in relation to the article.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Above its first sentence.
    Above,
    /// Among its paragraphs.
    Within,
    /// Where it is surely over.
    Below,
}

/// A line that stays so far, and what became of the lines beside it.
struct Candidate<'a> {
    line: &'a Line<'a>,
    zone: Zone,
    previous: Option<&'a Line<'a>>,
    next: Option<&'a Line<'a>>,
    above: Option<&'static str>,
    below: Option<&'static str>,
    /// Whether the page appeals soon below.
    leads_to_appeal: bool,
}

/// Adds reasons to the lines that stand beside such as go.
pub(super) fn spread(lines: &[Line], reasons: &mut [Option<&'static str>], zone: impl Fn(usize) -> Zone) {
    for _ in 0..N_PASSES {
        for index in (0..lines.len()).chain((0..lines.len()).rev()) {
            let before = index.checked_sub(1);
            let candidate = Candidate {
                line: &lines[index],
                zone: zone(index),
                previous: before.map(|before| &lines[before]),
                next: lines.get(index + 1),
                above: before.and_then(|before| reasons[before]),
                below: reasons.get(index + 1).copied().flatten(),
                leads_to_appeal: reasons[index + 1..]
                    .iter()
                    .take(N_LINES_AHEAD)
                    .any(|reason| *reason == Some("newsletter")),
            };
            if candidate.may_go(reasons[index]) {
                reasons[index] = candidate
                    .control()
                    .or_else(|| candidate.credit())
                    .or_else(|| candidate.person())
                    .or_else(|| candidate.appeal());
            }
        }
    }
}

impl Candidate<'_> {
    /// Whether the line stays so far and has a neighbour that goes; among paragraphs most have none.
    fn may_go(&self, reason: Option<&str>) -> bool {
        let beside = self.above.is_some() || self.below.is_some();
        reason.is_none()
            && self.line.shape == Shape::Plain
            && (beside || self.zone != Zone::Within || self.leads_to_appeal)
    }

    /// Whether the page's own lines stand on both sides.
    fn is_enclosed(&self) -> bool {
        self.tells(self.above) && (self.tells(self.below) || self.next.is_none())
    }

    fn is_beside(&self) -> bool {
        self.tells(self.above) || self.tells(self.below)
    }

    /// Whether the reason of a neighbour says anything; above the article a date does, too.
    fn tells(&self, reason: Option<&str>) -> bool {
        let dates = self.zone == Zone::Above;
        reason.is_some_and(|reason| !UNSURE.contains(&reason) || (dates && reason == "date"))
    }

    /// A button, a field, or what a block below the article holds.
    fn control(&self) -> Option<&'static str> {
        let asking = [self.above, self.below].into_iter().flatten().find(|reason| ASKING.contains(reason));
        let opens_value = self.zone == Zone::Above && self.line.original.ends_with(':');
        let at_end = self.zone != Zone::Within && (self.is_beside() || opens_value);
        let leads = self.zone == Zone::Within && self.line.original.ends_with(':');
        if self.line.is_field() && !leads && (self.is_enclosed() || asking.is_some() || at_end) {
            return Some(asking.unwrap_or("navigation"));
        }
        let leads = self.line.original.ends_with([':', ',']);
        let open = !leads
            && self.line.n_words <= MOST_BLOCK_WORDS
            && !self.line.corrects()
            && !self.line.ends_sentence
            && !self.line.is_quoted()
            && self.zone == Zone::Below;
        if open && self.line.n_words <= MOST_CONTACT_WORDS && self.above == Some("contact") {
            return self.above;
        }
        let titled = self.zone == Zone::Above
            && !leads
            && self.line.n_words <= MOST_BLOCK_WORDS
            && !self.line.is_quoted()
            && self.line.is_title_cased()
            && self.is_enclosed();
        if titled {
            return Some("navigation");
        }
        (open && self.is_enclosed()).then_some(self.above).flatten()
    }

    /// "Jane Doe for Orla Press" beside a picture's other lines, "VNA" below the text.
    fn credit(&self) -> Option<&'static str> {
        if self.line.is_taken_for() && (self.above == Some("photo") || self.below == Some("photo")) {
            return Some("photo");
        }
        let is_bar = |line: Option<&Line>| line.is_some_and(|line| line.original == "/");
        if self.line.n_words <= MOST_CONTACT_WORDS
            && self.line.is_title_cased()
            && (is_bar(self.previous) || is_bar(self.next))
        {
            return Some("photo");
        }
        let ends = self.zone == Zone::Below
            && self.line.is_initials()
            && (self.next.is_none() || self.below.is_some());
        ends.then_some("source")
    }

    /// Who wrote: a role, a name above it, or a name above the life of the same person.
    fn person(&self) -> Option<&'static str> {
        if self.zone == Zone::Within {
            return None;
        }
        let listed = self.line.is_role() || self.line.is_signature_list() || self.line.is_name_with_role();
        let opens_life =
            |next: &Line| self.below == Some("byline") && next.folded.starts_with(&self.line.folded);
        let above_role = |next: &Line| (self.below.is_some() || self.is_beside()) && next.is_role();
        let below_role = |previous: &Line| self.above.is_some() && previous.is_role();
        let signs_letter = self.previous.is_some_and(|previous| previous.original.ends_with(','));
        let named = self.line.is_name()
            && !signs_letter
            && !self.line.original.ends_with(':')
            && (self.next.is_some_and(|next| opens_life(next) || above_role(next))
                || self.previous.is_some_and(below_role));
        ((listed && self.is_beside()) || named).then_some("byline")
    }

    /// What the page says where the article is over, and an appeal that goes on from one line to the next.
    fn appeal(&self) -> Option<&'static str> {
        let line = self.line;
        let may_close = match self.zone {
            Zone::Above => line.n_words <= MOST_HEAD_WORDS && line.speaks(),
            Zone::Within => false,
            Zone::Below => true,
        };
        let disclosed = self.zone == Zone::Below && self.previous.is_some_and(Line::opens_disclosure);
        if disclosed && line.n_words <= MOST_APPEAL_WORDS {
            return Some("boilerplate");
        }
        // "The trip was funded by the ministry." may be the last sentence of the article.
        let may_close = may_close && (!line.ends_sentence || self.is_beside());
        if let Some(reason) = may_close.then(|| line.closes()).flatten() {
            return Some(reason);
        }
        let appeals = |reason: Option<&'static str>| reason.filter(|reason| APPEALING.contains(reason));
        let dated = matches!(self.below, Some("date" | "counter" | "comment"));
        if dated && line.n_words <= MOST_CONTACT_WORDS && line.folded.ends_with(" says:") {
            return Some("comment");
        }
        let in_thread = matches!(self.above, Some("date" | "counter")) && self.below == Some("comment");
        if in_thread && line.n_words <= MOST_APPEAL_WORDS {
            return Some("comment");
        }
        if self.zone != Zone::Above && self.leads_to_appeal && line.opens_appeal() {
            return Some("newsletter");
        }
        let reason = appeals(self.above).or(appeals(self.below))?;
        if line.opens_appeal() && (self.zone != Zone::Above || appeals(self.below).is_some()) {
            return Some(reason);
        }
        let enclosed = appeals(self.above).is_some() && appeals(self.below).is_some();
        let goes_on = if enclosed {
            line.n_words <= MOST_APPEAL_WORDS && line.speaks()
        } else {
            line.n_words <= MOST_LONE_WORDS
                && (line.offers() || line.opens_with_person())
                && !line.is_quoted()
        };
        (goes_on && !line.is_post()).then_some(reason)
    }
}

impl Line<'_> {
    /// "Your guide to the harbours of the north."
    fn opens_with_person(&self) -> bool {
        self.n_words <= MOST_HEAD_WORDS
            && self.speaks()
            && ["your ", "our ", "you ", "you'"].iter().any(|person| self.folded.starts_with(person))
    }

    /// "Disclosure statement", above the interests of the author.
    fn opens_disclosure(&self) -> bool {
        matches!(
            core(&self.folded),
            "disclosure statement" | "disclosure" | "conflict of interest" | "conflict of interest statement"
        )
    }

    /// "CORRECTION: The ferry has two funnels": what changes the article is its own.
    fn corrects(&self) -> bool {
        ["correct", "clarif", "update", "amend"].iter().any(|word| core(&self.folded).starts_with(word))
    }

    /// "A message from The Orla Star:", "Dear readers,".
    fn opens_appeal(&self) -> bool {
        let line = core(&self.folded);
        self.n_words <= MOST_SALUTATION_WORDS
            && !self.original.contains('(')
            && SALUTATIONS.iter().any(|salutation| line.starts_with(salutation))
    }
}
