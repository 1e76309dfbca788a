//! Who expresses a stance: the text itself, or someone whom it quotes (pure).
//!
//! A first, cautious rule set: a mention inside quotation marks is judged by the speaker of its sentence;
//! so is a mention in a sentence whose subject speaks or judges ("Ankara condemned …").
//! Everything else is the author's.

use std::ops::Range;

use crate::types::{Holder, Mention, Span, Use, Voice};

/// Verbs after a subject that make the sentence the subject's view, sorted.
const SPEECH: &[&str] = &[
    "accused",
    "accuses",
    "acknowledged",
    "added",
    "adds",
    "alleged",
    "alleges",
    "announced",
    "argued",
    "argues",
    "asserted",
    "backed",
    "backs",
    "blamed",
    "blames",
    "blasted",
    "branded",
    "called",
    "calls",
    "claimed",
    "claims",
    "commended",
    "complained",
    "condemned",
    "condemns",
    "criticised",
    "criticises",
    "criticized",
    "criticizes",
    "declared",
    "decried",
    "denounced",
    "denounces",
    "described",
    "describes",
    "dismissed",
    "endorsed",
    "hailed",
    "hails",
    "insisted",
    "insists",
    "lauded",
    "mocked",
    "noted",
    "praised",
    "praises",
    "rebuked",
    "rejected",
    "rejects",
    "remarked",
    "replied",
    "said",
    "says",
    "slammed",
    "stated",
    "stressed",
    "suggested",
    "tells",
    "thanked",
    "told",
    "tweeted",
    "urged",
    "urges",
    "vowed",
    "warned",
    "warns",
    "welcomed",
    "welcomes",
    "writes",
    "wrote",
];

/// A sentence is looked for within so many bytes on either side of a name.
const REACH_BYTES: usize = 1000;

/// The most words between a subject's name and its verb: "the minister Ann Lee *of the Green party* said".
const REACH_WORDS: usize = 4;

/// The voice behind a stance that is not neutral toward `actor` in the paragraph at `paragraph` of `text`.
/// `mentions` are the paragraph's mentions, in order.
pub fn voice(text: &str, paragraph: Span, mentions: &[Mention], actor: usize) -> Voice {
    let quotes = quotations(paragraph.of(text));
    let of_actor: Vec<&Mention> = mentions.iter().filter(|mention| mention.actor == Some(actor)).collect();
    let mut n_quoted = 0;
    let mut holder = None;
    for mention in &of_actor {
        let sentence = sentence_around(text, paragraph, mention.span);
        let speaker = speaker(text, sentence, mentions, actor);
        let at = mention.span.start() - paragraph.start();
        let inside = quotes
            .get(quotes.partition_point(|quote| quote.end <= at))
            .is_some_and(|quote| quote.start <= at);
        if inside || speaker.is_some() {
            n_quoted += 1;
            holder = holder.or(speaker);
        }
    }
    match n_quoted * 2 > of_actor.len() {
        true => Voice::Quoted(holder),
        false => Voice::Author,
    }
}

/// The mention in `sentence` that a speech verb follows, other than the judged actor itself.
fn speaker(text: &str, sentence: Span, mentions: &[Mention], actor: usize) -> Option<Holder> {
    mentions
        .iter()
        .filter(|mention| {
            sentence.contains(mention.span) && mention.actor != Some(actor) && mention.usage == Use::Actor
        })
        .find(|mention| {
            let after = Span::new(mention.span.end(), sentence.end()).of(text);
            let before = Span::new(sentence.start(), mention.span.start()).of(text);
            speaks_after(after) || speaks_before(before)
        })
        .map(|mention| Holder { actor: mention.actor, span: mention.span })
}

/// "… said" within reach, with no other clause between.
fn speaks_after(after: &str) -> bool {
    let clause = after.split(['.', ';', ':', '“', '"']).next().unwrap_or_default();
    clause.split_whitespace().take(REACH_WORDS + 1).any(is_speech)
}

/// "said …" right before the name.
fn speaks_before(before: &str) -> bool {
    before.split_whitespace().next_back().is_some_and(|word| is_speech(word) && !word.ends_with([',', '.']))
}

fn is_speech(word: &str) -> bool {
    SPEECH.binary_search(&word.trim_matches(|c: char| !c.is_alphabetic())).is_ok()
}

/// Byte ranges between quotation marks; a mark that is never closed reaches to the end of the paragraph.
fn quotations(paragraph: &str) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in paragraph.char_indices() {
        match (c, open) {
            ('“' | '"' | '«', None) => open = Some(at),
            ('”' | '"' | '»', Some(start)) => {
                quotes.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    quotes.extend(open.map(|start| start..paragraph.len()));
    quotes
}

/// The sentence around `span`: up to the nearest sentence marks that stand outside abbreviations.
fn sentence_around(text: &str, paragraph: Span, span: Span) -> Span {
    let is_end = |at: usize, c: char| {
        matches!(c, '.' | '!' | '?')
            && text[at + c.len_utf8()..paragraph.end()]
                .starts_with(|next: char| next.is_whitespace() || "”\"’'".contains(next))
            && text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).count() > 2
    };
    let before = &text[paragraph.start()..span.start()];
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(REACH_BYTES))..];
    let first = span.start() - before.len();
    let start = before
        .char_indices()
        .rev()
        .find(|&(at, c)| is_end(first + at, c))
        .map_or(first, |(at, c)| first + at + c.len_utf8());
    let after = &text[span.end()..paragraph.end()];
    let after = &after[..after.floor_char_boundary(REACH_BYTES)];
    let end = after
        .char_indices()
        .find(|&(at, c)| is_end(span.end() + at, c))
        .map_or(span.end() + after.len(), |(at, _)| span.end() + at);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::EntityType;

    /// Names in `text` are actors 0, 1, 2 … in the order of `names`; the stance is toward actor 0.
    fn check(text: &str, names: &[&str], expected: Option<Option<&str>>) {
        let mut mentions: Vec<Mention> = names
            .iter()
            .enumerate()
            .flat_map(|(actor, name)| {
                text.match_indices(name).map(move |(at, _)| Mention {
                    span: Span::new(at, at + name.len()),
                    paragraph: 0,
                    kind: EntityType::Per,
                    named: true,
                    usage: Use::Actor,
                    score: 1.0,
                    actor: Some(actor),
                    link: None,
                })
            })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        let found = match voice(text, Span::new(0, text.len()), &mentions, 0) {
            Voice::Author => None,
            Voice::Quoted(holder) => Some(holder.map(|holder| holder.span.of(text))),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn speech_verbs_are_sorted() {
        assert!(SPEECH.is_sorted());
    }

    #[test]
    fn quotes_and_speech_verbs_have_a_holder() {
        check("Moreno has failed the city.", &["Moreno"], None);
        check("“Moreno has failed the city,” Okafor said.", &["Moreno", "Okafor"], Some(Some("Okafor")));
        check("Okafor accused Moreno of failing the city.", &["Moreno", "Okafor"], Some(Some("Okafor")));
        check("\"Moreno has failed us,\" said Okafor.", &["Moreno", "Okafor"], Some(Some("Okafor")));
        check("Critics shouted “Moreno out!” all night.", &["Moreno"], Some(None));
        check("Okafor arrived late. Moreno, as ever, lied.", &["Moreno", "Okafor"], None);
        check("Moreno said the plan was his own.", &["Moreno"], None);
    }
}
