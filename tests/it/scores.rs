//! The numbers of the harness beside those of the libraries that people trust: `scripts/golden_scores.py` wrote them.

use std::fs;
use std::path::Path;

use serde_json::Value;
use standpoint::gold::labels::Place;
use standpoint::score::actors::b_cubed;
use standpoint::score::agreement::AlphaCounts;
use standpoint::score::interval::{Counts, Resampling, holm, quantile, total};
use standpoint::score::spans::{Entity, SpanCounts, Tally, Unjudged, View, count};
use standpoint::score::stance::{Answer, StanceCounts};
use standpoint::types::{EntityType, Stance};

fn cases(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("evaluation/golden/scores.json");
    let all: Value = serde_json::from_str(&fs::read_to_string(path).expect("the fixtures")).expect("JSON");
    let cases = all[name].as_array().expect("a list").clone();
    assert!(!cases.is_empty());
    cases
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(number).collect()
}

fn same(found: Option<f64>, expected: &Value, what: &str) {
    let found = found.unwrap_or_else(|| panic!("{what} is not defined"));
    assert!((found - number(expected)).abs() < 1e-9, "{what}: {found}, the reference says {expected}");
}

fn entities(value: &Value) -> Vec<Entity> {
    let spans = value.as_array().expect("spans").iter().map(|span| {
        let at = |index: usize| span[index].as_u64().expect("an offset") as usize;
        let kind = span[2].as_str().and_then(EntityType::from_name).expect("a type");
        (Place::new(at(0), at(1)), kind)
    });
    spans.collect()
}

/// All texts of a case, counted; given both ways round, because order must not matter.
fn counted(case: &Value) -> SpanCounts {
    let texts = case["texts"].as_array().expect("texts");
    let of = |text: &Value| {
        let (mut gold, mut predicted) = (entities(&text["gold"]), entities(&text["predicted"]));
        let counts = count(&gold, &predicted, &Unjudged::default());
        gold.reverse();
        predicted.reverse();
        assert_eq!(counts, count(&gold, &predicted, &Unjudged::default()), "order matters");
        counts
    };
    total(&texts.iter().map(of).collect::<Vec<_>>())
}

#[test]
fn entities_are_scored_as_seqeval_does() {
    for case in cases("entities") {
        let counts = counted(&case);
        let check = |tally: Tally, expected: &Value, name: &str| {
            same(tally.precision().or(Some(0.0)), &expected["precision"], &format!("precision of {name}"));
            same(tally.recall().or(Some(0.0)), &expected["recall"], &format!("recall of {name}"));
            same(tally.f1().or(Some(0.0)), &expected["f1-score"], &format!("F1 of {name}"));
        };
        check(counts.strict, &case["seqeval"]["micro avg"], "all");
        assert_eq!(counts.strict, counts.seqeval);
        let mut n_types = 0;
        for (kind, tally) in EntityType::ALL.iter().zip(counts.by_type) {
            if let Some(expected) = case["seqeval"].get(kind.name()) {
                check(tally, expected, kind.name());
                n_types += 1;
            }
        }
        assert!(n_types > 2);
    }
}

#[test]
fn the_four_views_are_those_of_semeval() {
    for case in cases("semeval") {
        let counts = counted(&case);
        let views = [
            ("strict", counts.semeval_strict),
            ("exact", counts.exact),
            ("partial", counts.partial),
            ("ent_type", counts.typed),
        ];
        for (name, view) in views {
            let expected = &case["nervaluate"][name];
            let View { correct, incorrect, partial, missed, spurious } = view;
            let found = [correct, incorrect, partial, missed, spurious].map(|n| n as f64);
            let keys = ["correct", "incorrect", "partial", "missed", "spurious"];
            assert_eq!(found, keys.map(|key| number(&expected[key])), "{name}");
            same(view.precision(), &expected["precision"], name);
            same(view.recall(), &expected["recall"], name);
            same(view.f1(), &expected["f1"], name);
        }
    }
}

