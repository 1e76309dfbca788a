//! The heads over the hidden states: entity labels and use for each token, stance and voice for each target.

use std::ops::Range;

use candle_core::Tensor;

use super::kernels;
use super::linear::{Linear, MIN_ROWS, in_place, read, tensor};
use super::product::product;
use super::spec::{Pooling, Spec};
use super::weights::Weights;
use super::{Answer, N_STANCES, Target, TokenScores};
use crate::error::Result;

/// The most targets that are answered at once, to bound the memory that they take.
const MOST_TARGETS: usize = 512;

/// A linear layer with few outputs, computed row by row in a fixed order: `(n_out, n_in)` and `(n_out)`.
struct Narrow {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Narrow {
    fn take(weights: &mut Weights, name: &str, n_out: usize, n_in: usize) -> Result<Self> {
        Ok(Self {
            weight: weights.take(&format!("{name}.weight"), &[n_out, n_in])?,
            bias: weights.take(&format!("{name}.bias"), &[n_out])?,
        })
    }

    fn apply<'a>(&'a self, row: &'a [f32]) -> impl Iterator<Item = f32> + 'a {
        self.weight
            .chunks_exact(row.len())
            .zip(&self.bias)
            .map(|(weight, bias)| kernels::dot(weight, row) + bias)
    }
}

/// Hidden state of a token → one logit a label, and one each of use and of residue where the model has them.
pub(super) struct TokenHead {
    labels: Narrow,
    uses: Option<Narrow>,
    residue: Option<Narrow>,
}

impl TokenHead {
    /// Takes the tensors entities.*, uses.* and residue.*.
    pub(super) fn take(spec: &Spec, weights: &mut Weights) -> Result<Self> {
        let hidden = spec.encoder.hidden;
        let labels = Narrow::take(weights, "entities", spec.entities.labels.len(), hidden)?;
        let mut single = |has: bool, name| has.then(|| Narrow::take(weights, name, 1, hidden)).transpose();
        let uses = single(spec.entities.uses, "uses")?;
        let residue = single(spec.entities.residue, "residue")?;
        Ok(Self { labels, uses, residue })
    }

    pub(super) fn tells_residue(&self) -> bool {
        self.residue.is_some()
    }

    /// The logits of each row of `hidden`, `(rows, width)`.
    pub(super) fn scores(&self, hidden: &[f32], width: usize) -> TokenScores {
        let each = |head: &Narrow| hidden.chunks_exact(width).flat_map(|row| head.apply(row)).collect();
        let optional = |head: &Option<Narrow>| head.as_ref().map_or_else(Vec::new, each);
        TokenScores {
            labels: each(&self.labels),
            uses: optional(&self.uses),
            residue: optional(&self.residue),
        }
    }
}

/// Pools a window's hidden states once for each target.
///
/// t is the mean of the target's token states; it asks, by attention with several heads, what the window says;
/// the answer c and t give the logits: W₂ · gelu(W₁ · [t; c] + b₁) + b₂, three of stance and one of voice.
/// Keys and values are never computed for the tokens: qᵀ(K·h) = (Kᵀq)ᵀh and Σα(V·h) = V·(Σαh),
/// so a target costs a few rows of products, however long its window is.
/// What a holder thinks of the target is asked of other last layers, over [t; c; h] with the mean h of the holder's states.
pub(super) struct StanceHead {
    hidden: usize,
    heads: usize,
    pooling: Pooling,
    query: Linear,
    /// Wₖ of each head, `(size, hidden)`; its bias adds the same to all tokens and drops out of the softmax.
    keys: Vec<Tensor>,
    /// Wᵥᵀ of each head, `(hidden, size)`.
    values: Vec<Tensor>,
    value_bias: Vec<f32>,
    dense: Linear,
    output: Narrow,
    voice: Narrow,
    /// W₁ and W₂ of lone targets.
    lone: Option<(Linear, Narrow)>,
    /// W₁ and W₂ of targets with a holder.
    directed: Option<(Linear, Narrow)>,
}

impl StanceHead {
    /// Takes the tensors stance.*.
    pub(super) fn take(spec: &Spec, weights: &mut Weights) -> Result<Self> {
        let hidden = spec.encoder.hidden;
        let heads = spec.stance.heads;
        let size = hidden / heads;
        let query = Linear::take(weights, "stance.query", hidden, hidden)?;
        let key = weights.take("stance.key.weight", &[hidden, hidden])?;
        weights.take("stance.key.bias", &[hidden])?;
        let value = weights.take("stance.value.weight", &[hidden, hidden])?;
        let value_bias = weights.take("stance.value.bias", &[hidden])?;
        let rows_of_heads = |matrix: &[f32]| -> candle_core::Result<Vec<Tensor>> {
            matrix.chunks_exact(size * hidden).map(|rows| tensor(rows.to_vec(), &[size, hidden])).collect()
        };
        let keys = rows_of_heads(&key).map_err(super::failed)?;
        let values = rows_of_heads(&value)
            .and_then(|heads| heads.iter().map(Tensor::t).collect())
            .map_err(super::failed)?;
        let dense = Linear::take(weights, "stance.dense", hidden, 2 * hidden)?;
        let output = Narrow::take(weights, "stance.output", N_STANCES, hidden)?;
        let voice = Narrow::take(weights, "stance.voice", 1, hidden)?;
        let lone = match spec.stance.lone_words {
            Some(_) => Some((
                Linear::take(weights, "stance.lone.dense", hidden, 2 * hidden)?,
                Narrow::take(weights, "stance.lone.output", N_STANCES, hidden)?,
            )),
            None => None,
        };
        let directed = match spec.stance.directed {
            true => Some((
                Linear::take(weights, "stance.directed.dense", hidden / 2, 3 * hidden)?,
                Narrow::take(weights, "stance.directed.output", N_STANCES, hidden / 2)?,
            )),
            false => None,
        };
        Ok(Self {
            hidden,
            heads,
            pooling: spec.stance.pooling,
            query,
            keys,
            values,
            value_bias,
            dense,
            output,
            voice,
            lone,
            directed,
        })
    }

