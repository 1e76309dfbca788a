//! How a set's words become ours: written in its `set.toml`, never in code.

use std::collections::BTreeMap;

use crate::types::EntityType;

/// The word in a map for labels that mean nothing to us, as in IOB files.
const OUTSIDE: &str = "O";

/// Their types to ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Their type → ours, or `O` for one that is dropped. Our own names need no entry.
    pub map: BTreeMap<String, String>,
    /// Their types whose spans are kept as places where nothing is counted.
    pub ignore_gold_overlap: Vec<String>,
}

/// What a label of theirs is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A type of ours.
    Entity(EntityType),
    /// A place where nothing is counted.
    Ignored,
    /// Nothing.
    Outside,
}

impl Rules {
    /// What a label means, or what to do about one that nobody explains.
    pub fn meaning(&self, label: &str) -> Result<Meaning, String> {
        if self.ignore_gold_overlap.iter().any(|ignored| ignored == label) {
            return Ok(Meaning::Ignored);
        }
        match self.map.get(label).map_or(label, String::as_str) {
            OUTSIDE => Ok(Meaning::Outside),
            ours => EntityType::from_name(ours).map(Meaning::Entity).ok_or_else(|| {
                let types = EntityType::ALL.map(EntityType::name).join(", ");
                format!("the type \"{label}\" is not mapped; say what it is with --map {label}=TYPE, where TYPE is {types} or O")
            }),
        }
    }
}
