//! Which paragraphs are the words of an interview's guest (pure).
//!
//! Answers stand without quotation marks, so no paragraph shows alone that its judgements are the guest's. A document
//! shows it: questions in bold or in paragraphs of their own, one answer after each, asked of a *you* that says *I*. The
//! bounds keep out columns that ask their readers, and explainers.

use super::passage::unquoted_words;
use super::words::{ADDRESS, FIRST_PERSON};
use crate::types::{Paragraph, Role};

/// The most words of a question that is a paragraph.
const QUESTION_WORDS: usize = 40;

/// Fewer questions make no interview.
const N_QUESTIONS: usize = 3;

/// What a paragraph is in a conversation.
#[derive(Clone, Copy, PartialEq)]
enum Turn<'a> {
    /// A question alone.
    Question(&'a str),
    /// A question in bold and its answer.
    Both(&'a str, &'a str),
    /// Anything else that is text.
    Speech(&'a str),
    /// A title, a caption, a table.
    Apart,
}

impl<'a> Turn<'a> {
    fn of(paragraph: &Paragraph, text: &'a str) -> Self {
        if !matches!(paragraph.role, Role::Body | Role::Heading | Role::List | Role::Quote) {
            return Self::Apart;
        }
        let text = paragraph.span.of(text).trim();
        let asks = |text: &str| text.trim_end_matches(['*', '”', '"', '»', ' ']).ends_with('?');
        match text.strip_prefix("**").and_then(|rest| rest.split_once("**")) {
            Some((question, answer)) if answer.contains(char::is_alphabetic) => match asks(question) {
                true => Self::Both(question, answer),
                false => Self::Speech(text),
            },
            Some(_) => Self::Question(text),
            None if asks(text) && text.split_whitespace().nth(QUESTION_WORDS).is_none() => {
                Self::Question(text)
            }
            None => Self::Speech(text),
        }
    }

    fn question(self) -> Option<&'a str> {
        match self {
            Self::Question(question) | Self::Both(question, _) => Some(question),
            Self::Speech(_) | Self::Apart => None,
        }
    }

    fn answer(self) -> Option<&'a str> {
        match self {
            Self::Both(_, answer) | Self::Speech(answer) => Some(answer),
            Self::Question(_) | Self::Apart => None,
        }
    }
}

/// For each paragraph whether an interview's guest speaks there; never, if the document is no interview.
pub fn guest_paragraphs(text: &str, paragraphs: &[Paragraph]) -> Vec<bool> {
    let turns: Vec<Turn> = paragraphs.iter().map(|paragraph| Turn::of(paragraph, text)).collect();
    let begin = turns.iter().position(|turn| turn.question().is_some()).unwrap_or(turns.len());
    let is_interview = is_interview(&turns[begin..]);
    turns
        .iter()
        .enumerate()
        .map(|(index, turn)| is_interview && index >= begin && turn.answer().is_some())
        .collect()
}

/// Whether turns from the first question on are an interview.
fn is_interview(turns: &[Turn]) -> bool {
    let questions: Vec<&str> = turns.iter().filter_map(|turn| turn.question()).collect();
    let answers: Vec<&str> = turns.iter().filter_map(|turn| turn.answer()).collect();
    let is_question = |turn: &Turn| matches!(turn, Turn::Question(_));
    let share = |texts: &[&str], words: &[&str]| {
        let n_saying = texts.iter().filter(|text| says(text, words)).count();
        n_saying as f64 / texts.len() as f64
    };
    questions.len() >= N_QUESTIONS
        && 4 * questions.len() >= turns.len()
        && !turns.windows(2).any(|pair| pair.iter().all(is_question))
        && share(&questions, ADDRESS) >= 0.25
        && share(&answers, FIRST_PERSON) >= 0.5
}

/// Whether a text has one of some words outside its quotations.
fn says(text: &str, known: &[&str]) -> bool {
    unquoted_words(text).into_iter().any(|word| {
        let word = word.of(text);
        known.contains(&word.split(['\'', '’']).next().unwrap_or(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Span;
    use proptest::prelude::*;

    /// A paragraph a line.
    fn paragraphs(text: &str) -> Vec<Paragraph> {
        let paragraph = |line: &str| {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            Paragraph { span: Span::new(start, start + line.len()), role: Role::Body }
        };
        text.split('\n').map(paragraph).collect()
    }

    fn guests(text: &str) -> Vec<bool> {
        guest_paragraphs(text, &paragraphs(text))
    }

    #[test]
    fn an_interview_asks_a_you_that_says_i() {
        let bold = "She met us in Orla.\n**Do you trust Moreno?** I don't.\n**Why?** We have seen him lie.\n\
                    **And Lee?** Lee is a thief.\nI said so.";
        assert_eq!(guests(bold), [false, true, true, true, true]);
        let apart =
            "Do you trust Moreno?\r\nI’ve never done so.\nWhy?\nHe lies to us.\nWhat of Lee?\nThe same.";
        assert_eq!(guests(apart), [false, true, false, true, false, true]);
        let wholly_bold =
            "**Do you trust Moreno?**\nI do not.\n**Why?**\nHe lies to us.\n**Tell us more.**\nNo.";
        assert_eq!(guests(wholly_bold), [false, true, false, true, false, true]);
    }

    #[test]
    fn columns_and_explainers_are_no_interviews() {
        for text in [
            "What is a tariff?\nA tax.\nWho pays it?\nYou do.\nWhen?\nSoon.",
            "**Can you vote?** Yes.\n**Where?** At school.\n**How?** By post.",
            "Do you trust Moreno?\nI do not.\nWhy?\nHe lies to us.",
            "**Do you?** “I do.”\n**Why?** “We must.”\n**When?** “I wait.”",
            "Have you ever believed Moreno?\nI have not.\nHe has robbed our city.\nWhy do we vote for him?\n\
             Is it fear?\nI think it is habit.",
            "",
            "**?**\n****\n?\n***",
        ] {
            assert!(!guests(text).contains(&true), "{text}");
        }
    }

    #[test]
    fn titles_and_captions_take_no_part() {
        let text = "Do you trust Moreno?\nI do not.\nWhy?\nHe lies to us.\nStill?\nI think so.";
        let mut paragraphs = paragraphs(text);
        assert!(guest_paragraphs(text, &paragraphs)[1]);
        paragraphs[0].role = Role::Title;
        assert!(!guest_paragraphs(text, &paragraphs).contains(&true));
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(pieces in prop::collection::vec(prop::sample::select(
            &["**", "?", "I ", "you ", "\r\n", "\n", "“", "”", "\"", "é", "🙂", "؟", "Moreno "]), 0..60)) {
            let text: String = pieces.concat();
            prop_assert_eq!(guests(&text).len(), text.split('\n').count());
        }
    }
}
