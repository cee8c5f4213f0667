import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.audio.player import ClipPlayer
from app.errors import ErrorKind, HeardFirstError
from tests import pulse
from tests.fake_recorder import FakeLibrary

PATIENCE_S = 30.0


class Listener:
    def __init__(self) -> None:
        self.positions: list[float] = []
        self.ended = threading.Event()
        self.ends = 0
        self.faults: list[HeardFirstError] = []
        self.moved = threading.Event()

    def at(self, position_s: float) -> None:
        self.positions.append(position_s)
        self.moved.set()

    def end(self) -> None:
        self.ends += 1
        self.ended.set()


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros(48_000 * 20), 48_000)
    return path


@pytest.fixture
def server() -> Iterator[pulse.Pulse]:
    assert not pulse.missing(), f"install {pulse.missing()}"
    with pulse.pulse_server() as running:
        yield running


def play(player: ClipPlayer, path: Path, start_s: float, end_s: float | None) -> Listener:
    listener = Listener()
    player.play(path, start_s, end_s, listener.at, listener.end, listener.faults.append)
    return listener


@pytest.mark.sound
def test_a_stretch_is_played_in_its_own_time(server: pulse.Pulse, sound: Path) -> None:
    player = ClipPlayer()
    begin = time.monotonic()
    heard = play(player, sound, 3.0, 4.5)
    assert heard.ended.wait(PATIENCE_S)
    assert player.wait(PATIENCE_S)
    assert heard.faults == []
    assert time.monotonic() - begin > 1.3
    assert heard.positions[0] == 3.0
    assert heard.positions == sorted(heard.positions)
    assert 3.9 < heard.positions[-1] <= 4.5
    assert heard.ends == 1


@pytest.mark.sound
def test_stop_and_play_again(server: pulse.Pulse, sound: Path) -> None:
    player = ClipPlayer()
    first = play(player, sound, 0, None)
    assert first.moved.wait(PATIENCE_S)
    second = play(player, sound, 19.8, None)
    assert first.ended.wait(PATIENCE_S)
    assert max(first.positions) < 15
    assert second.ended.wait(PATIENCE_S)
    player.stop()
    assert player.wait(PATIENCE_S)
    assert (first.ends, second.ends, first.faults, second.faults) == (1, 1, [], [])


def test_no_loudspeaker(sound: Path) -> None:
    library = FakeLibrary()
    player = ClipPlayer(library)
    heard = play(player, sound, 0, 1)
    assert heard.ended.wait(PATIENCE_S)
    assert player.wait(PATIENCE_S)
    assert [one.kind for one in heard.faults] == [ErrorKind.NO_LOUDSPEAKER]
    assert (heard.ends, library.alive) == (1, 0)


def test_no_file(tmp_path: Path) -> None:
    player = ClipPlayer(FakeLibrary())
    heard = play(player, tmp_path / "gone.wav", 0, 1)
    assert heard.ended.wait(PATIENCE_S)
    assert player.wait(PATIENCE_S)
    assert [one.kind for one in heard.faults] == [ErrorKind.FILE_UNREADABLE]


def test_stop_before_anything_played() -> None:
    player = ClipPlayer(FakeLibrary())
    player.stop()
    assert player.wait(1)
