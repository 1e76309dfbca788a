//! What goes and what stays.

mod pages;
mod pictures;
mod voices;

use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    check_with_title(text, None, expected);
}

#[track_caller]
fn check_with_title(text: &str, title: Option<&str>, expected: &[(&str, &str)]) {
    let removed = residue(text, title);
    let found: Vec<(&str, &str)> =
        removed.iter().map(|removed| (removed.reason, removed.span.of(text))).collect();
    assert_eq!(found, expected);
}

/// Every line goes, with this reason.
#[track_caller]
fn check_gone(reason: &str, lines: &[&str]) {
    for line in lines {
        check(line, &[(reason, line)]);
    }
}

#[track_caller]
fn check_kept(lines: &[&str]) {
    for line in lines {
        check(line, &[]);
    }
}

#[test]
fn loose_tables_stay() {
    check(
        "Ministers met.\n\nOffice | 2031 | 2032 | Change\n\nHarbour | 8.2 | 8.0 | −2%\n\nForests | 4.7 | 3.8 | −19%\n\nThey left.",
        &[],
    );
    check(
        "Ministers met.\nGift – Relief now – Relief planned\n£50 – £12 – £6\n£90 – £22 – £11\nThey left.",
        &[],
    );
    check(
        "Ministers met.\n\n9      $212      $9.10\n\n6      $149      $6.05\n\n4      $101      $4.00",
        &[],
    );
    let menu = "Home | News | Harbour | Sport";
    check(&format!("{menu}\n\nMinisters met on Tuesday."), &[("navigation", menu)]);
}

#[test]
fn sentences_about_notices_stay() {
    check_kept(&[
        "“We use cookies to improve your experience” will no longer do, the draft says.",
        "“Sign up and keep the lamp lit,” read the first line of the newsletter.",
        "“Subscribe to the mayor's list or we'll tell your mother.”",
        "The bill outlaws walls that tell a visitor to accept all cookies or leave.",
    ]);
}

#[test]
fn boilerplate_goes() {
    check_gone(
        "boilerplate",
        &[
            "No time to read? Get a summary",
            "Advertisement",
            "ADVERTISEMENT:",
            "Story continues below advertisement",
            "This article is more than 3 years old",
            "Copyright 2021 The Daily Example. All rights reserved.",
            "© 2020 Example Media, LLC",
            "We use cookies to make this page better for you and our partners. Accept or manage them here.",
            "Media playback is unsupported on your device",
            "This story has been updated.",
            "The views expressed in this column are those of the author alone.",
        ],
    );
}

#[test]
fn teasers_go() {
    check_gone(
        "teaser",
        &[
            "Read more",
            "Read More: Harbour strike enters a third week",
            "Related: Who pays for the new bridge?",
            "( Also on EXAMPLE: The mayor's long summer)",
            "Also read",
            "Recommended",
            "Click here to see the whole list",
            "Harbour strike: what the unions want | Jane Doe Read more",
            "You may also like",
        ],
    );
}

#[test]
fn bars_go() {
    check_gone(
        "navigation",
        &[
            "The Orla Times › World › Europe › Live",
            "Tips? Call us. | Unsubscribe | Manage preferences",
            "Orla Review  ·  Essays  ·  Security  ·  Culture  ·  Shop",
            "Accept all | Manage choices | We and our 214 partners store information on your device",
        ],
    );
    check_kept(&[
        "Harbour strike enters a third week | The Orla Times",
        "| Norland | 3 | 1 |\n|---|---|---|\n| Sudria | 2 | 2 |",
        "Ana Petrović, the first mayor of Orla since the flood, opens the bridge that she promised | the crowd waits | Ana Petrović",
        "“Bread · peace · work” was painted on the wall.",
    ]);
}

#[test]
fn buttons_go() {
    check_gone(
        "share",
        &[
            "Share this:",
            "Facebook Twitter Pinterest",
            "Facebook Twitter Pinterest A crane at dusk",
            "Follow Jane Doe on Twitter @janedoe",
            "SHARE THIS ARTICLE Share Tweet Post Email",
        ],
    );
    check_gone("comment", &["Write a Comment", "Comments", "Leave a reply", "Join the conversation"]);
    check_gone("counter", &["232 views0 comments", "5 min read", "1,204 shares", "3 days ago", "17"]);
    check_gone(
        "navigation",
        &[
            "top of page",
            "bottom of page",
            "Skip to content",
            "Log in",
            "Home News Sport Business",
            "Privacy Policy",
        ],
    );
    check_gone(
        "newsletter",
        &[
            "Sign up for our newsletter and never miss a story.",
            "Subscribe now",
            "Get the morning brief delivered to your inbox.",
        ],
    );
}

