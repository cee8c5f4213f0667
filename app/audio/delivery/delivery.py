"""What can be measured of a take's delivery: numbers with units, never a judgement."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

Values = tuple[float | None, ...]


@dataclass(frozen=True)
class Pause:
    """A stretch without sound between two sounds, in seconds from the start of the take."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """How long it lasts."""
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Curve:
    """One number every `step_s` seconds, the first at 0; None where there is nothing to measure."""

    step_s: float
    values: Values

    @property
    def times_s(self) -> tuple[float, ...]:
        """When each value was measured."""
        return tuple(index * self.step_s for index in range(len(self.values)))

    @property
    def median(self) -> float | None:
        """The median of all that was measured."""
        return middle(self.values)

    def at(self, time_s: float) -> float | None:
        """The value nearest to a moment."""
        index = round(time_s / self.step_s)
        return self.values[index] if 0 <= index < len(self.values) else None


@dataclass(frozen=True)
class SoundMeasures:
    """What is found in the sound alone.

    Loudness is the RMS level in dB below full scale (a sine at full scale has -3.0), None where nothing sounds.
    Pitch is the fundamental frequency, None where nothing is voiced.
    """

    duration_s: float
    pauses: tuple[Pause, ...]
    loudness_dbfs: Curve
    pitch_hz: Curve


@dataclass(frozen=True)
class Pace:
    """How fast the words came, in words per minute.

    `speaking_s` is the time from the first of the `words` to the last one's end, pauses included; both are 0 where
    there were too few for a pace. `over_time_wpm` is the pace within a sliding window.
    """

    words: int
    speaking_s: float
    over_time_wpm: Curve

    @property
    def overall_wpm(self) -> float | None:
        """The words by the time that they took; None where there were too few."""
        return round(60 * self.words / self.speaking_s, 1) if self.speaking_s > 0 else None


@dataclass(frozen=True)
class Medians:
    """The middle of each measure over a take, or over takes; None where it could not be measured."""

    pace_wpm: float | None
    loudness_dbfs: float | None
    pitch_hz: float | None


@dataclass(frozen=True)
class Delivery:
    """Everything measured of one take."""

    sound: SoundMeasures
    pace: Pace

    @property
    def medians(self) -> Medians:
        """The middle of each measure; for pace, the overall one."""
        return Medians(self.pace.overall_wpm, self.sound.loudness_dbfs.median, self.sound.pitch_hz.median)

    @property
    def longest_pause(self) -> Pause | None:
        """The longest pause, the first of them where several are; None without any."""
        return max(self.sound.pauses, key=lambda one: one.length_s, default=None)


@dataclass(frozen=True)
class Reference:
    """The manager's own middle: the median over the medians of their takes, and how many takes these are."""

    medians: Medians
    takes: int


@dataclass(frozen=True)
class Measured:
    """A take's delivery, and what is usual for who spoke; None where no own take was measured."""

    delivery: Delivery
    reference: Reference | None


def middle(values: Iterable[float | None]) -> float | None:
    """The median of the values that there are."""
    known = [value for value in values if value is not None]
    return round(median(known), 2) if known else None
