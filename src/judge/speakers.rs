//! Who speaks in a part of a paragraph (pure).
//!
//! A holder is whom words of speech outside quotation marks belong to: the subject of a verb, whoever stands after "by",
//! "according to" or "criticism from", and at last the signature below a post or a name with a colon at the beginning.
//! It is looked for in a sentence that mentions the judged actor, best before that mention, else in the nearest one;
//! verbs that say the opposite of the judgement, participles and documents count less. A pronoun stands for whom the
//! linker found if the passage names that actor, else for whoever spoke before, if that can be; what describes nobody
//! leaves the holder open, and so does whatever the rules are not sure of; then the model is asked.

use super::passage::{Passage, REACH_BYTES};
use super::phrases::Subject;
use super::words::{
    ATTITUDES, AUXILIARIES, BE, BEFORE_NOUNS, BETWEEN, BY, DOCUMENTS, FIRE, JUDGEMENTS, MEANS, MODALS,
    MONTHS, NOT_BEFORE_TO, PARTICIPLES, PHRASES, PLURAL, SPEECH, UNDER, contradicts, is_adverb, is_one_of,
};
use crate::types::{EntityType, Holder, Mention, Span, Stance};

/// The most words between the parts of "took the paper to task".
const TASK_WORDS: usize = 8;

/// The most words from "was" and a verb of speech to "by": "was branded a thief by Lee".
const BY_WORDS: usize = 5;

/// The most words of a signature with its dash: "— Ann Lee, Orla News".
const SIGNATURE_WORDS: usize = 10;

/// Whoever speaks somewhere in a passage.
pub(super) struct Speaker {
    /// Whether in a sentence without the judged actor.
    pub(super) is_elsewhere: bool,
    /// Nobody for a pronoun that describes nobody.
    pub(super) holder: Option<Holder>,
}

/// How a word says that somebody speaks.
#[derive(Clone, Copy, PartialEq)]
enum Verb {
    /// "accused", "accuses", "shot back": the subject stands beside it.
    Finite,
    /// "accuse": the same, where the subject is a plural.
    Plural,
    /// "accusing": the subject of the sentence.
    Participle,
    /// "worried", after "is".
    Attitude,
}

/// Somebody whom a word lets speak.
pub(super) struct Voiced {
    pub(super) subject: Subject,
    /// Whether by a participle, an attitude, a document, a possessive.
    is_loose: bool,
}

/// The order of speakers: whether elsewhere, whether loosely, whether after the name, how far from it.
type Rank = (bool, bool, bool, usize);

