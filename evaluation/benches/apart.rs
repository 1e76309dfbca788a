//! Each stage apart: over all documents, with the answers of the stages before it in memory.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::ops::Range;
use std::sync::Arc;

use anyhow::Result;
use standpoint::judge::{self, Judge};
use standpoint::link::knowledge::Knowledge;
use standpoint::link::{self, Linked, Linker};
use standpoint::model::ModelFolder;
use standpoint::nn::{Encoded, Network, Target, TokenScores, Tokens, Window};
use standpoint::tag::Tagger;
use standpoint::types::{
    Analysis, Attribution, Coverage, Document, Entity, EntityType, Judgement, Mention, Paragraph, Removed,
    Span, Use, Voice,
};
use standpoint::{clean, nn, split};

use crate::timing::{Counts, Times, measure, repeat};
use crate::{BATCH_TOKENS, grouped, lines, stamp};

/// What each stage took, in order, and what it worked on.
pub(crate) struct Stages {
    pub times: Vec<(&'static str, Times)>,
    pub counts: Counts,
    /// The tokens of each paragraph of each document.
    pub tokens: Vec<Vec<Tokens>>,
}

/// Measures all stages but reading.
pub(crate) fn stages(folder: &ModelFolder, documents: &[Document], n: usize) -> Result<Stages> {
    let network = Network::load(&folder.description, &folder.weights, &folder.tokenizer)?;
    let (tagger, judge) = (Tagger::new(folder)?, Judge::new(folder));
    let knowledge = Knowledge::builtin();

    let (dividing, pages) = measure(n, || documents.iter().map(Page::of).collect::<Vec<_>>());
    let (tokenising, tokens) =
        measure(n, || pages.iter().map(|page| page.tokens(&network)).collect::<Result<Vec<_>>>());
    let tokens = tokens?;
    let groups = Group::all(documents, &tokens);
    // One group warms the encoder up: a whole pass would take minutes and tell no more.
    black_box(groups[0].encode(&network)?);
    let (encoding, encoded) =
        repeat(n, || groups.iter().map(|group| group.encode(&network)).collect::<Result<Vec<_>>>());
    let encoded = encoded?;
    let (scoring, scores) = measure(n, || {
        let groups = groups.iter().zip(&encoded);
        groups.flat_map(|(group, encoded)| group.scores(encoded)).collect::<Vec<_>>()
    });
    let (decoding, entities) = measure(n, || {
        let pages = pages.iter().zip(&tokens).zip(&scores);
        pages.map(|((page, tokens), scores)| page.entities(&tagger, tokens, scores)).collect::<Vec<_>>()
    });
    let (linking, linked) = measure(n, || {
        let pages = pages.iter().zip(&entities);
        pages.map(|(page, entities)| page.link(entities, knowledge)).collect::<Vec<_>>()
    });
    let questions: Vec<Vec<Question>> = linked.iter().map(|linked| questions(&linked.mentions)).collect();
    let (asking, answers) = measure(n, || {
        let groups = groups.iter().zip(&encoded);
        groups.map(|(group, encoded)| group.ask(encoded, &pages, &questions)).collect::<Result<Vec<_>>>()
    });
    let answers: Vec<Vec<Answer>> = answers?.into_iter().flatten().collect();
    let (judging, judgements) = measure(n, || {
        let pages = pages.iter().zip(&questions).zip(&answers).zip(&linked);
        pages
            .map(|(((page, questions), answers), linked)| {
                page.judge(&judge, questions, answers, &linked.mentions)
            })
            .collect::<Vec<_>>()
    });
    let n_windows = groups.iter().map(|group| group.windows.len()).sum();
    let counts = Counts {
        articles: documents.len(),
        bytes: documents.iter().map(|document| document.text.len()).sum(),
        paragraphs: pages.iter().map(|page| page.paragraphs.len()).sum(),
        windows: n_windows,
        tokens: tokens.iter().flatten().map(|tokens| tokens.spans.len()).sum(),
        stances: judgements.iter().map(Vec::len).sum(),
    };
    let analyses: Vec<Analysis> = pages
        .into_iter()
        .zip(linked)
        .zip(judgements)
        .map(|((page, linked), judgements)| page.analysis(linked, judgements))
        .collect();
    let stamp = stamp(folder);
    // Writing takes analyses away; copies are made beforehand, outside of the time.
    let mut copies = vec![analyses; n + 1];
    let (writing, _) = measure(n, || lines(copies.pop().unwrap_or_default(), &stamp));
    let times = vec![
        ("clean, split", dividing),
        ("tokenise", tokenising),
        ("encode", encoding),
        ("decode: token head", scoring),
        ("decode: entities", decoding),
        ("link", linking),
        ("judge: stance head", asking),
        ("judge: verdict, voice", judging),
        ("write", writing),
    ];
    Ok(Stages { times, counts, tokens })
}

/// A document, cleaned and split.
pub(crate) struct Page<'a> {
    document: &'a Document,
    paragraphs: Vec<Paragraph>,
    removed: Vec<Removed>,
    attributions: Vec<Attribution>,
}

