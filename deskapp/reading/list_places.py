"""Where a day or a number stands in the list of a register."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from deskapp.domain.listing import Row
from deskapp.domain.officer import Room
from deskapp.domain.times import moment, stored
from deskapp.reading.dispute_orders import WAITS
from deskapp.reading.keyset import KeysetQuery
from deskapp.reading.merged import Merged
from deskapp.reading.pivots import Key

_LAST = 2**62
"""Behind every key of a record."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a list, and whether it is what was asked for or only the nearest to it."""

    row: Row
    exact: bool = True
    day: date | None = None
    """The day on which the row stands, where a day was asked for."""


def by_day(source: KeysetQuery | Merged, room: Room, wanted: date) -> Place | None:
    """The first row of a day in a list sorted by days or moments, or the nearest; None for other orders."""
    lead = _lead(source)
    if lead not in ("day", "entered_at", "desk_order", "is_open", WAITS):
        return None
    start = _start(source, lead, room, wanted)
    near = [*source.after(start, 1), *source.before(start, 1)]
    found = [(row, day) for row in near if (day := _day(row.key, lead, room)) is not None]
    exact = next((row for row, day in found if day == wanted), None)
    if exact is not None:
        return Place(exact, True, wanted)
    if not found:
        return None if not near else Place(near[0], exact=False)
    row, day = min(found, key=lambda one: abs(one[1] - wanted))
    return Place(row, False, day)


def _lead(source: KeysetQuery | Merged) -> str:
    """The column by which the list is sorted first, without the name of its table."""
    column = source.order[0].column.lstrip("+")
    return column if column == WAITS else column.rpartition(".")[2]


def _start(source: KeysetQuery | Merged, lead: str, room: Room, wanted: date) -> Key:
    """A key behind which the rows of the day begin, in the direction of the list."""
    desc = source.order[0].desc
    first, last = (stored(at) for at in room.calendar.bounds(wanted))
    if lead == "day":
        return wanted.isoformat(), _LAST if desc else 0
    if lead == "entered_at":
        return (last, 0) if desc else (first, 0)
    if lead == "desk_order":
        return (f"0{last}", 0) if desc else (f"0{first}", 0)
    return 1, last, 0


def _day(key: Key, lead: str, room: Room) -> date | None:
    """The day on which a row stands; None for closed ones among those sorted by their due dates."""
    value = str(key[0])
    if lead == "day":
        return date.fromisoformat(value)
    if lead == "entered_at":
        return room.calendar.day(moment(value))
    if lead == "desk_order":
        return room.calendar.day(moment(value[1:])) if value.startswith("0") else None
    return room.calendar.day(moment(str(key[1]))) if key[0] == 1 else None


def by_number(
    source: KeysetQuery | Merged, connection: sqlite3.Connection, room: Room, number: str
) -> Place | None:
    """The row of a number; in a list sorted by number or entry the nearest where there is no such number.

    None where the number is there and this list leaves it out, or where nothing is near.
    """
    found = connection.execute(
        f"SELECT id FROM {source.table} WHERE room_id = ? AND number = ?", (room.id, number)
    ).fetchone()
    if found is not None:
        row = source.find(found["id"])
        return Place(row) if row is not None else None
    return _beside(source, connection, room, number)


def _beside(
    source: KeysetQuery | Merged, connection: sqlite3.Connection, room: Room, number: str
) -> Place | None:
    lead = _lead(source)
    if lead not in ("day", "entered_at"):
        return None
    for sign, direction in (("<", "DESC"), (">", "ASC")):
        other = connection.execute(
            f"SELECT {lead}, id FROM {source.table} WHERE room_id = ? AND number {sign} ? "
            f"ORDER BY number {direction} LIMIT 1",
            (room.id, number),
        ).fetchone()
        if other is not None:
            key = tuple(other)
            near = source.find(key[1])
            rows = [near] if near is not None else [*source.after(key, 1), *source.before(key, 1)]
            return Place(rows[0], exact=False) if rows else None
    return None


def is_there(table: str, connection: sqlite3.Connection, room: Room, number: str) -> bool:
    """Whether a number was given to any record of a register."""
    found = connection.execute(
        f"SELECT 1 FROM {table} WHERE room_id = ? AND number = ?", (room.id, number)
    ).fetchone()
    return found is not None
