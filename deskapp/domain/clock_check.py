"""Whether the clock of this machine can be right: it never stands before what was written last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from deskapp.domain.times import Calendar
from deskapp.domain.words import N_

SLACK = timedelta(minutes=2)
"""By so much clocks are put right in the ordinary course."""

FAR = timedelta(days=60)
"""Nobody leaves a desk without any entry for so long: the clock may run ahead."""


@dataclass(frozen=True, slots=True)
class Odd:
    """What is odd about a clock."""

    text: str
    """An English sentence of the catalogue: what is so, and what to do."""
    behind: bool
    """Whether it stands before the last entry: that cannot be right."""
    params: Mapping[str, object] = field(default_factory=dict)


def odd(now: datetime, last: datetime | None, calendar: Calendar) -> Odd | None:
    """What is odd about a clock that shows `now` after an entry of `last`; None where nothing is."""
    if last is None:
        return None
    said = {
        "now": calendar.local(now).strftime("%Y-%m-%d %H:%M"),
        "last": calendar.local(last).strftime("%Y-%m-%d %H:%M"),
    }
    if now < last - SLACK:
        return Odd(
            N_("The clock of this machine shows {now}, but the last entry is of {last}. Set the clock right first: "
               "times and numbers follow it."),
            True, said,
        )  # fmt: skip
    if now > last + FAR:
        return Odd(
            N_("The clock of this machine shows {now}, and the last entry is of {last}. Look whether the clock is "
               "right: times and numbers follow it."),
            False, said,
        )  # fmt: skip
    return None


def leapt(ran: timedelta, passed: timedelta) -> timedelta:
    """By how much a clock was set while it `ran` on: nothing, or more than slack, back where it is less than zero.

    `passed` is the time that has passed by a clock that nobody sets.
    """
    by = ran - passed
    return by if abs(by) > SLACK else timedelta()
