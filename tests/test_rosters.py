"""The duty plan in the file: put in, corrected, voided, undone, and read against those who came."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.attendance_given import Given
from deskapp.domain.coverage import Coverage
from deskapp.domain.errors import DeskError
from deskapp.reading import slots as reading
from deskapp.services import rosters
from deskapp.services.attendances import Attendances
from deskapp.services.rosters import Rosters
from deskapp.services.undo import Undoing
from tests.builders import EN, TestDesk, a_desk, refused
from tests.volunteer_builders import member, team

TODAY = date(2026, 11, 21)
FIRST = "PB-20261121-001"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


def plan(desk: TestDesk) -> Rosters:
    return Rosters(desk.store, desk.room)


def put(desk: TestDesk, **given: str) -> str:
    return plan(desk).add({"days": "daily", "hours": "08:00-18:00"} | given, desk.actor, EN)


def undoing(desk: TestDesk) -> Undoing:
    return Undoing(desk.store, desk.room, {rosters.SUBJECT: rosters.reversal()})


def served(desk: TestDesk) -> Coverage:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        return reading.coverage_of(connection, desk.room, TODAY, desk.clock())


def test_a_slot_is_put_in_with_its_team_and_is_undone(desk: TestDesk) -> None:
    team(desk, "护学队")
    assert put(desk, team="护学队", place="东门", people="2", until="12-31") == FIRST
    with closing(db.connect(desk.path, readonly=True)) as connection:
        (found,) = reading.slots(connection, 1)
    assert (found.team, found.place, found.people, found.valid_from) == ("护学队", "东门", 2, TODAY)
    assert found.name(EN) == "护学队 · 东门 08:00–18:00"
    undoing(desk).undo(desk.actor)
    assert served(desk).slots == ()
    undoing(desk).redo(desk.actor)
    assert len(served(desk).slots) == 1
    with pytest.raises(DeskError) as error:
        put(desk, team="火星队")
    refused(error.value, "护学队")


def test_a_correction_keeps_both_values_with_its_reason(desk: TestDesk) -> None:
    put(desk)
    plan(desk).correct(FIRST, {"people": "3", "hours": "20-6"}, "夜里更忙", desk.actor, EN)
    row = desk.read("SELECT * FROM slot")[0]
    assert (row["people"], row["begins"], row["ends"], row["version"]) == (3, 1200, 360, 2)
    kept = desk.read("SELECT reason, detail FROM history WHERE subject = 'slot' AND step = 'correct'")[0]
    assert kept["reason"] == "夜里更忙"
    assert '"people": [1, 3]' in kept["detail"]
    for given, reason in (({"people": "3"}, "x"), ({"people": "4"}, ""), ({"until": "11-01"}, "x")):
        with pytest.raises(DeskError):
            plan(desk).correct(FIRST, given, reason, desk.actor, EN)
    with pytest.raises(DeskError):
        plan(desk).correct(FIRST, {"people": "5"}, "x", desk.actor, EN, version=1)
    undoing(desk).undo(desk.actor)
    assert desk.read("SELECT people FROM slot")[0]["people"] == 1


def test_a_voided_slot_asks_for_nobody_and_comes_back_by_undo(desk: TestDesk) -> None:
    put(desk)
    with pytest.raises(DeskError):
        plan(desk).void(FIRST, "", desk.actor)
    plan(desk).void(FIRST, "放假", desk.actor)
    assert served(desk).slots == ()
    with pytest.raises(DeskError) as error:
        plan(desk).void(FIRST, "x", desk.actor)
    refused(error.value, FIRST)
    undoing(desk).undo(desk.actor)
    assert len(served(desk).slots) == 1
    with pytest.raises(DeskError):
        plan(desk).void("PB-20261121-009", "x", desk.actor)


def test_who_signs_in_fills_a_place_and_who_is_voided_does_not(desk: TestDesk) -> None:
    team(desk, "大队")
    team(desk, "护学队", parent="大队")
    member(desk, team="护学队")
    put(desk, team="大队", people="1")
    verbs = Attendances(desk.store, desk.room)
    assert served(desk).slots[0].state == "empty"
    number = verbs.check_in("0001", desk.actor, EN, Given()).duty.attendance.number
    assert (served(desk).slots[0].state, served(desk).slots[0].here) == ("full", 1)
    desk.clock.turn(hours=7)
    verbs.check_out("0001", desk.actor, EN)
    assert [hour.state for hour in served(desk).hours][8:18] == ["empty"] * 4 + ["full"] * 6
    verbs.step(number, "void", {"text": "x"}, desk.actor, EN)
    assert served(desk).slots[0].state == "empty"


def test_a_slot_is_never_deleted(desk: TestDesk) -> None:
    put(desk)
    with closing(db.connect(desk.path)) as connection, pytest.raises(Exception, match="never deleted"):
        connection.execute("DELETE FROM slot")
