"""The words of an agreement: what is kept of whom, and the line that both agree to."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ui.widgets.literal import filled

MOST_LETTERS = 80
"""A name is no longer than this."""


def kept(manager: str, colleague: str, folder: Path) -> tuple[str, ...]:
    """What is recorded and what is not, a sentence or two each; empty names are spoken of in general."""
    manager, colleague = manager or _tr("the manager"), colleague or _tr("the colleague")
    told = (
        _tr("%1 is recorded only while the recording runs: from the record key until it stops."),
        _tr("Between turns nothing is kept, and nothing of %2’s voice unless they speak while it records."),
        _tr("Kept with it: the words, the program’s marks of those words, and %2’s pins and critique."),
        _tr("All of it stays on this computer, in %3, unless %1 sends it in a file. Deleting the session deletes it."),
        _tr("%2 can delete a pin or take back a critique at any time, also later: the button is beside it."),
    )
    return tuple(_begun(filled(one, manager, colleague, str(folder))) for one in told)


def line(manager: str, colleague: str) -> str:
    """What both agree to, ticked or said aloud."""
    said = _tr(
        "We agree that %1 is recorded while the recording runs, and that %2’s pins and critique are kept with it "
        "on this computer."
    )
    return filled(said, manager or _tr("the manager"), colleague or _tr("the colleague"))


def ticked(name: str) -> str:
    """What one of them says by a tick."""
    return filled(_tr("I am %1, and I agree."), name or "…")


def _begun(told: str) -> str:
    """A sentence may begin with "the manager"."""
    return told[:1].upper() + told[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Agreement", text)
