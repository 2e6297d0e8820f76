"""The shift pattern of a room: at which hours the shifts begin; each lasts until the next, across midnight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.setting_reads import hour
from deskapp.domain.text import clean
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words

DEFAULT = "08:00,20:00"
"""Two shifts of twelve hours."""

_SPANS = re.compile(r"[~～至到—–-]+")
_PARTS = re.compile(r"[\s,，、;；/]+")
_WAYS = {"12": ("08:00", "20:00"), "24": ("08:00",), "3": ("08:00", "16:00", "00:00"),
         "8": ("08:00", "16:00", "00:00")}  # fmt: skip
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """One shift of the pattern, in minutes after midnight."""

    start: int
    end: int
    """At or before `start` where the shift ends on the next day."""

    @property
    def over_midnight(self) -> bool:
        """True where it ends on the next day; one that ends at midnight itself does not."""
        return 0 < self.end <= self.start

    def show(self, t: Words) -> str:
        """From when to when."""
        span = f"{_hour(self.start)}–{'24:00' if self.end == 0 else _hour(self.end)}"
        return t(N_("{span} (next day)"), span=span) if self.over_midnight else span


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(hour: str) -> int:
    hours, _, minutes = hour.partition(":")
    return int(hours) * 60 + int(minutes)


def shifts_of(kept: str) -> tuple[Stretch, ...]:
    """The shifts of a kept pattern, the first one of the day first."""
    starts = [_minutes(start) for start in kept.split(",")]
    return tuple(Stretch(at, starts[(i + 1) % len(starts)]) for i, at in enumerate(starts))


def stretch_at(kept: str, at: datetime, calendar: Calendar) -> tuple[datetime, datetime]:
    """From when to when the pattern's stretch lasts that holds the moment `at`; all in UTC.

    Before and after midnight alike; a stretch over a changed clock is shorter or longer.
    """
    zone = ZoneInfo(calendar.zone)
    today = calendar.local(at).date()
    spans = []
    for day in (today - timedelta(days=1), today):
        for one in shifts_of(kept):
            over = int(one.end <= one.start)
            begins = datetime.combine(day, _clock(one.start), zone)
            ends = datetime.combine(day + timedelta(days=over), _clock(one.end), zone)
            spans.append((begins.astimezone(UTC), ends.astimezone(UTC)))
    return next((span for span in spans if span[0] <= at < span[1]), spans[-1])


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def read_shifts(text: str, t: Words) -> str:
    """Read a pattern: 12, 24 or 3, or the hours like 08:00 16:00 00:00, or 08:00-20:00 20:00-08:00.

    Gives the hours at which shifts begin, with commas between them. Raises DeskError.
    """
    said = re.sub(
        r"(?<=[0-9])\s*(h|小时|班|班制|制|hours|shifts)+(?=$|\s)", "", clean(text).strip().casefold()
    )
    words = [word for word in _PARTS.split(said) if word]
    if len(words) == 1 and words[0] in _WAYS:
        return ",".join(_WAYS[words[0]])
    starts, ends = [], []
    for word in words:
        first, *last = [part for part in _SPANS.split(word) if part] or [""]
        starts.append(hour(first, t))
        if last:
            ends.append("00:00" if last[0] in ("24:00", "24") else hour(last[0], t))
    _check(starts, ends, text)
    return ",".join(starts)


def _check(starts: list[str], ends: list[str], text: str) -> None:
    """Refuse shifts that are none, too many, twice the same, out of their order, or with a gap between them."""
    if not 1 <= len(starts) <= 6:
        raise _odd(text)
    at = [_minutes(start) for start in starts]
    turned = sum(later <= earlier for earlier, later in zip(at, [*at[1:], at[0]], strict=True))
    if len(set(at)) < len(at) or turned != 1:
        raise _odd(text)
    if ends and ends != [*starts[1:], starts[0]]:
        raise DeskError(
            N_("The shifts “{text}” leave a gap or overlap: each must begin when the one before it ends. "
               "Type the hours at which they begin, like 08:00 20:00."),
            code=Exit.USAGE, text=clean(text)[:60],
        )  # fmt: skip


def _odd(text: str) -> DeskError:
    return DeskError(
        N_("“{text}” is no shift pattern. Type 12, 24 or 3, or the hours at which shifts begin in their order, "
           "like 08:00 20:00."),
        code=Exit.USAGE, text=clean(text)[:60],
    )  # fmt: skip


def show_shifts(kept: str, t: Words) -> str:
    """The shifts in their order."""
    return ", ".join(shift.show(t) for shift in shifts_of(kept))
