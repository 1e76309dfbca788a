//! The whole way of a document: clean → split → encode once → clean by what the model says → tag → link → judge.
//!
//! Everything is loaded once; [`Pipeline::analyze`] takes documents and gives analyses, and touches no file.
//! Documents that are analysed together share encoder batches and nothing else.

mod division;
mod asking;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::clean;
use crate::error::Result;
use crate::judge::{Judge, Party, Question, actor_questions, target_questions};
use crate::language;
use crate::link::candidates::alternatives;
use crate::link::given::{self, Given};
use crate::link::knowledge::{Day, Knowledge};
use crate::link::{self, Linked, Linker, watch};
use crate::model::ModelFolder;
use crate::nn::{Limits, Network, Reading, TokenScores, Tokens};
use crate::tag::{self, Tagger};
use crate::types::{
    Analysis, Attribution, Boundaries, Coverage, Document, Entity, GivenMention, Mention, Paragraph, Removed,
    Span, Use, Warning,
};

use division::{divide, plead, trimmed};

/// The language that the model reads.
const ENGLISH: &str = "en";
/// Hidden states of one group of documents that are kept between tagging and judging.
const KEPT_BYTES: usize = 64 << 20;

/// How documents are analysed.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The most tokens that go through the encoder together: memory against speed, never an answer.
    pub batch_tokens: usize,
    /// How mentions become actors.
    pub linker: Linker,
    /// Judge and give the actors of the user's list only.
    pub only: bool,
    /// Give each link the other actors that the name could mean.
    pub explain: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { batch_tokens: 1024, linker: Linker::Full, only: false, explain: false }
    }
}

/// A loaded model with everything around it; immutable, shared by threads.
pub struct Pipeline {
    network: Arc<Network>,
    tagger: Tagger,
    judge: Judge,
    knowledge: Cow<'static, Knowledge>,
    options: Options,
}

/// A document on its way: split and tokenised.
struct Draft {
    document: Document,
    paragraphs: Vec<Paragraph>,
    /// For each of them why a cue condemned it, until the model has spoken for it or not.
    condemned: Vec<Option<&'static str>>,
    removed: Vec<Removed>,
    /// The paragraphs as the cues left them.
    cleaned: Vec<Span>,
    /// The language that the text is surely in.
    language: Option<&'static str>,
    /// Teasers inside paragraphs, which nobody reads.
    skipped: Vec<Span>,
    /// The text without them, if there are any.
    read: Option<String>,
    tokens: Vec<Arc<Tokens>>,
    /// Where each paragraph's windows lie among those of the group.
    windows: Vec<Range<usize>>,
    coverage: Coverage,
}

/// What the linker and the user's targets made of a draft, with the questions that follow.
struct Linking {
    linked: Linked,
    attributions: Vec<Attribution>,
    questions: Vec<Question>,
    warnings: Vec<Warning>,
}

impl Draft {
    /// The text as it is read: without teasers inside sentences, at the same offsets.
    fn text(&self) -> &str {
        self.read.as_deref().unwrap_or(&self.document.text)
    }

    /// The paragraph that holds a span of the document, and where in it.
    fn place(&self, span: Span) -> Option<(usize, Span)> {
        let index = self.paragraphs.iter().position(|paragraph| paragraph.span.contains(span))?;
        Some((index, span.relative_to(self.paragraphs[index].span.start())))
    }

