"""The trail of a request: steps, log entries, corrections and what was undone, in the order of time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from deskapp.domain.masks import identity_ends
from deskapp.domain.money import show_money
from deskapp.domain.request import Action, HistoryRow, Request
from deskapp.domain.request_card import STEP_LABELS, Line, View
from deskapp.domain.request_codes import ACTION
from deskapp.domain.request_correct import LABELS, LISTS
from deskapp.domain.times import moment
from deskapp.domain.words import N_

_MOMENTS = ("occurred_at", "due_at", "waiting_due", "receiver_due")

Change = tuple[object, object]
"""Old and new value; None where a value is not kept."""


def undone_writes(history: Iterable[HistoryRow]) -> frozenset[int]:
    """The writes of a record that are undone now."""
    found: set[int] = set()
    for row in history:
        if row.step in ("undo", "redo"):
            write = int(json.loads(row.detail)["write"])
            (found.add if row.step == "undo" else found.discard)(write)
    return frozenset(found)


def changes(row: HistoryRow, request: Request) -> Mapping[str, Change]:
    """What a correction changed, by field, masked as the record shows it."""
    if row.step != "correct" or not row.detail:
        return {}
    detail = json.loads(row.detail)
    found: dict[str, Change] = {}
    for name in LABELS:
        if name in detail.get("lost", ()):
            found[name] = (None, "")
        elif (column := "area_id" if name == "area" else name) in detail:
            old, new = detail[column]
            if name == "id_number":
                old, new = identity_ends(old), identity_ends(new)
            if name == "summary" and request.is_case:
                old, new = None, None
            found[name] = (old, new)
    return found


def trail(
    request: Request, history: tuple[HistoryRow, ...], actions: tuple[Action, ...], view: View
) -> tuple[Line, ...]:
    """The newest first: when, what, who and the facts of a step; corrections with old and new value.

    What was undone says so.
    """
    t = view.words
    gone = undone_writes(history)
    of = {row.write: STEP_LABELS.get(row.step, row.step) for row in history if row.write}
    of |= {entry.write: STEP_LABELS["note"] for entry in actions if entry.write}
    rows: list[tuple[datetime, Line]] = []
    for row in history:
        what = t(STEP_LABELS.get(row.step, row.step))
        said = " · ".join(part for part in (*_facts_of(row, view), row.why(t)) if part)
        if row.step in ("undo", "redo"):
            said = t(of.get(int(json.loads(row.detail)["write"]), ""))
        said = "\n".join((said, *(_change(name, pair, view) for name, pair in changes(row, request).items())))
        rows.append((row.at, line_of(view, row.at, row.by, what, said, undone=row.write in gone)))
    for entry in actions:
        what = ACTION.label_of(entry.kind, t)
        rows.append(
            (entry.at, line_of(view, entry.at, entry.by, what, entry.text, undone=entry.write in gone))
        )
    ordered = sorted(enumerate(rows), key=lambda item: (item[1][0], item[0]), reverse=True)
    return tuple(line for _, (_, line) in ordered)


_FACTS = ("outcome", "told_where", "receiver", "receiver_due", "waiting_due", "receipt", "merged_into",
          "linked", "followup", "recovered", "pressing")  # fmt: skip
"""The columns that a line of the trail tells of, where its step changed them."""


def _facts_of(row: HistoryRow, view: View) -> tuple[str, ...]:
    if not row.detail or row.step in ("reopen", "correct", "undo", "redo", "log"):
        return ()
    detail = json.loads(row.detail)
    return tuple(_shown(name, detail[name][1], view) for name in _FACTS if name in detail and detail[name][1])


def line_of(view: View, at: datetime, by: int, what: str, said: str, *, undone: bool) -> Line:
    """One line of a trail: what, who and why, at its time."""
    if undone:
        what = f"({view.words(N_('undone'))}) {what}"
    text = f"{what} · {view.who(by)}" + (f"：{said}" if said else "")
    return Line(view.when(at), text, "muted" if undone else "")


def _change(name: str, pair: Change, view: View) -> str:
    return f"{view.words(LABELS[name])}: {_shown(name, pair[0], view)} → {_shown(name, pair[1], view)}"


def _shown(name: str, value: object, view: View) -> str:
    t = view.words
    if name == "area":
        return view.area(int(str(value)) if value is not None else None) or "—"
    if value is None:
        return t(N_("(not kept)"))
    if name in _MOMENTS:
        return view.calendar.local(moment(str(value))).strftime("%Y-%m-%d %H:%M")
    if name == "recovered":
        return f"{show_money(int(str(value)))} 元"
    if name == "responsible":
        return view.who(int(str(value)))
    if name in LISTS:
        return ", ".join(LISTS[name].label_of(code, t) for code in str(value).split(",") if code) or "—"
    return str(value) or "—"
