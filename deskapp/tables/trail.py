"""Append-only rows: history of steps, action log, audit chain, journal of writes; and texts that can be wiped."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class HistoryRow(SQLModel, table=True):
    """One step of one record."""

    __tablename__ = "history"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    subject: str
    subject_id: int
    at: str
    by_id: int
    step: str
    source: str
    target: str
    reason: str = ""
    detail: str = ""
    write_id: int = 0
    """The write that this row belongs to; see JournalRow."""


class KeptTextRow(SQLModel, table=True):
    """Words that a correction replaced; see domain.kept."""

    __tablename__ = "kept_text"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    subject: str
    subject_id: int
    text: str | None = None
    """None where it was wiped."""


class ActionRow(SQLModel, table=True):
    """One entry of a record's action log."""

    __tablename__ = "action_log"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    subject: str
    subject_id: int
    at: str
    by_id: int
    kind: str
    text: str = Field(max_length=10_000)
    write_id: int = 0


class AuditRow(SQLModel, table=True):
    """One link of the audit chain; see domain.audit."""

    __tablename__ = "audit"

    seq: int | None = Field(default=None, primary_key=True)
    room_id: int
    at: str
    officer_id: int
    via: str
    action: str
    subject: str
    subject_id: int
    content: str
    key_name: str
    prev: str
    mac: str
    bound: str = ""
    """The rows that this link binds; see domain.bound."""


class JournalRow(SQLModel, table=True):
    """One write that can be undone, or the undo or redo of one; see domain.journal."""

    __tablename__ = "journal"

    id: int = Field(primary_key=True)
    """The number of its first link in the audit chain."""
    room_id: int
    officer_id: int
    at: str
    action: str
    subject: str
    subject_id: int
    kind: str
    of_id: int = 0
