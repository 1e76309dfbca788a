//! What a country or city does in its sentence: it acts or is judged, or it is a place.
//!
//! Cues are read in a fixed order, the strongest first: what is around the name, then what it is joined to,
//! then the default of its kind. Countries act unless something puts them on the map;
//! cities are places unless they act.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::names::starts_upper;
use super::words::{
    ACTED, ACTS, AUXILIARIES, BETWEEN_TWO, COMING_FROM, DIRECTIONS, DONE_BY, FUNCTION_WORDS, GOOD_OR_BAD_FOR,
    GOVERNMENT_NOUNS, INSIDE, JUDGING, MEMBERS, MINDS, MOTION, OPINION_OF, ORIGIN, PART_OF, PARTNER,
    PARTS_OF_THE_MAP, PLACE_NOUNS, PRESSURE_ON, SEEKING, SENT, SOUGHT, TRUST, VISITING, WORKING_AT, Words,
};
use crate::types::{Span, Use};

/// What kind of place a name can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    /// A country: somebody by default.
    State,
    /// A building that stands for a government: somebody by default.
    Seat,
    /// A capital: somewhere by default, but often its government.
    Capital,
    /// Another city or region: somewhere, unless it speaks.
    Place,
}

impl Site {
    fn is_city(self) -> bool {
        matches!(self, Self::Capital | Self::Place)
    }
}

/// A name in its sentence: the words of its paragraph on both sides, nearest first.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) left: &'a str,
    pub(super) right: &'a str,
    before: Vec<&'a str>,
    after: Vec<&'a str>,
    pub(super) possessive: bool,
    shouted: bool,
    /// How likely the model thinks that the name acts or is judged; nothing where it was not asked.
    acts: Option<f32>,
}

impl<'a> Context<'a> {
    pub(super) fn new(text: &'a str, paragraph: Span, span: Span) -> Self {
        let left = &text[paragraph.start()..span.start()];
        let right = &text[span.end()..paragraph.end()];
        let rest = ["'s", "’s", "'", "’"].into_iter().find_map(|ending| right.strip_prefix(ending));
        let possessive = rest.is_some_and(|rest| rest.starts_with(' ')) || span.of(text).ends_with("'s");
        let after = words_after(rest.filter(|_| possessive).unwrap_or(right));
        let shouted = !span.of(text).chars().any(char::is_lowercase);
        Self { left, right, before: words_before(left), after, possessive, shouted, acts: None }
    }

    /// The same with the model's opinion.
    pub(super) fn with(self, acts: Option<f32>) -> Self {
        Self { acts, ..self }
    }

    pub(super) fn before(&self, index: usize) -> &str {
        self.before.get(index).copied().unwrap_or_default()
    }

    pub(super) fn after(&self, index: usize) -> &str {
        self.after.get(index).copied().unwrap_or_default()
    }

    /// How many words "the" in front takes up.
    pub(super) fn article(&self) -> usize {
        usize::from(self.before(0).eq_ignore_ascii_case("the"))
    }

    /// Whether one of the words from `index` on, at most four, is in the table.
    fn earlier(&self, index: usize, table: &Words) -> bool {
        self.before.iter().skip(index).take(4).any(|word| holds(table, word))
    }
}

/// The use of a country, city or seat.
///
/// `joined` is the use of a name that this one is joined to by "and" or a comma.
pub(super) fn use_of(site: Site, context: &Context<'_>, joined: Option<Use>) -> Use {
    let default = if site.is_city() { Use::Place } else { Use::Actor };
    hyphen(site, context)
        .or_else(|| government(site, context))
        .or_else(|| dateline(context))
        .or_else(|| sought(site, context))
        .or_else(|| read(context))
        .or_else(|| preposition(site, context))
        .or_else(|| neighbour(site, context))
        .or_else(|| subject(site, context))
        .or(joined)
        .unwrap_or(default)
}

/// What the model read.
fn read(context: &Context<'_>) -> Option<Use> {
    context.acts.map(|acts| if acts >= 0.5 { Use::Actor } else { Use::Place })
}

/// "Moscow-backed" acts; "Moscow-based" does not.
fn hyphen(site: Site, context: &Context<'_>) -> Option<Use> {
    if context.left.ends_with("pro-") || context.left.ends_with("anti-") {
        return Some(Use::Actor);
    }
    let word = context.right.strip_prefix(['-', '‑'])?;
    let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    let (word, rest) = word.split_at(end);
    if starts_upper(word) && site.is_city() {
        let both = words_after(rest).first().is_some_and(|noun| holds(&BETWEEN_TWO, noun));
        return Some(if both { Use::Actor } else { Use::Place });
    }
    if holds(&DONE_BY, word) { Some(Use::Actor) } else { holds(&COMING_FROM, word).then_some(Use::Place) }
}

