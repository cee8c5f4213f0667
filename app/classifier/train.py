# pyright: strict, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Trains the marker from the project's own replies: `python -m app.classifier.train [--out FOLDER]`.

Seeded runs on a processor, no GPU needed. Chooses nothing by the test replies.
"""

import argparse
import copy
import math
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from app.classifier.calibrate import calibrate
from app.classifier.corpus import LabelledReply, evenly, read_split
from app.classifier.examples import Example, example
from app.classifier.export import export
from app.classifier.heard import carried_over, heard_replies
from app.classifier.model_files import bundled_folder
from app.classifier.network import MoveNetwork
from app.classifier.variation import joined
from app.model.encoder_files import encoder_folder
from app.model.word_pieces import load_tokenizer


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


def rarity(examples: list[Example]) -> Tensor:
    """How much more a sentence counts that carries a label, per label (14,): the rarer, the more, from 1 to 4."""
    labels = np.stack([labels for one in examples for _, _, labels in one.sentences])
    share = labels.mean(axis=0)
    return torch.from_numpy(np.clip(np.sqrt((1 - share) / np.maximum(share, 1e-3)) / 1.5, 1, 4).astype(np.float32))


def loss_of(network: MoveNetwork, examples: list[Example], weights: Tensor, places: float = 1.0) -> Tensor:
    """Sum of the three losses: sentence labels, places of moves (times `places`), sentence boundaries."""
    ids, types, mask, boundary, place = batch(examples)
    got_boundary, got_place, value, weight = network(ids, types, mask)
    bce = torch.nn.functional.binary_cross_entropy_with_logits
    judged = boundary >= 0
    boundary_loss = bce(got_boundary[..., 0][judged], boundary[judged], pos_weight=torch.tensor(1.5))
    place_loss = bce(got_place[judged], place[judged], pos_weight=torch.tensor(2.0))
    logits, labels = [], []
    for row, one in enumerate(examples):
        for first, last, wanted in one.sentences:
            share = torch.softmax(weight[row, first:last], dim=0)
            logits.append((share * value[row, first:last]).sum(dim=0))
            labels.append(torch.from_numpy(wanted))
    sentence_loss = bce(torch.stack(logits), torch.stack(labels), pos_weight=weights)
    return sentence_loss * 2 + place_loss * places + boundary_loss


class Variant(StrEnum):
    """What the network sees and is asked for; PLACES is what the program ships."""

    ALONE = "sentences alone"
    CONTEXT = "with context"
    PLACES = "with context and places"


@dataclass(frozen=True)
class Recipe:
    """One training run; everything that changes its result."""

    seed: int = 1
    variant: Variant = Variant.PLACES
    most: int | None = None
    """How many of the training replies are used, taken evenly; None: all."""

    epochs: int = 12
    batch: int = 16
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    threads: int = 1


def train(recipe: Recipe) -> MoveNetwork:
    """One seeded training run on the project's training replies."""
    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    folder = encoder_folder()
    tokenizer = load_tokenizer((folder / "tokenizer.json").read_text(encoding="utf-8"))
    special = (tokenizer.token_to_id("[CLS]") or 0, tokenizer.token_to_id("[SEP]") or 0)
    replies = evenly([*read_split("train"), *_heard()], recipe.most)
    network = MoveNetwork(folder).train()
    optimiser = _optimiser(network, recipe)
    steps = recipe.epochs * math.ceil(len(_seen(replies, recipe)) / recipe.batch)
    # the rate rises over the first tenth and then falls to nothing, in straight lines
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
    )
    places = float(recipe.variant is Variant.PLACES)
    for epoch in range(recipe.epochs):
        begun = time.monotonic()
        examples = [example(tokenizer, reply, chance, special) for reply in _seen(replies, recipe)]
        weights = rarity(examples)
        losses = [
            _learn(network, optimiser, schedule, loss_of(network, part, weights, places))
            for part in _batches(examples, recipe.batch, chance)
        ]
        mean, seconds = sum(losses) / len(losses), time.monotonic() - begun
        print(f"seed {recipe.seed} epoch {epoch + 1}: loss {mean:.4f}, {seconds:.0f} s", flush=True)
    return network.eval()


def _seen(replies: list[LabelledReply], recipe: Recipe) -> list[LabelledReply]:
    """What stands in one window: a whole reply with the line that it answers, or a sentence alone."""
    if recipe.variant is not Variant.ALONE:
        return replies
    return [replace(joined(one, [sentence]), salesperson="") for one in replies for sentence in one.sentences]


def _heard() -> list[LabelledReply]:
    """Training replies that the built-in recogniser heard spoken, as they came out."""
    found = (carried_over(reply, words) for reply, _, words in heard_replies("train"))
    return [reply for reply in found if reply is not None]


def _optimiser(network: MoveNetwork, recipe: Recipe) -> torch.optim.Optimizer:
    encoder = list(network.encoder.parameters())
    heads = [value for name, value in network.named_parameters() if not name.startswith("encoder.")]
    return torch.optim.AdamW(
        [
            {"params": [value for value in encoder if value.ndim > 1], "lr": recipe.encoder_rate, "weight_decay": 0.01},
            {"params": [value for value in encoder if value.ndim <= 1], "lr": recipe.encoder_rate, "weight_decay": 0.0},
            {"params": heads, "lr": recipe.head_rate, "weight_decay": 0.01},
        ]
    )


def _batches(examples: list[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Examples of about the same length together, in random order."""
    ordered = sorted(examples, key=lambda one: len(one.window.ids) + chance.random() * 30)
    parts = [ordered[first : first + size] for first in range(0, len(ordered), size)]
    chance.shuffle(parts)
    return parts


def _learn(
    network: MoveNetwork,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    loss: Tensor,
) -> float:
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    schedule.step()
    return float(loss.detach())


def soup(networks: list[MoveNetwork]) -> MoveNetwork:
    """The mean of several runs' weights: one network as steady as several (Wortsman et al. 2022, "model soups")."""
    mean = copy.deepcopy(networks[0])
    states = [network.state_dict() for network in networks]
    mean.load_state_dict(
        {k: torch.stack([s[k].float() for s in states]).mean(0).to(v.dtype) for k, v in states[0].items()}
    )
    return mean


def main(arguments: list[str]) -> int:
    """The command: train a network for each seed, average them, export and calibrate the result."""
    parser = argparse.ArgumentParser(prog="python -m app.classifier.train", description=__doc__)
    parser.add_argument("--out", type=Path, default=bundled_folder(), help="folder for the model's files")
    parser.add_argument("--full", type=Path, help="another folder, for the same network not made smaller")
    parser.add_argument("--seeds", type=int, nargs="+", default=[Recipe.seed])
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--threads", type=int, default=Recipe.threads, help="processor threads for each run")
    parser.add_argument("--side-by-side", type=int, default=2, help="runs at the same time")
    options = parser.parse_args(arguments)
    recipes = [Recipe(seed=seed, epochs=options.epochs, threads=options.threads) for seed in options.seeds]
    with ProcessPoolExecutor(options.side_by_side, mp_context=get_context("spawn")) as workers:
        networks = list(workers.map(train, recipes))
    network, tokenizer = soup(networks), encoder_folder() / "tokenizer.json"
    export(network, tokenizer, options.out)
    calibrate(options.out)
    if options.full:
        export(network, tokenizer, options.full, int8=False)
        calibrate(options.full)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
