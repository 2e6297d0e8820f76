"""Activities out of a table: odd rows before anything is written, all of it in one write, one undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp import db, locales
from deskapp.domain.activity_sheet import ActivitySheet
from deskapp.domain.errors import DeskError
from deskapp.domain.roster import SheetRow
from deskapp.services.activity_import import ActivityImport
from tests.activity_builders import undoing
from tests.builders import TestDesk, a_desk, refused
from tests.volunteer_builders import member

ZH = locales.load("zh")
HEADS = (
    "序号",
    "活动类别",
    "日期",
    "开始时间",
    "结束时间",
    "参加人员",
    "地点",
    "宣传主题",
    "发放材料",
    "备注",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    member(found, "马玉兰")
    yield found
    found.store.close()


def look(desk: TestDesk, *rows: tuple[str, ...]) -> ActivitySheet:
    table = [SheetRow(at, row) for at, row in enumerate((("十一月活动台账",), HEADS, *rows), 1)]
    connection = db.connect(desk.path, readonly=True)
    try:
        return ActivityImport(desk.store, desk.room).look(table, connection.execute, ZH)
    finally:
        connection.close()


def take(desk: TestDesk, found: ActivitySheet) -> str:
    verbs = ActivityImport(desk.store, desk.room)
    return verbs.take_over(found, "十一月.xlsx", desk.actor, ZH, lambda done, of: None)


def test_a_table_is_written_in_one_write_and_taken_back_by_one_undo(desk: TestDesk) -> None:
    found = look(
        desk,
        ("1", "巡防", "2026-11-18", "20:00:00", "22:00:00", "0001、李辉", "明珠路", "", "", "一切正常"),
        ("2", "宣传", "11-19", "", "", "", "便民广场", "反电诈、禁毒", "1,200", ""),
        ("3", "护学岗", "2026-11-25", "07:20", "08:20", "0001", "校门", "", "", ""),
        ("合计", "合计", "", "", "", "", "", "", "", ""),
    )
    assert [one.say(ZH) for one in found.bad] == ["“护学岗”要填“单位、学校”：请补上。已填内容都保留着。"]
    assert found.ignored == ("序号",)
    with pytest.raises(DeskError) as error:
        take(desk, found)
    refused(error.value, "1 rows are bad")
    good = look(
        desk,
        ("1", "巡防", "2026-11-18", "20:00:00", "22:00:00", "0001、李辉", "明珠路", "", "", "一切正常"),
        ("2", "宣传", "11-19", "", "", "", "便民广场", "反电诈、禁毒", "1,200", ""),
        ("3", "巡逻", "2026-11-25", "20:00", "22:00", "0001", "北门", "", "", ""),
    )
    assert not good.problems
    number = take(desk, good)
    rows = desk.read(
        "SELECT kind, status, held_on, minutes, volunteers, officers, topic, copies FROM activity"
    )
    assert [tuple(row) for row in rows] == [
        ("patrol", "done", "2026-11-18", 120, 1, 1, "", 0),
        ("publicity", "done", "2026-11-19", 0, 0, 0, "telecom_fraud,drug", 1200),
        ("patrol", "planned", "2026-11-25", 0, 1, 0, "", 0),
    ]
    assert number.startswith("PL-")
    undoing(desk).undo(desk.actor)
    assert {row[0] for row in desk.read("SELECT status FROM activity")} == {"undone"}


@pytest.mark.parametrize(
    ("row", "says", "bad"),
    [
        (("1", "跳舞", "11-18", "", "", "", "", "", "", ""), "不是活动类别", True),
        (("1", "巡逻", "11-18", "20:00", "22:00", "0099", "", "", "", ""), "0099", True),
        (("1", "巡逻", "13月40日", "", "", "", "", "", "", ""), "", True),
        (("1", "宣传", "11-18", "", "", "", "", "园艺", "", ""), "园艺", True),
        (("1", "宣传", "11-18", "", "", "", "", "禁毒", "很多", ""), "很多", True),
        (("1", "巡逻", "11-18", "20:00", "22:00", "0001", "", "", "30", ""), "已略去", False),
        (("1", "巡逻", "\x00", "", "", "", "", "", "", ""), "", True),
    ],
)
def test_an_odd_row_says_why_by_its_number(
    desk: TestDesk, row: tuple[str, ...], says: str, bad: bool
) -> None:
    (problem,) = look(desk, row).problems
    assert (problem.at, problem.bad) == (3, bad)
    assert says in problem.say(ZH)


def test_a_table_without_headings_is_refused(desk: TestDesk) -> None:
    connection = db.connect(desk.path, readonly=True)
    verbs = ActivityImport(desk.store, desk.room)
    with pytest.raises(DeskError) as error:
        verbs.look([SheetRow(1, ("a", "b"))], connection.execute, ZH)
    connection.close()
    refused(error.value, "类别")
