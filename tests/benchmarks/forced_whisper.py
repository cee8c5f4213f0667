"""Whisper at the size of base.en with random weights, made to say as many tokens as real speech of that length.

Random weights never end a text and never place one, so the decoder's choice is overruled: in each window of 30 s it
is given 3.3 tokens for each second of sound, then the end; and the words are spread evenly after the search for their
places, which would lead Whisper to hear most of the window again. What that costs is what real weights cost.
"""

import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import cycle
from pathlib import Path
from typing import Any

import torch
import whisper
from whisper import decoding, timing
from whisper.tokenizer import get_tokenizer

from app.rehearsal.sound import SPEECH_RATE_HZ, Samples
from app.speech.engine import Setup
from app.speech.engines import whisper_engine
from app.transcript.transcript import Word

TOKENS_PER_S = 3.3
WINDOW_S = 30.0
TEXT = " You have been bringing bad news to your customers, and you are worn out by it. I need the list by noon."
BASE_EN = whisper.model.ModelDimensions(
    n_mels=80,
    n_audio_ctx=1500,
    n_audio_state=512,
    n_audio_head=8,
    n_audio_layer=6,
    n_vocab=51864,
    n_text_ctx=448,
    n_text_state=512,
    n_text_head=8,
    n_text_layer=6,
)


def write_random_weights(path: Path) -> Path:
    """A checkpoint in openai-whisper's format, about 290 MB."""
    torch.manual_seed(0)
    model = whisper.model.Whisper(BASE_EN)
    with torch.no_grad():
        model.decoder.positional_embedding.normal_(std=0.01)
        model.decoder.token_embedding.weight.normal_(std=0.02)
    torch.save({"dims": asdict(BASE_EN), "model_state_dict": model.state_dict()}, path)
    return path


class _Windows:
    """How much sound is left for the windows of the piece that is being heard."""

    left_s = 0.0

    def tokens_of_next(self) -> int:
        """How many tokens the next window says."""
        here_s = min(WINDOW_S, self.left_s)
        self.left_s -= here_s
        return max(1, round(here_s * TOKENS_PER_S))


_windows = _Windows()


class _Given(decoding.LogitFilter):
    """Lets the decoder say the given tokens and then the end."""

    def __init__(self, count: int, begin: int) -> None:
        tokenizer = get_tokenizer(multilingual=False)
        text: Iterator[int] = cycle(tokenizer.encode(TEXT))
        self._tokens = [next(text) for _ in range(count)] + [tokenizer.eot]
        self._begin = begin

    def apply(self, logits: torch.Tensor, tokens: torch.Tensor) -> None:
        """Overrule the choice."""
        at = min(tokens.shape[1] - self._begin, len(self._tokens) - 1)
        logits[:] = -torch.inf
        logits[:, self._tokens[at]] = 0.0


class _GivenTask(decoding.DecodingTask):
    """Decodes one window without searching for time stamps, and is content with what came out."""

    def __init__(self, model: Any, options: decoding.DecodingOptions) -> None:  # noqa: ANN401 - whisper's own
        super().__init__(model, replace(options, without_timestamps=True))
        self.logit_filters = [_Given(_windows.tokens_of_next(), self.sample_begin)]

    def run(self, mel: torch.Tensor) -> list[decoding.DecodingResult]:
        """Looks as sure as real speech does, so that no looser try follows."""
        found = super().run(mel)
        return [replace(one, avg_logprob=-0.3, compression_ratio=1.5, no_speech_prob=0.0) for one in found]


def _spread_words(*, segments: list[dict[str, Any]], **given: Any) -> None:  # noqa: ANN401 - whisper's own
    """In the place of whisper's add_word_timestamps: the same search, but its result is not used."""
    tokens = [token for segment in segments for token in segment["tokens"] if token < given["tokenizer"].eot]
    timing.find_alignment(given["model"], given["tokenizer"], tokens, given["mel"], given["num_frames"])
    for segment in segments:
        texts = segment["text"].split()
        step_s = (segment["end"] - segment["start"]) / max(1, len(texts))
        starts = [segment["start"] + step_s * at for at in range(len(texts))]
        segment["words"] = [
            {"word": f" {text}", "start": start_s, "end": start_s + step_s, "probability": 0.9}
            for text, start_s in zip(texts, starts, strict=True)
        ]


class ForcedEngine(whisper_engine.WhisperEngine):
    """The program's own engine over a decoder that is overruled."""

    def words(self, samples: Samples) -> tuple[Word, ...]:
        """As many words as the sound has room for."""
        _windows.left_s = len(samples) / SPEECH_RATE_HZ
        return super().words(samples)


def load(setup: Setup) -> ForcedEngine:
    """The loader that the benchmark names."""
    decoding.DecodingTask = _GivenTask  # type: ignore[misc] # what whisper.decode makes for each window
    # the package's name for the module is hidden by its function of that name
    sys.modules["whisper.transcribe"].__dict__["add_word_timestamps"] = _spread_words
    return ForcedEngine(whisper_engine.load(setup)._model)  # pyright: ignore[reportPrivateUsage]
