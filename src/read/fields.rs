//! A JSON object → a document: which keys mean what, and what they may hold.

use serde_json::{Map, Value};

use super::given::Given;
use super::offsets;
use super::{Failure, Options, Parcel};
use crate::error::BadKind;
use crate::types::{Boundaries, Document, Span};

pub(super) type Object = Map<String, Value>;
pub(super) type Outcome<T> = Result<T, Failure>;

/// The keys whose values are strings and stay what they are.
pub(super) const TEXT_FIELDS: [&str; 6] = ["title", "date", "source", "url", "author", "language"];

/// The key of a web page that holds the text.
pub(super) const PAGE_KEY: &str = "html";

/// The id of the record, `fallback` where none is given, and the document that it holds.
pub(super) fn read(mut object: Object, fallback: String, options: &Options) -> (String, Outcome<Parcel>) {
    match take_id(&mut object, &options.id_key) {
        Err(failure) => (fallback, Err(failure)),
        Ok(given) => {
            let id = given.unwrap_or(fallback);
            let outcome = parcel(object, &id, options);
            (id, outcome)
        }
    }
}

/// The document, or the page that it has to be found in. Where a record has a text too, that is what is read, and
/// the page comes back with everything else.
fn parcel(mut object: Object, id: &str, options: &Options) -> Outcome<Parcel> {
    let is_page = !has_text(&object, options) && object.contains_key(PAGE_KEY);
    if is_page && let Some(page) = take_string(&mut object, PAGE_KEY)?.filter(|page| !page.is_empty()) {
        let document = document(object, (String::new(), None), id, options)?;
        let counts = matches!(document.boundaries, Boundaries::Whole | Boundaries::Given(_));
        if counts {
            let message = "\"split\": false and offsets count in a \"text\"; a page's text is not known before it is read";
            return Err(field(message));
        }
        return Ok(Parcel::page(document, page));
    }
    if is_page && !object.contains_key(&options.text_key) {
        let message =
            "the html is empty; leave this document out, or name the key of the text with --text-key";
        return Err(Failure::new(BadKind::Empty, message));
    }
    let text = take_text(&mut object, options)?;
    Ok(Parcel::text(document(object, text, id, options)?))
}

/// Whether anything but a page is there to be read.
fn has_text(object: &Object, options: &Options) -> bool {
    let is_there = |key: &str| object.get(key).is_some_and(|value| !value.is_null() && value != "");
    is_there("paragraphs") && !is_count(object, "paragraphs")
        || options.text_key != PAGE_KEY && is_there(&options.text_key)
}

fn document(
    mut object: Object,
    (text, paragraphs): (String, Option<Vec<Span>>),
    id: &str,
    options: &Options,
) -> Outcome<Document> {
    let split = take_split(&mut object)?;
    if paragraphs.is_some() && split == Some(false) {
        return Err(field("both \"paragraphs\" and \"split\": false; leave one of them out"));
    }
    let given = Given::take(&mut object, &text, paragraphs.as_deref())?;
    Ok(Document {
        id: id.to_owned(),
        title: take_words(&mut object, "title"),
        author: take_words(&mut object, "author"),
        date: take_words(&mut object, "date"),
        source: take_words(&mut object, "source"),
        url: take_words(&mut object, "url"),
        language: take_words(&mut object, "language"),
        boundaries: boundaries(paragraphs, split, &given, options.keep_all),
        targets: given.targets,
        mentions: given.mentions,
        metadata: take_metadata(object)?,
        captions: Vec::new(),
        warnings: Vec::new(),
        text,
    })
}

/// Offsets were counted in a text that somebody fixed: so they keep it whole, unless the record says otherwise.
fn boundaries(
    paragraphs: Option<Vec<Span>>,
    split: Option<bool>,
    given: &Given,
    keep_all: bool,
) -> Boundaries {
    match (paragraphs, split) {
        (Some(paragraphs), _) => Boundaries::Given(paragraphs),
        (None, Some(false)) => Boundaries::Whole,
        (None, None) if given.has_offsets() => Boundaries::Whole,
        _ if keep_all || given.targets.is_some() || given.mentions.is_some() => Boundaries::KeepAll,
        _ => Boundaries::Split,
    }
}

