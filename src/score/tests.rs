//! Where triples break, who is who, and what intervals rest on: small documents with one fault each.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::compare::compare;
use super::counts::{DocumentCounts, count};
use super::matching::{Matched, Track};
use super::report::json::scores as json_report;
use super::report::scores::report;
use super::report::text;
use super::run::{Options, Scores, System, score};
use super::slices::Slice;
use super::triples::Stage;
use crate::error::Origin;
use crate::gold::labels::Labels;
use crate::gold::set::{Layer, Manifest, Set};
use crate::gold::wire;
use crate::types::Stance;

const TEXT: &str = "Norland robbed Sudria.\n\nShare";

fn mention(place: [usize; 2], kind: &str, actor: &str, usage: &str) -> Value {
    json!({"start": place[0], "end": place[1], "type": kind, "actor": actor, "use": usage})
}

/// The gold: Norland against, Sudria favor; the last line is residue.
fn gold() -> Value {
    json!({
        "id": "d", "text": TEXT,
        "paragraphs": [{
            "start": 0, "end": 22,
            "mentions": [mention([0, 7], "LOC", "Q1", "actor"), mention([15, 21], "LOC", "sudria", "actor")],
            "stances": [{"actor": "Q1", "stance": "against"}, {"actor": "sudria", "stance": "favor"}],
        }],
        "removed": [{"start": 24, "end": 29}],
    })
}

fn labels(value: &Value) -> Labels {
    wire::read(&value.to_string(), &Origin::default(), |_| None).expect("labels")
}

fn set(gold: Vec<Labels>) -> Set {
    let layers = vec![Layer::Paragraphs, Layer::Entities, Layer::Actors, Layer::Stance, Layer::Voice];
    Set { gold, manifest: Manifest { layers, ..Manifest::default() }, ..Set::default() }
}

fn counts(gold: &Value, predicted: &Value) -> DocumentCounts {
    let (set, predicted) = (set(vec![labels(gold)]), [labels(predicted)]);
    let matched = Matched::new(&set, &predicted, &HashSet::new()).expect("a pair");
    count(&matched.pairs[0], &set, Track::EndToEnd)
}

/// A prediction with one fault, and what it costs: gold triples lost, and predicted ones spurious, by stage.
fn check(change: impl Fn(&mut Value), lost: &[(Stage, usize)], spurious: &[(Stage, usize)], right: usize) {
    let mut predicted = gold();
    change(&mut predicted);
    let found = counts(&gold(), &predicted).triples;
    let by_stage = |stages: &[(Stage, usize)]| {
        let mut counts = [0; 5];
        stages.iter().for_each(|(stage, n)| counts[*stage as usize] = *n);
        counts
    };
    assert_eq!((found.lost, found.spurious, found.all.right), (by_stage(lost), by_stage(spurious), right));
    assert_eq!(found.lost.iter().sum::<usize>() + found.all.right, found.all.gold);
    assert_eq!(found.spurious.iter().sum::<usize>() + found.all.right, found.all.predicted);
}

#[test]
fn each_wrong_triple_is_charged_to_the_first_stage_that_broke_it() {
    let paragraph = |document: &mut Value| document["paragraphs"][0].take();
    check(|_| {}, &[], &[], 2);
    check(
        |document| document["paragraphs"][0]["end"] = json!(21),
        &[(Stage::Paragraph, 2)],
        &[(Stage::Paragraph, 2)],
        0,
    );
    check(
        |document| {
            let mut only = paragraph(document);
            only["mentions"].as_array_mut().expect("mentions").pop();
            only["stances"].as_array_mut().expect("rows").pop();
            document["paragraphs"][0] = only;
        },
        &[(Stage::Mention, 1)],
        &[],
        1,
    );
    check(
        |document| {
            document["paragraphs"][0]["mentions"][1] = mention([8, 21], "LOC", "robbed", "actor");
            document["paragraphs"][0]["stances"][1]["actor"] = json!("robbed");
        },
        // The words overlap, so the made-up actor is aligned with the gold's, and its row counts.
        &[],
        &[],
        2,
    );
    check(
        |document| {
            document["paragraphs"][0]["mentions"][1] = mention([15, 21], "MISC", "sudria", "actor");
            document["paragraphs"][0]["stances"].as_array_mut().expect("rows").pop();
        },
        &[(Stage::Type, 1)],
        &[],
        1,
    );
    check(
        |document| {
            document["paragraphs"][0]["mentions"][1]["actor"] = json!("Q2");
            document["paragraphs"][0]["stances"][1]["actor"] = json!("Q2");
        },
        &[(Stage::Actor, 1)],
        &[(Stage::Actor, 1)],
        1,
    );
    check(
        |document| {
            document["paragraphs"][0]["mentions"][0]["use"] = json!("place");
            document["paragraphs"][0]["stances"].as_array_mut().expect("rows").remove(0);
        },
        &[(Stage::Actor, 1)],
        &[],
        1,
    );
    check(
        |document| document["paragraphs"][0]["stances"][0]["stance"] = json!("neutral"),
        &[(Stage::Stance, 1)],
        &[(Stage::Stance, 1)],
        1,
    );
    check(
        |document| {
            let mentions = document["paragraphs"][0]["mentions"].as_array_mut().expect("mentions");
            mentions.insert(1, mention([8, 14], "PER", "robbed", "actor"));
            document["paragraphs"][0]["stances"]
                .as_array_mut()
                .expect("rows")
                .push(json!({"actor": "robbed", "stance": "neutral"}));
        },
        &[],
        &[(Stage::Mention, 1)],
        2,
    );
}

