"""Fixtures for the evaluation harness: the same random labels, scored by the libraries that people trust.

    python golden_scores.py --out ../evaluation/golden

Writes OUT/scores.json: spans scored by seqeval (strict, IOB2) and nervaluate, stances by scikit-learn, alphas by
krippendorff, grouped mentions by B-cubed as its definition reads, quantiles by numpy, bootstrap intervals and
permutation tests by scipy, Holm's correction by statsmodels. Seeds are fixed: the same versions write the same file.
"""

import argparse
import json
import os
import random

import krippendorff
import numpy as np
import scipy.stats
from nervaluate import Evaluator
from seqeval.metrics import classification_report
from seqeval.scheme import IOB2
from sklearn import metrics
from sklearn.calibration import calibration_curve
from statsmodels.stats.multitest import multipletests

TYPES = ["PER", "ORG", "LOC", "NORP", "MISC"]
STANCES = ["against", "neutral", "favor"]
N_BINS = 10


def random_spans(rng, n_tokens, n):
    """Disjoint spans of one to three tokens."""
    spans, at = [], 0
    for _ in range(n):
        at += rng.randint(0, 4)
        end = at + rng.randint(1, 3)
        if end > n_tokens:
            break
        spans.append([at, end, rng.choice(TYPES)])
        at = end
    return spans


def disturbed(rng, spans, n_tokens):
    """What a mediocre tagger would say of the same text."""
    found = []
    for start, end, kind in spans:
        chance = rng.random()
        if chance < 0.15:
            continue
        if chance < 0.3:
            kind = rng.choice(TYPES)
        elif chance < 0.5:
            end = min(n_tokens, end + rng.choice([-1, 1]))
        if found and start < found[-1][1] or end <= start:
            continue
        found.append([start, end, kind])
    return found


def tags(spans, n_tokens):
    """Spans of tokens → IOB2 tags."""
    row = ["O"] * n_tokens
    for start, end, kind in spans:
        row[start] = "B-" + kind
        row[start + 1:end] = ["I-" + kind] * (end - start - 1)
    return row


def entity_case(seed, n_texts):
    """Strict scores by seqeval."""
    rng, texts = random.Random(seed), []
    for _ in range(n_texts):
        n_tokens = rng.randint(1, 60)
        gold = random_spans(rng, n_tokens, rng.randint(0, 12))
        texts.append({"n_tokens": n_tokens, "gold": gold, "predicted": disturbed(rng, gold, n_tokens)})
    gold, predicted = ([tags(text[side], text["n_tokens"]) for text in texts] for side in ("gold", "predicted"))
    report = classification_report(gold, predicted, mode="strict", scheme=IOB2, output_dict=True, zero_division=0)
    keep = ("precision", "recall", "f1-score")
    scores = {name: {key: float(report[name][key]) for key in keep} for name in ["micro avg", *TYPES] if name in report}
    return {"texts": texts, "seqeval": scores}


def semeval_case(seed, n_texts):
    """The four views by nervaluate, on texts where no span meets two: there its answer does not depend on order."""
    rng, texts = random.Random(seed), []
    while len(texts) < n_texts:
        gold = random_spans(rng, 80, rng.randint(1, 10))
        predicted = disturbed(rng, gold, 80)
        meets = lambda one, other: one[0] < other[1] and other[0] < one[1]
        if any(sum(meets(span, other) for other in predicted) > 1 for span in gold):
            continue
        if any(sum(meets(span, other) for other in gold) > 1 for span in predicted):
            continue
        texts.append({"n_tokens": 80, "gold": gold, "predicted": predicted})
    gold, predicted = ([tags(text[side], 80) for text in texts] for side in ("gold", "predicted"))
    overall = Evaluator(gold, predicted, tags=TYPES, loader="list").evaluate()["overall"]
    views = {}
    for name in ("strict", "exact", "partial", "ent_type"):
        found = overall[name]
        views[name] = {key: float(getattr(found, key)) for key in
                       ("correct", "incorrect", "partial", "missed", "spurious", "precision", "recall", "f1")}
    return {"texts": texts, "nervaluate": views}


