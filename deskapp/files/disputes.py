"""Disputes as plain values for JSON, masked in one place."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date, datetime

from deskapp.domain.dispute import Dispute, File
from deskapp.domain.dispute_card import shown_names, shown_summary
from deskapp.domain.money import show_money
from deskapp.files.records import Eyes

_INNER = frozenset({"id", "room_id", "request_id", "version"})
_OFFICERS = ("responsible", "presider", "entered_by")
_SUMS = ("amount", "agreed_sum", "paid")
_CLOSED = ("summary", "place", "advice", "agreement")
"""What a sealed file does not tell outside itself."""


def dispute_record(file: File, eyes: Eyes) -> dict[str, object]:
    """A dispute as lists give it: codes as codes, sums in 元; of a sheltered file initials alone."""
    found = _values(file.dispute, eyes) | {"parties": shown_names(file, eyes.t, eyes.room.masks)}
    found["summary"] = shown_summary(file, eyes.t)
    if file.dispute.sealed:
        found |= dict.fromkeys(_CLOSED[1:], "")
    return found


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
    return _plain(values, eyes)


def _plain(values: dict[str, object], eyes: Eyes) -> dict[str, object]:
    return {name: _one(value, eyes) for name, value in values.items()}


def _one(value: object, eyes: Eyes) -> object:
    if isinstance(value, datetime):
        return eyes.iso(value)
    return value.isoformat() if isinstance(value, date) else value
