"""Scenarios of one's own: the list, each step of the editor, and what they say when something is wrong."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.scenarios.draft import Draft
from app.scenarios.drafts import Drafts
from app.scenarios.field_fault import scenario_of
from app.scenarios.library import bundled
from app.scenarios.own_scenarios import OwnScenarios
from tests.scenario_drafts import LEAST
from tests.screenshots.pictures import AFTERWARDS, EVERY, PLAIN, SMALLEST, Picture, settle
from ui.pages.choose_page import ChoosePage
from ui.scenarios.authoring import Authoring

HEIGHT_OF_MENU = 24


class Desk:
    """The pages in a stack, as the window holds them."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or Path(tempfile.mkdtemp())
        self.scenarios = bundled()[0]
        self.folder = folder / "scenarios"
        self.own = OwnScenarios(self.folder, [one.id for one in self.scenarios])
        self.drafts = Drafts(self.folder / "drafts")
        self.stack = QStackedWidget()
        self.choose = ChoosePage()
        self.stack.addWidget(self.choose)
        self.authoring = Authoring(self.folder, self.scenarios, self.stack)
        self.authoring.join(self.stack, self.choose)
        self.page, self.editor = self.authoring.page, self.authoring.editor

    def edit(self, draft: Draft, step: int = 0) -> None:
        """A draft that was left, at a step."""
        self.drafts.keep("new_1", draft)
        self.stack.setCurrentWidget(self.editor)
        self.editor.open("new_1", draft, was_draft=True)
        self.editor.go_to(step)

    def end(self) -> None:
        """Nothing of it is shown any more."""
        self.authoring.close()
        self.stack.deleteLater()


def desk(state: Callable[[Desk], None]) -> QWidget:
    made = Desk()
    AFTERWARDS.callback(made.end)
    made.stack.resize(SMALLEST[0], SMALLEST[1] - HEIGHT_OF_MENU)
    made.stack.show()
    settle()
    state(made)
    settle()
    return made.stack


def new(one: Desk) -> None:
    one.authoring.enter()


def step(number: int, one: Desk) -> None:
    one.edit(LEAST, number)


def missing(one: Desk) -> None:
    one.edit(LEAST.model_copy(update={"facts": ("His largest customer left in March.",), "name": ""}))
    one.editor.try_it.click()
    one.editor.go_to(2)


def long(one: Desk) -> None:
    copied = Draft.of(one.scenarios[0])
    wide = "He said that it would not, could not and should not be so, whatever anybody thinks of it. " * 6
    one.edit(copied.model_copy(update={"facts": (*copied.facts, wide[:600], "W" * 300)}), 2)


def copied(one: Desk) -> None:
    one.edit(Draft.of(one.scenarios[0]), 4)


def listed(one: Desk) -> None:
    one.own.save(scenario_of(LEAST, "tom"))
    one.own.save(scenario_of(LEAST.model_copy(update={"title": "Thursday, with Tom", "role": "W" * 60}), "thursday"))
    one.drafts.keep("new_2", Draft(name="Ann Bell"))
    (one.own.folder / "last-year.toml").write_text('id = "last-year"\n[reactions.empty]\nmood = "hurt"\n', "utf-8")
    one.authoring.show_list()
    settle()


def chosen(one: Desk) -> None:
    listed(one)
    one.authoring.changed.emit()
    one.stack.setCurrentWidget(one.choose)


def broken(one: Desk) -> None:
    listed(one)
    one.page.table.selectRow(3)


PICTURES = (
    Picture("list", partial(desk, listed), EVERY),
    Picture("list-broken", partial(desk, broken), PLAIN),
    Picture("choose", partial(desk, chosen), EVERY),
    Picture("new", partial(desk, new), EVERY),
    Picture("story", partial(desk, partial(step, 1))),
    Picture("facts", partial(desk, partial(step, 2))),
    Picture("opening", partial(desk, partial(step, 3))),
    Picture("lines", partial(desk, partial(step, 4)), EVERY),
    Picture("models", partial(desk, partial(step, 5))),
    Picture("missing", partial(desk, missing), EVERY),
    Picture("long", partial(desk, long)),
    Picture("copied", partial(desk, copied)),
)