/// A stance that is asked for.
struct Question {
    paragraph: usize,
    actor: usize,
    mentions: Vec<Span>,
}

/// What each window says that answers a question, with the number of mentions there.
type Answer = Vec<(nn::Answer, usize)>;

impl<'a> Page<'a> {
    /// Cleans and splits.
    pub(crate) fn of(document: &'a Document) -> Self {
        let (text, title) = (document.text.as_str(), document.title.as_deref());
        let removed = clean::residue(text, title);
        let paragraphs = split::paragraphs(text, &removed, title, &document.captions);
        let attributions = clean::attributions(text, &paragraphs);
        Self { document, paragraphs, removed, attributions }
    }

    /// The tokens of each paragraph.
    pub(crate) fn tokens(&self, network: &Network) -> Result<Vec<Tokens>> {
        let paragraphs = self.paragraphs.iter();
        paragraphs.map(|paragraph| Ok(network.tokenize(paragraph.span.of(&self.document.text))?)).collect()
    }

    fn entities(&self, tagger: &Tagger, tokens: &[Tokens], scores: &[TokenScores]) -> Vec<Entity> {
        let paragraphs = self.paragraphs.iter().zip(tokens).zip(scores);
        let of_paragraph = |((paragraph, tokens), scores): ((&Paragraph, &Tokens), &TokenScores)| {
            tagger.entities(
                paragraph.span.of(&self.document.text),
                paragraph.span.start(),
                tokens,
                std::slice::from_ref(scores),
            )
        };
        paragraphs.flat_map(of_paragraph).collect()
    }

    fn link(&self, entities: &[Entity], knowledge: &Knowledge) -> Linked {
        link::link(&self.document.text, &self.paragraphs, entities, None, knowledge, Linker::Full)
    }

    fn judge(
        &self,
        judge: &Judge,
        questions: &[Question],
        answers: &[Answer],
        mentions: &[Mention],
    ) -> Vec<Judgement> {
        let guests = judge::guest_paragraphs(&self.document.text, &self.paragraphs);
        let of_question = |(question, answer): (&Question, &Answer)| {
            let verdict = judge.verdict(answer.iter().copied());
            let first = mentions.partition_point(|mention| mention.paragraph < question.paragraph);
            let last = mentions.partition_point(|mention| mention.paragraph <= question.paragraph);
            let span = self.paragraphs[question.paragraph].span;
            Judgement {
                paragraph: question.paragraph,
                actor: question.actor,
                target: None,
                of: None,
                probabilities: verdict.probabilities,
                stance: verdict.stance,
                score: verdict.score,
                abstained: judge.abstains(&verdict),
                voice: judge::voice(
                    (&self.document.text, span, &mentions[first..last]),
                    guests[question.paragraph],
                    question.actor,
                    &verdict,
                )
                .unwrap_or(Voice::Quoted(None)),
                voices: Vec::new(),
                evidence: question.mentions.clone(),
            }
        };
        questions.iter().zip(answers).map(of_question).collect()
    }

