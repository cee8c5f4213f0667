"""Setting up a pair, and sending files to each other."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import ErrorKind, HeardFirstError
from app.rehearsal import event as on
from app.rehearsal.sound import Condition, Recording
from app.settings import Settings
from tests.fake_services import FakeServices
from tests.screenshots.pictures import AFTERWARDS, SMALLEST, Picture, settle, wait
from tests.ui.two_homes import Home, make_home
from ui.exchange.export_dialog import ExportDialog
from ui.exchange.import_dialog import ImportDialog
from ui.pairing.pair_dialog import PairDialog

LONG = ("Maximiliana Konstantinopolitanskaya-Featherstonehaugh & Söhne", "<b>Ben</b> Oluwaseun Adebayo-Whitfield")


def services(manager: str = "", colleague: str = "") -> FakeServices:
    return FakeServices(Path("/home/ada/heard-first"), Settings(manager_name=manager, colleague_name=colleague))


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


def sessions_of_two() -> QWidget:
    other = _home("Dana")
    for sender in ("Ada", LONG[0]):
        other.services.exchange.accept(other.services.exchange.read(_file(sender)))
    other.keep_session()
    other.window.menu.past.trigger()
    settle()
    return other.window


def export_asked() -> QWidget:
    home = _home("Ada")
    home.window.mail.send(home.keep_session())
    assert home.window.mail.dialog is not None
    return home.window.mail.dialog


def export_refused() -> QWidget:
    dialog = export_asked()
    assert isinstance(dialog, ExportDialog)
    dialog.sender_edit.clear()
    dialog.save.click()
    return dialog


def export_done() -> QWidget:
    dialog = export_asked()
    assert isinstance(dialog, ExportDialog)
    dialog.save_to(Path(tempfile.mkdtemp()) / "nothing-left-to-promise-2026-05-03.heardfirst")
    wait(dialog.exported.isVisible)
    return dialog


def import_shown() -> QWidget:
    home = _home("Dana")
    home.window.mail.open_file(_file("Ada"))
    return _looked(home)


def import_long() -> QWidget:
    home = _home("Dana")
    home.window.mail.open_file(_file(LONG[0], "<b>Nothing left</b> to promise, and nobody to tell & no way out of it"))
    return _looked(home)


def import_refused() -> QWidget:
    home = _home("Dana")
    path = Path(tempfile.mkdtemp()) / "holiday.heardfirst"
    path.write_bytes(b"GIF89a" * 100)
    home.window.mail.open_file(path)
    return _looked(home)


def foreign_critique() -> QWidget:
    home = _home("Dana")
    _take_in(home, _file("Ada"))
    return home.window


def foreign_debrief() -> QWidget:
    home = _home("Dana")
    _take_in(home, _file("Ada"))
    home.window.debrief.critique_page.back_button.click()
    return home.window


def choose_page() -> QWidget:
    home = _home("Ada")
    home.window.choose.colleague.click()
    return home.window


def _home(name: str) -> Home:
    home = make_home(Path(tempfile.mkdtemp()), name)
    AFTERWARDS.callback(home.end)
    home.window.resize(*SMALLEST)
    home.window.show()
    settle()
    return home


def _file(sender: str, title: str = "Nothing left to promise") -> Path:
    home = make_home(Path(tempfile.mkdtemp()), sender)
    path = Path(tempfile.mkdtemp()) / "from-a-colleague.heardfirst"
    home.services.exchange.export(home.keep_session(title), path, sender, with_sound=True)
    home.end()
    return path


def _looked(home: Home) -> QWidget:
    dialog = home.window.mail.dialog
    assert isinstance(dialog, ImportDialog)
    wait(lambda: dialog.take.isVisible() or dialog.fault.isVisible())
    return dialog


def _take_in(home: Home, path: Path) -> None:
    home.window.mail.open_file(path)
    dialog = _looked(home)
    assert isinstance(dialog, ImportDialog)
    dialog.take.click()
    wait(lambda: home.window.page is home.window.debrief)


STATES: tuple[Callable[[], QWidget], ...] = (
    pair_empty, pair_known, pair_long, pair_refused, pair_spoken, pair_recording, pair_said, pair_no_microphone,
    choose_page, sessions_of_two, export_asked, export_refused, export_done, import_shown, import_long, import_refused,
    foreign_critique, foreign_debrief,
)  # fmt: skip
README = {pair_known: "pair", export_asked: "send"}
PICTURES = tuple(Picture(state.__name__, state, readme=README.get(state, "")) for state in STATES)
