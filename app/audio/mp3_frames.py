"""The frames of an MP3 file, counted by their headers: how much there is, and how much was announced."""

import struct
from dataclasses import dataclass
from typing import BinaryIO

_BITRATES = {  # kbit/s by (is MPEG-1) for layer III
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_LOOK_FOR_FIRST = 65_536
_MOST_FRAMES = 500_000


@dataclass(frozen=True)
class Mp3Frames:
    """Samples a channel that are there, and that the file announces (equal where it announces nothing).

    `stating` is empty where the file says its own length; else a frame that says it, to be read before the frames
    that begin at `start`: decoders guess the length from the first frame, and stop too soon.
    """

    rate_hz: int
    channels: int
    found: int
    announced: int
    start: int
    stating: bytes


@dataclass(frozen=True)
class _Head:
    mpeg1: bool
    rate_hz: int
    channels: int
    length: int

    @property
    def samples(self) -> int:
        return 1152 if self.mpeg1 else 576


def read_mp3_frames(file: BinaryIO, size: int) -> Mp3Frames | None:
    """Walk through the frames without decoding them; None where this is no MP3 file."""
    at = _after_id3(file)
    first = _find_first(file, at, size)
    if first is None:
        return None
    at, head = first
    file.seek(at)
    stated = _stated_frames(file.read(min(head.length, 200)), head)
    start = at if stated is None else at + head.length
    opening = _opening(file, at)
    count = 0 if stated is None else -1  # the frame that states the count holds no sound
    cut = False
    while count < _MOST_FRAMES:
        file.seek(at)
        here = _head(file.read(4))
        if here is None or (here.rate_hz, here.mpeg1) != (head.rate_hz, head.mpeg1):
            break
        at += here.length
        cut = at > size
        if cut:
            break
        count += 1
    announced = max(count + cut, stated or 0)
    found = max(count, 0) * head.samples
    stating = b"" if stated else _stating_frame(opening, max(count, 0))
    return Mp3Frames(head.rate_hz, head.channels, found, announced * head.samples, start, stating)


def _after_id3(file: BinaryIO) -> int:
    tag = file.read(10)
    if tag[:3] != b"ID3" or len(tag) < 10:
        return 0
    a, b, c, d = tag[6:10]
    return 10 + ((a & 127) << 21 | (b & 127) << 14 | (c & 127) << 7 | d & 127)


def _find_first(file: BinaryIO, start: int, size: int) -> tuple[int, _Head] | None:
    """The first header that another one follows, so that no chance bytes in a text are taken for sound."""
    file.seek(start)
    window = file.read(_LOOK_FOR_FIRST)
    for offset in range(len(window) - 3):
        if window[offset] != 0xFF:
            continue
        head = _head(window[offset : offset + 4])
        if head is None:
            continue
        following = start + offset + head.length
        file.seek(following)
        if following == size or _head(file.read(4)) is not None:
            return start + offset, head
    return None


def _head(data: bytes) -> _Head | None:
    if len(data) < 4:
        return None
    (word,) = struct.unpack(">I", data)
    version, layer = word >> 19 & 3, word >> 17 & 3
    bitrate, rate = word >> 12 & 15, word >> 10 & 3
    if word >> 21 != 0x7FF or layer != 1 or version == 1 or bitrate in (0, 15) or rate == 3:
        return None
    mpeg1 = version == 3
    rate_hz = _RATES[version][rate]
    length = (144 if mpeg1 else 72) * _BITRATES[mpeg1][bitrate] * 1000 // rate_hz + (word >> 9 & 1)
    return _Head(mpeg1, rate_hz, 1 if word >> 6 & 3 == 3 else 2, length)


def _opening(file: BinaryIO, at: int) -> bytes:
    file.seek(at)
    return file.read(4)


def _stating_frame(opening: bytes, frames: int) -> bytes:
    """A frame without sound whose Xing header says how many follow, for sound that opens with these four bytes."""
    first, second, third, fourth = opening
    opening = bytes((first, second | 1, third & 0x0C | 0x90, fourth))  # no checksum, room enough, no padding
    head = _head(opening)
    assert head is not None  # noqa: S101 - made from a good one
    frame = opening + bytes(_xing_place(head) - 4) + struct.pack(">4sII", b"Xing", 1, frames)
    return frame + bytes(head.length - len(frame))


def _xing_place(head: _Head) -> int:
    return 4 + ((17 if head.channels == 1 else 32) if head.mpeg1 else (9 if head.channels == 1 else 17))


def _stated_frames(frame: bytes, head: _Head) -> int | None:
    """The number of frames in a Xing or Info header; 0 where it has one without a number."""
    place = _xing_place(head)
    if frame[place : place + 4] in (b"Xing", b"Info") and len(frame) >= place + 12:
        flags, frames = struct.unpack(">II", frame[place + 4 : place + 12])
        return frames if flags & 1 else 0
    if frame[36:40] == b"VBRI" and len(frame) >= 54:
        return struct.unpack(">I", frame[50:54])[0]
    return None
