"""Whisper's models on this disk: which there are, whether they are whole, and how they come in from a file."""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.errors import ErrorKind, HeardFirstError

_SITE = "https://openaipublic.azureedge.net/main/whisper/models"
_BLOCK = 1 << 20


class ModelState(StrEnum):
    """How a model lies on the disk."""

    MISSING = "missing"
    PARTIAL = "partial"  # a download was begun
    READY = "ready"
    DAMAGED = "damaged"  # there, but not the bytes that were published


@dataclass(frozen=True)
class Model:
    """A published Whisper model: address, SHA-256 (as openai-whisper knows it) and size in bytes."""

    name: str
    sha256: str
    size: int

    @property
    def url(self) -> str:
        """Where it is published."""
        return f"{_SITE}/{self.sha256}/{self.name}.pt"

    def path(self, folder: Path) -> Path:
        """Its place in the models folder, the one in which openai-whisper looks."""
        return folder / f"{self.name}.pt"

    def part(self, folder: Path) -> Path:
        """The download that is not complete yet."""
        return folder / f"{self.name}.pt.part"


MODELS: dict[str, Model] = {
    model.name: model
    for model in (
        Model("tiny.en", "d3dd57d32accea0b295c96e26691aa14d8822fac7d9d27d5dc00b4ca2826dd03", 75_571_315),
        Model("base.en", "25a8566e1d0c1e2231d1c762132cd20e0f96a85d16145c3a00adf5d1ac670ead", 145_261_783),
        Model("small.en", "f953ad0fd29cacd07d5a9eda5624af0f6bcf2258be67c92b79389873d91e0872", 483_615_683),
    )
}

Progress = Callable[[int, int], None]
"""Told (bytes done, bytes in all) now and then, on the thread that works."""


def state(model: Model, folder: Path) -> ModelState:
    """How a model lies on the disk. Reads the whole file once; afterwards the verdict is remembered beside it."""
    path = model.path(folder)
    if path.is_file():
        try:
            return ModelState.READY if _sha256_of(path) == model.sha256 else ModelState.DAMAGED
        except OSError:
            return ModelState.DAMAGED
    if path.exists():  # a folder of that name
        return ModelState.DAMAGED
    return ModelState.PARTIAL if model.part(folder).is_file() else ModelState.MISSING


def require(name_or_path: str, folder: Path) -> None:
    """Do nothing where this model can be loaded, else raise HeardFirstError.

    A known name is checked by its hash (MODEL_MISSING, MODEL_DAMAGED); of a path only that a file is there and can
    be read (MODEL_MISSING, FILE_IS_DIRECTORY, FILE_UNREADABLE, MODEL_DAMAGED where it is empty).
    """
    model = MODELS.get(name_or_path)
    if model is None:
        _require_file(Path(name_or_path))
        return
    found = state(model, folder)
    if found is ModelState.DAMAGED:
        raise HeardFirstError(ErrorKind.MODEL_DAMAGED, path=model.path(folder), model=model.name)
    if found is not ModelState.READY:
        raise HeardFirstError(ErrorKind.MODEL_MISSING, model=model.name)


def import_file(source: Path, folder: Path, progress: Progress | None = None) -> Model:
    """Take a model file that the user brought: it is known by its hash, whatever its name, and copied.

    Returns which one it is. Raises HeardFirstError: MODEL_MISSING, FILE_IS_DIRECTORY, FILE_UNREADABLE,
    MODEL_DAMAGED (none of ours, or altered; nothing is written), DISK_FULL, FOLDER_UNWRITABLE.
    """
    _require_file(source)
    try:
        sha256 = _hash(source, progress)
    except OSError as error:
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=source, reason=error.strerror) from error
    model = next((known for known in MODELS.values() if known.sha256 == sha256), None)
    if model is None:
        raise HeardFirstError(ErrorKind.MODEL_DAMAGED, path=source)
    copy = folder / f"{model.name}.pt.import"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, copy)
            settle(copy, model, folder)
        finally:
            copy.unlink(missing_ok=True)
    except OSError as error:
        raise writing_failed(error, folder) from error
    return model


def settle(file: Path, model: Model, folder: Path) -> None:
    """Put a complete file into its place in one step, if its bytes are the published ones.

    Raises HeardFirstError (MODEL_DAMAGED; the file stays where it was) and OSError.
    """
    with file.open("rb+") as written:
        os.fsync(written.fileno())
    if _hash(file) != model.sha256:
        raise HeardFirstError(ErrorKind.MODEL_DAMAGED, path=file, model=model.name)
    path = model.path(folder)
    file.replace(path)
    _remember(path, model.sha256)


def writing_failed(error: OSError, folder: Path) -> HeardFirstError:
    """What a failed write means to the user."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return HeardFirstError(ErrorKind.DISK_FULL, path=folder)
    return HeardFirstError(ErrorKind.FOLDER_UNWRITABLE, path=folder, reason=error.strerror or str(error))


def _require_file(path: Path) -> None:
    if path.is_dir():
        raise HeardFirstError(ErrorKind.FILE_IS_DIRECTORY, path=path)
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except FileNotFoundError as error:
        raise HeardFirstError(ErrorKind.MODEL_MISSING, model=path) from error
    except OSError as error:
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=path, reason=error.strerror) from error
    if empty:
        raise HeardFirstError(ErrorKind.MODEL_DAMAGED, path=path)


def _sha256_of(path: Path) -> str:
    """The file's hash, taken once for each size and time of change."""
    stat = path.stat()
    with suppress(OSError, ValueError, TypeError, KeyError):
        note = json.loads(_note(path).read_text(encoding="ascii"))
        if (note["size"], note["mtime_ns"]) == (stat.st_size, stat.st_mtime_ns):
            return str(note["sha256"])
    sha256 = _hash(path)
    with suppress(OSError):  # a read-only folder only means that it is hashed again
        _remember(path, sha256)
    return sha256


def _remember(path: Path, sha256: str) -> None:
    stat = path.stat()
    note = {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns, "sha256": sha256}
    _note(path).write_text(json.dumps(note), encoding="ascii")


def _note(path: Path) -> Path:
    return path.with_name(path.name + ".checked")


def _hash(path: Path, progress: Progress | None = None) -> str:
    size = path.stat().st_size
    digest = hashlib.sha256()
    done = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            done += len(block)
            if progress:
                progress(done, size)
    return digest.hexdigest()
