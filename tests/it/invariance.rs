//! A window's numbers depend on that window alone: equal bits alone, batched, reordered, at any number of rows.

use std::path::Path;
use std::sync::Arc;

use crate::cli::annotate;
use standpoint::judge;
use standpoint::model::ModelFolder;
use standpoint::nn::{Answer, Limits, Network, Reading, Target, TokenScores, Tokens, Window};

/// A paragraph of `n_words` words that differs from its neighbours.
fn paragraph(seed: usize, n_words: usize) -> String {
    const WORDS: [&str; 12] = [
        "Norland",
        "praised",
        "the",
        "Harbour",
        "Party,",
        "but",
        "Mayor",
        "Lind’s",
        "critics",
        "call",
        "it",
        "reckless.",
    ];
    (0..n_words).map(|word| WORDS[(seed * 5 + word * 7) % WORDS.len()]).collect::<Vec<_>>().join(" ")
}

fn network(model: &str) -> Arc<Network> {
    let folder =
        ModelFolder::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("models").join(model)).expect("model");
    Network::load(&folder.description, &folder.weights, &folder.tokenizer).expect("network")
}

/// Everything that the network says of one window, as bits.
fn answers(network: &Arc<Network>, windows: &[&Window], batch_tokens: usize) -> Vec<Vec<u32>> {
    let encoded = network.encode(windows, batch_tokens).expect("encoded");
    let target = |index: usize| Target {
        window: index,
        token_ranges: vec![1..2, 1..windows[index].len() - 1],
        lone: false,
        holder: Vec::new(),
    };
    let targets: Vec<Target> = (0..windows.len()).map(target).collect();
    let stances = encoded.stance(&targets).expect("stance");
    let holder = if network.knows_holders() { vec![1..2] } else { Vec::new() };
    let directed = targets.into_iter().map(|target| Target { holder: holder.clone(), ..target });
    let directed = encoded.stance(&directed.collect::<Vec<_>>()).expect("stance of holders");
    (0..windows.len())
        .map(|index| {
            let TokenScores { labels, uses, residue } = encoded.tag_scores(index, 0..windows[index].len());
            let Answer { stance, quoted } = stances[index];
            let all = encoded
                .hidden(index)
                .iter()
                .chain(&labels)
                .chain(&uses)
                .chain(&residue)
                .chain(&stance)
                .chain([&quoted])
                .chain(&directed[index].stance);
            all.map(|x| x.to_bits()).collect()
        })
        .collect()
}

fn check(model: &str, sizes: impl Iterator<Item = usize>) {
    let network = network(model);
    let tokens: Vec<Tokens> =
        sizes.enumerate().map(|(seed, n)| network.tokenize(&paragraph(seed, n)).expect("tokens")).collect();
    let windows: Vec<&Window> = tokens.iter().flat_map(|tokens| &tokens.windows).collect();
    let alone: Vec<Vec<u32>> =
        windows.iter().map(|window| answers(&network, &[window], 1).remove(0)).collect();
    for batch_tokens in [1, 40, 333, 100_000] {
        assert!(
            answers(&network, &windows, batch_tokens) == alone,
            "{model}: batches of {batch_tokens} tokens"
        );
    }
    let reversed: Vec<&Window> = windows.iter().rev().copied().collect();
    let mut backwards = answers(&network, &reversed, 500);
    backwards.reverse();
    assert!(backwards == alone, "{model}: reordered");
}

#[test]
fn toy_gives_equal_bits_in_any_company() {
    check("toy", 1..41);
}

#[test]
fn toy_that_knows_distances_gives_equal_bits_in_any_company() {
    check("toy-mpnet", 1..41);
}

#[test]
fn shipped_model_gives_equal_bits_in_any_company() {
    check("small-v9", [1, 2, 3, 5, 8, 13, 21, 40].into_iter());
}

#[test]
fn forgetting_hidden_states_changes_nothing() {
    let network = network("toy");
    let tokens = network.tokenize(&paragraph(3, 700)).expect("tokens");
    assert!(tokens.windows.len() > 5);
    let windows: Vec<&Window> = tokens.windows.iter().collect();
    let ask = |kept_bytes| {
        network.forget();
        let limits = Limits { batch_tokens: 128, kept_bytes };
        let reading = Reading::new(&network, windows.clone(), limits).expect("reading");
        let targets: Vec<Target> = (0..windows.len())
            .rev()
            .map(|window| Target { window, token_ranges: vec![2..5], lone: false, holder: Vec::new() })
            .collect();
        (reading.tag_scores().expect("scores"), reading.stance(&targets).expect("stance"))
    };
    let kept = ask(usize::MAX);
    assert!(kept == ask(0));
    assert!(kept == ask(200 * network.bytes_per_token()));
}

