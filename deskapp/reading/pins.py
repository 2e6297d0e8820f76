"""Reading whether the people of a room have PINs; no hash leaves the file by this way."""

from __future__ import annotations

import sqlite3

HAS_PINS = "SELECT EXISTS (SELECT 1 FROM officer_pin AS p JOIN officer AS o ON o.id = p.officer_id WHERE o.room_id = ?)"


def has_pins(connection: sqlite3.Connection, room_id: int) -> bool:
    """Whether anybody in the room has a PIN: from then on nobody writes without one."""
    return bool(connection.execute(HAS_PINS, (room_id,)).fetchone()[0])


def with_pins(connection: sqlite3.Connection, room_id: int) -> frozenset[int]:
    """The keys of those who have a PIN."""
    return frozenset(
        row[0]
        for row in connection.execute(
            "SELECT p.officer_id FROM officer_pin AS p JOIN officer AS o ON o.id = p.officer_id WHERE o.room_id = ?",
            (room_id,),
        )
    )


def has_recovery(connection: sqlite3.Connection, room_id: int) -> bool:
    """Whether a recovery code counts for the room."""
    found = connection.execute("SELECT 1 FROM recovery WHERE room_id = ?", (room_id,))
    return found.fetchone() is not None
