"""Drafts and scenarios of every shape, for tests."""

from typing import Any

from hypothesis import strategies as st

from app.marking.checklist import Criterion
from app.marking.facts import Goal
from app.persona.mind import Answer
from app.persona.mood import Mood
from app.scenarios.draft import Draft
from app.scenarios.scenario import VoiceKind

LEAST = Draft(
    name="Tom Baker",
    role="Key accounts, packaging",
    happened="Tom has lost his largest customer and has not called a new one since.",
    facts=("His largest customer left in March.", "Eleven years with one buyer, who retired."),
    feelings=("Ashamed: he heard of it last.", "Afraid to hear another no."),
    opening=("I can't just call people and pretend that nothing happened.",),
)
"""What somebody writes in five minutes."""

chars = st.characters(exclude_categories=["Cs"])
texts = st.text(chars, max_size=40)
written = texts.filter(lambda text: text.strip() != "" and text.strip(" \t\n\r\x0b\x0c\x85\u2028\u2029\xa0") != "")


def some(least: int, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(written, min_size=least, max_size=most).map(tuple)


@st.composite
def line_tables(draw: st.DrawFn) -> dict[Answer, tuple[str, ...]]:
    """Lines of which no two are alike."""
    answers = draw(st.lists(st.sampled_from(Answer), unique=True, max_size=5))
    return {answer: tuple(f"{text} {answer} {at}" for at, text in enumerate(draw(some(1, 3)))) for answer in answers}


better = st.just({}) | st.fixed_dictionaries(dict.fromkeys(Criterion, written))
models = st.just({"strong": (), "weak": ()}) | st.fixed_dictionaries({"strong": some(1, 3), "weak": some(1, 3)})
fields: dict[str, st.SearchStrategy[Any]] = {
    "title": texts,
    "name": written,
    "role": written,
    "voice": st.sampled_from(VoiceKind),
    "happened": written,
    "goal": st.sampled_from(Goal),
    "facts": some(2, 4),
    "feelings": some(2, 4),
    "opening": some(1, 3),
    "opening_mood": st.sampled_from(Mood),
    "trust": st.floats(0.3, 0.7),
    "lines": line_tables(),
    "better": better,
}
whole = st.builds(lambda given, turns: Draft(**given, **turns), st.fixed_dictionaries(fields), models)
"""Drafts with nothing wrong in them."""

loose_fields: dict[str, st.SearchStrategy[Any]] = {
    name: texts | st.just("x" * 5000) for name in ("title", "name", "role", "happened")
} | {
    name: st.lists(texts | st.just("y" * 601), max_size=14).map(tuple)
    for name in ("facts", "feelings", "opening", "strong", "weak")
}
loose_fields["lines"] = st.dictionaries(
    st.sampled_from(Answer), st.lists(st.sampled_from(["", "a", "b ", " b", "c" * 601]), max_size=14).map(tuple)
)
loose_fields["better"] = st.dictionaries(st.sampled_from(Criterion), texts)
loose = st.builds(lambda given: Draft(**given), st.fixed_dictionaries(loose_fields))
"""Drafts with anything in them that a field can hold."""
