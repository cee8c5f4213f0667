"""The sound of a take as a member of the file: only what our own recorder writes, to the byte.

So nothing of a stranger's is decoded: one header of 44 bytes, 16-bit mono, then as many samples as it says.
"""

import re
import struct

from app.audio.sound_header import MOST_MINUTES
from app.audio.take_file import HEADER_BYTES, wav_header

LEAST_RATE_HZ, MOST_RATE_HZ = 8_000, 96_000
_NAME = re.compile(r"take-([1-9][0-9]{0,2})\.wav", re.ASCII)
_LENGTHS = (slice(4, 8), slice(40, 44))
_RATE_AT = 24


def name_of(take: int) -> str:
    """The member that holds the sound of a take."""
    return f"take-{take}.wav"


def take_of(name: str) -> int | None:
    """The take whose sound a member holds; None for another member."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None


def header_for(head: bytes, size: int) -> bytes:
    """The header that a recording of `size` bytes has to have, by what its own says of the rate.

    A recording's own header may tell a shorter length, where the disk was full at its end. Raises ValueError where
    it is no recording of ours.
    """
    if len(head) < HEADER_BYTES or size <= HEADER_BYTES:
        raise ValueError("it holds no sound")
    (rate_hz,) = struct.unpack_from("<I", head, _RATE_AT)
    if not LEAST_RATE_HZ <= rate_hz <= MOST_RATE_HZ:
        raise ValueError(f"its sample rate is {rate_hz} Hz")
    ours = wav_header(rate_hz, (size - HEADER_BYTES) // 2 * 2)
    told = bytearray(head[:HEADER_BYTES])
    for place in _LENGTHS:
        told[place] = ours[place]
    if bytes(told) != ours:
        raise ValueError("it is not 16-bit mono WAV as this program records it")
    return ours


def duration_s(head: bytes, size: int) -> float:
    """Seconds of a member's sound. Raises ValueError where its header is not exactly that of its size."""
    ours = header_for(head, size)
    if head[:HEADER_BYTES] != ours or (size - HEADER_BYTES) % 2:
        raise ValueError("its header and its length do not fit")
    (rate_hz,) = struct.unpack_from("<I", ours, _RATE_AT)
    seconds = (size - HEADER_BYTES) / 2 / rate_hz
    if seconds > MOST_MINUTES * 60:
        raise ValueError(f"it is longer than {MOST_MINUTES} minutes")
    return seconds
