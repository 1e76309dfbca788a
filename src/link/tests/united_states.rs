//! States of the Union and their bodies, chambers and their members, and whom its news names by surname.

use super::*;

#[test]
fn bodies_of_a_state_are_none_of_the_union() {
    check("The {LOC U.S.} {ORG Senate} met.", "Q30 alias actor, Q66096 alias actor");
    check("The {LOC U.S.} waited. The state {ORG Senate} met.", "Q30 alias actor, senate name actor");
    check("The state’s {ORG Democratic Party} met.", "democratic-party name actor");
    check(
        "The {ORG New Yorker} wrote. A {NORP New Yorker} read.",
        "new-yorker name credit, Q60 demonym actor",
    );
    check("{ORG White House} hopefuls met.", "Q35525 alias place");
}

#[test]
fn a_state_is_no_city_of_its_name() {
    check("{LOC New York} is large.", "Q60 alias place");
    check(
        "{LOC New York} Gov. {PER Ana Lind} left {LOC New York}.",
        "Q1384 alias place, ana-lind name actor, Q1384 alias place",
    );
    check(
        "{LOC New York} State sued {LOC New York City}. {LOC New York} paid.",
        "Q1384 alias place, Q60 alias place, Q60 alias place",
    );
    check("{LOC Washington} Gov. {PER Ana Lind} sued.", "Q1223 alias place, ana-lind name actor");
    check(
        "{LOC Ohio} Gov. {PER Ana Lind} spoke. {LOC Ohio} paid.",
        "Q1397 alias place, ana-lind name actor, Q1397 alias place",
    );
    check(
        "{LOC New York} Gov. {PER Ana Lind} met {LOC New York} Mayor {PER Jo Marsh}.",
        "Q1384 alias place, ana-lind name actor, Q60 alias place, jo-marsh name actor",
    );
    check("{LOC Mexico} state oil is cheap. {LOC Mexico} paid.", "Q96 alias actor, Q96 alias actor");
    check("{LOC Washington} state sued. {LOC Washington} said no.", "Q1223 alias place, Q30 metonym actor");
}

#[test]
fn a_chamber_before_its_members_and_a_seat_before_reporters_are_places() {
    check("The {LOC U.S.} {ORG Senate} voted.", "Q30 alias actor, Q66096 alias actor");
    check(
        "{LOC U.S.} {ORG Senate} {NORP Republicans} met.",
        "Q30 alias actor, Q66096 alias place, Q29468 demonym actor",
    );
    check("{ORG White House} correspondents met.", "Q35525 alias place");
}

#[test]
fn presidents_and_wives_are_not_everybody_of_that_name() {
    check(
        "{PER Hillary Clinton} ran. President {PER Clinton} lied. {PER Clinton} ran on.",
        "Q6294 alias actor, Q1124 role actor, Q1124 surname actor",
    );
    check(
        "{PER Ana Clinton} ran. President {PER Clinton} lied.",
        "ana-clinton name actor, ana-clinton surname actor",
    );
    check(
        "{PER Hillary Clinton} ran. Vice President {PER Clinton} lied.",
        "Q6294 alias actor, Q6294 surname actor",
    );
    check(
        "{PER Sara Duterte} ran in the {LOC Philippines}. Vice-President {PER Duterte} lied.",
        "sara-duterte alias actor, Q928 alias place, sara-duterte surname actor",
    );
    check(
        "{PER Hillary Clinton} ran. Senate President {PER Clinton} lied.",
        "Q6294 alias actor, Q6294 surname actor",
    );
    check("{LOC America} slept. Mrs. {PER Clinton} ran.", "Q30 alias actor, Q6294 role actor");
    check(
        "{LOC America} slept. {PER Bill Clinton} spoke. Mrs. {PER Clinton} ran.",
        "Q30 alias actor, Q1124 alias actor, Q6294 role actor",
    );
    check(
        "{LOC Israel} slept. {PER Benjamin Netanyahu} spoke. Mrs. {PER Netanyahu} left.",
        "Q801 alias actor, Q43723 alias actor, netanyahu name actor",
    );
    check("{LOC America} slept. Mrs. {PER Trump} ran.", "Q30 alias actor, Q432473 role actor");
}

