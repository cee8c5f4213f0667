"""How a file is refused: by the front end, in one sentence, and the home is as it was."""

from pathlib import Path

import pytest

from app.bundle.arrival import read
from app.cli.main import main
from app.errors import ErrorKind, HeardFirstError
from tests.bundle_files import tree


class Refusal:
    """Imports a file that must not come in."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._home = home
        self._capsys = capsys

    def __call__(self, path: Path, *kinds: ErrorKind) -> str:
        """The sentence that the user reads. `kinds` are those that it may be."""
        with pytest.raises(HeardFirstError) as refused:
            read(path)
        assert refused.value.kind in kinds, refused.value.facts
        before = tree(self._home)
        assert main(["import", str(path)]) == 2
        out, err = self._capsys.readouterr()
        assert out == ""
        assert err.startswith("heard-first: ")
        assert err.count("\n") == 1
        assert "?" not in err, "a fact of the sentence is not there"
        assert tree(self._home) == before
        return err
