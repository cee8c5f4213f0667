"""Pictures of setting up a pair and of sending files: python -m tests.ui.pair_screenshots FOLDER [PART…]"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.*=false")

from PySide6.QtWidgets import QApplication, QWidget

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal import event as on
from app.rehearsal.sound import Condition, Recording
from app.settings import Settings
from tests.fake_services import FakeServices
from tests.ui.debrief_screenshots import dark_palette, light_palette
from ui.application import make_application
from ui.pairing.pair_dialog import PairDialog

LONG = ("Maximiliana Konstantinopolitanskaya-Featherstonehaugh & Söhne", "<b>Ben</b> Oluwaseun Adebayo-Whitfield")


def services(manager: str = "", colleague: str = "") -> FakeServices:
    return FakeServices(Path(tempfile.mkdtemp()), Settings(manager_name=manager, colleague_name=colleague))


def pair_empty() -> QWidget:
    return PairDialog(services(), "a" * 16)


def pair_known() -> QWidget:
    return PairDialog(services("Ada", "Ben"), "a" * 16)


def pair_long() -> QWidget:
    return PairDialog(services(*LONG), "a" * 16)


def pair_refused() -> QWidget:
    dialog = PairDialog(services("Ada", "Ben"), "a" * 16)
    dialog.consent.ticks[0].box.setChecked(True)
    dialog.begin.click()
    return dialog


def _spoken() -> PairDialog:
    dialog = PairDialog(services("Ada", "Ben"), "a" * 16)
    dialog.consent.spoken.setChecked(True)
    return dialog


def pair_spoken() -> QWidget:
    return _spoken()


def pair_recording() -> QWidget:
    dialog = _spoken()
    dialog.consent.aloud.record.click()
    dialog.hear(on.MicrophoneReady(0))
    return dialog


def pair_said() -> QWidget:
    dialog = _spoken()
    dialog.consent.aloud.record.click()
    dialog.hear(on.MicrophoneReady(0))
    dialog.consent.aloud.record.click()
    dialog.hear(on.TakeFinished(0, Recording(Path("/tmp/none-0.wav"), 7.2, 6.0, Condition.GOOD)))
    return dialog


def pair_no_microphone() -> QWidget:
    dialog = _spoken()
    dialog.consent.aloud.record.click()
    fault = HeardFirstError(ErrorKind.MICROPHONE_UNAVAILABLE, device="Desk microphone", reason="device busy")
    dialog.hear(on.MicrophoneFailed(0, fault))
    return dialog


STATES: tuple[Callable[[], QWidget], ...] = (
    pair_empty, pair_known, pair_long, pair_refused, pair_spoken, pair_recording, pair_said, pair_no_microphone,
)  # fmt: skip


def settle() -> None:
    """Let what is queued happen."""
    for _ in range(6):
        QApplication.processEvents()


def main(folder: Path, wanted: list[str]) -> None:
    """Take all pictures, or those whose name begins with one of `wanted`."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    app.setStyle("Fusion")
    for look, palette in (("light", light_palette()), ("dark", dark_palette())):
        app.setPalette(palette)
        for state in STATES:
            if wanted and not state.__name__.startswith(tuple(wanted)):
                continue
            widget = state()
            widget.show()
            settle()
            widget.grab().save(str(folder / f"{state.__name__}-{look}.png"))
            widget.close()
            widget.deleteLater()
            settle()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