    /// Takes out the paragraphs that the model takes for web residue, where cleaning is asked for.
    fn leave_out(&mut self, scores: &[TokenScores]) {
        if !matches!(self.document.boundaries, Boundaries::Split) {
            return;
        }
        let is_english = foreign_language(&self.document, self.language).is_none();
        let condemned = std::mem::take(&mut self.condemned);
        let cases = self.paragraphs.iter().zip(&condemned).zip(&self.windows);
        let case =
            |((&paragraph, &condemned), windows): ((&Paragraph, &Option<&'static str>), &Range<usize>)| {
                // A paragraph of several windows is too long for residue, and other languages the model cannot judge.
                let logit = match &scores[windows.clone()] {
                    [only] if is_english => only.residue(),
                    _ => None,
                };
                clean::Case { paragraph, condemned, logit }
            };
        let cases: Vec<clean::Case> = cases.map(case).collect();
        let verdicts = clean::verdicts(self.text(), &cases, &self.removed);
        let left_out = self.paragraphs.iter().zip(&verdicts);
        self.removed.extend(
            left_out.filter_map(|(paragraph, verdict)| {
                Some(Removed { span: paragraph.span, reason: (*verdict)? })
            }),
        );
        self.removed.sort_by_key(|removed| removed.span.start());
        let stays: Vec<bool> = verdicts.iter().map(Option::is_none).collect();
        keep(&mut self.paragraphs, &stays);
        keep(&mut self.tokens, &stays);
        keep(&mut self.windows, &stays);
        let paragraphs = &self.paragraphs;
        self.skipped.retain(|&teaser| {
            let at = paragraphs.partition_point(|paragraph| paragraph.span.end() <= teaser.start());
            paragraphs.get(at).is_some_and(|paragraph| paragraph.span.contains(teaser))
        });
    }
}

impl Pipeline {
    /// Loads the network of a model folder; actors are those of the list inside the program.
    ///
    /// # Errors
    /// If the folder's files do not fit together.
    pub fn load(model: &ModelFolder, options: Options) -> Result<Self> {
        Ok(Self {
            network: Network::load(&model.description, &model.weights, &model.tokenizer)?,
            tagger: Tagger::new(model)?,
            judge: Judge::new(model),
            knowledge: Cow::Borrowed(Knowledge::builtin()),
            options,
        })
    }

    /// The same with another list of actors.
    pub fn with_actors(self, knowledge: Knowledge) -> Self {
        Self { knowledge: Cow::Owned(knowledge), ..self }
    }

    /// Forgets the paragraphs that it has read, so that a measurement begins afresh.
    pub fn forget(&self) {
        self.network.forget();
    }

    /// Analyses documents, each as if it were alone.
    ///
    /// # Errors
    /// If the model fails, which the input cannot cause.
    pub fn analyze(&self, documents: Vec<Document>) -> Result<Vec<Analysis>> {
        let mut n_windows = 0;
        let mut drafts = Vec::with_capacity(documents.len());
        for document in documents {
            drafts.push(self.draft(document, &mut n_windows)?);
        }
        // Windows outlive the paragraphs that are left out once they were read.
        let tokens: Vec<Arc<Tokens>> = drafts.iter().flat_map(|draft| draft.tokens.clone()).collect();
        let windows = tokens.iter().flat_map(|tokens| &tokens.windows).collect();
        let limits = Limits { batch_tokens: self.options.batch_tokens, kept_bytes: KEPT_BYTES };
        let reading = Reading::new(&self.network, windows, limits)?;
        let scores = reading.tag_scores()?;
        for draft in &mut drafts {
            draft.leave_out(&scores);
        }
        let mut linkings: Vec<Linking> = drafts.iter().map(|draft| self.link(draft, &scores)).collect();
        linkings.iter_mut().for_each(|linking| self.ask_others(linking));
        drop(scores);
        self.ask(&reading, &drafts, &mut linkings)?;
        drop(reading);
        Ok(drafts.into_iter().zip(linkings).map(|(draft, linking)| self.finish(draft, linking)).collect())
    }

