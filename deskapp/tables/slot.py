"""The row of a slot of the duty plan."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class SlotRow(SQLModel, table=True):
    """One slot in the file."""

    __tablename__ = "slot"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    team_id: int | None = None
    place: str = ""
    weekdays: str = ""
    on_day: str | None = None
    begins: int
    ends: int
    people: int = 1
    valid_from: str
    valid_until: str | None = None
    notes: str = ""
    status: str = "active"
    is_open: int = 1
    desk_order: str = ""
    entered_at: str
    entered_by: int
    version: int = 1
    corrected_at: str | None = None
    area_id: int | None = None
