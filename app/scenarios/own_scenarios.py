"""The user's own scenarios: TOML files in a folder of their own, one a scenario, named by its id."""

import itertools
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from app.errors import ErrorKind, HeardFirstError
from app.scenarios.library import MOST_BYTES, load, taken_id
from app.scenarios.scenario import Scenario
from app.scenarios.whole_file import remove, write_whole

EXTENSION = ".toml"
_MOST_ID = 60
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
"""Windows keeps these names for devices, whatever their ending."""


@dataclass(frozen=True)
class OwnFile:
    """One file: its scenario, or what is wrong with it."""

    path: Path
    scenario: Scenario | None
    fault: HeardFirstError | None = None


class OwnScenarios:
    """The folder is read anew with each call: the user may change the files by hand. Used on the GUI thread.

    `taken` are the ids of the scenarios that come with the program. A new one gets another id; one that had its id
    before the program took it, in a later version, stays as good as it was.
    """

    def __init__(self, folder: Path, taken: Collection[str] = ()) -> None:
        self.folder = folder
        self._taken = frozenset(taken)

    def files(self) -> tuple[OwnFile, ...]:
        """Every scenario file, the one that was changed last first; one that cannot be read comes with its fault."""
        try:
            found = [path for path in self.folder.iterdir() if path.suffix.lower() == EXTENSION and path.is_file()]
        except FileNotFoundError:
            return ()
        except OSError as error:
            reason = error.strerror or str(error)
            fault = HeardFirstError(ErrorKind.FILE_UNREADABLE, path=self.folder, reason=reason)
            return (OwnFile(self.folder, None, fault),)
        by_id: dict[str, str] = {}
        files = [self._read(path, by_id) for path in sorted(found)]
        return tuple(sorted(files, key=lambda one: -_changed_s(one.path)))

    def scenarios(self) -> tuple[Scenario, ...]:
        """Those that can be rehearsed."""
        return tuple(one.scenario for one in self.files() if one.scenario is not None)

    def faults(self) -> tuple[HeardFirstError, ...]:
        """What is wrong with the others."""
        return tuple(one.fault for one in self.files() if one.fault is not None)

    def find(self, scenario_id: str) -> Scenario | None:
        """The one with this id."""
        return next((one for one in self.scenarios() if one.id == scenario_id), None)

    def save(self, scenario: Scenario) -> None:
        """Keep a scenario, in the place of the one with its id. Raises HeardFirstError; nothing is lost then."""
        write_whole(self._place(scenario.id), text_of(scenario))

    def delete(self, path: Path) -> None:
        """Delete one of `files`. Raises HeardFirstError."""
        remove(path)

    def bring(self, path: Path) -> Scenario:
        """Take in a scenario from a file; where its id is taken it gets another. Gives it as it is here now.

        Raises HeardFirstError as app.scenarios.library.load does, or SCENARIO_HERE where the same is here already;
        nothing is changed then.
        """
        came = load(path)
        for here in self.scenarios():
            if here == came.model_copy(update={"id": here.id}):
                raise HeardFirstError(ErrorKind.SCENARIO_HERE, path=path, title=here.title)
        fresh = came.model_copy(update={"id": self.free_id(came.id)})
        self.save(fresh)
        return fresh

    def export(self, scenario: Scenario, path: Path) -> None:
        """Write a scenario, one's own or another, to a file, in the place of one that is there.

        Raises HeardFirstError.
        """
        write_whole(path, text_of(scenario))

    def free_id(self, wanted: str) -> str:
        """An id that no scenario has, as near to `wanted` (a title or an id) as can be."""
        slug, files = _slug(wanted), self.files()
        used = self._taken | _DEVICES | {one.path.stem.lower() for one in files}
        used |= {one.scenario.id for one in files if one.scenario is not None}
        numbers = itertools.count(2)
        candidate = slug
        while candidate in used:
            candidate = _numbered(slug, next(numbers))
        return candidate

    def _read(self, path: Path, by_id: dict[str, str]) -> OwnFile:
        try:
            scenario = load(path)
            if scenario.id in by_id:
                raise taken_id(path, scenario.id, by_id[scenario.id])
        except HeardFirstError as error:
            return OwnFile(path, None, error)
        by_id[scenario.id] = path.name
        return OwnFile(path, scenario)

    def _place(self, scenario_id: str) -> Path:
        """Its file: the one that has the id in it, whatever the user called it; else a new one named by the id.

        A file that has the name and cannot be read is not written over.
        """
        for one in self.files():
            if one.scenario is not None and one.scenario.id == scenario_id:
                return one.path
        path, numbers = self.folder / f"{scenario_id}{EXTENSION}", itertools.count(2)
        while path.exists():
            path = self.folder / f"{_numbered(scenario_id, next(numbers))}{EXTENSION}"
        return path


def text_of(scenario: Scenario) -> str:
    """A scenario as the TOML that app.scenarios.library reads as the same scenario.

    Raises HeardFirstError (SCENARIO_TOO_LONG) where it would not read it any more.
    """
    text = tomli_w.dumps(scenario.model_dump(mode="json", exclude_defaults=True))
    if len(text.encode()) > MOST_BYTES:
        raise HeardFirstError(ErrorKind.SCENARIO_TOO_LONG, title=scenario.title, most=MOST_BYTES)
    return text


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:_MOST_ID].strip("-") or "scenario"


def _numbered(slug: str, number: int) -> str:
    end = f"-{number}"
    return slug[: _MOST_ID - len(end)].strip("-") + end


def _changed_s(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
