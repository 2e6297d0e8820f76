"""Reading for the kiosk: of the one person who stands before it, and whether an officer can let it go again."""

from __future__ import annotations

import sqlite3
from datetime import date

from deskapp.domain.kiosk import Thing
from deskapp.domain.rights import LOG, RIGHTS

_POLICE = ", ".join(f"'{kind}'" for kind in sorted(RIGHTS[LOG]))

RELEASERS = (
    "SELECT o.id FROM officer AS o JOIN officer_pin AS p ON p.officer_id = o.id "
    f"WHERE o.room_id = ?1 AND o.active = 1 AND o.undone = 0 AND o.kind IN ({_POLICE})"
)
"""Who has a PIN and may let the desk out of the kiosk."""

OFFERED = 4
"""Kinds of equipment that the strip has room for."""


def can_be_left(connection: sqlite3.Connection, room_id: int) -> bool:
    """Whether somebody has a PIN with which the kiosk is left."""
    return connection.execute(f"{RELEASERS} LIMIT 1", (room_id,)).fetchone() is not None


def writer(connection: sqlite3.Connection, room_id: int, signed_in: int) -> int:
    """Who stands for what the kiosk writes: its own account, else whoever sits at the desk, else who can leave it."""
    found = connection.execute(
        "SELECT id FROM officer AS o WHERE room_id = ?1 AND active = 1 AND undone = 0 AND "
        f"(kind = 'kiosk' OR id = ?2 OR id IN ({RELEASERS})) ORDER BY kind <> 'kiosk', id <> ?2, id LIMIT 1",
        (room_id, signed_in),
    ).fetchone()
    return int(found[0]) if found else 0


def status(connection: sqlite3.Connection, volunteer_id: int) -> tuple[str, str]:
    """Record number and state of a volunteer."""
    found = connection.execute(
        "SELECT number, status FROM volunteer WHERE id = ?", (volunteer_id,)
    ).fetchone()
    return (found["number"], found["status"]) if found else ("", "")


def minutes(connection: sqlite3.Connection, volunteer_id: int, since: date) -> tuple[int, int]:
    """Confirmed minutes of one person: of duties from `since` on, and of all."""
    found = connection.execute(
        "SELECT coalesce(sum(credited) FILTER (WHERE duty_day >= ?2), 0), coalesce(sum(credited), 0) "
        "FROM attendance WHERE volunteer_id = ?1 AND status = 'confirmed'",
        (volunteer_id, since.isoformat()),
    ).fetchone()
    return int(found[0]), int(found[1])


def in_stock(connection: sqlite3.Connection, room_id: int) -> tuple[Thing, ...]:
    """What can be handed out, in the order in which it was entered."""
    rows = connection.execute(
        "SELECT number, kind, name FROM equipment WHERE room_id = ? AND status = 'active' AND in_stock > 0 "
        "ORDER BY id LIMIT ?",
        (room_id, OFFERED),
    )
    return tuple(Thing(row["number"], f"{row['kind']} {row['name']}".strip()) for row in rows)


def still_out(connection: sqlite3.Connection, duty: str) -> tuple[Thing, ...]:
    """What was handed out for the duty with this number and is not back."""
    rows = connection.execute(
        "SELECT l.id, e.kind, e.name FROM attendance AS a JOIN equipment_loan AS l ON l.volunteer_id = a.volunteer_id "
        "AND l.attendance_id = a.id AND l.gone = 0 AND l.back_at IS NULL JOIN equipment AS e ON e.id = l.equipment_id "
        "WHERE a.number = ? ORDER BY l.id LIMIT ?",
        (duty, OFFERED),
    )
    return tuple(Thing(str(row["id"]), f"{row['kind']} {row['name']}".strip()) for row in rows)
