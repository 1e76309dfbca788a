//! Files of actors → rows: CSV and TOML, ours and the user's. Nothing is guessed; a complaint names the line.

use serde::Deserialize;
use toml::Spanned;

use super::role::Role;
use crate::error::{Error, Result};
use crate::types::{ActorKind, EntityType};

/// One row of a list, as it was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// Its line in the file, from 1.
    pub(super) line: u64,
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) kind: Option<ActorKind>,
    pub(super) entity: Option<EntityType>,
    pub(super) parent: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) demonyms: Vec<String>,
    pub(super) metonyms: Vec<String>,
    pub(super) roles: Vec<Role>,
    pub(super) country: Option<String>,
    pub(super) cameo: Option<String>,
}

/// The columns of a CSV list and the keys of a TOML one.
const COLUMNS: [&str; 11] =
    ["id", "name", "kind", "type", "parent", "aliases", "demonyms", "metonyms", "roles", "country", "cameo"];

/// Those of them that hold several values.
const LISTS: [&str; 4] = ["aliases", "demonyms", "metonyms", "roles"];

/// The rows of a CSV file with a header line; lists in a field are divided by `|`.
pub(super) fn from_csv(file: &str, text: &str) -> Result<Vec<Row>> {
    let refuse = |line, message| Error::List { file: file.to_owned(), line, message };
    let broken = |line, error: &csv::Error| {
        refuse(line, format!("this is no row of a CSV file: {error}; mend the quotes"))
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| broken(1, &error))?.clone();
    let columns: Vec<&str> = header.iter().map(|name| name.trim().trim_start_matches('\u{feff}')).collect();
    if let Some(unknown) = columns.iter().find(|column| !COLUMNS.contains(column)) {
        return Err(refuse(1, format!("unknown column \"{unknown}\"; a list has {}", COLUMNS.join(", "))));
    }
    if !columns.contains(&"name") && !columns.contains(&"id") {
        return Err(refuse(1, "there is no column \"name\"; the first line names the columns".to_owned()));
    }
    let mut rows = Vec::new();
    let mut lines = Lines { text, at: 0, line: 1 };
    for record in reader.records() {
        let mut line = |position: Option<&csv::Position>| lines.of(position.map_or(0, csv::Position::byte));
        let record = record.map_err(|error| broken(line(error.position()), &error))?;
        let line = line(record.position());
        if record.len() > columns.len() {
            let message = format!(
                "{} fields in {} columns; a field that holds a comma stands between quotes",
                record.len(),
                columns.len()
            );
            return Err(refuse(line, message));
        }
        let mut row = Row { line, ..Row::default() };
        for (column, field) in columns.iter().zip(&record) {
            let field = field.trim();
            if field.is_empty() {
                continue;
            }
            let values = || field.split('|').map(str::trim).filter(|value| !value.is_empty());
            let list =
                if LISTS.contains(column) { values().map(str::to_owned).collect() } else { Vec::new() };
            row.set(column, field, list).map_err(|message| refuse(line, message))?;
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Counts lines up to rows that come in order; the reader itself forgets empty lines in front of a row.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the row that begins at or behind `byte`.
    fn of(&mut self, byte: u64) -> u64 {
        let start = (byte as usize).clamp(self.at, self.text.len());
        let bytes = self.text.as_bytes();
        let row = bytes[start..].iter().position(|byte| !b"\r\n".contains(byte));
        let row = row.map_or(start, |empty| start + empty);
        self.line += bytes[self.at..row].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = row;
        self.line
    }
}

/// A TOML file: `[[actor]]` tables with the same keys, lists as arrays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    actor: Vec<Spanned<Table>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    id: Option<String>,
    name: Option<String>,
    kind: Option<String>,
    #[serde(rename = "type")]
    entity: Option<String>,
    parent: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    demonyms: Vec<String>,
    #[serde(default)]
    metonyms: Vec<String>,
    #[serde(default)]
    roles: Vec<String>,
    country: Option<String>,
    cameo: Option<String>,
}

/// The rows of a TOML file.
pub(super) fn from_toml(file: &str, text: &str) -> Result<Vec<Row>> {
    let line_of =
        |at: usize| 1 + text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count() as u64;
    let refuse = |line, message| Error::List { file: file.to_owned(), line, message };
    let document: Document = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(span.start));
        refuse(line, format!("{}; a list has [[actor]] tables with {}", error.message(), COLUMNS.join(", ")))
    })?;
    let row = |table: Spanned<Table>| {
        let mut row = Row { line: line_of(table.span().start), ..Row::default() };
        let line = row.line;
        let table = table.into_inner();
        let fields = [
            ("id", table.id),
            ("name", table.name),
            ("kind", table.kind),
            ("type", table.entity),
            ("parent", table.parent),
            ("country", table.country),
            ("cameo", table.cameo),
        ];
        let lists = [
            ("aliases", table.aliases),
            ("demonyms", table.demonyms),
            ("metonyms", table.metonyms),
            ("roles", table.roles),
        ];
        let fields =
            fields.into_iter().map(|(column, field)| (column, field.unwrap_or_default(), Vec::new()));
        let lists = lists.into_iter().map(|(column, list)| (column, String::new(), list));
        for (column, field, list) in fields.chain(lists) {
            row.set(column, field.trim(), list).map_err(|message| refuse(line, message))?;
        }
        Ok(row)
    };
    document.actor.into_iter().map(row).collect()
}

impl Row {
    /// Whether its CAMEO code is that of a news medium, of its country or of any: `USAMED`, `MED`; nothing without a code.
    /// `country` counts where the row has none.
    pub(super) fn is_outlet(&self, country: Option<&str>) -> Option<bool> {
        let own = self.country.as_deref().or(country);
        let code = self.cameo.as_deref()?.strip_suffix("MED");
        Some(code.is_some_and(|of| of.is_empty() || Some(of) == own))
    }

    /// Fills one column; the complaint says what to write instead.
    fn set(&mut self, column: &str, field: &str, list: Vec<String>) -> std::result::Result<(), String> {
        let filled = || (!field.is_empty()).then(|| field.to_owned());
        match column {
            "id" => self.id = filled(),
            "name" => self.name = filled(),
            "kind" => self.kind = filled().map(|name| kind_from_name(&name)).transpose()?,
            "type" => self.entity = filled().map(|name| type_from_name(&name)).transpose()?,
            "parent" => self.parent = filled(),
            "aliases" => self.aliases = list,
            "demonyms" => self.demonyms = list,
            "metonyms" => self.metonyms = list,
            "roles" => {
                let roles = list.iter().map(|role| Role::parse(role));
                self.roles = roles.collect::<std::result::Result<_, _>>()?;
            }
            "country" => self.country = filled(),
            "cameo" => self.cameo = filled(),
            _ => {}
        }
        Ok(())
    }
}

fn kind_from_name(name: &str) -> std::result::Result<ActorKind, String> {
    let kinds =
        [ActorKind::Person, ActorKind::Organisation, ActorKind::State, ActorKind::Group, ActorKind::Place];
    kinds
        .into_iter()
        .find(|kind| kind.name() == name)
        .ok_or_else(|| format!("unknown kind \"{name}\"; use person, organisation, state, group or place"))
}

fn type_from_name(name: &str) -> std::result::Result<EntityType, String> {
    EntityType::from_name(name)
        .filter(|&entity| entity != EntityType::Misc)
        .ok_or_else(|| format!("unknown type \"{name}\"; use PER, ORG, LOC or NORP"))
}
