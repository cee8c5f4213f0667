"""Where the file went, and what to tell the colleague."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.announcement import announce
from ui.widgets.card import Card
from ui.widgets.literal import filled
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class ExportedView(QWidget):
    """Words to send along with the file; `copy` puts them on the clipboard."""

    def __init__(self, back: bool, added: str, parent: QWidget | None = None) -> None:
        """`back` where the session came in a file; `added` names what the user added to it, empty for nothing."""
        super().__init__(parent)
        self._back = back
        self._added = added
        self.path = Text()
        self.path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._note = Text()
        self._plain = ""
        self._folder = Path()
        self.copy = SideButton(self.tr("Copy these words"))
        self.copy.clicked.connect(self._copy)
        self.folder = SideButton(self.tr("Show the folder"))
        self.folder.clicked.connect(self._show_folder)
        self._fault = Text(self.tr("The folder cannot be opened from here. The file lies where its name says."))
        self._fault.hide()
        card = Card(self.tr("Words to send with it"))
        card.body.addWidget(self._note)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.copy)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(self.path)
        column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._fault)
        column.addWidget(Text(self.tr("Send it as you would any file: by mail, in a chat, on a stick.")))
        column.addWidget(card)
        column.addStretch(1)

    @property
    def note(self) -> str:
        """The words to send along."""
        return self._plain

    def show_file(self, path: Path, title: str, *, with_sound: bool) -> None:
        """The file lies at `path` now."""
        self._folder = path.parent
        self._fault.hide()
        self.path.setText(str(path))
        self._plain = self._words(path.name, title, with_sound)
        self._note.setText(self._plain)

    def _words(self, name: str, title: str, with_sound: bool) -> str:
        opening = self.tr(
            "In Heard First, choose File, “Open a colleague’s file…” and pick %1, or drop it on the window."
        )
        if self._back:
            bare = self.tr("Here is “%2” back. I have not added anything to it.")
            told = self.tr("Here is “%2” with my %3.") if self._added else bare
            return filled(told + " " + opening, name, title, self._added)
        told = self.tr("I rehearsed “%2” and would like to know what you see in it.") + " " + opening + " "
        if with_sound:
            told += self.tr("Listen to it, pin the moments that strike you and fill in the critique.")
        else:
            told += self.tr("Read what I said, and fill in the critique as far as words alone allow.")
        return filled(
            told + " " + self.tr("Then choose “Send it back…” and send me the file that it makes."), name, title
        )

    @Slot()
    def _show_folder(self) -> None:
        """In the computer's own file manager; a folder on this disk, so that nothing is fetched."""
        shown = QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder.absolute())))
        self._fault.setVisible(not shown)
        if not shown:
            announce(self, self._fault.text())

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._plain)
        self.copy.setText(self.tr("Copied"))
        self.copy.setAccessibleName(self.copy.text())
        announce(self, self.copy.text())