/// "Moscow's response": what only a government has, whatever stands in front.
fn government(site: Site, context: &Context<'_>) -> Option<Use> {
    let owned = [context.after(0), context.after(1)];
    let governs = context.possessive && site == Site::Capital && !starts_upper(owned[0]);
    (governs && owned.iter().any(|word| holds(&GOVERNMENT_NOUNS, word))).then_some(Use::Actor)
}

/// "MOSCOW (Reuters) —" at the start of a paragraph.
fn dateline(context: &Context<'_>) -> Option<Use> {
    let is_first = context.left.trim().is_empty();
    let follows_city = context.left.len() < 25 && context.left.ends_with(", ");
    if !is_first && !follows_city {
        return None;
    }
    let mut rest = context.right;
    // A country or a date may stand between the city and the dash.
    if let Some(after) = rest.strip_prefix(", ") {
        let end = after.find(['(', '-', '–', '—']).filter(|&end| end < 25)?;
        rest = &after[end..];
    }
    let rest = rest.trim_start();
    let rest = match rest.strip_prefix('(') {
        Some(inside) => inside[inside.find(')').filter(|&end| end < 40)? + 1..].trim_start(),
        // Without an agency only capitals make a dateline: "Russia — as ever — said" is a sentence.
        None if context.shouted => rest,
        None => return None,
    };
    let dash = rest.starts_with(['–', '—']) || rest.starts_with("- ") || rest.starts_with("-- ");
    (dash && (context.right.starts_with([' ', ',']))).then_some(Use::Place)
}

/// "White House hopefuls", "the race for the White House": an office that somebody wants; "White House reporters".
fn sought(site: Site, context: &Context<'_>) -> Option<Use> {
    let skip = context.article();
    let is_prize = context.before(skip) == "for" && holds(&SEEKING, context.before(skip + 1));
    let next = context.after(0);
    let is_modifier = !context.possessive && (holds(&SOUGHT, next) || holds(&WORKING_AT, next));
    (site == Site::Seat && (is_prize || is_modifier)).then_some(Use::Place)
}

/// "House Republicans", "on the Senate floor": a chamber that only says whose or where.
pub(super) fn is_chamber_of_members(name: &str, context: &Context<'_>) -> bool {
    matches!(name, "house" | "senate" | "us house" | "us senate")
        && !context.possessive
        && holds(&MEMBERS, context.after(0))
}

/// What the preposition in front says, across "the", "northern" and their like.
fn preposition(site: Site, context: &Context<'_>) -> Option<Use> {
    let usage = after_preposition(site, context);
    usage.filter(|usage| *usage == Use::Place || !(site == Site::Capital && modifies(context)))
}

/// Whether the name belongs to a noun behind it that is no government's: "Beijing zoo".
fn modifies(context: &Context<'_>) -> bool {
    let noun = context.after(0);
    let goes_on =
        noun.is_empty() || starts_upper(noun) || holds(&FUNCTION_WORDS, noun) || holds(&AUXILIARIES, noun);
    !context.possessive && !goes_on && !holds(&GOVERNMENT_NOUNS, noun)
}

fn after_preposition(site: Site, context: &Context<'_>) -> Option<Use> {
    let skipped = context.before.iter().take(3).take_while(|word| holds(&DIRECTIONS, word)).count();
    let preposition = context.before(skipped).to_ascii_lowercase();
    let governor = context.before(skipped + 1);
    let place_unless = |exception: bool| Some(if exception { Use::Actor } else { Use::Place });
    let is_place = site.is_city();
    match preposition.as_str() {
        "at" if site == Site::State => Some(Use::Actor),
        "in" => place_unless(holds(&TRUST, governor)),
        word if INSIDE.contains(word) => Some(Use::Place),
        "between" if context.earlier(skipped + 1, &MOTION) => Some(Use::Place),
        word if PARTNER.contains(word) => (site != Site::Place).then_some(Use::Actor),
        "to" if context.earlier(skipped + 1, &MOTION) && !holds(&SENT, governor) => Some(Use::Place),
        "from" if context.earlier(skipped + 1, &MOTION) || holds(&ORIGIN, governor) => Some(Use::Place),
        "to" | "from" => place_unless(!is_place || context.earlier(skipped + 1, &SENT)),
        "of" if holds(&PART_OF, governor) => Some(Use::Place),
        "of" => place_unless(!is_place || holds(&OPINION_OF, governor)),
        "on" => place_unless(!is_place || context.earlier(skipped + 1, &PRESSURE_ON)),
        "for" if context.earlier(skipped + 1, &MOTION) || holds(&VISITING, governor) => Some(Use::Place),
        "for" => place_unless(!is_place || context.earlier(skipped + 1, &GOOD_OR_BAD_FOR)),
        _ => None,
    }
}

