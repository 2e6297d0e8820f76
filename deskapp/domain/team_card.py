"""A team and a kind of equipment as labelled lines, and what happened to them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from deskapp.domain.attendance_codes import MODE
from deskapp.domain.codes import CodeList
from deskapp.domain.equipment import Equipment
from deskapp.domain.request import HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.team import LABELS, Team
from deskapp.domain.volunteer_card import trail
from deskapp.domain.volunteer_codes import TEAM_KIND, TEAM_STATUS
from deskapp.domain.words import N_, Words

_CODES: Mapping[str, CodeList] = {"kind": TEAM_KIND, "mode": MODE}
_COUNTS: Mapping[str, str] = {
    "in_stock": N_("In stock"), "issued": N_("Out"), "damaged": N_("Damaged"), "missing": N_("Lost"),
    "scrapped": N_("Scrapped"),
}  # fmt: skip


def team_lines(
    team: Team, parent: str, under: Sequence[str], leaders: Sequence[str], people: int, view: View
) -> tuple[Line, ...]:
    """The lines of a team: `under` and `leaders` are names, `people` counts those of its sub-teams too."""
    t = view.words
    lines = (
        Line(t(N_("State")), f"{t.marks.states[team.status]} {TEAM_STATUS.label_of(team.status, t)}"),
        Line(t(LABELS["name"]), team.name),
        Line(t(LABELS["kind"]), TEAM_KIND.label_of(team.kind, t)),
        Line(t(LABELS["parent"]), parent),
        Line(t(N_("Sub-teams")), " · ".join(under)),
        Line(t(N_("People")), t(N_("{own}, with sub-teams {all}"), own=team.members, all=people)),
        Line(t(N_("Led by")), " · ".join(leaders)),
        Line(t(LABELS["mode"]), MODE.label_of(team.mode, t)),
        Line(t(LABELS["place"]), team.place),
        Line(t(LABELS["notes"]), team.notes),
        Line(t(N_("Entered")), f"{view.when(team.entered_at)}  {view.who(team.entered_by)}"),
    )
    return tuple(line for line in lines if line.text)


def equipment_lines(one: Equipment, view: View) -> tuple[Line, ...]:
    """The lines of a kind of equipment: what lies here, is out, damaged, lost and scrapped."""
    t = view.words
    counts = (Line(t(label), str(getattr(one, name))) for name, label in _COUNTS.items())
    return (
        Line(t(N_("Equipment")), one.say(t)),
        *(line for line in counts if line.text != "0" or line.label == t(N_("In stock"))),
        Line(t(N_("Entered")), f"{view.when(one.entered_at)}  {view.who(one.entered_by)}"),
    )


def team_trail(history: tuple[HistoryRow, ...], view: View) -> tuple[Line, ...]:
    """What happened to a team or to equipment, the newest first, with old and new values."""
    return trail(history, (), view, changes=_changes)


def _changes(row: HistoryRow, t: Words) -> tuple[str, ...]:
    detail = json.loads(row.detail) if row.detail and row.step == "correct" else {}
    said = []
    for name, label in LABELS.items():
        if name in detail:
            old, new = (
                (_CODES[name].label_of(str(value), t) if name in _CODES and value else str(value or "—"))
                for value in detail[name][:2]
            )
            said.append(f"{t(label)}: {old} → {new}")
    if "parent_id" in detail:
        said.append(t(N_("It stands elsewhere in the tree now.")))
    return tuple(said)
