"""What the open desk watches beside its records: room on the disk, a disk of a network, the clock of the machine."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from deskapp import disk
from deskapp.domain.clock_check import Odd, leapt, odd
from deskapp.domain.times import wall_clock
from deskapp.domain.words import N_
from deskapp.reading.last_entry import last_entry

if TYPE_CHECKING:
    from deskapp.app import DeskApp

EVERY = 20.0
"""Seconds between two looks."""

LOW = 50 * 1024 * 1024
"""Free bytes below which somebody should make room."""


@dataclass(frozen=True, slots=True)
class Disk:
    """How it stands with the disk."""

    free: int
    network: str


def look_at_disk(app: DeskApp) -> Disk:
    """Make the reserve where it is missing, and look; a network's disk may take its time: run it in a thread."""
    file = app.desk.settings.database
    if not app.desk.room.practice:
        disk.keep_reserve(file)
    try:
        free = disk.free(file.parent)
    except OSError:  # the folder is gone: the next write says so
        free = LOW
    return Disk(free, disk.network(file))


class Surroundings:
    """Looks now and then, and tells each thing once until it is over."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._at = -EVERY
        self._told: set[str] = set()
        self._clocks: tuple[datetime, float] | None = None
        """What the clock showed at the last look, and how long the machine had run then."""

    def look(self) -> None:
        """Look, unless that was just done."""
        if time.monotonic() - self._at < EVERY:
            return
        self._at = time.monotonic()
        self._look_at_clock()
        self._app.run_worker(self._look(), group="surroundings", exclusive=True)

    async def _look(self) -> None:
        found = await asyncio.to_thread(look_at_disk, self._app)
        self._once("network", bool(found.network), N_(
            "This desk file lies on a disk of the network ({kind}), whose locks cannot be trusted. Do not open it at "
            "two desks at once; move it to a disk of this machine: deskapp backup, then deskapp restore there."
        ), kind=found.network)  # fmt: skip
        self._once("room", found.free < LOW, N_(
            "The disk is nearly full: {free} MB are free. Make room now; what is typed is kept."
        ), free=found.free // 1024**2)  # fmt: skip

    def _once(self, name: str, so: bool, text: str, **params: object) -> None:
        if so and name not in self._told:
            self._app.tell(text, "bad", **params)
        (self._told.add if so else self._told.discard)(name)

    def _look_at_clock(self) -> None:
        desk = self._app.desk
        if desk.room.practice or desk.clock is not wall_clock:
            return
        now, ran = desk.clock(), _running()
        before, self._clocks = self._clocks, (now, ran)
        if before is not None and (by := leapt(now - before[0], timedelta(seconds=ran - before[1]))):
            minutes = round(abs(by).total_seconds() / 60)
            text = N_(
                "The clock of this machine was set back by {minutes} min. Look whether it is right now: times and "
                "numbers follow it."
            ) if by < timedelta() else N_(
                "The clock of this machine was set forward by {minutes} min. Look whether it is right now: times and "
                "numbers follow it."
            )  # fmt: skip
            self._app.tell(text, "bad", minutes=minutes)
        elif before is None and (found := self._app.glance(lambda: odd_clock(self._app))) is not None:
            self._app.tell(found.text, "bad", **found.params)


def odd_clock(app: DeskApp) -> Odd | None:
    """What is odd about the clock, by the last entry of the file."""
    desk = app.desk
    return odd(desk.clock(), last_entry(desk.reader), desk.room.calendar)


def _running() -> float:
    """Seconds by a clock that nobody sets and that goes on while the machine sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
