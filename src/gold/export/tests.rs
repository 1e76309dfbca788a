//! Export and import again: what a tool can hold comes back as it was.

use proptest::prelude::*;

use super::label_studio::{As, CONFIG};
use super::*;
use crate::gold::import::{self, Format, Offsets, Options};
use crate::gold::labels::{Ignored, LabelledHolder, LabelledMention, LabelledStance, NamedActor};
use crate::types::{EntityType, Role, Stance};

const TEXT: &str = "Menu\n\n😀 Ann blamed Bo’s party. Ann left Orla.\n\nBo: قالت حماس";

fn place(words: &str, nth: usize) -> Place {
    let (byte, _) = TEXT.match_indices(words).nth(nth).expect(words);
    let start = TEXT[..byte].chars().count();
    Place::new(start, start + words.chars().count())
}

fn mention(words: &str, nth: usize, kind: EntityType, usage: Use, actor: Option<&str>) -> LabelledMention {
    LabelledMention {
        place: place(words, nth),
        kind,
        named: true,
        usage,
        actor: actor.map(str::to_owned),
        by: None,
    }
}

fn row(actor: &str, stance: Stance, quoted: bool, sure: bool) -> LabelledStance {
    LabelledStance {
        actor: actor.into(),
        target: None,
        of: None,
        stance,
        probabilities: None,
        quoted,
        holder: None,
        abstained: false,
        sure,
    }
}

fn gold() -> Labels {
    let (per, loc, org) = (EntityType::Per, EntityType::Loc, EntityType::Org);
    let body = LabelledParagraph {
        place: place("😀 Ann blamed Bo’s party. Ann left Orla.", 0),
        role: Role::Body,
        mentions: vec![
            mention("Ann", 0, per, Use::Actor, Some("Q1")),
            mention("Bo", 0, per, Use::Actor, Some("Q2")),
            mention("Ann", 1, per, Use::Actor, Some("Q1")),
            mention("Orla", 0, loc, Use::Place, None),
        ],
        stances: vec![row("Q1", Stance::Neutral, false, true), row("Q2", Stance::Against, true, false)],
    };
    let quote = LabelledParagraph {
        place: place("Bo: قالت حماس", 0),
        role: Role::Quote,
        mentions: vec![
            mention("Bo", 1, per, Use::Credit, Some("Q2")),
            mention("حماس", 0, org, Use::Actor, Some("حماس")),
        ],
        stances: vec![row("حماس", Stance::Favor, false, true)],
    };
    let named = |id: &str, name: &str| NamedActor { id: id.into(), name: name.into() };
    Labels {
        id: "doc 1".into(),
        text: TEXT.into(),
        source: Some("The Paper".into()),
        split: Some("dev".into()),
        cluster: Some("c".into()),
        paragraphs: vec![body, quote],
        removed: vec![place("Menu", 0)],
        actors: vec![named("Q1", "Ann Lee"), named("Q2", "Bo"), named("حماس", "حماس")],
        ..Labels::default()
    }
}

fn imported(format: Format, exported: &Exported) -> Vec<Labels> {
    let imported = import::read(format, "f", &exported.content, &Options::default())
        .unwrap_or_else(|bad| panic!("{bad:#?}"));
    imported.documents.into_iter().map(|labels| Labels { origin: Default::default(), ..labels }).collect()
}

#[test]
fn label_studio_holds_all_of_it() {
    let exported = label_studio::export(&[gold()], &As::Annotations);
    assert!(exported.notes.is_empty(), "{:?}", exported.notes);
    assert_eq!(imported(Format::LabelStudio, &exported), [gold()]);
    let predictions = label_studio::export(&[gold()], &As::Predictions { model_version: "small-v1".into() });
    assert!(
        predictions
            .content
            .contains("\"predictions\":[{\"model_version\":\"small-v1\",\"result\":[{\"id\":\"span-0\"")
    );
    let read = import::read(Format::LabelStudio, "f", &predictions.content, &Options::default())
        .expect("it is good");
    assert_eq!(read.notes, ["tasks without a finished annotation, left out: 1"]);
}

#[test]
fn the_interface_knows_our_words() {
    let words = EntityType::ALL.map(EntityType::name).into_iter().chain(Role::ALL.map(Role::name));
    let words = words.chain(Use::ALL.map(Use::name)).chain(Stance::ALL.map(Stance::name));
    for word in words.chain(["residue", "author", "quoted", "sure", "unsure"]) {
        assert!(CONFIG.contains(&format!(" value=\"{word}\"")), "{word}");
    }
    for control in ["label", "paragraph", "residue", "actor", "use", "stance", "voice", "sure", "text"] {
        assert!(CONFIG.contains(&format!(" name=\"{control}\"")), "{control}");
    }
}

