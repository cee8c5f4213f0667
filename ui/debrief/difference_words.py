"""A difference in plain words, to whoever spoke."""

from PySide6.QtCore import QCoreApplication as App

from app.pairing.difference import Difference, Differs
from app.rehearsal.state import Take
from ui.debrief.order_choice import order_words
from ui.debrief.settled import labels_words
from ui.widgets.literal import filled


def difference_words(one: Difference, take: Take) -> str:
    """What the colleague says and what the program reads, a sentence or two."""
    told = {
        Differs.ORDER: _order,
        Differs.DOUBTED: _doubted,
        Differs.LIKED_MISSTEP: _liked_misstep,
        Differs.LIKED_PLAIN: _liked_plain,
        Differs.WORDS_WEAK: _weak,
        Differs.WORDS_STRONG: _strong,
    }[one.differs](one, take)
    doubt = _doubt(one)
    return f"{told} {doubt}" if doubt else told


def _order(one: Difference, take: Take) -> str:
    told = App.translate("Difference", "%1 heard “%2”. The program reads “%3”.")
    verdict = take.marking.verdict if take.marking else None
    theirs, ours = (order_words(order) if order else "" for order in (one.order, verdict))
    return filled(told, one.by, theirs, ours)


def _doubted(one: Difference, take: Take) -> str:
    told = App.translate("Difference", "%1 pinned this as one to try again. The program counts it: %2.")
    return filled(told, one.by, _labels(one, take))


def _liked_misstep(one: Difference, take: Take) -> str:
    told = App.translate("Difference", "%1 pinned this as good. The program reads a misstep in it: %2.")
    return filled(told, one.by, _labels(one, take))


def _liked_plain(one: Difference, take: Take) -> str:
    return filled(
        App.translate("Difference", "%1 pinned this as good. The program reads nothing of note in it."), one.by
    )


def _weak(one: Difference, take: Take) -> str:
    told = App.translate("Difference", "%1 gave your words %2 of 5. On the program's list nothing was missed.")
    return filled(told, one.by, str(one.number))


def _strong(one: Difference, take: Take) -> str:
    told = App.translate("Difference", "%1 gave your words %2 of 5. The program misses empathy before the ask.")
    return filled(told, one.by, str(one.number))


def _doubt(one: Difference) -> str:
    if one.second:
        return App.translate("Difference", "It was a close call, and this is the program's second reading.")
    return App.translate("Difference", "It was a close call for the program.") if one.unsure else ""


def _labels(one: Difference, take: Take) -> str:
    if take.marking is None or one.sentence is None:
        return ""
    turn, index = one.sentence
    return labels_words(take.marking.sentences[turn][index].labels)
