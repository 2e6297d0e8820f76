"""Whether sealed handovers are kept as they were accepted: their content by its hash, their row by the audit chain.

What a purge took out of one is bound by the link of that purge, as the whole was by the link of the acceptance.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from deskapp.domain.audit import key_name, seal
from deskapp.domain.handover import digest_of

COLUMNS = (
    "id", "room_id", "number", "day", "starts_at", "ends_at", "cutoff_at", "from_write", "open_write", "cut_write",
    "outgoing", "sent_at", "incoming", "accepted_at", "self_reason", "reason", "snapshot", "content", "digest",
    "copies", "status", "is_open", "desk_order", "entered_at", "entered_by", "version", "corrected_at",
)  # fmt: skip
"""What the link of a sealing is made of: the row as the table was when handovers began to be sealed."""


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What was found about one sealed handover."""

    number: str
    fits: bool
    """Whether the content has the hash that was sealed."""
    linked: bool | None
    """Whether the audit chain holds the very row; None where another key bound it, so that nobody can say."""

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against it."""
        return self.fits and self.linked is not False


def seals(connection: sqlite3.Connection, key: bytes) -> Iterator[SealCheck]:
    """Every sealed handover of the file, the oldest first; `key` is that of the audit chain."""
    rows = connection.execute("SELECT * FROM shift WHERE digest <> '' ORDER BY id")
    while row := rows.fetchone():
        yield _checked(connection, row, key)


def seal_of(connection: sqlite3.Connection, shift_id: int, key: bytes) -> SealCheck | None:
    """One handover; None where it is not sealed."""
    row = connection.execute("SELECT * FROM shift WHERE id = ? AND digest <> ''", (shift_id,)).fetchone()
    return _checked(connection, row, key) if row is not None else None


def _checked(connection: sqlite3.Connection, row: sqlite3.Row, key: bytes) -> SealCheck:
    return SealCheck(
        row["number"], digest_of(row["content"]) == row["digest"], _linked(connection, row, key)
    )  # fmt: skip


def _linked(connection: sqlite3.Connection, row: sqlite3.Row, key: bytes) -> bool | None:
    step = connection.execute(
        "SELECT id, write_id FROM history WHERE subject = 'shift' AND subject_id = ? "
        "AND step IN ('accept', 'close', 'purge') ORDER BY id DESC LIMIT 1",
        (row["id"],),
    ).fetchone()
    if step is None:
        return False
    link = connection.execute(
        "SELECT content, key_name FROM audit WHERE seq >= ? AND subject = 'shift' AND subject_id = ? "
        "AND action IN ('accept', 'close', 'purge') ORDER BY seq LIMIT 1",
        (step["write_id"], row["id"]),
    ).fetchone()
    if link is None:
        return False
    if link["key_name"] != key_name(key):
        return None
    later = connection.execute(
        "SELECT count(*) FROM history WHERE subject = 'shift' AND subject_id = ? AND id > ?",
        (row["id"], step["id"]),
    ).fetchone()[0]
    return seal(key, _then(row, later)) == str(link["content"])


def _then(row: sqlite3.Row, later: int) -> Mapping[str, object]:
    """The row as it was sealed: `later` steps, which only print and add, have counted its version up."""
    return {name: row[name] for name in COLUMNS} | {"copies": 0, "version": row["version"] - later}
