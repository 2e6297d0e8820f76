"""The sheet as JSON: codes as codes, moments in ISO 8601 with the room's zone."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from deskapp.domain.sheet import Fact, Figures, Sheet, ShiftHead


def as_json(sheet: Sheet) -> str:
    """The sheet as one JSON object in unescaped UTF-8, the same in every language."""
    head, foot = sheet.head, sheet.foot
    whole: dict[str, Fact] = {
        "station": head.station, "room": head.room, "day": head.day.isoformat(), "number": head.number,
        "from": _iso(head.start), "to": _iso(head.end), "cut_off": _iso(foot.cutoff),
        "officers": head.officers, "practice": head.practice,
        "printed_at": _iso(foot.printed_at), "printed_by": foot.printed_by, "copy": foot.copy,
        "masked": True, "chain_head": foot.chain_head,
        "copies": foot.copies, "shift": _shift(head.shift) if head.shift else None,
        "figures": _figures(sheet.figures),
    }  # fmt: skip
    for section in sheet.sections:
        if section.kind != "tally":
            whole[section.id] = tuple(row.facts for row in section.rows)
    return json.dumps(whole, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode("utf-8")


def _shift(shift: ShiftHead) -> dict[str, Fact]:
    return {
        "status": shift.status, "leader": shift.leader, "officers": shift.officers,
        "auxiliaries": shift.auxiliaries, "outgoing": shift.outgoing,
        "sent_at": _iso(shift.sent_at) if shift.sent_at else None, "incoming": shift.incoming,
        "accepted_at": _iso(shift.accepted_at) if shift.accepted_at else None, "alone": shift.alone,
        "reason": shift.reason, "seal": shift.seal,
    }  # fmt: skip


def _figures(figures: Figures) -> dict[str, Fact]:
    return {
        "entered": figures.entered, "resolved": figures.resolved, "on_spot": figures.on_spot,
        "transferred": figures.transferred, "declined": figures.declined, "withdrawn": figures.withdrawn,
        "merged": figures.merged, "still_open": figures.still_open, "overdue": figures.overdue,
        "by_category": dict(figures.by_category), "by_urgency": dict(figures.by_urgency),
        "followups": dict(figures.followups), "disputes": asdict(figures.disputes),
    }  # fmt: skip


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
