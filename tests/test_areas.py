"""Areas in the file: a tree with beats mapped on it, found by whatever is known, counted up, taken over from tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from deskapp import db, locales
from deskapp.domain.area import beat_of, kind_text, path_text, roll_up
from deskapp.domain.area_find import candidates, find_area
from deskapp.domain.area_sheet import AreaSheet, read_areas
from deskapp.domain.attendance_given import Given
from deskapp.domain.errors import DeskError
from deskapp.domain.roster import ROUNDED, SheetRow
from deskapp.reading import area_lists
from deskapp.reading import areas as reading
from deskapp.reading import slots as slot_reading
from deskapp.services.attendances import Attendances
from deskapp.services.rosters import Rosters
from tests.builders import EN, TestDesk, a_desk
from tests.field_builders import areas, grids, hazard, refuses, undoing
from tests.volunteer_builders import member

TODAY = date(2026, 11, 21)
ZH = locales.load("zh")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


@pytest.fixture
def read(desk: TestDesk) -> Iterator[sqlite3.Connection]:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        yield connection


def key(read: sqlite3.Connection, number: str) -> int:
    found = reading.find(read, 1, number)
    assert found is not None
    return found.id


def test_grids_stand_below_grids_and_belong_to_the_beat_of_the_nearest_above(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    made, known = grids(desk), reading.known(read, 1)
    lowest = known[key(read, made["东苑"])]
    assert path_text(known, lowest.id) == "城关 / 桃源 / 东苑"
    assert kind_text(known, lowest, EN) == "Grid of level 3"
    beat = beat_of(known, key(read, made["东关小学"]))
    assert beat is not None
    assert (beat.name, beat.people, beat.hectares) == ("一警务区", 4500, 250)
    assert beat_of(known, key(read, made["南湖"])) is None
    assert known[key(read, made["3栋501"])].stamped_on == date(2026, 11, 1)
    rows = [row.cells[0] for row in area_lists.tree_source(read, 1, EN).first(9)]
    assert rows == [
        "02 城关",
        "  02-05 桃源",
        "    02-05-01 东苑",
        "  02-06 南湖",
        "一警务区",
        "二警务区",
    ]


def test_counts_roll_up_the_tree_and_into_the_beat_as_the_query_says(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    made = grids(desk)
    for area in ("东关小学", "3栋501", "南湖", "城关"):
        hazard(desk, area=made[area])
    hazard(desk)
    counted = reading.tally(read, 1, "hazard")
    assert [counted[key(read, made[name])] for name in ("城关", "桃源", "东苑", "南湖", "一警务区", "二警务区")] == [
        4, 2, 2, 1, 2, 0,
    ]  # fmt: skip
    for name in made:  # what one query says of an area is what rolling up says
        one = reading.find(read, 1, made[name])
        assert one is not None
        assert reading.tallied(read, one).hazards == counted[one.id], name
        inside = reading.inside("area_id")
        assert (
            read.execute(f"SELECT count(*) FROM hazard WHERE {inside}", (one.id,)).fetchone()[0]
            == counted[one.id]
        )
    assert roll_up((), {7: 3}) == {}


def test_a_grid_of_another_beat_is_not_counted_in_the_beat_of_the_grid_above(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    made = grids(desk)
    areas(desk).correct(made["东苑"], {"beat": "二警务区"}, "borders", desk.actor, EN)
    hazard(desk, area=made["东关小学"])
    counted = reading.tally(read, 1, "hazard")
    assert [counted[key(read, made[name])] for name in ("桃源", "一警务区", "二警务区")] == [1, 0, 1]
    assert key(read, made["东关小学"]) not in reading.subtree(read, key(read, made["一警务区"]))
    assert key(read, made["东关小学"]) in reading.subtree(read, key(read, made["二警务区"]))


@pytest.mark.parametrize(
    ("typed", "name"),
    [("02-05-01", "东苑"), ("0501", "东苑"), ("东苑", "东苑"), ("02 城关", "城关"), ("dongyuan", "东苑"),
     ("dgxx", "东关小学"), ("小学", "东关小学"), ("０２－０６", "南湖"), ("QY-20261121-002", "桃源")],
)  # fmt: skip
def test_an_area_is_found_by_code_name_or_sound(
    desk: TestDesk, read: sqlite3.Connection, typed: str, name: str
) -> None:
    grids(desk)
    assert find_area(reading.areas(read, 1), typed).name == name


def test_what_fits_several_areas_or_none_is_told(desk: TestDesk, read: sqlite3.Connection) -> None:
    grids(desk)
    known = reading.areas(read, 1)
    refuses(lambda: find_area(known, "警务区"), "一警务区", "二警务区")
    refuses(lambda: find_area(known, "月球"), "月球")
    assert candidates(known, "  ") == ()


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": ""}, "name"), ({"name": "城关"}, "name"), ({"name": "新", "code": "02"}, "code"),
     ({"name": "新", "code": "#1"}, "code"), ({"name": "新", "parent": "东关小学"}, "parent"),
     ({"name": "新", "kind": "beat", "parent": "02"}, "parent"), ({"name": "新", "beat": "城关"}, "beat"),
     ({"name": "新", "people": "many"}, "people"), ({"name": "新", "size": "-1"}, "size"),
     ({"name": "新", "stamped_on": "someday"}, "stamped_on"), ({"name": "新", "kind": "moon"}, "kind"),
     ({"name": "x" * 101}, "name"), ({"name": "新", "parent": "nowhere"}, "parent")],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    desk: TestDesk, given: dict[str, str], field: str
) -> None:
    grids(desk)
    with pytest.raises(DeskError) as error:
        areas(desk).add(given, desk.actor, EN)
    assert error.value.field == field


def test_nothing_comes_under_itself_and_a_grid_under_a_beat_names_no_other(desk: TestDesk) -> None:
    made, verbs = grids(desk), areas(desk)
    refuses(lambda: verbs.correct(made["城关"], {"parent": "东苑"}, "x", desk.actor, EN), "城关")
    verbs.add({"name": "河滨", "parent": "二警务区"}, desk.actor, EN)
    refuses(lambda: verbs.correct("河滨", {"beat": "一警务区"}, "x", desk.actor, EN), "二警务区")
    refuses(lambda: verbs.correct(made["城关"], {"name": "城关"}, "x", desk.actor, EN))
    refuses(lambda: verbs.close(made["城关"], "x", desk.actor), "2")


def test_an_area_is_moved_given_up_and_all_of_it_undone(desk: TestDesk, read: sqlite3.Connection) -> None:
    made, verbs, back = grids(desk), areas(desk), undoing(desk)
    verbs.correct(
        made["南湖"], {"parent": "桃源", "name": "南湖新村", "size": "0.5"}, "moved", desk.actor, EN
    )
    found = reading.find(read, 1, made["南湖"])
    assert found is not None
    assert (found.name, found.parent_id, found.hectares) == ("南湖新村", key(read, made["桃源"]), 50)
    verbs.close(made["南湖"], "gone", desk.actor)
    assert made["南湖"] not in [one.number for one in reading.areas(read, 1)]
    refuses(lambda: verbs.close(made["南湖"], "again", desk.actor))
    back.undo(desk.actor)
    back.undo(desk.actor)
    found = reading.find(read, 1, made["南湖"])
    assert found is not None
    assert (found.name, found.status, found.parent_id) == ("南湖", "active", key(read, made["城关"]))
    back.redo(desk.actor)
    assert reading.name_of(read, found.id) == "02-06 南湖新村"


def test_an_area_on_which_something_stands_is_not_undone(desk: TestDesk) -> None:
    number = areas(desk).add({"name": "城关"}, desk.actor, EN)
    areas(desk).add({"name": "桃源", "parent": number}, desk.actor, EN)
    back = undoing(desk)
    back.undo(desk.actor)
    back.undo(desk.actor)
    areas(desk).add({"name": "城关"}, desk.actor, EN)
    refuses(lambda: back.redo(desk.actor))


# -- tables


def table(*rows: tuple[str, ...]) -> list[SheetRow]:
    return [SheetRow(at, row) for at, row in enumerate(rows, 1)]


def look(*rows: tuple[str, ...], known: tuple[object, ...] = ()) -> AreaSheet:
    return read_areas(table(*rows), known, TODAY, EN, ZH)  # type: ignore[arg-type]


def test_levels_side_by_side_make_the_grids_above_once(desk: TestDesk, read: sqlite3.Connection) -> None:
    grids(desk)
    rows = table(
        ("某派出所网格一览表",),
        ("一级网格", "二级网格", "三级网格", "网格员", "联系电话", "警务区", "颜色"),
        ("城关", "桃源", "西苑", "王五", "13800010001", "", "红"),
        ("新区", "一片", "北湖", "", "", "二警务区", ""),
        ("新区", "一片", "南塘", "", "", "无", ""),
        ("合计", "", "", "", "", "", ""),
    )
    verbs = areas(desk)
    found = verbs.look(rows, reading.areas(read, 1), ZH)
    assert (len(found.entries), found.bad, found.ignored) == (5, (), ("颜色",))
    number = verbs.take_over(found, "areas.xlsx", desk.actor, lambda done, of: None)
    known = {one.name: one for one in reading.areas(read, 1)}
    assert path_text(reading.known(read, 1), known["西苑"].id) == "城关 / 桃源 / 西苑"
    assert (known["西苑"].contact, known["北湖"].beat_id) == ("王五", known["二警务区"].id)
    assert number.startswith("PL-")
    undoing(desk).undo(desk.actor)
    assert "北湖" not in {one.name for one in reading.areas(read, 1)}
    again = verbs.look(rows[:3], reading.areas(read, 1), ZH)
    assert len(again.entries) == 1


def test_one_area_a_row_names_the_one_above_by_code_or_name_in_any_order() -> None:
    found = look(
        ("编号", "名称", "上级编号", "类别", "面积"),
        ("03-01", "东片", "03", "二级网格", "1.2"),
        ("03", "河西", "", "一级网格", ""),
        ("", "河西小学", "东片", "学校", ""),
        ("", "三警务区", "", "警格", ""),
    )
    assert found.bad == ()
    assert [entry.columns["name"] for entry in found.entries] == ["河西", "三警务区", "东片", "河西小学"]
    school = next(entry for entry in found.entries if entry.columns["name"] == "河西小学")
    assert (school.columns["kind"], school.columns["place_kind"]) == ("place", "school")
    assert found.counts() == {"grid": 2, "beat": 1, "place": 1}


@pytest.mark.parametrize(
    ("row", "said"),
    [(("东片", "月球", "", ""), "月球"), (("东片", "东片", "", ""), "东片"), (("", "河西", "01", ""), "no name"),
     (("东片", "", "", "山"), "山"), (("河西", "", "", ""), "河西"), (("东片", "", ROUNDED, ""), "rounded"),
     (("东片", "", "07", ""), "07"), (("三警", "河西", "", "警格"), "beat")],
)  # fmt: skip
def test_a_bad_row_is_told_by_its_number_and_blocks_the_import(
    desk: TestDesk, row: tuple[str, ...], said: str
) -> None:
    found = look(("名称", "上级", "编号", "类别"), ("河西", "", "07", ""), row)
    assert [one.at for one in found.bad][-1] == 3
    assert said in " ".join(one.say(EN) for one in found.bad)
    refuses(lambda: areas(desk).take_over(found, "x", desk.actor, lambda done, of: None), "1")


def test_a_file_without_headings_or_rows_is_refused_and_a_circle_is_bad() -> None:
    refuses(lambda: look(("甲", "乙")), "一级网格")
    refuses(lambda: look(("名称", "上级")), "headings")
    found = look(("名称", "上级"), ("甲", "乙"), ("乙", "甲"))
    assert len(found.bad) == 2


def test_ninety_one_grids_on_nineteen_beats_are_ordinary(desk: TestDesk, read: sqlite3.Connection) -> None:
    rows = [("编号", "名称", "上级编号", "警务区", "类别")]
    rows += [("", f"警务区{at}", "", "", "警务区") for at in range(1, 20)]
    rows += [(f"{one:02}", f"大网格{one}", "", "", "网格") for one in (1, 2)]
    rows += [
        (f"{1 + two % 2:02}-{two:02}", f"中网格{two}", f"{1 + two % 2:02}", "", "网格")
        for two in range(1, 14)
    ]
    rows += [
        (f"{1 + (three % 13 + 1) % 2:02}-{three % 13 + 1:02}-{three:02}", f"小网格{three}",
         f"{1 + (three % 13 + 1) % 2:02}-{three % 13 + 1:02}", f"警务区{three % 19 + 1}", "网格")
        for three in range(1, 92)
    ]  # fmt: skip
    found = areas(desk).look(table(*rows), (), ZH)
    assert found.bad == ()
    assert found.counts() == {"grid": 106, "beat": 19}
    done: list[tuple[int, int]] = []
    areas(desk).take_over(found, "grids.xlsx", desk.actor, lambda *told: done.append(told))
    assert done[-1] == (125, 125)
    for at in (5, 50, 91):
        hazard(desk, area=f"小网格{at}")
    top = reading.tally(read, 1, "hazard")
    tops = [one for one in reading.areas(read, 1) if one.parent_id is None and one.kind == "grid"]
    assert sum(top[one.id] for one in tops) == 3
    assert sum(top[one.id] for one in reading.areas(read, 1) if one.kind == "beat") == 3


# -- records that name their area


def test_a_duty_and_a_slot_name_their_area_and_it_is_corrected(
    desk: TestDesk, read: sqlite3.Connection
) -> None:
    made = grids(desk)
    who = member(desk, "马玉兰").volunteer.member_no
    duties, plan = Attendances(desk.store, desk.room), Rosters(desk.store, desk.room)
    duty = duties.check_in(who, desk.actor, EN, Given(area="nanhu")).duty.attendance
    assert duty.area_id == key(read, made["南湖"])
    duties.correct(duty.number, {"area": "02-05"}, "moved", desk.actor, EN)
    number = plan.add({"days": "daily", "hours": "8-18", "area": "东苑"}, desk.actor, EN)
    plan.correct(number, {"area": "02"}, "moved", desk.actor, EN)
    slot = slot_reading.find(read, 1, number)
    assert slot is not None
    assert (slot.area, slot.where_text(EN)) == ("02 城关", "02 城关")
    assert reading.tally(read, 1, "attendance")[key(read, made["城关"])] == 1
    assert reading.tally(read, 1, "slot")[key(read, made["桃源"])] == 0
    refuses(lambda: duties.correct(duty.number, {"area": "moon"}, "x", desk.actor, EN), "moon")
