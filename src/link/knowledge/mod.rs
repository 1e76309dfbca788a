//! The actor list: who is known, under which names, in which offices.
//!
//! One row is one actor. A name may belong to several (Georgia), so a look-up gives all of them,
//! and the document decides. A list of the user's goes on top of ours: it adds, mends, and wins.

mod rows;
mod role;
mod merge;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub use role::{Day, Role};

use super::names::{is_acronym, normal};
use super::sound::sound_of_name;
use crate::error::Result;
use crate::types::{Actor, ActorKind, EntityType};

const BUILTIN: &str = include_str!("../../../models/actors/actors.csv");
const BUILTIN_FILE: &str = "models/actors/actors.csv";

/// A known actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// A Wikidata id, or a slug.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The type of its name in running text.
    pub entity: EntityType,
    /// The id of the country or body that it belongs to.
    pub parent: Option<String>,
    /// Other names. One that ends in `?` needs its country in the document: `Senate?`.
    pub aliases: Vec<String>,
    /// Names of its people and adjectives: Russian, Russians.
    pub demonyms: Vec<String>,
    /// Places that stand for its government: Moscow.
    pub metonyms: Vec<String>,
    /// A person's offices.
    pub roles: Vec<Role>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Whether it is a news medium or a pollster, which text mostly cites.
    pub is_outlet: bool,
}

impl Entry {
    /// The actor as records give it.
    pub fn actor(&self) -> Actor {
        Actor { id: self.id.clone(), name: self.name.clone(), kind: self.kind, wikidata: self.wikidata() }
    }

    fn wikidata(&self) -> Option<String> {
        let number = self.id.strip_prefix('Q')?;
        let known = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        known.then(|| self.id.clone())
    }
}

/// Which column of the list a name stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Alias,
    Demonym,
    Metonym,
}

/// One name of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The index of the entry.
    pub(super) entry: usize,
    /// Where it stands in the list.
    pub(super) column: Column,
    /// Whether only capitals will do: "US" is a country, "us" is not.
    pub(super) capitals: bool,
    /// Whether the entry's country must be in the document.
    pub(super) needs_home: bool,
}

impl Known {
    /// Whether a name as it is written may be this one: capitals where only they will do.
    pub(super) fn may_be_written(&self, raw: &str) -> bool {
        !self.capitals || is_acronym(raw)
    }
}

/// The format of a user's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFormat {
    /// A header line and one row an actor.
    Csv,
    /// `[[actor]]` tables.
    Toml,
}

/// A name that a user's list takes from an actor of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The name as the user wrote it.
    pub name: String,
    /// The line of the user's row.
    pub line: u64,
    /// The id of the user's actor, who has the name from now on.
    pub user: String,
    /// The id of ours, who had it.
    pub builtin: String,
}

/// The actor list, ready for look-up.
#[derive(Clone, Debug)]
pub struct Knowledge {
    entries: Vec<Entry>,
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, Vec<Known>>,
    /// Persons by the last word of their name.
    by_surname: HashMap<String, Vec<usize>>,
    /// Persons by the sound of their full names.
    by_sound: HashMap<String, Vec<usize>>,
    homes: Vec<usize>,
    watched: HashSet<usize>,
}

