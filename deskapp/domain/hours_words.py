"""How hours are called and written, on the screen, in tables and at the command line alike."""

from __future__ import annotations

from deskapp.domain.attendance_codes import DIMENSION, SERVICE
from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_, Words

VIEW = CodeList(
    "hours_view", N_("Added up by"),
    Code("member", N_("Member")),
    Code("team", N_("Team")),
    Code("dimension", DIMENSION.label),
    Code("service", SERVICE.label),
    Code("certificates", N_("Certificates")),
)  # fmt: skip

CODES = {"dimension": DIMENSION, "service": SERVICE}
"""The lists behind the lines that are codes."""

RULE = N_(
    "Present is from sign-in to sign-out. Confirmed is what an officer credited; waiting are duties that nobody has "
    "looked at. What was not counted or voided stands in none. A team holds the teams under it."
)


def tenths(minutes: int) -> str:
    """Minutes as hours with one digit behind the point, for a column of numbers."""
    return f"{(minutes * 10 + 30) // 60 / 10:.1f}"


def label_of(by: str, key: str, name: str, t: Words) -> str:
    """What a line of teams or codes is called."""
    if by in CODES:
        return CODES[by].label_of(key, t)
    return name or t(N_("without a team"))
