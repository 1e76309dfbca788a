"""Counts and scores: strict spans as seqeval counts them, macro-F1 as scikit-learn does."""

import collections

import numpy as np

from settings import ENTITY_LABELS, STANCE_LABELS


def decode(labels, offsets):
    """Label numbers, one a token → spans [start, end, TYPE]. An I- that continues nothing starts a span."""
    spans, kind = [], None
    for label, (start, end) in zip(labels, offsets):
        prefix, _, name = ENTITY_LABELS[label].partition("-")
        if prefix == "I" and name == kind:
            spans[-1][1] = end
        elif prefix != "O":
            spans.append([start, end, name])
        kind = name if prefix != "O" else None
    return spans


def allowed(starts_word):
    """(labels, labels) log penalties: I-X follows B-X or I-X only, and entities begin and end with words."""
    table = np.full((len(ENTITY_LABELS), len(ENTITY_LABELS)), -np.inf)
    for i, before in enumerate(ENTITY_LABELS):
        for j, label in enumerate(ENTITY_LABELS):
            goes_on = label.startswith("I-") and before[2:] == label[2:]
            stays_out = before == label == "O"
            if goes_on or stays_out or (starts_word and not label.startswith("I-")):
                table[i, j] = 0.0
    return table


ALLOWED = {True: allowed(True), False: allowed(False)}


def best_labels(logits, words):
    """(tokens, labels) logits → the best valid label sequence, by Viterbi: the rule of `tag/decode.rs`."""
    logits = np.asarray(logits, dtype=np.float64)
    if not len(logits):
        return []
    logits = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    inside = [label.startswith("I-") for label in ENTITY_LABELS]
    best, back = np.where(inside, -np.inf, logits[0]), []
    for i in range(1, len(logits)):
        paths = best[:, None] + ALLOWED[words[i] != words[i - 1]]
        back.append(paths.argmax(0))
        best = paths.max(0) + logits[i]
    labels = [int(best.argmax())]
    for choice in reversed(back):
        labels.append(int(choice[labels[-1]]))
    return labels[::-1]


def span_counts(predicted, gold, types):
    """Strict matches of one text → a Counter of (TYPE, right | predicted | gold)."""
    counts = collections.Counter()
    predicted = {tuple(span) for span in predicted if span[2] in types}
    gold = {tuple(span) for span in gold if span[2] in types}
    for name, spans in (("right", predicted & gold), ("predicted", predicted), ("gold", gold)):
        counts.update((span[2], name) for span in spans)
    return counts


def f1(right, predicted, gold):
    """F1 in per cent from counts."""
    return 200 * right / (predicted + gold) if predicted + gold else 0.0


def micro_f1(counts):
    """Strict span micro-F1 over all types that were counted."""
    total = collections.Counter()
    for (_, name), n in counts.items():
        total[name] += n
    return f1(total["right"], total["predicted"], total["gold"])


def macro_f1(pairs, n_labels=len(STANCE_LABELS)):
    """(gold, predicted) label numbers → macro-F1 in per cent; a label that never occurs counts 0, as in scikit-learn."""
    counts = pairs if isinstance(pairs, collections.Counter) else collections.Counter(pairs)
    scores = []
    for label in range(n_labels):
        predicted = sum(n for (_, p), n in counts.items() if p == label)
        gold = sum(n for (g, _), n in counts.items() if g == label)
        scores.append(f1(counts[label, label], predicted, gold))
    return sum(scores) / n_labels
