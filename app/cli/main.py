"""Runs one command of the front end and turns a fault into one sentence and exit code 2."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from app.cli.parser import parser
from app.errors import HeardFirstError
from app.messages import sentence

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `arguments` (default: the command line); returns the exit code."""
    os.umask(0o077)
    options = parser().parse_args(arguments)
    if options.command is None:
        parser().print_help()
        return 0
    try:
        return _command(options.command)(options)
    except HeardFirstError as error:
        print(f"heard-first: {sentence(error)}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        sys.stdout = None
        return 0
    except KeyboardInterrupt:
        return 130


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """Each command is imported when it is asked for, so that --help is quick."""
    match name:
        case "mark":
            from app.cli.mark import mark

            return mark
        case "transcribe":
            from app.cli.transcribe import transcribe

            return transcribe
        case "measure":
            from app.cli.measure import measure

            return measure
        case "rehearse":
            from app.cli.rehearse import rehearse

            return rehearse
        case "simulate":
            from app.cli.simulate import run

            return run
        case "scenarios":
            from app.cli.scenarios import scenarios

            return scenarios
        case "sessions":
            from app.cli.sessions import sessions

            return sessions
        case "export":
            from app.cli.export import export

            return export
        case "import":
            from app.cli.import_file import import_file

            return import_file
        case _:
            from app.cli.doctor import doctor

            return doctor
