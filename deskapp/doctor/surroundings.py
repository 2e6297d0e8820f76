"""Looks at what can keep the last writes out: the reserve, a disk of the network, a clock that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from deskapp import db, disk
from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.domain.clock_check import odd
from deskapp.domain.errors import DeskError
from deskapp.domain.times import wall_clock
from deskapp.domain.words import N_
from deskapp.reading.last_entry import last_entry
from deskapp.reading.room import rooms
from deskapp.settings import Settings


def reserve(settings: Settings) -> Iterator[Finding]:
    """Whether room is held back for the last writes on a full disk; a practice file needs none."""
    try:
        db.check(settings.database)
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            room = next(iter(rooms(connection)), None)
    except DeskError:
        return  # said with the file itself
    if room is None or room.practice:
        return
    said = {"path": disk.reserve_of(settings.database), "size": f"{disk.RESERVE / 1024**2:,.0f} MB"}
    if disk.has_reserve(settings.database):
        yield Finding(N_("Reserve"), GOOD, N_("{path} holds {size} back for the last writes."), said)
    else:
        yield Finding(N_("Reserve"), NOTE, N_("Nothing is held back yet for the last writes on a full disk."), said,
                      N_("The open desk makes {path} by itself once there is room."))  # fmt: skip


def network(settings: Settings) -> Iterator[Finding]:
    """Whether the file lies on a disk of this machine; nothing is said where it does."""
    if kind := disk.network(settings.database):
        yield Finding(
            N_("Network disk"), BAD,
            N_("{path} lies on a disk of the network ({kind}), whose locks cannot be trusted."),
            {"path": settings.database, "kind": kind},
            N_("Move it to a disk of this machine: deskapp backup, then deskapp restore there. Until then open it at "
               "one desk alone."),
        )  # fmt: skip


def clock(settings: Settings) -> Iterator[Finding]:
    """Whether the clock can be right by the last entry; a practice file has a time of its own."""
    try:
        db.check(settings.database)
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            room, last = next(iter(rooms(connection)), None), last_entry(connection)
    except DeskError:
        return  # said with the file itself
    if room is None or room.practice:
        return
    if (found := odd(wall_clock(), last, room.calendar)) is not None:
        yield Finding(N_("Clock"), BAD if found.behind else NOTE, found.text, found.params)
    else:
        yield Finding(N_("Clock"), GOOD, N_("It stands after the last entry, as it should."))
