"""Own scenarios on disk: written whole, read back the same, and nothing vanishes or is lost."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from app.errors import ErrorKind, HeardFirstError
from app.messages import sentence
from app.scenarios.draft import Draft
from app.scenarios.drafts import Drafts
from app.scenarios.field_fault import scenario_of
from app.scenarios.library import bundled, load
from app.scenarios.own_scenarios import OwnScenarios, text_of
from tests.scenario_drafts import LEAST, loose, whole

TOM = scenario_of(LEAST, "tom")
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def own(tmp_path: Path) -> OwnScenarios:
    return OwnScenarios(tmp_path / "scenarios", {"supply-chain-delays"})


def refused(own: OwnScenarios, path: Path) -> HeardFirstError:
    before = own.files()
    with pytest.raises(HeardFirstError) as caught:
        own.bring(path)
    assert own.files() == before
    return caught.value


@SHARED
@given(whole)
def test_every_scenario_is_read_back_the_same(own: OwnScenarios, draft: Draft) -> None:
    scenario = scenario_of(draft, "mine")
    own.save(scenario)
    assert own.scenarios() == (scenario,)


@pytest.mark.parametrize("scenario", bundled()[0], ids=lambda one: one.id)
def test_a_bundled_one_is_written_and_read_back_the_same(tmp_path: Path, scenario: object) -> None:
    path = tmp_path / "copy.toml"
    OwnScenarios(tmp_path).export(scenario, path)  # type: ignore[arg-type]
    assert load(path) == scenario


@pytest.mark.skipif(os.name != "posix", reason="modes exist on POSIX only")
def test_nobody_else_can_read_it(own: OwnScenarios) -> None:
    own.save(TOM)
    assert stat.S_IMODE(own.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(own.files()[0].path.stat().st_mode) == 0o600


def test_saving_again_replaces_it_where_it_is_whatever_the_file_is_called(own: OwnScenarios) -> None:
    own.save(TOM)
    named = own.files()[0].path.rename(own.folder / "My talk with Tom.TOML")
    later = TOM.model_copy(update={"title": "Later"})
    own.save(later)
    assert [(one.path, one.scenario) for one in own.files()] == [(named, later)]


def test_saving_never_writes_over_a_file_that_cannot_be_read(own: OwnScenarios) -> None:
    own.folder.mkdir()
    (own.folder / "tom.toml").write_text("mine, but broken", "utf-8")
    own.save(TOM)
    own.save(TOM)
    assert (own.folder / "tom.toml").read_text("utf-8") == "mine, but broken"
    assert own.scenarios() == (TOM,)
    assert len(own.files()) == 2


def test_a_later_version_of_the_program_may_take_the_same_id(own: OwnScenarios) -> None:
    theirs = TOM.model_copy(update={"id": "supply-chain-delays"})
    own.save(theirs)
    assert own.find("supply-chain-delays") == theirs
    assert own.faults() == ()


def test_a_disk_without_room_leaves_what_was_there(own: OwnScenarios, monkeypatch: pytest.MonkeyPatch) -> None:
    own.save(TOM)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HeardFirstError) as caught:
        own.save(TOM.model_copy(update={"title": "Later"}))
    assert caught.value.kind is ErrorKind.SCENARIO_UNWRITTEN
    assert "No space left" in sentence(caught.value)
    assert own.scenarios() == (TOM,)
    assert [path.name for path in own.folder.iterdir()] == ["tom.toml"]


def test_what_cannot_be_read_any_more_is_listed_with_what_is_wrong(own: OwnScenarios) -> None:
    own.save(TOM)
    old = own.folder / "old.toml"
    old.write_text(text_of(TOM).replace('id = "tom"', 'id = "old"') + '\n[reactions.empty]\nline = "x"\n', "utf-8")
    (own.folder / "twice.toml").write_text("# by hand\n" + text_of(TOM), "utf-8")
    assert own.scenarios() == (TOM,)
    faults = {one.path.name: one.fault for one in own.files() if one.fault is not None}
    assert {name: fault.facts["key"] for name, fault in faults.items()} == {
        "old.toml": "reactions", "twice.toml": "id"}  # fmt: skip
    assert faults["twice.toml"].facts["line"] == 2
    assert "tom.toml" in sentence(faults["twice.toml"])
    assert "reactions: there is no such key" in sentence(faults["old.toml"])
    own.delete(old)
    assert not old.exists()


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        ("{text}[reactions]\n", ErrorKind.SCENARIO_BROKEN, "reactions: there is no such key"),
        ('{text}[models.stong]\nturns = ["a"]\n', ErrorKind.SCENARIO_BROKEN, "models.stong: there is no such key, p"),
        ('{text}[lines]\nheard_mor = ["a"]\n', ErrorKind.SCENARIO_BROKEN, "perhaps heard_more is meant"),
        ('{text}[lines]\nvague = ["a"]\nclosed = ["a"]\n', ErrorKind.SCENARIO_BROKEN, "vague and closed have the same"),
        ('{text}[better]\nheld_it = "a"\n', ErrorKind.SCENARIO_BROKEN, "better.stated_their_side: it is missing"),
        ('{text}[models.strong]\nturns = []\n', ErrorKind.SCENARIO_BROKEN, "line "),
        ("{no_mood}", ErrorKind.SCENARIO_BROKEN, "opening_mood: it is missing"),
        ("{text}" + "#" * 10_000_000, ErrorKind.TEXT_TOO_LONG, "more than 1000000"),
        ("", ErrorKind.FILE_EMPTY, "empty"),
        ("PK\x03\x04", ErrorKind.SCENARIO_BROKEN, "not TOML"),
        ("trust = 9\n{text}", ErrorKind.SCENARIO_BROKEN, "trust: it must be at most 0.7"),
        ('trust = "much"\n{text}', ErrorKind.SCENARIO_BROKEN, "trust: it must be a number"),
    ],
    ids=["old", "models", "lines", "same-line", "better", "empty-model", "mood", "10-MB", "empty", "zip", "trust",
         "trust-text"],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_with_a_word(
    own: OwnScenarios, tmp_path: Path, content: str, kind: ErrorKind, words: str
) -> None:
    own.save(TOM)
    text = text_of(TOM)
    without = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("opening_mood"))
    path = tmp_path / "came.toml"
    path.write_text(content.replace("{text}", text).replace("{no_mood}", without), "utf-8")
    error = refused(own, path)
    assert error.kind is kind
    assert words in sentence(error)


def test_names_with_markup_and_signs_are_data(own: OwnScenarios, tmp_path: Path) -> None:
    name = "<img src=file:///etc/passwd> & {path} \u202e%s"
    path = tmp_path / "came.toml"
    own.export(scenario_of(LEAST.model_copy(update={"name": name}), "tom"), path)
    assert own.bring(path).persona.name == name


def test_what_comes_in_gets_an_id_of_its_own_and_the_same_does_not_come_twice(
    own: OwnScenarios, tmp_path: Path
) -> None:
    path = tmp_path / "came.toml"
    own.export(TOM, path)
    assert own.bring(path) == TOM
    assert refused(own, path).kind is ErrorKind.SCENARIO_HERE
    own.export(TOM.model_copy(update={"title": "Another"}), path)
    assert own.bring(path).id == "tom-2"
    assert refused(own, path).facts["title"] == "Another"
    own.export(TOM.model_copy(update={"id": "supply-chain-delays", "title": "Third"}), path)
    assert own.bring(path).id == "supply-chain-delays-2"


@pytest.mark.parametrize(
    ("title", "scenario_id"),
    [
        ("A talk with Tom", "a-talk-with-tom"),
        ("  Jérôme & Ünal!  ", "jerome-unal"),
        ("名前", "scenario"),
        ("CON", "con-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 90, "x" * 60),
    ],
)
def test_ids_name_files_on_every_system(own: OwnScenarios, title: str, scenario_id: str) -> None:
    assert own.free_id(title) == scenario_id
    own.save(TOM.model_copy(update={"id": scenario_id}))
    assert len(own.free_id(title)) <= 60
    assert own.free_id(title) != scenario_id


def test_a_scenario_that_its_file_could_not_hold_is_refused_before_it_is_written(own: OwnScenarios) -> None:
    huge = TOM.model_copy(update={"happened": "\x01" * 300_000})
    with pytest.raises(HeardFirstError) as caught:
        own.save(huge)
    assert caught.value.kind is ErrorKind.SCENARIO_TOO_LONG
    assert own.files() == ()


def test_a_folder_that_is_not_there_or_not_readable_is_no_end(tmp_path: Path) -> None:
    assert OwnScenarios(tmp_path / "none").files() == ()
    (tmp_path / "file").write_text("x")
    assert OwnScenarios(tmp_path / "file").faults()[0].kind is ErrorKind.FILE_UNREADABLE


# drafts


@SHARED
@given(loose)
def test_every_draft_is_read_back_the_same(tmp_path: Path, draft: Draft) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.keep("new_1", draft)
    kept = drafts.find("new_1")
    assert (kept.draft if kept else Draft()) == draft


def test_a_draft_is_dropped_and_one_that_cannot_be_read_is_listed(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.all() == ()
    key = drafts.new_key()
    drafts.keep(key, LEAST)
    (drafts.folder / "bad.toml").write_text("facts = 7\n", "utf-8")
    (drafts.folder / "later.toml").write_text('name = "Ann"\nnever_heard_of = 1\n', "utf-8")
    found = {one.key: one for one in drafts.all()}
    assert found[key].draft == LEAST
    assert found["bad"].fault is not None
    assert found["bad"].fault.facts["key"] == "facts"
    assert found["later"].draft == Draft(name="Ann")
    drafts.drop(key)
    drafts.drop(key)
    assert drafts.find(key) is None
