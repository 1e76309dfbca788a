"""Trains the last layers that say what one actor thinks of another, on a model folder as it is.

    python holders.py --config config/small-v9.toml --prepared DIR --base DIR --out DIR --seeds 1 2 3

The network below them does not move, so each example goes through it once, in nine minutes, and a seed takes one. Shares
of sources are drawn once. Runs are written to OUT/NAME-SEED, as train.py does, for average.py and export.py.
"""

import argparse
import collections
import dataclasses
import json
import os
import time

import torch
from torch.nn import functional as F

from batches import collate, cut_batches, encode, epoch_examples, likeliest
from model import HEADS_SEED
from rename import Names
from scores import macro_f1
from settings import STANCE_LABELS, read_jsonl, read_settings
from train import begin, freeze, make_optimiser, rounded, save

TOKENS_PER_BATCH, PAIRS_PER_BATCH = 4096, 256
INDIFFERENCE = 0.5  # what a pair counts whose holder thinks nothing of the other, against 1: there are far more of these


def read_pairs(reader, records, pad):
    """Records → [t ; c] of their targets (targets, 2d) in bf16, their pairs (pairs, 2): a holder and whom he judges, and
    the distributions over what he thinks (pairs, 3)."""
    reader.eval()
    states, pairs, judgements, n_targets = [], [], [], 0
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for batch in cut_batches([record for record in records if record["pairs"]], TOKENS_PER_BATCH):
            batch = collate(batch, pad)
            hidden = reader.encoder(input_ids=batch["ids"], token_type_ids=batch["types"],
                                    attention_mask=batch["mask"]).last_hidden_state
            states.append(reader.stance.read(hidden, batch["mask"], batch["rows"], batch["pools"]).bfloat16())
            pairs.append(batch["pairs"] + n_targets)
            judgements.append(batch["judgements"])
            n_targets += len(batch["rows"])
    return torch.cat(states), torch.cat(pairs), torch.cat(judgements)


def train(reader, settings, coarse, states, pairs, judgements):
    """Trains the layers for holders in place, `coarse` of them as 4 bits will give them back."""
    n_epoch = -(-len(pairs) // PAIRS_PER_BATCH)
    optimiser, schedule = make_optimiser(reader, settings, settings.epochs * n_epoch)
    counts = 1 - (1 - INDIFFERENCE) * judgements[:, STANCE_LABELS.index("neutral")]
    reader.train()
    for _ in range(settings.epochs):
        for picked in torch.randperm(len(pairs)).split(PAIRS_PER_BATCH):
            with rounded(coarse):
                with torch.autocast("cpu", torch.bfloat16, enabled=settings.bf16):
                    logits = reader.stance.of_holders(states, pairs[picked], reader.drop)
                each = F.cross_entropy(logits.float(), judgements[picked], reduction="none")
                ((counts[picked] * each).sum() / PAIRS_PER_BATCH).backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
    reader.eval()


def main():
    """Reads, trains each seed, scores, saves."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--config", required=True)
    parser.add_argument("--prepared", required=True, help="folder written by prepare.py")
    parser.add_argument("--base", required=True, help="folder with the model folder to go on from")
    parser.add_argument("--out", required=True, help="folder for runs; keep it out of git")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    options = parser.parse_args()
    settings = read_settings(options.config)

    def examples(name):
        return read_jsonl(os.path.join(options.prepared, name + ".jsonl"))

    tokeniser, reader = begin(settings, options.base, settings.dropout)
    started = time.time()
    coarse = freeze(reader, settings)
    fresh = {name: tensor.clone() for name, tensor in reader.state_dict().items()}
    picked = epoch_examples(settings.sources, {source.name: examples(source.name) for source in settings.sources},
                            Names([]), settings.join, HEADS_SEED, 0)
    copies = collections.Counter(map(id, picked))
    records = encode(list({id(item): item for item in picked}.values()), tokeniser, settings.window_tokens)
    for record in records:
        record["pairs"] *= copies[id(record["example"])]
    known = read_pairs(reader, records, tokeniser.pad)
    dev = {name: read_pairs(reader, encode(examples(name), tokeniser, settings.window_tokens), tokeniser.pad)
           for name in settings.dev}
    print(f"{len(known[1])} pairs of {len(picked)} examples read in {time.time() - started:.0f} s", flush=True)
    for seed in options.seeds:
        started = time.time()
        reader.load_state_dict(fresh)
        torch.manual_seed(seed)
        reader.drop.masks = None  # its row of masks belongs to the seed
        train(reader, settings, coarse, *known)
        run = dataclasses.replace(settings, seed=seed, name=f"{settings.name}-{seed}")
        out = os.path.join(options.out, run.name)
        os.makedirs(out, exist_ok=True)
        save(os.path.join(out, "last.pt"), reader.state_dict())
        with open(os.path.join(out, "settings.json"), "w") as file:
            json.dump(dataclasses.asdict(run), file, indent=1)
        scores = {}
        with rounded(coarse), torch.inference_mode():
            for name, (states, pairs, judgements) in dev.items():
                logits = reader.stance.of_holders(states.float(), pairs, reader.drop)
                scores[name] = round(macro_f1([(likeliest(gold), likeliest(row))
                                               for gold, row in zip(judgements.tolist(), logits.tolist())]), 2)
        print(json.dumps({"seed": seed, "time_s": round(time.time() - started), "dev": scores}), flush=True)


if __name__ == "__main__":
    main()
