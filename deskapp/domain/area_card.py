"""An area as labelled lines, and what happened to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from deskapp.domain.area import KIND, PLACE_KIND, STATUS, Area, beat_of, kind_text, path_text
from deskapp.domain.area_form import LABELS, size_text
from deskapp.domain.area_rating import VERDICT, Rating
from deskapp.domain.codes import CodeList
from deskapp.domain.masks import phone_tail
from deskapp.domain.request import HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.volunteer_card import trail
from deskapp.domain.words import N_, Words

STEP_LABELS: Mapping[str, str] = {
    "add_area": N_("Area made"), "correct": N_("Corrected"), "close_area": N_("Given up"), "undo": N_("Undone"),
    "redo": N_("Redone"), "rate_area": N_("Rated"),
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""

RATINGS = 4
"""Ratings that a card tells of."""

_CODES: Mapping[str, CodeList] = {"kind": KIND, "place_kind": PLACE_KIND}


@dataclass(frozen=True, slots=True)
class Tallied:
    """What was counted in an area with all under it."""

    requests: int = 0
    disputes: int = 0
    hazards: int = 0
    open_hazards: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    """Areas under it by kind."""
    ratings: tuple[Rating, ...] = ()
    """Of itself, the latest first."""


def area_lines(
    one: Area, areas: Mapping[int, Area], counted: Tallied, view: View, *, beside: bool = False
) -> tuple[Line, ...]:
    """The lines of an area; `areas` are all of the room by key, `beside` a list the phone is masked."""
    t = view.words
    beat = beat_of(areas, one.id)
    state = f"{t.marks.states[one.status]} {STATUS.label_of(one.status, t)}"
    inside = [
        f"{KIND.label_of(kind, t)} {count}"
        for kind in (entry.code for entry in KIND)
        if (count := counted.kinds.get(kind, 0) - int(kind == one.kind))
    ]
    told = t(
        N_("requests {requests}, disputes {disputes}, hazards {hazards} (open {open})"),
        requests=counted.requests, disputes=counted.disputes, hazards=counted.hazards, open=counted.open_hazards,
    )  # fmt: skip
    lines = (
        Line(t(STATUS.label), state),
        Line(t(LABELS["name"]), one.label),
        Line(t(KIND.label), kind_text(areas, one, t)),
        Line(t(LABELS["parent"]), path_text(areas, one.parent_id)),
        Line(t(LABELS["beat"]), beat.label if beat is not None and beat.id != one.id else ""),
        Line(t(N_("Under it")), " · ".join(inside)),
        Line(t(N_("With all under it")), told),
        *(
            Line(t(VERDICT.label) if not at else "", one.told(t))
            for at, one in enumerate(counted.ratings[:RATINGS])
        ),
        Line(t(LABELS["people"]), "" if one.people is None else str(one.people)),
        Line(t(LABELS["size"]), size_text(one.hectares)),
        Line(t(LABELS["address"]), one.address),
        Line(t(LABELS["contact"]), one.contact),
        Line(t(LABELS["phone"]), phone_tail(one.phone) if beside else one.phone),
        Line(t(LABELS["stamped_on"]), one.stamped_on.isoformat() if one.stamped_on else ""),
        Line(t(LABELS["notes"]), "" if beside else one.notes),
        Line(t(N_("Entered")), f"{view.when(one.entered_at)}  {view.who(one.entered_by)}"),
    )
    return tuple(line for line in lines if line.text)


def area_trail(history: tuple[HistoryRow, ...], view: View, areas: Mapping[int, Area]) -> tuple[Line, ...]:
    """What happened to an area, the newest first, with old and new values."""

    def changes(row: HistoryRow, t: Words) -> tuple[str, ...]:
        return _changes(row, t, areas)

    return trail(history, (), view, STEP_LABELS, changes)


def _changes(row: HistoryRow, t: Words, areas: Mapping[int, Area]) -> tuple[str, ...]:
    detail = json.loads(row.detail) if row.detail and row.step == "correct" else {}
    columns = {"parent": "parent_id", "beat": "beat_id", "size": "hectares"}

    def shown(name: str, value: object) -> str:
        if value in (None, ""):
            return "—"
        if name in ("parent", "beat"):
            found = areas.get(int(str(value)))
            return found.label if found else "—"
        if name == "size":
            return size_text(int(str(value)))
        return _CODES[name].label_of(str(value), t) if name in _CODES else str(value)

    return tuple(
        f"{t(label)}: {shown(name, detail[column][0])} → {shown(name, detail[column][1])}"
        for name, label in LABELS.items()
        if (column := columns.get(name, name)) in detail
    )
