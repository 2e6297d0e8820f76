"""Disputes as plain values for JSON and tables, masked in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime

from deskapp.domain.clocks import due
from deskapp.domain.codes import CodeList
from deskapp.domain.dispute import Dispute, File
from deskapp.domain.dispute_codes import (
    CLOSE_WAY,
    KIND,
    NOT_MEDIABLE,
    OUTCOME,
    PERFORMANCE,
    RISK,
    SCALE,
    SIDES,
    SOURCE,
    STAGE,
    STATUS,
    TYPE,
)
from deskapp.domain.dispute_shown import shown_names, shown_summary
from deskapp.domain.dispute_steps import YES_NO
from deskapp.domain.masks import hide_told, outside_name
from deskapp.domain.money import show_money
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.words import N_, Words
from deskapp.files.records import Eyes

UNKNOWN = "unknown"
"""The name of a side of whom nothing is known, for programs."""

LABELS = {
    "number": N_("Number"), "status": N_("State"), "type": TYPE.label, "kind": KIND.label, "parties": N_("Parties"),
    "summary": N_("What is it"), "place": N_("Place"), "area": N_("Area"), "source": SOURCE.label,
    "people": N_("People in it"),
    "amount": N_("Sum in dispute"), "scale": SCALE.label, "stage": STAGE.label, "risk": RISK.label,
    "threat": N_("Threat"), "domestic_violence": N_("Domestic violence"), "petition_risk": N_("Petition looming"),
    "sealed": N_("Sealed"), "occurred_at": N_("When"), "first_sign_at": N_("First sign"),
    "entered_at": N_("Entered"), "entered_by": N_("Entered by"), "responsible": N_("Responsible"),
    "presider": N_("Presided by"), "next_clock": N_("Clock"), "next_due": N_("Due"), "outcome": OUTCOME.label,
    "agreement_no": N_("Number of the agreement"), "agreement": N_("Agreement"), "agreed_sum": N_("Sum"),
    "paid": N_("Paid"), "deadline": N_("Perform until"), "performance": PERFORMANCE.label,
    "fulfilled_at": N_("Fulfilled"), "breaches": N_("Breaches"), "relapses": N_("Relapses"),
    "decline_reason": NOT_MEDIABLE.label, "receiver": N_("To whom"), "close_way": CLOSE_WAY.label,
    "closed_at": N_("Closed at"),
}  # fmt: skip
"""The fields of a dispute in a table, in their order, and their column heads."""

_LISTS: Mapping[str, CodeList] = {
    "status": STATUS, "type": TYPE, "kind": KIND, "source": SOURCE, "scale": SCALE, "stage": STAGE, "risk": RISK,
    "outcome": OUTCOME, "performance": PERFORMANCE, "decline_reason": NOT_MEDIABLE, "receiver": DEPARTMENT,
    "close_way": CLOSE_WAY,
}  # fmt: skip

_INNER = frozenset({"id", "room_id", "request_id", "version", "area_id"})
_OFFICERS = ("responsible", "presider", "entered_by")
_SUMS = ("amount", "agreed_sum", "paid")
_CLOSED = ("summary", "place", "area", "advice", "agreement")
"""What a sheltered file does not tell outside itself: its words and its place may say who is in it."""


def dispute_record(file: File, eyes: Eyes) -> dict[str, object]:
    """A dispute as lists give it: codes as codes, sums in 元; of a sheltered file initials alone."""
    found = _values(file.dispute, eyes) | {"parties": parties_of(file, eyes), "clocks": clocks_of(file, eyes)}
    found["summary"] = shown_summary(file, eyes.t)
    found["agreement"] = hide_told(file.dispute.agreement)
    if file.sheltered:
        found |= dict.fromkeys(_CLOSED[1:], "")
    return found


def parties_of(file: File, eyes: Eyes) -> list[dict[str, object]]:
    """Who is in it, masked; two sides at least, and one of whom nothing is known is called so."""
    found: list[dict[str, object]] = [
        {
            "role": party.role, "minor": party.minor,
            "name": outside_name(party.name, sheltered=file.sheltered, style=eyes.room.masks) or UNKNOWN,
        }
        for party in file.parties
    ]  # fmt: skip
    roles = {party.role for party in file.sides}
    missing = [role for role in SIDES[:2] if role not in roles]
    lacking = missing[: max(0, 2 - len(file.sides))]
    return [*found, *({"role": role, "minor": False, "name": UNKNOWN} for role in lacking)]


def clocks_of(file: File, eyes: Eyes) -> list[dict[str, object]]:
    """What is due, the nearest first."""
    return [{"clock": one.clock, "due_at": eyes.iso(one.at)} for one in due(file, eyes.room.times)]


def heads(t: Words) -> list[str]:
    """The column heads of a table of disputes."""
    return [t(label) for label in LABELS.values()]


def cells(file: File, eyes: Eyes) -> list[str]:
    """A dispute as one line of a table: labels instead of codes, times on the room's clock."""
    t, clocks = eyes.t, due(file, eyes.room.times)
    told = dispute_record(file, eyes) | {
        "parties": shown_names(file, t, eyes.room.masks),
        "next_clock": t(clocks[0].label) if clocks else "",
        "next_due": clocks[0].at if clocks else None,
    }
    return [_cell(name, told[name], file, eyes) for name in LABELS]


def _cell(name: str, value: object, file: File, eyes: Eyes) -> str:
    if name in _LISTS:
        return _LISTS[name].label_of(str(value), eyes.t) if value else ""
    at = value if name == "next_due" else getattr(file.dispute, name, None)
    if isinstance(at, datetime):
        return eyes.room.calendar.local(at).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, bool):
        return YES_NO.label_of("yes" if value else "no", eyes.t)
    return "" if value is None else str(value)


def open_dispute(file: File, eyes: Eyes) -> dict[str, object]:
    """A dispute as its own file shows it, with all that belongs to it."""
    beside = {
        name: [_plain(asdict(one), eyes) for one in getattr(file, name)]
        for name in ("parties", "mediators", "sessions", "instalments", "visits", "signals", "papers")
    }
    return _values(file.dispute, eyes) | beside


def _values(dispute: Dispute, eyes: Eyes) -> dict[str, object]:
    values = {one.name: getattr(dispute, one.name) for one in fields(dispute) if one.name not in _INNER}
    for name in _OFFICERS:
        values[name] = eyes.who(getattr(dispute, name))
    for name in _SUMS:
        values[name] = show_money(getattr(dispute, name))
    values["area"] = eyes.area(dispute.area_id)
    return _plain(values, eyes)


def _plain(values: dict[str, object], eyes: Eyes) -> dict[str, object]:
    return {name: _one(value, eyes) for name, value in values.items()}


def _one(value: object, eyes: Eyes) -> object:
    if isinstance(value, datetime):
        return eyes.iso(value)
    return value.isoformat() if isinstance(value, date) else value
