"""A checkpoint → a model folder; fits the temperature, and measures on the dev files what 8 bits cost.

    python export.py --run DIR/NAME --base DIR --prepared DIR --out ../models/small-v1 [--scheme int8-row|none]
"""

import argparse
import json
import math
import os

import torch
from torch.nn import functional as F

from batches import Tokeniser, cut_batches, encode
from folder import commit, dequantise_all, quantise_all, read_folder, write_folder
from model import from_base, from_shipped, shipped
from settings import Settings, build, read_jsonl
from train import dev_scores, predict

SOURCES = {"newsmtsc.train": "NewsMTSC train (MIT)", "dse.train": "DSE train (free use with citation)",
           "sentfin.train": "SEntFiN (MIT)", "worldwide.train": "Worldwide English Newswire train (no licence stated)",
           "crossner.train": "CrossNER politics train (MIT)", "wikigold.train": "WikiGold (CC BY 4.0)",
           "synthetic.train": "scripts/synthetic (MIT OR Apache-2.0)"}


def stance_logits(reader, tokeniser, prepared, n_max):
    """Logits and gold labels of the NewsMTSC dev files."""
    logits, gold = [], []
    for name in ("newsmtsc.dev_rw", "newsmtsc.dev_mt"):
        records = encode(read_jsonl(os.path.join(prepared, name + ".jsonl")), tokeniser, n_max)
        for record, _, stance in predict(reader, cut_batches(records, 4096), tokeniser.pad, bf16=False):
            logits.append(stance)
            gold += [label for _, label, _ in record["targets"]]
    return torch.cat(logits), torch.tensor(gold)


def fit_temperature(logits, gold):
    """The divisor with the lowest negative log likelihood: golden-section search over its logarithm."""
    def nll(x):
        return float(F.cross_entropy(logits / math.exp(x), gold))

    low, high, ratio = math.log(0.3), math.log(5.0), (math.sqrt(5) - 1) / 2
    for _ in range(40):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, right) if nll(left) < nll(right) else (left, high)
    return round(math.exp((low + high) / 2), 4), nll(0.0), nll((low + high) / 2)


def main():
    """Exports, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", required=True, help="a run's folder: settings.json and last.pt")
    parser.add_argument("--base", required=True, help="folder with the pretrained encoders")
    parser.add_argument("--prepared", required=True, help="folder written by prepare.py")
    parser.add_argument("--out", required=True, help="the model folder to write")
    parser.add_argument("--scheme", choices=["int8-row", "none"], default="int8-row")
    parser.add_argument("--weights", default="last.pt")
    parser.add_argument("--quick", action="store_true", help="skip the scores of f32 against 8 bits")
    options = parser.parse_args()
    with open(os.path.join(options.run, "settings.json")) as file:
        settings = build(Settings, json.load(file), "settings.json")
    base = os.path.join(options.base, settings.base)
    tokeniser = Tokeniser(os.path.join(base, "tokenizer.json"))
    original = from_base(base, settings.pooling, settings.stance_heads, 0.0, 0)
    original.load_state_dict(torch.load(os.path.join(options.run, options.weights)))
    tensors = {name: tensor.detach().float() for name, tensor in shipped(original.state_dict()).items()}
    stored = quantise_all(tensors) if options.scheme == "int8-row" else tensors
    config = original.encoder.config
    reader = from_shipped(dequantise_all(stored), config, settings.pooling, settings.stance_heads)
    logits, gold = stance_logits(reader, tokeniser, options.prepared, settings.window_tokens)
    temperature, before, after = fit_temperature(logits, gold)
    print(f"temperature {temperature} on {len(gold)} NewsMTSC dev targets: NLL {before:.4f} → {after:.4f}")
    with open(os.path.join(base, "tokenizer.json"), encoding="utf-8") as file:
        tokenizer = json.load(file)
    fields = {"name": settings.name, "description": settings.description,
              "begin": tokeniser.begin, "end": tokeniser.end,
              "window_tokens": settings.window_tokens, "window_overlap": settings.window_overlap,
              "pooling": settings.pooling, "stance_heads": settings.stance_heads, "temperature": temperature,
              "scheme": options.scheme,
              "provenance": {"base": settings.base, "licence": settings.base_licence,
                             "data": list(dict.fromkeys(SOURCES[source.name] for source in settings.sources)),
                             "script": "scripts/train.py", "commit": commit()}}
    write_folder(options.out, stored, tokenizer, config, fields)
    size = sum(os.path.getsize(os.path.join(options.out, name)) for name in os.listdir(options.out))
    print(f"{options.out}: {size / 1e6:.2f} MB")
    if not options.quick:
        plain = from_shipped(tensors, config, settings.pooling, settings.stance_heads)
        full = dev_scores(plain, tokeniser, options.prepared, settings.window_tokens, bf16=False)
        _, tokeniser, reader = read_folder(options.out)
        small = dev_scores(reader, tokeniser, options.prepared, settings.window_tokens, bf16=False)
        for name in full:
            print(f"{name}: f32 {full[name]:.2f}, stored {small[name]:.2f}, loss {full[name] - small[name]:+.2f}")


if __name__ == "__main__":
    main()