/// What the word right in front says: "visited Moscow", "northern Syria", "the capital Kyiv".
fn neighbour(site: Site, context: &Context<'_>) -> Option<Use> {
    let word = context.before(0);
    let place = holds(&VISITING, word) && !context.before(1).eq_ignore_ascii_case("the")
        || holds(&PARTS_OF_THE_MAP, word) && !starts_upper(word)
        || site != Site::State && holds(&PLACE_NOUNS, word);
    if site == Site::Capital && holds(&JUDGING, word) {
        return Some(Use::Actor);
    }
    place.then_some(Use::Place)
}

/// Whether it owns what governments own, or is the subject of what they do.
fn subject(site: Site, context: &Context<'_>) -> Option<Use> {
    if context.possessive {
        return Some(if site.is_city() { Use::Place } else { Use::Actor });
    }
    let mut words = context.after.as_slice();
    if let [and, name, rest @ ..] = words
        && and.eq_ignore_ascii_case("and")
        && starts_upper(name)
    {
        words = rest;
    }
    let skipped = words.iter().take_while(|word| holds(&AUXILIARIES, word) || word.ends_with("ly")).count();
    let verb = words.get(skipped).copied().unwrap_or_default();
    let acts = ACT_FORMS.contains(verb.to_ascii_lowercase().as_str()) || skipped > 0 && holds(&MINDS, verb);
    let helped = site == Site::State && skipped > 0 && !words[0].eq_ignore_ascii_case("to");
    (acts && !starts_upper(verb) || helped).then_some(Use::Actor)
}

/// All forms of the verbs of saying and doing.
pub(super) static ACT_FORMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut forms: HashSet<String> = ACTED.iter().map(|&form| form.to_owned()).collect();
    for verb in ACTS.iter() {
        let stem = verb.strip_suffix('e').unwrap_or(verb);
        forms.extend([
            (*verb).to_owned(),
            format!("{verb}s"),
            format!("{verb}es"),
            format!("{stem}ed"),
            format!("{stem}ing"),
        ]);
        if let Some(stem) = verb.strip_suffix('y') {
            forms.extend([format!("{stem}ies"), format!("{stem}ied")]);
        }
        // "plan" doubles its last letter in "planned".
        let last = &verb[verb.len() - 1..];
        forms.extend([format!("{verb}{last}ed"), format!("{verb}{last}ing")]);
    }
    forms
});

/// Whether `table` holds the word in any case.
pub(super) fn holds(table: &Words, word: &str) -> bool {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        table.contains(word.to_ascii_lowercase().as_str())
    } else {
        table.contains(word)
    }
}

/// Up to six words in front of a name within its clause, nearest first.
fn words_before(left: &str) -> Vec<&str> {
    let mut words = Vec::with_capacity(6);
    for piece in left.rsplit(char::is_whitespace).filter(|piece| !piece.is_empty()) {
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let ends_clause = piece.ends_with([',', ';', ':', '!', '?', ')', '”', '"', '—', '–'])
            || piece.ends_with('.') && word.len() > 3;
        if ends_clause || words.len() == 6 || (word.is_empty() && !words.is_empty()) {
            break;
        }
        words.push(word);
        if piece.starts_with(['(', '“', '"']) {
            break;
        }
    }
    words
}

