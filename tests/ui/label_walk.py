"""What must hold for every widget of a page: plain text, a name for all that takes the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QWidget


def faults(page: QWidget) -> list[str]:
    """Every label that could be taken for markup, and every stop of the Tab key without a name."""
    found: list[str] = []
    for label in page.findChildren(QLabel):
        if label.textFormat() is not Qt.TextFormat.PlainText:
            found.append(f"not plain: {label.text()!r}")
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page) or widget.focusPolicy() is Qt.FocusPolicy.NoFocus or _is_part(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name):
            found.append(f"no name: {widget!r}")
        if isinstance(widget, QAbstractButton | QLineEdit) and not widget.accessibleName():
            found.append(f"no name of its own: {widget!r}")
    return found


def _is_part(widget: QWidget) -> bool:
    """Parts of Qt's own compound widgets are named by the whole."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) or widget.objectName().startswith("qt_")