#[test]
fn remembering_windows_changes_nothing() {
    let network = network("toy");
    let paragraphs =
        [(1, 30), (2, 60), (1, 30), (3, 300), (2, 60)].map(|(seed, n_words)| paragraph(seed, n_words));
    let tokens = paragraphs.map(|paragraph| network.tokenize(&paragraph).expect("tokens"));
    let windows: Vec<&Window> = tokens.iter().flat_map(|tokens| &tokens.windows).collect();
    let ask = |rows: std::ops::Range<usize>, kept_bytes| {
        let reading = Reading::new(&network, windows.clone(), Limits { batch_tokens: 128, kept_bytes })
            .expect("reading");
        let targets: Vec<Target> = (0..windows.len())
            .map(|window| Target {
                window,
                token_ranges: vec![rows.clone()],
                lone: false,
                holder: Vec::new(),
            })
            .collect();
        (reading.tag_scores().expect("scores"), reading.stance(&targets).expect("stance"))
    };
    // Lone targets are others, and their answers are kept apart.
    let lone = |lone: bool| {
        let limits = Limits { batch_tokens: 128, kept_bytes: usize::MAX };
        let reading = Reading::new(&network, windows.clone(), limits).expect("reading");
        let targets: Vec<Target> = (0..windows.len())
            .map(|window| Target { window, token_ranges: vec![2..5], lone, holder: Vec::new() })
            .collect();
        reading.tag_scores().expect("scores");
        reading.stance(&targets).expect("stance")
    };
    let (first, second) = (lone(true), lone(false));
    assert!(first != second && lone(true) == first && lone(false) == second);
    network.forget();
    let alone: Vec<Answer> = windows
        .iter()
        .map(|window| {
            let encoded = network.encode(&[window], 128).expect("hidden states");
            encoded
                .stance(&[Target { window: 0, token_ranges: vec![2..5], lone: false, holder: Vec::new() }])
                .expect("stance")[0]
        })
        .collect();
    let first = ask(2..5, usize::MAX);
    assert!(first.1 == alone, "windows that come twice");
    assert!(ask(2..5, usize::MAX) == first, "everything remembered");
    let other = ask(1..3, 0);
    network.forget();
    assert!(ask(1..3, usize::MAX) == other, "a new question about a remembered window");
}

#[test]
fn what_holders_think_is_remembered_for_each() {
    let network = network("toy-mpnet");
    let tokens = network.tokenize(&paragraph(1, 40)).expect("tokens");
    let windows: Vec<&Window> = tokens.windows.iter().collect();
    let ask = |rows: &[std::ops::Range<usize>]| {
        let limits = Limits { batch_tokens: 128, kept_bytes: usize::MAX };
        let reading = Reading::new(&network, windows.clone(), limits).expect("reading");
        reading.tag_scores().expect("scores");
        let target = |rows: &std::ops::Range<usize>| {
            let holder = if rows.is_empty() { Vec::new() } else { vec![rows.clone()] };
            Target { window: 0, token_ranges: vec![2..5], lone: false, holder }
        };
        reading.stance(&rows.iter().map(target).collect::<Vec<_>>()).expect("stance")
    };
    let alone: Vec<Answer> =
        [0..0, 6..7, 8..10].iter().map(|rows| ask(std::slice::from_ref(rows))[0]).collect();
    assert!(alone[0] != alone[1] && alone[1] != alone[2]);
    assert!(ask(&[0..0, 6..7, 8..10]) == alone, "remembered");
    network.forget();
    assert!(ask(&[0..0, 6..7, 8..10]) == alone, "asked together");
    assert!(ask(&[8..10, 0..0, 6..7])[1..] == alone[..2], "in another order");
}

#[test]
fn a_holder_is_asked_where_a_window_shows_both() {
    let network = network("toy-mpnet");
    let tokens = network.tokenize(&paragraph(3, 300)).expect("tokens");
    let windows = &tokens.windows;
    assert!(windows.len() > 2);
    let shared = |actor: usize, holder: usize| -> Vec<usize> {
        let parts = judge::shared_parts(&[tokens.spans[actor]], &[tokens.spans[holder]], &tokens);
        parts.into_iter().map(|(part, _)| part.window).collect()
    };
    let second = windows[1].owned().start;
    assert_eq!(shared(3, 8), [0]);
    assert_eq!(shared(second, 8), [0], "window 1 owns the actor, window 0 shows both");
    assert_eq!(shared(second, second + 1), [0, 1]);
    assert_eq!(shared(3, tokens.spans.len() - 1), [0; 0]);
    let whole = judge::shared_parts(&[], &[tokens.spans[3]], &tokens);
    assert_eq!(whole.len(), 1, "without mentions the paragraph stands for the actor");
}

#[test]
fn overlapping_mentions_count_once() {
    let network = network("toy");
    let text = "Mayor Ana Lind met Lind.";
    let tokens = network.tokenize(text).expect("tokens");
    let span = |name: &str, from: usize| {
        let start = from + text[from..].find(name).expect(name);
        standpoint::types::Span::new(start, start + name.len())
    };
    let ranges = |spans: &[standpoint::types::Span]| {
        let parts = standpoint::judge::parts(spans, &tokens);
        assert_eq!(parts.len(), 1);
        parts[0].token_ranges.clone()
    };
    let (full, last, later) = (span("Ana Lind", 0), span("Lind", 0), span("Lind", 15));
    assert_eq!(ranges(&[full, last]), ranges(&[full]));
    assert_eq!(ranges(&[full, last, later]), ranges(&[full, later]));
    assert_eq!(ranges(&[full, later]).len(), 2);
}

/// What the toy model says of the first paragraph's one target.
fn first_probabilities(text: &str, actor: &str) -> String {
    let line = serde_json::json!({"id": "x", "text": text, "targets": [{"actor": actor}]}).to_string();
    let run = annotate(&["-"], &[], line.as_bytes());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.records()[0]["paragraphs"][0]["stances"][0]["probabilities"].to_string()
}

#[test]
fn a_person_in_a_lone_sentence_is_judged_by_last_layers_of_its_own() {
    let (alone, among) = ("Lind praised NAME.", "Lind praised NAME.\n\nThe rest of the day was quiet.");
    let long = format!("Lind praised NAME{}.", " and sang".repeat(40));
    let says = |text: &str, actor: &str| first_probabilities(&text.replace("NAME", actor), actor);
    assert_ne!(says(alone, "Joe Biden"), says(among, "Joe Biden"), "a person");
    assert_eq!(says(alone, "Hamas"), says(among, "Hamas"), "nobody in person");
    assert_eq!(
        says(&long, "Joe Biden"),
        says(&format!("{long}\n\nThe rest of the day was quiet."), "Joe Biden"),
        "a long text"
    );
}
