"""When an activity is: a span or a moment as people type it, and what that says of its state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.slot_form import weekdays_of
from deskapp.domain.text import clean, compatible, one_line
from deskapp.domain.times import Calendar, read_day, read_moment
from deskapp.domain.words import N_, Words

_CLOCK = r"\d{1,2}[:.时点]\d{2}分?"
_SPAN = re.compile(rf"(?P<day>.*?)\s*(?P<first>{_CLOCK})\s*(?:[-–—~至到]|to)\s*(?P<last>(?:{_CLOCK})?)$")
LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class When:
    """From when to when; no end where none was typed."""

    start: datetime
    end: datetime | None = None

    def status(self, now: datetime, *, lasts: bool) -> str:
        """What it says of the state: what is still to come is planned, what has not ended is under way."""
        if self.start > now:
            return "planned"
        if self.end is not None:
            return "running" if self.end > now else "done"
        return "running" if lasts else "done"

    @property
    def minutes(self) -> int:
        """How long it lasted; 0 where no end is known."""
        return int((self.end - self.start).total_seconds()) // 60 if self.end else 0


def read_when(text: str, now: datetime, calendar: Calendar) -> When:
    """20:00-22:00, 昨天 20:00-22:00, 11-25 08:00-09:00, 20:00- (goes on), 14:30, 11-25; nothing is now.

    An end at or before the beginning is on the next day. Raises DeskError.
    """
    said = one_line(compatible(clean(text))).casefold().replace("24:00", "00:00")
    if not said:
        return When(now)
    found = _SPAN.match(said)
    if found is None:
        return When(read_moment(said, now, calendar))
    start = read_moment(f"{found['day']} {found['first']}".strip(), now, calendar)
    if not found["last"]:
        return When(start)
    end = read_moment(found["last"], start, calendar)
    if end <= start:
        end += timedelta(days=1)
    if end - start > LONGEST:
        raise too_long(text)
    return When(start, end)


MOST = 400
"""Activities that are planned at once."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """On which days of the week, until which day, something is planned."""

    weekdays: tuple[int, ...]
    until: date

    def days(self, first: date) -> tuple[date, ...]:
        """Its days from `first` on."""
        count = max(0, (self.until - first).days + 1)
        every = (first + timedelta(days=at) for at in range(count))
        return tuple(day for day in every if day.isoweekday() in self.weekdays)


def read_repeat(text: str, today: date, t: Words) -> Repeat:
    """12-31 (every day until then), 1-5 12-31, 周一 周三 12-31. Raises DeskError."""
    *days, last = one_line(clean(text)).split() or [""]
    with about("repeat"):
        until = read_day(last, today)
    weekdays = weekdays_of(" ".join(days), t) if days else (1, 2, 3, 4, 5, 6, 7)
    if not weekdays or until < today:
        raise DeskError(
            N_("“{text}” says no days to come: type the last day, like 12-31, or days and the last day, like 1-5 "
               "12-31. What you typed is kept."),
            code=Exit.USAGE, field="repeat", text=clean(text)[:40],
        )  # fmt: skip
    return Repeat(weekdays, until)


def too_long(text: str) -> DeskError:
    """The refusal of a span that no activity has."""
    return DeskError(
        N_("“{text}” is no time of an activity: type it like 20:00-22:00, or 11-25 20:00-22:00. What you typed is "
           "kept."),
        code=Exit.USAGE, field="when", text=clean(text)[:40],
    )  # fmt: skip


def when_text(start: datetime | None, end: datetime | None, calendar: Calendar, now: datetime) -> str:
    """From when to when, for people."""
    if start is None:
        return ""
    said = calendar.show(start, now)
    if end is None:
        return said
    last = calendar.local(end)
    same = last.date() == calendar.local(start).date() or end - start < LONGEST
    return f"{said}–{last:%H:%M}" if same else f"{said}–{calendar.show(end, now)}"


def typed_when(start: datetime | None, end: datetime | None, calendar: Calendar) -> str:
    """From when to when, as it is typed."""
    if start is None:
        return ""
    first = calendar.local(start)
    return f"{first:%Y-%m-%d %H:%M}" + (f"-{calendar.local(end):%H:%M}" if end else "")
