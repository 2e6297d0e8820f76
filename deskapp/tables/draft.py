"""Rows of half-typed forms."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class DraftRow(SQLModel, table=True):
    """A half-typed form in the file; it is written by plain sqlite3, never through this class."""

    __tablename__ = "draft"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    officer_id: int
    form: str
    subject: str = ""
    typed: str
    updated_at: str
