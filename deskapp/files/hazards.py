"""Hazards as plain values for JSON and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskapp.domain.hazard import Hazard, Recheck
from deskapp.domain.hazard_codes import CATEGORY, LEVEL, SOURCE, STATUS, VENUE
from deskapp.domain.masks import hide_told, phone_tail
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.words import N_, Words
from deskapp.files.records import Eyes

LABELS = {
    "number": N_("Number"), "status": STATUS.label, "category": CATEGORY.label, "level": LEVEL.label,
    "venue": VENUE.label, "summary": N_("What is unsafe"), "place": N_("Place"), "area": N_("Area"),
    "source": SOURCE.label, "found_at": N_("Found at"), "finder": N_("Found by whom"), "owner": N_("Who has to fix it"),
    "owner_phone": N_("Phone of that person"), "measure": N_("What was done or ordered"),
    "order_no": N_("Number of the written order"), "deadline": N_("Fix until"), "receiver": N_("To whom"),
    "receiver_due": N_("Reply due"), "rechecks": N_("Rechecks"), "request": N_("From the request"),
    "entered_at": N_("Entered"), "entered_by": N_("Entered by"), "closed_at": N_("Closed at"),
}  # fmt: skip
"""The fields of a hazard outside its own record, in their order, and their column heads."""

_LISTS = {
    "status": STATUS, "category": CATEGORY, "level": LEVEL, "venue": VENUE, "source": SOURCE, "receiver": DEPARTMENT,
}  # fmt: skip
_MOMENTS = ("found_at", "receiver_due", "entered_at", "closed_at")


def heads(t: Words) -> list[str]:
    """The column heads of a table of hazards."""
    return [t(label) for label in LABELS.values()]


def cells(one: Hazard, eyes: Eyes, names: Mapping[int, str]) -> list[str]:
    """A hazard as one line of a table: labels instead of codes, times on the room's clock."""
    found = []
    for name, value in hazard_record(one, eyes, names).items():
        if name in _LISTS:
            found.append(_LISTS[name].label_of(str(value), eyes.t) if value else "")
        elif name in _MOMENTS:
            at = getattr(one, name)
            found.append(eyes.room.calendar.local(at).strftime("%Y-%m-%d %H:%M") if at else "")
        else:
            found.append("" if value is None else str(value))
    return found


def hazard_record(one: Hazard, eyes: Eyes, names: Mapping[int, str]) -> dict[str, object]:
    """A hazard as lists and exports give it: codes as codes, phone 3+4; `names` are those of volunteers by key."""
    values: dict[str, object] = {name: getattr(one, name, None) for name in LABELS}
    for name in _MOMENTS:
        values[name] = eyes.iso(getattr(one, name))
    finder = f"{one.finder} {names.get(one.volunteer_id or 0, '')}".strip()
    return values | {
        "finder": finder if one.found_by is None else eyes.who(one.found_by),
        "owner_phone": phone_tail(one.owner_phone),
        "summary": hide_told(one.summary), "measure": hide_told(one.measure),
        "deadline": one.deadline.isoformat() if one.deadline else None, "entered_by": eyes.who(one.entered_by),
    }  # fmt: skip


def open_hazard(
    one: Hazard, rechecks: Sequence[Recheck], eyes: Eyes, names: Mapping[int, str]
) -> dict[str, object]:
    """A hazard as its own record shows it, with its rechecks."""
    return hazard_record(one, eyes, names) | {
        "owner_phone": one.owner_phone,
        "summary": one.summary,
        "measure": one.measure,
        "rechecked": [
            {"at": eyes.iso(held.at), "by": eyes.who(held.by), "passed": held.passed, "text": held.text}
            for held in rechecks
        ],
    }
