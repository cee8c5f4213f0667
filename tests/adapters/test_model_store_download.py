"""The downloader against a server on loopback that misbehaves in every way that was seen in the wild."""

import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app.errors import ErrorKind, HeardFirstError
from app.messages import sentence
from app.speech import download as download_module
from app.speech import models
from app.speech.download import Cancelled, download
from app.speech.models import Model, ModelState

CONTENT = bytes(range(256)) * 2000
MODEL = Model("toy.en", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
HALF = len(CONTENT) // 2


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour = "good"
        self.ranges: list[str | None] = []
        self.paths: list[str] = []
        self.go_on = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/toy.en.pt"


class Handler(BaseHTTPRequestHandler):
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.ranges.append(self.headers.get("Range"))
        self.server.paths.append(self.path)
        asked = self.headers.get("Range")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        getattr(self, f"_{self.server.behaviour}")(start)

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _range(self, start: int, **headers: str) -> None:
        span = f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}"
        self._send(206 if start else 200, CONTENT[start:], **({"Content_Range": span} if start else {}) | headers)

    def _good(self, start: int) -> None:
        self._range(start)

    def _no_length(self, start: int) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(CONTENT)

    def _wrong_content_range(self, start: int) -> None:
        self._range(
            start, Content_Range=f"bytes {start - 7}-{len(CONTENT) - 1}/{len(CONTENT)}"
        ) if start else self._good(0)

    def _ignores_range(self, start: int) -> None:
        self._send(200, CONTENT)

    def _says_416(self, start: int) -> None:
        self._send(416, b"no such range") if start else self._good(0)

    def _oversize(self, start: int) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(CONTENT + CONTENT)

    def _login_page(self, start: int) -> None:
        self._send(200, b"<html>Please log in to the hotel's network</html>")

    def _short(self, start: int) -> None:
        self._send(200, CONTENT[:HALF], Content_Length=str(len(CONTENT)))
        self.close_connection = True

    def _other_bytes(self, start: int) -> None:
        self._send(200, CONTENT[::-1]) if not start else self._range(start)

    def _forbidden(self, start: int) -> None:
        self._send(403, b"no")

    def _broken(self, start: int) -> None:
        self._send(500, b"no")

    def _stalls(self, start: int) -> None:
        self._send(200, CONTENT[:HALF], Content_Length=str(len(CONTENT)))
        self.wfile.flush()
        self.server.go_on.wait(20)

    def _never_answers(self, start: int) -> None:
        self.server.go_on.wait(20)

    def _redirects_to_http(self, start: int) -> None:
        self._send(302, b"", Location="http://example.org/toy.en.pt")

    def _redirects_to_file(self, start: int) -> None:
        self._send(302, b"", Location="file:///etc/passwd")

    def _redirects_home(self, start: int) -> None:
        self._send(302, b"", Location="/again") if self.path != "/again" else self._good(start)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in (
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
        "no_proxy",
        "NO_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.go_on.set()
        server.shutdown()
        thread.join()


def fetch(server: Server, folder: Path, stall_s: float = 20) -> Path:
    return download(MODEL, folder, url=server.url, stall_s=stall_s)


def refused(server: Server, folder: Path, stall_s: float = 20) -> HeardFirstError:
    with pytest.raises(HeardFirstError) as caught:
        fetch(server, folder, stall_s)
    assert "?" not in sentence(caught.value)  # every fact of the sentence is there
    assert not MODEL.path(folder).exists()
    return caught.value


def begun(folder: Path, content: bytes = CONTENT[:HALF]) -> None:
    MODEL.part(folder).write_bytes(content)


def test_a_whole_download_is_ready_and_known_without_being_read_again(server: Server, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = download(MODEL, tmp_path / "new", lambda done, total: told.append((done, total)), url=server.url)
    assert path.read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert models.state(MODEL, tmp_path / "new") is ModelState.READY
    assert not MODEL.part(tmp_path / "new").exists()


@pytest.mark.parametrize("behaviour", ["good", "wrong_content_range", "ignores_range", "says_416"])
def test_a_begun_download_ends_whole(server: Server, tmp_path: Path, behaviour: str) -> None:
    begun(tmp_path)
    server.behaviour = behaviour
    assert fetch(server, tmp_path).read_bytes() == CONTENT
    again = [] if behaviour == "good" else [None]
    assert server.ranges == [f"bytes={HALF}-", *again]


def test_a_part_that_is_already_complete_is_not_fetched(server: Server, tmp_path: Path) -> None:
    begun(tmp_path, CONTENT)
    assert fetch(server, tmp_path).read_bytes() == CONTENT
    assert server.ranges == []


@pytest.mark.parametrize("wrong", [b"x" * HALF, b"x" * len(CONTENT), b"x" * (len(CONTENT) + 1)])
def test_a_part_of_another_file_is_fetched_anew(server: Server, tmp_path: Path, wrong: bytes) -> None:
    begun(tmp_path, wrong)
    assert fetch(server, tmp_path).read_bytes() == CONTENT


def test_a_server_that_tells_no_length(server: Server, tmp_path: Path) -> None:
    server.behaviour = "no_length"
    assert fetch(server, tmp_path).read_bytes() == CONTENT


def test_too_many_bytes(server: Server, tmp_path: Path) -> None:
    server.behaviour = "oversize"
    assert refused(server, tmp_path).kind is ErrorKind.DOWNLOAD_LENGTH
    assert not MODEL.part(tmp_path).exists()


def test_a_login_page_leaves_what_was_there(server: Server, tmp_path: Path) -> None:
    server.behaviour = "login_page"
    assert refused(server, tmp_path).kind is ErrorKind.DOWNLOAD_LENGTH
    begun(tmp_path)
    assert refused(server, tmp_path).kind is ErrorKind.DOWNLOAD_LENGTH


def test_a_connection_that_ends_early_is_gone_on_with(server: Server, tmp_path: Path) -> None:
    server.behaviour = "short"
    assert refused(server, tmp_path).kind is ErrorKind.DOWNLOAD_FAILED
    assert models.state(MODEL, tmp_path) is ModelState.PARTIAL
    server.behaviour = "good"
    assert fetch(server, tmp_path).read_bytes() == CONTENT
    assert server.ranges[-1] == f"bytes={HALF}-"


def test_other_bytes_of_the_right_length(server: Server, tmp_path: Path) -> None:
    server.behaviour = "other_bytes"
    assert refused(server, tmp_path).kind is ErrorKind.DOWNLOAD_HASH
    assert models.state(MODEL, tmp_path) is ModelState.MISSING


@pytest.mark.parametrize("behaviour", ["forbidden", "broken"])
def test_a_server_that_refuses_costs_nothing(server: Server, tmp_path: Path, behaviour: str) -> None:
    begun(tmp_path)
    server.behaviour = behaviour
    error = refused(server, tmp_path)
    assert error.kind is ErrorKind.DOWNLOAD_FAILED
    assert str({"forbidden": 403, "broken": 500}[behaviour]) in str(error.facts["reason"])
    assert MODEL.part(tmp_path).read_bytes() == CONTENT[:HALF]


@pytest.mark.parametrize("behaviour", ["stalls", "never_answers"])
def test_a_stall_is_ended(server: Server, tmp_path: Path, behaviour: str) -> None:
    server.behaviour = behaviour
    assert refused(server, tmp_path, stall_s=0.4).kind is ErrorKind.DOWNLOAD_STALLED


@pytest.mark.parametrize("behaviour", ["stalls", "never_answers"])
def test_cancelled_within_a_second_and_gone_on_with(server: Server, tmp_path: Path, behaviour: str) -> None:
    server.behaviour = behaviour
    cancel = threading.Event()
    cancelled_s = []

    def cancel_soon() -> None:
        while not server.ranges or (behaviour == "stalls" and not MODEL.part(tmp_path).exists()):
            time.sleep(0.005)
        cancelled_s.append(time.monotonic())
        cancel.set()

    thread = threading.Thread(target=cancel_soon)
    thread.start()
    with pytest.raises(Cancelled):
        download(MODEL, tmp_path, cancel=cancel, url=server.url)
    assert time.monotonic() - cancelled_s[0] < 3  # a second, and two for a busy machine
    thread.join()
    server.behaviour = "good"
    assert fetch(server, tmp_path).read_bytes() == CONTENT
    assert "download" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/toy.en.pt",
        "ftp://example.org/toy.en.pt",
        "file:///etc/passwd",
        "http://127.0.0.1.example.org/x",
    ],
)
def test_insecure_addresses_are_refused_before_anything_is_opened(tmp_path: Path, url: str) -> None:
    with pytest.raises(HeardFirstError) as caught:
        download(MODEL, tmp_path / "folder", url=url)
    assert caught.value.kind is ErrorKind.DOWNLOAD_INSECURE
    assert not (tmp_path / "folder").exists()


