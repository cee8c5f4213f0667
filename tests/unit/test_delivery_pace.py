"""Pace against words of known times."""

import pytest

from app.audio.delivery.delivery import Curve, Delivery, Medians, Pace, Pause, SoundMeasures, middle
from app.audio.delivery.pace import STEP_S, pace
from app.transcript.transcript import Word


def words(count: int, every_s: float, start_s: float = 0.0) -> list[Word]:
    """Words that follow each other without a gap."""
    return [Word(f"word{at}", start_s + at * every_s, start_s + (at + 1) * every_s) for at in range(count)]


@pytest.mark.parametrize(("every_s", "wpm"), [(0.5, 120), (0.4, 150), (0.3, 200), (1.0, 60)])
@pytest.mark.parametrize("start_s", [0.0, 3.0])
def test_even_words_have_one_pace_throughout(every_s: float, wpm: float, start_s: float) -> None:
    found = pace(words(40, every_s, start_s), duration_s=start_s + 40 * every_s + 2)
    assert found.overall_wpm == pytest.approx(wpm, abs=0.1)
    known = [value for value in found.over_time_wpm.values if value is not None]
    assert known == pytest.approx([wpm] * len(known), abs=0.1)
    assert len(known) == pytest.approx(40 * every_s / STEP_S, abs=1.01)


def test_outside_the_speech_there_is_no_pace() -> None:
    found = pace(words(10, 0.5, start_s=2.0), duration_s=9.0).over_time_wpm
    assert found.at(1.75) is None
    assert found.at(2.0) is not None
    assert found.at(7.0) is not None
    assert found.at(7.25) is None


def test_a_change_of_pace_shows_where_it_happens() -> None:
    slow, fast = words(20, 0.6), words(40, 0.3, start_s=12.0)
    found = pace([*slow, *fast], duration_s=24.0)
    curve = found.over_time_wpm
    assert curve.at(6.0) == pytest.approx(100, abs=0.1)
    assert curve.at(12.0) == pytest.approx(150, abs=0.5)  # half of the window lies in each
    assert curve.at(18.0) == pytest.approx(200, abs=0.1)
    assert found.overall_wpm == pytest.approx(60 * 60 / 24, abs=0.1)


def test_pauses_count() -> None:
    found = pace([*words(10, 0.5), *words(10, 0.5, start_s=10.0)], duration_s=15.0)
    assert found.overall_wpm == pytest.approx(60 * 20 / 15, abs=0.1)
    assert found.over_time_wpm.at(7.5) == 0.0


def test_a_recogniser_may_put_several_words_into_one() -> None:
    found = pace([Word("you have had", 0.0, 1.5), Word("three", 1.5, 2.0)], duration_s=2.0)
    assert found.overall_wpm == 120.0


@pytest.mark.parametrize("few", [[], words(2, 0.5), [Word("a b c d", 1.0, 1.1)], [Word(" ", 0.0, 1.0)] * 5])
def test_too_few_words_have_no_pace(few: list[Word]) -> None:
    assert pace(few, duration_s=3.0) == Pace(0, 0.0, Curve(STEP_S, ()))


def test_words_without_length_are_counted() -> None:
    found = pace([Word("one", at / 2, at / 2) for at in range(21)], duration_s=10.5)
    assert found.overall_wpm == pytest.approx(126, abs=0.1)


def test_the_longest_pause_is_the_first_of_the_longest() -> None:
    pauses = (Pause(1.0, 1.5), Pause(3.0, 4.0), Pause(6.0, 7.0))
    delivery = Delivery(
        SoundMeasures(8.0, pauses, Curve(0.1, (-20.0, None, -30.0)), Curve(0.1, (None,))), Pace(0, 0.0, Curve(1, ()))
    )
    assert delivery.longest_pause == pauses[1]
    assert delivery.medians == Medians(None, -25.0, None)


def test_the_middle_of_nothing() -> None:
    assert middle([None, None]) is None
    assert middle([None, 3.0, 1.0]) == 2.0