#[test]
fn actors_that_no_list_knows_are_aligned_by_their_mentions() {
    let mut predicted = gold();
    predicted["paragraphs"][0]["mentions"][1]["actor"] = json!("republic-of-sudria");
    predicted["paragraphs"][0]["stances"][1]["actor"] = json!("republic-of-sudria");
    let found = counts(&gold(), &predicted);
    assert_eq!((found.actors.n_right, found.triples.all.right, found.stance.n()), (2, 2, 2));
    // A Wikidata id is a claim about the world: another one is wrong, and so is none.
    for wrong in ["Q7", "norland"] {
        let mut predicted = gold();
        predicted["paragraphs"][0]["mentions"][0]["actor"] = json!(wrong);
        predicted["paragraphs"][0]["stances"][0]["actor"] = json!(wrong);
        let found = counts(&gold(), &predicted);
        assert_eq!((found.actors.n_right, found.triples.all.right), (1, 1), "{wrong}");
    }
}

#[test]
fn gold_without_mentions_meets_its_answers_by_id_and_by_the_name_that_was_asked() {
    let mut gold = gold();
    gold["paragraphs"][0]["mentions"] = json!([]);
    gold["actors"] = json!([{"id": "sudria", "name": "Sudria"}]);
    let mut predicted = self::gold();
    assert_eq!(counts(&gold, &predicted).stance.n_right(), 2);
    // As `gold export --format given-targets` asks, and `annotate` answers: an actor without mentions has its name.
    predicted["paragraphs"][0]["mentions"][1]["actor"] = json!("Sudria");
    predicted["paragraphs"][0]["stances"][1]["actor"] = json!("Sudria");
    assert_eq!(counts(&gold, &predicted).stance.n(), 1);
    predicted["paragraphs"][0]["stances"][1]["target"] = json!(1);
    assert_eq!(counts(&gold, &predicted).stance.n_right(), 2);
}

#[test]
fn residue_and_nil_are_counted() {
    let mut predicted = gold();
    predicted["removed"] = json!([]);
    predicted["paragraphs"].as_array_mut().expect("paragraphs").push(json!({"start": 24, "end": 29}));
    predicted["paragraphs"][0]["mentions"][1]["actor"] = Value::Null;
    predicted["paragraphs"][0]["stances"].as_array_mut().expect("rows").pop();
    let found = counts(&gold(), &predicted);
    assert_eq!((found.structure.residue.recall(), found.structure.residue.precision()), (Some(0.0), None));
    assert_eq!(found.structure.paragraphs.precision(), Some(0.5));
    assert_eq!((found.actors.nil.precision(), found.actors.nil.recall()), (Some(1.0), Some(1.0)));
}

#[test]
fn intervals_are_over_articles() {
    let documents = |n: usize| -> Vec<Labels> {
        let named = (0..n).map(|index| {
            let mut document = gold();
            document["id"] = json!(format!("a_{index}"));
            document["paragraphs"][0]["stances"][0]["stance"] =
                json!(if index % 3 == 0 { "favor" } else { "against" });
            labels(&document)
        });
        named.collect()
    };
    let (gold, mut predicted) = (documents(30), documents(30));
    for labels in predicted.iter_mut().step_by(5) {
        labels.paragraphs[0].stances[1].stance = Stance::Neutral;
    }
    let system = System { name: "x".into(), labels: predicted };
    let interval = |set: &Set| {
        let scores = score(set, &system, &[], &Options::default()).expect("scores");
        (scores.n_articles, scores.systems[0].estimate("stance.accuracy"))
    };
    let mut set = set(gold);
    let (n, by_document) = interval(&set);
    assert_eq!((n, by_document.value), (30, Some(0.9)));
    assert!(by_document.interval.is_some());
    for labels in &mut set.gold {
        labels.cluster = Some("one".into());
    }
    let (n, by_article) = interval(&set);
    assert_eq!((n, by_article.value, by_article.interval), (1, Some(0.9), None));
}

