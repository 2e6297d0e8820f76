"""What may be marked to be told by mouth: a record of any register that stands on sheets."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from deskapp.domain.activity_codes import PREFIX as ACTIVITY
from deskapp.domain.appeal import PREFIX as APPEAL
from deskapp.domain.attendance import PREFIX as DUTY
from deskapp.domain.custody import PREFIX as FOUND
from deskapp.domain.dispute import PREFIX as DISPUTE
from deskapp.domain.hazard_codes import PREFIX as HAZARD
from deskapp.domain.lost import PREFIX as LOST
from deskapp.domain.request import PREFIX as REQUEST

_TABLES: Mapping[str, str] = {
    REQUEST: "request", DISPUTE: "dispute", HAZARD: "hazard", ACTIVITY: "activity", APPEAL: "lead_appeal",
    FOUND: "custody", LOST: "lost_report", DUTY: "attendance",
}  # fmt: skip


def has_record(connection: sqlite3.Connection, room_id: int, number: str) -> bool:
    """Whether the room has a record of this whole number that a sheet may list."""
    table = _TABLES.get(number.partition("-")[0])
    if table is None:
        return False
    found = connection.execute(f"SELECT 1 FROM {table} WHERE room_id = ? AND number = ?", (room_id, number))
    return found.fetchone() is not None
