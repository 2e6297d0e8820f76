"""Reads that must be kept: an opened record, a printed or kept sheet, an export; they need no SQLModel."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from deskapp import db, disk
from deskapp.domain import rights
from deskapp.domain.officer import Actor
from deskapp.domain.times import Clock, stored
from deskapp.services import may
from deskapp.services.audit import append


def keep(
    path: Path, key: bytes, clock: Clock, actor: Actor, action: str, subject: str, subject_id: int,
    content: Mapping[str, object], right: str = rights.LOOK, *, state: str = "", reason: str = "",
) -> None:  # fmt: skip
    """Bind a read to the audit chain of the file at `path`, in a transaction of its own. Raises DeskError.

    With the `state` of the record the read stands in its history too, with its `reason`, for those who open it later.
    """
    disk.make_way(path)
    with db.told(path), closing(db.connect(path)) as connection:
        db.begin(connection)
        try:
            may.refuse(connection.execute, actor, right)
            at = stored(clock())
            rows: list[tuple[str, int]] = []
            if state:
                (row_key,) = connection.execute(
                    "INSERT INTO history (room_id, subject, subject_id, at, by_id, step, source, target, reason, "
                    "detail, write_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0) RETURNING id",
                    (actor.room_id, subject, subject_id, at, actor.officer_id, action, state, state, reason),
                ).fetchone()
                rows.append(("history", row_key))
            append(connection.execute, key, actor, at, action, subject, subject_id, content, rows)
        except BaseException:
            db.roll_back(connection)
            raise
        connection.execute("COMMIT")
