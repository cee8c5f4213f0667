"""Fetches a model: the only module of the program that opens a connection.

Resumable, cancelled within a second, never over plain http (but to this computer itself), behind the system's
proxy and with the system's certificates. What arrives is used only when its hash is the published one.
"""

import http.client
import ipaddress
import os
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import truststore

from app.errors import ErrorKind, HeardFirstError
from app.speech import models
from app.speech.models import Model, Progress

STALL_S = 30.0
"""No byte for so long: the download has stalled."""
_BLOCK = 1 << 16
_LOOK_EVERY_S = 0.1
_LET_GO_S = 0.5

_Opened = Callable[[socket.socket], None]


class Cancelled(Exception):  # noqa: N818 - no error: the user wished it
    """The download was cancelled; what is there is kept and the next one goes on from it."""


def download(
    model: Model,
    folder: Path,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
    stall_s: float = STALL_S,
    url: str | None = None,
) -> Path:
    """Fetch a model into its folder and return its path; begins where an earlier download stopped.

    Blocks; `progress` (bytes done, in all) is called on this thread. Setting `cancel` from any thread raises
    Cancelled here within a second. `url` takes the place of the published address (a mirror). Raises
    HeardFirstError: DOWNLOAD_FAILED (the network; it can go on), DOWNLOAD_STALLED, DOWNLOAD_LENGTH, DOWNLOAD_HASH
    (these two with nothing wrong left behind), DOWNLOAD_INSECURE, DISK_FULL, FOLDER_UNWRITABLE.
    """
    address = url or model.url
    _require_secure(address)
    transfer = _Transfer(model, folder, address, stall_s)
    thread = threading.Thread(target=transfer.run, name="download", daemon=True)
    thread.start()
    try:
        _watch(transfer, progress, cancel or threading.Event(), stall_s)
    except BaseException:
        transfer.stop()
        raise
    thread.join()
    if transfer.error is not None:
        raise transfer.error
    return model.path(folder)


def _watch(transfer: "_Transfer", progress: Progress | None, cancel: threading.Event, stall_s: float) -> None:
    """Until it is done; a system call that cannot be interrupted (a name server) is left to its own thread."""
    told, moved_s = -1, time.monotonic()
    while not transfer.over.wait(_LOOK_EVERY_S):
        done = transfer.done
        if done != told:
            told, moved_s = done, time.monotonic()
            if progress is not None:
                progress(done, transfer.model.size)
        if cancel.is_set():
            raise Cancelled
        if not transfer.checking and time.monotonic() - moved_s > stall_s:
            raise HeardFirstError(ErrorKind.DOWNLOAD_STALLED, seconds=round(stall_s))
    if progress is not None and transfer.error is None:
        progress(transfer.model.size, transfer.model.size)


class _Restart(Exception):  # noqa: N818 - a step, no error
    """The server does not go on where we stopped: once more from the beginning."""


