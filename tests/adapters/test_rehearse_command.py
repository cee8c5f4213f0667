"""`heard-first rehearse --reply`: the turns of one conversation, from text files, with the program's own marker."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import main
from app.folders import user_folders
from app.scenarios.library import find
from app.scenarios.own_scenarios import OwnScenarios

SCENARIO = find("price-rise")


def run(capsys: pytest.CaptureFixture[str], *files: Path, how: str = "--json") -> str:
    arguments = ["rehearse", "--scenario", SCENARIO.id, *([how] if how else []), "--reply", *map(str, files)]
    assert main(arguments) == 0
    return capsys.readouterr().out


def written(folder: Path, *turns: str) -> list[Path]:
    files = [folder / f"turn-{number}.txt" for number in range(1, len(turns) + 1)]
    for file, text in zip(files, turns, strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def strong() -> tuple[str, ...]:
    assert SCENARIO.models is not None
    return SCENARIO.models.strong.turns


def test_a_conversation_is_played_to_its_end(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    files = written(tmp_path, *strong(), "And one more thing.")
    said = run(capsys, *files)
    record: dict[str, Any] = json.loads(said)
    turns = record["turns"]
    assert [turn["manager"] for turn in turns] == list(strong())
    assert record["ending"] == turns[-1]["reply"]["answer"] == "commitment"
    assert record["unused"] == 1
    assert [turn["salesperson"] for turn in turns] == [
        SCENARIO.opening_line(1),
        *(turn["reply"]["line"] for turn in turns[:-1]),
    ]
    assert turns[-1]["reply"]["decided_by"] in strong()[-1]
    assert any(act["about"] is not None for act in turns[0]["acts"])
    assert 0.5 <= turns[0]["reply"]["heard"] <= 1
    assert record["marking"]["verdict"] == "empathy_first"
    assert run(capsys, *files) == said, "the same bytes each time"


def test_where_the_turns_end_the_manager_ends_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    files = written(tmp_path, strong()[0])
    record = json.loads(run(capsys, *files))
    assert (record["ending"], record["unused"], len(record["turns"])) == (None, 0, 1)
    page = run(capsys, *files, how="")
    assert "You ended it here." in page
    assert f"{SCENARIO.persona.name}: {record['turns'][0]['reply']['line']}" in page


def test_nothing_but_blanks_is_told_as_it_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    record = json.loads(run(capsys, *written(tmp_path, " \n")))
    assert record["marking"]["reason"] == "nothing_said"
    assert "reply" not in record["turns"][0]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"], ids=["missing", "empty", "not UTF-8"])
def test_a_file_that_cannot_be_used_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "turn.txt"
    if content is not None:
        file.write_bytes(content)
    assert main(["rehearse", "--scenario", SCENARIO.id, "--reply", str(file)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert str(file) in told.err
    assert told.err.count("\n") == 1


def test_an_own_scenario_is_found_by_its_id(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_FIRST_HOME", str(tmp_path / "home"))
    OwnScenarios(user_folders().scenarios).save(SCENARIO.model_copy(update={"id": "my-own", "title": "Mine"}))
    files = map(str, written(tmp_path, *strong()))
    assert main(["rehearse", "--scenario", "my-own", "--json", "--reply", *files]) == 0
    assert json.loads(capsys.readouterr().out)["ending"] == "commitment"
