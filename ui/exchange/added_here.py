"""What the user added to a session that came in a file, in words: nothing is promised that is not in it."""

from PySide6.QtCore import QCoreApplication

from app.pairing.critique import Critique
from app.pairing.feedback import Feedback
from app.pairing.pin import Pin
from app.pairing.settlement import Settlement
from app.storage.stored import StoredSession
from ui.widgets.literal import filled


def added_here(stored: StoredSession) -> str:
    """Named without numbers: "critique and pins"; empty where nothing was added on this computer."""
    mine = [one for one in stored.feedback if one.id not in stored.received]
    kinds: tuple[tuple[type[Feedback], str], ...] = (
        (Critique, _tr("critique")),
        (Pin, _tr("pins")),
        (Settlement, _tr("settled marks")),
    )
    names = [name for kind, name in kinds if any(isinstance(one, kind) for one in mine)]
    if len(names) < 2:
        return "".join(names)
    return filled(_tr("%1 and %2"), ", ".join(names[:-1]), names[-1])


def _tr(text: str) -> str:
    return QCoreApplication.translate("AddedHere", text)
