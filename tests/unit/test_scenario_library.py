"""Scenario files: what is read, and how a broken one is named."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ErrorKind, HeardFirstError
from app.messages import sentence
from app.persona.mind import Answer
from app.scenarios import library
from app.scenarios.frame import all_lines
from app.scenarios.key_lines import key_lines

GOOD = (Path(library.__file__).parents[2] / "assets" / "scenarios" / "supply-chain-delays.toml").read_text("utf-8")

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(content: str | bytes) -> Path:
        path = tmp_path / "mine.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return to_file


def refused(path: Path) -> HeardFirstError:
    with pytest.raises(HeardFirstError) as caught:
        library.load(path)
    return caught.value


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_good_file_is_read(write: Write) -> None:
    scenario = library.load(write(GOOD))
    assert scenario.id == "supply-chain-delays"
    assert scenario.persona.name == "Samir Haddad"


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()])
def test_a_byte_order_mark_and_windows_lines_make_no_difference(write: Write, content: bytes) -> None:
    assert library.load(write(content)) == library.load(write(GOOD))


BROKEN = [
    # text to replace, its replacement, the key named, where its line is found, words of the reason
    ('opening_mood = "guarded"', 'opening_mood = "happy"', "opening_mood", 'opening_mood = "happy"', "'guarded'"),
    ("trust = 0.5", "trust = 0.9", "trust", "trust = 0.9", "it must be at most 0.7"),
    ('voice = "male"\n', "", "persona.voice", "[persona]", "it is missing"),
    ('title = "', 'titel = "', "titel", 'titel = "', "perhaps title is meant"),
    ('title = "', 'colour = "red"\ntitle = "', "colour", "colour =", "here belong id, title"),
    ("vague = [", "vauge = [", "lines.vauge", "vauge = [", "perhaps vague"),
    ("[models.weak]\nturns = [", "[models.weak]\nturns = []\nx = [", "models.weak.turns", "turns = []", "at least 1"),
    ('"Helpless: nothing he can do brings the boards one day closer."', "7", "persona.feelings.2", "    7,", "text"),
    ('id = "supply', 'id = "Supply ', "id", "id = ", "small letters"),
    ("facts = [", 'facts = "one"\nmore = [', "persona.facts", 'facts = "one"', "a list in square brackets"),
    ('name = "Samir Haddad"', 'name = " "', "persona.name", "name = ", "it is empty"),
    ('name = "Samir Haddad"', f'name = "{"x" * 81}"', "persona.name", "name = ", "longer than 80"),
    ("[models.strong]", "[[models.strong]]", "models.strong", "[[models.strong]]", "must be a table"),
    ('goal = "hear_then_ask"', 'goal = "shout"', "goal", "goal =", "'hear' or 'hear_then_ask'"),
]


@pytest.mark.parametrize(("old", "new", "key", "at", "reason"), BROKEN, ids=[case[2] for case in BROKEN])
def test_a_fault_names_its_key_line_and_reason(
    write: Write, old: str, new: str, key: str, at: str, reason: str
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    path = write(text)
    error = refused(path)
    assert error.kind is ErrorKind.SCENARIO_BROKEN
    assert (error.facts["key"], error.facts["line"]) == (key, line_of(text, at))
    assert reason in str(error.facts["reason"])
    said = sentence(error)
    assert str(path) in said
    assert f"line {error.facts['line']}, {key}: " in said
    assert "\n" not in said
    assert "Value error" not in said


def test_too_many_and_too_few_items_are_said_with_their_numbers(write: Write) -> None:
    broken = write(GOOD[: GOOD.index("facts = [")] + 'facts = ["only one"]\n' + GOOD[GOOD.index("feelings = [") :])
    assert "it has 1 items and needs at least 2" in str(refused(broken).facts["reason"])
    many = "facts = [" + '"one more", ' * 9
    assert "may have at most 8" in str(refused(write(GOOD.replace("facts = [", many, 1))).facts["reason"])


def test_two_kinds_of_answer_with_one_line_are_named(write: Write) -> None:
    found = library.load(write(GOOD)).lines
    facts = refused(write(GOOD.replace(found.empty[1], found.vague[0], 1))).facts
    assert facts["key"] == "lines"
    assert facts["reason"] == "vague and empty have the same line"


def test_lines_models_and_wordings_may_be_left_out(write: Write) -> None:
    scenario = library.load(write(GOOD[: GOOD.index("[lines]")]))
    assert (scenario.models, scenario.better) == (None, None)
    assert scenario.lines.vague == ()
    some = all_lines(library.load(write(GOOD[: GOOD.index("[lines]")] + '[lines]\nvague = ["Hm?"]\n')))
    assert (some[Answer.VAGUE], some[Answer.CLOSED]) == (("Hm?",), all_lines(scenario)[Answer.CLOSED])


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('id = "a"\ntitle = "b\ngoal = "hear"\n', 2, "title"),
        ('id = "a"\n\n[persona\nname = "b"\n', 3, "id"),
        ("what", 1, "what"),
        ('id = "a"\nhappened = """\nno end\n', 3, "happened"),
        ('id = "a"\nid = "b"\n', 2, "id"),
        ("\x00", 1, "the beginning"),
        ('id = "a"\nhappened = 1.2.3\n', 2, "happened"),
    ],
)
def test_text_that_is_not_toml_names_the_line(write: Write, text: str, line: int, key: str) -> None:
    error = refused(write(text))
    assert error.kind is ErrorKind.SCENARIO_BROKEN
    assert (error.facts["line"], error.facts["key"]) == (line, key)
    assert "(at " not in sentence(error)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a." * 40_000 + "a = 1", "it has more than 16 parts"),
        ("a = " + "[" * 900_000, "nested too deeply"),
        ("a = " + "{a = " * 100_000, "nested too deeply"),
        ("a = " + "9" * 900_000, "a number is too long"),
        ("[[a]]\n" * 60_000, "there is no such key"),
        ("".join(f"a{index} = 1\n" for index in range(20_000)), "there is no such key"),
    ],
    ids=["dotted", "lists", "tables", "digits", "list-of-tables", "many-keys"],
)
def test_a_hostile_file_is_refused_soon(write: Write, text: str, reason: str) -> None:
    assert reason in str(refused(write(text)).facts["reason"])


