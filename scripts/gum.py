"""GUM's links of names to Wikipedia pages in, a set for `score` out: whom a name means, with the mentions given.

GUM marks what each person, place and organisation of a text is by the title of its Wikipedia page. Those marks that
are names, or end in one, become mentions. A title is the actor of our list that bears it as its name, or as an alias
that nobody else has; gum.csv, made by hand, says where that is wrong or not enough. Any other title is an actor that
the list does not know. GUM's test part stays the set's test part.

    python scripts/gum.py --data DIR --out SCRATCH/gum

Keep the folder outside the repository: it holds GUM's texts.
"""

import argparse
import collections
import csv
import itertools
import pathlib
import re
import sys
import urllib.parse

from actors import HOUSE, fold, slug
from detokenise import detokenise
from settings import write_jsonl

TABLE = pathlib.Path(__file__).with_suffix(".csv")
TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
SENTENCES = 4  # a paragraph; the files do not say where GUM's end
LINK = re.compile(r"(.*?)(?:\[(\d+)\])?")
ENDINGS = {"'s", "’s", "'", "’", "s"}
INSIDE = set("of and the for de la von van der del du di da al & - ' ’ . 's ’s".split())
BEFORE_SOMEBODY_ELSE = set("of at in for from by with on about to like near around inside outside between".split())
OWNERS = set("this that these those our my your their his her its every all".split())
PRONOUNS = OWNERS | set("i we he she you they it who me us him them one mine yours ours".split())
# With a capital letter they are common nouns all the same (evaluation/GUIDELINES.md).
NO_NAMES = set("""nation republic country government party parliament state world earth university church city shortstop
    outfielder saviour regent tsar poet administrator honor premier no governor(s) sea desert hell""".split())
# Before a name they are no part of it; alone they are no name.
TITLES = set("""mr mrs ms dr prof professor sir dame lord lady president president-elect vice prime minister
    secretary senator senators sen rep representative governor gov mayor general gen colonel col captain
    capt lieutenant sergeant major justice judge chief director commissioner chairman chairwoman chair
    congressman congresswoman speaker king queen prince princess emperor pope cardinal archbishop bishop
    father mother brother sister saint st ambassador attorney counsel officer mp mom dad mum daddy mummy
    grandma grandpa uncle aunt state former then interior foreign shadow home ceo premier administrator
    judiciary tsar tsarevna editor coach shri madam mister master miss rev reverend rabbi imam sheikh
    sultan count countess duke duchess baron baroness""".split())


def main():
    arguments = read_arguments()
    folder = arguments.data / "ner" / "gum"
    actors = Actors()
    parts = read_parts(folder / "splits.md")
    documents, golds = [], []
    for path in sorted((folder / "tsv").glob("*.tsv")):
        sentences = read_sentences(path)
        if any(token.links for sentence in sentences for token in sentence):
            document, gold = write_document(path.stem, sentences, actors)
            documents.append(document)
            golds.append({**gold, "split": "test" if parts[path.stem].startswith("test") else "dev"})
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_jsonl(str(arguments.out / "documents.jsonl"), documents)
    write_jsonl(str(arguments.out / "gold.jsonl"), golds)
    (arguments.out / "set.toml").write_text(
        'name = "gum"\ntitle = "Names with their Wikipedia pages in texts of many genres"\n'
        'source = "GUM (Zeldes 2017; links: Lin and Zeldes 2021)"\n'
        f'licence = "CC BY 4.0; texts by source"\nlayers = ["actors"]\ndocuments = {len(documents)}\n')
    for word, n in sorted(actors.counts.items()):
        print(f"{word}: {n}", file=sys.stderr)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with the public sets")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for the set; keep it out of git")
    return parser.parse_args()


def read_parts(path):
    """The part of each document."""
    parts, part = {}, ""
    for line in path.read_text().splitlines():
        part = line[3:].strip() if line.startswith("## ") else part
        if line.startswith("  * "):
            parts[line[4:].strip()] = part
    return parts


