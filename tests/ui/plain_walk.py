"""Whether a window takes anything in its texts for a sign: markup, an ampersand, the direction of writing."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QStyledItemDelegate,
    QTabBar,
    QTextEdit,
    QWidget,
)

UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\u2060]|\u200b(?<!.{80}\u200b)")
"""A mark that no one sees; a place where a long word may break is no such mark."""
_PLAIN = {"QComboBoxDelegate", "QComboMenuDelegate"}
"""They double each ampersand and draw words alone."""
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


def signs(root: QWidget, mark: str) -> list[str]:
    """Each text in `root` with `mark` in it that would not be shown as it is."""
    found: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        found += (f"{type(widget).__name__}: {fault}" for fault in _of(widget, mark))
    for action in root.findChildren(QAction):
        found += (f"action: {fault}" for fault in (*_keys(action.text(), mark), *_tips(action, mark)))
    return found


def shown(root: QWidget, mark: str) -> int:
    """How many of its labels, buttons and items show the mark: a walk that meets none proves nothing."""
    labels = sum(mark in one.text() for one in root.findChildren(QLabel) if one.isVisible())
    buttons = sum(mark in one.text() for one in root.findChildren(QAbstractButton) if one.isVisible())
    views = [one for one in root.findChildren(QAbstractItemView) if one.isVisible()]
    return labels + buttons + sum(mark in text for one in views for text in _items(one.model()))


def _of(widget: QWidget, mark: str) -> Iterator[str]:
    yield from _tips(widget, mark)
    yield from _seen(widget.windowTitle())
    if "[*]" in widget.windowTitle():
        yield "a title with a place for a star"
    if isinstance(widget, QTextEdit):
        yield "a field that shows markup"
    if isinstance(widget, QLabel):
        yield from _seen(widget.text())
        if widget.textFormat() is not Qt.TextFormat.PlainText and widget.pixmap().isNull():
            yield f"not plain: {widget.text()[:60]!r}"
        if mark in widget.text() and widget.buddy() is not None:
            yield "an ampersand in it would be a key"
    if isinstance(widget, QAbstractButton | QGroupBox):
        text = widget.title() if isinstance(widget, QGroupBox) else widget.text()
        yield from (*_keys(text, mark), *_seen(text))
    if isinstance(widget, QTabBar):
        for index in range(widget.count()):
            yield from _keys(widget.tabText(index), mark)
    if isinstance(widget, QComboBox | QAbstractItemView):
        yield from _view(widget)


def _view(widget: QComboBox | QAbstractItemView) -> Iterator[str]:
    delegate = widget.itemDelegate()  # None of a header, which draws its words itself
    if delegate and not isinstance(delegate, QStyledItemDelegate) and _kind(delegate) not in _PLAIN:
        yield f"items drawn by {delegate!r}"
    for text in _items(widget.model()):
        yield from _seen(text)


def _kind(delegate: QAbstractItemDelegate) -> str:
    """Qt's own private classes come to Python under their parent's name."""
    return delegate.metaObject().className()


def _items(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            for role in _ROLES:
                data = model.index(row, column).data(role)
                if isinstance(data, str):
                    yield data


def _tips(thing: QWidget | QAction, mark: str) -> Iterator[str]:
    for text in (thing.toolTip(), thing.whatsThis(), thing.statusTip()):
        yield from _seen(text)
        if mark in text and Gui.mightBeRichText(text) and re.search("<(img|a|table|b)", text):
            yield f"a tooltip with markup: {text[:60]!r}"


def _keys(text: str, mark: str) -> Iterator[str]:
    if mark in text and "&" in text.replace("&&", ""):
        yield f"an ampersand that is a key: {text[:60]!r}"


def _seen(text: str) -> Iterator[str]:
    if found := UNSEEN.search(text):
        yield f"unseen {found[0]!r} in {text[:60]!r}"
