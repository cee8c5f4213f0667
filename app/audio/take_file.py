"""A take on disk: 16-bit mono WAV that is whole at every moment, whatever ends the program."""

import contextlib
import errno
import os
import shutil
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import ErrorKind, HeardFirstError

HEADER_BYTES = 44
PART = ".part"
LEAST_FREE_BYTES = 50_000_000
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SIZE_MOST = 0xFFFFFFFF - HEADER_BYTES


def wav_header(rate_hz: int, data_bytes: int) -> bytes:
    """The 44 bytes before 16-bit mono samples."""
    size = min(data_bytes, _SIZE_MOST)
    head = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", size + 36, b"WAVE", b"fmt ", 16, 1, 1, rate_hz, rate_hz * 2, 2, 16)
    return head + struct.pack("<4sI", b"data", size)


def disk_fault(path: Path, error: OSError) -> HeardFirstError:
    """DISK_FULL or FOLDER_UNWRITABLE, for what the system said."""
    if error.errno in _FULL:
        return HeardFirstError(ErrorKind.DISK_FULL, path=path.parent)
    return HeardFirstError(ErrorKind.FOLDER_UNWRITABLE, path=path.parent, reason=error.strerror or str(error))


def check_room(folder: Path) -> None:
    """Raises HeardFirstError where under 50 MB are free (DISK_FULL) or the folder is not there to write in."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise disk_fault(folder / "x", error) from error
    if not os.access(folder, os.W_OK):
        raise HeardFirstError(ErrorKind.FOLDER_UNWRITABLE, path=folder, reason=os.strerror(errno.EACCES))
    if free < LEAST_FREE_BYTES:
        raise HeardFirstError(ErrorKind.DISK_FULL, path=folder)


def lock(descriptor: int) -> bool:
    """Mark a file as being recorded; False where another recorder holds it. Ends with the process."""
    try:
        import fcntl
    except ImportError:  # Windows keeps open files from being renamed or deleted by itself
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class TakeFile:
    """Grows as sound arrives, as NAME.wav.part; `finish` renames it to NAME.wav. On the capture thread.

    The header is set right and the file is brought to the disk once a second of sound.
    """

    def __init__(self, folder: Path, session: str, take: int, rate_hz: int) -> None:
        """Create the file, readable by the user alone. Raises HeardFirstError (DISK_FULL, FOLDER_UNWRITABLE)."""
        check_room(folder)
        self._rate_hz = rate_hz
        self._data_bytes = 0
        self._unsynced_bytes = 0
        self._path, self._descriptor = _create(folder, f"{session}-{take}")
        lock(self._descriptor)
        try:
            self._write(wav_header(rate_hz, 0))
        except OSError as error:
            self.delete()
            raise disk_fault(self._path, error) from error

    @property
    def path(self) -> Path:
        """Where the sound is now."""
        return self._path

    @property
    def duration_s(self) -> float:
        """Seconds on disk."""
        return self._data_bytes // 2 / self._rate_hz

    def write(self, samples: NDArray[np.int16]) -> None:
        """Add samples. Raises HeardFirstError; what was written before stays."""
        try:
            self._write(samples.astype("<i2", copy=False).tobytes(), counted=True)
            if self._unsynced_bytes >= 2 * self._rate_hz:
                self._mend()
                os.fsync(self._descriptor)
                self._unsynced_bytes = 0
        except OSError as error:
            raise disk_fault(self._path, error) from error

    def finish(self) -> Path:
        """Close and rename it. What a full or vanished disk refuses now is mended at the next start."""
        with contextlib.suppress(OSError):
            self._mend()
        with contextlib.suppress(OSError):
            os.fsync(self._descriptor)
        with contextlib.suppress(OSError):
            os.close(self._descriptor)
        with contextlib.suppress(OSError):
            final = self._path.with_suffix("")
            self._path.rename(final)
            self._path = final
            sync_folder(final.parent)
        return self._path

    def delete(self) -> None:
        """Close and delete it."""
        with contextlib.suppress(OSError):
            os.close(self._descriptor)
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _write(self, data: bytes, counted: bool = False) -> None:
        view = memoryview(data)
        while view:
            written = os.write(self._descriptor, view)  # may write less than asked
            view = view[written:]
            if counted:
                self._data_bytes += written
                self._unsynced_bytes += written

    def _mend(self) -> None:
        whole = self._data_bytes - self._data_bytes % 2
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        try:
            self._write(wav_header(self._rate_hz, whole))
        finally:
            os.lseek(self._descriptor, HEADER_BYTES + self._data_bytes, os.SEEK_SET)


def sync_folder(folder: Path) -> None:
    """Bring a rename to the disk, where folders can be opened (not on Windows)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _create(folder: Path, name: str) -> tuple[Path, int]:
    """A new file; a take of the same name that is there already is never written over."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    number = 1
    while True:
        path = folder / f"{name}{'' if number == 1 else f'~{number}'}.wav{PART}"
        number += 1
        if path.with_suffix("").exists():
            continue
        try:
            return path, os.open(path, flags, 0o600)
        except FileExistsError:
            continue
        except OSError as error:
            raise disk_fault(path, error) from error
