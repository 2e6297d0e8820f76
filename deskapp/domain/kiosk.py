"""What the kiosk says of one scan: whose it was as 王＊＊, what was done, and what else that person may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import narrow
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words

LIMIT = 40
"""Characters that one scan or one typed line may have."""

IN, OUT, AGAIN = "in", "out", "again"

SAID, MORE = "kiosk", "more"
"""The field of a refusal that may be read in public; with `more` it asks for a second fact."""

NEAR = 120
"""Seconds after a check-in or check-out in which the kiosk may still change how it was."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Equipment on the strip: what can be handed out, or what is still out."""

    key: str
    """Number of the equipment that can be handed out, or the key of the loan that is still out."""
    what: str
    """Kind, and the name behind a blank."""
    done: bool = False
    """Whether it was handed out, or came back, at this strip."""


@dataclass(frozen=True, slots=True)
class Told:
    """A scan that was taken."""

    way: str
    """`in`, `out`, or `again` where the same badge came twice in a minute and nothing was written."""
    name: str
    """Masked as in public."""
    number: str
    """Number of the duty."""
    at: datetime
    """When it began or ended."""
    mode: str
    here: bool
    """Whether the person is on duty after it."""
    presence: int = 0
    """Minutes of this duty, where it has ended."""
    month: int = 0
    total: int = 0
    """Minutes that were confirmed in this month, and ever."""
    things: tuple[Thing, ...] = ()
    """What can be handed out at a check-in; what is still out at a check-out."""
    asks: bool = False
    """Whether the officer should be seen: an earlier duty was not signed out, or the entry needs a look."""


def line(told: Told, calendar: Calendar, t: Words) -> str:
    """The one big line."""
    time = calendar.local(told.at).strftime("%H:%M")
    if told.way == AGAIN:
        said = (
            N_("{name} signed in at {time}; once a minute is enough")
            if told.here
            else N_("{name} signed out at {time}; once a minute is enough")
        )
        return t(said, name=told.name, time=time)
    said = N_("{name} signed in {time}") if told.way == IN else N_("{name} signed out {time}")
    return f"{t.marks.done} " + t(said, name=told.name, time=time)


def needs_more(typed: str) -> DeskError:
    """The sentence for one fact that is no member number: it asks for the other, and names nobody."""
    said = narrow(typed)
    if said[:1].isdigit():
        return DeskError(
            N_("Not a member number. If it is the end of your phone, now type your name or its pinyin."),
            code=Exit.NOT_FOUND, field=MORE,
        )  # fmt: skip
    return DeskError(
        N_("Now type the last four digits of your phone too, or your member number alone."),
        code=Exit.NOT_FOUND, field=MORE,
    )  # fmt: skip


def nobody() -> DeskError:
    """The sentence where nobody fits, or more than one."""
    return DeskError(
        N_("Nobody fits that, or more than one. Type your member number, or ask the officer."),
        code=Exit.NOT_FOUND, field=SAID,
    )  # fmt: skip


def too_long() -> DeskError:
    """The sentence for a line that no badge has."""
    return DeskError(
        N_("That is too long for a badge and was not taken. Scan again, or type your member number."),
        code=Exit.USAGE, field=SAID,
    )  # fmt: skip


def too_late() -> DeskError:
    """The sentence where the kiosk has no say any more."""
    return DeskError(
        N_("That was a while ago: nothing is changed. Please ask the officer at the desk."), field=SAID
    )


def in_public(error: DeskError, status: str) -> DeskError:
    """What a public room may read of a refusal: no path, no number, no command, no officer's name.

    `status` is that of whoever scanned, as the register has it.
    """
    if error.field in (SAID, MORE):
        return error
    if status != "active":
        return DeskError(N_("This number is not active in the register. Please ask the officer."), field=SAID)
    if error.code == Exit.BUSY:
        return DeskError(
            N_("The desk was busy for a moment. Please scan once more, or try again later."), field=SAID
        )
    return unwritten()


def unwritten() -> DeskError:
    """The sentence for all that a public room need not know more of."""
    return DeskError(N_("It could not be written down. Please ask the officer at the desk."), field=SAID)
