"""Records in real time from a fake microphone until it is killed: python -m tests.recorder_child FOLDER.

Beside FOLDER a file FOLDER.delivered always holds how many samples the microphone has given, as 8 bytes.
"""

import mmap
import queue
import struct
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.audio.capture import DevicePatience
from app.audio.recorder import MicrophoneRecorder
from app.rehearsal.event import Event, MicrophoneReady
from tests.fake_recorder import FakeLibrary

PERIOD = 30_000
SECONDS = 60


def counting() -> NDArray[np.int16]:
    """Sound whose samples count, so that a loss anywhere shows."""
    return (np.arange(SECONDS * 48_000) % PERIOD + 1).astype(np.int16)


def main(folder: Path) -> None:
    sound = counting()
    counter = folder.with_name(folder.name + ".delivered")
    counter.write_bytes(bytes(8))
    library = FakeLibrary()
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    patience = DevicePatience(60, 60, 60, 60, 60, 60)  # a busy test machine is no broken microphone
    recorder = MicrophoneRecorder(events.put, folder, library, patience=patience)
    with counter.open("r+b") as file, mmap.mmap(file.fileno(), 8) as shared:

        def delivering(count: int) -> None:
            shared[:] = struct.pack("<Q", count)

        recorder.open(1)
        library.play(sound, delivering=delivering)
        assert isinstance(events.get(timeout=60), MicrophoneReady)
        recorder.start(1, "killed-one", time.monotonic())
        sys.stdout.write(f"recording from {struct.unpack('<Q', shared[:])[0]}\n")
        sys.stdout.flush()
        time.sleep(SECONDS)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
