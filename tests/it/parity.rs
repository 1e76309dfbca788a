//! The network against its PyTorch reference, in the order data flows, stopping at the first difference:
//! ids → offsets → case classes → hidden states → entity logits → logits of stances, of holders' stances and of voices.
//!
//! `scripts/golden.py` writes the reference's answers.

use std::path::Path;

use safetensors::SafeTensors;
use serde::Deserialize;
use standpoint::model::ModelFolder;
use standpoint::nn::{Network, Target};
use standpoint::types::Span;

/// The largest difference that a number may have.
const TOLERANCE: f32 = 1e-4;

/// The largest mean difference, as a share of the numbers' mean size or of one, where rounding to whole numbers has gone
/// the other way somewhere.
const MEAN_TOLERANCE: f32 = 0.03;

#[derive(Deserialize)]
struct Golden {
    sha256: String,
    texts: Vec<GoldenText>,
}

#[derive(Deserialize)]
struct GoldenText {
    text: String,
    ids: Vec<u32>,
    offsets: Vec<[usize; 2]>,
    types: Vec<u8>,
    hidden: bool,
    targets: Vec<GoldenTarget>,
    /// A holder and whom he judges, of the targets; only models that know holders are asked.
    #[serde(default)]
    pairs: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
struct GoldenTarget {
    mentions: Vec<[usize; 2]>,
    tokens: Vec<usize>,
    #[serde(default)]
    lone: bool,
}

#[test]
fn toy_agrees_with_pytorch() {
    check("toy", near);
}

#[test]
fn toy_mpnet_agrees_with_pytorch() {
    check("toy-mpnet", near);
}

#[test]
fn shipped_model_agrees_with_pytorch() {
    check("small-v9", near_in_the_mean);
}

/// An input of whole-number products that lies near the middle between two numbers is rounded as its last bit says. Each
/// such step grows through the layers, so a deep model is [`near_in_the_mean`]; toys are small enough to have none.
fn check(model: &str, near: fn(&[f32], &[f32], &str)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: String| std::fs::read(root.join("evaluation/golden").join(&name)).expect(&name);
    let golden: Golden = serde_json::from_slice(&read(format!("{model}.json"))).expect("golden json");
    let bytes = read(format!("{model}.safetensors"));
    let arrays = SafeTensors::deserialize(&bytes).expect("golden arrays");
    let folder = ModelFolder::open(&root.join("models").join(model)).expect("model folder");
    assert_eq!(
        folder.sha256(),
        golden.sha256,
        "the fixtures are of another model: run scripts/golden.py again"
    );
    let network = Network::load(&folder.description, &folder.weights, &folder.tokenizer).expect("network");
    assert!(!golden.texts.is_empty());
    // A text has few pairs: a mean over all texts says more of rounding than one over each.
    let (mut found, mut wanted) = (Vec::new(), Vec::new());
    for (number, expected) in golden.texts.iter().enumerate() {
        found.extend(check_text(&network, number, expected, &arrays, near));
        if network.knows_holders() {
            wanted.extend(floats(&arrays, &format!("{number}.directed")));
        }
    }
    if network.knows_holders() {
        assert!(!found.is_empty());
        near(&found, &wanted, "stance logits of holders");
    }
}

/// Checks all but what holders think, which it gives.
fn check_text(
    network: &std::sync::Arc<Network>,
    number: usize,
    expected: &GoldenText,
    arrays: &SafeTensors,
    near: fn(&[f32], &[f32], &str),
) -> Vec<f32> {
    let text = &expected.text;
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let tokens = network.tokenize(text).expect("tokens");
    assert_eq!(tokens.windows.len(), 1, "text {number}: one window");
    let window = &tokens.windows[0];
    assert_eq!(window.ids(), expected.ids, "text {number}: ids");
    let offsets: Vec<Span> =
        expected.offsets.iter().map(|&[start, end]| Span::new(bytes[start], bytes[end])).collect();
    assert_eq!(tokens.spans, offsets, "text {number}: offsets");
    assert_eq!(window.types(), expected.types, "text {number}: case classes");

    let encoded = network.encode(&[window], 1024).expect("hidden states");
    let array = |name: &str| floats(arrays, &format!("{number}.{name}"));
    if expected.hidden {
        near(encoded.hidden(0), &array("hidden"), &format!("text {number}: hidden states"));
    }
    let scores = encoded.tag_scores(0, 0..window.len());
    near(&scores.labels, &array("entities"), &format!("text {number}: entity logits"));
    for (logits, name) in [(&scores.uses, "uses"), (&scores.residue, "residue")] {
        // Models of earlier formats have neither.
        if arrays.tensor(&format!("{number}.{name}")).is_ok() || !logits.is_empty() {
            near(logits, &array(name), &format!("text {number}: logits of {name}"));
        }
    }

    let mut targets = Vec::new();
    for target in &expected.targets {
        let spans = target.mentions.iter().map(|&[start, end]| Span::new(bytes[start], bytes[end]));
        let token_ranges: Vec<_> = spans.map(|span| window.rows(tokens.covering(span))).collect();
        let rows: Vec<usize> = token_ranges.iter().cloned().flatten().collect();
        assert_eq!(rows, target.tokens, "text {number}: target tokens");
        targets.push(Target { window: 0, token_ranges, lone: target.lone, holder: Vec::new() });
    }
    let mut directed = Vec::new();
    if network.knows_holders() {
        let asked = |&[holder, judged]: &[usize; 2]| Target {
            holder: targets[holder].token_ranges.clone(),
            ..targets[judged].clone()
        };
        let pairs: Vec<Target> = expected.pairs.iter().map(asked).collect();
        let answers = encoded.stance(&pairs).expect("answers");
        directed.extend(answers.iter().flat_map(|answer| answer.stance));
    }
    let answers = encoded.stance(&targets).expect("answers");
    let logits: Vec<f32> =
        answers.iter().flat_map(|answer| answer.stance.into_iter().chain([answer.quoted])).collect();
    near(&logits, &array("stance"), &format!("text {number}: stance and voice logits"));
    directed
}

fn floats(arrays: &SafeTensors, name: &str) -> Vec<f32> {
    let tensor = arrays.tensor(name).expect(name);
    tensor.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

fn near(found: &[f32], expected: &[f32], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}: count");
    let largest = found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(largest <= TOLERANCE, "{what}: largest difference {largest}");
}

fn near_in_the_mean(found: &[f32], expected: &[f32], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}: count");
    let mean = |values: &mut dyn Iterator<Item = f32>| values.sum::<f32>() / found.len() as f32;
    let difference = mean(&mut found.iter().zip(expected).map(|(a, b)| (a - b).abs()));
    let size = mean(&mut expected.iter().map(|x| x.abs()));
    assert!(difference <= MEAN_TOLERANCE * size.max(1.0), "{what}: mean difference {difference}");
}
