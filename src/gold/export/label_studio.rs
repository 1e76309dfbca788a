//! Label Studio tasks, with our labels as annotations to correct or as predictions to look at.
//!
//! The shape is that of `import::label_studio`, and [`CONFIG`] is the labelling interface that shows it. The text, the
//! id and what else we know of a document stand in `data`, which Label Studio gives back as it was.

use serde_json::{Map, Value, json};

use super::{Exported, labelled, spans};
use crate::gold::import::{Layer, Mark, Notes};
use crate::gold::labels::{CodePoints, Labels, Place};

/// The labelling interface of a project, for its settings.
pub const CONFIG: &str = r##"<View>
  <Labels name="label" toName="text">
    <Label value="PER" background="#d62728"/>
    <Label value="ORG" background="#1f77b4"/>
    <Label value="LOC" background="#2ca02c"/>
    <Label value="NORP" background="#9467bd"/>
    <Label value="MISC" background="#7f7f7f"/>
  </Labels>
  <Labels name="paragraph" toName="text">
    <Label value="title" background="#e7cb94"/>
    <Label value="heading" background="#e7cb94"/>
    <Label value="body" background="#dedede"/>
    <Label value="list" background="#c6dbef"/>
    <Label value="quote" background="#c7e9c0"/>
    <Label value="table" background="#dadaeb"/>
    <Label value="caption" background="#fdd0a2"/>
  </Labels>
  <Labels name="residue" toName="text">
    <Label value="residue" background="#000000"/>
  </Labels>
  <View visibleWhen="region-selected" whenTagName="label">
    <Header value="Actor: the full usual name"/>
    <TextArea name="actor" toName="text" perRegion="true" maxSubmissions="1" editable="true"/>
    <Header value="Use"/>
    <Choices name="use" toName="text" perRegion="true" choice="single" showInline="true">
      <Choice value="actor"/>
      <Choice value="place"/>
      <Choice value="credit"/>
    </Choices>
    <Header value="Stance of the paragraph toward the actor"/>
    <Choices name="stance" toName="text" perRegion="true" choice="single" showInline="true">
      <Choice value="against"/>
      <Choice value="neutral"/>
      <Choice value="favor"/>
    </Choices>
    <Header value="Voice"/>
    <Choices name="voice" toName="text" perRegion="true" choice="single" showInline="true">
      <Choice value="author"/>
      <Choice value="quoted"/>
    </Choices>
    <Header value="Sure?"/>
    <Choices name="sure" toName="text" perRegion="true" choice="single" showInline="true">
      <Choice value="sure"/>
      <Choice value="unsure"/>
    </Choices>
  </View>
  <Text name="text" value="$text" saveTextResult="yes"/>
  <Style>.htx-text { white-space: pre-wrap; }</Style>
</View>
"##;

/// What our labels are to Label Studio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum As {
    /// Somebody's work, which can be corrected and exported again.
    Annotations,
    /// A model's work.
    Predictions {
        /// Its name, by which Label Studio tells models apart.
        model_version: String,
    },
}

/// A list of tasks, one a line, to be imported into a project.
pub fn export(documents: &[Labels], labels_are: &As) -> Exported {
    let mut notes = Notes::default();
    let tasks: Vec<String> = labelled(documents, &mut notes)
        .into_iter()
        .map(|labels| task(labels, labels_are, &mut notes).to_string())
        .collect();
    Exported { content: format!("[\n{}\n]\n", tasks.join(",\n")), notes: notes.lines() }
}

fn task(labels: &Labels, labels_are: &As, notes: &mut Notes) -> Value {
    let mut data = Map::new();
    data.insert("id".into(), labels.id.clone().into());
    data.insert("text".into(), labels.text.clone().into());
    for (key, value) in [("source", &labels.source), ("split", &labels.split), ("cluster", &labels.cluster)] {
        if let Some(value) = value {
            data.insert(key.into(), value.clone().into());
        }
    }
    if !labels.actors.is_empty() {
        let actors = labels.actors.iter().map(|actor| json!({"id": actor.id, "name": actor.name}));
        data.insert("actors".into(), actors.collect::<Vec<_>>().into());
    }
    let points = CodePoints::of(&labels.text);
    let mut results = Vec::new();
    for (index, (place, layer)) in spans(labels, notes).into_iter().enumerate() {
        region(labels, &points, index, place, &layer, &mut results);
    }
    match labels_are {
        As::Annotations => json!({"data": data, "annotations": [{"result": results}]}),
        As::Predictions { model_version } => {
            json!({"data": data, "predictions": [{"model_version": model_version, "result": results}]})
        }
    }
}

/// The results of one span: the region, and what is said about it under the same id.
fn region(
    labels: &Labels,
    points: &CodePoints,
    index: usize,
    place: Place,
    layer: &Layer,
    results: &mut Vec<Value>,
) {
    let id = format!("span-{index}");
    let mut add = |control: &str, kind: &str, key: &str, word: &str| {
        let mut value = json!({"start": place.start, "end": place.end});
        if kind == "labels" {
            value["text"] = points.words(place).into();
        }
        value[key] = json!([word]);
        results
            .push(json!({"id": id, "from_name": control, "to_name": "text", "type": kind, "value": value}));
    };
    match layer {
        Layer::Paragraph(role) => add("paragraph", "labels", "labels", role.name()),
        Layer::Residue => add("residue", "labels", "labels", "residue"),
        Layer::Ignored(kind) => add("label", "labels", "labels", kind),
        Layer::Mention(Mark { kind, usage, actor, stance, quoted, sure }) => {
            add("label", "labels", "labels", kind.name());
            if let Some(actor) = actor {
                add("actor", "textarea", "text", shown(labels, actor));
            }
            let voice = quoted.map(|quoted| if quoted { "quoted" } else { "author" });
            let sure = sure.map(|sure| if sure { "sure" } else { "unsure" });
            let choices = [("use", Some(usage.name())), ("stance", stance.map(|stance| stance.name()))];
            for (control, word) in choices.into_iter().chain([("voice", voice), ("sure", sure)]) {
                if let Some(word) = word {
                    add(control, "choices", "choices", word);
                }
            }
        }
    }
}

/// What people see of an actor: its name, where that names nobody else.
fn shown<'a>(labels: &'a Labels, actor: &'a str) -> &'a str {
    let name = labels.name_of(actor);
    let is_ambiguous =
        labels.actors.iter().any(|other| other.id != actor && (other.name == name || other.id == name));
    if is_ambiguous || name.trim() != name || name.is_empty() { actor } else { name }
}
