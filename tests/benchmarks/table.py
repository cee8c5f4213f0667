"""A Markdown table with a heading and what has to be known to read it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows of cells under a head."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def __str__(self) -> str:
        lines = [f"### {self.title}", "", _row(self.head), _row(["---"] * len(self.head))]
        lines += [_row(row) for row in self.rows]
        for note in self.notes:
            lines += ["", note]
        return "\n".join(lines)


def seconds(value_s: float) -> str:
    """A waiting time as people say it."""
    return f"{value_s * 1000:.0f} ms" if value_s < 0.1 else f"{value_s:.2f} s" if value_s < 10 else f"{value_s:.1f} s"


def megabytes(value: float) -> str:
    """Memory in MB (10^6 bytes)."""
    return f"{value / 1e6:.0f} MB"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
