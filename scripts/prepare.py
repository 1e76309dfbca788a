"""Public data sets and our own labels → one JSON Lines file of examples a set, the only format that training reads.

    python prepare.py --data DIR --out DIR

An example: {"text", "spans": [[start, end, TYPE]] or null, "targets": [{"mentions": [[start, end]], "label"}] or null,
"group": article}. A target may have "probabilities" that say more than its label, "quoted", whether somebody quoted
judges, and "holder", which other target does: its place in the list, or null for the text itself and for who is no
target. "pairs", [[holder, target, distribution over stances]], is there where every ordered pair was read: the others are
neutral. `articles.jsonl` and `more-articles.jsonl` are samples of unlabelled articles, input for the program. "residue"
says whether the text is web residue. Offsets are code points. The type IGNORE marks spans that the entity loss skips.
"""

import argparse
import collections
import csv
import functools
import glob
import gzip
import hashlib
import itertools
import json
import os
import random
import re

from detokenise import detokenise
from settings import STANCE_LABELS, read_jsonl, write_jsonl

# Every label of every set, in one table. What is not named here is outside (O).
LABELS = {
    "newsmtsc": {2.0: "against", 4.0: "neutral", 6.0: "favor"},
    "dse": {0: ("neutral", "neutral"), 1: ("neutral", "favor"), 2: ("favor", "neutral"),
            3: ("neutral", "against"), 4: ("against", "neutral")},
    "persent": {"Negative": "against", "Neutral": "neutral", "Positive": "favor"},
    "sentfin": {"negative": "against", "neutral": "neutral", "positive": "favor"},
    "worldwide": {"Person": "PER", "Organization": "ORG", "Location": "LOC", "NORP": "NORP",
                  "Facility": "MISC", "Product": "MISC", "Misc": "MISC"},
    "crossner": {"politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG",
                 "country": "LOC", "location": "LOC", "election": "MISC", "event": "MISC", "misc": "IGNORE"},
    "wikigold": {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "IGNORE"},
}
PARAGRAPH_WORDS = 110
N_ARTICLES, N_MORE_ARTICLES = 5200, 4500
HERE = os.path.dirname(os.path.abspath(__file__))


def newsmtsc(path, counts):
    """Rows of the same sentence become one example with all their targets."""
    targets, groups = collections.defaultdict(list), {}
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        text = row["sentence_normalized"]
        groups.setdefault(text, re.match(r"(polusa_v1_)?[^_]+(_\d+)?", row["primary_gid"])[0])  # the article's id
        for target in row["targets"]:
            spans = [target] + list(target.get("further_mentions") or [])
            good = [[span["from"], span["to"]] for span in spans if text[span["from"]:span["to"]] == span["mention"]]
            counts["mention moved: dropped"] += len(spans) - len(good)
            if good and good[0] == [target["from"], target["to"]]:
                targets[text].append({"mentions": good, "label": LABELS["newsmtsc"][target["polarity"]],
                                      "type": "PER"})
    return [example(text, groups[text], targets=found, alone=True) for text, found in targets.items() if found]


def dse(path, counts):
    """`text with [A] and [B] <tab> A <tab> B <tab> code`."""
    for line in open(path, encoding="utf-8"):
        marked, first, second, code = line.rstrip("\n").split("\t")
        at_first, at_second = marked.find(f"[{first}]"), marked.rfind(f"[{second}]")
        if at_first < 0 or at_second < 0 or at_first == at_second:
            counts["markers not found: dropped"] += 1
            continue
        text, spans = remove_markers(marked, [(at_first, len(first)), (at_second, len(second))])
        repaired = [snap_to_words(text, *span) for span in spans]
        counts["spans snapped to words"] += sum(a != b for a, b in zip(spans, repaired))
        if any(start >= end for start, end in repaired):
            counts["empty span: dropped"] += 1
            continue
        labels = LABELS["dse"][int(code)]
        targets = [{"mentions": [list(span)], "label": label} for span, label in zip(repaired, labels)]
        pairs = [[1 - judged, judged, one_hot(label)] for judged, label in enumerate(labels) if label != "neutral"]
        yield example(text, digest(text), targets=targets, pairs=pairs, alone=True)


