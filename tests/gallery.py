"""The six screens that pictures and text snapshots show, on a desk that is the same every time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from deskapp import demo, locales
from deskapp.screens.recalling import Recalling
from deskapp.wiring import Desk
from tests import once
from tests.app_builders import NARROW, WIDE, Person, opened
from tests.builders import Hand, settings_in

NOW = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
"""Half past three in the afternoon in Shanghai."""

LANGUAGES = ("zh", "en")
SIZES = (NARROW, WIDE)

_TYPED = ("f2", *"王秀英", "enter", *"13800010001", "enter", "1", *"楼上半夜跑跳，孩子睡不着")

SCREENS: dict[str, tuple[str, ...]] = {
    "board": (),
    "form": _TYPED,
    "record": ("down", "down", "enter"),
    "list": ("f5", "down", "down", "down", "down", "down", "down"),
    "sheet": ("f9",),
    "opening": ("down", "down", "f7"),
    "help": ("f2", "enter", "enter", "f1"),
}
"""Each screen and the keys that lead to it."""


def practice(folder: Path, *, anew: bool = False) -> Desk:
    """The practice desk with its seeded fortnight, standing still; with `anew` lived through once more."""
    t, settings = locales.load("zh"), replace(settings_in(folder), now=NOW.isoformat())
    if anew:
        desk = demo.build(settings, folder / "practice.db", t, lambda done, total: None, NOW)
    else:
        desk = once.practised(folder, t, NOW)
        desk.settings = replace(desk.settings, now=settings.now)
    desk.clock = Hand(NOW)
    return desk


@asynccontextmanager
async def shown(desk: Desk, screen: str, language: str, size: tuple[int, int]) -> AsyncIterator[Person]:
    """The desk with one of the screens on top."""
    desk.words = locales.load(language)
    settings = replace(desk.settings, language=language)
    for draft in desk.drafts.all(desk.room.id, desk.room.signed_in):  # left by the picture before
        desk.drafts.discard(draft.place)
    desk.drafts.flush()
    async with opened(desk, settings=settings, size=size, close=False) as person:
        await person.types(*SCREENS[screen])
        if screen == "sheet":
            await person.until(lambda: len(person.screen.split()) > 60)
            await person.settled()
        here = person.app.screen
        if isinstance(here, Recalling):
            await person.until(lambda: not here.recalling)
            await person.settled()
        yield person
