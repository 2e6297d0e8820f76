"""The row of a setting of the room."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class SettingRow(SQLModel, table=True):
    """A setting that is not at its default; `value` is text, or JSON where the setting has parts."""

    __tablename__ = "setting"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    name: str
    value: str
    version: int = 1
