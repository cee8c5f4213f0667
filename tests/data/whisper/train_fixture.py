"""Makes fixture.en.pt.xz: a small checkpoint in openai-whisper's own format that knows sentences.txt and nothing else.

Needs flite and espeak-ng, and half an hour on two cores. From the checkout:

    python -m tests.data.whisper.train_fixture OUT.pt.xz [STEPS]

What was learnt on the way: train on the 30 s windows that whisper runs on (on shorter ones it invents text in the
silence), and begin without time stamps (with them from the first step it learns the language and ignores the sound).
"""

import io
import lzma
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
import torch
import whisper
from torch.nn import functional
from whisper.tokenizer import Tokenizer, get_tokenizer

from app.rehearsal.sound import SPEECH_RATE_HZ, Samples

SENTENCES = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
FLITE = ("slt", "rms", "awb")
ESPEAK = ("en-us", "en-gb", "en-us+f3")
WINDOW = 30 * SPEECH_RATE_HZ
STEPS = 2600
BEFORE_TIME_STAMPS = 700
BATCH = 8
IGNORED = -100
DIMS = whisper.model.ModelDimensions(
    n_mels=80,
    n_audio_ctx=1500,
    n_audio_state=128,
    n_audio_head=2,
    n_audio_layer=2,
    n_vocab=51864,
    n_text_ctx=448,
    n_text_state=128,
    n_text_head=2,
    n_text_layer=1,
)


@dataclass(frozen=True)
class Clip:
    """A sentence as one voice says it."""

    text: str
    samples: Samples


def speak_all() -> list[Clip]:
    """Each sentence by each voice."""
    clips: list[Clip] = []
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "clip.wav")
        for text in SENTENCES:
            for command in (
                *(["flite", "-voice", voice, "-t", text, "-o", path] for voice in FLITE),
                *(["espeak-ng", "-v", voice, "-w", path, text] for voice in ESPEAK),
            ):
                subprocess.run(command, check=True)
                samples, rate_hz = soundfile.read(path, dtype="float32")
                clips.append(Clip(text, soxr.resample(samples, rate_hz, SPEECH_RATE_HZ).astype(np.float32)))
    return clips


def window(spoken: Sequence[Clip], draw: random.Random) -> tuple[Samples, list[tuple[float, float, str]]]:
    """30 s of sound with these clips in it, and where each lies: (start, end, text) in seconds."""
    sound = np.zeros(WINDOW, np.float32)
    placed: list[tuple[float, float, str]] = []
    at = int(draw.uniform(0, 0.2) * SPEECH_RATE_HZ)
    for clip in spoken:
        end = at + len(clip.samples)
        if end > WINDOW:
            break
        sound[at:end] = clip.samples * np.float32(draw.uniform(0.4, 1.2))
        placed.append((at / SPEECH_RATE_HZ, end / SPEECH_RATE_HZ, clip.text))
        at = end + int(draw.uniform(0.2, 1.5) * SPEECH_RATE_HZ)
    if draw.random() < 2 / 3:  # the others keep whisper's own padding: exact zeros
        noise = np.random.default_rng(draw.randrange(1 << 30)).standard_normal(WINDOW).astype(np.float32)
        sound += noise * np.float32(10 ** draw.uniform(-4, -1.7))
    return sound, placed


def target(placed: Sequence[tuple[float, float, str]], tokenizer: Tokenizer, with_times: bool) -> list[int]:
    """The tokens that whisper is to say for a window."""
    if not placed:
        return [tokenizer.sot, tokenizer.no_speech, tokenizer.eot]
    tokens = [tokenizer.sot] if with_times else [tokenizer.sot, tokenizer.no_timestamps]
    for start_s, end_s, text in placed:
        words = tokenizer.encode(f" {text}")
        if with_times:
            start, end = (tokenizer.timestamp_begin + round(time_s / 0.02) for time_s in (start_s, end_s))
            tokens += [start, *words, end]
        else:
            tokens += words
    return [*tokens, tokenizer.eot]


