"""Settings files: TOML in, a checked dataclass out, because a misspelt key must never be ignored.

Also the few file formats that every verb shares (JSON Lines, labels, hashes).
"""

import dataclasses
import hashlib
import json
import os
import tomllib
import typing

ENTITY_TYPES = ["PER", "ORG", "LOC", "NORP", "MISC"]
ENTITY_LABELS = ["O"] + [f"{prefix}-{kind}" for kind in ENTITY_TYPES for prefix in "BI"]
STANCE_LABELS = ["against", "neutral", "favor"]

SENTENCE_WORDS = 60  # a shorter text that stands alone is a lone sentence


def left_to_sentences(example, kind):
    """Whether a target is judged as NewsMTSC judges: a person in a lone sentence, which is no paragraph of an article.

    NewsMTSC's crowd leaves neutral more easily than GUIDELINES.md does, so a model pulled both ways serves neither.
    """
    return kind == "PER" and bool(example.get("alone")) and len(example["text"].split()) < SENTENCE_WORDS


def probabilities(target):
    """The label of a target as a distribution over STANCE_LABELS: one-hot, or what the prepared file says."""
    return target.get("probabilities") or [float(label == target["label"]) for label in STANCE_LABELS]


@dataclasses.dataclass
class Source:
    """One prepared training file and how much of it an epoch reads."""

    name: str
    repeat: float = 1.0  # 2.0: twice an epoch; 0.3: a fresh 30 per cent each epoch
    neutral_keep: float = 1.0  # share kept, each epoch, of the items whose targets are all neutral
    unheld_keep: float = 1.0  # share kept, each epoch, of the items in which no target judges another
    renamed: float = 0.0  # share, each epoch, whose people, states and parties get other names
    first: int = 1  # the epochs in which this line counts
    last: int = 1000


@dataclasses.dataclass
class Settings:
    """Everything that a training run depends on, besides the data and the base weights."""

    name: str
    description: str
    base: str
    base_licence: str
    sources: list[Source]
    start: str = ""  # the run to go on from; the base encoder without it
    trained: list[str] = dataclasses.field(default_factory=list)  # the parts that are trained; all without it
    layers: list[int] = dataclasses.field(default_factory=list)  # the layers of the base that are kept; all without it
    pooling: str = "target"  # "target", or "blind" for the twin that never sees the target
    marked: bool = False  # whether a text is read once for each of its targets, with that target's mentions in marks
    stance_heads: int = 6
    window_tokens: int = 256
    window_overlap: int = 64
    join: list[float] = dataclasses.field(default_factory=lambda: [0.5, 0.3, 0.2])  # chance of 1, 2, 3 stance items
    epochs: int = 4
    seed: int = 1
    learning_rate: float = 8e-5
    head_learning_rate: float = 5e-4
    warmup: float = 0.08
    weight_decay: float = 0.01
    dropout: float = 0.1
    tokens_per_batch: int = 2048
    stance_weight: float = 1.0
    voice_weight: float = 0.3
    use_weight: float = 0.1
    residue_weight: float = 0.0
    rounded: bool = False  # whether it trains with large matrices as 4 bits will give them back
    bf16: bool = True
    dev: list[str] = dataclasses.field(  # stance sets that are scored after every epoch
        default_factory=lambda: ["newsmtsc.dev_rw", "newsmtsc.dev_mt", "dse.dev", "news.dev"])


def build(kind, table, where):
    """A table → a dataclass; unknown keys, missing keys and wrong types are errors."""
    fields = {field.name: field for field in dataclasses.fields(kind)}
    hints = typing.get_type_hints(kind)
    unknown = sorted(set(table) - set(fields))
    if unknown:
        raise SystemExit(f"{where}: unknown key {unknown[0]!r}; known keys: {', '.join(fields)}")
    values = {key: convert(hints[key], value, f"{where}: {key}") for key, value in table.items()}
    missing = [name for name, field in fields.items() if name not in values
               and field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING]
    if missing:
        raise SystemExit(f"{where}: key {missing[0]!r} is missing")
    return kind(**values)


def convert(hint, value, where):
    """Checks one value against its declared type."""
    if typing.get_origin(hint) is list:
        if not isinstance(value, list):
            raise SystemExit(f"{where}: expected a list, found {value!r}")
        return [convert(typing.get_args(hint)[0], item, f"{where}[{i}]") for i, item in enumerate(value)]
    if dataclasses.is_dataclass(hint):
        return build(hint, value, where)
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise SystemExit(f"{where}: expected {hint.__name__}, found {value!r}")
    return value


def read_settings(path):
    """Reads config/NAME.toml."""
    with open(path, "rb") as file:
        return build(Settings, tomllib.load(file), path)


def read_jsonl(path):
    """All records of a JSON Lines file."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write_jsonl(path, records):
    """Writes records, one a line, through a temporary name."""
    with open(path + ".partial", "w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    os.replace(path + ".partial", path)


def sha256(path):
    """The hex digest of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
