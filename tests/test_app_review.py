"""What waits for an officer's word, and what the open desk closes by itself because nobody signed out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp import duties
from deskapp.screens.volunteers.board import DutyBoardScreen
from deskapp.wiring import Desk, open_desk
from tests import app_builders
from tests.app_builders import NARROW, SMALL, WIDE, Person, opened, turn
from tests.duty_builders import come, crew, go, status


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    found = crew(app_builders.new_desk(home))
    yield found
    found.close()


@asynccontextmanager
async def review(desk: Desk, size: tuple[int, int] = NARROW) -> AsyncIterator[Person]:
    """The desk with the review list on top."""
    async with opened(desk, size=size) as person:
        await person.types("f6", "3")
        assert person.top == "ReviewScreen"
        yield person


def served(desk: Desk, *who: str, hours: float = 2.5) -> None:
    """People who came and went."""
    for one in who or ("0001",):
        come(desk, one)
    turn(desk, hours=hours)
    for one in who or ("0001",):
        go(desk, one)


def forgot(desk: Desk) -> None:
    """Somebody who never signed out, closed by the desk."""
    come(desk)
    turn(desk, hours=13)
    desk.attendances.close_forgotten(desk.actor, desk.words)


def credits(person: Person) -> list[tuple[object, ...]]:
    rows = person.read("SELECT dimension, service, minutes FROM attendance_credit WHERE gone = 0 ORDER BY id")
    return [tuple(row) for row in rows]


async def test_what_is_usual_is_filled_in_and_confirmed_with_two_keys(desk: Desk) -> None:
    served(desk, "0004")
    async with review(desk) as person:
        assert "To be confirmed 1" in person.screen
        await person.types("c", "ctrl+s")
        assert credits(person) == [("patrol", "school_guard", 150)], person.screen
        assert "Nothing waits" in person.screen
        await person.types("ctrl+z")
        assert (credits(person), status(person)) == ([], ["ended"])
        await person.types("ctrl+y")
        assert len(credits(person)) == 1


async def test_an_odd_number_of_minutes_is_offered_whole(desk: Desk) -> None:
    served(desk, hours=1.7333)
    async with review(desk) as person:
        await person.types("c")
        assert person.form.values()["hours"] == "103min"
        await person.types("ctrl+s")
        assert credits(person)[0][2] == 103


async def test_a_duty_is_split_and_more_than_presence_is_refused(desk: Desk) -> None:
    served(desk)
    async with review(desk) as person:
        await person.types("c")
        person.form.set_values({"parts": "patrol/patrol 2; dispute/mediation 1"})
        await person.types("ctrl+s")
        assert person.top == "DutyStep"
        assert "type less" in person.words.replace("typeless", "type less")
        person.form.set_values({"parts": "patrol/patrol 1.5; dispute/mediation 1"})
        await person.types("ctrl+s")
        assert credits(person) == [("patrol", "patrol", 90), ("dispute", "mediation", 60)]


async def test_what_nobody_signed_out_of_needs_its_end_and_how_it_is_known(desk: Desk) -> None:
    forgot(desk)
    async with review(desk) as person:
        assert "! not signed out 1" in person.screen
        assert "! not signed" in next(line for line in person.screen.splitlines() if "马玉兰" in line)
        await person.types("c", "ctrl+s")
        assert person.top == "DutyStep"
        await person.writes("11-21 20:00\n")
        await person.types(*"Wang saw her", "ctrl+s")
        assert credits(person) == [("patrol", "patrol", 480)], person.screen
        await person.types("a", "enter")
        assert "Wang saw her" in person.screen
        assert "To: — → 11-21 20:00" in person.screen


async def test_marked_duties_are_confirmed_together_or_none_of_them(desk: Desk) -> None:
    served(desk, "0001", "0002", "0003")
    async with review(desk) as person:
        await person.types("asterisk", "ctrl+b", "0", "1")
        assert status(person) == ["confirmed"] * 3, person.screen
        assert "3 confirmed" in person.status
        await person.types("ctrl+z")
        assert status(person) == ["ended"] * 3


async def test_one_whose_end_nobody_knows_lets_none_of_the_marked_through(desk: Desk) -> None:
    served(desk, "0001", "0002")
    number = come(desk, "0004").attendance.number
    desk.attendances.step(number, "auto_close", {}, desk.actor, desk.words)
    async with review(desk) as person:
        await person.types("asterisk", "ctrl+b", "0", "1")
        assert status(person) == ["ended", "ended", "auto_closed"]
        assert number in person.status


async def test_marked_duties_are_not_counted_for_one_reason(desk: Desk) -> None:
    served(desk, "0001", "0002")
    async with review(desk) as person:
        await person.types("asterisk", "ctrl+b", "0", "2", *"nicht da", "enter")
        assert status(person) == ["rejected"] * 2, person.screen


async def test_a_duty_is_not_counted_and_looked_at_again(desk: Desk) -> None:
    served(desk)
    async with review(desk) as person:
        await person.types("x", "ctrl+s")
        assert person.top == "DutyStep"
        await person.types(*"nicht da", "enter")
        assert status(person) == ["rejected"]
        await person.types("a", "c")
        assert "Not counted" in person.status
        await person.types("r", *"doch da", "enter")
        assert status(person) == ["ended"], person.screen


async def test_times_are_corrected_with_a_reason_and_both_are_shown(desk: Desk) -> None:
    served(desk)
    async with review(desk) as person:
        await person.types("ctrl+e")
        person.form.set_values({"in_at": "2026-11-21 13:00"})
        await person.types("ctrl+s")
        assert person.top == "DutyCorrect"
        person.form.set_values({"reason": "Kamera"})
        await person.types("ctrl+s")
        assert person.top == "ReviewScreen", person.screen
        assert "1.5 h" in person.screen
        await person.types("enter")
        assert "On duty from: 12:00 → 13:00" in person.screen
        assert "Kamera" in person.screen


async def test_a_half_typed_confirmation_is_kept_and_opened_again(desk: Desk) -> None:
    served(desk)
    async with review(desk) as person:
        await person.types("c")
        person.form.field("text").focus()
        await person.types(*"halb", "escape")
        await person.types("ctrl+t", "0", "1")
        assert person.top == "DutyStep", person.screen
        assert person.form.values()["text"] == "halb"


@pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_list_fits_in_every_size(desk: Desk, size: tuple[int, int], language: str) -> None:
    desk.speak(language)
    desk.settings = replace(desk.settings, language=language)
    served(desk, "0002")
    forgot(desk)
    async with review(desk, size) as person:
        person.fits()
        assert "马玉兰" in person.screen


# -- what the desk closes by itself


async def test_the_open_desk_closes_what_was_forgotten_and_says_so(desk: Desk) -> None:
    come(desk)
    come(desk, "0002")
    turn(desk, hours=13)
    come(desk, "0003")
    async with opened(desk) as person:
        person.app.push_screen(DutyBoardScreen())
        await person.settled()
        duties.look(person.app)
        await person.until(lambda: "2 not signed out" in person.status)
        await person.settled()
        assert status(person) == ["auto_closed", "auto_closed", "on_duty"]
        assert status(person, "credited") == [0, 0, 0]
        assert "! not signed out 2 (page 3)" in person.screen
        await person.types("ctrl+z")
        assert status(person) == ["auto_closed", "auto_closed", "undone"]  # the last write of the officer


async def test_two_open_desks_close_it_once(desk: Desk) -> None:
    come(desk)
    turn(desk, hours=13)
    other = open_desk(desk.settings)
    other.clock = desk.clock
    assert other.attendances.close_forgotten(other.actor, other.words, by_itself=True) == ("QD-20261121-001",)
    async with opened(desk) as person:
        duties.look(person.app)
        await person.settled()
        assert desk.attendances.close_forgotten(desk.actor, desk.words, by_itself=True) == ()
        assert len(person.read("SELECT 1 FROM history WHERE step = 'auto_close'")) == 1
        assert "not signed out" not in person.status
    other.close()


async def test_nothing_is_written_where_nothing_was_forgotten(desk: Desk) -> None:
    come(desk)
    turn(desk, hours=11)
    async with opened(desk) as person:
        before = len(person.read("SELECT 1 FROM audit"))
        duties.look(person.app)
        await person.settled()
        assert len(person.read("SELECT 1 FROM audit")) == before
