//! `standpoint models`: what models there are, what they say of themselves, and fetching more.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{DONE, FAILED, Printer, model_choice};
use crate::hub;
use crate::model::ModelFolder;

/// List, show, fetch and verify models.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// The embedded model and the folders under $STANDPOINT_MODELS (or ./models).
    List,
    /// The description of one model: sizes, labels, provenance, checksums.
    Show {
        /// A name, a folder or org/repo@revision; the embedded model without one.
        model: Option<String>,
    },
    /// Fetch a model from the Hugging Face hub; the only verb that touches the network.
    #[command(
        after_help = "Example:\n  standpoint models pull example-org/news-model@0123456789abcdef0123456789abcdef01234567"
    )]
    Pull {
        /// org/repo@revision, where the revision is a full commit.
        model: String,
        /// Use what is in the Hugging Face cache, never the network.
        #[arg(long)]
        offline: bool,
    },
    /// Check the files of model folders against their checksums.
    Verify {
        /// Folders; all known models without any.
        folders: Vec<PathBuf>,
    },
}

/// Does what the sub-verb says.
pub(super) fn run(arguments: &Arguments, printer: &Printer) -> anyhow::Result<u8> {
    match &arguments.verb {
        Verb::List => list(printer),
        Verb::Show { model } => {
            printer.data(model_choice::open(model.as_deref())?.description.trim_end())?;
            Ok(DONE)
        }
        Verb::Pull { model, offline } => {
            let folder = hub::pull(model, &model_choice::directory(), *offline)?;
            printer.data(&folder.display().to_string())?;
            Ok(DONE)
        }
        Verb::Verify { folders } => verify(folders, printer),
    }
}

fn list(printer: &Printer) -> anyhow::Result<u8> {
    let embedded = ModelFolder::embedded().map(|model| ("embedded".to_string(), model));
    let found = model_choice::folders().into_iter().filter_map(|folder| {
        let model =
            ModelFolder::open(&folder).map_err(|error| printer.note(&format!("skipped: {error}"))).ok()?;
        Some((folder.display().to_string(), model))
    });
    for (place, model) in embedded.into_iter().chain(found) {
        let megabytes = (model.weights.len() + model.tokenizer.len()) as f64 / 1e6;
        let manifest = &model.manifest;
        printer.data(&format!("{}\t{place}\t{megabytes:.1} MB\t{}", manifest.name, manifest.description))?;
    }
    Ok(DONE)
}

fn verify(folders: &[PathBuf], printer: &Printer) -> anyhow::Result<u8> {
    let known = model_choice::folders();
    let mut outcome = DONE;
    if folders.is_empty() && known.is_empty() {
        let place = model_choice::directory();
        printer.note(&format!("nothing to verify: no model folder under {}; name one", place.display()));
    }
    for folder in if folders.is_empty() { &known } else { folders } {
        match ModelFolder::open(folder) {
            Ok(model) => printer.data(&format!("ok\t{}\t{}", folder.display(), model.sha256()))?,
            Err(error) => {
                outcome = FAILED;
                printer.error(&error.into());
            }
        }
    }
    Ok(outcome)
}
