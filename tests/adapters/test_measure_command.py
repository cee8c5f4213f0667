"""`heard-first measure`: a page of numbers with units, or all of them as JSON."""

import json
from pathlib import Path

import numpy as np
import pytest

from app.audio.delivery.wording import NO_FEELING
from app.cli.main import main
from tests import tones

SAID = "You have had three shipments slip in a row."


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    sound, _ = tones.with_gaps([tones.spoken(SAID), tones.spoken(SAID)], (1.8,), 16_000)
    return tones.write(tmp_path / "spoken.wav", sound, 16_000)


def test_a_page_of_numbers_with_units(spoken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", str(spoken)]) == 0
    page = capsys.readouterr().out
    first = page.splitlines()[0]
    assert " words per minute; longest pause 1.8 s at 0:0" in first
    assert " dBFS; pitch median 1" in first
    for told in ("Length ", "dBFS (median), from −", "Hz (median), from ", "Pauses    1 of 0.2 s or more", NO_FEELING):
        assert told in page
    assert list(spoken.parent.glob("*.json")) == []


def test_every_curve_as_json(spoken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", str(spoken), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    (pause,) = record["pauses"]
    assert pause["end_s"] - pause["start_s"] == pytest.approx(1.8, abs=0.05)
    assert record["median_pitch_hz"] == pytest.approx(168, rel=0.05)
    for name, unit in (("pace", "wpm"), ("loudness", "dbfs"), ("pitch", "hz")):
        curve = record[name]
        assert len(curve[unit]) == pytest.approx(record["duration_s"] / curve["step_s"], abs=2)
        assert any(value is not None for value in curve[unit])


def test_silence_has_a_page_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", str(tones.write(tmp_path / "a.wav", np.zeros(32_000), 16_000))]) == 0
    page = capsys.readouterr().out
    assert page.startswith("no sound\n")
    assert "Pitch     – Hz (median), nothing to measure" in page


@pytest.mark.parametrize("name", ["none.wav", "."])
def test_what_is_not_there_is_refused_in_one_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["measure", str(tmp_path / name)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
