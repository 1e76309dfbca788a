//! JSON files of tools: a list of objects, one object, or one object a line; each with the line where it begins.

use serde_json::{Deserializer, Map, Value};

use super::page::Page;

pub(super) type Object = Map<String, Value>;

/// The objects of a file with their lines. What is not JSON, or no object, is a complaint.
pub(super) fn objects(page: &mut Page, content: &str) -> Vec<(u64, Object)> {
    let values = if content.trim_start().starts_with('[') {
        elements(page, content)
    } else if let Ok(value) = serde_json::from_str(content) {
        let before = content.len() - content.trim_start().len();
        vec![(1 + count_breaks(&content[..before]), value)]
    } else {
        lines(page, content)
    };
    let mut objects = Vec::with_capacity(values.len());
    for (line, value) in values {
        match value {
            Value::Object(object) => objects.push((line, object)),
            _ => page.say(Some(line), "not an object such as {\"text\": ...}; is this the right --format?"),
        }
    }
    objects
}

fn lines(page: &mut Page, content: &str) -> Vec<(u64, Value)> {
    let mut values = Vec::new();
    for (line, text) in (1..).zip(content.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        match serde_json::from_str(text) {
            Ok(value) => values.push((line, value)),
            Err(error) => {
                page.say(
                    Some(line),
                    format!("not JSON: {error}; each line must be one object, or the file one list"),
                );
            }
        }
    }
    values
}

/// The elements of a list, parsed one by one, because only so their lines are known.
fn elements(page: &mut Page, content: &str) -> Vec<(u64, Value)> {
    let mut values = Vec::new();
    let mut at = content.find('[').map_or(0, |open| open + 1);
    let mut line = 1 + count_breaks(&content[..at]);
    loop {
        let rest = &content[at..];
        let skipped = rest.len() - rest.trim_start().len();
        line += count_breaks(&rest[..skipped]);
        at += skipped;
        let rest = &content[at..];
        if rest.starts_with(']') && values.is_empty() {
            break;
        }
        let mut stream = Deserializer::from_str(rest).into_iter::<Value>();
        let complaint = match stream.next() {
            Some(Ok(value)) => {
                let n_bytes = stream.byte_offset();
                values.push((line, value));
                line += count_breaks(&rest[..n_bytes]);
                at += n_bytes;
                let after = content[at..].trim_start();
                line += count_breaks(&content[at..content.len() - after.len()]);
                at = content.len() - after.len() + 1;
                match after.as_bytes().first() {
                    Some(b',') => continue,
                    Some(b']') => break,
                    _ => "the list does not go on with a comma or a bracket".to_owned(),
                }
            }
            Some(Err(error)) => format!("not JSON: {error} (counted from here)"),
            None => "the list is never closed".to_owned(),
        };
        page.say(Some(line), format!("{complaint}; nothing after it was read, so export the file again"));
        return values;
    }
    values
}

fn count_breaks(text: &str) -> u64 {
    text.bytes().map(|byte| u64::from(byte == b'\n')).sum()
}

/// A string or a number as a string; nothing where it is neither, or blank.
pub(super) fn word(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(word) if !word.trim().is_empty() => Some(word.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// An offset: a whole number, also where a tool writes it as a string.
pub(super) fn offset(value: Option<&Value>) -> Option<usize> {
    match value? {
        Value::Number(number) => usize::try_from(number.as_u64()?).ok(),
        Value::String(digits) => digits.parse().ok(),
        _ => None,
    }
}

/// The text of an object, or what to do where there is none.
pub(super) fn text(object: &Object, key: &str) -> Result<String, String> {
    match object.get(key) {
        Some(Value::String(text)) if text.trim().is_empty() => {
            Err(format!("\"{key}\" is blank; leave it out"))
        }
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(format!("\"{key}\" is not a string; only texts can be read")),
        None => {
            let keys: Vec<&str> = object.keys().map(String::as_str).collect();
            Err(format!(
                "no \"{key}\" among the keys {}; name the key of the text as text_key",
                keys.join(", ")
            ))
        }
    }
}

/// The list under a key. Null is the same as nothing, anything else a complaint.
pub(super) fn list<'o>(object: &'o Object, key: &str) -> Result<&'o [Value], String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(format!("\"{key}\" is not a list; export the file again")),
    }
}
