"""What a stranger wrote, on its way to the screen."""

import pytest

from ui.widgets.literal import filled, literal, on_button, on_label, on_tooltip


def test_ordinary_words_stay_as_they_are() -> None:
    said = "Zoë said: “3 < 4 & so on” – naïve\tCafé\nقال لها \u200cمی\u200dخواهم 👩\u200d🚀"
    assert literal(said) == on_label(said) == said


@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\u2069", "\u200b", "\ufeff", "\0", "\x1b", "\x85"])
def test_what_steers_unseen_is_seen(sign: str) -> None:
    assert literal(f"Da{sign}na") == "Da\ufffdna"


def test_places_stay_where_they_are() -> None:
    said = "".join(chr(one) for one in range(0x3000) if not 0xD800 <= one < 0xE000)
    assert len(literal(said)) == len(said)


def test_a_word_without_end_can_be_broken() -> None:
    shown = on_label("a" * 5000)
    assert max(len(part) for part in shown.split("\u200b")) <= 81
    assert shown.replace("\u200b", "") == "a" * 5000
    address = "https://example.org/" + "f0" * 32 + "/base.en.pt"
    assert on_label(address) == address, "an address that is copied must still work"


def test_an_ampersand_is_no_key() -> None:
    assert on_button("Ben & Jerry") == "Ben && Jerry"


def test_a_tooltip_shows_markup_as_it_is_written() -> None:
    assert on_tooltip("Ben & Jerry") == "Ben & Jerry"
    assert on_tooltip("<img src=file:///etc/passwd>") == "<p>&lt;img src=file:///etc/passwd&gt;</p>"
    assert on_tooltip("word " * 40).startswith("<p>"), "long ones wrap only as markup"


def test_a_name_that_looks_like_a_place_stays_a_name() -> None:
    assert filled("%2 and %1, %2", "%2", "Ada %1") == "Ada %1 and %2, Ada %1"
