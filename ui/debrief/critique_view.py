"""A colleague's critique as it was saved: numbers with what they look like, notes, what to keep."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.pairing.critique import Critique
from app.pairing.origin import Origin
from ui import words
from ui.debrief.critique_scales import Scale, judged, scale_words
from ui.debrief.order_choice import order_question, order_words
from ui.widgets.card import Card
from ui.widgets.literal import filled
from ui.widgets.side_button import SideButton
from ui.widgets.text import Text


class CritiqueView(Card):
    """What one colleague saw and heard in one take, and a way to take it back."""

    withdraw = Signal(object)
    """The Critique that is to be taken back."""

    def __init__(
        self,
        critique: Critique,
        origin: Origin | None = None,
        parent: QWidget | None = None,
        *,
        earlier: bool = False,
    ) -> None:
        """`origin` where it came in a file; `earlier` where a newer one by the same colleague took its place."""
        title = QCoreApplication.translate("CritiqueView", "What %1 saw and heard of %2")
        if earlier:
            title = QCoreApplication.translate("CritiqueView", "Earlier, since replaced: what %1 saw and heard of %2")
        super().__init__(filled(title, critique.colleague, critique.manager), parent)
        self.critique = critique
        if origin is not None:
            day = words.local_day(datetime.fromtimestamp(origin.exported_utc_s, UTC))
            came = filled(self.tr("By file, from %1, %2."), origin.sender, day)
            self.body.addWidget(Text(came, quiet=True, parent=self))
        for scale in Scale:
            self._add_scale(scale)
        if critique.order is not None:
            self._add(f"{order_question()} {order_words(critique.order)}")
        if critique.keep:
            self._add(self.tr("Keep"), critique.keep)
        self.body.addStretch(1)
        self.back_button = SideButton(
            self.tr("Remove it here…") if origin else self.tr("Take this critique back…"), self
        )
        self.back_button.setAccessibleName(f"{self.back_button.text()} {self.accessibleName()}")
        self.back_button.clicked.connect(self._on_back)
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def _add_scale(self, scale: Scale) -> None:
        number, note = judged(self.critique, scale)
        if number is None and not note:
            return
        scaled = scale_words(scale)
        given = self.tr("left open") if number is None else self.tr("%1 of 5").replace("%1", str(number))
        self._add(f"{scaled.name}: {given}")
        if number is not None:
            self.body.addWidget(Text(scaled.anchors[number - 1], quiet=True, parent=self))
        if note:
            self.body.addWidget(Text(f"“{note}”", parent=self))

    def _add(self, title: str, text: str = "") -> None:
        self.body.addWidget(Text(title, bold=True, parent=self))
        if text:
            self.body.addWidget(Text(text, parent=self))

    @Slot()
    def _on_back(self) -> None:
        self.withdraw.emit(self.critique)