#[test]
fn credits_go() {
    check_gone(
        "byline",
        &[
            "By Jane Doe",
            "By Jane Doe and John Roe, Staff Writers",
            "Jane Doe contributed to this report.",
            "Reporting by Jane Doe; Editing by John Roe",
        ],
    );
    check_gone(
        "photo",
        &[
            "Enlarge this image toggle caption Jane Doe/Getty Images Jane Doe/Getty Images",
            "Image source, Getty Images",
            "Getty Images",
            "Jane Doe/AP",
            "Photo: Jane Doe",
        ],
    );
    check_gone("source", &["(Reuters)", "Source: TASS", "RIA News", "The Associated Press"]);
    check_gone("date", &["Updated at 1:03 p.m. ET", "March 4, 2021", "Published on Monday, 5 May 2020"]);
    check_gone("link", &["https://example.com/a/b", "www.example.com", "@janedoe @johnroe"]);
    check_gone("rule", &["---", "***", "• • •", "```"]);
    check_gone("contact", &["Write to Jane Doe at jane.doe@example.com"]);
}

#[test]
fn sentences_stay() {
    check_kept(&[
        "Facebook and Twitter removed the posts, and Google followed a day later.",
        "More from the interview will be shown on Sunday.",
        "More from the minister's speech, as the office gave it out:",
        "Sign up for the draft, the general told the young men of the valley, or leave the country before the snow falls and never come back to your mothers and fathers.",
        "By Monday the harbour was empty.",
        "By the numbers",
        "Facebook changed its privacy policy.",
        "Imagine to find a threat in your inbox.",
        "The two senators share this view.",
        "Comments by the president angered the unions.",
        "Photo finishes are rare in this state, she said.",
        "Advertisement revenue fell by half, and the paper had to close two of its bureaus abroad.",
        "Recommended by three committees, the bill passed.",
        "60 Minutes",
        "The follow-up is not neutral @ all.",
    ]);
}

#[test]
fn neighbours_tell_teasers() {
    let text = "The vote is over.\n\nPrevious Article\n\nA Quiet Year For Fishermen\n\nNext Article\n\nWhy Did The Ferry Stop?\n\nbottom of page";
    check(
        text,
        &[
            ("navigation", "Previous Article"),
            ("teaser", "A Quiet Year For Fishermen"),
            ("navigation", "Next Article"),
            ("teaser", "Why Did The Ferry Stop?"),
            ("navigation", "bottom of page"),
        ],
    );
    check("Related:\n\nWhat are the children being taught?", &[("teaser", "Related:")]);
}

#[test]
fn neighbours_tell_buttons_and_names() {
    check("It rained.\nFacebook\nTwitter", &[("share", "Facebook"), ("share", "Twitter")]);
    check("Facebook\n\nThe company denied it all on Friday.", &[]);
    check("Jane Doe\n\nUSA TODAY\n\nIt rained.", &[("byline", "Jane Doe"), ("source", "USA TODAY")]);
    check("Jane Doe\n\nMarch 4, 2021\n\nIt rained.", &[("byline", "Jane Doe"), ("date", "March 4, 2021")]);
    check("Jane Doe\n\nShe was elected in May.", &[]);
}

#[test]
fn capitals_between_paragraphs_are_teasers() {
    let shout = "MAYOR TELLS COUNCIL SHE WILL NOT SIGN THE BUDGET";
    check(&format!("It rained on Friday.\n\n{shout}\n\nIt rained again."), &[("teaser", shout)]);
    check(&format!("{shout}\n\nIt rained again."), &[]);
}

#[test]
fn a_section_goes_above_the_article_only() {
    check("World\n\nIt rained.\n\nHealth\n\nNobody fell ill.", &[("navigation", "World")]);
}

#[test]
fn a_biography_goes_at_the_end_only() {
    let biography = "Jane Doe is a syndicated columnist and lives in Ohio.";
    check(&format!("It rained.\n\n{biography}"), &[("byline", biography)]);
    check(&format!("{biography}{}", "\n\nIt rained.".repeat(9)), &[]);
}

#[test]
fn a_long_paragraph_stays_whatever_it_says() {
    let long = format!("Roe said that {}thanks for reading.", "it rained and ".repeat(120));
    check(&format!("By Jane Roe\n\nIt rained.\n\n{long}"), &[("byline", "By Jane Roe")]);
}

#[test]
fn the_title_stays_once() {
    let text = "Read more: a history\n\nIt rained.\n\nRead more: a history";
    check_with_title(text, Some("Read More: A History"), &[("duplicate", "Read more: a history")]);
}

#[test]
fn pieces_of_residue_between_bars_go() {
    check_gone(
        "byline",
        &["posted by ana · 3 June 2025 · updated 17:41 · 👁 3,208", "By Jane Doe | 11/13/25 6:01 AM EST"],
    );
    check_gone("comment", &["12 comments | Sort by: oldest"]);
    check_gone("counter", &["⏱ 4 min read   👁 8,317   Aa-  Aa+"]);
    check("It rained.\n\nOPINION | Jane Q. Doe", &[("boilerplate", "OPINION | Jane Q. Doe")]);
    check_kept(&["Opinion | Why the harbour must close", "Orla 3 | Brant 1"]);
}

