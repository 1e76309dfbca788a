//! Whether an organisation acts, or is a news outlet that is only cited.

use super::knowledge::{Column, Knowledge};
use super::names::{is_acronym, normal, starts_upper};
use super::usage::{Context, holds};
use super::words::{
    CITING, DISCREDITED, FINDING, FINDINGS, MEDIA, NEWSPAPERS, NOTING, ON_AIR, OUTLETS, PASSING_ON, POLLS,
    PUBLISHED, REPORTS, STAFF, TALKING,
};
use crate::types::Use;

/// The use of an organisation: credit where an outlet, or a pollster, is only cited. `name` is its longest name here.
pub(super) fn use_of_outlet(name: &str, context: &Context<'_>, knowledge: &Knowledge) -> Use {
    let cited = is_outlet(name, knowledge)
        && (bracketed(context)
            || signed(context)
            || heads_a_text(context.left, context.right)
            || holds(&CITING, context.before(context.article()))
            || according_to(context)
            || spoken_to(context)
            || published_by(context)
            || on_air(context)
            || written_in(context)
            || says_itself(context)
            || passes_on(context)
            || found_out(context));
    if cited { Use::Credit } else { Use::Actor }
}

/// Whether the list, or the name itself, says that it is a news medium or a pollster.
fn is_outlet(name: &str, knowledge: &Knowledge) -> bool {
    let normal = normal(name);
    let is_known = |form: &str| {
        let listed = knowledge.find(form).iter().any(|known| {
            let is_written = !known.capitals || is_acronym(name);
            known.column == Column::Alias && is_written && knowledge.entries()[known.entry].is_outlet
        });
        listed || OUTLETS.contains(form)
    };
    let last = normal.rsplit_once(' ');
    // "Orla Tribune" and "Fox News Radio".
    is_known(&normal)
        || last.is_some_and(|(stem, last)| holds(&NEWSPAPERS, last) || holds(&MEDIA, last) && is_known(stem))
}

/// "(Reuters)", "(AP Photo/…)", "Getty Images/AFP".
fn bracketed(context: &Context<'_>) -> bool {
    let open = context
        .left
        .rfind('(')
        .is_some_and(|at| !context.left[at..].contains(')') && context.left.len() - at < 40);
    open && context.right.find(')').is_some_and(|at| at < 40)
        || context.left.ends_with('/')
        || context.right.starts_with('/')
}

const DASHES: [char; 3] = ['-', '–', '—'];

/// "— AP" and "— Jane Marsh, AP" at the end of a paragraph, and "MOSCOW, Reuters —" at its start.
fn signed(context: &Context<'_>) -> bool {
    let ends = context.right.trim().is_empty();
    let opens = context.left.len() < 30 && context.right.starts_with(' ');
    let after_dash = context.left.trim_end().ends_with(DASHES);
    let after_author = || {
        let left = context.left.strip_suffix(", ").unwrap_or_default();
        let tail = &left[left.floor_char_boundary(left.len().saturating_sub(50))..];
        tail.rfind(DASHES).is_some_and(|dash| is_end_of_text(&left[..left.len() - tail.len() + dash]))
    };
    ends && (after_dash || after_author()) || opens && context.right.trim_start().starts_with(DASHES)
}

/// "Jane Marsh, Reuters" and "Jane Marsh, The Orla Tribune" where that is all that a paragraph says.
fn heads_a_text(left: &str, right: &str) -> bool {
    let author = left.strip_suffix(", ").or_else(|| left.strip_suffix(", The "));
    let is_name = |word: &str| starts_upper(word) || matches!(word, "and" | "for" | "de" | "von");
    right.trim().is_empty()
        && author.is_some_and(|author| author.len() < 80 && author.split_whitespace().all(is_name))
}

/// Whether a person only signs: "— Jane Marsh, Reuters" behind the last sentence of a paragraph, or "Jane Marsh, Reuters"
/// that is all of it.
pub(super) fn is_signature(left: &str, right: &str, knowledge: &Knowledge) -> bool {
    let outlet = right.trim_end().strip_prefix(", ");
    let outlet = outlet.is_some_and(|outlet| outlet.len() < 50 && is_outlet(outlet, knowledge));
    // "“It is a farce.” — Jane Marsh, CNN" is what she says.
    let says = |before: &str| before.trim_end().ends_with(['”', '"', '’']);
    let before = left.trim_end().strip_suffix(DASHES);
    outlet && (left.is_empty() || before.is_some_and(|before| is_end_of_text(before) && !says(before)))
}

