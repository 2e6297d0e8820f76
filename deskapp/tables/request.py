"""The row of a request."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class RequestBase(SQLModel):
    """What a request row holds, validated; moments are stored text (see domain.times.stored)."""

    room_id: int = Field(gt=0)
    number: str = Field(regex=r"^LF-\d{8}-\d{3,}$")
    day: str = Field(regex=r"^\d{4}-\d{2}-\d{2}$")
    channel: str
    category: str
    urgency: str
    dangers: str = ""
    applicant: str = Field(default="", max_length=100)
    phone: str = ""
    id_number: str = Field(default="", max_length=40)
    address: str = Field(default="", max_length=200)
    place: str = Field(default="", max_length=200)
    summary: str = Field(default="", max_length=10_000)
    occurred_at: str
    entered_at: str
    entered_by: int = Field(gt=0)
    first_receiver: int = Field(gt=0)
    responsible: int = Field(gt=0)
    due_at: str
    next_due: str
    status: str = "registered"
    is_open: int = 1
    desk_order: str = ""
    outcome: str = ""
    result: str = ""
    told_where: str = ""
    receiver: str = ""
    receiver_due: str | None = None
    waiting_for: str = ""
    waiting_due: str | None = None
    receipt: str = ""
    merged_into: str = ""
    linked: str = ""
    followup: str = ""
    followup_at: str | None = None
    followup_by: int = 0
    reopened: int = 0
    closed_at: str | None = None
    recovered: int = Field(default=0, ge=0)
    """In 分."""
    pressing: str = ""
    version: int = 1
    corrected_at: str | None = None
    person_id: int | None = None
    area_id: int | None = None
    """The applicant's card."""
    sounds: str = ""
    """How the applicant's name is read, for the search index."""


class RequestRow(RequestBase, table=True):
    """A request in the file."""

    __tablename__ = "request"

    id: int | None = Field(default=None, primary_key=True)