#[test]
fn doccano_holds_all_but_actors() {
    let mut expected = gold();
    let named = |name: &str| NamedActor { id: name.into(), name: name.into() };
    expected.actors = ["Ann", "Bo", "حماس"].map(named).into();
    for paragraph in &mut expected.paragraphs {
        let name = |id: &str| match id {
            "Q1" => "Ann".to_owned(),
            "Q2" => "Bo".to_owned(),
            id => id.to_owned(),
        };
        paragraph.mentions.iter_mut().for_each(|mention| mention.actor = mention.actor.as_deref().map(name));
        paragraph.stances.iter_mut().for_each(|row| row.actor = name(&row.actor));
    }
    for offsets in [Offsets::CodePoints, Offsets::Utf16] {
        let exported = doccano::export(&[gold()], doccano::Shape::Relations, offsets);
        assert_eq!(exported.notes, ["names of actors, not exported: 3"]);
        assert_eq!(imported(Format::Doccano, &exported), [expected.clone()]);
    }
    // Without relations a mention without a stance has no actor.
    expected.paragraphs[1].mentions[0].actor = None;
    let exported = doccano::export(&[gold()], doccano::Shape::Spans, Offsets::Utf16);
    assert_eq!(imported(Format::Doccano, &exported), [expected]);
    assert!(exported.content.contains("\"label\":[[0,4,\"residue\"],"));
    assert!(exported.content.contains("\"PER/against/quoted/unsure\""));
}

#[test]
fn an_actor_of_many_names_keeps_one_row_in_doccano() {
    let mut labels = gold();
    labels.paragraphs.truncate(1);
    let body = &mut labels.paragraphs[0];
    for mention in &mut body.mentions {
        (mention.usage, mention.actor) = (Use::Actor, Some("Q1".into()));
    }
    body.stances.truncate(1);
    let rows = |shape| {
        let exported = doccano::export(std::slice::from_ref(&labels), shape, Offsets::Utf16);
        let read = imported(Format::Doccano, &exported).remove(0).paragraphs.remove(0);
        let actors: Vec<Option<String>> = read.mentions.into_iter().map(|mention| mention.actor).collect();
        (read.stances.len(), actors, exported.notes)
    };
    let ann = || Some("Ann".to_owned());
    let (n_rows, actors, notes) = rows(doccano::Shape::Spans);
    assert_eq!((n_rows, actors), (1, vec![ann(), None, ann(), None]));
    assert!(notes[1].ends_with("whose actor only doccano-relations keeps: 2"), "{notes:?}");
    let (n_rows, actors, _) = rows(doccano::Shape::Relations);
    assert_eq!((n_rows, actors), (1, vec![ann(), ann(), ann(), ann()]));
}

#[test]
fn two_actors_of_one_name_come_back_from_doccano() {
    let mut labels = gold();
    labels.paragraphs.truncate(1);
    let body = &mut labels.paragraphs[0];
    body.mentions[2].actor = Some("Q9".into());
    body.stances = vec![row("Q1", Stance::Favor, false, true), row("Q9", Stance::Against, false, true)];
    let rows = |shape| {
        let exported = doccano::export(std::slice::from_ref(&labels), shape, Offsets::Utf16);
        let read = imported(Format::Doccano, &exported).remove(0).paragraphs.remove(0);
        let rows = read.stances.into_iter().map(|row| (row.actor, row.stance)).collect::<Vec<_>>();
        (rows, exported.notes)
    };
    let ann = ("Ann".to_owned(), Stance::Favor);
    let (stances, notes) = rows(doccano::Shape::Spans);
    assert_eq!(stances, std::slice::from_ref(&ann));
    assert!(notes[1].starts_with("mentions by the words of another actor"), "{notes:?}");
    let (stances, notes) = rows(doccano::Shape::Relations);
    assert_eq!((stances, notes.len()), (vec![ann, ("Ann#2".to_owned(), Stance::Against)], 1));
}

#[test]
fn what_is_lost_is_counted() {
    let mut labels = gold();
    labels.ignored.push(Ignored { place: place("party", 0), kind: "GPE".into() });
    let body = &mut labels.paragraphs[0];
    body.mentions[3].named = false;
    let holder = LabelledHolder { actor: None, place: place("Ann", 0) };
    body.stances[0] = LabelledStance {
        holder: Some(holder),
        probabilities: Some([0.1, 0.8, 0.1]),
        target: Some(0),
        of: Some("Q2".into()),
        abstained: true,
        ..body.stances[0].clone()
    };
    body.stances.push(row("Q1", Stance::Favor, false, true));
    body.stances.push(row("Q9", Stance::Favor, false, true));
    let failed = Labels { failed: Some("it broke".into()), ..Labels::default() };
    let exported = label_studio::export(&[labels, failed], &As::Annotations);
    assert_eq!(
        exported.notes,
        [
            "documents that failed, left out: 1",
            "holders of quoted stances, not exported: 1",
            "probabilities of stances, not exported: 1",
            "numbers of targets, not exported: 1",
            "whose stances rows are (`of`), not exported: 1",
            "that rows abstained, not exported: 1",
            "further rows for one actor in a paragraph, not exported: 1",
            "rows whose actor has no mention in the paragraph, not exported: 1",
            "pronouns and descriptions, not exported: 1",
            "spans of ignored types, not exported: 1",
        ]
    );
}

