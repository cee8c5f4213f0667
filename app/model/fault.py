"""Which error kinds say that something is wrong with one of the program's networks."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from app.errors import ErrorKind, HeardFirstError


@dataclass(frozen=True)
class Faults:
    """The kinds for one network: a file is gone, a file was altered, a library does not do its work."""

    missing: ErrorKind
    damaged: ErrorKind
    unavailable: ErrorKind

    @contextmanager
    def of_libraries(self) -> Generator[None]:
        """Whatever fails in onnxruntime or tokenizers (missing, broken, out of memory) becomes `unavailable`."""
        try:
            yield
        except Exception as error:
            reason = str(error).partition("\n")[0] or type(error).__name__
            raise HeardFirstError(self.unavailable, reason=reason) from error
