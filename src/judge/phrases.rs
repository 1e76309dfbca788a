//! Whom a phrase of some words names or describes (pure).

use super::passage::Passage;
use super::words::{
    ASIDES, AUXILIARIES, BE, BETWEEN, CRITICS, HEAD_ENDS, MODALS, NO, OPENERS, PASTS, PLURALS, POSSESSIVES,
    PREPOSITIONS, PRONOUNS, SPOKESMEN, TIMES, is_adverb, is_exactly, is_one_of,
};
use crate::types::{EntityType, Holder, Mention, Span, Use};

/// The most words between a subject's name and its verb: "the minister Ann Lee *later that day* said".
pub(super) const REACH_WORDS: usize = 4;

/// The most words of a description: "a retired colonel from the second brigade".
pub(super) const DESCRIPTION_WORDS: usize = 7;

/// On which side of its verb a phrase stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Side {
    Before,
    After,
}

/// Who is or does what a verb says.
pub(super) enum Subject {
    /// A name that the linker knows, of that type.
    Named(Holder, EntityType),
    /// Other words.
    Described(Holder),
    /// A pronoun, by the number of its word, and whom it stands for if the passage names that actor.
    Pronoun(usize, Option<Holder>),
    /// A pronoun that is no subject: "those close to him said".
    Nobody,
}

impl From<&Mention> for Holder {
    fn from(mention: &Mention) -> Self {
        Self { actor: mention.actor, span: mention.span }
    }
}

impl Subject {
    pub(super) fn of(mention: &Mention) -> Self {
        Self::Named(Holder::from(mention), mention.kind)
    }

    /// The type of a name.
    pub(super) fn kind(&self) -> Option<EntityType> {
        match self {
            Self::Named(_, kind) => Some(*kind),
            _ => None,
        }
    }

    /// Whether it can be the subject of "accuse".
    pub(super) fn is_plural(&self, text: &str) -> bool {
        match self {
            Self::Named(_, kind) => *kind != EntityType::Per,
            Self::Described(holder) => {
                let last = holder.span.of(text).rsplit(' ').next().unwrap_or_default();
                last.ends_with('s') || is_one_of(PLURALS, last)
            }
            Self::Pronoun(..) | Self::Nobody => true,
        }
    }
}

