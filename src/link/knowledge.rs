//! The actor list: who is known, under which names.
//!
//! One row is one actor. A name may belong to several (Georgia), so a look-up gives all of them,
//! and the document decides.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::names::{is_acronym, normal};
use crate::error::{Error, Result};
use crate::types::{Actor, ActorKind, EntityType};

const BUILTIN: &str = include_str!("../../models/actors/actors.csv");

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
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
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

/// The actor list, ready for look-up.
#[derive(Clone, Debug)]
pub struct Knowledge {
    entries: Vec<Entry>,
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, Vec<Known>>,
    homes: Vec<usize>,
}

impl Knowledge {
    /// The list inside the program, parsed once.
    pub fn builtin() -> &'static Self {
        static LIST: LazyLock<Knowledge> = LazyLock::new(|| {
            Knowledge::parse("models/actors/actors.csv", BUILTIN)
                .unwrap_or_else(|error| panic!("the list inside the program is broken: {error}"))
        });
        &LIST
    }

    /// The bytes of the list inside the program, for its checksum.
    pub fn source() -> &'static str {
        BUILTIN
    }

    /// Reads a list. It has the columns `id`, `name`, `kind` and `type`, and may have the others.
    /// `file` is for messages.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| broken(file, 1, &error))?.clone();
        let columns = Columns::of(file, &header)?;
        let mut list =
            Self { entries: Vec::new(), by_id: HashMap::new(), by_name: HashMap::new(), homes: Vec::new() };
        for record in reader.records() {
            let line = |position: Option<&csv::Position>| position.map_or(0, csv::Position::line);
            let record = record.map_err(|error| broken(file, line(error.position()), &error))?;
            let line = line(record.position());
            let entry = columns.entry(file, line, &record)?;
            if list.by_id.insert(entry.id.clone(), list.entries.len()).is_some() {
                let message = format!("the id \"{}\" is there twice; give each actor one row", entry.id);
                return Err(Error::List { file: file.to_owned(), line, message });
            }
            list.entries.push(entry);
        }
        list.index();
        Ok(list)
    }

    /// All actors, in the order of the list.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The actor with that id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|&index| &self.entries[index])
    }

    /// Whose name that is; `name` is a normal form.
    pub(super) fn find(&self, name: &str) -> &[Known] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The country of an entry, else the body that it belongs to, else itself.
    pub(super) fn home(&self, entry: usize) -> usize {
        self.homes[entry]
    }

    fn index(&mut self) {
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
        // A chain of parents is short; the bound only guards against a list that runs in a circle.
        for _ in 0..4 {
            match self.entries[home].parent.as_deref().and_then(|parent| self.by_id.get(parent)) {
                Some(&parent) if self.entries[home].kind != ActorKind::State => home = parent,
                _ => break,
            }
        }
        home
    }
}

/// Where the columns stand in a file.
struct Columns {
    id: usize,
    name: usize,
    kind: usize,
    entity: usize,
    parent: Option<usize>,
    aliases: Option<usize>,
    demonyms: Option<usize>,
    metonyms: Option<usize>,
    country: Option<usize>,
}

impl Columns {
    fn of(file: &str, header: &csv::StringRecord) -> Result<Self> {
        let find = |column: &str| header.iter().position(|name| name.trim() == column);
        let need = |column: &str| {
            find(column).ok_or_else(|| Error::List {
                file: file.to_owned(),
                line: 1,
                message: format!(
                    "there is no column \"{column}\"; an actor list has id, name, kind and type"
                ),
            })
        };
        Ok(Self {
            id: need("id")?,
            name: need("name")?,
            kind: need("kind")?,
            entity: need("type")?,
            parent: find("parent"),
            aliases: find("aliases"),
            demonyms: find("demonyms"),
            metonyms: find("metonyms"),
            country: find("country"),
        })
    }

