"""Handovers for other programs: codes as codes, moments with the room's zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from deskapp.domain.changes import Change
from deskapp.domain.handover_compare import Comparison
from deskapp.domain.shift import Shift
from deskapp.files.records import Eyes


def shift_record(one: Shift, eyes: Eyes) -> Mapping[str, object]:
    """One shift with its handover, without the sheet itself."""

    def at(moment: datetime | None) -> str | None:
        return eyes.iso(moment) if moment else None

    def who(key: int) -> str:
        return eyes.who(key) if key else ""

    return {
        "number": one.number, "status": one.status, "day": one.day.isoformat(), "starts_at": at(one.starts_at),
        "ends_at": at(one.ends_at), "cutoff_at": at(one.cutoff_at), "outgoing": who(one.outgoing),
        "sent_at": at(one.sent_at), "incoming": who(one.incoming), "accepted_at": at(one.accepted_at),
        "self_reason": one.self_reason, "reason": one.reason, "seal": one.digest, "copies": one.copies,
        "people": [{"who": who(m.officer_id), "role": m.role} for m in one.members],
        "addenda": [
            {"at": at(e.at), "by": who(e.by), "kind": e.kind, "text": e.text}
            for e in one.entries if e.kind in ("addendum", "countersign", "question")
        ],
    }  # fmt: skip


def comparison_record(one: Comparison) -> Mapping[str, object]:
    """Two handovers side by side."""
    return {
        "left": one.left, "right": one.right,
        "figures": {p.id: {"left": p.left, "right": p.right, "difference": p.difference} for p in one.figures},
        "only_left": list(one.only_left), "only_right": list(one.only_right), "both": list(one.both),
    }  # fmt: skip


def change_record(one: Change, eyes: Eyes) -> Mapping[str, object]:
    """What happened to one record since a shift."""
    named = {"number": one.number} if one.number else {"name": one.name}
    return named | {"steps": list(one.steps), "status": one.status, "at": eyes.iso(one.at)}
