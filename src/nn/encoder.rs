//! The encoder: windows of token ids → hidden states; BERT, RoBERTa and MPNet alike.
//!
//! Devlin et al. 2019, post-norm layers; MPNet (Song et al. 2020) adds to each score of attention what its head thinks
//! of the distance.
//! The windows of a batch lie packed in one matrix, row after row, without padding.
//! Products run over all rows at once; attention runs inside each window at its true length.

use candle_core::Tensor;

use super::distances::Distances;
use super::kernels::{self, LayerNorm};
use super::linear::{Linear, MIN_ROWS, in_place, read, tensor};
use super::product::product;
use super::spec::{Activation, EncoderSpec, Family};
use super::tokenize::Window;
use super::weights::Weights;
use crate::error::Result;

/// The weights of an encoder.
pub(super) struct Encoder {
    hidden: usize,
    heads: usize,
    embeddings: Embeddings,
    layers: Vec<Layer>,
    distances: Option<Distances>,
}

struct Embeddings {
    words: Vec<f32>,
    positions: Vec<f32>,
    types: Vec<f32>,
    position_offset: usize,
    norm: LayerNorm,
}

struct Layer {
    /// Query, key and value in one product, `(3 · hidden, hidden)`.
    attention: Linear,
    attention_output: Linear,
    attention_norm: LayerNorm,
    intermediate: Linear,
    output: Linear,
    output_norm: LayerNorm,
}

impl Encoder {
    /// Takes the encoder's tensors, named as Hugging Face's `BertModel`, `RobertaModel` and `MPNetModel` name them;
    /// `n_tokens` is the most that a window holds.
    pub(super) fn take(spec: &EncoderSpec, n_tokens: usize, weights: &mut Weights) -> Result<Self> {
        let Activation::Gelu = spec.activation;
        let (parts, attention_output, attention_norm) = match spec.family {
            Family::Bert | Family::Roberta => (
                ["self.query", "self.key", "self.value"],
                "attention.output.dense",
                "attention.output.LayerNorm",
            ),
            Family::Mpnet => (["attn.q", "attn.k", "attn.v"], "attention.attn.o", "attention.LayerNorm"),
        };
        let norm = |weights: &mut Weights, name: &str| -> Result<LayerNorm> {
            Ok(LayerNorm {
                weight: weights.take(&format!("{name}.weight"), &[spec.hidden])?,
                bias: weights.take(&format!("{name}.bias"), &[spec.hidden])?,
                epsilon: spec.layer_norm_eps,
            })
        };
        let table = |weights: &mut Weights, name: &str, rows: usize| {
            weights.take(&format!("embeddings.{name}_embeddings.weight"), &[rows, spec.hidden])
        };
        let embeddings = Embeddings {
            words: table(weights, "word", spec.vocabulary)?,
            positions: table(weights, "position", spec.positions)?,
            types: table(weights, "token_type", spec.types)?,
            position_offset: spec.position_offset,
            norm: norm(weights, "embeddings.LayerNorm")?,
        };
        let mut layers = Vec::with_capacity(spec.layers);
        for index in 0..spec.layers {
            let at = |part: &str| format!("encoder.layer.{index}.{part}");
            let (hidden, inner) = (spec.hidden, spec.intermediate);
            let queries_keys_values = parts.map(|part| at(&format!("attention.{part}")));
            layers.push(Layer {
                attention: Linear::stacked(weights, &queries_keys_values, hidden, hidden)?,
                attention_output: Linear::take(weights, &at(attention_output), hidden, hidden)?,
                attention_norm: norm(weights, &at(attention_norm))?,
                intermediate: Linear::take(weights, &at("intermediate.dense"), inner, hidden)?,
                output: Linear::take(weights, &at("output.dense"), hidden, inner)?,
                output_norm: norm(weights, &at("output.LayerNorm"))?,
            });
        }
        let distances = match spec.family {
            Family::Bert | Family::Roberta => None,
            Family::Mpnet => Some(Distances::take(spec.heads, n_tokens, weights)?),
        };
        Ok(Self { hidden: spec.hidden, heads: spec.heads, embeddings, layers, distances })
    }

