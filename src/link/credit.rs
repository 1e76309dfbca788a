//! Whether an organisation acts, or is a news outlet that is only cited.

use super::citing::{
    ACCOUNTS, CITING, DISCREDITED, FINDING, FINDINGS, IN_BETWEEN, MEDIA, NEWSPAPERS, NOTING, ON_AIR, OUTLETS,
    PASSING_ON, POLLS, PUBLISHED, REPORTS, STAFF, TALKING,
};
use super::knowledge::{Column, Knowledge};
use super::names::{normal, starts_upper};
use super::usage::{Context, holds};

/// Whether an organisation is a news medium or a pollster: the list says so of its entry, or of whoever bears that name
/// where it is nobody's entry, or the name does.
pub(super) fn is_outlet(name: &str, entry: Option<usize>, knowledge: &Knowledge) -> bool {
    let is_listed = |raw: &str| {
        let form = normal(raw);
        let listed = knowledge.find(&form).iter().any(|known| {
            known.column == Column::Alias
                && known.may_be_written(raw)
                && knowledge.entries()[known.entry].is_outlet
        });
        listed || OUTLETS.contains(form.as_str())
    };
    let is_known =
        |raw: &str| entry.map_or_else(|| is_listed(raw), |entry| knowledge.entries()[entry].is_outlet);
    let last = name.rsplit_once(' ');
    // "Orla Tribune" and "Fox News Radio".
    is_known(name)
        || last.is_some_and(|(stem, last)| {
            holds(&NEWSPAPERS, &normal(last)) || holds(&MEDIA, last) && is_listed(stem)
        })
}

/// Whether an outlet is only cited.
pub(super) fn is_cited(context: &Context<'_>) -> bool {
    bracketed(context)
        || signed(context)
        || is_told(context)
        || according_to(context)
        || spoken_to(context)
        || published_by(context)
        || on_air(context)
        || written_in(context)
        || says_itself(context)
        || passes_on(context)
        || found_out(context)
}

