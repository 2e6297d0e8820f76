"""What an import writes in blocks is what the verbs write by hand, row by row, to the last link of the chain."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.area_sheet import AreaSheet
from deskapp.domain.coded import coded
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Move
from deskapp.domain.roster import Roster
from deskapp.domain.volunteer_codes import STATUS
from deskapp.domain.volunteer_steps import MACHINE
from deskapp.domain.words import N_, Term
from deskapp.reading.areas import areas
from deskapp.services import bulk
from deskapp.services.activity_import import ActivityImport
from deskapp.services.areas import Areas
from deskapp.services.batches import Batches, open_batch
from deskapp.services.importing import Importing
from deskapp.services.keeping import keep, key_of
from deskapp.services.store import Writing
from deskapp.services.teams import Teams
from deskapp.services.undo import Undoing
from deskapp.tables.area import AreaRow
from tests.builders import EN, TestDesk, a_desk, refused
from tests.import_builders import alike, bound, proven, quiet, said, sheet, twin, whole
from tests.volunteer_builders import member

STEPS = {"leave": "leave", "suspended": "suspend", "left": "quit"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few rows are several blocks."""
    monkeypatch.setattr(bulk, "BLOCK", 7)


# -- the same by hand


def roster_by_hand(at: TestDesk, found: Roster) -> None:
    verbs = Importing(at.store, at.room)
    with at.store.write(at.actor) as writing:
        open_batch(writing, "import_volunteers", verbs.today, len(found.entries), "a.xlsx")
        teams = Teams(at.store, at.room, verbs.limits)
        made = {team: teams.add_in(writing, {"name": team}, EN) for team in found.teams}
        for entry in found.entries:
            given = dict(entry.given) | {"status": entry.status}
            row = verbs.register_in(writing, given, EN, made.get(entry.given.get("team", "")))
            if entry.status in STEPS:
                step = MACHINE.path(row.status, STEPS[entry.status])[-1]
                changes: dict[str, object] = {"left_on": verbs.today} if entry.status == "left" else {}
                reason = coded(N_("The roster says: {state}"), state=Term(STATUS[entry.status].label))
                verbs.apply(writing, row, Move(step.code, row.status, step.target, changes, reason))


def areas_by_hand(at: TestDesk, found: AreaSheet) -> None:
    verbs, made = Areas(at.store, at.room), dict[int, AreaRow]()

    def write(writing: Writing) -> None:
        for entry in found.entries:
            columns = dict(entry.columns)
            for column, link in (("parent_id", entry.parent), ("beat_id", entry.beat)):
                if link is not None:
                    columns[column] = link.key or key_of(made[link.ref])
            made[entry.ref] = row = verbs.put(writing, columns)
            keep(writing, "area", row, {}, "add_area", fresh=True)

    with at.store.write(at.actor) as writing:
        open_batch(writing, "import_areas", verbs.today, len(found.entries), "a.xlsx")
        write(writing)


# -- tables of chance

NAMES = [
    "王芳",
    "赵铁柱",
    "曾可",
    "单小明",
    "Anna·Smith",
    "欧阳海",
    "尉迟恭",
    "阿依古丽·买买提",
    "李",
    "张伟",
]


def roster(chance: random.Random, count: int) -> list[tuple[str, ...]]:
    """A roster in which some say more than others."""
    rows: list[tuple[str, ...]] = [
        ("姓名", "电话", "身份证", "队伍", "岗位", "状态", "编号", "住址", "入队时间", "职务", "性别")
    ]
    for at in range(count):
        rows.append((  # noqa: PERF401 - a row of chance is read better alone
            f"{chance.choice(NAMES)}{at}", f"138{at:08d}" if chance.random() < 0.9 else "",
            "11010519491231002X" if at == 3 else "", chance.choice(("", "明珠队", "和平队")),
            chance.choice(("", "情报信息员、纠纷调解员", "吹号员")),
            chance.choice(("", "请假", "停用", "退出", "申请")),
            chance.choice(("", "", f"{at + 40:04d}", f"A-{at}")), chance.choice(("", "明珠路9号")),
            chance.choice(("", "2024-03-01")), chance.choice(("", "队长")), chance.choice(("", "女", "男性")),
        ))  # fmt: skip
    return rows


