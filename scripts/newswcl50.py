"""NewsWCL50's mentions of actors in, a set for `score` out: whom a name means, with the mentions given.

The public set has strings and no texts: for each event and concept, how often each string means it. newswcl50.csv says
by hand which strings name their concept, and who that is. One event becomes one document, and each occurrence one
plain sentence in which the name acts, so that the names decide and the sentences do not. The longest name of each
actor comes first, as in an article; the others follow in a mixed order that never changes.

    python scripts/newswcl50.py --data DIR --out SCRATCH/newswcl50            every occurrence
    python scripts/newswcl50.py --data DIR --out SCRATCH/newswcl50 --once     each string once

Keep the folder outside the repository: its sentences hold strings of the set (CC BY-SA 4.0).
"""

import argparse
import collections
import csv
import json
import pathlib
import random
import sys

from settings import write_jsonl

TABLE = pathlib.Path(__file__).with_suffix(".csv")
LUMPED = "ACTOR-I"  # concepts that hold everybody else of a country
# The day of each event's news: Pompeo's visit to Kim, Comey's memos, the end of the nuclear tests, the Democrats'
# lawsuit, Macron in Washington.
DAYS = {"0": ("2018-04-18", "Wednesday"), "1": ("2018-04-20", "Friday"), "2": ("2018-04-21", "Saturday"),
        "3": ("2018-04-20", "Friday"), "4": ("2018-04-24", "Tuesday")}
FRAMES = ("{} said on {day} that talks would go on.", "Talks with {} are to go on.", "Critics blamed {} for the delay.")
SENTENCES = 3  # a paragraph


def main():
    arguments = read_arguments()
    lines = (arguments.data / "alias" / "newswcl50" / "actor_mentions_events_0_4.jsonl").read_text().splitlines()
    events = collections.defaultdict(list)
    counts = collections.defaultdict(list)
    table = read_table()
    for concept in map(json.loads, lines):
        for string, n in concept["mentions"].items():
            decision = table.pop((concept["event"], concept["concept"], string), {})
            kept = decision.get("keep") == "yes"
            if kept:
                events[concept["event"]] += [decision] * (1 if arguments.once else n)
            why = decision.get("why") or ("lumped" if concept["type"] == LUMPED else "description")
            counts["kept" if kept else "left out", why].append((string, n))
    if table:
        raise SystemExit(f"{TABLE}: rows that the set does not have: {sorted(table)}")
    arguments.out.mkdir(parents=True, exist_ok=True)
    documents = [write_document(event, decisions) for event, decisions in sorted(events.items())]
    write_jsonl(str(arguments.out / "documents.jsonl"), [document for document, _ in documents])
    write_jsonl(str(arguments.out / "gold.jsonl"), [gold for _, gold in documents])
    (arguments.out / "set.toml").write_text(
        'name = "newswcl50"\ntitle = "Names of actors in five events of April 2018, without their articles"\n'
        'source = "NewsWCL50 (Hamborg et al. 2019), events 0 to 4; which strings are names: scripts/newswcl50.csv"\n'
        f'licence = "CC BY-SA 4.0"\nlayers = ["actors"]\ndocuments = {len(documents)}\n')
    for (group, why), strings in sorted(counts.items()):
        n_mentions = sum(n for _, n in strings)
        print(f"{group}: {why}: {len(strings)} strings, {n_mentions} mentions", file=sys.stderr)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with the public sets")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for the set; keep it out of git")
    parser.add_argument("--once", action="store_true", help="each string once, however often the articles have it")
    return parser.parse_args()


def read_table():
    with TABLE.open(encoding="utf-8") as file:
        return {(row["event"], row["concept"], row["string"]): row for row in csv.DictReader(file)}


def write_document(event, decisions):
    """An event's document with its mentions, and the same with their actors."""
    date, day = DAYS[event]
    text, mentions, edges = "", [], []
    for number, decision in enumerate(in_order(event, decisions)):
        starts_paragraph = number % SENTENCES == 0
        text += ("\n\n" if starts_paragraph else " ") if text else ""
        if starts_paragraph:
            edges.append(len(text))
        head, tail = FRAMES[number % len(FRAMES)].format("\0", day=day).split("\0")
        string = decision["string"] if head else decision["string"][0].upper() + decision["string"][1:]
        start = len(text) + len(head) + string.rindex(decision["name"])
        mentions.append({"start": start, "end": start + len(decision["name"]), "text": decision["name"],
                         "type": decision["type"], "actor": decision["actor"]})
        text += head + string + tail
    edges = list(zip(edges, [edge - 2 for edge in edges[1:]] + [len(text)]))
    given = [{key: mention[key] for key in ("start", "end", "type")} for mention in mentions]
    document = {"id": f"event-{event}", "date": date, "language": "en", "text": text, "paragraphs": edges,
                "mentions": given, "metadata": {"track": "given-mentions"}}
    paragraphs = [{"start": start, "end": end, "role": "body",
                   "mentions": [mention for mention in mentions if start <= mention["start"] < end]}
                  for start, end in edges]
    return document, {"schema": "standpoint/1", "id": f"event-{event}", "paragraphs": paragraphs}


def in_order(event, decisions):
    """The longest name of each actor, states before their people, then all others, mixed."""
    def rank(index):
        return decisions[index]["type"] == "NORP", -len(decisions[index]["name"]), index
    first = {}
    for index in sorted(range(len(decisions)), key=rank):
        first.setdefault(decisions[index]["actor"], index)
    introduced = sorted(first.values())
    others = [index for index in range(len(decisions)) if index not in first.values()]
    random.Random(int(event)).shuffle(others)
    return [decisions[index] for index in introduced + others]


if __name__ == "__main__":
    main()
