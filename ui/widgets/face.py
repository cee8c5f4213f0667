"""The salesperson's drawn face."""

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.persona.mood import Mood
from app.scenarios.scenario import Persona, VoiceKind
from ui import theme


class Face(QWidget):
    """Shows one mood of a persona; `side` is the wished width and height in grid units."""

    def __init__(self, side: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side * theme.UNIT
        self._mood = Mood.GUARDED
        self._kind = VoiceKind.FEMALE
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def mood(self) -> Mood:
        """The mood that is shown."""
        return self._mood

    def show_mood(self, persona: Persona, mood: Mood) -> None:
        """Draw this persona in this mood; the words for it go to screen readers."""
        self._mood, self._kind = mood, persona.voice
        self.setAccessibleName(self.tr("%1, %2").replace("%1", persona.name).replace("%2", self.mood_word()))
        self.update()

    def mood_word(self) -> str:
        """The mood in one word."""
        return mood_word(self._mood)

    def sizeHint(self) -> QSize:  # noqa: N802
        """The wished size."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the face as large as it fits."""
        side = min(self.width(), self.height())
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer = QSvgRenderer(QByteArray(_drawing(self._mood, self._kind)))
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter, box)
        painter.end()


def mood_word(mood: Mood) -> str:
    """A mood in one word."""
    return {
        Mood.GUARDED: QCoreApplication.translate("Face", "guarded"),
        Mood.HURT: QCoreApplication.translate("Face", "hurt"),
        Mood.DEFENSIVE: QCoreApplication.translate("Face", "defensive"),
        Mood.LISTENING: QCoreApplication.translate("Face", "listening"),
        Mood.RELIEVED: QCoreApplication.translate("Face", "relieved"),
    }[mood]


@cache
def _drawing(mood: Mood, kind: VoiceKind) -> bytes:
    return (resources.files("assets") / "faces" / f"{mood.value}_{kind.value}.svg").read_bytes()
