"""Tables written from a list: the chosen records as an Excel file, masked and kept in the audit chain."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.words import Words
from deskapp.files import export
from deskapp.files.records import Eyes
from deskapp.reading import requests as reading
from deskapp.reading import volunteers
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
        eyes = Eyes(desk.room, people, desk.room.calendar.day(now), t)
        found = [request for id in ids if (request := reading.by_id(connection, id)) is not None]
    finally:
        connection.close()
    with export.whole_file(path) as part:
        export.write(found, part, "xlsx", eyes, lambda _: None)
        # Inside, so that no table lies there that the chain does not know.
        keep(desk.settings.database, desk.key, desk.clock, desk.actor, "export", "room", desk.room.id,
             {"kind": "xlsx", "count": len(found), "numbers": [request.number for request in found]})  # fmt: skip
    return path


def write_volunteers(desk: Desk, ids: Sequence[int], t: Words) -> Path:
    """Write the volunteers `ids` in their order; gives the file, which is new. Runs in a thread. Raises DeskError."""
    now = desk.clock()
    folder = desk.settings.exports
    export.make_folder(folder)
    path = _free(folder, f"volunteers-{desk.room.calendar.local(now):%Y%m%d-%H%M%S}")
    connection = desk.new_reader()
    try:
        people = {officer.id: officer for officer in officers(connection, desk.room.id)}
        eyes = Eyes(desk.room, people, desk.room.calendar.day(now), t)
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
