"""What a person types to go somewhere in a list: a day, or the number of a record."""

from __future__ import annotations

from datetime import date

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.number import is_number, number_of, read_number
from deskapp.domain.text import clean, narrow
from deskapp.domain.times import read_day
from deskapp.domain.words import N_

_SERIAL = 3
"""Digits up to which a number without a day is meant; more of them are a day, like 1120."""


def read_place(text: str, prefix: str, today: date) -> date | str:
    """A day, or the whole number of a record. Raises DeskError."""
    said = narrow(text)
    if is_number(said) and not (said.isdigit() and len(said) > _SERIAL):
        return read_number(said, prefix, today)
    try:
        return read_day(text, today)
    except DeskError:
        raise DeskError(
            N_("“{text}” is neither a day nor a number: type 11-20, 昨天, 003 or {example}."),
            code=Exit.USAGE, field="place", text=clean(text), example=number_of(prefix, today, 3),
        ) from None  # fmt: skip
