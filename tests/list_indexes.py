"""The indexes that the sorted lists stand on."""

from __future__ import annotations

import sqlite3

from deskapp.reading.request_orders import BEGINNING, STATE

WANTED = (
    f"CREATE INDEX request_state ON request (room_id, {STATE}, id DESC)",
    "CREATE INDEX request_category ON request (room_id, category, id DESC)",
    "CREATE INDEX request_name ON request (room_id, applicant, id DESC)",
    f"CREATE INDEX request_beginning ON request (room_id, {BEGINNING}, id DESC)",
)


def add(connection: sqlite3.Connection) -> None:
    """Make those that are not there yet."""
    for statement in WANTED:
        connection.execute(statement.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS", 1))
