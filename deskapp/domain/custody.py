"""A found thing in custody (招领): who brought it, where it lies, until when, and who has it in the end.

Civil Code Art. 314-318: the finder brings it, the police tell the owner or give notice, and what nobody claims
within a year of the notice belongs to the state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.field_trail import COMMON
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.person_codes import ID_KIND
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.things import FOUND_KIND
from deskapp.domain.words import N_

PREFIX = "ZC"

STATUS = CodeList(
    "custody_status", N_("State"),
    Code("received", N_("Received")),
    Code("noticed", N_("Notice given")),
    Code("claimed", N_("Claimed")),
    Code("handed_up", N_("Handed up")),
    Code("expired", N_("Year is over")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset({"received", "noticed"})
"""States in which the thing lies here."""

NOTICE_DAYS = 7
"""Days within which a notice is given; the law says “in time”."""

FIELDS: tuple[StepField, ...] = (
    StepField("kind", N_("Kind of thing"), "code", options=FOUND_KIND),
    StepField("name", N_("What thing it is"), "name"),
    StepField("finder", N_("Finder"), "name", required=False),
    StepField("phone", N_("Phone"), "phone", required=False),
    StepField("locker", N_("Locker"), "text", required=False),
    StepField("features", N_("Colour and features"), "long", required=False),
    StepField("pieces", N_("Pieces"), "number", required=False),
    StepField("amount", N_("Money in it"), "money", required=False),
    StepField("found_place", N_("Where it was found"), "place", required=False),
    StepField("area", N_("Area"), "area", required=False),
    StepField("found_at", N_("When it was found"), "moment", required=False),
    StepField("witness", N_("Received together with"), "name", required=False),
)
"""What of a found thing can be typed, by its column."""

_HERE = frozenset({"received", "noticed"})

STEPS = (
    Step("notice", N_("Give notice"), frozenset({"received"}), "noticed", (
        StepField("text", N_("Where the notice stands"), "text"),
        StepField("on", N_("On which day"), "date", required=False)), key=1),
    Step("claim", N_("Claimed by the owner"), _HERE, "claimed", (
        StepField("claimant", N_("Name of the owner"), "name"),
        StepField("proof", N_("How it was shown to be theirs"), "text"),
        StepField("id_kind", ID_KIND.label, "code", options=ID_KIND),
        StepField("id_number", N_("ID number"), "id", required=False),
        StepField("phone", N_("Phone"), "phone", required=False),
        StepField("delegate", N_("Fetched by somebody else"), "name", required=False)), key=2),
    Step("hand_up", N_("Hand up"), _HERE, "handed_up", (
        StepField("receiver", N_("To whom"), "code", options=DEPARTMENT),
        StepField("text", N_("Receipt, reason"), "text")), key=3),
    Step("move", N_("Other locker"), _HERE, "", (
        StepField("locker", N_("Locker"), "text"), StepField("text", N_("Reason"), "text", required=False)), key=4),
    Step("expire", N_("A year has passed"), frozenset({"noticed"}), "expired", (
        StepField("text", N_("To whom it went"), "text"),), key=5),
    Step("void", N_("Void"), _HERE, "voided", (StepField("text", N_("Reason")),), key=9),
)  # fmt: skip

MACHINE = Machine(STATUS, STEPS)
"""The steps of a found thing, each on its digit."""

STEP_LABELS: Mapping[str, str] = {step.code: step.label for step in STEPS} | COMMON | {
    "receive": N_("Received"), "receipt": N_("Receipt made"),
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""


@dataclass(frozen=True, slots=True)
class FoundItem:
    """A found thing as the file holds it."""

    id: int
    room_id: int
    number: str
    day: date
    kind: str
    name: str
    features: str
    pieces: int
    amount: int
    """Money that was in it, in 分."""
    finder: str
    phone: str
    locker: str
    found_place: str
    found_at: datetime | None
    witness: str
    status: str
    due_on: date
    """Until when a notice is to be given; from then on the day on which a year has passed."""
    entered_at: datetime
    entered_by: int
    sheltered: bool = False
    """Whether the finder is somebody who is an initial outside the record."""
    noticed_on: date | None = None
    notice: str = ""
    claimant: str = ""
    claimant_phone: str = ""
    id_kind: str = ""
    id_number: str = ""
    proof: str = ""
    delegate: str = ""
    receiver: str = ""
    closed_at: datetime | None = None
    receipts: int = 0
    """How often a receipt for the finder was made."""
    area_id: int | None = None
    request_id: int | None = None
    lost_id: int | None = None
    version: int = 1
    corrected_at: datetime | None = None
    request: str = ""
    lost: str = ""
    """Number of the lost report to which it is linked."""

    @property
    def is_open(self) -> bool:
        """Whether it lies here."""
        return self.status in OPEN

    def is_late(self, today: date) -> bool:
        """Whether the day that counts now has passed."""
        return self.is_open and self.due_on < today


def notice_due(received: date) -> date:
    """Until when a notice is to be given."""
    return received + timedelta(days=NOTICE_DAYS)


def a_year_after(day: date) -> date:
    """The last day on which the owner may claim: one year from the notice, Civil Code Art. 318."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return date(day.year + 1, 2, 28)
