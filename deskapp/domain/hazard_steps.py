"""The states of a hazard as data, and what each step writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from deskapp.domain.asking import checked, future, refuse_unconfirmed, refuse_unknown
from deskapp.domain.codes import Code, CodeList
from deskapp.domain.hazard import Hazard
from deskapp.domain.hazard_codes import PREFIX, STATUS
from deskapp.domain.hazard_form import LIMITS, end_of, proposed_deadline, read_deadline
from deskapp.domain.kept_steps import PURGED
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.officer import Officer
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words

_ORDER = (
    StepField("deadline", N_("Fix until"), "day"),
    StepField("text", N_("What is to be done"), required=False),
    StepField("owner", N_("Who has to fix it"), "text", required=False),
    StepField("order_no", N_("Number of the written order"), "text", required=False),
)

STEPS = (
    Step("fix", N_("Fixed on the spot"), frozenset({"found"}), "fixed_on_spot", (
        StepField("text", N_("What was done")),), key=1),
    Step("order", N_("Order with a deadline"), frozenset({"found", "recheck_failed"}), "ordered", _ORDER, key=2),
    Step("clear", N_("Recheck: it is fixed"), frozenset({"ordered", "transferred"}), "rechecked_ok", (
        StepField("text", N_("What was seen"), required=False),), key=1),
    Step("fail", N_("Recheck: not fixed"), frozenset({"ordered", "transferred"}), "recheck_failed", (
        StepField("text", N_("What was seen")),
        StepField("deadline", N_("Ordered again until"), "day", required=False)), key=3),
    Step("transfer", N_("Transfer"), frozenset({"found", "ordered", "recheck_failed"}), "transferred", (
        StepField("receiver", N_("To whom"), "code", options=DEPARTMENT),
        StepField("due", N_("Reply due"), "moment"),
        StepField("text", N_("Note"), required=False)), key=5),
    Step("void", N_("Void"), frozenset(entry.code for entry in STATUS) - {"voided", "undone"}, "voided", (
        StepField("text", N_("Reason")),), key=9, typed=True),
)  # fmt: skip

MACHINE = Machine(STATUS, STEPS)
"""The steps of a hazard, each on its digit."""

STEP_LABELS: Mapping[str, str] = {step.code: step.label for step in STEPS} | {
    "find": N_("Hazard entered"), "note": N_("Entry added"), "correct": N_("Corrected"), "undo": N_("Undone"),
    "redo": N_("Redone"),
    "purge": PURGED,
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""

PASSED = CodeList(
    "recheck_result", N_("Recheck"), Code("passed", N_("It is fixed")), Code("failed", N_("It is not fixed"))
)


@dataclass(frozen=True, slots=True)
class HazardFacts:
    """What the guards need to know of the rest of the desk."""

    now: datetime
    calendar: Calendar
    actor: int
    officers: Sequence[Officer] = ()
    words: Words = field(default_factory=Words.plain)


@dataclass(frozen=True, slots=True)
class HazardMove:
    """One step that was checked and may be written."""

    step: str
    source: str
    target: str
    changes: Mapping[str, object]
    """New values of the columns; moments and days as such."""
    reason: str = ""
    recheck: bool | None = None
    """Whether a recheck was passed; None where none was made."""


def moves(hazard: Hazard, code: str, given: Mapping[str, str], facts: HazardFacts) -> tuple[HazardMove, ...]:
    """Check the step `code` on `hazard` with the texts `given`, and say what it writes.

    A failed recheck with a new deadline is two steps, each with its own row of history. Raises DeskError.
    """
    step = MACHINE.path(hazard.status, code)[-1]
    refuse_unknown(step, given)
    said = checked(step, {f.name: given.get(f.name, "").strip() for f in step.fields}, facts.words)
    if step.typed:
        refuse_unconfirmed(given.get("confirm", ""), hazard.number, PREFIX, facts)
    if code == "order":
        return (_order(hazard.status, said, facts),)
    text = said.get("text", "")
    changes: dict[str, object] = {}
    if code == "fix":
        changes = {"measure": text, "closed_at": facts.now}
    elif code == "clear":
        changes = {"rechecks": hazard.rechecks + 1, "closed_at": facts.now}
    elif code == "fail":
        changes = {
            "rechecks": hazard.rechecks + 1,
            "next_due": facts.now,
            "receiver": "",
            "receiver_due": None,
        }
    elif code == "transfer":
        due = future(said["due"], "due", facts)
        changes = {"receiver": said["receiver"], "receiver_due": due, "next_due": due}
    elif code == "void":
        changes = {"closed_at": hazard.closed_at or facts.now}
    recheck = {"clear": True, "fail": False}.get(code)
    first = HazardMove(code, hazard.status, step.target, changes, text, recheck)
    if code == "fail" and said["deadline"]:
        return first, _order("recheck_failed", {"deadline": said["deadline"]}, facts)
    return (first,)


def _order(source: str, said: Mapping[str, str], facts: HazardFacts) -> HazardMove:
    day = read_deadline(said["deadline"], facts.calendar.day(facts.now))
    changes: dict[str, object] = {
        "deadline": day, "next_due": end_of(day, facts.calendar), "ordered_at": facts.now, "receiver": "",
        "receiver_due": None,
    }  # fmt: skip
    for name, column in (("text", "measure"), ("owner", "owner"), ("order_no", "order_no")):
        if said.get(name):
            changes[column] = said[name][: LIMITS.get(column, LIMITS["done"])]
    return HazardMove("order", source, "ordered", changes, said.get("text", ""))


def first_move(measure: str, given: Mapping[str, str], level: str, facts: HazardFacts) -> HazardMove | None:
    """What follows at once from what is done with a new hazard; None where that is decided later.

    An order without a deadline takes the usual one of the level. Raises DeskError.
    """
    done = given.get("done", "").strip()
    if measure == "fixed":
        return HazardMove("fix", "found", "fixed_on_spot", {"closed_at": facts.now}, done)
    if measure == "ordered":
        usual = proposed_deadline(level, facts.calendar.day(facts.now)).isoformat()
        return _order("found", {"deadline": given.get("deadline", "").strip() or usual}, facts)
    return None


def first_due(found: datetime, facts: HazardFacts) -> datetime:
    """Until when somebody must decide about a hazard that was only found: the end of the day after its entry."""
    return end_of(proposed_deadline("major", facts.calendar.day(max(found, facts.now))), facts.calendar)
