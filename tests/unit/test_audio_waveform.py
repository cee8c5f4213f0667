from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from app.audio.waveform import peaks
from app.errors import ErrorKind, HeardFirstError


def plain(sound: np.ndarray, columns: int) -> tuple[list[float], list[float]]:
    low, high = [0.0] * columns, [0.0] * columns
    for column in range(columns):
        part = [x for i, x in enumerate(sound.tolist()) if i * columns // len(sound) == column]
        if part:
            low[column], high[column] = min(part), max(part)
        elif column:
            low[column], high[column] = low[column - 1], high[column - 1]
    return low, high


@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=300), st.integers(1, 400))
def test_columns_hold_their_lowest_and_highest_sample(values: list[float], columns: int) -> None:
    sound = np.array(values, np.float32)
    low, high = peaks(sound, columns)
    assert (low.tolist(), high.tolist()) == plain(sound, columns)


@pytest.mark.parametrize("columns", [1, 7, 800, 1999])
def test_a_file_longer_than_one_block_gives_the_same_as_its_samples(tmp_path: Path, columns: int) -> None:
    sound = np.random.default_rng(1).uniform(-1, 1, 700_001).astype(np.float32)
    path = tmp_path / "long.wav"
    soundfile.write(path, sound, 48_000, "FLOAT")
    for ours, expected in zip(peaks(path, columns), peaks(sound, columns), strict=True):
        np.testing.assert_array_equal(ours, expected)


def test_no_sound_is_a_flat_line_and_no_file_is_an_error(tmp_path: Path) -> None:
    low, high = peaks(np.zeros(0, np.float32), 5)
    assert low.tolist() == high.tolist() == [0] * 5
    with pytest.raises(HeardFirstError) as caught:
        peaks(tmp_path / "gone.wav", 5)
    assert caught.value.kind is ErrorKind.FILE_UNREADABLE
