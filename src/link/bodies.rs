//! Countries, places, organisations and groups of one document: the list first, then acronyms, then the name.
//!
//! A name that several actors share goes to the one whose country the document speaks of:
//! Georgia is a US state in an article about Atlanta, and a country next to Tbilisi.

use std::collections::{HashMap, HashSet};

use super::acronyms::Acronyms;
use super::knowledge::{Column, Knowledge, Known};
use super::names::{is_acronym, starts_upper, without_legal_form, without_possessive};
use super::usage::holds;
use super::words::{ILLNESSES, RACIAL_IDEAS, REGION_WORDS, STATE_BODIES, STATE_OFFICES};
use super::{Name, next_word};
use crate::types::{ActorKind, EntityType};

/// What a name that is no person's can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// Entries of the list, by the column that the name stands in; one at least.
    Listed { alias: Option<usize>, demonym: Option<usize>, metonym: Option<usize> },
    /// Short for another name of the document, by its index, and how.
    Short { of: usize, by: &'static str },
    /// A name that the list does not know, by the index of its cluster.
    Named(usize),
}

/// A name that the list does not know, and all mentions of it.
#[derive(Debug)]
pub(super) struct Cluster {
    /// The name as it stands in the text.
    pub(super) canonical: String,
    /// The type of its first mention.
    pub(super) kind: EntityType,
}

