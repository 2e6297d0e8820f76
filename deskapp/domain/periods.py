"""Periods that hours and figures are counted over: a day, a week, a month, a quarter, a year, or days of one's own."""

from __future__ import annotations

from datetime import date, timedelta

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.figures import Period
from deskapp.domain.words import N_, Words

SPAN = CodeList(
    "period_span", N_("Period"),
    Code("day", N_("Day")),
    Code("week", N_("Week")),
    Code("month", N_("Month")),
    Code("quarter", N_("Quarter")),
    Code("year", N_("Year")),
    Code("custom", N_("Own days")),
)  # fmt: skip

TURNED = ("day", "week", "month", "quarter", "year")
"""Spans that a key goes through."""

EARLIEST = 1990
"""The first year that is turned to."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def around(span: str, day: date) -> Period:
    """The period of a span that holds `day`; it is whole, also where its end is still to come."""
    if span in _MONTHS:
        months = _MONTHS[span]
        first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
        return Period(first, _month_after(first, months) - timedelta(days=1))
    first = day - timedelta(days=day.weekday()) if span == "week" else day
    return Period(first, first + timedelta(days=6 if span == "week" else 0))


def _month_after(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def turned(span: str, period: Period, by: int) -> Period:
    """The period before, or after; own days move on by as many as they are."""
    if span == "custom":
        days = timedelta(days=(period.last - period.first).days + 1) * by
        return Period(period.first + days, period.last + days)
    return around(span, period.last + timedelta(days=1) if by > 0 else period.first - timedelta(days=1))


def show(span: str, period: Period, t: Words) -> str:
    """What a period is called."""
    first = period.first
    if span == "day":
        return first.isoformat()
    if span == "month":
        return f"{first:%Y-%m}"
    if span == "quarter":
        return t(N_("{year}, quarter {quarter}"), year=first.year, quarter=(first.month + 2) // 3)
    return str(first.year) if span == "year" else f"{first} – {period.last}"