    /// Hidden states of all windows, `(total tokens, hidden)`, packed in the given order.
    pub(super) fn forward(&self, windows: &[&Window]) -> candle_core::Result<Vec<f32>> {
        let n_tokens: usize = windows.iter().map(|window| window.len()).sum();
        let n_rows = n_tokens.max(MIN_ROWS);
        let mut x = tensor(self.embed(windows, n_rows), &[n_rows, self.hidden])?;
        for layer in &self.layers {
            x = self.layer(layer, &x, windows)?;
        }
        read(&x, |values| values[..n_tokens * self.hidden].to_vec())
    }

    /// The sum of word, position and type rows, normalised: `(n_rows, hidden)`; rows past the tokens are zero.
    fn embed(&self, windows: &[&Window], n_rows: usize) -> Vec<f32> {
        let Embeddings { words, positions, types, position_offset, norm } = &self.embeddings;
        let row = |table: &[f32], index: usize| -> std::ops::Range<usize> {
            debug_assert!((index + 1) * self.hidden <= table.len());
            index * self.hidden..(index + 1) * self.hidden
        };
        let mut x = Vec::with_capacity(n_rows * self.hidden);
        for window in windows {
            for (position, (&id, &class)) in window.ids().iter().zip(window.types()).enumerate() {
                let word = &words[row(words, id as usize)];
                let class = &types[row(types, class as usize)];
                let position = &positions[row(positions, position_offset + position)];
                x.extend(word.iter().zip(class).zip(position).map(|((w, c), p)| w + c + p));
            }
        }
        norm.apply(&mut x);
        x.resize(n_rows * self.hidden, 0.0);
        x
    }

    /// One layer: `(rows, hidden)` → `(rows, hidden)`.
    fn layer(&self, layer: &Layer, x: &Tensor, windows: &[&Window]) -> candle_core::Result<Tensor> {
        let projected = layer.attention.apply(x)?; // (rows, 3 · hidden)
        let context = self.attend(&projected, windows)?; // (rows, hidden)
        let attended = layer.attention_output.product(&context)?;
        read(x, |old| {
            in_place(&attended, |rows| {
                layer.attention_norm.apply_sum(rows, &layer.attention_output.bias, old)
            })
        })??;
        let inner = layer.intermediate.product(&attended)?; // (rows, intermediate)
        in_place(&inner, |rows| kernels::bias_gelu(rows, &layer.intermediate.bias))?;
        let out = layer.output.product(&inner)?;
        read(&attended, |old| {
            in_place(&out, |rows| layer.output_norm.apply_sum(rows, &layer.output.bias, old))
        })??;
        Ok(out)
    }

    /// softmax(Q · Kᵀ / √d + B) · V inside each window: `(rows, 3 · hidden)` → `(rows, hidden)`.
    fn attend(&self, projected: &Tensor, windows: &[&Window]) -> candle_core::Result<Tensor> {
        let (hidden, heads) = (self.hidden, self.heads);
        let size = hidden / heads;
        let scale = 1.0 / (size as f32).sqrt();
        let n_rows = projected.dims()[0];
        let projected = projected.reshape((n_rows, 3 * heads, size))?;
        let mut context = vec![0.0; n_rows * hidden];
        let mut start = 0;
        for window in windows {
            let length = window.len();
            let rows = projected.narrow(0, start, length)?;
            // Views (heads, length, size) of the window's rows; nothing is copied.
            let part = |index: usize| rows.narrow(1, index * heads, heads)?.transpose(0, 1);
            let (query, key, value) = (part(0)?, part(1)?, part(2)?);
            let weights = product(&query, &key.transpose(1, 2)?)?; // (heads, length, length)
            in_place(&weights, |rows| match &self.distances {
                Some(distances) => {
                    distances.add_to(rows, length, scale);
                    kernels::softmax(rows, length, 1.0);
                }
                None => kernels::softmax(rows, length, scale),
            })?;
            let mixed = product(&weights, &value)?; // (heads, length, size)
            read(&mixed, |values| {
                for (head, of_head) in values.chunks_exact(length * size).enumerate() {
                    for (row, of_row) in of_head.chunks_exact(size).enumerate() {
                        let at = (start + row) * hidden + head * size;
                        context[at..at + size].copy_from_slice(of_row);
                    }
                }
            })?;
            start += length;
        }
        tensor(context, &[n_rows, hidden])
    }
}