@dataclass(eq=False)
class _Transfer:
    """One download on its own thread. `stop` may be called on any other."""

    model: Model
    folder: Path
    url: str
    stall_s: float
    done: int = 0
    checking: bool = False
    error: HeardFirstError | None = None
    over: threading.Event = field(default_factory=threading.Event)
    _stopped: bool = False
    _sockets: list[socket.socket] = field(default_factory=list[socket.socket])

    def run(self) -> None:
        """Fetch, check, settle; whatever goes wrong is left in `error`."""
        try:
            self._fetch()
        except HeardFirstError as error:
            self.error = error
        except (urllib.error.URLError, http.client.HTTPException, ssl.SSLError, TimeoutError, ConnectionError) as error:
            self.error = HeardFirstError(ErrorKind.DOWNLOAD_FAILED, reason=_reason(error))
        except OSError as error:
            self.error = models.writing_failed(error, self.folder)
        except Exception as error:  # noqa: BLE001 - the caller waits for an answer
            self.error = HeardFirstError(ErrorKind.DOWNLOAD_FAILED, reason=type(error).__name__)
        finally:
            self.over.set()

    def stop(self) -> None:
        """Give up: wake a read that waits, write nothing more."""
        self._stopped = True
        for one in self._sockets:
            _wake(one)
        self.over.wait(_LET_GO_S)

    def _opened(self, one: socket.socket) -> None:
        self._sockets.append(one)
        if self._stopped:
            _wake(one)

    def _fetch(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.model.part(self.folder)
        resumed = part.exists()
        try:
            self._complete(part)
        except _Restart:
            self._begin_anew(part)
            self._complete(part)
        try:
            self._settle(part)
        except HeardFirstError:
            if not resumed:
                raise
            # the beginning may be from another file or another day
            self._begin_anew(part)
            self._complete(part)
            self._settle(part)

    def _begin_anew(self, part: Path) -> None:
        part.unlink(missing_ok=True)
        self.done = 0

    def _complete(self, part: Path) -> None:
        """Add to the part file until it is as long as the model."""
        have = part.stat().st_size if part.exists() else 0
        if have > self.model.size:
            raise _Restart
        self.done = have
        if have == self.model.size:
            return
        self._require_space(have)
        try:
            with self._open(have) as response:
                self._check_answer(response, have)
                self._copy(response, part, have)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and have:
                raise _Restart from error
            raise
        found = part.stat().st_size
        if found != self.model.size and not self._stopped:
            raise http.client.IncompleteRead(b"", self.model.size - found)

    def _open(self, have: int) -> "http.client.HTTPResponse":
        headers = {"User-Agent": "heard-first", "Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
        request = urllib.request.Request(self.url, headers=headers)  # noqa: S310 - the scheme was checked
        return _opener(self._opened).open(request, timeout=2 * self.stall_s)  # _watch is first

    def _check_answer(self, response: "http.client.HTTPResponse", have: int) -> None:
        """Raise before a byte is written where the answer cannot be the (rest of the) model."""
        if have and response.status != http.HTTPStatus.PARTIAL_CONTENT:
            raise _Restart  # the whole file comes, whatever we asked for
        if have and response.headers.get("Content-Range") != f"bytes {have}-{self.model.size - 1}/{self.model.size}":
            raise _Restart
        length = response.headers.get("Content-Length")
        if length is not None and length.isdigit() and int(length) != self.model.size - have:
            found = have + int(length)  # most often the log-in page of a network
            raise HeardFirstError(ErrorKind.DOWNLOAD_LENGTH, found=found, expected=self.model.size)

    def _copy(self, response: "http.client.HTTPResponse", part: Path, have: int) -> None:
        with part.open("ab" if have else "wb") as file:
            while block := response.read1(_BLOCK):
                if self._stopped:
                    return
                if self.done + len(block) > self.model.size:
                    file.close()
                    self._begin_anew(part)
                    found = f"over {self.model.size}"
                    raise HeardFirstError(ErrorKind.DOWNLOAD_LENGTH, found=found, expected=self.model.size)
                file.write(block)
                self.done += len(block)

    def _settle(self, part: Path) -> None:
        if self._stopped:
            return
        self.checking = True
        try:
            models.settle(part, self.model, self.folder)
        except HeardFirstError as error:
            self._begin_anew(part)
            raise HeardFirstError(ErrorKind.DOWNLOAD_HASH) from error
        finally:
            self.checking = False

    def _require_space(self, have: int) -> None:
        if os.name == "posix":
            disk = os.statvfs(self.folder)
            if disk.f_bavail * disk.f_frsize < self.model.size - have:
                raise HeardFirstError(ErrorKind.DISK_FULL, path=self.folder)


class _OnlySecure(urllib.request.HTTPRedirectHandler):
    """Follows no redirect to plain http."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            _require_secure(newurl)
        except HeardFirstError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Http(urllib.request.HTTPHandler):
    """Tells of the sockets that it opens, so that a read can be woken."""

    def __init__(self, opened: _Opened) -> None:
        super().__init__()
        self._opened = opened

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """One request over plain http: to this computer, or to a proxy on the way to it."""

        def connect(host: str, **options: Any) -> http.client.HTTPConnection:  # noqa: ANN401 - urllib's own
            return _told(http.client.HTTPConnection(host, **options), self._opened)

        return self.do_open(connect, req)


class _Https(urllib.request.HTTPSHandler):
    """The same, with the certificates that the system trusts."""

    def __init__(self, opened: _Opened) -> None:
        self._tls = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().__init__(context=self._tls)
        self._opened = opened

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """One request over https."""

        def connect(host: str, **options: Any) -> http.client.HTTPConnection:  # noqa: ANN401 - urllib's own
            return _told(http.client.HTTPSConnection(host, context=self._tls, **options), self._opened)

        return self.do_open(connect, req)


def _told(connection: http.client.HTTPConnection, opened: _Opened) -> http.client.HTTPConnection:
    """A connection that tells of its socket; urllib takes it out of the connection before it reads from it."""
    connect = connection.connect

    def connect_and_tell() -> None:
        connect()
        opened(connection.sock)

    connection.connect = connect_and_tell
    return connection


def _wake(one: socket.socket) -> None:
    """End a read that waits in another thread. Under TLS too: the layer above is left alone."""
    with suppress(OSError):
        socket.socket.shutdown(one, socket.SHUT_RDWR)


def _opener(opened: _Opened) -> urllib.request.OpenerDirector:
    """Only http and https, unlike urllib's own opener; proxies from the environment or the system."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
        _OnlySecure(),
        _Http(opened),
        _Https(opened),
    ):
        opener.add_handler(handler)
    return opener


def _require_secure(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or "")):
        return
    raise HeardFirstError(ErrorKind.DOWNLOAD_INSECURE, url=url)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answered {error.code}"
    if isinstance(error, http.client.IncompleteRead):
        return "the connection was closed early"
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return str(cause) or type(cause).__name__
