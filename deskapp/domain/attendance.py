"""A time on duty: who was here, since when, how, what was confirmed of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from deskapp.domain.attendance_codes import OPEN, REVIEW
from deskapp.domain.masks import outside_name
from deskapp.domain.person import Person
from deskapp.domain.words import N_, Words

PREFIX = "QD"


@dataclass(frozen=True, slots=True)
class Attendance:
    """A duty as the file holds it; officers are keys, moments are aware UTC."""

    id: int
    room_id: int
    number: str
    day: date
    """The room's day of entry."""
    duty_day: date
    """The room's day on which it began."""
    volunteer_id: int | None
    """None for a guest helper."""
    guest_name: str
    guest_phone: str
    team_id: int | None
    mode: str
    place: str
    in_at: datetime
    out_at: datetime | None
    """None while it lasts, and where nobody knows when it ended."""
    seen_at: datetime
    """When somebody last said that the person is here."""
    flags: tuple[str, ...]
    late_reason: str
    credited: int
    """Minutes that count."""
    judged_at: datetime | None
    judged_by: int
    status: str
    entered_at: datetime
    entered_by: int
    version: int = 1
    corrected_at: datetime | None = None
    area_id: int | None = None

    @property
    def is_open(self) -> bool:
        """True for somebody who is here now."""
        return self.status in OPEN

    @property
    def waits(self) -> bool:
        """True for what an officer has still to confirm."""
        return self.status in REVIEW

    def minutes(self, now: datetime | None = None) -> int:
        """Whole minutes of presence, up to `now` while it lasts; 0 where its end is not known."""
        end = self.out_at or (now if self.is_open else None)
        return max(0, int((end - self.in_at).total_seconds()) // 60) if end else 0

    def is_forgotten(self, now: datetime, hours: int) -> bool:
        """True where it has lasted longer than a duty does since somebody last saw the person."""
        return self.is_open and now - self.seen_at > timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was answered from this duty (有警接警)."""

    id: int
    request_id: int | None
    request: str
    """Number of the request, or empty."""
    incident_no: str
    out_at: datetime
    back_at: datetime | None = None
    dispute: str = ""
    """Number of the dispute, or empty."""

    @property
    def record(self) -> str:
        """Number of the request or dispute that is answered, or empty."""
        return self.request or self.dispute

    @property
    def told(self) -> str:
        """What is answered: the number of a record of this desk, or that of the incident."""
        return self.record or self.incident_no


@dataclass(frozen=True, slots=True)
class Credit:
    """Minutes that count, for one dimension and type of service."""

    dimension: str
    service: str
    minutes: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty with whose it is and all that belongs to it."""

    attendance: Attendance
    person: Person | None
    """None for a guest."""
    volunteer: str = ""
    member_no: str = ""
    team: str = ""
    calls: tuple[Call, ...] = ()
    credits: tuple[Credit, ...] = ()
    out_now: tuple[tuple[int, str], ...] = ()
    """Key and text of equipment handed out for it that is still out."""

    @property
    def call_now(self) -> Call | None:
        """The call that is being answered, or None."""
        return next((call for call in reversed(self.calls) if call.back_at is None), None)

    def name(self) -> str:
        """The name in full."""
        return self.person.name if self.person else self.attendance.guest_name

    def shown_name(self, today: date, t: Words, style: str, *, bare: bool = False) -> str:
        """The name in lists and exports; a guest says so, unless that stands elsewhere and it is to be `bare`."""
        if self.person:
            return self.person.shown_name(today, t, style)
        name = outside_name(self.attendance.guest_name, sheltered=False, style=style)
        return name if bare else t(N_("{name} (guest)"), name=name)
