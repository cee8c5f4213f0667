"""What strangers wrote is shown as it is, on every page and in every dialog; and no code leaves it to chance."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.bundle.arrival import Arrival
from app.errors import ErrorKind, HeardFirstError
from app.pairing.origin import Origin
from app.pairing.pair import Salesperson
from app.rehearsal import event as on
from app.rehearsal import state as at
from app.rehearsal.sound import InputDevice
from app.settings import Settings
from tests.fake_services import FakeServices
from tests.test_architecture import ROOT, code
from tests.ui import hostile
from tests.ui.drive import reach, see_debrief
from tests.ui.plain_walk import shown, signs
from tests.ui.silent_voice import SilentVoice
from ui.exchange.arrival_view import ArrivalView
from ui.exchange.export_dialog import ExportDialog
from ui.exchange.exported_view import ExportedView
from ui.exchange.import_dialog import ImportDialog
from ui.main_window import MainWindow
from ui.pairing.pair_dialog import PairDialog


@pytest.fixture
def services(tmp_path: Path) -> FakeServices:
    """Everything in it that a stranger can name is named so."""
    settings = Settings(countdown=0, manager_name=hostile.NAME, colleague_name=hostile.NAME + "2")
    services = FakeServices(tmp_path, settings)
    services.scenarios = (hostile.scenario(), hostile.scenario())
    services.hears = f"{hostile.NOTE}. {hostile.NOTE}"
    services.recorder.found = (InputDevice(hostile.NAME, hostile.NAME, is_default=True),)
    return services


def walk(root: QWidget, least: int = 1) -> None:
    """No sign is read in it; and it shows a stranger's words at least so often."""
    QApplication.processEvents()
    found = signs(root, hostile.MARK)
    assert found == [], "\n".join(found)
    assert shown(root, hostile.MARK) >= least


def keep(services: FakeServices, origin: Origin | None) -> str:
    """A session in the archive, one's own or a stranger's."""
    session = services.archive.new_session_id()
    stored = hostile.stored(session, origin)
    if origin is None:
        for take in stored.run.takes:
            services.archive.save_take(stored.run, take)
        stored = replace(stored, origin=hostile.ORIGIN)
    services.archive.save_received(stored)
    return session


def reopen(qtbot: QtBot, window: MainWindow) -> None:
    """The newest session."""
    window.menu.past.trigger()
    reach(qtbot, window, at.Choosing)
    window.past.open.click()
    reach(qtbot, window, at.Debriefing)