/// The id, a string or a whole number. A key such as `url` may serve as the id and keeps its own meaning.
fn take_id(object: &mut Object, key: &str) -> Outcome<Option<String>> {
    let is_also_a_field = TEXT_FIELDS.contains(&key);
    let value = if is_also_a_field { object.get(key).cloned() } else { object.shift_remove(key) };
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) => Ok((!id.trim().is_empty()).then_some(id)),
        Some(Value::Number(id)) if !id.is_f64() => Ok(Some(id.to_string())),
        Some(other) => Err(wrong_type(key, &other, "a string or a whole number")),
    }
}

/// The text, and its paragraphs where the record gives them instead.
fn take_text(object: &mut Object, options: &Options) -> Outcome<(String, Option<Vec<Span>>)> {
    let key = options.text_key.as_str();
    let text = object.shift_remove(key);
    let paragraphs = if is_count(object, "paragraphs") { None } else { take(object, "paragraphs") };
    match (text, paragraphs) {
        (None | Some(Value::Null), Some(Value::Array(paragraphs))) => join(paragraphs),
        (None | Some(Value::Null), Some(other)) => Err(wrong_type("paragraphs", &other, "a list of strings")),
        (Some(Value::String(text)), Some(Value::Array(pairs))) => {
            let spans = paragraph_spans(key, &text, &pairs)?;
            Ok((text, Some(spans)))
        }
        (Some(Value::String(text)), None) => Ok((text, None)),
        (Some(Value::Null), None) => Ok((String::new(), None)),
        (Some(Value::Array(_)), None) => {
            Err(field(format!("\"{key}\" is a list, not a string; give a list of strings as \"paragraphs\"")))
        }
        (Some(other), None) => Err(wrong_type(key, &other, "a string")),
        (Some(_), Some(_)) => Err(both_given(key)),
        (None, None) => {
            let names = list_names(object.keys());
            Err(field(format!("no key \"{key}\" among {names}; name the key of the text with --text-key")))
        }
    }
}

/// Paragraphs as one text with a blank line between them. Blank ones stay in the text, where they shift nothing,
/// and are not paragraphs.
fn join(paragraphs: Vec<Value>) -> Outcome<(String, Option<Vec<Span>>)> {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(paragraphs.len());
    for (index, paragraph) in paragraphs.into_iter().enumerate() {
        let Value::String(paragraph) = paragraph else {
            return Err(wrong_type(&format!("paragraphs[{index}]"), &paragraph, "a string"));
        };
        if index > 0 {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&paragraph);
        if !paragraph.trim().is_empty() {
            spans.push(Span::new(start, text.len()));
        }
    }
    Ok((text, Some(spans)))
}

/// Paragraphs as offsets into the text that stands beside them; what lies between them is set aside.
fn paragraph_spans(key: &str, text: &str, pairs: &[Value]) -> Outcome<Vec<Span>> {
    let offset = |value: &Value| value.as_u64().and_then(|offset| usize::try_from(offset).ok());
    let pair = |value: &Value| match value.as_array().map(Vec::as_slice) {
        Some([start, end]) => Some((offset(start)?, offset(end)?)),
        _ => None,
    };
    let pairs: Vec<(usize, usize)> =
        pairs.iter().map(|value| pair(value).ok_or_else(|| both_given(key))).collect::<Outcome<_>>()?;
    let bad = |index: usize, reason: String| {
        let (start, end) = pairs[index];
        Failure::new(BadKind::Offsets, format!("\"paragraphs[{index}]\" is [{start}, {end}], {reason}"))
    };
    let spans = offsets::spans(text, &pairs).map_err(|(index, problem)| bad(index, problem.explain()))?;
    match spans.windows(2).position(|pair| pair[1].start() < pair[0].end()) {
        Some(index) => {
            Err(bad(index + 1, "which begins before the end of the one before it; give them in order".into()))
        }
        None => Ok(spans),
    }
}

