"""What was written last, and whether anything has come after it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Write:
    """A line of the journal: who did something to which record."""

    id: int
    room_id: int
    officer_id: int
    subject: str
    subject_id: int


def last(connection: sqlite3.Connection, room_id: int, officer_id: int) -> Write | None:
    """What an officer wrote, undid or redid last in a room; None where that is nothing."""
    row = connection.execute(
        "SELECT id, subject, subject_id FROM journal WHERE room_id = ? AND officer_id = ? ORDER BY id DESC LIMIT 1",
        (room_id, officer_id),
    ).fetchone()
    return Write(row["id"], room_id, officer_id, row["subject"], row["subject_id"]) if row else None


def moved_on(connection: sqlite3.Connection, write: Write) -> bool:
    """Whether the same officer wrote anything after it, or anybody wrote to its record."""
    found = connection.execute(
        "SELECT 1 FROM journal WHERE room_id = ? AND id > ? AND (officer_id = ? OR (subject = ? AND subject_id = ?)) "
        "LIMIT 1",
        (write.room_id, write.id, write.officer_id, write.subject, write.subject_id),
    ).fetchone()
    return found is not None
