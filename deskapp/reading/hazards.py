"""Reading hazards: one record, its rechecks, and who found it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from deskapp.domain.hazard import Hazard, Recheck
from deskapp.domain.officer import Room
from deskapp.domain.times import moment
from deskapp.domain.words import Words
from deskapp.reading import volunteers

Read = Callable[[str, tuple[object, ...]], Any]
"""Runs a query with its parameters; its rows have names."""

_HAZARD = (
    "SELECT h.*, coalesce(trim(a.code || ' ' || a.name), '') AS area, coalesce(v.member_no, '') AS finder, "
    "coalesce(r.number, '') AS request FROM hazard AS h LEFT JOIN area AS a ON a.id = h.area_id "
    "LEFT JOIN volunteer AS v ON v.id = h.volunteer_id LEFT JOIN request AS r ON r.id = h.request_id WHERE"
)
_LATE = ("receiver_due", "ordered_at", "closed_at", "corrected_at")


def hazard_of(row: sqlite3.Row | Mapping[str, Any]) -> Hazard:
    """The value of a row, with the names beside it."""
    values: dict[str, Any] = {name: row[name] for name in row.keys() if name not in ("is_open", "desk_order")}  # noqa: SIM118
    for name in ("found_at", "next_due", "entered_at"):
        values[name] = moment(values[name])
    for name in _LATE:
        values[name] = moment(values[name]) if values[name] else None
    values["day"] = date.fromisoformat(values["day"])
    values["deadline"] = date.fromisoformat(values["deadline"]) if values["deadline"] else None
    return Hazard(**values)


def one(read: Read, where: str, params: tuple[object, ...]) -> Hazard | None:
    """The hazard for which `where` holds, a condition on `h`; `read` is that of any connection."""
    found = read(f"{_HAZARD} {where}", params).fetchone()
    return hazard_of(found) if found else None


def find(connection: sqlite3.Connection, room_id: int, number: str) -> Hazard | None:
    """The hazard with `number`, or None."""
    return one(connection.execute, "h.room_id = ? AND h.number = ?", (room_id, number))


def by_id(connection: sqlite3.Connection, hazard_id: int) -> Hazard | None:
    """The hazard with this key, or None."""
    return one(connection.execute, "h.id = ?", (hazard_id,))


def where(connection: sqlite3.Connection, condition: str, params: tuple[object, ...]) -> tuple[Hazard, ...]:
    """The hazards for which `condition` on `h` holds, in the order that it names."""
    rows = connection.execute(f"{_HAZARD} {condition}", params).fetchall()
    return tuple(hazard_of(row) for row in rows)


def every(connection: sqlite3.Connection, room_id: int) -> Iterator[Hazard]:
    """All hazards of the room, in the order of entry."""
    rows = connection.execute(f"{_HAZARD} h.room_id = ? ORDER BY h.id", (room_id,))
    return (hazard_of(row) for row in rows)


def of_request(connection: sqlite3.Connection, request_id: int) -> str:
    """The number of the hazard that came from a request; empty where there is none."""
    found = connection.execute(
        "SELECT number FROM hazard WHERE request_id = ? AND status <> 'undone' ORDER BY id DESC LIMIT 1",
        (request_id,),
    ).fetchone()
    return str(found[0]) if found else ""


def rechecks(connection: sqlite3.Connection, hazard_id: int) -> tuple[Recheck, ...]:
    """The rechecks of a hazard, the oldest first."""
    rows = connection.execute(
        "SELECT at, by_id, passed, text FROM hazard_recheck WHERE hazard_id = ? AND gone = 0 ORDER BY id",
        (hazard_id,),
    ).fetchall()
    return tuple(Recheck(moment(row["at"]), row["by_id"], bool(row["passed"]), row["text"]) for row in rows)


def finders(
    connection: sqlite3.Connection, hazards: Iterable[Hazard], room: Room, today: date, t: Words
) -> dict[int, str]:
    """The names of the volunteers who found these hazards, by key, masked as lists show them."""
    found: dict[int, str] = {}
    for one in hazards:
        if one.volunteer_id is not None and one.volunteer_id not in found:
            dossier = volunteers.by_id(connection, one.volunteer_id)
            if dossier is not None:
                found[one.volunteer_id] = dossier.person.shown_name(today, t, room.masks)
    return found
