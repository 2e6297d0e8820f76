"""The table of clocks as a room keeps it: days and their kind by clock, where they are not the program's."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from deskapp.domain.clocks import CLOCKS, Clock, table
from deskapp.domain.codes import Code, CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, compatible, one_line
from deskapp.domain.words import N_, Words

DAYS = 3650
"""The longest clock: ten years."""

DAY_KIND = CodeList(
    "day_kind", N_("Counted in"),
    Code("working", N_("working days")),
    Code("calendar", N_("calendar days")),
)  # fmt: skip

Lengths = Mapping[str, tuple[int, bool]]
"""Days and whether working days are counted, by clock."""

_LENGTH = re.compile(r"([0-9]{1,5}) ?(.*)")
_WORKING = ("working", "working day", "working days", "work", "w", "个工作日", "工作日")
_CALENDAR = (
    "calendar",
    "calendar days",
    "calendar day",
    "day",
    "days",
    "d",
    "天",
    "日",
    "自然日",
    "个自然日",
)
_DEFAULT = ("default", "默认")
_SHIPPED = {clock.code: clock for clock in CLOCKS}


def read_clocks(text: str) -> Lengths:
    """The lengths that `text` keeps for this room. Raises DeskError."""
    if not text:
        return {}
    try:
        found = {str(code): (days, working) for code, (days, working) in json.loads(text).items()}
        if not all(type(days) is int and isinstance(working, bool) for days, working in found.values()):
            raise ValueError
        table(found)
    except (ValueError, TypeError, AttributeError, DeskError) as error:
        raise DeskError(
            N_("This is not a table of clocks. Type one clock at a time, like: clocks.followup 5. Nothing is changed."),
            code=Exit.USAGE,
        ) from error  # fmt: skip
    return found


def kept(lengths: Lengths) -> str:
    """The lengths that are not the program's, as text; empty where all are."""
    own = {
        code: list(length)
        for code, length in sorted(lengths.items())
        if length != (_SHIPPED[code].days, _SHIPPED[code].working)
    }
    return json.dumps(own, separators=(",", ":")) if own else ""


def clock_of(typed: str, t: Words) -> str:
    """The code of a clock by code or label. Raises DeskError naming those that there are."""
    said = one_line(clean(typed)).casefold()
    for clock in CLOCKS:
        if said in (clock.code, t(clock.label).casefold(), clock.label.casefold()):
            return clock.code
    raise DeskError(
        N_("There is no clock “{name}”. There is: {every}."),
        code=Exit.USAGE, name=clean(typed)[:40], every=", ".join(_SHIPPED),
    )  # fmt: skip


def read_days(text: str) -> int:
    """A number of days as typed. Raises DeskError."""
    said = compatible(one_line(clean(text)))
    if not re.fullmatch(r"[0-9]{1,5}", said) or int(said) > DAYS:
        raise _no_length(text)
    return int(said)


def read_length(code: str, text: str) -> tuple[int, bool]:
    """A length from `3 working`, `3 工作日`, `30 calendar`, `30 天`, `5`; `default` is the program's. Raises DeskError.

    Without a kind of days it stays as the program has it.
    """
    shipped = _SHIPPED[code]
    said = compatible(one_line(clean(text))).casefold()
    if said in _DEFAULT:
        return shipped.days, shipped.working
    found = _LENGTH.fullmatch(said)
    if not found or found[2] not in ("", *_WORKING, *_CALENDAR):
        raise _no_length(text)
    return read_days(found[1]), shipped.working if not found[2] else found[2] in _WORKING


def _no_length(text: str) -> DeskError:
    return DeskError(
        N_("“{text}” is no length of a clock: type 0 to {most} days, like 3 working or 30 calendar. What you typed "
           "is kept."),
        code=Exit.USAGE, field="days", text=clean(text)[:40], most=DAYS,
    )  # fmt: skip


def changed(text: str, code: str, length: tuple[int, bool]) -> str:
    """The kept text with another length for one clock."""
    return kept({**read_clocks(text), code: length})


def told(text: str, part: str, said: str, t: Words) -> str:
    """The kept text after `clocks.followup 5`. Raises DeskError."""
    code = clock_of(part, t)
    return changed(text, code, read_length(code, said))


def say_length(clock: Clock, t: Words) -> str:
    """How long a clock runs, for people."""
    if not clock.days:
        return t(N_("on that day"))
    if clock.working:
        return t(N_("{count} working days"), count=clock.days)
    return t(N_("{count} calendar days"), count=clock.days)


def say_trust(clock: Clock, t: Words) -> str:
    """Whether the text of its rule was read, or its length is a habit."""
    if clock.verified:
        return t(N_("the text of the rule was read"))
    return t(N_("not verified: set it to what your station goes by"))


def is_own(clock: Clock) -> bool:
    """Whether the room has set another length than the program."""
    shipped = _SHIPPED[clock.code]
    return (clock.days, clock.working) != (shipped.days, shipped.working)


def shipped(code: str) -> Clock:
    """The clock as the program brings it."""
    return _SHIPPED[code]


def shown(text: str, t: Words) -> str:
    """The whole table in lines: each clock with its length, its source, and what is not verified."""
    lines = []
    for clock in table(read_clocks(text)).values():
        from_ = t(N_("from {start}"), start=t(clock.start))
        trust = "" if clock.verified else f"  ({say_trust(clock, t)})"
        lines.append(
            f"{clock.code}  {t(clock.label)}  {say_length(clock, t)} {from_}  {t(clock.source)}{trust}"
        )
    return "\n".join(lines)
