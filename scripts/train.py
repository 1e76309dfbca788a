"""Trains entities, stance and voice together; resumes where it stopped.

    python train.py --config config/small-v6-rounded.toml --prepared DIR --base DIR --out DIR

Every few minutes and after every epoch the state goes to OUT/NAME/state.pt; OUT/NAME/log.jsonl has the dev scores of
each epoch, OUT/NAME/last.pt the weights and OUT/NAME/settings.json the resolved settings. Running the same command
again continues from state.pt.
"""

import argparse
import contextlib
import dataclasses
import json
import os
import random
import time
import typing

import torch
from torch.nn import functional as F

from batches import IGNORED, Tokeniser, collate, cut_batches, encode, epoch_examples, likeliest
from folder import is_folder, is_rounded, read_folder, round4
from model import from_base, load_run, mean_of_content
from rename import Names
from scores import best_labels, decode, macro_f1, micro_f1, span_counts
from settings import STANCE_LABELS, Settings, build, read_jsonl, read_settings

DEV_ENTITIES = {"worldwide.dev": ["PER", "ORG", "LOC", "NORP"], "crossner.dev": ["PER", "ORG", "LOC"]}


class Said(typing.NamedTuple):
    """What the model says of a record."""

    record: dict
    entities: torch.Tensor  # (tokens, labels)
    uses: torch.Tensor  # (tokens)
    residue: float
    stance: torch.Tensor  # (targets, 4): stance and voice
    directed: torch.Tensor  # (pairs, 3): what a holder thinks of a target


def predict(reader, batches, pad, bf16=True):
    """Runs the model over batches → what it says of each record, in logits."""
    reader.eval()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bf16):
        for batch in batches:
            padded = collate(batch, pad)
            entities, uses, residue, stance, directed = reader(padded)
            residue = mean_of_content(residue.float(), padded["mask"]).tolist()
            stance = torch.zeros((0, len(STANCE_LABELS) + 1)) if stance is None else stance.float()
            directed = torch.zeros((0, len(STANCE_LABELS))) if directed is None else directed.float()
            stances = stance.split([len(record["targets"]) for record in batch])
            judgements = directed.split([len(record["pairs"]) for record in batch])
            for row, record in enumerate(batch):
                inside = slice(1, len(record["ids"]) - 1)
                yield Said(record, entities[row, inside].float(), uses[row, inside].float(), residue[row],
                           stances[row], judgements[row])


def tag(reader, records, pad, bf16=True):
    """Runs the model over encoded examples → (record, the names that its token head sees)."""
    for said in predict(reader, cut_batches(records, 4096), pad, bf16):
        yield said.record, decode(best_labels(said.entities.numpy(), said.record["words"]), said.record["offsets"])


def dev_scores(reader, tokeniser, prepared, n_max, stance_sets, bf16=True, with_holders=False, marked=False):
    """Scores on the dev files, with the Python model; what holders think, where it was taught that."""
    scores, pooled, right = {}, [], []
    for name in stance_sets:
        pairs, directed = [], []
        records = encode(read_jsonl(os.path.join(prepared, name + ".jsonl")), tokeniser, n_max, marked)
        for said in predict(reader, cut_batches(records, 4096), tokeniser.pad, bf16):
            uses, targets, judged = said.record["uses"], said.record["targets"], said.record["pairs"]
            right += [bool(logit > 0) == acts for logit, acts in zip(said.uses, uses) if acts == acts]
            pairs += [(likeliest(gold), likeliest(row)) for (_, gold, _, _), row in zip(targets, said.stance)]
            directed += [(likeliest(gold), likeliest(row)) for (_, _, gold), row in zip(judged, said.directed)]
        scores[name] = macro_f1(pairs)
        if directed and with_holders:
            scores[name + ", directed"] = macro_f1(directed)
        pooled += pairs if name.startswith("newsmtsc") else []
    scores["newsmtsc.dev"] = macro_f1(pooled)
    for name, types in DEV_ENTITIES.items():
        records = encode(read_jsonl(os.path.join(prepared, name + ".jsonl")), tokeniser, n_max)
        total = span_counts([], [], types)
        for record, found in tag(reader, records, tokeniser.pad, bf16):
            total += span_counts(found, record["example"]["spans"], types)
        scores[name] = micro_f1(total)
    if right:
        scores["uses"] = 100 * sum(right) / len(right)
    return {name: round(score, 2) for name, score in scores.items()}


def make_optimiser(reader, settings, n_steps):
    """AdamW, no decay on biases and norms, a higher rate for the new heads, linear warm-up and decay."""
    groups = {}
    for name, parameter in reader.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = settings.learning_rate if name.startswith("encoder.") else settings.head_learning_rate
        decay = settings.weight_decay if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    optimiser = torch.optim.AdamW([{"params": parameters, "lr": rate, "weight_decay": decay}
                                   for (rate, decay), parameters in groups.items()], fused=True)
    n_warm = max(1, int(settings.warmup * n_steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / n_warm, max(0.0, (n_steps - step) / max(1, n_steps - n_warm))))
    return optimiser, schedule