def remove_markers(marked, places):
    """Deletes the two pairs of square brackets; → the text and the spans they enclosed."""
    brackets = sorted(at for start, length in places for at in (start, start + length + 1))
    text = "".join(char for at, char in enumerate(marked) if at not in brackets)
    moved = [start - sum(at < start for at in brackets) for start, _ in places]
    return text, [(start, start + length) for start, (_, length) in zip(moved, places)]


def snap_to_words(text, start, end):
    """The named repair: "[Congre]ss" → "Congress", "[Kasich’]s" → "Kasich", "[the U. S.]" → "U. S."."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == "."):
        end -= 1
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    if text[start:end].lower().startswith("the "):
        start += 4
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end


def sentfin(path, counts):
    """A headline and a dictionary of entity → sentiment; entities are found by whole words."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text, targets = row["Title"], []
            for name, label in re.findall(r"'(.+?)': '(negative|neutral|positive)'", row["Decisions"]):
                found = whole_words(text, name)
                counts["entity not found: dropped"] += not found
                if found:
                    targets.append({"mentions": found, "label": LABELS["sentfin"][label], "type": "ORG"})
            if targets:
                yield example(text, digest(text), targets=targets, alone=True)


def persent(path, counts):
    """Articles with a label a paragraph for one entity; only those whose paragraphs and labels are equally many.

    A paragraph that never names its entity stands for it as a whole, as it does in the program. Each stands alone:
    `gold import` makes a document of it.
    """
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels = [label for i in range(16) if (label := row[f"Paragraph{i}"])]
            paragraphs = [text for part in row["DOCUMENT"].split("\n") if (text := " ".join(part.split()))]
            if len(labels) != len(paragraphs):
                counts["labels for another number of paragraphs: article dropped"] += 1
                continue
            name = " ".join(row["TARGET_ENTITY"].split())
            for text, label in zip(paragraphs, labels):
                found = whole_words(text, name) or whole_words(text, name.split()[-1])
                counts["entity not named"] += not found
                targets = [{"mentions": found or [[0, len(text)]], "label": LABELS["persent"][label],
                            "type": "PER"}]
                yield example(text, row["DOCUMENT_INDEX"], targets=targets, alone=True)


def whole_words(text, name):
    """Where a name stands alone, in any case."""
    return [[m.start(), m.end()] for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)]


def sentences(path, separator):
    """A file of `token <separator> tag` lines with blank lines between sentences → lists of (token, tag)."""
    rows = []
    for line in open(path, encoding="utf-8"):
        parts = line.rstrip("\n").split(separator) if line.strip() else []  # a third column is a nested tag: unused
        token = parts[0].strip("\u200b\ufeff \u00ad") if parts else ""
        if token and token != "-DOCSTART-":
            rows.append((token, parts[1].strip() if len(parts) > 1 else "O"))
        elif not parts and rows:
            yield rows
            rows = []
    if rows:
        yield rows


def tagged(rows, labels, group, counts):
    """(token, tag) rows → an example."""
    text, offsets = detokenise([token for token, _ in rows])
    spans, kind, inside = [], None, False
    for (_, tag), (start, end) in zip(rows, offsets):
        prefix, _, name = tag.partition("-")
        continues = inside and prefix == "I" and name == kind
        if prefix == "I" and not continues:
            counts["I- without B-: starts a span"] += name in labels
        if not continues:
            spans.append([start, end, labels.get(name)])
        spans[-1][1] = end
        kind, inside = name, prefix != "O"
    return example(text, group, spans=[span for span in spans if span[2]])


