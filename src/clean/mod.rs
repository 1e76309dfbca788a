//! Text → what in it is not the article, with the reason.
//!
//! Scrapers bring home menus, share bars, teasers, bylines and cookie notices. A stretch of lines goes only
//! when a cue condemns it, and a weak cue never condemns a line that ends like a sentence: a lost sentence
//! is worse than a kept button. Nothing is edited; what goes is listed.
//!
//! `line` judges a line alone, this file by its neighbours.

mod attributions;
mod fold;
mod line;
pub(crate) mod lines;
mod patterns;
mod words;

pub use attributions::attributions;

use crate::types::Removed;
use fold::fold;
use line::Line;
use lines::stretches;

/// A biography of the author stands among this many lines at the end of the page.
const N_LAST_LINES: usize = 8;
/// A repetition of a shorter title may be a heading.
const FEWEST_DUPLICATE_WORDS: usize = 4;

/// The web residue of a text: sorted, disjoint, trimmed spans of whole lines.
///
/// The first line that equals the title stays, whatever it looks like; its repetitions go.
pub fn residue(text: &str, title: Option<&str>) -> Vec<Removed> {
    let lines: Vec<Line> = stretches(text).iter().map(|stretch| Line::new(stretch, text)).collect();
    let title = title.map(fold).filter(|title| !title.is_empty());
    let mut title_seen = false;
    let mut in_body = false;
    let mut n_teasers_left = 0_usize;
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let is_title = title.as_ref().is_some_and(|title| *title == line.folded);
        let reason = if is_title && !title_seen {
            None
        } else if is_title && line.n_words >= FEWEST_DUPLICATE_WORDS {
            Some("duplicate")
        } else {
            let below_header = (n_teasers_left > 0 && line.may_be_teaser()).then_some("teaser");
            line.reason().or_else(|| reason_among(&lines, index, in_body)).or(below_header)
        };
        in_body |= reason.is_none() && line.ends_sentence;
        title_seen |= is_title;
        n_teasers_left = match reason {
            None => 0,
            Some(_) => line.n_teasers_below().unwrap_or(n_teasers_left.saturating_sub(1)),
        };
        found.extend(reason.map(|reason| Removed { span: line.span, reason }));
    }
    found
}

/// Why a line goes that would stay if it stood alone. `in_body` says that a sentence came before it.
fn reason_among(lines: &[Line], index: usize, in_body: bool) -> Option<&'static str> {
    let line = &lines[index];
    let previous = index.checked_sub(1).map(|index| &lines[index]);
    let next = lines.get(index + 1);
    let beside = || [previous, next].into_iter().flatten();
    let shouts_alone = || in_body && line.shouts() && !beside().any(Line::shouts);
    let named = line.is_name() && next.is_some_and(|next| next.is_source() || (!in_body && next.is_date()));
    let described = lines.len() - index <= N_LAST_LINES && line.is_biography();
    if line.is_button() && beside().any(Line::is_button) {
        Some("share")
    } else if named || described {
        Some("byline")
    } else if !in_body && line.is_section() {
        Some("navigation")
    } else if shouts_alone() {
        Some("teaser")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
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
        check(
            "Jane Doe\n\nMarch 4, 2021\n\nIt rained.",
            &[("byline", "Jane Doe"), ("date", "March 4, 2021")],
        );
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
    fn the_title_stays_once() {
        let text = "Read more: a history\n\nIt rained.\n\nRead more: a history";
        check_with_title(text, Some("Read More: A History"), &[("duplicate", "Read more: a history")]);
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
}
