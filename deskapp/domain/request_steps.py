"""The state machine of requests: steps, guards, and what each step writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from deskapp.domain.asking import checked, find_officer, future, refuse_unconfirmed, refuse_unknown
from deskapp.domain.codes import CodeList
from deskapp.domain.due import RULES, Rule
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.machine import Machine, Move, Step, StepField
from deskapp.domain.money import read_money
from deskapp.domain.number import read_number
from deskapp.domain.officer import Officer
from deskapp.domain.request import PREFIX, Request
from deskapp.domain.request_codes import DEPARTMENT, FOLLOWUP, OUTCOME, PRESSING, STATUS
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words

_TO_REGISTER = {"to_dispute": "disputes", "to_hazard": "hazards"}
"""Outcomes that need a record of another register, and that register's name."""

BY_STEP = frozenset({"transferred", "told_where", "not_police", "merged", "withdrawn"})
"""Outcomes that a step of their own sets."""


DECLINE_OUTCOME = OUTCOME.narrowed("decline_outcome", lambda code: code in ("told_where", "not_police"))


def resolve_outcomes(registers: frozenset[str] = frozenset()) -> CodeList:
    """The outcomes that `resolve` offers; those of another register appear when that register is there."""
    return OUTCOME.narrowed(
        "resolve_outcome",
        lambda code: code not in BY_STEP and (code not in _TO_REGISTER or _TO_REGISTER[code] in registers),
    )


_OPEN = frozenset({"registered", "in_progress", "waiting", "transferred"})
_CLOSED = frozenset({"resolved", "followed_up", "declined", "withdrawn"})


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


_KEYS = {
    "take": 1, "resume": 1, "return": 1, "reopen": 1, "resolve": 2, "feedback": 2, "solve": 3, "wait": 4,
    "follow_up": 4, "transfer": 5, "archive": 5, "decline": 6, "merge": 7, "withdraw": 8, "void": 9,
}  # fmt: skip
"""The digit of each step, the same wherever the step is allowed; no two in one state share one."""


CAME = (
    StepField("recovered", N_("Money that came back (yuan)"), "money", required=False),
    StepField("pressing", PRESSING.label, "code", required=False, options=PRESSING),
)
"""What may be said of a result beside its words."""


def machine(registers: frozenset[str] = frozenset()) -> Machine:
    """The steps of a request, each on its digit."""
    return Machine(STATUS, tuple(replace(step, key=_KEYS[step.code]) for step in _steps(registers)))


