//! Persons of one document: full names first, then surnames and given names that lean on them.
//!
//! News names a person in full once and by surname afterwards (or before, in a headline).
//! So all full names are collected before the first short one is read.

use super::Name;
use super::bodies::Homes;
use super::genders::{is_female, kin};
use super::knowledge::{Column, Day, Knowledge, Role};
use super::names::{
    Fit, Title, fits, is_form_of, normal, person_words, same_person, starts_upper, title_of,
    without_possessive, without_suffix, without_titles,
};
use super::second_names::{SecondName, second_name};
use super::words::{KIN, LEADING, SERVING, Words};
use crate::types::{ActorKind, EntityType};

/// One person of the document.
#[derive(Debug)]
pub(super) struct Person {
    /// The entry of the list.
    pub(super) entry: Option<usize>,
    /// The longest name in the document.
    pub(super) canonical: String,
    forms: Vec<Vec<String>>,
    in_full: bool,
    female: Option<bool>,
    /// Whether last named as somebody's: "his son Omar Marsh".
    is_relative: bool,
    /// The index and the paragraph of the last name.
    last_seen: Option<(usize, usize)>,
    n_seen: usize,
}

/// Whom a name means and which rule says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) person: usize,
    pub(super) by: &'static str,
}

/// The persons of a document and, for each name, which of them it means; nothing for other names.
pub(super) fn resolve(
    names: &[Name<'_>],
    knowledge: &Knowledge,
    homes: &Homes,
    day: Option<Day>,
) -> (Vec<Person>, Vec<Option<Choice>>) {
    let mut people = People { knowledge, homes, day, people: Vec::new() };
    people.collect_full_names(names);
    let mut choices: Vec<Option<Choice>> = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let before =
            index.checked_sub(1).filter(|_| second_name_at(names, index) == Some(SecondName::Behind));
        let same = before.and_then(|before| choices[before]);
        let same = same.filter(|_| people.listed(name, &person_words(&name.normal)).is_none());
        choices.push(match same {
            Some(same) => {
                people.people[same.person].seen(index, name.paragraph);
                Some(Choice { by: "alias", ..same })
            }
            None => {
                (name.kind == EntityType::Per && !name.normal.is_empty()).then(|| people.choose(index, name))
            }
        });
    }
    (people.people, choices)
}

fn second_name_at(names: &[Name<'_>], index: usize) -> Option<SecondName> {
    second_name(index.checked_sub(1).map(|before| &names[before]), &names[index])
}

struct People<'k> {
    knowledge: &'k Knowledge,
    homes: &'k Homes,
    day: Option<Day>,
    people: Vec<Person>,
}

