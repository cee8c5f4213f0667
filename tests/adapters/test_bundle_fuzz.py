"""Some hundred malformed files, or as many as HEARD_FIRST_FUZZ says: refused or understood, and no harm done."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from app.bundle import json_text
from app.errors import ErrorKind
from tests.bundle_files import bundle, members
from tests.malformed_bundles import Whole, malformed

EXAMPLES = int(os.environ.get("HEARD_FIRST_FUZZ", "300"))
MOST_BYTES = 200_000_000
KNOWN = {kind.value for kind in ErrorKind if kind.value.startswith(("bundle_", "file_"))}


class Importer:
    """The process that imports, in a home that holds a file of the user's own."""

    def __init__(self, home: Path, inbox: Path) -> None:
        self._file = inbox / "malformed.heardfirst"
        self.ended: Counter[str] = Counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bundle_child", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def bring_in(self, data: bytes) -> str:
        """How a file ended. Fails where anything was touched that may not be, or the process died."""
        self._file.write_bytes(data)
        answer = self._answer(f"{self._file}\n")
        assert answer["touched"] == []
        self.ended[str(answer["ended"])] += 1
        return str(answer["ended"])

    def most_bytes(self) -> int:
        """Memory at the most; ends the process."""
        assert self._process.stdin
        self._process.stdin.close()
        most = self._answer("")["most_bytes"]
        assert isinstance(most, int)
        assert self._process.wait(30) == 0
        return most

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.kill()
        self._process.wait()

    def _answer(self, line: str) -> dict[str, object]:
        assert self._process.stdin
        assert self._process.stdout
        if line:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the importing process died"
        found: dict[str, object] = json.loads(answer)
        return found


@pytest.fixture
def importer(home: Path, tmp_path: Path) -> Iterator[Importer]:
    (home / "diary.txt").write_text("mine", encoding="utf-8")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    importer = Importer(home, inbox)
    yield importer
    importer.close()


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.timeout(max(120, EXAMPLES))
def test_malformed_files_harm_nothing(importer: Importer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = bundle(tmp_path)
    parts = members(path)
    whole = Whole(path.read_bytes(), parts, json_text.parse(parts["session.json"]))
    assert importer.bring_in(whole.data) == "accepted", "a whole file comes in, so that refusing is no habit"

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
    @given(malformed(whole))
    def harmless(data: bytes) -> None:
        assert importer.bring_in(data) in KNOWN | {"accepted"}

    harmless()
    assert importer.bring_in(whole.data) == "accepted", "and it still does"
    told = dict(importer.ended.most_common())
    most = importer.most_bytes()
    with capsys.disabled():
        print(f"\n{sum(told.values())} files: {told}, at most {most / 1e6:.0f} MB", end="")  # noqa: T201
    assert len(told) > 4, "the files are all wrong in the same way"
    assert most < MOST_BYTES
