"""When something was written last, by whomever: no clock stands before that."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from deskapp.domain.times import moment


def last_entry(connection: sqlite3.Connection) -> datetime | None:
    """The moment of the newest link of the audit chain; None in an empty file."""
    row = connection.execute("SELECT at FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return moment(row[0]) if row else None
