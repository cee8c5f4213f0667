"""Text as it is: names, notes and scenarios may come from strangers, and nothing in them may act on the window.

Labels, buttons and tooltips each take something for a sign of their own: markup, an ampersand, the marks that turn
the direction of writing around. Whatever a stranger may have written goes through here on its way to the screen.
"""

import html
import re

from PySide6.QtGui import Qt

_SHOWN = "\ufffd"
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # turn the direction of what follows, also of our words
_UNSEEN = (0x200B, 0x2060, 0xFEFF)  # have no width: two names that look the same would not be
_CONTROLS = tuple(one for one in (*range(0x20), *range(0x7F, 0xA0)) if chr(one) not in "\t\n")
_LINES = (0x2028, 0x2029)  # two more ends of a line
_TABLE = dict.fromkeys((*_TURNS, *_UNSEEN, *_CONTROLS), _SHOWN) | dict.fromkeys(_LINES, "\n")
_UNBROKEN = re.compile(r"[^\s/\-\u200b]{80}(?=[^\s/\-\u200b])")
"""Longer than any word or hash, and without a place where a line may end."""

_TOOLTIP_LINE = 80
_PLACE = re.compile("%([1-9])")


def literal(text: str) -> str:
    """Text with every character seen: those that steer and are not seen become question marks in a diamond.

    As long as before, so that places in it stay where they are.
    """
    return text.translate(_TABLE)


def on_label(text: str) -> str:
    """Text for a label that wraps: as `literal`, and a word without an end does not widen the window."""
    return _UNBROKEN.sub("\\g<0>\u200b", literal(text))


def on_button(text: str) -> str:
    """Text for buttons, boxes to tick and menus: an ampersand is one, and not the mark of a key."""
    return literal(text).replace("&", "&&")


def on_tooltip(text: str) -> str:
    """Text for a tooltip, which guesses whether it is markup, and wraps only what is."""
    shown = literal(text)
    if len(shown) <= _TOOLTIP_LINE and not Qt.mightBeRichText(shown):
        return shown
    return f"<p>{html.escape(on_label(shown))}</p>"


def filled(template: str, *values: str) -> str:
    """A sentence with its values in the places %1, %2 …; a value that looks like a place stays as it is."""
    return _PLACE.sub(lambda place: values[int(place[1]) - 1], template)
