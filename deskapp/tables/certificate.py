"""The rows of certificates of service."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class CertificateRow(SQLModel, table=True):
    """A certificate in the file, with what it said."""

    __tablename__ = "certificate"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    volunteer_id: int
    first: str
    last: str
    minutes: int
    content: str
    digest: str
    copies: int = 0
    status: str = "issued"
    is_open: int = 1
    desk_order: str = ""
    entered_at: str
    entered_by: int
    version: int = 1
    corrected_at: str | None = None
