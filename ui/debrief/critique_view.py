"""A colleague's critique as it was saved: numbers with what they look like, notes, what to keep."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.pairing.critique import Critique
from ui.debrief.critique_scales import Scale, judged, scale_words
from ui.widgets.card import Card
from ui.widgets.text import Text


class CritiqueView(Card):
    """What one colleague saw and heard in one take."""

    def __init__(self, critique: Critique, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("CritiqueView", "What %1 saw and heard of %2")
        super().__init__(title.replace("%1", critique.colleague).replace("%2", critique.manager), parent)
        self.critique = critique
        for scale in Scale:
            self._add_scale(scale)
        if critique.keep:
            self.body.addWidget(Text(self.tr("Keep"), bold=True, parent=self))
            self.body.addWidget(Text(critique.keep, parent=self))
        self.body.addStretch(1)

    def _add_scale(self, scale: Scale) -> None:
        number, note = judged(self.critique, scale)
        if number is None and not note:
            return
        words = scale_words(scale)
        given = self.tr("left open") if number is None else self.tr("%1 of 5").replace("%1", str(number))
        self.body.addWidget(Text(f"{words.name}: {given}", bold=True, parent=self))
        if number is not None:
            self.body.addWidget(Text(words.anchors[number - 1], quiet=True, parent=self))
        if note:
            self.body.addWidget(Text(f"“{note}”", parent=self))
