"""The states of a duty as data, with the guards: nobody is here twice, and no more counts than somebody was here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from deskapp.domain.asking import checked, refuse_unknown
from deskapp.domain.attendance import Attendance, Credit, Duty
from deskapp.domain.attendance_codes import DIMENSION, SERVICE, STATUS, USUAL
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import Calendar, read_moment
from deskapp.domain.words import N_, Words

_REASON = StepField("text", N_("Reason"))
_NOTE = StepField("text", N_("Note"), required=False)
_AT = StepField("at", N_("At what time"), "moment", required=False)
_HERE = frozenset({"on_duty", "out_on_call"})
_WAITS = frozenset({"ended", "auto_closed"})

STEPS = (
    Step("answer", N_("Answers a call"), frozenset({"on_duty"}), "out_on_call", (
        StepField("request", N_("Request or dispute"), "text", required=False),
        StepField("incident", N_("Incident number"), "text", required=False), _AT), key=1),
    Step("back", N_("Back from the call"), frozenset({"out_on_call"}), "on_duty", (_NOTE, _AT), key=1),
    Step("stay", N_("Still here"), frozenset({"on_duty"}), "on_duty", (_NOTE,), key=2),
    Step("end", N_("Signs out"), _HERE, "ended", (_NOTE,), key=3),
    Step("auto_close", N_("Forgot to sign out"), _HERE, "auto_closed", (_NOTE,), key=4),
    Step("confirm", N_("Confirm"), _WAITS, "confirmed", (
        StepField("until", N_("Ended at"), "moment", required=False),
        StepField("parts", N_("Parts: dimension/service hours; …"), "text", required=False),
        StepField("dimension", DIMENSION.label, "code", required=False, options=DIMENSION),
        StepField("service", SERVICE.label, "code", required=False, options=SERVICE),
        StepField("hours", N_("Hours"), "number", required=False),
        _NOTE), key=1),
    Step("reject", N_("Do not count"), _WAITS, "rejected", (_REASON,), key=2),
    Step("reopen", N_("Look at it again"), frozenset({"confirmed", "rejected"}), "ended", (_REASON,), key=1),
    Step("void", N_("Void"), frozenset({"on_duty", "out_on_call", "ended", "auto_closed", "rejected"}), "voided",
         (_REASON,), key=9),
)  # fmt: skip

MACHINE = Machine(STATUS, STEPS)
"""The steps of a duty, each on its digit."""


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What the guards need to know of the rest of the desk."""

    now: datetime
    calendar: Calendar
    words: Words = field(default_factory=Words.plain)
    hours: int = 12
    """The longest duty that needs no look."""


@dataclass(frozen=True, slots=True)
class DutyMove:
    """One step that was checked and may be written."""

    step: str
    target: str
    changes: Mapping[str, object]
    reason: str = ""
    credits: tuple[Credit, ...] = ()
    at: datetime | None = None
    """When somebody went out to a call, or was back; None for now."""
    said: Mapping[str, str] = field(default_factory=dict)


def move(duty: Duty, code: str, given: Mapping[str, str], facts: DutyFacts) -> DutyMove:
    """Check the step `code` with the texts `given` and say what it writes. Raises DeskError."""
    one = duty.attendance
    step = MACHINE.path(one.status, code)[-1]
    refuse_unknown(step, given)
    said = checked(step, {f.name: given.get(f.name, "").strip() for f in step.fields}, facts.words)
    changes: dict[str, object] = {}
    target = step.target
    credits: tuple[Credit, ...] = ()
    if code == "stay":
        changes = {"seen_at": facts.now}
    elif code == "end":
        changes = ended(one, facts.now, facts.hours)
    elif code == "auto_close":
        changes = {"flags": with_flags(one.flags, "forgotten")}
    elif code == "confirm":
        changes, credits = _confirmed(duty, said, facts)
    elif code == "reject":
        changes = {"judged_at": facts.now}
    elif code == "reopen":
        target = "ended" if one.out_at else "auto_closed"
        changes = {"credited": 0, "judged_at": None, "judged_by": 0}
    elif code == "answer" and not (said["request"] or said["incident"]):
        raise DeskError(
            N_("Which call is answered? Type the number of the request, the dispute or the incident. What you typed is "
               "kept."),
            code=Exit.USAGE, field="request",
        )  # fmt: skip
    at = _call_time(duty, said["at"], facts) if said.get("at") else None
    return DutyMove(code, target, changes, said.get("text", ""), credits, at, said)


def _call_time(duty: Duty, text: str, facts: DutyFacts) -> datetime:
    """A time of this duty that has been, and not before the call on which somebody is out. Raises DeskError."""
    with about("at"):
        at = read_moment(text, facts.now, facts.calendar)
    first = duty.call_now.out_at if duty.call_now else duty.attendance.in_at
    ended = [call.back_at for call in duty.calls if call.back_at]
    if not max([first, *ended]) <= at <= facts.now:
        raise DeskError(
            N_("“{text}” is no time of this call: type one between {first} and now. What you typed is kept."),
            code=Exit.USAGE, field="at", text=clean(text)[:40],
            first=facts.calendar.show(max([first, *ended]), facts.now),
        )  # fmt: skip
    return at