/// Whether a person only speaks for the outlet right before: "told CNN's Jane Marsh", "told CNN anchor Jane Marsh".
pub(super) fn speaks_for_outlet(between: &str) -> bool {
    let words = between.strip_prefix("'s").or_else(|| between.strip_prefix("’s")).unwrap_or(between);
    let is_post = |word: &str| word.chars().all(|character| character.is_lowercase() || character == '-');
    let last = words.split_whitespace().last();
    let is_named = last.map_or(words.len() < between.len(), |word| holds(&STAFF, word));
    words.starts_with(' ')
        && is_named
        && words.split_whitespace().count() < 4
        && words.split_whitespace().all(is_post)
}

/// Whether nothing stands there, or a whole sentence.
fn is_end_of_text(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '"', '’'])
}

/// "spoke to CNN", "an interview with the BBC", "an email to Politico".
fn spoken_to(context: &Context<'_>) -> bool {
    let skip = context.article();
    let to = matches!(context.before(skip).to_ascii_lowercase().as_str(), "to" | "with");
    to && holds(&TALKING, context.before(skip + 1))
}

/// "reported by the BBC", "a poll conducted by Gallup", "Image copyright Reuters".
fn published_by(context: &Context<'_>) -> bool {
    let skip = context.article();
    context.before(skip).eq_ignore_ascii_case("by") && holds(&PUBLISHED, context.before(skip + 1))
        || context.before(0).eq_ignore_ascii_case("copyright")
}

/// "said on CBS's 'Face the Nation'", "an interview on CNN".
fn on_air(context: &Context<'_>) -> bool {
    let skip = context.article();
    let is_on = context.before(skip).eq_ignore_ascii_case("on");
    is_on && (1..4).any(|further| holds(&ON_AIR, context.before(skip + further)))
}

/// "writes in The Hill", "an op-ed for the Guardian", "a story from the Post", "shared with Politico".
fn written_in(context: &Context<'_>) -> bool {
    let skip = context.article();
    let [verb, preposition] = [skip + 1, skip].map(|index| context.before(index).to_ascii_lowercase());
    // A false story in the Post is about the Post.
    let is_report = REPORTS.contains(verb.as_str()) && !holds(&DISCREDITED, context.before(skip + 2));
    is_report && matches!(preposition.as_str(), "in" | "for" | "from" | "by")
        || verb == "shared" && preposition == "with"
}

/// "as the Globe notes", "as Vox's Jane Marsh reported".
fn says_itself(context: &Context<'_>) -> bool {
    let says = ["has", "have", "first"].contains(&context.after(0)) || holds(&NOTING, context.after(0));
    context.before(context.article()).eq_ignore_ascii_case("as") && (says || context.possessive)
}

/// "Reuters reported", "Politico first reported", "Defense One has learned".
fn passes_on(context: &Context<'_>) -> bool {
    let skipped = usize::from(matches!(context.after(0), "first" | "newspaper" | "has" | "had"));
    !context.possessive && holds(&PASSING_ON, context.after(skipped))
}

/// "a CNN poll", "a Politico investigation found".
fn found_out(context: &Context<'_>) -> bool {
    let finds =
        |index: usize| holds(&FINDINGS, context.after(index)) && holds(&FINDING, context.after(index + 1));
    !context.possessive && (holds(&POLLS, context.after(0)) || finds(0))
}

