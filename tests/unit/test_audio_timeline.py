import numpy as np
import pytest

from app.audio.timeline import Piece, Timeline

RATE_HZ = 16_000
BLOCK = 400
BLOCK_S = BLOCK / RATE_HZ


def block(number: int) -> np.ndarray:
    return np.full(BLOCK, number + 1, np.float32)


def run(arrivals: list[tuple[int, float, bool]], latency_s: float = 0.0) -> tuple[Timeline, list[Piece]]:
    """Buffers (number, arrival, overflow) through a timeline, flushed at the end."""
    timeline = Timeline(RATE_HZ)
    pieces: list[Piece] = []
    for number, arrived_s, overflow in arrivals:
        pieces += timeline.add(block(number), arrived_s, overflow, latency_s)
    return timeline, pieces + timeline.flush()


def on_time(numbers: range, jitter_s: float = 0.0, overflow: bool = False) -> list[tuple[int, float, bool]]:
    lateness = np.random.default_rng(4).uniform(0, jitter_s, len(numbers)) if jitter_s else np.zeros(len(numbers))
    return [(n, 100 + (n + 1) * BLOCK_S + float(late), overflow) for n, late in zip(numbers, lateness, strict=True)]


def assert_contiguous(pieces: list[Piece]) -> None:
    at = 0
    for piece in pieces:
        assert piece.first == at
        assert piece.samples is None or len(piece.samples) == piece.count
        at += piece.count


def lost(pieces: list[Piece]) -> int:
    return sum(piece.count for piece in pieces if piece.samples is None)


def test_jitter_loses_nothing_and_keeps_the_order() -> None:
    _, pieces = run(on_time(range(400), jitter_s=0.1))
    assert_contiguous(pieces)
    assert lost(pieces) == 0
    assert [int(piece.samples[0]) for piece in pieces if piece.samples is not None] == list(range(1, 401))


def test_a_busy_computer_that_catches_up_loses_nothing() -> None:
    arrivals = on_time(range(200))
    stalled = [(n, max(t, 103.0), o) for n, t, o in arrivals]  # nothing arrives for 0.3 s, then all at once
    stalled = [one if one[1] > 103.0 or arrivals[i][1] > 102.7 else arrivals[i] for i, one in enumerate(stalled)]
    _, pieces = run(stalled)
    assert_contiguous(pieces)
    assert lost(pieces) == 0


def test_an_overflow_that_lost_sound_is_filled_where_it_was() -> None:
    arrivals = on_time(range(100))
    with_loss = [(n, t, n == 54) for n, t, _ in arrivals if not 50 <= n < 54]
    _, pieces = run(with_loss)
    assert_contiguous(pieces)
    (gap,) = [piece for piece in pieces if piece.samples is None]
    assert gap.first == 50 * BLOCK
    assert gap.count == pytest.approx(4 * BLOCK, abs=2)


def test_a_loss_that_the_device_did_not_report_is_filled_too() -> None:
    with_loss = [one for one in on_time(range(100)) if not 50 <= one[0] < 60]
    _, pieces = run(with_loss)
    assert_contiguous(pieces)
    assert lost(pieces) == pytest.approx(10 * BLOCK, abs=2)


def test_overflow_flags_alone_lose_nothing() -> None:
    _, pieces = run(on_time(range(300), jitter_s=0.05, overflow=True))
    assert_contiguous(pieces)
    assert lost(pieces) <= 0.02 * 300 * BLOCK


def test_one_buffer_in_five_lost() -> None:
    arrivals = [(n, t, n % 5 == 0) for n, t, _ in on_time(range(2000)) if n % 5 != 4]
    _, pieces = run(arrivals)
    assert_contiguous(pieces)
    total = pieces[-1].first + pieces[-1].count
    assert total == pytest.approx(2000 * BLOCK, abs=6 * BLOCK)
    assert lost(pieces) == pytest.approx(400 * BLOCK, abs=6 * BLOCK)


def test_a_device_clock_that_runs_slow_is_no_loss() -> None:
    slow = [(n, 100 + (t - 100) * 1.0002, o) for n, t, o in on_time(range(40_000), jitter_s=0.03)]  # 1000 s
    _, pieces = run(slow)
    assert lost(pieces) == 0


def test_place_of_a_time_allows_for_the_drivers_latency() -> None:
    prompt, _ = run(on_time(range(100), jitter_s=0.05))
    assert prompt.place_of(101.0) == pytest.approx(RATE_HZ, abs=0.01 * RATE_HZ)
    delayed, _ = run(on_time(range(100)), latency_s=0.2)
    assert delayed.place_of(101.0) == pytest.approx(1.2 * RATE_HZ, abs=2)
