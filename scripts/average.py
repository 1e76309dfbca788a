"""Runs with different seeds or shares of data → one run with the mean of their weights (Wortsman et al. 2022, "Model soups").

    python average.py --run DIR/NAME-1 --run DIR/NAME-2 [--weights 0.8 0.2] --out DIR/NAME

The runs must have one shape and begin with the same weights, as all runs from one base or one run do, or go on from one
another: only then the mean of two answers is near the answer of the mean. What is not a weight is the first run's.
"""

import argparse
import json
import os

import torch

from train import save

SHAPE = ("base", "pooling", "marked", "stance_heads", "layers")


def main():
    """Reads, averages, writes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", required=True, action="append", help="a finished run; give several")
    parser.add_argument("--weights", type=float, nargs="+", help="of the runs, in their order; equal without it")
    parser.add_argument("--out", required=True, help="the run's folder to write; its last part is the name")
    options = parser.parse_args()
    settings = [json.load(open(os.path.join(run, "settings.json"))) for run in options.run]
    shapes = [{key: each.get(key, False) for key in SHAPE} for each in settings]
    if any(shape != shapes[0] for shape in shapes):
        raise SystemExit(f"the runs differ in {', '.join(SHAPE)}: their mean means nothing")
    names = {each["name"] for each in settings}
    if len({each["start"] for each in settings if each["start"] not in names}) > 1:
        raise SystemExit("the runs begin with other weights and none goes on from another: their mean means nothing")
    weights = options.weights or [1 / len(settings)] * len(settings)
    if len(weights) != len(settings) or abs(sum(weights) - 1) > 1e-6:
        raise SystemExit("--weights: one for each --run, and 1 together")
    states = [torch.load(os.path.join(run, "last.pt")) for run in options.run]
    if any(state.keys() != states[0].keys() for state in states):
        raise SystemExit("the runs do not have the same tensors: go on with the older one for an epoch first")
    def mean_of(name, first):
        """What all runs share stays as it is, to the last bit, and so do whole numbers."""
        if not first.is_floating_point() or all(torch.equal(state[name], first) for state in states):
            return first
        return sum(weight * state[name] for weight, state in zip(weights, states))

    mean = {name: mean_of(name, tensor) for name, tensor in states[0].items()}
    os.makedirs(options.out, exist_ok=True)
    with open(os.path.join(options.out, "settings.json"), "w") as file:
        json.dump({**settings[0], "name": os.path.basename(os.path.normpath(options.out))}, file, indent=1)
    save(os.path.join(options.out, "last.pt"), mean)


if __name__ == "__main__":
    main()
