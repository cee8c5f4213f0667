"""What to know before trusting a result: a rough transcript, a close call, sound that was not good."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import HeardFirstError
from app.marking.marker import Marking
from app.rehearsal.sound import Condition
from app.rehearsal.state import Take
from ui import theme, words
from ui.debrief.conversation import is_heard, turns_of
from ui.debrief.doubt_banner import DoubtBanner
from ui.debrief.evidence import is_marked
from ui.theme import Meaning
from ui.widgets.banner import Banner


class NoticesView(QWidget):
    """One banner for each thing to know; empty where all is plain."""

    offer_whisper = Signal()
    go_on = Signal()
    """The take was kept without being marked, and is to be marked now."""
    chosen = Signal(object)
    """The Evidence that decides a close call, when it is clicked."""
    settle = Signal(object)
    """The Verdict as which somebody wants to settle a close call."""

    def __init__(
        self, take: Take, error: HeardFirstError | None, parent: QWidget | None = None, *, own: bool = True
    ) -> None:
        """`own` is off for a take that came in a file: what is left of it is its owner's to do."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self.banners: list[Banner] = []
        if error is not None:
            self.add(words.error(error), Meaning.MISSTEP)
        if own and take.marking is None and (is_heard(take) or _is_worded(take)):
            self._add_go_on(several=len(turns_of(take)) > 1 and take.transcript is not None)
        if is_marked(take) and take.marking and take.marking.unsure:
            self._add_doubt(take, take.marking)
        sound = self._sound(take)
        if sound:
            self.add(" ".join(sound))
        if own:
            self._add_rough(take)
        self.setVisible(not self.is_empty)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to know."""
        return not self.banners

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences that are shown."""
        return tuple(banner.text for banner in self.banners)

    def add(self, text: str, meaning: Meaning = Meaning.UNSURE) -> Banner:
        """One more thing to know."""
        banner = Banner(meaning, self)
        banner.say(text)
        return self._place(banner)

    def _place(self, banner: Banner) -> Banner:
        self._column.addWidget(banner)
        self.banners.append(banner)
        return banner

    def _add_go_on(self, *, several: bool) -> None:
        """`several` where it is a conversation whose turns are all known, so that it can be marked at once."""
        banner = self.add(self.tr("It was left before it was marked. What you said is kept."), Meaning.ACCOUNTABILITY)
        goes_on = self.tr("Mark the conversation") if several else self.tr("Go on with this take")
        button = banner.add_button(goes_on, primary=True)

        def pressed() -> None:
            button.setEnabled(False)  # it may take a moment to listen to the sound
            self.go_on.emit()

        button.clicked.connect(pressed)

    def _add_doubt(self, take: Take, marking: Marking) -> None:
        if marking.verdict is None or marking.alternative is None:
            return
        banner = DoubtBanner(take, marking.verdict, marking.alternative, self)
        banner.chosen.connect(self.chosen)
        banner.settle.connect(self.settle)
        self._place(banner)

    def _sound(self, take: Take) -> list[str]:
        recording = take.recording
        if recording is None:
            return []
        told: list[str] = []
        if recording.interrupted:
            told.append(self.tr("The recording broke off. What was said until then is kept and marked."))
        if recording.lost_s > 0:
            lost = self.tr("%1 s of sound were lost while recording; words may be missing.")
            told.append(lost.replace("%1", f"{max(recording.lost_s, 0.1):.1f}"))
        if recording.condition is Condition.CLIPPED:
            told.append(self.tr("The sound is too loud and distorted. Move away from the microphone or turn it down."))
        if recording.condition is Condition.QUIET:
            told.append(self.tr("The sound is very quiet. Move closer to the microphone or turn it up."))
        return told

    def _add_rough(self, take: Take) -> None:
        transcript = take.transcript
        if transcript is None or not transcript.rough or not transcript.text:
            return
        if transcript.corrected is None:
            told = self.tr("From a rough transcript: the built-in recogniser mishears. Check the words below.")
        else:
            told = self.tr("The built-in recogniser's transcript was rough; you corrected its words.")
        banner = self.add(told + " " + self.tr("Whisper understands far better and also stays on this computer."))
        banner.add_button(self.tr("Use Whisper…")).clicked.connect(self.offer_whisper)


def _is_worded(take: Take) -> bool:
    """Whether its words are the user's own, so that they need not be heard again."""
    return take.transcript is not None and take.transcript.corrected is not None
