"""The rows of a dispute and of what belongs to it; `gone` marks a row that was taken out or undone."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class DisputeBase(SQLModel):
    """What a dispute row holds, validated; moments and days are stored text, sums are 分."""

    room_id: int = Field(gt=0)
    number: str = Field(regex=r"^JF-\d{8}-\d{3,}$")
    day: str = Field(regex=r"^\d{4}-\d{2}-\d{2}$")
    kind: str = ""
    type: str
    source: str
    summary: str = Field(max_length=10_000)
    place: str = Field(default="", max_length=200)
    scale: str = "individual"
    people: int = Field(default=2, ge=1, le=100_000)
    amount: int = Field(default=0, ge=0)
    stage: str = "open"
    risk: str = "blue"
    threat: int = 0
    domestic_violence: int = 0
    petition_risk: int = 0
    sealed: int = 0
    request_id: int | None = None
    responsible: int = Field(gt=0)
    presider: int = 0
    occurred_at: str
    first_sign_at: str
    entered_at: str
    entered_by: int = Field(gt=0)
    status: str = "registered"
    is_open: int = 1
    desk_order: str = ""
    next_due: str
    next_clock: str = ""
    accepted_at: str | None = None
    first_action_at: str | None = None
    decline_reason: str = ""
    advice: str = ""
    receiver: str = ""
    receiver_due: str | None = None
    outcome: str = ""
    agreement_no: str = ""
    agreement: str = ""
    agreed_sum: int = 0
    manner: str = ""
    deadline: str | None = None
    agreed_at: str | None = None
    effective_on: str | None = None
    signed: int = 0
    performance: str = ""
    paid: int = 0
    fulfilled_at: str | None = None
    breached_at: str | None = None
    breaches: int = 0
    relapses: int = 0
    confirmation: str = ""
    confirmation_no: str = ""
    close_way: str = ""
    close_no: str = ""
    closed_at: str | None = None
    area_id: int | None = None
    version: int = 1
    corrected_at: str | None = None


class DisputeRow(DisputeBase, table=True):
    """A dispute in the file."""

    __tablename__ = "dispute"

    id: int | None = Field(default=None, primary_key=True)


class PartyRow(SQLModel, table=True):
    """Somebody in a dispute."""

    __tablename__ = "dispute_party"

    id: int | None = Field(default=None, primary_key=True)
    dispute_id: int
    person_id: int
    role: str
    stands_by: int = 0
    mandate: int = 0
    own_living: int = 0
    gone: int = 0
    willing: str = ""


class MediatorRow(SQLModel, table=True):
    """Somebody who mediates a dispute."""

    __tablename__ = "dispute_mediator"

    id: int | None = Field(default=None, primary_key=True)
    dispute_id: int
    kind: str
    officer_id: int = 0
    name: str = ""
    body: str = ""
    task: str = ""
    contact: str = ""
    gone: int = 0


class SessionRow(SQLModel, table=True):
    """One sitting of a dispute."""

    __tablename__ = "dispute_session"

    id: int | None = Field(default=None, primary_key=True)
    dispute_id: int
    seq: int
    place: str = ""
    from_at: str
    to_at: str
    attendees: str = ""
    course: str = ""
    result: str = ""
    override: str = ""
    gone: int = 0


class InstalmentRow(SQLModel, table=True):
    """One part of what was promised."""

    __tablename__ = "dispute_instalment"

    id: int | None = Field(default=None, primary_key=True)
    dispute_id: int
    seq: int
    due_on: str
    amount: int
    paid: int = 0
    paid_on: str | None = None
    note: str = ""
    gone: int = 0


class VisitRow(SQLModel, table=True):
    """One follow-up visit, planned or made."""

    __tablename__ = "dispute_visit"

    id: int | None = Field(default=None, primary_key=True)
    dispute_id: int
    due_on: str
    done_at: str | None = None
    by: int = 0
    result: str = ""
    note: str = ""
    gone: int = 0


class SignalRow(SQLModel, table=True):
    """One early warning and its answer; `params` is JSON."""

    __tablename__ = "dispute_signal"

    id: int | None = Field(default=None, primary_key=True)
    dispute_id: int
    kind: str
    params: str = ""
    risk: str
    at: str
    answer: str = ""
    word: str = ""
    answered_at: str | None = None
    answered_by: int = 0
    gone: int = 0


class PaperRow(SQLModel, table=True):
    """One paper that was made of a dispute."""

    __tablename__ = "dispute_paper"

    id: int | None = Field(default=None, primary_key=True)
    dispute_id: int
    kind: str
    number: str
    at: str
    copies: int
    gone: int = 0
