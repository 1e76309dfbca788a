//! PerSenT: a table of articles, the author's sentiment toward one entity a paragraph.
//!
//! A document is one PARAGRAPH, because each has its own label; the cluster is the article. `DOCUMENT` splits at line
//! breaks into as many paragraphs as `Paragraph0`, `Paragraph1`, ... have labels; articles where the two numbers differ
//! (most of them have labels for the whole article only) are left out and counted. The row names `TARGET_ENTITY`
//! without mentions, which the set does not have: in a sixth of the paragraphs it is a pronoun or a description.

use csv::{ReaderBuilder, StringRecord};

use super::page::Page;
use super::targets::row;
use crate::gold::labels::{LabelledParagraph, Labels, Place};
use crate::types::{Role, Stance};

const NEEDED: [&str; 3] = ["DOCUMENT_INDEX", "TARGET_ENTITY", "DOCUMENT"];

pub(super) fn read(page: &mut Page, content: &str) -> Vec<Labels> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(content.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let column = |name: &str| header.iter().position(|known| known.trim() == name);
    let [Some(index), Some(target), Some(document)] = NEEDED.map(column) else {
        page.say(
            Some(1),
            format!("the first row must name the columns {}; is this PerSenT?", NEEDED.join(", ")),
        );
        return Vec::new();
    };
    let labels: Vec<usize> = (0..).map_while(|number| column(&format!("Paragraph{number}"))).collect();
    let columns = Columns { index, target, document, labels };
    let mut documents = Vec::new();
    let mut record = StringRecord::new();
    let mut ruler = Ruler { content, byte: 0, line: 1 };
    loop {
        let line = ruler.line_at(reader.position().byte());
        match reader.read_record(&mut record) {
            Ok(false) => return documents,
            Ok(true) => documents.extend(article(page, line, &columns, &record)),
            Err(error) => {
                page.say(Some(line), format!("not CSV: {error}; nothing after it was read"));
                return documents;
            }
        }
    }
}

/// Counts lines, because the parser's count is one behind after `\r\n`.
struct Ruler<'a> {
    content: &'a str,
    byte: usize,
    line: u64,
}

impl Ruler<'_> {
    /// The line of the row that begins at a byte or after the line break there; bytes only go forward.
    fn line_at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        let rest = self.content.as_bytes().get(byte..).unwrap_or_default();
        let n_breaks = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let begin = (byte + n_breaks).min(self.content.len());
        let passed = self.content.as_bytes().get(self.byte..begin).unwrap_or_default();
        self.line += passed.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        self.byte = begin;
        self.line
    }
}

struct Columns {
    index: usize,
    target: usize,
    document: usize,
    labels: Vec<usize>,
}

/// The paragraphs of an article.
fn article(page: &mut Page, line: u64, columns: &Columns, record: &StringRecord) -> Vec<Labels> {
    let cell = |column: usize| record.get(column).map(str::trim).unwrap_or_default();
    let (cluster, target) = (cell(columns.index), cell(columns.target));
    if cluster.is_empty() || target.is_empty() {
        page.say(Some(line), "DOCUMENT_INDEX or TARGET_ENTITY is empty; is the row cut short?");
        return Vec::new();
    }
    let names: Vec<&str> = columns.labels.iter().map(|&column| cell(column)).collect();
    let n_labels = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
    let texts: Vec<&str> =
        cell(columns.document).lines().map(str::trim).filter(|text| !text.is_empty()).collect();
    if n_labels == 0 {
        page.note("articles without labels of their paragraphs, left out");
        return Vec::new();
    }
    if n_labels != texts.len() {
        page.note("articles whose paragraphs and labels differ in number, left out");
        return Vec::new();
    }
    let mut documents = Vec::with_capacity(n_labels);
    for (number, (text, name)) in texts.into_iter().zip(names).enumerate() {
        let stance = match name {
            "Negative" => Stance::Against,
            "Neutral" => Stance::Neutral,
            "Positive" => Stance::Favor,
            "" => {
                page.note("paragraphs without a label, left out");
                continue;
            }
            other => {
                let what = format!("Paragraph{number} is \"{other}\"");
                page.say(Some(line), format!("{what}; labels are Negative, Neutral and Positive"));
                continue;
            }
        };
        let place = Place::new(0, text.chars().count());
        let stances = vec![row(target.to_owned(), Some(0), stance)];
        documents.push(Labels {
            id: format!("{cluster}#{number}"),
            origin: page.origin(Some(line)),
            cluster: Some(cluster.to_owned()),
            paragraphs: vec![LabelledParagraph { place, role: Role::Body, mentions: Vec::new(), stances }],
            text: text.to_owned(),
            ..Labels::default()
        });
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_bad, check_notes, options, said};
    use crate::gold::import::Format;

    const HEADER: &str = "DOCUMENT_INDEX,TITLE,TARGET_ENTITY,DOCUMENT,MASKED_DOCUMENT,TRUE_SENTIMENT,Paragraph0,Paragraph1,Paragraph2\r\n";

    #[test]
    fn paragraphs_are_documents() {
        let file = format!(
            "{HEADER}9,T,Ann Lee,\"Ann  ran.\r\n \"\"She\"\" won 😀\n\",x,Positive,Negative,Positive,\r\n8,T,Bo,One.,x,Neutral,,,\r\n7,T,Bo,One.,x,Neutral,Neutral,Neutral,\r\n6,T,Bo,\"a\nb\",x,Neutral,,Neutral,\r\n"
        );
        assert_eq!(
            said(Format::Persent, &file),
            [
                "9#0 0..9 body",
                "Ann Lee against author target 0",
                "9#1 0..11 body",
                "Ann Lee favor author target 0",
                "6#1 0..1 body",
                "Bo neutral author target 0"
            ]
        );
        check_notes(
            Format::Persent,
            &file,
            &options(),
            &[
                "articles without labels of their paragraphs, left out: 1",
                "articles whose paragraphs and labels differ in number, left out: 1",
                "paragraphs without a label, left out: 1",
            ],
        );
    }

    #[test]
    fn bad_files_say_why() {
        let bad = |file: &str, expected: &[&str]| check_bad(Format::Persent, file, &options(), expected);
        bad("", &["empty"]);
        bad("a,b\n1,2\n", &["f.x:1: the first row must name the columns DOCUMENT_INDEX"]);
        bad(&format!("{HEADER}1,T,Ann,x,x,y,Good,,\n"), &["f.x:2: Paragraph0 is \"Good\""]);
        bad(&format!("{HEADER}1,T\n"), &["f.x:2: DOCUMENT_INDEX or TARGET_ENTITY is empty"]);
        let twice = "1,T,Ann,x,x,y,Neutral,,\n".repeat(2);
        bad(&format!("{HEADER}{twice}"), &["f.x:3: document \"1#0\" was read before at f.x:2"]);
    }
}
