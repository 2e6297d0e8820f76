"""Duties as plain values for JSON and tables, masked in one place."""

from __future__ import annotations

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_codes import DIMENSION, FLAG, MODE, STATUS
from deskapp.domain.masks import phone_tail
from deskapp.domain.words import N_, Words
from deskapp.files.records import Eyes

LABELS = {
    "number": N_("Number"), "status": N_("State"), "volunteer": N_("Volunteer record"),
    "member_no": N_("Member number"),
    "name": N_("Name"), "team": N_("Team"), "mode": MODE.label, "place": N_("Place"),
    "area": N_("Area"), "in_at": N_("On duty from"),
    "out_at": N_("To"), "minutes": N_("Minutes present"), "credited": N_("Minutes that count"),
    "credits": DIMENSION.label, "flags": FLAG.label, "late_reason": N_("Entered later because"),
    "entered_at": N_("Entered"), "entered_by": N_("Entered by"),
}  # fmt: skip
"""The fields of a duty, in their order, and their column heads."""


def heads(t: Words) -> list[str]:
    """The column heads of a table of duties."""
    return [t(label) for label in LABELS.values()]


def cells(duty: Duty, eyes: Eyes) -> list[str]:
    """A duty as one line of a table: labels instead of codes, times on the room's clock."""
    t, one = eyes.t, duty.attendance
    values = attendance_record(duty, eyes)
    local = eyes.room.calendar.local
    values |= {
        "status": STATUS.label_of(one.status, t), "mode": MODE.label_of(one.mode, t),
        "in_at": local(one.in_at).strftime("%Y-%m-%d %H:%M"),
        "out_at": local(one.out_at).strftime("%Y-%m-%d %H:%M") if one.out_at else "",
        "entered_at": local(one.entered_at).strftime("%Y-%m-%d %H:%M"),
        "credits": ", ".join(f"{DIMENSION.label_of(part.dimension, t)} {part.minutes}" for part in duty.credits),
        "flags": ", ".join(t(FLAG.source_of(flag)) for flag in one.flags),
    }  # fmt: skip
    return [str(values[name]) for name in LABELS]


def attendance_record(duty: Duty, eyes: Eyes) -> dict[str, object]:
    """A duty as lists and exports give it: codes as codes, times in ISO 8601."""
    one = duty.attendance
    return {
        "number": one.number, "status": one.status, "volunteer": duty.volunteer, "member_no": duty.member_no,
        "name": duty.shown_name(eyes.today, eyes.t, eyes.room.masks), "team": duty.team, "mode": one.mode,
        "place": one.place,
        "area": eyes.area(one.area_id), "in_at": eyes.iso(one.in_at), "out_at": eyes.iso(one.out_at),
        "minutes": one.minutes(),
        "credited": one.credited,
        "credits": [
            {"dimension": part.dimension, "service": part.service, "minutes": part.minutes, "note": part.note}
            for part in duty.credits
        ],
        "calls": [
            {"request": call.request, "dispute": call.dispute, "incident_no": call.incident_no,
             "out_at": eyes.iso(call.out_at), "back_at": eyes.iso(call.back_at)}
            for call in duty.calls
        ],
        "flags": list(one.flags), "late_reason": one.late_reason,
        "guest_phone": phone_tail(one.guest_phone) if one.guest_phone else "",
        "equipment_out": [text for _, text in duty.out_now],
        "judged_at": eyes.iso(one.judged_at), "judged_by": eyes.who(one.judged_by),
        "entered_at": eyes.iso(one.entered_at), "entered_by": eyes.who(one.entered_by),
    }  # fmt: skip
