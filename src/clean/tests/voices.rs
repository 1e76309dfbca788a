//! What the page says in its own voice, at the ends of the page and among paragraphs, and what only sounds like it.

use crate::clean::residue;

pub(super) const TITLE: &str = "Orla council sells its only ferry to the island of Brant";
pub(super) const BODY: &str = "The council of Orla sold its only ferry on Monday to the island of Brant, which has wanted it for years.";
pub(super) const MORE: &str =
    "The mayor said that nobody had used the ferry since the bridge was built, and that the price was fair.";
pub(super) const LAST: &str =
    "The buyers came in a rowing boat, and rowed home in it as well, since the ferry had no fuel left.";

/// The lines that go, of a page whose title is known.
#[track_caller]
pub(super) fn check(lines: &[&str], expected: &[&str]) {
    let text = lines.join("\n\n");
    let removed = residue(&text, Some(TITLE));
    let found: Vec<&str> = removed.iter().map(|removed| removed.span.of(&text)).collect();
    assert_eq!(found, expected);
}

/// Lines above the title, all of which go.
#[track_caller]
fn check_above_title(lines: &[&str]) {
    check(&[lines, &[TITLE, BODY, MORE, LAST]].concat(), lines);
}

/// Lines between paragraphs, all of which go.
#[track_caller]
pub(super) fn check_within(lines: &[&str]) {
    check(&[&[TITLE, BODY], lines, &[MORE, LAST]].concat(), lines);
}

/// Lines below the body, all of which go.
#[track_caller]
pub(super) fn check_below(lines: &[&str]) {
    check(&[&[TITLE, BODY, MORE, LAST], lines].concat(), lines);
}

/// Lines between paragraphs, all of which stay.
#[track_caller]
pub(super) fn check_stays(lines: &[&str]) {
    check(&[&[TITLE, BODY], lines, &[MORE, LAST]].concat(), &[]);
}

#[test]
fn above_the_title_the_page_speaks() {
    check_above_title(&[
        "The Orla Star (Morning edition)",
        "Read by the sea since 1911!",
        "Sign in",
        "Harbours",
    ]);
    check_above_title(&["Log in", "We print what the tide brings, and you pay for it.", "BRANT"]);
    check(&["HARBOURS", TITLE, BODY, MORE], &[]);
}

#[test]
fn a_text_tells_how_it_came_about() {
    check_within(&["This story was made possible by a grant of the Brant Fund."]);
    check_within(&["A shorter Norlandic version of this article first appeared in the Brant Mirror."]);
    check_stays(&["Correction: This story was updated because an earlier version named the wrong pier."]);
    check_stays(&["This story was told to every child of the harbour."]);
}

#[test]
fn rights_and_cookies_are_the_pages() {
    check_within(&["COPYRIGHT ORLA STAR. No part of this page may be reproduced without permission."]);
    check_within(&["We and our partners use cookies on your device to show you advertising."]);
    check_stays(&["Copyright law was never meant for ferries."]);
    check_stays(&["Cookies tell advertisers where a device has been, the harbour master learned."]);
    check_stays(&["Captains left the pier without permission, though fuel was available under the old law."]);
}

#[test]
fn buttons_of_other_scripts_and_editions_go() {
    check_within(&["공유하기"]);
    check_within(&["Lea esta historia en español"]);
    check_stays(&["The islanders learn Spanish"]);
}

#[test]
fn roles_and_names_go_at_the_ends() {
    check(
        &[TITLE, "By Jane Doe", "Deputy Harbour Editor", BODY, MORE, LAST, "Contributor", "Jane Doe"],
        &["By Jane Doe", "Deputy Harbour Editor", "Contributor", "Jane Doe"],
    );
    check_within(&["From Jane Doe in Brant"]);
    check_stays(&["The editor and the captain"]);
}

#[test]
fn forms_players_and_weather_go() {
    check_within(&["Video Player is loading"]);
    check_within(&["2 new updates"]);
    check_within(&["1 hr 12 min ago"]);
    check_below(&["Sign up for our newsletter", "First name", "Zip code", "Submit"]);
    check_below(&["Now 61 Tonight 48", "Partly cloudy skies. Low 48F. Winds NW at 5 to 10 mph."]);
    check_stays(&["Monthly"]);
}

#[test]
fn an_appeal_goes_on_over_many_paragraphs() {
    check_within(&[
        "A message from The Orla Star:",
        "Dear readers,",
        "We are few, and the harbour board calls us \"pests\".",
        "Your support, however small, keeps our newsroom afloat. Please support us with a monthly gift.",
        "Continue",
        "Not ready to support today? Remind me later.",
    ]);
    check_within(&["If you value our work, please consider a small donation."]);
    check_within(&["Do you work on a ferry? Write to our reporter in confidence."]);
    check_stays(&["“We need your help,” she said, and our newsroom laughed with you."]);
    check_stays(&["Dear islanders,", "We need your help to stop the sale."]);
}

#[test]
fn what_stands_below_the_article_goes() {
    check_below(&["Media contacts", "Jane Doe", "Harbour office", "Tel: +39 02 5203 1875"]);
    check_below(&["Published in The Orla Star, May 3rd, 2025"]);
    check_below(&["#ferry #Brant – Orla #harbour", "Share"]);
    check_below(&["The views expressed above belong to the author."]);
    check_below(&["You've successfully subscribed to the Orla Star"]);
    check(&[TITLE, BODY, MORE, LAST, "It was never about the boat.", "Nobody has rowed since."], &[]);
    check(&[TITLE, BODY, MORE, LAST, "Results by ward", "North ward 41%", "South ward 38%"], &[]);
}

#[test]
fn sentences_of_the_article_that_sound_like_the_page_stay() {
    check_stays(&[
        "This story is no longer about one man, the senator said.",
        "Copyright holders say the island used their songs without permission.",
        "The islanders use cookies to pay for advertising on every device, the mayor said.",
        "You have been warned.",
        "Orla is home to a growing community of rowers.",
        "Every island, whether big or small, has a vote.",
        "An unexpected error in the count halted the tally.",
        "To enable the sale, the council changed the law.",
        "Results",
    ]);
    check(
        &[
            TITLE,
            BODY,
            MORE,
            LAST,
            "Winds of 80 mph and heavy snow and rain are forecast.",
            "The trip was funded by the ministry.",
        ],
        &[],
    );
}
