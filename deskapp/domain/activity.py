"""An activity: a patrol, a publicity session, a rescue …, with who took part and what it led to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.activity_codes import OPEN
from deskapp.domain.activity_kinds import CODES, MEASURES, SEVERAL, TEXTS


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as the file holds it; moments are aware UTC, facts are codes, several of them in a tuple."""

    id: int
    room_id: int
    number: str
    day: date
    """The room's day of entry."""
    kind: str
    held_on: date
    """The room's day for which it counts: on which it began, or is to begin."""
    area_id: int | None
    team_id: int | None
    plan_from: datetime | None
    plan_to: datetime | None
    """When it was to begin and to end; None where it was not planned."""
    start_at: datetime | None
    """When it began, or happened; None while it has not."""
    end_at: datetime | None
    minutes: int
    """How long it lasted; 0 where that is not known."""
    place: str
    route: str
    unit: str
    outside_no: str
    handed_to: str
    season: str
    text: str
    missed: str
    """Why it did not take place."""
    place_type: str
    topic: tuple[str, ...]
    scam: tuple[str, ...]
    form: str
    audience: tuple[str, ...]
    mode: str
    subject: str
    method: str
    services: tuple[str, ...]
    certificate: str
    way: str
    info: str
    assist: tuple[str, ...]
    persuasion: tuple[str, ...]
    drill: str
    bodies: tuple[str, ...]
    mechanism: tuple[str, ...]
    dimension: str
    people: int
    copies: int
    forwards: int
    items: int
    opinions: int
    times: int
    refused: int
    used: int
    vehicles: int
    rescued: int
    suspects: int
    units: int
    households: int
    frauds: int
    money: int
    """In 分."""
    volunteers: int
    officers: int
    others: int
    """People of other bodies and guests. These three are counted from the rows of who took part."""
    served: int
    """Rows of people who were served."""
    teams: int
    """Teams from which the volunteers came."""
    status: str
    entered_at: datetime
    entered_by: int
    version: int = 1
    corrected_at: datetime | None = None
    team: str = ""
    """Name of the team."""
    area: str = ""
    """Name of the area, where areas are known."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done, or to be ended."""
        return self.status in OPEN

    @property
    def together(self) -> int:
        """Person-times: everybody who took part."""
        return self.volunteers + self.officers + self.others

    @property
    def is_joint(self) -> bool:
        """Whether an officer took part together with volunteers or people of other bodies."""
        return self.officers > 0 and self.volunteers + self.others > 0

    @property
    def begins(self) -> datetime | None:
        """When it began, else when it is to begin."""
        return self.start_at or self.plan_from

    def is_overdue(self, now: datetime) -> bool:
        """Whether it was to begin, and nobody has said that it did or did not."""
        return self.status == "planned" and (self.plan_to or self.plan_from or now) < now


@dataclass(frozen=True, slots=True)
class Partaker:
    """Somebody who took part, taught or was served."""

    id: int
    role: str
    volunteer_id: int | None
    officer_id: int | None
    person_id: int | None
    name: str
    """As it is shown; of a volunteer, an officer or a card the name there."""
    number: str = ""
    """Member number, badge number, or that of the card."""
    team: str = ""
    attendance: str = ""
    """Number of the duty in which it falls."""


@dataclass(frozen=True, slots=True)
class Link:
    """A record that was found, or came out of it; or the one from which it came."""

    id: int
    number: str


@dataclass(frozen=True, slots=True)
class Told:
    """An activity with all that belongs to it."""

    activity: Activity
    partakers: tuple[Partaker, ...] = ()
    links: tuple[Link, ...] = ()
    finds: tuple[Link, ...] = ()
    """Hazards that were found on it."""

    def with_role(self, role: str) -> tuple[Partaker, ...]:
        """Who had this part."""
        return tuple(one for one in self.partakers if one.role == role)


MOMENTS = ("plan_from", "plan_to", "start_at", "end_at", "corrected_at")
NUMBERS = tuple(one.name for one in MEASURES)
FACTS = (*TEXTS, *CODES)
LISTS = tuple(name for name in CODES if name in SEVERAL)
