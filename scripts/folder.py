"""Model folders: model.toml, model.safetensors (4 or 8 bits, or f32), tokenizer.json; written and read here alone."""

import json
import os
import subprocess
import tomllib

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from batches import Tokeniser
from model import FAMILIES, N_TYPES, from_shipped
from settings import ENTITY_LABELS, SENTENCE_WORDS, STANCE_LABELS, sha256

GROUP = 64  # weights that share a scale at 4 bits
KEPT_F32 = ("entities.weight", "stance.output.weight", "stance.voice.weight")  # a few rows only


def quantise(weight, n_tries=60):
    """(rows, columns) f32 → int8 values and one scale a row, the scale with the smallest squared error of a few."""
    weight = weight.numpy().astype(np.float32)
    largest = np.maximum(np.abs(weight).max(1, keepdims=True), 1e-12)
    best_error = np.full(len(weight), np.inf, dtype=np.float32)
    best_values = np.zeros(weight.shape, dtype=np.int8)
    best_scale = np.zeros(len(weight), dtype=np.float32)
    for share in np.linspace(0.5, 1.0, n_tries, dtype=np.float32):
        values = np.clip(np.rint(weight / (largest * share / 127)), -127, 127)
        power = np.maximum((values * values).sum(1), 1e-12)
        scale = ((weight * values).sum(1) / power).astype(np.float32)  # least squares for these values
        error = ((weight - values * scale[:, None]) ** 2).sum(1)
        better = error < best_error
        best_error[better], best_scale[better] = error[better], scale[better]
        best_values[better] = values[better].astype(np.int8)
    return torch.from_numpy(best_values), torch.from_numpy(best_scale)


def is_rounded(name, tensor):
    """Whether a tensor is stored in 4 bits where those are asked for: every large matrix."""
    return (tensor.dim() == 2 and name not in KEPT_F32 and tensor.shape[1] % GROUP == 0
            and "position_embeddings" not in name and "token_type" not in name and len(tensor) >= GROUP)


def groups(weight):
    """(rows, columns) → values from -8 to 7 and one scale for each GROUP columns, -1/8 of the value that is largest
    without its sign, rounded to bf16: Q4_0 of llama.cpp with another group and scale."""
    grouped = weight.float().unflatten(1, (-1, GROUP))
    largest = grouped.gather(2, grouped.abs().argmax(2, keepdim=True))
    scale = (largest / -8).bfloat16()
    step = scale.float()
    return torch.where(step == 0, 0.0, grouped / step).round().clamp(-8, 7), scale


def round4(weight):
    """A matrix as 4 bits will give it back; what training with rounded weights computes with."""
    values, scale = groups(weight)
    return (values * scale.float()).flatten(1)


def quantise4(weight):
    """(rows, columns) → (rows, columns / 2) bytes, the earlier column in the low half, values + 8; and scales."""
    values, scale = groups(weight)
    nibbles = (values.flatten(1) + 8).to(torch.uint8)
    return nibbles[:, ::2] | nibbles[:, 1::2] << 4, scale[:, :, 0]


def quantise_all(tensors, scheme="int8-row"):
    """Every 2-D weight → NAME (I8) and NAME.scale (F32), or the large ones NAME (U8) and NAME.scale (BF16) where the
    scheme is of 4 bits; what is left stays F32."""
    out = {}
    for name, tensor in tensors.items():
        if scheme == "int4-group64" and is_rounded(name, tensor):
            out[name], out[name + ".scale"] = quantise4(tensor)
        elif tensor.dim() == 2 and name not in KEPT_F32:
            out[name], out[name + ".scale"] = quantise(tensor)
        else:
            out[name] = tensor.float().contiguous()
    return out


def dequantise_all(tensors):
    """The inverse, in f32."""
    def dequantise(name, tensor):
        scale = tensors.get(name + ".scale")
        if scale is None:
            return tensor.float()
        if tensor.dtype == torch.int8:
            return tensor.float() * scale[:, None]
        values = torch.stack([tensor & 15, tensor >> 4], 2).flatten(1).float() - 8
        return (values.unflatten(1, (-1, GROUP)) * scale.float()[:, :, None]).flatten(1)

    return {name: dequantise(name, tensor) for name, tensor in tensors.items() if not name.endswith(".scale")}


def round_inputs(x):
    """(…, columns in whole groups) → the same as whole numbers from -127 to 127 times a scale for each GROUP columns."""
    grouped = x.float().unflatten(-1, (-1, GROUP))
    largest = grouped.abs().amax(-1, keepdim=True)
    inverse = torch.where(largest < 1e-36, 0.0, 127 / largest)
    return ((grouped * inverse).round() * (largest / 127)).flatten(-2).to(x.dtype)


def reader_of(tensors, config, pooling, n_heads, rounds_inputs=True):
    """The tensors of model.safetensors → the f32 reference of what the program computes: where a layer of the encoder has
    4 bits, its inputs are rounded too, unless the plain weights are asked for."""
    reader = from_shipped(dequantise_all(tensors), config, pooling, n_heads)
    for name, module in reader.encoder.named_modules():
        if rounds_inputs and isinstance(module, torch.nn.Linear) and tensors[name + ".weight"].dtype == torch.uint8:
            module.register_forward_pre_hook(lambda _, inputs: (round_inputs(inputs[0]),))
    return reader


