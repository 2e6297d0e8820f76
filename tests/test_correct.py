"""Corrections: every field, its reason, what is kept of it, and what is refused."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.errors import DeskError
from deskapp.domain.request import Request
from deskapp.domain.request_card import View
from deskapp.domain.request_correct import LABELS, fields_of, texts_of
from deskapp.domain.request_trail import trail
from deskapp.domain.sheet import say
from deskapp.domain.sheet_summary import summarise
from deskapp.reading import requests as reading
from deskapp.reading.sheet import sheet_input
from deskapp.services.requests import reversal
from deskapp.services.undo import Undoing
from tests.app_builders import NARROW, WIDE, log, new_desk, opened, spell, turn
from tests.builders import EN, NOON, TestDesk, a_desk, a_request, refused
from tests.test_cli import Desk, desk, room  # noqa: F401 - fixtures
from tests.test_cli import log as log_by_words

ID = "11010519491231002X"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


def correct(book: TestDesk, number: str, reason: str = "听错了", **given: str) -> Request:
    return book.requests.correct(number, given, reason, book.actor, EN).request


def last_step(book: TestDesk) -> dict[str, object]:
    (row,) = book.read("SELECT * FROM history WHERE subject = 'request' ORDER BY id DESC LIMIT 1")
    return dict(row)


LOGGED = {
    "applicant": ("周明", "周明"), "phone": ("１３９ 0000 0000", "13900000000"), "category": ("dog", "dog"),
    "summary": ("狗叫", "狗叫"), "id_number": (ID.lower(), ID), "address": ("一号楼", "一号楼"),
    "place": ("门口", "门口"), "urgency": ("urgent", "urgent"), "dangers": ("threat,weapon", ("threat", "weapon")),
    "channel": ("phone", "phone"), "occurred_at": ("昨天 20:00", NOON - timedelta(hours=16)),
    "due_at": ("+5h", NOON + timedelta(hours=5)),
}  # fmt: skip


@pytest.mark.parametrize("field", LOGGED)
def test_each_field_of_the_log_form_is_corrected(book: TestDesk, field: str) -> None:
    number = book.log(applicant="周敏", phone="13800010009").number
    said, meant = LOGGED[field]
    found = correct(book, number, **{field: said})
    assert getattr(found, field) == meant
    assert (found.status, found.version, found.corrected_at) == ("registered", 2, NOON)
    step = last_step(book)
    assert (step["step"], step["source"], step["target"]) == ("correct", "registered", "registered")
    assert (step["reason"], step["by_id"]) == ("听错了", 1)
    assert field in json.loads(str(step["detail"]))
    assert (
        book.read("SELECT action FROM audit WHERE subject = 'request' ORDER BY seq DESC LIMIT 1")[0][0]
        == "correct"
    )


STEPPED = {
    "responsible": ((), "周海峰", 2),
    "waiting_for": ((("wait", {"waiting_for": "物业", "due": "+1d"}),), "街道", "街道"),
    "waiting_due": ((("wait", {"waiting_for": "物业", "due": "+1d"}),), "+2d", NOON + timedelta(days=2)),
    "receiver": ((("transfer", {"receiver": "fire", "due": "+1d"}),), "court", "court"),
    "receiver_due": ((("transfer", {"receiver": "fire", "due": "+1d"}),), "+2d", NOON + timedelta(days=2)),
    "outcome": ((("resolve", {"outcome": "solved", "text": "好"}),), "unfounded", "unfounded"),
    "told_where": ((("decline", {"told_where": "court", "text": "去"}),), "justice", "justice"),
    "result": ((("solve", {"text": "好"}),), "劝和", "劝和"),
    "receipt": ((("resolve", {"outcome": "to_case", "text": "立案", "receipt": "A1"}),), "A2", "A2"),
    "merged_into": ((("merge", {"into": "1"}),), "2", "LF-20261121-002"),
    "recovered": ((("solve", {"text": "好"}),), "300", 30_000),
    "pressing": ((("solve", {"text": "好", "pressing": "no"}),), "yes", "yes"),
    "followup": ((("solve", {"text": "好"}), ("follow_up", {"followup": "basic"})), "satisfied", "satisfied"),
}  # fmt: skip


@pytest.mark.parametrize("field", STEPPED)
def test_each_field_of_a_step_is_corrected_once_it_is_there(book: TestDesk, field: str) -> None:
    book.staff.add(book.room, "周海峰", "012346", "officer", book.actor, EN)
    book.log()
    book.log()
    number = book.log().number
    steps, said, meant = STEPPED[field]
    if steps:
        with pytest.raises(DeskError) as refusal:
            correct(book, number, **{field: said})
        refused(refusal.value)
    for code, given in steps:
        before = book.step(number, code, **given)
    found = correct(book, number, **{field: said})
    assert getattr(found, field) == meant
    if field.endswith("_due"):
        assert found.next_due == meant
    if steps:
        assert found.status == before.status


def test_every_field_is_among_the_cases() -> None:
    assert set(LABELS) == {*LOGGED, *STEPPED, "area"}


def test_what_stands_there_already_changes_nothing(book: TestDesk) -> None:
    request = book.log(applicant="周敏", id_number=ID)
    texts = texts_of(request, book.room.calendar, {1: "012345"})
    assert ID not in texts.values()
    with pytest.raises(DeskError) as refusal:
        correct(book, request.number, **texts)
    refused(refusal.value, "Nothing would be changed")
    assert correct(book, request.number, **texts | {"applicant": "周明"}).id_number == ID
    with pytest.raises(DeskError) as refusal:
        correct(book, request.number, id_number="110***********0021")
    refused(refusal.value, "ends alone")


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"phone": "1"}, "phone"), ({"category": "song"}, "song"), ({"urgency": ""}, "empty"),
        ({"due_at": "昨天"}, "passed"), ({"occurred_at": "明天"}, "to come"), ({"summary": ""}, "not said yet"),
        ({"status": "resolved"}, "no field"), ({"applicant": "长" * 101}, "100"), ({"result": "好"}, "not filled in"),
        ({"category": ""}, "empty"), ({"responsible": "谁"}, "no officer"),
    ],
)  # fmt: skip
def test_what_the_log_form_would_refuse_is_refused(book: TestDesk, given: dict[str, str], word: str) -> None:
    number = book.log(applicant="周敏").number
    before = book.count("history")
    with pytest.raises(DeskError) as refusal:
        correct(book, number, **given)
    refused(refusal.value, word)
    assert book.count("history") == before


def test_a_correction_needs_its_reason(book: TestDesk) -> None:
    number = book.log().number
    with pytest.raises(DeskError) as refusal:
        correct(book, number, " ", applicant="周明")
    refused(refusal.value, "reason")
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("step", ["archive", "void"])
def test_a_final_record_is_not_corrected(book: TestDesk, step: str) -> None:
    number = book.log().number
    if step == "archive":
        book.step(number, "solve", text="好")
        book.step(number, "archive")
    else:
        book.step(number, "void", text="错", confirm=number)
    with pytest.raises(DeskError) as refusal:
        correct(book, number, applicant="周明")
    refused(refusal.value, number)


def test_a_correction_on_a_record_that_moved_on_is_refused(book: TestDesk) -> None:
    number = book.log().number
    book.step(number, "take")
    with pytest.raises(DeskError) as refusal:
        book.requests.correct(number, {"applicant": "周明"}, "错", book.actor, EN, version=1)
    refused(refusal.value, "meanwhile")


def test_the_due_date_stays_unless_it_is_corrected_itself(book: TestDesk) -> None:
    request = book.log()
    found = correct(book, request.number, urgency="critical", category="lost_person")
    assert found.due_at == found.next_due == request.due_at
    found = correct(book, request.number, due_at="")
    assert found.due_at == found.next_due == NOON + timedelta(hours=2)


def test_what_was_told_of_a_case_is_kept_nowhere(book: TestDesk) -> None:
    number = book.log(summary="被人捅了一刀", category="other_help").number
    logged = book.requests.correct(number, {"category": "case_report"}, "是报案", book.actor, EN)
    assert (logged.request.summary, logged.request.is_case) == ("", True)
    assert any("facts of the case are not" in warning for warning in logged.warnings)
    for table in ("request", "history", "audit", "journal"):
        assert not any("捅" in str(tuple(row)) for row in book.read(f"SELECT * FROM {table}"))
    with pytest.raises(DeskError) as refusal:
        Undoing(book.store, book.room, {"request": reversal()}).undo(book.actor)
    refused(refusal.value, "for good")
    with pytest.raises(DeskError) as refusal:
        correct(book, number, category="noise")
    assert refusal.value.field == "summary"
    assert correct(book, number, category="noise", summary="楼上吵").summary == "楼上吵"


def everywhere(book: TestDesk) -> str:
    """All that the file holds, as its bytes."""
    return book.path.read_bytes().decode("utf-8", "replace")


def test_earlier_words_of_what_became_a_case_are_wiped_from_the_file(book: TestDesk) -> None:
    number = book.log(summary="被人捅一刀", category="other_help").number
    correct(book, number, summary="被人捅两刀")
    correct(book, number, summary="被人捅三刀")
    assert "捅一刀" in everywhere(book)
    before = [dict(row) for row in book.read("SELECT * FROM history")]
    correct(book, number, category="case_report")
    assert "捅" not in everywhere(book)
    assert [dict(row) for row in book.read("SELECT * FROM history")][:-1] == before
    with closing(db.connect(book.path, readonly=True)) as connection:
        request = reading.find(connection, 1, number)
        assert request is not None
        rows = reading.history(connection, "request", request.id)
        lines = trail(request, rows, (), View({1: "李辉"}, book.room.calendar, NOON, EN))
    assert sum("What is it: (not kept) → (not kept)" in line.text for line in lines) == 2


def test_a_correction_undone_into_a_case_report_leaves_no_words_of_it(book: TestDesk) -> None:
    number = book.log(category="case_report").number
    correct(book, number, category="other_help", summary="被人捅一刀")
    correct(book, number, summary="被人捅两刀")
    undoing = Undoing(book.store, book.room, {"request": reversal()})
    undoing.undo(book.actor)
    assert "捅两刀" in everywhere(book)
    undoing.redo(book.actor)
    undoing.undo(book.actor)
    undoing.undo(book.actor)
    assert [row["category"] for row in book.read("SELECT category FROM request")] == ["case_report"]
    assert "捅" not in everywhere(book)
    with pytest.raises(DeskError) as refusal:
        undoing.redo(book.actor)
    refused(refusal.value, number, "for good")
    assert "捅" not in everywhere(book)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE kept_text SET text = 'x'",
        "UPDATE kept_text SET subject_id = 9, text = NULL",
        "DELETE FROM kept_text",
        "REPLACE INTO kept_text SELECT * FROM kept_text",
    ],
)
def test_a_kept_text_is_wiped_or_stays(book: TestDesk, sql: str) -> None:
    correct(book, book.log().number, summary="狗叫")
    with closing(db.connect(book.path)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="wiped"):
            connection.execute(sql)
        connection.execute("UPDATE kept_text SET text = NULL")


def test_the_trail_tells_old_and_new_masked_as_the_record(book: TestDesk) -> None:
    number = book.log(applicant="周敏", id_number=ID).number
    correct(book, number, applicant="周明", id_number="110105194912310011", urgency="urgent")
    undoing = Undoing(book.store, book.room, {"request": reversal()})
    with closing(db.connect(book.path, readonly=True)) as connection:
        view = View({1: "李辉"}, book.room.calendar, NOON, EN)

        def told() -> str:
            request = reading.find(connection, 1, number)
            assert request is not None
            rows = reading.history(connection, "request", request.id)
            return "\n".join(line.text for line in trail(request, rows, (), view))

        said = told()
        assert "Corrected · 李辉：听错了" in said
        assert "Name: 周敏 → 周明" in said
        assert "Urgency: Normal → Urgent" in said
        assert "ID number: 110***********002X → 110***********0011" in said
        undoing.undo(book.actor)
        said = told()
        assert "(undone) Corrected · 李辉" in said
        assert "Undone · 李辉：Corrected" in said


def test_the_sheet_marks_what_was_corrected_after_the_cut_off(book: TestDesk) -> None:
    early, late, never = (book.log(applicant=name).number for name in "甲乙丙")
    correct(book, early, applicant="丁")
    book.clock.turn(days=1)
    correct(book, late, applicant="戊")
    with closing(db.connect(book.path, readonly=True)) as connection:
        sheet = summarise(sheet_input(connection, book.room, NOON.date(), book.clock()))
    rows = sheet.section("must_do").rows
    assert {row.facts["number"]: row.facts["corrected"] for row in rows} == {
        early: False, late: True, never: False,
    }  # fmt: skip
    (marked,) = [row for row in rows if row.facts["number"] == late]
    assert any("corrected" in say(cell.mark, EN) for cell in marked.cells)


def test_an_outcome_that_a_step_sets_is_no_field_of_a_correction() -> None:
    names = [field.name for field in fields_of(a_request(status="merged", outcome="merged", merged_into="x"))]
    assert "outcome" not in names
    assert "status" not in names


# -- the screens


@pytest.mark.parametrize("way", ["key", "click"])
async def test_one_key_corrects_and_two_keys_turn_it_back(tmp_path: Path, way: str) -> None:
    desk = new_desk(tmp_path)  # noqa: F811
    number = log(desk, applicant="周敏", phone="13800010009", id_number=ID).number
    async with opened(desk, size=WIDE if way == "click" else NARROW) as person:
        person.app.open_record(number)
        await person.settled()
        if way == "click":
            await person.clicks("Ctrl+E")
        else:
            await person.types("ctrl+e")
        assert person.top == "RequestCorrect"
        assert person.form.values()["applicant"] == "周敏"
        assert ID not in person.screen
        person.fits()
        await person.types("backspace", "明", "ctrl+s")
        assert "reason" in person.error("reason")
        assert person.field == "reason"
        await person.writes("听错了\n")
        assert person.top == "RecordScreen", person.screen
        assert person.request().applicant == "周明"
        assert "Ctrl+Z undoes" in person.status
        await person.types("ctrl+z")
        assert person.request().applicant == "周敏"
        assert person.status == f"✓ Undone: {number} · Corrected · Ctrl+Y redoes"
        await person.types("ctrl+y")
        assert person.request().applicant == "周明"
        assert way == "key" or "周敏→周明" in person.words


async def test_the_way_to_a_case_report_is_told_before(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)  # noqa: F811
    number = log(desk, category="other_help").number
    async with opened(desk) as person:
        person.app.open_record(number)
        await person.settled()
        await person.types("ctrl+e", "enter", "enter", "8")
        assert "thefactsofthecasearenot" in person.words.replace("│", "")
        await person.types("ctrl+s", *spell("是报案\n"))
        assert person.request().is_case
        await person.types("ctrl+z")
        assert "for good" in person.status


async def test_ctrl_z_undoes_typing_where_something_is_typed_and_else_the_last_write(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *spell("甲\n\n3吵\n"))
        assert person.status.endswith("· Ctrl+Z undoes")
        await person.types("f2", *"乙", "ctrl+z")
        assert person.column("status") == ["registered"]
        assert person.form.values()["applicant"] == ""
        await person.types("ctrl+y")
        assert person.form.values()["applicant"] == "乙"
        await person.types("ctrl+z", "ctrl+z")
        assert person.column("status") == ["undone"]
        await person.types("escape", "ctrl+y")
        assert person.column("status") == ["registered"]
        await person.types("ctrl+y")
        assert "nothing to redo" in person.status


async def test_undo_works_after_a_restart_and_not_after_the_cut_off(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)  # noqa: F811
    log(desk)
    log(desk)
    async with opened(desk) as person:
        await person.types("ctrl+z")
        assert person.column("status") == ["registered", "undone"]
        turn(desk, days=1)
        await person.types("ctrl+z")
        assert person.status.startswith("! Nothing of yours from this day")
        assert person.column("status") == ["registered", "undone"]


async def test_ctrl_z_does_nothing_behind_a_box(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)  # noqa: F811
    number = log(desk).number
    async with opened(desk) as person:
        person.app.open_record(number)
        await person.settled()
        await person.types("0", "ctrl+z", "ctrl+y")
        assert person.top == "StepDialog"
        assert person.column("status") == ["registered"]


# -- the command line


def test_a_field_is_corrected_and_turned_back_by_words(room: Desk) -> None:  # noqa: F811
    number = log_by_words(room)
    said = room("correct", number, "applicant", "Wang", "--reason", "misheard", "--json")
    assert (said.code, said.data["applicant"]) == (0, "Wang")
    shown = room("show", number, "--json").data
    assert shown["history"][-1]["changes"] == {"applicant": ["", "Wang"]}
    assert shown["history"][-1]["reason"] == "misheard"
    said = room("undo")
    assert (said.code, said.out) == (0, "")
    assert number in said.err
    assert room("show", number, "--json").data["applicant"] == ""
    assert room("undo", "--redo").code == 0
    assert room("show", number, "--json").data["applicant"] == "Wang"
    assert [room("undo").code for _ in range(3)] == [0, 0, 1]
    assert room("show", number, "--json").data["status"] == "undone"


def test_the_words_of_a_correction_are_checked(room: Desk) -> None:  # noqa: F811
    number = log_by_words(room)
    for words, code, told in (
        (("urgency", "high", "--reason", "r"), 2, "critical"),
        (("urgency",), 2, "critical"),
        (("applicant",), 2, "VALUE"),
        (("applicant", "Wang"), 2, "reason"),
        (("colour", "red", "--reason", "r"), 2, "applicant"),
    ):
        said = room("correct", number, *words)
        assert (said.code, told in said.err) == (code, True), said
    assert room("correct", "99", "applicant", "W", "--reason", "r").code == 3
    assert room("correct", number, "applicant", "W", "--reason", "r", "--dry-run").code == 0
    assert room("show", number, "--json").data["applicant"] == ""
    said = room("correct", number, "category", "case_report", "--reason", "it is one")
    assert "facts of the case" in said.err