fn according_to(context: &Context<'_>) -> bool {
    let is_one = ["a", "an"].iter().any(|article| context.before(0).eq_ignore_ascii_case(article));
    let skip = if is_one && holds(&FINDINGS, context.after(0)) { 1 } else { context.article() };
    context.before(skip).eq_ignore_ascii_case("to")
        && context.before(skip + 1).eq_ignore_ascii_case("according")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Span;

    #[test]
    fn who_signs_a_paragraph_is_its_author() {
        let is_signature = |left, right| is_signature(left, right, Knowledge::builtin());
        assert!(is_signature("The court met. — ", ", USA Today"));
        assert!(is_signature("— ", ", Reuters\n"));
        assert!(is_signature("", ", The New Yorker"));
        assert!(!is_signature("The court met — ", ", Reuters"));
        assert!(!is_signature("“The court met.” — ", ", Leader of the Senate"));
        assert!(!is_signature("The court met. ", ", Reuters"));
        assert!(!is_signature("", ", Canada"));
    }

    #[test]
    fn who_speaks_for_an_outlet_stands_right_behind_it() {
        assert!(speaks_for_outlet("'s "));
        assert!(speaks_for_outlet("’s chief editor "));
        assert!(speaks_for_outlet(" anchor "));
        assert!(!speaks_for_outlet(" and "));
        assert!(!speaks_for_outlet(" that "));
        assert!(!speaks_for_outlet(", "));
        assert!(!speaks_for_outlet("'s interview with "));
    }

    #[test]
    fn outlets_that_are_only_cited_get_credit() {
        let check = |sentence: &str, expected: Use| {
            let text = sentence.replace(['[', ']'], "");
            let start = sentence.find('[').unwrap_or_default();
            let end = sentence.find(']').unwrap_or_default() - 1;
            let context = Context::new(&text, Span::new(0, text.len()), Span::new(start, end));
            assert_eq!(
                use_of_outlet(&text[start..end], &context, Knowledge::builtin()),
                expected,
                "{sentence}"
            );
        };
        check("MINSK ([Reuters]) — The court met.", Use::Credit);
        check("Nobody knew, she told [CNN].", Use::Credit);
        check("It was closed, according to the [BBC].", Use::Credit);
        check("A man in the rain. Photo: Jo Li/[Getty Images]", Use::Credit);
        check("The court met. — [AP]", Use::Credit);
        check("[Interfax] reported the deal.", Use::Credit);
        check("She spoke to the [BBC] on Monday.", Use::Credit);
        check("In an interview with [CNN] he denied it.", Use::Credit);
        check("[Politico] first reported the deal.", Use::Credit);
        check("The court met. — Jo Marsh, [Reuters]", Use::Credit);
        check("The court — so says Jo Marsh, [Reuters]", Use::Actor);
        check("It is close, according to a [Politico] analysis.", Use::Credit);
        check("It is close, according to the [Orla Tribune].", Use::Credit);
        check("He writes in the [Guardian] that it is close.", Use::Credit);
        check("In an op-ed for the [Guardian] he denied it.", Use::Credit);
        check("Writing in the [Guardian], he denied it.", Use::Credit);
        check("It is close, according to a [Politico] reporter.", Use::Actor);
        check("Jo Marsh, [Bloomberg]", Use::Credit);
        check("Jo Marsh and Ana Lind, The [New Yorker]", Use::Credit);
        check("Image copyright [Reuters]", Use::Credit);
        check("It was obtained by the [Guardian].", Use::Credit);
        check("She said on [CBS]’s morning show that it is close.", Use::Credit);
        check("In a story from the [Washington Post], two aides denied it.", Use::Credit);
        check("As the [Boston Globe] notes, it is close.", Use::Credit);
        check("As [Vox]'s Jo Marsh has written, it is close.", Use::Credit);
        check("[Defense One] has learned that it is close.", Use::Credit);
        check("A new [CNN] poll has her ahead.", Use::Credit);
        check("It is close, according to [Gallup].", Use::Credit);
        check("A [Politico] investigation found otherwise.", Use::Credit);
        check("She told [Fox News Radio] so.", Use::Credit);
        check("She called it a false story in the [Washington Post].", Use::Actor);
        check("[CNN]’s poll was a fraud, he said.", Use::Actor);
        check("The ministry banned [Defense One].", Use::Actor);
        check("He insisted on [CNN] paying.", Use::Actor);
        check("[Canada Post] reported a loss.", Use::Actor);
        check("He called [CNN] a liar.", Use::Actor);
        check("He objected to [CNN] as a host.", Use::Actor);
        check("He told [NATO] to wait.", Use::Actor);
    }
}
