"""Tables written from a list: the chosen records as an Excel file, masked and kept in the audit chain."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.figures import Period
from deskapp.domain.hours_words import label_of
from deskapp.domain.words import N_, Words
from deskapp.files import export
from deskapp.files import hours as hours_file
from deskapp.files.records import Eyes
from deskapp.reading import hours, volunteers
from deskapp.reading import requests as reading
from deskapp.reading.areas import name_of
from deskapp.reading.room import officers
from deskapp.services.reads import keep

if TYPE_CHECKING:
    from deskapp.wiring import Desk


def write(desk: Desk, ids: Sequence[int], t: Words) -> Path:
    """Write the requests `ids` in their order; gives the file, which is new. Runs in a thread. Raises DeskError."""
    now = desk.clock()
    folder = desk.settings.exports
    export.make_folder(folder)
    path = _free(folder, f"requests-{desk.room.calendar.local(now):%Y%m%d-%H%M%S}")
    connection = desk.new_reader()
    try:
        people = {officer.id: officer for officer in officers(connection, desk.room.id)}
        eyes = Eyes(
            desk.room, people, desk.room.calendar.day(now), t, lambda key: name_of(desk.connection(), key)
        )
        found = [request for id in ids if (request := reading.by_id(connection, id)) is not None]
    finally:
        connection.close()
    with export.whole_file(path) as part:
        export.write(found, part, "xlsx", eyes, lambda _: None)
        # Inside, so that no table lies there that the chain does not know.
        keep(desk.settings.database, desk.key, desk.clock, desk.actor, "export", "room", desk.room.id,
             {"kind": "xlsx", "count": len(found), "numbers": [request.number for request in found]})  # fmt: skip
    return path


def hours_lines(desk: Desk, by: str, period: Period, t: Words) -> list[hours_file.Line]:
    """The lines of a page of hours with their names, masked as lists are. Safe to call from any thread."""
    connection, today = desk.connection(), desk.room.calendar.day(desk.clock())
    found: list[hours_file.Line] = []
    for one in hours.sums(connection, desk.room.id, by, period):
        member, name = "", label_of(by, one.key, one.name, t)
        if by == "member":
            who = hours.member_of(connection, int(one.key))
            member = who[0] if who else ""
            name = who[1].shown_name(today, t, desk.room.masks) if who else t(N_("helpers for one time"))
        found.append((member, name, one.confirmed, one.times, one.present, one.waiting))
    return found


def write_hours(desk: Desk, by: str, period: Period, t: Words, path: Path | None = None) -> Path:
    """Write the hours of a period into `path`, or a new file of the folder of exports. Raises DeskError."""
    export.make_folder(desk.settings.exports)
    place = path or _free(desk.settings.exports, f"hours-{by}-{period.first:%Y%m%d}-{period.last:%Y%m%d}")
    lines = hours_lines(desk, by, period, t)
    with export.whole_file(place) as part:
        hours_file.write_hours(lines, by, f"{period.first} – {period.last}", part, t)
        keep(desk.settings.database, desk.key, desk.clock, desk.actor, "hours", "room", desk.room.id,
             {"by": by, "first": str(period.first), "last": str(period.last), "count": len(lines)})  # fmt: skip
    return place


def write_volunteers(desk: Desk, ids: Sequence[int], t: Words) -> Path:
    """Write the volunteers `ids` in their order; gives the file, which is new. Runs in a thread. Raises DeskError."""
    now = desk.clock()
    folder = desk.settings.exports
    export.make_folder(folder)
    path = _free(folder, f"volunteers-{desk.room.calendar.local(now):%Y%m%d-%H%M%S}")
    connection = desk.new_reader()
    try:
        people = {officer.id: officer for officer in officers(connection, desk.room.id)}
        eyes = Eyes(
            desk.room, people, desk.room.calendar.day(now), t, lambda key: name_of(desk.connection(), key)
        )
        found = [one for id in ids if (one := volunteers.by_id(connection, id)) is not None]
    finally:
        connection.close()
    with export.whole_file(path) as part:
        export.write((), part, "xlsx", eyes, lambda _: None, volunteers=found, only=("volunteers",))
        keep(desk.settings.database, desk.key, desk.clock, desk.actor, "export", "room", desk.room.id,
             {"kind": "xlsx", "count": len(found), "numbers": [one.volunteer.number for one in found]})  # fmt: skip
    return path


def _free(folder: Path, name: str) -> Path:
    path, again = folder / f"{name}.xlsx", 1
    while path.exists():
        again += 1
        path = folder / f"{name}-{again}.xlsx"
    return path
