"""The rows of a hazard and of its rechecks; `gone` marks a recheck that was undone."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class HazardRow(SQLModel, table=True):
    """A hazard in the file."""

    __tablename__ = "hazard"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    category: str
    venue: str = ""
    level: str
    summary: str
    place: str = ""
    area_id: int | None = None
    source: str
    found_at: str
    found_by: int | None = None
    volunteer_id: int | None = None
    request_id: int | None = None
    activity_id: int | None = None
    owner: str = ""
    owner_phone: str = ""
    measure: str = ""
    order_no: str = ""
    deadline: str | None = None
    receiver: str = ""
    receiver_due: str | None = None
    next_due: str
    rechecks: int = 0
    ordered_at: str | None = None
    closed_at: str | None = None
    status: str = "found"
    is_open: int = 1
    desk_order: str = ""
    entered_at: str
    entered_by: int
    version: int = 1
    corrected_at: str | None = None


class RecheckRow(SQLModel, table=True):
    """One recheck of a hazard."""

    __tablename__ = "hazard_recheck"

    id: int | None = Field(default=None, primary_key=True)
    hazard_id: int
    at: str
    by_id: int
    passed: int
    text: str = ""
    gone: int = 0
