"""A session goes to a colleague as a file and comes back, through two windows with an archive each."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.bundle.arrival import read
from app.bundle.exchange import Exchange
from app.errors import ErrorKind, HeardFirstError
from app.pairing.origin import Origin
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal import state as at
from app.storage.archive import SessionArchive
from app.storage.stored import StoredSession
from app.transcript.transcript import typed
from tests import example_session
from tests.ui.drive import question, reach
from tests.ui.label_walk import faults
from tests.ui.silent_voice import SilentVoice
from tests.ui.two_homes import Home, KeepingServices, open_home
from ui import application
from ui.debrief.critique_scales import Scale
from ui.exchange.export_dialog import ExportDialog
from ui.exchange.import_dialog import ImportDialog
from ui.main_window import MainWindow
from ui.widgets.text import Text

WAIT_MS = 10_000


def reopen(qtbot: QtBot, home: Home, row: int = 0) -> at.Debriefing:
    """Open a session from the list."""
    home.window.menu.past.trigger()
    reach(qtbot, home.window, at.Choosing)
    home.window.past.table.selectRow(row)
    home.window.past.open.click()
    return reach(qtbot, home.window, at.Debriefing)


def export(qtbot: QtBot, home: Home, path: Path, *, with_sound: bool = False) -> Path:
    """Send the session that is open; the file."""
    home.window.menu.send.trigger()
    dialog = home.window.mail.dialog
    assert isinstance(dialog, ExportDialog)
    if with_sound:
        dialog.sound.box.click()
    dialog.save_to(path)
    qtbot.waitUntil(dialog.exported.isVisible, timeout=WAIT_MS)
    dialog.cancel.click()
    qtbot.waitUntil(lambda: home.window.mail.dialog is None)
    return path


def look_at(qtbot: QtBot, home: Home, path: Path) -> ImportDialog:
    """Open a file; the dialog once it knows what it is."""
    home.window.mail.open_file(path)
    dialog = home.window.mail.dialog
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.take.isVisible() or dialog.fault.isVisible(), timeout=WAIT_MS)
    return dialog


def take_in(qtbot: QtBot, home: Home, path: Path) -> at.Debriefing:
    """Open a file and take it in; the session that is shown then."""
    dialog = look_at(qtbot, home, path)
    dialog.take.click()
    qtbot.waitUntil(lambda: home.window.mail.dialog is None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: home.window.page is home.window.debrief, timeout=WAIT_MS)
    return reach(qtbot, home.window, at.Debriefing)


def judge(home: Home) -> None:
    """Fill in the critique and save it."""
    critique = home.window.debrief.critique_page
    critique.people.consent_box.setChecked(True)
    critique.scales[Scale.FACE].choose(4)
    critique.keep_edit.setPlainText("The pause.")
    critique.save_button.click()


def close_notices() -> list[str]:
    """Close what was said; what it was."""
    told = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]
    texts = [one.text() for one in told]
    for one in told:
        one.close()
    return texts


def test_there_and_back(qtbot: QtBot, ada: Home, dana: Home, tmp_path: Path) -> None:
    session = ada.keep_session()
    reopen(qtbot, ada)
    sent = export(qtbot, ada, tmp_path / "to-dana.heardfirst", with_sound=True)

    # Dana opens it: nothing is taken in before she says so
    dialog = look_at(qtbot, dana, sent)
    assert dialog.heading.text() == "From Ada"
    assert dana.services.archive.list_sessions() == ()
    dialog.reject()
    qtbot.waitUntil(lambda: dana.window.mail.dialog is None)
    run = take_in(qtbot, dana, sent).run
    (summary,) = dana.services.archive.list_sessions()
    assert summary.origin is not None
    assert summary.origin.sender == "Ada"
    recording = run.take(1).recording
    assert recording is not None
    assert recording.path is not None
    assert recording.path.is_relative_to(dana.services.folders.sound)

    # her critique comes first, and Ada's marks are hidden until it is in
    critique = dana.window.debrief.critique_page
    qtbot.waitUntil(critique.isVisible)
    assert not dana.window.debrief.take_view.isVisible()
    people = critique.people
    assert (people.manager, people.colleague) == ("Ada", "Dana")
    judge(dana)
    frame = dana.window.debrief.frame
    assert dana.window.debrief.take_view.isVisible()
    assert frame.origin.isVisible()
    assert "Ada’s session" in frame.origin.text
    assert not frame.again.isVisible()
    assert not dana.window.debrief.take_view.transcript.correct_button.isVisible()
    assert frame.send.isDefault()
    assert frame.send.text() == "Send it back…"
    back = export(qtbot, dana, tmp_path / "back.heardfirst")

    # Ada takes it in while her session is open: beside her own, under Dana's name
    take_in(qtbot, ada, back)
    qtbot.waitUntil(lambda: len(ada.window.debrief.take_view.feedback.critiques) == 1)
    assert close_notices() == ["New from Dana: 1 critique."]
    stored = ada.services.archive.open_session(session)
    assert stored.origin is None
    (given,) = stored.critiques
    assert (given.colleague, given.keep) == ("Dana", "The pause.")
    assert stored.received[given.id].sender == "Dana"
    (both,) = ada.window.debrief.take_view.feedback.critiques
    page = ada.window.debrief.frame.scroll_area.viewport()
    qtbot.waitUntil(lambda: page.rect().intersects(both.rect().translated(both.mapTo(page, both.rect().topLeft()))))
    assert any(one.text().startswith("By file, from Dana, ") for one in both.findChildren(Text))
    assert stored.run.take(1) == example_take(ada, session)

    # once more changes nothing
    again = look_at(qtbot, ada, back)
    again.take.click()
    qtbot.waitUntil(again.fault.isVisible, timeout=WAIT_MS)
    assert "already here" in again.fault.text or "as you have it" in again.fault.text
    again.reject()
    assert ada.services.archive.open_session(session) == stored


def test_a_session_that_comes_back_to_who_deleted_it_names_who_spoke(
    qtbot: QtBot, ada: Home, dana: Home, tmp_path: Path
) -> None:
    session = ada.keep_session()
    reopen(qtbot, ada)
    sent = export(qtbot, ada, tmp_path / "to-dana.heardfirst")
    take_in(qtbot, dana, sent)
    judge(dana)
    back = export(qtbot, dana, tmp_path / "back.heardfirst")
    ada.window.debrief.leave.emit()
    reach(qtbot, ada.window, at.Choosing)
    ada.services.archive.delete_session(session)

    dialog = look_at(qtbot, ada, back)
    assert dialog.heading.text() == "Ada’s session, sent by Dana"
    assert "as Ada’s" in dialog.view.promise.text()
    assert ("Who spoke", "Ada") in dialog.view.fields.fields
    dialog.take.click()
    qtbot.waitUntil(lambda: ada.window.mail.dialog is None, timeout=WAIT_MS)
    reach(qtbot, ada.window, at.Debriefing)
    frame = ada.window.debrief.frame
    frame.colleague.click()
    people = ada.window.debrief.critique_page.people
    assert (people.manager, people.colleague) == ("Ada", ""), "who spoke did not watch"
    ada.window.debrief.critique_page.back_button.click()
    assert frame.origin.text.startswith("Ada’s session, sent by Dana on ")
    assert frame.origin.text.endswith("“you” is Ada.")
    assert not frame.again.isVisible()
    ada.window.debrief.leave.emit()
    reach(qtbot, ada.window, at.Choosing)
    cells = [ada.window.past.table.item(0, column) for column in range(ada.window.past.table.columnCount())]
    assert "From Dana: Ada’s session" in [cell.text() for cell in cells if cell]
    assert "–" in [cell.text() for cell in cells if cell], "its verdict counts for nothing here"


def test_what_another_program_took_in_meanwhile_is_there_when_the_session_is_opened_again(
    qtbot: QtBot, ada: Home, dana: Home, tmp_path: Path
) -> None:
    session = ada.keep_session()
    reopen(qtbot, ada)
    take_in(qtbot, dana, export(qtbot, ada, tmp_path / "to-dana.heardfirst"))
    judge(dana)
    back = export(qtbot, dana, tmp_path / "back.heardfirst")
    folders = ada.services.folders
    other = SessionArchive(folders)  # as `heard-first import` has it
    Exchange(other, folders.sound).accept(read(back))
    other.close()
    assert ada.window.desk.session == session
    assert ada.window.desk.pieces == ()
    reopen(qtbot, ada)
    assert [one.colleague for one in ada.window.desk.critiques(1)] == ["Dana"]
    assert len(ada.window.debrief.take_view.feedback.critiques) == 1
    (received,) = ada.window.desk.received.values()
    assert received.sender == "Dana"


def example_take(home: Home, session: str) -> at.Take:
    """The take as it was kept before anything came."""
    return example_session.take(sound=home.services.folders.sound / f"{session}-1.wav")


def test_every_field_is_listed_and_the_sound_only_where_it_is_wanted(qtbot: QtBot, ada: Home, tmp_path: Path) -> None:
    ada.keep_session()
    reopen(qtbot, ada)
    ada.window.debrief.frame.send.click()
    dialog = ada.window.mail.dialog
    assert isinstance(dialog, ExportDialog)
    assert not dialog.sound.ticked
    assert "0.1 MB" in dialog.sound.text
    without = dialog.leaving.fields
    assert ("Take 1: sound", "4 s, 0.1 MB") not in without
    assert any("nothing left to promise" in what for _, what in without)
    dialog.sound.box.click()
    assert len(dialog.leaving.fields) > len(without) - 1
    assert dialog.leaving.fields[-1][0] == "Take 1: sound"
    assert dialog.sender_edit.text() == "Ada"
    assert dict(dialog.leaving.fields)["Sender"].startswith("Ada")
    assert faults(dialog) == []
    dialog.reject()


def test_a_file_needs_a_name_to_come_from(
    qtbot: QtBot, ada: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.keep_session()
    reopen(qtbot, ada)
    ada.window.menu.send.trigger()
    dialog = ada.window.mail.dialog
    assert isinstance(dialog, ExportDialog)
    wanted = tmp_path / "out"
    suggested: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        suggested.append(name)
        return str(wanted), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    dialog.sender_edit.clear()
    dialog.save.click()
    assert suggested == []
    assert dialog.fault.isVisible()
    assert "fill in “Your name”" in dialog.fault.text
    dialog.sender_edit.setText("Ada L.")
    assert not dialog.fault.isVisible(), "once there is a name, nothing is wrong any more"
    dialog.save.click()
    qtbot.waitUntil(dialog.exported.isVisible, timeout=WAIT_MS)
    assert Path(suggested[0]).name.startswith("delays-")
    assert suggested[0].endswith(".heardfirst")
    assert wanted.with_suffix(".heardfirst").is_file()
    assert ada.services.settings.manager_name == "Ada L."
    assert str(wanted) in dialog.exported.path.text()
    assert "Open a colleague’s file…" in dialog.exported.note
    dialog.exported.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.exported.note
    assert faults(dialog) == []
    dialog.accept()


def test_a_name_that_is_taken_is_not_written_over_unasked(qtbot: QtBot, ada: Home, tmp_path: Path) -> None:
    ada.keep_session()
    reopen(qtbot, ada)
    ada.window.menu.send.trigger()
    dialog = ada.window.mail.dialog
    assert isinstance(dialog, ExportDialog)
    (tmp_path / "out.heardfirst").write_text("mine")
    dialog.save_to(tmp_path / "out")
    qtbot.waitUntil(dialog.fault.isVisible, timeout=WAIT_MS)
    assert (tmp_path / "out.heardfirst").read_text() == "mine"
    dialog.save_to(tmp_path / "nowhere" / "out.heardfirst")
    qtbot.waitUntil(lambda: "nowhere" in dialog.fault.text, timeout=WAIT_MS)
    assert dialog.save.isEnabled()
    dialog.reject()


def test_what_is_no_such_file_is_refused_in_a_sentence(qtbot: QtBot, ada: Home, tmp_path: Path) -> None:
    path = tmp_path / "<b>holiday<b> & co.heardfirst"
    path.write_bytes(b"GIF89a" * 100)
    dialog = look_at(qtbot, ada, path)
    assert dialog.fault.isVisible()
    assert not dialog.take.isVisible()
    assert "<b>holiday<b> & co" in dialog.fault.text
    assert faults(dialog) == []
    dialog.reject()
    assert ada.services.archive.list_sessions() == ()


def test_ones_own_file_changes_nothing(qtbot: QtBot, ada: Home, tmp_path: Path) -> None:
    session = ada.keep_session()
    reopen(qtbot, ada)
    path = export(qtbot, ada, tmp_path / "own.heardfirst")
    before = ada.services.archive.open_session(session)
    dialog = look_at(qtbot, ada, path)
    assert "This session is yours" in dialog.view.promise.text()
    dialog.take.click()
    qtbot.waitUntil(dialog.fault.isVisible, timeout=WAIT_MS)
    dialog.reject()
    assert ada.services.archive.open_session(session) == before


def test_cancelled_while_it_is_taken_in_it_changes_nothing(qtbot: QtBot, ada: Home, dana: Home, tmp_path: Path) -> None:
    ada.keep_session()
    reopen(qtbot, ada)
    path = export(qtbot, ada, tmp_path / "out.heardfirst", with_sound=True)
    dialog = look_at(qtbot, dana, path)
    dialog.take.click()
    dialog.reject()  # before the event loop could carry out what the archive was asked
    assert dana.services.archive.list_sessions() == ()
    assert list(dana.services.folders.sound.iterdir()) == []
    qtbot.waitUntil(lambda: dana.window.mail.dialog is None)
    take_in(qtbot, dana, path)


def test_a_full_disk_is_said_and_leaves_nothing(
    qtbot: QtBot, ada: Home, dana: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.keep_session()
    reopen(qtbot, ada)
    path = export(qtbot, ada, tmp_path / "out.heardfirst", with_sound=True)

    def refuse(_: object) -> None:
        raise HeardFirstError(ErrorKind.DISK_FULL, path="/data")

    monkeypatch.setattr(dana.services.archive, "save_received", refuse)
    dialog = look_at(qtbot, dana, path)
    dialog.take.click()
    qtbot.waitUntil(dialog.fault.isVisible, timeout=WAIT_MS)
    assert "disk is full" in dialog.fault.text
    assert list(dana.services.folders.sound.iterdir()) == []
    assert dialog.take.isEnabled()
    dialog.reject()


def test_a_file_dropped_on_the_window_is_looked_at(qtbot: QtBot, ada: Home, tmp_path: Path) -> None:
    ada.keep_session()
    reopen(qtbot, ada)
    path = export(qtbot, ada, tmp_path / "out.heardfirst")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(ada.window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(ada.window, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    dialog = ada.window.mail.dialog
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(dialog.take.isVisible, timeout=WAIT_MS)
    dialog.reject()


@pytest.mark.parametrize("name", ["You", "You and Dana", "You" + " " * 190 + "x", "%1", "–"], ids=len)
def test_no_name_makes_a_copy_look_like_ones_own(name: str, qtbot: QtBot, ada: Home) -> None:
    for number, origin in enumerate((Origin(name, 1, 2), Origin("Dana", 1, 2, name), Origin(name, 1, 2, "Ada"))):
        run = example_session.run(f"{number:016x}", example_session.take())
        ada.services.archive.save_received(StoredSession(run, datetime(2026, 3, 1, tzinfo=UTC), (), origin))
    ada.window.menu.past.trigger()
    table = ada.window.past.table
    cells = [[table.item(row, column) for column in range(table.columnCount())] for row in range(3)]
    for row in cells:
        texts = [cell.text() for cell in row if cell]
        assert [text.startswith("From ") for text in texts].count(True) == 1
        assert texts[3] == "–", "its verdict"


def test_a_copy_is_not_gone_on_with(qtbot: QtBot, ada: Home) -> None:
    """A conversation whose last turn was left unmarked has, where it is one’s own, ways to go on."""
    consent = Consent("We agree.", Agreed.TYPED, 1)
    last = replace(example_session.take(2), after=1, marking=None, transcript=typed("Send it."))
    run = example_session.run("a" * 16, example_session.take(), last)
    run = replace(run, pair=Pair("Ada", "Dana", Salesperson.COLLEAGUE, consent))
    archive = ada.services.archive
    archive.save_received(StoredSession(run, datetime(2026, 3, 1, tzinfo=UTC), (), Origin("Dana", 1, 2, "Ada")))
    for take in run.takes:
        archive.save_take(replace(run, session="b" * 16), take)
    ways = {"Try again", "Go on", "Mark the conversation", "Try again from here", "Correct the words"}

    def offered(row: int) -> set[str]:
        reopen(qtbot, ada, row)
        page = ada.window.debrief
        if page.critique_page.isVisible():
            page.critique_page.back_button.click()
        found = {one.text() for one in page.findChildren(QPushButton) if one.isVisible()}
        page.leave.emit()
        reach(qtbot, ada.window, at.Choosing)
        return found & ways

    assert offered(0) == ways
    assert offered(1) == set()


def test_the_program_opens_with_a_look_at_a_file(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a double click starts: the window, and over it the dialog; the event loop is the test's own."""
    seen: list[str] = []

    def execute() -> int:
        (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible())
        dialog = window.mail.dialog
        assert isinstance(dialog, ImportDialog)
        qtbot.waitUntil(dialog.fault.isVisible, timeout=WAIT_MS)
        seen.append(dialog.fault.text)
        dialog.reject()
        window.close_without_asking()
        return 0

    qt = SimpleNamespace(exec=execute, commitDataRequest=SimpleNamespace(connect=lambda _: None))
    voice = SilentVoice()
    services = KeepingServices(tmp_path / "Eve", "Eve")
    monkeypatch.setattr(application, "user_folders", lambda: services.folders)
    monkeypatch.setattr(application, "make_application", lambda: qt)
    monkeypatch.setattr("os.umask", lambda _: 0o022)
    monkeypatch.setattr("app.services.Services", lambda _: services)
    monkeypatch.setattr("ui.persona_voice.PersonaVoice", lambda: voice)
    assert application.run(tmp_path / "gone.heardfirst") == 0
    assert len(seen) == 1
    assert "gone.heardfirst" in seen[0]
    voice.deleteLater()


