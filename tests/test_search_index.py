"""The search index agrees with the records after every verb, and nothing taken out for good stays in it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskapp import db
from deskapp.domain.errors import DeskError
from deskapp.reading import search as reading
from deskapp.services.people import People, Reversing
from deskapp.services.requests import reversal
from deskapp.services.reversals import People as Officers
from deskapp.services.undo import Undoing
from deskapp.tables import search
from tests.builders import EN, TestDesk, a_desk

FIRST = "LF-20261121-001"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


def undoing(desk: TestDesk) -> Undoing:
    return Undoing(
        desk.store, desk.room, {"request": reversal(), "officer": Officers(), "person": Reversing()}
    )


def numbers(desk: TestDesk, text: str) -> list[str]:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        hits = reading.requests(connection, desk.room.id, text, 50, desk.clock().date(), EN)
    return [hit.request.number for hit in hits]


def people(desk: TestDesk, text: str) -> list[str]:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        hits = reading.people(connection, desk.room.id, text, 50, desk.clock().date(), EN)
    return [hit.person.number for hit in hits]


def entries(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All that the indexes hold, and the sounds beside the names."""
    found = {}
    for subject, register in search.REGISTERS.items():
        columns = ", ".join(("rowid", *register.columns))
        held = connection.execute(f"SELECT {columns} FROM {register.index} ORDER BY rowid")
        beside = f"SELECT id, sounds FROM {register.table} ORDER BY id"
        sounds = connection.execute(beside).fetchall() if register.name else []
        found[subject] = [tuple(row) for row in (*held, *sounds)]
    return found


def agrees(desk: TestDesk) -> None:
    """Assert that the index is what making it anew would give."""
    with closing(db.connect(desk.path)) as connection:
        for register in search.REGISTERS.values():  # a damaged index is an error here
            connection.execute(f"INSERT INTO {register.index} ({register.index}) VALUES ('integrity-check')")
        before = entries(connection)
        connection.execute("BEGIN")
        for _ in search.rebuild(connection.execute):
            pass
        after = entries(connection)
        connection.execute("ROLLBACK")
    assert before == after


def test_every_fact_of_a_request_is_found(desk: TestDesk) -> None:
    desk.log(
        applicant="曾建平", phone="13800015678", place="和平巷3号楼", address="幸福里", summary="丢了𠮷猫"
    )
    desk.requests.note(FIRST, "visit", "去看了一次", desk.actor, EN)
    desk.step(FIRST, "solve", text="找到了")
    for text in (
        "曾", "建平", "zjp", "zengjian", "5678", "1121-001", "和平巷", "3号", "幸福", "𠮷", "了一次", "找到了",
        "曾 𠮷猫 5678",
    ):  # fmt: skip
        assert numbers(desk, text) == [FIRST], text
    for text in ("曾 狗", "5679", "建曾", "zpj"):
        assert numbers(desk, text) == [], text
    assert people(desk, "zjp") == people(desk, "5678") == ["RY-20261121-001"]
    agrees(desk)


def test_a_correction_changes_what_is_found(desk: TestDesk) -> None:
    desk.log(applicant="曾建平", summary="楼上噪音")
    desk.requests.correct(FIRST, {"applicant": "尉迟敬", "summary": "楼下漏水"}, "misheard", desk.actor, EN)
    assert numbers(desk, "噪音") == numbers(desk, "zjp") == []
    assert numbers(desk, "漏水") == numbers(desk, "yuchi") == [FIRST]
    undoing(desk).undo(desk.actor)
    assert numbers(desk, "噪音") == numbers(desk, "zjp") == [FIRST]
    agrees(desk)


def test_an_undone_request_is_found_by_its_whole_number_alone(desk: TestDesk) -> None:
    desk.log(applicant="曾建平", phone="13800015678")
    undoing(desk).undo(desk.actor)
    for text in ("曾", "zjp", "5678", "001", "1121-001"):
        assert numbers(desk, text) == [], text
    assert numbers(desk, FIRST) == numbers(desk, "20261121001") == [FIRST]
    assert people(desk, "曾") == []
    undoing(desk).redo(desk.actor)
    assert numbers(desk, "zjp") == [FIRST]
    agrees(desk)


def test_an_undone_entry_of_the_log_is_not_found(desk: TestDesk) -> None:
    desk.log()
    desk.requests.note(FIRST, "call", "打过电话", desk.actor, EN)
    assert numbers(desk, "电话") == [FIRST]
    undoing(desk).undo(desk.actor)
    assert numbers(desk, "电话") == []
    undoing(desk).redo(desk.actor)
    assert numbers(desk, "电话") == [FIRST]


