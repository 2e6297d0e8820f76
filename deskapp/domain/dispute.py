"""A dispute: a quarrel between two or more people, from the first sign to a kept promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.dispute_codes import OPEN, SIDES

PREFIX = "JF"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute as the file holds it; officers are keys, moments are aware UTC, sums are 分."""

    id: int
    room_id: int
    number: str
    day: date
    """The room's day of entry."""
    kind: str
    """How it is to be mediated; empty until that is decided."""
    type: str
    source: str
    summary: str
    place: str
    scale: str
    people: int
    """How many people are in the quarrel."""
    amount: int
    """The sum in dispute."""
    stage: str
    risk: str
    threat: bool
    domestic_violence: bool
    petition_risk: bool
    sealed: bool
    request_id: int | None
    """The request from which it came."""
    responsible: int
    presider: int
    """The officer who conducts the mediation; 0 until one is named."""
    occurred_at: datetime
    first_sign_at: datetime
    entered_at: datetime
    entered_by: int
    status: str
    next_due: datetime
    next_clock: str
    accepted_at: datetime | None = None
    first_action_at: datetime | None = None
    decline_reason: str = ""
    advice: str = ""
    """What was said of the lawful way."""
    receiver: str = ""
    receiver_due: datetime | None = None
    outcome: str = ""
    agreement_no: str = ""
    agreement: str = ""
    """The content of the agreement."""
    agreed_sum: int = 0
    manner: str = ""
    deadline: date | None = None
    agreed_at: datetime | None = None
    effective_on: date | None = None
    signed: bool = False
    """Whether all have signed on paper."""
    performance: str = ""
    paid: int = 0
    fulfilled_at: datetime | None = None
    breached_at: datetime | None = None
    breaches: int = 0
    relapses: int = 0
    confirmation: str = ""
    """Judicial confirmation: empty, `applied`, `confirmed`, `refused` or `waived`."""
    confirmation_no: str = ""
    close_way: str = ""
    close_no: str = ""
    closed_at: datetime | None = None
    area_id: int | None = None
    version: int = 1
    corrected_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """True while the desk still owes something."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a dispute, by their card."""

    id: int
    person_id: int
    name: str
    """From the card; empty where the card has none."""
    role: str
    stands_by: int = 0
    """For an agent or guardian: the key of the party for whom they stand."""
    mandate: bool = False
    """Whether an agent has shown a written mandate (委托书)."""
    own_living: bool = False
    """A minor of sixteen or more who lives on own labour and agrees to come without a guardian."""
    minor: bool = False
    born: date | None = None
    willing: str = ""
    """Whether they want mediation, as they said: yes, no, or empty where nobody asked."""

    @property
    def quarrels(self) -> bool:
        """True for those whose quarrel it is."""
        return self.role in SIDES


@dataclass(frozen=True, slots=True)
class Mediator:
    """Somebody who mediates: an officer, a volunteer, a committee, a department."""

    id: int
    kind: str
    officer_id: int = 0
    name: str = ""
    body: str = ""
    """The committee or the department's code."""
    task: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting."""

    id: int
    seq: int
    place: str
    from_at: datetime
    to_at: datetime
    attendees: str
    course: str
    result: str
    override: str = ""
    """Why the leader allowed one more than the rules do."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of what was promised."""

    id: int
    seq: int
    due_on: date
    amount: int
    paid: int = 0
    paid_on: date | None = None
    note: str = ""

    @property
    def settled(self) -> bool:
        """True where it is paid in full."""
        return self.paid >= self.amount and self.paid_on is not None


@dataclass(frozen=True, slots=True)
class Visit:
    """One follow-up visit, planned or made."""

    id: int
    due_on: date
    done_at: datetime | None = None
    by: int = 0
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """One early warning: a proposal of a higher risk with its reason, and what the officer said to it."""

    id: int
    kind: str
    params: tuple[tuple[str, str], ...]
    risk: str
    at: datetime
    answer: str = ""
    """Empty, `accepted` or `rejected`."""
    word: str = ""
    answered_at: datetime | None = None
    answered_by: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that was made of a dispute."""

    id: int
    kind: str
    number: str
    at: datetime
    copies: int


@dataclass(frozen=True, slots=True)
class File:
    """A dispute with all that belongs to it."""

    dispute: Dispute
    parties: tuple[Party, ...] = ()
    mediators: tuple[Mediator, ...] = ()
    sessions: tuple[Session, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    visits: tuple[Visit, ...] = ()
    signals: tuple[Signal, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def sides(self) -> tuple[Party, ...]:
        """Those whose quarrel it is."""
        return tuple(party for party in self.parties if party.quarrels)

    @property
    def sheltered(self) -> bool:
        """True where no name may stand outside the file: sealed, domestic violence, or a minor in it.

        治安管理处罚法 (2025) Art. 136; 反家庭暴力法 Art. 14; 未成年人保护法 Art. 103.
        """
        return (
            self.dispute.sealed
            or self.dispute.domestic_violence
            or any(party.minor for party in self.parties)
        )
