"""What every register does inside a write: its rows changed with history and audit, notes, and who works here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from sqlmodel import select

from deskapp.domain.errors import DeskError, Exit, MovedError
from deskapp.domain.officer import Officer
from deskapp.domain.request_codes import ACTION
from deskapp.domain.text import clean
from deskapp.domain.times import stored
from deskapp.domain.words import N_, Words
from deskapp.services.store import Writing
from deskapp.tables.room import OfficerRow
from deskapp.tables.trail import ActionRow

LIMIT = 10_000
"""Characters of an entry or a reason."""


class Kept(Protocol):
    """The row of a record of any register."""

    id: int | None
    number: str
    status: str
    version: int

    def model_dump(self) -> dict[str, Any]:
        """Its columns."""
        ...


def key_of(row: Kept) -> int:
    """The key of a row that was written."""
    return row.id or 0


def refuse_moved(row: Kept, version: int | None) -> None:
    """Raise DeskError where the record has moved on since it was seen in `version`."""
    if version is not None and row.version != version:
        raise MovedError(
            N_("{number} was changed meanwhile. Look at it again, then decide; what you typed is kept."),
            number=row.number,
        )


def read_reason(text: str, field: str = "reason") -> str:
    """A reason that was typed. Raises DeskError where it is empty."""
    said = clean(text.strip(), lines=True)
    if not said:
        raise DeskError(
            N_("A word why is needed: type it. What you typed is kept."), code=Exit.USAGE, field=field
        )
    return said[:LIMIT]


def checked_entry(text: str) -> str:
    """The text of an entry of an action log. Raises DeskError where it is empty or too long."""
    said = clean(text.strip(), lines=True)
    if not said:
        raise DeskError(N_("The entry is empty: type what was said or done."), code=Exit.USAGE, field="text")
    if len(said) > LIMIT:
        raise DeskError(
            N_("The entry has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field="text", count=len(said), limit=LIMIT,
        )  # fmt: skip
    return said


def add_note(writing: Writing, subject: str, row: Kept, kind: str, said: str, t: Words) -> None:
    """Add a checked entry to the append-only log of a record, as a write of its own."""
    entry = ActionRow(
        room_id=writing.actor.room_id, subject=subject, subject_id=key_of(row), at=writing.at,
        by_id=writing.actor.officer_id, kind=ACTION.find(kind, t), text=said, write_id=writing.id,
    )  # fmt: skip
    writing.session.add(entry)
    writing.session.flush()
    writing.journal("note", subject, key_of(row))
    writing.audit("note", subject, key_of(row), entry.model_dump())


def stored_value(value: object) -> object:
    """A value as its column keeps it."""
    if isinstance(value, datetime):
        return stored(value)
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def added(name: str, keys: Sequence[int]) -> dict[str, object]:
    """What history keeps of rows that were added beside a record: undoing takes them out again."""
    return {"rows": [[name, key, {"gone": [1, 0]}] for key in keys]} if keys else {}


def keep(
    writing: Writing, subject: str, row: Kept, before: Mapping[str, Any], step: str, reason: str = "",
    rows: Sequence[object] = (), *, fresh: bool = False,
) -> None:  # fmt: skip
    """Write a changed row with what changed since `before` in its history, and bind it to the audit chain.

    `rows` are the changes beside it, as `services.reversals` takes them back; a `fresh` row comes from no state.
    """
    if not fresh:
        row.version += 1
    writing.session.add(row)
    writing.session.flush()
    now = row.model_dump()
    detail: dict[str, object] = {
        name: [before[name], value]
        for name, value in now.items()
        if name in before and value != before[name] and name not in ("version", "status")
    }
    if rows:
        detail["rows"] = list(rows)
    source = "" if fresh else str(before["status"])
    writing.history(
        subject, key_of(row), step, source, row.status, reason, {} if fresh and not rows else detail
    )
    writing.audit(step, subject, key_of(row), now | ({"rows": list(rows)} if rows else {}))


def officers(writing: Writing, room_id: int) -> tuple[Officer, ...]:
    """The people of a room, as this write sees them."""
    found = writing.session.exec(select(OfficerRow).where(OfficerRow.room_id == room_id))
    return tuple(Officer(o.id or 0, o.room_id, o.name, o.badge, o.kind, bool(o.active)) for o in found)
