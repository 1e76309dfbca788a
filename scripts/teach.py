"""A teacher's answers about sentences that nobody labelled: soft targets for a smaller model.

    python teach.py --run DIR/teacher-sentences --base DIR --prepared DIR --records FILE --name taught-sentences.train

`records` are articles annotated by the program: it says where the paragraphs, names and actors are. Asked are lone
sentences about persons (see settings.left_to_sentences), but none that is a whole text of a prepared file. The answer
is a prepared file like any other, with `probabilities`.
"""

import argparse
import collections
import glob
import json
import os
import random
import re

from batches import cut_batches, encode, likeliest
from prepare import example, key, report
from settings import SENTENCE_WORDS, STANCE_LABELS, read_jsonl, write_jsonl
from train import open_run, predict

WORDS = range(8, SENTENCE_WORDS)  # a sentence's length
SENTENCE_END = re.compile(r"(?<=[a-z0-9)%][.!?])[”\"’']?\s+(?=[“\"‘']?[A-Z])")


def persons(paragraph):
    """The spans in the paragraph of each person that it judges."""
    found = collections.defaultdict(list)
    for mention in paragraph["mentions"]:
        if mention["use"] == "actor" and mention["type"] == "PER" and mention["actor"]:
            found[mention["actor"]].append([mention["start"] - paragraph["start"], mention["end"] - paragraph["start"]])
    return list(found.values())


def questions(records, known, counts):
    """Records → sentences with a target a person, not yet answered."""
    for line in open(records, encoding="utf-8"):
        document = json.loads(line)
        for paragraph in document.get("paragraphs", []):
            text = document["text"][paragraph["start"]:paragraph["end"]]
            people = persons(paragraph)
            cuts = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
            for start, end in zip(cuts, cuts[1:]):
                sentence = text[start:end].rstrip()
                inside = [[[s - start, e - start] for s, e in spans if start <= s and e <= end]
                          for spans in people]
                targets = [{"mentions": spans, "label": "neutral", "type": "PER", "probabilities": [0.0] * len(STANCE_LABELS)} for spans in inside if spans]
                if not targets or len(sentence.split()) not in WORDS or key(sentence) in known:
                    counts["known, nobody named, too short or too long: left out"] += 1
                    continue
                known.add(key(sentence))
                yield example(sentence, document["id"], targets=targets, alone=True)


def answer(examples, run, base):
    """Adds what one teacher thinks of each target to its `probabilities`, in place."""
    settings, tokeniser, reader = open_run(run, base)
    # A marked target has the same list of probabilities as the target that it is a copy of.
    records = encode(examples, tokeniser, settings.window_tokens, settings.marked)
    batches = cut_batches(records, 4096)
    for n, said in enumerate(predict(reader, batches, tokeniser.pad), 1):
        answers = said.stance[:, :len(STANCE_LABELS)].softmax(-1).tolist()
        for (_, _, order, _), row in zip(said.record["targets"], answers):
            sums = said.record["example"]["targets"][order]["probabilities"]
            sums[:] = [old + new for old, new in zip(sums, row)]
        if n % 2000 == 0:
            print(run, n, "of", len(records), flush=True)


def main():
    """Reads, asks, writes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", required=True, action="append", help="a teacher's run; several are averaged")
    parser.add_argument("--base", required=True, help="folder with the pretrained encoders")
    parser.add_argument("--prepared", required=True, help="folder written by prepare.py")
    parser.add_argument("--records", required=True, help="articles annotated by the program")
    parser.add_argument("--sentences", type=int, default=14000, help="how many are asked about")
    parser.add_argument("--name", required=True, help="the prepared file to write")
    options = parser.parse_args()
    out = os.path.join(options.prepared, options.name + ".jsonl")
    others = [path for part in ("train", "dev*") for path in glob.glob(f"{options.prepared}/*.{part}.jsonl")
              if path != out]
    known = {key(item["text"]) for path in others for item in read_jsonl(path)}
    counts = collections.Counter()
    examples = list(questions(options.records, known, counts))
    examples = random.Random(1).sample(examples, min(options.sentences, len(examples)))
    for run in options.run:
        answer(examples, run, options.base)
    for item in examples:
        for target in item["targets"]:
            target["probabilities"] = [round(p / len(options.run), 4) for p in target["probabilities"]]
            target["label"] = STANCE_LABELS[likeliest(target["probabilities"])]
    write_jsonl(out, examples)
    report(options.name, examples, counts)


if __name__ == "__main__":
    main()
