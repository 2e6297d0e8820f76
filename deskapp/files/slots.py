"""The duty plan as plain values for JSON and tables."""

from __future__ import annotations

from deskapp.domain.coverage import Coverage
from deskapp.domain.slot import STATUS, Slot, hour_text
from deskapp.domain.slot_form import LABELS as FIELDS
from deskapp.domain.words import N_, Words
from deskapp.files.records import Eyes

LABELS = {"number": N_("Number"), "status": STATUS.label, **FIELDS, "entered_at": N_("Entered"),
          "entered_by": N_("Entered by")}  # fmt: skip
"""The fields of a slot, in their order, and their column heads."""


def heads(t: Words) -> list[str]:
    """The column heads of a table of slots."""
    return [t(label) for label in LABELS.values()]


def cells(slot: Slot, eyes: Eyes) -> list[str]:
    """A slot as one line of a table."""
    t, local = eyes.t, eyes.room.calendar.local
    values = slot_record(slot, eyes) | {
        "status": STATUS.label_of(slot.status, t), "days": slot.days_text(t), "hours": slot.hours_text(t),
        "from": slot.valid_from.isoformat(), "until": slot.valid_until.isoformat() if slot.valid_until else "",
        "entered_at": local(slot.entered_at).strftime("%Y-%m-%d %H:%M"),
    }  # fmt: skip
    return [str(values[name]) for name in LABELS]


def slot_record(slot: Slot, eyes: Eyes) -> dict[str, object]:
    """A slot as exports give it: days of the week as numbers from Monday, hours as on the clock."""
    return {
        "number": slot.number, "status": slot.status, "team": slot.team, "place": slot.place, "area": slot.area,
        "weekdays": list(slot.weekdays), "on_day": slot.on_day.isoformat() if slot.on_day else None,
        "begins": hour_text(slot.begins), "ends": hour_text(slot.ends), "people": slot.people,
        "valid_from": slot.valid_from.isoformat(),
        "valid_until": slot.valid_until.isoformat() if slot.valid_until else None, "notes": slot.notes,
        "entered_at": eyes.iso(slot.entered_at), "entered_by": eyes.who(slot.entered_by),
    }  # fmt: skip


def coverage_record(found: Coverage, eyes: Eyes) -> dict[str, object]:
    """How a day of the plan is served."""
    return {
        "day": found.day.isoformat(),
        "hours": [
            {"from": eyes.iso(hour.start), "to": eyes.iso(hour.end), "planned": hour.planned, "here": hour.here,
             "state": hour.state}
            for hour in found.hours
        ],
        "slots": [
            {"number": one.slot.number, "team": one.slot.team, "place": one.slot.place, "from": eyes.iso(one.start),
             "to": eyes.iso(one.end), "people": one.slot.people, "here": one.here, "state": one.state}
            for one in found.slots
        ],
    }  # fmt: skip
