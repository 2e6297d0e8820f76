"""The kiosk looks as reviewed: idle, after a scan, refused, and its way out; in both languages and all sizes.

`UPDATE_GOLDEN=1 pytest tests/test_gallery_kiosk.py` writes the snapshots again.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.app_builders import NARROW, SMALL, WIDE, turn
from tests.builders import EN
from tests.gallery import LANGUAGES
from tests.kiosk_builders import at_kiosk, closed, scanned, watched

GOLDEN = Path(__file__).parent / "golden" / "screens"

SCREENS: dict[str, tuple[str, ...]] = {
    "kiosk": (),
    "kiosk-in": tuple(scanned("0001")),
    "kiosk-out": tuple(scanned("0002", "0001")),
    "kiosk-more": (*"1000", "enter"),
    "kiosk-help": ("f1",),
    "kiosk-leave": ("ctrl+q",),
}
"""Each screen and the keys that lead to it."""


@pytest.mark.parametrize("size", [SMALL, NARROW, WIDE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
async def test_the_kiosk_looks_as_reviewed(
    home: Path, screen: str, language: str, size: tuple[int, int]
) -> None:
    golden = GOLDEN / f"{screen}-{language}-{size[0]}x{size[1]}.txt"
    desk = watched(home, language)
    desk.stock.add({"kind": "radio", "name": "2号", "count": "2"}, desk.actor, EN)
    desk.stock.add({"kind": "reflective", "count": "9"}, desk.actor, EN)
    if screen == "kiosk-out":
        told = desk.at_kiosk.sign("0001", EN)
        desk.at_kiosk.hand_out(told.number, told.things[0].key)
        turn(desk, hours=3, minutes=30)
    async with at_kiosk(desk, size=size) as person:
        await person.types(*SCREENS[screen])
        closed(person)
        await person.still()
        person.fits()
        found = person.screen + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")
