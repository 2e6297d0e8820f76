"""The rows of shifts and of what is said in their handovers."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class ShiftRow(SQLModel, table=True):
    """A shift in the file, with the sealed content of its handover."""

    __tablename__ = "shift"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    starts_at: str | None = None
    ends_at: str | None = None
    cutoff_at: str | None = None
    from_write: int | None = None
    open_write: int | None = None
    cut_write: int | None = None
    outgoing: int = 0
    sent_at: str | None = None
    incoming: int = 0
    accepted_at: str | None = None
    self_reason: str = ""
    reason: str = ""
    snapshot: str = ""
    content: str = ""
    digest: str = ""
    copies: int = 0
    status: str = "planned"
    is_open: int = 1
    desk_order: str = ""
    entered_at: str
    entered_by: int
    version: int = 1
    corrected_at: str | None = None


class ShiftMemberRow(SQLModel, table=True):
    """Who serves in a shift."""

    __tablename__ = "shift_member"

    id: int | None = Field(default=None, primary_key=True)
    shift_id: int
    officer_id: int
    role: str
    gone: int = 0


class HandoverEntryRow(SQLModel, table=True):
    """Something said about a handover; see domain.shift.Entry."""

    __tablename__ = "handover_entry"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    shift_id: int
    kind: str
    about: str = ""
    text: str = Field(default="", max_length=10_000)
    expected: int | None = None
    found: int | None = None
    at: str
    by_id: int
    gone: int = 0
    """1 where a later one took its place."""
