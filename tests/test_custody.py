"""Found things in the file: received, noticed, given out, handed up; linked to what somebody looks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.custody import FoundItem, a_year_after
from deskapp.domain.errors import DeskError
from deskapp.domain.lost import LostReport
from deskapp.files.field_records import custody_cells, custody_record, lost_cells, lost_record
from deskapp.files.records import Eyes
from deskapp.reading import field_lists
from deskapp.reading import field_records as reading
from deskapp.services.areas import Areas
from tests.builders import EN, NOON, TestDesk, a_desk, refused
from tests.lead_builders import CLAIM, a_copy, a_loss, a_wallet, custody, reports, undoing

FOUND, LOST = "ZC-20261121-001", "ZX-20261121-001"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> TestDesk:
    made = a_desk(tmp_path_factory.mktemp("first"))
    made.store.close()
    return made


@pytest.fixture
def desk(first: TestDesk, tmp_path: Path) -> Iterator[TestDesk]:
    copy = a_copy(first, tmp_path)
    yield copy
    copy.store.close()


def step(desk: TestDesk, code: str, **given: str) -> FoundItem:
    return custody(desk).step(FOUND, code, given, desk.actor, EN)


def item(desk: TestDesk) -> FoundItem:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        one = reading.find_item(connection.execute, 1, FOUND)
    assert one is not None
    return one


def report(desk: TestDesk) -> LostReport:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        one = reading.find_report(connection.execute, 1, LOST)
    assert one is not None
    return one


def test_a_thing_is_received_noticed_and_claimed_with_proof(desk: TestDesk) -> None:
    assert a_wallet(desk, finder="陈可", phone="13800010002", amount="320.5", pieces="2") == FOUND
    one = item(desk)
    assert (one.amount, one.pieces, one.due_on, one.status) == (32050, 2, date(2026, 11, 28), "received")
    one = step(desk, "notice", text="公告栏")
    assert (one.status, one.due_on, one.noticed_on) == ("noticed", date(2027, 11, 21), date(2026, 11, 21))
    for missing in ("proof", "id_number", "claimant"):
        with pytest.raises(DeskError) as lacking:
            step(desk, "claim", **(CLAIM | {missing: ""}))
        refused(lacking.value)
    for without in ("not_shown", "refused"):
        with pytest.raises(DeskError) as paper:
            step(desk, "claim", **(CLAIM | {"id_kind": without, "id_number": ""}))
        refused(paper.value, "no paper")
    one = step(desk, "claim", **CLAIM)
    assert (one.status, one.claimant, one.is_open) == ("claimed", "王秀英", False)
    with pytest.raises(DeskError) as closed:
        custody(desk).correct(FOUND, {"locker": "B1"}, "x", desk.actor, EN)
    refused(closed.value, FOUND)


def test_the_year_counts_from_the_notice_and_ends_only_when_it_is_over(desk: TestDesk) -> None:
    a_wallet(desk)
    step(desk, "notice", text="公告栏", on="11-21")
    with pytest.raises(DeskError) as early:
        step(desk, "expire", text="上缴财政")
    refused(early.value, "2027-11-21")
    desk.clock.turn(days=366)
    assert item(desk).is_late(desk.room.calendar.day(desk.clock()))
    assert step(desk, "expire", text="上缴财政").status == "expired"
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize("on", ["11-20", "11-22", "2027-01-01"])
def test_a_notice_before_the_thing_or_in_the_future_is_refused(desk: TestDesk, on: str) -> None:
    a_wallet(desk)
    with pytest.raises(DeskError) as error:
        step(desk, "notice", text="公告栏", on=on)
    refused(error.value, "2026-11-21")


@pytest.mark.parametrize(
    ("path", "code", "given", "status"),
    [
        ((), "hand_up", {"receiver": "traffic", "text": "收条12号"}, "handed_up"),
        (("notice",), "hand_up", {"receiver": "traffic", "text": "收条12号"}, "handed_up"),
        ((), "move", {"locker": "B7"}, "received"),
        (("notice",), "move", {"locker": "B7", "text": "柜子满了"}, "noticed"),
        ((), "claim", CLAIM, "claimed"),
        ((), "void", {"text": "登记错"}, "voided"),
    ],
)
def test_every_way_of_a_thing_is_taken_and_undone(
    desk: TestDesk,
    path: tuple[str, ...],
    code: str,
    given: dict[str, str],
    status: str,
) -> None:
    a_wallet(desk)
    for one in path:
        step(desk, one, text="公告栏")
    before = item(desk)
    assert step(desk, code, **given).status == status
    undoing(desk).undo(desk.actor)
    assert (item(desk).status, item(desk).locker) == (before.status, before.locker)
    undoing(desk).redo(desk.actor)
    assert item(desk).status == status


def test_a_request_is_solved_by_the_thing_it_brings_and_opened_again_by_undo(desk: TestDesk) -> None:
    request = desk.log(category="found_item", applicant="陈可", summary="拾到钱包").number
    a_wallet(desk, request)
    assert item(desk).request == request
    assert desk.read("SELECT status, result FROM request")[0]["result"] == FOUND
    undoing(desk).undo(desk.actor)
    assert desk.read("SELECT status FROM request")[0]["status"] == "registered"
    assert item(desk).status == "undone"
    undoing(desk).redo(desk.actor)
    assert desk.read("SELECT status FROM request")[0]["status"] == "resolved"
    a_wallet(desk, desk.log(category="noise").number)
    assert desk.read("SELECT status FROM request WHERE id = 2")[0]["status"] == "registered"


def test_the_owner_who_fetches_it_ends_the_search_and_its_request(desk: TestDesk) -> None:
    request = desk.log(category="lost_item", applicant="王秀英", summary="丢了钱包").number
    a_loss(desk, request)
    desk.clock.turn(hours=2)
    a_wallet(desk)
    assert desk.read("SELECT status FROM request")[0]["status"] == "registered"
    custody(desk).link(FOUND, LOST, desk.actor, EN)
    with pytest.raises(DeskError) as twice:
        custody(desk).link(FOUND, LOST, desk.actor, EN)
    refused(twice.value, FOUND)
    step(desk, "claim", **CLAIM)
    one = report(desk)
    assert (one.status, one.found, one.minutes, one.found_place) == ("found", FOUND, 120, "菜市场")
    row = desk.read("SELECT status, outcome, result FROM request")[0]
    assert tuple(row) == ("resolved", "solved", LOST)
    undoing(desk).undo(desk.actor)
    assert (item(desk).status, report(desk).status) == ("received", "open")
    assert desk.read("SELECT status FROM request")[0]["status"] == "registered"
    undoing(desk).undo(desk.actor)
    assert (item(desk).lost, report(desk).found) == ("", "")


def test_a_link_is_taken_away_and_holds_an_undo_of_the_records_back(desk: TestDesk) -> None:
    a_loss(desk)
    a_wallet(desk)
    custody(desk).link(FOUND, LOST, desk.actor, EN)
    custody(desk).unlink(FOUND, desk.actor)
    assert (item(desk).lost, report(desk).found) == ("", "")
    with pytest.raises(DeskError):
        custody(desk).unlink(FOUND, desk.actor)
    reports(desk).step(LOST, "close", {"text": "不找了"}, desk.actor, EN)
    with pytest.raises(DeskError) as closed:
        custody(desk).link(FOUND, LOST, desk.actor, EN)
    refused(closed.value, LOST)


@pytest.mark.parametrize(
    ("code", "given", "status"),
    [
        ("find", {"text": "邻居送回", "place": "河边", "by": "陈可", "at": "11:00"}, "found"),
        ("close", {"text": "不找了"}, "closed_unfound"),
        ("case", {"receipt": "R-1"}, "to_case"),
        ("void", {"text": "重复"}, "voided"),
    ],
)
def test_every_end_of_a_report_is_taken_and_undone(
    desk: TestDesk,
    code: str,
    given: dict[str, str],
    status: str,
) -> None:
    a_loss(desk, last_at="10:00")
    one = reports(desk).step(LOST, code, given, desk.actor, EN)
    assert (one.status, one.is_open) == (status, False)
    with pytest.raises(DeskError):
        reports(desk).step(LOST, code, given, desk.actor, EN)
    undoing(desk).undo(desk.actor)
    assert report(desk).status == "open"


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "car"},
        {"name": ""},
        {"phone": "1380001"},
        {"age": "两岁半"},
        {"last_at": "明天 10:00"},
        {"name": "长" * 101},
    ],
)
def test_what_a_report_cannot_be_is_refused(desk: TestDesk, given: dict[str, str]) -> None:
    with pytest.raises(DeskError) as error:
        a_loss(desk, **given)
    refused(error.value)
    assert desk.count("lost_report") == 0


def test_a_correction_keeps_both_values(desk: TestDesk) -> None:
    a_wallet(desk)
    custody(desk).correct(FOUND, {"locker": "B7", "amount": "12"}, "点错", desk.actor, EN)
    assert (item(desk).locker, item(desk).amount) == ("B7", 1200)
    detail = desk.read("SELECT detail FROM history WHERE step = 'correct'")[0]["detail"]
    assert '"locker": ["A3", "B7"]' in detail
    for given, why in (({"locker": "B7"}, "x"), ({"locker": "C1"}, ""), ({"wings": "2"}, "x")):
        with pytest.raises(DeskError):
            custody(desk).correct(FOUND, given, why, desk.actor, EN)
    with pytest.raises(DeskError):
        custody(desk).correct(FOUND, {"locker": "C2"}, "x", desk.actor, EN, version=1)


def test_a_receipt_that_was_made_holds_the_thing_in_the_register(desk: TestDesk) -> None:
    a_wallet(desk)
    custody(desk).receipt_made(FOUND, desk.actor)
    with pytest.raises(DeskError) as made:
        undoing(desk).undo(desk.actor)
    refused(made.value, FOUND)


def test_a_minor_and_the_family_are_initials_outside_the_record(desk: TestDesk) -> None:
    a_loss(desk, kind="person", name="周小明", age="9", owner="周敏家", features="周小明穿校服")
    a_wallet(
        desk, desk.log(applicant="孙小妹", dangers="minor", category="found_item").number, finder="孙小妹"
    )
    eyes = Eyes(desk.room, {}, NOON.date(), EN)
    outside = [str(lost_record(report(desk), eyes)), str(lost_cells(report(desk), eyes))]
    outside += [str(custody_record(item(desk), eyes)), str(custody_cells(item(desk), eyes))]
    with closing(db.connect(desk.path, readonly=True)) as connection:
        for table in ("custody", "lost_report"):
            source = field_lists.list_source(
                lambda: connection, desk.room, table, field_lists.FieldFilter(), NOON, EN
            )
            outside += [str(row.cells) for row in source.first(9)]
    for name in ("周小明", "周敏家", "孙小妹", "13800010001"):
        assert not any(name in text for text in outside)
    assert any("周＊" in text for text in outside)


def test_the_list_has_the_nearest_due_day_on_top_and_the_closed_ones_behind(desk: TestDesk) -> None:
    for name in ("一", "二", "三"):
        a_wallet(desk, name=name)
    step(desk, "claim", **CLAIM)
    custody(desk).step("ZC-20261121-002", "notice", {"text": "公告栏"}, desk.actor, EN)
    with closing(db.connect(desk.path, readonly=True)) as connection:

        def names(chosen: field_lists.FieldFilter) -> list[str]:
            source = field_lists.list_source(
                lambda: connection, desk.room, "custody", chosen, desk.clock(), EN
            )
            return [row.cells[4][-1] for row in source.first(9)]

        assert names(field_lists.FieldFilter()) == ["三", "二", "一"]
        assert names(field_lists.FieldFilter(open=True)) == ["三", "二"]
        assert names(field_lists.FieldFilter(overdue=True)) == []
        desk.clock.now += timedelta(days=10)
        assert names(field_lists.FieldFilter(overdue=True)) == ["三"]


def test_each_takes_the_area_of_its_request_or_the_one_that_is_named(desk: TestDesk) -> None:
    areas = Areas(desk.store, desk.room)
    for name in ("东苑", "南湖"):
        areas.add({"name": name}, desk.actor, EN)
    request = desk.log(category="found_item", area="东苑").number
    a_wallet(desk, request)
    a_loss(desk, request, kind="pet", area="南湖")
    assert [desk.read(f"SELECT area_id FROM {table}")[0][0] for table in ("custody", "lost_report")] == [1, 2]
    reports(desk).step(LOST, "appeal", {"text": "谁见过？"}, desk.actor, EN)
    assert desk.read("SELECT area_id FROM lead_appeal")[0][0] == 2
    custody(desk).correct(FOUND, {"area": "南湖"}, "走错片区", desk.actor, EN)
    assert item(desk).area_id == 2
    with pytest.raises(DeskError):
        custody(desk).correct(FOUND, {"area": "火星"}, "x", desk.actor, EN)
