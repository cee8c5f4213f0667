"""The headless front end: what it prints, what it refuses."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from app.cli.main import main
from app.marking.checklist import Criterion
from app.marking.label import Label
from tests.flite import speech

DELAYS = ["--scenario", "supply-chain-delays"]
HEARD_THEN_ASKED = (
    "You have had three shipments slip this month and it is your name on every email. That must be wearing you out. "
    "I need you to call the five biggest customers by Friday noon."
)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    file = tmp_path / "replies.jsonl"
    records = [
        {"id": "a", "salesperson": "I have nothing left to promise.", "reply": HEARD_THEN_ASKED},
        {"id": 7, "salesperson": "", "reply": ""},
        {"id": "c", "reply": "Send me the list by noon."},
    ]
    file.write_text("\ufeff" + "\n".join(json.dumps(record) for record in records) + "\n\n", encoding="utf-8")
    return file


def test_json_lines_come_back_in_order_with_places_in_the_reply(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mark", "--jsonl", str(written)]) == 0
    first, empty, asked = lines(capsys.readouterr().out)
    assert (first["id"], empty["id"], asked["id"]) == ("a", 7, "c")
    assert first["verdict"] == "empathy_first"
    assert asked["verdict"] == "accountability_only"
    for sentence in first["sentences"]:
        assert HEARD_THEN_ASKED[sentence["start"] : sentence["end"]] == sentence["text"]
        assert set(sentence["confidence"]) == set(Label)
    for move in first["moves"]:
        assert 0 <= move["start"] < move["end"] <= len(HEARD_THEN_ASKED)
    assert [row["criterion"] for row in first["checklist"]] == list(Criterion)


def test_an_empty_reply_has_no_verdict_and_says_why(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["mark", "--jsonl", str(written)])
    empty = lines(capsys.readouterr().out)[1]
    assert empty["verdict"] is None
    assert empty["reason"] == "nothing_said"
    assert {row["result"] for row in empty["checklist"]} == {"not_heard"}


def test_the_same_input_gives_the_same_bytes_in_two_processes(written: Path) -> None:
    command = [sys.executable, "-m", "app", "mark", "--jsonl", str(written)]
    first, second = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second
    assert first.count(b"\n") == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b'{"id": 1, "reply": "ok"}\n{"id": 2, "reply": ', "Line 2"),
        (b'{"id": 1}', "Line 1"),
        (b'{"id": 1, "reply": 5}', "Line 1"),
        (b'{"id": 1, "reply": "a", "salesperson": []}', "Line 1"),
        (b'{"id": NaN, "reply": "a"}', "Line 1"),
        (b'{"id": 1, "reply": "\\ud800"}', "Line 1"),
        (b"[" * 100_000, "Line 1"),
        (b'{"id": ' + b"9" * 5000 + b', "reply": "a"}', "Line 1"),
        (b"caf\xe9", "not UTF-8"),
    ],
)
def test_bad_lines_are_refused_in_one_sentence(
    content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_bytes(content)
    assert main(["mark", "--jsonl", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["mark", "--text", "FOLDER"],
        ["mark", "--text", "FOLDER/none.txt"],
        ["mark", "--audio", "FOLDER"],
        ["mark", "--audio", "FOLDER/none.wav"],
        ["transcribe", "FOLDER/none.wav"],
        ["transcribe", "FOLDER/none.wav", "--engine", "parrot"],
        ["transcribe", "FOLDER/none.wav", "--engine", "whisper", "--model", "huge.en"],
        ["rehearse", "--scenario", "nobody", "--audio", "FOLDER/none.wav"],
        ["rehearse", "--scenario", "supply-chain-delays", "--audio", "FOLDER/none.wav"],
        ["scenarios", "--check", "FOLDER/none.toml"],
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([part.replace("FOLDER", str(tmp_path)) for part in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("heard-first: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", [["transcribe"], ["mark", "--audio"], ["rehearse", *DELAYS, "--audio"]])
@pytest.mark.parametrize("model", ["FOLDER/none.pt", "base.en"])
def test_a_model_that_is_not_there_is_refused_whatever_the_sound_holds(
    command: list[str], model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    silence = tmp_path / "silence.wav"
    soundfile.write(silence, np.zeros(32_000), 16_000)
    engine = ["--engine", "whisper", "--model", model.replace("FOLDER", str(tmp_path))]
    assert main([*command, str(silence), *engine]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "is not on this computer" in err


@pytest.mark.parametrize(
    ("gain", "reason", "condition", "page"),
    [(30, "clipped", "clipped", "Sound: distorted"), (0, "blocked", "blocked", "Sound: nothing at all")],
)
def test_sound_that_cannot_be_marked_is_named_as_what_it_is(
    gain: float, reason: str, condition: str, page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoken = tmp_path / "spoken.wav"
    soundfile.write(spoken, np.clip(speech(HEARD_THEN_ASKED) * gain, -1, 1), 16_000)
    assert main(["mark", "--audio", str(spoken), "--json"]) == 0
    (record,) = lines(capsys.readouterr().out)
    assert (record["verdict"], record["reason"], record["condition"]) == (None, reason, condition)
    assert main(["mark", "--audio", str(spoken)]) == 0
    assert page in capsys.readouterr().out


@pytest.mark.parametrize("command", [["transcribe"], ["mark", "--audio"], ["rehearse", *DELAYS, "--json", "--audio"]])
def test_half_a_flac_is_refused_by_every_command(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half = tmp_path / "half.flac"
    soundfile.write(half, np.random.default_rng(1).normal(0, 0.0005, 64_000), 16_000)
    half.write_bytes(half.read_bytes()[: half.stat().st_size // 2])
    assert main([*command, str(half)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert str(half) in err


@pytest.mark.parametrize(
    "arguments", [["mark"], ["mark", "--text", "a", "--jsonl", "b"], ["fly"], ["mark", "--text", "a", "--goal", "x"]]
)
def test_wrong_words_end_with_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""


def test_a_text_is_marked_as_a_page_with_the_words_as_evidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "reply.txt"
    file.write_text(HEARD_THEN_ASKED, encoding="utf-8")
    assert main(["mark", "--text", str(file)]) == 0
    page = capsys.readouterr().out
    assert page.startswith("Empathy first. You showed that you heard them")
    assert "“I need you to call the five biggest customers by Friday noon.”" in page


def test_an_open_conversation_misses_nothing_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "reply.txt"
    file.write_text("You have had three shipments slip and you are worn out by it.", encoding="utf-8")
    results: dict[bool, dict[str, str]] = {}
    for is_open in (True, False):
        main(["mark", "--text", str(file), "--json", *(["--open"] if is_open else [])])
        (record,) = lines(capsys.readouterr().out)
        results[is_open] = {row["criterion"]: row["result"] for row in record["checklist"]}
    assert results[True]["said_what_you_need"] == "not_yet"
    assert results[False]["said_what_you_need"] == "missed"


def test_a_talk_whose_goal_is_to_hear_calls_for_no_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "reply.txt"
    file.write_text("You have had three shipments slip and you are worn out by it.", encoding="utf-8")
    main(["mark", "--text", str(file), "--json", "--goal", "hear"])
    (record,) = lines(capsys.readouterr().out)
    results = {row["criterion"]: row["result"] for row in record["checklist"]}
    assert results["empathy_before_ask"] == "met"
    assert results["held_it"] == "not_called_for"


@pytest.mark.parametrize(
    "text", ["no", "🙂🙂🙂", "你好，我们明天谈。", "\x00\x01\x02 hello \x07", "word " * 20_000, "?!…", "a" * 5000]
)
def test_odd_texts_get_an_answer(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "odd.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["mark", "--text", str(file), "--json"]) == 0
    (record,) = lines(capsys.readouterr().out)
    assert record["verdict"] is not None or record["reason"] == "nothing_said"


def test_scenarios_are_listed_and_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios", "--check"]) == 0
    checked = capsys.readouterr().out
    assert main(["scenarios", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert checked.splitlines() == [f"{one['id']}: ok" for one in listed]
    assert {one["goal"] for one in listed} == {"hear", "hear_then_ask"}
