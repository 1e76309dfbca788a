//! Whom the words beside a verb name or describe (pure).

use super::passage::{CLAUSE_MARKS, Passage};
use super::words::{
    ASIDES, BE, BETWEEN, CRITICS, HEAD_ENDS, NO, NOUNS_IN_LY, OPENERS, PLURALS, POSSESSIVES, PREPOSITIONS,
    PRONOUNS, RELATIVES, SPOKESMEN, SUBJECTS, SUBORDINATORS, TIMES, is_one_of,
};
use crate::types::{EntityType, Holder, Mention, Span, Use};

/// The most words between a subject's name and its verb: "the minister Ann Lee *later that day* said".
const REACH_WORDS: usize = 4;

/// The most words of a description: "a retired colonel from the second brigade".
const DESCRIPTION_WORDS: usize = 7;

/// On which side of its verb a subject stands.
#[derive(Clone, Copy, PartialEq)]
enum Side {
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
    fn of(mention: &Mention) -> Self {
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
    /// The subject among the words from `begin` to `end`, right before a verb.
    pub(super) fn before(&self, begin: usize, end: usize, verb: Span) -> Option<Subject> {
        let (mut end, mut is_relative) = (end, false);
        if end > begin && is_one_of(PRONOUNS, self.word(end - 1)) {
            return Some(match is_one_of(SUBJECTS, self.word(end - 1)) {
                true => Subject::Pronoun(end - 1, self.meant(end - 1)),
                false => Subject::Nobody,
            });
        }
        if end > begin && is_one_of(RELATIVES, self.word(end - 1)) {
            end -= 1;
            is_relative = true;
        }
        let is_end = |index: usize| {
            let next = if index + 1 < end { self.words[index + 1].start() } else { verb.start() };
            self.clause_ends(index, next) || self.is_speech(index)
        };
        let start = (begin..end).rev().find(|&index| is_end(index)).map_or(begin, |index| index + 1);
        if start == end {
            // "…," said Ann Lee: nothing that could be a subject stands between the quotation and the verb.
            if start > begin && self.is_speech(start - 1) {
                return None;
            }
            let at = self.words.partition_point(|word| word.start() <= verb.start());
            return self.introduced(at).or_else(|| self.after(at));
        }
        let after_verb = start > begin && self.is_speech(start - 1);
        if self.has_comma(end - 1) {
            // "Ann Lee, mayor of Orla, said": the name before the apposition; "the report, which says …, blames".
            let start = if after_verb { self.before_relative(begin, start)? } else { start };
            return self.before_apposition(start, end);
        }
        if after_verb && !(start..end).any(|index| self.has_comma(index)) {
            let is_joined = self.word(end) == "and" && self.words[end].start() < verb.start();
            return match is_joined {
                // "Ann Lee praised her and accused"
                true => self.speaking(start - 1).map(|voiced| voiced.subject),
                // "said Ann Lee accused": only a name right before the verb.
                false => self.adjacent(start, end),
            };
        }
        let name = self.named(start, end).last().filter(|mention| self.words_after(mention, end) == 0);
        let name_at = name.map(|mention| self.index_of(mention));
        let opens = |index: usize| {
            let word = self.word(index);
            let is_time =
                matches!(word, "after" | "before" | "since" | "until") && name_at == Some(index + 1);
            self.has_comma(index) || is_one_of(SUBORDINATORS, word) || is_time
        };
        let tail = (start..end).rev().find(|&index| opens(index)).map_or(start, |index| index + 1);
        if tail == end {
            return None;
        }
        let and = (tail + 1..end).rev().find(|&index| self.word(index) == "and");
        if let Some(and) = and.filter(|and| is_one_of(POSSESSIVES, self.word(and + 1))) {
            // "Ann Lee and her allies"
            return self.phrase(tail, and, Side::Before);
        }
        let begin = if is_relative { self.after_preposition(tail, end) } else { tail };
        let whole = self.phrase(begin, end, Side::Before);
        whole.or_else(|| self.adjacent(begin, end)).or_else(|| self.phrase(and? + 1, end, Side::Before))
    }

    /// The name right before a verb, which no preposition stands before.
    fn adjacent(&self, begin: usize, end: usize) -> Option<Subject> {
        let mention = self.named(begin, end).last().filter(|mention| self.words_after(mention, end) == 0)?;
        let at = self.index_of(mention);
        let before = if at > begin { self.word(at - 1) } else { "" };
        (!is_one_of(PREPOSITIONS, before)).then(|| Subject::of(mention))
    }

    /// The subject that begins at a word, up to the next mark.
    pub(super) fn after(&self, begin: usize) -> Option<Subject> {
        let last = self.words.len().checked_sub(1)?;
        let sentence = self.sentence(self.words.get(begin)?.start());
        if is_one_of(PRONOUNS, self.word(begin)) {
            let is_alone = self.ends_clause(self.words[begin].end());
            if is_alone || self.word(begin) != "her" {
                return Some(match is_alone {
                    true => Subject::Pronoun(begin, self.meant(begin)),
                    false => Subject::Nobody,
                });
            }
        }
        let stops = |index: usize| {
            let next = self.words[index + 1];
            let between = &self.text[self.words[index].end()..next.start()];
            between.contains(',') || between.contains(CLAUSE_MARKS) || self.sentence(next.start()) != sentence
        };
        let end = (begin..last).find(|&index| stops(index)).unwrap_or(last) + 1;
        self.phrase(begin, end.min(begin + 2 * DESCRIPTION_WORDS), Side::After)
    }

    /// The subject before a participle: the name right before it ("with Lee accusing Moreno"), else that of the sentence
    /// ("Lee left the room, accusing Moreno").
    pub(super) fn leading(&self, begin: usize, end: usize, participle: usize) -> Option<Subject> {
        if begin == end {
            return None;
        }
        let is_close = |mention: &&Mention| self.words_after(mention, end) == 0 && !self.has_comma(end - 1);
        if let Some(mention) = self.named(begin, end).last().filter(is_close) {
            return Some(Subject::of(mention));
        }
        let mut start = begin;
        while start < participle && self.opens_aside(start) {
            start = (start..participle).find(|&index| self.has_comma(index))? + 1;
        }
        if let Some(subject) = self.introduced(start) {
            return Some(subject);
        }
        let is_end = |&index: &usize| {
            let (before, at) = (self.words[index - 1], self.words[index]);
            self.text[before.end()..at.start()].contains([',', '“', '"', ':', ';'])
                || self.is_between(index)
                || self.is_speech(index)
                || is_one_of(BE, self.word(index))
                || is_one_of(PREPOSITIONS, self.word(index))
        };
        let end = (start + 1..participle).find(is_end);
        let reach = end.unwrap_or(participle).min(start + REACH_WORDS);
        let person = self.named(start, reach).filter(|it| it.kind == EntityType::Per).last();
        person.map(Subject::of).or_else(|| self.phrase(start, end?, Side::Before))
    }

    /// Whose a judgement is: "Lee's criticism of Moreno".
    pub(super) fn owner(&self, noun: usize) -> Option<Subject> {
        let start = self.words[noun].start();
        let owns = |mention: &&Mention| {
            let end = mention.span.end();
            mention.named && mention.kind != EntityType::Misc && end < start && {
                let between = &self.text[end..start];
                let n_between = between.split_whitespace().count();
                // "Lee's rivals blame" is a verb.
                let is_verb = n_between == 2 && between.trim_end().ends_with('s');
                self.is_owner(mention)
                    && n_between <= 2
                    && !is_verb
                    && self.sentence(end) == self.sentence(start)
            }
        };
        self.mentions.iter().find(owns).map(Subject::of)
    }

    /// Where the sentence begins, if a relative clause divides its subject from the verb.
    fn before_relative(&self, begin: usize, end: usize) -> Option<usize> {
        let opens = |&index: &usize| {
            index > begin && self.has_comma(index - 1) && is_one_of(RELATIVES, self.word(index))
        };
        let relative = (begin..end).find(opens)?;
        let is_apart = |&index: &usize| self.has_comma(index);
        Some((begin..relative - 1).rev().find(is_apart).map_or(begin, |index| index + 1))
    }

    /// The name or the description before the first comma that nothing but an aside leads from to the verb.
    fn before_apposition(&self, start: usize, end: usize) -> Option<Subject> {
        let mut begin = start;
        while begin < end {
            let comma = (begin..end).find(|&index| self.has_comma(index))?;
            let person = self.named(begin, comma + 1).last().filter(|mention| {
                mention.kind == EntityType::Per && self.words_after(mention, comma + 1) == 0
            });
            let is_met = |mention: &&Mention| {
                let before = self.index_of(mention);
                before > begin && is_one_of(BE, self.word(before - 1))
            };
            if self.opens_aside(begin) {
                // "Among them was Ann Lee, …, who said"
                if let Some(mention) = person.filter(is_met) {
                    return Some(Subject::of(mention));
                }
            } else {
                let introduced = || self.introduced(begin);
                return person
                    .map(Subject::of)
                    .or_else(introduced)
                    .or_else(|| self.phrase(begin, comma + 1, Side::Before));
            }
            begin = comma + 1;
        }
        None
    }

    /// Whether no subject can begin with the word: "on Saturday", "after the vote", "last month".
    fn opens_aside(&self, index: usize) -> bool {
        let (word, next) = (self.word(index), self.word(index + 1));
        // "flanked by", "standing beside"
        let is_participle = (word.ends_with("ed") || word.ends_with("ing")) && is_one_of(PREPOSITIONS, next);
        is_participle || is_one_of(PREPOSITIONS, word) || is_one_of(OPENERS, word) || is_one_of(TIMES, next)
    }

    /// Whom the words from `begin` to `end` mean: by the head of the phrase, which ends where "of" or "who" begins.
    fn phrase(&self, begin: usize, end: usize, side: Side) -> Option<Subject> {
        let mut begin = begin;
        while begin < end && is_one_of(OPENERS, self.word(begin)) {
            begin += 1;
        }
        if begin == end || is_one_of(NO, self.word(begin)) {
            return None;
        }
        let is_in_name = |index: usize| {
            let at = self.words[index];
            self.mentions
                .iter()
                .any(|it| it.named && it.span.start() < at.start() && at.end() <= it.span.end())
        };
        let ends_head = |index: &usize| {
            (is_one_of(HEAD_ENDS, self.word(*index)) || is_one_of(PREPOSITIONS, self.word(*index)))
                && !is_in_name(*index)
        };
        if ends_head(&begin) {
            // "After the vote Ann Lee said": whoever is named right before the verb.
            return self.adjacent(begin, end).filter(|_| side == Side::Before);
        }
        let head = (begin + 1..end).find(ends_head).unwrap_or(end);
        if self.word(head) == "of"
            && self.word(head + 1).starts_with(char::is_lowercase)
            && !self.are_critics(begin, head)
        {
            // "the chief of staff Ann Lee"
            let last = self.named(begin, end).last().filter(|mention| {
                mention.kind == EntityType::Per
                    && self.index_of(mention) == head + 2
                    && self.words_after(mention, end) == 0
            });
            if let Some(person) = last {
                return Some(Subject::of(person));
            }
        }
        // "a woman suing Lee" is not Lee.
        let is_object = |&index: &usize| {
            let word = self.word(index);
            let is_verb =
                !is_one_of(TIMES, word) && word.ends_with("ing") && word.starts_with(char::is_lowercase);
            is_verb && self.named(begin, head).any(|mention| self.index_of(mention) == index + 1)
        };
        let head = match side {
            Side::Before => (begin + 1..head).find(is_object).unwrap_or(head),
            Side::After => head,
        };
        let named: Vec<&Mention> = self.named(begin, head).collect();
        let is_person = |mention: &&&Mention| mention.kind == EntityType::Per;
        let nearest = match side {
            Side::Before => named.iter().rev().find(is_person).or(named.last()),
            Side::After => {
                named.iter().find(is_person).map(|first| self.introduced_by(first, &named)).or(named.first())
            }
        };
        let Some(&mention) = nearest else {
            let body = self.named(head.min(end - 1), end).next();
            let is_for = self.word(head) == "for" && is_one_of(SPOKESMEN, self.word(head - 1));
            return match body.filter(|_| head < end && is_for) {
                // "a spokesman for the ministry"
                Some(body) => Some(Subject::of(body)),
                None => self.described(begin, head),
            };
        };
        let head = match side {
            Side::Before => head,
            Side::After => self.end_of_noun(mention, head),
        };
        let n_after = self.words_after(mention, head);
        let is_many = (head - n_after..head).any(|index| self.is_noun_of_many(index));
        match mention.kind {
            _ if n_after == 0 => Some(Subject::of(mention)),
            // "Moreno supporters" are not Moreno.
            EntityType::Per if is_many => self.described(begin, head),
            _ if self.are_critics(begin, head) => self.described(begin, head),
            // "Democratic lawmakers"
            kind if is_many => match self.described(begin, head)? {
                Subject::Described(holder) => {
                    Some(Subject::Named(Holder { actor: mention.actor, ..holder }, kind))
                }
                other => Some(other),
            },
            _ => (n_after <= REACH_WORDS).then(|| Subject::of(mention)),
        }
    }

    /// The person whom a phrase that begins with another one's name means: Okafor in "Lee adviser Okafor".
    fn introduced_by<'m>(&self, first: &'m &'m Mention, named: &'m [&'m Mention]) -> &'m &'m Mention {
        let next = self.words.partition_point(|word| word.start() < first.span.end());
        let is_role = |index: usize| {
            [CRITICS, SPOKESMEN].iter().any(|list| is_one_of(list, self.word(index)))
                && (next..=index).all(|index| self.gap(index - 1).trim().is_empty())
        };
        let is_meant = |mention: &&&Mention| {
            let at = self.index_of(mention);
            mention.kind == EntityType::Per
                && (next + 1..=next + REACH_WORDS).contains(&at)
                && is_role(at - 1)
        };
        named.iter().find(is_meant).unwrap_or(first)
    }

    /// Where the phrase of a name ends that may be only part of it: behind "Lee", but behind "Lee supporters".
    fn end_of_noun(&self, mention: &Mention, head: usize) -> usize {
        let next = self.words.partition_point(|word| word.start() < mention.span.end());
        let is_part = next < head && self.is_noun_of_many(next) && self.gap(next - 1).trim().is_empty();
        if is_part { next + 1 } else { next }
    }

    /// Whether the word is a common noun of several people, as far as its letters tell.
    fn is_noun_of_many(&self, index: usize) -> bool {
        let word = self.word(index);
        word.starts_with(char::is_lowercase) && (word.ends_with('s') || is_one_of(PLURALS, word))
    }

    /// Whether the phrase's last word says that they stand against or for whom the phrase names.
    fn are_critics(&self, begin: usize, head: usize) -> bool {
        head > begin && is_one_of(CRITICS, self.word(head - 1))
    }

    /// Whether a comma follows the word; "Rep. Ann Lee, D-Calif., said" has a dot before it.
    fn has_comma(&self, index: usize) -> bool {
        self.text[self.words[index].end()..].trim_start_matches(['.', ')']).starts_with(',')
    }

    /// The first word of a mention.
    fn index_of(&self, mention: &Mention) -> usize {
        self.words.partition_point(|word| word.start() < mention.span.start())
    }

    /// The number of words from a mention to the word `end`.
    fn words_after(&self, mention: &Mention, end: usize) -> usize {
        end.saturating_sub(self.words.partition_point(|word| word.start() < mention.span.end()))
    }

    /// The word after the last preposition among some.
    fn after_preposition(&self, begin: usize, end: usize) -> usize {
        let last = (begin..end).rev().find(|&index| is_one_of(PREPOSITIONS, self.word(index)));
        last.map_or(begin, |index| index + 1)
    }

    /// The person whose name follows a description that begins at a word: "the convenor, Ann Lee".
    fn introduced(&self, begin: usize) -> Option<Subject> {
        let comma = |index: &usize| self.text[self.words[*index].end()..].starts_with(',');
        let head = (begin..self.words.len()).take(DESCRIPTION_WORDS).find(comma)?;
        let name = self.words.get(head + 1)?;
        let is_pronoun =
            is_one_of(PRONOUNS, self.word(begin)) && !self.word(begin).eq_ignore_ascii_case("her");
        if self.named(begin, head + 1).next().is_some() || is_pronoun {
            return None;
        }
        let is_name = |mention: &&Mention| {
            mention.named
                && mention.kind == EntityType::Per
                && mention.span.start() == name.start()
                && self.ends_clause(mention.span.end())
        };
        self.mentions.iter().find(is_name).map(Subject::of)
    }

    /// Whom a pronoun stands for, by a name of the passage.
    fn meant(&self, pronoun: usize) -> Option<Holder> {
        let at = self.words[pronoun];
        let reference = self.mentions.iter().find(|mention| !mention.named && mention.span == at)?;
        let actor = reference.actor?;
        self.mentions.iter().find(|mention| mention.named && mention.actor == Some(actor)).map(Holder::from)
    }

    /// The names and descriptions that could be subjects among some words: no places, no possessives, no pronouns.
    fn named(&self, begin: usize, end: usize) -> impl DoubleEndedIterator<Item = &Mention> {
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

    /// Whether a possessive follows a name: "Lee's", "the Greens'".
    pub(super) fn is_owner(&self, mention: &Mention) -> bool {
        let rest = &self.text[mention.span.end()..];
        let is_plural = mention.span.of(self.text).ends_with('s') && rest.starts_with(['\'', '’']);
        is_plural || mention.span.is_possessive(self.text)
    }

    /// Some words, if they can describe somebody.
    fn described(&self, begin: usize, end: usize) -> Option<Subject> {
        let mut begin = begin.max(end.saturating_sub(DESCRIPTION_WORDS));
        let is_aside = |index: usize| {
            let word = self.word(index);
            is_one_of(OPENERS, word)
                || is_one_of(ASIDES, word)
                || word.ends_with("ly") && !is_one_of(NOUNS_IN_LY, word)
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
        Some(Subject::Described(Holder { actor: None, span }))
    }
}
