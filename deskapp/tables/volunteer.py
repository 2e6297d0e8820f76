"""The rows of volunteers, their teams and equipment; `gone` marks a row that was taken out or undone."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class VolunteerBase(SQLModel):
    """What a volunteer row holds, validated; moments and days are stored text, codes stand with commas."""

    room_id: int = Field(gt=0)
    number: str = Field(regex=r"^YJ-\d{8}-\d{3,}$")
    day: str = Field(regex=r"^\d{4}-\d{2}-\d{2}$")
    member_no: str = Field(min_length=1, max_length=20)
    person_id: int = Field(gt=0)
    identity: str = ""
    employer: str = Field(default="", max_length=100)
    roles: str = ""
    skills: str = Field(default="", max_length=200)
    grid: str = Field(default="", max_length=100)
    insurance_no: str = Field(default="", max_length=60)
    insurance_until: str | None = None
    consent: str = ""
    pledged_on: str | None = None
    joined_on: str | None = None
    left_on: str | None = None
    leave_until: str | None = None
    rejoined: int = Field(default=0, ge=0)
    team_id: int | None = None
    status: str = "active"
    is_open: int = 1
    desk_order: str = ""
    entered_at: str
    entered_by: int = Field(gt=0)
    version: int = 1
    corrected_at: str | None = None


class VolunteerRow(VolunteerBase, table=True):
    """A volunteer in the file."""

    __tablename__ = "volunteer"

    id: int | None = Field(default=None, primary_key=True)


class MembershipRow(SQLModel, table=True):
    """A time of a volunteer in a team."""

    __tablename__ = "volunteer_team"

    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int
    team_id: int
    post: str = "member"
    from_on: str
    to_on: str | None = None
    gone: int = 0


class TrainingRow(SQLModel, table=True):
    """A training that a volunteer took."""

    __tablename__ = "volunteer_training"

    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int
    subject: str
    on_day: str
    minutes: int
    expires_on: str | None = None
    teacher: str = ""
    gone: int = 0


class HonourRow(SQLModel, table=True):
    """An honour, praise, evaluation or warning of a volunteer."""

    __tablename__ = "volunteer_honour"

    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int
    kind: str
    title: str
    on_day: str
    given_by: str = ""
    gone: int = 0


class TeamRow(SQLModel, table=True):
    """A team in the file."""

    __tablename__ = "team"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    name: str
    kind: str = "team"
    parent_id: int | None = None
    mode: str = "patrol"
    place: str = ""
    notes: str = ""
    status: str = "active"
    is_open: int = 1
    desk_order: str = ""
    entered_at: str
    entered_by: int
    version: int = 1
    corrected_at: str | None = None


class EquipmentRow(SQLModel, table=True):
    """A kind of equipment, or one numbered piece, with its stock."""

    __tablename__ = "equipment"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    kind: str
    name: str = ""
    in_stock: int = 0
    issued: int = 0
    damaged: int = 0
    missing: int = 0
    scrapped: int = 0
    status: str = "active"
    is_open: int = 1
    desk_order: str = ""
    entered_at: str
    entered_by: int
    version: int = 1
    corrected_at: str | None = None


class LoanRow(SQLModel, table=True):
    """Equipment that was handed to a volunteer."""

    __tablename__ = "equipment_loan"

    id: int | None = Field(default=None, primary_key=True)
    equipment_id: int
    volunteer_id: int
    attendance_id: int | None = None
    count: int
    out_at: str
    due_on: str | None = None
    back_at: str | None = None
    result: str = ""
    note: str = ""
    gone: int = 0


class BatchRow(SQLModel, table=True):
    """One write that changed many records at once: a roster, a roll-call."""

    __tablename__ = "batch"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    kind: str
    count: int
    note: str = ""
    at: str
    by_id: int
