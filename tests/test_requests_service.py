"""Requests in the file: numbers, history, transactions, several rooms and several writers."""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskapp import db
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor
from deskapp.domain.request_codes import OPEN
from deskapp.domain.times import stored
from deskapp.reading import requests as reading
from deskapp.services import store as store_module
from deskapp.services.requests import Requests
from deskapp.services.store import Store
from tests.bare import bare, statements
from tests.builders import EN, KEY, NOON, Hand, TestDesk, a_desk, refused, walk
from tests.test_request_machine import ALLOWED, ANY_STEP


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    found = a_desk(tmp_path_factory.mktemp("shared"))
    yield found
    found.store.close()


def test_a_logged_request_is_there_with_who_when_and_where(desk: TestDesk) -> None:
    made = desk.log(
        applicant="努尔买买提·西热甫", phone="13800010010", place="和平巷", occurred_at="昨天 22:00"
    )
    assert made.number == "LF-20261121-001"
    assert (made.status, made.is_open, made.version, made.day) == ("registered", True, 1, NOON.date())
    assert (made.entered_by, made.first_receiver, made.responsible) == (1, 1, 1)
    assert (made.entered_at, made.occurred_at) == (NOON, NOON - timedelta(hours=14))
    with closing(db.connect(desk.path, readonly=True)) as connection:
        assert reading.find(connection, desk.room.id, made.number) == made
        assert reading.by_id(connection, made.id) == made
        (first,) = reading.history(connection, "request", made.id)
    assert (first.step, first.source, first.target, first.by, first.at) == ("log", "", "registered", 1, NOON)


def test_a_refused_request_leaves_nothing(desk: TestDesk) -> None:
    before = dump(desk.path)
    with pytest.raises(DeskError):
        desk.log(phone="1")
    assert dump(desk.path) == before
    assert desk.log().number == "LF-20261121-001"


def test_each_step_has_its_history_row_and_its_version(desk: TestDesk) -> None:
    number = desk.log().number
    found = walk(
        desk, number,
        ("transfer", {"receiver": "fire", "due": "+2d", "text": "附照片"}),
        ("return", {"text": "不属该部门"}),
        ("resolve", {"outcome": "solved", "text": "清走了"}),
        ("follow_up", {"followup": "dissatisfied", "text": "又堆上了"}),
        ("reopen", {"text": "又堆上了"}),
        ("withdraw", {"text": "自己清了"}),
        ("archive", {}),
    )  # fmt: skip
    rows = desk.read("SELECT * FROM history WHERE subject_id = ? ORDER BY id", found.id)
    assert [row["step"] for row in rows] == [
        "log", "take", "transfer", "return", "resolve", "follow_up", "reopen", "withdraw", "archive",
    ]  # fmt: skip
    assert [row["source"] for row in rows[1:]] == [row["target"] for row in rows[:-1]]
    assert found.version == len(rows) == desk.count("audit") - 2
    assert (found.status, found.reopened, found.closed_at) == ("archived", 1, NOON + timedelta(minutes=6))
    assert json.loads(rows[2]["detail"])["receiver"] == ["", "fire"]
    assert rows[3]["reason"] == "不属该部门"


def test_a_step_on_a_record_that_moved_on_is_refused(desk: TestDesk) -> None:
    number = desk.log().number
    desk.step(number, "take")
    before = dump(desk.path)
    with pytest.raises(DeskError) as refusal:
        desk.requests.step(number, "withdraw", {"text": "不用了"}, desk.actor, EN, version=1)
    refused(refusal.value, number, "meanwhile")
    assert dump(desk.path) == before
    desk.requests.step(number, "withdraw", {"text": "不用了"}, desk.actor, EN, version=2)


@pytest.mark.parametrize("verb", ["step", "note"])
def test_a_number_that_does_not_exist_is_said_so(desk: TestDesk, verb: str) -> None:
    with pytest.raises(DeskError) as refusal:
        if verb == "step":
            desk.step("LF-20261121-009", "take")
        else:
            desk.requests.note("LF-20261121-009", "call", "喂", desk.actor, EN)
    refused(refusal.value, "LF-20261121-009")
    assert refusal.value.code == Exit.NOT_FOUND