    /// Cleans, splits and tokenises.
    fn draft(&self, mut document: Document, n_windows: &mut usize) -> Result<Draft> {
        let (paragraphs, removed) = divide(&document);
        let language = language_of_paragraphs(&document, &paragraphs);
        let cleaned = paragraphs.iter().map(|paragraph| paragraph.span).collect();
        let is_cleaned = matches!(document.boundaries, Boundaries::Split);
        let may_plead = self.network.tells_residue() && is_cleaned;
        let (paragraphs, condemned, removed) = plead(&document.text, may_plead, paragraphs, removed);
        document.language = document.language.or(language.map(str::to_owned));
        let skipped = if is_cleaned { clean::teasers(&document.text, &paragraphs) } else { Vec::new() };
        let read = (!skipped.is_empty()).then(|| clean::blanked(&document.text, &skipped));
        let text = read.as_deref().unwrap_or(&document.text);
        let mut tokens = Vec::with_capacity(paragraphs.len());
        let mut windows = Vec::with_capacity(paragraphs.len());
        for paragraph in &paragraphs {
            let cut = self.network.tokenize(paragraph.span.of(text))?;
            windows.push(*n_windows..*n_windows + cut.windows.len());
            *n_windows += cut.windows.len();
            tokens.push(Arc::new(cut));
        }
        let coverage = Coverage {
            tokens: tokens.iter().map(|tokens| tokens.spans.len()).sum(),
            windows: tokens.iter().map(|tokens| tokens.windows.len()).sum(),
        };
        Ok(Draft {
            document,
            paragraphs,
            condemned,
            removed,
            cleaned,
            language,
            skipped,
            read,
            tokens,
            windows,
            coverage,
        })
    }

    /// Entities of all paragraphs, unless the user gave them.
    fn tag(&self, draft: &Draft, scores: &[TokenScores]) -> Vec<Entity> {
        if let Some(given) = &draft.document.mentions {
            let entity = |given: &GivenMention| {
                let acts = draft.place(given.span).and_then(|(paragraph, span)| {
                    Tagger::acts(span, &draft.tokens[paragraph], &scores[draft.windows[paragraph].clone()])
                });
                Entity { span: given.span, kind: given.kind, score: 1.0, acts }
            };
            return given.iter().map(entity).collect();
        }
        let mut entities = Vec::new();
        for ((paragraph, tokens), windows) in draft.paragraphs.iter().zip(&draft.tokens).zip(&draft.windows) {
            let text = paragraph.span.of(draft.text());
            entities.extend(self.tagger.entities(
                text,
                paragraph.span.start(),
                tokens,
                &scores[windows.clone()],
            ));
        }
        let mut entities: Vec<Entity> =
            entities.into_iter().flat_map(|entity| around(draft.text(), entity, &draft.skipped)).collect();
        tag::settle(draft.text(), &mut entities);
        link::type_demonyms(draft.text(), &mut entities, &self.knowledge);
        link::drop_common_words(draft.text(), &mut entities, &self.knowledge);
        entities
    }

    /// Tags and links, and says which stances to ask for.
    fn link(&self, draft: &Draft, scores: &[TokenScores]) -> Linking {
        let (text, paragraphs) = (draft.text(), draft.paragraphs.as_slice());
        let knowledge = &*self.knowledge;
        let mut entities = self.tag(draft, scores);
        let attributions = clean::attributions(text, paragraphs);
        let day = draft.document.date.as_deref().and_then(Day::of);
        let Some(targets) = &draft.document.targets else {
            let mut linked = link::link(text, paragraphs, &entities, day, knowledge, self.options.linker);
            credit_sources(&attributions, &mut linked.mentions);
            let mut questions = actor_questions(paragraphs.len(), &linked.mentions);
            if self.options.only {
                questions.retain(|question| knowledge.is_watched(&linked.actors[question.actor].id));
            }
            return Linking { linked, attributions, questions, warnings: Vec::new() };
        };
        let knows_holders = self.network.knows_holders();
        let (parties, holders) = given::parties(targets, knows_holders);
        let mut given = Given::claim(text, paragraphs, &parties, &mut entities, knowledge);
        let mut linked = link::link(text, paragraphs, &entities, day, knowledge, self.options.linker);
        let actors = given.join(text, paragraphs, &parties, &mut linked, knowledge);
        if !knows_holders && targets.iter().any(|target| target.holder.is_some()) {
            given.warnings.push(Warning::NoHolders);
        }
        let parties = actors.into_iter().zip(given.spans);
        let parties: Vec<Party> = parties.map(|(actor, mentions)| Party { actor, mentions }).collect();
        let questions = target_questions(paragraphs, &parties, &holders);
        Linking { linked, attributions, questions, warnings: given.warnings }
    }