impl Knowledge {
    /// The list inside the program, parsed once.
    pub fn builtin() -> &'static Self {
        static LIST: LazyLock<Knowledge> = LazyLock::new(|| {
            Knowledge::parse(BUILTIN_FILE, BUILTIN)
                .unwrap_or_else(|error| panic!("the list inside the program is broken: {error}"))
        });
        &LIST
    }

    /// The bytes of the list inside the program, for its checksum.
    pub fn source() -> &'static str {
        BUILTIN
    }

    /// Reads a whole list in CSV: every row has `id`, `name`, `kind` and `type`. `file` is for messages.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let rows = rows::from_csv(file, text)?;
        let mut list = Self::empty();
        list.add(file, rows)?;
        list.index();
        Ok(list)
    }

    /// This list with a user's on top: new actors, more names, other values. A row without an id means the actor of
    /// that name. Also tells which names the user's actors take from ours.
    pub fn with(&self, file: &str, text: &str, format: ListFormat) -> Result<(Self, Vec<Conflict>)> {
        let rows = match format {
            ListFormat::Csv => rows::from_csv(file, text)?,
            ListFormat::Toml => rows::from_toml(file, text)?,
        };
        let mut list = self.clone();
        let claims = list.add(file, rows)?;
        list.watched = claims.iter().map(|claim| claim.entry).collect();
        list.index();
        let conflicts = list.grant(&claims);
        Ok((list, conflicts))
    }

    fn empty() -> Self {
        Self {
            entries: Vec::new(),
            by_id: HashMap::new(),
            by_name: HashMap::new(),
            by_surname: HashMap::new(),
            by_sound: HashMap::new(),
            homes: Vec::new(),
            watched: HashSet::new(),
        }
    }

    /// All actors, in the order of the list.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The actor with that id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|&index| &self.entries[index])
    }

    /// Whether the user's list names that actor.
    pub fn is_watched(&self, id: &str) -> bool {
        self.by_id.get(id).is_some_and(|index| self.watched.contains(index))
    }

    /// Whose name that is; `name` is a normal form.
    pub(super) fn find(&self, name: &str) -> &[Known] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Persons whose name ends in that word; `surname` is a normal form.
    pub(super) fn persons_named(&self, surname: &str) -> &[usize] {
        self.by_surname.get(surname).map_or(&[], Vec::as_slice)
    }

    /// The one person whose name sounds like that; `words` are of a normal form, without titles.
    pub(super) fn person_heard(&self, words: &[&str]) -> Option<usize> {
        match self.by_sound.get(&sound_of_name(words)?).map(Vec::as_slice) {
            Some(&[only]) => Some(only),
            _ => None,
        }
    }

    /// The country of an entry, else the body that it belongs to, else itself.
    pub(super) fn home(&self, entry: usize) -> usize {
        self.homes[entry]
    }

    fn parent(&self, entry: usize) -> Option<usize> {
        self.entries[entry].parent.as_deref().and_then(|parent| self.by_id.get(parent)).copied()
    }

    fn index(&mut self) {
        self.by_name.clear();
        self.by_surname.clear();
        self.by_sound.clear();
        self.by_name.reserve(4 * self.entries.len());
        for (index, entry) in self.entries.iter().enumerate() {
            let aliases =
                std::iter::once(&entry.name).chain(&entry.aliases).map(|name| (name, Column::Alias));
            let demonyms = entry.demonyms.iter().map(|name| (name, Column::Demonym));
            let metonyms = entry.metonyms.iter().map(|name| (name, Column::Metonym));
            for (name, column) in aliases.chain(demonyms).chain(metonyms) {
                let needs_home = name.ends_with('?');
                let name = name.trim_end_matches('?');
                let key = normal(name);
                let capitals = is_acronym(name) && key.len() <= 3;
                if column == Column::Alias
                    && entry.entity == EntityType::Per
                    && let Some((_, surname)) = key.rsplit_once(' ')
                {
                    let words: Vec<&str> = key.split(' ').collect();
                    let sound = sound_of_name(&words).filter(|_| !needs_home);
                    let surname = Some(surname.to_owned());
                    for (map, name) in [(&mut self.by_surname, surname), (&mut self.by_sound, sound)] {
                        let Some(name) = name else { continue };
                        let owners = map.entry(name).or_default();
                        if owners.last() != Some(&index) {
                            owners.push(index);
                        }
                    }
                }
                if key.is_empty() {
                    continue;
                }
                let known = Known { entry: index, column, capitals, needs_home };
                let owners = self.by_name.entry(key).or_default();
                if !owners.iter().any(|owner| owner.entry == index && owner.column == column) {
                    owners.push(known);
                }
            }
        }
        self.homes = (0..self.entries.len()).map(|entry| self.find_home(entry)).collect();
    }

    fn find_home(&self, entry: usize) -> usize {
        let mut home = entry;
        while self.entries[home].kind != ActorKind::State
            && let Some(parent) = self.parent(home)
        {
            home = parent;
        }
        home
    }
}

#[cfg(test)]
mod tests;
