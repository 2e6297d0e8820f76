"""The rows of activities, of who took part, and of what they led to; `gone` marks a row that was taken out."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class ActivityRow(SQLModel, table=True):
    """One activity in the file; several codes of a list stand in one column with commas."""

    __tablename__ = "activity"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    kind: str
    held_on: str
    area_id: int | None = None
    team_id: int | None = None
    plan_from: str | None = None
    plan_to: str | None = None
    start_at: str | None = None
    end_at: str | None = None
    minutes: int = 0
    place: str = ""
    route: str = ""
    unit: str = ""
    outside_no: str = ""
    handed_to: str = ""
    season: str = ""
    text: str = ""
    missed: str = ""
    place_type: str = ""
    topic: str = ""
    scam: str = ""
    form: str = ""
    audience: str = ""
    mode: str = ""
    subject: str = ""
    method: str = ""
    services: str = ""
    certificate: str = ""
    way: str = ""
    info: str = ""
    assist: str = ""
    persuasion: str = ""
    drill: str = ""
    bodies: str = ""
    mechanism: str = ""
    dimension: str = ""
    people: int = 0
    copies: int = 0
    forwards: int = 0
    items: int = 0
    opinions: int = 0
    times: int = 0
    refused: int = 0
    used: int = 0
    vehicles: int = 0
    rescued: int = 0
    suspects: int = 0
    units: int = 0
    households: int = 0
    frauds: int = 0
    money: int = 0
    volunteers: int = 0
    officers: int = 0
    others: int = 0
    served: int = 0
    teams: int = 0
    status: str = "done"
    is_open: int = 0
    desk_order: str = ""
    entered_at: str
    entered_by: int
    version: int = 1
    corrected_at: str | None = None


class PartakerRow(SQLModel, table=True):
    """Somebody who took part, taught or was served: of the register, of the room, of the cards, or by name alone."""

    __tablename__ = "activity_person"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int
    role: str
    volunteer_id: int | None = None
    officer_id: int | None = None
    person_id: int | None = None
    name: str = ""
    team_id: int | None = None
    attendance_id: int | None = None
    gone: int = 0


class LinkRow(SQLModel, table=True):
    """A record that an activity led to, or from which it came."""

    __tablename__ = "activity_link"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int
    number: str
    gone: int = 0
