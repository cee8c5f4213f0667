"""What holds for the shape of the code as a whole."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("PySide6", "torch", "whisper", "onnxruntime", "pocketsphinx", "swift_f0")
BAGS = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools"}
MAY_CONNECT = {Path("app/speech/download.py")}
CONNECTS = {"socket", "_socket", "urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}

WITHIN_THIS_COMPUTER = {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket", "socket.socketpair"}


def code(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def loaded_after(statement: str) -> set[str]:
    """The heavy packages that a fresh interpreter has loaded after `statement`."""
    script = f"{statement}; import sys; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["app", "app.cli.main", "app.rehearsal.rehearsal", "app.storage.archive", "ui.__main__"]
)
def test_starting_loads_neither_window_nor_recogniser(module: str) -> None:
    assert loaded_after(f"import {module}") == set()


def test_the_probe_sees_what_is_loaded() -> None:
    assert loaded_after("import PySide6") == {"PySide6"}


def test_the_import_rules_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr


def reaches_out(tree: ast.AST) -> bool:
    """Whether code uses anything that can connect to another computer."""
    named = set(imports(tree)) - {"PySide6.QtNetwork"}
    if "socket" in named:
        uses = {
            node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and is_name(node.value, "socket")
        }
        named = (named - {"socket"}) | {f"socket.{use}" for use in uses}
    outward = {one for one in named if one.split(".")[0] in CONNECTS or one.startswith("PySide6.QtNetwork")}
    return bool(outward - WITHIN_THIS_COMPUTER)


def is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


@pytest.mark.parametrize(
    ("source", "reaches"),
    [
        ("import socket\na, b = socket.socketpair()", False),
        ("import socket\nsocket.create_connection(('example.com', 80))", True),
        ("from socket import create_connection", True),
        ("import urllib.request", True),
        ("from PySide6.QtNetwork import QLocalSocket", False),
        ("from PySide6.QtNetwork import QLocalSocket, QTcpSocket", True),
    ],
)
def test_the_rule_about_the_network_tells_them_apart(source: str, reaches: bool) -> None:
    assert reaches_out(ast.parse(source)) is reaches


def test_only_the_download_of_models_can_reach_the_network() -> None:
    files = code("app", "ui", "assets")
    found = {path.relative_to(ROOT) for path in files if reaches_out(ast.parse(path.read_text(encoding="utf-8")))}
    assert found == MAY_CONNECT


def test_each_file_is_named_after_what_it_defines() -> None:
    assert [
        path for path in code("app", "ui", "assets", "tests") if path.stem in BAGS or path.parent.name in BAGS
    ] == []


def test_sizes_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Information, not a gate: where files or functions grow long, somebody should look."""
    lines: dict[str, int] = {}
    functions: dict[str, int] = {}
    for path in code("app", "ui"):
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(ROOT))
        lines[name] = len(text.splitlines())
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions[f"{name}:{node.name}"] = (node.end_lineno or node.lineno) - node.lineno + 1
    with capsys.disabled():
        for kind, sizes in (("files", lines), ("functions", functions)):
            most = max(sizes, key=lambda name: sizes[name])
            ninth = statistics.quantiles(sizes.values(), n=10)[-1]
            print(f"\n{kind}: {len(sizes)}, lines median {statistics.median(sizes.values()):.0f}, ", end="")  # noqa: T201
            print(f"nine in ten up to {ninth:.0f}, most {sizes[most]} ({most})", end="")  # noqa: T201
    assert lines
    assert functions
