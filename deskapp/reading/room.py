"""Reading the room, its people and the head of the audit chain."""

from __future__ import annotations

import sqlite3

from deskapp.domain.masks import STANDARD
from deskapp.domain.officer import Officer, Room


def rooms(connection: sqlite3.Connection) -> tuple[Room, ...]:
    """All rooms of the file."""
    return tuple(
        Room(
            row["id"], row["station"], row["name"], row["zone"], row["cutoff_minutes"], bool(row["practice"]),
            row["signed_in"], row["masks"] or STANDARD,
        )
        for row in connection.execute(
            "SELECT r.*, s.value AS masks FROM room AS r "
            "LEFT JOIN setting AS s ON s.room_id = r.id AND s.name = 'masks' ORDER BY r.id"
        )
    )  # fmt: skip


def officers(connection: sqlite3.Connection, room_id: int) -> tuple[Officer, ...]:
    """The officers and auxiliaries of a room, in the order in which they were added."""
    return tuple(
        Officer(row["id"], row["room_id"], row["name"], row["badge"], row["kind"], bool(row["active"]))
        for row in connection.execute(
            "SELECT * FROM officer WHERE room_id = ? AND undone = 0 ORDER BY id", (room_id,)
        )
    )


def chain_head(connection: sqlite3.Connection) -> str:
    """The last hash of the audit chain, or empty for a file without one."""
    found = connection.execute("SELECT mac FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return str(found[0]) if found else ""


def knows_head(connection: sqlite3.Connection, head: str) -> bool:
    """Whether the audit chain has come through `head`."""
    return connection.execute("SELECT 1 FROM audit WHERE mac = ?", (head,)).fetchone() is not None
