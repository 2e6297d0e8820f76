"""The slip that a visitor takes along: which number, since when, who answers, whom to call; nothing that could hurt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain.errors import DeskError
from deskapp.domain.masks import public_name
from deskapp.domain.officer import Room
from deskapp.domain.request import Request
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.words import N_, Words

COUNTED_NOWHERE = frozenset({"undone", "voided"})
"""States of a request that nobody gets a slip of."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on it, in the language of the paper."""

    number: str
    request_id: int
    banner: str
    station: str
    room: str
    title: str
    rows: tuple[tuple[str, str], ...]
    """Labels and what stands beside them."""
    notes: tuple[str, ...]
    foot: str


def slip_of(
    request: Request, room: Room, officers: Mapping[int, str], phone: str, now: datetime, t: Words
) -> Slip:
    """The slip of a request. Raises DeskError where the request counts no more.

    A public print: the name is masked, no phone, document, address or word of the matter stands there. Of whoever is
    sheltered neither name nor kind of matter: the slip may be found by the very person they fear.
    """
    if request.status in COUNTED_NOWHERE:
        raise DeskError(
            N_("{number} does not count any more: there is no slip of it. Log the matter again with F2, or press "
               "Ctrl+Y where it was undone by mistake."),
            number=request.number,
        )  # fmt: skip
    calendar = room.calendar
    sheltered = request.is_sheltered(calendar.day(now))
    matter = N_("a matter told at the desk")
    kind = t(matter) if sheltered else CATEGORY.label_of(request.category, t)
    received = officers.get(request.first_receiver, "")
    answers = officers.get(request.responsible, "")
    rows = (
        (t(N_("Number")), request.number),
        (t(N_("Taken down")), f"{calendar.local(request.entered_at):%Y-%m-%d %H:%M}"),
        (t(N_("Visitor")), "" if sheltered else public_name(request.applicant)),
        (t(N_("Kind of matter")), kind),
        (t(N_("Received by")), received),
        (t(N_("Answered by")), answers if answers != received else ""),
        (t(N_("Phone")), phone),
    )  # fmt: skip
    return Slip(
        request.number, request.id, t(N_("Practice: invented records")) if room.practice else "",
        room.station, room.name, t(N_("Slip for the visitor")), tuple(row for row in rows if row[1]),
        (
            t(N_("Keep it and say the number when you ask how it stands.")),
            t(N_("It shows that the matter was noted; it is no receipt of a reported case.")),
        ),
        t(N_("Printed {at}"), at=f"{calendar.local(now):%Y-%m-%d %H:%M}"),
    )  # fmt: skip
