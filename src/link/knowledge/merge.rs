//! Rows → entries: new actors and mended ones, and whose a name is when two lists claim it.

use std::collections::HashMap;

use super::rows::Row;
use super::{Column, Conflict, Entry, Knowledge};
use crate::error::{Error, Result};
use crate::link::names::{normal, slug};

/// A longer chain of parents is a circle.
const MOST_PARENTS: usize = 64;

/// What a row of a list says about the entry that it made or mended.
pub(super) struct Claim {
    pub(super) entry: usize,
    line: u64,
    names: Vec<String>,
}

impl Knowledge {
    /// Adds rows, or mends the entries that they name.
    pub(super) fn add(&mut self, file: &str, rows: Vec<Row>) -> Result<Vec<Claim>> {
        let refuse = |line, message| Error::List { file: file.to_owned(), line, message };
        let mut lines: HashMap<usize, u64> = HashMap::with_capacity(rows.len());
        let mut claims = Vec::with_capacity(rows.len());
        // The first list has nobody to take a name from.
        let is_first = self.entries.is_empty();
        for row in rows {
            let line = row.line;
            let names = if is_first { Vec::new() } else { row.names() };
            let known = self.meant(&row).map_err(|message| refuse(line, message))?;
            let entry = match known {
                Some(entry) => {
                    self.entries[entry].mend(row);
                    entry
                }
                None => {
                    let entry = row.into_entry().map_err(|message| refuse(line, message))?;
                    self.by_id.insert(entry.id.clone(), self.entries.len());
                    self.entries.push(entry);
                    self.entries.len() - 1
                }
            };
            if let Some(first) = lines.insert(entry, line) {
                let id = &self.entries[entry].id;
                let message =
                    format!("the id \"{id}\" is there twice, first in line {first}; give each actor one row");
                return Err(refuse(line, message));
            }
            claims.push(Claim { entry, line, names });
        }
        for claim in &claims {
            self.check(claim.entry).map_err(|message| refuse(claim.line, message))?;
        }
        Ok(claims)
    }

    /// The entry that a row mends: that of its id, or the only one of its name.
    fn meant(&self, row: &Row) -> std::result::Result<Option<usize>, String> {
        if let Some(id) = &row.id {
            return Ok(self.by_id.get(id).copied());
        }
        let Some(name) = &row.name else { return Err("an actor needs an id or a name; fill one".to_owned()) };
        let found = self.find(&normal(name)).iter();
        let mut owners: Vec<usize> = found
            .filter(|known| known.column == Column::Alias && !known.needs_home && known.may_be_written(name))
            .map(|known| known.entry)
            .collect();
        owners.dedup();
        match owners[..] {
            [] => Ok(self.by_id.get(&slug(name)).copied()),
            [only] => Ok(Some(only)),
            _ => {
                let ids: Vec<&str> = owners.iter().map(|&owner| self.entries[owner].id.as_str()).collect();
                Err(format!("\"{name}\" may be {}; fill the id of the one that you mean", ids.join(" or ")))
            }
        }
    }

    /// Whether what an entry points to is there, and its parents end somewhere.
    fn check(&self, entry: usize) -> std::result::Result<(), String> {
        let Entry { id, parent, roles, .. } = &self.entries[entry];
        for body in roles.iter().map(|role| &role.body).chain(parent) {
            if !self.by_id.contains_key(body) {
                return Err(format!(
                    "\"{id}\" belongs to \"{body}\", which is no actor's id; add that actor, or mend the id"
                ));
            }
        }
        let mut at = entry;
        for _ in 0..MOST_PARENTS {
            match self.parent(at) {
                Some(parent) => at = parent,
                None => return Ok(()),
            }
        }
        let parent = &self.entries[at].id;
        Err(format!("the parents of \"{id}\" run in a circle through \"{parent}\"; break it"))
    }

    /// Gives the names that the user's rows write to the user's actors alone.
    pub(super) fn grant(&mut self, claims: &[Claim]) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for claim in claims {
            for name in &claim.names {
                let Some(owners) = self.by_name.get_mut(&normal(name)) else { continue };
                owners.retain(|owner| {
                    let stays = owner.entry == claim.entry || self.watched.contains(&owner.entry);
                    if !stays {
                        conflicts.push(Conflict {
                            name: name.clone(),
                            line: claim.line,
                            user: self.entries[claim.entry].id.clone(),
                            builtin: self.entries[owner.entry].id.clone(),
                        });
                    }
                    stays
                });
            }
        }
        conflicts
    }
}

impl Row {
    /// The names that the row gives its actor for good.
    fn names(&self) -> Vec<String> {
        let names = self.name.iter().chain(&self.aliases);
        names.filter(|name| !name.starts_with('-') && !name.ends_with('?')).cloned().collect()
    }

    /// A new actor; the complaint says what it lacks.
    fn into_entry(self) -> std::result::Result<Entry, String> {
        let is_outlet = self.is_outlet(None).unwrap_or_default();
        let Some(name) = self.name else {
            let id = self.id.unwrap_or_default();
            return Err(format!("\"{id}\" is new and needs a name; fill it, or mend the id"));
        };
        let Some(kind) = self.kind else {
            return Err(format!(
                "\"{name}\" is new and needs a kind: person, organisation, state, group or place"
            ));
        };
        Ok(Entry {
            is_outlet,
            id: self.id.unwrap_or_else(|| slug(&name)),
            name,
            kind,
            entity: self.entity.unwrap_or(kind.usual_type()),
            parent: self.parent,
            aliases: self.aliases,
            demonyms: self.demonyms,
            metonyms: self.metonyms,
            roles: self.roles,
            country: self.country,
        })
    }
}

impl Entry {
    /// Filled columns replace, names and offices are added, and a name with `-` in front is taken away.
    fn mend(&mut self, row: Row) {
        self.is_outlet = row.is_outlet(self.country.as_deref()).unwrap_or(self.is_outlet);
        if let Some(name) = row.name.filter(|name| *name != self.name) {
            self.aliases.push(std::mem::replace(&mut self.name, name));
        }
        self.kind = row.kind.unwrap_or(self.kind);
        self.entity = row.entity.unwrap_or(self.entity);
        self.parent = row.parent.or(self.parent.take());
        self.country = row.country.or(self.country.take());
        self.roles.extend(row.roles);
        let lists = [
            (&mut self.aliases, row.aliases),
            (&mut self.demonyms, row.demonyms),
            (&mut self.metonyms, row.metonyms),
        ];
        for (list, names) in lists {
            list.retain(|known| !names.iter().any(|name| name.strip_prefix('-') == Some(known)));
            list.extend(names.into_iter().filter(|name| !name.starts_with('-')));
        }
    }
}