#[test]
fn labels_tell_teasers() {
    let text =
        "It rained.\n\nMore from Jane Doe\nThe Council Is Tired\nWhy the Ferry Stopped, Again\n\nIt snowed.";
    check(
        text,
        &[
            ("teaser", "More from Jane Doe"),
            ("teaser", "The Council Is Tired"),
            ("teaser", "Why the Ferry Stopped, Again"),
        ],
    );
    check_gone(
        "teaser",
        &[
            "Also on Orla Telegraph: Fishermen ask who sold the harbour | Council says no to the bridge",
            "Gas prices:Expect relief at the pump this fall, drivers say",
            "You might also enjoy: \"I read the budget so that you sleep\" / \"Why is the ferry like that?\"",
        ],
    );
    check_kept(&[
        "Also on Monday: the council votes on the bridge",
        "Also in Orla: the mayor fell ill.",
        "More on that below.",
        "The verdict: Guilty on both counts, and no appeal",
    ]);
}

#[test]
fn a_list_below_a_header_of_teasers_goes_to_its_end() {
    let text = "It rained.\n\n## Related\n\n- Brandt's long summer\n- Why the party split\n- What comes next for Orla?\n\
                - The mayor's house\n- A bridge too few\n\n## What happens now\n\nIt snowed.\n\n- in Orla";
    assert_eq!(residue(text, None).len(), 6);
    let headings = "It rained.\n\n## Most read\n\n### Ferry crews strike\n### A quiet year\n\n## The day after\n\nIt snowed.";
    assert_eq!(residue(headings, None).len(), 3);
}

#[test]
fn invitations_with_a_pictograph_go() {
    check_gone(
        "share",
        &[
            "💬 87 people are arguing about this. Join them!",
            "☕ Buy the author a coffee",
            "🎧 Listen to this story · 7 min",
        ],
    );
    let body = "It rained.\n\nIt snowed.\n\n";
    check(
        &format!("{body}The blog runs on gifts. Buy Ana a coffee ☕"),
        &[("newsletter", "The blog runs on gifts. Buy Ana a coffee ☕")],
    );
    check_kept(&[
        "☕ The mayor drank it cold.",
        "LIVE: Orla counts its votes 🗳",
        "Great support tonight from @orla 🎉",
    ]);
}

#[test]
fn the_page_speaks_at_its_ends() {
    let body = "It rained.\n\n".repeat(9);
    let lines = [
        ("newsletter", "The Tide is reader-funded. Chip in $3 and keep the lights on ➜"),
        ("boilerplate", "The Tide’s desk welcomes corrections and, with regret, suggestions."),
        ("contact", "Our readers write to desk@example.com."),
        ("contact", "Find our checks at https://example.com/checks"),
        ("byline", "Doe reported from Orla, and Roe from Brant."),
        ("byline", "Words: Jane Doe / Photos: John Roe"),
        ("byline", "The author is a former diplomat."),
        ("navigation", "What the fish think of the bridge →"),
        ("navigation", "#orla #bridge #mayor"),
        ("source", "ABC/kd (Reuters)"),
    ];
    for (reason, line) in lines {
        check(&format!("{body}{line}"), &[(reason, line)]);
        check(&format!("{body}{line}\n\n{body}"), &[]);
    }
    check("GENEVA, 4 March\n\nIt rained.", &[("date", "GENEVA, 4 March")]);
    check("ORLA (Reuters) -\n\nIt rained.", &[("date", "ORLA (Reuters) -")]);
    check("Orla Times / World / Europe\n\nIt rained.", &[("navigation", "Orla Times / World / Europe")]);
    check("It rained.\n\nGENEVA, 4 March\n\nIt snowed.", &[]);
    check("Geneva, 1945\n\nIt rained.", &[]);
}

#[test]
fn biographies_open_with_the_author_or_with_nobody_else() {
    let body = "It rained in Orla.\n\nIt snowed in Brant.\n\n";
    let column = "By Hendrik “Boeta” Roe\n\n";
    let about = "Boeta Roe has been banned from two choirs. His column appears when he can be found.";
    check(&format!("{column}{body}{about}"), &[("byline", "By Hendrik “Boeta” Roe"), ("byline", about)]);
    let new = "Kim Marten, of Orla, is a retired teacher.";
    check(&format!("{body}{new}"), &[("byline", new)]);
    check(&format!("Marten waited.\n\n{body}{new}"), &[]);
    check(&format!("{body}President Kim Marten is a retired teacher."), &[]);
    check(&format!("{body}Kim Marten is expected on Monday."), &[]);
    check("Jane Doe and John Roe\n\nIt rained in Orla.", &[("byline", "Jane Doe and John Roe")]);
    check("Jane Doe and John Roe\n\nIt rained when Doe sailed.", &[]);
    check("Startling New Details\n\nIt rained in Orla.", &[]);
}

