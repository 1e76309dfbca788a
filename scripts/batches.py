"""Text → ids, case classes and labels, and examples → padded batches.

This is the Python side of what `nn/tokenize.rs` does; golden.py holds the two together.
"""

import random

import tokenizers
import torch

from settings import ENTITY_LABELS, STANCE_LABELS, left_to_sentences, probabilities

IGNORED = -100
MARK = "*"  # before and after each mention of the target that a marked text is read for
NEUTRAL = [0.0, 1.0, 0.0]
UNSAID = [0.0, 0.1, 0.0]  # neutral, but counts a tenth of another pair: who is not quoted may still judge by what he does
VOICES = {None: float("nan"), False: 0.0, True: 1.0}  # who judges; nan where nobody said


class Tokeniser:
    """A tokenizer.json without truncation, padding or special tokens."""

    def __init__(self, path, begin=None, end=None):
        self.inner = tokenizers.Tokenizer.from_file(path)
        self.inner.no_truncation()
        self.inner.no_padding()
        bert = self.inner.token_to_id("<s>") is None
        self.begin = self.inner.token_to_id("[CLS]" if bert else "<s>") if begin is None else begin
        self.end = self.inner.token_to_id("[SEP]" if bert else "</s>") if end is None else end
        self.pad = self.inner.token_to_id("[PAD]" if bert else "<pad>")

    def read(self, texts):
        """Texts → one dict each: ids, offsets, words and types, without special tokens."""
        found = self.inner.encode_batch(texts, add_special_tokens=False)
        return [{"ids": one.ids, "offsets": one.offsets, "words": one.word_ids,
                 "types": case_types(text, one.offsets, one.word_ids)} for text, one in zip(texts, found)]


def case_types(text, offsets, words):
    """The case class of the word that each token belongs to."""
    extents = {}
    for (start, end), word in zip(offsets, words):
        old = extents.get(word, (start, end))
        extents[word] = (min(old[0], start), max(old[1], end))
    classes = {word: case_class(text[start:end]) for word, (start, end) in extents.items()}
    return [classes[word] for word in words]


def case_class(word):
    """0 no cased character, 1 lower, 2 Title (also one capital), 3 UPPER, 4 mixed."""
    upper = [char.isupper() for char in word if char.isupper() or char.islower()]
    if not upper:
        return 0
    n_upper = sum(upper)
    if n_upper == 0:
        return 1
    if n_upper == 1 and upper[0]:
        return 2
    return 3 if n_upper == len(upper) else 4


def join(examples):
    """Several sentences without entities → one paragraph; every target keeps its own label."""
    text, targets, pairs = "", [], []
    for item in examples:
        at = len(text) + 1 if text else 0
        text += (" " if text else "") + item["text"]
        before = len(targets)
        for target in item["targets"]:
            moved = {**target, "mentions": [[s + at, e + at] for s, e in target["mentions"]]}
            if target.get("holder") is not None:
                moved["holder"] += before
            targets.append(moved)
        pairs += [[holder + before, judged + before, judgement] for holder, judged, judgement in item.get("pairs", [])]
    joined = {"text": text, "spans": None, "targets": targets, "group": examples[0]["group"],
              "alone": len(examples) == 1 and examples[0]["alone"]}
    return {**joined, "pairs": pairs} if all("pairs" in item for item in examples) else joined


def mark(examples):
    """Each example once for each of its targets, alone there, its mentions in marks."""
    for item in examples:
        for target in item["targets"] or []:
            pieces, mentions, at = [], [], 0
            for order, (start, end) in enumerate(sorted(target["mentions"])):
                shift = (2 * order + 1) * len(MARK)
                mentions.append([start + shift, end + shift])
                pieces += [item["text"][at:start], MARK, item["text"][start:end], MARK]
                at = end
            text = "".join(pieces) + item["text"][at:]
            one = {key: value for key, value in target.items() if key != "holder"}
            yield {**item, "text": text, "spans": None, "uses": None, "pairs": [],
                   "targets": [{**one, "mentions": mentions}]}


def likeliest(distribution):
    """The index of the stance that a distribution, or a row of logits, stands for."""
    return max(range(len(STANCE_LABELS)), key=distribution.__getitem__)


def overlapping(offsets, start, end):
    """Positions of the tokens that share a character with [start, end)."""
    return [i for i, (s, e) in enumerate(offsets) if s < end and e > start]


def encode(examples, tokeniser, n_max, marked=False):
    """Examples → records of a window each: ids and types with begin and end, labels, uses, targets as token positions;
    with `marked` a record for each target.

    What lies beyond the window is cut and counted by the caller (training only: the program windows long texts).
    """
    examples = list(mark(examples)) if marked else examples
    records = []
    for item, tokens in zip(examples, tokeniser.read([item["text"] for item in examples])):
        n = min(len(tokens["ids"]), n_max - 2)
        offsets = tokens["offsets"][:n]
        labels = [IGNORED] * n
        if item["spans"] is not None:
            labels = [0] * n
            for start, end, kind in item["spans"]:
                for order, i in enumerate(overlapping(offsets, start, end)):
                    labels[i] = IGNORED if kind == "IGNORE" else ENTITY_LABELS.index(("I-" if order else "B-") + kind)
        targets, places = [], {}
        for order, target in enumerate(item["targets"] or []):
            at = [i + 1 for start, end in target["mentions"] for i in overlapping(offsets, start, end)]
            if at:
                places[order] = len(targets)
                targets.append((sorted(set(at)), probabilities(target) + [VOICES[target.get("quoted")]], order,
                                left_to_sentences(item, target.get("type"))))
        uses = [float("nan")] * n
        for start, end, acts in item.get("uses") or []:
            for i in overlapping(offsets, start, end):
                uses[i] = float(acts)
        records.append({"ids": [tokeniser.begin] + tokens["ids"][:n] + [tokeniser.end],
                        "types": [0] + tokens["types"][:n] + [0],
                        "labels": [IGNORED] + labels + [IGNORED], "uses": uses,
                        "residue": residue_of(item), "targets": targets,
                        "pairs": list(pairs_of(item, places)), "offsets": offsets, "words": tokens["words"][:n],
                        "example": item, "cut": len(tokens["ids"]) - n})
    return records


