//! Prodigy, `db-out` of `ner.manual` and `spans.manual`: `{"text", "spans": [{"start", "end", "label"}], "answer"}`.
//!
//! Offsets are spaCy's: code points. Labels have the syntax of `marks`, as in doccano, and a mention with a stance is
//! an actor named by its words. Tasks that were rejected or ignored are counted and left out; so are further
//! answers to one text, whose annotators are `_annotator_id` and `_session_id`. The id is `meta.id`, else `id`.

use std::collections::HashSet;

use serde_json::Value;

use super::assemble::{Draft, Region, assemble};
use super::doccano::name_by_words;
use super::json::{self, Object};
use super::marks;
use super::offsets::Ruler;
use super::page::Page;
use crate::gold::labels::{Labels, Place};

pub(super) fn read(page: &mut Page, content: &str) -> Vec<Labels> {
    let tasks = json::objects(page, content);
    let mut answered = HashSet::new();
    let mut documents = Vec::new();
    for (index, (line, task)) in tasks.iter().enumerate() {
        let text = match json::text(task, &page.options.text_key) {
            Ok(text) => text,
            Err(message) => {
                page.say(Some(*line), message);
                continue;
            }
        };
        let id = id(task);
        if is_wanted(page, *line, task) {
            if answered.insert((id.clone(), text.clone())) {
                let id = id.unwrap_or_else(|| format!("{}#{}", page.stem(), index + 1));
                documents.extend(document(page, id, *line, text, task));
            } else {
                page.note("further answers to a text, left out");
            }
        }
    }
    documents
}

fn id(task: &Object) -> Option<String> {
    let inside = |key: &str| task.get(key).and_then(|meta| json::word(meta.get("id")));
    inside("meta").or_else(|| json::word(task.get("id")))
}

/// Whether a task was accepted, by whom we want.
fn is_wanted(page: &mut Page, line: u64, task: &Object) -> bool {
    match task.get("answer").and_then(Value::as_str) {
        Some("accept") => {}
        None if !task.contains_key("answer") => page.note("tasks without an answer, taken as accepted"),
        Some(answer @ ("reject" | "ignore")) => {
            page.note(format!("tasks answered \"{answer}\", left out"));
            return false;
        }
        _ => {
            page.say(Some(line), "\"answer\" must be accept, reject or ignore; export again with db-out");
            return false;
        }
    }
    let Some(wanted) = page.options.annotator.as_deref() else { return true };
    let is_by = |key: &str| {
        let who = json::word(task.get(key)).unwrap_or_default();
        who == wanted || who.strip_suffix(wanted).is_some_and(|dataset| dataset.ends_with('-'))
    };
    let is_theirs = is_by("_annotator_id") || is_by("_session_id");
    if !is_theirs {
        page.note(format!("answers by others than {wanted}, left out"));
    }
    is_theirs
}

