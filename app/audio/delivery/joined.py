"""The turns of one conversation, measured one by one, as if they were one sound."""

from collections.abc import Sequence

from app.audio.delivery.delivery import Curve, Delivery, Pace, Pause, SoundMeasures


def joined(turns: Sequence[tuple[Delivery, float]]) -> Delivery:
    """Deliveries one after the other, each with the seconds that it takes up; at least one.

    What lies between two turns, when the other person spoke, is no pause and counts for no pace.
    """
    if len(turns) == 1:
        return turns[0][0]
    pauses: list[Pause] = []
    start_s = 0.0
    for one, length_s in turns:
        pauses += [Pause(pause.start_s + start_s, pause.end_s + start_s) for pause in one.sound.pauses]
        start_s += length_s
    sound = SoundMeasures(
        start_s,
        tuple(pauses),
        _end_to_end([(one.sound.loudness_dbfs, length_s) for one, length_s in turns]),
        _end_to_end([(one.sound.pitch_hz, length_s) for one, length_s in turns]),
    )
    words, speaking_s = sum(one.pace.words for one, _ in turns), sum(one.pace.speaking_s for one, _ in turns)
    paces = _end_to_end([(one.pace.over_time_wpm, length_s) for one, length_s in turns])
    return Delivery(sound, Pace(words, speaking_s, paces))


def _end_to_end(parts: Sequence[tuple[Curve, float]]) -> Curve:
    step_s = parts[0][0].step_s
    values: list[float | None] = []
    end_s = 0.0
    for curve, length_s in parts:
        first = round(end_s / step_s)
        end_s += length_s
        room = round(end_s / step_s) - first
        part = curve.values[:room]
        values += [*part, *[None] * (room - len(part))]
    return Curve(step_s, tuple(values))
