//! What the numbers need to know of a model: the sections of `model.toml` that shape the network.

use serde::Deserialize;

use crate::error::{Error, Result};

/// The sections of `model.toml` that this room reads; the others belong to `model`.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Spec {
    pub name: String,
    pub encoder: EncoderSpec,
    pub tokenizer: TokenizerSpec,
    pub windows: WindowSpec,
    pub entities: EntitySpec,
    pub stance: StanceSpec,
}

/// The encoder's family and sizes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EncoderSpec {
    pub family: Family,
    pub hidden: usize,
    pub layers: usize,
    pub heads: usize,
    pub intermediate: usize,
    pub vocabulary: usize,
    /// Rows of the position table.
    pub positions: usize,
    /// The position of the first token.
    pub position_offset: usize,
    /// Rows of the type table, which holds case classes.
    pub types: usize,
    pub layer_norm_eps: f32,
    pub activation: Activation,
}

/// Families of encoders that share one forward pass.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Family {
    Bert,
    Roberta,
    Mpnet,
}

/// The function between the two feed-forward products.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Activation {
    /// x · Φ(x) with the exact error function (Hendrycks and Gimpel 2016).
    Gelu,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TokenizerSpec {
    /// The id before each window, `[CLS]` or `<s>`.
    pub begin: u32,
    /// The id after each window, `[SEP]` or `</s>`.
    pub end: u32,
    /// Whether token types carry the case of words.
    pub case_classes: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WindowSpec {
    /// The most tokens of a window, begin and end included.
    pub tokens: usize,
    /// The tokens that neighbouring windows share.
    pub overlap: usize,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct EntitySpec {
    pub labels: Vec<String>,
    /// Whether the token head also says what a name does: acts, or is a place or a source.
    #[serde(default)]
    pub uses: bool,
    /// Whether it also says what is no article.
    #[serde(default)]
    pub residue: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct StanceSpec {
    pub labels: Vec<String>,
    pub pooling: Pooling,
    pub heads: usize,
    /// Persons in texts of one paragraph of fewer words have last layers of their own; nothing where they have not.
    #[serde(default)]
    pub lone_words: Option<usize>,
    /// Whether it also says what one target thinks of another.
    #[serde(default)]
    pub directed: bool,
}

/// Which tokens the stance head starts from.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Pooling {
    /// The target's mentions.
    Target,
    /// All tokens: a target-blind baseline.
    Blind,
}

impl Spec {
    /// Reads the sections and refuses sizes that contradict each other.
    pub(super) fn parse(description: &str) -> Result<Self> {
        let spec: Spec = toml::from_str(description)
            .map_err(|error| Error::Model { folder: "model.toml".into(), message: error.to_string() })?;
        let encoder = &spec.encoder;
        let fits = |ok: bool, message: &str| {
            if ok { Ok(()) } else { Err(Error::Model { folder: spec.name.clone(), message: message.into() }) }
        };
        fits(
            encoder.heads > 0 && encoder.hidden.is_multiple_of(encoder.heads),
            "encoder.hidden must be a multiple of encoder.heads",
        )?;
        fits(
            spec.stance.heads > 0 && encoder.hidden.is_multiple_of(spec.stance.heads),
            "encoder.hidden must be a multiple of stance.heads",
        )?;
        fits(
            encoder.hidden > 0 && encoder.intermediate > 0,
            "encoder.hidden and intermediate must be positive",
        )?;
        fits(
            spec.windows.tokens + encoder.position_offset <= encoder.positions,
            "windows.tokens must fit into encoder.positions",
        )?;
        fits(
            spec.windows.tokens >= 8 && spec.windows.overlap <= (spec.windows.tokens - 2) / 2,
            "windows.tokens must be at least 8 and windows.overlap at most half of it",
        )?;
        fits(
            encoder.types >= if spec.tokenizer.case_classes { super::tokenize::N_CASE_CLASSES } else { 1 },
            "encoder.types must hold one row a case class",
        )?;
        fits(!spec.entities.labels.is_empty(), "entities.labels must not be empty")?;
        fits(spec.stance.labels.len() == super::N_STANCES, "stance.labels must be three")?;
        Ok(spec)
    }
}
