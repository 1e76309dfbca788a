//! Whom the words beside a verb name or describe (pure).

use super::passage::{CLAUSE_MARKS, Passage};
use super::phrases::{DESCRIPTION_WORDS, REACH_WORDS, Side, Subject};
use super::words::{
    BE, OPENERS, PREPOSITIONS, PRONOUNS, RELATIVES, SUBJECTS, SUBORDINATORS, TIMES, is_one_of,
};
use crate::types::{EntityType, Holder, Mention};

impl Passage<'_> {
    /// The subject among the words from `begin` to `end`, right before the verb that is the word at `verb`.
    pub(super) fn before(&self, begin: usize, end: usize, verb: usize) -> Option<Subject> {
        let (mut end, mut is_relative) = (end, false);
        if end > begin && is_one_of(PRONOUNS, self.word(end - 1)) && !self.has_comma(end - 1) {
            return Some(self.pronoun(end - 1, is_one_of(SUBJECTS, self.word(end - 1))));
        }
        if end > begin && is_one_of(RELATIVES, self.word(end - 1)) {
            end -= 1;
            is_relative = true;
        }
        let is_end = |index: usize| {
            let next = if index + 1 < end { index + 1 } else { verb };
            self.clause_ends(index, self.words[next].start()) || self.is_speech(index)
        };
        let start = (begin..end).rev().find(|&index| is_end(index)).map_or(begin, |index| index + 1);
        if start == end {
            // "…," said Ann Lee: nothing that could be a subject stands between the quotation and the verb.
            if start > begin && self.is_speech(start - 1) {
                return None;
            }
            return self.introduced(verb + 1).or_else(|| self.after(verb + 1));
        }
        let after_verb = start > begin && self.is_speech(start - 1);
        if self.has_comma(end - 1) {
            if let Some(inverted) = self.inverted(verb).filter(|_| end == verb) {
                return Some(inverted);
            }
            // "Ann Lee, mayor of Orla, said": the name before the apposition; "the report, which says …, blames".
            let start = if after_verb { self.before_relative(begin, start)? } else { start };
            return self.before_apposition(start, end);
        }
        if after_verb && !(start..end).any(|index| self.has_comma(index)) {
            let is_joined = end < verb && self.word(end) == "and";
            return match is_joined {
                // "Ann Lee praised her and accused"
                true => self.speaking(start - 1).map(|voiced| voiced.subject),
                // "said Ann Lee accused": only a name right before the verb.
                false => self.adjacent(start, end),
            };
        }
        let tail = self.clause(start, end);
        if tail == end {
            return None;
        }
        let and = (tail + 1..end).rev().find(|&index| self.word(index) == "and");
        let begin = if is_relative { self.after_preposition(tail, end) } else { tail };
        let whole = self.phrase(begin, end, Side::Before);
        whole.or_else(|| self.adjacent(begin, end)).or_else(|| self.phrase(and? + 1, end, Side::Before))
    }

    /// The person who ends the clause right behind a verb: "Moreno has lied, says the mayor Ann Lee, who …".
    fn inverted(&self, verb: usize) -> Option<Subject> {
        let (at, reach) = (verb + 1, self.words.len().min(verb + 1 + REACH_WORDS));
        if at >= reach || !matches!(self.word(verb), "said" | "says") {
            return None;
        }
        let person = self.named(at, reach).find(|it| it.kind == EntityType::Per)?;
        self.ends_clause(person.span.end()).then(|| Subject::of(person))
    }

    /// Where the last clause of some words begins: behind a comma, "while", "after" with a subject.
    fn clause(&self, start: usize, end: usize) -> usize {
        let name_at = self.name_before(start, end).map(|mention| self.index_of(mention));
        let opens = |&index: &usize| {
            let (word, next) = (self.word(index), index + 1);
            let is_subject = name_at == Some(next) || next < end && self.is_noun_of_many(next);
            let is_time = matches!(word, "after" | "before" | "since" | "until") && is_subject;
            self.has_comma(index) || is_one_of(SUBORDINATORS, word) || is_time
        };
        (start..end).rev().find(opens).map_or(start, |index| index + 1)
    }

    /// The subject that begins at a word, up to the next mark.
    pub(super) fn after(&self, begin: usize) -> Option<Subject> {
        let last = self.words.len().checked_sub(1)?;
        let sentence = self.sentence(self.words.get(begin)?.start());
        if is_one_of(PRONOUNS, self.word(begin)) {
            let is_alone = self.ends_clause(self.words[begin].end());
            if is_alone || self.word(begin) != "her" {
                return Some(self.pronoun(begin, is_alone));
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
        if let Some(mention) = self.name_before(begin, end).filter(|_| !self.has_comma(end - 1)) {
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
        let person = self.named(start, reach).rfind(|it| it.kind == EntityType::Per);
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
            let person = self.name_before(begin, comma + 1).filter(|it| it.kind == EntityType::Per);
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

    /// The pronoun at a word, which may be no subject.
    fn pronoun(&self, index: usize, is_subject: bool) -> Subject {
        match is_subject {
            true => Subject::Pronoun(index, self.meant(index)),
            false => Subject::Nobody,
        }
    }

    /// Whom a pronoun stands for, by a name of the passage.
    fn meant(&self, pronoun: usize) -> Option<Holder> {
        let at = self.words[pronoun];
        let reference = self.mentions.iter().find(|mention| !mention.named && mention.span == at)?;
        let actor = reference.actor?;
        self.mentions.iter().find(|mention| mention.named && mention.actor == Some(actor)).map(Holder::from)
    }
}
