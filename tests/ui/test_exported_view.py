"""Where the file went: its folder can be shown, and dates are told in one form."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from app.bundle import leaving_words
from tests.ui.label_walk import faults
from ui import words
from ui.exchange.exported_view import ExportedView
from ui.widgets.text import Text


@pytest.mark.parametrize("opens", [True, False])
def test_the_folder_of_the_file_is_shown_or_it_says_that_it_cannot_be(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opens: bool
) -> None:
    asked: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        asked.append(url)
        return opens

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    view = ExportedView(back=False, added="")
    qtbot.addWidget(view)
    view.show_file(tmp_path / "50% off?#1" / "out.heardfirst", "Late", with_sound=True)
    view.show()
    view.folder.click()
    (url,) = asked
    assert url.isLocalFile()
    assert Path(url.toLocalFile()) == tmp_path / "50% off?#1"
    told = "\n".join(one.text() for one in view.findChildren(Text) if one.isVisible())
    assert ("cannot be opened" in told) is not opens
    assert faults(view) == []


def test_all_dates_have_one_form(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    try:
        for when in (datetime(2019, 5, 3, 12, 5, tzinfo=UTC), datetime.now(UTC)):
            told = words.local_time(when)
            assert told.startswith(f"{words.local_day(when)}, ")
            assert leaving_words.moment(int(when.timestamp())) == told
        assert words.local_day(datetime(2019, 5, 3, 12, 5, tzinfo=UTC)) == "3 May 2019"
    finally:
        QLocale.setDefault(before)