fn both_given(key: &str) -> Failure {
    field(format!(
        "both \"{key}\" and \"paragraphs\"; beside a text, paragraphs are offsets [[start, end], …] into it"
    ))
}

fn take_split(object: &mut Object) -> Outcome<Option<bool>> {
    match take(object, "split") {
        None => Ok(None),
        Some(Value::Bool(split)) => Ok(Some(split)),
        Some(other) => Err(wrong_type("split", &other, "true or false")),
    }
}

/// The user's own metadata, and every key that means nothing here: all of it comes back in the record.
fn take_metadata(mut object: Object) -> Outcome<Object> {
    let mut metadata = match take(&mut object, "metadata") {
        None => Object::new(),
        Some(Value::Object(metadata)) => metadata,
        Some(other) => return Err(wrong_type("metadata", &other, "an object")),
    };
    for (key, value) in object {
        if metadata.get(&key).is_some_and(|given| *given != value) {
            return Err(field(format!(
                "\"{key}\" differs from the \"{key}\" inside \"metadata\"; rename one"
            )));
        }
        metadata.insert(key, value);
    }
    Ok(metadata)
}

/// The value of `key`; null is the same as nothing.
pub(super) fn take(object: &mut Object, key: &str) -> Option<Value> {
    object.shift_remove(key).filter(|value| !value.is_null())
}

fn take_string(object: &mut Object, key: &str) -> Outcome<Option<String>> {
    match take(object, key) {
        None => Ok(None),
        Some(Value::String(value)) => Ok(Some(value)),
        Some(other) => Err(wrong_type(key, &other, "a string")),
    }
}

/// A string, and what is as good as one: a number, or a list of strings with commas between them. Whatever else
/// stays, to become metadata: so do several of what a document has one of, and numbers that are no word for it.
fn take_words(object: &mut Object, key: &str) -> Option<String> {
    let is_single = ["date", "language", "url"].contains(&key);
    let words = match object.get(key)? {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) if !is_single || key == "date" => Some(number.to_string()),
        Value::Array(items) if items.len() == 1 || !is_single && !items.is_empty() => {
            let items: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            items.map(|items| items.join(", "))
        }
        _ => None,
    };
    if words.is_some() || object[key].is_null() {
        object.shift_remove(key);
    }
    words
}

/// Whether a key holds a number, as tables have it that count what is listed elsewhere: that is metadata.
fn is_count(object: &Object, key: &str) -> bool {
    object.get(key).is_some_and(Value::is_number)
}

/// A list; a number under its key stays, to become metadata.
pub(super) fn take_list(object: &mut Object, key: &str) -> Outcome<Option<Vec<Value>>> {
    if is_count(object, key) {
        return Ok(None);
    }
    match take(object, key) {
        None => Ok(None),
        Some(Value::Array(items)) => Ok(Some(items)),
        Some(other) => Err(wrong_type(key, &other, "a list")),
    }
}

pub(super) fn field(message: impl Into<String>) -> Failure {
    Failure::new(BadKind::Field, message)
}

pub(super) fn wrong_type(name: &str, found: &Value, expected: &str) -> Failure {
    field(format!("\"{name}\" is {}; it must be {expected}", type_name(found)))
}

/// What a value is, in words.
pub(super) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(number) if number.is_f64() => "a number with a fraction",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Names in quotes for messages, the first of them where there are many.
pub(super) fn list_names<'names>(names: impl ExactSizeIterator<Item = &'names String>) -> String {
    const N_SHOWN: usize = 12;
    let n_more = names.len().saturating_sub(N_SHOWN);
    let mut shown: Vec<String> = names.take(N_SHOWN).map(|name| format!("\"{name}\"")).collect();
    if n_more > 0 {
        shown.push(format!("{n_more} more"));
    }
    if shown.is_empty() { "no keys at all".to_owned() } else { shown.join(", ") }
}
