"""The life of a volunteer as data, with its guards: applied, in the register, on leave, suspended, left, back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from deskapp.domain.asking import checked, refuse_unconfirmed, refuse_unknown
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.machine import Machine, Move, Step, StepField
from deskapp.domain.officer import Officer
from deskapp.domain.person_form import YES_NO
from deskapp.domain.text import clean
from deskapp.domain.times import Calendar, read_day
from deskapp.domain.volunteer import Volunteer
from deskapp.domain.volunteer_codes import PREFIX, STATUS
from deskapp.domain.words import N_, Words

_REASON = StepField("text", N_("Reason"))
_NOTE = StepField("text", N_("Note"), required=False)
_SINCE = StepField("on", N_("Since"), "date", required=False)

STEPS = (
    Step("accept", N_("Take into the register"), frozenset({"applicant"}), "active", (
        StepField("pledged", N_("Pledge signed on paper?"), "code", required=False, options=YES_NO),
        _SINCE, _NOTE), key=1),
    Step("refuse", N_("Turn down"), frozenset({"applicant"}), "left", (_REASON,), key=2),
    Step("leave", N_("Go on leave"), frozenset({"active"}), "leave", (
        StepField("until", N_("Until"), "date", required=False), _NOTE), key=2),
    Step("return", N_("Back from leave"), frozenset({"leave"}), "active", (_NOTE,), key=1),
    Step("suspend", N_("Suspend"), frozenset({"active"}), "suspended", (_REASON,), key=3),
    Step("restore", N_("End the suspension"), frozenset({"suspended"}), "active", (_REASON,), key=1),
    Step("quit", N_("Leaves"), frozenset({"active", "leave", "suspended"}), "left", (_REASON, _SINCE), key=4),
    Step("rejoin", N_("Comes back"), frozenset({"left"}), "active", (_REASON, _SINCE), key=1),
    Step("void", N_("Void"), frozenset({"applicant", "active", "leave", "suspended", "left"}), "voided",
         (_REASON,), key=9, typed=True),
)  # fmt: skip

MACHINE = Machine(STATUS, STEPS)
"""The steps of a volunteer, each on its digit."""


@dataclass(frozen=True, slots=True)
class VolunteerFacts:
    """What the guards need to know of the rest of the desk."""

    now: datetime
    calendar: Calendar
    words: Words = field(default_factory=Words.plain)
    on_duty: str = ""
    """Number of the duty that is still open."""
    owes: tuple[str, ...] = ()
    """Equipment in the person's hands."""
    served: bool = False
    """Whether hours of this volunteer were confirmed."""
    officers: tuple[Officer, ...] = ()

    @property
    def today(self) -> date:
        """The room's day."""
        return self.calendar.day(self.now)


def move(volunteer: Volunteer, code: str, given: Mapping[str, str], facts: VolunteerFacts) -> Move:
    """Check the step `code` with the texts `given` and say what it writes. Raises DeskError."""
    step = MACHINE.path(volunteer.status, code)[-1]
    refuse_unknown(step, given)
    said = checked(step, {f.name: given.get(f.name, "").strip() for f in step.fields}, facts.words)
    if step.typed:
        refuse_unconfirmed(given.get("confirm", ""), volunteer.number, PREFIX, facts)
    if code in _GUARDS:
        _GUARDS[code](volunteer, facts)
    return Move(
        code, volunteer.status, step.target, _changes(volunteer, code, said, facts), said.get("text", "")
    )


def _changes(
    volunteer: Volunteer, code: str, said: Mapping[str, str], facts: VolunteerFacts
) -> dict[str, object]:
    on = past_day(said.get("on", ""), facts.today) or facts.today
    if code == "accept":
        pledged = {"pledged_on": volunteer.pledged_on or facts.today} if said["pledged"] == "yes" else {}
        return {"joined_on": on, **pledged}
    if code == "leave":
        return {"leave_until": _until(said["until"], facts.today)}
    if code == "return":
        return {"leave_until": None}
    if code in ("quit", "refuse"):
        return {"left_on": on, "leave_until": None}
    if code == "rejoin":
        return {"joined_on": on, "left_on": None, "rejoined": volunteer.rejoined + 1}
    return {}


def past_day(text: str, today: date, name: str = "on") -> date | None:
    """A day that is not still to come, or None where nothing is typed. Raises DeskError."""
    if not text.strip():
        return None
    with about(name):
        found = read_day(text, today)
    if found > today:
        raise DeskError(
            N_("“{text}” is still to come: type a day that has been. What you typed is kept."),
            code=Exit.USAGE, field=name, text=clean(text),
        )  # fmt: skip
    return found


def _until(text: str, today: date) -> date | None:
    if not text:
        return None
    with about("until"):
        found = read_day(text, today)
    if found < today:
        raise DeskError(
            N_("The date “{text}” has passed already: type a later one. What you typed is kept."),
            code=Exit.USAGE, field="until", text=clean(text),
        )  # fmt: skip
    return found


def _refuse_duty(volunteer: Volunteer, facts: VolunteerFacts) -> None:
    if facts.on_duty:
        raise DeskError(
            N_("{number} is on duty now, {duty}: sign out first, deskapp checkout {member}. Nothing is changed."),
            number=volunteer.number, duty=facts.on_duty, member=volunteer.member_no,
        )  # fmt: skip


def _refuse_leaving(volunteer: Volunteer, facts: VolunteerFacts) -> None:
    _refuse_duty(volunteer, facts)
    if facts.owes:
        raise DeskError(
            N_("{number} still has {what}: take it back, or note it as lost, then let the person go. "
               "Nothing is changed."),
            number=volunteer.number, what=", ".join(facts.owes),
        )  # fmt: skip


def _refuse_served(volunteer: Volunteer, facts: VolunteerFacts) -> None:
    _refuse_leaving(volunteer, facts)
    if facts.served:
        raise DeskError(
            N_("{number} has confirmed hours: who has served is not voided. Take the step “Leaves” instead."),
            number=volunteer.number,
        )  # fmt: skip


_GUARDS: Mapping[str, Callable[[Volunteer, VolunteerFacts], None]] = {
    "leave": _refuse_duty, "suspend": _refuse_duty, "quit": _refuse_leaving, "void": _refuse_served,
}  # fmt: skip
