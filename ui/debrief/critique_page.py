"""The colleague's page: what a person saw and heard, given before our marks can be seen."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.pairing.critique import Critique
from app.rehearsal.state import Take
from ui import theme
from ui.debrief.critique_scales import Scale
from ui.debrief.evidence import ribbon_reply, sound_path, spoken_text
from ui.debrief.scale_view import Anchor, ScaleView
from ui.debrief.tab_order import chain
from ui.theme import Meaning
from ui.widgets.announcement import announce
from ui.widgets.banner import Banner
from ui.widgets.page_content import PageContent, scrolling
from ui.widgets.ribbon import Ribbon
from ui.widgets.ribbon_reply import Peaks
from ui.widgets.text import Heading, Text
from ui.widgets.words_edit import WordsEdit

_KEEP_LINES = 3


class CritiquePage(QWidget):
    """Ribbon without spans, sound and plain words; three scales. Nothing of our marking is in it."""

    saved = Signal(object)
    """The Critique, to be kept; only what is complete and agreed to. The fields stay until `reset`."""
    back = Signal()
    hear = Signal(object, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take: Take | None = None
        self.ribbon = Ribbon(self)
        self.ribbon.setAccessibleName(self.tr("The reply over time"))
        self.ribbon.hear.connect(self._on_hear)
        self.hear_button = self._button(self.tr("Hear the reply"), self._hear_all)
        self.transcript = Text(parent=self)
        self.manager_edit, self.colleague_edit = QLineEdit(self), QLineEdit(self)
        self.manager_edit.setAccessibleName(self.tr("Who spoke"))
        self.colleague_edit.setAccessibleName(self.tr("Who watched"))
        self.consent_box = QCheckBox(self)
        self.consent_text = Anchor(consent(), parent=self)
        self.consent_text.clicked.connect(self.consent_box.click)
        self.consent_box.setAccessibleName(consent())
        self.scales = {scale: ScaleView(scale, self) for scale in Scale}
        self.keep_edit = WordsEdit(_KEEP_LINES, self)
        self.keep_edit.setAccessibleName(self.tr("What to keep"))
        self.refusal = Banner(Meaning.MISSTEP, self)
        self.refusal.hide()
        self.save_button = self._button(self.tr("Save and see both"), self._save)
        self.save_button.setDefault(True)
        self.back_button = self._button(self.tr("Back"), self.back.emit)
        self._lay_out()

    @property
    def unsent(self) -> bool:
        """Whether something was judged or noted that would be lost now."""
        judged = any(scale.number is not None or scale.note for scale in self.scales.values())
        return judged or bool(self.keep_edit.toPlainText().strip())

    def show_take(self, take: Take, peaks: Peaks | None, *, first: bool = False) -> None:
        """Ask about a take; what was entered about it already stays. `first`: our marks have not been seen yet."""
        self.back_button.setText(self.tr("Skip the critique") if first else self.tr("Back"))
        self.back_button.setAccessibleName(self.back_button.text())
        if self._take is None or take.number != self._take.number:
            self.reset()
        self._take = take
        self.ribbon.show_reply(ribbon_reply(take, peaks, with_spans=False))
        self.hear_button.setVisible(self.ribbon.reply.text is None)
        self.transcript.setText(spoken_text(take) or self.tr("No words were understood."))

    def reset(self) -> None:
        """Empty all fields but the names, which rarely change between takes."""
        self._take = None
        self.consent_box.setChecked(False)
        for scale in self.scales.values():
            scale.reset()
        self.keep_edit.clear()
        self.refusal.hide()

    def tell(self, told: str) -> None:
        """Say what stands in the way, above the buttons."""
        self.refusal.say(told)
        self.refusal.show()
        announce(self, told)

    @Slot()
    def _save(self) -> None:
        refused = self._refused()
        if refused is not None:
            told, widget = refused
            self.tell(told)
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.refusal.hide()
        self.saved.emit(self._critique())

    def _refused(self) -> tuple[str, QWidget] | None:
        """Why it cannot be saved yet, and where to mend it."""
        for edit in (self.manager_edit, self.colleague_edit):
            if not edit.text().strip():
                return self.tr("Enter both names, so that you know later whose words these are."), edit
        if not self.consent_box.isChecked():
            told = self.tr("Both of you have to agree first: without the tick nothing is saved.")
            return told, self.consent_box
        if not self.unsent:
            return self.tr("Give at least one number or note."), self.scales[Scale.FACE].button(1)
        return None

    def _critique(self) -> Critique:
        assert self._take is not None  # noqa: S101 - there is nothing to save before show_take
        face, tone, said = (self.scales[scale] for scale in Scale)
        return Critique(
            manager=self.manager_edit.text().strip(),
            colleague=self.colleague_edit.text().strip(),
            consent=consent(),
            take=self._take.number,
            face=face.number,
            face_note=face.note,
            tone=tone.number,
            tone_note=tone.note,
            words=said.number,
            words_note=said.note,
            keep=self.keep_edit.toPlainText().strip(),
        )

    @Slot()
    def _hear_all(self) -> None:
        self._on_hear(0.0, self.ribbon.reply.extent)

    @Slot(float, float)
    def _on_hear(self, start: float, end: float) -> None:
        path = sound_path(self._take) if self._take else None
        if path is not None and self.ribbon.reply.text is None:
            self.hear.emit(path, start, end)

    def _button(self, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        content = PageContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT, 3 * theme.UNIT)
        column.setSpacing(2 * theme.UNIT)
        column.addWidget(Heading(self.tr("What did you see and hear?"), content))
        hidden = self.tr("For the colleague who watched. The program's marks stay hidden until yours are saved.")
        column.addWidget(Text(hidden, quiet=True, parent=content))
        names = QFormLayout()
        for edit in (self.manager_edit, self.colleague_edit):
            label = Text(edit.accessibleName(), wrap=False, parent=content)
            label.setBuddy(edit)
            names.addRow(label, edit)
        column.addLayout(names)
        agreed = QHBoxLayout()
        agreed.addWidget(self.consent_box, 0, Qt.AlignmentFlag.AlignTop)
        agreed.addWidget(self.consent_text, 1)
        column.addLayout(agreed)
        column.addWidget(self.ribbon)
        column.addWidget(self.hear_button, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.transcript, *self.scales.values()):
            column.addWidget(widget)
        column.addWidget(Text(self.tr("What to keep"), bold=True, parent=content))
        column.addWidget(self.keep_edit)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * theme.UNIT, theme.UNIT, 3 * theme.UNIT, 2 * theme.UNIT)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolling(content, self, bar_stays=True), 1)
        told = QHBoxLayout()  # outside what scrolls: seen wherever the reader is
        told.setContentsMargins(3 * theme.UNIT, theme.UNIT, 3 * theme.UNIT, 0)
        told.addWidget(self.refusal)
        page.addLayout(told)
        page.addLayout(foot)
        stops = (self.manager_edit, self.colleague_edit, self.consent_box, self.ribbon, self.hear_button)
        chain((*stops, *self.scales.values(), self.keep_edit, self.back_button, self.save_button))


def consent() -> str:
    """The line that both agree to."""
    return QCoreApplication.translate(
        "CritiquePage",
        "We both agree that the two of us hear this reply, and that these notes are kept with it on this computer.",
    )