def worldwide(folder, counts):
    """Consecutive sentences of an article become paragraph-like inputs; the address line on top is left out."""
    for path in sorted(glob.glob(os.path.join(folder, "*.tsv"))):
        paragraph, n_words = [], 0
        for rows in sentences(path, "\t"):
            if len(rows) == 1 and "/" in rows[0][0]:
                counts["address lines left out"] += 1
                continue
            if paragraph and n_words + len(rows) > PARAGRAPH_WORDS:
                yield tagged(paragraph, LABELS["worldwide"], os.path.basename(path), counts)
                paragraph, n_words = [], 0
            paragraph, n_words = paragraph + rows, n_words + len(rows)
        if paragraph:
            yield tagged(paragraph, LABELS["worldwide"], os.path.basename(path), counts)


def sentence_set(path, separator, labels, counts):
    """Sets that come as lone sentences."""
    for i, rows in enumerate(sentences(path, separator)):
        yield tagged(rows, labels, f"{os.path.basename(path)}#{i}", counts)


MARK = re.compile(r"\[\[([^\[\]|]+)\|([A-Z]+)\|([^\[\]|]+)\]\]")
STANCES = {"a": "against", "n": "neutral", "f": "favor"}


def synthetic(folder, counts):
    """Our own paragraphs: `text with [[Name|TYPE|key]] ## key=a@holder key=n`; a key joins the names of one actor. A third
    part, `## key>other=f`, lists all ordered pairs that are not neutral."""
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        name = os.path.basename(path)
        lines = open(path, encoding="utf-8").read().splitlines()
        marks_holders = any("@" in line.split(" ## ")[1] for line in lines)
        for number, line in enumerate(lines, 1):
            body, rows, *judgements = line.split(" ## ")
            text, at, spans, mentions = "", 0, [], collections.defaultdict(list)
            for mark in MARK.finditer(body):
                text += body[at:mark.start()] + mark[1]
                at = mark.end()
                spans.append([len(text) - len(mark[1]), len(text), mark[2]])
                mentions[mark[3]].append(spans[-1][:2])
            text += body[at:]
            judged = {key: label.partition("@") for key, label in (row.split("=") for row in rows.split())}
            labels = {key: STANCES[label] for key, (label, _, _) in judged.items()}
            holders = {holder for _, _, holder in judged.values()} - {"", "?"}
            said = [re.split("[>=]", pair) for pair in (judgements[0].split() if judgements else [])]
            holders |= {key for pair in said for key in pair[:2]}
            if set(labels) != set(mentions) - {"-"} or not holders <= set(labels) or "[[" in text:
                raise SystemExit(f"{path}:{number}: marks and rows do not fit together")
            counts["opposite stances in one paragraph"] += {"against", "favor"} <= set(labels.values())
            kinds = {tuple(span[:2]): span[2] for span in spans}
            targets = [{"mentions": mentions[key], "label": label, "type": kinds[tuple(mentions[key][0])]}
                       for key, label in labels.items()]
            for target, (_, _, holder) in zip(targets, judged.values()):
                if marks_holders and target["label"] != "neutral":
                    target["quoted"] = bool(holder)
                if marks_holders:
                    target["holder"] = list(labels).index(holder) if holder in labels else None
            order = list(labels)
            pairs = [[order.index(holder), order.index(key), one_hot(STANCES[letter])] for holder, key, letter in said]
            yield example(text, f"{name}#{number}", spans=spans, targets=targets or None,
                          pairs=pairs if judgements else None)


ROW = re.compile(r"([A-Z])=([anf])(~?)(?:@([A-Z?]))?")
PAIR = re.compile(r"([A-Z])>([A-Z])=([af])(~?)")
UNSURE = 0.7  # what an unsure label is worth; the rest goes to neutral, or from neutral to both sides


def doubted(letter):
    """The distribution over stances that an unsure label stands for."""
    rest = {"neutral": 1 - UNSURE} if letter != "n" else {"against": (1 - UNSURE) / 2, "favor": (1 - UNSURE) / 2}
    return [UNSURE if name == STANCES[letter] else rest.get(name, 0.0) for name in STANCE_LABELS]


