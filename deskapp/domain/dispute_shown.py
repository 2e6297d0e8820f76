"""What lists and sheets show of a dispute: its number, its parties and what it is about."""

from __future__ import annotations

from datetime import date

from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import TYPE
from deskapp.domain.masks import HIDDEN, STANDARD, hide_told, outside_name
from deskapp.domain.words import N_, Words


def short_number(number: str, day: date, today: date) -> str:
    """The number in a list: 003 for one of today, 1121-003 for one of this year."""
    serial = number.rpartition("-")[2]
    if day == today:
        return serial
    return f"{day:%m%d}-{serial}" if day.year == today.year else f"{day:%y%m%d}-{serial}"


def shown_names(file: File, t: Words, masks: str = STANDARD) -> str:
    """Who quarrels, for lists and sheets, in the style of the room: initials alone where the file is sheltered."""
    shown = [outside_name(party.name, sheltered=file.sheltered, style=masks) for party in file.sides]
    return " / ".join(name or t(N_("Unnamed")) for name in shown[:3]) + (" …" if len(shown) > 3 else "")


def shown_summary(file: File, t: Words) -> str:
    """What it is about, for lists and sheets; of a sheltered file the type of matter alone."""
    if file.sheltered:
        return t(HIDDEN, kind=TYPE.label_of(file.dispute.type, t))
    return hide_told(file.dispute.summary)