def loss_of(entities, uses, residue, stance, batch, settings, n_labels, n_targets):
    """All losses, each a sum divided by an average count a batch, so that every token and target counts once; residue
    alone is a mean over the windows of its batch."""
    loss = F.cross_entropy(entities.float().flatten(0, 1), batch["labels"].flatten(), ignore_index=IGNORED,
                           reduction="sum") / max(n_labels, 1.0)
    known = ~batch["uses"].isnan()
    loss = loss + settings.use_weight * F.binary_cross_entropy_with_logits(
        uses.float()[known], batch["uses"][known], reduction="sum") / n_targets
    known = ~batch["residue"].isnan()
    loss = loss + settings.residue_weight * F.binary_cross_entropy_with_logits(
        mean_of_content(residue.float(), batch["mask"])[known], batch["residue"][known], reduction="sum") / len(batch["residue"])
    if stance is not None:
        distributions, quoted = batch["answers"][:, :-1], batch["answers"][:, -1]
        logits, spoken = stance.float(), ~quoted.isnan()
        loss = loss + settings.stance_weight * F.cross_entropy(logits[:, :-1], distributions, reduction="sum") / n_targets
        loss = loss + settings.voice_weight * F.binary_cross_entropy_with_logits(
            logits[spoken, -1], quoted[spoken], reduction="sum") / n_targets
    return loss


@torch.no_grad()
def round_in_place(parameters):
    """Parameters become what 4 bits will give back."""
    for parameter in parameters:
        parameter.copy_(round4(parameter))


@contextlib.contextmanager
def rounded(parameters):
    """Inside, the parameters are what 4 bits will give back; outside, what the optimiser moves: gradients pass the
    rounding straight through (Bengio et al. 2013, arXiv:1308.3432, section 2.3)."""
    exact = [parameter.detach().clone() for parameter in parameters]
    round_in_place(parameters)
    try:
        yield
    finally:
        with torch.no_grad():
            for parameter, value in zip(parameters, exact):
                parameter.copy_(value)


def plan_epoch(settings, sets, names, tokeniser, epoch):
    """The shuffled batches of one epoch: the same for the same seed, so that a resumed run sees the same."""
    examples = epoch_examples(settings.sources, sets, names, settings.join, settings.seed, epoch)
    records = encode(examples, tokeniser, settings.window_tokens, settings.marked)
    batches = cut_batches(records, settings.tokens_per_batch, random.Random(f"{settings.seed}-{epoch}-order"))
    n_labels = sum(label != IGNORED for record in records for label in record["labels"]) / len(batches)
    n_targets = sum(len(record["targets"]) for record in records) / len(batches)
    return batches, n_labels, max(n_targets, 1.0), sum(record["cut"] for record in records)


def begin(settings, bases, dropout):
    """What a run begins with: the tokeniser and the network of a pretrained encoder, its heads new, or of a model folder."""
    base = os.path.join(bases, settings.base)
    if not is_folder(base):
        reader = from_base(base, settings.pooling, settings.stance_heads, dropout, settings.layers)
        return Tokeniser(os.path.join(base, "tokenizer.json")), reader
    document, tokeniser, reader = read_folder(base, rounds_inputs=False, dropout=dropout)
    if settings.layers or settings.stance_heads != document["stance"]["heads"]:
        raise SystemExit(f"{base}: a model folder keeps its layers and its {document['stance']['heads']} stance heads")
    reader.pooling = settings.pooling  # the blind twin has another pooling than its folder
    return tokeniser, reader


def open_run(folder, bases, weights="last.pt"):
    """A finished run, or a model folder → its settings, its tokeniser and the trained model as it was scored, without
    dropout."""
    if is_folder(folder):
        _, tokeniser, reader = read_folder(folder, rounds_inputs=True, dropout=0.0)
        return Settings(os.path.basename(os.path.normpath(folder)), "a model folder", folder, "", []), tokeniser, reader
    with open(os.path.join(folder, "settings.json")) as file:
        settings = build(Settings, json.load(file), "settings.json")
    tokeniser, reader = begin(settings, bases, 0.0)
    load_run(reader, os.path.join(folder, weights))
    round_in_place(rounded_parameters(reader, settings))
    return settings, tokeniser, reader


def rounded_parameters(reader, settings):
    """The parameters that a run sees as 4 bits will give them back."""
    return [parameter for name, parameter in reader.named_parameters() if settings.rounded and is_rounded(name, parameter)]


def freeze(reader, settings):
    """Leaves what `settings.trained` names to be trained and rounds the rest once → the trained parameters that are rounded."""
    for name, parameter in reader.named_parameters():
        parameter.requires_grad_(not settings.trained or name.startswith(tuple(settings.trained)))
    coarse = rounded_parameters(reader, settings)
    round_in_place(parameter for parameter in coarse if not parameter.requires_grad)
    return [parameter for parameter in coarse if parameter.requires_grad]