def test_files_that_cannot_be_read_are_named_by_their_kind(tmp_path: Path, write: Write) -> None:
    assert refused(tmp_path / "none.toml").kind is ErrorKind.FILE_MISSING
    assert refused(tmp_path).kind is ErrorKind.FILE_IS_DIRECTORY
    assert refused(Path(f"{tmp_path}/\0")).kind is ErrorKind.FILE_UNREADABLE
    assert refused(write(b"")).kind is ErrorKind.FILE_EMPTY
    assert refused(write(b"# \xe9t\xe9\n")).facts["offset"] == 2
    assert refused(write(b"# \xe9t\xe9\n")).kind is ErrorKind.NOT_UTF8
    assert refused(write(GOOD.encode("utf-16"))).kind is ErrorKind.NOT_UTF8


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert refused(tmp_path / "pipe.toml").kind is ErrorKind.FILE_UNREADABLE


def test_a_file_of_more_than_the_cap_is_refused_and_one_of_just_the_cap_is_read(write: Write) -> None:
    fits = GOOD + "#" * (library.MOST_BYTES - len(GOOD.encode()))
    assert library.load(write(fits)).id == "supply-chain-delays"
    assert refused(write(fits + "#")).kind is ErrorKind.TEXT_TOO_LONG


@pytest.mark.parametrize(
    "name",
    ["<img src=file:///etc/passwd>", "<b>Samir</b> & {path}", "a\u202eb\u200bc", "a\tand\x1b[31m red", "%s{0}"],
)
def test_markup_and_control_characters_are_data(write: Write, name: str) -> None:
    written = "".join(f"\\u{ord(char):04x}" if ord(char) < 32 else char for char in name)
    scenario = library.load(write(GOOD.replace("Samir Haddad", written, 1)))
    assert scenario.persona.name == name