def used_tokens(tokenizer: Tokenizer) -> torch.Tensor:
    """All that a target may hold; the rows of the others stay zero, so that the file packs small."""
    used = {tokenizer.sot, tokenizer.eot, tokenizer.no_speech, tokenizer.no_timestamps}
    used.update(token for text in SENTENCES for token in tokenizer.encode(f" {text}"))
    used.update(range(tokenizer.timestamp_begin, DIMS.n_vocab))
    return torch.tensor(sorted(used))


class Training:
    """A model on its way."""

    def __init__(self, steps: int) -> None:
        torch.manual_seed(0)
        self._draw = random.Random(0)
        self._tokenizer = get_tokenizer(multilingual=False)
        self._clips = speak_all()
        self._used = used_tokens(self._tokenizer)
        self._row = {int(token): row for row, token in enumerate(self._used)}
        self.model = whisper.model.Whisper(DIMS)
        embedding = self.model.decoder.token_embedding.weight
        kept = torch.zeros(DIMS.n_vocab, 1)
        kept[self._used] = 1
        with torch.no_grad():
            embedding.normal_(std=0.02).mul_(kept)
            self.model.decoder.positional_embedding.normal_(std=0.01)
        embedding.register_hook(lambda gradient: gradient * kept)
        self._optimiser = torch.optim.AdamW(self.model.parameters(), lr=1e-3, weight_decay=0.01)
        self._rate = torch.optim.lr_scheduler.CosineAnnealingLR(self._optimiser, steps)

    def step(self, number: int) -> float:
        """One batch; returns its loss."""
        sounds, targets = zip(*(self._example(number) for _ in range(BATCH)), strict=True)
        mel = whisper.log_mel_spectrogram(torch.from_numpy(np.stack(sounds)))
        length = max(map(len, targets)) - 1
        inputs = torch.tensor([one[:-1] + [self._tokenizer.eot] * (length - len(one) + 1) for one in targets])
        wanted = torch.tensor(
            [[self._row[token] for token in one[1:]] + [IGNORED] * (length - len(one) + 1) for one in targets]
        )
        loss = functional.cross_entropy(self._logits(inputs, mel).flatten(0, 1), wanted.flatten(), ignore_index=IGNORED)
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimiser.step()
        self._rate.step()
        return loss.item()

    def _example(self, number: int) -> tuple[Samples, list[int]]:
        if number < BEFORE_TIME_STAMPS:
            sound, placed = window([self._draw.choice(self._clips)], self._draw)
            return sound, target(placed, self._tokenizer, with_times=False)
        sound, placed = window(self._draw.choices(self._clips, k=self._draw.randrange(4)), self._draw)
        return sound, target(placed, self._tokenizer, with_times=self._draw.random() < 0.5)

    def _logits(self, inputs: torch.Tensor, mel: torch.Tensor) -> torch.Tensor:
        """Scores of the used tokens, and of all others as one: 60 times cheaper, and the optimum is the same."""
        decoder = self.model.decoder
        seen = self.model.encoder(mel)
        state = decoder.token_embedding(inputs) + decoder.positional_embedding[: inputs.shape[1]]
        for block in decoder.blocks:
            state = block(state, seen, mask=decoder.mask)
        scores = decoder.ln(state) @ decoder.token_embedding.weight[self._used].T
        unused = torch.full(
            (*scores.shape[:2], 1), float(np.log(DIMS.n_vocab - len(self._used)))
        )  # a zero row scores 0
        return torch.cat([scores, unused], dim=-1)


def save(model: whisper.Whisper, path: Path) -> None:
    """In openai-whisper's format, half precision, packed."""
    state = {name: value.half() if value.is_floating_point() else value for name, value in model.state_dict().items()}
    plain = io.BytesIO()
    torch.save({"dims": asdict(DIMS), "model_state_dict": state}, plain)
    path.write_bytes(lzma.compress(plain.getvalue(), preset=9 | lzma.PRESET_EXTREME))


def main(arguments: Sequence[str]) -> int:
    """Train and save."""
    path, steps = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else STEPS
    training = Training(steps)
    for number in range(steps):
        loss = training.step(number)
        if number % 50 == 0 or number == steps - 1:
            sys.stdout.write(f"step {number}: loss {loss:.3f}\n")
            sys.stdout.flush()
    save(training.model, path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
