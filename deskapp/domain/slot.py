"""A slot of the duty plan: where, on which days and hours how many people are to serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words

PREFIX = "PB"

STATUS = CodeList(
    "slot_status", N_("State"),
    Code("active", N_("In force")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset({"active"})
"""States of slots that are served."""

WEEKDAY = CodeList(
    "weekday", N_("Day of the week"),
    Code("1", N_("Mon")),
    Code("2", N_("Tue")),
    Code("3", N_("Wed")),
    Code("4", N_("Thu")),
    Code("5", N_("Fri")),
    Code("6", N_("Sat")),
    Code("7", N_("Sun")),
)  # fmt: skip

WHOLE_DAY = 24 * 60
"""Minutes of a day on the clock."""

STEP_LABELS: Mapping[str, str] = {
    "add_slot": N_("Put into the duty plan"), "correct": N_("Corrected"), "void": N_("Void"), "undo": N_("Undone"),
    "redo": N_("Redone"),
}  # fmt: skip
"""What undo says of a write."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot as the file holds it; hours are minutes after midnight on the room's clock."""

    id: int
    room_id: int
    number: str
    day: date
    team_id: int | None
    """None where anybody may serve."""
    place: str
    weekdays: tuple[int, ...]
    """1 for Monday to 7; empty for a slot of one date."""
    on_day: date | None
    begins: int
    ends: int
    """At or before `begins` where it ends on the next day."""
    people: int
    valid_from: date
    """The first day on which it may begin."""
    valid_until: date | None
    """The last day on which it may begin."""
    notes: str
    status: str
    entered_at: datetime
    entered_by: int
    version: int = 1
    corrected_at: datetime | None = None
    area_id: int | None = None
    team: str = ""
    """Name of the team."""
    area: str = ""
    """Code and name of the area."""

    def is_on(self, day: date) -> bool:
        """Whether it begins on `day`."""
        if self.status != "active" or day < self.valid_from:
            return False
        if self.valid_until is not None and day > self.valid_until:
            return False
        return day == self.on_day if self.on_day is not None else day.isoweekday() in self.weekdays

    def span(self, day: date, calendar: Calendar) -> tuple[datetime, datetime]:
        """From when to when it lasts where it begins on `day`, in UTC; a changed clock makes it shorter or longer."""
        zone = ZoneInfo(calendar.zone)
        over = int(self.ends <= self.begins)
        start = datetime.combine(day, _clock(self.begins), zone)
        end = datetime.combine(day + timedelta(days=over), _clock(self.ends), zone)
        return start.astimezone(UTC), end.astimezone(UTC)

    def hours_text(self, t: Words) -> str:
        """From when to when, on the clock."""
        span = f"{hour_text(self.begins)}–{hour_text(self.ends or WHOLE_DAY)}"
        return t(N_("{span} (next day)"), span=span) if 0 < self.ends <= self.begins else span

    def days_text(self, t: Words) -> str:
        """On which days."""
        if self.on_day is not None:
            return self.on_day.isoformat()
        if len(self.weekdays) == 7:
            return t(N_("every day"))
        if self.weekdays == (1, 2, 3, 4, 5):
            return t(N_("Mon–Fri"))
        return " ".join(WEEKDAY.label_of(str(day), t) for day in self.weekdays)

    def where_text(self, t: Words) -> str:
        """Team and place; where neither is said, anybody anywhere."""
        return " · ".join(filter(None, (self.team, self.place or self.area))) or t(N_("anybody"))

    def name(self, t: Words) -> str:
        """What a sentence calls it."""
        return f"{self.where_text(t)} {self.hours_text(t)}"


def hour_text(minutes: int) -> str:
    """Minutes after midnight as on a clock."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
