"""Scores the program on the dev files: writes inputs, runs `standpoint annotate`, counts, prints intervals and floors.

    python dev.py --prepared DIR --model ../models/small-v1 --binary ../target/release/standpoint --work DIR
    python dev.py --prepared DIR --model ../models/small-v1 --python            (the f32 reference instead)

Intervals: 95 per cent, 2000 bootstrap resamples of whole articles. Exit status 1 when a floor is missed.
"""

import argparse
import collections
import os
import subprocess
import sys
import time

from batches import cut_batches, encode
from folder import read_folder
from scores import best_labels, decode, f1, grouped, interval, macro_f1, majority_macro_f1, micro_f1, span_counts
from settings import STANCE_LABELS, read_jsonl, write_jsonl
from train import DEV_ENTITIES, DEV_STANCE, predict

FLOORS = {"newsmtsc.dev": 77.0, "worldwide.dev": 80.0, "crossner.dev": 75.0}


def run_binary(options, name, records):
    """Input records → output records of the program, by id; anything but one good answer each is an error."""
    inputs, outputs = (os.path.join(options.work, f"{name}.{end}.jsonl") for end in ("in", "out"))
    write_jsonl(inputs, records)
    started = time.time()
    subprocess.run([options.binary, "annotate", inputs, "--model", options.model, "-o", outputs, "--force"], check=True)
    print(f"{name}: {len(records)} documents annotated in {time.time() - started:.1f} s", file=sys.stderr)
    found = {record["id"]: record for record in read_jsonl(outputs)}
    for record in records:
        answer = found.get(record["id"], {"error": {"message": "no output record"}})
        if "error" in answer:
            raise SystemExit(f"{name} {record['id']}: {answer['error'].get('message')}")
        if answer["text"] != record["text"]:
            raise SystemExit(f"{name} {record['id']}: the text came back changed")
    return found


def program_stances(options, name, examples):
    """One predicted label number a target, example by example."""
    records = [{"id": f"{i}", "text": item["text"], "split": False,
                "targets": [{"actor": str(order), "mentions": target["mentions"]}
                            for order, target in enumerate(item["targets"])]} for i, item in enumerate(examples)]
    found = run_binary(options, name, records)
    answers = []
    for i, item in enumerate(examples):
        rows = {row["target"]: row["stance"] for row in found[str(i)]["paragraphs"][0]["stances"]}
        answers.append([STANCE_LABELS.index(rows[order]) for order in range(len(item["targets"]))])
    return answers


def program_entities(options, name, examples):
    """Named mentions as [start, end, TYPE], example by example."""
    records = [{"id": f"{i}", "text": item["text"], "split": False, "targets": []} for i, item in enumerate(examples)]
    found = run_binary(options, name, records)
    return [[[mention["start"], mention["end"], mention["type"]] for paragraph in found[str(i)]["paragraphs"]
             for mention in paragraph["mentions"] if mention["named"]] for i in range(len(examples))]


class Reference:
    """The same two answers from the Python model in f32."""

    def __init__(self, folder):
        document, self.tokeniser, self.reader = read_folder(folder)
        self.n_max = document["windows"]["tokens"]

    def answers(self, examples, answer):
        """Runs the model and puts the answers back in the order of the examples."""
        records = encode(examples, self.tokeniser, self.n_max)
        place = {id(record): i for i, record in enumerate(records)}
        found = [None] * len(records)
        batches = cut_batches(records, 4096)
        for record, entities, stance in predict(self.reader, batches, self.tokeniser.pad, bf16=False):
            found[place[id(record)]] = answer(record, entities, stance)
        return found

    def stances(self, examples):
        """A target without tokens in the window is answered with neutral."""
        def answer(record, _, stance):
            labels = {order: int(row.argmax()) for (_, _, order), row in zip(record["targets"], stance)}
            return [labels.get(order, 1) for order in range(len(record["example"]["targets"]))]
        return self.answers(examples, answer)

    def entities(self, examples):
        """Spans by the rule of scores.best_labels."""
        return self.answers(examples, lambda record, entities, _: decode(
            best_labels(entities.numpy(), record["words"]), record["offsets"]))


