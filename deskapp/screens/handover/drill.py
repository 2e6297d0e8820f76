"""From a line of a handover to its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskapp.domain.dispute import PREFIX as DISPUTE
from deskapp.domain.person import PREFIX as PERSON
from deskapp.domain.request import PREFIX as REQUEST
from deskapp.domain.shift import PREFIX as SHIFT
from deskapp.domain.words import N_

if TYPE_CHECKING:
    from deskapp.screens.base import DeskScreen


def open_number(screen: DeskScreen, number: str) -> None:
    """Open the record of a number, whatever its register; say so where a line has none."""
    host, prefix = screen.host, number.partition("-")[0]
    if "-" not in number:
        host.tell(N_("This line has no record. Esc goes back."))
    elif prefix == REQUEST:
        host.open_record(number)
    elif prefix == DISPUTE:
        host.open_dispute(number)
    elif prefix == SHIFT:
        host.open_handover(number)
    elif prefix == PERSON:
        host.open_person(number)
    else:
        host.open_field(number)  # of volunteers or of field work
