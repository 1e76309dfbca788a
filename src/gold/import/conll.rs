//! One token and its tag a line, blank lines between sentences; the text is put together again from the tokens.
//!
//! Columns are separated by tabs where any line has one, else by spaces. Comments are lines that start with `#` and
//! have no tag. `# sent_id` names a sentence, `# newdoc id` its cluster, and so does `-DOCSTART-`, by a number.
//! Tokens of invisible characters (a zero-width space, a soft hyphen) are left out and counted.

use std::collections::BTreeMap;

use super::marks::Layer;
use super::page::Page;
use super::tags::{self, Tag};
use super::tokens::detokenise;
use super::{Unit, marks};
use crate::gold::labels::{Ignored, LabelledMention, LabelledParagraph, Labels, Place};
use crate::types::{Role, Use};

/// Characters that are no text at the ends of a token.
const INVISIBLE: [char; 4] = ['\u{200b}', '\u{feff}', '\u{ad}', ' '];

/// Where columns are set.
const WHERE: &str = "the [import] table of a set.toml says which columns hold them (tag_column = 3 in CoNLL-2003), and --set where it is";

#[derive(Default)]
struct Sentence<'a> {
    line: u64,
    id: Option<&'a str>,
    cluster: Option<String>,
    rows: Vec<(&'a str, Tag<'a>)>,
}

pub(super) fn read(page: &mut Page, content: &str) -> Vec<Labels> {
    let sentences = sentences(page, content);
    let mut speller = Speller { page, unknown: BTreeMap::new() };
    let documents = match speller.page.options.unit {
        Unit::Sentence => {
            sentences.iter().enumerate().map(|(index, one)| speller.sentence(index, one)).collect()
        }
        Unit::File => speller.file(&sentences).into_iter().collect(),
    };
    for (message, (line, count)) in std::mem::take(&mut speller.unknown) {
        page.say(Some(line), format!("{message} ({count} spans)"));
    }
    documents
}

fn sentences<'a>(page: &mut Page, content: &'a str) -> Vec<Sentence<'a>> {
    let separator = if content.contains('\t') { '\t' } else { ' ' };
    let mut sentences = Vec::new();
    let mut open = Sentence::default();
    let (mut cluster, mut n_starts) = (None, 0_usize);
    for (line, text) in (1..).zip(content.lines()) {
        let columns: Vec<&str> = match separator {
            '\t' => text.split('\t').collect(),
            _ => text.split_whitespace().collect(),
        };
        if text.trim().is_empty() {
            if !open.rows.is_empty() {
                sentences.push(std::mem::take(&mut open));
            }
        } else if columns[0] == "-DOCSTART-" {
            n_starts += 1;
            cluster = Some(format!("{}#{n_starts}", page.stem()));
        } else if let Some(comment) = comment(text, &columns, page) {
            let value = |key: &str| comment.strip_prefix(key)?.trim_start().strip_prefix('=').map(str::trim);
            cluster = value("newdoc id").map(str::to_owned).or(cluster);
            open.id = value("sent_id").or(open.id);
        } else if let Some(row) = row(page, line, &columns) {
            if open.rows.is_empty() {
                open.line = line;
                open.cluster.clone_from(&cluster);
            }
            open.rows.push(row);
        }
    }
    if !open.rows.is_empty() {
        sentences.push(open);
    }
    if sentences.is_empty() {
        page.say(None, "no sentences; lines must hold a token and its tag, separated by a tab or a space");
    }
    sentences
}

/// The words of a comment. A token that starts with `#` is none: it has a tag.
fn comment<'a>(text: &'a str, columns: &[&str], page: &Page) -> Option<&'a str> {
    let has_tag = columns.get(page.options.tag_column).is_some_and(|tag| tags::parse(tag.trim()).is_some());
    text.strip_prefix('#').filter(|_| !has_tag).map(str::trim)
}

