"""Moments and days: aware UTC inside, the room's zone at the edges."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, compatible
from deskapp.domain.words import N_

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""

DEFAULT_ZONE = "Asia/Shanghai"


def wall_clock() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


def practice_clock(start: datetime) -> Clock:
    """A clock that shows `start` now and runs on from there."""
    began = datetime.now(UTC)
    return lambda: start + (datetime.now(UTC) - began)


def stored(moment: datetime) -> str:
    """A moment as the file keeps it: UTC, microseconds, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """A moment read back from the file."""
    return datetime.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a room counts its days."""

    zone: str = DEFAULT_ZONE
    cutoff_minutes: int = 0
    """Minutes after midnight at which the room's day begins."""

    def local(self, at: datetime) -> datetime:
        """`at` on the room's wall clock."""
        return at.astimezone(ZoneInfo(self.zone))

    def day(self, at: datetime) -> date:
        """The room's day that `at` belongs to."""
        return (self.local(at) - timedelta(minutes=self.cutoff_minutes)).date()

    def bounds(self, day: date) -> tuple[datetime, datetime]:
        """First moment of `day` and first moment after it, in UTC."""
        zone = ZoneInfo(self.zone)
        first = datetime.combine(day, time(), zone) + timedelta(minutes=self.cutoff_minutes)
        last = datetime.combine(day + timedelta(days=1), time(), zone) + timedelta(
            minutes=self.cutoff_minutes
        )
        return first.astimezone(UTC), last.astimezone(UTC)

    def show(self, at: datetime, now: datetime | None = None) -> str:
        """`at` for a person: the hour alone on the day of `now`, else with the date."""
        here = self.local(at)
        if now is not None and here.date() == self.local(now).date():
            return here.strftime("%H:%M")
        if now is not None and here.year == self.local(now).year:
            return here.strftime("%m-%d %H:%M")
        return here.strftime("%Y-%m-%d %H:%M")


_YEARS = range(1900, 2200)
"""Years that a desk can mean; far ones have no moment in UTC."""

_WORDS = {"今天": 0, "今日": 0, "today": 0, "昨天": -1, "昨日": -1, "yesterday": -1, "前天": -2, "明天": 1,
          "tomorrow": 1, "后天": 2}  # fmt: skip
_DATE = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$|(\d{4})?(\d{2})(\d{2})$")
_HOUR = re.compile(r"(\d{1,2})[:.时点](\d{2})?分?$")
_GLUED = re.compile(r"(\D+|.*日)(\d{1,2}[:.时点].*)$")
_AHEAD = re.compile(r"\+(\d{1,4})([dh天时])$")


def read_day(text: str, today: date) -> date:
    """A day as people type it: 今天, 昨天, today, 11-21, 1121, 11月21日, 2026-11-21.

    A date without a year is the one in the year of `today`. Raises DeskError for anything else.
    """
    found = _find_day(compatible(text).strip().casefold(), today)
    if found is None:
        raise no_date(text)
    return found


def _find_day(said: str, today: date) -> date | None:
    if said in _WORDS:
        return today + timedelta(days=_WORDS[said])
    if found := _DATE.match(said):
        parts = found.group(1, 2, 3) if found[2] else found.group(4, 5, 6)
        year, month, day = (int(part) if part else today.year for part in parts)
        if year in _YEARS and 1 <= month <= 12 and 1 <= day <= 31:
            if day > (count := monthrange(year, month)[1]):
                raise DeskError(
                    N_("There is no such day as “{text}”: that month has {count} days. Type a day that there is, like "
                       "11-21."),
                    code=Exit.USAGE, text=clean(said), count=count,
                )  # fmt: skip
            return date(year, month, day)
    return None


def names_year(text: str) -> bool:
    """Whether a date as typed says its year."""
    found = _DATE.match(compatible(text).strip().casefold())
    return bool(found and (found[1] or found[4]))


def days_ahead(text: str) -> int | None:
    """How many days `+30d` or `+3天` are; None for anything else."""
    found = _AHEAD.match(compatible(text).strip().casefold())
    return int(found[1]) if found and found[2] in "d天" else None


def no_date(text: str, *, coming: bool = False) -> DeskError:
    """The refusal of what is no date; `coming` where only days to come are meant."""
    if coming:
        return DeskError(
            N_("“{text}” is no date that the desk knows. Type tomorrow 18:00, +3d, 11-25 or 2026-11-25."),
            code=Exit.USAGE, text=clean(text),
        )  # fmt: skip
    return DeskError(
        N_("“{text}” is no date that the desk knows. Type 今天, 昨天, 11-21 or 2026-11-21."),
        code=Exit.USAGE, text=clean(text),
    )  # fmt: skip


def read_moment(
    text: str, now: datetime, calendar: Calendar, *, hour: time = time(0, 0), coming: bool = False
) -> datetime:
    """A moment as people type it: 14:30, 昨天 14:30, 11-21 09:05, 2026-11-21T09:05, +3d, +2h.

    A date alone takes `hour`; an hour alone takes the day of `now`. Returns UTC. Raises DeskError, which gives
    examples that lie ahead where only such are meant.
    """
    said = compatible(text).strip().casefold()
    here = calendar.local(now)
    if found := _AHEAD.match(said):
        count = int(found[1])
        return now + (timedelta(days=count) if found[2] in "d天" else timedelta(hours=count))
    if re.match(r"\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}", said):
        try:
            exact = datetime.fromisoformat(said.upper())
        except ValueError:
            pass
        else:
            if exact.year not in _YEARS:
                raise no_date(text, coming=coming)
            return (exact if exact.tzinfo else exact.replace(tzinfo=here.tzinfo)).astimezone(UTC)
    *days, last = said.split() or [""]
    at = _HOUR.match(last)
    day_text = " ".join(days) if at else said
    if not at and not days and (glued := _GLUED.match(last)):
        day_text, at = glued[1], _HOUR.match(glued[2])
    day = _find_day(day_text, here.date()) if day_text else here.date()
    if day is None:
        raise no_date(text, coming=coming)
    if at:
        try:
            hour = time(int(at[1]), int(at[2] or 0))
        except ValueError:
            raise DeskError(
                N_("“{text}” is no hour of the day. Type it like 14:30."), code=Exit.USAGE, text=clean(text)
            ) from None
    return datetime.combine(day, hour, here.tzinfo).astimezone(UTC)