fn records(labels: &Labels, given: documents::Given) -> (String, Vec<String>) {
    let exported = documents::export(std::slice::from_ref(labels), given).expect("they are good");
    (exported.content.trim_end().to_owned(), exported.notes)
}

#[test]
fn documents_are_given_as_much_as_wanted() {
    let (plain, _) = records(&gold(), documents::Given::Text);
    assert_eq!(plain, serde_json::json!({"id": "doc 1", "source": "The Paper", "text": TEXT}).to_string());
    let (given, notes) = records(&gold(), documents::Given::Targets);
    let expected = serde_json::json!({
        "id": "doc 1", "source": "The Paper",
        "text": TEXT, "paragraphs": gold().paragraphs.iter().map(|paragraph| [paragraph.place.start, paragraph.place.end]).collect::<Vec<_>>(),
        "targets": [
            {"actor": "Q1", "mentions": [[8, 11], [31, 34]]}, {"actor": "Q2", "mentions": [[19, 21]]},
            {"actor": "حماس", "mentions": [[56, 60]]},
        ],
        "metadata": {"track": "given-targets"},
    });
    assert_eq!(given, expected.to_string());
    assert_eq!(notes, Vec::<String>::new());
    let (given, _) = records(&gold(), documents::Given::Mentions);
    assert!(given.contains("{\"start\":19,\"end\":21,\"type\":\"PER\"}"), "{given}");
}

#[test]
fn targets_keep_their_numbers() {
    let mut labels = gold();
    labels.paragraphs.truncate(1);
    labels.removed.clear();
    labels.text = "Ann met Bo.".into();
    labels.paragraphs[0].place = Place::new(0, 11);
    labels.paragraphs[0].mentions.truncate(2);
    for (mention, (start, end)) in labels.paragraphs[0].mentions.iter_mut().zip([(0, 3), (8, 10)]) {
        mention.place = Place::new(start, end);
    }
    let rows = &mut labels.paragraphs[0].stances;
    (rows[0].target, rows[1].target) = (Some(2), Some(0));
    rows[0].of = Some("Q2".into());
    rows.push(LabelledStance { target: Some(3), actor: "Q7".into(), ..rows[0].clone() });
    let (given, notes) = records(&labels, documents::Given::Targets);
    let expected = serde_json::json!({
        "id": "doc 1", "source": "The Paper", "text": "Ann met Bo.", "split": false,
        "targets": [
            {"actor": "Q2", "mentions": [[8, 10]]}, {"actor": "(no target)", "mentions": []},
            {"actor": "Q1", "mentions": [[0, 3]], "holder": "Q2"},
            {"actor": "Q7", "mentions": [], "holder": "Q2"},
        ],
        "metadata": {"track": "given-targets"},
    });
    assert_eq!(given, expected.to_string());
    assert_eq!(notes, ["target numbers without a row, filled with a name that is nowhere: 1"]);
    labels.paragraphs[0].stances[2].target = Some(4_294_967_295);
    let error = documents::export(&[labels], documents::Given::Targets).expect_err("nobody has so many");
    assert!(error.to_string().contains("\"doc 1\" has a target 4294967295, and 4294967293 numbers before"));
}

proptest! {
    #[test]
    fn label_studio_round_trips(
        words in prop::collection::vec(("[a-c😀é]{1,3}", 0..5_usize, 0..3_usize, 0..4_usize, any::<bool>(), any::<bool>()), 1..8),
        n_in_first in 0..8_usize,
    ) {
        let mut labels = Labels { id: "x".into(), ..Labels::default() };
        let mut open: Vec<LabelledMention> = Vec::new();
        let mut start = 0;
        let mut rows: Vec<LabelledStance> = Vec::new();
        for (index, (word, kind, usage, actor, quoted, sure)) in words.iter().enumerate() {
            let at = labels.text.chars().count();
            labels.text.push_str(word);
            let place = Place::new(at, at + word.chars().count());
            let actor = (*actor > 0).then(|| format!("actor {actor}"));
            if let Some(id) = actor.as_ref().filter(|id| labels.actors.iter().all(|known| known.id != **id)) {
                labels.actors.push(NamedActor { id: id.clone(), name: id.clone() });
            }
            if let Some(actor) = actor.as_ref().filter(|_| *usage == 0)
                && rows.iter().all(|row| row.actor != *actor)
            {
                rows.push(row(actor, Stance::ALL[kind % 3], *quoted, *sure));
            }
            open.push(LabelledMention { place, kind: EntityType::ALL[*kind], named: true, usage: Use::ALL[*usage], actor, by: None });
            if index == n_in_first || index + 1 == words.len() {
                let place = Place::new(start, place.end);
                let (mentions, stances) = (std::mem::take(&mut open), std::mem::take(&mut rows));
                labels.paragraphs.push(LabelledParagraph { place, role: Role::List, mentions, stances });
                start = place.end;
            }
        }
        let exported = label_studio::export(std::slice::from_ref(&labels), &As::Annotations);
        prop_assert!(exported.notes.is_empty());
        prop_assert_eq!(&imported(Format::LabelStudio, &exported), std::slice::from_ref(&labels));
    }
}
