"""Which recogniser writes down what is said, and how its model gets onto this computer."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import HeardFirstError
from app.speech.engine import BUILT_IN, WHISPER
from app.speech.models import Model, ModelState
from ui import theme, words
from ui.background_task import BackgroundTask
from ui.dialogs.model_row import ModelRow
from ui.services import Models, Services
from ui.widgets.banner import Banner
from ui.widgets.primary_button import PrimaryButton
from ui.widgets.side_button import SideButton
from ui.widgets.text import Heading, Text

Work = Callable[[Callable[[int, int], None], threading.Event], object]


class RecogniserDialog(QDialog):
    """The services are told which one to use; the dialog is accepted once they took it."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recogniser"))
        self._services = services
        self._models: Models = services.models
        self._task: BackgroundTask | None = None
        self._looking: BackgroundTask | None = None
        self._downloading: ModelRow | None = None
        self.rows = [ModelRow(self.tr("Built in"), self._built_in_hint(), None)]
        self.rows += [ModelRow(self._title(one), self._hint(one), one) for one in self._models.all]
        self._group = QButtonGroup(self)
        self.fault = Banner(theme.Meaning.MISSTEP)
        self.fault.hide()
        self.source = Text(quiet=True)
        self.source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bring = SideButton(self.tr("Import from a file…"))
        self.close_button = SideButton(self.tr("Close"))
        self.use = PrimaryButton(self.tr("Use this one"))
        self._lay_out()
        self._connect()
        self._select(services.settings.engine, services.settings.model)
        self._look()

    def done(self, result: int) -> None:
        """Closing cancels a download; it goes on the next time."""
        for task in (self._task, self._looking):
            if task is not None:
                task.cancel()
                task.join(1.0)
        super().done(result)

    def _select(self, engine: str, model: str) -> None:
        wanted = model if engine == WHISPER else None
        for row in self.rows:
            if (row.model.name if row.model else None) == wanted:
                row.choice.setChecked(True)
        if self._group.checkedButton() is None:
            self.rows[0].choice.setChecked(True)
        self._allow()

    def _selected(self) -> ModelRow:
        return next((row for row in self.rows if row.choice.isChecked()), self.rows[0])

    @Slot()
    def _allow(self) -> None:
        row = self._selected()
        self.use.setEnabled(row.ready)
        if row.model is None:
            self.source.setText(self.tr("Comes with the program. Nothing to download."))
        else:
            self.source.setText(
                self.tr("Without a connection, bring the file from %1 (SHA-256 %2) and import it.")
                .replace("%1", row.model.url)
                .replace("%2", row.model.sha256)
            )

    def _look(self) -> None:
        """How each model lies on the disk; a file may have to be read once."""
        names = [one.name for one in self._models.all]
        state = self._models.state
        look = BackgroundTask(lambda _progress, _cancel: {name: state(name) for name in names}, self)
        look.done.connect(self._seen)
        look.failed.connect(self._show_fault)
        look.start()
        self._looking = look

    @Slot(object)
    def _seen(self, states: dict[str, ModelState]) -> None:
        for row in self.rows:
            if row.model is not None and row is not self._downloading:
                row.end(states[row.model.name])
        self._allow()

    @Slot(str)
    def _fetch(self, name: str) -> None:
        if self._task is not None:
            return
        self._begin(next(row for row in self.rows if row.model is not None and row.model.name == name))
        models = self._models
        self._task = self._run(lambda progress, cancel: models.download(name, progress, cancel), self._fetched)
        assert self._downloading is not None  # noqa: S101 - begun above
        self._task.progress.connect(self._downloading.report)

    @Slot()
    def _bring(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import a Whisper model"), "", self.tr("Models (*.pt)"))
        if path:
            self.import_file(Path(path))

    def import_file(self, path: Path) -> None:
        """Take a model from a file; which one it is, its hash tells."""
        if self._task is not None:
            return
        self._begin(None)
        models = self._models
        self._task = self._run(lambda progress, _cancel: models.import_file(path, progress), self._imported)

    def _begin(self, row: ModelRow | None) -> None:
        self.fault.hide()
        self.bring.setEnabled(False)
        self._downloading = row
        for one in self.rows:
            one.draw(allow=False)
        if row is not None:
            row.begin()

    def _over(self) -> None:
        self._task = None
        row, self._downloading = self._downloading, None
        self.bring.setEnabled(True)
        if row is not None:
            row.end(None)
        self._look()

    @Slot(object)
    def _fetched(self, _result: object) -> None:
        row = self._downloading
        self._over()
        if row is not None:
            row.choice.setChecked(True)

    @Slot(object)
    def _imported(self, model: Model) -> None:
        self._over()
        self._select(WHISPER, model.name)

    @Slot(object)
    def _failed(self, error: HeardFirstError) -> None:
        self._over()
        self._show_fault(error)

    @Slot(object)
    def _show_fault(self, error: HeardFirstError) -> None:
        self.fault.say(words.error(error))
        self.fault.show()

    @Slot()
    def _cancelled(self) -> None:
        self._over()

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _use(self) -> None:
        row = self._selected()
        engine, model = (BUILT_IN, "") if row.model is None else (WHISPER, row.model.name)
        try:
            self._services.choose_recogniser(engine, model or None)
        except HeardFirstError as error:
            self._show_fault(error)
            return
        self.accept()

    def _run(self, work: Work, done: Callable[[Any], None]) -> BackgroundTask:
        task = BackgroundTask(work, self)
        task.done.connect(done)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._cancelled)
        task.start()
        return task

    def _built_in_hint(self) -> str:
        return self.tr(
            "Works at once and is rough: it gets about two words in three. "
            "You look the words over before they are marked."
        )

    def _title(self, model: Model) -> str:
        size = str(round(model.size / 1_000_000))
        name = self.tr("Whisper %1, %2 MB").replace("%1", model.name.removesuffix(".en")).replace("%2", size)
        return self.tr("%1 (recommended)").replace("%1", name) if model.name == "base.en" else name

    def _hint(self, model: Model) -> str:
        return {
            "tiny.en": self.tr("The quickest; good in a quiet room."),
            "base.en": self.tr("Exact enough for most voices, and quick on most computers."),
            "small.en": self.tr("The most exact; needs a fast computer or a little patience."),
        }.get(model.name, "")

    def _connect(self) -> None:
        for row in self.rows:
            self._group.addButton(row.choice)
            row.fetch.connect(self._fetch)
            row.stop.connect(self._stop)
        self._group.buttonToggled.connect(self._allow)
        self.bring.clicked.connect(self._bring)
        self.use.clicked.connect(self._use)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT, 2 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(Heading(self.tr("Who writes down what you say?")))
        column.addWidget(Text(self.tr("All of them work on this computer alone; your voice never leaves it.")))
        column.addWidget(self.fault)
        for row in self.rows:
            column.addWidget(row)
        column.addWidget(self.source)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        buttons.addWidget(self.bring)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.use)
        column.addLayout(buttons)
        self.setMinimumWidth(72 * theme.UNIT)
