"""The state machine of disputes as data: each step, from where, to where, and what it asks for."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.dispute_codes import (
    CLOSE_WAY,
    KIND,
    NOT_MEDIABLE,
    OUTCOME,
    PERFORMANCE,
    RISK,
    STATUS,
)
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.request_codes import DEPARTMENT, FOLLOWUP
from deskapp.domain.words import N_

YES_NO = CodeList("yes_no", N_("Yes or no"), Code("yes", N_("Yes")), Code("no", N_("No")))

ELIGIBLE = CodeList(
    "eligible", N_("Eligibility"),
    Code("passed", N_("May be mediated: minor, among people who know each other, both want it")),
    *NOT_MEDIABLE.entries,
)  # fmt: skip
"""The check list of a public-order mediation: it passed, or the reason why it may not be mediated."""


def _some(codes: CodeList, name: str, *kept: str) -> CodeList:
    return CodeList(name, codes.label, *(codes[code] for code in kept))


AGREED = _some(
    OUTCOME, "agreed_form", "on_site_agreed", "oral_agreed", "written_agreed", "self_settled_accepted",
    "peoples_accepted", "partial",
)  # fmt: skip
ON_PAPER = frozenset({"on_site_agreed", "written_agreed", "peoples_accepted"})
"""Agreements that all sign."""
FAILED = _some(OUTCOME, "failed_form", "not_agreed", "refused", "withdrawn", "terminated")
PERFORMED = _some(PERFORMANCE, "performed_form", "done_on_spot", "none_due")
CONFIRMED = CodeList(
    "confirmation", N_("Judicial confirmation"),
    Code("applied", N_("Applied for")), Code("confirmed", N_("Confirmed")), Code("refused", N_("Refused")),
    Code("waived", N_("The parties do not apply")),
)  # fmt: skip


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


_LIVE = frozenset(entry.code for entry in STATUS) - {"archived", "voided", "undone"}
_DONE = _from("fulfilled", "followed_up")

_TEXT = StepField("text", N_("Note"), required=False)

PROMISE = (
    StepField("sum", N_("Sum"), "money", required=False),
    StepField("manner", N_("Manner of performance"), "text", required=False),
    StepField("deadline", N_("Perform until"), "date", required=False),
    StepField("parts", N_("Instalments"), "text", required=False),
)
"""What an agreement says of its performance, wherever an agreement is written down."""

STEPS = (
    Step("accept", N_("Accept"), _from("registered"), "accepted", (
        StepField("kind", N_("Kind of mediation"), "code", options=KIND),
        StepField("willing", N_("Do all want mediation?"), "code", options=YES_NO),
        StepField("eligible", N_("Eligibility"), "code", required=False, options=ELIGIBLE),
        StepField("presider", N_("Presided by"), "officer", required=False)), key=1),
    Step("session", N_("Sitting"), _from("accepted", "mediating"), "mediating", (
        StepField("from", N_("Began"), "moment"),
        StepField("to", N_("Ended"), "moment"),
        StepField("place", N_("Place"), "text", required=False),
        StepField("attendees", N_("Present"), "text", required=False),
        StepField("course", N_("Course")),
        StepField("result", N_("Result of the sitting"), required=False),
        StepField("override", N_("Reason of the leader for one sitting more"), required=False)), key=1),
    Step("agree", N_("Agreement"), _from("mediating"), "agreed", (
        StepField("form", N_("Form of the agreement"), "code", options=AGREED),
        StepField("signed", N_("Signed on paper by all?"), "code", required=False, options=YES_NO),
        StepField("text", N_("Content of the agreement")), *PROMISE), key=2),
    Step("fail", N_("No agreement"), _from("mediating"), "not_agreed", (
        StepField("form", N_("How it ended"), "code", options=FAILED),
        StepField("text", N_("Reason")),
        StepField("told", N_("Which ways were the parties told?"), "text")), key=3),
    Step("retry", N_("Mediate again"), _from("not_agreed"), "mediating", (
        StepField("text", N_("Why again: second sitting, or who applied anew")),), key=1),
    Step("perform", N_("Performed at once"), _from("agreed"), "fulfilled", (
        StepField("performance", N_("Performance"), "code", options=PERFORMED),
        StepField("text", N_("Evidence: receipt, what was seen"), required=False)), key=1),
    Step("promise", N_("Performance promised"), _from("agreed"), "performing", (
        PROMISE[-1],
        _TEXT), key=2),
    Step("pay", N_("Part performed"), _from("performing"), "performing", (
        StepField("sum", N_("Sum"), "money"),
        StepField("on", N_("Day"), "date", required=False),
        _TEXT), key=1),
    Step("fulfil", N_("Fulfilled"), _from("performing"), "fulfilled", (
        StepField("text", N_("Evidence: receipt, what was seen")),), key=2),
    Step("breach", N_("Not performed"), _from("performing"), "breached", (
        StepField("text", N_("What was not done")),), key=3),
    Step("remediate", N_("Mediate again"), _from("breached"), "mediating", (
        StepField("text", N_("Reason")),), key=1),
    Step("follow_up", N_("Follow-up"), _DONE, "followed_up", (
        StepField("result", N_("Follow-up result"), "code", options=FOLLOWUP),
        StepField("text", N_("What was found"))), key=1),
    Step("relapse", N_("It broke out again"), _DONE, "mediating", (
        StepField("text", N_("What happened")),), key=2),
    Step("confirm", N_("Judicial confirmation"), _from("agreed", "performing", "fulfilled", "followed_up"), "", (
        StepField("confirmation", N_("Judicial confirmation"), "code", options=CONFIRMED),
        StepField("number", N_("Number of the court"), "text", required=False),
        _TEXT), key=8),
    Step("decline", N_("Do not mediate"), _from("registered", "accepted", "mediating"), "declined", (
        StepField("reason", N_("Why it may not be mediated"), "code", options=NOT_MEDIABLE),
        StepField("text", N_("Which lawful way the parties were told"))), key=6),
    Step("transfer", N_("Transfer"), _from("registered", "accepted", "mediating"), "transferred", (
        StepField("receiver", N_("To whom"), "code", options=DEPARTMENT),
        StepField("due", N_("Reply due"), "moment"),
        _TEXT), key=5),
    Step("return", N_("Came back"), _from("transferred"), "", (
        StepField("text", N_("Why it came back")),), key=1),
    Step("feedback", N_("Reply of the receiver"), _from("transferred"), "closed_other", (
        StepField("text", N_("Reply")),), key=2),
    Step("close", N_("By law"), _from("not_agreed", "breached"), "closed_other", (
        StepField("way", N_("Way of the law"), "code", options=CLOSE_WAY),
        StepField("number", N_("Number or note"), "text")), key=7),
    Step("risk", N_("Set the risk"), _LIVE - _DONE, "", (
        StepField("risk", N_("Risk"), "code", options=RISK),
        StepField("text", N_("Reason"))), key=4),
    Step("archive", N_("Archive"), _from("fulfilled", "followed_up", "declined", "closed_other"), "archived", (
        _TEXT,), key=5),
    Step("void", N_("Void"), _LIVE, "voided", (StepField("text", N_("Reason")),), key=9, typed=True),
)  # fmt: skip
"""A step whose target is empty stays in its state, or finds its target itself."""

MACHINE = Machine(STATUS, STEPS)
"""The steps of a dispute, each on its digit."""
