"""Shifts on the screen: opened with one key, handed over, taken over, looked up and compared."""

from __future__ import annotations

from pathlib import Path

from deskapp.reading import shifts as reading
from deskapp.wiring import Desk
from tests.app_builders import opened
from tests.shift_builders import PIN, shift_desk


def state(desk: Desk) -> str:
    """How the shift stands whose handover is under way, else the open one."""
    one = reading.frozen_shift(desk.reader, desk.room.id) or reading.open_shift(desk.reader, desk.room.id)
    return one.status if one else ""


async def test_one_key_opens_a_shift_and_the_desk_says_so_everywhere(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path)
    async with opened(desk, settings=desk.settings) as person:
        await person.types(*"012345", "enter", *PIN["012345"], "enter")
        assert "No shift Ctrl+A" in person.lines[0]
        assert "No shift is open: Ctrl+A opens one" in person.screen
        await person.types("ctrl+a")
        assert "until 20:00" in person.status
        assert "Shift 12:00–20:00" in person.lines[0]
        assert "No shift is open" not in person.screen
        await person.types("ctrl+a")
        assert person.top == "HandoverScreen"
        person.fits()
