"""Our encoder beside ONNX Runtime and PyTorch: same weights, same windows, one run, taking turns.

    cargo build --release --benches
    python peers.py --model ../../models/small-v9 --texts FILE.jsonl --json peers.json

Our side is the bench `stages` with --encode-only, which also says which windows there are: the real mix of lengths of
the texts, and 32 windows of 128 and of 64 tokens. ONNX Runtime gets its graph as exported or with fused attention,
whichever is faster. The peers get windows in batches of similar length, padded; each engine,
ours too, uses the batch budget that it is fastest with. Engines run the whole encoder, ids to hidden states; only the
forward passes are timed. Every pass of a peer stands between two of ours; a ratio is the peer's time over the mean of
the two, so above 1 we are ahead.
"""
# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.6", "transformers>=4.50", "tokenizers>=0.21", "safetensors>=0.5", "numpy>=2.0", "onnx>=1.17",
#                 "onnxruntime>=1.20"]
# ///

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "scripts"))
from folder import read_folder  # noqa: E402

BUDGETS = (512, 1024, 4096)
THREADS = (1, 2)
PAUSE_S = 0.05  # for the spinning threads of other engines to go to sleep
NAMES = ("ids", "types", "mask")


class Ours:
    """The bench process; it answers one line for each pass."""

    name = "standpoint"

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("the bench ended before it said which windows there are")
        self.head = json.loads(line)

    def seconds(self, name, n_threads, budget):
        request = json.dumps({"input": name, "threads": n_threads, "batch_tokens": budget})
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())["seconds"]


class Torch:
    """PyTorch with fused attention; `how` is f32, bf16-autocast or bf16-weights."""

    def __init__(self, encoder, how):
        self.name = f"torch-{how}"
        self.encoder, self.autocast = encoder, how == "bf16-autocast"

    def prepare(self, batches, n_threads):
        return [(torch.from_numpy(ids), torch.from_numpy(types), None if mask.all() else torch.from_numpy(mask))
                for ids, types, mask in batches]

    def run(self, batches, n_threads):
        torch.set_num_threads(n_threads)
        # One context for the whole pass, so that autocast converts the weights once.
        cast = torch.autocast("cpu", torch.bfloat16) if self.autocast else contextlib.nullcontext()
        with torch.inference_mode(), cast:
            return [self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
                    for ids, types, mask in batches]

    def first(self, batches):
        return self.run(batches, 1)[0].float().numpy()


class Ort:
    """ONNX Runtime, one session for each number of threads."""

    def __init__(self, path, name):
        self.name, self.sessions = name, {}
        for n_threads in THREADS:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads, options.inter_op_num_threads = n_threads, 1
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
            self.sessions[n_threads] = onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"])

    def prepare(self, batches, n_threads):
        return [dict(zip(NAMES, batch)) for batch in batches]

    def run(self, batches, n_threads):
        return [self.sessions[n_threads].run(None, feeds)[0] for feeds in batches]

    def first(self, batches):
        return self.run(batches, 1)[0]


