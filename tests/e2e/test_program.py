"""`heard-first` as a process of its own: what it prints, how it ends, and what it can do with parts missing."""

import json
import lzma
import shutil
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
import soundfile

import app
from app.folders import Folders
from app.settings import Settings, save
from tests.e2e.conftest import OFFSCREEN
from tests.e2e.program import Program, heard_first
from tests.flite import speech
from tests.pulse import Pulse

SAID = "It sounds like you are worried about losing their trust. Please send me the list by Friday noon."
VOICE = "rms"
"""Of flite's voices the one that the built-in recogniser hears best."""
ENDING = 10.0


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    """The reply as a sound file."""
    path = tmp_path / "reply.wav"
    soundfile.write(path, speech(SAID, VOICE), 16_000)
    return path


def test_help_and_version(tmp_path: Path) -> None:
    helped = heard_first("--help", folder=tmp_path, missing=["PySide6", "torch", "onnxruntime"])
    assert (helped.returncode, helped.stderr) == (0, "")
    assert all(word in helped.stdout for word in ("mark", "transcribe", "rehearse", "scenarios", "doctor"))
    version = heard_first("--version", folder=tmp_path)
    assert (version.returncode, version.stdout) == (0, f"heard-first {app.__version__}\n")


@pytest.mark.sound
def test_the_doctor_finds_everything_or_says_what_to_do(server: Pulse, tmp_path: Path) -> None:
    well = heard_first("doctor", "--json", folder=tmp_path)
    findings = {one["part"]: one for one in json.loads(well.stdout)}
    assert set(findings) == {"microphone", "voice", "recogniser", "marker", "folders"}
    assert all(one["ok"] for part, one in findings.items() if part != "voice"), well.stdout
    assert (well.returncode, well.stderr) == (0, "")
    ill = heard_first("doctor", folder=tmp_path, missing=["pyaudio"])
    assert (ill.returncode, ill.stderr) == (1, "")
    assert ill.stdout.startswith("to do  microphone: The sound library PyAudio is missing")


def test_a_sound_file_is_marked(spoken: Path, tmp_path: Path) -> None:
    done = heard_first("mark", "--audio", spoken, "--json", folder=tmp_path, missing=["torch", "PySide6", "pyaudio"])
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert "losing their trust" in record["transcript"]
    assert record["verdict"] == "empathy_first"
    times = [(move["start_s"], move["end_s"]) for move in record["moves"]]
    assert times == sorted(times)
    assert 0 <= times[0][0] < times[-1][1] <= soundfile.info(spoken).duration


def test_a_rehearsal_without_a_window(spoken: Path, tmp_path: Path) -> None:
    files = ["--audio", spoken, spoken]
    done = heard_first("rehearse", "--scenario", "supply-chain-delays", *files, "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    first, second = record["takes"]
    assert first["salesperson"] != second["salesperson"]
    assert first["transcript"] == second["transcript"]
    assert [one["verdict"] for one in (first, second)] == ["empathy_first"] * 2
    assert first["reaction"]["line"] != second["reaction"]["line"], "another try does not sound the same"
    assert first["reaction"]["answer"] == second["reaction"]["answer"]
    assert len(first["checklist"]) == 10


def test_half_a_sound_file_is_refused_in_one_sentence(spoken: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.wav"
    half.write_bytes(spoken.read_bytes()[: spoken.stat().st_size // 2])
    done = heard_first("mark", "--audio", half, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is cut short" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("how", ["close", "terminate"])
def test_the_window_opens_and_is_gone_without_a_trace(how: str, start: Callable[..., Program]) -> None:
    program = start()
    shown = program.shown()
    assert shown["visible"] is True
    assert (shown["notices"], shown["unfinished"]) == ("", 0)
    children = program.children()
    assert children, "the voice has a process of its own"
    if how == "close":
        program.order("close")
    else:
        program.terminate()
    assert program.end() == 0
    assert not psutil.wait_procs(children, ENDING)[1]
    assert_quiet(program)


def assert_quiet(program: Program) -> None:
    """Neither Qt nor Python nor ALSA has anything to say."""
    assert [line for line in program.errors.splitlines() if not line.startswith(OFFSCREEN)] == []


def type_a_reply(program: Program) -> None:
    """Typing always works."""
    program.order("type", text=SAID)
    program.hear("state", "Speaking")
    program.order("end")
    assert program.hear("state", "Debriefing")["verdict"] == "empathy_first"


@pytest.mark.parametrize(
    "missing", [["pyaudio"], ["torch", "whisper"], ["PySide6.QtTextToSpeech"]], ids=["PyAudio", "torch", "voice"]
)
def test_with_a_part_missing_the_window_opens_and_typing_works(
    missing: list[str], start: Callable[..., Program]
) -> None:
    program = start(missing=missing)
    assert program.shown()["visible"] is True
    program.order("choose")
    program.hear("state", "Speaking")
    type_a_reply(program)
    program.order("close")
    assert program.end() == 0
    assert_quiet(program)


def test_a_missing_sound_library_is_named(start: Callable[..., Program]) -> None:
    program = start(missing=["pyaudio"])
    program.shown()
    program.order("choose")
    program.hear("state", "Speaking")
    program.order("menus")
    assert program.hear("microphone")["microphone"] == "No microphone found"
    program.order("record")
    failed = program.hear("state", "Failed")
    assert failed["kind"] == "audio_library_missing"
    assert "PyAudio is missing" in failed["text"]
    assert "type your reply" in failed["text"]
    type_a_reply(program)
    program.order("close")
    assert program.end() == 0


def test_a_missing_voice_is_named_and_the_caption_is_given_time(start: Callable[..., Program]) -> None:
    program = start(missing=["PySide6.QtTextToSpeech"])
    program.shown()
    program.order("choose")
    speaking = program.hear("state", "Speaking")
    awaiting = program.hear("state", "Awaiting")
    assert awaiting["at_s"] - speaking["at_s"] > 4
    program.order("menus")
    assert program.hear("voice")["voice"] == "Captions only: no voice found"
    program.order("close")
    assert program.end() == 0


@pytest.mark.sound
def test_a_missing_torch_is_named_where_whisper_was_chosen(
    server: Pulse, start: Callable[..., Program], folders: Folders, tmp_path: Path
) -> None:
    model = tmp_path / "fixture.en.pt"
    packed = Path(__file__).parent.parent / "data" / "whisper" / "fixture.en.pt.xz"
    with lzma.open(packed) as source, model.open("wb") as unpacked:
        shutil.copyfileobj(source, unpacked)
    save(Settings(engine="whisper", model=str(model)), folders.settings)
    sound = server.speech(SAID, VOICE)
    program = start(missing=["torch"])
    program.shown()
    program.record()
    server.play(sound)
    program.order("record")
    failed = program.hear("state", "Failed")
    assert failed["kind"] == "engine_missing"
    assert "whisper" in failed["text"]
    assert "torch" in failed["text"]
    program.order("close")
    assert program.end() == 0
