"""Every error has one sentence with a cause and a next step."""

import pytest

from app.errors import ErrorKind, HeardFirstError
from app.messages import ERRORS, sentence


@pytest.mark.parametrize("kind", ErrorKind)
def test_every_kind_has_a_sentence_that_survives_missing_facts(kind: ErrorKind) -> None:
    said = sentence(HeardFirstError(kind))
    assert said.endswith(".")
    assert "{" not in said


def test_facts_are_shown() -> None:
    error = HeardFirstError(ErrorKind.FILE_MISSING, path="talk.wav")
    assert sentence(error) == "There is no file talk.wav. Check the name and the folder."


def test_no_sentence_is_left_without_a_kind() -> None:
    assert set(ERRORS) == set(ErrorKind)
