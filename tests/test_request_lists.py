"""The lists of requests: what the filters let through, how the board stands, what fits a width."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from deskapp.domain.listing import Sorting, lay_out
from deskapp.domain.words import Words
from deskapp.reading.keyset import KeysetQuery
from deskapp.reading.request_lists import RequestFilter, board_source, columns, list_source
from deskapp.reading.request_orders import SORTS
from deskapp.reading.sheet import sheet_input
from deskapp.settings import load
from deskapp.wiring import Desk, Setup, open_desk, set_up

EN = Words.plain()


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    """A practice desk in the middle of 21 November 2026; one record of the day before is still open."""
    settings = replace(load({}), database=home / "d.db", now="2026-11-20T10:00:00+08:00", language="en")
    before = set_up(settings, Setup("S", "R", "Li Ping", "1", "en", practice=True))
    log(before, category="noise", summary="from yesterday", due_at="11-20 18:00")
    log(before, category="noise", summary="closed yesterday")
    before.requests.step("LF-20261120-002", "solve", {"text": "ok"}, before.actor, EN)
    before.close()
    found = open_desk(replace(settings, now="2026-11-21T12:00:00+08:00"))
    log(found, category="noise", summary="50%_a", applicant="Ann", phone="13800001111")
    log(found, category="lost_person", summary="a child", applicant="Bo")
    log(found, category="thanks", summary="a banner")
    found.requests.step("LF-20261121-003", "solve", {"text": "hung up"}, found.actor, EN)
    yield found
    found.close()


def log(desk: Desk, **given: str) -> None:
    desk.requests.log(given, desk.actor, EN)


def numbers(desk: Desk, **chosen: object) -> list[str]:
    wanted = RequestFilter(**chosen)  # type: ignore[arg-type]
    return [
        row.cells[1] for row in list_source(lambda: desk.reader, desk.room, wanted, desk.clock(), EN).first(9)
    ]


def test_the_newest_come_first_with_short_numbers_for_today(desk: Desk) -> None:
    assert numbers(desk) == ["003", "002", "001", "1120-002", "1120-001"]


def test_filters_narrow_the_list(desk: Desk) -> None:
    today = desk.room.calendar.day(desk.clock())
    assert numbers(desk, open=True) == ["002", "001", "1120-001"]
    assert numbers(desk, overdue=True) == ["1120-001"]
    assert numbers(desk, mine=1, category="thanks") == ["003"]
    assert numbers(desk, mine=2) == []
    assert numbers(desk, to_day=today - timedelta(days=1), open=True) == ["1120-001"]
    assert numbers(desk, from_day=today, category="noise") == ["001"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("50%_", ["001"]),
        ("%", ["001"]),
        ("ann 50", ["001"]),
        ("１３８０", ["001"]),
        ("hung", ["003"]),
        ("20261120-001", ["1120-001"]),
        ("\\", []),
        ("nobody", []),
    ],
)
def test_words_are_looked_up_literally_in_every_field(desk: Desk, text: str, found: list[str]) -> None:
    assert numbers(desk, text=text) == found


def test_the_board_shows_what_is_owed_then_what_was_closed_today(desk: Desk) -> None:
    rows = board_source(lambda: desk.reader, desk.room, desk.clock(), EN).first(9)
    assert [(row.cells[1], row.cells[0], row.tone) for row in rows] == [
        ("1120-001", "! Overdue", "overdue"),
        ("002", "! Critical", "urgent"),
        ("001", "○ Registered", ""),
        ("003", "● Resolved", "closed"),
    ]


def test_the_board_and_the_list_go_through_an_index(desk: Desk) -> None:
    for source in (
        board_source(lambda: desk.reader, desk.room, desk.clock(), EN),
        list_source(lambda: desk.reader, desk.room, RequestFilter(), desk.clock(), EN),
        list_source(
            lambda: desk.reader, desk.room, RequestFilter(to_day=date(2026, 11, 21)), desk.clock(), EN
        ),
    ):
        assert isinstance(source, KeysetQuery)
        plan = "\n".join(source.explain())
        assert "SCAN" not in plan
        assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("desc", [False, True])
@pytest.mark.parametrize("column", SORTS)
def test_every_order_is_an_index_and_meets_every_row_once(desk: Desk, column: str, desc: bool) -> None:
    source = list_source(
        lambda: desk.reader, desk.room, RequestFilter(), desk.clock(), EN, Sorting(column, desc)
    )
    plan = source.explain()
    assert all("USING INDEX request_" in step for step in plan), plan
    rows = source.first(2)
    while page := source.after(rows[-1].key, 2):
        rows += page
    assert sorted(row.id for row in rows) == [1, 2, 3, 4, 5]
    back = source.last(2)
    while page := source.before(back[0].key, 2):
        back = page + back
    assert back == rows
    assert [source.rank(row.key) for row in rows] == [0, 1, 2, 3, 4]


def test_states_are_sorted_as_a_record_lives(desk: Desk) -> None:
    def states(desc: bool) -> list[str]:
        source = list_source(
            lambda: desk.reader, desk.room, RequestFilter(), desk.clock(), EN, Sorting("state", desc)
        )
        return [desk.reader.execute("SELECT status FROM request WHERE id = ?", (row.id,)).fetchone()[0]
                for row in source.first(9)]  # fmt: skip

    assert states(False) == ["registered"] * 3 + ["resolved"] * 2
    assert states(True) == ["resolved"] * 2 + ["registered"] * 3


@pytest.mark.parametrize("column", SORTS)
def test_few_rows_are_found_by_their_filter_and_sorted_then(desk: Desk, column: str) -> None:
    sources = [
        list_source(
            lambda: desk.reader, desk.room, RequestFilter(open=True), desk.clock(), EN, Sorting(column)
        ),
        board_source(lambda: desk.reader, desk.room, desk.clock(), EN, Sorting(column, desc=True)),
    ]
    for source, count in zip(sources, (3, 4), strict=True):
        assert source.count() == len(source.first(9)) == count
        assert not [step for step in source.explain() if "SCAN" in step]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("width", "shown"), [(58, 4), (78, 6), (118, 7)])
def test_the_columns_leave_room_for_what_it_is(language: str, width: int, shown: int) -> None:
    found = columns(Words(language))
    layout = lay_out(found, width)
    assert len(layout) == shown
    cells = dict(layout)
    names = [column.name for column in found]
    assert cells[names.index("what")] >= 14
    assert cells[names.index("number")] == 10
    assert sum(cells.values()) + len(layout) - 1 <= width


def test_the_sheet_reads_what_it_is_made_of(desk: Desk) -> None:
    now = desk.clock()
    today = desk.room.calendar.day(now)
    given = sheet_input(desk.reader, desk.room, today, now, desk.officer)
    assert [r.number[-3:] for r in given.entered] == ["001", "002", "003"]
    assert given.open_then[0].number == "LF-20261120-001"
    assert [r.number for r in given.others] == ["LF-20261120-002"]
    assert [s.step for s in given.steps] == ["log", "log", "log", "solve"]
    assert given.start < given.end == now
    assert len(given.chain_head) == 64
    assert given.practice
    desk.requests.step("LF-20261121-001", "solve", {"text": "已办"}, desk.actor, desk.words)
    yesterday = sheet_input(desk.reader, desk.room, today - timedelta(days=1), now)
    assert "LF-20261121-001" not in [r.number for r in yesterday.others]
    assert yesterday.end == given.start
    assert [r.number[-3:] for r in yesterday.open_then] == ["001"]


def test_the_sheet_leaves_no_transaction_behind(desk: Desk) -> None:
    now = desk.clock()
    sheet_input(desk.reader, desk.room, desk.room.calendar.day(now), now)
    assert isinstance(desk.reader, sqlite3.Connection)
    assert not desk.reader.in_transaction
