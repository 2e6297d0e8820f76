"""The states of an activity as data: planned, under way, done, or did not take place; and what each step asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from deskapp.domain.activity import Activity
from deskapp.domain.activity_codes import PREFIX, STATUS
from deskapp.domain.activity_kinds import MEASURE, fields_of, kind_of, step_field
from deskapp.domain.activity_when import LONGEST, read_when
from deskapp.domain.asking import TEXT_LIMIT, checked, refuse_unconfirmed, refuse_unknown
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.kept_steps import PURGED
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.officer import Officer
from deskapp.domain.text import clean
from deskapp.domain.times import Calendar, read_moment
from deskapp.domain.words import N_, Words

_AT = StepField("at", N_("At what time"), "moment", required=False)
_REASON = StepField("reason", N_("Reason"), "text")
_LIVE = frozenset({"planned", "running", "done", "missed"})

STEPS = (
    Step("start", N_("Begins"), frozenset({"planned"}), "running", (_AT,), key=1),
    Step("end", N_("Ends"), frozenset({"running"}), "done", (_AT,), key=2),
    Step("hold", N_("Was held"), frozenset({"planned"}), "done", (
        StepField("when", N_("When"), "text", required=False),), key=2),
    Step("miss", N_("Not held"), frozenset({"planned"}), "missed", (_REASON,), key=3),
    Step("replan", N_("Plan anew"), frozenset({"planned", "missed"}), "planned", (
        StepField("when", N_("When"), "text"),), key=4),
    Step("plus", N_("One more"), frozenset({"done"}), "done", (), key=1),
    Step("void", N_("Void"), _LIVE, "voided", (_REASON,), key=9, typed=True),
)  # fmt: skip

MACHINE = Machine(STATUS, STEPS)
"""The steps of any kind; see `machine_of` for those of one."""

STEP_LABELS: Mapping[str, str] = {step.code: step.label for step in STEPS} | {
    "add_activity": N_("Activity entered"), "correct": N_("Corrected"), "note": N_("Entry added"),
    "import_activities": N_("Activities imported"), "undo": N_("Undone"), "redo": N_("Redone"),
    "purge": PURGED,
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""

_ENDING = ("end", "hold")


def machine_of(kind: str) -> Machine:
    """The steps of a kind: what ends it asks for the numbers and facts of the kind; a tally grows one by one."""
    found = []
    for step in STEPS:
        if step.code == "plus" and kind != "persuasion":
            continue
        fields = step.fields + (ending_fields(kind) if step.code in _ENDING else ())
        found.append(Step(step.code, step.label, step.sources, step.target, fields, "", step.key, step.typed))
    return Machine(STATUS, tuple(found))


def ending_fields(kind: str) -> tuple[StepField, ...]:
    """What is asked when it ends: its numbers and what it cannot do without, then who took part, links and words."""
    names = [name for name in fields_of(kind) if name in MEASURE or name in kind_of(kind).needs]
    return tuple(
        step_field(name) for name in (*names, "people_in", "links", "text") if name in fields_of(kind)
    )


@dataclass(frozen=True, slots=True)
class Around:
    """What a step needs to know of the desk."""

    now: datetime
    calendar: Calendar
    words: Words = field(default_factory=Words.plain)
    officers: tuple[Officer, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityMove:
    """One step that was checked and may be written."""

    step: str
    target: str
    changes: Mapping[str, object]
    reason: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    """What else was typed: facts, numbers and people of the kind."""


def move(one: Activity, code: str, given: Mapping[str, str], around: Around) -> ActivityMove:
    """Check the step `code` with the texts `given` and say what it writes. Raises DeskError."""
    machine = machine_of(one.kind)
    step = machine.path(one.status, code)[-1]
    refuse_unknown(step, given)
    own = {f.name for f in MACHINE.step(code).fields}
    asked = Step(step.code, step.label, step.sources, step.target, MACHINE.step(code).fields)
    said = checked(asked, {name: given.get(name, "").strip() for name in own}, around.words)
    if step.typed:
        refuse_unconfirmed(given.get("confirm", ""), one.number, PREFIX, around)
    changes: dict[str, object] = {}
    if code == "start":
        at = _past(said["at"], around)
        changes = {"start_at": at, "held_on": around.calendar.day(at)}
    elif code == "end":
        changes = _ended(one, _past(said["at"], around))
    elif code == "hold":
        changes = _held(one, said["when"], around)
    elif code == "miss":
        changes = {"missed": clean(said["reason"])[:TEXT_LIMIT]}
    elif code == "replan":
        changes = _replanned(said["when"], around)
    elif code == "plus":
        changes = {"times": one.times + 1}
    rest = {
        name: text for name, text in given.items() if name not in own and name != "confirm" and text.strip()
    }
    return ActivityMove(code, step.target, changes, said.get("reason", ""), rest)


def _past(text: str, around: Around) -> datetime:
    with about("at"):
        at = read_moment(text, around.now, around.calendar) if text else around.now
    if at > around.now:
        raise DeskError(
            N_("“{text}” is still to come: type a time that has been. What you typed is kept."),
            code=Exit.USAGE, field="at", text=clean(text)[:40],
        )  # fmt: skip
    return at


def _ended(one: Activity, at: datetime) -> dict[str, object]:
    start = one.start_at or at
    if at < start or at - start > LONGEST:
        raise DeskError(
            N_("{number} began at {start}: type an end after that, at most a day later. What you typed is kept."),
            code=Exit.USAGE, field="at", number=one.number, start=f"{start:%m-%d %H:%M}",
        )  # fmt: skip
    return {"end_at": at, "minutes": int((at - start).total_seconds()) // 60}


def _held(one: Activity, text: str, around: Around) -> dict[str, object]:
    """As it was planned, or at the time that is typed."""
    start, end = one.plan_from or around.now, one.plan_to
    if text:
        with about("when"):
            when = read_when(text, around.now, around.calendar)
        start, end = when.start, when.end
    if start > around.now or (end is not None and end > around.now and not text):
        end = min(end, around.now) if end is not None and start <= around.now else end
    if start > around.now or (end is not None and end > around.now):
        raise DeskError(
            N_("{number} is still to come: type when it was held, like 08:00-09:00, or wait. What you typed is kept."),
            code=Exit.USAGE, field="when", number=one.number,
        )  # fmt: skip
    minutes = int((end - start).total_seconds()) // 60 if end else 0
    return {"start_at": start, "end_at": end, "minutes": minutes, "held_on": around.calendar.day(start)}


def _replanned(text: str, around: Around) -> dict[str, object]:
    with about("when"):
        when = read_when(text, around.now, around.calendar)
    if when.start <= around.now:
        raise DeskError(
            N_("“{text}” has been already: type a time to come, like tomorrow 20:00-22:00. What you typed is kept."),
            code=Exit.USAGE, field="when", text=clean(text)[:40],
        )  # fmt: skip
    return {
        "plan_from": when.start, "plan_to": when.end, "held_on": around.calendar.day(when.start), "missed": "",
    }  # fmt: skip
