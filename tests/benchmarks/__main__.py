"""Measures what a user waits for and prints it as Markdown: python -m tests.benchmarks [--quick] [--out FILE].

Nothing here fails for being slow: the figures belong to the machine that stands above them.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks import machine, marking_speed, recorder_memory, stop_to_checklist, window_speed
from tests.benchmarks.table import Table


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure what a user waits for.")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter replies: under 3 minutes")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the tables here too")
    parser.add_argument("--only", choices=[name for name, _ in _PARTS], help="one part alone")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    pages = [machine.describe()]
    sys.stdout.write(pages[0] + "\n")
    with tempfile.TemporaryDirectory(prefix="heard-first-bench-") as home:
        os.environ["HEARD_FIRST_HOME"] = home
        for name, measure in _PARTS:
            if options.only in {None, name}:
                for table in measure(options.quick):
                    pages.append(str(table))
                    sys.stdout.write(f"\n{table}\n")
                    sys.stdout.flush()
    if options.out is not None:
        options.out.write_text("\n\n".join(pages) + "\n", encoding="utf-8")
    return 0


_PARTS: tuple[tuple[str, Callable[[bool], Sequence[Table]]], ...] = (
    ("marking", marking_speed.measure),
    ("window", window_speed.measure),
    ("recorder", recorder_memory.measure),
    ("builtin", stop_to_checklist.measure_built_in),
    ("whisper", stop_to_checklist.measure_whisper),
)


if __name__ == "__main__":
    sys.exit(main())
