"""A checkpoint → a model folder; fits the temperatures, and measures on the dev files what 8 or 4 bits cost.

    python export.py --run DIR/NAME --base DIR --prepared DIR --out ../models/small-v9

A run with rounded weights is stored in 4 bits, others in 8, unless --scheme says otherwise.
"""

import argparse
import collections
import json
import math
import os
import random
import tomllib

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

from batches import cut_batches, encode, likeliest
from folder import commit, dequantise_all, is_folder, quantise_all, read_folder, reader_of, write_folder
from model import from_shipped, shipped
from settings import STANCE_LABELS, read_jsonl
from train import dev_scores, open_run, predict

SOURCES = {"newsmtsc.train": "NewsMTSC train (MIT)", "dse.train": "DSE train (free use with citation)",
           "persent.train": "PerSenT frequent (CC BY 4.0)", "sentfin.train": "SEntFiN (MIT)",
           "worldwide.train": "Worldwide English Newswire train (no licence stated)",
           "crossner.train": "CrossNER politics train (MIT)", "wikigold.train": "WikiGold (CC BY 4.0)",
           "synthetic.train": "scripts/synthetic (MIT OR Apache-2.0)",
           "synthetic-disputes.train": "scripts/synthetic (MIT OR Apache-2.0)",
           "silver-allsides.train": "scripts/silver over AllSides articles (set Apache-2.0, texts the publishers')",
           "silver-pairs.train": "scripts/silver over AllSides articles and Worldwide English Newswire train",
           "silver-sentences.train": "scripts/silver over AllSides articles (set Apache-2.0, texts the publishers')",
           "silver-worldwide.train": "scripts/silver over Worldwide English Newswire train (no licence stated)",
           "taught-sentences.train": "a teacher over AllSides articles (set Apache-2.0, texts the publishers')",
           "taught-more.train": "a teacher over AllSides articles (set Apache-2.0, texts the publishers')",
           "taught-other.train": "a teacher over AllSides articles (set Apache-2.0, texts the publishers')",
           "residue-pages.train": "scripts/pages (MIT OR Apache-2.0)",
           "residue-articles.train": "AllSides articles (set Apache-2.0, texts the publishers')"}
CALIBRATION = ["newsmtsc.dev_rw", "newsmtsc.dev_mt", "news.dev"]
DIRECTED = ["dse.dev", "silver-pairs.dev"]  # for what holders think: sets of which every ordered pair was read
N_FOLDS, N_BINS, N_RESAMPLES = 5, 10, 1000
ABSTAIN_BELOW = 0.5  # no stance has the majority


def stance_logits(reader, tokeniser, prepared, n_max):
    """Stance logits, gold labels and articles of the calibration sets' targets, and which the lone head judges."""
    logits, gold, groups, lone = [], [], [], []
    for name in CALIBRATION:
        records = encode(read_jsonl(os.path.join(prepared, name + ".jsonl")), tokeniser, n_max)
        for said in predict(reader, cut_batches(records, 4096), tokeniser.pad, bf16=False):
            targets = said.record["targets"]
            logits.append(said.stance[:, :len(STANCE_LABELS)])
            gold += [likeliest(answer) for _, answer, _, _ in targets]
            groups += [f"{name} {said.record['example']['group']}"] * len(targets)
            lone += [alone for *_, alone in targets]
    return torch.cat(logits), torch.tensor(gold), groups, torch.tensor(lone)


def directed_logits(reader, tokeniser, prepared, n_max):
    """Logits and gold labels of what one target thinks of another."""
    logits, gold = [], []
    for name in DIRECTED:
        records = encode(read_jsonl(os.path.join(prepared, name + ".jsonl")), tokeniser, n_max)
        for said in predict(reader, cut_batches(records, 4096), tokeniser.pad, bf16=False):
            logits.append(said.directed)
            gold += [likeliest(judgement) for _, _, judgement in said.record["pairs"]]
    return torch.cat(logits), torch.tensor(gold)