#[test]
fn pull_quotes_repeat_the_article() {
    let said = "The union said that “the harbour belongs to those who work in it” and left.";
    let quote = "“The harbour belongs to those who work in it”";
    check(&format!("It rained.\n\n{quote}\n\n{said}"), &[("duplicate", quote)]);
    check(&format!("It rained.\n\n> {quote}\n\n{said}"), &[("duplicate", &format!("> {quote}"))]);
    check(&format!("She wrote:\n\n{quote}\n\n{said}"), &[]);
    // A summary above the article says its sentences too, and they stay.
    let summary = "Roe: The harbour belongs to those who work in it";
    check(&format!("It rained.\n\n{summary}\n\nThe harbour belongs to those who work in it."), &[]);
    check(&format!("It rained.\n\n“The harbour belongs to those who own it”\n\n{said}"), &[]);
    check("It rained.\n\nThe harbour of Orla\n\nThe harbour of Orla is old.", &[]);
    let heading = "## The harbour belongs to those who work in it";
    check(&format!("It rained.\n\n{heading}\n\n{said}"), &[]);
}

#[test]
fn notes_on_an_interview_go_unless_they_go_on() {
    check_gone(
        "boilerplate",
        &[
            "This interview has been edited for length and clarity.",
            "Interview: Ana Roe. Translated from the Norlandic. The conversation was edited for length.",
        ],
    );
    check_kept(&[
        "This conversation has been edited for length. Her recipe was withheld.",
        "He edited the paper for length of days.",
        "This article was amended on 5 May. An earlier version gave the wrong number of seats.",
    ]);
}

#[test]
fn a_press_release_ends_with_its_article() {
    let text = "FOR IMMEDIATE RELEASE\n\nIt rained.\n\nIt snowed.\n\nIt hailed.\n\n## ENDS ##\n\nOrla Aid has 200 staff.";
    let reasons: Vec<&str> = residue(text, None).iter().map(|removed| removed.reason).collect();
    assert_eq!(reasons, ["boilerplate"; 3]);
    let about = "Press release\n\nIt rained.\n\nAbout Orla Aid\n\nOrla Aid has 200 staff.";
    assert_eq!(residue(about, None).len(), 3);
    check("It rained.\n\nAbout Orla\n\nOrla is old.", &[]);
}

#[test]
fn credits_and_signatures_go() {
    check_gone("photo", &["Jane Doe/Orla Press"]);
    check_gone("share", &["— Jane Doe (@janedoe) May 5, 2020"]);
    check_gone("source", &["H/T Orla Times"]);
    check_kept(&[
        "Anti-Flood Spending/Harbour Works",
        "— Jane Doe, mayor of Orla",
        "- It rained in Orla. — Jane (@jane) May 5, 2020",
    ]);
}

#[test]
fn a_wrapped_paragraph_is_judged_as_a_whole() {
    let text = "The company paid a great deal of money last year for one long\n\
                advertisement that ran on the evening news, and nobody knows\n\
                who ordered it. The board has asked the treasurer to find out\n\
                more.";
    check(text, &[]);
}

#[test]
fn residue_joined_to_a_wrapped_paragraph_does_not_take_it_along() {
    let text = "The minister thanked the farmers of the valley on Thursday evening and said\n\
                that the state would pay for the seed that the flood took from them, as it\n\
                had promised in the spring. Advertisement Continue reading the main story";
    check(text, &[]);
}

#[test]
fn odd_line_ends_and_characters_do_no_harm() {
    check(
        "Comments\r\nIt rained.\rShare this\u{2028}It snowed.",
        &[("comment", "Comments"), ("share", "Share this")],
    );
    check("\0\n\u{200b}\n🙂🙂\nIt rained.", &[("rule", "\0"), ("rule", "\u{200b}"), ("rule", "🙂🙂")]);
    check("עברית ימין לשמאל.\n\nالعربية", &[]);
    check("", &[]);
}

proptest! {
    #[test]
    fn spans_are_sorted_disjoint_trimmed(text in "(\\PC|[ \n\r\t•@:/0-9.]|Share this|Related:|By Jane|\n){0,80}", title in proptest::option::of("\\PC{0,9}")) {
        let mut end = 0;
        for removed in residue(&text, title.as_deref()) {
            let piece = removed.span.of(&text);
            prop_assert!(removed.span.start() >= end && !piece.is_empty() && piece.trim() == piece);
            end = removed.span.end();
        }
    }
}
