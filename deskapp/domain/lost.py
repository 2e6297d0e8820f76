"""A report of somebody or something lost: who looks for what, last seen where, and how it came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.field_trail import COMMON
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.masks import STANDARD, initial, outside_name, phone_tail
from deskapp.domain.things import KIND, PERSON
from deskapp.domain.words import N_

PREFIX = "ZX"

STATUS = CodeList(
    "lost_status", N_("State"),
    Code("open", N_("Still lost")),
    Code("found", N_("Was found")),
    Code("closed_unfound", N_("Closed, not found")),
    Code("to_case", N_("To the case system")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset({"open"})

ADULT = 18

FIELDS: tuple[StepField, ...] = (
    StepField("kind", KIND.label, "code", options=KIND),
    StepField("name", N_("Name, or what it is"), "name"),
    StepField("owner", N_("Who looks for it"), "name", required=False),
    StepField("phone", N_("Phone"), "phone", required=False),
    StepField("age", N_("Age"), "age", required=False),
    StepField("last_place", N_("Last seen where"), "place", required=False),
    StepField("area", N_("Area"), "area", required=False),
    StepField("features", N_("Colour and features"), "long", required=False),
    StepField("last_at", N_("Last seen when"), "moment", required=False),
)
"""What of a report can be typed, by its column."""

_OPEN = frozenset({"open"})

STEPS = (
    Step("find", N_("Was found"), _OPEN, "found", (
        StepField("text", N_("How it was found"), "text"),
        StepField("place", N_("Found where"), "place", required=False),
        StepField("by", N_("Who found it"), "name", required=False),
        StepField("at", N_("Found when"), "moment", required=False)), key=1),
    Step("appeal", N_("Public appeal"), _OPEN, "", (
        StepField("text", N_("Text of the appeal")),
        StepField("reason", N_("Why the public must be asked"), "text", required=False)), key=2),
    Step("case", N_("Hand to the case system"), _OPEN, "to_case", (
        StepField("receipt", N_("Receipt number of the case system"), "text"),
        StepField("text", N_("Note"), "text", required=False)), key=3),
    Step("close", N_("Close, not found"), _OPEN, "closed_unfound", (StepField("text", N_("Reason")),), key=4),
    Step("void", N_("Void"), _OPEN, "voided", (StepField("text", N_("Reason")),), key=9),
)  # fmt: skip

MACHINE = Machine(STATUS, STEPS)
"""The steps of a report, each on its digit."""

STEP_LABELS: Mapping[str, str] = {step.code: step.label for step in STEPS} | COMMON | {
    "report": N_("Reported"),
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""


@dataclass(frozen=True, slots=True)
class LostReport:
    """A report as the file holds it."""

    id: int
    room_id: int
    number: str
    day: date
    kind: str
    name: str
    features: str
    age: int | None
    owner: str
    phone: str
    last_place: str
    last_at: datetime | None
    status: str
    entered_at: datetime
    entered_by: int
    sheltered: bool = False
    """Whether whoever looks for it is an initial outside the record."""
    found_at: datetime | None = None
    found_place: str = ""
    found_by: str = ""
    result: str = ""
    receipt: str = ""
    public_at: datetime | None = None
    """When the public was asked."""
    public_why: str = ""
    area_id: int | None = None
    request_id: int | None = None
    found_id: int | None = None
    closed_at: datetime | None = None
    version: int = 1
    corrected_at: datetime | None = None
    request: str = ""
    found: str = ""
    """Number of the found thing to which it is linked."""

    @property
    def is_open(self) -> bool:
        """Whether it is still looked for."""
        return self.status in OPEN

    @property
    def is_minor(self) -> bool:
        """Whether a minor is looked for, who is an initial everywhere outside the record."""
        return self.kind == PERSON and self.age is not None and self.age < ADULT

    @property
    def minutes(self) -> int | None:
        """From the report until it was found."""
        if self.found_at is None:
            return None
        return max(0, int((self.found_at - self.entered_at).total_seconds()) // 60)

    def shown_name(self, style: str = STANDARD) -> str:
        """Who or what is looked for, in lists, on sheets and in exports."""
        if self.kind != PERSON:
            return self.name
        return outside_name(self.name, sheltered=self.is_minor, style=style)

    def shown_owner(self, style: str = STANDARD) -> str:
        """Who looks for it, there; of a minor's family an initial."""
        return outside_name(self.owner, sheltered=self.is_hidden, style=style)

    def shown_phone(self) -> str:
        """The phone, there."""
        return "" if self.is_hidden else phone_tail(self.phone)

    @property
    def is_hidden(self) -> bool:
        """Whether whoever looks for it stands outside the record by an initial."""
        return self.sheltered or self.is_minor

    def shown_features(self) -> str:
        """The features, there; a sheltered name in them is an initial."""
        return self._unnamed(self.features)

    def shown_place(self) -> str:
        """Where it was last seen, there."""
        return self._unnamed(self.last_place)

    def shown_result(self) -> str:
        """How it came out, there."""
        return self._unnamed(self.result)

    def _unnamed(self, text: str) -> str:
        names = ((self.name, self.is_minor), (self.owner, self.is_hidden))
        for name, hidden in names:
            if hidden and len(name) > 1:
                text = text.replace(name, initial(name))
        return text
