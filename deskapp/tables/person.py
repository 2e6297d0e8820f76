"""The row of a person's card."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class PersonBase(SQLModel):
    """What a card holds, validated; moments are stored text, phones stand with commas."""

    room_id: int = Field(gt=0)
    number: str = Field(regex=r"^RY-\d{8}-\d{3,}$")
    day: str = Field(regex=r"^\d{4}-\d{2}-\d{2}$")
    name: str = Field(default="", max_length=100)
    sounds: str = ""
    """How the name is read, for the search index; made when it is written."""
    phones: str = ""
    id_kind: str = ""
    id_number: str = Field(default="", max_length=40)
    sex: str = Field(default="", regex=r"^(|male|female)$")
    born: str | None = None
    minor: int = 0
    address: str = Field(default="", max_length=200)
    language: str = ""
    notes: str = Field(default="", max_length=10_000)
    entered_at: str
    entered_by: int = Field(gt=0)
    status: str = "active"
    merged_into: int | None = None
    version: int = 1
    corrected_at: str | None = None


class PersonRow(PersonBase, table=True):
    """A card in the file."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
