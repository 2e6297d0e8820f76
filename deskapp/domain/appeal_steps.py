"""The steps of an appeal, each with its guard: nothing goes out unchecked, nothing is verified that nobody told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from deskapp.domain.appeal import DAYS, KIND, OUT, STATUS, TEXT_MOST, Appeal
from deskapp.domain.appeal_check import Finding, findings, said_of, unsettled
from deskapp.domain.asking import checked, refuse_unknown
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.field_form import Around
from deskapp.domain.field_trail import COMMON
from deskapp.domain.identity import read_phone
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import days_ahead, read_day
from deskapp.domain.words import N_, Words

_OPEN = frozenset({"draft", "issued", "answered"})
_UNTIL = StepField("until", N_("Runs until"), "date", required=False)

STEPS = (
    Step("issue", N_("Put out"), frozenset({"draft"}), "issued", (
        StepField("keep", N_("Why what was found stays"), "text", required=False), _UNTIL), key=1),
    Step("answer", N_("A reply came"), OUT, "answered", (
        StepField("text", N_("What was told")),
        StepField("giver", N_("Who told it"), "name", required=False),
        StepField("phone", N_("Phone"), "phone", required=False)), key=2),
    Step("useful", N_("It helped"), frozenset({"answered"}), "verified_useful", (
        StepField("text", N_("Result")),
        StepField("reply", N_("Which reply"), "reply", required=False),
        StepField("incident", N_("Number of the incident or case"), "text", required=False)), key=3),
    Step("useless", N_("It did not help"), frozenset({"answered"}), "verified_useless", (
        StepField("text", N_("Reason")),), key=4),
    Step("prolong", N_("Let it run longer"), OUT, "", (
        StepField("until", N_("Runs until"), "date"), StepField("text", N_("Reason"), "text")), key=5),
    Step("expire", N_("It has run out"), frozenset({"issued"}), "expired", (
        StepField("text", N_("Note"), "text", required=False),), key=6),
    Step("void", N_("Void"), _OPEN, "voided", (StepField("text", N_("Reason")),), key=9),
)  # fmt: skip

MACHINE = Machine(STATUS, STEPS)
"""The steps of an appeal, each on its digit."""

STEP_LABELS: Mapping[str, str] = {step.code: step.label for step in STEPS} | COMMON | {
    "add_appeal": N_("Appeal written"), "copy_out": N_("Text copied out"),
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""


@dataclass(frozen=True, slots=True)
class AppealMove:
    """One step that was checked and may be written."""

    step: str
    target: str
    changes: Mapping[str, object]
    reason: str = ""
    reply: Mapping[str, str] = field(default_factory=dict)
    """A reply that is new."""
    verdicts: Mapping[int, str] = field(default_factory=dict)
    """What the replies were worth, by their keys."""
    needs_officer: bool = False
    """Whether a police officer alone may take it."""


def move(
    appeal: Appeal, code: str, given: Mapping[str, str], around: Around, minors: Iterable[str] = ()
) -> AppealMove:
    """Check the step `code` with the texts `given` and say what it writes. Raises DeskError.

    `minors` are the names of minors that the desk knows.
    """
    step = MACHINE.path(appeal.status, code)[-1]
    refuse_unknown(step, given)
    said = checked(step, {f.name: given.get(f.name, "").strip() for f in step.fields}, around.words)
    if code == "issue":
        return _issued(appeal, said, around, minors)
    if code == "answer":
        with about("phone"):
            phone = read_phone(said["phone"])
        reply = {"text": said["text"], "giver": one_line(said["giver"])[:100], "phone": phone}
        return AppealMove(code, step.target, {}, "", reply)
    if code in ("useful", "useless"):
        return _verified(appeal, step, said)
    if code == "prolong":
        until = _until(said["until"], around)
        return AppealMove(code, appeal.status, {"expires_on": until.isoformat()}, said["text"])
    if code == "expire" and not said["text"] and not appeal.ran_out(around.today):
        raise DeskError(
            N_("{number} still runs: type why it ends early. What you typed is kept."),
            code=Exit.USAGE, field="text", number=appeal.number,
        )  # fmt: skip
    return AppealMove(code, step.target, {}, said["text"])


def refuse_found(found: Iterable[Finding], t: Words) -> None:
    """Raise DeskError that names what must be taken out of the text or confirmed."""
    if named := said_of(found, t):
        raise DeskError(
            N_("The text holds {found}. Take it out with Ctrl+E, or type why it must stay. Nothing is put out."),
            field="keep", found=named,
        )  # fmt: skip


def refuse_uncopied(appeal: Appeal, minors: Iterable[str], t: Words) -> None:
    """Raise DeskError for a text that may not be copied out as it stands."""
    if appeal.status == "draft":
        raise DeskError(
            N_("{number} is a draft: put it out first, 1. That checks the text before it leaves the desk."),
            number=appeal.number,
        )
    if appeal.status not in OUT:
        raise DeskError(
            N_("{number} is not out any more, and its text is not copied: write a new appeal."),
            number=appeal.number,
        )
    if named := said_of(unsettled(findings(appeal.text, minors), appeal.kept_hits), t):
        raise DeskError(
            N_("The desk knows more by now: the text of {number} holds {found}. Void it with 9 and write a new one."),
            number=appeal.number, found=named,
        )  # fmt: skip


def refuse_long(text: str) -> None:
    """Raise DeskError for a text that nobody reads in a group."""
    if len(text) > TEXT_MOST:
        raise DeskError(
            N_("The appeal has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field="text", count=len(text), limit=TEXT_MOST,
        )  # fmt: skip


def refuse_said(appeal: Appeal) -> None:
    """Raise DeskError where the text has left the desk and is not corrected any more."""
    if appeal.status != "draft":
        raise DeskError(
            N_("{number} was put out and stays as it was said: void it with 9 and write a new one."),
            number=appeal.number,
        )


def usual_end(today: date) -> date:
    """The last day of an appeal where nothing else is said."""
    return today + timedelta(days=DAYS)


def is_kind(code: str) -> bool:
    """Whether an appeal can be about this."""
    return code in KIND


def _until(text: str, around: Around) -> date:
    with about("until"):
        ahead = days_ahead(text)
        day = around.today + timedelta(days=ahead) if ahead is not None else read_day(text, around.today)
    if day < around.today:
        raise DeskError(
            N_("The date “{text}” has passed already: type a later one. What you typed is kept."),
            code=Exit.USAGE, field="until", text=clean(text),
        )  # fmt: skip
    return day


def _issued(appeal: Appeal, said: Mapping[str, str], around: Around, minors: Iterable[str]) -> AppealMove:
    found, why = findings(appeal.text, minors), one_line(said["keep"])
    if found and not why:
        refuse_found(found, around.words)
    until = _until(said["until"], around) if said["until"] else appeal.expires_on or usual_end(around.today)
    if until < around.today:
        raise DeskError(
            N_("The last day of {number} has passed already: type until when it runs."),
            code=Exit.USAGE, field="until", number=appeal.number,
        )  # fmt: skip
    changes: dict[str, object] = {"expires_on": until.isoformat(), "issued_at": around.now}
    if found:
        changes |= {"kept_why": why, "kept_hits": "\n".join(one.hit for one in found)}
    return AppealMove("issue", "issued", changes, why if found else "", needs_officer=bool(found))


def _verified(appeal: Appeal, step: Step, said: Mapping[str, str]) -> AppealMove:
    keys = {str(place): reply.id for place, reply in enumerate(appeal.replies, 1)}
    wanted = said.get("reply", "")
    if wanted and wanted not in keys:
        raise DeskError(
            N_("There is no reply {text}: type a number from 1 to {count}. What you typed is kept."),
            code=Exit.USAGE, field="reply", text=wanted[:20], count=len(keys),
        )  # fmt: skip
    if step.code == "useless":
        verdicts = dict.fromkeys(keys.values(), "useless")
    else:
        chosen = keys[wanted] if wanted else list(keys.values())[-1]
        verdicts = {key: "useful" if key == chosen else "useless" for key in keys.values()}
    changes = {"result": said["text"], "incident_no": one_line(said.get("incident", ""))[:60]}
    return AppealMove(step.code, step.target, changes, said["text"], {}, verdicts)
