"""`heard-first measure`: how something was said, in numbers with units."""

import argparse
import json

from app.audio.delivery.delivery import Curve, Delivery
from app.audio.delivery.wording import NO_FEELING, minus, reading
from app.headless import hear_file, measure_file
from app.marking.wording import clock

_MOST_PAUSES = 20


def measure(options: argparse.Namespace) -> int:
    """The command. Raises HeardFirstError before anything is printed."""
    transcript = hear_file(options.file, options.engine, options.model).transcript
    delivery = measure_file(options.file, transcript)
    if options.json:
        print(json.dumps({"file": str(options.file), **_record(delivery)}, ensure_ascii=False, allow_nan=False))
    else:
        print(_page(delivery, transcript.engine))
    return 0


def _page(delivery: Delivery, engine: str) -> str:
    sound, medians = delivery.sound, delivery.medians
    pauses = [f"  {clock(one.start_s)}  {one.length_s:.1f} s" for one in sound.pauses[:_MOST_PAUSES]]
    left_out = len(sound.pauses) - len(pauses)
    lines = [
        reading(delivery),
        "",
        f"Length    {sound.duration_s:.1f} s",
        f"Pace      {_number(medians.pace_wpm, 0)} words per minute, as {engine} heard the words",
        f"          {_range(delivery.pace.over_time_wpm, 0)} within any 5 seconds",
        f"Loudness  {_number(medians.loudness_dbfs, 1)} dBFS (median), {_range(sound.loudness_dbfs, 1)}",
        f"Pitch     {_number(medians.pitch_hz, 0)} Hz (median), {_range(sound.pitch_hz, 0)}",
        f"Pauses    {len(sound.pauses) or 'none'} of 0.2 s or more",
        *pauses,
        *([f"  and {left_out} more (see --json)"] if left_out else []),
        "",
        NO_FEELING,
    ]
    return "\n".join(lines)


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else minus(value, digits)


def _range(curve: Curve, digits: int) -> str:
    known = [value for value in curve.values if value is not None]
    if not known:
        return "nothing to measure"
    return f"from {_number(min(known), digits)} to {_number(max(known), digits)}"


def _record(delivery: Delivery) -> dict[str, object]:
    sound, medians = delivery.sound, delivery.medians
    return {
        "duration_s": sound.duration_s,
        "pace_wpm": medians.pace_wpm,
        "median_loudness_dbfs": medians.loudness_dbfs,
        "median_pitch_hz": medians.pitch_hz,
        "pauses": [{"start_s": one.start_s, "end_s": one.end_s} for one in sound.pauses],
        "pace": _curve(delivery.pace.over_time_wpm, "wpm"),
        "loudness": _curve(sound.loudness_dbfs, "dbfs"),
        "pitch": _curve(sound.pitch_hz, "hz"),
    }


def _curve(curve: Curve, unit: str) -> dict[str, object]:
    return {"step_s": curve.step_s, unit: curve.values}
