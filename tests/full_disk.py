"""A disk that is full after so many bytes of a file, as the system itself says it."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_file_over(size_bytes: int) -> Iterator[None]:
    """Inside, a write that would make any file longer fails with EFBIG, which stands for ENOSPC here."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
