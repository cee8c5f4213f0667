"""What tests of the adapters share."""

from pathlib import Path

import pytest

from tests.adapters.bundle_refusal import Refusal
from tests.bundle_files import bundle


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A whole file of a session with sound, outside the home."""
    return bundle(tmp_path)


@pytest.fixture
def refuse(home: Path, capsys: pytest.CaptureFixture[str]) -> Refusal:
    """Import a file that must not come in."""
    return Refusal(home, capsys)