@pytest.mark.parametrize("behaviour", ["redirects_to_http", "redirects_to_file"])
def test_insecure_redirects_are_refused(server: Server, tmp_path: Path, behaviour: str) -> None:
    server.behaviour = behaviour
    assert refused(server, tmp_path).kind in {ErrorKind.DOWNLOAD_INSECURE, ErrorKind.DOWNLOAD_FAILED}
    assert models.state(MODEL, tmp_path) is ModelState.MISSING


def test_a_redirect_on_the_same_computer_is_followed(server: Server, tmp_path: Path) -> None:
    server.behaviour = "redirects_home"
    assert fetch(server, tmp_path).read_bytes() == CONTENT


def test_the_proxy_of_the_environment_is_asked(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.url.rsplit("/", 1)[0])
    download(MODEL, tmp_path, url="http://127.9.9.9:9/through/the/proxy")
    assert server.paths == ["http://127.9.9.9:9/through/the/proxy"]


def test_nobody_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(HeardFirstError) as caught:
        download(MODEL, tmp_path, url=f"http://127.0.0.1:{port}/x")
    assert caught.value.kind is ErrorKind.DOWNLOAD_FAILED
    assert "refused" in str(caught.value.facts["reason"])


def test_a_name_that_does_not_exist(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(HeardFirstError) as caught:
        download(MODEL, tmp_path, url="https://nowhere.invalid/x")
    assert caught.value.kind is ErrorKind.DOWNLOAD_FAILED
    assert caught.value.facts["reason"] == "Name or service not known"


def test_a_folder_that_cannot_be_written(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HeardFirstError) as caught:
        fetch(server, tmp_path / "file" / "folder")
    assert caught.value.kind is ErrorKind.FOLDER_UNWRITABLE


def test_a_disk_without_room_is_named_before_anything_is_fetched(server: Server, tmp_path: Path) -> None:
    huge = Model("huge.en", MODEL.sha256, 1 << 60)
    with pytest.raises(HeardFirstError) as caught:
        download(huge, tmp_path, url=server.url)
    assert caught.value.kind is ErrorKind.DISK_FULL
    assert server.ranges == []


def test_a_failing_listener_ends_the_download(server: Server, tmp_path: Path) -> None:
    server.behaviour = "stalls"

    def fail(done: int, total: int) -> None:
        raise RuntimeError("the window is gone")

    with pytest.raises(RuntimeError, match="window"):
        download(MODEL, tmp_path, fail, url=server.url)
    assert "download" not in {thread.name for thread in threading.enumerate()}


def test_https_uses_the_certificates_of_the_system() -> None:
    import truststore

    handler = download_module._Https(lambda one: None)
    assert isinstance(handler._tls, truststore.SSLContext)
    assert handler._tls.check_hostname
