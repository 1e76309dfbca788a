//! Whole pages of many kinds: what their ends give away, and what looks like it and is the article's.

use crate::clean::residue;

const TITLE: &str = "Orla council sells its only ferry to the island of Brant";
const BODY: &str = "The council of Orla sold its only ferry on Monday to the island of Brant, which has wanted it for years.";
const MORE: &str =
    "The mayor said that nobody had used the ferry since the bridge was built, and that the price was fair.";

const LAST: &str =
    "The buyers came in a rowing boat, and rowed home in it as well, since the ferry had no fuel left.";

/// The lines that go, of a page whose title is known.
#[track_caller]
fn check(lines: &[&str], expected: &[&str]) {
    let text = lines.join("\n\n");
    let removed = residue(&text, Some(TITLE));
    let found: Vec<&str> = removed.iter().map(|removed| removed.span.of(&text)).collect();
    assert_eq!(found, expected);
}

/// Lines between the title and the body, all of which go.
#[track_caller]
fn check_above(lines: &[&str]) {
    check(&[&[TITLE], lines, &[BODY, MORE]].concat(), lines);
}

/// Lines between paragraphs, all of which go.
#[track_caller]
fn check_within(lines: &[&str]) {
    check(&[&[TITLE, BODY], lines, &[MORE, LAST]].concat(), lines);
}

/// Lines below the body, all of which go.
#[track_caller]
fn check_below(lines: &[&str]) {
    check(&[&[TITLE, BODY, MORE], lines].concat(), lines);
}

#[track_caller]
fn check_kept(lines: &[&str]) {
    check(lines, &[]);
}

#[test]
fn menus_go_and_the_title_stays() {
    let menu = ["Orla Star", "World", "Harbours", "Sign in", "Search", "Letters", "Brant", "Subscribe"];
    check(&[&menu[..], &[TITLE, BODY, MORE]].concat(), &menu);
    check(
        &["The Orla Star · Harbours · est. 1911", "Search", TITLE, BODY],
        &["The Orla Star · Harbours · est. 1911", "Search"],
    );
}

#[test]
fn a_kicker_and_a_deck_stay() {
    check_kept(&["HARBOURS", TITLE, "Brant pays in herring, and nobody asks why", BODY, MORE]);
    check_kept(&[TITLE, BODY, "What the ferry cost", MORE, "“We will miss its horn”", LAST]);
}

#[test]
fn signatures_above_go() {
    check_above(&["Jane Doe (Orla Press)", "Orla", "Published 3 May 2025"]);
    check_above(&["byJane Doe", "in Harbours, Top Story", "May 3, 2025"]);
    check_above(&["Jane Doe", "Orla Press, Brant", "Reporting from Brant"]);
    check_above(&["Words by Jane Doe. Pictures by John Roe.", "Brant Updated: May 3, 2025 08:11 IST"]);
    check_above(&["Edited By: Jane Doe", "0.8x 1.0x 1.2x 1.5x", "Change text size", "Save"]);
}

#[test]
fn prices_above_go_and_results_stay() {
    check(
        &["Wheat 241.25 -0.48%", "Herring 12.40 ▲ 1.2%", "Search", TITLE, BODY],
        &["Wheat 241.25 -0.48%", "Herring 12.40 ▲ 1.2%", "Search"],
    );
    check_kept(&[TITLE, BODY, "2012 council: Doe +28%", "2016 council: Roe +20%", MORE]);
}

#[test]
fn requests_go_wherever_they_stand() {
    check_within(&["Add as a preferred source on Google"]);
    check_within(&["Download our app"]);
    check_within(&["*** Watch the video version of this story ***"]);
    check_within(&["SubscribeSign in"]);
    check_within(&["(With inputs from ABC)"]);
    check_within(&[
        "Every contribution helps us to keep our journalism free. Your donation pays for our newsroom.",
    ]);
}

#[test]
fn what_resembles_a_request_stays() {
    check_kept(&[TITLE, BODY, "Report: the ferry was never safe", MORE]);
    check_kept(&[TITLE, BODY, "Support for the paper mill falls", MORE]);
    check_kept(&[TITLE, BODY, "Try a smaller boat", MORE, "Read the statement below:", LAST]);
    check_kept(&[TITLE, BODY, "Stay tuned. The islanders have yet to paint it.", MORE]);
    check_kept(&[
        TITLE,
        BODY,
        "Facebook said that it will change its terms of service and its privacy policy in the weeks to come, as Brant had asked.",
        MORE,
    ]);
}

#[test]
fn the_tail_of_a_page_goes() {
    check_below(&[
        "Share",
        "Bridge closed for painting",
        "08:40 Herring fair opens",
        "Comments",
        "Load more posts",
        "Brant elects a mayor",
        "Privacy notice",
    ]);
    check_below(&[
        "Your email address will not be published. Required fields are marked *",
        "Save my name, email, and website in this browser",
        "Proudly powered by WordPress",
    ]);
    check_below(&[
        "- ENDS -",
        "Company contacts:",
        "Press office: Tel. +39 02 5203 1875",
        "Web site: www.example.org",
        "jane@orla.example",
    ]);
}

#[test]
fn a_list_that_closes_the_article_stays() {
    check_kept(&[TITLE, BODY, MORE, "Results by town", "Orla 44.1%", "Brant 38.7%"]);
    check(&[TITLE, BODY, "Highlights", "• The ferry is sold.", MORE, "Share"], &["Share"]);
    check(
        &[
            TITLE,
            BODY,
            "14:05 – Ferry leaves Orla",
            "It left at five past two.",
            "Share",
            "Load more posts",
            "Comments",
        ],
        &["Share", "Load more posts", "Comments"],
    );
}

#[test]
fn the_life_of_an_author_goes() {
    let life = "Jane Doe joined the Star in 2019. She has reported from Brant and from the sea.";
    check(&[TITLE, "Jane Doe in Orla", BODY, MORE, life], &["Jane Doe in Orla", life]);
    check_kept(&[TITLE, BODY, MORE, "John Roe joined the council in 2019. He voted against the sale."]);
}

#[test]
fn a_byline_in_small_letters_is_not_joined_to_the_title() {
    let text = format!("{TITLE}\nby Jane Doe\n{BODY}");
    let removed = residue(&text, Some(TITLE));
    assert_eq!(removed.iter().map(|removed| removed.span.of(&text)).collect::<Vec<_>>(), ["by Jane Doe"]);
}
