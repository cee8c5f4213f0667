""" "How this is marked": the rubric's rules in plain words, who judges what, and what stays on this computer."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.marking.checklist import GROUPS, Criterion, Note, Result
from app.marking.label import MISSTEPS, Label
from app.marking.verdict import Verdict
from app.marking.wording import NO_ORDER, NOTES, RULES
from ui import theme, words
from ui.debrief.checklist_row import SYMBOLS
from ui.dialogs.reading_dialog import ReadingDialog
from ui.theme import Meaning
from ui.widgets.text import Heading, Text

_C, _R, _N = Criterion, Result, Note
_NOTED: dict[tuple[Criterion, Result], tuple[Note, ...]] = {
    (_C.STATED_THEIR_SIDE, _R.PARTLY): (_N.ONLY_FEELING,),
    (_C.STATED_THEIR_SIDE, _R.MISSED): (_N.CLAIMED_ONLY,),
    (_C.STAYED_WITH_THEM, _R.PARTLY): (_N.WITH_SYMPATHY, _N.AVOIDED_THEN_CAME_BACK),
    (_C.STAYED_WITH_THEM, _R.MISSED): (_N.TURNED_AWAY,),
    (_C.EMPATHY_BEFORE_ASK, _R.PARTLY): (_N.WITH_MISSTEP, _N.REPAIRED, _N.NOTHING_ASKED, _N.ASK_COULD_WAIT),
    (_C.SAID_WHAT_YOU_NEED, _R.PARTLY): (_N.ONLY_COMMITMENT, _N.WITHDRAWN),
    (_C.SAID_WHAT_YOU_NEED, _R.MISSED): (_N.NOTHING_ASKED,),
    (_C.SAID_IT_KINDLY, _R.PARTLY): (_N.JUDGED_EARLIER,),
    (_C.HELD_IT, _R.PARTLY): (_N.LET_OFF_THEN_HELD,),
    (_C.HELD_IT, _R.MISSED): (_N.WITHDRAWN, _N.NOTHING_ASKED),
    (_C.TIED_TO_VALUE, _R.PARTLY): (_N.BESIDE_NUMBERS, _N.NO_REASON),
    (_C.ASKED_NEXT_STEP, _R.PARTLY): (_N.WITHDRAWN,),
}
"""The ways in which a row comes out otherwise than by its plain rule."""


class Shape(Text):
    """A meaning's shape, drawn anew when the palette changes. Decoration: the words beside it say the same."""

    def __init__(self, meaning: Meaning, parent: QWidget | None = None) -> None:
        super().__init__(wrap=False, parent=parent)
        self._meaning = meaning
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's palette."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        side = 2 * theme.UNIT
        self.setPixmap(theme.icon(self._meaning, self.palette(), side).pixmap(side, side))