def test_what_was_told_of_a_case_is_nowhere_in_the_index(desk: TestDesk) -> None:
    for place in range(40):  # other entries around it, some in segments of their own
        desk.log(summary=f"别的事{place}")
    number = desk.log(summary="貔貅饕餮被盗", applicant="马玉兰").number
    desk.requests.note(number, "visit", "混沌穷奇", desk.actor, EN)
    assert numbers(desk, "貔貅") == numbers(desk, "混沌") == [number]
    desk.requests.correct(number, {"category": "case_report"}, "it is a case", desk.actor, EN)
    assert numbers(desk, "貔貅") == numbers(desk, "混沌") == []
    assert numbers(desk, "myl") == [number]
    for row in desk.read("SELECT block FROM search_request_data"):
        assert "貔貅".encode() not in row[0]
        assert "混沌".encode() not in row[0]
    agrees(desk)
    assert "貔貅".encode() not in desk.path.read_bytes()


def test_a_log_is_told_by_its_case_report_alone(desk: TestDesk) -> None:
    number = desk.log(category="case_report", summary="貔貅被盗", applicant="马玉兰").number
    assert numbers(desk, "貔貅") == []
    assert numbers(desk, "马玉") == [number]


VERBS = ("log", "case", "step", "correct", "rename", "to_case", "note", "undo", "undo", "redo", "merge")
NAMES = ("曾建平", "尉迟敬", "John Smith", "", "吕布")


def act(desk: TestDesk, verb: str, place: int) -> None:
    """One verb on one of the requests; what is refused changes nothing."""
    rows = desk.read("SELECT number FROM request ORDER BY id")
    number = rows[place % len(rows)][0] if rows else FIRST
    requests, actor = desk.requests, desk.actor
    given = {"applicant": NAMES[place % 5], "phone": f"138000100{place:02d}", "summary": f"楼上噪音{place}"}
    verbs = {
        "log": lambda: desk.log(**given), "case": lambda: desk.log(**given | {"category": "case_report"}),
        "step": lambda: desk.step(number, "solve", text=f"办好了{place}"),
        "correct": lambda: requests.correct(number, {"summary": f"改了{place}"}, "r", actor, EN),
        "rename": lambda: requests.correct(number, {"applicant": NAMES[(place + 1) % 5]}, "r", actor, EN),
        "to_case": lambda: requests.correct(number, {"category": "case_report"}, "r", actor, EN),
        "note": lambda: requests.note(number, "call", f"打电话{place}", actor, EN),
        "undo": lambda: undoing(desk).undo(actor), "redo": lambda: undoing(desk).redo(actor),
        "merge": lambda: People(desk.store, desk.room).merge("RY-20261121-001", "RY-20261121-002", "r", actor, EN),
    }  # fmt: skip
    with suppress(DeskError):
        verbs[verb]()


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 7)), min_size=3, max_size=14))
def test_after_any_verbs_the_index_is_what_making_it_anew_gives(verbs: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        act(desk, "log", 0)
        for verb, place in verbs:
            act(desk, verb, place)
        agrees(desk)
        desk.store.close()


def test_every_register_is_searched_and_indexed() -> None:
    assert set(reading.SEARCHED) == set(search.REGISTERS)
    for register, searched in reading.SEARCHED.items():
        assert set(searched.texts.split()) <= set(search.REGISTERS[register].columns)


def test_the_index_goes_with_the_record_or_not_at_all(desk: TestDesk) -> None:
    desk.log(applicant="曾建平")
    with pytest.raises(sqlite3.OperationalError), desk.store.write(desk.actor) as writing:
        writing.session.connection().exec_driver_sql("UPDATE request SET applicant = '王五'")
        writing.touched["request", 1] = None
        writing.index()
        raise sqlite3.OperationalError("the plug was pulled")
    assert numbers(desk, "曾") == [FIRST]
    assert numbers(desk, "王五") == []


def test_a_search_goes_through_the_index_alone(desk: TestDesk) -> None:
    desk.log(applicant="曾建平")
    with closing(db.connect(desk.path, readonly=True)) as connection:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        reading.requests(connection, desk.room.id, "曾 5678", 9, desk.clock().date(), EN)
        connection.set_trace_callback(None)
        plans = [
            str(line[3]) for sql in asked if sql.startswith("SELECT request")
            for line in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]  # fmt: skip
    assert plans
    assert all(re.search("VIRTUAL TABLE INDEX|USING INTEGER PRIMARY KEY", plan) for plan in plans), plans
    assert not any("LIKE" in sql for sql in asked)
