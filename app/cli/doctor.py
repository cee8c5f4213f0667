"""`heard-first doctor`: what works on this computer, and what to do about what does not."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from app import settings as settings_file
from app.errors import ErrorKind, HeardFirstError
from app.folders import user_folders
from app.headless import load_marker, try_microphone, try_recogniser
from app.marking.marker import Turn
from app.messages import sentence


@dataclass(frozen=True)
class Finding:
    """One part of the program on this computer. `needed`: no spoken rehearsal without it."""

    part: str
    ok: bool
    said: str
    needed: bool


def doctor(options: argparse.Namespace) -> int:
    """The command: exit code 0 where a reply can be recorded, recognised, marked and kept, else 1."""
    settings, bad = settings_file.load(user_folders().settings)
    findings = [
        _find("microphone", lambda: try_microphone(settings)),
        _find("voice", _voice, needed=False),
        _find("recogniser", lambda: try_recogniser(settings)),
        _find("marker", _marker),
        _find("folders", lambda: _folders(bad)),
    ]
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(_line(finding))
    return 0 if all(finding.ok for finding in findings if finding.needed) else 1


def _line(finding: Finding) -> str:
    if finding.ok:
        return f"ok     {finding.part}: {finding.said}"
    if finding.needed:
        return f"to do  {finding.part}: {finding.said}"
    return f"-      {finding.part} (you can do without): {finding.said}"


def _find(part: str, look: Callable[[], str], *, needed: bool = True) -> Finding:
    try:
        return Finding(part, ok=True, said=look(), needed=needed)
    except HeardFirstError as error:
        return Finding(part, ok=False, said=sentence(error), needed=needed)


def _voice() -> str:
    """The window asks Qt; here only whether the system has what Qt would use."""
    if sys.platform != "linux":
        return "the system's own voices"
    if shutil.which("speech-dispatcher") is None or shutil.which("espeak-ng") is None:
        raise HeardFirstError(ErrorKind.NO_VOICE)
    return "speech-dispatcher with espeak-ng"


def _marker() -> str:
    marking = load_marker().mark([Turn("You have had a hard month, and I need the list by Friday.")])
    return f"{marking.classifier} answers"


def _folders(bad_settings: Path | None) -> str:
    folders = user_folders()
    try:
        folders.make()
        for folder in (folders.data, folders.sound, folders.models, folders.config, folders.log):
            _try_to_write(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise HeardFirstError(ErrorKind.FOLDER_UNWRITABLE, path=error.filename or folders.data, reason=reason) from None
    if bad_settings is not None:
        raise HeardFirstError(ErrorKind.SETTINGS_BROKEN, path=bad_settings)
    free_gb = shutil.disk_usage(folders.data).free / 1e9
    return f"{folders.data} ({free_gb:.0f} GB free)"


def _try_to_write(folder: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(13, "not allowed", str(folder))
