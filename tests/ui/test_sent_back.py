"""A session that came in a file goes back: what is promised of it is in it."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.test_exchange import WAIT_MS, export, reopen, take_in
from tests.ui.two_homes import Home
from ui.debrief.critique_scales import Scale
from ui.exchange.export_dialog import ExportDialog
from ui.widgets.text import Text


def send_back(qtbot: QtBot, home: Home, path: Path) -> tuple[str, str]:
    """Send the copy that is open back; what the dialog said before, and the words to send along."""
    home.window.debrief.frame.send.click()
    dialog = home.window.mail.dialog
    assert isinstance(dialog, ExportDialog)
    before = "\n".join(one.text() for one in dialog.findChildren(Text) if one.isVisible())
    dialog.save_to(path)
    qtbot.waitUntil(dialog.exported.isVisible, timeout=WAIT_MS)
    note = dialog.exported.note
    dialog.cancel.click()
    qtbot.waitUntil(lambda: home.window.mail.dialog is None)
    return before, note


def test_what_goes_back_is_promised_only_where_it_is_there(qtbot: QtBot, ada: Home, dana: Home, tmp_path: Path) -> None:
    ada.keep_session()
    reopen(qtbot, ada)
    take_in(qtbot, dana, export(qtbot, ada, tmp_path / "out.heardfirst"))
    debrief = dana.window.debrief
    qtbot.waitUntil(debrief.critique_page.isVisible)
    debrief.critique_page.back_button.click()
    assert debrief.frame.colleague.isDefault()
    before, note = send_back(qtbot, dana, tmp_path / "nothing.heardfirst")
    assert "You have not added anything to it yet." in before
    assert "I have not added anything to it." in note
    assert "critique" not in note

    debrief.frame.colleague.click()
    told = [one.text() for one in debrief.critique_page.findChildren(Text)]
    assert not any("stay hidden" in one for one in told), "they were seen"
    critique = debrief.critique_page
    critique.people.consent_box.setChecked(True)
    critique.scales[Scale.WORDS].choose(4)
    critique.save_button.click()
    assert debrief.frame.send.isDefault()
    assert not debrief.frame.colleague.isDefault()
    before, note = send_back(qtbot, dana, tmp_path / "critique.heardfirst")
    assert "What you added goes back with it: critique. Nothing else" in before
    assert "with my critique." in note
    assert "pins" not in note
