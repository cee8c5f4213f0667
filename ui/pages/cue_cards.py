"""Cue cards for the colleague who plays the salesperson: to be read at a glance, from an arm's length."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.persona.mind import Answer
from app.persona.mood import Mood, mood_after
from app.rehearsal.state import Run
from app.scenarios.frame import all_lines
from app.scenarios.scenario import Scenario
from ui import theme
from ui.debrief.columns import Columns
from ui.pages.mood_row import MoodRow
from ui.widgets.card import Card
from ui.widgets.face import Face
from ui.widgets.line_button import LineButton
from ui.widgets.literal import filled
from ui.widgets.text import Text

_OF_A_KIND = 2
"""Lines that are offered of each kind: those that were not said come first."""
_READ = 1.25
"""How much larger than elsewhere the text is that is read while acting."""


class CueCards(QWidget):
    """Who they are, their mood now, what they know and feel, and lines that they may use.

    The mood is the colleague's own choice and is kept nowhere. `line_chosen` carries the line that they say, "" where
    it is taken back.
    """

    line_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._face = Face(9)
        self._name = Text(factor=1.6, bold=True)
        self._role = Text(factor=1.1, quiet=True)
        self.moods = MoodRow()
        self._happened = Text(factor=1.1)
        self._facts = _Points()
        self._feelings = _Points()
        self._lines_title = Text(bold=True)
        self.lines: list[LineButton] = []
        self._lines_box = QVBoxLayout()
        self._lines_box.setSpacing(theme.UNIT)
        self.moods.chosen.connect(self._mood_chosen)
        self._lay_out()

    @property
    def mood(self) -> Mood:
        """The mood that the colleague plays now."""
        return self.moods.mood

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands on the cards beside the lines."""
        return (self._name.text(), self._role.text(), self._happened.text(), *self._facts.texts, *self._feelings.texts)

    def draw(self, run: Run) -> None:
        """Show the cards of a run; a conversation that begins brings back the mood at the start."""
        before, self._run = self._run, run
        new = before is None or before.session != run.session
        if new or (run.after == 0 and before is not None and before.after != 0):
            self.moods.show_mood(run.scenario.opening_mood)
        if new:
            self._show_persona(run.scenario, run.pair.colleague if run.pair else "")
        if new or before is None or before.conversation(before.after) != run.conversation(run.after):
            self._show_lines()
        self._face.show_mood(run.scenario.persona, self.mood)
        for button in self.lines:
            button.setChecked(button.line == run.said)

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether a key was meant for the cards: 1 to 5 for a mood, a letter for a line."""
        if self.moods.take_key(event):
            return True
        letter = event.text().upper()
        found = None if event.modifiers() else next((one for one in self.lines if one.key == letter), None)
        if found is not None:
            found.click()
        return found is not None

    def _show_persona(self, scenario: Scenario, colleague: str) -> None:
        persona = scenario.persona
        told = self.tr("%2, you play %1") if colleague else self.tr("You play %1")
        self._name.setText(filled(told, persona.name, colleague))
        self._role.setText(persona.role)
        self._happened.setText(scenario.happened)
        self._facts.show_points(persona.facts)
        self._feelings.show_points(persona.feelings)

    def _show_lines(self) -> None:
        """Before the first turn how it may begin, later what fits the mood."""
        run = self._run
        if run is None:
            return
        for button in self.lines:
            self._lines_box.removeWidget(button)
            button.hide()
            button.deleteLater()
        said = {take.salesperson for take in run.conversation(run.after)}
        self.lines = []
        found = _openings(run.scenario) if run.after == 0 else _reactions(run, self.mood)
        for letter, (line, when) in zip("ABCDEFGH", found, strict=False):
            note = self.tr("said already") if line in said else when
            button = LineButton(letter, line, note, self)
            button.setChecked(line == run.said)
            button.clicked.connect(self._line_clicked)
            self._lines_box.addWidget(button)
            button.show()
            self.lines.append(button)
        self._lines_title.setText(
            self.tr("You may begin with") if run.after == 0 else self.tr("You may say, in this mood")
        )

    @Slot(object)
    def _mood_chosen(self, mood: Mood) -> None:
        if self._run is not None:
            self._face.show_mood(self._run.scenario.persona, mood)
            self._show_lines()

    @Slot()
    def _line_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, LineButton) and self._run is not None:
            wanted = "" if button.line == self._run.said else button.line
            button.setChecked(button.line == self._run.said)  # until the rehearsal has it
            self.line_chosen.emit(wanted)

    def _lay_out(self) -> None:
        columns = Columns(self)
        columns.add(self._you())
        columns.add(self._to_say())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)

    def _you(self) -> QWidget:
        name = QVBoxLayout()
        name.setSpacing(0)
        name.addStretch(1)
        name.addWidget(self._name)
        name.addWidget(self._role)
        name.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(2 * theme.UNIT)
        head.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(name, 1)
        card = Card()
        card.body.addLayout(head)
        card.body.addWidget(Text(self.tr("Mood now"), bold=True))
        card.body.addWidget(self.moods)
        for title, points in ((self.tr("The facts"), self._facts), (self.tr("The feelings"), self._feelings)):
            card.body.addSpacing(theme.UNIT)
            card.body.addWidget(Text(title, bold=True))
            card.body.addWidget(points)
        card.body.addStretch(1)
        return card

    def _to_say(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        hint = self.tr("In your own words, or one of these. Choose one as you say it, and it stands in the debrief.")
        column.addWidget(self._lines_title)
        column.addWidget(Text(hint, quiet=True))
        column.addLayout(self._lines_box)
        column.addSpacing(theme.UNIT)
        card = Card(self.tr("What happened"))
        card.body.addWidget(self._happened)
        column.addWidget(card)
        column.addStretch(1)
        return side


class _Points(QWidget):
    """Short texts one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT // 2)
        self._points: list[Text] = []

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(point.text() for point in self._points)

    def show_points(self, points: tuple[str, ...]) -> None:
        for point in self._points:
            self._column.removeWidget(point)
            point.hide()
            point.deleteLater()
        self._points = [Text(point, factor=_READ, parent=self) for point in points]
        for point in self._points:
            self._column.addWidget(point)
            point.show()