def test_a_merge_points_to_a_request_of_this_room(desk: TestDesk) -> None:
    first, second = desk.log().number, desk.log().number
    merged = desk.step(second, "merge", into="1")
    assert (merged.status, merged.merged_into, merged.is_open) == ("merged", first, False)
    with pytest.raises(DeskError) as refusal:
        desk.step(first, "merge", into="2")
    refused(refusal.value, second)


def test_an_entry_of_the_log_is_kept_as_said(desk: TestDesk) -> None:
    number = desk.log().number
    desk.requests.note(number, "call", " 约明天\n下午\x1b ", desk.actor, EN)
    (row,) = desk.read("SELECT * FROM action_log")
    assert (row["kind"], row["text"], row["by_id"]) == ("call", "约明天\n下午␛", 1)
    for kind, text in (("call", "  "), ("call", "长" * 10_001), ("song", "喂")):
        with pytest.raises(DeskError) as refusal:
            desk.requests.note(number, kind, text, desk.actor, EN)
        refused(refusal.value)
    assert desk.count("action_log") == 1


def test_the_registers_beside_decide_where_a_matter_may_go(desk: TestDesk) -> None:
    desk.registers["hazards"] = lambda number: number == "YH-20261121-001"
    number = desk.log().number
    with pytest.raises(DeskError):
        desk.step(number, "resolve", outcome="to_hazard", text="转隐患", linked="YH-20261121-002")
    assert desk.read("SELECT status FROM request")[0][0] == "registered"
    found = desk.step(number, "resolve", outcome="to_hazard", text="转隐患", linked="YH-20261121-001")
    assert (found.linked, found.outcome) == ("YH-20261121-001", "to_hazard")


def test_the_narrative_of_a_case_report_reaches_no_byte_of_the_file(desk: TestDesk) -> None:
    told = "昨夜三点有人撬门进屋偷走金项链一条"
    made = desk.requests.log(
        {"category": "case_report", "summary": told, "applicant": "解学军", "place": "和平巷"}, desk.actor, EN
    )
    assert made.request.summary == ""
    assert any("Case report" in warning for warning in made.warnings)
    desk.step(made.request.number, "resolve", outcome="to_case", receipt="A6202001", text="回执已交")
    desk.store.close()
    for path in desk.path.parent.iterdir():
        raw = path.read_bytes() if path.is_file() else b""
        for part in (told, told[:6], told[-6:], "撬门"):
            assert part.encode() not in raw
            assert json.dumps(part)[1:-1].encode() not in raw
            assert part.encode("utf-16-le") not in raw
    assert "和平巷".encode() in desk.path.read_bytes()


def test_a_case_report_is_resolved_with_its_receipt_alone(desk: TestDesk) -> None:
    number = desk.log(category="case_report", summary="").number
    with pytest.raises(DeskError) as refusal:
        desk.step(number, "resolve", outcome="to_case", text="x")
    refused(refusal.value, "receipt")
    assert desk.step(number, "resolve", outcome="to_case", text="x", receipt="A1").receipt == "A1"


def test_numbers_count_by_day_and_by_room(desk: TestDesk) -> None:
    other = replace(desk.room, id=0)
    room = desk.staff.open_room("东关派出所", "东关警务室", "马建军", "770001")
    other = replace(other, id=room.id)
    there = Requests(desk.store, other)
    numbers = [desk.log().number, desk.log().number]
    away = there.log({"category": "dog", "summary": "狗"}, Actor(room.signed_in, room.id), EN).request
    assert numbers == ["LF-20261121-001", "LF-20261121-002"]
    assert away.number == "LF-20261121-001"
    desk.clock.turn(hours=12)
    assert desk.log().number == "LF-20261122-001"
    desk.clock.turn(hours=-12)
    assert desk.log().number == "LF-20261121-003"
    with pytest.raises(DeskError):
        there.step("LF-20261122-001", "take", {}, Actor(room.signed_in, room.id), EN)


