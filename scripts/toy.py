"""Writes models/toy and models/toy-mpnet: random weights in the shape of the real thing, small enough for every test.

    python toy.py --family bert --out ../models/toy
    python toy.py --family mpnet --out ../models/toy-mpnet

The second has 4 bits a weight.
"""

import argparse
import json
import os
import string

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

from folder import quantise_all, write_folder
from model import FAMILIES, N_TYPES, Reader, build_encoder, shipped

WORDS = """the of and to in a that for on with said was is by at from as has have had he she it they his her its their
who will would be been are were not but after over against before about this which new two first more also when than
president minister government party state states people country city police court leader leaders official officials
united nations israel russia china iran ukraine america european union white house kremlin moscow washington beijing
hamas trump biden obama putin clinton senate congress republican republicans democrat democrats russian chinese israeli
palestinian american british french german praised criticized condemned blamed welcomed accused attack attacks war peace
talks deal vote election law rights news agency tuesday monday""".split()
PIECES = """s ed ing er ers ly al ian ans ion ions tion ment able ity ist ists ism es en an in on at or ar il el le re ch
sh th st ia us um""".split()
SYMBOLS = "“”‘’–—…«»•€£"


def tokenizer():
    """A lower-casing WordPiece tokenizer: all of printable ASCII, some words, some pieces."""
    letters = string.ascii_lowercase + string.digits
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *string.punctuation, *SYMBOLS,
                  *("##" + letter for letter in letters), *("##" + piece for piece in PIECES), *WORDS]
    vocabulary = list(dict.fromkeys(vocabulary))
    built = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(vocabulary)}, unk_token="[UNK]",
                                       max_input_chars_per_word=100))
    built.normalizer = normalizers.BertNormalizer(lowercase=True)
    built.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    built.decoder = decoders.WordPiece()
    built.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    return json.loads(built.to_str()), len(vocabulary)


def main():
    """Builds and writes the folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--family", choices=["bert", "mpnet"], required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    built, n_vocabulary = tokenizer()
    # MPNet's windows are as long as its positions reach, so that tests see the farthest distances.
    width, n_tokens, scheme = (32, 64, "int8-row") if options.family == "bert" else (64, 126, "int4-group64")
    config = FAMILIES[options.family][0](
        vocab_size=n_vocabulary, hidden_size=width, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=2 * width, max_position_embeddings=128, type_vocab_size=N_TYPES)
    torch.manual_seed(options.seed)
    reader = Reader(build_encoder(config), "target", 2)
    for parameter in reader.parameters():
        # Wide enough for logits that differ from token to token, narrow enough for stable parity in f32.
        torch.nn.init.normal_(parameter, std=0.25)
    for name, parameter in reader.named_parameters():
        if name.endswith("LayerNorm.weight"):
            parameter.data.add_(1.0)
    fields = {"name": os.path.basename(os.path.normpath(options.out)),
              "description": "Random weights for tests; its answers mean nothing.",
              "begin": 2, "end": 3, "window_tokens": n_tokens, "window_overlap": 16, "pooling": "target", "stance_heads": 2,
              "temperature": 1.0, "abstain_below": 0.4, "scheme": scheme,
              "provenance": {"base": "none", "licence": "MIT OR Apache-2.0", "data": [], "script": "scripts/toy.py",
                             "commit": f"seed {options.seed}"}}
    # What random weights took for residue would be left out of every test; one of the two knows no holders.
    left_out = ("residue.",) if options.family == "mpnet" else ("residue.", "stance.directed.")
    tensors = {name: tensor for name, tensor in shipped(reader.state_dict()).items() if not name.startswith(left_out)}
    write_folder(options.out, quantise_all(tensors, scheme), built, config, fields)


if __name__ == "__main__":
    main()
