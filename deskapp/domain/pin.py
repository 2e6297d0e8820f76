"""What a PIN and a recovery code look like, and how they are read as typed."""

from __future__ import annotations

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_

SHORTEST, LONGEST = 4, 20

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Of recovery codes: none of them is taken for another one."""

GROUPS, IN_GROUP = 5, 5


def plain_pin(typed: str) -> str:
    """A PIN as it is compared: half-width, nothing around it."""
    return narrow(clean(typed))


def read_pin(typed: str, badge: str = "", field: str = "pin") -> str:
    """A new PIN. Raises DeskError for what cannot be one; the sentence never repeats what was typed."""
    pin = plain_pin(typed)
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise DeskError(
            N_("A PIN is {shortest} to {longest} digits and nothing else: type it again."),
            code=Exit.USAGE, field=field, shortest=SHORTEST, longest=LONGEST,
        )  # fmt: skip
    if pin == badge or len(set(pin)) == 1:
        raise DeskError(
            N_("This PIN is guessed at once: it is the badge number, or one digit again and again. Type another one."),
            code=Exit.USAGE, field=field,
        )  # fmt: skip
    return pin


def same_again(pin: str, again: str, field: str = "again") -> None:
    """Raise DeskError where the second typing of a new PIN differs."""
    if plain_pin(pin) != plain_pin(again):
        raise DeskError(
            N_("The two PINs differ: type them again. Nothing is changed."),
            code=Exit.USAGE,
            field=field,
        )


def spell_code(signs: str) -> str:
    """A recovery code in groups, as it stands on paper."""
    return "-".join(signs[at : at + IN_GROUP] for at in range(0, len(signs), IN_GROUP))


def plain_code(typed: str) -> str:
    """A recovery code as it is compared, however it was typed."""
    return "".join(sign for sign in narrow(clean(typed)).upper() if sign in SIGNS)
