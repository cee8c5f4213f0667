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


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
