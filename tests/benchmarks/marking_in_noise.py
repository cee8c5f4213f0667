"""How right the verdict is when a reply is spoken, with and without noise, and heard by the built-in recogniser.

Each reply of a split is spoken by flite, one voice a reply, and goes the way of a recording: cut at its pauses,
recognised, joined, marked. Beside it stands the verdict on the words as they were written. Run from the checkout:

    python -m tests.benchmarks.marking_in_noise [--split test] [--most 150]
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

from app.audio.clip import read_clip
from app.audio.file_recorder import recording_of
from app.classifier.corpus import LabelledReply, read_split
from app.headless import load_marker
from app.marking.marker import Marker, Turn
from app.rehearsal.sound import SPEECH_RATE_HZ, Samples
from app.speech.engine import BUILT_IN, Setup, choose
from app.speech.tidying import tidy
from app.speech.worker import loader
from app.transcript.transcript import Word, join
from tests.benchmarks.fit_confidence import error_rate, plain
from tests.flite import VOICES, noisy, speech

LEVELS_DB: tuple[float | None, ...] = (None, 20, 10)
_PAUSE_S = 0.45

Hear = Callable[[Samples], tuple[Word, ...]]


def main(arguments: list[str]) -> int:
    """Print the table, and each reply's verdicts on stderr as they come."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.marking_in_noise", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--most", type=int, default=150)
    options = parser.parse_args(arguments)
    replies = read_split(options.split)[: options.most]
    choice = choose(BUILT_IN, None, Path())
    setup = Setup(BUILT_IN, choice.engine.loader, None, "", threads=1)
    hear, marker = loader(setup)(setup).words, load_marker()
    right: dict[str, int] = {}
    errors: dict[str, list[float]] = {}
    for seed, reply in enumerate(replies):
        found = {"as written": reply.reply}
        for level_db in LEVELS_DB:
            name = "spoken" if level_db is None else f"noise {level_db:.0f} dB below"
            found[name] = recognised(spoken(reply, VOICES[seed % len(VOICES)], level_db, seed), hear)
            errors.setdefault(name, []).append(error_rate(plain(reply.reply), plain(found[name])))
        for name, text in found.items():
            right[name] = right.get(name, 0) + (_verdict(marker, reply, text) is reply.verdict)
        sys.stderr.write(f"{seed + 1} {reply.id} {right}\n")
    sys.stdout.write("| words | verdicts right | words wrong |\n| --- | --- | --- |\n")
    for name, count in right.items():
        wrong = f"{np.mean(errors[name]):.0%}" if name in errors else "–"
        sys.stdout.write(f"| {name} | {count} of {len(replies)} ({count / len(replies):.1%}) | {wrong} |\n")
    return 0


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


def _verdict(marker: Marker, reply: LabelledReply, text: str) -> object:
    return marker.mark([Turn(text, reply.salesperson)]).verdict


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
