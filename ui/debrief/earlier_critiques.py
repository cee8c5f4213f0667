"""Critiques that their own writers replaced by a newer one: folded away, and never beside the newer as its equal."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.pairing.critique import Critique
from app.pairing.origin import Origin
from ui import theme
from ui.debrief.critique_view import CritiqueView
from ui.widgets.literal import filled
from ui.widgets.side_button import SideButton


class EarlierCritiques(QWidget):
    """Hidden where there is none."""

    withdraw = Signal(object)
    """The Critique that is to be taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = SideButton(parent=self)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._fold)
        self.views: list[CritiqueView] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_critiques(self, critiques: Sequence[Critique], received: Mapping[str, Origin]) -> None:
        """Those of one take, folded away; `received` says which came in a file."""
        for view in self.views:
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.views = [CritiqueView(one, received.get(one.id), self, earlier=True) for one in critiques]
        for view in self.views:
            view.withdraw.connect(self.withdraw)
            self._column.addWidget(view)
        self.button.setChecked(False)
        self._fold(False)
        self.setVisible(bool(critiques))

    @Slot(bool)
    def _fold(self, shown: bool) -> None:
        count = len(self.views)
        told = self.tr("an earlier critique") if count == 1 else self.tr("%1 earlier critiques")
        verb = self.tr("Hide %1") if shown else self.tr("Show %1")
        self.button.setText(filled(verb, filled(told, str(count))))
        self.button.setAccessibleName(self.button.text())
        for view in self.views:
            view.setVisible(shown)


def newest(critiques: Iterable[Critique]) -> tuple[Critique, ...]:
    """Of critiques of one take each colleague's newest, in the order in which they came."""
    found: dict[str, Critique] = {}
    every = tuple(critiques)
    for one in every:
        by = one.colleague.strip().casefold()
        if by not in found or one.given_utc_s >= found[by].given_utc_s:
            found[by] = one
    kept = {one.id for one in found.values()}
    return tuple(one for one in every if one.id in kept)