class ForExport(torch.nn.Module):
    """The encoder with its mask spelled out, as the exporter wants it."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, ids, types, mask):
        mask = (1.0 - mask[:, None, None, :].float()) * -10000.0
        return self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state


def onnx_files(encoder, config, folder):
    """Exports the encoder → paths of the graph, f32 and 8 bits, each as exported and with its attention fused."""
    paths = {name: os.path.join(folder, name + ".onnx") for name in ("f32", "f32-fused", "int8", "int8-fused")}
    ids = torch.ones(2, 8, dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(ForExport(encoder).eval(), (ids, ids * 0, ids), paths["f32"], input_names=list(NAMES),
                          output_names=["hidden"], opset_version=17, dynamo=False,
                          dynamic_axes={name: {0: "windows", 1: "tokens"} for name in (*NAMES, "hidden")})
    fused = optimize_model(paths["f32"], "bert", num_heads=config["heads"], hidden_size=config["hidden"])
    fused.save_model_to_file(paths["f32-fused"])
    for kind in ("", "-fused"):
        # Fused operators have no shapes to infer types from.
        quantize_dynamic(paths["f32" + kind], paths["int8" + kind], weight_type=QuantType.QInt8,
                         extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT})
    return paths


def cut(windows, budget):
    """Windows of similar length together, padded to at most `budget` tokens → arrays (windows, tokens)."""
    order = sorted(range(len(windows["ids"])), key=lambda i: len(windows["ids"][i]))
    groups, group = [], []
    for i in order:
        if group and len(windows["ids"][i]) * (len(group) + 1) > budget:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    batches = []
    for group in groups:
        shape = (len(group), len(windows["ids"][group[-1]]))
        ids, types, mask = (np.zeros(shape, dtype=np.int64) for _ in NAMES)
        for row, i in enumerate(group):
            n = len(windows["ids"][i])
            ids[row, :n], types[row, :n], mask[row, :n] = windows["ids"][i], windows["types"][i], 1
        batches.append((ids, types, mask))
    return batches


def timed(engine, batches, n_threads):
    started = time.perf_counter()
    engine.run(batches, n_threads)
    return time.perf_counter() - started


def best_budget(seconds):
    """The budget with the shortest pass after a warm-up; `seconds` runs one pass."""
    tried = {}
    for budget in BUDGETS:
        seconds(budget)
        tried[budget] = min(seconds(budget), seconds(budget))
    return min(tried, key=tried.get)


def faster(engines, windows):
    """The faster of some forms of one engine, on one thread."""
    batches = cut(windows, BUDGETS[0])
    tried = {}
    for engine in engines:
        prepared = engine.prepare(batches, 1)
        timed(engine, prepared, 1)
        tried[engine.name] = timed(engine, prepared, 1)
    return min(engines, key=lambda engine: tried[engine.name])


def spread(values):
    return [round(value, 4) for value in (statistics.median(values), min(values), max(values))]


def compare(ours, engines, name, n_threads, rounds):
    """One input with one number of threads → a dict for each engine, ours first."""
    windows = ours.head["inputs"][name]
    n_tokens = sum(len(ids) for ids in windows["ids"])
    our_budget = best_budget(lambda budget: ours.seconds(name, n_threads, budget))
    prepared, budgets = {}, {}
    for engine in engines:
        cuts = {budget: engine.prepare(cut(windows, budget), n_threads) for budget in BUDGETS}
        budgets[engine.name] = best_budget(lambda budget: timed(engine, cuts[budget], n_threads))
        prepared[engine.name] = cuts[budgets[engine.name]]
        time.sleep(PAUSE_S)

    def ours_once():
        time.sleep(PAUSE_S)
        return ours.seconds(name, n_threads, our_budget)

    theirs, ratios, own = {engine.name: [] for engine in engines}, {engine.name: [] for engine in engines}, []
    for _ in range(rounds):
        own.append(ours_once())
        for engine in engines:
            theirs[engine.name].append(timed(engine, prepared[engine.name], n_threads))
            own.append(ours_once())
            ratios[engine.name].append(theirs[engine.name][-1] / statistics.mean(own[-2:]))
    rows = [{"engine": ours.name, "batch_tokens": our_budget, "seconds": spread(own), "ratio": [1.0, 1.0, 1.0]}]
    rows += [{"engine": engine.name, "batch_tokens": budgets[engine.name], "seconds": spread(theirs[engine.name]),
              "ratio": spread(ratios[engine.name])} for engine in engines]
    for row in rows:
        row["tokens_per_second"] = round(n_tokens / row["seconds"][0])
    return {"input": name, "threads": n_threads, "windows": len(windows["ids"]), "tokens": n_tokens, "engines": rows}


def show(result):
    print(f"\n{result['input']}: {result['windows']} windows, {result['tokens']} tokens; threads: {result['threads']}")
    print(f"{'engine':<22}{'tokens/s':>10}{'batch':>8}   {'seconds':<28}its time / ours")
    for row in result["engines"]:
        middle, least, most = row["seconds"]
        ratio = "{:.2f} ({:.2f}–{:.2f})".format(*row["ratio"])
        seconds = f"{middle:.3f} ({least:.3f}–{most:.3f})"
        print(f"{row['engine']:<22}{row['tokens_per_second']:>10}{row['batch_tokens']:>8}   {seconds:<28}{ratio}", flush=True)


def bench_path():
    """Where cargo put the bench."""
    command = ["cargo", "bench", "--bench", "stages", "--no-run", "--message-format", "json"]
    built = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    messages = [json.loads(line) for line in built.splitlines() if line.startswith("{")]
    return next(m["executable"] for m in messages if m.get("executable") and m["target"]["name"] == "stages")


def load(folder, how, attention="sdpa"):
    """The encoder for one way of PyTorch."""
    _, _, reader = read_folder(folder, rounds_inputs=False)
    reader.encoder.set_attn_implementation(attention)
    return reader.encoder.eval().to(torch.bfloat16 if how == "bf16-weights" else torch.float32)


def main():
    """Runs everything; a table, and JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True, help="a model folder")
    parser.add_argument("--texts", required=True, help="documents, as `standpoint annotate` reads them")
    parser.add_argument("--sample-tokens", default=8192, type=int, help="about how many tokens of them to use")
    parser.add_argument("--rounds", default=7, type=int)
    parser.add_argument("--threads", nargs="*", default=THREADS, type=int, help="1, 2 or both")
    parser.add_argument("--inputs", nargs="*", help="some of mix, 32x128, 32x64; all without it")
    parser.add_argument("--json", help="write all numbers here too")
    options = parser.parse_args()
    model, texts = os.path.abspath(options.model), os.path.abspath(options.texts)
    ours = Ours([bench_path(), texts, "--model", model, "--encode-only", "--sample-tokens", str(options.sample_tokens)])
    with open(os.path.join(model, "model.toml"), encoding="utf-8") as file:
        print(file.read().split("\n\n")[0])
    document = read_folder(model)[0]
    with tempfile.TemporaryDirectory() as folder:
        paths = onnx_files(load(model, "f32", "eager"), document["encoder"], folder)
        engines = [Torch(load(model, how), how) for how in ("f32", "bf16-autocast", "bf16-weights")]
        engines += [Ort(path, f"ort-{name}") for name, path in paths.items()]
    # The same numbers, or the comparison would mean nothing.
    mix = ours.head["inputs"]["mix"]
    only = cut({"ids": mix["ids"][:1], "types": mix["types"][:1]}, 1)
    reference = np.array(ours.head["hidden"], dtype=np.float32)
    difference = {}
    for engine in engines:
        found = engine.first(engine.prepare(only, 1)).reshape(-1)
        difference[engine.name] = round(float(np.abs(found - reference).max()), 6)
    print("largest difference of a hidden state of one window from ours:", difference)
    # Layers of 4 bits round their inputs here and not there.
    limit = 0.3 if document["quantisation"]["scheme"] == "int4-group64" else 1e-3
    if max(difference["torch-f32"], difference["ort-f32"]) > limit:
        raise SystemExit("the engines do not compute the same")
    f32, int8 = engines[3:5], engines[5:]
    engines = engines[:3] + [faster(forms, mix) for forms in (f32, int8)]
    results = []
    for name in options.inputs or ours.head["inputs"]:
        for n_threads in options.threads:
            results.append(compare(ours, engines, name, n_threads, options.rounds))
            show(results[-1])
    if options.json:
        report = {"model": ours.head["model"], "model_sha256": ours.head["model_sha256"], "kernel": ours.head["kernel"],
                  "versions": {"torch": torch.__version__, "onnxruntime": onnxruntime.__version__},
                  "rounds": options.rounds, "difference": difference, "results": results}
        with open(options.json, "w", encoding="utf-8") as file:
            file.write(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