    fn entry(&self, file: &str, line: u64, record: &csv::StringRecord) -> Result<Entry> {
        let refuse = |message: String| Err(Error::List { file: file.to_owned(), line, message });
        let field = |column: usize| record.get(column).unwrap_or_default().trim();
        let optional = |column: Option<usize>| column.map(field).filter(|value| !value.is_empty());
        let list = |column| -> Vec<String> {
            let values = optional(column).unwrap_or_default().split('|').map(str::trim);
            values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
        };
        if field(self.id).is_empty() || field(self.name).is_empty() {
            return refuse("an actor needs an id and a name; fill both".to_owned());
        }
        let Some(kind) = kind_from_name(field(self.kind)) else {
            let found = field(self.kind);
            return refuse(format!(
                "unknown kind \"{found}\"; use person, organisation, state, group or place"
            ));
        };
        let Some(entity) =
            EntityType::from_name(field(self.entity)).filter(|&entity| entity != EntityType::Misc)
        else {
            return refuse(format!("unknown type \"{}\"; use PER, ORG, LOC or NORP", field(self.entity)));
        };
        Ok(Entry {
            id: field(self.id).to_owned(),
            name: field(self.name).to_owned(),
            kind,
            entity,
            parent: optional(self.parent).map(str::to_owned),
            aliases: list(self.aliases),
            demonyms: list(self.demonyms),
            metonyms: list(self.metonyms),
            country: optional(self.country).map(str::to_owned),
        })
    }
}

fn kind_from_name(name: &str) -> Option<ActorKind> {
    let kinds =
        [ActorKind::Person, ActorKind::Organisation, ActorKind::State, ActorKind::Group, ActorKind::Place];
    kinds.into_iter().find(|kind| kind.name() == name)
}

fn broken(file: &str, line: u64, error: &csv::Error) -> Error {
    Error::List {
        file: file.to_owned(),
        line,
        message: format!("this is no row of a CSV file: {error}; mend the quotes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_inside_the_program_is_sound() {
        let list = Knowledge::builtin();
        assert!(list.entries().len() > 1500);
        let ids: Vec<&str> = list.entries().iter().map(|entry| entry.id.as_str()).collect();
        assert!(ids.is_sorted(), "the list is sorted by id");
        for entry in list.entries() {
            let parent = entry.parent.as_deref();
            assert!(
                parent.is_none_or(|parent| list.entry(parent).is_some()),
                "{} has an unknown parent",
                entry.id
            );
        }
    }

    #[test]
    fn names_lead_to_their_actors() {
        let check = |name: &str, expected: &[&str]| {
            let list = Knowledge::builtin();
            let found: Vec<&str> = list
                .find(&normal(name))
                .iter()
                .map(|known| list.entries()[known.entry].id.as_str())
                .collect();
            assert_eq!(found, expected, "{name}");
        };
        check("Hamas", &["Q38799"]);
        check("Palestinians", &["Q219060"]);
        check("U.S.", &["Q30"]);
        check("Moscow", &["Q159", "Q649"]);
        check("Georgia", &["Q1428", "Q230"]);
        check("Korean", &[]);
        check("Nobody of That Name", &[]);
    }

    #[test]
    fn a_broken_list_says_where_and_what_to_do() {
        let check = |text: &str, expected: &str| {
            let message = Knowledge::parse("mine.csv", text).map(|_| ()).map_err(|error| error.to_string());
            assert!(message.as_ref().is_err_and(|message| message.starts_with(expected)), "{message:?}");
        };
        check("id,name,type\n", "mine.csv:1: there is no column \"kind\"");
        check("id,name,kind,type\na,A,alien,PER\n", "mine.csv:2: unknown kind \"alien\"");
        check("id,name,kind,type\na,A,person,MISC\n", "mine.csv:2: unknown type \"MISC\"");
        check("id,name,kind,type\na,,person,PER\n", "mine.csv:2: an actor needs an id and a name");
        check(
            "id,name,kind,type\na,A,person,PER\na,B,person,PER\n",
            "mine.csv:3: the id \"a\" is there twice",
        );
        check("id,name,kind,type\nn\n", "mine.csv:2: an actor needs an id and a name");
    }

    #[test]
    fn a_list_of_four_columns_is_enough() {
        let list = Knowledge::parse("mine.csv", "type,kind,name,id\nORG,organisation,Rowing Club,club\n");
        let actor = list.map(|list| list.entries()[0].actor());
        assert!(actor.is_ok_and(|actor| actor.id == "club" && actor.wikidata.is_none()));
    }
}
