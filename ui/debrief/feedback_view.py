"""What people added to a take: shown under what the program read, and drawn anew whenever it changes."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rehearsal.state import Run, Take
from ui import theme
from ui.debrief.both_view import BothView
from ui.debrief.feedback_desk import FeedbackDesk


class FeedbackView(QWidget):
    """Each colleague's critique beside ours."""

    def __init__(self, desk: FeedbackDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._take: Take | None = None
        self._run: Run | None = None
        self.critiques: list[BothView] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3 * theme.UNIT)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has added anything."""
        return not self.critiques

    def show_take(self, run: Run, take: Take) -> None:
        """Show what was added to another take."""
        self._run, self._take = run, take
        self.show_feedback()

    def show_feedback(self) -> None:
        """Draw it anew."""
        if self._take is None:
            return
        self._clear()
        self.critiques = [BothView(one, self._take, self) for one in self._desk.critiques(self._take.number)]
        for widget in self.critiques:
            self._column.addWidget(widget)
            widget.show()
        self.setVisible(not self.is_empty)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