fn row<'a>(page: &mut Page, line: u64, columns: &[&'a str]) -> Option<(&'a str, Tag<'a>)> {
    let (token_column, tag_column) = (page.options.token_column, page.options.tag_column);
    let column = |number: usize| columns.get(number).copied();
    let (Some(token), Some(tag)) = (column(token_column), column(tag_column)) else {
        let n_columns = columns.len();
        page.say(
            Some(line),
            format!(
                "{n_columns} columns, but token_column is {token_column} and tag_column is {tag_column}, from 0; {WHERE}"
            ),
        );
        return None;
    };
    let Some(tag) = tags::parse(tag.trim()) else {
        page.say(
            Some(line),
            format!("tag \"{tag}\" in column {tag_column}, from 0; tags look like O, B-ORG, I-ORG; {WHERE}"),
        );
        return None;
    };
    let token = token.trim_matches(INVISIBLE);
    if token.is_empty() {
        page.note("tokens of invisible characters, left out");
        return None;
    }
    Some((token, tag))
}

struct Speller<'p, 'o> {
    page: &'p mut Page<'o>,
    /// What is said about types that nobody maps, with the first line and the number of spans.
    unknown: BTreeMap<String, (u64, usize)>,
}

impl Speller<'_, '_> {
    fn sentence(&mut self, index: usize, sentence: &Sentence) -> Labels {
        let mut labels = Labels {
            id: sentence.id.map_or_else(|| format!("{}#{}", self.page.stem(), index + 1), str::to_owned),
            origin: self.page.origin(Some(sentence.line)),
            cluster: sentence.cluster.clone(),
            ..Labels::default()
        };
        let mut mentions = Vec::new();
        self.append(sentence, &mut labels, &mut mentions);
        close(labels, mentions)
    }

    fn file(&mut self, sentences: &[Sentence]) -> Option<Labels> {
        let first = sentences.first()?;
        let origin = self.page.origin(Some(first.line));
        let mut labels = Labels { id: self.page.stem().to_owned(), origin, ..Labels::default() };
        let mut mentions = Vec::new();
        for sentence in sentences {
            match sentence.rows.as_slice() {
                [(token, _)] if token.starts_with("http") => {
                    self.page.note("sentences that are only a web address, left out of the text");
                }
                _ => self.append(sentence, &mut labels, &mut mentions),
            }
        }
        if labels.text.is_empty() {
            self.page.say(None, "nothing but web addresses; leave the file out");
        }
        Some(close(labels, mentions))
    }

    /// Puts a sentence at the end of the text, on a line of its own.
    fn append(&mut self, sentence: &Sentence, labels: &mut Labels, mentions: &mut Vec<LabelledMention>) {
        if !labels.text.is_empty() {
            labels.text.push('\n');
        }
        let base = labels.text.chars().count();
        let tokens: Vec<&str> = sentence.rows.iter().map(|(token, _)| *token).collect();
        let (text, places) = detokenise(&tokens);
        labels.text.push_str(&text);
        for span in tags::spans(sentence.rows.iter().map(|(_, tag)| *tag)) {
            let place = Place::new(base + places[span.first].start, base + places[span.last].end);
            match marks::typed(span.kind, &self.page.options.rules) {
                Ok(None) => continue,
                Ok(Some(Layer::Mention(mark))) => mentions.push(LabelledMention {
                    place,
                    kind: mark.kind,
                    named: true,
                    usage: Use::Actor,
                    by: None,
                    actor: None,
                }),
                Ok(Some(_)) => labels.ignored.push(Ignored { place, kind: span.kind.to_owned() }),
                Err(message) => {
                    self.unknown.entry(message).or_insert((sentence.line, 0)).1 += 1;
                    continue;
                }
            }
            if span.is_repaired {
                self.page.note("inside tags that start a span, read as its start");
            }
        }
    }
}

