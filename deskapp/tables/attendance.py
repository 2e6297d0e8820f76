"""The rows of duty times; `gone` marks a row that was taken out or undone."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class AttendanceRow(SQLModel, table=True):
    """One time on duty in the file."""

    __tablename__ = "attendance"

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    duty_day: str
    volunteer_id: int | None = None
    guest_name: str = ""
    guest_phone: str = ""
    team_id: int | None = None
    mode: str
    place: str = ""
    in_at: str
    out_at: str | None = None
    seen_at: str
    flags: str = ""
    late_reason: str = ""
    credited: int = 0
    judged_at: str | None = None
    judged_by: int = 0
    status: str = "on_duty"
    is_open: int = 1
    desk_order: str = ""
    entered_at: str
    entered_by: int
    version: int = 1
    corrected_at: str | None = None
    area_id: int | None = None


class CallRow(SQLModel, table=True):
    """A call that somebody on duty answered."""

    __tablename__ = "attendance_call"

    id: int | None = Field(default=None, primary_key=True)
    attendance_id: int
    request_id: int | None = None
    incident_no: str = ""
    out_at: str
    back_at: str | None = None
    gone: int = 0
    dispute_id: int | None = None


class CreditRow(SQLModel, table=True):
    """Minutes of a duty that were confirmed, for one dimension and type of service."""

    __tablename__ = "attendance_credit"

    id: int | None = Field(default=None, primary_key=True)
    attendance_id: int
    dimension: str
    service: str
    minutes: int
    note: str = ""
    gone: int = 0
