"""Recordings that a crash left behind: hear, keep, delete, or decide another time."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.audio.recovery import Unfinished
from ui import theme, words
from ui.dialogs.question import Question
from ui.widgets.banner import Banner
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class UnfinishedList(Banner):
    """One row for each recording; hidden where there is none. "Decide later" hides a row until the next start."""

    play = Signal(object)
    keep = Signal(object)
    delete = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(theme.Meaning.ACCOUNTABILITY, parent)
        self._later: set[object] = set()
        self._recordings: Sequence[Unfinished] = ()
        self._rows = QWidget()
        QVBoxLayout(self._rows).setContentsMargins(0, 0, 0, 0)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - a banner is a column
        layout.insertWidget(1, self._rows)
        self.setVisible(False)

    def draw(self, recordings: Sequence[Unfinished]) -> None:
        """Show what is left to be decided."""
        self._recordings = recordings
        self.setEnabled(True)
        rows = self._rows.layout()
        assert rows is not None  # noqa: S101 - made above
        while (item := rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        shown = [one for one in recordings if one.path not in self._later]
        for one in shown:
            rows.addWidget(self._row(one))
        self.say(self.tr("A recording was cut off when the program ended. What was said until then is here."))
        self.setVisible(bool(shown))

    def _row(self, one: Unfinished) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.UNIT)
        name = f"{words.local_time(one.started)} · {words.clock(one.duration_s)}"
        line.addWidget(Text(name), 1)
        for text, slot in (
            (self.tr("Play"), self._play),
            (self.tr("Keep"), self._keep),
            (self.tr("Delete…"), self._ask),
            (self.tr("Decide later"), self._put_off),
        ):
            button = SideButton(text)
            button.setAccessibleName(f"{text} {name}")
            button.clicked.connect(partial(slot, one))
            line.addWidget(button)
        return row

    def _play(self, one: Unfinished, _checked: bool = False) -> None:
        self.play.emit(one)

    def _keep(self, one: Unfinished, _checked: bool = False) -> None:
        self.setEnabled(False)  # until it is drawn again: it takes a moment to listen to it
        self.keep.emit(one)

    def _put_off(self, one: Unfinished, _checked: bool = False) -> None:
        self._later.add(one.path)
        self.draw(self._recordings)

    def _ask(self, one: Unfinished, _checked: bool = False) -> None:
        question = Question(
            self,
            self.tr("Delete this recording?"),
            self.tr("Delete"),
            self.tr("Keep it"),
            more=self.tr("It cannot be brought back."),
        )
        question.agreed.connect(partial(self.delete.emit, one))
        question.open()
