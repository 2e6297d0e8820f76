"""Numbers of teams and equipment, which stand in no index of words."""

from __future__ import annotations

import sqlite3
from datetime import date

from deskapp.domain.errors import DeskError
from deskapp.domain.number import read_number
from deskapp.domain.text import narrow

TEAM, EQUIPMENT = "DW", "ZB"


def numbered(connection: sqlite3.Connection, room_id: int, text: str, today: date) -> str:
    """The number of a team or of equipment, where `text` is one that is kept; else nothing."""
    said = narrow(text).strip().upper()
    if not said.startswith((f"{TEAM}-", f"{EQUIPMENT}-")):
        return ""
    try:
        number = read_number(said, said[:2], today)
    except DeskError:
        return ""
    table = "team" if said.startswith(TEAM) else "equipment"
    held = connection.execute(
        f"SELECT 1 FROM {table} WHERE room_id = ? AND number = ? AND status <> 'undone'", (room_id, number)
    ).fetchone()
    return number if held else ""
