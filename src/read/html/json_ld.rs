//! What a page tells machines about its article: JSON-LD in the words of schema.org.

use serde_json::{Map, Value};

use super::tree::Tree;

/// More is no description of a page.
const MOST_BYTES: usize = 4 << 20;

/// What the page says; empty strings are left out.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    pub(super) source: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The whole text, which may hold HTML.
    pub(super) body: Option<String>,
}

/// The first article that the page describes.
pub(super) fn article(tree: &Tree) -> Option<Article> {
    let is_data = |node: &usize| {
        tree.tag(*node) == "script"
            && tree.attribute(*node, "type").is_some_and(|kind| kind.contains("ld+json"))
    };
    let blocks: Vec<Value> =
        (0..tree.len()).filter(is_data).filter_map(|node| parse(&tree.text_within(node))).collect();
    let objects: Vec<&Map<String, Value>> = blocks.iter().flat_map(objects).collect();
    let object = objects.iter().find(|object| is_article(object))?;
    let text = |key: &str| object.get(key).and_then(first_text);
    Some(Article {
        title: text("headline").or_else(|| text("name")),
        author: object
            .get("author")
            .or_else(|| object.get("creator"))
            .and_then(|author| names(author, &objects)),
        date: text("datePublished").or_else(|| text("dateCreated")),
        source: object.get("publisher").and_then(|publisher| names(publisher, &objects)),
        url: text("url").or_else(|| text("mainEntityOfPage")).filter(|url| url.starts_with("http")),
        language: text("inLanguage"),
        body: text("articleBody").or_else(|| text("text")),
    })
}

/// Pages wrap their data in comments and break lines inside strings.
fn parse(json: &str) -> Option<Value> {
    if json.len() > MOST_BYTES {
        return None;
    }
    let json = json
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let json = json
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    let json: String = json.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&json).ok()
}

/// All objects of a document that may describe the page, in order.
fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    let mut waiting = vec![value];
    let mut found = Vec::new();
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(object) => {
                found.push(object);
                let inner = ["mainEntity", "@graph"].into_iter().filter_map(|key| object.get(key));
                waiting.extend(inner);
            }
            _ => {}
        }
    }
    found
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is = |kind: &str| {
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(kind, "Report" | "Review" | "Recipe" | "LiveBlogPosting")
    };
    match object.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

/// A text, the first of several, or the name of a thing.
fn first_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => Some(text.as_str()),
        Value::Array(values) => values.iter().find_map(Value::as_str),
        Value::Object(object) => ["@id", "alternateName", "name"]
            .into_iter()
            .find_map(|key| object.get(key).and_then(Value::as_str)),
        _ => None,
    };
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The names of persons or organisations; some are named elsewhere in the data.
fn names(value: &Value, objects: &[&Map<String, Value>]) -> Option<String> {
    let values = match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    let name = |value: &Value| match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(object) => {
            let id = object.get("@id");
            let named = object.get("name").or_else(|| {
                let other = objects
                    .iter()
                    .find(|other| id.is_some() && other.get("@id") == id && other.contains_key("name"));
                other.and_then(|other| other.get("name"))
            });
            named.and_then(first_text)
        }
        _ => None,
    };
    let mut names: Vec<String> = Vec::new();
    for name in values.iter().take(20).filter_map(name) {
        let name = name.trim().to_owned();
        if !name.is_empty() && !name.starts_with("http") && !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}
