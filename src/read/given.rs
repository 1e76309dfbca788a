//! Targets and mentions that the user gives: what they may look like, and where they stand in the text.

use serde_json::Value;

use super::Failure;
use super::fields::{Object, Outcome, field, take, take_list, wrong_type};
use super::offsets;
use crate::error::BadKind;
use crate::types::{EntityType, GivenMention, Span, Target};

/// What a record says about actors and their places.
pub(super) struct Given {
    pub(super) targets: Option<Vec<Target>>,
    pub(super) mentions: Option<Vec<GivenMention>>,
}

impl Given {
    /// Takes `targets` and `mentions` out of a record whose text, and paragraphs if any, are known.
    pub(super) fn take(object: &mut Object, text: &str, paragraphs: Option<&[Span]>) -> Outcome<Self> {
        let mut places = Places::default();
        let targets = take_targets(object, &mut places)?;
        let mentions = take_mentions(object, &mut places)?;
        let mut spans = places.spans(text, paragraphs)?.into_iter();
        let targets =
            targets.map(|targets| targets.into_iter().map(|target| target.with(&mut spans)).collect());
        let mentions = mentions.map(|kinds| given_mentions(&kinds, spans)).transpose()?;
        Ok(Self { targets, mentions })
    }

    /// Whether anything counts in the text as it is. A list of mentions does so even where it is empty.
    pub(super) fn has_offsets(&self) -> bool {
        let in_targets = self.targets.iter().flatten().any(|target| !target.mentions.is_empty());
        in_targets || self.mentions.is_some()
    }
}

/// A target whose mentions are still among the record's [`Places`].
struct UnplacedTarget {
    actor: String,
    n_mentions: usize,
    holder: Option<String>,
}

impl UnplacedTarget {
    fn with(self, spans: &mut impl Iterator<Item = Span>) -> Target {
        let mut mentions: Vec<Span> = spans.take(self.n_mentions).collect();
        mentions.sort_unstable();
        Target { actor: self.actor, mentions, holder: self.holder }
    }
}

fn take_targets(object: &mut Object, places: &mut Places) -> Outcome<Option<Vec<UnplacedTarget>>> {
    let Some(targets) = take_list(object, "targets")? else { return Ok(None) };
    let read = |(index, target)| read_target(index, target, places);
    targets.into_iter().enumerate().map(read).collect::<Outcome<Vec<_>>>().map(Some)
}

fn read_target(index: usize, target: Value, places: &mut Places) -> Outcome<UnplacedTarget> {
    let name = format!("targets[{index}]");
    let Value::Object(mut target) = target else {
        return Err(wrong_type(
            &name,
            &target,
            "an object such as {\"actor\": \"Hamas\", \"mentions\": [[0, 5]]}",
        ));
    };
    let actor = match take(&mut target, "actor") {
        Some(Value::String(actor)) if !actor.trim().is_empty() => actor,
        Some(Value::String(_)) | None => {
            return Err(field(format!("{name} has no \"actor\"; name whom to judge")));
        }
        Some(other) => return Err(wrong_type(&format!("{name}.actor"), &other, "a string")),
    };
    let holder = match take(&mut target, "holder") {
        None => None,
        Some(Value::String(holder)) if holder.trim() == actor.trim() => {
            return Err(field(format!("{name}.holder is its actor; the model knows only what others think")));
        }
        Some(Value::String(holder)) if !holder.trim().is_empty() => Some(holder),
        Some(Value::String(_)) => {
            return Err(field(format!(
                "{name}.holder is empty; name whose stance is asked for, or leave it out"
            )));
        }
        Some(other) => return Err(wrong_type(&format!("{name}.holder"), &other, "a string")),
    };
    let mentions = match take(&mut target, "mentions") {
        None => Vec::new(),
        Some(Value::Array(mentions)) => mentions,
        Some(other) => return Err(wrong_type(&format!("{name}.mentions"), &other, "a list of pairs")),
    };
    for (mention_index, mention) in mentions.iter().enumerate() {
        let mention_name = format!("{name}.mentions[{mention_index}]");
        match mention {
            Value::Array(pair) if pair.len() == 2 => places.add(mention_name, &pair[0], &pair[1])?,
            other => return Err(wrong_type(&mention_name, other, "a pair [start, end]")),
        }
    }
    Ok(UnplacedTarget { actor, n_mentions: mentions.len(), holder })
}