def told() -> list[QMessageBox]:
    """What the window says or asks."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]


def close(boxes: list[QMessageBox]) -> None:
    for one in boxes:
        one.close()


def test_scenarios_and_faults_of_files(window: MainWindow) -> None:
    walk(window, 6)
    window.choose.show_notices((
        HeardFirstError(ErrorKind.SCENARIO_BROKEN, path=hostile.NAME, line=1, key=hostile.NAME, reason=hostile.NOTE),
    ))  # fmt: skip
    walk(window.choose.notices)
    window.tell(HeardFirstError(ErrorKind.FILE_MISSING, path=hostile.NAME))
    boxes = told()
    walk(boxes[0])
    close(boxes)


@pytest.mark.parametrize("plays", Salesperson)
def test_a_rehearsal_from_the_first_line_to_the_marks(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice, plays: Salesperson
) -> None:
    pair = hostile.pair(plays)
    window.bridge.post(on.ScenarioChosen(services.scenarios[0], "a" * 16, pair))
    qtbot.waitUntil(lambda: not window.bridge.idle)
    walk(window, 2)
    if plays is Salesperson.PROGRAM:
        voice.finish()
    reach(qtbot, window, at.Awaiting)
    walk(window, 2)
    window.rehearse.press_record()
    reach(qtbot, window, at.RecordingTake)
    services.recorder.speak()
    walk(window)
    window.rehearse.press_record()
    if plays is Salesperson.COLLEAGUE:  # each turn stands there until the conversation ends
        qtbot.waitUntil(lambda: isinstance(window.bridge.state, at.Awaiting))
        walk(window)
        window.bridge.post(on.EndConversation())
    qtbot.waitUntil(lambda: isinstance(window.bridge.state, at.Reviewing | at.Debriefing))
    walk(window, 0)
    window.bridge.post(on.TranscriptConfirmed(services.hears))
    if plays is Salesperson.PROGRAM:
        reach(qtbot, window, at.Speaking)
        walk(window)
    see_debrief(qtbot, window)
    walk(window)


def test_a_microphone_that_fails_by_its_name(
    qtbot: QtBot, window: MainWindow, services: FakeServices, voice: SilentVoice
) -> None:
    services.recorder.fails_with = HeardFirstError(
        ErrorKind.MICROPHONE_UNAVAILABLE, device=hostile.NAME, reason=hostile.NAME)  # fmt: skip
    window.choose.cards[0].click()
    reach(qtbot, window, at.Speaking)
    voice.finish()
    reach(qtbot, window, at.Awaiting)
    window.rehearse.press_record()
    reach(qtbot, window, at.Failed)
    walk(window, 3)
    qtbot.waitUntil(lambda: window.rehearse.microphones.count() == 2)
    walk(window)


@pytest.mark.parametrize("origin", [None, hostile.ORIGIN], ids=["own", "from a file"])
def test_a_session_with_all_that_people_added(
    qtbot: QtBot, window: MainWindow, services: FakeServices, origin: Origin | None
) -> None:
    keep(services, origin)
    window.menu.past.trigger()
    walk(window, 2)
    window.past.delete.click()
    boxes = told()
    walk(boxes[0])
    close(boxes)
    reopen(qtbot, window)
    window.debrief.ask_colleague()
    walk(window.debrief)
    window.debrief.critique_page.back_button.click()
    walk(window.debrief, 4)


def test_setting_up_a_pair(qtbot: QtBot, services: FakeServices) -> None:
    dialog = PairDialog(services, "a" * 16)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.begin.click()
    walk(dialog, 4)
    dialog.reject()


def test_sending_it(qtbot: QtBot, services: FakeServices) -> None:
    for origin in (None, hostile.ORIGIN):
        stored = services.archive.open_session(keep(services, origin))
        dialog = ExportDialog(services, stored, hostile.NAME)
        qtbot.addWidget(dialog)
        dialog.show()
        walk(dialog, 5)
        dialog.reject()
        view = ExportedView(back=origin is not None, added="")
        qtbot.addWidget(view)
        view.show_file(Path(f"/tmp/{hostile.MARK}<b>&.heardfirst"), hostile.NAME, with_sound=True)
        view.show()
        walk(view, 2)


def test_what_came(qtbot: QtBot, services: FakeServices, tmp_path: Path) -> None:
    stored = hostile.stored("b" * 16, None)
    came, names = replace(stored, received={}), (hostile.NAME, hostile.NAME + "2")
    arrival = Arrival(tmp_path / "x", *names, hostile.GIVEN_UTC_S, 1, came, {})
    view = ArrivalView()
    qtbot.addWidget(view)
    view.show()
    for here in (None, stored, replace(stored, origin=hostile.ORIGIN)):
        view.show_arrival(arrival, here)
        walk(view, 3)
    path = tmp_path / f"{hostile.MARK}<b>&\u202e.heardfirst"
    path.write_bytes(b"no")
    dialog = ImportDialog(services, path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.fault.isVisible)
    walk(dialog, 2)
    dialog.reject()


# the walk itself


@pytest.mark.parametrize(
    ("plant", "fault"),
    [
        (lambda: QLabel(hostile.NAME), "not plain"),
        (lambda: QPushButton(hostile.NAME), "is a key"),
        (lambda: _tip("<b>passwd</b>"), "with markup"),
        (lambda: QPushButton("Ada\u202e"), "unseen"),
    ],
)
def test_the_walk_sees_what_is_planted(qtbot: QtBot, plant: Callable[[], QWidget], fault: str) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    QVBoxLayout(root).addWidget(plant())
    assert any(fault in one for one in signs(root, hostile.MARK))


def _tip(text: str) -> QWidget:
    widget = QWidget()
    widget.setToolTip(text)
    return widget


# the code

GUESSING = {"QLabel", "QMessageBox", "QTextEdit", "QTextBrowser", "QTextDocument", "QStaticText", "QErrorMessage",
            "QInputDialog", "QProgressDialog", "QWhatsThis", "QSplashScreen", "QWizard"}  # fmt: skip
"""Classes of Qt that guess whether a text is markup."""
SAFE = {"ui/widgets/text.py": {"QLabel"}, "ui/dialogs/notice.py": {"QMessageBox"}, "ui/dialogs/question.py": {
    "QMessageBox"}}  # fmt: skip
"""Where each of them is made plain, once."""
BANNED = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "setWhatsThis", "setStatusTip", "setTextFormat"}
ESCAPED = {"setToolTip": {"on_tooltip"}, "showText": {"on_tooltip"}, "QTableWidgetItem": {"literal"}, "addItem": {
    "literal"}, "setItemText": {"literal"}}  # fmt: skip
"""What each of these takes has gone through one of the functions first, where it is not the program's own words."""


