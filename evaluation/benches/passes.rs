//! Passes of the encoder for `peers.py`, which puts other engines with the same weights beside them.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::{Value, json};
use standpoint::model::ModelFolder;
use standpoint::nn::{self, Network, Window};
use standpoint::types::Document;

use crate::apart::Page;

/// The shapes that engines are usually compared on: windows × tokens.
const FIXED_SHAPES: [(usize, usize); 2] = [(32, 128), (32, 64)];

/// Says which windows there are, then encodes them as often as asked:
/// `{"input", "threads", "batch_tokens"}` → `{"seconds"}`.
pub(crate) fn serve(folder: &ModelFolder, documents: &[Document], n_tokens: usize) -> Result<()> {
    let network = Network::load(&folder.description, &folder.weights, &folder.tokenizer)?;
    let inputs = inputs(&network, documents, n_tokens)?;
    let first = network.encode(&[&inputs["mix"][0]], usize::MAX)?;
    let shown: BTreeMap<&String, Value> = inputs
        .iter()
        .map(|(name, windows)| {
            let ids: Vec<&[u32]> = windows.iter().map(Window::ids).collect();
            let types: Vec<&[u8]> = windows.iter().map(Window::types).collect();
            (name, json!({"ids": ids, "types": types}))
        })
        .collect();
    let head = json!({"model": folder.manifest.name, "model_sha256": folder.sha256(), "kernel": nn::kernel(),
        "inputs": shown, "hidden": first.hidden(0)});
    let mut out = io::stdout().lock();
    writeln!(out, "{head}")?;
    for line in io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let name = asked["input"].as_str().context("\"input\" is missing")?;
        let windows = inputs.get(name).with_context(|| format!("there is no input \"{name}\""))?;
        let number = |key: &str| {
            let number = asked[key].as_u64().with_context(|| format!("\"{key}\" is missing"));
            number.map(|number| number as usize)
        };
        let seconds = encode(&network, windows, number("threads")?, number("batch_tokens")?)?;
        writeln!(out, "{}", json!({"seconds": seconds}))?;
        out.flush()?;
    }
    Ok(())
}

/// Windows of all lengths, evenly chosen, of about `n_tokens` in all.
pub(crate) fn sample(mut windows: Vec<&Window>, n_tokens: usize) -> Vec<&Window> {
    windows.sort_by_key(|window| window.len());
    let total: usize = windows.iter().map(|window| window.len()).sum();
    let step = total.div_ceil(n_tokens.max(1)).max(1);
    windows.into_iter().skip(step / 2).step_by(step).collect()
}

/// The real mix of lengths, and windows of one length.
fn inputs(
    network: &Network,
    documents: &[Document],
    n_tokens: usize,
) -> Result<BTreeMap<String, Vec<Window>>> {
    let pages = documents.iter().map(Page::of);
    let tokens = pages.map(|page| page.tokens(network)).collect::<Result<Vec<_>>>()?;
    let windows = tokens.iter().flatten().flat_map(|tokens| &tokens.windows).collect();
    let mix: Vec<Window> = sample(windows, n_tokens).into_iter().cloned().collect();
    ensure!(!mix.is_empty(), "there is no text to encode");
    let text: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
    let text = text.join(" ");
    let mut inputs = BTreeMap::from([("mix".to_string(), mix)]);
    for (n_windows, length) in FIXED_SHAPES {
        let windows = fixed(network, &text, n_windows, length)?;
        // A model with short windows, or a few short texts, cannot show every shape.
        if windows.len() == n_windows {
            inputs.insert(format!("{n_windows}x{length}"), windows);
        }
    }
    Ok(inputs)
}

/// At most `n_windows` windows of exactly `length` tokens, cut from running text.
fn fixed(network: &Network, text: &str, n_windows: usize, length: usize) -> Result<Vec<Window>> {
    // Twice what is needed: an English token takes some five letters and a space.
    let text: String = text.chars().take(2 * 6 * n_windows * length).collect();
    let spans = network.tokenize(&text)?.spans;
    let mut found = Vec::new();
    let mut first = 0;
    while found.len() < n_windows && first + length - 2 <= spans.len() {
        let cut = &text[spans[first].start()..spans[first + length - 3].end()];
        // A cut inside a word may change its tokens; then the next token starts a new try.
        match network.tokenize(cut)?.windows.pop() {
            Some(window) if window.len() == length => {
                found.push(window);
                first += length - 2;
            }
            _ => first += 1,
        }
    }
    Ok(found)
}

/// Seconds to encode `windows` on `n_threads`, dealt out by length so that each thread gets the same mix.
fn encode(network: &Arc<Network>, windows: &[Window], n_threads: usize, batch_tokens: usize) -> Result<f64> {
    let mut sorted: Vec<&Window> = windows.iter().collect();
    sorted.sort_by_key(|window| window.len());
    let shares: Vec<Vec<&Window>> =
        (0..n_threads).map(|first| sorted.iter().skip(first).step_by(n_threads).copied().collect()).collect();
    let encode = |share: &[&Window]| -> Result<()> {
        black_box(network.encode(share, batch_tokens)?);
        Ok(())
    };
    let started = Instant::now();
    thread::scope(|scope| {
        let workers: Vec<_> = shares.iter().map(|share| scope.spawn(|| encode(share))).collect();
        for worker in workers {
            worker.join().map_err(|_| anyhow!("a thread of the encoder panicked"))??;
        }
        anyhow::Ok(())
    })?;
    Ok(started.elapsed().as_secs_f64())
}
