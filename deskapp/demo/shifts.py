"""The last shifts of the practice desk: handed over, returned, closed without relief, countersigned; one is open."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp import locales
from deskapp.domain.handover import Handover
from deskapp.domain.officer import Actor, Officer, Room
from deskapp.domain.shift import Proof
from deskapp.domain.shift_pattern import DEFAULT, stretch_at
from deskapp.domain.words import Words

if TYPE_CHECKING:
    from deskapp.services.shifts import Shifts
    from deskapp.services.store import Store

CHECKLIST = (
    "equipment 对讲机 6; equipment 执法记录仪 2; key 档案室 2; seal 警务室公章 1; vehicle 巡逻电动车 2"
)
"""What is counted at each handover."""

SHIFTS = 5
"""Boundaries of shifts that the story has."""


@dataclass
class Handing:
    """Lives through the last shifts, in the order of time."""

    store: Store
    room: Room
    crew: Sequence[Officer]
    t: Words
    turn: Callable[[datetime], None]
    """Sets the clock of the story."""
    connect: Callable[[], sqlite3.Connection]
    checklist: str = ""
    due: list[datetime] = field(default_factory=list)
    """The boundaries that are still to come, the next one first."""
    _done: int = 0

    def begin(self, config: Path, end: datetime) -> None:
        """Keep the check list, and see at which hours shifts begin."""
        from deskapp.domain.checklist import read_checklist
        from deskapp.services.configuring import Configuring
        from deskapp.services.dispute_clocks import following
        from deskapp.settings import ConfigToml

        verbs = Configuring(self.store, self.room, ConfigToml(config), following(self.room))
        verbs.change("checklist", CHECKLIST, self._actor(0), self.t)
        self.checklist = read_checklist(CHECKLIST, self.t)
        at = stretch_at(DEFAULT, end, self.room.calendar)[0]
        self.due = [at]
        while len(self.due) < SHIFTS:
            at = stretch_at(DEFAULT, at - timedelta(minutes=1), self.room.calendar)[0]
            self.due.insert(0, at)

    def until(self, at: datetime) -> None:
        """Hand over at every boundary that comes before `at`."""
        while self.due and self.due[0] <= at:
            self.turn(self.due.pop(0))
            self._boundary(self._done)
            self._done += 1

    def _verbs(self) -> Shifts:
        from deskapp.services.hashing import Argon, machine_ticks
        from deskapp.services.pins import Pins
        from deskapp.services.shifts import Shifts

        pins = Pins(self.store, self.room, Argon(), machine_ticks)
        both = (locales.load("zh"), locales.load("en"))
        return Shifts(self.store, self.room, pins, DEFAULT, self.checklist, False, lambda: both, self.connect)

    def _actor(self, place: int) -> Actor:
        return Actor(self.crew[place].id, self.room.id)

    def _boundary(self, place: int) -> None:
        """The first one opens a shift, the fourth finds nobody to take over, the others hand over in turn."""
        verbs = self._verbs()
        if place == 0:
            verbs.open(self._actor(0), 0, (self.crew[0].id,), (self.crew[2].id,))
        elif place == 3:
            self._alone(verbs)
        else:
            self._hand_over(verbs, 1 if place % 2 == 0 else 0, asked=place == 1)

    def _hand_over(self, verbs: Shifts, out: int, *, asked: bool) -> None:
        going, coming = self._actor(out), self._actor(1 - out)
        verbs.start(going)
        if asked:
            verbs.check("equipment", "对讲机", 5, "一部送修，12-01 取回", going)
            verbs.note("orders", "分局通知：夜间加强巡逻", going)
        verbs.note("remarks", "门口路灯已报修", going)
        verbs.all_there(going)
        self._resolve(verbs, going)
        verbs.send(Proof(going.officer_id), "desk", self.t)
        if asked:
            verbs.send_back("送修的对讲机谁去取？", Proof(coming.officer_id), "desk")
            verbs.note("remarks", "门口路灯已报修；对讲机由李辉去取", going)
            verbs.send(Proof(going.officer_id), "desk", self.t)
        for number in self._told(verbs):
            verbs.tick(number, True, coming)
        sealed, _room = verbs.accept(Proof(coming.officer_id), "desk")
        verbs.printed(sealed.number, coming)
        if asked:
            verbs.add(sealed.number, "对讲机已取回", coming)

    def _resolve(self, verbs: Shifts, going: Actor) -> None:
        from deskapp.reading.shifts import frozen_shift, open_duties

        held = frozen_shift(self.connect(), self.room.id)
        if held is not None:
            verbs.goes_on(open_duties(self.connect(), self.room.id, held.cut_write), going)

    def _told(self, verbs: Shifts) -> tuple[str, ...]:
        from deskapp.domain.checklist import things_of
        from deskapp.domain.frozen import frozen_sheet
        from deskapp.domain.handover import handover_of
        from deskapp.reading.shifts import frozen_shift

        held = frozen_shift(self.connect(), self.room.id)
        if held is None:
            return ()
        said: Handover = handover_of(held, frozen_sheet(held.snapshot), things_of(self.checklist), self.crew)
        return said.must_tell()

    def _alone(self, verbs: Shifts) -> None:
        """Nobody comes: closed, signed for by the other one, and the next shift opened a little later."""
        going, other = self._actor(0), self._actor(1)
        now = self.store.clock()
        verbs.start(going)
        verbs.all_there(going)
        sealed = verbs.close("接班人被派往火灾现场", Proof(going.officer_id), "desk")
        self.turn(now + timedelta(minutes=25))
        verbs.open(other, 0, (other.officer_id,), (self.crew[2].id,))
        verbs.countersign(sealed.number, Proof(other.officer_id), "desk")
