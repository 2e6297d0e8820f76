"""How many open records have an entry of a code list."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "category": ("category",), "channel": ("channel",), "outcome": ("outcome",), "followup": ("followup",),
    "department": ("receiver", "told_where"), "danger": ("dangers",),
}  # fmt: skip
"""Where the codes of a list stand in a request, by the short name of the list."""


def open_with(connection: sqlite3.Connection, room_id: int, name: str, code: str) -> int:
    """How many requests that are still open have `code` of the list `name`."""
    columns = _COLUMNS.get(name, ())
    if not columns:
        return 0
    either = " OR ".join(f"(',' || {column} || ',') LIKE ? ESCAPE '\\'" for column in columns)
    wanted = "%," + code.replace("_", "\\_") + ",%"
    found = connection.execute(
        f"SELECT count(*) FROM request WHERE room_id = ? AND is_open = 1 AND ({either})",
        (room_id, *[wanted] * len(columns)),
    ).fetchone()
    return int(found[0])
