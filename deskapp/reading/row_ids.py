"""One number for each row of a list that holds records of several registers."""

from __future__ import annotations

from deskapp.reading import search

REGISTERS = tuple(search.SEARCHED)
"""Every register, in the order in which they stand in what was found."""


def row_id(register: str, key: int) -> int:
    """One number for a record of any register; a request has its own key."""
    return key if register == "request" else -(key * 64 + REGISTERS.index(register))


def record_of(row: int) -> tuple[str, int]:
    """Register and key for such a number."""
    return ("request", row) if row > 0 else (REGISTERS[-row % 64], -row // 64)
