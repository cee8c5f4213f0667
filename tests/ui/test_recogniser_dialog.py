"""Choosing a recogniser, and getting its model."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.errors import ErrorKind, HeardFirstError
from app.speech.models import ModelState
from tests.fake_services import FakeServices
from ui import words
from ui.dialogs.recogniser_dialog import RecogniserDialog


@pytest.fixture
def dialog(qtbot: QtBot, services: FakeServices) -> Iterator[RecogniserDialog]:
    dialog = RecogniserDialog(services)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.rows[1].state is ModelState.MISSING)
    yield dialog
    dialog.reject()


def test_only_what_is_here_can_be_used(dialog: RecogniserDialog) -> None:
    assert dialog.rows[0].choice.isChecked()
    assert dialog.use.isEnabled()
    dialog.rows[2].choice.setChecked(True)
    assert not dialog.use.isEnabled()
    assert dialog.rows[2].model is not None
    assert dialog.rows[2].model.sha256 in dialog.source.text()


def test_a_download_ends_with_the_model_chosen(qtbot: QtBot, dialog: RecogniserDialog, services: FakeServices) -> None:
    dialog.rows[2].button.click()
    assert not dialog.rows[1].button.isEnabled()
    assert dialog.rows[2].button.text() == "Cancel"
    services.models.go.set()
    qtbot.waitUntil(lambda: dialog.rows[2].ready)
    qtbot.waitUntil(dialog.use.isEnabled)
    with qtbot.waitSignal(dialog.accepted):
        dialog.use.click()
    assert (services.settings.engine, services.settings.model) == ("whisper", "base.en")


def test_a_cancelled_download_goes_on_later(qtbot: QtBot, dialog: RecogniserDialog, services: FakeServices) -> None:
    row = dialog.rows[1]
    row.button.click()
    assert services.models.reported.wait(5)
    row.button.click()
    qtbot.waitUntil(lambda: row.state is ModelState.PARTIAL)
    assert row.button.text() == "Go on"
    assert not dialog.fault.isVisible()


def test_a_failed_download_says_why(qtbot: QtBot, dialog: RecogniserDialog, services: FakeServices) -> None:
    fault = HeardFirstError(ErrorKind.DOWNLOAD_STALLED, seconds=30)
    services.models.fails_with = fault
    services.models.go.set()
    dialog.rows[1].button.click()
    qtbot.waitUntil(dialog.fault.isVisible)
    assert dialog.fault.text == words.error(fault)
    qtbot.waitUntil(lambda: dialog.rows[1].button.isEnabled() and dialog.rows[1].button.text() == "Download")


def test_closing_ends_a_download(qtbot: QtBot, dialog: RecogniserDialog, services: FakeServices) -> None:
    dialog.rows[3].button.click()
    assert services.models.reported.wait(5)
    dialog.close()
    assert services.models.states["small.en"] is ModelState.PARTIAL


def test_a_file_is_imported_and_chosen(
    qtbot: QtBot, dialog: RecogniserDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "tiny.en.pt"), ""))
    dialog.bring.click()
    qtbot.waitUntil(lambda: dialog.rows[1].choice.isChecked() and dialog.rows[1].ready)
    qtbot.waitUntil(dialog.use.isEnabled)