def tree(chance: random.Random, count: int) -> list[tuple[str, ...]]:
    """Grids under grids, a few beats and shops."""
    rows: list[tuple[str, ...]] = [("名称", "上级", "编号", "类别", "警务区", "电话", "人口", "面积", "备注")]
    rows += [("一警务区", "", "J-1", "警务区", "", "", "", "", "")]
    for at in range(count):
        above = f"网格{chance.randrange(at)}" if at and chance.random() < 0.8 else ""
        rows.append((
            f"网格{at}", above, str(at + 1), "网格", "" if above else chance.choice(("", "一警务区")),
            chance.choice(("", "0571-8888888")), chance.choice(("", "1,200")), chance.choice(("", "2.5")),
            chance.choice(("", "老小区")),
        ))  # fmt: skip
        if chance.random() < 0.3:
            rows.append((f"小店{at}", f"网格{at}", "", "店铺", "", "", "", "", ""))
    return rows


def diary(chance: random.Random, count: int) -> list[tuple[str, ...]]:
    """Activities of some kinds, people and records among them."""
    rows = [("类别", "日期", "时间", "参加人", "地点", "主题", "份数", "情况", "队伍", "区域", "相关记录")]
    for at in range(count):
        kind = chance.choice(("巡防", "宣传", "培训", "其他"))
        people = chance.choice(("", "0001", "0001、0002", "李辉、王五", "明珠队"))
        rows.append((
            kind, f"2026-11-{chance.randrange(10, 30)}", chance.choice(("", "20:00-22:00", "23:00-01:00")), people,
            chance.choice(("", "北门")), "禁毒" if kind == "宣传" else "", "30" if kind == "宣传" else "",
            f"第{at}次", chance.choice(("", "明珠队")), chance.choice(("", "网格0")), "",
        ))  # fmt: skip
    return [row if row[0] != "培训" else (*row[:5], "", "", *row[7:]) for row in rows]


# -- the two ways


@pytest.mark.parametrize("seed", range(3))
def test_a_roster_in_blocks_leaves_the_file_that_registering_by_hand_leaves(
    desk: TestDesk, seed: int
) -> None:
    desk.log(applicant="王芳5", phone="13800000005")  # somebody who has a card already
    member(desk, "旧人", phone="13800010002", team="") if seed else None
    other = twin(desk, "hand.db")
    with closing(db.connect(desk.path, readonly=True)) as connection:
        rows = sheet(*roster(random.Random(seed), 24))
        rows[6] = rows[6].__class__(7, ("王芳5", "13800000005", *rows[6].cells[2:]))
        found = Importing(desk.store, desk.room).look(rows, connection.execute, EN)
    assert not found.bad
    Importing(desk.store, desk.room).roster(found, "a.xlsx", desk.actor, EN, quiet)
    roster_by_hand(other, found)
    other.store.close()
    alike(desk.path, other.path)
    assert said(desk.path) == said(other.path)
    assert bound(desk.path) == bound(other.path)
    assert whole(desk.path)
    assert proven(desk.path)


@pytest.mark.parametrize("seed", range(3))
def test_areas_in_blocks_leave_the_file_that_making_them_by_hand_leaves(desk: TestDesk, seed: int) -> None:
    other = twin(desk, "hand.db")
    with closing(db.connect(desk.path, readonly=True)) as connection:
        rows = sheet(*tree(random.Random(seed), 20))
        found = Areas(desk.store, desk.room).look(rows, areas(connection, desk.room.id), EN)
    assert not found.bad
    Areas(desk.store, desk.room).take_over(found, "a.xlsx", desk.actor, quiet)
    areas_by_hand(other, found)
    other.store.close()
    alike(desk.path, other.path)
    assert said(desk.path) == said(other.path)
    assert bound(desk.path) == bound(other.path)
    assert whole(desk.path)
    assert proven(desk.path)


