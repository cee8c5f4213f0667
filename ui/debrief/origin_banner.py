"""Whose session this is, where it came in a file."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from app.pairing.origin import Origin
from ui import words
from ui.widgets.banner import Banner
from ui.widgets.literal import filled


class OriginBanner(Banner):
    """Hidden over a session that was made on this computer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.hide()

    def show_origin(self, origin: Origin | None) -> None:
        """Say whose it is, from whom it came and when, and that its marks are not this computer's."""
        if origin is not None:
            sent = words.local_day(datetime.fromtimestamp(origin.exported_utc_s, UTC))
            told = self.tr("%1’s session, as they sent it on %2. The marks were made on their computer: “you” is %1.")
            if origin.passed_on:
                told = self.tr("%1’s session, sent by %3 on %2. The marks were made on %1’s computer: “you” is %1.")
            self.say(filled(told, origin.speaker or self.tr("Somebody"), sent, origin.sender))
        self.setVisible(origin is not None)