impl Passage<'_> {
    /// Everybody who speaks, the likeliest holder of a judgement on `actor` first; `names` mention the actor, `first` is
    /// the first of them, or the passage's begin.
    pub(super) fn speakers(
        &self,
        (actor, stance): (usize, Stance),
        first: Span,
        names: &[&Mention],
    ) -> Vec<Speaker> {
        let within = names.iter().filter(|name| first.start().abs_diff(name.span.start()) <= REACH_BYTES);
        let own: Vec<usize> = within.map(|name| self.sentence(name.span.start())).collect();
        let is_praise = stance == Stance::Favor;
        let post = self.post();
        let is_post = post.is_some();
        let signed = post.or_else(|| self.signature()).or_else(|| self.announced());
        let mut last = None;
        let mut found: Vec<(Rank, Option<Holder>)> = Vec::new();
        for index in 0..self.words.len() {
            let Some(voiced) = self.voiced(index) else { continue };
            let at = self.words[index].start();
            let is_elsewhere = !own.contains(&self.sentence(at));
            let is_loose = voiced.is_loose || contradicts(self.word(index), is_praise);
            let is_after = !is_elsewhere && at > first.start();
            let holder = match voiced.subject {
                Subject::Pronoun(pronoun, meant) if is_open(meant.as_ref(), actor, is_praise) => {
                    self.who_spoke(pronoun, last.as_ref(), signed.as_ref(), actor).or(meant)
                }
                Subject::Named(ref holder, _) | Subject::Described(ref holder) => {
                    if holder.actor != Some(actor) {
                        last = Some((holder.clone(), voiced.subject.kind()));
                    }
                    Some(holder.clone())
                }
                Subject::Pronoun(_, meant) => meant,
                Subject::Nobody => None,
            };
            found.push(((is_elsewhere, is_loose, is_after, at.abs_diff(first.start())), holder));
        }
        found.sort_by_key(|(rank, _)| *rank);
        let voiced = found.into_iter().map(|((is_elsewhere, ..), holder)| Speaker { is_elsewhere, holder });
        let signed = signed.map(|holder| Speaker { is_elsewhere: !is_post, holder: Some(holder) });
        voiced.chain(signed).collect()
    }

    /// Whoever spoke before, if the pronoun at a word can stand for them: "Lee said it was late. … he said".
    fn who_spoke(
        &self,
        pronoun: usize,
        last: Option<&(Holder, Option<EntityType>)>,
        signed: Option<&Holder>,
        actor: usize,
    ) -> Option<Holder> {
        let is_person = |kind: &Option<EntityType>| matches!(kind, Some(EntityType::Per) | None);
        match self.word(pronoun).to_lowercase().as_str() {
            "he" | "she" | "him" | "her" => {
                let last = last.filter(|(_, kind)| is_person(kind)).map(|(holder, _)| holder.clone());
                last.or_else(|| self.only_person(pronoun, actor))
            }
            "they" => {
                last.filter(|(_, kind)| *kind != Some(EntityType::Per)).map(|(holder, _)| holder.clone())
            }
            "i" | "we" => signed.cloned(),
            _ => None,
        }
    }

    /// The one person besides the judged one whom the passage names before a word outside quotation marks.
    fn only_person(&self, index: usize, actor: usize) -> Option<Holder> {
        let is_unquoted = |mention: &Mention| self.words[..index].iter().any(|it| it.overlaps(mention.span));
        let mut others = self.mentions.iter().filter(|mention| {
            mention.named
                && mention.kind == EntityType::Per
                && mention.actor != Some(actor)
                && !self.is_owner(mention)
                && is_unquoted(mention)
        });
        let first = others.next()?;
        others.all(|other| other.actor == first.actor).then(|| Holder::from(first))
    }

    /// Whom the word lets speak.
    fn voiced(&self, index: usize) -> Option<Voiced> {
        self.source(index).or_else(|| self.doer(index)).or_else(|| self.speaking(index))
    }

    /// Who stands after "according to", "criticism from", or before "'s criticism".
    fn source(&self, index: usize) -> Option<Voiced> {
        let (word, next) = (self.word(index), self.word(index + 1));
        if word.eq_ignore_ascii_case("according") && next == "to" {
            let subject = self.after(index + 2)?;
            let is_loose = self.is_document(&subject, index + 2);
            return Some(Voiced { subject, is_loose });
        }
        let is_judgement = is_one_of(JUDGEMENTS, word);
        let is_fire = is_one_of(FIRE, word) && index > 0 && is_one_of(UNDER, self.word(index - 1));
        if word == "words" && next == "of" || matches!(next, "from" | "by") && (is_judgement || is_fire) {
            return Some(Voiced { subject: self.after(index + 2)?, is_loose: false });
        }
        let owner = if is_judgement { self.owner(index)? } else { return None };
        Some(Voiced { subject: owner, is_loose: true })
    }

    /// Who did what a passive says: "was branded a thief by Lee".
    fn doer(&self, index: usize) -> Option<Voiced> {
        let word = self.word(index);
        if !(SPEECH.contains(word) || is_one_of(BY, word)) {
            return None;
        }
        let stops = |at: &usize| {
            is_one_of(BE, self.word(*at)) || matches!(self.word(*at), "to" | "that" | "having" | "of")
        };
        let mut rest = (index + 1..=index + BY_WORDS).take_while(|at| !stops(at));
        let by = rest.find(|&at| self.word(at) == "by" && !is_one_of(MEANS, self.word(at + 1)))?;
        if by > index + 1 {
            let (begin, end) = self.reach(index);
            if !self.is_done(begin, end) {
                return None;
            }
        }
        Some(Voiced { subject: self.after(by + 1)?, is_loose: false })
    }

    /// The subject of the verb at a word.
    pub(super) fn speaking(&self, index: usize) -> Option<Voiced> {
        let verb = self.verb(index)?;
        let (begin, end) = self.reach(index);
        let is_done = self.is_done(begin, end);
        let (subject, is_loose) = match verb {
            Verb::Attitude if is_done => (self.before(begin, end - 1, end - 1)?, true),
            Verb::Attitude => return None,
            Verb::Participle if is_done => (self.before(begin, end - 1, end - 1)?, false),
            Verb::Participle => (self.leading(begin, end, index)?, true),
            Verb::Finite | Verb::Plural if is_done || self.is_before_noun(begin, end) => return None,
            Verb::Finite => (self.before(begin, end, index)?, false),
            Verb::Plural => {
                let subject = self.before(begin, end, index)?;
                if !self.agrees(&subject, begin, end, index) {
                    return None;
                }
                (subject, false)
            }
        };
        Some(Voiced { subject, is_loose })
    }

    /// Where the clause of a verb begins, and where the words between its subject and it do.
    fn reach(&self, index: usize) -> (usize, usize) {
        let sentence = self.before_in_sentence(index);
        let is_end = |&index: &usize| self.clause_ends(index, self.words[index + 1].start());
        let mut end = index;
        while end > sentence.start && self.is_between(end - 1) && !is_end(&(end - 1)) {
            end -= 1;
        }
        let begin = (sentence.start..end).rev().find(is_end).map_or(sentence.start, |index| index + 1);
        (begin, end)
    }

    /// Whether "was" and its like end the words before a verb.
    fn is_done(&self, begin: usize, end: usize) -> bool {
        end > begin && is_one_of(BE, self.word(end - 1))
    }

    /// Whether a subject among the words from `begin` to `end` can be that of "accuse", which is the word at `verb`.
    fn agrees(&self, subject: &Subject, begin: usize, end: usize, verb: usize) -> bool {
        let between = |words: &str| (end..verb).any(|index| is_one_of(words, self.word(index)));
        let are_several = (begin..end).any(|index| self.word(index) == "and");
        between("did do does") || !between(MODALS) && (are_several || subject.is_plural(self.text))
    }

    /// Whether a source that begins at a word is a thing to read or hear: "a report by Lee", "an Orla News poll".
    fn is_document(&self, source: &Subject, begin: usize) -> bool {
        let (Subject::Named(holder, _) | Subject::Described(holder)) = source else { return false };
        let end = self.index_after(holder.span).max(begin + 1);
        let end = end + usize::from(self.gap(end - 1).trim().is_empty());
        (begin..end).any(|index| is_one_of(DOCUMENTS, self.word(index)))
    }

    /// Whether the word, or it and the next ones, is a verb of speech.
    pub(super) fn is_speech(&self, index: usize) -> bool {
        matches!(self.verb(index), Some(Verb::Finite | Verb::Plural))
    }

    fn verb(&self, index: usize) -> Option<Verb> {
        let (word, next) = (self.word(index), self.word(index + 1));
        let is_other = is_one_of(NOT_BEFORE_TO, word) && matches!(next, "to" | "for")
            || word == "accused" && next == "of";
        let is_phrase = PHRASES.iter().any(|(verb, after)| *verb == word && is_one_of(after, next));
        let takes_to_task = matches!(word, "took" | "takes")
            && (index + 1..index + TASK_WORDS).any(|at| self.word(at) == "to" && self.word(at + 1) == "task");
        if is_phrase || takes_to_task || SPEECH.contains(word) && !is_other {
            return Some(Verb::Finite);
        }
        if PLURAL.contains(word) {
            return Some(Verb::Plural);
        }
        if ATTITUDES.contains(word) {
            return Some(Verb::Attitude);
        }
        PARTICIPLES.contains(word).then_some(Verb::Participle)
    }

    /// Whether a word stands between a subject and its verb and is neither.
    pub(super) fn is_between(&self, index: usize) -> bool {
        let word = self.word(index);
        // "May" and "Will" are people.
        word.starts_with(char::is_lowercase)
            && (is_adverb(word) || [BETWEEN, AUXILIARIES, MODALS].iter().any(|list| is_one_of(list, word)))
    }

    /// Whether the words up to `end` make an adjective or an infinitive of what follows: "an alleged thief".
    fn is_before_noun(&self, begin: usize, end: usize) -> bool {
        let Some(last) = end.checked_sub(1).filter(|&last| last >= begin) else { return false };
        let word = self.word(last);
        let is_noun = is_one_of(BEFORE_NOUNS, word) || word.ends_with("'s") || word.ends_with("’s");
        is_noun && self.gap(last).trim().is_empty()
    }

    /// Who signed a post, all of whose words are theirs: "… — Ann Lee (@annlee) May 3, 2026".
    pub(super) fn post(&self) -> Option<Holder> {
        let text = self.span.of(self.text);
        let (before, handle) = text.split_at(text.rfind(" (@")?);
        let (_, rest) = handle.split_once(')')?;
        let is_of_date = |word: &str| {
            let word = word.trim_end_matches([',', '.']);
            let month = word.get(..3).is_some_and(|start| is_one_of(MONTHS, start));
            month || word.chars().all(|c| c.is_ascii_digit() || "-–:/".contains(c))
        };
        let dash = before.rfind(['—', '–'])?;
        let name = before[dash..].trim_start_matches(['—', '–']).trim();
        let end = self.span.start() + before.len();
        let signs = |mention: &&Mention| {
            let is_whole = mention.span.end() == end && mention.span.of(self.text) == name;
            mention.named && mention.kind == EntityType::Per && is_whole
        };
        self.mentions.iter().find(signs).filter(|_| rest.split_whitespace().all(is_of_date)).map(Holder::from)
    }

    /// Who signed a quotation: "…” — Ann Lee, Orla News".
    fn signature(&self) -> Option<Holder> {
        let text = self.span.of(self.text);
        let dash = text.rfind(['—', '–'])?;
        let (before, after) = text.split_at(dash);
        let is_signed = before.trim_end().ends_with(['”', '"', '»']);
        let is_short = after.split_whitespace().nth(SIGNATURE_WORDS).is_none();
        let is_name = after.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        let signs = |mention: &&Mention| {
            mention.named
                && mention.kind == EntityType::Per
                && mention.span.start() > self.span.start() + dash
        };
        self.mentions.iter().find(signs).filter(|_| is_signed && is_short && is_name).map(Holder::from)
    }

    /// Whose words follow a name and a colon at the beginning: "Lee: We deserve better".
    fn announced(&self) -> Option<Holder> {
        let first = self.mentions.iter().find(|mention| mention.named)?;
        let is_first =
            self.text[self.span.start()..first.span.start().max(self.span.start())].trim().is_empty();
        let words = self.text[first.span.end()..].strip_prefix(": ")?;
        let is_sentence = words.trim_start_matches(['“', '"', '\'', '‘']).starts_with(char::is_uppercase);
        (is_first && first.kind == EntityType::Per && is_sentence).then(|| Holder::from(first))
    }
}

/// Whether a pronoun is better understood as whoever spoke before: it stands for nobody, or for the one who is blamed.
fn is_open(meant: Option<&Holder>, actor: usize, is_praise: bool) -> bool {
    meant.is_none_or(|holder| holder.actor == Some(actor) && !is_praise)
}
