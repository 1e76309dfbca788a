"""Counts and scores: strict spans as seqeval counts them, macro-F1 as scikit-learn does, bootstrap over articles."""

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


def word_labels(logits, words):
    """Token logits (lists) → a label a token, the same for a whole word: B or I by the word's first token."""
    labels, previous = [], None
    for row, word in zip(logits, words):
        best = max(range(len(row)), key=row.__getitem__)
        if word == previous and labels:
            best = labels[-1] + 1 if ENTITY_LABELS[labels[-1]].startswith("B-") else labels[-1]
        labels.append(best)
        previous = word
    return labels


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
    """(gold, predicted) label numbers → macro-F1 in per cent; a label that occurs nowhere counts 0, as in scikit-learn."""
    counts = pairs if isinstance(pairs, collections.Counter) else collections.Counter(pairs)
    scores = []
    for label in range(n_labels):
        predicted = sum(n for (_, p), n in counts.items() if p == label)
        gold = sum(n for (g, _), n in counts.items() if g == label)
        scores.append(f1(counts[label, label], predicted, gold))
    return sum(scores) / n_labels


def majority_macro_f1(pairs):
    """What always answering the most frequent gold label scores."""
    best = collections.Counter(gold for gold, _ in pairs).most_common(1)[0][0]
    return macro_f1([(gold, best) for gold, _ in pairs])


def interval(groups, metric, n_resamples=2000, seed=0):
    """A 95 per cent bootstrap interval: whole groups (articles) are drawn again; `groups` maps a group to its Counter."""
    items = sorted({item for counts in groups.values() for item in counts})
    table = np.array([[groups[name][item] for item in items] for name in sorted(groups)])  # (groups, items)
    chance = np.random.default_rng(seed)
    draws = chance.multinomial(len(table), np.full(len(table), 1 / len(table)), size=n_resamples)  # (resamples, groups)
    found = sorted(metric(collections.Counter(dict(zip(items, row)))) for row in (draws @ table).tolist())
    return found[int(0.025 * n_resamples)], found[int(0.975 * n_resamples) - 1]


def grouped(rows):
    """(group, Counter or pair) rows → group → Counter."""
    groups = collections.defaultdict(collections.Counter)
    for group, item in rows:
        groups[group].update(item if isinstance(item, collections.Counter) else [item])
    return groups
