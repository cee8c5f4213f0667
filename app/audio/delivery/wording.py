"""The words for what was measured. Templates take named facts in braces; the window translates them first."""

from collections.abc import Callable

from app.audio.delivery.delivery import Delivery
from app.marking.wording import clock

Translate = Callable[[str], str]

NO_FEELING = (
    "These are measurements, not feelings: a computer cannot hear what somebody feels. The same pace, pause or pitch "
    "can be calm in one person and tense in another, so none is named here. How it came across, only a person who "
    "listened can say."
)
PACE = "{pace:.0f} words per minute"
NO_PACE = "too few words for a pace"
PAUSE = "longest pause {length_s:.1f} s at {at}"
NO_PAUSE = "no pause"
LOUDNESS = "loudness median {loudness} dBFS"
NO_SOUND = "no sound"
PITCH = "pitch median {pitch:.0f} Hz"
NO_PITCH = "nothing voiced"
JOINED = "; "


def reading(delivery: Delivery, translate: Translate = str) -> str:
    """All of it in one line of plain numbers."""
    medians, pause = delivery.medians, delivery.longest_pause
    if medians.loudness_dbfs is None:
        return translate(NO_SOUND)
    parts = [
        translate(NO_PACE) if medians.pace_wpm is None else translate(PACE).format(pace=medians.pace_wpm),
        translate(NO_PAUSE)
        if pause is None
        else translate(PAUSE).format(length_s=pause.length_s, at=clock(pause.start_s)),
        translate(LOUDNESS).format(loudness=minus(medians.loudness_dbfs)),
        translate(NO_PITCH) if medians.pitch_hz is None else translate(PITCH).format(pitch=medians.pitch_hz),
    ]
    return JOINED.join(parts)


def minus(value: float, digits: int = 0) -> str:
    """A number with a true minus sign."""
    return f"{value:.{digits}f}".replace("-", "−")