def write_folder(out, tensors, tokenizer, config, fields):
    """Writes the three files; `config` is the encoder's, `fields` what model.toml says about the rest."""
    os.makedirs(out, exist_ok=True)
    save_file({name: tensor.contiguous() for name, tensor in sorted(tensors.items())},
              os.path.join(out, "model.safetensors"), {"format": "pt"})
    os.chmod(os.path.join(out, "model.safetensors"), 0o644)
    tokenizer = {**tokenizer, "truncation": None, "padding": None}
    with open(os.path.join(out, "tokenizer.json"), "w", encoding="utf-8") as file:
        json.dump(tokenizer, file, ensure_ascii=False, separators=(",", ":"))
    tells_residue, knows_holders = "residue.weight" in tensors, "stance.directed.dense.weight" in tensors
    has_bits = config.model_type == "mpnet" or fields["scheme"] == "int4-group64"
    document = {
        "format": 6 if knows_holders else 5 if has_bits else 4 if tells_residue else 3,
        "name": fields["name"], "description": fields["description"],
        "encoder": {"family": config.model_type, "hidden": config.hidden_size,
                    "layers": config.num_hidden_layers, "heads": config.num_attention_heads,
                    "intermediate": config.intermediate_size, "vocabulary": config.vocab_size,
                    "positions": config.max_position_embeddings,
                    "position_offset": 0 if config.model_type == "bert" else config.pad_token_id + 1, "types": N_TYPES,
                    "layer_norm_eps": config.layer_norm_eps, "activation": "gelu"},
        "tokenizer": {"begin": fields["begin"], "end": fields["end"], "case_classes": True},
        "windows": {"tokens": fields["window_tokens"], "overlap": fields["window_overlap"]},
        "entities": {"labels": ENTITY_LABELS, "uses": True} | ({"residue": True} if tells_residue else {}),
        "stance": {"labels": STANCE_LABELS, "pooling": fields["pooling"], "heads": fields["stance_heads"],
                   "lone_words": SENTENCE_WORDS, **({"directed": True} if knows_holders else {}),
                   "temperature": fields["temperature"], "abstain_below": fields["abstain_below"]},
        "quantisation": {"scheme": fields["scheme"]},
        "provenance": fields["provenance"],
        "files": {name: sha256(os.path.join(out, name)) for name in ("model.safetensors", "tokenizer.json")},
    }
    with open(os.path.join(out, "model.toml"), "w", encoding="utf-8") as file:
        file.write(to_toml(document))


def to_toml(document):
    """Two levels of tables are all that model.toml needs."""
    def value(item):
        if isinstance(item, float):
            return repr(item) if "e" not in repr(item) else f"{item:e}".replace("000000e", "0e")
        return json.dumps(item, ensure_ascii=False)

    lines = [f"{key} = {value(item)}" for key, item in document.items() if not isinstance(item, dict)]
    for table, items in document.items():
        if isinstance(items, dict):
            lines += ["", f"[{table}]"]
            lines += [f"{key if '.' not in key else json.dumps(key)} = {value(item)}" for key, item in items.items()]
    return "\n".join(lines) + "\n"


def is_folder(path):
    """Whether a folder holds a whole model, not a pretrained encoder alone."""
    return os.path.exists(os.path.join(path, "model.toml"))


def read_folder(folder, rounds_inputs=True, dropout=0.0):
    """A model folder → model.toml as a dict, the tokeniser, and the f32 reference model (eager attention), which rounds
    inputs as the program does or computes with the plain weights; `dropout` counts only if it is trained further."""
    with open(os.path.join(folder, "model.toml"), "rb") as file:
        document = tomllib.load(file)
    for name, digest in document["files"].items():
        if sha256(os.path.join(folder, name)) != digest:
            raise SystemExit(f"{folder}/{name}: the sha256 differs from the one in model.toml")
    encoder, stance = document["encoder"], document["stance"]
    config = FAMILIES[encoder["family"]][0](
        vocab_size=encoder["vocabulary"], hidden_size=encoder["hidden"], num_hidden_layers=encoder["layers"],
        num_attention_heads=encoder["heads"], intermediate_size=encoder["intermediate"],
        max_position_embeddings=encoder["positions"], type_vocab_size=encoder["types"],
        layer_norm_eps=encoder["layer_norm_eps"], hidden_act=encoder["activation"],
        pad_token_id=max(0, encoder["position_offset"] - 1), hidden_dropout_prob=dropout, attention_probs_dropout_prob=0.0)
    tensors = load_file(os.path.join(folder, "model.safetensors"))
    reader = reader_of(tensors, config, stance["pooling"], stance["heads"], rounds_inputs)
    marks = document["tokenizer"]
    return document, Tokeniser(os.path.join(folder, "tokenizer.json"), marks["begin"], marks["end"]), reader


def commit():
    """The commit that the scripts are at."""
    here = os.path.dirname(os.path.abspath(__file__))
    found = subprocess.run(["git", "-C", here, "rev-parse", "HEAD"], capture_output=True, text=True)
    return found.stdout.strip() or "unknown"
