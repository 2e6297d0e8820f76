"""Lists at the desk: sorted by any column, gone through by day and number, several rows dealt with at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deskapp import db
from deskapp.domain.listing import Sorting
from deskapp.screens.lists import ListScreen
from deskapp.widgets.record_list import RecordList
from deskapp.wiring import Desk
from tests import app_builders
from tests.app_builders import NARROW, SMALL, WIDE, Person, opened

NAMES = ("孙丽", "白桂花", "王秀英", "安静", "周敏")


@pytest.fixture(params=["zh", "en"])
def desk(home: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Five requests of the 21st, one of the 19th and two of the 18th."""
    found = app_builders.new_desk(home, language=request.param)
    app_builders.turn(found, days=-3)
    app_builders.log(found, applicant="徐前")
    app_builders.log(found, applicant="徐后", category="thanks")
    app_builders.turn(found, days=1)
    app_builders.log(found, applicant="郑中")
    app_builders.turn(found, days=2)
    for name in NAMES:
        app_builders.turn(found, minutes=1)
        app_builders.log(found, applicant=name, category="noise" if name > "后" else "lost_found")
    yield found
    found.close()


def listed(person: Person) -> RecordList:
    screen = person.app.screen
    assert isinstance(screen, ListScreen)
    return screen.listed


def shown(person: Person, pattern: str = r"孙丽|白桂花|王秀英|安静|周敏|徐前|徐后|郑中") -> list[str]:
    return re.findall(pattern, "\n".join(line[:60] for line in person.lines[1:]))


async def find(person: Person) -> None:
    """Open the list of all requests with the keys in it."""
    await person.types("f5")
    listed(person).focus()
    await person.settled()


def under_cursor(person: Person) -> str:
    row = listed(person).selected
    assert row is not None
    return str(person.read("SELECT number FROM request WHERE id = ?", row.id)[0][0])


# -- sorting


async def sort_by(person: Person, label: str, *more: str) -> None:
    """Ctrl+N, the column by its name, Enter."""
    await person.types("ctrl+n", *label, *more, "enter")


async def test_ctrl_n_sorts_by_the_column_that_is_chosen(desk: Desk) -> None:
    async with opened(desk) as person:
        await find(person)
        assert shown(person)[:3] == ["周敏", "安静", "王秀英"]
        await sort_by(person, desk.words("Name"))
        assert shown(person) == sorted(shown(person))
        assert listed(person).sorting == Sorting("who")
        assert desk.words("Name") + "▲" in person.screen
        await person.types("ctrl+n", *desk.words("Name"), "down", "enter")
        assert shown(person) == sorted(shown(person), reverse=True)
        assert desk.words("Name") + "▼" in person.screen


@pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])
async def test_the_box_of_columns_and_the_sorted_list_fit(desk: Desk, size: tuple[int, int]) -> None:
    async with opened(desk, size=size) as person:
        await find(person)
        await person.types("ctrl+n")
        person.fits()
        await person.types(*"08")
        person.fits()
        await person.types("space", "space", "ctrl+g")
        person.fits()
        await person.types("escape", "ctrl+b")
        person.fits()


