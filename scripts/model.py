"""The network: one encoder, a token head for entities, a target-pooled head for stance.

`nn/encoder.rs` and `nn/heads.rs` compute the same; tensor names here are the names in model.safetensors.
"""

import json
import os

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import skip_init
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel, RobertaConfig, RobertaModel

from settings import ENTITY_LABELS, STANCE_LABELS

N_TYPES = 5
HEADS_SEED = 1
TYPES = "embeddings.token_type_embeddings.weight"


class TypedMPNet(MPNetModel):
    """MPNet whose words have types, which the library's have not; they start from zeros."""

    def __init__(self, config, add_pooling_layer=False):
        super().__init__(config, add_pooling_layer=add_pooling_layer)
        self.embeddings.token_type_embeddings = skip_init(nn.Embedding, N_TYPES, config.hidden_size)
        nn.init.zeros_(self.embeddings.token_type_embeddings.weight)

    def forward(self, input_ids, token_type_ids, attention_mask=None):
        """As the library's other encoders: ids, types and mask (windows, tokens) → .last_hidden_state."""
        embeddings = self.embeddings
        summed = embeddings.word_embeddings(input_ids) + embeddings.token_type_embeddings(token_type_ids)
        return super().forward(inputs_embeds=summed, attention_mask=attention_mask)


FAMILIES = {"bert": (BertConfig, BertModel), "roberta": (RobertaConfig, RobertaModel),
            "mpnet": (MPNetConfig, TypedMPNet)}


def build_encoder(config):
    """An encoder without pooler."""
    config._attn_implementation = "eager"  # on a CPU the backward pass of the fused kernel is four times slower
    return FAMILIES[config.model_type][1](config, add_pooling_layer=False)


class PooledDropout(nn.Module):
    """Dropout that cuts its masks out of one long random row: a quarter of a CPU step went to drawing fresh ones."""

    def __init__(self, rate, size=1 << 24):
        super().__init__()
        self.rate, self.size = rate, size
        self.masks = None

    def forward(self, x):
        if not self.training or self.rate == 0:
            return x
        if self.masks is None:
            self.masks = (torch.rand(self.size) >= self.rate).to(torch.bfloat16)
        n = x.numel()
        at = int(torch.randint(self.size - n, (1,)))
        return x * (self.masks[at:at + n].view_as(x) * (1 / (1 - self.rate))).to(x.dtype)


def share_dropout(module, drop):
    """Puts one PooledDropout in place of every nn.Dropout that drops anything."""
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout) and child.p > 0:
            setattr(module, name, drop)
        else:
            share_dropout(child, drop)


