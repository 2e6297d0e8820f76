"""The pages of teams and of equipment: the tree, the stock, opened ones with their steps, drafts and undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.domain.listing import Row, Sorting
from deskapp.domain.team_steps import EQUIPMENT_MACHINE, TEAM_MACHINE
from deskapp.reading import team_lists, volunteers
from deskapp.reading.few import Entry, Few
from deskapp.screens.fieldhelp import FIELDS
from deskapp.screens.volunteers import stock, team_form
from deskapp.wiring import Desk
from tests import app_builders
from tests.app_builders import NARROW, SMALL, WIDE, Person, opened, spell

SIZES = pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])


@pytest.fixture(params=["zh", "en"])
def desk(home: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    found = app_builders.new_desk(home, language=request.param)
    found.teams.add({"name": "明珠队"}, found.actor, found.words)
    found.teams.add({"name": "救援队", "parent": "明珠队"}, found.actor, found.words)
    for name, team in (("马玉兰", "明珠队"), ("赵铁柱", "救援队"), ("曾可", "")):
        given = {"name": name, "team": team, "phone": f"1380001000{len(name)}"}
        found.volunteers.register(
            {key: value for key, value in given.items() if value}, found.actor, found.words
        )
    found.stock.add({"kind": "radio", "count": "2"}, found.actor, found.words)
    yield found
    found.close()


def teams(person: Person) -> list[tuple[str, str, int | None]]:
    """Name, state and team above of each, as the file holds them."""
    return [tuple(row) for row in person.read("SELECT name, status, parent_id FROM team ORDER BY id")]


# -- a short list


def test_a_short_list_reads_like_a_long_one() -> None:
    rows = [Entry(Row((), at, (str(at),)), {"size": -at}) for at in range(5)]
    few = Few((), rows, Sorting(""))
    first = few.first(2)
    assert [row.id for row in first] == [0, 1]
    assert [row.id for row in few.after(first[1].key, 2)] == [2, 3]
    assert [row.id for row in few.before(few.last(1)[0].key, 2)] == [2, 3]
    assert (few.count(), few.count(3), few.rank(few.last(1)[0].key)) == (5, 3, 4)
    assert few.near(9, 3)[0] == 4
    assert few.find(7) is None
    assert few.among([1, 7]) == {1}


# -- teams


@SIZES
async def test_each_team_stands_below_its_own_with_its_people_and_all_below(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with opened(desk, size=size) as person:
        await person.types("f6", "4")
        lines = [line for line in person.lines if "队" in line and ("明珠" in line or "救援" in line)]
        assert lines[0].index("明珠队") < lines[1].index("救援队")
        assert lines[0].split()[2:4] == ["1", "2"]
        person.fits()


async def test_a_team_is_made_opened_filled_renamed_and_disbanded(desk: Desk) -> None:
    async with opened(desk, size=WIDE) as person:
        await person.types("f6", "4", "insert", *spell("护学队\n"))
        assert teams(person)[-1] == ("护学队", "active", None)
        await person.types("enter")
        assert person.top == "TeamScreen"
        await person.types("1", *"zk", "enter", "enter")
        assert "曾可" in person.screen
        await person.types("3", *spell("东门组\n"))
        assert teams(person)[-1][0] == "东门组"
        await person.types("9")
        assert person.top == "TeamScreen"  # somebody is still in it
        assert "1" in person.status
        await person.types("2", *spell("moved\n"))
        assert "曾可" not in person.screen
        await person.types("ctrl+e", *spell("2"), "ctrl+s")
        assert person.error("reason")
        await person.types(*"told", "ctrl+s")
        assert "护学队2" in [name for name, _, _ in teams(person)]
        assert "护学队 → 护学队2" in person.screen
        await person.types("ctrl+z")
        assert "护学队" in [name for name, _, _ in teams(person)]


async def test_a_team_moves_to_the_top_and_a_disbanded_one_stands_at_the_end(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f6", "4", "down", "enter", "4", "tab", "tab", "1", "ctrl+s")
        assert person.error("reason")
        await person.types(*"told", "ctrl+s")
        assert teams(person)[1] == ("救援队", "active", None)
        await person.types("2", *spell("moved\n"), "9", *spell("empty\n"))
        assert teams(person)[1][1] == "closed"
        await person.types("1")
        assert person.top == "TeamScreen"
        await person.types("escape")
        assert person.screen.index("明珠队") < person.screen.index("救援队")


async def test_nobody_found_and_several_found_are_told(desk: Desk) -> None:
    desk.volunteers.register({"name": "马玉兰", "phone": "13900000001"}, desk.actor, desk.words)
    async with opened(desk) as person:
        await person.types("f6", "4", "down", "enter", "1", *"王五", "ctrl+s")
        assert "王五" in person.error("who")
        await person.types(*["backspace"] * 2, *"马玉兰", "ctrl+s")
        assert person.top == "Choose"
        await person.types("2")
        assert person.top == "TeamScreen"
        assert "0004" in person.screen


async def test_a_half_typed_team_and_step_open_from_the_list_of_drafts(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f6", "4", "insert", *"东门", "escape", "enter", "1", *"why", "escape")
        await person.types("escape", "escape", "ctrl+t")
        assert desk.words("New team") in person.screen
        assert desk.words("Add a member") in person.screen
        await person.types("0", "1")
        assert person.top == "WhoStep"
        await person.types("escape", "escape", "ctrl+t", "0", "2")
        assert person.top == "AddTeam"
        assert person.form.values()["name"] == "东门"


async def test_teams_are_sorted_and_gone_to_by_number(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f6", "4", "ctrl+g", *spell("2\n"))
        assert "▶" in next(line for line in person.lines if "救援队" in line)
        await person.types("ctrl+g", *spell("9\n"))
        assert person.top == "GoTo"
        await person.types("escape", "ctrl+n", *spell(desk.words("People")), "enter")
        assert person.top == "TeamsScreen"


def test_people_of_two_teams_of_one_tree_count_once(desk: Desk) -> None:
    desk.volunteers.join("0001", "救援队", desk.actor, desk.words)
    every = volunteers.teams(desk.reader, desk.room.id)
    assert list(team_lists.people_of(desk.reader, every).values()) == [2, 2]


async def test_the_people_of_a_team_are_sorted_by_a_click(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f6", "4", "enter")
        before = [line for line in person.lines if ("00" in line and "明珠" in line) or "救援" in line]
        await person.clicks(desk.words("No."))
        after = [line for line in person.lines if ("00" in line and "明珠" in line) or "救援" in line]
        assert before != after


async def test_find_opens_volunteers_teams_and_equipment_by_their_numbers(desk: Desk) -> None:
    async with opened(desk) as person:
        for prefix, screen in (("YJ", "MemberScreen"), ("DW", "TeamScreen"), ("ZB", "EquipmentScreen")):
            await person.types("f5", *f"{prefix}-20261121-001", "enter")
            assert person.top == screen
            assert f"{prefix}-20261121-001" in person.screen
            await person.types("escape", "escape")
        await person.types("f5", *"DW-20261121-009", "enter")
        assert person.top == "FindScreen"


async def test_the_other_pages_stand_in_the_list_of_commands(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f6", "5", "ctrl+p", *spell(desk.words("Teams")), "enter")
        assert person.top == "TeamsScreen"


# -- equipment


@SIZES
async def test_the_stock_is_shown_and_grows(desk: Desk, size: tuple[int, int]) -> None:
    async with opened(desk, size=size) as person:
        await person.types("f6", "5", "insert", "1", *spell("5\n"))
        assert person.read("SELECT in_stock FROM equipment ORDER BY id")[1][0] == 5
        assert person.top == "StockScreen"
        person.fits()


async def test_equipment_is_handed_out_taken_back_and_changed(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f6", "5", "enter")
        assert person.top == "EquipmentScreen"
        await person.types("2")
        assert person.top == "EquipmentScreen"  # nothing is out
        await person.types("1", *spell("0001\n\n"))
        row = person.read("SELECT in_stock, issued FROM equipment")[0]
        assert tuple(row) == (1, 1)
        assert "马玉兰" in person.screen
        await person.types("2", "2", "enter")
        assert tuple(person.read("SELECT in_stock, issued, damaged FROM equipment")[0]) == (1, 0, 1)
        await person.types("3", "2", "tab", *spell("mended\n"))
        assert tuple(person.read("SELECT in_stock, damaged FROM equipment")[0]) == (2, 0)
        await person.types("ctrl+z")
        assert tuple(person.read("SELECT in_stock, damaged FROM equipment")[0]) == (1, 1)
        await person.types("enter")
        assert person.top == "MemberScreen"


async def test_without_stock_or_loans_it_is_told_what_comes_first(desk: Desk) -> None:
    number = desk.stock.add({"kind": "vest"}, desk.actor, desk.words)
    desk.stock.issue(number, "0001", desk.actor)
    async with opened(desk, size=WIDE) as person:
        await person.types("f6", "5", "end")
        assert "马玉兰" in person.screen  # beside the list
        await person.types("enter", "1")
        assert person.top == "EquipmentScreen"
        assert "2" in person.status


def test_every_field_of_the_boxes_has_its_own_page() -> None:
    steps = (*TEAM_MACHINE.steps, *EQUIPMENT_MACHINE.steps)
    fields = {field.name for step in steps for field in step.fields}
    assert [name for name in sorted(fields) if f"WhoStep.{name}" not in FIELDS] == []
    names = [spec.name for spec in team_form.specs_of(())]
    assert [name for name in names if f"AddTeam.{name}" not in FIELDS] == []
    assert [spec.name for spec in stock.SPECS if f"AddEquipment.{spec.name}" not in FIELDS] == []