#[test]
fn stances_are_scored_as_scikit_learn_does() {
    for case in cases("stance") {
        let labels = |key: &str| -> Vec<Stance> {
            let words = case[key].as_array().expect("labels").iter();
            words.map(|word| word.as_str().and_then(Stance::from_name).expect("a stance")).collect()
        };
        let probabilities = case["probabilities"].as_array().expect("rows").iter().map(numbers);
        let answers = labels("gold").into_iter().zip(labels("predicted")).zip(probabilities);
        let counts: StanceCounts = answers
            .map(|((gold, predicted), row)| {
                let probabilities = Some([row[0], row[1], row[2]]);
                Answer { gold, predicted: Some(predicted), probabilities }
            })
            .collect();
        let expected = &case["sklearn"];
        same(counts.macro_f1(), &expected["macro_f1"], "macro-F1");
        same(counts.accuracy(), &expected["accuracy"], "accuracy");
        same(counts.mcc(), &expected["mcc"], "MCC");
        same(counts.polar_f1().or(Some(-1.0)), &expected["polar_f1"], "F1 of favor and against");
        same(counts.calibration_error(), &expected["calibration_error"], "calibration error");
        // scikit-learn makes rounded probabilities add up first.
        let brier = counts.brier().expect("a Brier score");
        assert!((brier - number(&expected["brier"])).abs() < 1e-4, "{brier} {}", expected["brier"]);
        let confusion: Vec<Vec<f64>> =
            expected["confusion"].as_array().expect("rows").iter().map(numbers).collect();
        assert_eq!(counts.confusion.map(|row| row.map(|n| n as f64).to_vec()).to_vec(), confusion);
        for label in Stance::ALL {
            match expected["f1"].get(label.name()) {
                Some(expected) => same(counts.f1(label), expected, label.name()),
                None => assert_eq!(counts.f1(label), None),
            }
        }
    }
}

#[test]
fn alpha_is_krippendorffs() {
    for case in cases("alpha") {
        let mut counts = AlphaCounts::default();
        for (one, other) in numbers(&case["one"]).iter().zip(numbers(&case["other"])) {
            counts.push(&one.to_string(), &other.to_string());
        }
        same(counts.alpha(), &case["alpha"], "alpha");
    }
}

#[test]
fn b_cubed_follows_its_definition() {
    for case in cases("b_cubed") {
        let found = case["found"].as_array().expect("groups").iter().map(Value::as_str);
        let gold =
            case["gold"].as_array().expect("groups").iter().map(|group| group.as_str().expect("a group"));
        let items: Vec<_> = gold.zip(found).collect();
        let [precision, recall] = b_cubed(&items).map(|sum| sum / items.len() as f64);
        same(Some(precision), &case["precision"], "precision");
        same(Some(recall), &case["recall"], "recall");
    }
}

#[derive(Clone, Default)]
struct Mean(f64, f64);

impl Counts for Mean {
    fn add(&mut self, other: &Self) {
        self.0 += other.0;
        self.1 += other.1;
    }
}

#[test]
fn intervals_and_p_values_are_those_of_scipy() {
    for case in cases("interval") {
        let (one, other) = (numbers(&case["one"]), numbers(&case["other"]));
        let mean = |counts: &Mean| Some(counts.0 / counts.1);
        let clusters: Vec<Mean> = one.iter().map(|&value| Mean(value, 1.0)).collect();
        let resampling = Resampling { n_resamples: 20_000, seed: 7 };
        let estimate = resampling.estimate(&clusters, mean);
        same(estimate.value, &case["mean"], "mean");
        let [low, high] = estimate.interval.expect("an interval");
        let expected = numbers(&case["interval"]);
        let width = expected[1] - expected[0];
        // Two bootstraps of 20,000 resamples: their ends differ by chance by about a hundredth of the width.
        assert!((low - expected[0]).abs() < 0.05 * width && (high - expected[1]).abs() < 0.05 * width);
        let pairs: Vec<_> = one.iter().zip(&other).map(|(&a, &b)| (Mean(a, 1.0), Mean(b, 1.0))).collect();
        let found = resampling.differences(&pairs, &[&mean])[0];
        same(found.estimate.value, &case["difference"], "difference");
        let (p, expected) = (found.p.expect("a p value"), number(&case["p"]));
        // Four standard errors of two shares of 20,000 shuffles (scipy lists all of them where they are few).
        let error = 4.0 * (2.0 * expected * (1.0 - expected) / 20_000.0).sqrt() + 1e-4;
        assert!((p - expected).abs() < error, "{p}, scipy says {expected}");
    }
}

#[test]
fn quantiles_are_numpys_and_holm_is_that_of_statsmodels() {
    for case in cases("quantile") {
        let mut values = numbers(&case["values"]);
        values.sort_by(f64::total_cmp);
        for (q, expected) in
            numbers(&case["q"]).into_iter().zip(case["quantiles"].as_array().expect("numbers"))
        {
            same(Some(quantile(&values, q)), expected, "quantile");
        }
    }
    for case in cases("holm") {
        for (found, expected) in
            holm(&numbers(&case["p"])).into_iter().zip(case["corrected"].as_array().expect("numbers"))
        {
            same(Some(found), expected, "corrected p");
        }
    }
}
