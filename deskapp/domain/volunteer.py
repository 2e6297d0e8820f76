"""A volunteer (义警): who serves, in which teams, with which training, honours and papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.person import Person
from deskapp.domain.volunteer_codes import OPEN


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A volunteer as the file holds one; officers are keys, moments are aware UTC."""

    id: int
    room_id: int
    number: str
    day: date
    """The room's day of entry."""
    member_no: str
    """What stands on the badge."""
    person_id: int
    identity: tuple[str, ...]
    """Kinds, several for many."""
    employer: str
    roles: tuple[str, ...]
    skills: str
    grid: str
    insurance_no: str
    insurance_until: date | None
    consent: str
    """Of somebody under eighteen: why they may serve."""
    pledged_on: date | None
    joined_on: date | None
    left_on: date | None
    leave_until: date | None
    rejoined: int
    team_id: int | None
    """The team that was joined last, of those not left."""
    status: str
    entered_at: datetime
    entered_by: int
    version: int = 1
    corrected_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """True for somebody who belongs to the register."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Membership:
    """A time in a team."""

    id: int
    team_id: int
    team: str
    """Its name."""
    post: str
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Training:
    """One training that was taken."""

    id: int
    subject: str
    on_day: date
    minutes: int
    expires_on: date | None = None
    teacher: str = ""


@dataclass(frozen=True, slots=True)
class Honour:
    """An honour, a praise, an evaluation or a warning."""

    id: int
    kind: str
    title: str
    on_day: date
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class Loan:
    """Equipment in a volunteer's hands, or brought back."""

    id: int
    equipment_id: int
    volunteer_id: int
    what: str
    """Kind and name of the equipment."""
    count: int
    out_at: datetime
    due_on: date | None = None
    attendance_id: int | None = None
    """The duty for which it was handed out."""
    back_at: datetime | None = None
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A volunteer with all that belongs to one."""

    volunteer: Volunteer
    person: Person
    """The card that stands for the person now."""
    memberships: tuple[Membership, ...] = ()
    trainings: tuple[Training, ...] = ()
    honours: tuple[Honour, ...] = ()
    loans: tuple[Loan, ...] = ()

    @property
    def teams(self) -> tuple[Membership, ...]:
        """The teams of now."""
        return tuple(one for one in self.memberships if one.to_on is None)

    @property
    def owes(self) -> tuple[Loan, ...]:
        """What was handed out and has not come back."""
        return tuple(one for one in self.loans if one.back_at is None)
