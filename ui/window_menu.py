"""The menu bar."""

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

COUNTDOWNS_S = (0, 3, 5)


class WindowMenu:
    """The actions of a window, made in its menu bar. The window connects them."""

    def __init__(self, window: QMainWindow, countdown_s: int) -> None:
        bar = window.menuBar()
        file = bar.addMenu(window.tr("&File"))
        self.bring = file.addAction(window.tr("&Open a colleague’s file…"))
        self.bring.setShortcut(QKeySequence(QKeySequence.StandardKey.Open))
        self.send = file.addAction(window.tr("&Send to a colleague…"))
        self.send.setShortcut(QKeySequence("Ctrl+E"))
        session = bar.addMenu(window.tr("&Rehearsal"))
        self.past = session.addAction(window.tr("&Past sessions"))
        self.past.setShortcut(QKeySequence("Ctrl+P"))
        self.colleague = session.addAction(window.tr("A &colleague is with me"))
        self.colleague.setCheckable(True)
        session.addSeparator()
        self.quit = session.addAction(window.tr("&Quit"))
        self.quit.setShortcut(QKeySequence(QKeySequence.StandardKey.Quit))
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        settings = bar.addMenu(window.tr("&Settings"))
        self.recogniser = settings.addAction(window.tr("&Recogniser…"))
        self.recogniser.setMenuRole(QAction.MenuRole.NoRole)
        self.countdowns = self._countdown_menu(window, settings, countdown_s)
        help_menu = bar.addMenu(window.tr("&Help"))
        self.rules = help_menu.addAction(window.tr("&How this is marked"))
        self.rules.setShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents))
        self.about = help_menu.addAction(window.tr("&About Heard First"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _countdown_menu(self, window: QMainWindow, settings: QMenu, now_s: int) -> QActionGroup:
        menu = settings.addMenu(window.tr("&Count-down before recording"))
        group = QActionGroup(menu)
        for seconds in sorted({*COUNTDOWNS_S, now_s}):
            text = window.tr("%1 seconds").replace("%1", str(seconds)) if seconds else window.tr("None")
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(seconds == now_s)
            action.setData(seconds)
            group.addAction(action)
        return group
