"""Finding an officer by what was typed at the command line."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Officer
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_
from deskapp.wiring import Desk


def find(desk: Desk, badge: str, among: Sequence[Officer]) -> Officer:
    """The person with that badge number. Raises DeskError naming those who are known."""
    wanted = narrow(clean(badge)).casefold()
    found = [officer for officer in among if officer.badge.casefold() == wanted]
    if not found:
        raise DeskError(
            N_("Nobody here has the badge number {badge}. Known: {known}."),
            code=Exit.NOT_FOUND, badge=clean(badge),
            known=", ".join(officer.signature() for officer in among) or "—",
        )  # fmt: skip
    return found[0]
