"""The program in a process of its own, as a user starts it, with hands and eyes through tests.e2e.driven_program."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]
PATIENCE_S = 90.0
_BLOCKER = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if any(name == one or name.startswith(one + ".") for one in {missing!r}):
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
"""


def environment(folder: Path, missing: Sequence[str] = ()) -> dict[str, str]:
    """This process's environment for one that cannot import `missing` (module names), and speaks to nobody."""
    paths = [str(ROOT)]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "sitecustomize.py").write_text(_BLOCKER.format(missing=tuple(missing)))
        paths.insert(0, str(folder))
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(paths),
        "QT_QPA_PLATFORM": "offscreen",
        "HEARD_FIRST_VOICE_ENGINE": "mock",
    }


def command() -> list[str]:
    """`heard-first` where it is installed beside this Python, else the module that it calls."""
    script = Path(sys.executable).with_name("heard-first")
    return [str(script)] if script.exists() else [sys.executable, "-m", "ui"]


def heard_first(*arguments: str | Path, folder: Path, missing: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run one command of the headless front end to its end."""
    return subprocess.run(
        [*command(), *map(str, arguments)],
        cwd=folder,
        env=environment(folder / "blocker", missing),
        capture_output=True,
        text=True,
        timeout=100,
    )


class Program:
    """A start of the window. Orders go in, what happens comes out; see tests.e2e.driven_program."""

    def __init__(self, folder: Path, missing: Sequence[str] = ()) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.told: list[dict[str, Any]] = []
        self._errors = folder / "stderr.txt"
        self._news: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self.started_s = time.time()
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.driven_program"],
                cwd=ROOT,
                env=environment(folder / "blocker", missing),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        self._reader = threading.Thread(target=self._read, name="program's output", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The window's process."""
        return self._process.pid

    @property
    def errors(self) -> str:
        """What stands on standard error."""
        return self._errors.read_text(errors="replace")

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def children(self) -> list[psutil.Process]:
        """The voice, the speech worker, and what they started."""
        return psutil.Process(self.pid).children(recursive=True)

    def order(self, what: str, **more: object) -> None:
        """Have something done in the window."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, **more}).encode() + b"\n")
        self._process.stdin.flush()

    def hear(self, key: str, value: object = None, within_s: float = PATIENCE_S) -> dict[str, Any]:
        """The next news with this key, and this value where one is given; earlier news are passed over."""
        until_s = time.monotonic() + within_s
        while True:
            try:
                news = self._news.get(timeout=max(0.0, until_s - time.monotonic()))
            except queue.Empty:
                news = None
            assert news is not None, f"no {key} {value or ''} came: {self.told[-5:]}\n{self.errors}"
            if key in news and (value is None or news[key] == value):
                return news

    def shown(self) -> dict[str, Any]:
        """Wait for the window."""
        return self.hear("shown")

    def record(self) -> None:
        """Pick the first scenario, speak at once and not after the count-down."""
        self.order("choose")
        self.hear("state", "Speaking")
        self.order("record")
        self.hear("state", "CountingDown")
        self.order("record")
        self.hear("state", "RecordingTake")

    def end(self) -> int:
        """Wait for its end; returns the exit code."""
        code = self._process.wait(PATIENCE_S)
        self._close()
        return code

    def terminate(self) -> None:
        """Ask it to end, as the system does."""
        self._process.terminate()

    def kill(self) -> None:
        """End it as a crash would. What it started has to notice by itself."""
        self._process.kill()
        self._process.wait()
        self._close()

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._reader.join(PATIENCE_S)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in iter(self._process.stdout.readline, b""):
            news = json.loads(line)
            self.told.append(news)
            self._news.put(news)
        self._news.put(None)