def stance_case(seed, n, labels, skew):
    """Everything that scikit-learn says of labels and probabilities."""
    rng = np.random.default_rng(seed)
    gold = rng.choice(labels, size=n)
    logits = rng.normal(size=(n, 3))
    logits[np.arange(n), gold] += skew
    probabilities = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    probabilities = probabilities.round(4)
    predicted = probabilities.argmax(1)
    each = metrics.f1_score(gold, predicted, average=None, labels=[0, 1, 2], zero_division=0)
    present = sorted(set(gold) | set(predicted))
    one_hot = np.eye(3)[gold]
    confidence, right = probabilities.max(1), (gold == predicted)
    share, mean = calibration_curve(right, confidence, n_bins=N_BINS, strategy="uniform")
    sizes = np.histogram(np.ceil(confidence * N_BINS) - 1, bins=np.arange(-0.5, N_BINS))[0]
    sizes = sizes[sizes > 0]
    return {
        "gold": [STANCES[label] for label in gold], "predicted": [STANCES[label] for label in predicted],
        "probabilities": probabilities.tolist(),
        "sklearn": {
            "macro_f1": float(metrics.f1_score(gold, predicted, average="macro")),
            "f1": {STANCES[label]: float(each[label]) for label in present},
            "polar_f1": float(np.mean([each[label] for label in (0, 2) if label in present] or [-1])),  # -1: none
            "accuracy": float(metrics.accuracy_score(gold, predicted)),
            "mcc": float(metrics.matthews_corrcoef(gold, predicted)),
            "confusion": metrics.confusion_matrix(gold, predicted, labels=[0, 1, 2]).tolist(),
            "brier": float(metrics.brier_score_loss(one_hot, probabilities / probabilities.sum(1, keepdims=True),
                                                    scale_by_half=False)),
            "calibration_error": float((sizes * np.abs(share - mean)).sum() / n),
        },
    }


def alpha_case(seed, n, n_labels, agreement):
    """Krippendorff's alpha of two people."""
    rng = np.random.default_rng(seed)
    one = rng.integers(n_labels, size=n)
    other = np.where(rng.random(n) < agreement, one, rng.integers(n_labels, size=n))
    alpha = krippendorff.alpha(reliability_data=[one, other], level_of_measurement="nominal")
    return {"one": one.tolist(), "other": other.tolist(), "alpha": float(alpha)}


def b_cubed_case(seed, n):
    """Bagga and Baldwin's definition, item by item; null is an item of its own."""
    rng = random.Random(seed)
    gold = [f"g{rng.randint(0, 6)}" for _ in range(n)]
    found = [None if rng.random() < 0.1 else f"p{int(g[1:]) if rng.random() < 0.7 else rng.randint(0, 6)}" for g in gold]
    alone = [f"alone {i}" if group is None else group for i, group in enumerate(found)]
    precision = recall = 0.0
    for i in range(n):
        same_gold = {j for j in range(n) if gold[j] == gold[i]}
        same_found = {j for j in range(n) if alone[j] == alone[i]}
        precision += len(same_gold & same_found) / len(same_found)
        recall += len(same_gold & same_found) / len(same_gold)
    return {"gold": gold, "found": found, "precision": precision / n, "recall": recall / n}


def interval_case(seed, n):
    """A mean with scipy's percentile bootstrap, and a paired difference with its permutation test."""
    rng = np.random.default_rng(seed)
    one = rng.normal(0.6, 0.3, n).round(4)
    other = (one + rng.normal(0.05, 0.2, n)).round(4)
    low, high = scipy.stats.bootstrap((one,), np.mean, n_resamples=20000, method="percentile",
                                      random_state=np.random.default_rng(0)).confidence_interval
    mean = lambda a, b, axis: np.mean(b, axis=axis) - np.mean(a, axis=axis)
    test = scipy.stats.permutation_test((one, other), mean, permutation_type="samples", n_resamples=20000,
                                        vectorized=True, random_state=np.random.default_rng(0))
    return {"one": one.tolist(), "other": other.tolist(), "mean": float(one.mean()), "interval": [float(low), float(high)],
            "difference": float(test.statistic), "p": float(test.pvalue)}


def quantile_case(seed, n):
    """Quantiles by numpy."""
    values = np.random.default_rng(seed).normal(size=n)
    asked = [0.0, 0.025, 0.3, 0.5, 0.975, 1.0]
    return {"values": values.tolist(), "q": asked, "quantiles": np.quantile(values, asked).tolist()}


def holm_case(seed, n):
    """Holm's correction by statsmodels."""
    p = np.random.default_rng(seed).random(n) ** 3
    return {"p": p.tolist(), "corrected": multipletests(p, method="holm")[1].tolist()}


def main():
    """Writes the file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True, help="folder of the fixtures")
    options = parser.parse_args()
    cases = {
        "entities": [entity_case(1, 40), entity_case(2, 8)],
        "semeval": [semeval_case(3, 40)],
        "stance": [stance_case(4, 300, [0, 1, 2], 1.5), stance_case(5, 40, [1, 2], 0.5), stance_case(6, 12, [1], 6.0)],
        "alpha": [alpha_case(7, 120, 3, 0.7), alpha_case(8, 60, 25, 0.9), alpha_case(9, 30, 2, 0.0)],
        "b_cubed": [b_cubed_case(10, 60)],
        "interval": [interval_case(11, 60), interval_case(12, 9)],
        "quantile": [quantile_case(13, 101), quantile_case(14, 7)],
        "holm": [holm_case(15, 12), holm_case(16, 3)],
    }
    with open(os.path.join(options.out, "scores.json"), "w", encoding="utf-8") as file:
        json.dump(cases, file)
        file.write("\n")


if __name__ == "__main__":
    main()
