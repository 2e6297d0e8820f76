"""Rows of rooms, officers and serial numbers."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class RoomBase(SQLModel):
    """What a room row holds, validated."""

    station: str = Field(min_length=1, max_length=100)
    name: str = Field(min_length=1, max_length=100)
    zone: str
    cutoff_minutes: int = Field(default=0, ge=0, le=1439)
    practice: int = 0
    signed_in: int = 0
    created_at: str


class RoomRow(RoomBase, table=True):
    """A room in the file."""

    __tablename__ = "room"

    id: int | None = Field(default=None, primary_key=True)


class OfficerBase(SQLModel):
    """What an officer row holds, validated."""

    room_id: int = Field(gt=0)
    name: str = Field(min_length=1, max_length=100)
    badge: str = Field(min_length=1, max_length=40)
    kind: str = Field(regex=r"^(officer|auxiliary|duty_leader|administrator|kiosk|read_only)$")
    active: int = 1
    created_at: str
    undone: int = 0
    """Its own key once the adding was undone, so that the badge number is free again."""


class OfficerRow(OfficerBase, table=True):
    """An officer in the file."""

    __tablename__ = "officer"

    id: int | None = Field(default=None, primary_key=True)


class SerialRow(SQLModel, table=True):
    """The last number given to a kind of record on a day."""

    __tablename__ = "serial"

    room_id: int = Field(primary_key=True)
    prefix: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    last: int
