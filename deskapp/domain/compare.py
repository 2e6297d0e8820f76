"""Two periods beside each other: each figure with the other number and the difference, its direction in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from deskapp.domain.figures import Figure, Period
from deskapp.domain.words import N_, Words

BEFORE, YEAR_AGO = "before", "year"
"""The period just before, or the same days a year ago."""


def other_period(period: Period, which: str) -> Period:
    """The period with which one is compared; a whole month has the whole month before."""
    if which == YEAR_AGO:
        return replace(period, first=_year_ago(period.first), last=_year_ago(period.last))
    last = period.first - timedelta(days=1)
    if period.first.day == 1 and _ends_month(period.last):
        months = 12 * (period.last.year - period.first.year) + period.last.month - period.first.month + 1
        at = 12 * period.first.year + period.first.month - 1 - months
        return replace(period, first=date(at // 12, at % 12 + 1, 1), last=last)
    return replace(period, first=last - (period.last - period.first), last=last)


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _year_ago(day: date) -> date:
    if day.month == 2 and _ends_month(day):
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def narrowed(period: Period, areas: tuple[int, ...] = (), teams: tuple[int, ...] = ()) -> Period:
    """The period in some areas and teams alone, by their keys; nothing leaves it as it is."""
    return replace(period, areas=areas or period.areas, teams=teams or period.teams)


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of two periods."""

    now: Figure
    then: Figure

    @property
    def difference(self) -> float | None:
        """How much more it is now; None where one of them has no number."""
        new, old = self.now.value, self.then.value
        return None if new is None or old is None else round(new - old, 1)

    def told(self, t: Words) -> str:
        """The difference with its sign, and its direction in a word."""
        found = self.difference
        if found is None:
            return t(N_("not to compare"))
        if not found:
            return t(N_("= same"))
        said = str(abs(found)).removesuffix(".0")
        if self.now.metric.measure == "rate":
            return (
                t(N_("+{number} pts up"), number=said)
                if found > 0
                else t(N_("−{number} pts down"), number=said)
            )
        return t(N_("+{number} more"), number=said) if found > 0 else t(N_("−{number} fewer"), number=said)

    def facts(self) -> dict[str, object]:
        """Both for programs."""
        return self.now.facts() | {"against": self.then.facts(), "difference": self.difference}


def beside(now: Sequence[Figure], then: Sequence[Figure]) -> tuple[Beside, ...]:
    """The figures of two periods in the order of the page; a line that one of them lacks counts nothing there."""
    old = {one.code: one for one in then}
    found = [Beside(one, old.pop(one.code) if one.code in old else _nothing(one)) for one in now]
    for one in old.values():  # lines of breakdowns that are there no more
        at = max((at for at, row in enumerate(found) if row.now.metric.code == one.metric.code), default=None)
        found.insert(len(found) if at is None else at + 1, Beside(_nothing(one), one))
    return tuple(found)


def _nothing(one: Figure) -> Figure:
    return replace(
        one, n=0, of=None if one.of is None else 0, amount=None if one.metric.measure == "median" else 0
    )
