"""Field work on the screen: the group behind F6, areas as a tree, hazards from entry to recheck."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.reading import areas as area_reading
from deskapp.reading import hazards as reading
from deskapp.screens.field.pages import PAGES
from deskapp.screens.importing import HOME
from deskapp.wiring import Desk
from tests import app_builders
from tests.app_builders import NARROW, SMALL, WIDE, log, opened, spell, turn
from tests.field_builders import grids, hazard

SIZES = pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])
FIRST = "YH-20261121-001"


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    found = app_builders.new_desk(home)
    yield found
    found.close()


@SIZES
async def test_f6_again_leads_to_field_work_and_back_and_digits_turn_its_pages(
    desk: Desk, size: tuple[int, int]
) -> None:
    grids(desk)
    hazard(desk, area="东苑")
    async with opened(desk, size=size) as person:
        await person.types("f6", "f6")
        assert person.top == PAGES[0].screen
        for page in PAGES:
            await person.types(str(page.digit))
            assert person.top == page.screen
            label = page.label if size == WIDE else page.short or page.label
            assert f"[{page.digit} {label}]" in person.lines[1]
            assert size == SMALL or "…" not in person.lines[1]
            person.fits()
        await person.types("ctrl+right")
        assert person.top == PAGES[0].screen
        await person.types("9")
        assert "9" in person.status
        await person.types("f6")
        assert person.top == "DutyBoardScreen"
        await person.types("escape")
        assert person.top == "BoardScreen"


async def test_a_hazard_is_entered_in_one_burst_and_stands_under_the_cursor(desk: Desk) -> None:
    grids(desk)
    async with opened(desk) as person:
        await person.types("f6", "f6")
        person.burst("insert", "1", "2", *spell("飞线充电\n"))
        await person.settled()
        assert person.top == "HazardsScreen"
        found = reading.find(desk.reader, desk.room.id, FIRST)
        assert found is not None
        assert (found.category, found.status, found.summary) == ("ebike", "ordered", "飞线充电")
        assert FIRST in person.status
        await person.types("enter")
        assert person.top == "HazardScreen"
        await person.types("3", *spell("还在\n"), *spell("+2d\n"))
        found = reading.find(desk.reader, desk.room.id, FIRST)
        assert found is not None
        assert (found.status, found.rechecks) == ("ordered", 1)
        await person.types("1", "ctrl+s")
        assert "Cleared" in person.screen
        await person.types("ctrl+z")
        assert "Ordered to fix" in person.screen


async def test_the_area_is_found_by_pinyin_and_the_full_list(desk: Desk) -> None:
    grids(desk)
    async with opened(desk) as person:
        await person.types("f6", "f6", "insert", "2", "3", *"堆物", "tab", "tab", *"nanhu", "enter", "ctrl+s")
        found = reading.find(desk.reader, desk.room.id, FIRST)
        assert found is not None
        assert found.area == "02-06 南湖"
        await person.types("insert", "2", "3", *"堆物", "tab", "tab", "0", *spell("东关\n"), "ctrl+s")
        found = reading.find(desk.reader, desk.room.id, "YH-20261121-002")
        assert found is not None
        assert found.area == "东关小学"


async def test_one_key_makes_a_hazard_of_a_request_and_leads_back_to_it(desk: Desk) -> None:
    grids(desk)
    request = log(desk, category="hazard", summary="电动车在楼道充电", place="3栋", area="东苑")
    async with opened(desk) as person:
        await person.types("enter", "h", "ctrl+s")
        assert person.top == "RecordScreen"
        found = reading.find(desk.reader, desk.room.id, FIRST)
        assert found is not None
        assert (found.request, found.category, found.area, found.place) == (
            request.number, "ebike", "02-05-01 东苑", "3栋",
        )  # fmt: skip
        assert FIRST in person.screen
        await person.types("h")
        assert person.top == "HazardScreen"
        await person.types("ctrl+g")
        assert person.top == "RecordScreen"


async def test_a_half_typed_hazard_is_a_draft_with_its_request(desk: Desk) -> None:
    request = log(desk, category="hazard", summary="电动车在楼道充电")
    async with opened(desk) as person:
        await person.types("enter", "h", "tab", "tab", *"又来了", "escape", "escape", "ctrl+t")
        assert "New hazard" in person.screen
        await person.types("enter")
        assert person.top == "AddHazard"
        assert request.number in person.screen
        await person.types("ctrl+s")
        found = reading.find(desk.reader, desk.room.id, FIRST)
        assert found is not None
        assert "又来了" in found.summary
        assert found.request == request.number


async def test_filters_choose_what_is_shown_and_overdue_stands_first(desk: Desk) -> None:
    grids(desk)
    hazard(desk, deadline="+9d", summary="远期")
    hazard(desk, deadline="+1d", summary="近期")
    hazard(desk, measure="fixed", summary="已改")
    turn(desk, days=3)
    async with opened(desk) as person:
        await person.types("f6", "f6")
        rows = [line for line in person.lines if "112" in line and "-00" in line]
        assert "近期" in rows[0]
        assert "! Overdue" in rows[0]
        assert "已改" not in person.screen
        await person.types("tab", "tab", "3")
        assert "已改" in person.screen
        await person.types("ctrl+l")
        assert "已改" not in person.screen
        await person.types("f5", *spell("已改"))
        assert FIRST[:2] not in person.screen.partition("已改")[0]
        await person.types("down", "enter")
        assert person.top == "HazardScreen"


async def test_areas_are_made_moved_and_given_up_on_the_screen(desk: Desk) -> None:
    grids(desk)
    async with opened(desk) as person:
        await person.types("f6", "f6", "6", "insert", *spell("西岭\n"))
        assert "西岭" in person.screen
        await person.types("enter")
        assert person.top == "AreaScreen"
        await person.types("1", *spell("岭下\n"))
        assert "岭下" in person.screen
        await person.types("ctrl+e", "tab", "tab", "tab", "tab", *"07", "tab")
        await person.types(*["tab"] * 8, *spell("own number\n"))
        found = area_reading.areas(desk.reader, desk.room.id)
        assert next(one.code for one in found if one.name == "西岭") == "07"
        await person.types("9")
        assert "move them first" in person.status
        await person.types("enter", "9", *spell("gone\n"))
        assert "岭下" not in {one.name for one in area_reading.areas(desk.reader, desk.room.id)}
        await person.types("ctrl+z")
        assert "岭下" in {one.name for one in area_reading.areas(desk.reader, desk.room.id)}


async def test_areas_are_taken_over_from_a_table_with_a_preview(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text("一级网格,二级网格,网格员\n城关,桃源,王五\n城关,南湖,\n", "utf-8")
    async with opened(desk) as person:
        await person.types("f6", "f6", "6", "ctrl+u", *["backspace"] * len(HOME), *spell(f"{path}\n"))
        assert person.top == "AreaImportScreen"
        assert "Areas: 3, bad rows: 0" in person.screen
        await person.types("ctrl+s")
        await person.until(lambda: person.top == "AreasScreen")
        assert [one.name for one in area_reading.areas(desk.reader, desk.room.id)] == ["城关", "桃源", "南湖"]
        await person.types("ctrl+z")
        assert area_reading.areas(desk.reader, desk.room.id) == ()


async def test_forms_have_no_field_for_an_area_where_the_room_has_none(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f2")
        assert "Area" not in person.screen
        await person.types("escape")
        grids(desk)
        await person.types("f2", "tab", "tab", "1", *"吵", *["tab"] * 4, *"nanhu", "enter", "ctrl+s")
        assert (
            person.read("SELECT a.name FROM request AS r JOIN area AS a ON a.id = r.area_id")[0][0] == "南湖"
        )
        await person.types("enter", "ctrl+e")
        assert "南湖" in person.screen