#[test]
fn answers_that_abstained_are_counted_and_the_headline_stays() {
    let mut predicted = gold();
    predicted["paragraphs"][0]["stances"][0]["stance"] = json!("favor");
    let scores_of = |predicted: &Value| {
        let system = System { name: "x".into(), labels: vec![labels(predicted)] };
        score(&set(vec![labels(&gold())]), &system, &[], &Options::default()).expect("scores")
    };
    let before = scores_of(&predicted);
    assert!(before.systems[0].decided.is_none());
    predicted["paragraphs"][0]["stances"][0]["abstained"] = json!(true);
    let scores = scores_of(&predicted);
    let system = &scores.systems[0];
    assert_eq!(system.estimates, before.systems[0].estimates);
    let [macro_f1, accuracy] = system.decided.expect("numbers");
    assert_eq!((system.counts.n_abstained(), macro_f1.value, accuracy.value), (1, Some(1.0), Some(1.0)));
    let report = text::write(&report(&scores));
    assert!(report.contains("Answers that abstained"), "{report}");
    let found = &json_report(&scores, &[])["systems"][0]["abstained"];
    assert_eq!(
        (&found["n"], &found["of"], &found["accuracy_without"]["value"]),
        (&json!(1), &json!(2), &json!(1.0))
    );
    let line = wire::without_text(&labels(&predicted));
    assert!(
        wire::read(&line, &Origin::default(), |_| Some(TEXT.into())).expect("labels").paragraphs[0].stances
            [0]
        .abstained
    );
}

#[test]
fn actors_of_one_name_are_groups_of_their_own() {
    let written = gold().to_string().replace("\"sudria\"", "\"Q2\"");
    let mut same: Value = serde_json::from_str(&written).expect("JSON");
    same["actors"] = json!([{"id": "Q1", "name": "Corvane"}, {"id": "Q2", "name": "Corvane"}]);
    let set = set(vec![labels(&same)]);
    let mut other = same.clone();
    other["paragraphs"][0]["stances"][0]["stance"] = json!("favor");
    other["paragraphs"][0]["stances"][1]["stance"] = json!("against");
    // One document that names nobody hides no names.
    let mut unnamed = same.clone();
    (unnamed["id"], unnamed["actors"]) = (json!("c"), json!([]));
    let pairs = [&unnamed, &same].map(labels);
    let names = super::slices::names(pairs.iter().flat_map(|labels| [(labels, "Q1"), (labels, "Q2")]));
    assert_eq!(names.into_values().collect::<Vec<_>>(), ["Corvane (Q1)", "Corvane (Q2)"]);
    let systems = [("a", &same), ("b", &other)]
        .map(|(name, value)| System { name: name.into(), labels: vec![labels(value)] });
    let by_actor = |slice: &Slice| *slice == Slice::Actor;
    let scores = score(&set, &systems[0], &[], &Options::default()).expect("scores");
    let groups = scores.groups.iter().filter(|group| by_actor(&group.slice)).map(|group| group.name.as_str());
    assert_eq!(groups.collect::<Vec<_>>(), ["Corvane (Q1)", "Corvane (Q2)"]);
    let comparison = compare(&set, &systems, false, &Options::default()).expect("a comparison");
    let groups = comparison.others[0].groups.iter().filter(|group| by_actor(&group.slice));
    let groups = groups.map(|group| (group.name.as_str(), group.n, group.n_right));
    assert_eq!(groups.collect::<Vec<_>>(), [("Corvane (Q1)", 1, [1, 0]), ("Corvane (Q2)", 1, [1, 0])]);
    let flips = comparison.others[0].flips.iter().map(|flip| flip.actor.as_str());
    assert_eq!(flips.collect::<Vec<_>>(), ["Corvane (Q1)", "Corvane (Q2)"]);
}

#[test]
fn rows_that_meet_no_answer_are_said() {
    let notes = |change: &dyn Fn(&mut Value)| {
        let mut predicted = gold();
        change(&mut predicted);
        let system = System { name: "x".into(), labels: vec![labels(&predicted)] };
        score(&set(vec![labels(&gold())]), &system, &[], &Options::default())
            .expect("scores")
            .notes
            .join("\n")
    };
    let cut = notes(&|document| document["paragraphs"][0]["end"] = json!(21));
    assert!(cut.contains("2 of 2 gold rows are not scored: 2 because the predictions cut"), "{cut}");
    let strangers = notes(&|document| document["paragraphs"][0]["stances"] = json!([]));
    assert!(strangers.contains("2 of 2 gold rows are not scored: 2 because no prediction"), "{strangers}");
    assert!(!notes(&|_| {}).contains("gold rows"));
    // Half of them is not most of them.
    let half =
        notes(&|document| _ = document["paragraphs"][0]["stances"].as_array_mut().expect("rows").pop());
    assert!(!half.contains("gold rows"), "{half}");
}