#[test]
fn several_of_one_name_are_none_of_them() {
    check(
        "{PER Raúl Castro} spoke. The {PER Castro} brothers left. {PER Castro} slept.",
        "raul-castro alias actor, castro-brothers name actor, raul-castro surname actor",
    );
    check("The {PER Trump} family left. {PER Trump} spoke.", "trump-family name actor, Q22686 alias actor");
    check(
        "{PER Jeff King} ran. The {PER King} family left.",
        "jeff-king name actor, jeff-king surname actor",
    );
    check("{PER Trump}’s family left.", "Q22686 alias actor");
    let (text, paragraphs, entities) = read("The {PER Castro} brothers left. He slept.");
    let linked = link(&text, &paragraphs, &entities, None, Knowledge::builtin(), Linker::Full);
    assert_eq!(linked.actors[0].kind, ActorKind::Group);
    assert_eq!(linked.mentions.len(), 1, "he is none of them");
}

#[test]
fn words_in_small_letters_are_no_parties_and_no_bodies() {
    check(
        "{LOC America} slept. A {NORP democrat} and a {NORP Democrat} met.",
        "Q30 alias actor, nobody, Q29552 demonym actor",
    );
    check(
        "{LOC America} slept. {NORP democrats} and {NORP libertarians} met {NORP black} voters.",
        "Q30 alias actor, Q29552 demonym actor, libertarians name actor, african-americans alias actor",
    );
    check("{LOC America} slept. {NORP white}-nationalist groups met.", "Q30 alias actor, nobody");
    check("The {NORP black} voters of the {NORP tango} school met.", "nobody, nobody");
    check(
        "The {ORG bureau} of {LOC southern} towns and {NORP russian} ships.",
        "nobody, nobody, Q159 demonym actor",
    );
    check("The {ORG planning bureau} (CPB) met. The {ORG CPB} left.", "nobody, cpb name actor");
    check("{ORG საქართველო} met.", "10e1-10d0-10e5-10d0-10e0-10d7-10d5-10d4-10da-10dd name actor");
    check("{NORP Spanish} flu killed millions, {NORP Spanish} doctors said.", "nobody, Q29 demonym actor");
}

#[test]
fn whoever_speaks_for_an_outlet_is_cited_with_it() {
    check("She told {ORG CNN}’s {PER Jo Marsh}.", "Q48340 alias credit, jo-marsh name credit");
    check(
        "She told {ORG CNN}’s {PER Jo Marsh}. {PER Marsh} lied.",
        "Q48340 alias credit, jo-marsh name actor, jo-marsh surname actor",
    );
    check("{ORG CNN}’s {PER Jo Marsh} lied.", "Q48340 alias actor, jo-marsh name actor");
    check("{PER Jo Marsh}, The {ORG Washington Post}", "jo-marsh name credit, Q166032 alias credit");
    check(
        "{PER Jo Marsh} and {PER Ana Lind}, {ORG CNN}",
        "jo-marsh name actor, ana-lind name actor, Q48340 alias credit",
    );
    check(
        "{PER Jo Marsh}, {PER Ana Lind} slam {ORG New York Times}",
        "jo-marsh name actor, ana-lind name actor, Q9684 alias actor",
    );
    check(
        "She told The {ORG Hindu}. {NORP Hindu} voters met.",
        "hindu-newspaper alias credit, hindus alias actor",
    );
    check("{PER Jo Marsh} and {ORG CNN}", "jo-marsh name actor, Q48340 alias actor");
    check("Editorial Board, The {ORG Washington Post}", "Q166032 alias credit");
    check("Editorial Board, The {ORG Washington Post} said", "Q166032 alias actor");
    check(
        "{PER Jo Marsh} Sues {PER Ana Lind}, {ORG CNN}",
        "jo-marsh name actor, ana-lind name actor, Q48340 alias actor",
    );
    check(
        "{LOC Pakistan} voted. According to the {ORG PTI}, it was rigged.",
        "Q843 alias actor, pakistan-tehreek-e-insaf alias actor",
    );
    check(
        "The {ORG Washington Post} wrote. It is close, according to the {ORG Post}.",
        "Q166032 alias credit, Q166032 short credit",
    );
}