def pairs_of(item, places):
    """An example, and where those of its targets that are read stand among its record's → each holder, whom he judges, and
    the distribution over his stances, whose sum is what the pair counts. Where pairs were read, those left out are neutral;
    elsewhere whoever is not said to hold the target's stance is UNSAID, and nothing is known of targets without holders."""
    said, rest = {}, NEUTRAL if "pairs" in item else UNSAID
    for holder, order, judgement in item.get("pairs", []):
        said[holder, order] = judgement
    for order, target in enumerate(item["targets"] or []):
        if "pairs" not in item and "holder" not in target:
            continue
        if "pairs" not in item and target["holder"] is not None:
            said[target["holder"], order] = probabilities(target)
        for holder in range(len(item["targets"])):
            if holder != order and order in places and holder in places:
                yield places[holder], places[order], said.get((holder, order), rest)


def residue_of(item):
    """1.0 for web residue, 0.0 for what belongs to an article, as whatever has names marked does; nan if nobody said."""
    if "residue" in item:
        return float(item["residue"])
    return float("nan") if item["spans"] is None else 0.0


def cut_batches(records, tokens_per_batch, chance=None):
    """Records of similar length together, at most `tokens_per_batch` padded tokens; shuffled when `chance` is given."""
    noise = (lambda: chance.uniform(0.9, 1.1)) if chance else (lambda: 1.0)
    order = sorted(range(len(records)), key=lambda i: len(records[i]["ids"]) * noise())
    batches, batch, longest = [], [], 0
    for i in order:
        longest = max(longest, len(records[i]["ids"]))
        if batch and longest * (len(batch) + 1) > tokens_per_batch:
            batches.append(batch)
            batch, longest = [], len(records[i]["ids"])
        batch.append(records[i])
    batches.append(batch)
    if chance:
        chance.shuffle(batches)
    return batches


def collate(batch, pad):
    """Records → tensors: ids, types, labels, uses (windows, tokens); mask; residue (windows); pools (targets, tokens);
    answers (targets, 4): the distribution over stances and the voice; pairs (pairs, 2): a holder and whom he judges, of the
    targets; judgements (pairs, 3): the distributions over his stances."""
    n = max(len(record["ids"]) for record in batch)
    ids = torch.full((len(batch), n), pad)
    types = torch.zeros((len(batch), n), dtype=torch.long)
    labels = torch.full((len(batch), n), IGNORED)
    uses = torch.full((len(batch), n), float("nan"))
    mask = torch.zeros((len(batch), n), dtype=torch.long)
    rows, pools, answers, lone, pairs, judgements = [], [], [], [], [], []
    for row, record in enumerate(batch):
        length = len(record["ids"])
        ids[row, :length] = torch.tensor(record["ids"])
        types[row, :length] = torch.tensor(record["types"])
        labels[row, :length] = torch.tensor(record["labels"])
        uses[row, 1:length - 1] = torch.tensor(record["uses"])
        mask[row, :length] = 1
        pairs += [[len(rows) + holder, len(rows) + judged] for holder, judged, _ in record["pairs"]]
        judgements += [judgement for _, _, judgement in record["pairs"]]
        for positions, answer, _, alone in record["targets"]:
            lone.append(alone)
            pool = torch.zeros(n)
            pool[positions] = 1 / len(positions)
            rows.append(row)
            pools.append(pool)
            answers.append(answer)
    residue = torch.tensor([record["residue"] for record in batch])
    return {"ids": ids, "types": types, "labels": labels, "uses": uses, "mask": mask, "residue": residue,
            "rows": torch.tensor(rows, dtype=torch.long), "lone": torch.tensor(lone, dtype=torch.bool),
            "answers": torch.tensor(answers).view(-1, len(STANCE_LABELS) + 1),
            "pairs": torch.tensor(pairs, dtype=torch.long).view(-1, 2),
            "judgements": torch.tensor(judgements).view(-1, len(STANCE_LABELS)),
            "pools": torch.stack(pools) if pools else torch.zeros((0, n))}


def epoch_examples(sources, sets, names, joins, seed, epoch):
    """What one epoch reads: repeats, fresh samples of large sets, other names, and lone sentences joined."""
    chance = random.Random(f"{seed}-{epoch}")
    whole, sentences = [], []
    for source in sources:
        for item in sets[source.name] if source.first <= epoch + 1 <= source.last else []:
            neutral = item["targets"] and all(target["label"] == "neutral" for target in item["targets"])
            held = item.get("pairs") or any(target.get("holder") is not None for target in item["targets"] or [])
            rate = source.repeat * (source.neutral_keep if neutral else 1.0) * (1.0 if held else source.unheld_keep)
            copies = int(rate) + (chance.random() < rate - int(rate))
            alone = item["targets"] is None or item["spans"] is not None
            for _ in range(copies):
                other = names.rename(item, chance) if source.renamed and chance.random() < source.renamed else item
                (whole if alone else sentences).append(other)
    chance.shuffle(sentences)
    joined = []
    while sentences:
        n = chance.choices(range(1, len(joins) + 1), joins)[0]
        joined.append(join(sentences[:n]))
        sentences = sentences[n:]
    return whole + joined
