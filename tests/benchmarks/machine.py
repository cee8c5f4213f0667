"""The machine that the figures come from."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

PACKAGES = ("PySide6", "PyAudio", "pocketsphinx", "openai-whisper", "torch", "onnxruntime", "numpy")


def describe() -> str:
    """One paragraph: processor, cores, memory, system, versions, date, and how busy it was."""
    physical, logical = psutil.cpu_count(logical=False), psutil.cpu_count()
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else logical
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return (
        f"{_processor()}, {physical} cores ({logical} logical, {allowed} usable), "
        f"{psutil.virtual_memory().total / 2**30:.0f} GiB of memory, {platform.platform(terse=True)}, "
        f"Python {platform.python_version()}, {versions}; {datetime.now(tz=UTC):%Y-%m-%d}; "
        f"load before the start {busy}."
    )


def peak_memory(pid: int) -> int:
    """The most resident memory a process ever had, in bytes (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    return 0


class Others:
    """How much of the processor other programs took since this was made: a busy machine spoils every figure."""

    def __init__(self) -> None:
        self._all_s, self._idle_s = _all_and_idle_s()
        self._ours_s = _ours_s()

    @property
    def share(self) -> float:
        """0 to 1 of all cores."""
        all_s, idle_s = _all_and_idle_s()
        passed_s = max(all_s - self._all_s, 1e-6)
        return max(0.0, (passed_s - (idle_s - self._idle_s) - (_ours_s() - self._ours_s)) / passed_s)


def _all_and_idle_s() -> tuple[float, float]:
    times = psutil.cpu_times()
    idle_s = times.idle + getattr(times, "iowait", 0.0)
    return times.user + times.nice + times.system + getattr(times, "softirq", 0.0) + idle_s, idle_s


def _ours_s() -> float:
    us = psutil.Process()
    return sum(sum(one.cpu_times()[:2]) for one in (us, *us.children(recursive=True)))


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
