"""What happened to a record of field work: steps, entries, corrections with both values, what was undone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from deskapp.domain.field_form import text_of
from deskapp.domain.kept_steps import PURGED
from deskapp.domain.machine import StepField
from deskapp.domain.request import Action, HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_codes import ACTION
from deskapp.domain.request_trail import line_of, undone_writes
from deskapp.domain.times import moment
from deskapp.domain.words import N_

COMMON: dict[str, str] = {
    "correct": N_("Corrected"), "note": N_("Entry added"), "undo": N_("Undone"), "redo": N_("Redone"),
    "purge": PURGED,
    "link": N_("Linked"), "unlink": N_("Link taken away"),
}  # fmt: skip
"""What stands in every trail of field work."""


def trail(
    history: Sequence[HistoryRow],
    actions: Sequence[Action],
    labels: Mapping[str, str],
    fields: Sequence[StepField],
    view: View,
) -> tuple[Line, ...]:
    """The newest first: when, what, who and why; `labels` are those of the steps, `fields` those of the form."""
    t, gone = view.words, undone_writes(tuple(history))
    of = {row.write: labels.get(row.step, row.step) for row in history if row.write}
    of |= {entry.write: labels["note"] for entry in actions if entry.write}
    rows = []
    for row in history:
        detail = json.loads(row.detail) if row.detail else {}
        said = row.why(t)
        if row.step in ("undo", "redo"):
            said = t(of.get(int(detail["write"]), ""))
        elif row.step == "correct":
            said = "\n".join((said, *_changes(detail, fields, view)))
        what = t(labels.get(row.step, row.step))
        rows.append((row.at, line_of(view, row.at, row.by, what, said, undone=row.write in gone)))
    for entry in actions:
        what = ACTION.label_of(entry.kind, t)
        line = line_of(view, entry.at, entry.by, what, entry.text, undone=entry.write in gone)
        rows.append((entry.at, line))
    ordered = sorted(enumerate(rows), key=lambda item: (item[1][0], item[0]), reverse=True)
    return tuple(line for _, (_, line) in ordered)


def _changes(
    detail: Mapping[str, Sequence[object]], fields: Sequence[StepField], view: View
) -> tuple[str, ...]:
    return tuple(
        f"{view.words(one.label)}: " + " → ".join(_shown(one, value, view) for value in detail[column])
        for one in fields
        if (column := "area_id" if one.kind == "area" else one.name) in detail
    )


def _shown(one: StepField, value: object, view: View) -> str:
    if one.kind == "moment" and value:
        value = moment(str(value))
    if one.kind == "area":
        return view.area(int(str(value)) if value else None) or "—"
    if one.options is not None and value:
        return one.options.label_of(str(value), view.words)
    return text_of(one, value, view.calendar) or "—"
