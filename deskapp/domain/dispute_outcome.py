"""The short way: one outcome typed at once becomes the steps that lead to it, each checked as if taken alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from deskapp.domain.codes import CodeList
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import KIND, OUTCOME, POLICE_KINDS
from deskapp.domain.dispute_guards import FORMS
from deskapp.domain.dispute_steps import AGREED, ELIGIBLE, FAILED, ON_PAPER, PROMISE, YES_NO
from deskapp.domain.machine import Step, StepField
from deskapp.domain.words import N_

OUTCOMES = CodeList(
    "outcome_form", OUTCOME.label, *AGREED.entries, *(entry for entry in FAILED if entry.code not in AGREED)
)  # fmt: skip
"""What a mediation can end in, on the digits of the list."""

FORM = Step("outcome", N_("Outcome"), frozenset({"registered", "accepted", "mediating"}), "", (
    StepField("form", OUTCOME.label, "code", options=OUTCOMES),
    StepField("course", N_("Course")),
    StepField("text", N_("What was agreed, or why not")),
    *PROMISE,
    StepField("signed", N_("Signed on paper by all?"), "code", required=False, options=YES_NO),
    StepField("told", N_("Which ways were the parties told?"), "text", required=False),
    StepField("from", N_("Began"), "moment", required=False),
    StepField("to", N_("Ended"), "moment", required=False),
    StepField("attendees", N_("Present"), "text", required=False),
    StepField("kind", N_("Kind of mediation"), "text", required=False),
    StepField("eligible", N_("Eligibility"), "text", required=False),
))  # fmt: skip
"""The form of an outcome; what is only needed for some outcomes is optional."""

_KIND = {
    "on_site_agreed": "on_site", "written_agreed": "peoples", "oral_agreed": "informal",
    "self_settled_accepted": "self_settled", "peoples_accepted": "security",
}  # fmt: skip
_AT_ONCE = frozenset({"on_site_agreed"})
_AS_CODES = {
    "kind": StepField("kind", KIND.label, "code", options=KIND),
    "eligible": StepField("eligible", ELIGIBLE.label, "code", options=ELIGIBLE),
}
"""Where a person chooses, and types no code."""

Taken = tuple[str, dict[str, str]]


def forms_of(kind: str) -> frozenset[str]:
    """The outcomes that a kind of mediation can end in; all of them while the kind is not settled."""
    agreed = FORMS[kind] if kind else tuple(entry.code for entry in AGREED)
    return frozenset(agreed) | {entry.code for entry in FAILED}


def kind_of(file: File, form: str) -> str:
    """The kind that the file has, or that an outcome speaks for."""
    return file.dispute.kind or _KIND.get(form, "informal")


def form_fields(file: File, form: str) -> tuple[StepField, ...]:
    """What an outcome asks for from where the file stands: what is needed first, then what may stay empty.

    The guards of each step decide in the end; this is only the order in which a person is asked.
    """
    status, kind = file.dispute.status, kind_of(file, form)
    agreed, sits = form in AGREED, status in ("registered", "accepted")
    checks = status == "registered" and kind in POLICE_KINDS
    needed = ["form", *(["eligible"] if checks else []), *(["signed"] if form in ON_PAPER else [])]
    needed += [*(["course"] if sits else []), "text", *([] if agreed else ["told"])]
    rest = ["sum", "manner"] if agreed else []
    rest += ["deadline", "parts"] if agreed and form not in _AT_ONCE else []
    rest += ["kind"] if status == "registered" else []
    rest += ["eligible"] if status == "registered" and not checks else []
    rest += ["to", "from", "attendees"] if sits else []
    known = {field.name: field for field in FORM.fields} | _AS_CODES
    return tuple(replace(known[name], required=name in needed) for name in (*needed, *rest))


def steps_to(file: File, given: Mapping[str, str]) -> list[Taken]:
    """The steps, with what each is given, that lead from where the file stands to the outcome in `given`.

    An agreement on the spot goes on to fulfilled; another one stops where its performance is promised, or at
    the agreement where nothing is said of that. No step is left out, and none is checked less.
    """
    form, status = given.get("form", ""), file.dispute.status
    kind = file.dispute.kind or given.get("kind", "") or kind_of(file, form)
    taken: list[Taken] = []
    if status == "registered":
        eligible = given.get("eligible", "")
        taken.append(("accept", {"kind": kind, "willing": "yes", "eligible": eligible}))
    if status in ("registered", "accepted") or given.get("from"):
        taken.append(("session", {
            "from": given.get("from", "") or given.get("to", ""), "to": given.get("to", ""),
            "attendees": given.get("attendees", ""), "course": given.get("course", ""),
            "result": given.get("text", ""),
        }))  # fmt: skip
    if form in FAILED:
        return [*taken, ("fail", {k: given.get(k, "") for k in ("form", "text", "told")})]
    names = ("form", "text", "signed", *(field.name for field in PROMISE))
    taken.append(("agree", {name: given.get(name, "") for name in names}))
    if given.get("parts"):  # instalments bring their promise themselves
        return taken
    if form in _AT_ONCE or (kind == "informal" and not given.get("deadline")):
        done = "done_on_spot" if form in _AT_ONCE or given.get("sum") else "none_due"
        taken.append(("perform", {"performance": done, "text": given.get("course", "")}))
    elif given.get("deadline"):
        taken.append(("promise", {}))
    return taken