def soften(tensors, name, factor):
    """Multiplies a layer's weights and bias: what is left of a head's temperature is inside its last layer. One that is as
    good as fitted already stays as it is, to the last bit."""
    if abs(factor - 1) > 0.005:
        for part in ("weight", "bias"):
            tensors[f"{name}.{part}"] = tensors[f"{name}.{part}"] * factor


def fit_temperature(logits, gold):
    """The divisor with the lowest negative log likelihood: golden-section search over its logarithm."""
    def nll(x):
        return float(F.cross_entropy(logits / math.exp(x), gold))

    low, high, ratio = math.log(0.3), math.log(5.0), (math.sqrt(5) - 1) / 2
    for _ in range(40):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, right) if nll(left) < nll(right) else (left, high)
    return round(math.exp((low + high) / 2), 4)


def calibrate(logits, gold, groups, lone):
    """Fits the temperatures of the common and of the lone head on everything; prints what they are worth on articles that
    they were not fitted on."""
    names = sorted(set(groups))
    fold = {name: i % N_FOLDS for i, name in enumerate(random.Random(1).sample(names, len(names)))}
    folds = torch.tensor([fold[group] for group in groups])
    scaled, temperatures = logits.clone(), []
    for head in (~lone, lone):
        for i in range(N_FOLDS):
            scaled[head & (folds == i)] /= fit_temperature(logits[head & (folds != i)], gold[head & (folds != i)])
        temperatures.append(fit_temperature(logits[head], gold[head]))
    print(f"temperatures {temperatures} (common, lone) on {len(gold)} targets of {len(names)} articles")
    print(f"cross-validated: NLL {F.cross_entropy(logits, gold):.4f} → {F.cross_entropy(scaled, gold):.4f}")
    for label, of_sets in [("all", CALIBRATION), *((name, [name]) for name in CALIBRATION)]:
        rows = torch.tensor([i for i, group in enumerate(groups) if group.split(" ")[0] in of_sets])
        articles = collections.defaultdict(list)
        for i in rows.tolist():
            articles[groups[i]].append(i)
        chance, keys = random.Random(2), list(articles)
        errors = sorted(calibration_error(scaled[picked].softmax(-1), gold[picked]) for picked in (
            torch.tensor([i for key in chance.choices(keys, k=len(keys)) for i in articles[key]])
            for _ in range(N_RESAMPLES)))
        low, high = errors[int(0.025 * N_RESAMPLES)], errors[int(0.975 * N_RESAMPLES)]
        print(f"calibration error, {label}: {calibration_error(logits[rows].softmax(-1), gold[rows]):.4f} → "
              f"{calibration_error(scaled[rows].softmax(-1), gold[rows]):.4f} [{low:.4f}, {high:.4f}]")
    best, right = scaled.softmax(-1).max(-1).values, scaled.argmax(-1) == gold
    for threshold in (0.4, 0.45, 0.5, 0.55, 0.6):
        below = best < threshold
        print(f"below {threshold}: {below.float().mean():.3f} of rows, {right[below].float().mean():.3f} of them right, "
              f"{right[~below].float().mean():.3f} of the others")
    return temperatures


def calibration_error(probabilities, gold):
    """The gap between confidence and accuracy, averaged over bins of equal mass (Nixon et al. 2019)."""
    best, found = probabilities.max(-1)
    order = best.argsort()
    gaps = [len(bin) * abs(float(best[bin].mean() - (found[bin] == gold[bin]).float().mean()))
            for bin in order.tensor_split(N_BINS)]
    return sum(gaps) / len(gold)


def provenance(settings, folder):
    """Where the weights come from: the base and the data, those of a model folder that the run went on from too."""
    base, licence, data = settings.base, settings.base_licence, [SOURCES[source.name] for source in settings.sources]
    if is_folder(folder):
        with open(os.path.join(folder, "model.toml"), "rb") as file:
            before = tomllib.load(file)["provenance"]
        base, licence, data = before["base"], before["licence"], before["data"] + data
    return {"base": base, "licence": licence, "data": list(dict.fromkeys(data)), "script": "scripts/train.py", "commit": commit()}


