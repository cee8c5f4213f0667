"""What stands around a take in the debrief: its title, which take it is, and the buttons under it."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.pairing.origin import Origin
from ui import theme
from ui.debrief.origin_banner import OriginBanner
from ui.debrief.take_view import TakeView
from ui.debrief.takes_view import TakeChoice
from ui.dialogs.reactions_dialog import ReactionsDialog
from ui.widgets.button_rows import ButtonRows
from ui.widgets.page_content import PageContent, scrolling
from ui.widgets.text import Text

_WIDEST_LETTERS = 130
"""Lines longer than this many letters are hard to follow."""


class DebriefFrame(QWidget):
    """Holds `view` in a scroll area as wide as is easy to read; what its buttons do is for others to say."""

    def __init__(self, view: TakeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._foreign = self._playing = False
        self.title = Text(quiet=True, parent=self)
        self.choice = TakeChoice(self)
        self.again = self._button(self.tr("Try again"))
        self.again.setDefault(True)
        self.onward = self._button(self.tr("Go on"))
        self.onward.hide()
        self.hear = self._button("")
        self.name_hear(playing=False)
        self.colleague = self._button(self.tr("A colleague here judges it"))
        self.send = self._button(self.tr("Send to a colleague…"))
        self.origin = OriginBanner(self)
        self.rules = self._button(self.tr("How this is marked"))
        self.reactions = self._button(self.tr("How they react"))
        self.reactions.clicked.connect(self._show_reactions)
        self.leave = self._button(self.tr("Done"))
        self._content = PageContent()
        self.scroll_area = scrolling(self._content, self, bar_stays=True)
        self._lay_out()

    def name_hear(self, *, playing: bool) -> None:
        """Say what the button for the sound does now."""
        hear = self.tr("Hear the reply") if self._foreign else self.tr("Hear your reply")
        self._playing = playing
        self._name(self.hear, self.tr("Stop") if playing else hear)

    def show_origin(self, origin: Origin | None, *, judged: bool) -> None:
        """What can be done with a session: one's own is tried again; one that came in a file is judged and sent back.

        `judged` says that the reader has given a critique of it.
        """
        self._foreign = foreign = origin is not None
        self.origin.show_origin(origin)
        self.name_hear(playing=self._playing)
        self.again.setVisible(not foreign)
        self._name(self.colleague, self.tr("Give your critique") if foreign else self.tr("A colleague here judges it"))
        self._name(self.send, self.tr("Send it back…") if foreign else self.tr("Send to a colleague…"))
        first = self.again
        if foreign:
            first = self.send if judged else self.colleague
        for button in (self.again, self.colleague, self.send):
            button.setDefault(button is first)

    def lead_to(self, widget: QWidget, *, to_top: bool = False) -> None:
        """Scroll to a part of the view, also to one that was only just made; `to_top`: what follows it shows, too."""
        # where it stands is known once all that changed has been laid out
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if to_top:
            top = widget.mapTo(self._content, QPoint(0, 0)).y()
            self.scroll_area.verticalScrollBar().setValue(top - 2 * theme.UNIT)
        else:
            self.scroll_area.ensureWidgetVisible(widget, 0, 2 * theme.UNIT)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The widest line is so many letters, whatever their size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._bound_width()

    @Slot()
    def _show_reactions(self) -> None:
        ReactionsDialog(self).open()

    def _name(self, button: QPushButton, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        return button

    def _lay_out(self) -> None:
        middle = QHBoxLayout(self._content)
        middle.setContentsMargins(3 * theme.UNIT, 2 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT)
        middle.addStretch(1)
        middle.addWidget(self._view, 1000)
        middle.addStretch(1)
        self._bound_width()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = self._row(self.title, self.choice)
        head.setStretchFactor(self.title, 1)
        column.addLayout(head)
        whose = self._row(self.origin)
        whose.setContentsMargins(3 * theme.UNIT, 0, 3 * theme.UNIT, 0)
        column.addLayout(whose)
        column.addWidget(self.scroll_area, 1)
        rows = ButtonRows(
            (self.leave, self.rules, self.reactions, self.hear),
            (self.colleague, self.send),
            (self.onward, self.again),
            parent=self,
            spread=True,
        )
        column.addLayout(self._row(rows))

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(3 * theme.UNIT, theme.UNIT, 3 * theme.UNIT, theme.UNIT)
        row.setSpacing(theme.UNIT)
        for widget in widgets:
            row.addWidget(widget)
        return row

    def _bound_width(self) -> None:
        self._view.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST_LETTERS)
