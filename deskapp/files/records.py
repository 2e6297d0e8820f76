"""Records as plain values for JSON and tables, masked in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.codes import CodeList
from deskapp.domain.masks import hide_told, identity_ends
from deskapp.domain.money import show_money
from deskapp.domain.officer import Officer, Room
from deskapp.domain.request import Request
from deskapp.domain.request_codes import (
    CATEGORY,
    CHANNEL,
    DANGER,
    DEPARTMENT,
    FOLLOWUP,
    OUTCOME,
    PRESSING,
    STATUS,
    URGENCY,
)
from deskapp.domain.words import N_, Words

LABELS = {
    "number": N_("Number"), "status": N_("State"), "category": N_("Category"), "urgency": N_("Urgency"),
    "dangers": N_("Danger"), "channel": N_("Channel"), "applicant": N_("Name"), "phone": N_("Phone"),
    "address": N_("Address"), "place": N_("Place"), "area": N_("Area"), "summary": N_("What is it"),
    "occurred_at": N_("When"), "entered_at": N_("Entered"), "entered_by": N_("Entered by"),
    "first_receiver": N_("First receiver"), "responsible": N_("Responsible"), "due_at": N_("Due"),
    "next_due": N_("Due now"), "outcome": N_("Outcome"), "result": N_("Result"), "told_where": N_("Where to"),
    "receiver": N_("To whom"), "receiver_due": N_("Reply due"), "waiting_for": N_("Waiting for whom"),
    "waiting_due": N_("Until when"), "receipt": N_("Receipt number of the case system"),
    "merged_into": N_("Merged into"), "linked": N_("Linked record"), "followup": N_("Follow-up result"),
    "followup_at": N_("Followed up at"), "followup_by": N_("Followed up by"),
    "reopened": N_("Times reopened"), "closed_at": N_("Closed at"),
    "recovered": N_("Money that came back (yuan)"), "pressing": PRESSING.label,
}  # fmt: skip
"""The fields of a request outside its own record, in their order, and their column heads."""

_LISTS: Mapping[str, CodeList] = {
    "status": STATUS, "category": CATEGORY, "urgency": URGENCY, "dangers": DANGER, "channel": CHANNEL,
    "outcome": OUTCOME, "told_where": DEPARTMENT, "receiver": DEPARTMENT, "followup": FOLLOWUP,
    "pressing": PRESSING,
}  # fmt: skip
_OFFICERS = ("entered_by", "first_receiver", "responsible", "followup_by")


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks at the records: the room, its people, its day and the language."""

    room: Room
    officers: Mapping[int, Officer]
    today: date
    t: Words
    area_of: Callable[[int], str] = lambda key: ""
    """Code and name of an area by its key."""

    def area(self, key: int | None) -> str:
        """Code and name of an area; empty for none."""
        return self.area_of(key) if key is not None else ""

    def iso(self, at: datetime | None) -> str | None:
        """A moment in ISO 8601 with the room's zone."""
        return self.room.calendar.local(at).isoformat(timespec="seconds") if at else None

    def who(self, officer: int) -> str:
        """Name and badge number."""
        found = self.officers.get(officer)
        return found.signature() if found else ""


def record(request: Request, eyes: Eyes) -> dict[str, object]:
    """A request as lists and exports give it: codes as codes, phone 3+4, no document number.

    Of a sheltered person an initial remains, without phone and address.
    """
    sheltered = request.is_sheltered(eyes.today)
    values: dict[str, object] = {name: getattr(request, name, "") for name in LABELS}
    values["area"] = eyes.area(request.area_id)
    for name in _OFFICERS:
        values[name] = eyes.who(getattr(request, name))
    for name, value in values.items():
        if isinstance(value, datetime):
            values[name] = eyes.iso(value)
    values["recovered"] = show_money(request.recovered) if request.recovered else ""
    values["dangers"] = list(request.dangers)
    values["applicant"] = request.shown_name(eyes.today, eyes.t, eyes.room.masks) if request.applicant else ""
    values["phone"] = "" if sheltered else request.shown_phone()
    values["address"] = "" if sheltered else request.address
    values["summary"] = request.told_outside(eyes.today, eyes.t)
    for name in ("result", "waiting_for", "place"):
        values[name] = hide_told(str(values[name]))
    return values


def open_record(request: Request, eyes: Eyes) -> dict[str, object]:
    """A request as its own record shows it: name and phone in full, the document number by its ends."""
    return record(request, eyes) | {
        "applicant": request.applicant, "phone": request.phone, "address": request.address,
        "id_number": identity_ends(request.id_number), "summary": request.told(eyes.t), "result": request.result,
        "waiting_for": request.waiting_for, "place": request.place,
    }  # fmt: skip


def heads(t: Words) -> list[str]:
    """The column heads of a table of requests."""
    return [t(label) for label in LABELS.values()]


def cells(request: Request, eyes: Eyes) -> list[str]:
    """A request as one line of a table: labels instead of codes, times on the room's clock."""
    return [_cell(name, value, request, eyes) for name, value in record(request, eyes).items()]


def _cell(name: str, value: object, request: Request, eyes: Eyes) -> str:
    if name in _LISTS:
        codes = value if isinstance(value, list) else [value] if value else []
        return ", ".join(_LISTS[name].label_of(str(code), eyes.t) for code in codes)
    at = getattr(request, name, None)
    if isinstance(at, datetime):
        return eyes.room.calendar.local(at).strftime("%Y-%m-%d %H:%M")
    return "" if value is None else str(value)
