"""Reading what is due to be purged, which purges there were, and what is held back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from deskapp.domain.officer import Room
from deskapp.domain.retention import KINDS, MOST, Due, Hold, Item, Kind, Purge, before
from deskapp.domain.times import stored

Execute = Callable[..., Any]
"""Runs one statement with a tuple of parameters and gives a cursor."""

_UNTOUCHED = (
    "NOT EXISTS (SELECT 1 FROM history AS h WHERE h.subject = ?2 AND h.subject_id = {table}.id AND h.at >= ?3 "
    "AND h.step NOT IN ('view', 'reveal', 'hand_out')) "
    "AND NOT EXISTS (SELECT 1 FROM action_log AS l WHERE l.subject = ?2 AND l.subject_id = {table}.id AND l.at >= ?3)"
)
"""That nobody wrote on the record since; looking at it keeps nothing longer."""

_HELD = (
    "EXISTS (SELECT 1 FROM purge_hold AS o WHERE o.subject = ?2 AND o.subject_id = {table}.id AND o.gone = 0)"
)


def due(
    execute: Execute, room: Room, years: Callable[[Kind], int], now: datetime, most: int = MOST
) -> tuple[Due, ...]:
    """What of each class is due now, the oldest first and no more than `most` in all."""
    found: list[Due] = []
    along: list[str] = []
    for kind in KINDS:
        one = of_kind(execute, room, kind, years(kind), now, most - len(along), along)
        along += [item.key for item in one.items]
        found.append(one)
    return tuple(found)


def of_kind(
    execute: Execute, room: Room, kind: Kind, years: int, now: datetime, most: int, along: Sequence[str] = ()
) -> Due:
    """What of one class is due now, or once the records `along` are purged."""
    if not years:
        return Due(kind, 0)
    day = before(room.calendar.day(now), years)
    where, params = _condition(room, kind, stored(room.calendar.bounds(day)[0]), day.isoformat(), along)
    held = _HELD.format(table=kind.register)
    rows = execute(
        f"SELECT id, number FROM {kind.register} WHERE {where} AND NOT {held} ORDER BY id LIMIT ?6",
        (*params, most),
    ).fetchall()
    kept = execute(
        f"SELECT count(*) FROM {kind.register} WHERE {where} AND {held} AND ?6", (*params, 1)
    ).fetchone()[0]
    return Due(kind, years, tuple(Item(kind.register, row[0], row[1]) for row in rows), day, int(kept))


def _condition(
    room: Room, kind: Kind, moment: str, day: str, along: Sequence[str] = ()
) -> tuple[str, tuple[object, ...]]:
    table = kind.register
    return (
        (
            f"{table}.room_id = ?1 AND {table}.day < ?4 AND {table}.entered_at < ?3 AND ({kind.closed}) "
            f"AND NOT EXISTS (SELECT 1 FROM purged AS g WHERE g.subject = ?2 AND g.subject_id = {table}.id) "
            f"AND {_UNTOUCHED.format(table=table)}"
        ),
        (room.id, table, moment, day, json.dumps(list(along))),
    )


def is_due(execute: Execute, room: Room, kind: Kind, years: int, now: datetime, key: int) -> bool:
    """Whether one record is due, and neither purged nor held back meanwhile."""
    if not years:
        return False
    day = before(room.calendar.day(now), years)
    where, params = _condition(room, kind, stored(room.calendar.bounds(day)[0]), day.isoformat())
    held = _HELD.format(table=kind.register)
    found = execute(f"SELECT 1 FROM {kind.register} WHERE id = ?6 AND {where} AND NOT {held}", (*params, key))
    return found.fetchone() is not None


_PURGE = (
    "SELECT id, number, status, count, counts, proposed_by, proposed_at, agreed_by, agreed_at FROM purge "
)


def _purge(row: Any) -> Purge:
    return Purge(row[0], row[1], row[2], row[3], json.loads(row[4]), *row[5:])


def proposed(execute: Execute, room_id: int) -> Purge | None:
    """The purge that waits for the second person."""
    row = execute(f"{_PURGE} WHERE room_id = ? AND status = 'proposed'", (room_id,)).fetchone()
    return _purge(row) if row else None


def purges(connection: sqlite3.Connection, room_id: int) -> tuple[Purge, ...]:
    """All purges, the newest first."""
    rows = connection.execute(f"{_PURGE} WHERE room_id = ? ORDER BY id DESC", (room_id,))
    return tuple(_purge(row) for row in rows)


def items(execute: Execute, purge_id: int) -> tuple[Item, ...]:
    """The records of a purge, in the order in which they are purged."""
    rows = execute(
        "SELECT subject, subject_id, number FROM purge_item WHERE purge_id = ? ORDER BY id", (purge_id,)
    ).fetchall()
    return tuple(Item(*row) for row in rows)


def holds(connection: sqlite3.Connection, room_id: int) -> tuple[Hold, ...]:
    """What is held back, the newest first."""
    rows = connection.execute(
        "SELECT subject, subject_id, number, reason, by_id, at FROM purge_hold WHERE room_id = ? AND gone = 0 "
        "ORDER BY id DESC",
        (room_id,),
    )
    return tuple(Hold(*row) for row in rows)


def record_of(execute: Execute, room_id: int, number: str) -> Item | None:
    """The record with a whole number, of whatever register is purged."""
    for kind in KINDS:
        row = execute(
            f"SELECT id, number FROM {kind.register} WHERE room_id = ? AND number = ?", (room_id, number)
        ).fetchone()
        if row:
            return Item(kind.register, row[0], row[1])
    return None


def is_purged(execute: Execute, register: str, key: int) -> bool:
    """Whether what stood in a record is gone."""
    found = execute("SELECT 1 FROM purged WHERE subject = ? AND subject_id = ?", (register, key))
    return found.fetchone() is not None
