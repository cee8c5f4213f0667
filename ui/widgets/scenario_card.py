"""One scenario to choose."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.marking.facts import Goal
from app.scenarios.scenario import Scenario
from ui import theme
from ui.widgets.face import Face
from ui.widgets.text import Text

_LEAST_WIDTH = 20 * theme.UNIT
"""Of the words: a single one that is longer is cut at the card's edge rather than widening the page."""


class ScenarioCard(QAbstractButton):
    """Face, title, person, what happened and the goal. Pressed with the mouse, Space or Enter.

    `own` where the user wrote it.
    """

    def __init__(self, scenario: Scenario, *, own: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scenario = scenario
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        person = f"{scenario.persona.name}, {scenario.persona.role}"
        goal = self.goal_words()
        whose = self.tr("Yours") if own else ""
        self.setAccessibleName(". ".join(part for part in (whose, scenario.title, person) if part))
        self.setAccessibleDescription(f"{_flat(scenario.happened)} {goal}")
        face = Face(9)
        face.show_mood(scenario.persona, scenario.opening_mood)
        words = QVBoxLayout()
        words.setSpacing(theme.UNIT // 2)
        if own:
            words.addWidget(Text(whose, quiet=True, bold=True))
        words.addWidget(Text(scenario.title, factor=1.25, bold=True))
        words.addWidget(Text(person, quiet=True))
        words.addSpacing(theme.UNIT // 2)
        words.addWidget(Text(_flat(scenario.happened)))
        words.addSpacing(theme.UNIT // 2)
        words.addWidget(Text(goal, bold=True))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.UNIT, 2 * theme.UNIT, 3 * theme.UNIT, 2 * theme.UNIT)
        row.setSpacing(2 * theme.UNIT)
        row.addWidget(face, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for text in self.findChildren(Text):
            text.setMinimumWidth(_LEAST_WIDTH)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def goal_words(self) -> str:
        """What today's conversation needs."""
        if self.scenario.goal is Goal.HEAR:
            return self.tr("Your goal: they are heard. Nothing has to be asked today.")
        return self.tr("Your goal: they are heard first, then you ask.")

    def sizeHint(self) -> QSize:  # noqa: N802
        """As its text needs."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As its text needs."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses it too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A card; with a strong border where it has the focus, a tint under the mouse."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        base, accent = palette.color(QPalette.ColorRole.Base), theme.primary(palette)[0]
        strong = self.hasFocus() or self.isDown()
        painter.setPen(QPen(accent if strong or self.underMouse() else theme.line(palette), 3 if strong else 1))
        painter.setBrush(theme.mix(base, accent, 0.06) if self.underMouse() else base)
        inset = 1.5 if strong else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme.UNIT, theme.UNIT)
        painter.end()


def _flat(text: str) -> str:
    return " ".join(text.split())
