"""One recogniser to choose, with what it needs on the disk."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QRadioButton, QVBoxLayout, QWidget

from app.speech.models import Model, ModelState
from ui import theme
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class ModelRow(QWidget):
    """A radio button, what it is like, how it lies on the disk, and its download."""

    fetch = Signal(str)
    stop = Signal()

    def __init__(self, title: str, hint: str, model: Model | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.state: ModelState | None = ModelState.READY if model is None else None  # not looked at yet
        self.choice = QRadioButton(title)
        self.choice.setAccessibleName(title)
        self.choice.setAccessibleDescription(hint)
        self._status = Text(quiet=True, wrap=False)
        self.button = SideButton(self.tr("Download"))
        self.button.clicked.connect(self._pressed)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Download of %1").replace("%1", title))
        self._busy = False
        top = QHBoxLayout()
        top.setSpacing(theme.UNIT)
        top.addWidget(self.choice)
        top.addStretch(1)
        top.addWidget(self._status)
        top.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT // 2)
        column.addLayout(top)
        below = QVBoxLayout()
        below.setContentsMargins(3 * theme.UNIT, 0, 0, 0)
        below.addWidget(Text(hint, quiet=True))
        below.addWidget(self._bar)
        column.addLayout(below)
        self.draw(allow=True)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.choice.text()

    @property
    def ready(self) -> bool:
        """Whether it can be used now."""
        return self.state is ModelState.READY

    def draw(self, *, allow: bool) -> None:
        """Show how it stands; `allow` is off while another download runs."""
        words = {
            None: self.tr("looking…"),
            ModelState.MISSING: self.tr("not on this computer"),
            ModelState.PARTIAL: self.tr("download begun"),
            ModelState.READY: self.tr("ready"),
            ModelState.DAMAGED: self.tr("damaged"),
        }
        self._status.setText("" if self._busy else words[self.state])
        self._bar.setVisible(self._busy)
        again = {ModelState.PARTIAL: self.tr("Go on"), ModelState.DAMAGED: self.tr("Download again")}
        text = self.tr("Cancel") if self._busy else again.get(self.state or ModelState.READY, self.tr("Download"))
        self.button.setText(text)
        self.button.setAccessibleName(f"{text} {self.title}")
        self.button.setVisible(self._busy or self.state not in {ModelState.READY, None})
        self.button.setEnabled(self._busy or allow)

    def begin(self) -> None:
        """A download runs."""
        self._busy = True
        self._bar.setRange(0, 0)
        self.draw(allow=True)

    def end(self, state: ModelState | None) -> None:
        """It is over."""
        self._busy = False
        self.state = state
        self.draw(allow=True)

    @Slot(object, object)
    def report(self, done: int, in_all: int) -> None:
        """So many bytes of so many; shown in megabytes, which fit an int of C."""
        megabytes = 1_000_000
        self._bar.setRange(0, max(in_all // megabytes, 1))
        self._bar.setValue(done // megabytes)
        text = self.tr("%1 of %2 MB").replace("%1", str(done // megabytes)).replace("%2", str(in_all // megabytes))
        self._bar.setFormat(text)

    @Slot()
    def _pressed(self) -> None:
        if self._busy:
            self.stop.emit()
        elif self.model is not None:
            self.fetch.emit(self.model.name)
