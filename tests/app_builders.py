"""The desk app for pilot tests: made on a fresh file at noon, typed into as a person does, read as one does."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.cells import cell_len
from textual import events
from textual._context import visible_screen_stack
from textual.pilot import Pilot
from textual.worker import WorkerError

from deskapp import db
from deskapp.app import TICK, DeskApp
from deskapp.domain.request import Request
from deskapp.reading import requests as reading
from deskapp.settings import Settings
from deskapp.widgets.bars import StatusLine
from deskapp.widgets.form import Form
from deskapp.wiring import Desk, Setup, set_up
from tests.builders import Hand, settings_in

NARROW, SMALL, WIDE = (80, 24), (60, 20), (120, 40)

STUCK = 30.0
"""Seconds without anything being handled after which the app counts as stuck."""


def new_desk(folder: Path, *, language: str = "en", **changes: Any) -> Desk:
    """A desk on a new practice file, at noon; its clock is a `Hand`."""
    settings = settings_in(folder, **changes)
    officer = Setup("明珠路派出所", "明珠社区警务室", "李辉", "012345", language, practice=True)
    desk = set_up(replace(settings, language=language), officer)
    desk.clock = Hand()
    return desk


def log(desk: Desk, **given: str) -> Request:
    """Log a matter without the screen; noise where nothing is said."""
    return desk.requests.log(
        {"category": "noise", "summary": "楼上跑跳"} | given, desk.actor, desk.words
    ).request


def turn(desk: Desk, **by: float) -> None:
    """Move the clock of `new_desk`."""
    assert isinstance(desk.clock, Hand)
    desk.clock.turn(**by)


def spell(text: str) -> list[str]:
    """Text as keys; a line end is Enter."""
    return ["enter" if char == "\n" else char for char in text]


@asynccontextmanager
async def opened(
    desk: Desk | None,
    *,
    settings: Settings | None = None,
    size: tuple[int, int] = NARROW,
    close: bool = True,
) -> AsyncIterator[Person]:
    """The running app with somebody before it; without `close` the desk can be opened once more."""
    held = settings or (desk.settings if desk else None)
    assert held is not None
    app = DeskApp(held, desk)
    try:
        async with app.run_test(size=size) as pilot:
            await app.typeahead.idle()
            yield Person(app, pilot)
    finally:
        if close and app._desk is not None:
            app._desk.close()


class Person:
    """Types, clicks and reads."""

    def __init__(self, app: DeskApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    def burst(self, *keys: str) -> None:
        """Type faster than the screen: a one-character string is that character, others are key names."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))

    async def types(self, *keys: str) -> None:
        """Type, and wait until all of it has been handled."""
        self.burst(*keys)
        await self.settled()

    async def writes(self, text: str) -> None:
        """Type a text; a line end is Enter."""
        await self.types(*spell(text))

    async def pastes(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settled()

    async def settled(self) -> None:
        """Everything typed is done and painted; an error of the app is raised here."""
        idle = asyncio.ensure_future(self.app.typeahead.idle())
        crash: asyncio.Future[Any] = asyncio.ensure_future(self.app._exception_event.wait())
        done: set[asyncio.Future[Any]] = set()
        rest: set[asyncio.Future[Any]] = {idle, crash}
        handled = -1
        # However slow the machine is: it is stuck only where no message at all began to be handled in a while.
        while not done and self.app.typeahead._started != handled:
            handled = self.app.typeahead._started
            done, rest = await asyncio.wait({idle, crash}, timeout=STUCK, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        if self.app._exception is not None:
            raise self.app._exception
        for worker in [one for one in self.app.workers if one.group == "count" and not one.is_finished]:
            with suppress(WorkerError):  # broken off by another period, or by leaving
                await worker.wait()
        assert done, self.screen if self.app.screen_stack else "no screen is there"
        if not self.app._exit:
            # As Pilot.pause does, but without waiting for the machine to be idle, which takes most of the time.
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()
            await self.pilot._wait_for_screen()

    async def still(self) -> None:
        """Nothing moves any more: a scroll bar comes and goes a paint after what it belongs to."""
        before = ""
        while before != self.screen:
            before = self.screen
            await self.pilot.pause(0.02)  # longer than from one paint to the next
            await self.settled()

    def ticks(self) -> None:
        """The second turns, with no key in it."""
        self.app._last_key -= TICK
        self.app._tick()

    async def until(self, true: Callable[[], object], seconds: float = 6.0) -> None:
        """Wait for a condition."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not true():
            assert loop.time() < end, self.screen
            await self.pilot.pause(0.01)

    # -- what is seen

    @property
    def lines(self) -> list[str]:
        """The screen as text, with what shines through a box."""
        visible_screen_stack.set(self.app._background_screens)  # as painting does
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def screen(self) -> str:
        """The screen as one text, lines without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def words(self) -> str:
        """The screen as one text without blanks and line ends, for sentences that wrap."""
        return "".join(self.screen.split())

    @property
    def status(self) -> str:
        """The sentence of the status line."""
        return self.app.screen.query_one(StatusLine).render().plain

    @property
    def top(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def form(self) -> Form:
        return self.app.screen.query_one(Form)

    @property
    def field(self) -> str:
        """The name of the field that has the caret."""
        found = self.app.screen.focused
        return (found.name or "") if found is not None else ""

    def error(self, field: str) -> str:
        """The sentence beside a field."""
        return self.form._rows[field].error

    def fits(self) -> None:
        """Assert that no line is wider than the screen, and that there are as many as it has rows."""
        wide, high = self.app.size
        lines = self.lines
        assert len(lines) == high
        assert {cell_len(line) for line in lines} == {wide}

    def place_of(self, text: str) -> tuple[int, int]:
        """The cell at which `text` is painted."""
        for y, line in enumerate(self.lines):
            if text in line:
                return cell_len(line[: line.index(text)]), y
        raise AssertionError(f"{text} is not on the screen:\n{self.screen}")

    async def clicks(self, text: str, times: int = 1) -> None:
        """Click where `text` stands."""
        await self.clicks_at(self.place_of(text), times)

    async def clicks_at(self, cell: tuple[int, int], times: int = 1) -> None:
        """Click into a cell; what it does is awaited as what a key does is, not until the machine is idle."""

        async def pause(delay: float | None = None) -> None:
            await self.settled()

        with patch.object(self.pilot, "pause", pause):
            await self.pilot.click(offset=cell, times=times)
        await self.settled()

    # -- what is in the file

    def read(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Rows read through a connection of its own."""
        found = db.connect(self.app.desk.settings.database, readonly=True)
        try:
            return found.execute(sql, values).fetchall()
        finally:
            found.close()

    def column(self, name: str) -> list[Any]:
        """One column of all requests in their order."""
        return [row[0] for row in self.read(f"SELECT {name} FROM request ORDER BY id")]

    def request(self, number: str = "") -> Request:
        """A request as the file holds it, the last one where nothing is said."""
        row = self.read("SELECT * FROM request WHERE number = ? OR ? = '' ORDER BY id DESC", number, number)[
            0
        ]
        return reading.request_of(row)
