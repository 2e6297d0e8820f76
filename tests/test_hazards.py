"""Hazards in the file: found, fixed or ordered, rechecked, transferred, corrected, undone, found again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain import search_keys
from deskapp.domain.errors import DeskError
from deskapp.domain.hazard_card import card, trail
from deskapp.domain.hazard_codes import STATUS
from deskapp.domain.hazard_from import proposals
from deskapp.domain.hazard_steps import MACHINE
from deskapp.domain.request_card import View
from deskapp.domain.search_hits import reason
from deskapp.reading import areas as area_reading
from deskapp.reading import hazards as reading
from deskapp.reading import requests as request_reading
from deskapp.reading import search
from deskapp.reading.hazard_lists import HazardFilter, list_source
from deskapp.reading.search_facts import FACTS
from tests.builders import EN, NOON, TestDesk, a_desk, a_request
from tests.field_builders import grids, hazard, hazard_verbs, refuses, step, undoing
from tests.volunteer_builders import member

FIRST = "YH-20261121-001"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


@pytest.fixture
def read(desk: TestDesk) -> Iterator[sqlite3.Connection]:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        yield connection


def listed(desk: TestDesk, read: sqlite3.Connection, **chosen: object) -> list[str]:
    source = list_source(lambda: read, desk.room, HazardFilter(**chosen), desk.clock(), EN)  # type: ignore[arg-type]
    return [row.cells[1] for row in source.first(50)]


# -- the states


@pytest.mark.parametrize("status", [entry.code for entry in STATUS])
def test_each_state_allows_what_the_table_of_states_says(status: str) -> None:
    wanted = {
        "found": "fix order transfer void", "fixed_on_spot": "void", "ordered": "clear fail transfer void",
        "recheck_failed": "order transfer void", "transferred": "clear fail void", "rechecked_ok": "void",
        "voided": "", "undone": "",
    }  # fmt: skip
    assert {one.code for one in MACHINE.allowed(status)} == set(wanted[status].split())
    digits = [one.key for one in MACHINE.allowed(status)]
    assert len(digits) == len(set(digits))


def test_what_is_fixed_on_the_spot_is_closed_at_once_with_both_steps_kept(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    found = hazard(desk, measure="fixed", done="当场清走")
    assert (found.number, found.status, found.measure, found.closed_at) == (
        FIRST,
        "fixed_on_spot",
        "当场清走",
        NOON,
    )
    history = request_reading.history(read, "hazard", found.id)
    assert [(row.step, row.source, row.target) for row in history] == [
        ("find", "", "found"),
        ("fix", "found", "fixed_on_spot"),
    ]
    assert len({row.write for row in history}) == 1


@pytest.mark.parametrize(("level", "day"), [("minor", 28), ("general", 24), ("major", 22)])
def test_an_order_without_a_day_takes_the_usual_one_of_its_level(
    desk: TestDesk, level: str, day: int
) -> None:
    found = hazard(desk, measure="ordered", level=level)
    assert (found.status, found.deadline) == ("ordered", date(2026, 11, day))
    assert not found.is_overdue(desk.clock())
    desk.clock.turn(days=day - 20)
    assert found.is_overdue(desk.clock())


def test_a_deadline_alone_is_an_order_and_a_recheck_that_failed_orders_again(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    found = hazard(desk, deadline="11-23", owner="农贸市场", owner_phone="13800010009", order_no="ZG-7")
    desk.clock.turn(days=3)
    found = step(desk, found, "fail", text="还在", deadline="+2d")
    assert (found.status, found.deadline, found.rechecks) == ("ordered", date(2026, 11, 26), 1)
    found = step(desk, found, "fail", text="还在")
    assert (found.status, found.deadline, found.is_overdue(desk.clock())) == (
        "recheck_failed", date(2026, 11, 26), False,
    )  # fmt: skip
    found = step(desk, found, "order", deadline="11-30", text="清空")
    desk.clock.turn(hours=1)
    found = step(desk, found, "clear", text="已清空")
    assert (found.status, found.rechecks, found.is_open) == ("rechecked_ok", 3, False)
    assert [(one.passed, one.text) for one in reading.rechecks(read, found.id)] == [
        (False, "还在"),
        (False, "还在"),
        (True, "已清空"),
    ]
    view = View({1: "李辉"}, desk.room.calendar, desk.clock(), EN)
    told = [line.text for line in card(found, reading.rechecks(read, found.id), view, {})]
    assert "农贸市场" in told
    assert "13800010009" in told
    assert any("It is fixed" in text for text in told)
    lines = trail(request_reading.history(read, "hazard", found.id), (), view)
    assert lines[0].text.startswith("Recheck: it is fixed")


def test_a_transferred_hazard_waits_for_its_receiver_and_comes_back(desk: TestDesk) -> None:
    found = step(desk, hazard(desk), "transfer", receiver="fire", due="+5d")
    assert (found.status, found.receiver, found.is_open) == ("transferred", "fire", True)
    assert step(desk, found, "clear").status == "rechecked_ok"
    other = step(desk, hazard(desk), "transfer", receiver="fire", due="+5d")
    other = step(desk, other, "fail", text="无人处理", deadline="+1d")
    assert (other.status, other.receiver, other.receiver_due) == ("ordered", "", None)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"category": ""}, "category"), ({"category": "moon"}, "category"), ({"summary": " "}, "summary"),
     ({"level": "huge"}, "level"), ({"deadline": "2026-11-20"}, "deadline"), ({"area": "nowhere"}, "area"),
     ({"finder": "nobody"}, "finder"), ({"found_at": "tomorrow 9:00"}, "found_at"),
     ({"owner_phone": "abc"}, "owner_phone"),
     ({"measure": "pray"}, "measure"), ({"order_no": "9" * 61}, "order_no"), ({"place": "x" * 201}, "place")],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    desk: TestDesk, read: sqlite3.Connection, given: dict[str, str], field: str
) -> None:
    with pytest.raises(DeskError) as error:
        hazard(desk, **given)
    assert error.value.field == field
    assert read.execute("SELECT count(*) FROM hazard").fetchone()[0] == 0


def test_steps_out_of_turn_are_refused(desk: TestDesk) -> None:
    found = hazard(desk)
    refuses(lambda: step(desk, found, "clear"), "order")
    refuses(lambda: step(desk, found, "order", text="x"), "Fix until")
    refuses(lambda: step(desk, found, "void", text="x"), FIRST)
    refuses(lambda: step(desk, found, "transfer", receiver="fire", due="2026-11-20"), "2026-11-20")
    voided = step(desk, found, "void", text="x", confirm=FIRST)
    refuses(lambda: hazard_verbs(desk).note(voided.number, "note", "x", desk.actor, EN), FIRST)
    refuses(lambda: hazard_verbs(desk).correct(FIRST, {"place": "x"}, "y", desk.actor, EN), FIRST)
    refuses(lambda: hazard_verbs(desk).step("YH-20261121-009", "fix", {}, desk.actor, EN), "009")


# -- who, where, what


def test_a_volunteer_can_have_found_it_and_it_counts_in_its_area(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    grids(desk)
    who = member(desk, "马玉兰").volunteer
    found = hazard(desk, finder=who.member_no, area="0501", place="3栋")
    assert (found.volunteer_id, found.found_by, found.finder) == (who.id, None, who.member_no)
    assert (found.area, found.where) == ("02-05-01 东苑", "3栋 · 02-05-01 东苑")
    corrected = hazard_verbs(desk).correct(
        found.number, {"finder": "012345", "area": "南湖", "level": "major"}, "misheard", desk.actor, EN
    )
    assert (corrected.found_by, corrected.volunteer_id, corrected.area) == (1, None, "02-06 南湖")
    view = View(
        {1: "李辉"}, desk.room.calendar, desk.clock(), EN, area_of=lambda key: area_reading.name_of(read, key)
    )
    (line,) = [
        one
        for one in trail(request_reading.history(read, "hazard", found.id), (), view)
        if "Corrected" in one.text
    ]
    assert "02-05-01 东苑 → 02-06 南湖" in line.text
    assert "General hazard → Major hazard" in line.text
    refuses(lambda: hazard_verbs(desk).correct(FIRST, {"level": "major"}, "x", desk.actor, EN))
    refuses(lambda: hazard_verbs(desk).correct(FIRST, {"place": "y"}, "", desk.actor, EN))
    refuses(lambda: hazard_verbs(desk).correct(FIRST, {"deadline": "+1d"}, "x", desk.actor, EN), "order")


def test_the_list_shows_what_is_overdue_first_and_what_is_closed_last(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    grids(desk)
    hazard(desk, deadline="+9d", area="南湖")
    hazard(desk, deadline="+1d", category="ebike")
    hazard(desk, measure="fixed", area="东苑")
    hazard(desk, level="major")
    desk.clock.turn(days=3)
    days = listed(desk, read)
    assert days == ["1121-002", "1121-004", "1121-001", "1121-003"]
    assert listed(desk, read, open=True) == days[:3]
    assert listed(desk, read, overdue=True) == days[:2]
    assert listed(desk, read, category="ebike") == ["1121-002"]
    assert listed(desk, read, status="fixed_on_spot") == ["1121-003"]
    assert listed(desk, read, level="major") == ["1121-004"]
    assert listed(desk, read, text="纸箱", area_id=area_reading.areas(read, 1)[0].id) == [
        "1121-001",
        "1121-003",
    ]


# -- from a request


def test_a_request_becomes_a_hazard_and_one_undo_takes_both_back(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    number = desk.log(category="hazard", summary="电动车在楼道充电", place="3栋").number
    made = hazard_verbs(desk).add_from(
        desk.requests, number, {"category": "ebike", "summary": "楼道充电", "deadline": "+3d"}, desk.actor, EN
    )
    request = request_reading.find(read, 1, number)
    assert request is not None
    assert (request.status, request.outcome, request.linked) == ("resolved", "to_hazard", FIRST)
    assert (made.request, made.source) == (number, "request")
    assert reading.of_request(read, request.id) == FIRST
    back = undoing(desk)
    back.undo(desk.actor)
    states = "SELECT (SELECT status FROM request), (SELECT status FROM hazard), (SELECT is_open FROM hazard)"
    assert tuple(read.execute(states).fetchone()) == ("registered", "undone", 0)
    assert reading.of_request(read, request.id) == ""
    back.redo(desk.actor)
    assert tuple(read.execute(states).fetchone()) == ("resolved", "ordered", 1)


def test_what_a_request_tells_is_proposed_and_no_sheltered_name_goes_along() -> None:
    told = proposals(a_request(category="hazard", summary="张三家门口井盖没了", place="东门"), NOON.date())
    assert (told["category"], told["place"], told["source"]) == ("light_manhole", "东门", "request")
    hidden = proposals(
        a_request(category="violence_home", applicant="王秀英", summary="王秀英说门禁坏了", address="3栋"),
        NOON.date(),
    )
    assert "王秀英" not in hidden["summary"]
    assert hidden["place"] == ""
    assert proposals(a_request(category="case_report", summary=""), NOON.date())["summary"] == ""


# -- undo, search


def test_each_step_is_undone_with_its_recheck_and_brought_back(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    found = hazard(desk, deadline="+3d")
    step(desk, found, "fail", text="还在", deadline="+9d")
    back = undoing(desk)
    back.undo(desk.actor)
    again = reading.find(read, 1, FIRST)
    assert again is not None
    assert (again.status, again.deadline, again.rechecks) == ("ordered", date(2026, 11, 24), 0)
    assert reading.rechecks(read, found.id) == ()
    back.redo(desk.actor)
    assert len(reading.rechecks(read, found.id)) == 1
    back.undo(desk.actor)
    back.undo(desk.actor)
    assert listed(desk, read) == []


def test_it_is_found_by_words_owner_area_and_log_with_the_reason(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    grids(desk)
    found = hazard(desk, owner="刘老板", owner_phone="13800010009", area="东苑", place="农贸市场")
    hazard_verbs(desk).note(found.number, "call", "说周五清", desk.actor, EN)
    row = read.execute("SELECT * FROM hazard").fetchone()
    for text in ("纸箱", "llb", "刘老板", "0009", "东苑", "农贸", "周五", FIRST):
        words = search_keys.words(text)
        assert [one["id"] for one in search.found(read, 1, "hazard", words, 5)] == [found.id], text
        assert reason(FACTS["hazard"](read, row, NOON.date(), EN), words).label, text
    words = search_keys.words("东苑")
    assert [one["name"] for one in search.found(read, 1, "area", words, 5)] == ["东苑"]
