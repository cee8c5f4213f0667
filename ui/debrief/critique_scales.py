"""The three scales of the colleague's page: what can be seen and heard at each number."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication as App

from app.pairing.critique import Critique


class Scale(StrEnum):
    """What the colleague judges, named as Critique names it."""

    FACE = "face"
    TONE = "tone"
    WORDS = "words"


@dataclass(frozen=True)
class ScaleWords:
    """A scale's name, the question that it answers, and what each number from 1 to 5 looks like."""

    name: str
    question: str
    anchors: tuple[str, str, str, str, str]


def scale_words(scale: Scale) -> ScaleWords:
    """The words of one scale in the user's language."""
    return {Scale.FACE: _face, Scale.TONE: _tone, Scale.WORDS: _words}[scale]()


def judged(critique: Critique, scale: Scale) -> tuple[int | None, str]:
    """The number and the note that a critique gives on a scale."""
    return {
        Scale.FACE: (critique.face, critique.face_note),
        Scale.TONE: (critique.tone, critique.tone_note),
        Scale.WORDS: (critique.words, critique.words_note),
    }[scale]


def _face() -> ScaleWords:
    return ScaleWords(
        App.translate("CritiqueScales", "Facial expression"),
        App.translate("CritiqueScales", "What did their face do while they spoke?"),
        (
            App.translate("CritiqueScales", "Jaw tight, or eyes away or on the screen"),
            App.translate("CritiqueScales", "Still; eyes come and go, little changes with the words"),
            App.translate("CritiqueScales", "Attentive; eyes mostly with them, the face stays polite"),
            App.translate("CritiqueScales", "Eyes with them; the face softens when they speak of their side"),
            App.translate("CritiqueScales", "Open, eyes with them; the face follows what is said"),
        ),
    )


def _tone() -> ScaleWords:
    return ScaleWords(
        App.translate("CritiqueScales", "Tonality"),
        App.translate("CritiqueScales", "How did their voice sound, whatever the words?"),
        (
            App.translate("CritiqueScales", "Sharp, flat or mocking; hurried, or over their words"),
            App.translate("CritiqueScales", "Tense or read out; no pause between hearing and asking"),
            App.translate("CritiqueScales", "Even and polite; hearing and asking sound the same"),
            App.translate("CritiqueScales", "Warm when they speak of the other's side; a pause before the ask"),
            App.translate("CritiqueScales", "Warm and unhurried; steady in the ask, as if there were time"),
        ),
    )


def _words() -> ScaleWords:
    return ScaleWords(
        App.translate("CritiqueScales", "Actual words"),
        App.translate("CritiqueScales", "What would be left if you only read them?"),
        (
            App.translate("CritiqueScales", "Blame or brushing aside; the other's side is not in them"),
            App.translate("CritiqueScales", "“I understand”, but not what; or an ask alone"),
            App.translate("CritiqueScales", "Something of their side is said; the ask stays vague"),
            App.translate("CritiqueScales", "Their side in their own facts, then a clear ask"),
            App.translate("CritiqueScales", "Their side and feeling as they would say it; then a kind, clear ask"),
        ),
    )
