"""Models on the disk: what is told of them, what is read, what is let in."""

import ast
import hashlib
import importlib.util
import os
import shutil
from pathlib import Path

import pytest

from app.errors import ErrorKind, HeardFirstError
from app.speech import models
from app.speech.models import MODELS, Model, ModelState

CONTENT = b"weights" * 10_000
MODEL = Model("toy.en", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))


@pytest.fixture(autouse=True)
def toy_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MODELS, MODEL.name, MODEL)


@pytest.fixture(params=["models", "Jérôme 名前 ü"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    path.mkdir()
    return path


def why(name: str | Path, folder: Path) -> ErrorKind:
    with pytest.raises(HeardFirstError) as caught:
        models.require(str(name), folder)
    return caught.value.kind


def test_the_published_models_are_those_that_openai_whisper_knows() -> None:
    spec = importlib.util.find_spec("whisper")
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    [table] = [
        node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_MODELS"
    ]
    published = ast.literal_eval(table)
    assert {name: model.url for name, model in MODELS.items() if name != MODEL.name} == {
        name: published[name] for name in ("tiny.en", "base.en", "small.en")
    }


def test_missing_partial_ready(folder: Path) -> None:
    assert models.state(MODEL, folder) is ModelState.MISSING
    assert why(MODEL.name, folder) is ErrorKind.MODEL_MISSING
    MODEL.part(folder).write_bytes(CONTENT[:10])
    assert models.state(MODEL, folder) is ModelState.PARTIAL
    assert why(MODEL.name, folder) is ErrorKind.MODEL_MISSING
    MODEL.path(folder).write_bytes(CONTENT)
    assert models.state(MODEL, folder) is ModelState.READY
    models.require(MODEL.name, folder)


@pytest.mark.parametrize(
    "content",
    [b"", CONTENT[:-1], b"<!doctype html><p>Log in", bytes([CONTENT[0] ^ 1]) + CONTENT[1:]],
    ids=["empty", "truncated", "login page", "one bit flipped"],
)
def test_anything_but_the_published_bytes_is_damaged(folder: Path, content: bytes) -> None:
    MODEL.path(folder).write_bytes(content)
    assert models.state(MODEL, folder) is ModelState.DAMAGED
    assert why(MODEL.name, folder) is ErrorKind.MODEL_DAMAGED


def test_a_folder_of_that_name_is_damaged(folder: Path) -> None:
    MODEL.path(folder).mkdir()
    assert why(MODEL.name, folder) is ErrorKind.MODEL_DAMAGED


def test_a_file_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    MODEL.path(folder).write_bytes(CONTENT)
    assert models.state(MODEL, folder) is ModelState.READY
    monkeypatch.setattr(models, "_hash", lambda path, progress=None: pytest.fail("read again"))
    assert models.state(MODEL, folder) is ModelState.READY


def test_a_file_that_changed_is_read_again(folder: Path) -> None:
    path = MODEL.path(folder)
    path.write_bytes(CONTENT)
    assert models.state(MODEL, folder) is ModelState.READY
    path.write_bytes(CONTENT[::-1])
    os.utime(path, ns=(1, 1))
    assert models.state(MODEL, folder) is ModelState.DAMAGED


@pytest.mark.parametrize("note", ["", "{}", "[]", "nonsense", '{"size": "x"}'])
def test_a_broken_note_is_not_believed(folder: Path, note: str) -> None:
    MODEL.path(folder).write_bytes(CONTENT[::-1])
    (folder / "toy.en.pt.checked").write_text(note)
    assert models.state(MODEL, folder) is ModelState.DAMAGED


def test_a_file_is_imported_whatever_its_name(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "from a stick.bin"
    source.write_bytes(CONTENT)
    told: list[tuple[int, int]] = []
    assert models.import_file(source, folder / "new", lambda done, total: told.append((done, total))) is MODEL
    assert models.state(MODEL, folder / "new") is ModelState.READY
    assert source.read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT))


def test_a_file_that_is_none_of_ours_is_not_copied(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "base.en.pt"
    source.write_bytes(b"something else")
    with pytest.raises(HeardFirstError) as caught:
        models.import_file(source, folder)
    assert caught.value.kind is ErrorKind.MODEL_DAMAGED
    assert list(folder.iterdir()) == []


def test_an_import_replaces_a_damaged_model(folder: Path, tmp_path: Path) -> None:
    MODEL.path(folder).write_bytes(b"damaged")
    assert models.state(MODEL, folder) is ModelState.DAMAGED
    source = tmp_path / "source.pt"
    source.write_bytes(CONTENT)
    models.import_file(source, folder)
    assert models.state(MODEL, folder) is ModelState.READY


def test_an_import_from_the_models_own_place(folder: Path) -> None:
    MODEL.path(folder).write_bytes(CONTENT)
    models.import_file(MODEL.path(folder), folder)
    assert models.state(MODEL, folder) is ModelState.READY


def test_an_import_into_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    source = tmp_path / "source.pt"
    source.write_bytes(CONTENT)
    with pytest.raises(HeardFirstError) as caught:
        models.import_file(source, source / "below a file")
    assert caught.value.kind is ErrorKind.FOLDER_UNWRITABLE


def test_an_import_onto_a_full_disk_leaves_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source.pt"
    source.write_bytes(CONTENT)

    def full(source: Path, target: Path) -> None:
        target.write_bytes(CONTENT[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(HeardFirstError) as caught:
        models.import_file(source, folder)
    assert caught.value.kind is ErrorKind.DISK_FULL
    assert list(folder.iterdir()) == []


def test_a_model_of_ones_own_needs_only_be_there(tmp_path: Path) -> None:
    assert why(tmp_path / "none.pt", tmp_path) is ErrorKind.MODEL_MISSING
    assert why(tmp_path, tmp_path) is ErrorKind.FILE_IS_DIRECTORY
    (tmp_path / "empty.pt").touch()
    assert why(tmp_path / "empty.pt", tmp_path) is ErrorKind.MODEL_DAMAGED
    (tmp_path / "own.pt").write_bytes(b"x")
    models.require(str(tmp_path / "own.pt"), tmp_path)