    /// Puts an analysis together.
    fn finish(&self, draft: Draft, linking: Linking) -> Analysis {
        let Linking { linked, attributions, questions, warnings } = linking;
        let judgements = self.judgements(&draft, &linked.mentions, questions);
        let mut warnings = [draft.document.warnings.clone(), warnings].concat();
        if draft.paragraphs.is_empty() {
            warnings.push(Warning::OnlyResidue);
        }
        if let Some(language) = foreign_language(&draft.document, draft.language) {
            warnings.push(Warning::Language { language: language.to_string() });
        }
        let mut analysis = Analysis {
            document: draft.document,
            paragraphs: draft.paragraphs,
            removed: draft.removed,
            skipped: draft.skipped,
            cleaned: draft.cleaned,
            attributions,
            mentions: linked.mentions,
            actors: linked.actors,
            judgements,
            coverage: draft.coverage,
            warnings,
        };
        if self.options.only {
            watch::restrict(&mut analysis, &self.knowledge);
        }
        if self.options.explain {
            self.explain(&mut analysis);
        }
        analysis
    }

    /// Adds to each link whom else the list has for the name.
    fn explain(&self, analysis: &mut Analysis) {
        for mention in &mut analysis.mentions {
            if let (Some(link), Some(actor)) = (&mut mention.link, mention.actor) {
                let name = mention.span.of(&analysis.document.text);
                link.alternatives = Some(alternatives(name, &analysis.actors[actor].id, &self.knowledge));
            }
        }
    }
}

/// An entity that reaches over a teaser is two: what stands before it, and what stands behind it.
fn around(text: &str, entity: Entity, skipped: &[Span]) -> Vec<Entity> {
    let at = skipped.partition_point(|teaser| teaser.end() <= entity.span.start());
    let Some(&teaser) = skipped.get(at).filter(|teaser| entity.span.contains(**teaser)) else {
        return vec![entity];
    };
    let part = |start: usize, end: usize| {
        let span = trimmed(&text[start..end]).shifted(start);
        (!span.is_empty()).then_some(Entity { span, ..entity })
    };
    let before = part(entity.span.start(), teaser.start());
    let behind = part(teaser.end(), entity.span.end());
    let behind = behind.into_iter().flat_map(|behind| around(text, behind, skipped));
    before.into_iter().chain(behind).collect()
}

/// Drops the items that do not stay.
fn keep<T>(items: &mut Vec<T>, stays: &[bool]) {
    let mut stays = stays.iter();
    items.retain(|_| stays.next() == Some(&true));
}

/// The language of a document: the one that its text is surely in, else the one that it says.
pub fn language_of(document: &Document) -> Option<String> {
    let (paragraphs, _) = divide(document);
    let detected = language_of_paragraphs(document, &paragraphs).map(str::to_owned);
    detected.or_else(|| document.language.as_deref().map(language::normal))
}

fn language_of_paragraphs(document: &Document, paragraphs: &[Paragraph]) -> Option<&'static str> {
    language::detect(paragraphs.iter().map(|paragraph| paragraph.span.of(&document.text)))
}

/// The language that a text says or surely has, if the model does not read it.
fn foreign_language<'a>(document: &'a Document, detected: Option<&'a str>) -> Option<&'a str> {
    let mut languages = document.language.as_deref().into_iter().chain(detected);
    languages.find(|language| language::normal(language) != ENGLISH)
}

/// A source that a stamp names is only cited there.
fn credit_sources(attributions: &[Attribution], mentions: &mut [Mention]) {
    for mention in mentions {
        if attributions.iter().any(|stamp| stamp.span.contains(mention.span)) {
            mention.usage = Use::Credit;
        }
    }
}
