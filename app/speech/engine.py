"""Which recognisers there are, and what is known of each."""

import os
from dataclasses import dataclass
from pathlib import Path

from app.errors import ErrorKind, HeardFirstError
from app.speech import models

BUILT_IN = "builtin"
WHISPER = "whisper"


@dataclass(frozen=True)
class Engine:
    """One recogniser.

    `loader` is "module:function" in the worker (app.speech.worker.Loader). `rough` engines are known to mishear
    real voices. Under `confidence_floor` (mean word confidence, 0 to 1) an engine mostly guesses: over 60 % of its
    words are wrong (tests/benchmarks/fit_confidence.md says how each was found).
    """

    name: str
    loader: str
    rough: bool
    confidence_floor: float
    default_model: str | None = None


ENGINES: dict[str, Engine] = {
    BUILT_IN: Engine(BUILT_IN, "app.speech.engines.pocketsphinx_engine:load", rough=True, confidence_floor=0.32),
    WHISPER: Engine(
        WHISPER,
        "app.speech.engines.whisper_engine:load",
        rough=False,
        confidence_floor=0.37,
        default_model="base.en",
    ),
}


@dataclass(frozen=True)
class Setup:
    """What the worker is to load: plain values that cross the pipe. `model` is a name, a path, or None."""

    engine: str
    loader: str
    model: str | None
    models_folder: str
    threads: int


@dataclass(frozen=True)
class Choice:
    """An engine with its model, before anything is loaded."""

    engine: Engine
    model: str | None
    models_folder: Path

    @property
    def label(self) -> str:
        """What transcripts are signed with, e.g. "whisper base.en"; of a path only the file's name."""
        return self.engine.name if not self.model else f"{self.engine.name} {Path(self.model).name}"

    def setup(self) -> Setup:
        """What the worker needs, after the model file was checked (hashed once, which may take seconds).

        Raises HeardFirstError (MODEL_MISSING, MODEL_DAMAGED, FILE_IS_DIRECTORY, FILE_UNREADABLE).
        """
        if self.model:
            models.require(self.model, self.models_folder)
        folder = str(self.models_folder)
        return Setup(self.engine.name, self.engine.loader, self.model, folder, _physical_cores())


def choose(engine: str, model: str | Path | None, models_folder: Path) -> Choice:
    """The engine of that name with a model: a known name or the path of a .pt file; None for the engine's default.

    Touches no disk but to tell a path from a misspelt name. Raises HeardFirstError (ENGINE_UNKNOWN, MODEL_UNKNOWN).
    """
    known = ENGINES.get(engine)
    if known is None:
        raise HeardFirstError(ErrorKind.ENGINE_UNKNOWN, engine=engine, known=", ".join(ENGINES))
    if model is None:
        return Choice(known, known.default_model, models_folder)
    name = str(model)
    is_path = isinstance(model, Path) or name.endswith(".pt") or os.sep in name or Path(name).exists()
    if known.default_model is None or (name not in models.MODELS and not is_path):
        raise HeardFirstError(ErrorKind.MODEL_UNKNOWN, model=name, known=", ".join(models.MODELS))
    return Choice(known, name, models_folder)


def _physical_cores() -> int:
    """Two logical cores usually share one arithmetic unit, so that more threads than this only wait."""
    cores: set[tuple[str, str]] = set()
    physical, core = "0", "0"
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:  # not Linux
        return max(1, (os.cpu_count() or 2) // 2)
    for line in lines:
        key, _, value = (part.strip() for part in line.partition(":"))
        if key == "physical id":
            physical = value
        elif key == "core id":
            core = value
            cores.add((physical, core))
    return len(cores) or os.cpu_count() or 1
