"""What the user chose is kept whole, and never lost."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from app.settings import Settings, load, save

CHOSEN = Settings(microphone="Jérôme's 麦克风", engine="whisper", model="base.en", captions_only=True, countdown=0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_the_choice_comes_back(path: Path) -> None:
    save(CHOSEN, path)
    assert load(path) == (CHOSEN, None)


def test_a_new_choice_replaces_the_old_and_leaves_nothing_else(path: Path) -> None:
    save(CHOSEN, path)
    save(replace(CHOSEN, countdown=10), path)
    assert load(path)[0].countdown == 10
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]


def test_no_file_means_the_defaults(path: Path) -> None:
    assert load(path) == (Settings(), None)


@pytest.mark.parametrize(
    "content",
    [
        b"countdown = ",
        b"\xff\xfe not UTF-8",
        b'countdown = "3"',
        b"countdown = 11",
        b"countdown = true",
        b"microphone = 7",
        b"[engine]\nname = 'x'",
    ],
)
def test_a_bad_file_is_kept_beside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    settings, bad = load(path)
    assert settings == Settings()
    assert bad is not None
    assert bad.read_bytes() == content
    assert not path.exists()


def test_keys_of_a_later_version_are_passed_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('colour = "teal"\ncountdown = 5\n', encoding="utf-8")
    assert load(path) == (Settings(countdown=5), None)


@pytest.mark.parametrize("countdown", [-1, 11])
def test_the_countdown_has_bounds(countdown: int) -> None:
    with pytest.raises(ValueError, match="countdown"):
        Settings(countdown=countdown)


def test_a_crash_while_saving_leaves_the_old_choice(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(CHOSEN, path)

    def no_sync(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", no_sync)
    with pytest.raises(OSError, match="disk full"):
        save(Settings(), path)
    assert load(path) == (CHOSEN, None)


@pytest.mark.skipif(os.name != "posix", reason="modes exist on POSIX only")
def test_the_file_is_private(path: Path) -> None:
    save(CHOSEN, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
