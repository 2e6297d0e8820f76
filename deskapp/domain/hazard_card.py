"""A hazard as labelled lines and its trail, for the screen and the command line alike."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from deskapp.domain.codes import CodeList
from deskapp.domain.hazard import Hazard, Recheck
from deskapp.domain.hazard_codes import CATEGORY, LEVEL, SOURCE, STATUS, VENUE
from deskapp.domain.hazard_form import CORRECTED, LABELS
from deskapp.domain.hazard_steps import PASSED, STEP_LABELS
from deskapp.domain.masks import phone_tail
from deskapp.domain.request import Action, HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.times import moment
from deskapp.domain.volunteer_card import trail as trail_of
from deskapp.domain.words import N_, Words

_LISTS: Mapping[str, CodeList] = {"category": CATEGORY, "venue": VENUE, "level": LEVEL, "source": SOURCE}


def state_text(one: Hazard, view: View) -> str:
    """Shape and word of the state; one that is overdue says so."""
    t = view.words
    said = f"{t.marks.states[one.status]} {STATUS.label_of(one.status, t)}"
    return f"{said}  ! {t(N_('overdue'))}" if one.is_overdue(view.now) else said


def due_text(one: Hazard, view: View) -> str:
    """Until when it counts now; a deadline is its whole day."""
    if not one.is_open:
        return ""
    day = one.last_day(view.calendar)
    if day is not None:
        return day.isoformat()
    return view.when(one.next_due)


def finder_text(one: Hazard, names: Mapping[int, str], view: View) -> str:
    """Who found it: an officer by name, a volunteer by member number and name."""
    if one.found_by is not None:
        return view.who(one.found_by)
    return f"{one.finder} {names.get(one.volunteer_id or 0, '')}".strip()


def card(
    one: Hazard, rechecks: Sequence[Recheck], view: View, names: Mapping[int, str], *, beside: bool = False
) -> tuple[Line, ...]:
    """The lines of a hazard, empty ones left out; `names` are those of volunteers by key, as lists show them.

    Open, it shows the phone of who has to fix it in full; `beside` a list it is masked.
    """
    t, when = view.words, view.when
    late = "overdue" if one.is_overdue(view.now) else ""
    lines = (
        Line(t(N_("State")), state_text(one, view), late),
        Line(t(CATEGORY.label), CATEGORY.label_of(one.category, t)),
        Line(t(LEVEL.label), ("! " if one.level == "major" else "") + LEVEL.label_of(one.level, t),
             "urgent" if one.level == "major" else ""),
        Line(t(LABELS["summary"]), one.summary),
        Line(t(N_("Place")), one.place),
        Line(t(LABELS["area"]), one.area),
        Line(t(VENUE.label), VENUE.label_of(one.venue, t) if one.venue else ""),
        Line(t(N_("Due")), due_text(one, view), late),
        Line(t(LABELS["done"]), one.measure),
        Line(t(LABELS["owner"]), one.owner),
        Line(t(LABELS["owner_phone"]), phone_tail(one.owner_phone) if beside else one.owner_phone),
        Line(t(LABELS["order_no"]), one.order_no),
        Line(t(N_("To whom")), DEPARTMENT.label_of(one.receiver, t) if one.receiver else ""),
        *(Line(t(PASSED.label), _recheck_text(held, view)) for held in reversed(rechecks)),
        Line(t(LABELS["finder"]), f"{finder_text(one, names, view)} · {SOURCE.label_of(one.source, t)} · "
                                  f"{when(one.found_at)}"),
        Line(t(N_("From the request")), one.request),
        Line(t(N_("Entered")), f"{when(one.entered_at)}  {view.who(one.entered_by)}"),
        Line(t(N_("Closed at")), when(one.closed_at) if not one.is_open else ""),
    )  # fmt: skip
    return tuple(line for line in lines if line.text)


def _recheck_text(one: Recheck, view: View) -> str:
    said = PASSED.label_of("passed" if one.passed else "failed", view.words)
    return " · ".join(filter(None, (view.when(one.at), said, view.who(one.by), one.text)))


def trail(history: tuple[HistoryRow, ...], actions: tuple[Action, ...], view: View) -> tuple[Line, ...]:
    """What happened, the newest first; corrections with old and new value."""

    def changes(row: HistoryRow, t: Words) -> tuple[str, ...]:
        return _changes(row, view)

    return trail_of(history, actions, view, STEP_LABELS, changes)


def _changes(row: HistoryRow, view: View) -> tuple[str, ...]:
    if not row.detail or row.step in ("undo", "redo", "find"):
        return ()
    detail, t = json.loads(row.detail), view.words
    told = []
    if row.step == "order" and "deadline" in detail:
        told.append(f"{t(LABELS['deadline'])}: {detail['deadline'][1]}")
    if row.step == "transfer" and "receiver" in detail:
        told.append(DEPARTMENT.label_of(str(detail["receiver"][1]), t))
    if row.step != "correct":
        return tuple(told)
    columns = {"done": "measure", "area": "area_id"}

    def shown(name: str, value: object) -> str:
        if value in (None, ""):
            return "—"
        if name == "area":
            return view.area(int(str(value))) or "—"
        if name == "found_at":
            return view.calendar.local(moment(str(value))).strftime("%Y-%m-%d %H:%M")
        return _LISTS[name].label_of(str(value), t) if name in _LISTS else str(value)

    return tuple(
        f"{t(field.label)}: {shown(field.name, detail[column][0])} → {shown(field.name, detail[column][1])}"
        for field in CORRECTED
        if (column := columns.get(field.name, field.name)) in detail
    )