/// The gold with its rows as answers to targets, in the order of their numbers.
fn asked() -> Value {
    let mut gold = gold();
    for (target, row) in gold["paragraphs"][0]["stances"].as_array_mut().expect("rows").iter_mut().enumerate()
    {
        row["target"] = json!(target);
    }
    gold
}

#[test]
fn rules_have_no_voice() {
    let system = System { name: "x".into(), labels: vec![labels(&asked())] };
    let scores = score(&set(vec![labels(&asked())]), &system, &[], &Options::default()).expect("scores");
    let voiced = scores.systems.iter().map(|system| system.counts.voice.n);
    assert_eq!(voiced.collect::<Vec<_>>(), [2, 0, 0]);
    assert!(json_report(&scores, &[])["systems"][1]["metrics"]["voice.accuracy"].is_null());
}

#[test]
fn answers_change_as_they_are_scored() {
    let answering = |second: Option<&str>| {
        let mut predicted = asked();
        let rows = predicted["paragraphs"][0]["stances"].as_array_mut().expect("rows");
        match second {
            Some(stance) => rows[1]["stance"] = json!(stance),
            None => _ = rows.pop(),
        }
        System { name: "x".into(), labels: vec![labels(&predicted)] }
    };
    let flips = |second: Option<&str>| {
        let systems = [answering(None), answering(second)];
        let found = compare(&set(vec![labels(&asked())]), &systems, false, &Options::default());
        let flips = found.expect("a comparison").others.remove(0).flips;
        flips.into_iter().map(|flip| (flip.first, flip.other)).collect::<Vec<_>>()
    };
    // Who has no row for a target says neutral.
    assert_eq!(flips(Some("neutral")), []);
    assert_eq!(flips(Some("favor")), [(Some(Stance::Neutral), Some(Stance::Favor))]);
}

/// Four documents with one target each, neutral in all but the last, and what was said of them.
fn given_targets(answers: [Value; 4]) -> Scores {
    let document = |index: usize, row: Value| {
        let paragraph = json!({"start": 0, "end": 11, "stances": [row]});
        json!({"id": index.to_string(), "text": "Orla spoke.", "paragraphs": [paragraph]})
    };
    let gold = (0..4).map(|index| {
        let stance = if index < 3 { "neutral" } else { "favor" };
        labels(&document(index, json!({"actor": "orla", "target": 0, "stance": stance})))
    });
    let predicted = answers.into_iter().enumerate().map(|(index, answer)| match answer {
        Value::String(stance) => {
            labels(&document(index, json!({"actor": "orla", "target": 0, "stance": stance})))
        }
        mut other => {
            (other["id"], other["text"]) = (json!(index.to_string()), json!("Orla spoke."));
            labels(&other)
        }
    });
    let mut set = set(gold.collect());
    set.manifest.layers = vec![Layer::Stance];
    let system = System { name: "x".into(), labels: predicted.collect() };
    score(&set, &system, &[], &Options::default()).expect("scores")
}

#[test]
fn what_was_not_read_is_wrong_and_no_neutral_answer() {
    let failed = || json!({"error": {"message": "it broke"}});
    let scores = given_targets([failed(), json!("neutral"), json!({"paragraphs": []}), failed()]);
    let counts = &scores.systems[0].counts;
    assert_eq!(
        (counts.stance.accuracy(), counts.stance.missed, counts.n_unanswered),
        (Some(0.25), [0, 2, 1], 0)
    );
    // Neutral: one right of three in the gold and one said; favor: none of one.
    assert_eq!(counts.stance.macro_f1(), Some(0.25));
    // As scikit-learn has it with a fourth label for what was not read.
    assert!((counts.stance.mcc().expect("a correlation") - 1.0 / 6.0).abs() < 1e-12);
    assert!(
        scores.notes.iter().any(|note| note.starts_with("3 rows stand in paragraphs")),
        "{:?}",
        scores.notes
    );
    let majority = &scores.systems[1];
    assert_eq!((majority.name.as_str(), majority.counts.stance.accuracy()), ("majority", Some(0.75)));
    // So it is where nothing at all was read.
    let scores = given_targets([failed(), failed(), failed(), failed()]);
    assert_eq!(scores.systems[0].counts.stance.accuracy(), Some(0.0));
    // A paragraph that was read without a row for the target is one that says nothing of it.
    let read = json!({"paragraphs": [{"start": 0, "end": 11}]});
    let scores = given_targets([read.clone(), json!("neutral"), json!("neutral"), read]);
    let counts = &scores.systems[0].counts;
    assert_eq!((counts.stance.accuracy(), counts.n_unanswered), (Some(0.75), 2));
}
