"""Writing a scenario: from nothing, step by step, with every fault at its field, and nothing lost on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.persona.mind import Answer
from app.scenarios.draft import Draft
from app.scenarios.field_fault import check, scenario_of
from app.scenarios.frame import all_lines, left_out
from app.scenarios.scenario import Scenario, VoiceKind
from tests.scenario_drafts import LEAST
from tests.screenshots.scenarios import Desk
from tests.ui import plain_walk
from tests.ui.label_walk import faults
from ui.dialogs.question import Question
from ui.scenarios.field import Field
from ui.scenarios.leaving_question import LeavingQuestion
from ui.scenarios.step_list import StepButton
from ui.theme import Meaning

NAME = "<img src=file:///etc/passwd> & Co\u202e"


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    qtbot.addWidget(desk.stack)
    desk.stack.resize(1024, 616)
    with qtbot.waitActive(desk.stack):
        desk.stack.show()
    yield desk
    desk.end()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def write(qtbot: QtBot, text: str) -> None:
    """Into the field that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClicks(widget, text)


def tab(qtbot: QtBot) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, Qt.Key.Key_Tab)


def leaving(qtbot: QtBot) -> LeavingQuestion:
    found: list[LeavingQuestion] = []

    def asked() -> bool:
        found[:] = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, LeavingQuestion) and one.isVisible()
        ]
        return bool(found)

    qtbot.waitUntil(asked)
    return found[0]


def stops_typing(qtbot: QtBot, desk: Desk) -> None:
    """So long that the editor looks at what was written."""
    qtbot.waitUntil(lambda: not desk.editor._still.isActive())  # pyright: ignore[reportPrivateUsage]