    fn analysis(self, linked: Linked, judgements: Vec<Judgement>) -> Analysis {
        Analysis {
            document: self.document.clone(),
            cleaned: self.paragraphs.iter().map(|paragraph| paragraph.span).collect(),
            paragraphs: self.paragraphs,
            removed: self.removed,
            skipped: Vec::new(),
            attributions: self.attributions,
            mentions: linked.mentions,
            actors: linked.actors,
            judgements,
            coverage: Coverage::default(),
            warnings: Vec::new(),
        }
    }
}

/// The questions that the mentions of a document raise.
fn questions(mentions: &[Mention]) -> Vec<Question> {
    let mut found: BTreeMap<(usize, usize), Vec<Span>> = BTreeMap::new();
    for mention in mentions {
        if let Some(actor) = mention.actor
            && mention.usage == Use::Actor
            && mention.kind != EntityType::Misc
        {
            found.entry((mention.paragraph, actor)).or_default().push(mention.span);
        }
    }
    found.into_iter().map(|((paragraph, actor), mentions)| Question { paragraph, actor, mentions }).collect()
}

/// Documents that are encoded together.
struct Group<'a> {
    documents: Range<usize>,
    tokens: &'a [Vec<Tokens>],
    windows: Vec<&'a Window>,
}

impl<'a> Group<'a> {
    fn all(documents: &[Document], tokens: &'a [Vec<Tokens>]) -> Vec<Self> {
        let mut first = 0;
        let of_documents = |group: Vec<Document>| {
            let documents = first..first + group.len();
            first = documents.end;
            let tokens = &tokens[documents.clone()];
            let windows = tokens.iter().flatten().flat_map(|tokens| &tokens.windows).collect();
            Self { documents, tokens, windows }
        };
        grouped(documents.iter().cloned()).map(of_documents).collect()
    }

    fn encode(&self, network: &Arc<Network>) -> Result<Encoded> {
        Ok(network.encode(&self.windows, BATCH_TOKENS)?)
    }

    /// What the token head says of each paragraph of each document.
    fn scores(&self, encoded: &Encoded) -> Vec<Vec<TokenScores>> {
        let mut place = 0;
        let mut of_paragraph = |tokens: &Tokens| {
            let mut scores = TokenScores::default();
            for window in &tokens.windows {
                let TokenScores { labels, uses, residue } =
                    encoded.tag_scores(place, window.rows(window.owned()));
                scores.labels.extend(labels);
                scores.uses.extend(uses);
                scores.residue.extend(residue);
                place += 1;
            }
            scores
        };
        self.tokens.iter().map(|document| document.iter().map(&mut of_paragraph).collect()).collect()
    }

    /// What the stance head says to the questions of each document.
    fn ask(
        &self,
        encoded: &Encoded,
        pages: &[Page],
        questions: &[Vec<Question>],
    ) -> Result<Vec<Vec<Answer>>> {
        let mut targets = Vec::new();
        let mut n_parts = Vec::new();
        let mut place = 0;
        for (document, tokens) in self.documents.clone().zip(self.tokens) {
            let mut starts = Vec::with_capacity(tokens.len());
            for tokens in tokens {
                starts.push(place);
                place += tokens.windows.len();
            }
            let of_question = |question: &Question| {
                let base = pages[document].paragraphs[question.paragraph].span.start();
                let mentions: Vec<Span> =
                    question.mentions.iter().map(|mention| mention.relative_to(base)).collect();
                let parts = judge::parts(&mentions, &tokens[question.paragraph]);
                let n_parts = parts.len();
                targets.extend(parts.into_iter().map(|part| Target {
                    window: starts[question.paragraph] + part.window,
                    token_ranges: part.token_ranges,
                    lone: false,
                    holder: Vec::new(),
                }));
                n_parts
            };
            n_parts.push(questions[document].iter().map(of_question).collect::<Vec<_>>());
        }
        let weights = targets.iter().map(|target| target.token_ranges.len()).collect::<Vec<_>>();
        let mut answers = encoded.stance(&targets)?.into_iter().zip(weights);
        let of_document =
            |n_parts: Vec<usize>| n_parts.into_iter().map(|n| answers.by_ref().take(n).collect()).collect();
        Ok(n_parts.into_iter().map(of_document).collect())
    }
}