@pytest.mark.parametrize("seed", range(3))
def test_activities_in_blocks_leave_the_file_that_entering_them_by_hand_leaves(
    desk: TestDesk, seed: int
) -> None:
    Teams(desk.store, desk.room).add({"name": "明珠队"}, desk.actor, EN)
    member(desk, "马玉兰", team="明珠队")
    member(desk, "赵铁柱", phone="13800010003")
    Areas(desk.store, desk.room).add({"name": "网格0"}, desk.actor, EN)
    other = twin(desk, "hand.db")
    verbs = ActivityImport(desk.store, desk.room)
    with closing(db.connect(desk.path, readonly=True)) as connection:
        rows = sheet(*diary(random.Random(seed), 40))
        found = verbs.look(rows, connection.execute, EN)
    good = list(found.entries)
    assert len(good) > 10
    found = found.__class__(tuple(good), ())
    verbs.take_over(found, "a.xlsx", desk.actor, EN, quiet)
    by_hand = ActivityImport(other.store, other.room)
    with other.store.write(other.actor) as writing:
        open_batch(writing, "import_activities", by_hand.today, len(found.entries), "a.xlsx")
        for entry in found.entries:
            by_hand.add_in(writing, entry.kind, entry.given, EN, journal=False)
    other.store.close()
    alike(desk.path, other.path)
    assert said(desk.path) == said(other.path)
    assert bound(desk.path) == bound(other.path)
    assert whole(desk.path)
    assert proven(desk.path)


def test_a_stop_in_any_block_leaves_nothing_and_the_next_import_has_the_same_numbers(desk: TestDesk) -> None:
    verbs = Areas(desk.store, desk.room)
    with closing(db.connect(desk.path, readonly=True)) as connection:
        found = verbs.look(sheet(*tree(random.Random(1), 20)), areas(connection, desk.room.id), EN)
    before = twin(desk, "before.db")
    for last in (0, 1, 7, 15, len(found.entries)):
        seen: list[int] = []

        def stop(done: int, _of: int, last: int = last, seen: list[int] = seen) -> None:
            seen.append(done)
            if done >= last:
                raise DeskError("stopped")

        with pytest.raises(DeskError):
            verbs.take_over(found, "a.xlsx", desk.actor, stop)
        assert seen
    alike(desk.path, before.path)
    before.store.close()
    verbs.take_over(found, "a.xlsx", desk.actor, quiet)
    assert desk.read("SELECT min(number) FROM area")[0][0].endswith("-001")


def test_what_was_written_in_blocks_goes_and_comes_back_as_one(desk: TestDesk) -> None:
    verbs = Areas(desk.store, desk.room)
    with closing(db.connect(desk.path, readonly=True)) as connection:
        found = verbs.look(sheet(*tree(random.Random(2), 20)), areas(connection, desk.room.id), EN)
    verbs.take_over(found, "a.xlsx", desk.actor, quiet)
    undoing = Undoing(desk.store, desk.room, {"batch": Batches()})
    undoing.undo(desk.actor)
    assert {row[0] for row in desk.read("SELECT status FROM area")} == {"undone"}
    assert desk.count("search_area") == 0
    undoing.redo(desk.actor)
    assert {row[0] for row in desk.read("SELECT status FROM area")} == {"active"}
    assert desk.count("search_area") == len(found.entries)


def test_an_area_that_was_made_meanwhile_stops_the_import_with_its_row(desk: TestDesk) -> None:
    verbs = Areas(desk.store, desk.room)
    with closing(db.connect(desk.path, readonly=True)) as connection:
        rows = sheet(("名称", "编号"), ("北片", "02"), ("南片", "03"))
        found = verbs.look(rows, areas(connection, desk.room.id), EN)
    verbs.add({"name": "别的", "code": "03"}, desk.actor, EN)
    with pytest.raises(DeskError) as error:
        verbs.take_over(found, "a.xlsx", desk.actor, quiet)
    refused(error.value, "row 3")
    assert desk.count("area") == 1


@pytest.mark.parametrize(
    ("rows", "bad"),
    [
        (
            (("一区", "", "警务区", ""), ("二区", "", "警务区", "一区")),
            {3: "no police beat"},
        ),
        ((("一区", "", "警务区", ""), ("网格", "一区", "", "一区")), {3: "stands under the beat"}),
    ],
)
def test_a_beat_that_cannot_be_is_told_before_anything_is_written(
    desk: TestDesk, rows: tuple[tuple[str, ...], ...], bad: Mapping[int, str]
) -> None:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        table = sheet(("名称", "上级", "类别", "警务区"), *rows)
        found = Areas(desk.store, desk.room).look(table, areas(connection, desk.room.id), EN)
    assert {one.at: bad[one.at] in one.say(EN) for one in found.bad} == dict.fromkeys(bad, True)