def stored(tensors, scheme, before):
    """Tensors as a folder has them; those that a run did not move as the folder `before` it has them, if there is one."""
    new = tensors if scheme == "none" else quantise_all(tensors, scheme)
    same = [name for name, tensor in dequantise_all(before).items() if torch.equal(tensor, tensors[name])]
    parts = [part for name in same for part in (name, name + ".scale") if part in before]
    return new | {part: before[part] for part in parts}


def main():
    """Exports, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", required=True, help="a run's folder: settings.json and last.pt")
    parser.add_argument("--base", required=True, help="folder with the pretrained encoders")
    parser.add_argument("--prepared", required=True, help="folder written by prepare.py")
    parser.add_argument("--out", required=True, help="the model folder to write")
    parser.add_argument("--scheme", choices=["int8-row", "int4-group64", "none"])
    parser.add_argument("--weights", default="last.pt")
    parser.add_argument("--quick", action="store_true", help="skip the scores before and after rounding")
    options = parser.parse_args()
    settings, tokeniser, original = open_run(options.run, options.base, options.weights)
    if settings.marked:
        raise SystemExit(f"{options.run} reads a text once for each target in it, which the program does not")
    base = os.path.join(options.base, settings.base)
    before = load_file(os.path.join(base, "model.safetensors")) if is_folder(base) else {}
    tensors = {name: tensor.detach().float() for name, tensor in shipped(original.state_dict()).items()}
    knows_holders = any(name.startswith("stance.directed.") for name in [*settings.trained, *before])
    if not knows_holders:
        tensors = {name: tensor for name, tensor in tensors.items() if not name.startswith("stance.directed.")}
    scheme = options.scheme or ("int4-group64" if settings.rounded else "int8-row")
    config = original.encoder.config
    reader = reader_of(stored(tensors, scheme, before), config, settings.pooling, settings.stance_heads)
    temperature, lone = calibrate(*stance_logits(reader, tokeniser, options.prepared, settings.window_tokens))
    soften(tensors, "stance.lone.output", temperature / lone)  # what is left is one temperature for all heads
    if knows_holders:
        directed = fit_temperature(*directed_logits(reader, tokeniser, options.prepared, settings.window_tokens))
        print(f"temperature {directed} (directed)")
        soften(tensors, "stance.directed.output", temperature / directed)
    with open(os.path.join(base, "tokenizer.json"), encoding="utf-8") as file:
        tokenizer = json.load(file)
    fields = {"name": settings.name, "description": settings.description,
              "begin": tokeniser.begin, "end": tokeniser.end,
              "window_tokens": settings.window_tokens, "window_overlap": settings.window_overlap,
              "pooling": settings.pooling, "stance_heads": settings.stance_heads, "scheme": scheme,
              "temperature": temperature, "abstain_below": ABSTAIN_BELOW,
              "provenance": provenance(settings, base)}
    write_folder(options.out, stored(tensors, scheme, before), tokenizer, config, fields)
    size = sum(os.path.getsize(os.path.join(options.out, name)) for name in os.listdir(options.out))
    print(f"{options.out}: {size / 1e6:.2f} MB")
    if not options.quick:
        plain = from_shipped(tensors, config, settings.pooling, settings.stance_heads)
        n_max = settings.window_tokens
        full = dev_scores(plain, tokeniser, options.prepared, n_max, settings.dev, False, knows_holders)
        _, tokeniser, reader = read_folder(options.out)
        small = dev_scores(reader, tokeniser, options.prepared, n_max, settings.dev, False, knows_holders)
        for name in full:
            print(f"{name}: f32 {full[name]:.2f}, stored {small[name]:.2f}, loss {full[name] - small[name]:+.2f}")


if __name__ == "__main__":
    main()