def _openings(scenario: Scenario) -> Iterator[tuple[str, str]]:
    return ((line, "") for line in scenario.opening)


def _reactions(run: Run, mood: Mood) -> Iterator[tuple[str, str]]:
    """The lines that fit a mood, each with the moment that it is meant for."""
    manager = run.pair.manager if run.pair else ""
    said = {take.salesperson for take in run.conversation(run.after)}
    lines = all_lines(run.scenario)
    for kind, when in _moments().items():
        if mood_after(kind) is mood:
            for line in (*(one for one in lines[kind] if one not in said), *lines[kind])[:_OF_A_KIND]:
                yield line, filled(when, manager)


def _moments() -> dict[Answer, str]:
    """What the manager, %1, has just done, from where the salesperson sits."""
    tr = QCoreApplication.translate
    return {
        Answer.HEARD_MORE: tr("CueCards", "if %1 begins to see it"),
        Answer.HEARD_OPEN: tr("CueCards", "if %1 made you feel heard"),
        Answer.REPAIRED: tr("CueCards", "if %1 hurt you, and hears you now"),
        Answer.EXCUSE: tr("CueCards", "if you feel heard, and %1 asks"),
        Answer.COMMITMENT: tr("CueCards", "if %1 heard your excuse, and held on kindly"),
        Answer.EXCUSE_AGAIN: tr("CueCards", "if %1 presses on"),
        Answer.VAGUE: tr("CueCards", "if %1 did neither"),
        Answer.EMPTY: tr("CueCards", "if %1 said “I understand”, and no more"),
        Answer.NODDING: tr("CueCards", "to end it politely, whatever %1 says"),
        Answer.ASKED_UNHEARD: tr("CueCards", "if %1 asks before you feel heard"),
        Answer.JUDGMENT: tr("CueCards", "if %1 judged you"),
        Answer.NUMBERS_ONLY: tr("CueCards", "if %1 spoke of figures alone"),
        Answer.SYMPATHY: tr("CueCards", "if %1 felt sorry for you"),
        Answer.OFF_THE_HOOK: tr("CueCards", "if %1 let you off"),
        Answer.AVOIDANCE: tr("CueCards", "if %1 changed the subject"),
        Answer.CLOSED: tr("CueCards", "to end it for good, whatever %1 says"),
    }
