"""Scenario files: TOML in, Scenario out. What is wrong with a file is said with its name, key and line."""

import re
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from app.errors import ErrorKind, HeardFirstError
from app.scenarios.fault import Fault, earliest_fault
from app.scenarios.key_lines import MOST_KEY_PARTS, Key, KeyTooDeepError, key_lines
from app.scenarios.scenario import Scenario

MOST_BYTES = 1_000_000
"""A scenario file longer than this is refused unread."""

M = TypeVar("M", bound=BaseModel)

_TOML_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def load(path: Path | Traversable) -> Scenario:
    """The scenario in a TOML file (UTF-8, with or without BOM).

    Raises HeardFirstError: FILE_MISSING, FILE_IS_DIRECTORY, FILE_UNREADABLE, FILE_EMPTY, TEXT_TOO_LONG, NOT_UTF8,
    or SCENARIO_BROKEN with `path`, `key` (dotted), `line` (from 1) and `reason`.
    """
    return load_as(Scenario, path)


def load_as(model: type[M], path: Path | Traversable) -> M:
    """What a TOML file holds, as `model`. Raises as `load` does."""
    return _parse(model, text_of_file(path), str(path))


def bundled() -> tuple[tuple[Scenario, ...], tuple[HeardFirstError, ...]]:
    """The scenarios that come with the program, in the order of their files' names, and what is wrong with the rest.

    An id that is already taken is refused.
    """
    errors: list[HeardFirstError] = []
    scenarios: dict[str, Scenario] = {}
    taken: dict[str, str] = {}
    for file in _files(resources.files("assets.scenarios")):
        try:
            scenario = load(file)
            if scenario.id in scenarios:
                raise taken_id(file, scenario.id, taken[scenario.id])
        except HeardFirstError as error:
            errors.append(error)
        else:
            scenarios[scenario.id] = scenario
            taken[scenario.id] = file.name
    return tuple(scenarios.values()), tuple(errors)


def taken_id(path: Path | Traversable, scenario_id: str, by: str) -> HeardFirstError:
    """The fault of a file whose scenario has the id of another; `by` names that other."""
    line = key_lines(text_of_file(path)).get(("id",), 1)
    return _broken(str(path), Fault("id", line, f"the id {scenario_id} is already taken by {by}"))


def find(scenario_id: str) -> Scenario:
    """The scenario with this id. Raises HeardFirstError (SCENARIO_UNKNOWN) with the ids that there are."""
    scenarios, _ = bundled()
    for scenario in scenarios:
        if scenario.id == scenario_id:
            return scenario
    known = ", ".join(scenario.id for scenario in scenarios)
    raise HeardFirstError(ErrorKind.SCENARIO_UNKNOWN, id=scenario_id, known=known)


def _files(folder: Traversable) -> list[Traversable]:
    files = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    return sorted(files, key=lambda file: file.name)


def text_of_file(path: Path | Traversable) -> str:
    """The text of a file as `load` reads it, lines ended by a line feed alone. Raises as `load` does."""
    if path.is_dir():
        raise HeardFirstError(ErrorKind.FILE_IS_DIRECTORY, path=path)
    if isinstance(path, Path) and path.exists() and not path.is_file():
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=path, reason="not a plain file")
    try:
        with path.open("rb") as file:
            data: bytes = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise HeardFirstError(ErrorKind.FILE_MISSING, path=path) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=path, reason=reason) from error
    if len(data) > MOST_BYTES:
        raise HeardFirstError(ErrorKind.TEXT_TOO_LONG, path=path, most=MOST_BYTES)
    try:
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise HeardFirstError(ErrorKind.NOT_UTF8, path=path, offset=error.start) from None
    if not text.strip():
        raise HeardFirstError(ErrorKind.FILE_EMPTY, path=path)
    return text


def _parse(model: type[M], text: str, path: str) -> M:
    try:
        lines = key_lines(text)
    except KeyTooDeepError as error:
        _refuse(path, Fault("a dotted key", error.line, f"it has more than {MOST_KEY_PARTS} parts"))
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _refuse(path, _syntax_fault(text, lines, str(error)))
    except RecursionError:
        _refuse(path, _last_key(lines, _last_line(text), "lists or tables are nested too deeply"))
    except ValueError:  # Python reads no number of thousands of digits
        _refuse(path, _last_key(lines, _last_line(text), "a number is too long"))
    try:
        return model.model_validate(data)
    except ValidationError as error:
        _refuse(path, earliest_fault(error, lines))


def _syntax_fault(text: str, lines: dict[Key, int], message: str) -> Fault:
    place = _TOML_PLACE.search(message)
    reason = _TOML_PLACE.sub("", message)
    line = int(place["line"]) if place and place["line"] else _last_line(text)
    return _last_key(lines, line, f"not TOML, {reason[:1].lower()}{reason[1:]}")


def _last_key(lines: dict[Key, int], line: int, reason: str) -> Fault:
    """A fault that is known by its line only: the key is the last one that begins there or before."""
    before = [(at, key) for key, at in lines.items() if at <= line]
    _, key = max(before, key=lambda one: one[0], default=(1, ("the beginning",)))
    return Fault.at(key, line, reason)


def _last_line(text: str) -> int:
    return text.rstrip().count("\n") + 1


def _refuse(path: str, fault: Fault) -> NoReturn:
    raise _broken(path, fault) from None


def _broken(path: str, fault: Fault) -> HeardFirstError:
    return HeardFirstError(ErrorKind.SCENARIO_BROKEN, path=path, key=fault.key, line=fault.line, reason=fault.reason)
