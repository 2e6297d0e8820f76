"""The kiosk can be read from where one stands: in each theme, without colour, and in ASCII."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deskapp.settings import THEMES
from tests.app_builders import NARROW, SMALL, WIDE, Person, turn
from tests.builders import EN
from tests.kiosk_builders import at_kiosk, scanned, watched
from tests.test_ascii import odd
from tests.test_themes import readable


async def every_state(person: Person) -> AsyncIterator[str]:
    """What the kiosk can look like."""
    yield "idle"
    await person.types("f1")
    yield "help"
    await person.types(*scanned("0001"))
    yield "signed in"
    await person.types("f7", *scanned("0001"))
    yield "again"
    turn(person.app.desk, hours=2)
    await person.types(*scanned("0001"))
    yield "signed out"
    await person.types(*"1001", "enter")
    yield "one more fact"
    await person.types(*"xyz", "enter", *"abc")
    yield "nobody"
    await person.types("ctrl+q", "enter")
    yield "the way out"


@pytest.mark.parametrize("theme", THEMES)
async def test_each_state_stands_out_in_each_theme(home: Path, theme: str) -> None:
    desk = watched(home)
    desk.stock.add({"kind": "radio", "count": "2"}, desk.actor, EN)
    async with at_kiosk(desk) as person:
        person.app.theme = f"desk-{theme}"
        await person.settled()
        async for state in every_state(person):
            readable(person, f"{theme}, {state}")


@pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_with_ascii_it_is_drawn_alike_by_every_terminal(
    home: Path, language: str, size: tuple[int, int]
) -> None:
    desk = watched(home, language, ascii=True)
    desk.stock.add({"kind": "radio", "count": "2"}, desk.actor, EN)
    async with at_kiosk(desk, size=size) as person:
        async for state in every_state(person):
            person.fits()
            assert odd(person.screen) == set(), f"{state}\n{person.screen}"
            assert "+--" in person.screen
            if state == "idle":
                assert "######" in person.screen


async def test_without_colour_the_line_still_stands_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_kiosk(watched(home)) as person:
        await person.types(*scanned("0001"))
        y = person.place_of("signed in")[1]
        strip = person.app.screen._compositor.render_strips()[y]
        style = next(one.style for one in strip if "signed in" in one.text)
        assert style is not None and style.bold and style.reverse