/// The types of the given mentions; their places go to `places`.
fn take_mentions(object: &mut Object, places: &mut Places) -> Outcome<Option<Vec<EntityType>>> {
    let Some(mentions) = take_list(object, "mentions")? else { return Ok(None) };
    let read = |(index, mention)| read_mention(&format!("mentions[{index}]"), mention, places);
    mentions.into_iter().enumerate().map(read).collect::<Outcome<Vec<_>>>().map(Some)
}

fn read_mention(name: &str, mention: Value, places: &mut Places) -> Outcome<EntityType> {
    let Value::Object(mention) = mention else {
        let expected = "an object such as {\"start\": 0, \"end\": 5, \"type\": \"ORG\"}";
        return Err(wrong_type(name, &mention, expected));
    };
    let offset = |key| mention.get(key).unwrap_or(&Value::Null);
    places.add(name.to_owned(), offset("start"), offset("end"))?;
    let kind = mention.get("type").and_then(Value::as_str).and_then(EntityType::from_name);
    kind.ok_or_else(|| {
        let types = EntityType::ALL.map(EntityType::name).join(", ");
        field(format!("{name} has no known \"type\"; give one of {types}"))
    })
}

/// Types and spans together, in the order of the text. Mentions that replace the tagger's are disjoint like its own.
fn given_mentions(kinds: &[EntityType], spans: impl Iterator<Item = Span>) -> Outcome<Vec<GivenMention>> {
    let mut mentions: Vec<GivenMention> =
        kinds.iter().zip(spans).map(|(&kind, span)| GivenMention { span, kind }).collect();
    mentions.sort_by_key(|mention| mention.span);
    if mentions.windows(2).any(|pair| pair[0].span.overlaps(pair[1].span)) {
        return Err(Failure::new(BadKind::Offsets, "two of the \"mentions\" overlap; keep the longer one"));
    }
    Ok(mentions)
}

/// All offsets of a record in the order in which it gives them, so that they are converted together.
#[derive(Default)]
struct Places {
    names: Vec<String>,
    pairs: Vec<(usize, usize)>,
}

impl Places {
    fn add(&mut self, name: String, start: &Value, end: &Value) -> Outcome<()> {
        let offset = |value: &Value| value.as_u64().and_then(|offset| usize::try_from(offset).ok());
        let (Some(from), Some(to)) = (offset(start), offset(end)) else {
            let message =
                format!("{name} is [{start}, {end}]; offsets are whole numbers of characters, from 0");
            return Err(Failure::new(BadKind::Offsets, message));
        };
        self.names.push(name);
        self.pairs.push((from, to));
        Ok(())
    }

    /// The spans, each of them inside one paragraph where paragraphs are given.
    fn spans(&self, text: &str, paragraphs: Option<&[Span]>) -> Outcome<Vec<Span>> {
        let fail = |index: usize, reason: String| {
            let (start, end) = self.pairs[index];
            let message = format!("{} is [{start}, {end}], {reason}", self.names[index]);
            Failure::new(BadKind::Offsets, message)
        };
        let spans =
            offsets::spans(text, &self.pairs).map_err(|(index, problem)| fail(index, problem.explain()))?;
        let Some(paragraphs) = paragraphs else { return Ok(spans) };
        let is_astray = |span: &Span| {
            let after = paragraphs.partition_point(|paragraph| paragraph.start() <= span.start());
            !after.checked_sub(1).is_some_and(|index| paragraphs[index].contains(*span))
        };
        match spans.iter().position(is_astray) {
            Some(index) => {
                let rule = "without a text, offsets count in the paragraphs joined by two line breaks";
                Err(fail(index, format!("which lies in no single paragraph; {rule}")))
            }
            None => Ok(spans),
        }
    }
}