/// The unknown bodies of a document and, for each name, what it means; nothing for persons and MISC.
pub(super) fn resolve(
    text: &str,
    names: &[Name<'_>],
    knowledge: &Knowledge,
    homes: &Homes,
) -> (Vec<Cluster>, Vec<Option<Body>>) {
    let acronyms = Acronyms::collect(text, names, knowledge);
    let mut clusters = Clusters::default();
    let states = states(text, names, knowledge);
    let resolve = |(index, name): (usize, &Name<'_>)| {
        if name.normal.is_empty()
            || matches!(name.kind, EntityType::Per | EntityType::Misc)
            || is_no_people(text, name)
        {
            return None;
        }
        let defined = acronyms.defined(name).filter(|&expansion| expansion != index);
        let by = if is_acronym(name.raw) { "acronym" } else { "short" };
        let shortened = || {
            let implied = acronyms.implied(names, name).map(|of| Body::Short { of, by: "acronym" });
            implied.or_else(|| acronyms.part(name).map(|of| Body::Short { of, by: "short" }))
        };
        let body = defined
            .map(|of| Body::Short { of, by })
            .or_else(|| listed(text, name, &states, owner(text, names, index, knowledge), knowledge, homes))
            .or_else(|| if is_of_a_state(name) { None } else { shortened() });
        body.or_else(|| looks_like_name(name.raw, name.kind).then(|| clusters.add(name)))
    };
    let bodies = names.iter().enumerate().map(resolve).collect();
    (clusters.clusters, bodies)
}

/// What the list says about a name, with the help of the document's countries.
fn listed(
    text: &str,
    name: &Name<'_>,
    states: &HashSet<&str>,
    owner: Option<usize>,
    knowledge: &Knowledge,
    homes: &Homes,
) -> Option<Body> {
    let mut hits = hits(text, name, states, knowledge);
    if is_of_a_state(name) {
        hits.retain(|known| knowledge.entries()[known.entry].kind != ActorKind::Organisation);
    } else if let Some(owner) = owner {
        // "New York's Labor Department" is no department of the Union's.
        let belongs = |entry: usize| {
            let parent = knowledge.entries()[entry].parent.as_deref();
            parent == Some(knowledge.entries()[owner].id.as_str())
        };
        hits.retain(|known| !known.needs_home || belongs(known.entry));
    }
    // Amazon the river and Amazon the company: where the type tells them apart, it does.
    let is_typed = |known: &Known| knowledge.entries()[known.entry].entity == name.kind;
    let is_alias = |known: &Known| known.column == Column::Alias && !known.needs_home;
    if hits.iter().any(|known| is_alias(known) && is_typed(known)) {
        hits.retain(|known| known.column != Column::Alias || is_typed(known));
    }
    let choose = |column| {
        let candidates: Vec<&Known> = hits.iter().filter(|known| known.column == column).collect();
        homes.choose(&candidates, knowledge)
    };
    let (alias, demonym, metonym) = (choose(Column::Alias), choose(Column::Demonym), choose(Column::Metonym));
    (alias.or(demonym).or(metonym)).map(|_| Body::Listed { alias, demonym, metonym })
}

/// Whether a people's name is a part of a word for something else: "Spanish flu", "white nationalists".
fn is_no_people(text: &str, name: &Name<'_>) -> bool {
    let next = next_word(text, name.span);
    let names_idea = || matches!(name.normal.as_str(), "white" | "black") && holds(&RACIAL_IDEAS, next);
    name.kind == EntityType::Norp && (holds(&ILLNESSES, next) || names_idea())
}

/// Whether what nobody knows may be a name: words in small letters are none ("southern", "the bureau"), but for groups of
/// people.
pub(super) fn looks_like_name(name: &str, kind: EntityType) -> bool {
    has_capital(name) || kind == EntityType::Norp && name.ends_with('s')
}

/// Whether a name has a digit or a letter that is not small; scripts without capitals have no small ones.
pub(super) fn has_capital(name: &str) -> bool {
    let is_small = |c: char| {
        c.is_lowercase() && c.to_uppercase().next() != Some(c) && !('\u{10d0}'..='\u{10ff}').contains(&c)
    };
    name.chars().any(|c| c.is_alphanumeric() && !is_small(c))
}

/// Names that mean a state or province all through the document, since it speaks of that once ("New York Gov. Ana Lind")
/// and never of the city ("New York City", "New York Mayor"). What is also a country, or a seat of government as Washington
/// is, is a state only where that is said.
fn states<'a>(text: &str, names: &'a [Name<'_>], knowledge: &Knowledge) -> HashSet<&'a str> {
    let city = |name: &'a Name<'_>| {
        let is_ruled = next_word(text, name.span).eq_ignore_ascii_case("mayor");
        name.normal.strip_suffix(" city").or_else(|| is_ruled.then_some(name.normal.as_str()))
    };
    let cities: HashSet<&str> = names.iter().filter_map(city).collect();
    let is_place = |known: &Known| {
        known.column != Column::Metonym && knowledge.entries()[known.entry].kind == ActorKind::Place
    };
    let spoken_of = names.iter().filter(|name| is_spoken_of_as_state(text, name));
    spoken_of
        .map(|name| name.normal.as_str())
        .filter(|state| !cities.contains(state) && knowledge.find(state).iter().all(is_place))
        .collect()
}

/// "Washington state", "New York Gov. Ana Lind": other places than Washington and New York.
fn is_spoken_of_as_state(text: &str, name: &Name<'_>) -> bool {
    name.kind == EntityType::Loc && holds(&STATE_OFFICES, next_word(text, name.span))
}

/// "The state Senate" is no Senate of the Union's, "the state's Democratic Party" no party of all states.
fn is_of_a_state(name: &Name<'_>) -> bool {
    let before = name.before.strip_suffix(' ').unwrap_or_default();
    let owner = before.strip_suffix("'s").or_else(|| before.strip_suffix("’s")).unwrap_or(before);
    let is_state = matches!(owner.rsplit(' ').next(), Some("state" | "State"));
    let last = name.normal.rsplit(' ').next().unwrap_or_default();
    name.kind == EntityType::Org && is_state && STATE_BODIES.contains(last)
}

/// The place that a name is said to belong to: "New York's Labor Department".
fn owner(text: &str, names: &[Name<'_>], index: usize, knowledge: &Knowledge) -> Option<usize> {
    let before = &names[index.checked_sub(1)?];
    let gap = text.get(before.span.end()..names[index].span.start())?;
    let owns = before.kind == EntityType::Loc && matches!(gap, "'s " | "’s ");
    let alias = |known: &&Known| known.column == Column::Alias && !known.needs_home;
    knowledge.find(&before.normal).iter().filter(|_| owns).find(alias).map(|known| known.entry)
}

/// The baseline: the one entry of that name and type.
pub(super) fn exact(name: &Name<'_>, knowledge: &Knowledge) -> Option<Body> {
    let mut aliases = knowledge.find(&name.normal).iter().filter(|known| {
        let is_alias = known.column == Column::Alias && !known.needs_home;
        is_alias && knowledge.entries()[known.entry].entity == name.kind
    });
    let alias = aliases.next().filter(|_| aliases.next().is_none())?.entry;
    Some(Body::Listed { alias: Some(alias), demonym: None, metonym: None })
}

/// The names of the list that are written like this one and may have its type.
fn hits(text: &str, name: &Name<'_>, states: &HashSet<&str>, knowledge: &Knowledge) -> Vec<Known> {
    let mut found = knowledge.find(&name.normal);
    if states.contains(name.normal.as_str()) || is_spoken_of_as_state(text, name) {
        let kind = |known: &Known| knowledge.entries()[known.entry].kind;
        let is_country = |known: &Known| known.column == Column::Alias && kind(known) == ActorKind::State;
        let state = knowledge.find(&format!("{} state", name.normal));
        // Ohio State is a university, and "Mexico state oil" is Mexico's.
        if state.iter().any(|known| kind(known) == ActorKind::Place) && !found.iter().any(is_country) {
            found = state;
        }
    }
    if found.is_empty() && name.kind == EntityType::Loc {
        let region = name.normal.rsplit_once(' ').filter(|(_, last)| REGION_WORDS.contains(last));
        found = region.map_or(&[], |(region, _)| knowledge.find(region));
    }
    if found.is_empty() && name.kind == EntityType::Loc {
        found = city_of(name.raw, knowledge);
    }
    if found.is_empty() && name.kind == EntityType::Org {
        found = knowledge.find(without_legal_form(&name.normal));
    }
    let fits = |known: &&Known| {
        let entry = &knowledge.entries()[known.entry];
        known.may_be_written(name.raw)
            && match known.column {
                Column::Alias => may_be(name.kind, entry.entity, entry.kind),
                Column::Demonym => {
                    // A democrat is no Democrat, but democrats may be.
                    let is_written = starts_upper(name.raw) || name.raw.ends_with('s') && !known.needs_home;
                    let is_called = entry.kind != ActorKind::Organisation || is_written;
                    is_called && name.kind != EntityType::Per && may_be_people(name.kind, entry.kind)
                }
                Column::Metonym => matches!(name.kind, EntityType::Loc | EntityType::Org),
            }
    };
    found.iter().filter(fits).copied().collect()
}

/// "Tampa, Florida": the city of that name, where it lies in that country.
fn city_of<'k>(raw: &str, knowledge: &'k Knowledge) -> &'k [Known] {
    let Some((city, region)) = raw.split_once(", ") else { return &[] };
    let country = |known: &Known| knowledge.entries()[known.entry].country.as_deref();
    let cities = knowledge.find(&super::names::normal(city));
    let regions = knowledge.find(&super::names::normal(region));
    let lies_there =
        cities.first().is_some_and(|city| regions.iter().any(|region| country(region) == country(city)));
    if lies_there { cities } else { &[] }
}

/// Whether a demonym of an entry means its people: the Texans and the New Yorker may be organisations.
pub(super) fn may_be_people(mention: EntityType, kind: ActorKind) -> bool {
    mention != EntityType::Org || kind != ActorKind::Place
}

/// Whether a mention of type `mention` may mean an entry: taggers mix organisations, countries and groups.
fn may_be(mention: EntityType, entry: EntityType, kind: ActorKind) -> bool {
    match (mention, entry) {
        (EntityType::Org | EntityType::Norp, EntityType::Loc) => kind != ActorKind::Place,
        (mention, entry) => {
            entry != EntityType::Per && mention != EntityType::Misc && mention != EntityType::Per
        }
    }
}

/// How often the document speaks of each country or body, counted on names that are not in doubt.
pub(super) struct Homes {
    counts: HashMap<usize, usize>,
    most: usize,
}

impl Homes {
    pub(super) fn count(names: &[Name<'_>], knowledge: &Knowledge) -> Self {
        let mut counts = HashMap::new();
        for name in names {
            let is_person = name.kind == EntityType::Per;
            let known = knowledge.find(&name.normal).iter().filter(|known| {
                !known.needs_home
                    && known.may_be_written(name.raw)
                    && (knowledge.entries()[known.entry].entity == EntityType::Per) == is_person
            });
            let mut homes: Vec<usize> = known.map(|known| knowledge.home(known.entry)).collect();
            homes.dedup();
            if let [home] = homes[..] {
                *counts.entry(home).or_default() += 1;
            }
        }
        let states = counts.iter().filter(|(home, _)| knowledge.entries()[**home].kind == ActorKind::State);
        let most = states.map(|(_, &count)| count).max().unwrap_or(0);
        Self { counts, most }
    }

    /// How often the document speaks of the entry's country or body.
    pub(super) fn of(&self, entry: usize, knowledge: &Knowledge) -> usize {
        self.counts.get(&knowledge.home(entry)).copied().unwrap_or(0)
    }

    /// The entry that a name means here; nothing where the document does not tell.
    fn choose(&self, candidates: &[&Known], knowledge: &Knowledge) -> Option<usize> {
        let possible =
            candidates.iter().filter(|known| !known.needs_home || self.is_home(known.entry, knowledge));
        let mut entries: Vec<usize> = possible.map(|known| known.entry).collect();
        entries.dedup();
        if let [only] = entries[..] {
            return Some(only);
        }
        let kind = |entry: usize| knowledge.entries()[entry].kind;
        let is_alias = candidates.first().is_some_and(|known| known.column == Column::Alias);
        // A country that is named beside its own name is meant, however often another one is named.
        let spoken_of = |entry: &usize| kind(*entry) == ActorKind::State && self.of(*entry, knowledge) > 0;
        if is_alias && let Some(state) = entries.iter().copied().find(spoken_of) {
            return Some(state);
        }
        let best = entries.iter().map(|&entry| self.of(entry, knowledge)).max()?;
        entries.retain(|&entry| self.of(entry, knowledge) == best);
        // Brussels is the Union's rather than Belgium's; Georgia is the country rather than the state.
        let first = if is_alias { ActorKind::State } else { ActorKind::Organisation };
        let mut preferred = entries.iter().copied().filter(|&entry| kind(entry) == first);
        match (&entries[..], preferred.next(), preferred.next()) {
            (&[only], _, _) => Some(only),
            (_, Some(entry), None) => Some(entry),
            _ => None,
        }
    }

    /// Whether the entry's country is in the document, and none more often.
    fn is_home(&self, entry: usize, knowledge: &Knowledge) -> bool {
        let count = self.of(entry, knowledge);
        count > 0
            && (count >= self.most || knowledge.entries()[knowledge.home(entry)].kind != ActorKind::State)
    }
}

#[derive(Default)]
struct Clusters {
    clusters: Vec<Cluster>,
    by_name: HashMap<String, usize>,
}

impl Clusters {
    fn add(&mut self, name: &Name<'_>) -> Body {
        let key = without_legal_form(&name.normal);
        // The Department of Parks is the Parks Department.
        let office = ["department", "ministry"].into_iter().find_map(|office| {
            let field = key.strip_prefix(office)?.strip_prefix(" of ")?;
            Some(format!("{} {office}", field.strip_prefix("the ").unwrap_or(field)))
        });
        let key = office.unwrap_or_else(|| key.to_owned());
        let raw = without_possessive(name.raw);
        let index = *self.by_name.entry(key).or_insert_with(|| {
            self.clusters.push(Cluster { canonical: raw.to_owned(), kind: name.kind });
            self.clusters.len() - 1
        });
        let canonical = &mut self.clusters[index].canonical;
        let shouted = !canonical.chars().any(char::is_lowercase) && raw.chars().any(char::is_lowercase);
        if raw.len() > canonical.len() || shouted {
            raw.clone_into(canonical);
        }
        Body::Named(index)
    }
}
