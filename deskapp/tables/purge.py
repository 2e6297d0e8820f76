"""The rows of purges, of the records in them, and of records that are held back."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class PurgeRow(SQLModel, table=True):
    """One purge: proposed by one person, agreed to by another; `counts` is JSON by register."""

    __tablename__ = "purge"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    count: int
    counts: str
    proposed_by: int
    proposed_at: str
    agreed_by: int = 0
    agreed_at: str = ""
    status: str = "proposed"
    version: int = 1


class PurgeItemRow(SQLModel, table=True):
    """A record that stands in a purge."""

    __tablename__ = "purge_item"

    id: int | None = Field(default=None, primary_key=True)
    purge_id: int
    subject: str
    subject_id: int
    number: str


class HoldRow(SQLModel, table=True):
    """A record that is held back, as long as `gone` is 0."""

    __tablename__ = "purge_hold"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    subject: str
    subject_id: int
    number: str
    reason: str
    at: str
    by_id: int
    gone: int = 0


class PurgedRow(SQLModel, table=True):
    """A record whose words are gone."""

    __tablename__ = "purged"

    subject: str = Field(primary_key=True)
    subject_id: int = Field(primary_key=True)
    purge_id: int
