"""What the built-in recogniser makes of replies that flite speaks: `python -m tests.heard_replies`.

Each reply is spoken by one voice a reply and goes the way of a recording: cut at its pauses, recognised, joined. One
JSON line for each reply and noise level is added to assets/marker/corpus/heard-SPLIT.jsonl (app.classifier.heard
reads them); what stands there already is not done again, so that the command can be stopped and run on.

    python -m tests.heard_replies --split test [--most 150] [--noise clean 20 10]
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import soundfile

from app.audio.clip import read_clip
from app.audio.file_recorder import recording_of
from app.classifier.corpus import LabelledReply, corpus_folder, evenly, read_split
from app.rehearsal.sound import SPEECH_RATE_HZ, Samples
from app.speech.engine import BUILT_IN, Setup, choose
from app.speech.tidying import tidy
from app.speech.worker import loader
from app.transcript.transcript import Word, join
from tests.flite import VOICES, noisy, speech

_PAUSE_S = 0.45

Hear = Callable[[Samples], tuple[Word, ...]]


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.heard_replies", description=__doc__)
    parser.add_argument("--split", choices=("train", "dev", "test"), default="test")
    parser.add_argument("--most", type=int, default=150, help="replies, taken evenly from the split")
    parser.add_argument("--noise", nargs="+", default=["clean", "20", "10"], help="dB below the speech, or clean")
    parser.add_argument("--side-by-side", type=int, default=2, help="processes at the same time")
    parser.add_argument("--one-each", action="store_true", help="only one of the levels for each reply, in turn")
    options = parser.parse_args(arguments)
    out = corpus_folder() / f"heard-{options.split}.jsonl"
    done = {(r["id"], r["noise"]) for r in map(json.loads, out.read_text().splitlines())} if out.exists() else set()
    replies = evenly(read_split(options.split), options.most)
    jobs = [
        Job(reply, number, level)
        for place, level in enumerate(options.noise)
        for number, reply in enumerate(replies)
        if (reply.id, level) not in done and (not options.one_each or number % len(options.noise) == place)
    ]
    with ProcessPoolExecutor(options.side_by_side, get_context("spawn")) as workers, out.open("a") as file:
        for count, record in enumerate(workers.map(heard, jobs), 1):
            file.write(json.dumps(record) + "\n")
            file.flush()
            sys.stderr.write(f"{count} of {len(jobs)}\n")
    return 0


@dataclass(frozen=True)
class Job:
    """A reply to be spoken, its place in the list (which chooses voice and noise), and the noise."""

    reply: LabelledReply
    number: int
    noise: str


def heard(job: Job) -> dict[str, str]:
    """One line of the file."""
    voice = VOICES[job.number % len(VOICES)]
    sound = spoken(job.reply, voice, None if job.noise == "clean" else float(job.noise), job.number)
    return {"id": job.reply.id, "noise": job.noise, "voice": voice, "heard": recognised(sound, _recogniser())}


@cache
def _recogniser() -> Hear:
    """The built-in recogniser, loaded once in each process."""
    setup = Setup(BUILT_IN, choose(BUILT_IN, None, Path()).engine.loader, None, "", threads=1)
    return loader(setup)(setup).words


def spoken(reply: LabelledReply, voice: str, level_db: float | None, seed: int) -> Samples:
    """A reply with a pause after each sentence, under white noise so many dB below the speech."""
    pause = np.zeros(round(_PAUSE_S * SPEECH_RATE_HZ), np.float32)
    parts = [part for sentence in reply.sentences for part in (speech(sentence.text, voice), pause)]
    sound = np.concatenate([pause, *parts])
    return sound if level_db is None else noisy(sound, level_db, seed)


def recognised(sound: Samples, hear: Hear) -> str:
    """What the recogniser makes of it, segment by segment as in a rehearsal."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reply.wav"
        soundfile.write(path, sound, SPEECH_RATE_HZ, subtype="PCM_16")
        _, segments = recording_of(read_clip(path), path)
    return join([tidy(hear(one.samples), one) for one in segments], BUILT_IN, True).text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
