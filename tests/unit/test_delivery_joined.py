"""Turns of one conversation as one line of seconds."""

import pytest

from app.audio.delivery.delivery import Curve, Delivery, Pace, Pause, SoundMeasures
from app.audio.delivery.joined import joined


def turn(value: float, count: int, words: int) -> Delivery:
    """Half a second a step, a pause after the first second."""
    curve = Curve(0.5, (value,) * count)
    sound = SoundMeasures(count / 2, (Pause(1.0, 1.5),), curve, curve)
    return Delivery(sound, Pace(words, count / 2 if words else 0.0, curve if words else Curve(0.5, ())))


def test_one_turn_stays_as_it_is() -> None:
    one = turn(1.0, 8, 10)
    assert joined([(one, 4.0)]) is one


def test_turns_stand_one_after_the_other() -> None:
    found = joined([(turn(1.0, 8, 10), 4.0), (turn(2.0, 4, 0), 3.0), (turn(3.0, 6, 20), 2.5)])
    assert found.sound.duration_s == 9.5
    assert [one.start_s for one in found.sound.pauses] == [1.0, 5.0, 8.0]
    assert found.sound.pitch_hz.values == (*[1.0] * 8, *[2.0] * 4, None, None, *[3.0] * 5)
    assert found.pace.over_time_wpm.values == (*[1.0] * 8, *[None] * 6, *[3.0] * 5)
    assert found.pace.overall_wpm == pytest.approx(60 * 30 / 7, abs=0.1)


def test_rounding_does_not_add_up() -> None:
    turns = [(turn(1.0, 3, 5), 1.26)] * 40
    assert len(joined(turns).sound.loudness_dbfs.values) == round(40 * 1.26 / 0.5)


def test_no_words_at_all_have_no_pace() -> None:
    assert joined([(turn(1.0, 4, 0), 2.0), (turn(1.0, 4, 0), 2.0)]).pace.overall_wpm is None