def test_the_day_s_cutoff_decides_the_number(desk: TestDesk) -> None:
    early = Requests(desk.store, replace(desk.room, cutoff_minutes=8 * 60))
    desk.clock.now = NOON - timedelta(hours=5)
    made = early.log({"category": "dog", "summary": "狗"}, desk.actor, EN).request
    assert (made.number, made.day.isoformat()) == ("LF-20261120-001", "2026-11-20")


class Broken(Exception):
    """Something that nobody expected."""


def test_what_fails_halfway_is_undone_whole_and_its_number_is_free_again(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = desk.log()
    before = dump(desk.path)

    def fails(*_: object) -> str:
        raise Broken

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "extend", fails)
        for verb in (lambda: desk.log(), lambda: desk.step(kept.number, "take")):
            with pytest.raises(Broken):
                verb()
        with pytest.raises(Broken):
            desk.requests.note(kept.number, "call", "喂", desk.actor, EN)
    assert dump(desk.path) == before
    assert desk.log().number == "LF-20261121-002"


def test_a_number_that_was_given_is_never_given_again(desk: TestDesk) -> None:
    desk.log()
    last = desk.log()
    desk.step(last.number, "void", text="录错", confirm=last.number)
    assert desk.log().number == "LF-20261121-003"
    with closing(db.connect(desk.path)) as connection:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("DELETE FROM request WHERE id = ?", (last.id,))
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE request SET number = 'LF-20261121-001' WHERE id = ?", (last.id,))


def _log_many(path: str, count: int, start: Any) -> None:
    store = Store(Path(path), KEY, Hand())
    with closing(db.connect(Path(path), readonly=True)) as connection:
        from deskapp.reading.room import rooms

        (room,) = rooms(connection)
    requests = Requests(store, room)
    start.wait(30)
    for place in range(count):
        requests.log(
            {"category": "noise", "summary": f"第{place}件",
             "applicant": multiprocessing.current_process().name},
            Actor(room.signed_in, room.id), EN,
        )  # fmt: skip
    store.close()


def test_two_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.store.close()
    context = multiprocessing.get_context("spawn")
    start = context.Event()
    writers = [
        context.Process(target=_log_many, args=(str(desk.path), 100, start), name=name)
        for name in ("甲", "乙")
    ]
    for writer in writers:
        writer.start()
    start.set()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    numbers = [row[0] for row in desk.read("SELECT number FROM request ORDER BY id")]
    assert numbers == [f"LF-20261121-{serial:03d}" for serial in range(1, 201)]
    assert len(desk.read("SELECT DISTINCT applicant, summary FROM request")) == 200
    assert len(desk.read("SELECT 1 FROM history WHERE subject = 'request'")) == 200
    assert [row[0] for row in desk.read("SELECT seq FROM audit ORDER BY seq")] == list(range(1, 403))
    assert len(desk.read("SELECT DISTINCT prev FROM audit")) == 402


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(ANY_STEP, max_size=6))
def test_any_sequence_of_steps_is_written_as_the_table_says(
    shared: TestDesk, steps: list[tuple[str, Mapping[str, str]]]
) -> None:
    """Every accepted step has its rows, every refused one leaves the file as it was."""
    target = shared.log()
    request = shared.log()
    for code, said in steps:
        given_ = dict(said)
        given_ |= {"into": target.number} if given_.get("into") == "LF-20261121-002" else {}
        given_ |= {"confirm": request.number} if given_.get("confirm") == "1" else {}
        shared.clock.turn(seconds=1)
        before, trail = state(shared), trail_of(shared, request.id)
        try:
            now = shared.requests.step(request.number, code, given_, shared.actor, EN)
        except DeskError as error:
            refused(error)
            assert state(shared) == before
            continue
        fresh = trail_of(shared, request.id)[len(trail) :]
        assert 1 <= len(fresh) <= 2
        assert now.version == request.version + len(fresh)
        assert fresh[0]["source"] == trail[-1]["target"]
        assert [row["source"] for row in fresh[1:]] == [row["target"] for row in fresh[:-1]]
        assert all((row["source"], row["target"]) in ALLOWED for row in fresh)
        assert fresh[-1]["target"] == now.status
        (row,) = shared.read("SELECT * FROM request WHERE id = ?", request.id)
        assert row["is_open"] == (row["status"] in OPEN) == (row["desk_order"][0] == "0")
        assert row["desk_order"][1:] == row["next_due"] or not row["is_open"]
        assert state(shared)["audit"] == before["audit"] + len(fresh)
        request = now


