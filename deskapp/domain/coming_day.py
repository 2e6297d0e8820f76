"""Days that are still to come, as people type them: until when something is promised."""

from __future__ import annotations

from datetime import date, timedelta

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.times import days_ahead, names_year, no_date, read_day
from deskapp.domain.words import N_

NEAR = timedelta(days=183)
"""A date without a year that has passed means the coming one only where that is within half a year."""


def coming_day(text: str, today: date, before: date | None = None) -> date:
    """A day from today on: 12-31, 2027-01-31, tomorrow, +30d. `before` is the day that was named just before it.

    01-31 typed in November is the coming one; 11-20 typed on 11-21 may be either, and is asked for with its year.
    Raises DeskError.
    """
    if (ahead := days_ahead(text)) is not None:
        return today + timedelta(days=ahead)
    try:
        day = read_day(text, today)
    except DeskError as error:
        raise (no_date(text, coming=True) if error.text == no_date(text).text else error) from None
    if day >= today:
        return day
    if names_year(text) or not text.strip()[:1].isdigit():
        raise DeskError(
            N_("{day} has passed already: type a day from today on. What you typed is kept."),
            code=Exit.USAGE, day=day,
        )  # fmt: skip
    next_year = _next(day)
    if next_year is not None and next_year - max(today, before or today) <= NEAR:
        return next_year
    raise DeskError(
        N_("“{text}” has passed this year, and next year it is far off: type it with its year, like {day}. What you "
           "typed is kept."),
        code=Exit.USAGE, text=clean(text), day=next_year or day,
    )  # fmt: skip


def _next(day: date) -> date | None:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 02-29
        return None
