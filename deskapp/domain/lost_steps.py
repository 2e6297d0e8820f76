"""What the steps of a lost report write and refuse: a minor is not shown to the public without a word why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from deskapp.domain.asking import checked, refuse_unknown
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.field_form import Around
from deskapp.domain.lost import MACHINE, LostReport
from deskapp.domain.machine import Move
from deskapp.domain.text import clean, one_line
from deskapp.domain.things import PERSON, named
from deskapp.domain.times import read_moment
from deskapp.domain.words import N_, Words


def move(report: LostReport, code: str, given: Mapping[str, str], around: Around) -> Move:
    """Check the step `code` with the texts `given` and say what it writes. Raises DeskError."""
    step = MACHINE.path(report.status, code)[-1]
    refuse_unknown(step, given)
    said = checked(step, {f.name: given.get(f.name, "").strip() for f in step.fields}, around.words)
    reason, changes = said.get("text", ""), dict[str, object]()
    if code == "find":
        changes = {
            "found_at": _found_at(said["at"], around), "found_place": one_line(said["place"])[:200],
            "found_by": one_line(said["by"])[:100], "result": reason,
        }  # fmt: skip
    elif code == "appeal":
        reason = said["reason"]
        if report.is_minor and not reason:
            raise DeskError(
                N_("A minor is shown to the public only where the search needs it: type why. What you typed is kept."),
                code=Exit.USAGE, field="reason",
            )  # fmt: skip
        changes = {"public_at": around.now, "public_why": reason}
    elif code == "case":
        changes = {"receipt": one_line(said["receipt"])[:60], "result": reason}
    elif code == "close":
        changes = {"result": reason}
    if step.target and code != "void":
        changes["closed_at"] = around.now
    return Move(code, report.status, step.target or report.status, changes, reason)


def _found_at(text: str, around: Around) -> datetime:
    with about("at"):
        at = read_moment(text, around.now, around.calendar) if text else around.now
    if at > around.now + timedelta(minutes=1):
        raise DeskError(
            N_("“{text}” is still to come: type a time that has been. What you typed is kept."),
            code=Exit.USAGE, field="at", text=clean(text)[:40],
        )  # fmt: skip
    return at


def refuse_final(report: LostReport) -> None:
    """Raise DeskError for a report that is closed."""
    if not report.is_open:
        raise DeskError(
            N_("{number} is closed and not corrected any more: add an entry with 0."), number=report.number
        )


def proposed_text(report: LostReport, t: Words, when: str) -> str:
    """The text of an appeal as a report tells it, without a name or a phone: an officer mends it."""
    what = t(N_("person")) if report.kind == PERSON else named(report.kind, report.name, t)
    age = t(N_("{count} years old"), count=report.age) if report.age and not report.is_minor else ""
    facts = ("，" if t.language == "zh" else ", ").join(filter(None, (age, report.shown_features())))
    parts = (
        t(N_("Looked for: {what}."), what=what),
        f"{facts}。" if facts and t.language == "zh" else f"{facts}." if facts else "",
        t(N_("Last seen: {where} {when}."), where=report.shown_place(), when=when)
        if report.last_place or when
        else "",
        t(N_("Who has seen it, please tell the police room.")),
    )
    return ("" if t.language == "zh" else " ").join(filter(None, parts))