async def test_the_letters_s_and_g_do_it_in_the_list_too(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("s")
        assert person.top == "Choose"
        await person.types("escape", "g")
        assert person.top == "GoTo"


async def test_a_click_on_a_label_sorts_and_a_second_one_turns_it_round(desk: Desk) -> None:
    async with opened(desk) as person:
        await find(person)
        label = desk.words("Number")
        await person.clicks(label + "▼")
        assert under_cursor(person) == "LF-20261121-005", "the cursor stays on its record"
        assert shown(person)[0] == "徐前"
        await person.clicks(label + "▲")
        assert shown(person)[0] == "周敏"
        await person.clicks(desk.words("What is it"))
        assert listed(person).sorting == Sorting("what")


async def test_the_board_is_sorted_too_and_keeps_what_belongs_on_it(desk: Desk) -> None:
    async with opened(desk) as person:
        await sort_by(person, desk.words("Name"))
        names = shown(person)
        assert names == sorted(names)
        assert len(names) == 8
        await person.types("f5", "escape")
        assert shown(person) == names, "the order outlasts a look elsewhere"


async def test_in_ascii_the_sorted_column_and_marks_are_drawn_plainly(desk: Desk, home: Path) -> None:
    from dataclasses import replace

    from deskapp import locales

    desk.words = locales.load(desk.words.language, ascii=True)
    settings = replace(desk.settings, ascii=True)
    async with opened(desk, settings=settings) as person:
        await person.types("space")
        assert desk.words("Due") + "^" in person.screen
        assert any(line.startswith(" +") for line in person.lines)


# -- going to a day or a number


@pytest.mark.parametrize(
    ("typed", "number", "said"),
    [
        ("11-19", "LF-20261119-001", ""),
        ("11-18", "LF-20261118-002", ""),
        ("003", "LF-20261121-003", ""),
        ("1118-001", "LF-20261118-001", ""),
        ("LF-20261118-001", "LF-20261118-001", ""),
        ("今天", "LF-20261121-005", ""),
        ("11-01", "LF-20261118-001", "2026-11-18"),
        ("昨天", "LF-20261119-001", "2026-11-19"),
        ("009", "LF-20261121-005", "LF-20261121-009"),
        ("1119-007", "LF-20261119-001", "LF-20261119-007"),
    ],
)
async def test_ctrl_g_goes_to_a_day_or_a_number(desk: Desk, typed: str, number: str, said: str) -> None:
    async with opened(desk) as person:
        await find(person)
        await person.types("ctrl+g")
        await person.writes(f"{typed}\n")
        assert person.top == "FindScreen"
        assert under_cursor(person) == number
        assert said in person.status if said else person.status == ""


async def test_on_the_board_a_day_is_the_one_on_which_something_is_due(desk: Desk) -> None:
    app_builders.log(desk, applicant="钱远", due_at="12-24 18:00")
    async with opened(desk) as person:
        await person.types("ctrl+g", *"12-24", "enter")
        assert under_cursor(person) == "LF-20261121-006"


@pytest.mark.parametrize("typed", ["", "blue", "13-45", "LF-2026"])
async def test_what_is_neither_day_nor_number_is_told_in_the_box(desk: Desk, typed: str) -> None:
    async with opened(desk) as person:
        await find(person)
        await person.types("ctrl+g", *typed, "enter")
        assert person.top == "GoTo"
        assert person.error("place")
        person.fits()


async def test_a_number_that_the_filters_leave_out_is_told(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f5", "tab", "tab", "tab", *"11-18")
        await person.until(lambda: "002" in person.screen)
        await person.types("ctrl+g", *"002", "enter")
        assert "LF-20261121-002" in person.error("place")
        assert "Ctrl+L" in person.error("place")


async def test_a_day_is_not_found_in_a_list_sorted_by_name(desk: Desk) -> None:
    async with opened(desk) as person:
        await find(person)
        await sort_by(person, desk.words("Name"))
        await person.types("ctrl+g", *"11-19", "enter")
        assert "Ctrl+N" in person.error("place")
        await person.types("ctrl+a", *"1118-001", "enter")
        await person.types("escape", "ctrl+g", *"1118-001", "enter")
        assert under_cursor(person) == "LF-20261118-001"


# -- several rows at once


def marks(person: Person) -> list[str]:
    """The names in the rows that carry the mark."""
    return [
        name for line in person.lines if line[1:2] == "✓" for name in re.findall(r"[一-龥]{2,3}", line[30:60])
    ]


async def test_space_insert_and_shift_mark_rows_that_are_seen_without_colour(desk: Desk) -> None:
    async with opened(desk) as person:
        await find(person)
        await person.types("space", "down", "insert")
        assert len(listed(person).selected_ids) == 2
        assert [line[1] for line in person.lines if line[:2] in (" ✓", "▶✓")] == ["✓", "✓"]
        assert "2" in person.status
        assert "Ctrl+B" in person.status
        await person.types("home", "shift+down", "shift+down", "shift+down", "shift+up")
        assert len(listed(person).selected_ids) == 3
        await person.types("asterisk")
        assert len(listed(person).selected_ids) == 8
        await person.types("asterisk")
        assert listed(person).selected_ids == ()


async def test_marks_cursor_and_order_stay_when_another_window_writes(desk: Desk) -> None:
    async with opened(desk) as person:
        await find(person)
        await sort_by(person, desk.words("Name"))
        await person.types("home", "down", "space", "space", "down")
        before, marked = under_cursor(person), listed(person).selected_ids
        person.ticks()
        other = db.connect(desk.settings.database)
        other.execute("UPDATE request SET applicant = '一一' WHERE number = 'LF-20261118-001'")
        other.close()
        person.ticks()
        await person.settled()
        assert shown(person, "一一")[:1] == ["一一"]
        assert under_cursor(person) == before
        assert listed(person).selected_ids == marked
        assert listed(person).sorting == Sorting("who")


async def test_a_marked_row_that_leaves_the_list_is_not_marked_any_more(desk: Desk) -> None:
    async with opened(desk) as person:
        await find(person)
        await person.types("space", "space", "space")
        person.form.set_values({"days": "11-19"})
        person.app.screen.query_one(RecordList)
        person.app.screen.reload()  # type: ignore[attr-defined]
        assert listed(person).selected_ids == ()
        assert "✓" not in person.screen


async def test_ctrl_k_says_how_to_mark_where_nothing_is_marked(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("ctrl+b")
        assert person.top == "BoardScreen"
        assert "*" in person.status


async def test_marked_rows_are_assigned_each_in_its_own_write(desk: Desk) -> None:
    second = desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, desk.words)
    async with opened(desk) as person:
        await find(person)
        await person.types("space", "space", "ctrl+b", *"01", *"02")
        assert person.status.startswith(("✓ 2 ", "✓ 已办 2"))
        changed = person.read("SELECT number FROM request WHERE responsible = ? ORDER BY id", second.id)
        assert [row[0][-3:] for row in changed] == ["004", "005"]
        assert len(person.read("SELECT * FROM audit WHERE action = 'correct'")) == 2
        assert listed(person).selected_ids == ()
        await person.types("ctrl+z")
        assert len(person.read("SELECT 1 FROM request WHERE responsible = ?", second.id)) == 1


async def test_closed_ones_are_archived_and_the_open_ones_refused_in_one_sentence(desk: Desk) -> None:
    for serial in ("001", "002"):
        desk.requests.step(f"LF-20261121-{serial}", "solve", {"text": "好了"}, desk.actor, desk.words)
    async with opened(desk) as person:
        await find(person)
        await person.types("asterisk", "ctrl+b", *"02")
        assert sorted(person.column("status")) == ["archived"] * 2 + ["registered"] * 6
        assert re.search(r"2 .*6 ", person.status)
        assert len(listed(person).selected_ids) == 6
        person.fits()


async def test_marked_rows_are_written_into_a_table_that_the_chain_knows(desk: Desk) -> None:
    async with opened(desk) as person:
        await find(person)
        await person.types("space", "down", "space", "ctrl+b", *"03")
        (path,) = desk.settings.exports.iterdir()
        assert str(path.name) in person.words
        rows = list(load_workbook(path).active.values)
        assert [row[0] for row in rows[1:]] == ["LF-20261121-005", "LF-20261121-003"]
        assert path.stat().st_mode & 0o077 == 0
        assert len(person.read("SELECT 1 FROM audit WHERE action = 'export'")) == 1


async def test_all_marks_are_taken_off_from_the_box(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("space", "space", "ctrl+b", *"04")
        assert listed(person).selected_ids == ()
