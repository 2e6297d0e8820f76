"""The place of one of several, as typed."""

from __future__ import annotations

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_


def read_place(text: str, most: int) -> int:
    """A number from 1 to `most`, full width or half. Raises DeskError."""
    said = narrow(text)
    if not (said.isascii() and said.isdigit() and len(said) < 4 and 1 <= int(said) <= most):
        raise DeskError(
            N_("A number from 1 to {most} belongs here, not “{said}”: type it again. Nothing is changed."),
            code=Exit.USAGE, most=most, said=clean(text)[:40],
        )  # fmt: skip
    return int(said)
