"""The rows of lead appeals with their replies, of found things and of lost reports; `gone` marks a taken-out row."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class FieldRow(SQLModel):
    """What the row of every such record holds; moments and days are stored text."""

    id: int | None = Field(default=None, primary_key=True)
    room_id: int
    number: str
    day: str
    area_id: int | None = None
    request_id: int | None = None
    status: str
    is_open: int = 1
    desk_order: str = ""
    entered_at: str
    entered_by: int
    closed_at: str | None = None
    version: int = 1
    corrected_at: str | None = None


class AppealRow(FieldRow, table=True):
    """An appeal in the file."""

    __tablename__ = "lead_appeal"

    kind: str = "other"
    channel: str = "wechat_group"
    text: str
    place: str = ""
    expires_on: str | None = None
    kept_why: str = ""
    kept_hits: str = ""
    issued_at: str | None = None
    issued_by: int = 0
    copied: int = 0
    result: str = ""
    incident_no: str = ""
    lost_id: int | None = None


class ReplyRow(SQLModel, table=True):
    """What somebody told to an appeal."""

    __tablename__ = "appeal_reply"

    id: int | None = Field(default=None, primary_key=True)
    appeal_id: int
    at: str
    by_id: int
    giver: str = ""
    phone: str = ""
    text: str
    verdict: str = ""
    gone: int = 0


class CustodyRow(FieldRow, table=True):
    """A found thing in the file."""

    __tablename__ = "custody"

    kind: str
    name: str
    sounds: str = ""
    features: str = ""
    pieces: int = 1
    amount: int = 0
    finder: str = ""
    phone: str = ""
    sheltered: int = 0
    locker: str = ""
    found_place: str = ""
    found_at: str | None = None
    witness: str = ""
    due_on: str
    noticed_on: str | None = None
    notice: str = ""
    claimant: str = ""
    claimant_phone: str = ""
    id_kind: str = ""
    id_number: str = ""
    proof: str = ""
    delegate: str = ""
    receiver: str = ""
    receipts: int = 0
    lost_id: int | None = None


class LostRow(FieldRow, table=True):
    """A lost report in the file."""

    __tablename__ = "lost_report"

    kind: str
    name: str
    sounds: str = ""
    features: str = ""
    age: int | None = None
    owner: str = ""
    phone: str = ""
    sheltered: int = 0
    last_place: str = ""
    last_at: str | None = None
    found_at: str | None = None
    found_place: str = ""
    found_by: str = ""
    result: str = ""
    receipt: str = ""
    public_at: str | None = None
    public_why: str = ""
    found_id: int | None = None
