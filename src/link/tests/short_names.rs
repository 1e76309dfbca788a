//! Short names that the text itself gives, and surnames that relatives share.

use super::*;

#[test]
fn short_names_in_brackets_are_their_long_ones() {
    check(
        "The {ORG Korvane Trade Promotion Agency} ({ORG KOTRA}) met. {ORG KOTRA} paid.",
        "korvane-trade-promotion-agency name actor, korvane-trade-promotion-agency acronym actor, \
         korvane-trade-promotion-agency acronym actor",
    );
    check(
        "{ORG Vesihallinta} ({ORG Board of Orla Waters}) met. {ORG Vesihallinta} paid.",
        "vesihallinta name actor, board-of-orla-waters name actor, vesihallinta name actor",
    );
    check(
        "{ORG EAAB} ({ORG Empresa de Orla}) met. {ORG EAAB} paid.",
        "empresa-de-orla acronym actor, empresa-de-orla name actor, empresa-de-orla acronym actor",
    );
    check(
        "The {ORG Orla National Parks Service} ({ORG Ornap}) met. {ORG Ornap} paid.",
        "orla-national-parks-service name actor, orla-national-parks-service short actor, \
         orla-national-parks-service short actor",
    );
    check(
        "A picture of the {ORG Orla City Police} ({ORG KLAV}). {ORG KLAV} asked.",
        "orla-city-police name actor, klav name actor, klav name actor",
    );
    check(
        "{ORG World Harbour Organization} ({ORG WHO}) met {ORG The Who}.",
        "world-harbour-organization name actor, world-harbour-organization acronym actor, who name actor",
    );
    check("The {ORG Harbour Board} ({ORG Reuters}) met.", "harbour-board name actor, Q130879 alias credit");
}

#[test]
fn a_department_is_one_however_its_name_is_turned() {
    check(
        "The {ORG Department of Orla Parks} met. The {ORG Orla Parks Department} paid.",
        "department-of-orla-parks name actor, department-of-orla-parks name actor",
    );
    check(
        "The {ORG Ministry of the Orla Sea} met. The {ORG Orla Sea Ministry} paid.",
        "ministry-of-the-orla-sea name actor, ministry-of-the-orla-sea name actor",
    );
}

#[test]
fn spaced_initials_are_an_acronym() {
    check("The {LOC U. S.} met the {ORG U. N.} there.", "Q30 alias actor, Q1065 alias actor");
}

#[test]
fn a_surname_beside_a_relative_is_whom_the_document_is_about() {
    let thrice = "{PER Jane Marsh} left. {PER Jane Marsh} slept. {PER Jane Marsh} ate.";
    let named = "jane-marsh name actor, jane-marsh name actor, jane-marsh name actor, omar-marsh name actor";
    let met = |how: &str| format!("{thrice} {{PER Omar Marsh}}{how} came. {{PER Marsh}} left.");
    check(&met(", a nurse,"), &format!("{named}, omar-marsh surname actor"));
    let son = format!("{thrice} A son, {{PER Omar Marsh}}, came. {{PER Marsh}} left.");
    check(&son, &format!("{named}, jane-marsh surname actor"));
}