def state(desk: TestDesk) -> dict[str, Any]:
    """All that a step can change, in little."""
    return {
        "request": [tuple(row) for row in desk.read("SELECT * FROM request ORDER BY id DESC LIMIT 2")],
        **{table: desk.count(table) for table in ("request", "history", "action_log", "audit")},
    }


def trail_of(desk: TestDesk, request_id: int) -> list[sqlite3.Row]:
    return desk.read("SELECT * FROM history WHERE subject_id = ? ORDER BY id", request_id)


def dump(path: Path) -> list[str]:
    """Every row of the file."""
    with closing(bare(path)) as connection:
        return list(statements(connection))


def test_closed_matters_stand_behind_the_open_ones_and_the_latest_first(desk: TestDesk) -> None:
    late = desk.log(due_at="+3d").number
    soon = desk.log(due_at="+1h").number
    done = []
    for _ in range(2):
        done.append(desk.log().number)
        desk.clock.turn(days=1)
        desk.step(done[-1], "solve", text="好")
    order = [row[0] for row in desk.read("SELECT number FROM request ORDER BY desk_order, id")]
    assert order == [soon, late, *reversed(done)]


def test_the_head_row_counts_today_open_and_overdue(desk: TestDesk) -> None:
    desk.log(due_at="+1h")
    desk.log()
    gone, done = desk.log().number, desk.log().number
    desk.step(gone, "void", text="录错", confirm=gone)
    desk.step(done, "solve", text="好")
    with closing(db.connect(desk.path, readonly=True)) as connection:
        found = reading.counts(connection, desk.room.id, NOON.date(), NOON + timedelta(hours=2))
    assert (found.today, found.open, found.overdue) == (3, 2, 1)


def test_a_locked_file_is_said_so_and_nothing_is_lost(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 20)
    hurried = Requests(Store(desk.path, KEY, desk.clock), desk.room)
    given_ = {"category": "dog", "summary": "狗"}
    hurried.log(given_, desk.actor, EN)
    with closing(db.connect(desk.path)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        for _ in range(2):
            with pytest.raises(DeskError) as refusal:
                hurried.log(given_, desk.actor, EN)
            refused(refusal.value, "busy")
            assert refusal.value.code == Exit.BUSY
        holder.execute("ROLLBACK")
    assert hurried.log(given_, desk.actor, EN).request.number == "LF-20261121-002"
    hurried.store.close()


def test_a_full_disk_is_said_so_and_nothing_is_written_by_half(desk: TestDesk) -> None:
    desk.log()
    before = dump(desk.path)
    with desk.store.write(desk.actor) as writing:
        connection = writing.session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DeskError) as refusal:
        for _ in range(20):
            desk.log(summary="长" * 9_000)
    refused(refusal.value, "full")
    with desk.store.write(desk.actor) as writing:
        writing.session.connection().exec_driver_sql("PRAGMA max_page_count=1000000")
    assert len(dump(desk.path)) >= len(before)
    assert desk.count("request") == desk.count("history") == desk.count("audit") - 2


def test_moments_are_stored_as_utc_text(desk: TestDesk) -> None:
    desk.log()
    (row,) = desk.read("SELECT entered_at, due_at FROM request")
    assert (row[0], row[1]) == (stored(NOON), stored(NOON + timedelta(days=3)))
    assert row[0] == "2026-11-21T04:00:00.000000Z"