class RulesDialog(ReadingDialog):
    """Everything that a result can rest on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("RulesDialog", "How this is marked"), 90, parent)
        self._intro()
        self._labels()
        self._order()
        self._criteria()
        self._who()

    def _intro(self) -> None:
        self.column.addWidget(Heading(self.windowTitle()))
        self._say(self.tr("People cannot hear you until you have shown that you heard them."))
        self._say(
            self.tr(
                "Your reply is split into sentences. Each sentence is read for what its words do, "
                "not for which words are in it. Greetings, thanks and small talk carry no label."
            )
        )

    def _labels(self) -> None:
        groups = (
            (Meaning.EMPATHY, self.tr("Empathy"), [one for one in Label if theme.meaning_of(one) is Meaning.EMPATHY]),
            (
                Meaning.ACCOUNTABILITY,
                self.tr("Accountability"),
                [one for one in Label if theme.meaning_of(one) is Meaning.ACCOUNTABILITY],
            ),
            (Meaning.MISSTEP, self.tr("Missteps"), [one for one in Label if one in MISSTEPS]),
        )
        for meaning, title, labels in groups:
            self._title(title, meaning)
            self._table([(words.label(one), words.label_rule(one)) for one in labels])

    def _order(self) -> None:
        self._title(self.tr("The order"))
        self._say(
            self.tr(
                "Empathy begins where you first say back their side or name what they feel. Accountability begins "
                "where you first say what you need or ask for their next step. A bare “I understand” begins neither."
            )
        )
        rules = {
            Verdict.EMPATHY_FIRST: self.tr("Both are there, empathy first."),
            Verdict.ACCOUNTABILITY_FIRST: self.tr("Both are there, the ask first."),
            Verdict.EMPATHY_ONLY: self.tr("They were heard, and nothing was asked."),
            Verdict.ACCOUNTABILITY_ONLY: self.tr("Something was asked, and they were not heard."),
            Verdict.NEITHER: self.tr("Neither is there."),
        }
        self._table([(words.verdict(one), rule) for one, rule in rules.items()])
        self._say(
            self.tr(
                "Repaired: the ask came first, but in a later turn you said back their side or named the feeling, and "
                "did not take the ask back. The verdict stays, and the result says so beside it."
            )
        )
        self._say(self.tr("Where a scenario needs only hearing, nothing has to be asked, and the ask can wait."))

    def _criteria(self) -> None:
        for key, criteria in GROUPS:
            self._title(words.group(key))
            self._table([(words.criterion(one), _ways(one)) for one in criteria])
        self._say(
            self.tr(
                "Each row comes with the sentence that decides it, or says that none does. What is not called for, or "
                "cannot be judged because nothing was asked, is neither met nor missed. There is no score out of 100. "
                "Where too little was understood, nothing is marked."
            )
        )

    def _who(self) -> None:
        self._title(self.tr("Who judges what"))
        self._say(
            self.tr(
                "The program judges the words and their order, and nothing else. Face and tone of voice are judged by "
                "your colleague. The program can misread a sentence: it says where it is unsure, and you can correct "
                "the transcript."
            )
        )
        self._title(self.tr("What stays on this computer"))
        self._say(
            self.tr(
                "Everything: recordings, transcripts, marks and notes are kept in your own folders, readable by you "
                "alone. The program opens a connection only to download a Whisper model, when you ask for it. "
                "Deleting a session deletes its sound, its words and its marks."
            )
        )

    def _title(self, text: str, meaning: Meaning | None = None) -> None:
        self.column.addSpacing(2 * theme.UNIT)
        row = QHBoxLayout()
        row.setSpacing(theme.UNIT)
        if meaning is not None:
            row.addWidget(Shape(meaning))
        row.addWidget(Text(text, factor=1.2, bold=True), 1)
        self.column.addLayout(row)

    def _say(self, text: str) -> None:
        self.column.addWidget(Text(text))

    def _table(self, rows: list[tuple[str, str]]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * theme.UNIT)
        grid.setVerticalSpacing(theme.UNIT)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 8)
        for index, (name, rule) in enumerate(rows):
            grid.addWidget(Text(name, bold=True), index, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(rule), index, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(grid)


def _ways(criterion: Criterion) -> str:
    """How the row comes out met, partly and missed, a line each."""
    lines = (f"{SYMBOLS[result]} {words.result(result)}: {told}" for result, told in _told(criterion))
    return "\n".join(lines)


def _told(criterion: Criterion) -> Iterator[tuple[Result, str]]:
    for result in (Result.MET, Result.PARTLY, Result.MISSED):
        plain = RULES[criterion].get(result)
        told = [words.translate(plain)] if plain else []
        if criterion is Criterion.EMPATHY_BEFORE_ASK:
            told += [words.translate(why) for (_, given), why in NO_ORDER.items() if given is result]
        told += [words.translate(NOTES[note]) for note in _NOTED.get((criterion, result), ())]
        if told:
            yield result, " / ".join(told)
