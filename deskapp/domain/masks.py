"""Masks: what of a person is shown where, in one place."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from deskapp.domain.identity import born_of, is_minor
from deskapp.domain.words import N_

SHELTERED_CATEGORIES = frozenset({"violence_home", "tip"})
SHELTERED_DANGERS = frozenset({"minor", "domestic_violence"})

HIDDEN = N_("{kind} (text not shown)")
"""What stands outside a sheltered record in the place of its words, which may name people."""

STANDARD, STRICT = "standard", "strict"
"""Styles of a room: names in full outside the record, or masked there, too."""


def phone_tail(phone: str) -> str:
    """A phone in lists, sheets and exports: the first three and the last four digits."""
    if len(phone) < 8:
        return "*" * max(0, len(phone) - 2) + phone[-2:]
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]


def identity_ends(number: str) -> str:
    """A document number in the open record: the first three and the last four characters."""
    if len(number) < 8:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


_LONG = re.compile(r"\d(?:[ -]?\d){6,}[Xx]?")


def hide_numbers(text: str) -> str:
    """A text with the phones and document numbers in it as lists show them."""

    def ends(found: re.Match[str]) -> str:
        number = "".join(char for char in found[0] if char.isalnum())
        return identity_ends(number) if len(number) >= 8 else phone_tail(number)

    return _LONG.sub(ends, text)


_TOLD = re.compile(
    r"(?<![\dA-Za-z-])(?:"
    r"[1-9]\d{5}(?:[ -]?(?:18|19|20)\d{2})(?:[ -]?\d){7}[ -]?[\dXx]"  # a document of eighteen digits
    r"|(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}"  # a mobile phone
    r"|0\d{2,3}[ -]?\d{7,8}"  # another phone
    r"|[1-9]\d{14}"  # an old document
    r")(?![\dA-Za-z])"
)


def hide_told(text: str) -> str:
    """What somebody told, as lists, sheets and exports show it: phones and document numbers in it by their ends.

    Dates, sums and numbers of records stay; see `hide_numbers` for texts of which nothing is known.
    """
    return _TOLD.sub(lambda found: hide_numbers(found[0]), text) if text else text


def hide_others(text: str, own: Collection[str]) -> str:
    """A text with the phones and document numbers in it masked, save those of the person who is to read it."""

    def ends(found: re.Match[str]) -> str:
        number = "".join(char for char in found[0] if char.isalnum())
        return found[0] if number.upper() in own else hide_numbers(found[0])

    return _LONG.sub(ends, text)


def initial(name: str) -> str:
    """A sheltered name: its first character alone."""
    return name[:1] + "＊" if name else ""


def public_name(name: str) -> str:
    """A name on the kiosk and on public prints: 王＊＊; of 努尔买买提·西热甫 the part before the dot."""
    for dot in "·・•":
        if dot in name:
            head, _, rest = name.partition(dot)
            return head + dot + "＊" * max(1, len(rest))
    return name[:1] + "＊" * max(1, len(name) - 1) if name else ""


def outside_name(name: str, *, sheltered: bool, style: str = STANDARD) -> str:
    """A name in lists, on sheets and in exports: in full, or by its initial; in the strict style 王＊＊."""
    if sheltered:
        return initial(name)
    return public_name(name) if style == STRICT else name


def is_sheltered(category: str, dangers: tuple[str, ...], id_number: str, today: date) -> bool:
    """True where only an initial may stand outside the record itself.

    Minors (Law on the Protection of Minors, Art. 103), domestic violence (Anti-Domestic-Violence Law, Art. 14)
    and people who give clues.
    """
    return (
        category in SHELTERED_CATEGORIES
        or not SHELTERED_DANGERS.isdisjoint(dangers)
        or is_minor(born_of(id_number), today)
    )
