"""Where things are kept: below the user's own folders, private, and nothing made before it is needed."""

import os
import stat
from pathlib import Path

import pytest

from app.folders import user_folders


def test_one_variable_puts_everything_below_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "Jérôme 名前 ü"
    monkeypatch.setenv("HEARD_FIRST_HOME", str(root))
    folders = user_folders()
    for folder in (folders.data, folders.models, folders.config, folders.log, folders.sound):
        assert folder.is_relative_to(root)
    assert (folders.database.parent, folders.settings.parent) == (folders.data, folders.config)


def test_without_it_the_systems_own_folders_are_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEARD_FIRST_HOME")
    folders = user_folders()
    for folder in (folders.data, folders.models, folders.config, folders.log):
        assert folder.is_relative_to(home)
        assert "heard-first" in folder.parts


def test_asking_makes_nothing_and_making_twice_is_the_same(home: Path) -> None:
    folders = user_folders()
    assert list(home.iterdir()) == []
    folders.make()
    (folders.sound / "kept.wav").write_bytes(b"kept")
    folders.make()
    assert (folders.sound / "kept.wav").read_bytes() == b"kept"


@pytest.mark.skipif(os.name != "posix", reason="modes exist on POSIX only")
def test_nobody_else_can_look_in(home: Path) -> None:
    folders = user_folders()
    folders.data.mkdir(parents=True, mode=0o755)
    folders.make()
    for folder in (folders.data, folders.sound, folders.models, folders.config, folders.log):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