def _steps(registers: frozenset[str]) -> tuple[Step, ...]:
    return (
            Step("take", N_("Take up"), _from("registered"), "in_progress", (
                StepField("responsible", N_("Responsible officer"), "officer", required=False),)),
            Step("solve", N_("Solved on the spot"), _from("registered"), "resolved", (
                StepField("text", N_("Result"), submits=True), *CAME)),
            Step("resolve", N_("Resolve"), _from("in_progress", "waiting"), "resolved", (
                StepField("outcome", N_("Outcome"), "code", options=resolve_outcomes(registers)),
                StepField("text", N_("Result")),
                StepField("receipt", N_("Receipt number of the case system"), "text", required=False),
                StepField("linked", N_("Number of the other record"), "number", required=False, submits=True),
                *CAME), "take"),
            Step("wait", N_("Wait for a reply"), _from("in_progress"), "waiting", (
                StepField("waiting_for", N_("Waiting for whom"), "text"),
                StepField("due", N_("Until when"), "moment")), "take"),
            Step("resume", N_("Go on"), _from("waiting"), "in_progress", (
                StepField("text", N_("What came in"), required=False),)),
            Step("transfer", N_("Transfer"), _from("in_progress", "waiting"), "transferred", (
                StepField("receiver", N_("To whom"), "code", options=DEPARTMENT),
                StepField("due", N_("Reply due"), "moment"),
                StepField("text", N_("Note"), required=False)), "take"),
            Step("feedback", N_("Reply of the receiver"), _from("transferred"), "resolved", (
                StepField("text", N_("Reply"), submits=True), *CAME)),
            Step("return", N_("Came back"), _from("transferred"), "in_progress", (
                StepField("text", N_("Why it came back")),)),
            Step("decline", N_("Tell where to go"), _from("registered", "in_progress"), "declined", (
                StepField("told_where", N_("Where to"), "code", options=DEPARTMENT),
                StepField("text", N_("What was said")),
                StepField("outcome", N_("Outcome"), "code", required=False, options=DECLINE_OUTCOME))),
            Step("merge", N_("Merge into another"), _from("registered", "in_progress", "waiting"), "merged", (
                StepField("into", N_("Number of the other request"), "number"),
                StepField("text", N_("Note"), required=False))),
            Step("withdraw", N_("Withdrawn"), _OPEN, "withdrawn", (
                StepField("text", N_("The person's words")),)),
            Step("follow_up", N_("Follow up"), _from("resolved"), "followed_up", (
                StepField("followup", N_("Follow-up result"), "code", options=FOLLOWUP),
                StepField("text", N_("Note"), required=False))),
            Step("reopen", N_("Reopen"), _CLOSED, "in_progress", (
                StepField("text", N_("Reason")),)),
            Step("archive", N_("Archive"), _CLOSED, "archived", (
                StepField("text", N_("Note"), required=False),)),
            Step("void", N_("Void"), frozenset(entry.code for entry in STATUS) - {"archived", "voided", "undone"},
                 "voided", (StepField("text", N_("Reason")),), typed=True),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards need to know of the rest of the desk."""

    now: datetime
    calendar: Calendar
    actor: int
    officers: Sequence[Officer] = ()
    target: Callable[[str], Request | None] = lambda number: None
    """Finds the request of a number in this room."""
    registers: Mapping[str, Callable[[str], bool]] = field(default_factory=dict)
    """Registers that stand beside this one, each with a look-up that says whether a number is in it."""
    words: Words = field(default_factory=Words.plain)
    rules: Mapping[str, Rule] = field(default_factory=lambda: RULES)
    """Until when a matter is due, by category."""
    area: Callable[[str], int | None] = lambda typed: None
    """Finds the key of the area that is meant; None where nothing is typed."""


def moves(request: Request, code: str, given: Mapping[str, str], facts: Facts) -> tuple[Move, ...]:
    """Check the step `code` on `request` with the texts `given`, and say what it writes.

    One move for each step on the way, each with its own history row. Raises DeskError where a guard refuses;
    then nothing is written.
    """
    steps = machine(frozenset(facts.registers)).path(request.status, code)
    refuse_unknown(steps[-1], given)
    done: list[Move] = []
    for step in steps:
        last = step is steps[-1]
        said = {f.name: given.get(f.name, "").strip() for f in step.fields} if last else {}
        if last:
            said = checked(step, said, facts.words)
            if step.typed:
                refuse_unconfirmed(given.get("confirm", ""), request.number, PREFIX, facts)
        move = _WRITES[step.code](request, step, said, facts)
        request = replace(request, status=move.target, **move.changes)  # type: ignore[arg-type]
        done.append(move)
    return tuple(done)


def _due(said: Mapping[str, str], facts: Facts) -> datetime:
    return future(said["due"], "due", facts)


_Writer = Callable[[Request, Step, Mapping[str, str], Facts], Move]


def _move(request: Request, step: Step, reason: str, **changes: object) -> Move:
    return Move(step.code, request.status, step.target, changes, reason)


def _came(said: Mapping[str, str]) -> dict[str, object]:
    """What came of it beside the words, where something was said."""
    found: dict[str, object] = {"pressing": said["pressing"]} if said["pressing"] else {}
    return found | ({"recovered": read_money(said["recovered"], "recovered")} if said["recovered"] else {})


def _take(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    named = said.get("responsible", "")
    officer = find_officer(named, facts) if named else facts.actor
    return _move(request, step, "", responsible=officer, next_due=request.due_at)


def _needs_receipt() -> DeskError:
    return DeskError(
        N_("A case report is closed with its receipt number: press 2, “Handed to the case system”. All is kept."),
        code=Exit.USAGE, field="outcome",
    )  # fmt: skip


def _solve(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    if request.is_case:
        raise _needs_receipt()
    return _move(
        request, step, said["text"], outcome="solved_on_spot", result=said["text"], closed_at=facts.now,
        responsible=request.responsible or facts.actor, **_came(said),
    )  # fmt: skip


def _resolve(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    outcome = said["outcome"]
    if request.is_case and outcome != "to_case":
        raise _needs_receipt()
    changes: dict[str, object] = {"outcome": outcome, "result": said["text"], "closed_at": facts.now}
    changes |= _came(said)
    if outcome == "to_case":
        changes["receipt"] = said["receipt"] or request.receipt
        if not changes["receipt"]:
            raise DeskError(
                N_("A case is handed over with the receipt number of the case system: type it. It is all kept."),
                code=Exit.USAGE, field="receipt",
            )  # fmt: skip
    if register := _TO_REGISTER.get(outcome):
        if not said["linked"] or not facts.registers[register](said["linked"]):
            raise DeskError(
                N_("There is no record “{number}” to link to: open it first, then type its number."),
                code=Exit.NOT_FOUND, field="linked", number=said["linked"],
            )  # fmt: skip
        changes["linked"] = said["linked"]
    return _move(request, step, said["text"], **changes)


def _wait(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    due = _due(said, facts)
    return _move(
        request, step, said["waiting_for"], waiting_for=said["waiting_for"], waiting_due=due, next_due=due
    )


def _resume(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    return _move(request, step, said["text"], waiting_for="", waiting_due=None, next_due=request.due_at)


def _transfer(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    due = _due(said, facts)
    return _move(
        request, step, said["text"], receiver=said["receiver"], receiver_due=due, next_due=due,
        waiting_for="", waiting_due=None,
    )  # fmt: skip


def _feedback(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    return _move(
        request, step, said["text"], outcome="transferred", result=said["text"], closed_at=facts.now, **_came(said)
    )  # fmt: skip


def _return(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    return _move(request, step, said["text"], receiver_due=None, next_due=request.due_at)


def _decline(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    return _move(
        request, step, said["text"], outcome=said["outcome"] or "told_where", told_where=said["told_where"],
        result=said["text"], closed_at=facts.now,
    )  # fmt: skip


def merge_target(request: Request, text: str, facts: Facts, field: str = "into") -> str:
    """The number of another request that this one may be merged into. Raises DeskError about `field`."""
    with about(field):
        number = read_number(text, PREFIX, facts.calendar.day(facts.now))
    target = facts.target(number)
    if target is None:
        raise DeskError(
            N_("There is no request {number} to merge into. Nothing is changed: look the number up with F5."),
            code=Exit.NOT_FOUND, field=field, number=number,
        )  # fmt: skip
    if target.id == request.id or target.status in ("merged", "voided", "undone"):
        raise DeskError(
            N_("{number} cannot take this one: it is this record itself, merged or voided. Choose another."),
            field=field, number=number,
        )  # fmt: skip
    return number


def _merge(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    number = merge_target(request, said["into"], facts)
    return _move(
        request, step, said["text"], outcome="merged", merged_into=number, closed_at=facts.now
    )  # fmt: skip


def _withdraw(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    return _move(request, step, said["text"], outcome="withdrawn", result=said["text"], closed_at=facts.now)


def _follow_up(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    return _move(
        request, step, said["text"], followup=said["followup"], followup_at=facts.now, followup_by=facts.actor
    )


def _reopen(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    return _move(
        request, step, said["text"], reopened=request.reopened + 1, closed_at=None, outcome="", told_where="",
        waiting_for="", waiting_due=None, receiver_due=None, next_due=request.due_at,
        result="", recovered=0, followup="", followup_at=None, followup_by=0,
    )  # fmt: skip


def _plain(request: Request, step: Step, said: Mapping[str, str], facts: Facts) -> Move:
    return _move(request, step, said["text"])


_WRITES: Mapping[str, _Writer] = {
    "take": _take, "solve": _solve, "resolve": _resolve, "wait": _wait, "resume": _resume,
    "transfer": _transfer, "feedback": _feedback, "return": _return, "decline": _decline, "merge": _merge,
    "withdraw": _withdraw, "follow_up": _follow_up, "reopen": _reopen, "archive": _plain, "void": _plain,
}  # fmt: skip
