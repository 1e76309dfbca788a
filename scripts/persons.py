"""Fills in the entity types of targets in a prepared file that gives none, as a finished run's tagger sees them.

    python persons.py --run DIR/small-v3 --base DIR --prepared DIR --name dse.train --name dse.dev

The type decides which last layers judge a target (see settings.left_to_sentences), in training as in the program.
"""

import argparse
import collections
import os

from batches import encode
from settings import read_jsonl, write_jsonl
from train import open_run, tag


def type_of(mentions, entities):
    """The type of the first found entity that shares a character with a mention; None where none does."""
    shared = (kind for start, end in mentions for s, e, kind in entities if s < end and e > start)
    return next(shared, None)


def main():
    """Reads, tags, writes in place."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", required=True, help="a finished run")
    parser.add_argument("--base", required=True, help="folder with the pretrained encoders")
    parser.add_argument("--prepared", required=True, help="folder written by prepare.py")
    parser.add_argument("--name", required=True, action="append", help="a prepared file without types")
    options = parser.parse_args()
    settings, tokeniser, reader = open_run(options.run, options.base)
    for name in options.name:
        path, counts = os.path.join(options.prepared, name + ".jsonl"), collections.Counter()
        examples = read_jsonl(path)
        records = encode(examples, tokeniser, settings.window_tokens)
        for record, found in tag(reader, records, tokeniser.pad):
            for target in record["example"]["targets"]:
                target["type"] = type_of(target["mentions"], found)
                counts[target["type"]] += 1
        write_jsonl(path, examples)
        print(name, dict(counts))


if __name__ == "__main__":
    main()