fn document(page: &mut Page, id: String, line: u64, text: String, task: &Object) -> Option<Labels> {
    let spans = json::list(task, "spans").map_err(|message| page.say(Some(line), message)).ok()?;
    let ruler = Ruler::of(&text);
    let mut regions = Vec::with_capacity(spans.len());
    for (index, span) in spans.iter().enumerate() {
        let (start, end) = (json::offset(span.get("start")), json::offset(span.get("end")));
        let (Some(start), Some(end), Some(label)) = (start, end, span.get("label").and_then(Value::as_str))
        else {
            page.say(
                Some(line),
                format!("spans[{index}] is {span}; it must have \"start\", \"end\" and \"label\""),
            );
            continue;
        };
        let name = format!("spans[{index}]");
        let place = Place::new(start, end);
        if let (Some(found), Some(words)) =
            (ruler.points.words(place), span.get("text").and_then(Value::as_str))
            && !ruler.says(place, words)
        {
            let what = format!("{name} says {words:?}, but {start}..{end} of the text is {found:?}");
            page.say(Some(line), format!("{what}; offsets must count code points"));
        }
        match marks::parse(label, &page.options.rules) {
            Ok(Some(layer)) => regions.push((None, Region { name, place, layer })),
            Ok(None) => page.note(format!("spans of type {label}, which the set's map drops")),
            Err(message) => page.say(Some(line), format!("{name}: {message}")),
        }
    }
    let n_relations = json::list(task, "relations").map_or(0, <[Value]>::len);
    page.notes.add("relations, which are not read", n_relations);
    regions.sort_by_key(|(_, region): &(_, Region)| region.place);
    name_by_words(&text, &mut regions);
    let regions = regions.into_iter().map(|(_, region)| region).collect();
    let meta = |key: &str| task.get("meta").and_then(|meta| json::word(meta.get(key)));
    let (source, split, cluster) = (meta("source"), meta("split"), meta("cluster"));
    let actors = Vec::new();
    let draft = Draft { id, line, source, split, cluster, actors, are_named_by_words: true, regions, text };
    Some(assemble(page, draft))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_bad, check_notes, options, said};
    use super::super::{Format, Options};

    const PRODIGY: Format = Format::Prodigy;

    fn task(text: &str, spans: &str, rest: &str) -> String {
        format!(
            "{{\"text\":\"{text}\",\"_input_hash\":-1,\"_task_hash\":2,\"tokens\":[],\"spans\":[{spans}],\"_view_id\":\"ner_manual\"{rest}}}\r\n"
        )
    }

    #[test]
    fn spans_are_read() {
        let spans = r#"{"text":"Hamas","start":2,"end":7,"token_start":1,"token_end":1,"label":"ORG/against"},{"start":13,"end":17,"label":"LOC@place"}"#;
        let one = task("😀 Hamas left Gaza", spans, r#","answer":"accept","meta":{"id":"a","source":"x"}"#);
        assert_eq!(
            said(PRODIGY, &one),
            ["a 0..17 body", "ORG Hamas actor Hamas", "LOC Gaza place -", "Hamas against author"]
        );
    }

    #[test]
    fn answers_are_chosen_and_counted() {
        let by = |who: &str, label: &str| {
            let span = format!("{{\"start\":0,\"end\":1,\"label\":\"{label}\"}}");
            let rest = format!(
                ",\"answer\":\"accept\",\"_annotator_id\":\"set-{who}\",\"_session_id\":\"set-{who}\""
            );
            task("a", &span, &rest)
        };
        let rejected = task("b", "", ",\"answer\":\"reject\"")
            + &task("c", "", ",\"answer\":\"ignore\"")
            + &task("d", "", "");
        let file = by("ann", "ORG") + &by("bob", "PER") + &rejected;
        check_notes(
            PRODIGY,
            &file,
            &options(),
            &[
                "further answers to a text, left out: 1",
                "tasks answered \"reject\", left out: 1",
                "tasks answered \"ignore\", left out: 1",
                "tasks without an answer, taken as accepted: 1",
            ],
        );
        assert_eq!(said(PRODIGY, &file)[1], "ORG a actor -");
        let bob = Options { annotator: Some("bob".into()), ..options() };
        let read = super::super::read(PRODIGY, "f.x", &file, &bob).expect("it is good");
        assert_eq!(read.documents[0].paragraphs[0].mentions[0].kind.name(), "PER");
    }

    #[test]
    fn bad_files_say_why() {
        let bad = |spans: &str, rest: &str, expected: &[&str]| {
            check_bad(
                PRODIGY,
                &task("Ann met Bo", spans, &format!(",\"answer\":\"accept\"{rest}")),
                &options(),
                expected,
            );
        };
        bad(
            r#"{"text":"Bo","start":7,"end":9,"label":"PER"}"#,
            "",
            &["spans[0] says \"Bo\", but 7..9 of the text is \" B\""],
        );
        bad(r#"{"start":8,"end":11,"label":"PER"}"#, "", &["8..11 ends past the text"]);
        bad(
            r#"{"start":0,"end":3,"label":"PER"},{"start":0,"end":7,"label":"ORG"}"#,
            "",
            &["mentions overlap"],
        );
        bad(r#"{"start":0,"end":3,"label":"PERSON"}"#, "", &["\"PERSON\" is not mapped"]);
        bad(r#"{"start":0,"end":3}"#, "", &["spans[0] is"]);
        check_bad(PRODIGY, "{\"text\":\"a\",\"answer\":\"maybe\"}", &options(), &["must be accept"]);
        check_bad(
            PRODIGY,
            "{\"html\":\"a\",\"answer\":\"accept\"}",
            &options(),
            &["no \"text\" among the keys html, answer"],
        );
        check_bad(PRODIGY, " \n", &options(), &["empty"]);
        let twice = r#"{"id":"x","text":"a","answer":"accept"}"#.to_owned()
            + "\n"
            + r#"{"id":"x","text":"b","answer":"accept"}"#;
        check_bad(PRODIGY, &twice, &options(), &["document \"x\" was read before"]);
    }
}
