"""The command line: which words the headless front end understands."""

import argparse
from pathlib import Path

import app
from app.marking.facts import Goal

_ABOUT = "Rehearse the hardest conversation of the week: did empathy come before accountability?"
_WINDOW = "Without a command, the window opens; with a FILE.heardfirst alone, it opens with a look at that file."


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; a wrong word ends with exit code 2 and one line."""
    top = argparse.ArgumentParser(prog="heard-first", description=_ABOUT, epilog=_WINDOW)
    top.add_argument("--version", action="version", version=f"heard-first {app.__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _mark(commands.add_parser("mark", help="mark a reply: order verdict and checklist"))
    _transcribe(commands.add_parser("transcribe", help="turn a sound file into words on this computer"))
    _measure(commands.add_parser("measure", help="pace, pauses, loudness and pitch of a sound file, as numbers"))
    _rehearse(commands.add_parser("rehearse", help="a rehearsal with recorded replies"))
    scenarios = commands.add_parser("scenarios", help="list the scenarios, or check scenario files")
    scenarios.add_argument(
        "--check",
        nargs="?",
        type=Path,
        const=True,
        metavar="FILE",
        help="check FILE, or all bundled ones",
    )
    scenarios.add_argument("--json", action="store_true", help="machine-readable output")
    _simulate(commands.add_parser("simulate", help="let managers made by chance talk to every salesperson"))
    sessions = commands.add_parser("sessions", help="list past sessions, the newest first")
    sessions.add_argument("--json", action="store_true", help="machine-readable output")
    _export(commands.add_parser("export", help="write a session as a file for your colleague"))
    import_ = commands.add_parser("import", help="take in a file that your colleague sent")
    import_.add_argument("file", type=Path, metavar="FILE", help="a file that ends with .heardfirst")
    doctor = commands.add_parser("doctor", help="check microphone, voice, recogniser, marker and folders")
    doctor.add_argument("--json", action="store_true", help="machine-readable output")
    return top


def _mark(command: argparse.ArgumentParser) -> None:
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--text", type=Path, metavar="FILE", help="a reply as UTF-8 text")
    source.add_argument("--audio", type=Path, metavar="FILE", help="a spoken reply: WAV, FLAC or MP3")
    source.add_argument(
        "--jsonl",
        type=Path,
        metavar="FILE",
        help='one {"id", "salesperson", "reply"} a line; prints JSON lines',
    )
    command.add_argument("--json", action="store_true", help="JSON instead of a page to read")
    command.add_argument("--open", action="store_true", help="the conversation goes on: nothing is missed yet")
    command.add_argument(
        "--goal",
        choices=[goal.value for goal in Goal],
        default=Goal.HEAR_THEN_ASK.value,
        help="what the talk needs today",
    )
    _recogniser(command)


def _transcribe(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="WAV, FLAC or MP3, up to 60 minutes")
    command.add_argument("--json", action="store_true", help="words with times and confidence as JSON")
    _recogniser(command)


def _measure(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="WAV, FLAC or MP3, up to 60 minutes")
    command.add_argument("--json", action="store_true", help="every curve as JSON instead of a page to read")
    _recogniser(command)


def _rehearse(command: argparse.ArgumentParser) -> None:
    command.add_argument("--scenario", required=True, metavar="ID", help="see `heard-first scenarios`")
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--audio", nargs="+", type=Path, metavar="FILE", help="one sound file a take of the first turn")
    source.add_argument(
        "--reply",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="your turns of one conversation, each a text or a sound file (.wav, .flac, .mp3)",
    )
    command.add_argument("--json", action="store_true", help="JSON instead of a page to read")
    _recogniser(command)


def _simulate(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--conversations", type=_count, default=10_000, metavar="N", help="how many in all (default: 10000)"
    )
    command.add_argument("--scenario", type=Path, metavar="FILE", help="a scenario file; without it, all bundled ones")
    command.add_argument("--seed", type=int, default=1, metavar="N", help="another number, other conversations")
    command.add_argument("--json", action="store_true", help="machine-readable output")


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("it has to be 1 or more")
    return count


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("session", metavar="SESSION", help="its number as in `heard-first sessions`, or: last")
    command.add_argument("--with-sound", action="store_true", help="send the recordings as well")
    command.add_argument("--preview", action="store_true", help="only list what would leave this computer")
    command.add_argument(
        "--to", type=Path, metavar="FILE", help="where to write it; else into this folder, named after its scenario"
    )
    command.add_argument(
        "--from",
        dest="sender",
        metavar="NAME",
        help="your name, as the other person knows you; else the one given before",
    )


def _recogniser(command: argparse.ArgumentParser) -> None:
    command.add_argument("--engine", default="builtin", metavar="NAME", help="builtin (default) or whisper")
    command.add_argument("--model", metavar="NAME|PATH", help="a Whisper model: tiny.en, base.en, small.en, or a file")
