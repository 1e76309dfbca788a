"""Lines of pages, our own and those of annotated articles → examples of what is web residue and what is article.

    python residue.py --records FILE --run DIR/small-v4 --base DIR --prepared DIR

`pages/` holds invented pages: a title, then a mark and a line each, and an empty line. `records` are articles annotated
by the program: what its rules removed is residue, its headings, captions and list items are not.
"""

import argparse
import collections
import glob
import json
import os
import random

from batches import encode
from prepare import HERE, example, key, no_overlap, report
from settings import write_jsonl
from train import open_run, tag

MARKS = {"R": True, "A": False, "N": False}  # residue, article, either would do: the program keeps it
KEPT_ROLES = ("heading", "caption", "list", "quote")
NOT_BY_WORDING = ("duplicate", "model")  # the article's own words, and what a model said before
MOST_EACH = 4000  # lines of records on either side
MOST_COPIES = 2  # of one line over all records


def pages(folder):
    """Every line of every page."""
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        with open(path, encoding="utf-8") as file:
            for number, page in enumerate(file.read().strip("\n").split("\n\n")):
                for line in page.split("\n")[1:]:
                    yield line[2:], MARKS[line[0]], f"{os.path.basename(path)}#{number}"


def lines_of(records):
    """What the rules removed from annotated articles, and what might look like it and stayed."""
    for line in open(records, encoding="utf-8"):
        document = json.loads(line)
        for piece in document.get("removed", []):
            if piece["reason"] not in NOT_BY_WORDING:
                yield piece["text"], True, document["id"]
        for paragraph in document.get("paragraphs", []):
            if paragraph["role"] in KEPT_ROLES:
                yield document["text"][paragraph["start"]:paragraph["end"]], False, document["id"]


def sample(lines, chance):
    """At most so many lines of each kind, and few copies of one."""
    seen, kinds = collections.Counter(), {True: [], False: []}
    for text, is_residue, group in lines:
        seen[key(text)] += 1
        if key(text) and seen[key(text)] <= MOST_COPIES:
            kinds[is_residue].append((text, is_residue, group))
    return [line for kind in kinds.values() for line in chance.sample(kind, min(MOST_EACH, len(kind)))]


def mark_names(examples, run, base):
    """Gives the examples the names that a finished run sees in them, so that the token head learns from them, too."""
    settings, tokeniser, reader = open_run(run, base)
    for record, found in tag(reader, encode(examples, tokeniser, settings.window_tokens), tokeniser.pad):
        record["example"]["spans"] = found


def main():
    """Reads, samples, writes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--records", required=True, help="articles annotated by the program")
    parser.add_argument("--prepared", required=True, help="folder written by prepare.py")
    parser.add_argument("--run", required=True, help="a finished run, whose tagger marks the names")
    parser.add_argument("--base", required=True, help="folder with the pretrained encoders")
    parser.add_argument("--pages", default=os.path.join(HERE, "pages"))
    options = parser.parse_args()
    for name, lines in [("residue-pages.train", list(pages(options.pages))),
                        ("residue-articles.train", sample(lines_of(options.records), random.Random(1)))]:
        examples = [{**example(text, group), "residue": is_residue} for text, is_residue, group in lines]
        if name == "residue-pages.train":
            for held_out in ("news-v1", "pages-v1"):
                no_overlap(examples, os.path.join(HERE, f"../evaluation/sets/{held_out}/documents.jsonl"))
        mark_names(examples, options.run, options.base)
        write_jsonl(os.path.join(options.prepared, name + ".jsonl"), examples)
        report(name, examples, collections.Counter(f"residue: {item['residue']}" for item in examples))


if __name__ == "__main__":
    main()
