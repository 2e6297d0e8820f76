"""The duty board: who is here, signing in and out, calls, the roll, equipment, the plan, and a kiosk beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp.screens.volunteers.board import DutyBoardScreen
from deskapp.wiring import Desk, open_desk
from tests import app_builders
from tests.app_builders import NARROW, SMALL, WIDE, Person, opened, turn
from tests.duty_builders import come, crew, status


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    found = crew(app_builders.new_desk(home))
    yield found
    found.close()


@asynccontextmanager
async def board(desk: Desk, size: tuple[int, int] = NARROW) -> AsyncIterator[Person]:
    """The desk with the duty board on top."""
    async with opened(desk, size=size) as person:
        await person.types("f6")
        assert person.top == "DutyBoardScreen"
        yield person


def second(desk: Desk) -> Desk:
    """Another window on the same file, as a kiosk is one."""
    found = open_desk(desk.settings)
    found.clock = desk.clock
    return found


# -- in and out


@pytest.mark.parametrize("said", ["0001", "马玉兰", "myl", "0001 ", "13800010001"])
async def test_somebody_signs_in_by_number_name_pinyin_or_phone(desk: Desk, said: str) -> None:
    async with board(desk) as person:
        assert "Nobody is on duty" in person.words.replace("Nobodyisonduty", "Nobody is on duty")
        await person.types("insert", *said, "enter")
        assert person.top == "DutyBoardScreen", person.screen
        assert "马玉兰 signed in 12:00" in person.status
        assert "Here now 1" in person.screen
        assert status(person, "mode") == ["patrol"]


async def test_of_two_who_fit_it_is_asked_which_one(desk: Desk) -> None:
    async with board(desk) as person:
        await person.types("insert", *"wangxiu", "enter")
        assert person.top == "Choose", person.screen
        await person.types("2")
        assert "王秀兰 signed in" in person.status
        assert status(person, "mode") == ["school_guard"]


async def test_who_is_in_no_register_is_refused_and_signed_in_as_a_guest(desk: Desk) -> None:
    async with board(desk) as person:
        await person.types("insert", *"路人甲", "enter")
        assert (person.top, person.field) == ("DutyForm", "who")
        assert "h for a guest" in person.error("who")
        await person.types("escape", "h", *"路人甲", "enter", *"13800019999", "enter")
        assert person.top == "DutyBoardScreen", person.screen
        assert "guest" in person.screen
        assert status(person, "guest_name") == ["路人甲"]


async def test_a_burst_signs_in_and_the_next_one_too(desk: Desk) -> None:
    async with board(desk) as person:
        await person.types("insert", *"0001", "enter", "insert", *"0002", "enter", "insert", *"0003", "enter")
        assert status(person) == ["on_duty"] * 3


async def test_nobody_is_signed_in_twice_and_what_was_typed_stays(desk: Desk) -> None:
    come(desk)
    async with board(desk) as person:
        await person.types("insert", *"0001", "enter")
        assert "On duty since 12:00 already" in person.screen
        assert person.form.values()["who"] == "0001"


async def test_somebody_signs_out_under_the_cursor_and_it_is_undone(desk: Desk) -> None:
    come(desk)
    turn(desk, hours=2)
    come(desk, "0002")
    async with board(desk) as person:
        assert "2 h" in person.screen
        await person.types("delete", "enter")
        assert "马玉兰 signed out, 2 h" in person.status
        assert status(person) == ["ended", "on_duty"]
        assert "to be confirmed 1" in person.screen
        await person.types("ctrl+z")
        assert status(person) == ["on_duty", "on_duty"]
        assert "Here now 2" in person.screen


async def test_equipment_goes_out_comes_back_and_is_asked_for(desk: Desk) -> None:
    come(desk)
    async with board(desk) as person:
        await person.types("e", "1", "enter")
        assert "Radio" in person.screen, person.screen
        await person.types("e", "1", "1", "enter", "2", "enter")
        assert person.read("SELECT in_stock, damaged FROM equipment")[0][:] == (1, 1), person.screen
        await person.types("ctrl+z")
        assert person.read("SELECT issued FROM equipment")[0][0] == 1
        await person.types("delete", "1", "enter")
        assert person.read("SELECT issued, in_stock FROM equipment")[0][:] == (0, 2)
        assert status(person, "flags") == [""]


# -- calls


async def test_a_call_is_answered_and_the_way_back_is_one_key(desk: Desk) -> None:
    request = app_builders.log(desk)
    come(desk)
    async with board(desk) as person:
        await person.types("c", "1", "enter", "enter")
        assert f"out on {request.number}" in person.status, person.screen
        assert request.number in person.screen
        assert status(person) == ["out_on_call"]
        await person.types("c")
        assert "is back" in person.status
        assert status(person) == ["on_duty"]
        await person.types("c", "9", "9", "enter", "enter")
        assert "LF-20261121-099" in person.screen


# -- the roll


async def test_the_roll_of_a_team_signs_all_ticked_in_with_one_write(desk: Desk) -> None:
    come(desk)
    async with board(desk) as person:
        await person.types("r", "1")
        assert person.top == "RollScreen"
        assert "● 12:00" in person.screen
        await person.types("enter")
        assert "Nobody is ticked" in person.status
        await person.types("asterisk", "enter")
        assert person.top == "DutyBoardScreen"
        assert "2 signed in" in person.status
        assert status(person) == ["on_duty"] * 3
        await person.types("ctrl+z")
        assert status(person) == ["on_duty", "undone", "undone"]


async def test_marked_people_sign_out_together(desk: Desk) -> None:
    come(desk)
    come(desk, "0002")
    async with board(desk) as person:
        await person.types("asterisk", "ctrl+b", "0", "1")
        assert status(person) == ["ended", "ended"], person.screen
        assert "2 signed out" in person.status


# -- the plan


async def test_an_empty_slot_is_named_and_counts_who_comes(desk: Desk) -> None:
    desk.rosters.add(
        {"days": "daily", "hours": "8-18", "team": "护学队", "place": "东门", "people": "2"},
        desk.actor,
        desk.words,
    )
    async with board(desk) as person:
        assert "✗ nobody is here 08:00–18:00 护学队 · 东门 0/2" in person.screen
        await person.types("insert", *"0004", "enter")
        assert "◔ people are missing 08:00–18:00 护学队 · 东门 1/2" in person.screen
        assert "✗0 ◔1" in person.screen


async def test_a_slot_is_put_in_corrected_and_voided_on_the_screen(desk: Desk) -> None:
    async with board(desk) as person:
        assert "p makes one" in person.screen
        await person.types("p")
        assert person.top == "PlanScreen"
        await person.types("insert", *"1-7", "enter", *"8-18", "enter", "2", "ctrl+s")
        assert "put into the duty plan" in person.status, person.screen
        assert "every day" in person.screen
        await person.types("enter", "tab", "tab", "backspace", "3", *["tab"] * 6, *"mehr", "enter")
        assert person.read("SELECT people FROM slot")[0][0] == 3, person.screen
        await person.types("delete", *"zu Ende", "enter")
        assert person.read("SELECT status FROM slot")[0][0] == "voided", person.screen
        await person.types("ctrl+z")
        assert person.read("SELECT status FROM slot")[0][0] == "active"


# -- what goes on beside it


async def test_what_another_window_writes_is_there_at_once(desk: Desk) -> None:
    other = second(desk)
    async with board(desk) as person:
        other.attendances.scan("0001", other.actor, other.words)
        person.app._look()
        await person.settled()
        assert "Here now 1" in person.screen
        assert "马玉兰" in person.screen
        await person.types("insert", *"0001", "enter")
        assert "already" in person.screen
        assert status(person) == ["on_duty"]
    other.close()


async def test_how_long_grows_with_the_minutes(desk: Desk) -> None:
    come(desk)
    async with board(desk) as person:
        assert "0 h" in person.screen
        turn(desk, minutes=90)
        screen = person.app.screen
        assert isinstance(screen, DutyBoardScreen)
        screen._turn_minute()
        await person.settled()
        assert "1.5 h" in person.screen


async def test_whoever_is_here_too_long_is_flagged_and_stands_first(desk: Desk) -> None:
    come(desk)
    turn(desk, hours=11)
    desk.attendances.step("QD-20261121-001", "stay", {}, desk.actor, desk.words)
    turn(desk, hours=2)
    come(desk, "0002")
    async with board(desk) as person:
        first = next(line for line in person.screen.splitlines() if "马玉兰" in line)
        assert "13 h ! longer than" in first
        assert person.screen.index("马玉兰") < person.screen.index("赵铁柱")


@pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_board_fits_in_every_size(desk: Desk, size: tuple[int, int], language: str) -> None:
    desk.speak(language)
    desk.settings = replace(desk.settings, language=language)
    desk.rosters.add({"days": "daily", "hours": "20-6", "people": "12"}, desk.actor, desk.words)
    come(desk)
    async with board(desk, size) as person:
        person.fits()
        assert "马玉兰" in person.screen


async def test_enter_opens_the_duty_with_its_steps(desk: Desk) -> None:
    come(desk)
    async with board(desk) as person:
        await person.types("enter")
        assert person.top == "DutyScreen"
        assert "Still here" in person.screen
        await person.types("0", "4", *"gesehen", "enter")
        assert "gesehen" in person.screen, person.screen
        await person.types("ctrl+z")
        assert "(undone)" in person.screen
        await person.types("3", "enter")
        assert status(person) == ["ended"]
        await person.types("escape")
        assert "Here now 0" in person.screen


async def test_signing_out_in_the_open_duty_asks_for_its_equipment(desk: Desk) -> None:
    number = come(desk).attendance.number
    radio = desk.reader.execute("SELECT number FROM equipment").fetchone()[0]
    desk.attendances.hand_out("0001", [radio], desk.actor)
    async with board(desk) as person:
        await person.types("enter", "3", "1", "enter")
        assert status(person) == ["ended"], person.screen
        assert person.read("SELECT issued, in_stock FROM equipment")[0][:] == (0, 2)
        assert number in person.status


# -- from a request


async def test_a_request_is_given_to_whoever_is_free_and_shows_who_went(desk: Desk) -> None:
    request = app_builders.log(desk)
    async with opened(desk) as person:
        await person.types("enter", "v")
        assert "Nobody is free on duty" in person.status
    desk = open_desk(desk.settings)
    come(desk)
    come(desk, "0002")
    desk.attendances.step(status_numbers(desk)[1], "answer", {"incident": "110-7"}, desk.actor, desk.words)
    async with opened(desk) as person:
        await person.types("enter", "v")
        assert "马玉兰  0001" in person.screen
        assert "赵铁柱" not in person.screen
        await person.types("1")
        assert f"is out on {request.number}" in person.status
        assert "Volunteers on this call" in person.screen
        assert "马玉兰 0001 · still out" in person.screen
        await person.types("ctrl+z")
        assert "Volunteers on this call" not in person.screen
    desk.close()


def status_numbers(desk: Desk) -> list[str]:
    return [row[0] for row in desk.reader.execute("SELECT number FROM attendance ORDER BY id")]


# -- half typed, hostile, far away


async def test_a_half_typed_sign_in_is_kept_and_comes_back(desk: Desk) -> None:
    async with board(desk) as person:
        await person.types("insert", *"mayul", "escape")
        assert "draft is kept" in person.status
        await person.types("ctrl+t", "0", "1")
        assert (person.top, person.form.values()["who"]) == ("DutyForm", "mayul")
        await person.types(*"an", "enter")
        assert status(person) == ["on_duty"], person.screen
        await person.types("ctrl+t")
        assert "No draft is kept" in person.status


async def test_a_draft_of_a_duty_that_ended_asks_nothing_any_more(desk: Desk) -> None:
    come(desk)
    async with board(desk) as person:
        await person.types("delete", *"wollte", "escape")
        desk.attendances.check_out("0001", desk.actor, desk.words)
        await person.types("ctrl+t", "0", "1")
        assert "has ended meanwhile" in person.status


async def test_hostile_text_is_shown_as_text(desk: Desk) -> None:
    come(desk, "0001", place="[@click=app.quit]x[/] \x1b[31m‮")
    desk.attendances.guest_in("[bold]王\x07", "", desk.actor, desk.words)
    desk.rosters.add(
        {"days": "daily", "hours": "0-24", "place": "[red]门[/]", "people": "200"}, desk.actor, desk.words
    )
    async with board(desk, WIDE) as person:
        assert "[@click=app.quit]x[/]" in person.screen
        assert "[bold]王␇" in person.screen
        assert "[red]门[/] 0/200" in person.screen or "[red]门[/] 1/200" in person.screen
        assert "\x1b" not in person.screen
        await person.types("enter")
        assert "[@click=app.quit]x[/]" in person.screen
        await person.types("escape", "p")
        assert "[red]门[/]" in person.screen


async def test_a_duty_is_gone_to_by_its_number(desk: Desk) -> None:
    for who in ("0001", "0002", "0003"):
        come(desk, who)
        turn(desk, minutes=1)
    async with board(desk) as person:
        await person.types("ctrl+g", "3", "enter")
        line = next(line for line in person.screen.splitlines() if line.startswith("▶"))
        assert "王秀英" in line


async def test_the_pages_are_turned_by_digits_and_clicks(desk: Desk) -> None:
    async with board(desk) as person:
        await person.types("3")
        assert person.top == "ReviewScreen"
        await person.clicks("Duty board")
        assert person.top == "DutyBoardScreen"
        await person.types("escape")
        assert person.top == "BoardScreen"


async def test_without_colour_shape_and_number_tell_how_the_plan_is_served(desk: Desk) -> None:
    for hours, people in (("8-13", "2"), ("14-15", "1")):
        desk.rosters.add({"days": "daily", "hours": hours, "people": people}, desk.actor, desk.words)
    come(desk, "0001", at="10:00", reason="x")
    desk.attendances.check_in("0002", desk.actor, desk.words)
    async with board(desk) as person:
        here = next(line for line in person.screen.splitlines() if line.startswith(" Here  "))
        assert here.split()[1:] == ["·"] * 8 + ["✗0", "✗0", "◔1", "◔1", "●2", "·", "○", *["·"] * 9]
