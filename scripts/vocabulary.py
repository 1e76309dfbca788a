"""Cuts the vocabulary of a pretrained WordPiece encoder to the pieces that news uses most: a smaller file, same scores.

    python vocabulary.py --base DIR/mpnet-base --data DIR --prepared DIR --size 14336 --out DIR/mpnet-base-14k

Kept are special tokens, the letters and signs below U+0250 and those that stand alone in news, and the most frequent
pieces of the AllSides articles and of the training sets; other words fall into smaller pieces.
"""

import argparse
import collections
import gzip
import json
import os

from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from settings import read_jsonl

TABLE = "embeddings.word_embeddings.weight"
SETS = {"newsmtsc": 3, "worldwide": 3, "persent": 3, "dse": 3, "crossner": 3, "wikigold": 3, "synthetic": 1}
CHUNK = 200


def texts(data, prepared):
    """All AllSides articles, and the small training sets several times over."""
    with gzip.open(os.path.join(data, "text", "allsides", "articles.jsonl.gz"), "rt", encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            yield f"{article.get('title') or ''} {article.get('text') or ''}"
    for name, times in SETS.items():
        for item in read_jsonl(os.path.join(prepared, f"{name}.train.jsonl")) * times:
            yield item["text"]


def count(tokenizer, found):
    """How often each id occurs."""
    counts, chunk = collections.Counter(), []
    for text in found:
        chunk.append(text)
        if len(chunk) == CHUNK:
            counts.update(i for one in tokenizer.encode_batch(chunk, add_special_tokens=False) for i in one.ids)
            chunk = []
    counts.update(i for one in tokenizer.encode_batch(chunk, add_special_tokens=False) for i in one.ids)
    return counts


def choose(vocabulary, special, counts, size):
    """The ids that stay, sorted."""
    kept = set(special)
    for piece, i in vocabulary.items():
        letters = piece.removeprefix("##")
        if len(letters) == 1 and (ord(letters) < 0x250 or counts[i]):
            kept.add(i)
    for i, _ in counts.most_common():
        if len(kept) >= size:
            break
        kept.add(i)
    return sorted(kept)


def main():
    """Writes config.json, tokenizer.json and model.safetensors."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--base", required=True, help="a pretrained encoder's folder")
    parser.add_argument("--data", required=True, help="folder with the public sets")
    parser.add_argument("--prepared", required=True, help="folder written by prepare.py")
    parser.add_argument("--size", type=int, required=True, help="pieces that stay")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()

    with open(os.path.join(options.base, "tokenizer.json"), encoding="utf-8") as file:
        document = json.load(file) | {"truncation": None, "padding": None, "post_processor": None}
    if document["model"]["type"] != "WordPiece":
        raise SystemExit(f"{options.base}: the tokenizer is {document['model']['type']}; only WordPiece can be cut")
    vocabulary = document["model"]["vocab"]
    special = [vocabulary[name] for name in ("<s>", "<pad>", "</s>", "<unk>", "[UNK]", "[PAD]", "[CLS]", "[SEP]")
               if name in vocabulary]
    counts = count(Tokenizer.from_str(json.dumps(document)), texts(options.data, options.prepared))
    kept = choose(vocabulary, special, counts, options.size)
    new = {old: i for i, old in enumerate(kept)}
    document["model"]["vocab"] = {piece: new[i] for piece, i in vocabulary.items() if i in new}
    document["added_tokens"] = [token | {"id": new[token["id"]]} for token in document["added_tokens"]
                                if token["id"] in new]
    with open(os.path.join(options.base, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    config |= {"vocab_size": len(kept), "pad_token_id": new[config["pad_token_id"]]}
    tensors = load_file(os.path.join(options.base, "model.safetensors"))
    tensors[TABLE] = tensors[TABLE][kept].contiguous()

    os.makedirs(options.out, exist_ok=True)
    for name, content in (("config.json", config), ("tokenizer.json", document)):
        with open(os.path.join(options.out, name), "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False)
    save_file(tensors, os.path.join(options.out, "model.safetensors"), {"format": "pt"})
    share = sum(counts[i] for i in kept) / counts.total()
    print(f"{len(kept)} of {len(vocabulary)} pieces stay; they are {100 * share:.2f} per cent of what occurs")


if __name__ == "__main__":
    main()
