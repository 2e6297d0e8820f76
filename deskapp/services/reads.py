"""Reads that must be kept: an opened record, a printed or kept sheet, an export; they need no SQLModel."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from deskapp import db
from deskapp.domain import rights
from deskapp.domain.officer import Actor
from deskapp.domain.times import Clock, stored
from deskapp.services import may
from deskapp.services.audit import append


def keep(
    path: Path, key: bytes, clock: Clock, actor: Actor, action: str, subject: str, subject_id: int,
    content: Mapping[str, object], right: str = rights.LOOK,
) -> None:  # fmt: skip
    """Bind a read to the audit chain of the file at `path`, in a transaction of its own. Raises DeskError."""
    with db.told(path), closing(db.connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            may.refuse(connection.execute, actor, right)
            append(connection.execute, key, actor, stored(clock()), action, subject, subject_id, content)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