def guesses(tree: ast.AST, name: str) -> Iterator[str]:
    """Every place at which a text could be taken for more than a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
            for alias in node.names:
                if alias.name in GUESSING - SAFE.get(name, set()):
                    yield f"{name}:{node.lineno} {alias.name}"
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in BANNED and name not in SAFE:
                yield f"{name}:{node.lineno} {called}"
            if called in ESCAPED and not _escaped(node, ESCAPED[called]):
                yield f"{name}:{node.lineno} {called}"


def _escaped(call: ast.Call, by: set[str]) -> bool:
    """Whether a text in the call went through one of these functions, or is written there."""
    texts = [arg for arg in call.args if not _is_no_text(arg)]
    return all(_safe(arg, by) for arg in texts[:1])


def _is_no_text(arg: ast.expr) -> bool:
    """Positions and numbers come first in some calls."""
    return (isinstance(arg, ast.Constant) and not isinstance(arg.value, str)) or (
        isinstance(arg, ast.Call) and isinstance(arg.func, ast.Attribute) and arg.func.attr == "globalPos"
    )


def _safe(arg: ast.expr, by: set[str]) -> bool:
    if isinstance(arg, ast.Constant):
        return True
    if isinstance(arg, ast.IfExp):
        return _safe(arg.body, by) and _safe(arg.orelse, by)
    if isinstance(arg, ast.Call):
        called = arg.func.attr if isinstance(arg.func, ast.Attribute) else getattr(arg.func, "id", "")
        return called in by or (called == "tr" and "on_tooltip" not in by)
    return False


def test_no_code_leaves_it_to_a_guess() -> None:
    found: list[str] = []
    for path in code("ui"):
        name = path.relative_to(ROOT).as_posix()
        found += guesses(ast.parse(path.read_text(encoding="utf-8")), name)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from PySide6.QtWidgets import QLabel", 1),
        ("from PySide6.QtWidgets import QPushButton", 0),
        ("widget.setToolTip(name)", 1),
        ("widget.setToolTip(on_tooltip(name))", 0),
        ("QToolTip.showText(event.globalPos(), name, self)", 1),
        ("QToolTip.showText(event.globalPos(), on_tooltip(name) if name else '', self)", 0),
        ("box.addItem(one.name, one)", 1),
        ("box.addItem(literal(one.name), one)", 0),
        ("box.addItem(self.tr('None'), None)", 0),
        ("QTableWidgetItem(text)", 1),
        ("edit.setHtml(text)", 1),
    ],
)
def test_the_rule_about_code_tells_them_apart(source: str, found: int) -> None:
    assert len(list(guesses(ast.parse(source), "x.py"))) == found
