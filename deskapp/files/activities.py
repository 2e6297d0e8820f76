"""Activities as plain values for JSON and tables: codes as codes, nobody who was served is named."""

from __future__ import annotations

from deskapp.domain.activity import FACTS, LISTS, NUMBERS, Told
from deskapp.domain.activity_card import code_text, who_text
from deskapp.domain.activity_codes import STATUS
from deskapp.domain.activity_kinds import CODES, KIND, MEASURES
from deskapp.domain.activity_kinds import LABELS as FIELD_LABELS
from deskapp.domain.masks import hide_told
from deskapp.domain.money import show_money
from deskapp.domain.words import N_, Words
from deskapp.files.records import Eyes

LABELS = {
    "number": N_("Number"), "status": N_("State"), "kind": KIND.label, "held_on": N_("Day"),
    "start_at": N_("Began"), "end_at": N_("Ended"), "minutes": N_("Minutes"), "plan_from": N_("Planned from"),
    "plan_to": N_("Planned to"), "team": N_("Team"), "area": N_("Area"),
    **{name: FIELD_LABELS[name] for name in FACTS}, "missed": N_("Why not"),
    **{one.name: one.label for one in MEASURES}, "people_in": FIELD_LABELS["people_in"],
    "trainer": FIELD_LABELS["trainer"],
    "volunteers": N_("Volunteers"), "officers": N_("Officers"), "others": N_("Others"), "served": N_("Served"),
    "links": FIELD_LABELS["links"], "entered_at": N_("Entered"), "entered_by": N_("Entered by"),
}  # fmt: skip
"""The fields of an activity, in their order, and their column heads."""

_TIMES = ("start_at", "end_at", "plan_from", "plan_to", "entered_at")


def heads(t: Words) -> list[str]:
    """The column heads of a table of activities."""
    return [t(label) for label in LABELS.values()]


def cells(told: Told, eyes: Eyes) -> list[str]:
    """An activity as one line of a table: labels instead of codes, times on the room's clock."""
    t, one = eyes.t, told.activity
    values = activity_record(told, eyes)
    values |= {"status": STATUS.label_of(one.status, t), "kind": KIND.label_of(one.kind, t)}
    values |= {name: code_text(name, getattr(one, name), t) for name in CODES}
    for name in _TIMES:
        at = getattr(one, name)
        values[name] = eyes.room.calendar.local(at).strftime("%Y-%m-%d %H:%M") if at else ""
    values |= {name: getattr(one, name) or "" for name in NUMBERS}
    values["money"] = show_money(one.money) if one.money else ""
    for name, role in (("people_in", "member"), ("trainer", "trainer")):
        values[name] = ", ".join(who_text(who, t, bare=True) for who in told.with_role(role))
    values["links"] = ", ".join(link.number for link in told.links)
    return [str(values[name]) for name in LABELS]


def activity_record(told: Told, eyes: Eyes) -> dict[str, object]:
    """An activity as lists and exports give it: codes as codes, times in ISO 8601, money in 分."""
    one = told.activity
    values: dict[str, object] = {name: getattr(one, name, "") for name in LABELS}
    values |= {name: list(getattr(one, name)) for name in LISTS}
    values |= {name: eyes.iso(getattr(one, name)) for name in _TIMES}
    values |= {
        "held_on": one.held_on.isoformat(), "joint": one.is_joint, "entered_by": eyes.who(one.entered_by),
        "people_in": [
            {"role": who.role, "name": who.name, "number": who.number, "team": who.team, "duty": who.attendance}
            for who in told.partakers if who.role != "served"
        ],
        "trainer": [who.name for who in told.with_role("trainer")],
        "links": [link.number for link in told.links], "text": hide_told(one.text), "missed": hide_told(one.missed),
    }  # fmt: skip
    return values


def open_activity(told: Told, eyes: Eyes) -> dict[str, object]:
    """An activity as the open record shows it, with who was served."""
    served = [{"name": who.name, "number": who.number} for who in told.with_role("served")]
    own = {"text": told.activity.text, "missed": told.activity.missed}
    return activity_record(told, eyes) | own | {"people_served": served}
