"""Half-typed forms in the file: one place each, the newest told, wiped when they go, refused in words."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.draft import Draft, Place, keepable
from deskapp.services import drafts as service
from deskapp.services.drafts import Drafts
from tests.bare import bare
from tests.builders import EN, NOON, TestDesk, a_desk

LOG = Place(1, 1, "log")
TYPED = {"applicant": "王秀英", "category": "noise", "summary": "楼上噪音"}


@pytest.fixture
def desk(tmp_path: Path) -> TestDesk:
    return a_desk(tmp_path)


@pytest.fixture
def drafts(desk: TestDesk) -> Iterator[Drafts]:
    reader = db.connect(desk.path, readonly=True)
    found = Drafts(desk.path, desk.clock, lambda: reader)
    yield found
    found.close()
    reader.close()


def stored(desk: TestDesk) -> list[tuple[str, str]]:
    return [(row["form"], row["typed"]) for row in desk.read("SELECT form, typed FROM draft ORDER BY id")]


def values(found: Draft | None) -> dict[str, str]:
    assert found is not None
    return dict(found.values)


def test_a_form_has_one_draft_which_is_the_newest(desk: TestDesk, drafts: Drafts) -> None:
    for text in ("楼", "楼上", "楼上噪音"):
        drafts.keep(LOG, {"summary": text})
    assert drafts.flush() is None
    assert len(stored(desk)) == 1
    assert values(drafts.find(LOG)) == {"summary": "楼上噪音"}


def test_what_is_not_written_yet_is_told_all_the_same(desk: TestDesk, drafts: Drafts) -> None:
    with closing(bare(desk.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        drafts.keep(LOG, TYPED)
        assert values(drafts.find(LOG)) == TYPED
        assert stored(desk) == []
        drafts.discard(LOG)
        assert drafts.find(LOG) is None
        other.execute("ROLLBACK")
    assert drafts.flush() is None
    assert stored(desk) == []


def test_each_form_each_record_and_each_officer_has_its_own(desk: TestDesk, drafts: Drafts) -> None:
    desk.staff.add(desk.room, "赵大勇", "012346", "auxiliary", desk.actor, EN)
    step, other = Place(1, 1, "step:solve", "LF-20261121-001"), Place(1, 2, "log")
    for at, place in enumerate((LOG, step, other)):
        desk.clock.turn(minutes=1)
        drafts.keep(place, {"text": str(at)})
    drafts.flush()
    assert [draft.place for draft in drafts.all(1, 1)] == [step, LOG]
    assert [draft.place for draft in drafts.all(1, 2)] == [other]
    assert drafts.all(2, 1) == ()


def test_a_draft_outlives_the_one_who_kept_it(desk: TestDesk, drafts: Drafts) -> None:
    drafts.keep(LOG, TYPED)
    drafts.close()
    with closing(db.connect(desk.path, readonly=True)) as reader:
        later = Drafts(desk.path, desk.clock, lambda: reader)
        assert values(later.find(LOG)) == TYPED
        later.close()


def test_a_discarded_draft_is_in_no_byte_of_any_file(desk: TestDesk, drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep(LOG, {"summary": "紫色手提箱" * 300})
    drafts.flush()
    assert "紫色手提箱".encode() in desk.path.read_bytes()
    drafts.discard(LOG)
    drafts.flush()
    for file in tmp_path.iterdir():
        assert "紫色手提箱".encode() not in file.read_bytes(), file


def test_the_facts_of_a_case_are_never_written(desk: TestDesk, drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep(LOG, {"summary": "紫色手提箱", "category": "noise"})
    drafts.flush()
    drafts.keep(LOG, {"summary": "紫色手提箱", "category": "case_report", "applicant": "王秀英"})
    assert values(drafts.find(LOG)) == {"applicant": "王秀英", "category": "case_report"}
    drafts.flush()
    assert values(drafts.find(LOG)) == {"applicant": "王秀英", "category": "case_report"}
    for file in tmp_path.iterdir():
        assert "紫色手提箱".encode() not in file.read_bytes(), file


def test_a_locked_file_is_told_once_and_the_draft_is_written_when_it_is_free(
    desk: TestDesk, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 20)
    with closing(bare(desk.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        drafts.keep(LOG, TYPED)
        refused = drafts.flush()
        assert refused is not None
        assert "busy" in refused.say(EN)
        assert drafts.trouble() is not None
        assert drafts.trouble() is None
        assert values(drafts.find(LOG)) == TYPED
        other.execute("ROLLBACK")
    assert drafts.flush() is None
    assert len(stored(desk)) == 1


def test_a_refused_draft_is_tried_again_by_itself(
    desk: TestDesk, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 20)
    monkeypatch.setattr(service, "AGAIN", 0.05)
    with closing(bare(desk.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        drafts.keep(LOG, TYPED)
        assert drafts.flush() is not None
        other.execute("ROLLBACK")
    with drafts._turn:
        assert drafts._turn.wait_for(lambda: not drafts._waiting, 10)
    assert len(stored(desk)) == 1


def test_a_full_disk_is_said_in_words_and_the_draft_stays_in_memory(
    desk: TestDesk, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(service, "_write", full)
        drafts.keep(LOG, TYPED)
        refused = drafts.flush()
    assert refused is not None
    assert "disk is full" in refused.say(EN)
    assert values(drafts.find(LOG)) == TYPED
    assert drafts.flush() is None
    assert len(stored(desk)) == 1


def test_two_windows_on_one_draft_the_last_write_wins(desk: TestDesk, drafts: Drafts) -> None:
    with closing(db.connect(desk.path, readonly=True)) as reader:
        other = Drafts(desk.path, desk.clock, lambda: reader)
        for text in ("甲", "乙"):
            drafts.keep(LOG, {"summary": text})
            other.keep(LOG, {"summary": text * 2})
            drafts.flush()
            other.flush()
        drafts.keep(LOG, {"summary": "丙"})
        drafts.flush()
        assert values(other.find(LOG)) == {"summary": "丙"}
        drafts.discard(LOG)
        drafts.flush()
        other.keep(LOG, {"summary": "丁"})
        other.close()
    assert values(drafts.find(LOG)) == {"summary": "丁"}


def test_drafts_are_no_link_of_the_audit_chain_and_no_history(desk: TestDesk, drafts: Drafts) -> None:
    before = desk.count("audit"), desk.count("history")
    drafts.keep(LOG, TYPED)
    drafts.flush()
    assert (desk.count("audit"), desk.count("history")) == before


def test_the_list_shows_name_and_first_words_but_no_phone_and_a_child_by_an_initial() -> None:
    plain = Draft(LOG, {"applicant": "王秀英", "phone": "13800010001", "summary": "楼上\n噪音" * 20}, NOON)
    assert plain.first_words().startswith("王秀英 楼上 噪音")
    assert "138" not in plain.first_words()
    assert len(plain.first_words()) < 40
    shy = Draft(LOG, {"applicant": "王秀英", "category": "violence_home"}, NOON)
    assert shy.first_words() == "王＊"
    assert Draft(LOG, {"phone": "13800010001"}, NOON).first_words() == ""


@pytest.mark.parametrize(
    ("by", "said"), [({"seconds": 5}, (1, "min")), ({"minutes": 61}, (1, "h")), ({"days": 3}, (3, "d"))]
)
def test_the_age_is_told_in_its_own_unit(by: dict[str, float], said: tuple[int, str]) -> None:
    age = Draft(LOG, {}, NOON).age(NOON + timedelta(**by))
    assert (age["count"], age["unit"]) == said


def test_empty_fields_are_not_kept() -> None:
    assert keepable({"applicant": "", "phone": "1"}) == {"phone": "1"}


def test_keeping_a_draft_needs_neither_sqlmodel_nor_typer() -> None:
    code = """
import sys
import deskapp.services.drafts
heavy = {"sqlmodel", "sqlalchemy", "alembic", "typer", "textual", "pypinyin"}
sys.exit(", ".join(heavy & set(sys.modules)) or 0)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