def test_nothing_is_opened_while_somebody_rehearses(qtbot: QtBot, ada: Home, tmp_path: Path) -> None:
    ada.window.choose.cards[0].click()
    reach(qtbot, ada.window, at.Speaking)
    assert not ada.window.menu.bring.isEnabled()
    assert not ada.window.menu.send.isEnabled()
    ada.window.mail.open_file(tmp_path / "any.heardfirst")
    assert ada.window.mail.dialog is None


def test_the_list_says_whose_it_is_and_sends_it_on(
    qtbot: QtBot, ada: Home, dana: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.keep_session()
    reopen(qtbot, ada)
    path = export(qtbot, ada, tmp_path / "out.heardfirst")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    dana.window.menu.past.trigger()
    dana.window.past.bring.click()
    dialog = dana.window.mail.dialog
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(dialog.take.isVisible, timeout=WAIT_MS)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dana.window.mail.dialog is None, timeout=WAIT_MS)
    reach(qtbot, dana.window, at.Debriefing)
    dana.window.debrief.leave.emit()
    reach(qtbot, dana.window, at.Choosing)
    item = dana.window.past.table.item(0, 2)
    assert item is not None
    assert item.text() == "From Ada"
    dana.window.past.send.click()
    assert isinstance(dana.window.mail.dialog, ExportDialog)
    assert dana.window.mail.dialog.windowTitle() == "Send it back"
    dana.window.mail.dialog.reject()
    qtbot.keyClick(dana.window.past.table, Qt.Key.Key_Delete)
    question(qtbot).do.click()
    assert dana.services.archive.list_sessions() == ()


