"""What happened to a duty: steps, corrections with old and new value, entries, what was undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from deskapp.domain.attendance_card import STEP_LABELS
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.request import Action, HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_codes import ACTION
from deskapp.domain.request_trail import undone_writes
from deskapp.domain.times import moment
from deskapp.domain.words import N_, Words

LABELS: Mapping[str, str] = {
    "in_at": N_("On duty from"), "out_at": N_("To"), "mode": MODE.label, "place": N_("Place"),
}  # fmt: skip
"""What of a duty is corrected, by its column."""


def trail(history: Sequence[HistoryRow], actions: Sequence[Action], view: View) -> tuple[Line, ...]:
    """The newest first: when, what, who and why; what was undone says so."""
    t, gone = view.words, undone_writes(tuple(history))
    rows = [
        (row.at, row.by, t(STEP_LABELS.get(row.step, row.step)),
         "\n".join(filter(None, (row.reason, *_changes(row, view)))), row.write in gone)
        for row in history
    ]  # fmt: skip
    rows += [(row.at, row.by, ACTION.label_of(row.kind, t), row.text, row.write in gone) for row in actions]
    lines = []
    for at, by, what, said, undone in sorted(rows, key=lambda row: row[0], reverse=True):
        mark = f"({t(N_('undone'))}) " if undone else ""
        text = f"{mark}{what} · {view.who(by)}" + (f"：{said}" if said else "")
        lines.append(Line(view.when(at), text, "muted" if undone else ""))
    return tuple(lines)


def _changes(row: HistoryRow, view: View) -> tuple[str, ...]:
    """Old and new value of what was corrected, or given with a confirmation."""
    if not row.detail or row.step not in ("correct", "confirm"):
        return ()
    t, detail = view.words, json.loads(row.detail)
    show: Mapping[str, Callable[[str], str]] = {
        "in_at": lambda value: view.when(moment(value)), "out_at": lambda value: view.when(moment(value)),
        "mode": lambda value: _mode(value, t),
    }  # fmt: skip
    return tuple(
        f"{t(label)}: "
        + " → ".join(show.get(name, str)(str(value)) if value else "—" for value in detail[name])
        for name, label in LABELS.items()
        if name in detail
    ) + _area_change(detail, view)


def _area_change(detail: Mapping[str, list[int | None]], view: View) -> tuple[str, ...]:
    if "area_id" not in detail:
        return ()
    old, new = (view.area(key) or "—" for key in detail["area_id"][:2])
    return (f"{view.words(N_('Area'))}: {old} → {new}",)


def _mode(value: str, t: Words) -> str:
    return MODE.label_of(value, t)