/// Up to six words behind a name within its clause, nearest first.
fn words_after(right: &str) -> Vec<&str> {
    let mut words = Vec::with_capacity(6);
    if !right.starts_with(char::is_whitespace) {
        return words;
    }
    for piece in right.split(char::is_whitespace).filter(|piece| !piece.is_empty()) {
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() || piece.starts_with(['(', '—', '–']) || words.len() == 6 {
            break;
        }
        words.push(word);
        if piece.ends_with([',', ';', ':', '.', '!', '?', ')']) {
            break;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name stands between brackets.
    fn check(site: Site, sentence: &str, expected: Use) {
        let text = sentence.replace(['[', ']'], "");
        let start = sentence.find('[').unwrap_or_default();
        let end = sentence.find(']').unwrap_or_default() - 1;
        let context = Context::new(&text, Span::new(0, text.len()), Span::new(start, end));
        assert_eq!(use_of(site, &context, None), expected, "{sentence}");
    }

    #[test]
    fn countries_act_unless_they_are_on_the_map() {
        let acts = |sentence| check(Site::State, sentence, Use::Actor);
        acts("[Russia] said that it was ready.");
        acts("New sanctions against [Russia] were agreed.");
        acts("The bank approved more aid to [Ukraine].");
        acts("Voters have lost confidence in [France].");
        acts("He praised [Israel]'s army.");
        acts("The president of [Chad] resigned.");
        acts("A threat from [Iran] was reported.");
        acts("Anger at [Israel] grew.");
        acts("[Russia] – as ever – was silent.");
        let place = |sentence| check(Site::State, sentence, Use::Place);
        place("He arrived in [Israel] on Monday.");
        place("They went to [Russia] by train.");
        place("Refugees from [Syria] camp here.");
        place("Rebels hold parts of [Syria].");
        place("Rain fell across northern [Mali].");
        place("She left [Cuba] as a child.");
        place("Troops control eastern [Ukraine].");
    }

    #[test]
    fn cities_are_places_unless_they_act() {
        let acts = |sentence| check(Site::Capital, sentence, Use::Actor);
        let place = |sentence| check(Site::Capital, sentence, Use::Place);
        acts("[Moscow] said on Monday that it had no plans.");
        acts("[Moscow] has repeatedly denied it.");
        acts("[Moscow]'s decision angered the union.");
        acts("Talks between [Moscow] and the rebels failed.");
        acts("[Tehran] and Ankara agreed on a plan.");
        acts("It raised the pressure on [Beijing].");
        acts("The [Moscow]-backed rebels fled.");
        acts("It sent a message to [Beijing].");
        acts("A fierce critic of [Moscow] was poisoned.");
        acts("[London] is ready for talks.");
        acts("The editorial accused [London] of delay.");
        acts("In [Moscow]'s response there was no word of it.");
        acts("A pro-[Beijing] paper agreed.");
        acts("He wants a reset in [Ankara]-Baghdad ties.");
        place("The [London]-Bangkok flight is late.");
        place("[Malabo] is seen as quiet.");
        place("He trades with [Beijing] zoo.");
        acts("Protests against the [Damascus] government grew.");
        place("He arrived in [Moscow].");
        place("She flew to [Moscow] at night.");
        place("Officials in [Moscow] said so.");
        place("A [Moscow] court said so.");
        place("The mayor of [London] spoke.");
        place("The [Moscow]-based firm closed.");
        place("[Paris]'s restaurants are empty.");
        place("[MOSCOW] (Reuters) — The court met.");
        place("[Moscow], Russia (AP) – The court met.");
        place("[MINSK], Belarus — The court met.");
        place("He visited [Moscow] and left.");
        place("Flights between [Moscow] and Minsk stopped.");
        place("The capital [Kyiv] was quiet.");
    }

    #[test]
    fn other_places_act_only_where_they_speak() {
        check(Site::Place, "[Texas] sued the agency.", Use::Actor);
        check(Site::Place, "A road between [Texas] and the sea.", Use::Place);
        check(Site::Place, "He lives by [Elm Street].", Use::Place);
        check(Site::Place, "The river in [Texas] rose.", Use::Place);
    }

    #[test]
    fn seats_act_unless_one_is_in_them() {
        check(Site::Seat, "The [Kremlin] was not amused.", Use::Actor);
        check(Site::Seat, "A source close to the [Kremlin] spoke.", Use::Actor);
        check(Site::Seat, "A [White House] correspondent asked.", Use::Place);
        check(Site::Seat, "[White House] aides asked.", Use::Actor);
        check(Site::Seat, "They met at the [Kremlin] for talks.", Use::Place);
        check(Site::Seat, "He went to the [White House] today.", Use::Place);
    }

    #[test]
    fn a_chamber_says_whose_members_they_are() {
        let check = |text: &str, expected: bool| {
            let end = text.find(' ').unwrap_or(text.len());
            let context = Context::new(text, Span::new(0, text.len()), Span::new(0, end));
            assert_eq!(is_chamber_of_members(&text[..end].to_lowercase(), &context), expected, "{text}");
        };
        check("House Republicans met.", true);
        check("Senate floor speeches are long.", true);
        check("Senate committees met.", false);
        check("House members met.", true);
        check("Duma members met.", false);
        check("Senate, leaders said, is slow.", false);
    }

    #[test]
    fn odd_text_around_a_name_is_no_trouble() {
        let all = "Ω—(é) “[X]”…";
        for site in [Site::State, Site::Seat, Site::Capital, Site::Place] {
            check(site, all, if site.is_city() { Use::Place } else { Use::Actor });
            check(site, "[X]", if site.is_city() { Use::Place } else { Use::Actor });
        }
    }
}