impl Passage<'_> {
    /// Whom the words from `begin` to `end` mean: by the head of the phrase, which ends where "of" or "who" begins.
    pub(super) fn phrase(&self, begin: usize, end: usize, side: Side) -> Option<Subject> {
        let begin = (begin..end).find(|&index| !is_one_of(OPENERS, self.word(index)))?;
        let is_verb =
            |index: usize| [AUXILIARIES, MODALS, PASTS].iter().any(|list| is_exactly(list, self.word(index)));
        // "Ann Lee and her allies"
        let is_join =
            |&index: &usize| self.word(index) == "and" && is_one_of(POSSESSIVES, self.word(index + 1));
        let is_one_name = |&and: &usize| self.named(begin, and).count() <= 1 && !(begin..and).any(is_verb);
        let end = (begin + 1..end).find(is_join).filter(is_one_name).unwrap_or(end);
        if is_one_of(NO, self.word(begin)) {
            return None;
        }
        if self.ends_head(begin) {
            // "After the vote Ann Lee said": whoever is named right before the verb.
            return self.adjacent(begin, end).filter(|_| side == Side::Before);
        }
        let head = (begin + 1..end).find(|&index| self.ends_head(index)).unwrap_or(end);
        if let Some(verb) = (begin + 1..head).find(|&index| side == Side::Before && is_verb(index)) {
            // "A dozen witnesses have defied it in what Ann Lee called"; "the mayor took a hard line and is angry"
            return self.adjacent(verb, end).or_else(|| self.phrase(begin, verb, side));
        }
        if let Some(person) = self.titled(begin, head, end) {
            return Some(Subject::of(person));
        }
        let head = match side {
            Side::Before => self.before_object(begin, head),
            Side::After => head,
        };
        match self.meant_by(begin, head, side) {
            Some(mention) => self.with_name(mention, begin, head, side),
            None => {
                self.represented(head, end).or_else(|| self.described(begin, head).map(Subject::Described))
            }
        }
    }

    /// Whether the head of a phrase ends before a word, which is no part of a name ("Bank of Orla").
    fn ends_head(&self, index: usize) -> bool {
        let at = self.words[index];
        let is_in_name = |it: &Mention| it.named && it.span.start() < at.start() && at.end() <= it.span.end();
        [HEAD_ENDS, PREPOSITIONS].iter().any(|list| is_one_of(list, self.word(index)))
            && !self.mentions.iter().any(is_in_name)
    }

    /// The person behind a title with "of": "the chief of staff Ann Lee".
    fn titled(&self, begin: usize, of: usize, end: usize) -> Option<&Mention> {
        let is_title = self.word(of) == "of" && self.word(of + 1).starts_with(char::is_lowercase);
        let last = self.name_before(begin, end).filter(|_| is_title && !self.are_critics(begin, of))?;
        (self.index_of(last) == of + 2 && last.kind == EntityType::Per).then_some(last)
    }

    /// The end of a head before a participle and its object: "a woman suing Lee" is not Lee.
    fn before_object(&self, begin: usize, head: usize) -> usize {
        let is_verb = |index: usize| {
            let word = self.word(index);
            word.ends_with("ing") && word.starts_with(char::is_lowercase) && !is_one_of(TIMES, word)
        };
        let has_object =
            |index: usize| self.named(begin, head).any(|mention| self.index_of(mention) == index + 1);
        (begin + 1..head).find(|&index| is_verb(index) && has_object(index)).unwrap_or(head)
    }

    /// The name in a head that is nearest to the verb, a person's first.
    fn meant_by(&self, begin: usize, head: usize, side: Side) -> Option<&Mention> {
        let is_person = |mention: &&Mention| mention.kind == EntityType::Per;
        match side {
            Side::Before => {
                self.named(begin, head).rfind(is_person).or_else(|| self.named(begin, head).next_back())
            }
            Side::After => match self.named(begin, head).find(is_person) {
                Some(first) => Some(self.introduced_by(first, head)),
                None => self.named(begin, head).next(),
            },
        }
    }

    /// Whom a head with a name means: "Lee", "Lee supporters", "Democratic lawmakers".
    fn with_name(&self, mention: &Mention, begin: usize, head: usize, side: Side) -> Option<Subject> {
        let head = match side {
            Side::Before => head,
            Side::After => self.end_of_noun(mention, head),
        };
        let n_after = self.words_after(mention, head);
        let are_many = (head - n_after..head).any(|index| self.is_noun_of_many(index));
        let described = || self.described(begin, head);
        match mention.kind {
            _ if n_after == 0 => Some(Subject::of(mention)),
            // "Lee embraced the news and accused"
            EntityType::Per if self.word(head - n_after).ends_with("ed") => Some(Subject::of(mention)),
            EntityType::Per if are_many => described().map(Subject::Described),
            _ if self.are_critics(begin, head) => described().map(Subject::Described),
            kind if are_many => {
                described().map(|words| Subject::Named(Holder { actor: mention.actor, ..words }, kind))
            }
            _ => (n_after <= REACH_WORDS).then(|| Subject::of(mention)),
        }
    }

    /// For whom somebody speaks who is only described: "a spokesman for the ministry".
    fn represented(&self, head: usize, end: usize) -> Option<Subject> {
        let is_for = head < end && self.word(head) == "for" && is_one_of(SPOKESMEN, self.word(head - 1));
        if !is_for {
            return None;
        }
        self.named(head, end).next().map(Subject::of)
    }

    /// The person whom a phrase that begins with another one's name means: Okafor in "Lee adviser Okafor".
    fn introduced_by<'m>(&'m self, first: &'m Mention, head: usize) -> &'m Mention {
        let next = self.index_after(first.span);
        let is_role = |index: usize| {
            [CRITICS, SPOKESMEN].iter().any(|list| is_one_of(list, self.word(index)))
                && (next..=index).all(|index| self.gap(index - 1).trim().is_empty())
        };
        let is_meant = |mention: &&Mention| {
            let at = self.index_of(mention);
            mention.kind == EntityType::Per
                && (next + 1..=next + REACH_WORDS).contains(&at)
                && is_role(at - 1)
        };
        self.named(next - 1, head.max(next)).find(is_meant).unwrap_or(first)
    }

    /// Where the phrase of a name ends that may be only part of it: behind "Lee", but behind "Lee supporters".
    fn end_of_noun(&self, mention: &Mention, head: usize) -> usize {
        let next = self.index_after(mention.span);
        let is_part = next < head && self.is_noun_of_many(next) && self.gap(next - 1).trim().is_empty();
        if is_part { next + 1 } else { next }
    }

    /// Whether the word is a common noun of several people, as far as its letters tell.
    pub(super) fn is_noun_of_many(&self, index: usize) -> bool {
        let word = self.word(index);
        word.starts_with(char::is_lowercase) && (word.ends_with('s') || is_one_of(PLURALS, word))
    }

    /// Whether the phrase's last word says that they stand against or for whom the phrase names.
    fn are_critics(&self, begin: usize, head: usize) -> bool {
        head > begin && is_one_of(CRITICS, self.word(head - 1))
    }

    /// Some words, if they can describe somebody.
    fn described(&self, begin: usize, end: usize) -> Option<Holder> {
        let mut begin = begin.max(end.saturating_sub(DESCRIPTION_WORDS));
        let is_aside = |index: usize| {
            let word = self.word(index);
            is_one_of(OPENERS, word) || is_one_of(ASIDES, word) || is_adverb(word)
        };
        while begin < end && is_aside(begin) {
            begin += 1;
        }
        if begin + 2 < end && is_one_of(TIMES, self.word(begin + 1)) {
            begin += 2;
        }
        let is_doubtful = |index: usize| {
            let word = self.word(index);
            let is_possessive = word.eq_ignore_ascii_case("her") && index + 1 < end;
            let stem = word.split(['\'', '’']).next().unwrap_or(word);
            is_one_of(PRONOUNS, stem) && !is_possessive
                || is_one_of(BE, word)
                || is_one_of(OPENERS, word)
                || is_one_of(BETWEEN, word)
        };
        let is_article = |word: &str| matches!(word.to_lowercase().as_str(), "a" | "an" | "the" | "new");
        if begin == end
            || is_one_of(TIMES, self.word(end - 1))
            || is_one_of(PREPOSITIONS, self.word(begin))
            || (begin..end).any(is_doubtful)
            || (begin..end).all(|index| is_article(self.word(index)))
        {
            return None;
        }
        let span = Span::new(self.words[begin].start(), self.words[end - 1].end());
        Some(Holder { actor: None, span })
    }

    /// The last name among some words, if they end with it.
    pub(super) fn name_before(&self, begin: usize, end: usize) -> Option<&Mention> {
        self.named(begin, end).next_back().filter(|mention| self.words_after(mention, end) == 0)
    }

    /// The name right before a verb, which no preposition stands before.
    pub(super) fn adjacent(&self, begin: usize, end: usize) -> Option<Subject> {
        let mention = self.name_before(begin, end)?;
        let at = self.index_of(mention);
        let before = if at > begin { self.word(at - 1) } else { "" };
        (!is_one_of(PREPOSITIONS, before)).then(|| Subject::of(mention))
    }

    /// The names and descriptions that could be subjects among some words: no places, no possessives, no pronouns.
    pub(super) fn named(&self, begin: usize, end: usize) -> impl DoubleEndedIterator<Item = &Mention> {
        let (from, to) = (self.words[begin].start(), self.words[end - 1].end());
        let text = self.text;
        self.mentions.iter().filter(move |mention| {
            mention.span.start() < to
                && from < mention.span.end()
                && mention.usage != Use::Place
                && mention.kind != EntityType::Misc
                && (mention.named || mention.span.of(text).contains(char::is_whitespace))
                && !self.is_owner(mention)
        })
    }
}
