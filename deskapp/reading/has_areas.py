"""Whether a room has areas at all: a glance by which a room without any loads nothing of them."""

from __future__ import annotations

import sqlite3


def has_areas(connection: sqlite3.Connection, room_id: int) -> bool:
    """Whether the room has any area that a record can name."""
    found = connection.execute(
        "SELECT 1 FROM area WHERE room_id = ? AND is_open = 1 AND kind <> 'household' LIMIT 1", (room_id,)
    )
    return found.fetchone() is not None
