//! Model folders: `model.toml`, weights, tokeniser and card, checked before anything is loaded.
//!
//! A folder is a version and is never edited, so every file in it has its checksum in `model.toml`.
//! The default model is part of the binary.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::checksum::sha256;
use crate::error::{Error, Result};
use crate::types::{EntityType, Stance};

/// The formats of `model.toml` that this program reads; since 3 `entities.uses` says whether names have a use, since 4
/// `entities.residue` whether paragraphs are told from web residue; since 5 encoders may know distances, and weights may
/// have 4 bits: a layer of the encoder with such weights takes inputs rounded to 8; since 6 `stance.directed` says whether
/// the model judges what one actor thinks of another.
const FORMATS: std::ops::RangeInclusive<i64> = 2..=6;

/// The files that `model.toml` must name with their checksums.
const WEIGHTS: &str = "model.safetensors";
const TOKENIZER: &str = "tokenizer.json";

/// A model folder in memory, with checksums verified.
pub struct ModelFolder {
    /// The description as it stands in `model.toml`.
    pub manifest: Manifest,
    /// The text of `model.toml`.
    pub description: Cow<'static, str>,
    /// The bytes of `model.safetensors`.
    pub weights: Cow<'static, [u8]>,
    /// The bytes of `tokenizer.json`.
    pub tokenizer: Cow<'static, [u8]>,
}

/// What `model.toml` says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the file's format.
    pub format: u32,
    /// The model's name, which records carry.
    pub name: String,
    /// One line for `models list`.
    pub description: String,
    /// The token head.
    pub entities: Entities,
    /// The stance head.
    pub stance: StanceSection,
    /// How weights are stored.
    pub quantisation: Quantisation,
    /// Where the model comes from.
    pub provenance: Provenance,
    /// SHA-256 of each file.
    pub files: BTreeMap<String, String>,
    /// The sections that `nn` reads for itself.
    #[serde(rename = "encoder")]
    _encoder: toml::Table,
    #[serde(rename = "tokenizer")]
    _tokenizer: toml::Table,
    #[serde(rename = "windows")]
    _windows: toml::Table,
}

/// The labels of the token head.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entities {
    /// `O`, then `B-` and `I-` of each type.
    pub labels: Vec<String>,
    /// Whether it also tells names that act or are judged from places and sources.
    #[serde(default)]
    pub uses: bool,
    /// Whether it also tells web residue from article.
    #[serde(default)]
    pub residue: bool,
}

/// The labels of the stance head and how its logits become probabilities.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StanceSection {
    /// The order of the logits.
    pub labels: Vec<String>,
    /// `target`, or `blind` for the baseline.
    pub pooling: String,
    /// Attention heads of the pooling.
    pub heads: usize,
    /// A person in a text that is one paragraph of fewer words is judged by last layers of their own.
    #[serde(default)]
    pub lone_words: Option<usize>,
    /// What one actor thinks of another is judged by last layers of their own.
    #[serde(default)]
    pub directed: bool,
    /// Logits are divided by this (Guo et al. 2017).
    pub temperature: f64,
    /// A stance whose probability is lower is marked as abstained; the card says what that costs and saves.
    pub abstain_below: f64,
}

/// How weights are stored.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantisation {
    /// `int8-row`, `int4-group64` or `none`.
    pub scheme: String,
}

/// Where a model comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// The pretrained encoder.
    pub base: String,
    /// Its licence.
    pub licence: String,
    /// The training data.
    pub data: Vec<String>,
    /// The script that trained it.
    pub script: String,
    /// The commit of that script.
    pub commit: String,
}

/// A label of the token head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenLabel {
    /// No entity.
    Outside,
    /// The first token of one.
    Begin(EntityType),
    /// A further token of one.
    Inside(EntityType),
}

impl ModelFolder {
    /// The model inside the binary.
    #[cfg(feature = "embedded-model")]
    pub fn embedded() -> Result<Self> {
        Self::check(
            "embedded",
            Cow::Borrowed(include_str!("../models/small-v9/model.toml")),
            Cow::Borrowed(include_bytes!("../models/small-v9/model.safetensors")),
            Cow::Borrowed(include_bytes!("../models/small-v9/tokenizer.json")),
        )
    }

    /// Without the feature there is no default.
    #[cfg(not(feature = "embedded-model"))]
    pub fn embedded() -> Result<Self> {
        Err(Error::Model {
            folder: "embedded".into(),
            message: "this binary was built without a model; give --model DIR".into(),
        })
    }

