"""Human numbers of records: LF-20261121-003."""

from __future__ import annotations

import re
from datetime import date

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_

_NUMBER = re.compile(r"([A-Z]{2})-?([0-9]{8})-?([0-9]{1,6})$")
_LISTED = re.compile(r"([0-9]{2})?([0-9]{2})([0-9]{2})-([0-9]{1,6})$")
"""As lists show a number: 1120-003, or 251120-003 of another year."""
_SHORT = re.compile(r"[0-9]{1,6}$")


def number_of(prefix: str, day: date, serial: int) -> str:
    """The number of the `serial`-th record of a day, three digits or more."""
    return f"{prefix}-{day:%Y%m%d}-{serial:03d}"


def is_number(text: str) -> bool:
    """Whether `text`, half-width and without blanks, has the shape of a number."""
    return any(shape.match(text.upper()) for shape in (_NUMBER, _LISTED, _SHORT))


def read_number(text: str, prefix: str, today: date) -> str:
    """A record's number as typed or as lists show it; digits alone mean a record of today. Raises DeskError."""
    said = narrow(text).upper()
    if found := _NUMBER.match(said):
        return f"{found[1]}-{found[2]}-{int(found[3]):03d}"
    if found := _LISTED.match(said):
        year = f"20{found[1]}" if found[1] else f"{today:%Y}"
        return f"{prefix}-{year}{found[2]}{found[3]}-{int(found[4]):03d}"
    if _SHORT.match(said):
        return number_of(prefix, today, int(said))
    raise DeskError(
        N_("“{text}” is no record number. It looks like {example}; digits alone mean today's."),
        code=Exit.USAGE, text=clean(text), example=number_of(prefix, today, 3),
    )  # fmt: skip