class StanceHead(nn.Module):
    """t = the target's hidden states averaged; it attends to the whole window; [t ; c] → stance and voice logits."""

    def __init__(self, d, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.query, self.key, self.value = nn.Linear(d, d), nn.Linear(d, d), nn.Linear(d, d)
        self.dense, self.output = nn.Linear(2 * d, d), nn.Linear(d, len(STANCE_LABELS))
        self.voice = nn.Linear(d, 1)
        # Lone sentences about persons are another question (see settings.left_to_sentences): its own last two layers.
        self.lone = nn.ModuleDict({"dense": nn.Linear(2 * d, d), "output": nn.Linear(d, len(STANCE_LABELS))})
        # What one target of a window thinks of another: [t ; c ; the holder's t]. It is always drawn alike, and by a
        # generator of its own, so that what is drawn beside it is what it was before there was this head.
        chance = torch.Generator().manual_seed(HEADS_SEED)
        self.directed = nn.ModuleDict({"dense": skip_init(nn.Linear, 3 * d, d // 2),
                                       "output": skip_init(nn.Linear, d // 2, len(STANCE_LABELS))})
        for layer in self.directed.values():
            nn.init.normal_(layer.weight, std=0.02, generator=chance), nn.init.zeros_(layer.bias)

    def read(self, hidden, mask, rows, pools):
        """hidden (windows, tokens, d), mask (windows, tokens), rows (targets), pools (targets, tokens) → [t ; c]
        (targets, 2d)."""
        d, size = hidden.shape[-1], hidden.shape[-1] // self.n_heads
        pooled = torch.bmm(pools[:, None].to(hidden.dtype), hidden[rows])[:, 0]  # (targets, d)

        def heads(x):  # (…, tokens, d) → (…, heads, tokens, size)
            return x.view(*x.shape[:-1], self.n_heads, size).transpose(-2, -3)

        key, value = heads(self.key(hidden))[rows], heads(self.value(hidden))[rows]
        query = heads(self.query(pooled)[:, None])  # (targets, heads, 1, size)
        context = F.scaled_dot_product_attention(query, key, value, attn_mask=mask[rows][:, None, None].bool())
        return torch.cat([pooled, context.transpose(1, 2).reshape(-1, d)], -1)

    def of_holders(self, joined, pairs, drop):
        """[t ; c] (targets, 2d), pairs (pairs, 2): a holder and whom he judges, of the targets → (pairs, 3): against,
        neutral, favor."""
        asked = drop(torch.cat([joined[pairs[:, 1]], joined[pairs[:, 0], :joined.shape[-1] // 2]], -1))
        return self.directed["output"](drop(F.gelu(self.directed["dense"](asked))))

    def forward(self, hidden, mask, rows, pools, lone, pairs, drop):
        """What `read` and `of_holders` take → (targets, 4): against, neutral, favor, and quoted (against author); and what
        `of_holders` gives, but not in training, where holders.py asks it alone."""
        joined = self.read(hidden, mask, rows, pools)
        directed = None if self.training else self.of_holders(joined, pairs, drop)
        joined = drop(joined)
        read, alone = drop(F.gelu(self.dense(joined))), drop(F.gelu(self.lone["dense"](joined)))
        stance = torch.where(lone[:, None], self.lone["output"](alone), self.output(read))
        return torch.cat([stance, self.voice(read)], -1), directed


class Reader(nn.Module):
    """The whole model."""

    def __init__(self, encoder, pooling, n_heads, dropout=0.1):
        super().__init__()
        d = encoder.config.hidden_size
        self.encoder, self.pooling, self.drop = encoder, pooling, PooledDropout(dropout)
        share_dropout(self.encoder, self.drop)
        self.entities = nn.Linear(d, len(ENTITY_LABELS))
        self.uses = nn.Linear(d, 1)
        self.stance = StanceHead(d, n_heads)
        self.residue = skip_init(nn.Linear, d, 1)  # zeros without a draw: what came before it stays as it was drawn
        nn.init.zeros_(self.residue.weight), nn.init.zeros_(self.residue.bias)

    def forward(self, batch):
        """A collated batch → entity logits (windows, tokens, 11), use logits (windows, tokens): a name that acts or is
        judged against a place or a source, residue logits (windows, tokens), whose mean over a window tells web residue
        from article, stance and voice logits (targets, 4), and the stance logits of holders (pairs, 3)."""
        hidden = self.encoder(input_ids=batch["ids"], token_type_ids=batch["types"],
                              attention_mask=batch["mask"]).last_hidden_state
        pools = blind_pools(batch) if self.pooling == "blind" else batch["pools"]
        stance, directed = self.stance(hidden, batch["mask"], batch["rows"], pools, batch["lone"], batch["pairs"],
                                       self.drop) if len(pools) else (None, None)
        hidden = self.drop(hidden)
        return self.entities(hidden), self.uses(hidden)[:, :, 0], self.residue(hidden)[:, :, 0], stance, directed


def blind_pools(batch):
    """The twin's pooling: the average of all content tokens, whatever the target."""
    inside = content(batch["mask"])
    return (inside / inside.sum(1, keepdim=True))[batch["rows"]]


def mean_of_content(logits, mask):
    """(windows, tokens) → (windows): the mean over the tokens between begin and end."""
    inside = content(mask)
    return (logits * inside).sum(1) / inside.sum(1).clamp(min=1)


def content(mask):
    """(windows, tokens): 1 for the tokens between begin and end."""
    inside = mask.float()
    inside[:, 0] = 0
    inside[torch.arange(len(inside)), mask.sum(1) - 1] = 0
    return inside


def from_base(folder, pooling, n_heads, dropout, layers=()):
    """A pretrained folder → a Reader with five case classes, all starting from the pretrained type row 0.

    `layers` names the layers that are kept, in order; all without it. New heads are always drawn alike, so that the weights
    of runs with different seeds can be averaged."""
    config = json.load(open(os.path.join(folder, "config.json")))
    settings = FAMILIES[config["model_type"]][0](**config)
    settings.hidden_dropout_prob, settings.attention_probs_dropout_prob = dropout, 0.0
    torch.manual_seed(HEADS_SEED)
    settings.type_vocab_size = N_TYPES
    encoder = build_encoder(settings)
    state = {name.split("bert.", 1)[-1]: tensor.float()
             for name, tensor in load_file(os.path.join(folder, "model.safetensors")).items()}
    if TYPES in state:
        rows = state[TYPES][:1].repeat(N_TYPES, 1)
        rows[1:] += 0.002 * torch.randn_like(rows[1:])
        state[TYPES] = rows
    else:
        state[TYPES] = torch.zeros(N_TYPES, settings.hidden_size)
    wanted = set(encoder.state_dict())
    missing = sorted(name for name in wanted - set(state) if "position_ids" not in name)
    if missing:
        raise SystemExit(f"{folder}: tensor {missing[0]} is missing")
    encoder.load_state_dict({name: tensor for name, tensor in state.items() if name in wanted}, strict=False)
    if layers:
        encoder.encoder.layer = nn.ModuleList(encoder.encoder.layer[i] for i in layers)
        encoder.config.num_hidden_layers = len(layers)
    return Reader(encoder, pooling, n_heads, dropout)


def load(reader, state, newer=("residue.", "stance.directed.")):
    """Loads weights; what begins with a word of `newer` may be missing and stays as it is."""
    result = reader.load_state_dict(state, strict=False)
    wrong = [name for name in result.missing_keys if not name.startswith(newer)] + result.unexpected_keys
    if wrong:
        raise SystemExit(f"tensor {wrong[0]} is missing or unused")
    return reader


def load_run(reader, path):
    """Loads a run's checkpoint; those from before a head, or before MPNet saw case, leave these as they are."""
    return load(reader, torch.load(path), ("residue.", "stance.directed.", "encoder." + TYPES))


def shipped(state):
    """A Reader's state dict → the names of model.safetensors: the encoder's without prefix, no position ids."""
    return {name[len("encoder."):] if name.startswith("encoder.") else name: tensor
            for name, tensor in state.items() if "position_ids" not in name and "pooler" not in name}


def from_shipped(tensors, config, pooling, n_heads):
    """The inverse: tensors of model.safetensors (dequantised) and an encoder config → a Reader for evaluation."""
    reader = Reader(build_encoder(config), pooling, n_heads, config.hidden_dropout_prob)
    own = ("entities.", "uses.", "residue.", "stance.")
    state = {name if name.startswith(own) else "encoder." + name: tensor for name, tensor in tensors.items()}
    state = {name: tensor for name, tensor in state.items() if "position_ids" not in name}
    return load(reader, state).eval()
