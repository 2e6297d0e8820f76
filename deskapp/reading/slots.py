"""Reading the duty plan, and how a day of it is served."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from deskapp.domain.coverage import Coverage, Presence, coverage
from deskapp.domain.officer import Room
from deskapp.domain.slot import Slot
from deskapp.domain.times import moment, stored

_SLOT = (
    "SELECT s.*, coalesce(t.name, '') AS team, coalesce(trim(a.code || ' ' || a.name), '') AS area FROM slot AS s "
    "LEFT JOIN team AS t ON t.id = s.team_id LEFT JOIN area AS a ON a.id = s.area_id WHERE"
)

LONGEST = timedelta(hours=60)
"""A duty of the day began at most so long before it; who is still here is found however long ago it was."""


def slot_of(row: sqlite3.Row) -> Slot:
    """The value of a row of the table `slot`, with the name of its team."""
    values = {name: row[name] for name in row.keys() if name not in ("is_open", "desk_order")}  # noqa: SIM118
    for name in ("day", "valid_from"):
        values[name] = date.fromisoformat(values[name])
    for name in ("on_day", "valid_until"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    values["weekdays"] = tuple(int(day) for day in values["weekdays"].split(",") if day)
    values["entered_at"] = moment(values["entered_at"])
    values["corrected_at"] = moment(values["corrected_at"]) if values["corrected_at"] else None
    return Slot(**values)


def slots(connection: sqlite3.Connection, room_id: int, *, past: bool = False) -> tuple[Slot, ...]:
    """The slots of the plan by the hour at which they begin; with `past` those that were voided, too."""
    wanted = "s.status <> 'undone'" if past else "s.is_open = 1"
    rows = connection.execute(f"{_SLOT} s.room_id = ? AND {wanted} ORDER BY s.desk_order, s.id", (room_id,))
    return tuple(slot_of(row) for row in rows.fetchall())


def every(connection: sqlite3.Connection, room_id: int) -> Iterator[Slot]:
    """All slots of the room, in the order of entry."""
    rows = connection.execute(f"{_SLOT} s.room_id = ? ORDER BY s.id", (room_id,)).fetchall()
    return (slot_of(row) for row in rows)


def find(connection: sqlite3.Connection, room_id: int, number: str) -> Slot | None:
    """The slot with `number`, or None."""
    found = connection.execute(f"{_SLOT} s.room_id = ? AND s.number = ?", (room_id, number)).fetchone()
    return slot_of(found) if found else None


def by_id(connection: sqlite3.Connection, slot_id: int) -> Slot | None:
    """The slot with this key, or None."""
    found = connection.execute(f"{_SLOT} s.id = ?", (slot_id,)).fetchone()
    return slot_of(found) if found else None


def coverage_of(connection: sqlite3.Connection, room: Room, day: date, now: datetime) -> Coverage:
    """How the duty plan of `day` is served."""
    first, last = room.calendar.bounds(day)
    above = _above(connection, room.id)
    rows = connection.execute(
        "SELECT id, team_id, place, in_at, out_at FROM attendance WHERE room_id = ?1 AND is_open = 1 UNION ALL "
        "SELECT id, team_id, place, in_at, out_at FROM attendance WHERE room_id = ?1 AND in_at >= ?2 AND in_at < ?3 "
        "AND is_open = 0 AND out_at > ?4 AND status NOT IN ('voided', 'undone', 'rejected')",
        (room.id, stored(first - LONGEST), stored(last), stored(first)),
    )
    came = [
        Presence(
            row["id"], above.get(row["team_id"], frozenset()), row["place"], moment(row["in_at"]),
            moment(row["out_at"]) if row["out_at"] else None,
        )
        for row in rows.fetchall()
    ]  # fmt: skip
    return coverage(slots(connection, room.id), came, day, now, room.calendar)


def _above(connection: sqlite3.Connection, room_id: int) -> dict[int, frozenset[int]]:
    """Each team with itself and all teams above it."""
    parents = dict(
        connection.execute("SELECT id, parent_id FROM team WHERE room_id = ?", (room_id,)).fetchall()
    )
    found: dict[int, frozenset[int]] = {}
    for team in parents:
        held, at = set[int](), team
        while at is not None and at not in held:
            held.add(at)
            at = parents.get(at)
        found[team] = frozenset(held)
    return found