def silver(path, texts, counts):
    """Labels of real paragraphs, without their texts: `texts(document, paragraph)` finds them."""
    for document in read_jsonl(path):
        for paragraph in document["paragraphs"]:
            found = texts(document["id"], paragraph)
            if not found or digest(found["text"]) != paragraph["digest"]:
                counts["text not found: dropped"] += 1
                continue
            targets, rows = [], ROW.findall(paragraph["rows"])
            keys = [key for key, _, _, _ in rows]
            for key, letter, unsure, holder in rows:
                of_key = [span for span in paragraph["spans"] if span[3] == key]
                mentions = [[start, end] for start, end, _, _ in of_key]
                label = STANCES[letter]
                target = {"mentions": mentions, "label": label, "type": of_key[0][2],
                          "holder": keys.index(holder) if holder in keys else None}
                if unsure:
                    target["probabilities"] = doubted(letter)
                if letter != "n":
                    target["quoted"] = bool(holder)
                targets.append(target)
            spans = found["spans"] or [span[:3] for span in paragraph["spans"]]
            uses = [[start, end, int(key != "-")] for start, end, kind, key in paragraph["spans"] if kind != "MISC"]
            yield example(found["text"], document["id"], spans=spans, targets=targets or None, uses=uses)


@functools.cache
def article_texts(articles):
    """The AllSides articles by their address; read once, for all sets over them."""
    texts = {}
    with gzip.open(articles, "rt", encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            texts.setdefault(article["url"], article["text"])
    return texts


def silver_sentences(folder, articles, counts):
    """Lone sentences about persons, labelled as NewsMTSC's crowd labels them."""
    texts = article_texts(articles)
    for document in read_jsonl(os.path.join(folder, "sentences.jsonl")):
        for sentence in document["sentences"]:
            text = texts.get(document["id"], "")[sentence["start"]:sentence["end"]]
            if digest(text) != sentence["digest"]:
                counts["text not found: dropped"] += 1
                continue
            targets = []
            for mentions, label in sentence["targets"]:
                target = {"mentions": mentions, "label": STANCES[label[0]], "type": "PER"}
                targets.append({**target, "probabilities": doubted(label[0])} if label[1:] else target)
            yield example(text, document["id"], targets=targets, alone=True)


def silver_allsides(folder, articles, counts):
    """Paragraphs of US political articles, with names corrected by hand."""
    texts = article_texts(articles)
    def find(url, paragraph):
        return {"text": texts.get(url, "")[paragraph["start"]:paragraph["end"]], "spans": None}
    return silver(os.path.join(folder, "allsides.jsonl"), find, counts)


def silver_worldwide(folder, articles, counts):
    """Paragraphs of `worldwide.train`, with that set's own entities."""
    texts = {digest(item["text"]): item for item in worldwide(articles, collections.Counter())}
    return silver(os.path.join(folder, "worldwide.jsonl"), lambda _, paragraph: texts.get(paragraph["digest"]), counts)


def silver_pairs(folder, articles, newswire, dev, counts):
    """Silver paragraphs of which every ordered pair of actors was read; `dev`: those that training does not read."""
    labelled = {item["digest"]: item for item in read_jsonl(os.path.join(folder, "pairs.jsonl"))}
    for item in itertools.chain(silver_allsides(folder, articles, counts), silver_worldwide(folder, newswire, counts)):
        found = labelled.pop(digest(item["text"]), None)
        if found and PAIR.sub("", found["pairs"]).strip():
            raise SystemExit(f"{folder}/pairs.jsonl: {found['digest']}: not all of {found['pairs']!r} are pairs")
        if found and found.get("dev", False) == dev:
            pairs = [[ord(holder) - ord("A"), ord(judged) - ord("A"), doubted(letter) if unsure else one_hot(STANCES[letter])]
                     for holder, judged, letter, unsure in PAIR.findall(found["pairs"])]
            yield {**item, "pairs": pairs}
    counts["pairs without their paragraph: dropped"] += len(labelled)


def news(folder, split):
    """A part of our own gold: its paragraphs, with every row that names its actor."""
    texts = {item["id"]: item["text"] for item in read_jsonl(os.path.join(folder, "documents.jsonl"))}
    for document in read_jsonl(os.path.join(folder, "gold.jsonl")):
        for paragraph in document["paragraphs"] if document["split"] == split else []:
            first, last = paragraph["start"], paragraph["end"]
            spans = [[m["start"] - first, m["end"] - first, m["type"]] for m in paragraph["mentions"]]
            targets = [{"mentions": [[m["start"] - first, m["end"] - first] for m in paragraph["mentions"]
                                     if m["actor"] == row["actor"] and m["use"] == "actor"], "label": row["stance"],
                        "type": next((m["type"] for m in paragraph["mentions"] if m["actor"] == row["actor"]), None)}
                       for row in paragraph["stances"]]
            judged = [row["actor"] for row in paragraph["stances"]]
            for target, row in zip(targets, paragraph["stances"]):
                holder = (row["holder"] or {}).get("actor")
                target["holder"] = judged.index(holder) if holder in judged else None
            uses = [[m["start"] - first, m["end"] - first, int(m["use"] == "actor")] for m in paragraph["mentions"]
                    if m["type"] != "MISC"]
            yield example(texts[document["id"]][first:last], document["id"], spans=spans, targets=targets or None,
                          uses=uses)


def sample(articles, n_articles):
    """Unlabelled articles of 200 to 1,500 words, turn by turn from every outlet, as input for the program."""
    chance, outlets = random.Random(20261128), collections.defaultdict(list)
    with gzip.open(articles, "rt", encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            if 200 <= len(article["text"].split()) <= 1500:
                outlets[article["source"]].append(article)
    for found in outlets.values():
        chance.shuffle(found)
    turns = itertools.zip_longest(*(outlets[name] for name in sorted(outlets)))
    picked = itertools.islice((article for turn in turns for article in turn if article), n_articles)
    return [{"id": article["url"], **{name: article[name] for name in ("title", "text", "source", "date")}}
            for article in picked]


def no_overlap(examples, documents, n_words=8):
    """Stops where a training text shares that many words in a row with a document of the evaluation set."""
    def runs(text):
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[i:i + n_words]) for i in range(len(words) - n_words + 1)}
    held_out = set().union(*(runs(json.loads(line)["text"]) for line in open(documents, encoding="utf-8")))
    shared = {item["group"]: runs(item["text"]) & held_out for item in examples}
    found = [f"{group}: \"{' '.join(min(both))}\" is also in {documents}" for group, both in shared.items() if both]
    if found:
        raise SystemExit("\n".join(found))


