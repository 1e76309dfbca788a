"""Parity fixtures: what the reference computes (transformers, f32, eager attention, dequantised weights, and the inputs of
layers with 4-bit weights rounded to 8 bits).

    python golden.py --model ../models/small-v9 --out ../evaluation/golden

Writes OUT/NAME.json (texts, ids, offsets, case classes, spans, shapes) and OUT/NAME.safetensors (arrays:
`K.hidden` (tokens, hidden), `K.entities` (tokens, labels), `K.uses` (tokens), `K.residue` (tokens), `K.stance` (targets, 4: stance
and voice), `K.directed` (pairs, 3: what one target thinks of another) for text K).
Tokens include begin and end; offsets are code points and leave begin and end out. Logits are before the temperature.
"""

import argparse
import json
import os

import torch
from safetensors.torch import save_file

from batches import collate, encode
from folder import read_folder
from settings import sha256

# Our own sentences; targets are given by their mentions' words, with the number of the occurrence.
TEXTS = [
    ("The minister of Norland praised Ana Petrović's work, but called the Harbour Party “a danger”.",
     [[("Ana Petrović", 0)], [("Harbour Party", 0)], [("Norland", 0)]]),
    ("José Muñoz-Åkesson met NATO in Zürich 🎉; he’d “never trust” the U.S. again.",
     [[("José Muñoz-Åkesson", 0), ("he", 0)], [("NATO", 0)], [("U.S.", 0)]]),
    ("THE SENATE BLAMED BIG OIL; O'Neill's aides weren't told. McDonald did.",
     [[("SENATE", 0)], [("BIG OIL", 0)], [("McDonald", 0)]]),
    ("Cafe\u0301 owners in Que\u0301bec thanked mayor Zoe\u0308 Lind — twice… for her “help”!!",
     [[("mayor Zoe\u0308 Lind", 0), ("her", 0)]]),
    ("The paper ‘الأهرام’ and Израиль stand with naïve Ελλάδα, 北京 and ǅ; nobody judged.",
     [[("الأهرام", 0)], [("北京", 0)]]),
    ("The government said that the police and the court had been told of this after the war, but not of the two leaders who "
     "were against the deal, and that Hamas, Russia and the White House would have their say before the vote: the president "
     "praised Kim, the minister praised the city, the people praised the law, the agency praised Iran and the party, and then "
     "all of them praised Kim.", [[("Kim", 0), ("Kim", 1)], [("Hamas", 0)], [("Iran", 0)]]),
    ("Rivera attacked Chen, Chen accused Okafor, and Okafor praised Rivera: \"a man\".",
     [[("Rivera", 0), ("Rivera", 1)], [("Chen", 0), ("Chen", 1)], [("Okafor", 0), ("Okafor", 1)]]),
]
HIDDEN_BYTES = 200_000


def find(text, word, occurrence):
    """The span of the n-th occurrence of a word."""
    at = -1
    for _ in range(occurrence + 1):
        at = text.index(word, at + 1)
    return [at, at + len(word)]


def fixtures(folder):
    """Runs the reference over the texts → the document and the arrays."""
    document, tokeniser, reader = read_folder(folder)
    n_max = document["windows"]["tokens"]
    texts, arrays, n_bytes = [], {}, 0
    for text, wanted in TEXTS:
        number = len(texts)  # of those that fit a window
        # Every other target as a person, so that those in short texts are lone ones.
        targets = [{"mentions": [find(text, *mention) for mention in mentions], "label": "neutral",
                    "type": "PER" if order % 2 == 0 else "ORG", "holder": None} for order, mentions in enumerate(wanted)]
        example = {"text": text, "spans": None, "targets": targets, "group": str(number), "alone": True}
        record = encode([example], tokeniser, n_max)[0]
        if record["cut"]:
            continue
        assert len(record["targets"]) == len(targets)
        batch = collate([record], tokeniser.pad)
        with torch.inference_mode():
            hidden = reader.encoder(input_ids=batch["ids"], token_type_ids=batch["types"],
                                    attention_mask=batch["mask"]).last_hidden_state[0]
            entities, uses, residue, stance, directed = reader(batch)
        n_bytes += hidden.numel() * 4
        with_hidden = n_bytes <= HIDDEN_BYTES
        if with_hidden:
            arrays[f"{number}.hidden"] = hidden
        arrays |= {f"{number}.entities": entities[0], f"{number}.uses": uses[0], f"{number}.stance": stance}
        if document["entities"].get("residue"):
            arrays[f"{number}.residue"] = residue[0]
        if document["stance"].get("directed"):
            arrays[f"{number}.directed"] = directed
        texts.append({"text": text, "ids": record["ids"], "offsets": record["offsets"], "types": record["types"],
                      "hidden": with_hidden,
                      "targets": [{"mentions": target["mentions"], "tokens": positions, "lone": lone}
                                  for target, (positions, _, _, lone) in zip(targets, record["targets"])],
                      "pairs": [[holder, judged] for holder, judged, _ in record["pairs"]]})
    return document["name"], {"model": document["name"], "sha256": sha256(os.path.join(folder, "model.toml")),
                              "script": "scripts/golden.py", "texts": texts}, arrays


def main():
    """Writes the two files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True, help="a model folder")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    name, document, arrays = fixtures(options.model)
    with open(os.path.join(options.out, name + ".json"), "w", encoding="utf-8") as file:
        lines = ",\n".join("  " + json.dumps(text, ensure_ascii=False) for text in document.pop("texts"))
        head = json.dumps(document, ensure_ascii=False)[:-1]
        file.write(f'{head}, "texts": [\n{lines}\n]}}\n')
    arrays = {key: array.clone().contiguous() for key, array in arrays.items()}
    path = os.path.join(options.out, name + ".safetensors")
    save_file(arrays, path)
    os.chmod(path, 0o644)


if __name__ == "__main__":
    main()