def stance_table(answers_of, prepared):
    """Prints the stance scores; → their values by set."""
    values, pooled = {}, []
    for name in [*DEV_STANCE, "newsmtsc.dev"]:
        rows = pooled
        if name != "newsmtsc.dev":
            examples = read_jsonl(os.path.join(prepared, name + ".jsonl"))
            rows = [(item["group"], (STANCE_LABELS.index(target["label"]), label))
                    for item, labels in zip(examples, answers_of(name, examples))
                    for target, label in zip(item["targets"], labels)]
            pooled = pooled + rows if name.startswith("newsmtsc") else pooled
        pairs, groups = [pair for _, pair in rows], grouped(rows)
        low, high = interval(groups, macro_f1)
        values[name] = macro_f1(pairs)
        accuracy = 100 * sum(gold == label for gold, label in pairs) / len(pairs)
        each = ", ".join(f"{label} {score:.1f}" for label, score in zip(STANCE_LABELS, label_f1(pairs)))
        print(f"{name}: macro-F1 {values[name]:.2f} [{low:.2f}, {high:.2f}], accuracy {accuracy:.2f}, "
              f"{len(pairs)} targets, {len(groups)} articles; majority {majority_macro_f1(pairs):.2f}; {each}")
    return values


def label_f1(pairs):
    """F1 of each label."""
    counts = collections.Counter(pairs)
    return [f1(counts[n, n], sum(c for (_, p), c in counts.items() if p == n),
               sum(c for (g, _), c in counts.items() if g == n)) for n in range(len(STANCE_LABELS))]


def entity_table(answers_of, prepared):
    """Prints the entity scores; → their values by set."""
    values = {}
    for name, types in DEV_ENTITIES.items():
        examples = read_jsonl(os.path.join(prepared, name + ".jsonl"))
        rows = [(item["group"], span_counts(found, item["spans"], types))
                for item, found in zip(examples, answers_of(name, examples))]
        groups = grouped(rows)
        total = sum((counts for _, counts in rows), collections.Counter())
        low, high = interval(groups, micro_f1)
        values[name] = micro_f1(total)
        n_gold = sum(total[kind, "gold"] for kind in types)
        what = ("right", "predicted", "gold")
        each = ", ".join(f"{kind} {f1(*(total[kind, part] for part in what)):.1f}" for kind in types)
        print(f"{name}: strict span micro-F1 over {' '.join(types)} {values[name]:.2f} [{low:.2f}, {high:.2f}], "
              f"{n_gold} spans, {len(examples)} texts, {len(groups)} articles; {each}")
    return values


def main():
    """Runs one of the two paths and compares with the floors."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--prepared", required=True, help="folder written by prepare.py")
    parser.add_argument("--model", required=True, help="a model folder")
    parser.add_argument("--binary", help="the standpoint program")
    parser.add_argument("--work", help="folder for its input and output; keep it out of git")
    parser.add_argument("--python", action="store_true", help="score the f32 reference instead of the program")
    options = parser.parse_args()
    if options.python:
        reference = Reference(options.model)
        stances = lambda _, examples: reference.stances(examples)
        entities = lambda _, examples: reference.entities(examples)
    elif options.binary and options.work:
        os.makedirs(options.work, exist_ok=True)
        stances = lambda name, examples: program_stances(options, name, examples)
        entities = lambda name, examples: program_entities(options, name, examples)
    else:
        parser.error("give --binary and --work, or --python")
    values = {**stance_table(stances, options.prepared), **entity_table(entities, options.prepared)}
    missed = [name for name, floor in FLOORS.items() if values[name] < floor]
    print("floors: " + ", ".join(f"{name} {values[name]:.2f} {'<' if name in missed else '≥'} {floor:.0f}"
                                 for name, floor in FLOORS.items()))
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
