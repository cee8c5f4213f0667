"""Scenarios that somebody has begun to write: kept as they stand, so that neither a crash nor an evening loses them."""

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import tomli_w

from app.errors import HeardFirstError
from app.scenarios.draft import Draft
from app.scenarios.library import load_as
from app.scenarios.whole_file import remove, write_whole

_EXTENSION = ".toml"


@dataclass(frozen=True)
class KeptDraft:
    """A draft on disk under its key, or what is wrong with its file."""

    key: str
    path: Path
    draft: Draft | None
    fault: HeardFirstError | None = None


class Drafts:
    """One file a draft. Of a scenario that is being changed the key is its id: it has one draft at most.

    Used on the GUI thread.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new_key(self) -> str:
        """A key for a scenario that is not kept yet; no scenario has it as its id."""
        return f"new_{uuid4().hex[:8]}"

    def all(self) -> tuple[KeptDraft, ...]:
        """Every draft, in the order of their keys; one that cannot be read comes with its fault."""
        try:
            found = sorted(path for path in self.folder.iterdir() if path.suffix == _EXTENSION and path.is_file())
        except OSError:
            return ()
        return tuple(self._read(path) for path in found)

    def find(self, key: str) -> KeptDraft | None:
        """The draft under a key, where there is one."""
        path = self._path(key)
        return self._read(path) if path.is_file() else None

    def keep(self, key: str, draft: Draft) -> None:
        """Keep a draft, in the place of the one with its key; an empty one is dropped. Raises HeardFirstError."""
        written = draft.model_dump(mode="json", exclude_defaults=True)
        if written:
            write_whole(self._path(key), tomli_w.dumps(written))
        else:
            self.drop(key)

    def drop(self, key: str) -> None:
        """Delete a draft; none there is as good. Raises HeardFirstError."""
        remove(self._path(key))

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_EXTENSION}"

    def _read(self, path: Path) -> KeptDraft:
        try:
            return KeptDraft(path.stem, path, load_as(Draft, path))
        except HeardFirstError as error:
            return KeptDraft(path.stem, path, None, error)
