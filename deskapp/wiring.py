"""The one place that builds objects: settings, then the file, then the services."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from deskapp import db, locales
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor, Officer, Room
from deskapp.domain.times import Clock, practice_clock, wall_clock
from deskapp.domain.words import N_, Words
from deskapp.reading import room as room_reading
from deskapp.settings import Settings, audit_key

if TYPE_CHECKING:
    from deskapp.services.drafts import Drafts
    from deskapp.services.people import People
    from deskapp.services.requests import Requests
    from deskapp.services.staff import Staff
    from deskapp.services.store import Store
    from deskapp.services.undo import Undoing


@dataclass
class Desk:
    """One room's desk on one file: what the screens and the command line work with."""

    settings: Settings
    room: Room
    clock: Clock
    words: Words
    via: str = "desk"

    @cached_property
    def reader(self) -> sqlite3.Connection:
        """A read-only connection for the screen's own thread."""
        return db.connect(self.settings.database, readonly=True)

    def new_reader(self) -> sqlite3.Connection:
        """A read-only connection of one's own, for work in another thread; the caller closes it."""
        return db.connect(self.settings.database, readonly=True)

    @property
    def officers(self) -> tuple[Officer, ...]:
        """The people of the room."""
        return room_reading.officers(self.reader, self.room.id)

    @property
    def officer(self) -> Officer | None:
        """Who writes at this desk now."""
        return next((o for o in self.officers if o.id == self.room.signed_in), None)

    @property
    def actor(self) -> Actor:
        """Who writes, for the services. Raises DeskError where nobody is chosen."""
        if not self.room.signed_in:
            raise DeskError(N_("Nobody is signed in at this desk: choose an officer first."))
        return Actor(self.room.signed_in, self.room.id, self.via)

    @cached_property
    def key(self) -> bytes:
        """The key of the audit chain."""
        return audit_key(self.settings)

    @cached_property
    def store(self) -> Store:
        """The write side; loads SQLModel on first use."""
        from deskapp.services.store import Store

        return Store(self.settings.database, self.key, self.clock)

    @cached_property
    def requests(self) -> Requests:
        """The verbs of requests."""
        from deskapp.services.requests import Requests

        return Requests(self.store, self.room)

    @cached_property
    def people(self) -> People:
        """The verbs of people's cards."""
        from deskapp.services.people import People

        return People(self.store, self.room)

    @cached_property
    def drafts(self) -> Drafts:
        """Half-typed forms; no SQLModel is needed for them."""
        from deskapp.services.drafts import Drafts

        return Drafts(self.settings.database, lambda: self.clock(), lambda: self.reader)

    @cached_property
    def staff(self) -> Staff:
        """The verbs of the room and its people."""
        from deskapp.services.staff import Staff

        return Staff(self.store)

    @cached_property
    def undoing(self) -> Undoing:
        """Undo and redo."""
        from deskapp.services import cards, people, requests
        from deskapp.services.reversals import People as Officers
        from deskapp.services.undo import Reversal, Undoing

        reversals: dict[str, Reversal] = {
            requests.SUBJECT: requests.reversal(), cards.SUBJECT: people.Reversing(), "officer": Officers(),
        }  # fmt: skip
        return Undoing(self.store, self.room, reversals)

    def viewed(self, subject: str, subject_id: int, number: str) -> None:
        """Keep that somebody opened a record, where the phone stands in full; no SQLModel is needed for it."""
        from deskapp.services import reads

        reads.keep(
            self.settings.database, self.key, self.clock, self.actor, "view", subject, subject_id, {"number": number}
        )  # fmt: skip

    def sign_in(self, officer: Officer) -> None:
        """Let `officer` write from now on."""
        self.room = self.staff.sign_in(self.room, officer, self.actor)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("drafts", "reader", "store"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()


def open_desk(settings: Settings, *, via: str = "desk") -> Desk:
    """Open the desk on the file of `settings`; an older file is copied and brought up to date first.

    Raises DeskError in words where the file is missing, foreign, damaged, newer or without a room.
    """
    step = db.check(settings.database)
    if step != db.HEAD:
        db.migrate(settings.database)
    desk = Desk(
        settings, Room(0, "", ""), wall_clock, locales.load(settings.language, ascii=settings.ascii), via
    )
    with db.told(settings.database):
        found = room_reading.rooms(desk.reader)
    if not found:
        desk.close()
        raise DeskError(
            N_("{path} has no room yet: run deskapp setup."), code=Exit.NOT_FOUND, path=settings.database
        )
    desk.room = found[0]
    desk.clock = clock_of(settings, desk.room.practice)
    return desk


def clock_of(settings: Settings, practice: bool) -> Clock:
    """The clock of a file: DESKAPP_NOW sets it on practice files alone. Raises DeskError on a real one."""
    if not settings.now:
        return wall_clock
    if not practice:
        raise DeskError(
            N_("DESKAPP_NOW sets the clock of practice files only; this is a real one. Unset it and start again."),
            code=Exit.USAGE,
        )  # fmt: skip
    try:
        start = datetime.fromisoformat(settings.now)
    except ValueError as error:
        raise DeskError(
            N_("DESKAPP_NOW must look like 2026-11-21T08:00:00+08:00, not “{text}”."),
            code=Exit.USAGE, text=settings.now,
        ) from error  # fmt: skip
    if start.tzinfo is None:
        raise DeskError(
            N_("DESKAPP_NOW must look like 2026-11-21T08:00:00+08:00, not “{text}”."),
            code=Exit.USAGE, text=settings.now,
        )  # fmt: skip
    return practice_clock(start.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Setup:
    """The answers of a first run."""

    station: str
    room: str
    officer: str
    badge: str
    language: str = "zh"
    practice: bool = False


def set_up(settings: Settings, answers: Setup, *, via: str = "desk") -> Desk:
    """Make the desk file and its room, and open it. Raises DeskError; then no file is left behind."""
    from deskapp.services.staff import Staff, check_setup
    from deskapp.services.store import Store

    check_setup(answers.station, answers.room, answers.officer, answers.badge)
    clock = clock_of(settings, answers.practice)
    with db.building(settings.database) as half:
        db.create(half)
        store = Store(half, audit_key(settings), clock)
        try:
            Staff(store).open_room(
                answers.station,
                answers.room,
                answers.officer,
                answers.badge,
                practice=answers.practice,
                via=via,
            )
        finally:
            store.close()
    return open_desk(replace(settings, language=answers.language), via=via)