class Actors:
    """The actor list by names, and titles of pages → ids."""

    def __init__(self):
        self.counts = collections.Counter()
        self.owners, self.names, self.demonyms = collections.defaultdict(set), {}, {}
        with (HOUSE / "actors.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                self.names.setdefault((plain(row["name"]), row["type"]), row["id"])
                for alias in [row["name"], *row["aliases"].split("|")]:
                    if alias and not alias.endswith("?"):
                        self.owners[plain(alias), row["type"]].add(row["id"])
                self.demonyms.update({form: row["id"] for form in row["demonyms"].split("|") if form})
        with TABLE.open(encoding="utf-8") as file:
            self.known = {(row["title"], row["name"]): row["actor"] for row in csv.DictReader(file)}

    def of(self, title, name, kind):
        """The id of a page's subject; nothing where the name is not counted.

        An actor that is none of the list's has the page's title for its id.
        """
        decided = self.known.get((title, name), self.known.get((title, "")))
        if decided is not None:
            return decided or None
        types = ("PER",) if kind == "PER" else ("LOC", "ORG", "NORP") if kind == "LOC" else ("ORG", "LOC", "NORP")
        forms = dict.fromkeys([plain(title), plain(re.sub(r" \(.*\)$", "", title))])
        for form, entity in itertools.product(forms, types):
            owners = self.owners.get((form, entity), set())
            actor = self.names.get((form, entity)) or (min(owners) if len(owners) == 1 else None)
            if actor:
                return actor
        return "page-" + slug(title)


def plain(name):
    """A name as it is compared: no case, diacritics, punctuation or article."""
    words = re.sub(r"[^\w ]+", " ", re.sub(r"['’.]", "", fold(name))).split()
    return " ".join(words).removeprefix("the ")


class Token:
    """A word, and the marks over it: number → (type, title of the page)."""

    def __init__(self, columns):
        types, titles = read_marks(columns[0], columns[3]), read_marks(columns[0], columns[6])
        self.text = columns[2]
        self.links = {mark: (types[mark], urllib.parse.unquote(title).replace("_", " "))
                      for mark, title in titles.items() if types.get(mark) in TYPES}


def read_marks(token, column):
    """"person[2]|place[3]" → {"2": "person", "3": "place"}; a mark without a number is over this token alone."""
    if column == "_":
        return {}
    marks = [LINK.fullmatch(part) for part in column.split("|")]
    return {mark[2] or token: mark[1] for mark in marks}


def read_sentences(path):
    sentences = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            sentences.append([])
        else:
            sentences[-1].append(Token(line.split("\t")))
    return [sentence for sentence in sentences if sentence]


def write_document(identity, sentences, actors):
    """A text with its mentions, and the same with their actors."""
    text, mentions, edges = "", [], []
    for number, sentence in enumerate(sentences):
        starts_paragraph = number % SENTENCES == 0
        text += ("\n\n" if starts_paragraph else " ") if text else ""
        if starts_paragraph:
            edges.append(len(text))
        words, offsets = detokenise([token.text for token in sentence])
        for first, last, kind, title in find_names(sentence, actors):
            start, end = len(text) + offsets[first][0], len(text) + offsets[last][1]
            name = words[offsets[first][0]:offsets[last][1]]
            mentions.append({"start": start, "end": end, "text": name, "type": kind,
                             "actor": actors.of(title, name, kind), "page": title})
        text += words
    edges = list(zip(edges, [edge - 2 for edge in edges[1:]] + [len(text)]))
    genre = identity.split("_")[1]
    document = {"id": identity, "language": "en", "source": genre, "text": text, "paragraphs": edges,
                "mentions": [{key: mention[key] for key in ("start", "end", "type")} for mention in mentions],
                "metadata": {"track": "given-mentions"}}
    paragraphs = [{"start": start, "end": end, "role": "body",
                   "mentions": [mention for mention in mentions if start <= mention["start"] < end]}
                  for start, end in edges]
    return document, {"schema": "standpoint/1", "id": identity, "source": genre, "paragraphs": paragraphs}


def find_names(sentence, actors):
    """The names among a sentence's marks, longest first where they overlap, in order."""
    marks = collections.defaultdict(list)
    for index, token in enumerate(sentence):
        for mark in token.links:
            marks[mark].append(index)
    found = []
    for mark, indices in marks.items():
        kind, title = sentence[indices[0]].links[mark]
        others = {index for other, inner in marks.items() for index in inner
                  if other != mark and len(inner) < len(indices) and sentence[inner[0]].links[other][1] != title}
        place = name_in(sentence, indices, others, TYPES[kind], actors.demonyms)
        actors.counts["marks: names" if place else "marks: no names"] += 1
        if place:
            entity = TYPES[kind]
            words = " ".join(token.text for token in sentence[place[0]:place[1] + 1])
            follower = sentence[place[1] + 1].text if place[1] + 1 < len(sentence) else ""
            if is_upper(follower) and place[1] + 1 not in indices and follower not in actors.demonyms:
                actors.counts["inside a longer name, left out"] += 1
                continue
            found.append((*place, "NORP" if words in actors.demonyms else entity, title))
    found.sort(key=lambda name: (name[0] - name[1], name[0]))
    kept = []
    for name in found:
        if all(name[1] < other[0] or other[1] < name[0] for other in kept):
            kept.append(name)
    return sorted(kept)


def name_in(sentence, indices, others, kind, demonyms):
    """The first and last token of the name that a mark is or ends in; nothing where its head is no name."""
    words = [sentence[index].text for index in indices]
    cut = next((at for at, word in enumerate(words) if at and word in {",", "(", ";", ":", "–", "—"}), len(words))
    while cut and words[cut - 1] in ENDINGS:
        cut -= 1
    start = cut
    while start and (is_upper(words[start - 1]) or words[start - 1].isdigit()
                     or start < cut and words[start - 1].lower() in INSIDE):
        start -= 1
    while start < cut and not is_upper(words[start]):
        start += 1
    if start == cut:
        return None
    front = [word.lower() for word in words[:start]]
    if set(front) & BEFORE_SOMEBODY_ELSE or "a" in front or "an" in front:
        return None
    while start < cut and (words[start].lower() in OWNERS | {"the"} or words[start] in ENDINGS or kind == "PER" and (
            words[start].lower().strip(".") in TITLES or words[start] in demonyms or indices[start] in others)):
        start += 1
    kept = words[start:cut]
    plain_words = [word.lower().strip(".") for word in kept]
    if not kept or not is_upper(kept[0]) or plain_words[-1] in TITLES | PRONOUNS:
        return None
    if set(plain_words) <= PRONOUNS | TITLES | NO_NAMES:
        return None
    if all(index in others for index in indices[start:cut]) or kind == "PER" and set(plain_words) & {"of", "the"}:
        return None
    return indices[start], indices[cut - 1]


def is_upper(word):
    return word[:1].isupper()


if __name__ == "__main__":
    main()