def example(text, group, spans=None, targets=None, uses=None, alone=False, pairs=None):
    """One line of a prepared file. `alone`: a sentence without an article."""
    item = {"text": text, "spans": spans, "targets": targets, "uses": uses, "group": group, "alone": alone}
    return item if pairs is None else {**item, "pairs": pairs}


def one_hot(label):
    """The distribution over stances that a sure label stands for."""
    return [float(name == label) for name in STANCE_LABELS]


def digest(text):
    """A stable group name for sets without articles."""
    return hashlib.sha1(text.encode()).hexdigest()[:12]


def key(text):
    """What two copies of a sentence share."""
    return re.sub(r"\W+", "", text.lower())


def main():
    """Prepares every set, dev files first, so that training examples found in a dev file can be dropped."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", required=True, help="folder with the public sets")
    parser.add_argument("--out", required=True, help="folder for the prepared files; keep it out of git")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    stance, ner = os.path.join(options.data, "stance"), os.path.join(options.data, "ner")
    silver_folder, newswire = os.path.join(HERE, "silver"), os.path.join(ner, "worldwide/train")
    articles = os.path.join(options.data, "text/allsides/articles.jsonl.gz")
    wikigold = os.path.join(ner, "wikigold/CONLL-format/data/wikigold.conll.txt")
    plan = {
        "newsmtsc.dev_rw": lambda c: newsmtsc(f"{stance}/newsmtsc/dev_rw.jsonl", c),
        "newsmtsc.dev_mt": lambda c: newsmtsc(f"{stance}/newsmtsc/dev_mt.jsonl", c),
        "dse.dev": lambda c: dse(f"{stance}/dse/dev.txt", c),
        "persent.dev": lambda c: persent(f"{stance}/persent/dev.csv", c),
        "news.dev": lambda c: news(os.path.join(HERE, "../evaluation/sets/news-v1"), "dev"),
        "worldwide.dev": lambda c: worldwide(f"{ner}/worldwide/dev", c),
        "crossner.dev": lambda c: sentence_set(f"{ner}/crossner_politics/dev.txt", "\t", LABELS["crossner"], c),
        "silver-pairs.dev": lambda c: silver_pairs(silver_folder, articles, newswire, True, c),
        "newsmtsc.train": lambda c: newsmtsc(f"{stance}/newsmtsc/train.jsonl", c),
        "dse.train": lambda c: dse(f"{stance}/dse/train.txt", c),
        "persent.train": lambda c: persent(f"{stance}/persent/frequent.csv", c),
        "sentfin.train": lambda c: sentfin(f"{stance}/sentfin/SEntFiN.csv", c),
        "worldwide.train": lambda c: worldwide(newswire, c),
        "crossner.train": lambda c: sentence_set(f"{ner}/crossner_politics/train.txt", "\t", LABELS["crossner"], c),
        "wikigold.train": lambda c: sentence_set(wikigold, " ", LABELS["wikigold"], c),
        "silver-allsides.train": lambda c: silver_allsides(silver_folder, articles, c),
        "silver-pairs.train": lambda c: silver_pairs(silver_folder, articles, newswire, False, c),
        "silver-sentences.train": lambda c: silver_sentences(silver_folder, articles, c),
        "silver-worldwide.train": lambda c: silver_worldwide(silver_folder, newswire, c),
        "synthetic.train": lambda c: synthetic(os.path.join(HERE, "synthetic"), c),
        "synthetic-disputes.train": lambda c: synthetic(os.path.join(HERE, "synthetic/disputes"), c),
    }
    drawn = sample(articles, N_ARTICLES + N_MORE_ARTICLES)
    write_jsonl(os.path.join(options.out, "articles.jsonl"), drawn[:N_ARTICLES])
    write_jsonl(os.path.join(options.out, "more-articles.jsonl"), drawn[N_ARTICLES:])
    held_out = set()
    for name, read in plan.items():
        counts = collections.Counter()
        examples = list(read(counts))
        if ".dev" in name:
            held_out |= {key(item["text"]) for item in examples}
        else:
            kept = [item for item in examples if key(item["text"]) not in held_out]
            counts["text is in a dev file: dropped"] = len(examples) - len(kept)
            examples = kept
        if name.startswith("synthetic"):
            no_overlap(examples, os.path.join(HERE, "../evaluation/sets/news-v1/documents.jsonl"))
        write_jsonl(os.path.join(options.out, name + ".jsonl"), examples)
        report(name, examples, counts)


def report(name, examples, counts):
    """Prints what a set holds after preparation, and every repair."""
    labels = collections.Counter(t["label"] for item in examples for t in item["targets"] or [])
    types = collections.Counter(s[2] for item in examples for s in item["spans"] or [])
    n_words = sum(len(item["text"].split()) for item in examples)
    groups = len({item["group"] for item in examples})
    print(f"{name}: {len(examples)} examples, {groups} groups, {n_words} words, {dict(labels or types)}; "
          f"{dict(+counts)}")


if __name__ == "__main__":
    main()
