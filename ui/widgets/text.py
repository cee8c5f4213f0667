"""Labels for text: always plain, since names, scenarios and transcripts may hold what looks like mark-up."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from ui import theme
from ui.widgets.literal import on_label


class Text(QLabel):
    """Plain text that wraps. `factor` scales the system's font; `quiet` lets it step back."""

    def __init__(
        self,
        text: str = "",
        *,
        factor: float = 1.0,
        bold: bool = False,
        quiet: bool = False,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._factor, self._bold, self._quiet = factor, bold, quiet
        self._worn = QPalette()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._dress()
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show a text as it is, whoever wrote it."""
        super().setText(on_label(text))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's palette and font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange}:
            self._dress()

    def _dress(self) -> None:
        if self._factor != 1.0 or self._bold:
            self.setFont(theme.scaled(QApplication.font(), self._factor, bold=self._bold))
        palette = QPalette()
        if self._quiet:
            palette.setColor(QPalette.ColorRole.WindowText, theme.quiet(QApplication.palette()))
        if palette != self._worn:  # to wear it is a change of palette too
            self._worn = palette
            self.setPalette(palette)


class Heading(Text):
    """The heading of a page."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, factor=1.6, bold=True, parent=parent)