    /// Reads a folder.
    ///
    /// # Errors
    /// If a file is missing, a checksum differs, or the format or the labels are not ours.
    pub fn open(folder: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map_err(|source| Error::Io { path, action: "read", source })
        };
        let shown = folder.display().to_string();
        let description = String::from_utf8(read("model.toml")?)
            .map_err(|_| Error::Model { folder: shown.clone(), message: "model.toml is not UTF-8".into() })?;
        Self::check(&shown, description.into(), read(WEIGHTS)?.into(), read(TOKENIZER)?.into())
    }

    fn check(
        folder: &str,
        description: Cow<'static, str>,
        weights: Cow<'static, [u8]>,
        tokenizer: Cow<'static, [u8]>,
    ) -> Result<Self> {
        let refused = |message: String| Error::Model { folder: folder.to_string(), message };
        check_format(&description).map_err(refused)?;
        let manifest: Manifest =
            toml::from_str(&description).map_err(|error| refused(format!("model.toml: {error}")))?;
        for (name, bytes) in [(WEIGHTS, &weights), (TOKENIZER, &tokenizer)] {
            check_sum(&manifest, name, bytes).map_err(refused)?;
        }
        if !manifest.stance.labels.iter().map(String::as_str).eq(Stance::ALL.map(Stance::name)) {
            return Err(refused(format!(
                "stance.labels are {:?}, not against, neutral, favor",
                manifest.stance.labels
            )));
        }
        if !(manifest.stance.temperature.is_finite() && manifest.stance.temperature > 0.0) {
            return Err(refused("stance.temperature must be a positive number".into()));
        }
        if !(0.0..=1.0).contains(&manifest.stance.abstain_below) {
            return Err(refused("stance.abstain_below must be a probability".into()));
        }
        let folder = Self { manifest, description, weights, tokenizer };
        folder.token_labels()?;
        Ok(folder)
    }

    /// The labels of the token head, in the order of its logits.
    pub fn token_labels(&self) -> Result<Vec<TokenLabel>> {
        let labels = self.manifest.entities.labels.iter();
        labels
            .map(|label| {
                TokenLabel::parse(label).ok_or_else(|| Error::Model {
                    folder: self.manifest.name.clone(),
                    message: format!(
                        "entities.labels has \"{label}\"; it may hold O, and B- or I- with a type"
                    ),
                })
            })
            .collect()
    }

    /// SHA-256 of `model.toml`, which itself holds the checksums of the other files.
    pub fn sha256(&self) -> String {
        sha256(self.description.as_bytes())
    }
}

impl TokenLabel {
    fn parse(label: &str) -> Option<Self> {
        if label == "O" {
            return Some(Self::Outside);
        }
        let (prefix, kind) = label.split_once('-')?;
        let kind = EntityType::from_name(kind)?;
        match prefix {
            "B" => Some(Self::Begin(kind)),
            "I" => Some(Self::Inside(kind)),
            _ => None,
        }
    }
}

/// Folders in `directory` that hold a `model.toml`, sorted by name.
pub fn folders(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join("model.toml").is_file()).collect();
    folders.sort();
    folders
}

/// Reads the format number first, so that a file of the future is refused for what it is.
fn check_format(description: &str) -> std::result::Result<(), String> {
    let table: toml::Table = toml::from_str(description).map_err(|error| format!("model.toml: {error}"))?;
    match table.get("format").and_then(toml::Value::as_integer) {
        Some(format) if FORMATS.contains(&format) => Ok(()),
        Some(format) => {
            let (first, last) = (FORMATS.start(), FORMATS.end());
            Err(format!(
                "model.toml has format {format}; this program reads {first} to {last}: update one of the two"
            ))
        }
        None => Err(format!("model.toml has no format; write format = {}", FORMATS.end())),
    }
}

fn check_sum(manifest: &Manifest, name: &str, bytes: &[u8]) -> std::result::Result<(), String> {
    let Some(wanted) = manifest.files.get(name) else {
        return Err(format!("model.toml has no checksum of {name} under [files]"));
    };
    let found = sha256(bytes);
    if *wanted == found {
        return Ok(());
    }
    Err(format!(
        "{name} has sha256 {found}, model.toml wants {wanted}; the file is damaged or of another model"
    ))
}
