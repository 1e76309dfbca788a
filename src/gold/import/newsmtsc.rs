//! NewsMTSC: one sentence a line with the persons in it and the sentiment toward each.
//!
//! A person's first mention is `from`, `to`, `mention`; `further_mentions` are the others. Some of them do not stand
//! where the file says: those are left out and counted, and with a first mention its whole target. Lines with
//! the same sentence are one document. The cluster is the article, the front part of `primary_gid`.

use std::collections::HashMap;

use serde_json::Value;

use super::json::{self, Object};
use super::page::Page;
use super::targets::{self, MarkedTarget};
use crate::gold::labels::{CodePoints, Labels, Place};
use crate::types::{EntityType, Stance};

struct Sentence {
    id: String,
    line: u64,
    text: String,
    targets: Vec<MarkedTarget>,
}

pub(super) fn read(page: &mut Page, content: &str) -> Vec<Labels> {
    let rows = json::objects(page, content);
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (line, row) in rows {
        let Some(sentence) = sentence(page, line, &row) else { continue };
        if let Some(&index) = known.get(&sentence.text) {
            page.note("lines with the sentence of an earlier one, joined to it");
            sentences[index].targets.extend(sentence.targets);
        } else {
            known.insert(sentence.text.clone(), sentences.len());
            sentences.push(sentence);
        }
    }
    let n_all = sentences.len();
    sentences.retain(|sentence| !sentence.targets.is_empty());
    page.notes
        .add("sentences without a target that stands where it should, left out", n_all - sentences.len());
    let labelled = sentences.into_iter().map(|Sentence { id, line, text, targets }| {
        let cluster = article(&id).to_owned();
        targets::labels(page, (id, cluster), line, text, EntityType::Per, &targets)
    });
    labelled.collect()
}

fn sentence(page: &mut Page, line: u64, row: &Object) -> Option<Sentence> {
    let given = json::text(row, "sentence_normalized").and_then(|text| {
        let id =
            json::word(row.get("primary_gid")).ok_or("no \"primary_gid\"; is this a file of NewsMTSC?")?;
        Ok((text, id, json::list(row, "targets")?))
    });
    let (text, id, rows) = given.map_err(|message| page.say(Some(line), message)).ok()?;
    let points = CodePoints::of(&text);
    let mut targets = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        match target(page, &points, row) {
            Ok(target) => targets.extend(target),
            Err(message) => page.say(Some(line), format!("targets[{index}]: {message}")),
        }
    }
    Some(Sentence { id, line, targets, text })
}

/// A target with those of its mentions that stand where the file says; nothing where the first does not.
fn target(page: &mut Page, points: &CodePoints, row: &Value) -> Result<Option<MarkedTarget>, String> {
    let polarity = row.get("polarity").and_then(Value::as_f64);
    let stance = match polarity {
        Some(2.0) => Stance::Against,
        Some(4.0) => Stance::Neutral,
        Some(6.0) => Stance::Favor,
        _ => {
            let found = row.get("polarity").unwrap_or(&Value::Null);
            return Err(format!("polarity is {found}; it must be 2 (negative), 4 (neutral) or 6 (positive)"));
        }
    };
    let further = match row.get("further_mentions") {
        None | Some(Value::Null) => &[],
        Some(Value::Array(mentions)) => mentions.as_slice(),
        Some(other) => return Err(format!("further_mentions is {other}; it must be a list")),
    };
    let mut places = Vec::with_capacity(1 + further.len());
    for (index, mention) in std::iter::once(row).chain(further).enumerate() {
        let (from, to) = (json::offset(mention.get("from")), json::offset(mention.get("to")));
        let (Some(from), Some(to), Some(words)) = (from, to, mention.get("mention").and_then(Value::as_str))
        else {
            return Err(format!(
                "mention {index} has no \"from\", \"to\" and \"mention\"; is this a file of NewsMTSC?"
            ));
        };
        let place = Place::new(from, to);
        match points.words(place) == Some(words) {
            true => places.push(place),
            false if index == 0 => {
                page.note("targets whose first mention does not stand where the file says, left out");
                return Ok(None);
            }
            false => page.note("further mentions that do not stand where the file says, left out"),
        }
    }
    Ok(Some(MarkedTarget { places, stance, holder: None }))
}

