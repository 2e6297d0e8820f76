"""A desk with PINs and volunteers, for tests of the kiosk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from deskapp.app import DeskApp
from deskapp.domain.roster import Entry, Roster
from deskapp.screens.kiosk.screen import KioskScreen
from deskapp.wiring import Desk
from tests.app_builders import NARROW, Person, log, new_desk
from tests.builders import EN
from tests.test_pins import OTHER, PIN, Counted, Machine

NAMES = ("王秀英", "赵小明", "钱多多", "孙丽丽", "周小明", "吴梅梅")
SECRETS = (*NAMES, "王秀", "小明", "李辉", "周海峰", "张来访", "13800", "LF-", "QD-", "012345")
"""What never stands on a screen of the kiosk: people, phones, numbers of records, badges of officers."""


def watched(home: Path, language: str = "en", people: int = 6, *, ascii: bool = False) -> Desk:
    """A desk of two officers with PINs, one request, and volunteers `0001` and on in a team that stands by."""
    desk = new_desk(home, language=language, ascii=ascii)
    desk.hashing, desk.ticks = Counted(), Machine()
    log(desk, applicant="张来访")
    desk.teams.add({"name": "东区分队", "mode": "standby"}, desk.actor, EN)
    entries = []
    for place in range(people):
        name = NAMES[place] if place < len(NAMES) else chr(0x4E00 + 7 * place) + "某某"
        given = {"name": name, "phone": f"1380001{1000 + place}", "team": "东区分队"}
        entries.append(Entry(place, given, "active"))
    roster = Roster(tuple(entries), (), ())
    desk.importing.roster(
        roster, "x.csv", desk.actor, EN, lambda done, of: None
    )  # much faster than one by one
    desk.pins.set(1, PIN, PIN, desk.actor)
    desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)
    desk.pins.set(2, OTHER, OTHER, desk.actor, PIN)
    return desk


@asynccontextmanager
async def at_kiosk(
    desk: Desk, *, size: tuple[int, int] = NARROW, only: bool = True, close: bool = True
) -> AsyncIterator[Person]:
    """Somebody before the kiosk: of `deskapp kiosk`, or with `only` false as F4 opens it."""
    app = DeskApp(desk.settings, desk, walled=True, kiosk_only=only)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await app.typeahead.idle()
            yield Person(app, pilot)
    finally:
        if close:
            desk.close()


def the_screen(person: Person) -> KioskScreen:
    """The kiosk that is on top."""
    found = person.app.screen
    assert isinstance(found, KioskScreen)
    return found


def typed_so_far(person: Person) -> str:
    """What stands in the field."""
    return the_screen(person)._field.value


def closed(person: Person) -> None:
    """The wall stands: one of its two screens is on top, and nothing is on it that belongs to others."""
    assert person.top in ("KioskScreen", "LeaveScreen"), person.top
    assert {type(screen).__name__ for screen in person.app.screen_stack} <= {"KioskScreen", "LeaveScreen"}
    assert person.app.walled
    assert person.app.is_running
    seen = person.screen
    for word in SECRETS:
        assert word not in seen, (word, seen)


def scanned(*numbers: str, end: tuple[str, ...] = ("enter",)) -> list[str]:
    """Keys of scans, each with what the scanner puts behind it."""
    return [key for number in numbers for key in (*number, *end)]
