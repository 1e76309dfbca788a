"""Scores teachers of stance and the mean of their probabilities on development sets.

    python ensemble.py --run DIR/teacher-last-1 --run DIR/teacher-last-2 --base DIR --prepared DIR

A run may also be a model folder. Prints the macro-F1 of each run, of every pair and of all, by set and pooled, with the 95 per cent interval of the pooled
one: percentile bootstrap over articles.
"""

import argparse
import collections
import itertools
import os

import numpy as np

from batches import likeliest
from scores import macro_f1
from settings import STANCE_LABELS, probabilities, read_jsonl
from teach import answer

N_RESAMPLES = 2000


def answers_of(run, base, paths):
    """A run, and sets → its probabilities for each target in turn (targets, 3)."""
    sets = [read_jsonl(path) for path in paths]
    for target in (target for examples in sets for item in examples for target in item["targets"]):
        target["probabilities"] = [0.0] * len(STANCE_LABELS)
    for examples in sets:
        answer(examples, run, base)
    answers = np.array([target["probabilities"] for examples in sets for item in examples for target in item["targets"]])
    if not answers.any(1).all():
        raise SystemExit(f"{run}: a target lies beyond its window, so it says nothing of it")
    return answers


def interval(articles, pairs):
    """95 per cent interval of the macro-F1 of (gold, predicted) pairs, resampled by article."""
    by_article = collections.defaultdict(list)
    for article, pair in zip(articles, pairs):
        by_article[article].append(pair)
    groups, chance = list(by_article.values()), np.random.default_rng(1)
    scores = [macro_f1([pair for i in chance.integers(len(groups), size=len(groups)) for pair in groups[i]])
              for _ in range(N_RESAMPLES)]
    return np.percentile(scores, [2.5, 97.5])


def main():
    """Asks each run, then scores every mean."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", required=True, action="append", help="a finished run or a model folder; give several")
    parser.add_argument("--base", required=True, help="folder with the pretrained encoders")
    parser.add_argument("--prepared", required=True, help="folder written by prepare.py")
    parser.add_argument("--sets", nargs="+", default=["newsmtsc.dev_rw", "newsmtsc.dev_mt"])
    options = parser.parse_args()
    paths = [os.path.join(options.prepared, name + ".jsonl") for name in options.sets]
    rows = [(name, item["group"], likeliest(probabilities(target)))
            for name, path in zip(options.sets, paths) for item in read_jsonl(path) for target in item["targets"]]
    answers = [answers_of(run, options.base, paths) for run in options.run]
    sizes = sorted({1, 2, len(answers)} & set(range(1, len(answers) + 1)))
    for chosen in (chosen for size in sizes for chosen in itertools.combinations(range(len(answers)), size)):
        said = sum(answers[i] for i in chosen).argmax(1)
        pairs = [(gold, int(label)) for (_, _, gold), label in zip(rows, said)]
        scores = [f"{name} {macro_f1([pair for row, pair in zip(rows, pairs) if row[0] == name]):.1f}" for name in options.sets]
        low, high = interval([article for _, article, _ in rows], pairs)
        names = " + ".join(os.path.basename(os.path.normpath(options.run[i])) for i in chosen)
        print(f"{names}: {macro_f1(pairs):.1f} [{low:.1f}, {high:.1f}] ({', '.join(scores)})", flush=True)


if __name__ == "__main__":
    main()