def test_the_first_time_it_asks_for_the_least_and_it_can_be_tried_at_once(qtbot: QtBot, desk: Desk) -> None:
    """By the keyboard alone, from the choose page to the rehearsal."""
    desk.choose.write.setFocus()
    qtbot.keyClick(desk.choose.write, Qt.Key.Key_Return)
    editor = desk.editor
    assert desk.stack.currentWidget() is editor
    write(qtbot, "Tom Baker")
    qtbot.keyClick(editor.who.who.edit, Qt.Key.Key_Return)
    write(qtbot, "Key accounts, packaging")
    editor.who.man.click()
    qtbot.keyClick(editor, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    write(qtbot, "He lost his largest customer.")
    qtbot.keyClick(editor, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    for text in ("One.", "Two.", None, "Sad.", "Tired."):
        if text is not None:
            write(qtbot, text)
        tab(qtbot)
    qtbot.keyClick(editor, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    write(qtbot, "Not now.")
    with qtbot.waitSignal(desk.authoring.begun) as begun:
        qtbot.keyClick(editor.opening.opening.fields[0].edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    scenario = (begun.args or [None])[0]
    assert isinstance(scenario, Scenario)
    assert (scenario.title, scenario.persona.voice) == ("A talk with Tom Baker", VoiceKind.MALE)
    assert (scenario.persona.facts, scenario.persona.feelings) == (("One.", "Two."), ("Sad.", "Tired."))
    assert desk.own.scenarios() == (scenario,)
    assert desk.drafts.all() == ()
    assert editor.subject.text() == "Tom Baker"
    assert not editor.unsaved  # where a pair is set up first and given up again, nothing is lost
    assert desk.choose.cards[0].scenario == scenario
    assert desk.choose.cards[0].accessibleName().startswith("Yours")
    assert left_out(scenario) == frozenset(Answer)
    assert all(all_lines(scenario).values())


def test_what_is_missing_is_said_at_its_field_and_not_before_somebody_was_there(qtbot: QtBot, desk: Desk) -> None:
    desk.authoring.enter()
    editor = desk.editor
    assert shown(editor) == {}
    write(qtbot, "x")
    editor.who.who.edit.clear()
    tab(qtbot)
    assert set(shown(editor)) == {"Their name"}
    write(qtbot, "Accounts")
    qtbot.waitUntil(lambda: not editor.step_list.buttons[1].meaning)
    editor.try_it.click()
    assert {"Their name", "What happened, and what you need", "Fact 1", "Feeling 1", "First words 1"} == set(
        shown(editor)
    )
    assert QApplication.focusWidget() is editor.who.who.edit
    assert [one.meaning for one in editor.step_list.buttons[:4]] == [Meaning.MISSTEP] * 4
    assert "something is wrong" in editor.step_list.buttons[0].accessibleName()
    assert desk.own.files() == ()


def shown(editor: QWidget) -> dict[str, str]:
    """What each field says, by its name."""
    return {one.edit.accessibleName(): one.fault.text for one in editor.findChildren(Field) if one.fault.text}


def test_a_line_that_stands_twice_is_named_once_typing_stops(qtbot: QtBot, desk: Desk) -> None:
    desk.edit(LEAST.model_copy(update={"lines": {Answer.VAGUE: ("Hm.",)}}), 4)
    field = desk.editor.lines.lines[Answer.CLOSED].fields[0]
    field.begin()
    write(qtbot, "Hm.")
    qtbot.waitUntil(lambda: bool(field.fault.text))
    assert "You said nothing that they can take hold of" in field.fault.text
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.fault.text == ""


def test_ten_megabytes_do_not_get_in_and_it_is_said(qtbot: QtBot, desk: Desk) -> None:
    desk.edit(LEAST, 2)
    field = desk.editor.facts.facts.fields[0]
    field.begin()
    pasted = QMimeData()
    pasted.setText("a b\n" * 2_500_000)
    field.edit.insertFromMimeData(pasted)
    assert len(field.edit.toPlainText()) == 600
    assert "600 characters" in field.fault.text
    qtbot.keyClicks(field.edit, "zz")
    assert "z" not in field.words
    stops_typing(qtbot, desk)
    assert "600 characters" in field.fault.text
    field.edit.undo()
    assert field.words == LEAST.facts[0]


def test_examples_follow_the_fields_and_step_back_for_own_words(qtbot: QtBot, desk: Desk) -> None:
    desk.edit(LEAST, 4)
    step = desk.editor.lines
    assert desk.editor.told.text() == "That is enough to rehearse. It stays a draft until you save it."
    assert "“His largest customer left in March.”" in step.examples[Answer.HEARD_MORE].text()
    assert step.examples[Answer.VAGUE].text().startswith("For example:")
    step.lines[Answer.VAGUE].fields[0].begin()
    write(qtbot, "What do you mean?")
    qtbot.waitUntil(lambda: not step.examples[Answer.VAGUE].isVisible())
    assert step.examples[Answer.EMPTY].isVisible()


@pytest.mark.parametrize("number", range(6))
def test_each_step_is_named_plain_and_as_wide_as_the_window(desk: Desk, number: int) -> None:
    hostile = LEAST.model_copy(update={"name": NAME, "facts": ("W" * 500, NAME), "title": ""})
    desk.edit(hostile, number)
    assert faults(desk.editor) == []
    assert plain_walk.signs(desk.editor, "passwd") == []
    assert desk.editor.minimumSizeHint().width() <= 1024
    assert desk.stack.width() == 1024


@pytest.mark.parametrize("number", range(6))
def test_tab_reaches_every_control_of_a_step(qtbot: QtBot, desk: Desk, number: int) -> None:
    desk.edit(LEAST, number)
    wanted = {
        one
        for one in desk.editor.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and one.isEnabled()
        and not isinstance(one, QRadioButton | StepButton)  # one stop for all of them, the arrows go on
    }
    reached: set[QWidget] = set()
    for _ in range(len(wanted) + 4):
        widget = QApplication.focusWidget()
        assert widget is not None
        reached.add(widget)
        tab(qtbot)
    assert wanted <= reached
    assert desk.editor.step_list.buttons[number] in reached


def test_the_steps_are_reached_by_arrows_and_by_their_numbers(qtbot: QtBot, desk: Desk) -> None:
    desk.edit(LEAST)
    buttons = desk.editor.step_list.buttons
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Down)
    assert buttons[1].hasFocus()
    qtbot.keyClick(buttons[1], Qt.Key.Key_Up)
    qtbot.keyClick(buttons[0], Qt.Key.Key_Up)
    assert buttons[5].hasFocus()
    qtbot.keyClick(buttons[5], Qt.Key.Key_Return)
    assert QApplication.focusWidget() is desk.editor.models.strong.fields[0].edit
    qtbot.keyClick(desk.editor, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is desk.editor.story.happened.edit)


def test_a_crash_and_another_page_leave_a_draft(qtbot: QtBot, desk: Desk) -> None:
    desk.authoring.enter()
    write(qtbot, "Tom")
    qtbot.waitUntil(lambda: len(desk.drafts.all()) == 1)  # a crash from here on loses nothing
    assert desk.editor.told.text() == "Kept as a draft."
    write(qtbot, " Baker")
    desk.stack.setCurrentWidget(desk.choose)
    kept = desk.drafts.all()
    assert [one.draft for one in kept] == [Draft(name="Tom Baker")]
    desk.authoring.enter()
    assert desk.stack.currentWidget() is desk.page
    desk.page.edit.click()
    assert desk.editor.who.who.words == "Tom Baker"


def test_leaving_asks_what_becomes_of_it(qtbot: QtBot, desk: Desk) -> None:
    desk.authoring.enter()
    desk.editor.ask_to_leave()
    assert desk.stack.currentWidget() is desk.page  # nothing was written: nothing is asked
    for press, names in (("leave", ["Tom"]), ("keep", ["Tom"]), ("do", [])):
        if desk.stack.currentWidget() is desk.page:
            for one in desk.drafts.all():
                desk.drafts.drop(one.key)
            desk.page.make.click()
            write(qtbot, "Tom")
        qtbot.keyClick(desk.editor, Qt.Key.Key_Escape)
        question = leaving(qtbot)
        assert "draft" in question.text()
        getattr(question, press).click()
        assert [one.draft.name for one in desk.drafts.all() if one.draft] == names
        assert desk.stack.currentWidget() is (desk.editor if press == "leave" else desk.page)
        if press == "keep":
            desk.page.make.click()
            write(qtbot, "Other")
            desk.editor.ask_to_leave()
            leaving(qtbot).do.click()
            assert [one.draft.name for one in desk.drafts.all() if one.draft] == names
    assert isinstance(question, Question)


def test_leaving_something_whole_offers_to_save_it(qtbot: QtBot, desk: Desk) -> None:
    tom = scenario_of(LEAST, "tom")
    desk.own.save(tom)
    desk.authoring.enter()
    desk.page.edit.click()
    write(qtbot, " the Third")
    desk.editor.leave.click()
    question = leaving(qtbot)
    assert question.keep.text() == "Save"
    with qtbot.waitSignal(desk.authoring.changed):
        question.keep.click()
    assert [one.persona.name for one in desk.own.scenarios()] == ["Tom Baker the Third"]
    assert [one.id for one in desk.own.scenarios()] == ["tom"]
    assert desk.drafts.all() == ()


def test_a_draft_over_a_saved_one_is_named_and_can_be_given_up(qtbot: QtBot, desk: Desk) -> None:
    tom = scenario_of(LEAST, "tom")
    desk.own.save(tom)
    desk.drafts.keep("tom", Draft.of(tom, changes="tom").model_copy(update={"name": "Tim"}))
    desk.authoring.show_list()
    desk.page.edit.click()
    assert desk.editor.kept_draft.isVisible()
    assert desk.editor.who.who.words == "Tim"
    desk.editor.start_over.click()
    assert desk.editor.who.who.words == "Tom Baker"
    assert desk.drafts.all() == ()
    assert not desk.editor.kept_draft.isVisible()
    assert desk.own.scenarios() == (tom,)


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.edit(LEAST)
    desk.folder.rename(desk.folder.with_name("gone"))
    desk.folder.write_text("a file in its place")
    desk.editor.save.click()
    assert desk.editor.fault.isVisible()
    assert "could not be written" in desk.editor.fault.text
    assert check(desk.editor.draft) == ()
    desk.folder.unlink()
    desk.editor.save.click()
    assert not desk.editor.fault.isVisible()
    assert len(desk.own.scenarios()) == 1