/// "(Reuters)", "(AP Photo/…)", "Getty Images/AFP".
fn bracketed(context: &Context<'_>) -> bool {
    let near = &context.left[context.left.floor_char_boundary(context.left.len().saturating_sub(40))..];
    let open = near.rfind('(').is_some_and(|at| !near[at..].contains(')'));
    open && context.right.find(')').is_some_and(|at| at < 40)
        || context.left.trim_end_matches("The ").ends_with('/')
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

/// Whether a person only signs: "— Jane Marsh, Reuters" behind the last sentence of a paragraph.
pub(super) fn is_signature(left: &str, right: &str, knowledge: &Knowledge) -> bool {
    let outlet = right.trim_end().strip_prefix(", ");
    let outlet = outlet.is_some_and(|outlet| outlet.len() < 50 && is_outlet(outlet, None, knowledge));
    // "“It is a farce.” — Jane Marsh, CNN" is what she says.
    let says = |before: &str| before.trim_end().ends_with(['”', '"', '’']);
    let before = left.trim_end().strip_suffix(DASHES);
    outlet && before.is_some_and(|before| is_end_of_text(before) && !says(before))
}

/// Whether a person only speaks for the outlet right before: "told CNN's Jane Marsh", "told CNN anchor Jane Marsh".
pub(super) fn speaks_for_outlet(between: &str) -> bool {
    let words =
        ["'s", "’s", "'", "’"].iter().find_map(|ending| between.strip_prefix(ending)).unwrap_or(between);
    let is_post = |word: &str| word.chars().all(|character| character.is_lowercase() || character == '-');
    let last = words.split_whitespace().last();
    let is_named = last.map_or(words.len() < between.len(), |word| holds(&STAFF, word));
    words.starts_with(' ')
        && is_named
        && words.split_whitespace().count() < 4
        && words.split_whitespace().all(is_post)
}

/// "told Reuters", "via CNN"; not "told Reuters to pay".
fn is_told(context: &Context<'_>) -> bool {
    holds(&CITING, context.before(context.article())) && context.after(0) != "to"
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

/// "said on CBS's 'Face the Nation'", "an interview on CNN", "said later on CNN"; not "said sanctions on RT would stay".
fn on_air(context: &Context<'_>) -> bool {
    let skip = context.article();
    let further = skip + 1 + usize::from(holds(&IN_BETWEEN, context.before(skip + 1)));
    context.before(skip).eq_ignore_ascii_case("on") && holds(&ON_AIR, context.before(further))
}

/// "writes in The Hill", "an op-ed for the Guardian", "a story from the Post", "shared with Politico".
fn written_in(context: &Context<'_>) -> bool {
    let skip = context.article();
    let [verb, preposition] = [skip + 1, skip].map(|index| context.before(index).to_ascii_lowercase());
    REPORTS.contains(verb.as_str())
        && matches!(preposition.as_str(), "in" | "for" | "from" | "by")
        && !is_discredited(context, skip + 2)
        || verb == "shared" && preposition == "with"
}

/// Whether the words before say that what an outlet brings is bad: a false story in the Post is about the Post.
fn is_discredited(context: &Context<'_>, from: usize) -> bool {
    (from..from + 4).any(|index| holds(&DISCREDITED, context.before(index)))
}

/// "as the Globe notes", "as Vox's Jane Marsh has reported".
fn says_itself(context: &Context<'_>) -> bool {
    let by_staff = context.possessive && starts_upper(context.after(0));
    let skipped = usize::from(matches!(context.after(0), "has" | "have" | "first"));
    let notes = |index: usize| holds(&NOTING, context.after(index));
    context.before(context.article()).eq_ignore_ascii_case("as")
        && if by_staff {
            (1..5).any(notes)
        } else {
            !context.possessive && notes(skipped) && !gives_accounts(context, skipped)
        }
}

/// "Reuters reported", "Politico first reported", "Defense One has learned".
fn passes_on(context: &Context<'_>) -> bool {
    let next = usize::from(matches!(context.after(0), "first" | "newspaper" | "has" | "had"));
    let passes = holds(&PASSING_ON, context.after(next)) && !gives_accounts(context, next);
    let learns = context.after(next) == "learned" && matches!(context.after(next + 1), "" | "that");
    !context.possessive && (passes || learns)
}

/// Whether the verb at that word tells of the outlet's own business: "Gannett reported a quarterly loss".
fn gives_accounts(context: &Context<'_>, verb: usize) -> bool {
    matches!(context.after(verb + 1), "a" | "an" | "its")
        && (verb + 2..verb + 4).any(|index| holds(&ACCOUNTS, context.after(index)))
}

/// "a CNN poll", "a Politico investigation found".
fn found_out(context: &Context<'_>) -> bool {
    let finds = holds(&FINDINGS, context.after(0)) && holds(&FINDING, context.after(1));
    !context.possessive && (holds(&POLLS, context.after(0)) || finds) && !is_discredited(context, 0)
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
        assert!(!is_signature("The court met — ", ", Reuters"));
        assert!(!is_signature("“The court met.” — ", ", Leader of the Senate"));
        assert!(!is_signature("The court met. ", ", Reuters"));
        assert!(!is_signature("", ", Reuters"));
    }

    #[test]
    fn who_speaks_for_an_outlet_stands_right_behind_it() {
        assert!(speaks_for_outlet("'s "));
        assert!(speaks_for_outlet("’s chief editor "));
        assert!(speaks_for_outlet(" anchor "));
        assert!(speaks_for_outlet("' "));
        assert!(!speaks_for_outlet("'s chief political and legal editor "));
        assert!(!speaks_for_outlet(" and "));
        assert!(!speaks_for_outlet(" that "));
        assert!(!speaks_for_outlet(", "));
        assert!(!speaks_for_outlet("'s interview with "));
    }

    #[test]
    fn outlets_that_are_only_cited_get_credit() {
        let check = |sentence: &str, expected: bool| {
            let text = sentence.replace(['[', ']'], "");
            let start = sentence.find('[').unwrap_or_default();
            let end = sentence.find(']').unwrap_or_default() - 1;
            let context = Context::new(&text, Span::new(0, text.len()), Span::new(start, end));
            let is_only_cited =
                is_outlet(&text[start..end], None, Knowledge::builtin()) && is_cited(&context);
            assert_eq!(is_only_cited, expected, "{sentence}");
        };
        check("MINSK ([Reuters]) — The court met.", true);
        check("Nobody knew, she told [CNN].", true);
        check("It was closed, according to the [BBC].", true);
        check("A man in the rain. Photo: Jo Li/[Getty Images]", true);
        check("The court met. — [AP]", true);
        check("[Interfax] reported the deal.", true);
        check("She spoke to the [BBC] on Monday.", true);
        check("In an interview with [CNN] he denied it.", true);
        check("[Politico] first reported the deal.", true);
        check("The court met. — Jo Marsh, [Reuters]", true);
        check("The court — so says Jo Marsh, [Reuters]", false);
        check("It is close, according to a [Politico] analysis.", true);
        check("It is close, according to the [Orla Tribune].", true);
        check("He writes in the [Guardian] that it is close.", true);
        check("In an op-ed for the [Guardian] he denied it.", true);
        check("Writing in the [Guardian], he denied it.", true);
        check("It is close, according to a [Politico] reporter.", false);
        check("Image copyright [Reuters]", true);
        check("It was obtained by the [Guardian].", true);
        check("She said on [CBS]’s morning show that it is close.", true);
        check("In a story from the [Washington Post], two aides denied it.", true);
        check("As the [Boston Globe] notes, it is close.", true);
        check("As [Vox]'s Jo Marsh has written, it is close.", true);
        check("[Defense One] has learned that it is close.", true);
        check("A new [CNN] poll has her ahead.", true);
        check("It is close, according to [Gallup].", true);
        check("A [Politico] investigation found otherwise.", true);
        check("She told [Fox News Radio] so.", true);
        check("She called it a false story in the [Washington Post].", false);
        check("[CNN]’s poll was a fraud, he said.", false);
        check("The ministry banned [Defense One].", false);
        check("He insisted on [CNN] paying.", false);
        check("Ministers said sanctions on [RT] would stay.", false);
        check("She said later on [CNN] that it is close.", true);
        check("As [CNN]'s ratings fell, he left.", false);
        check("As the [BBC] has cut jobs, he left.", false);
        check("He called the story in the [Washington Post] a lie.", false);
        check("He called a [CNN] poll fake.", false);
        check("[Gannett] reported a quarterly loss.", false);
        check("As [Gannett] reported a quarterly loss, he left.", false);
        check("[Reuters] reported heavy losses on both sides.", true);
        check("[Bloomberg] reported that profits fell.", true);
        check("A poll conducted by [Gallup] has her ahead.", true);
        check("A judge told [Fox News] to pay.", false);
        check("[CNN] has learned nothing.", false);
        check("She told [BBC Radio] so.", true);
        check("She told [Canada Radio] so.", false);
        check("[Canada Post] reported a loss.", false);
        check("He called [CNN] a liar.", false);
        check("He objected to [CNN] as a host.", false);
        check("He told [NATO] to wait.", false);
    }
}
