"""The rehearsal carries out what the rules want: what is kept is true at every moment."""

from app.marking.marker import Marker
from app.pairing.pair import Agreed, Consent, Pair, Salesperson
from app.rehearsal import event as on
from app.rehearsal.rehearsal import Ports, Rehearsal
from app.rehearsal.state import Debriefing
from tests import example_session as example
from tests.fake_archive import FakeArchive
from tests.unit.test_rehearsal_sequences import World


def test_a_corrected_take_is_kept_without_the_marks_of_its_old_words() -> None:
    """Whoever leaves before the new marks are there finds no verdict on words that they took back."""
    world, archive = World(), FakeArchive()
    rehearsal = Rehearsal(Ports(world, world, world, world, world, archive), 3, lambda _: None, lambda _: None)
    rehearsal.handle(on.ScenarioChosen(example.scenario(), "s"))
    rehearsal.handle(on.ReplyTyped(example.SAID))
    rehearsal.handle(on.Marked(1, example.marking(salesperson=example.scenario().opening_line(1))))
    assert archive.open_session("s").run.take(1).marking is not None
    rehearsal.handle(on.EndConversation())
    rehearsal.handle(on.TranscriptCorrected(1, "Send me the list."))
    assert isinstance(rehearsal.state, Debriefing)
    assert rehearsal.state.run.take(1).marking is not None, "the old marks show while the new ones are made"
    rehearsal.handle(on.Leave())
    kept = archive.open_session("s").run.take(1)
    assert (kept.turn.text, kept.marking) == ("Send me the list.", None)


def test_a_corrected_turn_leaves_no_marks_on_the_conversation() -> None:
    """The marks stand on its last take, and are of words that one turn no longer has."""
    world, archive = World(), FakeArchive()
    rehearsal = Rehearsal(Ports(world, world, world, world, world, archive), 3, lambda _: None, lambda _: None)
    pair = Pair("Ann", "Ben", Salesperson.COLLEAGUE, Consent("We agree.", Agreed.TYPED, 1))
    rehearsal.handle(on.ScenarioChosen(example.scenario(), "s", pair))
    for text in ("You are worn out.", "Send me the list."):
        rehearsal.handle(on.ReplyTyped(text))
    rehearsal.handle(on.EndConversation())
    take, turns, goal = world.marks.pop()
    rehearsal.handle(on.Marked(take, Marker(example.Scripted()).mark(turns, goal)))
    assert archive.open_session("s").run.take(2).marking is not None
    rehearsal.handle(on.TranscriptCorrected(1, "You are worn thin."))
    rehearsal.handle(on.Leave())
    kept = archive.open_session("s").run
    assert kept.take(1).turn.text == "You are worn thin."
    assert kept.take(2).marking is None
    assert kept.pair == pair