fn close(labels: Labels, mentions: Vec<LabelledMention>) -> Labels {
    let place = Place::new(0, labels.text.chars().count());
    let paragraphs = vec![LabelledParagraph { place, role: Role::Body, mentions, stances: Vec::new() }];
    Labels { paragraphs, ..labels }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_bad, check_notes, options, said, said_with};
    use super::*;
    use crate::gold::import::{Format, Options};

    const CONLL: Format = Format::Conll;

    #[test]
    fn sentences_are_documents() {
        let file = "Ann\tB-PER\tB-X\r\n's\tO\r\ncar\tO\r\n\r\n\r\n#tag\tO\n😀\tO\nחמאס\tS-ORG\n.\tO";
        assert_eq!(
            said(CONLL, file),
            ["f#1 0..9 body", "PER Ann actor -", "f#2 0..12 body", "ORG חמאס actor -"]
        );
        let spaces = "-DOCSTART- -X- O O\n\nEU NNP I-NP I-ORG\nBonn NNP I-NP B-LOC\n\n# text = x\nUN NNP I-NP I-ORG\nmen NNS I-NP I-MISC\n";
        let options = Options { tag_column: 3, ..options() };
        assert_eq!(
            said_with(CONLL, spaces, &options),
            [
                "f#1 0..7 body",
                "ORG EU actor -",
                "LOC Bonn actor -",
                "f#2 0..6 body",
                "ORG UN actor -",
                "MISC men actor -"
            ]
        );
        check_notes(CONLL, spaces, &options, &["inside tags that start a span, read as its start: 3"]);
        let read = crate::gold::import::read(CONLL, "f.x", spaces, &options).expect("it is good");
        assert_eq!(read.documents[1].cluster.as_deref(), Some("f#1"));
    }

    #[test]
    fn comments_name_sentences() {
        let file = "# newdoc id = n1\n# sent_id = s1\n# text = Ann\n1\tAnn\tB-PER\t-\n\n# sent_id = s2\n1\t#\tO\t-\n";
        let options = Options { token_column: 1, tag_column: 2, ..options() };
        assert_eq!(said_with(CONLL, file, &options), ["s1 0..3 body", "PER Ann actor -", "s2 0..1 body"]);
    }

    #[test]
    fn a_file_can_be_a_document() {
        let file = "http://x.org/1\tO\n\nAnn\tB-PER\n\u{200b}\tO\n\nIn\tO\nLima\tB-GPE\nyesterday\tB-Date\n";
        let rules = crate::gold::rules::Rules {
            map: [("Date".to_owned(), "O".to_owned())].into(),
            ignore_gold_overlap: vec!["GPE".to_owned()],
        };
        let options = Options { unit: Unit::File, rules, ..options() };
        assert_eq!(said_with(CONLL, file, &options), ["f 0..21 body", "PER Ann actor -", "ignored GPE Lima"]);
        let notes = [
            "tokens of invisible characters, left out: 1",
            "sentences that are only a web address, left out of the text: 1",
        ];
        check_notes(CONLL, file, &options, &notes);
    }

    #[test]
    fn bad_files_say_why() {
        let bad = |file: &str, expected: &[&str]| check_bad(CONLL, file, &options(), expected);
        bad("", &["empty"]);
        bad("Ann\tB-PER\nBo\n", &["f.x:2: 1 columns, but token_column is 0"]);
        bad("Ann\tNNP\tB-PER\n", &["f.x:1: tag \"NNP\" in column 1, from 0; tags look like", "no sentences"]);
        bad(
            "Ann\tB-PER\n\nA\tB-Party\nB\tB-Party\n\nC\tB-Party\n",
            &[
                "f.x:3: the type \"Party\" is not mapped; say what it is with --map Party=TYPE, where TYPE is PER, ORG, LOC, NORP, MISC or O (3 spans)",
            ],
        );
        let far = Options { token_column: 9, ..options() };
        check_bad(CONLL, "Ann\tO", &far, &["token_column is 9", "no sentences"]);
        bad(
            "# sent_id = a\nx O\n\n# sent_id = a\ny O\n",
            &["f.x:5: document \"a\" was read before at f.x:2"],
        );
        let only = Options { unit: Unit::File, ..options() };
        check_bad(CONLL, "http://x O\n", &only, &["nothing but web addresses"]);
    }
}