    pub(super) fn knows_holders(&self) -> bool {
        self.directed.is_some()
    }

    /// The answer to each target. `rows(window)` gives the hidden states `(tokens, hidden)` of a window.
    pub(super) fn answers<'a>(
        &self,
        targets: &[Target],
        rows: impl Fn(usize) -> &'a [f32],
    ) -> candle_core::Result<Vec<Answer>> {
        let mut answers = Vec::with_capacity(targets.len());
        for some in targets.chunks(MOST_TARGETS) {
            answers.extend(self.answers_of(some, &rows)?);
        }
        Ok(answers)
    }

    /// The answers to some targets, all at once.
    fn answers_of<'a>(
        &self,
        targets: &[Target],
        rows: &impl Fn(usize) -> &'a [f32],
    ) -> candle_core::Result<Vec<Answer>> {
        let (subjects, places) = subjects(targets);
        let joined = self.joined(&subjects, rows)?;
        let directed = self.directed(targets, &places, &joined, rows)?;
        let mut answers = vec![Answer { stance: [0.0; N_STANCES], quoted: 0.0 }; targets.len()];
        if targets.iter().any(|target| target.holder.is_empty()) {
            let found = self.plain(&subjects, joined)?;
            answers.iter_mut().zip(&places).for_each(|(answer, &place)| *answer = found[place]);
        }
        let asked = answers.iter_mut().zip(targets).filter(|(_, target)| !target.holder.is_empty());
        asked.zip(directed).for_each(|((answer, _), stance)| *answer = Answer { stance, quoted: 0.0 });
        Ok(answers)
    }

    /// [t; c] of each target, `(rows, 2 hidden)`.
    fn joined<'a>(
        &self,
        targets: &[&Target],
        rows: &impl Fn(usize) -> &'a [f32],
    ) -> candle_core::Result<Vec<f32>> {
        let width = self.hidden;
        let n_rows = targets.len().max(MIN_ROWS);
        let mut joined = vec![0.0; n_rows * 2 * width];
        for (target, row) in targets.iter().zip(joined.chunks_exact_mut(2 * width)) {
            self.pool(rows(target.window), &target.token_ranges, &mut row[..width]);
        }
        let pooled = joined.chunks_exact(2 * width).flat_map(|row| &row[..width]).copied().collect();
        let query = self.query.apply(&tensor(pooled, &[n_rows, width])?)?; // (rows, hidden)
        for head in 0..self.heads {
            let answer = self.attend(head, &query, targets, rows)?; // (rows, size)
            let size = width / self.heads;
            let bias = &self.value_bias[head * size..(head + 1) * size];
            read(&answer, |values| {
                for (value, row) in values.chunks_exact(size).zip(joined.chunks_exact_mut(2 * width)) {
                    for ((slot, v), b) in row[width + head * size..].iter_mut().zip(value).zip(bias) {
                        *slot = v + b;
                    }
                }
            })?;
        }
        Ok(joined)
    }

    /// What the text itself says of targets.
    fn plain(&self, targets: &[&Target], joined: Vec<f32>) -> candle_core::Result<Vec<Answer>> {
        let width = self.hidden;
        let n_rows = joined.len() / (2 * width);
        let joined = tensor(joined, &[n_rows, 2 * width])?;
        let inner = gelu_of(&self.dense, &joined)?; // (rows, hidden)
        let mut answers: Vec<Answer> = read(&inner, |values| {
            let rows = values.chunks_exact(width).take(targets.len());
            rows.map(|row| Answer { stance: logits(&self.output, row), quoted: self.voice.apply(row).sum() })
                .collect()
        })?;
        if let Some((dense, output)) = self.lone.as_ref().filter(|_| targets.iter().any(|target| target.lone))
        {
            read(&gelu_of(dense, &joined)?, |values| {
                for ((answer, target), row) in answers.iter_mut().zip(targets).zip(values.chunks_exact(width))
                {
                    if target.lone {
                        answer.stance = logits(output, row);
                    }
                }
            })?;
        }
        Ok(answers)
    }

    /// What holders think of the targets that have one, in order; `places` says where `joined` has a target's [t; c].
    fn directed<'a>(
        &self,
        targets: &[Target],
        places: &[usize],
        joined: &[f32],
        rows: &impl Fn(usize) -> &'a [f32],
    ) -> candle_core::Result<Vec<[f32; N_STANCES]>> {
        let width = self.hidden;
        let pair = |place: usize| &joined[place * 2 * width..(place + 1) * 2 * width];
        let asked = targets.iter().zip(places).filter(|(target, _)| !target.holder.is_empty());
        let asked: Vec<(&Target, &[f32])> = asked.map(|(target, &place)| (target, pair(place))).collect();
        debug_assert!(asked.is_empty() || self.knows_holders(), "a model without holders is asked for them");
        let Some((dense, output)) = self.directed.as_ref().filter(|_| !asked.is_empty()) else {
            return Ok(Vec::new());
        };
        let n_rows = asked.len().max(MIN_ROWS);
        let mut triples = vec![0.0; n_rows * 3 * width]; // [t; c; h] a row
        for ((target, pair), row) in asked.iter().zip(triples.chunks_exact_mut(3 * width)) {
            row[..2 * width].copy_from_slice(pair);
            self.pool(rows(target.window), &target.holder, &mut row[2 * width..]);
        }
        let inner = gelu_of(dense, &tensor(triples, &[n_rows, 3 * width])?)?; // (rows, hidden / 2)
        read(&inner, |values| {
            values.chunks_exact(width / 2).take(asked.len()).map(|row| logits(output, row)).collect()
        })
    }

    /// The mean of the token states in some ranges, or of all tokens between begin and end for the blind twin.
    fn pool(&self, hidden: &[f32], ranges: &[Range<usize>], mean: &mut [f32]) {
        let n_tokens = hidden.len() / self.hidden;
        let everything = [1..n_tokens - 1];
        let ranges = match self.pooling {
            Pooling::Target => ranges,
            Pooling::Blind => &everything[..],
        };
        let n_pooled: usize = ranges.iter().map(|range| range.len()).sum();
        for token in ranges.iter().cloned().flatten() {
            kernels::add_scaled(mean, 1.0, &hidden[token * self.hidden..(token + 1) * self.hidden]);
        }
        let inverse = 1.0 / n_pooled.max(1) as f32;
        mean.iter_mut().for_each(|x| *x *= inverse);
    }

    /// What one head reads for each target: `(rows, hidden)` queries → `(rows, size)`, without the value bias.
    fn attend<'a>(
        &self,
        head: usize,
        query: &Tensor,
        targets: &[&Target],
        rows: &impl Fn(usize) -> &'a [f32],
    ) -> candle_core::Result<Tensor> {
        let width = self.hidden;
        let size = width / self.heads;
        let n_rows = query.dims()[0];
        let question = product(&query.narrow(1, head * size, size)?, &self.keys[head])?; // (rows, hidden)
        let scale = 1.0 / (size as f32).sqrt();
        let mut mixed = vec![0.0; n_rows * width];
        read(&question, |questions| {
            for ((target, question), mix) in
                targets.iter().zip(questions.chunks_exact(width)).zip(mixed.chunks_exact_mut(width))
            {
                let hidden = rows(target.window);
                let mut shares: Vec<f32> =
                    hidden.chunks_exact(width).map(|h| kernels::dot(question, h)).collect();
                let n_tokens = shares.len();
                kernels::softmax(&mut shares, n_tokens, scale);
                for (share, h) in shares.iter().zip(hidden.chunks_exact(width)) {
                    kernels::add_scaled(mix, *share, h);
                }
            }
        })?;
        product(&tensor(mixed, &[n_rows, width])?, &self.values[head])
    }
}

/// Targets with other mentions than the one before, and for each target its place among these: whoever is asked about with
/// many holders is read once.
fn subjects(targets: &[Target]) -> (Vec<&Target>, Vec<usize>) {
    let mut subjects: Vec<&Target> = Vec::new();
    let places = targets.iter().map(|target| {
        let is_same = |last: &&Target| {
            (last.window, last.lone, &last.token_ranges) == (target.window, target.lone, &target.token_ranges)
        };
        if !subjects.last().is_some_and(is_same) {
            subjects.push(target);
        }
        subjects.len() - 1
    });
    let places = places.collect();
    (subjects, places)
}

/// gelu(W · x + b) for rows of x.
fn gelu_of(layer: &Linear, rows: &Tensor) -> candle_core::Result<Tensor> {
    let inner = layer.product(rows)?;
    in_place(&inner, |values| kernels::bias_gelu(values, &layer.bias))?;
    Ok(inner)
}

fn logits(output: &Narrow, row: &[f32]) -> [f32; N_STANCES] {
    let mut logits = [0.0; N_STANCES];
    logits.iter_mut().zip(output.apply(row)).for_each(|(slot, logit)| *slot = logit);
    logits
}
