"""A hazard: something unsafe at a place, until it is fixed and seen to be fixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from deskapp.domain.hazard_codes import OPEN
from deskapp.domain.times import Calendar


@dataclass(frozen=True, slots=True)
class Recheck:
    """One time that somebody looked whether it is fixed."""

    at: datetime
    by: int
    passed: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Hazard:
    """A hazard as the file holds it; officers are keys, moments are aware UTC."""

    id: int
    room_id: int
    number: str
    day: date
    """The room's day of entry."""
    category: str
    venue: str
    level: str
    summary: str
    place: str
    area_id: int | None
    source: str
    found_at: datetime
    found_by: int | None
    """The officer who found it; None where a volunteer did."""
    volunteer_id: int | None
    request_id: int | None
    activity_id: int | None
    owner: str
    """Who has to fix it: a person, a shop, a property office."""
    owner_phone: str
    measure: str
    """What was done on the spot, or what was ordered."""
    order_no: str
    """Number of the written order."""
    deadline: date | None
    receiver: str
    receiver_due: datetime | None
    next_due: datetime
    """The moment that counts now."""
    rechecks: int
    ordered_at: datetime | None
    closed_at: datetime | None
    status: str
    entered_at: datetime
    entered_by: int
    version: int = 1
    corrected_at: datetime | None = None
    area: str = ""
    """Code and name of the area."""
    finder: str = ""
    """Member number of the volunteer who found it; empty where an officer did."""
    request: str = ""
    """Number of the request from which it came."""

    @property
    def is_open(self) -> bool:
        """True while somebody owes something."""
        return self.status in OPEN

    def is_overdue(self, now: datetime) -> bool:
        """Whether it is open and past its date."""
        return self.is_open and self.next_due < now

    def last_day(self, calendar: Calendar) -> date | None:
        """The day until whose end it counts now; None where it counts until an hour."""
        if self.status == "ordered":
            return self.deadline
        return calendar.day(self.next_due - timedelta(seconds=1)) if self.status == "found" else None

    @property
    def where(self) -> str:
        """Place and area."""
        return " · ".join(filter(None, (self.place, self.area)))
