"""The row of an area: a grid, a beat, or a point in one of them."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class AreaRow(SQLModel, table=True):
    """An area in the file."""

    __tablename__ = "area"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    kind: str
    name: str
    sounds: str = ""
    code: str = ""
    parent_id: int | None = None
    beat_id: int | None = None
    place_kind: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    people: int | None = None
    hectares: int | None = None
    stamped_on: str | None = None
    notes: str = ""
    status: str = "active"
    is_open: int = 1
    desk_order: str = ""
    entered_at: str
    entered_by: int
    version: int = 1
    corrected_at: str | None = None


class RatingRow(SQLModel, table=True):
    """How a grid was rated for a period."""

    __tablename__ = "area_rating"

    id: int | None = Field(default=None, primary_key=True)
    area_id: int
    first: str
    last: str
    verdict: str
    text: str = ""
    at: str
    by_id: int
    gone: int = 0
