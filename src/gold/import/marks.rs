//! What a labelled span says, and how one label of a tool that knows nothing but labels says all of it.
//!
//! ```text
//! TYPE[@use][/stance][/quoted][/unsure]   ORG   ORG/against   LOC@place   PER/favor/quoted/unsure
//! paragraph/ROLE                          paragraph/body
//! residue
//! ```
//!
//! A type that the set maps or ignores is taken whole, whatever characters it has.

use crate::gold::rules::{Meaning, Rules};
use crate::types::{EntityType, Role, Stance, Use};

/// What a span is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::gold) enum Layer {
    Mention(Mark),
    Paragraph(Role),
    Residue,
    Ignored(String),
}

/// What is said about a mention; nothing where the labeller said nothing.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::gold) struct Mark {
    pub(in crate::gold) kind: EntityType,
    pub(in crate::gold) usage: Use,
    pub(in crate::gold) actor: Option<String>,
    pub(in crate::gold) stance: Option<Stance>,
    pub(in crate::gold) quoted: Option<bool>,
    pub(in crate::gold) sure: Option<bool>,
}

impl Mark {
    /// A mention about which nothing but its type is known.
    pub(in crate::gold) fn of(kind: EntityType) -> Self {
        Self { kind, usage: Use::Actor, actor: None, stance: None, quoted: None, sure: None }
    }
}

/// What a type means; nothing where the set drops it.
pub(super) fn typed(label: &str, rules: &Rules) -> Result<Option<Layer>, String> {
    Ok(match rules.meaning(label)? {
        Meaning::Entity(kind) => Some(Layer::Mention(Mark::of(kind))),
        Meaning::Ignored => Some(Layer::Ignored(label.to_owned())),
        Meaning::Outside => None,
    })
}

/// What a label means.
pub(super) fn parse(label: &str, rules: &Rules) -> Result<Option<Layer>, String> {
    let is_theirs =
        rules.map.contains_key(label) || rules.ignore_gold_overlap.iter().any(|kind| kind == label);
    if is_theirs {
        return typed(label, rules);
    }
    if label == "residue" {
        return Ok(Some(Layer::Residue));
    }
    if let Some(role) = label.strip_prefix("paragraph/") {
        let roles = || Role::ALL.map(Role::name).join(", ");
        let role = Role::from_name(role)
            .ok_or_else(|| format!("label \"{label}\" names no role; roles are {}", roles()))?;
        return Ok(Some(Layer::Paragraph(role)));
    }
    let mut words = label.split('/');
    let head = words.next().unwrap_or_default();
    let (kind, usage) = head.split_once('@').map_or((head, None), |(kind, usage)| (kind, Some(usage)));
    let layer = typed(kind, rules)?;
    let Some(Layer::Mention(mut mark)) = layer else { return Ok(layer) };
    if let Some(usage) = usage {
        let uses = || Use::ALL.map(Use::name).join(", ");
        mark.usage = Use::from_name(usage)
            .ok_or_else(|| format!("label \"{label}\": \"{usage}\" is no use; uses are {}", uses()))?;
    }
    for word in words {
        match (word, Stance::from_name(word)) {
            (_, Some(stance)) if mark.stance.is_none() => mark.stance = Some(stance),
            ("quoted", _) => mark.quoted = Some(true),
            ("author", _) => mark.quoted = Some(false),
            ("unsure", _) => mark.sure = Some(false),
            _ => {
                return Err(format!(
                    "label \"{label}\": \"{word}\" is not understood; labels look like ORG, LOC@place, ORG/against, \
                     PER/favor/quoted/unsure"
                ));
            }
        }
    }
    Ok(Some(Layer::Mention(mark)))
}

/// The label that says all of it, but for the actor.
pub(in crate::gold) fn label(layer: &Layer) -> String {
    let mark = match layer {
        Layer::Mention(mark) => mark,
        Layer::Paragraph(role) => return format!("paragraph/{}", role.name()),
        Layer::Residue => return "residue".to_owned(),
        Layer::Ignored(kind) => return kind.clone(),
    };
    let mut label = mark.kind.name().to_owned();
    if mark.usage != Use::Actor {
        label.extend(["@", mark.usage.name()]);
    }
    if let Some(stance) = mark.stance {
        label.extend(["/", stance.name()]);
    }
    label.push_str(if mark.quoted == Some(true) { "/quoted" } else { "" });
    label.push_str(if mark.sure == Some(false) { "/unsure" } else { "" });
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let rules = Rules {
            map: [("LOC/GPE".to_owned(), "LOC".to_owned()), ("DATE".to_owned(), "O".to_owned())].into(),
            ignore_gold_overlap: vec!["FAC".to_owned()],
        };
        match (parse(text, &rules), expected) {
            (Ok(layer), Ok(expected)) => assert_eq!(layer.as_ref().map_or("O".to_owned(), label), expected),
            (Err(error), Err(part)) => assert!(error.contains(part), "{error}"),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn labels_say_what_they_mean() {
        for same in
            ["ORG", "LOC@place", "ORG@credit", "PER/favor/quoted/unsure", "paragraph/body", "residue", "FAC"]
        {
            check(same, Ok(same));
        }
        check("ORG/against/author", Ok("ORG/against"));
        check("LOC/GPE", Ok("LOC"));
        check("DATE", Ok("O"));
        check("ORG/bad", Err("\"bad\" is not understood"));
        check("ORG/favor/against", Err("\"against\" is not understood"));
        check("ORG@nowhere", Err("uses are actor, place, credit"));
        check("paragraph/poem", Err("roles are title"));
        check("Party", Err("not mapped"));
        check("", Err("not mapped"));
    }
}
