"""Whisper, by openai-whisper's own transcribe on arrays, so that ffmpeg is not needed."""

import math
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
import whisper  # pyright: ignore[reportMissingTypeStubs]

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.sound import Samples
from app.speech import models
from app.speech.engine import Setup
from app.transcript.transcript import Word

_TEMPERATURES = (0.0, 0.4, 0.8)
"""First the likeliest words; where they loop or are improbable, two looser tries."""
_NO_SPEECH = 0.9
"""Whisper's own rule keeps a text from silence where the text is likely, and "Thank you." is always likely."""


class WhisperEngine:
    """Words with times and with their token probability as confidence."""

    def __init__(self, model: whisper.Whisper) -> None:
        self._model = model

    def words(self, samples: Samples) -> tuple[Word, ...]:
        """16 kHz mono samples in words, punctuation attached; silence gives none."""
        sound = np.ascontiguousarray(np.nan_to_num(samples), dtype=np.float32)
        spoken = self._transcribe(sound, word_timestamps=True)
        if any(not segment["text"] for segment in spoken):
            # whisper drops a text whose words it cannot place in time; then times matter less than words
            return tuple(
                word for segment in self._transcribe(sound, word_timestamps=False) for word in _spread(segment)
            )
        return tuple(
            Word(str(word["word"]).strip(), float(word["start"]), float(word["end"]), float(word["probability"]))
            for segment in spoken
            for word in segment["words"]
        )

    def _transcribe(self, sound: Samples, word_timestamps: bool) -> list[dict[str, Any]]:
        """Whisper's own segments, without those in which it says itself that nobody spoke."""
        torch.default_generator.manual_seed(0)  # the looser tries draw at random; the same sound, the same words
        result = cast("Any", whisper).transcribe(
            self._model,
            sound,
            verbose=None,
            temperature=_TEMPERATURES,
            condition_on_previous_text=False,
            word_timestamps=word_timestamps,
            language="en",
            fp16=False,
        )
        return [segment for segment in result["segments"] if segment["no_speech_prob"] < _NO_SPEECH]


def _spread(segment: dict[str, Any]) -> list[Word]:
    """A segment's words, each given time by its length."""
    texts = str(segment["text"]).split()
    start_s, end_s = float(segment["start"]), float(segment["end"])
    per_character_s = (end_s - start_s) / max(1, sum(map(len, texts)))
    confidence = math.exp(min(0.0, float(segment["avg_logprob"])))
    words: list[Word] = []
    for text in texts:
        until_s = start_s + per_character_s * len(text)
        words.append(Word(text, start_s, until_s, confidence))
        start_s = until_s
    return words


def load(setup: Setup) -> WhisperEngine:
    """The loader that app.speech.engine names. The model was checked by its hash before.

    A known model is loaded by name, because only then its alignment heads are set, which the word times need.
    """
    torch.set_num_threads(setup.threads)
    if setup.model is None:
        raise HeardFirstError(ErrorKind.MODEL_UNKNOWN, model="", known=", ".join(models.MODELS))
    name = setup.model if setup.model in models.MODELS else str(Path(setup.model).absolute())
    try:
        model = whisper.load_model(name, device="cpu", download_root=setup.models_folder)
    except (MemoryError, ImportError):
        raise
    except Exception as error:
        if "can't allocate memory" in str(error):
            raise
        # torch and whisper raise anything from EOFError to UnpicklingError over bytes that are no model
        raise HeardFirstError(ErrorKind.MODEL_DAMAGED, path=setup.model) from error
    return WhisperEngine(model)
