"""Reading earlier matters: whose they are, where, within how many days, and what it costs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.repeat_list import repeats
from deskapp.domain.repeats import COUNTED, LISTED, Earlier, Matter
from deskapp.reading import repeats as reading
from deskapp.reading.requests import find
from tests.builders import TestDesk, a_desk
from tests.repeat_builders import a_card, give, link, write

TODAY = date(2026, 11, 21)
DAYS = 30


@pytest.fixture
def desk(tmp_path: Path) -> TestDesk:
    return a_desk(tmp_path)


@pytest.fixture
def file(desk: TestDesk) -> Iterator[sqlite3.Connection]:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        yield connection


def numbers(found: Earlier) -> list[str]:
    return [one.request.number[-3:] for one in found.matters]


def test_the_open_and_the_earlier_matters_of_a_person_are_found_whatever_their_age(
    desk: TestDesk, file: sqlite3.Connection
) -> None:
    card = a_card(desk.path, "查小刚", "13800010027")
    for category in ("noise", "dog", "noise"):
        give(desk.path, desk.log(category=category, applicant="查小刚", phone="13800010027").number, card)
    desk.step("LF-20261121-003", "solve", text="已劝")
    desk.log(category="dog", summary="别人的狗")
    found = reading.earlier_than(file, 1, Matter(TODAY + timedelta(days=400), "noise", card), DAYS)
    assert numbers(found) == ["002", "001", "003"]
    assert (found.visits, found.same, found.places) == (3, 0, 0)
    found = reading.earlier_than(file, 1, Matter(TODAY, "noise", card), DAYS)
    assert numbers(found) == ["001", "002", "003"]
    assert (found.visits, found.same) == (3, 2)


def test_linked_cards_are_one_person_from_whichever_of_them_one_starts(
    desk: TestDesk, file: sqlite3.Connection
) -> None:
    cards = [a_card(desk.path, name, "13800010027") for name in ("查小刚", "查晓刚", "查小钢", "别人")]
    link(desk.path, cards[1], cards[0])
    link(desk.path, cards[2], cards[1])
    for at, card in enumerate(cards, 1):
        desk.log(category="dog")
        give(desk.path, f"LF-20261121-{at:03d}", card)
    for card in cards[:3]:
        assert numbers(reading.earlier_than(file, 1, Matter(TODAY, "", card), DAYS)) == ["003", "002", "001"]
        assert reading.head_card(file, card) == cards[0]
    assert numbers(reading.earlier_than(file, 1, Matter(TODAY, "", cards[3]), DAYS)) == ["004"]
    assert reading.cards_of(file, 99) == ()


def test_the_same_place_is_found_however_it_is_written_within_the_days_alone(
    desk: TestDesk, file: sqlite3.Connection
) -> None:
    desk.log(category="dog", place="三栋")
    desk.clock.turn(days=DAYS)
    desk.log(category="hazard", address="3号楼")
    desk.log(category="hazard", place="三楼")
    desk.log(category="hazard", summary="灯坏了")
    today = TODAY + timedelta(days=DAYS)
    found = reading.earlier_than(file, 1, Matter(today, "", 0, "３ 号楼"), DAYS)
    assert [one.request.summary for one in found.matters] == ["楼上跑跳"] * 2
    assert [one.request.day for one in found.matters] == [today, TODAY]
    assert found.places == 2
    assert reading.earlier_than(file, 1, Matter(today, "", 0, "3号楼"), DAYS - 1).places == 1


def test_a_sheltered_home_is_nobodys_place(desk: TestDesk, file: sqlite3.Connection) -> None:
    desk.log(category="violence_home", address="3号楼502")
    desk.log(category="noise", address="3号楼502", id_number="11010120150307001X")
    desk.log(category="violence_home", place="3号楼502")
    assert numbers(reading.earlier_than(file, 1, Matter(TODAY, "", 0, "3栋502室"), DAYS)) == ["003"]


def test_undone_and_voided_requests_never_were(desk: TestDesk, file: sqlite3.Connection) -> None:
    card = a_card(desk.path, "查小刚", "13800010027")
    for _ in range(3):
        give(desk.path, desk.log(place="3栋").number, card)
    desk.step("LF-20261121-002", "void", text="误登", confirm="LF-20261121-002")
    write(desk.path, "UPDATE request SET status = 'undone', is_open = 0 WHERE id = 3")
    found = reading.earlier_than(file, 1, Matter(TODAY, "noise", card, "3栋", "楼上跑跳"), DAYS)
    assert (numbers(found), found.visits, found.places, found.same) == (["001"], 1, 1, 1)
    assert len(reading.entered_in(file, 1, TODAY, TODAY)) == 1


def test_a_case_report_repeats_by_person_and_place_and_has_no_words(
    desk: TestDesk, file: sqlite3.Connection
) -> None:
    desk.log(category="case_report", summary="车窗被砸，包被偷了", place="小区门口")
    told = Matter(TODAY, "case_report", 0, "", "车窗被砸，包被偷了")
    assert not reading.earlier_than(file, 1, told, DAYS)
    found = reading.earlier_than(file, 1, replace(told, place="小区门口", told=""), DAYS)
    assert (found.same, found.matters[0].request.told(lambda text, **_: text)[:5]) == (1, "(Case")  # type: ignore[arg-type]


def test_ten_are_listed_and_all_are_counted(desk: TestDesk, file: sqlite3.Connection) -> None:
    card = a_card(desk.path, "查小刚", "13800010027")
    for _ in range(12):
        give(desk.path, desk.log(category="dog").number, card)
    found = reading.earlier_than(file, 1, Matter(TODAY, "", card), DAYS)
    assert (len(found.matters), found.visits) == (LISTED, 12)
    assert numbers(found)[0] == "012"
    assert COUNTED == 100


def test_a_record_is_no_repeat_of_itself(desk: TestDesk, file: sqlite3.Connection) -> None:
    desk.log(place="3栋")
    desk.log(place="三栋")
    request = find(file, 1, "LF-20261121-001")
    assert request is not None
    new = reading.matter_at_hand(request)
    assert numbers(reading.earlier_than(file, 1, new, DAYS, request.id)) == ["002"]


def test_nothing_told_finds_nothing(desk: TestDesk, file: sqlite3.Connection) -> None:
    desk.log()
    assert not reading.earlier_than(file, 1, Matter(TODAY, "", 0), DAYS)
    assert not reading.earlier_than(file, 1, Matter(TODAY, "noise", 99), DAYS)


def test_another_room_has_its_own_matters(desk: TestDesk, file: sqlite3.Connection) -> None:
    desk.log(place="3栋")
    assert not reading.earlier_than(file, 2, Matter(TODAY, "noise", 0, "3栋", "楼上跑跳"), DAYS)


def test_the_week_is_read_with_its_people_and_places(desk: TestDesk, file: sqlite3.Connection) -> None:
    one, other = a_card(desk.path, "查小刚", "13800010027"), a_card(desk.path, "查晓刚", "13800010027")
    link(desk.path, other, one)
    for at, card in enumerate((one, other), 1):
        desk.log(category="dog", applicant="查小刚", phone="13800010027", place=("3栋", "三幢")[at - 1])
        give(desk.path, f"LF-20261121-{at:03d}", card)
    desk.clock.turn(days=1)
    desk.log(place="三号楼", summary="灯坏了")
    found = repeats(reading.entered_in(file, 1, TODAY, TODAY), DAYS)
    assert [(one.kind, one.count, one.name) for one in found] == [
        ("person", 2, "查小刚"), ("matter", 2, "楼上跑跳"), ("place", 2, "三幢"),
    ]  # fmt: skip
    found = repeats(reading.entered_in(file, 1, TODAY, TODAY + timedelta(days=1)), DAYS)
    assert [(one.kind, one.count) for one in found] == [("person", 2), ("matter", 2), ("place", 3)]


@pytest.mark.parametrize(
    ("sql", "values", "index"),
    [
        (reading._OF_CARD, (1, 9), "request_person"),
        (reading._WITHIN, (1, "2026-01-01", "2026-12-01", 9, "noise", 1), "request_day"),
        (reading._CARDS_UP, (1,), "INTEGER PRIMARY KEY"),
        (reading._CARDS_DOWN, (1,), "person_merged"),
        (reading._OF_DAYS, (1, "2026-11-15", "2026-11-21"), "request_day"),
    ],
)
def test_each_query_goes_by_an_index_and_sorts_nothing(
    file: sqlite3.Connection, sql: str, values: tuple[object, ...], index: str
) -> None:
    plan = [str(row[3]) for row in file.execute("EXPLAIN QUERY PLAN " + sql, values)]
    assert any(index in line for line in plan), plan
    assert not any("TEMP B-TREE" in line for line in plan), plan
    assert not any(line.startswith(("SCAN request", "SCAN person", "SCAN r", "SCAN p")) for line in plan), (
        plan
    )
