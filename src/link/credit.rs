//! Whether an organisation acts, or is a news outlet that is only cited.

use super::names::normal;
use super::usage::{Context, holds};
use super::words::{CITING, FINDINGS, NEWSPAPERS, OUTLETS, PASSING_ON, PUBLISHED, TALKING};
use crate::types::Use;

/// The use of an organisation: credit where an outlet is only cited.
pub(super) fn use_of_outlet(name: &str, context: &Context<'_>) -> Use {
    let cited = is_outlet(name)
        && (bracketed(context)
            || signed(context)
            || holds(&CITING, context.before(context.article()))
            || according_to(context)
            || spoken_to(context)
            || context.before(0).eq_ignore_ascii_case("by") && holds(&PUBLISHED, context.before(1))
            || written_in(context)
            || holds(
                &PASSING_ON,
                context.after(usize::from(matches!(context.after(0), "first" | "newspaper"))),
            ));
    if cited { Use::Credit } else { Use::Actor }
}

fn is_outlet(name: &str) -> bool {
    let name = normal(name);
    let is_newspaper = || name.rsplit_once(' ').is_some_and(|(_, last)| holds(&NEWSPAPERS, last));
    OUTLETS.contains(name.as_str()) || is_newspaper()
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

/// "— Jane Marsh, Reuters" behind the last sentence of a paragraph: who wrote it, not somebody in it.
pub(super) fn is_signature(left: &str, right: &str) -> bool {
    let outlet =
        right.trim_end().strip_prefix(", ").is_some_and(|outlet| outlet.len() < 50 && is_outlet(outlet));
    // "“It is a farce.” — Jane Marsh, CNN" is what she says.
    let says = |before: &str| before.trim_end().ends_with(['”', '"', '’']);
    let before = left.trim_end().strip_suffix(DASHES);
    outlet && before.is_some_and(|before| is_end_of_text(before) && !says(before))
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

/// "writes in The Hill", "an op-ed for the Guardian", "shared with Politico".
fn written_in(context: &Context<'_>) -> bool {
    let skip = context.article();
    let [verb, preposition] = [skip + 1, skip].map(|index| context.before(index).to_ascii_lowercase());
    let is_article = matches!(verb.as_str(), "writes" | "wrote" | "writing" | "op-ed" | "column" | "essay");
    is_article && matches!(preposition.as_str(), "in" | "for") || verb == "shared" && preposition == "with"
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
        assert!(is_signature("The court met. — ", ", USA Today"));
        assert!(is_signature("— ", ", Reuters\n"));
        assert!(!is_signature("The court met — ", ", Reuters"));
        assert!(!is_signature("“The court met.” — ", ", Leader of the Senate"));
        assert!(!is_signature("The court met. ", ", Reuters"));
    }

    #[test]
    fn outlets_that_are_only_cited_get_credit() {
        let check = |sentence: &str, expected: Use| {
            let text = sentence.replace(['[', ']'], "");
            let start = sentence.find('[').unwrap_or_default();
            let end = sentence.find(']').unwrap_or_default() - 1;
            let context = Context::new(&text, Span::new(0, text.len()), Span::new(start, end));
            assert_eq!(use_of_outlet(&text[start..end], &context), expected, "{sentence}");
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
        check("[Canada Post] reported a loss.", Use::Actor);
        check("He called [CNN] a liar.", Use::Actor);
        check("He objected to [CNN] as a host.", Use::Actor);
        check("He told [NATO] to wait.", Use::Actor);
    }
}
