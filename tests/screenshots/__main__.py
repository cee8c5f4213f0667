"""Take pictures: python -m tests.screenshots FOLDER [NAME…], or --readme for those that README shows."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from tests.screenshots import debrief, delivery, live, pair, pictures, pins, scenarios, settling, talk, turns, window
from tests.screenshots.pictures import Picture

PARTS: dict[str, Sequence[Picture]] = {
    "window": window.PICTURES,
    "debrief": debrief.PICTURES,
    "pair": pair.PICTURES,
    "turns": turns.PICTURES,
    "live": live.PICTURES,
    "talk": talk.PICTURES,
    "settling": settling.PICTURES,
    "delivery": delivery.PICTURES,
    "pins": pins.PICTURES,
    "scenarios": scenarios.PICTURES,
}
README = Path(__file__).parents[2] / "assets" / "screenshots"


def main() -> None:
    """All pictures, or those whose part or name begins with one of the words given."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=main.__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--readme", action="store_true", help="write exactly what README.md shows")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "*=false")
    if asked.readme:
        pictures.take_for_readme((one for part in PARTS.values() for one in part), README)
    elif asked.folder:
        pictures.take(chosen(tuple(asked.names)), asked.folder)
    else:
        parser.error("where to?")


def chosen(names: tuple[str, ...]) -> dict[str, Picture]:
    """The pictures by file name."""
    return {
        f"{part}-{one.name}": one
        for part, several in PARTS.items()
        for one in several
        if not names or f"{part}-{one.name}".startswith(names) or one.name.startswith(names)
    }


if __name__ == "__main__":
    main()
