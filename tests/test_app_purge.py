"""The page on which two people purge, and the boxes of a person's card that ask why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from deskapp.domain.retention import KINDS
from deskapp.domain.setting import setting
from deskapp.reading import retention
from deskapp.wiring import Desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, opened, turn
from tests.shift_builders import PIN, shift_desk

DOCUMENT = "11010519491231002X"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two people with PINs, one matter of eleven years ago that is over, one of now."""
    desk = shift_desk(tmp_path)
    old = log(desk, applicant="马玉兰", phone="13800010001", id_number=DOCUMENT)
    desk.requests.step(old.number, "solve", {"text": "劝止"}, desk.actor, desk.words)
    turn(desk, days=11 * 366)
    log(desk, applicant="赵铁柱")
    yield desk
    desk.close()


async def sit_down(person: Person) -> None:
    """The first one signs in."""
    await person.types(*"012345", "enter", *PIN["012345"], "enter")
    await person.until(lambda: person.top == "BoardScreen")


async def test_two_people_purge_on_the_page(desk: Desk) -> None:
    async with opened(desk, close=False) as person:
        await sit_down(person)
        await person.types("ctrl+p", *"purge", "enter")
        assert person.top == "PurgeScreen"
        await person.until(lambda: "Requests" in person.screen)
        await person.types("p", *PIN["012345"], "enter")
        assert "is proposed" in person.status, person.screen
        await person.types("a", *"012345", "enter", *PIN["012345"], "enter")
        assert "was proposed by yourself" in person.screen
        await person.types("escape", "a", *"054321", "enter", *PIN["054321"], "enter")
        await person.until(lambda: "is done: 2 records" in person.status)
    assert desk.reader.execute("SELECT applicant FROM request ORDER BY id").fetchall()[0][0] == ""


async def test_a_proposal_is_withdrawn_or_undone(desk: Desk) -> None:
    async with opened(desk, close=False) as person:
        await sit_down(person)
        await person.types("ctrl+p", *"purge", "enter")
        await person.until(lambda: "Requests" in person.screen)
        await person.types("a")
        assert "Nothing is proposed yet" in person.status
        await person.types("p", *PIN["012345"], "enter")
        await person.types("w")
        assert "withdrawn" in person.status
        await person.types("p", *PIN["012345"], "enter", "ctrl+z")
        await person.until(lambda: retention.proposed(desk.reader.execute, desk.room.id) is None)


@pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_page_is_whole(desk: Desk, size: tuple[int, int], language: str) -> None:
    desk.speak(language)
    async with opened(desk, size=size, close=False) as person:
        await sit_down(person)
        person.app.action_purge()
        await person.settled()
        await person.until(lambda: "2027" in person.screen)
        person.fits()
        await person.types("p")
        person.fits()


async def test_the_id_in_full_and_all_data_are_asked_for_with_a_reason(desk: Desk) -> None:
    async with opened(desk, size=WIDE, close=False) as person:
        await sit_down(person)
        person.app.open_person("RY-20261121-001")
        await person.settled()
        assert DOCUMENT not in person.screen
        await person.types("4")
        assert person.top == "WhyDialog"
        await person.types(*"compared", "enter", *PIN["012345"], "enter")
        await person.until(lambda: DOCUMENT in person.screen)
        await person.types("escape")
        assert DOCUMENT not in person.screen
        assert "Number shown in full" in person.screen and "compared" in person.screen
        await person.types("5", *"asked", "enter", *PIN["054321"], "enter")
        await person.until(lambda: "not right" in person.screen)
        await person.types(*PIN["012345"], "enter")
        await person.until(lambda: "is written" in person.status)
    made = sorted(path.suffix for path in desk.settings.exports.iterdir())
    assert made == [".json", ".pdf"]


def test_each_class_has_a_setting_of_years() -> None:
    for kind in KINDS:
        assert setting(kind.setting).default == str(kind.years)


def test_what_was_written_on_lately_is_not_due(desk: Desk) -> None:
    connection = desk.reader
    years = desk.values.number
    found = retention.due(connection.execute, desk.room, lambda kind: years(kind.setting), desk.clock())
    assert {one.kind.register: len(one.items) for one in found if one.items} == {"request": 1, "person": 1}
    desk.requests.note("LF-20261121-001", "note", "又来问过", desk.actor, desk.words)
    found = retention.due(connection.execute, desk.room, lambda kind: years(kind.setting), desk.clock())
    assert not [one for one in found if one.items]
    later = desk.clock() + timedelta(days=11 * 366)
    found = retention.due(connection.execute, desk.room, lambda kind: years(kind.setting), later)
    assert {one.kind.register for one in found if one.items} >= {"request", "person"}