def with_flags(flags: tuple[str, ...], *more: str) -> str:
    """The flags as the file keeps them."""
    return ",".join(dict.fromkeys((*flags, *more)))


def ended(one: Attendance, at: datetime, hours: int) -> dict[str, object]:
    """What ending it at `at` writes; a clock that went back makes nobody leave before they came."""
    flags = [] if at >= one.in_at else ["clock_back"]
    end = max(at, one.in_at)
    if end - one.in_at > timedelta(hours=hours):
        flags.append("too_long")
    return {"out_at": end, "flags": with_flags(one.flags, *flags)}


def _confirmed(
    duty: Duty, said: Mapping[str, str], facts: DutyFacts
) -> tuple[dict[str, object], tuple[Credit, ...]]:
    one, end = duty.attendance, duty.attendance.out_at
    changes: dict[str, object] = {"judged_at": facts.now}
    if said["until"]:
        if end is not None and one.status == "ended":
            raise DeskError(
                N_("{number} has its end already: take “correct” with a reason first, then confirm."),
                field="until", number=one.number,
            )  # fmt: skip
        with about("until"):
            end = read_moment(said["until"], facts.now, facts.calendar)
        if not said["text"]:
            raise DeskError(
                N_("A word why is needed: type it. What you typed is kept."), code=Exit.USAGE, field="text"
            )
        changes["out_at"] = end
    if end is None:
        raise DeskError(
            N_("Nobody knows when {number} ended: type until when, and how that is known. Nothing is changed."),
            code=Exit.USAGE, field="until", number=one.number,
        )  # fmt: skip
    refuse_span(one.in_at, end, facts.now)
    present = int((end - one.in_at).total_seconds()) // 60
    if any(said[name] for name in ("parts", "dimension", "service", "hours")):
        credits = _parts(one.mode, said, present, facts.words)
    else:
        credits = usual_parts(duty, present, said["text"])
    total = sum(part.minutes for part in credits)
    if total > present:
        raise DeskError(
            N_("{minutes} minutes would count, and {number} lasted {present}: type less. Nothing is changed."),
            code=Exit.USAGE, field="hours", minutes=total, number=one.number, present=present,
        )  # fmt: skip
    return changes | {"credited": total}, credits


def usual_parts(duty: Duty, present: int, note: str = "") -> tuple[Credit, ...]:
    """For what so many minutes usually count: the time out on calls for the calls, the rest for the kind of duty."""
    one = duty.attendance
    usual = USUAL.get(one.mode, ("service", "other"))
    out = min(present, call_minutes(duty)) if usual != USUAL["on_call"] else 0
    parts = ((usual, present - out), (USUAL["on_call"], out))
    return tuple(Credit(*what, minutes, note) for what, minutes in parts if minutes > 0)


def call_minutes(duty: Duty) -> int:
    """Whole minutes out on calls, of those that ended."""
    return sum(
        int((call.back_at - call.out_at).total_seconds()) // 60
        for call in duty.calls
        if call.back_at is not None
    )


def parts_text(credits: Sequence[Credit]) -> str:
    """Parts as they are typed."""
    return "; ".join(f"{one.dimension}/{one.service} {one.minutes}min" for one in credits)


def refuse_span(start: datetime, end: datetime, now: datetime) -> None:
    """Raise DeskError for an end before the start, or still to come."""
    if end < start or end > now + timedelta(minutes=1):
        raise DeskError(
            N_("That is no time of a duty: it must end after it began, and not in the future. Type it again."),
            code=Exit.USAGE, field="until",
        )  # fmt: skip


def _parts(mode: str, said: Mapping[str, str], present: int, t: Words) -> tuple[Credit, ...]:
    usual = USUAL.get(mode, ("service", "other"))
    if not said["parts"]:
        dimension, service = said["dimension"] or usual[0], said["service"] or usual[1]
        minutes = _minutes(said["hours"]) if said["hours"] else present
        return (Credit(dimension, service, minutes, said["text"]),) if minutes else ()
    found = []
    for part in filter(str.strip, re.split(r"[;；]", said["parts"])):
        what, _, hours = one_line(part).rpartition(" ")
        dimension, _, service = what.partition("/")
        with about("parts"):
            code, kind = DIMENSION.find(dimension.strip(), t), SERVICE.find(service.strip() or "other", t)
            found.append(Credit(code, kind, _minutes(hours, "parts"), said["text"]))
    return tuple(found)


def _minutes(text: str, name: str = "hours") -> int:
    said = narrow(clean(text))
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)(h|小时)?|([0-9]{1,4})(min|分|分钟)", said)
    if not found:
        raise DeskError(
            N_("“{text}” is no number of hours: type it like 2 or 1.5. What you typed is kept."),
            code=Exit.USAGE, field=name, text=clean(text)[:40],
        )  # fmt: skip
    return int(found[3]) if found[3] else int(float(found[1]) * 60 + 0.5)
