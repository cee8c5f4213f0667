"""In which line of a TOML text each key stands, so that a fault can name it."""

import bisect
import contextlib
import re

Key = tuple[str | int, ...]
"""A dotted key; list items by their position, from 0."""

MOST_KEY_PARTS = 16
"""More parts in one dotted key than this are refused: reading them takes time by the square of their number."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[\s,]|#[^\n]*)*")
_SCALAR = re.compile(r"[^,\]}#\n]*")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


class KeyTooDeepError(Exception):
    """A dotted key has more than MOST_KEY_PARTS parts."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def key_lines(text: str) -> dict[Key, int]:
    """The line, from 1, on which each table, key and list item begins. Where the text is broken, those before.

    Raises KeyTooDeepError; takes time in proportion to the text.
    """
    scanner = _Scanner(text)
    with contextlib.suppress(_BrokenError, RecursionError):  # tomllib says what is wrong with it
        scanner.document()
    return scanner.lines


class _BrokenError(Exception):
    """The text is not TOML from here on."""


class _Scanner:
    """Reads just enough of TOML to know where things begin; what they mean is tomllib's part."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._ends = [found.start() for found in re.finditer("\n", text)]
        self._listed: dict[Key, int] = {}
        self.lines: dict[Key, int] = {}

    def document(self) -> None:
        table: Key = ()
        while self._skip(_GAP):
            start = self._at
            if self._eat("[["):
                table = self._list_table(self._dotted_key(), start)
                self._expect("]]")
            elif self._eat("["):
                table = self._dotted_key()
                self._expect("]")
                self._note(table, start)
            else:
                self._pair(table)

    def _list_table(self, key: Key, start: int) -> Key:
        index = self._listed.get(key, 0)
        self._listed[key] = index + 1
        self._note((*key, index), start)
        return (*key, index)

    def _pair(self, table: Key) -> None:
        start = self._at
        key = (*table, *self._dotted_key())
        self._note(key, start)
        self._expect("=")
        self._value(key)

    def _value(self, key: Key) -> None:
        self._skip(_BLANK)
        if self._eat("["):
            index = 0
            while self._skip(_GAP) and not self._eat("]"):
                self._note((*key, index), self._at)
                self._value((*key, index))
                index += 1
        elif self._eat("{"):
            while self._skip(_GAP) and not self._eat("}"):
                self._pair(key)
        elif self._string() is None:
            before = self._at
            self._skip(_SCALAR)
            if self._at == before:
                raise _BrokenError

    def _dotted_key(self) -> Key:
        start = self._at
        parts = [self._key_part()]
        while self._skip(_BLANK) and self._eat("."):
            parts.append(self._key_part())
            if len(parts) > MOST_KEY_PARTS:
                raise KeyTooDeepError(self._line(start))
        return tuple(parts)

    def _key_part(self) -> str:
        self._skip(_BLANK)
        quoted = self._string()
        if quoted is not None:
            return quoted[1:-1]
        bare = _BARE.match(self._text, self._at)
        if bare is None:
            raise _BrokenError
        self._at = bare.end()
        return bare.group()

    def _string(self) -> str | None:
        for pattern in _STRINGS:
            found = pattern.match(self._text, self._at)
            if found:
                self._at = found.end()
                return found.group()
        return None

    def _note(self, key: Key, start: int) -> None:
        if len(key) > 2 * MOST_KEY_PARTS:
            return  # lists in lists without end: no scenario has these, and tomllib refuses them
        line = self._line(start)
        for length in range(1, len(key) + 1):
            self.lines.setdefault(key[:length], line)

    def _line(self, start: int) -> int:
        return bisect.bisect_left(self._ends, start) + 1

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Go past what matches; whether anything is left."""
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at < len(self._text)

    def _eat(self, mark: str) -> bool:
        if not self._text.startswith(mark, self._at):
            return False
        self._at += len(mark)
        return True

    def _expect(self, mark: str) -> None:
        self._skip(_BLANK)
        if not self._eat(mark):
            raise _BrokenError
