//! Documents with marked names, and who the linker says they are.

use super::*;
use crate::types::Role;

mod short_names;
mod united_states;

/// Reads `{PER Jane Marsh} spoke.` into a text and its entities; an empty line divides paragraphs.
fn read(marked: &str) -> (String, Vec<Paragraph>, Vec<Entity>) {
    let (mut text, mut entities) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some(open) = rest.find('{') {
        let close = rest.find('}').expect("a marker closes");
        text.push_str(&rest[..open]);
        let (kind, name) = rest[open + 1..close].split_once(' ').expect("a marker has a type and a name");
        let kind = EntityType::from_name(kind).expect("a marker has a known type");
        let span = Span::new(text.len(), text.len() + name.len());
        text.push_str(name);
        entities.push(Entity { span, kind, score: 1.0, acts: None });
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for piece in text.split("\n\n") {
        paragraphs.push(Paragraph { span: Span::new(start, start + piece.len()), role: Role::Body });
        start += piece.len() + 2;
    }
    (text, paragraphs, entities)
}

fn describe(linked: &Linked) -> String {
    let one = |mention: &Mention| match (mention.actor, &mention.link) {
        (Some(actor), Some(link)) => {
            format!("{} {} {}", linked.actors[actor].id, link.by, mention.usage.name())
        }
        _ => "nobody".to_owned(),
    };
    linked.mentions.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn check(marked: &str, expected: &str) {
    let (text, paragraphs, entities) = read(marked);
    let linked = link(&text, &paragraphs, &entities, None, Knowledge::builtin(), Linker::Full);
    assert_eq!(describe(&linked), expected, "{marked}");
}

#[test]
fn countries_their_people_and_their_capitals_are_one_actor() {
    check(
        "{LOC Russia} spoke. {NORP Russians} listened. {NORP Russian} ships left. {LOC Moscow} said no.",
        "Q159 alias actor, Q159 demonym actor, Q159 demonym actor, Q159 metonym actor",
    );
    check("The {NORP Palestinians} waited.", "Q219060 demonym actor");
    check("The {ORG Kremlin} denied it at the {LOC Kremlin}.", "Q159 metonym actor, kremlin alias place");
    check("The {ORG White House} said no.", "Q30 metonym actor");
    check("{LOC Brussels} proposed a levy.", "Q458 metonym actor");
    check("{LOC Belgium} rested. {LOC Brussels} proposed a levy.", "Q31 alias actor, Q31 metonym actor");
    check("Talks between {LOC Moscow} and {LOC Kyiv} failed.", "Q159 metonym actor, Q212 metonym actor");
    check("He flew to {LOC Moscow} and {LOC Kyiv}.", "Q649 alias place, Q1899 alias place");
    check("It rained in {LOC Syria} and {LOC Iraq}.", "Q858 alias place, Q796 alias place");
    check("In {LOC Syria}, {LOC Turkey} said, it rains.", "Q858 alias place, Q43 alias actor");
    check(
        "{LOC Russia}, {LOC China} and {LOC Iran} met.",
        "Q159 alias actor, Q148 alias actor, Q794 alias actor",
    );
}

#[test]
fn demonyms_are_norp_whatever_the_tagger_said() {
    let linked = |marked: &str| {
        let (text, paragraphs, mut entities) = read(marked);
        type_demonyms(&text, &mut entities, Knowledge::builtin());
        link(&text, &paragraphs, &entities, None, Knowledge::builtin(), Linker::Full)
    };
    let marked = "{LOC Israeli} and {PER Republican} guests met {LOC Israel}'s {PER Jane Marsh}.";
    let kinds: Vec<EntityType> = linked(marked).mentions.iter().map(|mention| mention.kind).collect();
    assert_eq!(kinds, [EntityType::Norp, EntityType::Norp, EntityType::Loc, EntityType::Per]);
    assert_eq!(describe(&linked("{PER Republicans} cheered.")), "Q29468 demonym actor");
}

#[test]
fn a_name_that_is_shared_goes_where_the_document_is() {
    check("{LOC Georgia} is old. {LOC Tbilisi} is older.", "Q230 alias actor, Q994 alias place");
    check(
        "Voters in {LOC Georgia} and {LOC Alabama} met a {NORP US} man.",
        "Q1428 alias place, Q173 alias place, Q30 alias actor",
    );
    check(
        "{LOC Georgia} thanked the {LOC U.S.} A {NORP Georgian} choir sang.",
        "Q230 alias actor, Q30 alias actor, Q230 demonym actor",
    );
    check("{LOC Georgia} waits.", "Q230 alias actor");
    check(
        "{PER Georgia} met {PER Jordan} and {PER Chad}.",
        "georgia name actor, jordan name actor, chad name actor",
    );
    check("{LOC Washington} state sued.", "Q1223 alias place");
    check("{ORG Congress} voted for the {LOC United States}.", "Q11268 alias actor, Q30 alias actor");
    check("{ORG Congress} voted for {LOC India}.", "Q10225 alias actor, Q668 alias actor");
    check(
        "The {ORG Senate} of {LOC Nigeria} and {LOC Nigeria} wrote to {LOC US} firms.",
        "nigerian-senate alias actor, Q1033 alias actor, Q1033 alias actor, Q30 alias actor",
    );
}

#[test]
fn surnames_lean_on_full_names() {
    check(
        "{PER Jane Marsh} met {PER Omar Bell}. {PER Marsh} left.",
        "jane-marsh name actor, omar-bell name actor, jane-marsh surname actor",
    );
    check(
        "{PER Marsh} is back\n\nThe return of {PER Jane Marsh}",
        "jane-marsh surname actor, jane-marsh name actor",
    );
    check(
        "{PER Mousa Abu Marzouk} spoke. {PER Abu Marzouk} left.",
        "mousa-abu-marzouk alias actor, mousa-abu-marzouk alias actor",
    );
    check(
        "{PER Jane Marsh} met {PER Omar Bell}. {PER Jane} left.",
        "jane-marsh name actor, omar-bell name actor, jane-marsh given actor",
    );
    check(
        "{PER Ruth Marsh} met {PER Ruth Bell}. {PER Ruth} left.",
        "ruth-marsh name actor, ruth-bell name actor, ruth name actor",
    );
    check(
        "{PER Jane Marsh} met {PER Omar Marsh}. {PER Marsh} left.",
        "jane-marsh name actor, omar-marsh name actor, omar-marsh surname actor",
    );
    check(
        "Mr. {PER Omar Marsh} met Ms. {PER Jane Marsh}. Mr. {PER Marsh} left.",
        "omar-marsh name actor, jane-marsh name actor, omar-marsh surname actor",
    );
    check("{PER Jane Q. Marsh} is {PER Jane Marsh}.", "jane-q-marsh name actor, jane-q-marsh name actor");
    check(
        "{PER Marsh, Jane}, born 1994. {PER Jane Marsh} left.",
        "marsh-jane name actor, marsh-jane name actor",
    );
    check("{PER Marsh} and {PER Bell} left.", "marsh name actor, bell name actor");
}

#[test]
fn a_surname_in_another_paragraph_is_whom_the_document_is_about() {
    let thrice =
        "{PER Jane Marsh} left. {PER Jane Marsh} slept. {PER Jane Marsh} ate.\n\n{PER Omar Marsh} came.";
    let named = "jane-marsh name actor, jane-marsh name actor, jane-marsh name actor, omar-marsh name actor";
    check(&format!("{thrice}\n\n{{PER Marsh}} left."), &format!("{named}, jane-marsh surname actor"));
    check(&format!("{thrice} {{PER Marsh}} left."), &format!("{named}, omar-marsh surname actor"));
    let once = "{PER Jane Marsh} left.\n\n{PER Omar Marsh} came.\n\n{PER Marsh} slept.";
    check(once, "jane-marsh name actor, omar-marsh name actor, omar-marsh surname actor");
}

#[test]
fn famous_surnames_yield_to_the_document() {
    check("{PER Trump} left.", "Q22686 alias actor");
    check("{PER Donald J. Trump} left. {PER Trump} came.", "Q22686 alias actor, Q22686 surname actor");
    check("{PER Ruth Trump} left. {PER Trump} came.", "ruth-trump name actor, ruth-trump surname actor");
    check(
        "{PER Ruth Trump} left. President {PER Trump} came. {PER Trump} sat.",
        "ruth-trump name actor, Q22686 alias actor, Q22686 alias actor",
    );
    check(
        "{PER Donald Trump} met {PER Ruth Trump}. {PER Trump} spoke.",
        "Q22686 alias actor, ruth-trump name actor, Q22686 surname actor",
    );
    check("{PER Donald Trump} met {PER Donald Trump Jr.}", "Q22686 alias actor, donald-trump-jr alias actor");
    check("{PER Bashar al-Assad} left. {PER Assad} left.", "Q44329 alias actor, Q44329 surname actor");
    check("{PER Xi} met {PER Pope Francis}.", "Q15031 alias actor, pope-francis alias actor");
}

#[test]
fn acronyms_lean_on_their_expansion() {
    check(
        "The {ORG World Health Organization} ({ORG WHO}) met. {ORG WHO} paid.",
        "Q7817 alias actor, Q7817 acronym actor, Q7817 acronym actor",
    );
    check(
        "The {ORG Alpine Rowing Union} lost. {ORG ARU} wept.",
        "alpine-rowing-union name actor, alpine-rowing-union acronym actor",
    );
    check(
        "{ORG ARU} wept. The {ORG Alpine Rowing Union} lost.",
        "alpine-rowing-union acronym actor, alpine-rowing-union name actor",
    );
    check(
        "The {ORG Worldwide Hat Office} (WHO) closed. {ORG WHO} did.",
        "worldwide-hat-office name actor, worldwide-hat-office acronym actor",
    );
    check("{ORG WHO} paid, {LOC US} aid ended.", "Q7817 alias actor, Q30 alias actor");
    check("{ORG Hats Inc.} grew. {ORG Hats} shrank.", "hats-inc name actor, hats-inc name actor");
}

#[test]
fn outlets_and_misc_are_no_actors() {
    check(
        "{LOC MINSK} ({ORG Reuters}) — {MISC Brexit} won.",
        "Q2280 alias place, Q130879 alias credit, nobody",
    );
    check("She told {ORG CNN} that {ORG CNN} lies.", "Q48340 alias credit, Q48340 alias actor");
}

#[test]
fn ids_never_clash() {
    check(
        "{PER Rafah} met {ORG Hats} and {PER Hats}.",
        "rafah-person name actor, hats name actor, hats-person name actor",
    );
    check("{PER 李娜} won.", "674e-5a1c name actor");
}

#[test]
fn every_entity_is_one_mention_and_every_actor_is_used() {
    let (text, paragraphs, entities) =
        read("{ORG Hats} and {MISC It}\n\n{PER É} {LOC ’s} {NORP the} {ORG ...}");
    let linked = link(&text, &paragraphs, &entities, None, Knowledge::builtin(), Linker::Full);
    assert_eq!(linked.mentions.len(), entities.len());
    assert_eq!(
        linked.mentions.iter().map(|mention| mention.paragraph).collect::<Vec<_>>(),
        [0, 0, 1, 1, 1, 1]
    );
    let mut first: Vec<usize> = linked.mentions.iter().filter_map(|mention| mention.actor).collect();
    first.dedup();
    assert_eq!(first, (0..linked.actors.len()).collect::<Vec<_>>());
    assert_eq!(link("", &[], &[], None, Knowledge::builtin(), Linker::Full), Linked::default());
}

#[test]
fn the_baseline_knows_exact_names_only() {
    let (text, paragraphs, entities) =
        read("{LOC Russia} and {NORP Russians} met {PER Donald Trump}. {PER Jane Marsh} left {LOC Georgia}.");
    let linked = link(&text, &paragraphs, &entities, None, Knowledge::builtin(), Linker::Alias);
    assert_eq!(describe(&linked), "Q159 alias actor, nobody, Q22686 alias actor, nobody, nobody");
}

#[test]
fn users_names_resolve_where_one_actor_has_them() {
    let check = |name: &str, expected: Option<&str>| {
        let found = resolve_name(name, Knowledge::builtin()).map(|actor| actor.id);
        assert_eq!(found.as_deref(), expected, "{name}");
    };
    check("donald trump", Some("Q22686"));
    check("President Trump", Some("Q22686"));
    check("Q38799", Some("Q38799"));
    check("the United States", Some("Q30"));
    check("Russians", Some("Q159"));
    check("Georgia", Some("Q230"));
    check("us", None);
    check("Congress", None);
    check("Jane Marsh", None);
    check("", None);
}

#[test]
fn users_names_are_found_in_text() {
    let check = |text: &str, name: &str, expected: &[&str]| {
        let spans = find_name(text, name, Knowledge::builtin());
        let found: Vec<&str> = spans.into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{name} in {text}");
    };
    check("Trump’s rally. Mr. Trump and Ruth Trump. TRUMP", "Donald Trump", &["Trump", "Trump", "TRUMP"]);
    check("Biden said: President Donald Trump won.", "Donald Trump", &["Donald Trump"]);
    check("The U.S. gave us a US flag. America!", "United States", &["U.S.", "US", "America"]);
    check("The turkey of Turkey is Turkish. Turkeys.", "Turkey", &["Turkey", "Turkish"]);
    check("Moscow said in Moscow that Russians-only is fine.", "Russia", &["Moscow", "Russians"]);
    check("Jane Marsh met jane marsh and Janet.", "Jane Marsh", &["Jane Marsh"]);
    check("the iphone, an IPHONE", "iphone", &["iphone", "IPHONE"]);
    check("Who is WHO?", "WHO", &["WHO"]);
    check("Nothing here", "", &[]);
    check("", "Russia", &[]);
}

/// What the unnamed mentions of a marked text mean: `word actor by`.
fn check_references(marked: &str, expected: &[&str]) {
    let (text, paragraphs, entities) = read(marked);
    let day = knowledge::Day::of("2024-10-24");
    let linked = link(&text, &paragraphs, &entities, day, Knowledge::builtin(), Linker::Full);
    let unnamed = linked.mentions.iter().filter(|mention| !mention.named);
    let found: Vec<String> = unnamed
        .map(|mention| {
            let id = mention.actor.map_or("nobody", |actor| linked.actors[actor].id.as_str());
            let by = mention.link.as_ref().map_or("", |link| link.by);
            format!("{} {id} {by}", mention.span.of(&text))
        })
        .collect();
    assert_eq!(found, expected, "{marked}");
    let spans = linked.mentions.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start());
    assert!(spans, "mentions are in order and apart: {marked}");
}

#[test]
fn a_reference_never_covers_a_name() {
    check_references("The {LOC United States} is strong. I told the {LOC Nation} so.", &[]);
    check_references(
        "The {LOC United States} is strong. I told the nation so.",
        &["the nation Q30 description"],
    );
}

#[test]
fn pronouns_mean_the_one_person_who_can_be_meant() {
    check_references(
        "{PER Jane Marsh} left. She said her train was late.",
        &["She jane-marsh pronoun", "her jane-marsh pronoun"],
    );
    check_references(
        "{PER Jane Marsh} met {PER Peter Bell}. He was late; she wasn't.",
        &["He peter-bell pronoun", "she jane-marsh pronoun"],
    );
    check_references("{PER Jane Marsh} left.\n\nShe sang.", &["She jane-marsh pronoun"]);
    check_references("{PER Sasha Marsh} and {PER Robin Bell} left. They said his train was late.", &[]);
    check_references("{PER Peter Bell} left. A farmer said he saw it.", &[]);
    check_references("{PER Peter Bell} told him.", &[]);
    check_references("{PER Peter Bell} said that he was late.", &["he peter-bell pronoun"]);
    check_references("{PER Peter Bell} said: “He is late.”", &[]);
    check_references(
        "{PER Jane Marsh}, an economist, said she sang.\n\nIn {LOC Chad}, a spokeswoman said she sang.",
        &["she jane-marsh pronoun"],
    );
    check_references("Mrs. {PER Bell} left. He waved.", &[]);
    check_references(
        "{PER Jane Bell} and her son {PER Sasha} left. He waved.",
        &["her jane-bell pronoun", "He sasha pronoun"],
    );
    check_references("Her son {PER Sasha} left. She waved.", &[]);
    check_references("{PER Sasha Bell} said he was late. She waved.", &["he sasha-bell pronoun"]);
    check_references("{PER Sasha Bell}'s sister said he was late.", &[]);
    check_references("{PER Peter Bell} waited. A {NORP French} politician said he was late.", &[]);
    check_references("{PER Peter Bell} (D-Ohio), a farmer, said he was late.", &["he peter-bell pronoun"]);
    check_references("{PER Peter Bell} was {ORG Hamas}'s lawyer when he left.", &["he peter-bell pronoun"]);
    check_references(
        "{PER Peter Bell} thanked the {NORP American} people: he won.",
        &["he peter-bell pronoun"],
    );
    check_references("A friend read a letter he got from {PER Peter Bell}.", &[]);
    check_references("He sang.", &[]);
}

#[test]
fn bodies_and_states_speak_of_themselves() {
    check_references("{ORG Hamas} said it had won.", &["it Q38799 pronoun"]);
    check_references("{ORG Hamas} denied it at once.", &[]);
    check_references("{LOC Britain} reopened its embassy.", &["its Q145 pronoun"]);
    check_references("{LOC Britain} told {LOC France} that its embassy is open.", &[]);
    check_references("{ORG Hamas} officials closed its offices.", &[]);
    check_references("{LOC Britain} waited. It is raining.", &[]);
    check_references("{LOC Britain} voted on it, but it hardly matters.", &[]);
    check_references("{LOC Britain} waited. It would be unkind to ask why.", &[]);
}

#[test]
fn descriptions_mean_who_holds_the_office_or_bears_the_word() {
    check_references(
        "{PER Emmanuel Macron} spoke. The {NORP French} president smiled.",
        &["president Q3052772 description"],
    );
    check_references("{PER Emmanuel Macron} spoke. The {NORP German} president smiled.", &[]);
    check_references("{PER Emmanuel Macron} spoke. The {NORP French} {ORG Senate} president smiled.", &[]);
    check_references("Former Foreign Minister {PER Jo Bell} left. The foreign minister smiled.", &[]);
    check_references(
        "Prime Minister {PER Jane Marsh} met {PER Peter Bell}. The prime minister smiled.",
        &["The prime minister jane-marsh description"],
    );
    check_references(
        "The {ORG Ministry of Hats} closed. The ministry is empty.",
        &["The ministry ministry-of-hats description"],
    );
    check_references(
        "The {ORG Ministry of Hats} met the {ORG Ministry of Caps}. The ministry is empty.",
        &[],
    );
    check_references("{LOC Chad} voted. The country is large.", &["The country Q657 description"]);
    check_references("{LOC Chad} and {LOC Mali} voted. The country is large.", &[]);
    check_references("{LOC Chad} voted. The country that won is large.", &[]);
}

#[test]
fn offices_and_other_spellings_lead_to_known_persons() {
    let check = |marked: &str, date: &str, expected: &str| {
        let (text, paragraphs, entities) = read(marked);
        let day = knowledge::Day::of(date);
        let linked = link(&text, &paragraphs, &entities, day, Knowledge::builtin(), Linker::Full);
        assert_eq!(describe(&linked), expected, "{marked} {date}");
    };
    check("Governor {PER Pritzker} spoke.", "2025-05-01", "jb-pritzker role actor");
    check("Governor {PER Pritzker} spoke.", "2010-05-01", "pritzker name actor");
    check("{LOC Moldova} voted. {PER Sandu} won.", "2025-05-01", "Q217 alias actor, maia-sandu role actor");
    check("{PER Sandu} won.", "2025-05-01", "sandu name actor");
    check("{PER Volodimir Zelenskiy} spoke.", "2023-05-01", "Q3874799 alias actor");
    check("{PER Jane Marsh} ({PER Джейн Марш}) spoke.", "", "jane-marsh name actor, jane-marsh alias actor");
    check(
        "{ORG Corvane Logistics} grew. {ORG Corvane} said so.",
        "",
        "corvane-logistics name actor, corvane-logistics short actor",
    );
}

#[test]
fn second_names_are_the_same_persons() {
    check(
        "{PER Ada Bell} spoke. {PER Bell} was born {PER Ada Tarn}.",
        "ada-bell name actor, ada-bell surname actor, ada-bell alias actor",
    );
    check("{PER Bell} nicknamed {PER Otto Tarn} the rower.", "bell name actor, otto-tarn name actor");
    check("{PER Liz Bell} met {PER Queen Elizabeth}.", "liz-bell name actor, Q9682 alias actor");
    check(
        "{PER Gordon Bell} met Ada, who was born {PER Gordon Tarn}.",
        "gordon-bell name actor, gordon-tarn name actor",
    );
    check(
        "{PER Ada Bell} spoke.\n\nShe was born {PER Ada Tarn}. {PER Ada} sang.",
        "ada-bell name actor, ada-bell pronoun actor, ada-bell name actor, ada-bell given actor",
    );
    check("{PER Ada Bell} spoke. One was born {PER Otto Tarn}.", "ada-bell name actor, otto-tarn name actor");
    check(
        "{PER Ada Bell} and {PER Ada Marsh} spoke. One was born {PER Ada Tarn}.",
        "ada-bell name actor, ada-marsh name actor, ada-tarn name actor",
    );
    check("{PER Ada Bell} (née {PER Tarn}) spoke.", "ada-bell name actor, ada-bell alias actor");
    check(
        "{PER Ada Bell}, also known as {PER Lady Dew}, spoke. {PER Ada Bell} sang.",
        "ada-bell name actor, ada-bell alias actor, ada-bell name actor",
    );
    check("{PER Ada Bell}, unlike {PER Otto Tarn}, spoke.", "ada-bell name actor, otto-tarn name actor");
}

#[test]
fn short_given_names_are_the_same_persons() {
    check(
        "{PER Concepción Tarn} spoke. {PER Concha} sang.",
        "concepcion-tarn name actor, concepcion-tarn given actor",
    );
    check(
        "{PER Mikhail Tarn} spoke. {PER Misha Tarn} sang.",
        "mikhail-tarn name actor, mikhail-tarn name actor",
    );
    check(
        "{PER Tom Bell} met {PER Thomas Marsh}. {PER Tom} sang.",
        "tom-bell name actor, thomas-marsh name actor, tom-bell given actor",
    );
    check("{PER Mikhail Tarn} spoke. {PER Max} sang.", "mikhail-tarn name actor, max name actor");
}

#[test]
fn candidates_say_why() {
    let find = |name: &str, near: &str| -> Vec<String> {
        let found = candidates::candidates(name, near, None, Knowledge::builtin());
        found.into_iter().filter(|one| one.chosen).map(|one| format!("{} {}", one.id, one.by)).collect()
    };
    assert_eq!(find("Georgia", "Tbilisi"), ["Q230 alias"]);
    assert_eq!(find("Georgia", "Alabama and Atlanta"), ["Q1428 alias"]);
    assert_eq!(find("Nobody of That Name", ""), [""; 0]);
    let others = candidates::alternatives("Georgia", "Q230", Knowledge::builtin());
    assert_eq!(others, ["Q1428"]);
}

#[test]
fn a_watch_list_leaves_its_actors_and_their_critics() {
    let user = "name\nHamas\n";
    let merged = Knowledge::builtin().with("mine.csv", user, knowledge::ListFormat::Csv);
    let (knowledge, _) = merged.expect("the user's list");
    let (text, paragraphs, entities) = read("{LOC Russia} and {ORG Hamas} met {LOC Chad}.");
    let linked = link(&text, &paragraphs, &entities, None, &knowledge, Linker::Full);
    let mut analysis = crate::types::Analysis {
        mentions: linked.mentions,
        actors: linked.actors,
        ..crate::types::Analysis::default()
    };
    watch::restrict(&mut analysis, &knowledge);
    let ids: Vec<&str> = analysis.actors.iter().map(|actor| actor.id.as_str()).collect();
    assert_eq!(ids, ["Q38799"]);
    assert_eq!(analysis.mentions.iter().map(|mention| mention.actor).collect::<Vec<_>>(), [Some(0)]);
}