/// "allsides_6250" of "allsides_6250_2689_12_Barack Obama_73_78"; "polusa_v1_4420410" of "polusa_v1_4420410_-1_9_...".
fn article(id: &str) -> &str {
    let outlet = id.strip_prefix("polusa_v1_").map_or(0, |rest| id.len() - rest.len());
    let rest = &id[outlet..];
    let name = rest.find('_').unwrap_or(rest.len());
    let n_digits = rest[name..]
        .strip_prefix('_')
        .map_or(0, |tail| tail.chars().take_while(char::is_ascii_digit).count());
    let number = if n_digits > 0 { 1 + n_digits } else { 0 };
    &id[..outlet + name + number]
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_bad, check_notes, options, said};
    use super::*;
    use crate::gold::import::Format;

    const NEWSMTSC: Format = Format::Newsmtsc;

    #[test]
    fn targets_are_rows() {
        let file = r#"{"primary_gid": "allsides_1_2_3_Ann_0_3", "sentence_normalized": "Ann said Bo and Ann lied: she “did”.", "targets": [{"Input.gid": "x", "from": 9, "to": 11, "mention": "Bo", "polarity": 2.0}, {"from": 0, "to": 3, "mention": "Ann", "polarity": 6.0, "further_mentions": [{"from": 26, "to": 29, "mention": "she"}, {"from": 1, "to": 2, "mention": "x"}]}, {"from": 16, "to": 19, "mention": "Ann", "polarity": 4}, {"from": 0, "to": 3, "mention": "Ann", "polarity": 4.0}, {"from": 5, "to": 8, "mention": "Ann", "polarity": 4.0}]}"#;
        assert_eq!(
            said(NEWSMTSC, file),
            [
                "allsides_1_2_3_Ann_0_3 0..36 body",
                "PER Ann actor Ann",
                "PER Bo actor Bo",
                "PER Ann actor Ann#2",
                "PER she actor Ann",
                "Bo against author target 0",
                "Ann favor author target 1",
                "Ann#2 neutral author target 2",
                "Ann neutral author target 3",
            ]
        );
        check_notes(
            NEWSMTSC,
            file,
            &options(),
            &[
                "further mentions that do not stand where the file says, left out: 1",
                "targets whose first mention does not stand where the file says, left out: 1",
            ],
        );
    }

    #[test]
    fn articles_are_clusters() {
        for (id, expected) in [
            ("allsides_6250_2689_12_Barack Obama_73_78", "allsides_6250"),
            ("polusa_v1_4420410_-1_9_Vanessa Tyson_1_2", "polusa_v1_4420410"),
            ("x", "x"),
            ("x_", "x"),
            ("émile_12", "émile_12"),
        ] {
            assert_eq!(article(id), expected);
        }
    }

    #[test]
    fn bad_files_say_why() {
        let bad = |file: &str, expected: &[&str]| check_bad(NEWSMTSC, file, &options(), expected);
        bad("", &["empty"]);
        bad("{\"text\": \"x\"}", &["no \"sentence_normalized\" among the keys text"]);
        bad("{\"sentence_normalized\": \"x\"}", &["no \"primary_gid\""]);
        let with = |target: &str| {
            format!("{{\"primary_gid\": \"a\", \"sentence_normalized\": \"Ann\", \"targets\": {target}}}")
        };
        bad(&with("3"), &["\"targets\" is not a list"]);
        bad(
            &with("[{\"from\": 0, \"to\": 3, \"mention\": \"Ann\", \"polarity\": 3}]"),
            &["f.x:1: targets[0]: polarity is 3"],
        );
        bad(&with("[{\"to\": 3, \"mention\": \"Ann\", \"polarity\": 4}]"), &["mention 0 has no"]);
        bad(
            &with(
                "[{\"from\": 0, \"to\": 3, \"mention\": \"Ann\", \"polarity\": 4, \"further_mentions\": 1}]",
            ),
            &["must be a list"],
        );
    }
}
