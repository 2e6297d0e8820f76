"""Phones and identity numbers as people give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_

_PHONE = re.compile(r"\+?[0-9]{3,17}(?:[#*x转][0-9]{1,6})?$")
_RESIDENT = re.compile(r"[0-9]{17}[0-9Xx]$")
_PERMIT = re.compile(r"(?:8[123]0000|9[1-6][0-9]{4})")
"""Residence permits of people from Hong Kong, Macau and Taiwan; those of foreigners have 9 before the province."""


def read_phone(text: str) -> str:
    """The digits of a phone, without spaces and dashes; empty stays empty. Raises DeskError.

    A number of more than six digits that begins with 1 is a mobile number and has eleven digits.
    """
    said = re.sub(r"[-()（）]", "", narrow(text))
    if not said:
        return ""
    if not _PHONE.match(said):
        raise DeskError(
            N_("“{text}” is no phone number: 3 to 17 digits, or leave it empty. What you typed is kept."),
            code=Exit.USAGE, field="phone", text=clean(text),
        )  # fmt: skip
    if said[0] == "1" and said.isdigit() and 6 < len(said) != 11:
        raise DeskError(
            N_("A mobile number has 11 digits, “{text}” has {count}. Mend it or leave it empty; it is kept."),
            code=Exit.USAGE, field="phone", text=said, count=len(said),
        )  # fmt: skip
    return said


@dataclass(frozen=True, slots=True)
class Identity:
    """What an identity number tells."""

    number: str
    warning: str = ""
    """An English sentence of the catalogue where something looks wrong; it is never a wall."""
    born: date | None = None


def read_identity(text: str) -> Identity:
    """An identity number as typed; other documents are taken as they are. Raises DeskError if too long.

    The check digit is ISO 7064 MOD 11-2, as GB 11643-1999 has it.
    """
    said = narrow(clean(text)).upper()
    if len(said) > 40:
        raise DeskError(
            N_("The document number has {count} characters, 40 are the limit. It is kept: shorten it."),
            code=Exit.USAGE, field="id_number", count=len(said),
        )  # fmt: skip
    if not said:
        return Identity("")
    if not _RESIDENT.match(said):
        if said.isdigit() and len(said) not in (15, 18) and len(said) > 12:
            return Identity(said, N_("An identity number has 18 digits; this one is saved as it stands."))
        return Identity(said)
    from stdnum.cn import ric  # late: only where a number was given
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        if _PERMIT.match(said) and born_of(said):  # numbered like resident ids, without a place of birth
            if ric.calc_check_digit(said) != said[-1]:
                raise InvalidChecksum
        else:
            _validate(said)
    except InvalidChecksum:
        return Identity(
            said, N_("The check digit of the identity number is wrong; it is saved as it stands.")
        )
    except ValidationError:
        return Identity(
            said, N_("The identity number has an impossible place or date; it is saved as it stands.")
        )
    return Identity(said, born=born_of(said))


_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
"""How the codes of provinces begin (GB/T 2260), and those of residents from 台港澳."""


def _validate(said: str) -> None:
    """Raise ValidationError for a number that cannot be.

    The library's table of counties has gaps (江夏区 of 武汉, cities without counties like 嘉峪关): of the place the
    province alone is asked for.
    """
    from stdnum.cn import ric
    from stdnum.exceptions import InvalidChecksum, InvalidComponent

    try:
        ric.validate(said)
    except (KeyError, InvalidComponent):
        if said[:2] not in _PROVINCES or born_of(said) is None:
            raise InvalidComponent from None
        if ric.calc_check_digit(said) != said[-1]:
            raise InvalidChecksum from None


def refuse_masked(text: str) -> None:
    """Raise DeskError for a number that stands by its ends alone, with stars between them."""
    if "*" in text:
        raise DeskError(
            N_("The document number stands here by its ends alone: type the whole of it, or leave it as it was."),
            code=Exit.USAGE, field="id_number",
        )  # fmt: skip


def years_before(day: date, years: int) -> date:
    """The day that many years before; who was born after it is younger."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return date(day.year - years, 2, 28)


def is_minor(born: date | None, today: date) -> bool:
    """True for a person under eighteen (Law on the Protection of Minors, Art. 2)."""
    return born is not None and age_on(born, today) < 18


def age_on(born: date, day: date) -> int:
    """Full years of life on `day`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def born_of(number: str) -> date | None:
    """The birth date inside a resident number, where it holds one; no check of the check digit."""
    if not _RESIDENT.match(number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