def save(path, content):
    """torch.save through a temporary name."""
    torch.save(content, path + ".partial")
    os.replace(path + ".partial", path)


def without(settings, left_out):
    """The settings of a run that does not read one of its sources."""
    kept = [source for source in settings.sources if source.name != left_out]
    if len(kept) == len(settings.sources):
        raise SystemExit(f"{settings.name} has no source {left_out!r}: {', '.join(source.name for source in kept)}")
    return dataclasses.replace(settings, sources=kept, name=f"{settings.name}-without-{left_out.split('.')[0]}")


def main():
    """Trains, logs, saves."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--config", required=True)
    parser.add_argument("--prepared", required=True, help="folder written by prepare.py")
    parser.add_argument("--base", required=True, help="folder with the pretrained encoders")
    parser.add_argument("--out", required=True, help="folder for checkpoints; keep it out of git")
    parser.add_argument("--save-minutes", type=float, default=4.0)
    parser.add_argument("--seed", type=int, help="another seed; the run is called NAME-SEED")
    parser.add_argument("--without", help="a source to leave out; the run is called NAME-without-SOURCE")
    options = parser.parse_args()
    settings = read_settings(options.config)
    if options.seed is not None:
        settings = dataclasses.replace(settings, seed=options.seed, name=f"{settings.name}-{options.seed}")
    if options.without:
        settings = without(settings, options.without)
    out = os.path.join(options.out, settings.name)
    os.makedirs(out, exist_ok=True)
    tokeniser, reader = begin(settings, options.base, settings.dropout)
    if settings.start:
        load_run(reader, os.path.join(options.out, settings.start, "last.pt"))
    torch.manual_seed(settings.seed)
    coarse = freeze(reader, settings)
    sets = {source.name: read_jsonl(os.path.join(options.prepared, source.name + ".jsonl"))
            for source in settings.sources}
    names = Names(item for source in settings.sources if source.renamed for item in sets[source.name])

    n_steps = sum(len(plan_epoch(settings, sets, names, tokeniser, epoch)[0]) for epoch in range(settings.epochs))
    optimiser, schedule = make_optimiser(reader, settings, n_steps)
    epoch, step, state_path = 0, 0, os.path.join(out, "state.pt")
    if os.path.exists(state_path):
        state = torch.load(state_path)
        if state.get("settings") != dataclasses.asdict(settings):
            raise SystemExit(f"{state_path} is of other settings: give the run another name, or remove its folder")
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        epoch, step = state["epoch"], state["step"]
        print(f"resumed at epoch {epoch}, step {step}", flush=True)

    def keep(epoch, step):
        save(state_path, {"settings": dataclasses.asdict(settings), "reader": reader.state_dict(),
                          "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch, "step": step})

    with open(os.path.join(out, "settings.json"), "w") as file:
        json.dump(dataclasses.asdict(settings), file, indent=1)
    while epoch < settings.epochs:
        batches, n_labels, n_targets, n_cut = plan_epoch(settings, sets, names, tokeniser, epoch)
        print(f"epoch {epoch}: {len(batches)} batches, {n_labels:.0f} labels and {n_targets:.1f} targets a batch, "
              f"{n_cut} tokens beyond the window", flush=True)
        reader.train()
        started = saved = time.time()
        total, n_tokens = 0.0, 0
        for step in range(step, len(batches)):
            batch = collate(batches[step], tokeniser.pad)
            with rounded(coarse):
                with torch.autocast("cpu", torch.bfloat16, enabled=settings.bf16):
                    *said, _ = reader(batch)  # holders have a script of their own
                loss = loss_of(*said, batch, settings, n_labels, n_targets)
                loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            total, n_tokens = 0.98 * total + 0.02 * loss.item(), n_tokens + int(batch["mask"].sum())
            if step % 50 == 49:
                print(f"epoch {epoch} step {step + 1}/{len(batches)} loss {total:.3f} "
                      f"{n_tokens / (time.time() - started):.0f} tokens/s", flush=True)
            if time.time() - saved > 60 * options.save_minutes:
                keep(epoch, step + 1)
                saved = time.time()
        time_s = time.time() - started
        epoch, step = epoch + 1, 0
        keep(epoch, step)
        save(os.path.join(out, "last.pt"), reader.state_dict())
        with rounded(coarse):
            scores = dev_scores(
                reader, tokeniser, options.prepared, settings.window_tokens, settings.dev, settings.bf16,
                marked=settings.marked)
        entry = {"epoch": epoch, "time_s": round(time_s), "tokens": n_tokens, "dev": scores}
        print(json.dumps(entry), flush=True)
        with open(os.path.join(out, "log.jsonl"), "a") as log:
            log.write(json.dumps(entry) + "\n")


if __name__ == "__main__":
    main()
