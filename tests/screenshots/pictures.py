"""How a picture is taken: the looks, the sizes, and the one loop over all of them."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tests.screenshots.few_colours import few_colours
from ui.application import make_application

SMALLEST = (1024, 640)
ROOMY = (1088, 736)
README_WIDTH = 800
"""What is taller than wide gets no wider than this in README."""


class Look(Enum):
    """Colours and size of letters."""

    LIGHT = "light"
    DARK = "dark"
    LARGE_LIGHT = "large-light"
    LARGE_DARK = "large-dark"


PLAIN = (Look.LIGHT, Look.DARK)
LARGE = (Look.LARGE_LIGHT, Look.LARGE_DARK)
EVERY = PLAIN + LARGE


@dataclass(frozen=True)
class Picture:
    """What is made anew for every look; `readme` is its name there, where README shows it."""

    name: str
    make: Callable[[], QWidget]
    looks: tuple[Look, ...] = PLAIN
    readme: str = ""


AFTERWARDS = ExitStack()
"""What has to last until the picture is taken, and how it ends then."""


def dark_palette() -> QPalette:
    """Fusion's dark colours."""
    palette = QPalette()
    for role, colour in {
        "Window": "#2b2b2b", "WindowText": "#f0f0f0", "Base": "#1f1f1f", "AlternateBase": "#2b2b2b", "Text": "#f0f0f0",
        "Button": "#3a3a3a", "ButtonText": "#f0f0f0", "Highlight": "#3d8bfd", "HighlightedText": "#ffffff",
        "PlaceholderText": "#a0a0a0", "ToolTipBase": "#2b2b2b", "ToolTipText": "#f0f0f0", "Link": "#8ab4ff",
        "Light": "#505050", "Mid": "#252525", "Dark": "#151515", "Midlight": "#454545", "BrightText": "#ffffff",
    }.items():  # fmt: skip
        palette.setColor(QPalette.ColorRole[role], QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#7a7a7a"))
    return palette


def light_palette() -> QPalette:
    """Fusion's light colours."""
    return QApplication.style().standardPalette()


def settle() -> None:
    """Let what is queued happen."""
    for _ in range(6):
        QApplication.processEvents()


def wait(until: Callable[[], bool]) -> None:
    """Let the threads do their work."""
    clock = QElapsedTimer()
    clock.start()
    while not until():
        QApplication.processEvents()
        if clock.elapsed() > 20_000:
            raise TimeoutError
    settle()


def take(pictures: Mapping[str, Picture], folder: Path) -> None:
    """Each picture in each of its looks, below `folder` under its key."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, look, image in _taken(pictures, Look):
        image.save(str(folder / f"{name}-{look.value}.png"))


def take_for_readme(pictures: Iterable[Picture], folder: Path) -> None:
    """Those that README shows, light and dark, as small as they can be."""
    for name, look, image in _taken({one.readme: one for one in pictures if one.readme}, PLAIN):
        if image.height() > image.width() > README_WIDTH:
            image = image.scaledToWidth(README_WIDTH, Qt.TransformationMode.SmoothTransformation)
        few_colours(image).save(str(folder / f"{name}-{look.value}.png"), quality=0)  # pyright: ignore[reportCallIssue]


def _taken(pictures: Mapping[str, Picture], looks: Iterable[Look]) -> Iterable[tuple[str, Look, QImage]]:
    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    normal, large = app.font(), app.font()
    large.setPointSizeF(normal.pointSizeF() * 2)
    for look in looks:
        app.setPalette(dark_palette() if look in {Look.DARK, Look.LARGE_DARK} else light_palette())
        app.setFont(large if look in LARGE else normal)
        for name, picture in pictures.items():
            if look in picture.looks:
                yield name, look, _shoot(picture)


def _shoot(picture: Picture) -> QImage:
    with AFTERWARDS:
        widget = picture.make()
        widget.show()
        settle()
        image = widget.grab().toImage()
        widget.window().hide()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return image
