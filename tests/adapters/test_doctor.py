"""`heard-first doctor` and what it tries: the chosen microphone, the chosen recogniser, what can be done without."""

import json
import threading

import numpy as np
import pytest

from app.cli import doctor
from app.cli.main import main
from app.errors import ErrorKind, HeardFirstError
from app.folders import Folders
from app.headless import try_microphone
from app.settings import Settings, save
from tests.fake_recorder import FakeDevice, FakeLibrary, as_device_sound

SOUND = as_device_sound(np.random.default_rng(1).normal(0, 0.01, 16_000).astype(np.float32), 48_000)


def hear(library: FakeLibrary, sound: np.ndarray, settings: Settings) -> str:
    player: list[threading.Thread] = []
    feeding = threading.Thread(target=lambda: player.append(library.play(sound)))
    feeding.start()
    try:
        return try_microphone(settings, library)
    finally:
        feeding.join()
        player[0].join()


def test_the_microphone_is_opened_until_sound_comes() -> None:
    library = FakeLibrary()
    assert hear(library, SOUND, Settings()) == "Built-in microphone opens and sends sound"
    assert library.alive == 0
    assert "muted" in hear(FakeLibrary(), np.zeros_like(SOUND), Settings())


def test_the_chosen_microphone_is_the_one_that_is_tried() -> None:
    library = FakeLibrary(devices=[FakeDevice(), FakeDevice("Headset")])
    assert hear(library, SOUND, Settings(microphone="Headset", microphone_host_api="ALSA")).startswith("Headset")
    with pytest.raises(HeardFirstError) as gone:
        try_microphone(Settings(microphone="Old headset", microphone_host_api="ALSA"), library)
    assert gone.value.facts["device"] == "Old headset"


def test_a_microphone_that_is_listed_and_cannot_be_opened_is_not_well() -> None:
    def refuse() -> None:
        raise OSError(-9985, "Device unavailable")

    with pytest.raises(HeardFirstError) as refused:
        try_microphone(Settings(), FakeLibrary(devices=[FakeDevice(opening=refuse)]))
    assert refused.value.kind is ErrorKind.MICROPHONE_UNAVAILABLE
    with pytest.raises(HeardFirstError) as none:
        try_microphone(Settings(), FakeLibrary(devices=[], default=None))
    assert none.value.kind is ErrorKind.NO_MICROPHONE


def test_a_microphone_that_never_sends_anything_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.headless._FIRST_SOUND_S", 0.2)
    with pytest.raises(HeardFirstError) as silent:
        try_microphone(Settings(), FakeLibrary())
    assert silent.value.kind is ErrorKind.MICROPHONE_UNAVAILABLE
    assert "no sound came" in str(silent.value.facts["reason"])


@pytest.fixture
def microphone_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "try_microphone", lambda settings: "it works")


@pytest.fixture
def recogniser_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "try_recogniser", lambda settings: "it works")


@pytest.mark.usefixtures("microphone_works")
def test_the_chosen_recogniser_is_the_one_that_is_tried(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    save(Settings(engine="whisper", model="base.en"), folders.settings)
    assert main(["doctor", "--json"]) == 1
    findings = {one["part"]: one for one in json.loads(capsys.readouterr().out)}
    assert not findings["recogniser"]["ok"]
    assert "base.en is not on this computer" in findings["recogniser"]["said"]


@pytest.mark.usefixtures("microphone_works", "recogniser_works")
def test_settings_that_cannot_be_read_are_said(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    folders.settings.write_text("engine = ", encoding="utf-8")
    assert main(["doctor"]) == 1
    assert "to do  folders: Your settings could not be read" in capsys.readouterr().out


@pytest.mark.usefixtures("microphone_works", "recogniser_works")
def test_a_missing_voice_is_nothing_that_must_be_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.doctor.shutil.which", lambda name: None)
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "to do" not in out
    assert "voice (you can do without): No voice was found" in out
