"""The room's own working days: single days that work or are off, whatever the public calendar says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_, Words
from deskapp.domain.workdays import KNOWN, Workdays

DAY_STATE = CodeList(
    "day_state", N_("This day is"),
    Code("off", N_("day off")),
    Code("working", N_("working day")),
)  # fmt: skip
MOST = 2000
"""Days that a room may set."""
_DEFAULT = ("default", "默认")

Days = Mapping[date, bool]
"""True works, False is off."""


def read_workdays(text: str) -> Days:
    """The days that `text` keeps for this room. Raises DeskError."""
    if not text:
        return {}
    try:
        found = {date.fromisoformat(day): works for day, works in json.loads(text).items()}
        if len(found) > MOST or not all(isinstance(works, bool) for works in found.values()):
            raise ValueError
    except (ValueError, TypeError, AttributeError) as error:
        raise DeskError(
            N_("This is not a table of working days. Type one day at a time, like: workdays.2027-01-01 off. Nothing "
               "is changed."),
            code=Exit.USAGE,
        ) from error  # fmt: skip
    return found


def kept(days: Days) -> str:
    """The days as text; empty where there are none."""
    own = {day.isoformat(): works for day, works in sorted(days.items())}
    return json.dumps(own, separators=(",", ":")) if own else ""


def changed(text: str, day: date, works: bool | None) -> str:
    """The kept text with a day that works or is off; None leaves it to the public calendar again."""
    days = {one: kind for one, kind in read_workdays(text).items() if one != day}
    if works is not None:
        days[day] = works
    if len(days) > MOST:
        raise DeskError(
            N_(
                "The room has {most} days of its own already: take old ones out first, with the value default."
            ),
            most=MOST,
        )
    return kept(days)


def told(text: str, part: str, said: str, t: Words, today: date) -> str:
    """The kept text after `workdays.2026-10-10 working`. Raises DeskError."""
    day = read_day(part, today)
    if one_line(clean(said)).casefold() in _DEFAULT:
        return changed(text, day, None)
    return changed(text, day, DAY_STATE.find(said, t) == "working")


def say_day(works: bool, t: Words) -> str:
    """Whether a day works, for people."""
    return DAY_STATE.label_of("working" if works else "off", t)


def say_known(t: Words) -> str:
    """Of which years the program knows the shifted working days."""
    return t(
        N_("The program knows the shifted working days of {first} to {last}; of other years the statutory "
           "holidays alone. Set what the notice of a new year says."),
        first=KNOWN[0], last=KNOWN[-1],
    )  # fmt: skip


def shown(text: str, t: Words) -> str:
    """The days of the room in lines, and what the program knows."""
    plain = Workdays()
    lines = [
        f"{day.isoformat()}  {say_day(works, t)}"
        + ("" if works != plain.works(day) else "  " + t(N_("(as in the public calendar)")))
        for day, works in sorted(read_workdays(text).items())
    ]
    return "\n".join([*lines, say_known(t)])
