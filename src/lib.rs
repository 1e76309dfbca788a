//! Who is in the news, and where does each paragraph stand toward them?
//!
//! standpoint reads news articles, finds the actors in them (people, organisations, countries, groups) and says
//! for every paragraph and every actor in it whether the paragraph is *for*, *against* or *neutral* toward that
//! actor. A small transformer does it on a plain CPU, with no service and no Python.
//! Web residue is set aside with the reason, a mention is linked to one identity across documents, and a stance
//! says whether the author or somebody quoted expresses it.
//! Same documents and same model give the same bytes, whatever the threads, batches or order.
//!
//! [`pipeline::Pipeline`] is the way in: load it once, share it between threads, hand it documents.
//!
//! ```
//! use std::path::Path;
//! use standpoint::model::ModelFolder;
//! use standpoint::pipeline::{Options, Pipeline};
//! use standpoint::types::{Document, Stance, Target};
//!
//! // The toy model has random weights and is quick to load; `ModelFolder::embedded()` is the real one.
//! let model = ModelFolder::open(Path::new("models/toy"))?;
//! let pipeline = Pipeline::load(&model, Options::default())?;
//! let document = Document {
//!     text: "Norland praised the Harbour Party.".into(),
//!     targets: Some(vec![Target { actor: "Norland".into(), mentions: Vec::new(), holder: None }]),
//!     ..Document::default()
//! };
//! let analysis = &pipeline.analyze(vec![document])?[0];
//! let judgement = &analysis.judgements[0];
//! assert_eq!(analysis.actors[judgement.actor].id, "Norland");
//! assert_eq!(judgement.evidence[0].of(&analysis.document.text), "Norland");
//! assert!(Stance::ALL.contains(&judgement.stance) && judgement.score.abs() <= 1.0);
//! # Ok::<(), standpoint::error::Error>(())
//! ```
//!
//! The modules, in reading order:
//!
//! - [`types`]: the nouns: documents, spans, paragraphs, mentions, actors, stances.
//! - [`error`]: what can go wrong, in words for the person who has to mend it.
//! - [`checksum`]: checksums of models, lists and texts.
//! - [`read`]: files, directories and standard input → documents.
//! - [`clean`]: text → what in it is not the article, with the reason.
//! - [`split`]: text → paragraphs with roles.
//! - [`language`]: which language a text is in, where that is sure.
//! - [`fingerprint`]: what tells a document from another, and how alike two are.
//! - [`stories`]: documents that tell the same story.
//! - [`nn`]: the only door to candle: text → windows → hidden states → plain numbers.
//! - [`model`]: model folders, checked before anything is loaded; the embedded default.
//! - [`hub`]: models from the Hugging Face hub; the only network code.
//! - [`tag`]: token scores → named entities.
//! - [`link`]: mentions → actors, by the actor list and the document.
//! - [`judge`]: logits → stances, and who expresses them.
//! - [`pipeline`]: all of it for a document: clean, split, encode once, tag, link, judge.
//! - [`ordered`]: work on many threads, results in the order of the input.
//! - [`record`]: the wire: an analysis as one line of JSON, schema `standpoint/1`.
//! - [`write`](mod@write): records out, to a file that only appears when it is whole.
//! - [`export`]: records → flat tables for dashboards.
//! - [`gold`]: hand labels and anybody's predictions in one shape; the formats of annotation tools.
//! - [`score`]: scores of predictions beside hand labels, with intervals; reads files and never runs a model.
//! - [`cli`]: the command line, one file a verb.

pub mod types;
pub mod error;
pub mod checksum;
pub mod read;
pub mod clean;
pub mod split;
pub mod language;
pub mod fingerprint;
pub mod stories;
pub mod nn;
pub mod model;
pub mod hub;
pub mod tag;
pub mod link;
pub mod judge;
pub mod pipeline;
pub mod ordered;
pub mod record;
pub mod write;
pub mod export;
pub mod gold;
pub mod score;
pub mod cli;