impl People<'_> {
    /// Longer names come first, so that "Abu Marzouk" finds "Mousa Abu Marzouk" and is no person of its own.
    fn collect_full_names(&mut self, names: &[Name<'_>]) {
        let persons = (0..names.len()).filter(|&index| names[index].kind == EntityType::Per);
        let mut full: Vec<(Vec<&str>, usize)> =
            persons.map(|index| (person_words(&names[index].normal), index)).collect();
        full.retain(|(words, _)| without_suffix(words).len() > 1);
        // Second names come last: whose they are is known then.
        full.sort_by_cached_key(|(words, index)| {
            (second_name_at(names, *index), std::cmp::Reverse(words.len()))
        });
        for (words, index) in full {
            let name = &names[index];
            let entry = self.listed(name, &words);
            if let Some(bearer) = self.bearer(names, index, &words).filter(|_| entry.is_none()) {
                self.people[bearer].add_words(&words);
                continue;
            }
            if let Some(person) = self.same(entry, &words) {
                self.people[person].add_form(&words, name.raw);
                self.people[person].entry = self.people[person].entry.or(entry);
            } else if entry.is_some() || self.fitting(&words).is_empty() {
                self.found(entry, &words, name.raw, true);
            }
        }
    }

    /// The person whom the text gives this second name.
    fn bearer(&self, names: &[Name<'_>], index: usize, words: &[&str]) -> Option<usize> {
        let first = match second_name_at(names, index)? {
            SecondName::Behind => {
                let before = person_words(&names[index - 1].normal);
                let is_bearer = |form: &Vec<String>| {
                    let form = borrowed(form);
                    form == before || fits(&before, &form).is_some()
                };
                return self.people.iter().position(|person| person.forms.iter().any(is_bearer));
            }
            SecondName::Born => words.first()?,
        };
        let is_called = |form: &Vec<String>| form.first().is_some_and(|given| is_form_of(first, given));
        let mut same =
            (0..self.people.len()).filter(|&person| self.people[person].forms.iter().any(is_called));
        same.next().filter(|_| same.next().is_none())
    }

    fn found(&mut self, entry: Option<usize>, words: &[&str], raw: &str, in_full: bool) -> usize {
        let canonical = without_titles(raw).to_owned();
        let mut forms = vec![owned(words)];
        if let Some(entry) = entry {
            let name = normal(&self.knowledge.entries()[entry].name);
            forms.push(owned(&person_words(&name)));
        }
        self.people.push(Person {
            entry,
            canonical,
            forms,
            in_full,
            female: entry.and_then(|entry| self.is_woman(entry)),
            is_relative: false,
            last_seen: None,
            n_seen: 0,
        });
        self.people.len() - 1
    }

    /// Whether the given name of somebody of the list is a woman's.
    fn is_woman(&self, entry: usize) -> Option<bool> {
        let name = normal(&self.knowledge.entries()[entry].name);
        name.split(' ').next().and_then(is_female)
    }

    /// The entry of a name in the list, with its title or without.
    fn listed(&self, name: &Name<'_>, words: &[&str]) -> Option<usize> {
        let find = |normal: &str| {
            let hits = self.knowledge.find(normal).iter().filter(|known| {
                known.column == Column::Alias
                    && self.knowledge.entries()[known.entry].entity == EntityType::Per
                    && known.may_be_written(name.raw)
                    && (!known.needs_home || self.homes.of(known.entry, self.knowledge) > 0)
            });
            self.likeliest(hits.map(|known| known.entry).collect())
        };
        find(&name.normal).or_else(|| find(&words.join(" "))).or_else(|| self.knowledge.person_heard(words))
    }

    /// Of several persons the one whose country the document speaks of most; nothing where that does not tell.
    fn likeliest(&self, persons: Vec<usize>) -> Option<usize> {
        let count = |&person: &usize| self.homes.of(person, self.knowledge);
        let most = persons.iter().map(count).max()?;
        let mut best = persons.iter().filter(|person| count(person) == most);
        best.next().copied().filter(|_| best.next().is_none())
    }

    /// The one person that this full name is another form of.
    fn same(&self, entry: Option<usize>, words: &[&str]) -> Option<usize> {
        let mut same = (0..self.people.len()).filter(|&index| {
            let person = &self.people[index];
            match (entry, person.entry) {
                (Some(entry), Some(other)) => entry == other,
                _ => person.forms.iter().any(|form| agree(words, form, entry.or(person.entry).is_some())),
            }
        });
        let first = same.next()?;
        same.next().is_none().then_some(first)
    }

    /// The persons that a short name fits, and how.
    fn fitting(&self, words: &[&str]) -> Vec<(usize, Fit)> {
        let fit = |person: &Person| {
            // The Trump family is no Trump.
            let is_kin = |form: &Vec<String>| form.last().is_some_and(|last| KIN.contains(last.as_str()));
            let mut fits =
                person.forms.iter().filter_map(|form| fits(words, &borrowed(form)).filter(|_| !is_kin(form)));
            fits.next()
        };
        let all: Vec<(usize, Fit)> = self
            .people
            .iter()
            .enumerate()
            .filter_map(|(index, person)| Some((index, fit(person)?)))
            .collect();
        let surnames = all.iter().filter(|(_, fit)| *fit == Fit::Surname).copied().collect::<Vec<_>>();
        if !surnames.is_empty() {
            return surnames;
        }
        // A given name must be unambiguous; a surname has the document's order to decide. "Tom" is Tom Bell
        // rather than Thomas Marsh.
        let given: Vec<(usize, Fit)> = all.iter().filter(|(_, fit)| *fit == Fit::Given).copied().collect();
        self.protagonist(if given.is_empty() { all } else { given })
    }

    /// Of several with one name the one that the document is about: named three times as often as any other.
    fn protagonist(&self, mut all: Vec<(usize, Fit)>) -> Vec<(usize, Fit)> {
        all.sort_by_key(|&(person, _)| std::cmp::Reverse(self.people[person].n_seen));
        let [(first, _), (second, _), ..] = all[..] else { return all };
        let leads = self.people[first].n_seen >= 3 * self.people[second].n_seen.max(1);
        all.truncate(usize::from(leads));
        all
    }

    fn choose(&mut self, index: usize, name: &Name<'_>) -> Choice {
        let words = person_words(&name.normal);
        let title = title_of(name.before, name.raw);
        let president = self.former_president(name, &words);
        let full = president.or_else(|| self.in_full(name, &words));
        let choice = full.unwrap_or_else(|| self.in_short(index, name, &words, title));
        let person = &mut self.people[choice.person];
        person.seen(index, name.paragraph);
        person.female = person.female.or(title.female);
        person.is_relative = kin(name.before).is_some();
        choice
    }

    /// "President Clinton" in an article about others of that name, none of whom was president: the one who was, of a
    /// country that the document speaks of.
    fn former_president(&mut self, name: &Name<'_>, words: &[&str]) -> Option<Choice> {
        let [surname] = words else { return None };
        let entries = self.knowledge.entries();
        let before = title_in_front(name);
        let before = before
            .strip_suffix("President")
            .filter(|rest| !rest.ends_with(|c: char| c == '-' || c.is_alphabetic()))?;
        // A Vice President, the Senate President.
        let title = before.trim_end().rsplit(' ').next().unwrap_or_default();
        if title.ends_with(char::is_alphabetic)
            && starts_upper(title)
            && !matches!(title, "Former" | "US" | "American")
        {
            return None;
        }
        let presided = |entry: usize| {
            let of_state = |role: &Role| {
                self.knowledge.entry(&role.body).is_some_and(|body| body.kind == ActorKind::State)
            };
            entries[entry].roles.iter().any(|role| role.title == "president" && of_state(role))
        };
        let others: Vec<Option<usize>> =
            self.fitting(words).iter().map(|&(person, _)| self.people[person].entry).collect();
        if others.is_empty() || others.iter().any(|entry| entry.is_none_or(presided)) {
            return None;
        }
        let named = self.knowledge.persons_named(surname).iter().copied();
        let here = |entry: &usize| presided(*entry) && self.homes.of(*entry, self.knowledge) > 0;
        let entry = self.likeliest(named.filter(here).collect())?;
        let known = self.people.iter().position(|person| person.entry == Some(entry));
        let person = known.unwrap_or_else(|| {
            let full = &entries[entry].name;
            self.found(Some(entry), &person_words(&normal(full)), full, false)
        });
        Some(Choice { person, by: "role" })
    }

    fn in_full(&self, name: &Name<'_>, words: &[&str]) -> Option<Choice> {
        let by_form =
            self.people.iter().position(|person| person.forms.iter().any(|form| borrowed(form) == words));
        let person = by_form?;
        let listed = self.people[person].entry.is_some() && self.listed(name, words).is_some();
        Some(Choice { person, by: if listed { "alias" } else { "name" } })
    }

    fn in_short(&mut self, index: usize, name: &Name<'_>, words: &[&str], title: Title) -> Choice {
        let entry = self.listed(name, words);
        let known = entry.and_then(|entry| self.people.iter().position(|person| person.entry == Some(entry)));
        if let Some(person) = known.filter(|&person| !self.people[person].contradicts(title)) {
            return Choice { person, by: if self.people[person].in_full { "surname" } else { "alias" } };
        }
        let mut fitting = self.fitting(words);
        // "Trump" beside Donald Trump Jr. is the one that everybody knows, "Queen Elizabeth" no Liz Bell.
        if entry.is_some() && known.is_none() {
            fitting.retain(|&(person, fit)| fit != Fit::Form && !self.people[person].is_junior());
        }
        fitting.retain(|&(person, _)| !self.people[person].contradicts(title));
        // "President Trump" is the one that everybody knows, even where the document has another Trump.
        let famous = entry.filter(|_| known.is_none() && (title.office || fitting.is_empty()));
        // "Mrs. Trump" is another one all the same.
        let famous = famous.filter(|&entry| !disagree(self.is_woman(entry), title.female));
        if let Some(entry) = famous {
            return Choice { person: self.found(Some(entry), words, name.raw, false), by: "alias" };
        }
        match self.antecedent(&fitting, index, name.paragraph) {
            Some((person, fit)) => {
                Choice { person, by: if fit == Fit::Surname { "surname" } else { "given" } }
            }
            None => {
                let holder = self.officeholder(name, words, title);
                let by = if holder.is_some() { "role" } else { "name" };
                Choice { person: self.found(holder, words, name.raw, false), by }
            }
        }
    }

    /// The one person of the list with that surname who held the office in front of the name ("Chancellor Scholz"),
    /// or a leading one of a country that the document speaks of.
    fn officeholder(&self, name: &Name<'_>, words: &[&str], address: Title) -> Option<usize> {
        let surname = without_titles(name.raw);
        // The prophet is no politician of that name.
        if surname.contains(' ') || name.before.ends_with("Prophet ") {
            return None;
        }
        let entries = self.knowledge.entries();
        let bears = |entry: usize| {
            let mut forms = std::iter::once(&entries[entry].name).chain(&entries[entry].aliases);
            forms.any(|form| fits(words, &person_words(&normal(form))) == Some(Fit::Surname))
        };
        let candidates: Vec<usize> = self
            .knowledge
            .persons_named(words.last()?)
            .iter()
            .copied()
            .filter(|&entry| bears(entry) && !disagree(self.is_woman(entry), address.female))
            .collect();
        let before = title_in_front(name).to_lowercase();
        let held = |entry: usize, fits: &dyn Fn(&Role) -> bool| {
            entries[entry].roles.iter().any(|role| role.holds(self.day) && fits(role))
        };
        let titled = |role: &Role| before.ends_with(&role.title);
        let with_title = candidates.iter().copied().filter(|&entry| held(entry, &titled)).collect();
        // Without a title: the head of state before the senator, each of a country that the document speaks of.
        let at_home = |offices: &Words| {
            let leads = |role: &Role| offices.contains(role.title.as_str());
            let here = |entry: &usize| self.homes.of(*entry, self.knowledge) > 0 && held(*entry, &leads);
            self.likeliest(candidates.iter().copied().filter(here).collect())
        };
        // "Mrs. Clinton": the one woman of that name who ever held such an office.
        let addressed = || {
            address.female.filter(|female| *female)?;
            let is_one = |entry: &usize| {
                let leads = |role: &Role| {
                    [&LEADING, &SERVING].iter().any(|offices| offices.contains(role.title.as_str()))
                };
                self.is_woman(*entry) == Some(true)
                    && self.homes.of(*entry, self.knowledge) > 0
                    && entries[*entry].roles.iter().any(leads)
            };
            self.likeliest(candidates.iter().copied().filter(is_one).collect())
        };
        let held = self.likeliest(with_title).or_else(|| at_home(&LEADING)).or_else(|| at_home(&SERVING));
        held.or_else(addressed)
    }

    /// Whom a short name leans on: the nearest, but across a paragraph's end, or beside a relative, rather whom the
    /// document was about so far.
    fn antecedent(&self, fitting: &[(usize, Fit)], index: usize, paragraph: usize) -> Option<(usize, Fit)> {
        let nearest = fitting.iter().max_by_key(|(person, _)| self.nearness(*person, index)).copied()?;
        let person = &self.people[nearest.0];
        if !person.is_relative && person.last_seen.is_some_and(|(_, last)| last == paragraph) {
            return Some(nearest);
        }
        self.protagonist(fitting.to_vec()).first().copied().or(Some(nearest))
    }

    /// The most recent antecedent wins; among persons still to come, the first.
    fn nearness(&self, person: usize, index: usize) -> (Option<usize>, std::cmp::Reverse<usize>) {
        let last = self.people[person].last_seen.filter(|&(last, _)| last < index);
        (last.map(|(last, _)| last), std::cmp::Reverse(person))
    }
}

impl Person {
    /// The name with that index means this person.
    fn seen(&mut self, index: usize, paragraph: usize) {
        self.last_seen = Some((index, paragraph));
        self.n_seen += 1;
    }

    fn add_words(&mut self, words: &[&str]) {
        if !self.forms.iter().any(|form| borrowed(form) == words) {
            self.forms.push(owned(words));
        }
    }

    fn add_form(&mut self, words: &[&str], raw: &str) {
        self.in_full = true;
        self.add_words(words);
        let raw = without_titles(raw);
        if raw.len() > self.canonical.len() || is_shouted(&self.canonical) && !is_shouted(raw) {
            raw.clone_into(&mut self.canonical);
        }
    }

    fn is_junior(&self) -> bool {
        self.forms.iter().any(|form| without_suffix(&borrowed(form)).len() != form.len())
    }

    fn contradicts(&self, title: Title) -> bool {
        disagree(self.female, title.female)
    }
}

fn disagree(one: Option<bool>, other: Option<bool>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one != other)
}

/// The last words before a person's name, the titles inside it among them.
fn title_in_front(name: &Name<'_>) -> String {
    let title = without_possessive(name.raw).strip_suffix(without_titles(name.raw)).unwrap_or_default();
    let start = name.before.floor_char_boundary(name.before.len().saturating_sub(60));
    format!("{}{title}", &name.before[start..]).trim_end().to_owned()
}

fn is_shouted(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

/// Whether two full names agree. A "Jr." is another person where the list knows the name without it.
fn agree(words: &[&str], form: &[String], listed: bool) -> bool {
    let form = borrowed(form);
    let suffix = |words: &[&str]| without_suffix(words).len() != words.len();
    (!listed || suffix(words) == suffix(&form)) && (words == form || same_person(words, &form))
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
