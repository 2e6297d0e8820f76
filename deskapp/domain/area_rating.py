"""How a grid was rated for a period: a safe grid, or not yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.machine import StepField
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_, Words

VERDICT = CodeList(
    "grid_rating", N_("Rating of the grid"),
    Code("safe", N_("Safe grid")),
    Code("not_yet", N_("Not yet safe")),
)  # fmt: skip

FIELDS: tuple[StepField, ...] = (
    StepField("rating", VERDICT.label, "code", options=VERDICT),
    StepField("from", N_("From which day"), "day", required=False),
    StepField("to", N_("To which day"), "day", required=False),
    StepField("text", N_("In words"), "text", required=False),
)
_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating of a grid; the latest one of a period counts."""

    id: int
    first: date
    last: date
    """The days for which it holds, both included."""
    verdict: str
    text: str
    at: datetime
    by: int

    def told(self, t: Words) -> str:
        """Verdict, days and words on one line."""
        parts = (VERDICT.label_of(self.verdict, t), f"{self.first} – {self.last}", self.text)
        return " · ".join(part for part in parts if part)


def read_rating(given: Mapping[str, str], today: date, t: Words) -> tuple[str, date, date, str]:
    """Verdict, first and last day and words as typed; without days this month up to today. Raises DeskError."""
    with about("rating"):
        verdict = VERDICT.find(given.get("rating", ""), t)
    with about("from"):
        first = read_day(given["from"], today) if given.get("from", "").strip() else None
    with about("to"):
        last = read_day(given["to"], today) if given.get("to", "").strip() else today
    first = first or date(last.year, last.month, 1)
    if first > last or last > today:
        raise DeskError(
            N_("A rating is for days that have been, from the first to the last: {first} to {last} are none. Type "
               "other days. What you typed is kept."),
            code=Exit.USAGE, field="from" if first > last else "to", first=first.isoformat(), last=last.isoformat(),
        )  # fmt: skip
    text = one_line(clean(given.get("text", "")))
    if len(text) > _LIMIT:
        raise DeskError(
            N_("{count} characters are too many here, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field="text", count=len(text), limit=_LIMIT,
        )  # fmt: skip
    return verdict, first, last, text
