"""How many open records have an entry of a code list."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

_COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "category": ("request", ("category",)), "channel": ("request", ("channel",)), "outcome": ("request", ("outcome",)),
    "followup": ("request", ("followup",)), "department": ("request", ("receiver", "told_where")),
    "danger": ("request", ("dangers",)), "hazard_category": ("hazard", ("category",)),
    "small_venue": ("hazard", ("venue",)), "place_kind": ("area", ("place_kind",)),
}  # fmt: skip
"""Where the codes of a list stand, by the short name of the list: register and columns."""


def open_with(connection: sqlite3.Connection, room_id: int, name: str, code: str) -> int:
    """How many records that are still open have `code` of the list `name`."""
    register, columns = _COLUMNS.get(name, ("", ()))
    if not columns:
        return 0
    either = " OR ".join(f"(',' || {column} || ',') LIKE ? ESCAPE '\\'" for column in columns)
    wanted = "%," + code.replace("_", "\\_") + ",%"
    found = connection.execute(
        f"SELECT count(*) FROM {register} WHERE room_id = ? AND is_open = 1 AND ({either})",
        (room_id, *[wanted] * len(columns)),
    ).fetchone()
    return int(found[0])
