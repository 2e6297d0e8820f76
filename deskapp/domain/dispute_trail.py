"""The trail of a dispute: steps, entries, corrections, warnings and what was undone, in the order of time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from deskapp.domain.dispute import File
from deskapp.domain.dispute_card import mediator_line
from deskapp.domain.dispute_codes import KIND, RISK, SCALE, SOURCE, STAGE, TYPE
from deskapp.domain.dispute_draft import FLAGS, LABELS
from deskapp.domain.dispute_papers import PAPER
from deskapp.domain.dispute_signals import reason
from deskapp.domain.dispute_steps import MACHINE
from deskapp.domain.kept_steps import PURGED
from deskapp.domain.money import show_money
from deskapp.domain.request import Action, HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_codes import ACTION, DEPARTMENT
from deskapp.domain.request_trail import line_of, undone_writes
from deskapp.domain.times import moment
from deskapp.domain.words import N_

STEP_LABELS: Mapping[str, str] = {step.code: step.label for step in MACHINE.steps} | {
    "open": N_("Registered"), "view": N_("File opened"), "outcome": N_("Outcome"), "add_party": N_("Party added"),
    "remove_party": N_("Party taken out"), "change_party": N_("Party corrected"),
    "add_mediator": N_("Mediator added"), "remove_mediator": N_("Mediator taken out"),
    "presider": N_("Presider named"), "willing": N_("Asked who is willing"), "warn": N_("Warning of the desk"),
    "accept_warning": N_("Warning accepted"), "reject_warning": N_("Warning rejected"), "paper": N_("Paper made"),
    "seal": N_("Sealed"), "unseal": N_("Seal opened"), "note": N_("Entry added"), "correct": N_("Corrected"),
    "undo": N_("Undone"), "redo": N_("Redone"),
    "purge": PURGED,
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""

_CODES = {"type": TYPE, "source": SOURCE, "kind": KIND, "scale": SCALE, "stage": STAGE, "risk": RISK}
_MOMENTS = ("occurred_at", "first_sign_at")
_FIELDS = {name: label for name, label in LABELS.items() if name != "flags"} | {
    flag.code: flag.label for flag in FLAGS
}


def trail(
    file: File, history: tuple[HistoryRow, ...], actions: tuple[Action, ...], view: View
) -> tuple[Line, ...]:
    """The newest first: when, what, who and why; what was undone says so."""
    t, gone = view.words, undone_writes(history)
    of = {
        row.write: STEP_LABELS.get(row.step, row.step) for row in history if row.write and row.step != "warn"
    }
    of |= {entry.write: STEP_LABELS["note"] for entry in actions if entry.write}
    rows: list[tuple[datetime, Line]] = []
    for row in history:
        what = t(STEP_LABELS.get(row.step, row.step))
        detail = json.loads(row.detail) if row.detail else {}
        if row.step in ("undo", "redo"):
            said = t(of.get(int(detail["write"]), ""))
        else:
            said = " · ".join(part for part in (*_facts_of(row, detail, file, view), row.why(t)) if part)
        if row.step == "correct":
            said = "\n".join((said, *_changes(detail, view)))
        rows.append((row.at, line_of(view, row.at, row.by, what, said, undone=row.write in gone)))
    for entry in actions:
        what = ACTION.label_of(entry.kind, t)
        rows.append(
            (entry.at, line_of(view, entry.at, entry.by, what, entry.text, undone=entry.write in gone))
        )
    ordered = sorted(enumerate(rows), key=lambda item: (item[1][0], item[0]), reverse=True)
    return tuple(line for _, (_, line) in ordered)


def _facts_of(row: HistoryRow, detail: Mapping[str, Any], file: File, view: View) -> Iterator[str]:
    """What a step changed beside the state, as far as the words of its reason do not say it."""
    t = view.words
    if row.step in ("risk", "accept_warning") and "risk" in detail:
        old, new = detail["risk"]
        yield f"{RISK.label_of(old, t)} → {RISK.label_of(new, t)}"
    if row.step == "accept" and "kind" in detail:
        yield KIND.label_of(detail["kind"][1], t)
    if row.step == "pay" and "paid" in detail:
        old, new = detail["paid"]
        yield f"{show_money(int(new) - int(old))} 元"
    if row.step == "transfer" and "receiver" in detail:
        yield DEPARTMENT.label_of(detail["receiver"][1], t)
    if row.step == "willing":  # its words name the parties with their answers
        return
    for table, keys, _ in detail.get("rows", ()):
        for key in keys if isinstance(keys, list) else [keys]:
            yield _beside(table, key, file, view)


def _beside(table: str, key: int, file: File, view: View) -> str:
    """What stands in a row beside the dispute, where it is told in the trail."""
    t = view.words
    if table == "signal":
        return next((reason(one.kind, one.params, t) for one in file.signals if one.id == key), "")
    if table == "paper":
        return next((PAPER.label_of(one.kind, t) for one in file.papers if one.id == key), "")
    if table == "party":
        return next((one.name for one in file.parties if one.id == key), "")
    if table == "mediator":
        lines = (mediator_line(one, view) for one in file.mediators if one.id == key)
        return next((f"{line.label} {line.text}" for line in lines), "")
    return ""


def _changes(detail: Mapping[str, Any], view: View) -> Iterator[str]:
    for name, label in _FIELDS.items():
        if name in detail:
            old, new = (_shown(name, value, view) for value in detail[name])
            yield f"{view.words(label)}: {old} → {new}"
    if "area_id" in detail:
        old, new = (view.area(key) or "—" for key in detail["area_id"])
        yield f"{view.words(N_('Area'))}: {old} → {new}"


def _shown(name: str, value: object, view: View) -> str:
    t = view.words
    if name in FLAGS:
        return t(N_("Yes")) if value else t(N_("No"))
    if name in _CODES:
        return _CODES[name].label_of(str(value), t) if value else "—"
    if name in _MOMENTS:
        return view.calendar.local(moment(str(value))).strftime("%Y-%m-%d %H:%M")
    if name == "amount":
        return f"{show_money(int(str(value)))} 元"
    return str(value) or "—"