def test_a_key_with_an_escape_sequence_is_shown_without_it(write: Write) -> None:
    error = refused(write(GOOD.replace("[better]", '[better]\n"\\u001b[31m\\n" = 1', 1)))
    assert error.facts["key"] == "better.?[31m?"
    assert sentence(error).isprintable()


def test_the_bundled_scenarios_are_whole() -> None:
    scenarios, errors = library.bundled()
    assert errors == ()
    assert len({one.id for one in scenarios}) == 10
    assert all(one.models and one.better for one in scenarios)


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in the place of the one that comes with the program."""
    monkeypatch.setattr(library.resources, "files", lambda _name: tmp_path)
    return tmp_path


def test_broken_files_do_not_keep_the_others_out(bundle: Path) -> None:
    (bundle / "a.toml").write_text(GOOD.replace("supply-chain-delays", "mine"), "utf-8")
    (bundle / "b.toml").write_text("broken", "utf-8")
    (bundle / "c.toml").mkdir()
    (bundle / "d.toml").write_text(GOOD.replace("supply-chain-delays", "yours"), "utf-8")
    (bundle / "notes.txt").write_text("not a scenario", "utf-8")
    scenarios, errors = library.bundled()
    assert [one.id for one in scenarios] == ["mine", "yours"]
    assert [one.kind for one in errors] == [ErrorKind.SCENARIO_BROKEN, ErrorKind.FILE_IS_DIRECTORY]


def test_an_id_that_is_taken_is_refused_with_its_line(bundle: Path) -> None:
    (bundle / "a.toml").write_text(GOOD, "utf-8")
    (bundle / "copy.toml").write_text("# mine\n" + GOOD, "utf-8")
    scenarios, errors = library.bundled()
    assert len(scenarios) == 1
    assert errors[0].facts["key"] == "id"
    assert errors[0].facts["line"] == line_of(GOOD, "id = ") + 1
    assert "already taken by a.toml" in sentence(errors[0])


def test_find_gives_the_scenario_or_the_known_ids() -> None:
    assert library.find("trouble-at-home").persona.name == "Dominic Vaughan"
    with pytest.raises(HeardFirstError) as caught:
        library.find("mine")
    assert caught.value.kind is ErrorKind.SCENARIO_UNKNOWN
    assert "slipped-forecast, supply-chain-delays, trouble-at-home" in sentence(caught.value)


def test_lines_are_found_through_all_of_toml() -> None:
    text = (
        "# top\n"
        'a = """\nb = 1\n"""\n'
        "c.d = [ # list\n  'x', # [x]\n  { e = 1, 'f g' = ['y',\n 'z'] },\n]\n"
        "[ h . i ] # table\n\"j\\\"]\" = '''k = 1\n'''\n"
        "[[l]]\nm = 1979-05-27T07:32:00Z\n[[l]]\nm = true\n"
    )
    lines = key_lines(text)
    expected = {
        ("a",): 2,
        ("c", "d"): 5,
        ("c", "d", 0): 6,
        ("c", "d", 1): 7,
        ("c", "d", 1, "e"): 7,
        ("c", "d", 1, "f g", 0): 7,
        ("c", "d", 1, "f g", 1): 8,
        ("h", "i"): 10,
        ("h", "i", 'j\\"]'): 11,
        ("l", 0, "m"): 14,
        ("l", 1): 15,
        ("l", 1, "m"): 16,
    }
    assert expected.items() <= lines.items()
    assert ("b",) not in lines
    assert ("k",) not in lines


@given(st.text(alphabet=st.sampled_from("ab=.[]{}\"'\\#,\n 1"), max_size=60))
def test_no_text_crashes_the_scanner_or_gives_a_line_beyond_the_text(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in key_lines(text).values())
