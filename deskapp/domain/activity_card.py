"""An activity as labelled lines, for the screen and the command line alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from deskapp.domain.activity import Activity, Partaker, Told
from deskapp.domain.activity_codes import ROLE, STATUS
from deskapp.domain.activity_kinds import (
    CODES,
    KIND,
    LABELS,
    MEASURE,
    MEASURES,
    TEXTS,
    YUAN,
    fields_of,
    kind_of,
)
from deskapp.domain.activity_when import when_text
from deskapp.domain.attendance_card import hours_text
from deskapp.domain.masks import hide_told
from deskapp.domain.money import show_money
from deskapp.domain.request import HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.text import one_line
from deskapp.domain.times import Calendar, moment
from deskapp.domain.words import N_, Words

_TIMES = {
    "start_at": N_("Began"), "end_at": N_("Ended"), "plan_from": N_("Planned from"), "plan_to": N_("Planned to"),
}  # fmt: skip


def state_text(one: Activity, t: Words) -> str:
    """Shape and word of the state."""
    return f"{t.marks.states[one.status]} {STATUS.label_of(one.status, t)}"


def code_text(name: str, value: object, t: Words) -> str:
    """The words of a code, or of several."""
    codes = value if isinstance(value, tuple) else tuple(filter(None, str(value).split(",")))
    return t(N_(", ")).join(CODES[name].label_of(code, t) for code in codes)


def amount_text(name: str, amount: int, t: Words) -> str:
    """A number with its measure word."""
    unit = MEASURE[name].unit
    said = show_money(amount) if unit == YUAN else f"{amount:,}"
    return t(N_("{count} {unit}"), count=said, unit=t(unit))


def numbers_text(one: Activity, t: Words) -> str:
    """Its numbers, with who took part as person-times."""
    parts = [
        f"{t(m.label)} {amount_text(m.name, getattr(one, m.name), t)}"
        for m in MEASURES
        if getattr(one, m.name)
    ]
    if one.together:
        parts.insert(0, t(N_("{count} person-times"), count=one.together))
    if one.served:
        parts.append(t(N_("{count} served"), count=one.served))
    return " · ".join(parts)


def short_text(one: Activity, t: Words) -> str:
    """What it was about, on one line: the first facts of its kind, place and words."""
    kind = kind_of(one.kind)
    first, more = (
        [code_text(name, getattr(one, name), t) for name in names if name in CODES]
        for names in (kind.first, kind.more)
    )
    texts = [getattr(one, name) for name in ("unit", "outside_no", "handed_to") if name in kind.first]
    amount = amount_text(kind.counted, getattr(one, kind.counted), t) if kind.counted else ""
    parts = (*first, amount, *texts, one.place, one.missed, one_line(hide_told(one.text)), *more)
    return " · ".join(dict.fromkeys(filter(None, parts)))


def span_text(one: Activity, calendar: Calendar, now: datetime) -> str:
    """When it is or was."""
    if one.start_at is not None:
        return when_text(one.start_at, one.end_at, calendar, now)
    return when_text(one.plan_from, one.plan_to, calendar, now)


def planned_text(one: Activity, view: View) -> str:
    """When it was to be, where it was planned and has begun since."""
    if one.plan_from is None or one.start_at is None:
        return ""
    return when_text(one.plan_from, one.plan_to, view.calendar, view.now)


def who_text(who: Partaker, t: Words, *, bare: bool = False) -> str:
    """Name and number of somebody; with the duty in which it falls, unless it is to be `bare`."""
    parts = [who.name, who.number if who.volunteer_id or who.officer_id else ""]
    if not bare:
        parts += [who.team, who.attendance]
    return " ".join(filter(None, parts))


def card(told: Told, view: View, *, beside: bool = False) -> tuple[Line, ...]:
    """The lines of an activity, empty ones left out; `beside` a list nobody is named."""
    t, one = view.words, told.activity
    late = one.is_overdue(view.now)
    lines = [
        Line(
            t(N_("State")),
            state_text(one, t) + (f" · {t(N_('overdue'))}" if late else ""),
            "overdue" if late else "",
        ),
        Line(t(KIND.label), KIND.label_of(one.kind, t)),
        Line(t(LABELS["when"]), span_text(one, view.calendar, view.now)),
        Line(t(N_("Planned")), planned_text(one, view)),
        Line(t(N_("Lasted")), hours_text(one.minutes, t) if one.minutes else ""),
        Line(t(N_("Why not")), one.missed, "urgent"),
    ]
    names = [name for name in fields_of(one.kind) if name in CODES or name in TEXTS]
    for name in names:
        value = getattr(one, name)
        lines.append(Line(t(LABELS[name]), code_text(name, value, t) if name in CODES else str(value)))
    lines.append(Line(t(LABELS["team"]), one.team))
    lines.append(Line(t(LABELS["area"]), one.area))
    lines += [
        Line(t(m.label), amount_text(m.name, getattr(one, m.name), t))
        for m in MEASURES
        if getattr(one, m.name)
    ]
    if one.together:
        joint = f" · {t(N_('joint'))}" if one.is_joint else ""
        said = t(N_("{count} person-times"), count=one.together)
        lines.append(Line(t(LABELS["people_in"]), f"{said}{joint}"))
    if not beside:
        lines += [
            Line(ROLE.label_of(who.role, t) if who.role != "member" else "", who_text(who, t))
            for who in told.partakers
        ]
    lines += [Line(t(LABELS["links"]), link.number) for link in told.links]
    lines += [Line(t(N_("Hazards")), link.number) for link in told.finds]
    lines.append(Line(t(N_("Entered")), f"{view.when(one.entered_at)}  {view.who(one.entered_by)}"))
    return tuple(line for line in lines if line.text)


def changes(row: HistoryRow, t: Words, calendar: Calendar) -> tuple[str, ...]:
    """Old and new value of what a step or a correction changed."""
    if not row.detail or row.step in ("add_activity", "undo", "redo"):
        return ()
    detail = json.loads(row.detail)
    labels: Mapping[str, str] = {**LABELS, **_TIMES}
    found = []
    for name, label in labels.items():
        if name in detail:
            old, new = (_value(name, value, t, calendar) for value in detail[name])
            found.append(f"{t(label)}: {old} → {new}")
    return tuple(found)


def _value(name: str, value: object, t: Words, calendar: Calendar) -> str:
    if value in (None, "", 0):
        return "—"
    if name in _TIMES:
        return calendar.show(moment(str(value)))
    if name == "money":
        return show_money(int(str(value)))
    return code_text(name, value, t) if name in CODES else str(value)
