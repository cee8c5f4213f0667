"""Puts the device's buffers in their place in time: finds what was dropped, and when each sample was spoken."""

from collections import deque
from dataclasses import dataclass

from app.rehearsal.sound import Samples

_MEMORY_S = 10.0
_LATENCY_MEMORY_S = 2.0
_HOLD_S = 0.4
_LATE_S = 0.12
_LATE_AFTER_OVERFLOW_S = 0.02
_LEAST_GAP_S = 0.005
_MOST_LATENCY_S = 0.6


@dataclass(frozen=True, eq=False)
class Piece:
    """Sound in its place, or a gap of `count` samples that the device dropped (`samples` is None)."""

    first: int
    count: int
    samples: Samples | None


@dataclass(frozen=True, eq=False)
class _Held:
    samples: Samples
    arrived_s: float


class Timeline:
    """Counts samples against the monotonic clock.

    A buffer that arrives late is held for up to 0.4 s: where those after it catch up, the computer was merely
    busy; where they do not, sound was lost and a gap of that length is put in. An overflow reported by the device
    makes it look closer. On one thread.
    """

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._frames = 0
        self._starts: deque[tuple[float, float]] = deque()  # (arrival, arrival - sound so far), over _MEMORY_S
        self._latencies: deque[tuple[float, float]] = deque()  # (arrival, latency)
        self._held: list[_Held] = []
        self._overflowed = False

    def add(self, samples: Samples, arrived_s: float, overflow: bool = False, latency_s: float = 0.0) -> list[Piece]:
        """One buffer (mono), with the time of its arrival and how old its last sample was then."""
        latency_s = min(max(latency_s, 0.0), _MOST_LATENCY_S)
        self._remember(self._latencies, arrived_s, latency_s, _LATENCY_MEMORY_S)
        held = _Held(samples, arrived_s)
        start_s = arrived_s - (self._frames + self._held_count() + len(samples)) / self._rate_hz
        if not self._starts:
            return [self._place(held)]
        self._overflowed |= overflow
        limit_s = _LATE_AFTER_OVERFLOW_S if self._overflowed else _LATE_S
        late = start_s - self._start_s() > limit_s
        if not self._held and not late:
            self._overflowed = False
            return [self._place(held)]
        self._held.append(held)
        if not late:
            return self._release(gap=0)
        if self._held_count() < _HOLD_S * self._rate_hz:
            return []
        return self.flush()

    def flush(self) -> list[Piece]:
        """Decide now about what is held."""
        if not self._held:
            return []
        count, late_s = self._frames, float("inf")
        for held in self._held:
            count += len(held.samples)
            late_s = min(late_s, held.arrived_s - count / self._rate_hz - self._start_s())
        return self._release(gap=round(late_s * self._rate_hz) if late_s > _LEAST_GAP_S else 0)

    def place_of(self, time_s: float) -> int:
        """The number of the sample that was spoken at a monotonic time; may lie before or after what there is."""
        latency_s = max((latency for _, latency in self._latencies), default=0.0)
        return round((time_s - self._start_s() + latency_s) * self._rate_hz) if self._starts else 0

    def time_of(self, place: int) -> float:
        """When, on the monotonic clock, the sample of this number was spoken. Some sound must have come."""
        latency_s = max((latency for _, latency in self._latencies), default=0.0)
        return self._start_s() - latency_s + place / self._rate_hz

    def _release(self, gap: int) -> list[Piece]:
        held, self._held = self._held, []
        self._overflowed = False
        pieces: list[Piece] = []
        if gap:
            pieces.append(Piece(self._frames, gap, None))
            self._frames += gap
        return pieces + [self._place(one) for one in held]

    def _place(self, held: _Held) -> Piece:
        piece = Piece(self._frames, len(held.samples), held.samples)
        self._frames += piece.count
        self._remember(self._starts, held.arrived_s, held.arrived_s - self._frames / self._rate_hz, _MEMORY_S)
        return piece

    def _held_count(self) -> int:
        return sum(len(one.samples) for one in self._held)

    def _start_s(self) -> float:
        """When sample 0 arrived at the latest: buffers come late now and then, but never early."""
        return min(start for _, start in self._starts)

    @staticmethod
    def _remember(values: deque[tuple[float, float]], now_s: float, value: float, memory_s: float) -> None:
        values.append((now_s, value))
        while values[0][0] < now_s - memory_s:
            values.popleft()
