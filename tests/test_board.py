"""The board of requests and disputes: one order out of two tables, at any size, and what Enter opens."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.listing import Sorting
from deskapp.reading import list_places
from deskapp.reading.board import board_source, dispute_row, disputes_of_board
from deskapp.reading.disputes import by_id
from deskapp.reading.merged import Merged
from deskapp.reading.request_orders import SORTS
from deskapp.reading.row_ids import row_id
from deskapp.widgets.record_list import RecordList
from tests.app_builders import WIDE, log, new_desk, opened
from tests.bare import bare
from tests.builders import EN, NOON, TestDesk, a_desk
from tests.dispute_builders import disputes, person, quarrel

DUE = Sorting("due")


@pytest.fixture
def desk(tmp_path: Path) -> TestDesk:
    """A request and a dispute by turns, some overdue, some closed today, one closed long ago."""
    found = a_desk(tmp_path)
    found.clock.turn(days=-3)
    quarrel(found, "甲", "乙", summary="三天前登记")
    found.log(summary="三天前求助")
    file = quarrel(found, "丙", "丁", summary="早办完")
    disputes(found).step(
        file.dispute.number, "decline", {"reason": "refused", "text": "法院"}, found.actor, EN
    )
    found.clock.turn(days=3)
    for n in range(4):
        found.clock.turn(minutes=7)
        file = quarrel(found, f"甲{n}", f"乙{n}", summary=f"争吵{n}", type=("noise", "debt")[n % 2])
        found.log(summary=f"求助{n}", category=("noise", "dog")[n % 2])
        if n == 3:
            told = {"reason": "refused", "text": "法院"}
            disputes(found).step(file.dispute.number, "decline", told, found.actor, EN)
            found.step("LF-20261121-001", "solve", text="好了")
    return found


def source(desk: TestDesk, sorting: Sorting = DUE) -> Merged:
    connection = db.connect(desk.path, readonly=True)
    found = board_source(lambda: connection, desk.room, desk.clock(), EN, sorting)
    assert isinstance(found, Merged)
    return found


def what(rows: list) -> list[str]:
    return [row.cells[5].rpartition(": ")[2] for row in rows]


def test_what_is_due_first_stands_on_top_whatever_register_it_is_of(desk: TestDesk) -> None:
    rows = source(desk).first(20)
    dues = desk.read(
        "SELECT desk_order FROM request WHERE desk_order < '1' UNION ALL "
        "SELECT desk_order FROM dispute WHERE desk_order < '1' ORDER BY 1"
    )
    waiting = [row.key[0] for row in rows if str(row.key[0]) < "1"]
    assert waiting == [row[0] for row in dues]
    assert what(rows)[:1] == ["三天前登记"]
    assert "早办完" not in what(rows)
    assert set(what(rows)[-2:]) == {"求助0", "争吵3"}


def test_a_dispute_names_its_clock_and_is_late_by_it(desk: TestDesk) -> None:
    first = source(desk).first(1)[0]
    assert first.cells[0] == "! Overdue"
    assert first.cells[5] == "Accept or decline: 三天前登记"
    assert (first.cells[1], first.tone) == ("JF1118-001", "overdue")


def test_a_number_of_today_and_of_another_year_is_short_and_whole(desk: TestDesk) -> None:
    file = quarrel(desk)
    assert dispute_row(file, desk.room, desk.clock(), EN).cells[1] == "JF-005"
    later = desk.clock() + timedelta(days=60)
    assert (
        dispute_row(file, desk.room, later, EN).cells[1] == "JF261121-5"
    )  # whole where the list is narrow, too


def test_a_sealed_file_and_one_with_a_minor_stand_without_identity(desk: TestDesk) -> None:
    child = person(desk, "小明明", minor=True)
    file = quarrel(desk, summary="同学打架")
    from deskapp.domain.dispute_given import PartyGiven

    disputes(desk).add_party(file.dispute.number, PartyGiven(child, "third"), desk.actor, EN)
    connection = db.connect(desk.path, readonly=True)
    shown = dispute_row(by_id(connection, file.dispute.id), desk.room, desk.clock(), EN)  # type: ignore[arg-type]
    assert "马玉兰" not in str(shown)
    assert "小明" not in str(shown)


@pytest.mark.parametrize("column", SORTS)
@pytest.mark.parametrize("desc", [False, True])
def test_every_page_of_every_order_follows_the_one_before(desk: TestDesk, column: str, desc: bool) -> None:
    found = source(desk, Sorting(column, desc))
    whole = found.first(50)
    count = found.count()
    assert len(whole) == count == len({row.id for row in whole})
    assert found.last(50) == whole
    assert found.count(at_most=3) == 3
    for at, row in enumerate(whole):
        assert found.rank(row.key) == at
        assert [one.id for one in found.after(row.key, 3)] == [one.id for one in whole[at + 1 : at + 4]]
        assert [one.id for one in found.before(row.key, 3)] == [one.id for one in whole[max(0, at - 3) : at]]
        index, near = found.near(at, 2)
        assert (index, near) == (at, whole[at : at + 2])
        assert found.find(row.id) == row
    assert found.near(99, 3) == (count - 3, whole[-3:])
    assert found.among({whole[0].id, whole[-1].id, 10_000_000, -10_000_000}) == {whole[0].id, whole[-1].id}
    assert found.find(-10_000_000) is None


def test_equal_moments_of_both_registers_are_all_there(desk: TestDesk) -> None:
    with bare(desk.path) as file:
        file.execute("UPDATE request SET desk_order = '0same' WHERE is_open = 1")
        file.execute("UPDATE dispute SET desk_order = '0same' WHERE is_open = 1")
    found = source(desk)
    pages, row = [], None
    while some := found.after(row.key, 2) if row else found.first(2):
        pages += some
        row = some[-1]
    assert [one.id for one in pages] == [one.id for one in found.first(50)]
    assert [one.id > 0 for one in pages[:8]] == [True] * 4 + [False] * 4


def test_the_board_reads_both_tables_by_their_index(desk: TestDesk) -> None:
    connection = db.connect(desk.path, readonly=True)
    plans = disputes_of_board(lambda: connection, desk.room, desk.clock(), EN).explain()
    assert all("dispute_desk" in plan for plan in plans), plans
    assert not any("TEMP B-TREE" in plan or plan.startswith("SCAN") for plan in plans), plans


def test_a_day_is_found_among_both(desk: TestDesk) -> None:
    place = list_places.by_day(source(desk), desk.room, NOON.date() + timedelta(days=2))
    assert place is not None
    assert place.day is not None


def test_an_empty_board_is_empty(tmp_path: Path) -> None:
    found = source(a_desk(tmp_path))
    assert (found.count(), found.first(3), found.last(3), found.near(0, 3)) == (0, [], [], (0, []))


# -- on the screen


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_enter_on_a_dispute_opens_its_file(
    tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path, language=language)
    log(desk)
    desk.disputes.open({"type": "noise", "summary": "楼上跑跳"}, [], desk.actor, desk.words)
    async with opened(desk) as shown:
        asked: list[str] = []
        monkeypatch.setattr(shown.app, "open_dispute", asked.append)
        assert "JF-001" in shown.screen
        assert ("Accept or decline" if language == "en" else "决定受理与否") in shown.screen
        listed = shown.app.screen.query_one(RecordList)
        listed.go_to(row_id("dispute", 1))
        await shown.types("enter")
        assert asked == ["JF-20261121-001"]
        assert shown.top == "BoardScreen"
        await shown.types("ctrl+x")
        assert ("Enter" if language == "en" else "回车") in shown.status
        await shown.types("ctrl+g", *"JF-001", "enter")
        assert listed.selected is not None
        assert listed.selected.id == row_id("dispute", 1)
        await shown.types("ctrl+g", *"JF-777", "enter")
        assert "JF-20261121-777" in shown.screen


async def test_the_file_stands_beside_the_board_with_every_clock(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, due_at="+40d")
    desk.disputes.open({"type": "noise", "summary": "楼上跑跳"}, [], desk.actor, desk.words)
    async with opened(desk, size=WIDE) as shown:
        assert "JF-20261121-001" in shown.screen
        assert "Accept or de" in shown.screen
        shown.fits()


async def test_the_head_counts_disputes_among_what_is_open(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    desk.disputes.open({"type": "noise", "summary": "楼上跑跳"}, [], desk.actor, desk.words)
    async with opened(desk) as shown:
        assert "today 1 · open 2 · overdue 0" in shown.lines[0]
