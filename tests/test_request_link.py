"""Logging into an open request (并案): one transaction, one undo, and a sentence where it may not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.domain.errors import DeskError
from deskapp.domain.journal import Undone
from deskapp.domain.request import Request
from deskapp.services import requests
from deskapp.services.undo import Undoing
from tests.builders import EN, TestDesk, a_desk, refused, walk

GIVEN = {"category": "noise", "summary": "昨天报过的楼上噪音，今天又来了", "applicant": "查小刚"}
FIRST = "LF-20261121-001"


@pytest.fixture
def desk(tmp_path: Path) -> TestDesk:
    found = a_desk(tmp_path)
    found.log(applicant="查小刚")
    return found


def log_into(desk: TestDesk, number: str = FIRST, **given: str) -> Request:
    return desk.requests.log_into(GIVEN | given, number, desk.actor, EN).request


def undoing(desk: TestDesk) -> Undoing:
    return Undoing(desk.store, desk.room, {requests.SUBJECT: requests.reversal()})


def state(desk: TestDesk, number: str) -> tuple[object, ...]:
    (row,) = desk.read("SELECT status, is_open, merged_into, outcome FROM request WHERE number = ?", number)
    return tuple(row)


def test_a_repeat_is_logged_and_merged_in_one_write(desk: TestDesk) -> None:
    found = log_into(desk)
    assert (found.number, found.status, found.merged_into) == ("LF-20261121-002", "merged", FIRST)
    assert found.summary == GIVEN["summary"]
    assert state(desk, FIRST) == ("registered", 1, "", "")
    steps = desk.read(
        "SELECT step, write_id FROM history WHERE subject = 'request' AND subject_id = ? ORDER BY id",
        found.id,
    )
    assert [row["step"] for row in steps] == ["log", "merge"]
    assert len({row["write_id"] for row in steps}) == 1
    actions = desk.read(
        "SELECT action FROM audit WHERE subject = 'request' AND subject_id = ? ORDER BY seq", found.id
    )
    assert [row["action"] for row in actions] == ["log", "merge"]
    assert [
        tuple(row)
        for row in desk.read(
            "SELECT action, kind FROM journal WHERE subject = 'request' AND subject_id = ?", found.id
        )
    ] == [("log_into", "write")]


def test_one_undo_takes_both_back_and_one_redo_brings_both(desk: TestDesk) -> None:
    number = log_into(desk).number
    done: Undone = undoing(desk).undo(desk.actor)
    assert (done.name, EN(done.label)) == (number, "Registered and merged")
    assert state(desk, number) == ("undone", 0, "", "")
    undoing(desk).redo(desk.actor)
    assert state(desk, number) == ("merged", 0, FIRST, "merged")
    undoing(desk).undo(desk.actor)
    undoing(desk).undo(desk.actor)
    assert state(desk, FIRST)[0] == "undone"


def test_the_first_one_is_not_undone_while_a_repeat_is_merged_into_it(desk: TestDesk) -> None:
    log_into(desk)
    desk.step(FIRST, "take")
    with pytest.raises(DeskError) as caught:
        desk.step(FIRST, "merge", into="LF-20261121-002")
    refused(caught.value, "merged")


def test_a_closed_request_is_not_reopened_by_a_repeat(desk: TestDesk) -> None:
    desk.step(FIRST, "solve", text="已劝")
    with pytest.raises(DeskError) as caught:
        log_into(desk)
    refused(caught.value, FIRST, "closed", "reopen it with 1", "on its own", "kept")
    assert desk.count("request") == 1
    desk.step(FIRST, "reopen", text="又吵了")
    assert log_into(desk).merged_into == FIRST


def test_a_merged_archived_voided_or_unknown_request_takes_nothing(desk: TestDesk) -> None:
    for _ in range(2):
        desk.log()
    desk.step("LF-20261121-002", "merge", into=FIRST)
    walk(desk, "LF-20261121-003", ("solve", {"text": "好"}), ("archive", {}))
    for number, words in {
        "LF-20261121-002": (FIRST, "Choose"),
        "LF-20261121-003": ("archived",),
        "LF-20261121-009": ("no record",),
    }.items():
        with pytest.raises(DeskError) as caught:
            log_into(desk, number)
        refused(caught.value, number, *words)
    assert desk.count("request") == 3
    assert desk.read("SELECT last FROM serial WHERE prefix = 'LF'")[0][0] == 3


def test_what_is_wrong_in_the_form_is_refused_before_anything_is_written(desk: TestDesk) -> None:
    with pytest.raises(DeskError) as caught:
        log_into(desk, category="")
    assert caught.value.field == "category"
    assert desk.count("request") == 1


def test_hostile_text_is_merged_as_text(desk: TestDesk) -> None:
    assert log_into(desk, summary="[/red]\x1b[2J\u202e", applicant="=1+1").summary == "[/red]␛[2J⟪RLO⟫"
