//! Times, ratios and rates: always a median with the smallest and the largest.

use std::fmt;
use std::hint::black_box;
use std::time::Instant;

use serde_json::{Value, json};

/// Seconds of each repetition.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<f64>);

/// How much longer one thing took than another, repetition by repetition.
#[derive(Clone, Debug)]
pub(crate) struct Ratio(Vec<f64>);

/// What was measured on.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    /// Documents.
    pub articles: usize,
    /// Bytes of their texts.
    pub bytes: usize,
    /// What is left of them after cleaning.
    pub paragraphs: usize,
    /// What the encoder sees.
    pub windows: usize,
    /// Tokens of the paragraphs, each counted once.
    pub tokens: usize,
    /// Judgements.
    pub stances: usize,
}

impl Times {
    /// The middle one.
    pub(crate) fn median(&self) -> f64 {
        spread(&self.0)[0]
    }

    /// Median, smallest, largest, with the rate of `n_tokens`.
    pub(crate) fn json(&self, n_tokens: usize) -> Value {
        json!({"seconds": self.spread(), "tokens_per_second": (n_tokens as f64 / self.median()).round()})
    }

    /// Median, smallest, largest.
    pub(crate) fn spread(&self) -> Value {
        spread(&self.0).map(|seconds| (seconds * 1e6).round() / 1e6).to_vec().into()
    }
}

impl Ratio {
    /// `these` over `those`, repetition by repetition.
    pub(crate) fn of(these: &Times, those: &Times) -> Self {
        Self(these.0.iter().zip(&those.0).map(|(this, that)| this / that).collect())
    }

    /// Median, smallest, largest.
    pub(crate) fn json(&self) -> Value {
        spread(&self.0).map(|ratio| (ratio * 1e3).round() / 1e3).to_vec().into()
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let [middle, least, most] = spread(&self.0);
        write!(f, "{middle:.2} ({least:.2}–{most:.2})")
    }
}

impl Counts {
    /// Rates of a stage and its seconds, as columns.
    pub(crate) fn rates(&self, times: &Times) -> String {
        let [middle, least, most] = spread(&times.0);
        let rate = |count: usize| format!("{:>12}", round(count as f64 / middle));
        let seconds = format!("{middle:.4} ({least:.4}–{most:.4})");
        format!("{}{}{}{seconds:>28}", rate(self.tokens), rate(self.paragraphs), rate(self.articles))
    }

    /// All counts.
    pub(crate) fn json(&self) -> Value {
        let Self { articles, bytes, paragraphs, windows, tokens, stances } = self;
        json!({"articles": articles, "bytes": bytes, "paragraphs": paragraphs, "windows": windows, "tokens": tokens,
            "stances": stances})
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { articles, bytes, paragraphs, windows, tokens, stances } = self;
        write!(
            f,
            "{articles} articles, {bytes} bytes, {paragraphs} paragraphs, {windows} windows, {tokens} tokens, {stances} stances"
        )
    }
}

/// Runs `work` `n` times, after one run that warms up; gives the last answer too.
pub(crate) fn measure<R>(n: usize, mut work: impl FnMut() -> R) -> (Times, R) {
    black_box(work());
    repeat(n, work)
}

/// Runs `work` `n` times without a warm-up.
pub(crate) fn repeat<R>(n: usize, mut work: impl FnMut() -> R) -> (Times, R) {
    let mut times = Times::default();
    loop {
        let started = Instant::now();
        let answer = black_box(work());
        times.0.push(started.elapsed().as_secs_f64());
        if times.0.len() >= n {
            return (times, answer);
        }
    }
}

/// Runs each of `n_things` once to warm up, then all of them in turn, `n` times.
pub(crate) fn take_turns(n: usize, n_things: usize, mut work: impl FnMut(usize)) -> Vec<Times> {
    (0..n_things).for_each(&mut work);
    let mut all = vec![Times::default(); n_things];
    for _ in 0..n.max(1) {
        for (thing, times) in all.iter_mut().enumerate() {
            let started = Instant::now();
            work(thing);
            times.0.push(started.elapsed().as_secs_f64());
        }
    }
    all
}

/// Median, smallest, largest.
fn spread(values: &[f64]) -> [f64; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    [(sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0, sorted[0], sorted[n - 1]]
}

/// Three digits tell enough of a rate.
fn round(rate: f64) -> String {
    let unit = 10f64.powf((rate.abs().max(1e-9).log10().floor() - 2.0).max(-2.0));
    let decimals = if unit >= 1.0 { 0 } else { -unit.log10() as usize };
    format!("{:.decimals$}", (rate / unit).round() * unit)
}
