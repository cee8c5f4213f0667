"""Replies from files: plain text, or JSON lines. Everything is read and checked before anything is answered."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, cast

from app.errors import ErrorKind, HeardFirstError

MOST_CHARACTERS = 20_000_000


@dataclass(frozen=True)
class WrittenReply:
    """One reply to mark; `id` is given back as it came."""

    id: Any
    salesperson: str
    reply: str


def read_text(path: Path) -> str:
    """A UTF-8 text with or without byte order mark. Raises HeardFirstError."""
    try:
        if path.is_dir():
            raise HeardFirstError(ErrorKind.FILE_IS_DIRECTORY, path=path)
        content = path.read_bytes()
    except FileNotFoundError:
        raise HeardFirstError(ErrorKind.FILE_MISSING, path=path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise HeardFirstError(ErrorKind.FILE_UNREADABLE, path=path, reason=reason) from None
    if not content:
        raise HeardFirstError(ErrorKind.FILE_EMPTY, path=path)
    if len(content) > MOST_CHARACTERS:
        raise HeardFirstError(ErrorKind.TEXT_TOO_LONG, path=path, most=MOST_CHARACTERS)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HeardFirstError(ErrorKind.NOT_UTF8, path=path, offset=error.start) from None


def read_json_lines(path: Path) -> list[WrittenReply]:
    """One reply for each line that is not blank. Raises HeardFirstError (JSON_LINE) with the line's number."""
    replies: list[WrittenReply] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            replies.append(_reply(path, number, line))
    if not replies:
        raise HeardFirstError(ErrorKind.FILE_EMPTY, path=path)
    return replies


def _reply(path: Path, number: int, line: str) -> WrittenReply:
    def refuse(reason: str) -> NoReturn:
        raise HeardFirstError(ErrorKind.JSON_LINE, path=path, line=number, reason=reason) from None

    try:
        parsed: Any = json.loads(line, parse_constant=lambda name: refuse(f"{name} is not JSON"))
    except json.JSONDecodeError as error:
        refuse(f"not JSON at column {error.colno}")
    except (ValueError, RecursionError):
        refuse("not JSON that can be read")
    if not isinstance(parsed, dict):
        refuse("not an object with id, salesperson and reply")
    record = cast("dict[str, Any]", parsed)
    reply, salesperson = record.get("reply"), record.get("salesperson", "")
    if not isinstance(reply, str):
        refuse('"reply" must be a text')
    if not isinstance(salesperson, str | None):
        refuse('"salesperson" must be a text')
    identity = record.get("id")
    if not isinstance(identity, str | int | float | None):
        refuse('"id" must be a text or a number')
    if any("\ud800" <= char <= "\udfff" for char in f"{reply}{salesperson}{identity}"):
        refuse("half of a character (a lone surrogate) stands in it")
    return WrittenReply(identity, salesperson or "", reply)
