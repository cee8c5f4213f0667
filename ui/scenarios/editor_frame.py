"""The editor's parts in their places: steps at the left, the fields beside them, what can be done below."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.scenarios.facts_step import FactsStep
from ui.scenarios.lines_step import LinesStep
from ui.scenarios.models_step import ModelsStep
from ui.scenarios.opening_step import OpeningStep
from ui.scenarios.step import Step
from ui.scenarios.step_list import StepList
from ui.scenarios.story_step import StoryStep
from ui.scenarios.who_step import WhoStep
from ui.theme import Meaning
from ui.widgets.banner import Banner
from ui.widgets.elided_text import ElidedText
from ui.widgets.literal import on_tooltip
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text

NEEDED = 4
"""The first so many steps are enough to begin."""


class EditorFrame(QWidget):
    """What is shown; what it does is EditorPage's part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who, self.story, self.facts, self.opening = WhoStep(), StoryStep(), FactsStep(), OpeningStep()
        self.lines, self.models = LinesStep(), ModelsStep()
        self.steps: tuple[Step, ...] = (self.who, self.story, self.facts, self.opening, self.lines, self.models)
        names = [step.name for step in self.steps]
        self.step_list = StepList(names[:NEEDED], names[NEEDED:])
        self.stack = QStackedWidget()
        self.leave = SideButton(self.tr("‹ Your scenarios"), flat=True)
        self.subject = ElidedText()
        self.kept_draft = Banner()
        self.start_over = self.kept_draft.add_button(self.tr("Go back to what was saved"))
        self.fault = Banner(Meaning.MISSTEP)
        self.told = Text(quiet=True)
        self.back = SideButton(self.tr("&Back"))
        self.next = SideButton(self.tr("&Next"))
        self.save = SideButton(self.tr("Sa&ve"))
        self.try_it = PrimaryButton(self.tr("&Try it"))
        for step in self.steps:
            self.stack.addWidget(step)
        self._lay_out()

    def _lay_out(self) -> None:
        for button, tip in (
            (self.back, self.tr("The step before (Ctrl+Page Up)")),
            (self.next, self.tr("The next step (Ctrl+Page Down)")),
            (self.save, self.tr("Keep it among your scenarios (Ctrl+S)")),
            (self.try_it, self.tr("Keep it and begin to rehearse (Ctrl+Enter)")),
        ):
            button.setAccessibleName(button.text().replace("&", ""))
            button.setToolTip(on_tooltip(tip))
        for banner in (self.kept_draft, self.fault):
            banner.hide()
        top = QHBoxLayout()
        top.setContentsMargins(-theme.UNIT, 0, 0, 0)
        top.setSpacing(theme.UNIT)
        top.addWidget(self.leave)
        top.addWidget(self.subject, 1)
        middle = QHBoxLayout()
        middle.setSpacing(4 * theme.UNIT)
        middle.addWidget(self.step_list)
        middle.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.UNIT)
        for widget in (self.back, self.next):
            foot.addWidget(widget)
        foot.addSpacing(theme.UNIT)
        foot.addWidget(self.told, 1)
        for widget in (self.save, self.try_it):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * theme.UNIT, 2 * theme.UNIT, 4 * theme.UNIT, 2 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addLayout(top)
        column.addWidget(self.kept_draft)
        column.addLayout(middle, 1)
        column.addWidget(self.fault)
        column.addLayout(foot)