def test_what_was_begun_is_not_lost_to_a_file(qtbot: QtBot, ada: Home, dana: Home, tmp_path: Path) -> None:
    for title in ("One", "Two"):
        ada.keep_session(title)
    reopen(qtbot, ada, 0)
    first = export(qtbot, ada, tmp_path / "one.heardfirst")
    ada.window.debrief.leave.emit()
    reopen(qtbot, ada, 1)
    second = export(qtbot, ada, tmp_path / "two.heardfirst")
    take_in(qtbot, dana, first)
    critique = dana.window.debrief.critique_page
    critique.keep_edit.setPlainText("Half a thought")
    dialog = look_at(qtbot, dana, second)
    dialog.take.click()
    qtbot.waitUntil(lambda: dana.window.mail.dialog is None, timeout=WAIT_MS)
    assert close_notices() == ["It waits for you among the past sessions."]
    assert critique.keep_edit.toPlainText() == "Half a thought"
    assert len(dana.services.archive.list_sessions()) == 2
    critique.keep_edit.clear()


def test_the_window_can_be_closed_at_any_moment(qtbot: QtBot, tmp_path: Path) -> None:
    home = open_home(qtbot, tmp_path, "Eve")
    home.keep_session()
    reopen(qtbot, home)
    home.window.menu.send.trigger()
    dialog = home.window.mail.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.save_to(tmp_path / "out.heardfirst")
    home.end()
    assert [one for one in tmp_path.iterdir() if one.name.endswith(".part")] == []
