"""Small words that every section of the sheet says the same way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from deskapp.domain.sheet import Phrase, Said, SheetInput
from deskapp.domain.words import N_


def joined(parts: Iterable[Said]) -> Said:
    """The parts that say something, beside each other."""
    said: Said = ""
    for part in parts:
        if part:
            said = Phrase("{left} {right}", {"left": said, "right": part}) if said else part
    return said


def age_of(late: timedelta) -> Phrase:
    """How long something has been overdue."""
    minutes = int(late.total_seconds() // 60)
    if minutes < 60:
        return Phrase(N_("{count} min"), {"count": minutes})
    if minutes < 48 * 60:
        return Phrase(N_("{count} h"), {"count": minutes // 60})
    return Phrase(N_("{count} d"), {"count": minutes // (24 * 60)})


def day_and_hour(at: datetime, now: datetime) -> str:
    """A moment on the wall clock; without the hour in another year."""
    return f"{at:%m-%d %H:%M}" if at.year == now.year else f"{at:%Y-%m-%d}"


def iso(given: SheetInput, at: datetime | None) -> str | None:
    """A moment for the JSON."""
    return None if at is None else given.calendar.local(at).isoformat(timespec="seconds")


def officer_of(given: SheetInput, key: int) -> str:
    """The name of an officer."""
    return next((o.name for o in given.officers if o.id == key), "")
