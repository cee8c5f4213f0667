"""The list of scenarios: copy, import, export, delete, and files that cannot be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.scenarios.draft import Draft
from app.scenarios.field_fault import scenario_of
from app.scenarios.library import load
from app.scenarios.own_scenarios import text_of
from tests.scenario_drafts import LEAST
from tests.screenshots import scenarios as pictured
from tests.screenshots.scenarios import Desk
from tests.ui import plain_walk
from tests.ui.label_walk import faults
from ui.dialogs.question import Question

TOM = scenario_of(LEAST, "tom")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    qtbot.addWidget(desk.stack)
    desk.stack.resize(1024, 616)
    with qtbot.waitActive(desk.stack):
        desk.stack.show()
    desk.authoring.show_list()
    yield desk
    desk.end()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def select(desk: Desk, title: str) -> None:
    table = desk.page.table
    texts = [item.text() for row in range(table.rowCount()) if (item := table.item(row, 0)) is not None]
    table.selectRow(texts.index(title))


def asked(qtbot: QtBot) -> Question:
    found: list[Question] = []

    def is_there() -> bool:
        found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, Question) and one.isVisible()]
        return bool(found)

    qtbot.waitUntil(is_there)
    return found[0]


def test_a_copy_of_a_bundled_one_is_ones_own(qtbot: QtBot, desk: Desk) -> None:
    original = desk.scenarios[0]
    select(desk, original.title)
    assert not desk.page.edit.isEnabled()
    assert not desk.page.delete.isEnabled()
    desk.page.copy.click()
    assert desk.stack.currentWidget() is desk.editor
    assert len(desk.drafts.all()) == 1
    with qtbot.waitSignal(desk.editor.saved):
        desk.editor.save.click()
    (copy,) = desk.own.scenarios()
    assert copy.id != original.id
    assert copy == original.model_copy(update={"id": copy.id, "title": f"{original.title} (copy)"})
    assert desk.drafts.all() == ()
    assert len(desk.choose.cards) == len(desk.scenarios) + 1


def test_enter_edits_ones_own_and_delete_asks(qtbot: QtBot, desk: Desk) -> None:
    desk.own.save(TOM)
    desk.authoring.show_list()
    select(desk, TOM.title)
    qtbot.keyClick(desk.page.table, Qt.Key.Key_Return)
    assert desk.stack.currentWidget() is desk.editor
    desk.editor.ask_to_leave()
    select(desk, TOM.title)
    qtbot.keyClick(desk.page.table, Qt.Key.Key_Delete)
    asked(qtbot).leave.click()
    assert desk.own.scenarios() == (TOM,)
    qtbot.waitUntil(lambda: not any(isinstance(one, Question) for one in QApplication.topLevelWidgets()))
    qtbot.keyClick(desk.page.table, Qt.Key.Key_Delete)
    with qtbot.waitSignal(desk.authoring.changed):
        asked(qtbot).do.click()
    assert desk.own.scenarios() == ()


def test_try_it_from_the_list(qtbot: QtBot, desk: Desk) -> None:
    desk.own.save(TOM)
    desk.authoring.show_list()
    select(desk, TOM.title)
    with qtbot.waitSignal(desk.authoring.begun) as begun:
        desk.page.try_it.click()
    assert begun.args == [TOM]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (text_of(TOM).replace('role = "', 'rolle = "'), "persona.rolle: there is no such key, perhaps role is meant"),
        (text_of(TOM) + "[lines]\nvagee = []\n", "lines.vagee: there is no such key"),
        ("#" * 10_000_000, "more than 1000000"),
        ("\x00\x01", "not TOML"),
    ],
    ids=["key", "label", "10-MB", "none"],
)
def test_a_broken_file_is_refused_with_a_clear_word(
    qtbot: QtBot, desk: Desk, tmp_path: Path, content: str, words: str
) -> None:
    desk.own.save(TOM)
    path = tmp_path / "came.toml"
    path.write_text(content, "utf-8")
    desk.authoring.bring_file(path)
    qtbot.waitUntil(lambda: desk.page.fault.isVisible(), timeout=20_000)
    assert words in desk.page.fault.text
    assert desk.own.scenarios() == (TOM,)
    assert path.read_text("utf-8") == content
    assert desk.page.bring.isEnabled()


def test_what_is_exported_can_be_imported_again(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.authoring.export_to(TOM, tmp_path / "for a friend")
    path = tmp_path / "for a friend.toml"
    assert load(path) == TOM
    assert str(path) in desk.page.told.text()
    desk.authoring.export_to(TOM, tmp_path / "for a friend")
    assert "is there already and was not touched" in desk.page.fault.text
    with qtbot.waitSignal(desk.authoring.changed):
        desk.authoring.bring_file(path)
    assert desk.own.scenarios() == (TOM,)
    assert desk.page.selected is not None
    assert desk.page.selected.scenario == TOM
    desk.authoring.bring_file(path)
    qtbot.waitUntil(desk.page.fault.isVisible)
    assert "here already" in desk.page.fault.text


def test_what_cannot_be_read_stays_in_the_list_with_what_is_wrong(qtbot: QtBot, desk: Desk) -> None:
    pictured.listed(desk)
    select(desk, "last-year.toml")
    assert "line 2, reactions: there is no such key" in desk.page.fault.text
    assert not any(one.isEnabled() for one in (desk.page.edit, desk.page.copy, desk.page.try_it, desk.page.send))
    assert len(desk.authoring.faults) == 1
    select(desk, "Thursday, with Tom")
    assert not desk.page.fault.isVisible()
    select(desk, "last-year.toml")
    desk.page.delete.click()
    asked(qtbot).do.click()
    qtbot.waitUntil(lambda: desk.authoring.faults == ())


def test_the_list_is_named_and_plain(desk: Desk) -> None:
    mark = "<img src=file:///etc/passwd> & Co\u202e"
    desk.own.save(scenario_of(LEAST.model_copy(update={"name": mark, "title": mark}), "hostile"))
    desk.drafts.keep("new_1", Draft(name=mark))
    (desk.folder / f"{mark.replace('/', '-')}.toml").write_text("x", "utf-8")
    desk.authoring.show_list()
    desk.authoring.changed.emit()
    desk.page.table.selectRow(2)
    assert plain_walk.shown(desk.page, "passwd") >= 3
    for page in (desk.page, desk.choose):
        assert plain_walk.signs(page, "passwd") == []
        assert faults(page) == []
