"""A file read as if other bytes stood before it, for decoders that take a file object."""

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from typing_extensions import Buffer


class PrefixedFile(io.RawIOBase):
    """`prefix`, then what `file` holds from `start` on. Read only; closing it closes the file."""

    def __init__(self, prefix: bytes, file: BinaryIO, start: int) -> None:
        super().__init__()
        self._prefix = prefix
        self._file = file
        self._start = start
        self._at = 0
        self._length = len(prefix) + file.seek(0, io.SEEK_END) - start

    def readable(self) -> bool:  # noqa: D102
        return True

    def seekable(self) -> bool:  # noqa: D102
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:  # noqa: D102
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:  # noqa: D102
        return self._at

    def readinto(self, buffer: "Buffer", /) -> int:  # noqa: D102 - read() comes with it
        room = memoryview(buffer).cast("B")
        size = len(room)
        head = self._prefix[self._at : self._at + size]
        self._file.seek(self._start + max(0, self._at - len(self._prefix)))
        data = head + self._file.read(size - len(head)) if self._at + size > len(self._prefix) else head
        room[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:  # noqa: D102
        self._file.close()
        super().close()
