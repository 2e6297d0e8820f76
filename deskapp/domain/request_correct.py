"""Corrections of a request: which fields can be corrected, and from what was typed to what is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain import due
from deskapp.domain.asking import TEXT_LIMIT, checked, find_officer, future
from deskapp.domain.coded import Coded
from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.identity import refuse_masked
from deskapp.domain.machine import Step, StepField
from deskapp.domain.masks import identity_ends
from deskapp.domain.money import read_money, show_money
from deskapp.domain.request import Request
from deskapp.domain.request_codes import (
    CASE_REPORT,
    CATEGORY,
    CHANNEL,
    DANGER,
    DEPARTMENT,
    FOLLOWUP,
    OUTCOME,
    URGENCY,
)
from deskapp.domain.request_draft import FIELD_LABELS, read_draft
from deskapp.domain.request_steps import (
    BY_STEP,
    CAME,
    DECLINE_OUTCOME,
    Facts,
    merge_target,
    resolve_outcomes,
)
from deskapp.domain.text import clean
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Term

_LISTS: dict[str, CodeList] = {
    "category": CATEGORY, "urgency": URGENCY, "dangers": DANGER, "channel": CHANNEL,
}  # fmt: skip
_KINDS = {
    "applicant": "name", "phone": "phone", "id_number": "id", "address": "place", "place": "place",
    "summary": "long", "occurred_at": "moment", "due_at": "moment",
}  # fmt: skip
_NEVER_EMPTY = ("category", "urgency", "channel", "occurred_at")
_TYPED: tuple[StepField, ...] = (
    StepField("responsible", N_("Responsible officer"), "officer"),
    StepField("waiting_for", N_("Waiting for whom"), "text"),
    StepField("waiting_due", N_("Until when"), "moment"),
    StepField("receiver", N_("To whom"), "code", options=DEPARTMENT),
    StepField("receiver_due", N_("Reply due"), "moment"),
    StepField("outcome", N_("Outcome"), "code", options=OUTCOME),
    StepField("told_where", N_("Where to"), "code", options=DEPARTMENT),
    StepField("result", N_("Result")),
    StepField("receipt", N_("Receipt number of the case system"), "text", required=False),
    StepField("merged_into", N_("Merged into"), "number"),
    StepField("followup", N_("Follow-up result"), "code", options=FOLLOWUP),
    *CAME,
)
"""What steps ask for; it can be corrected once it is there."""

AREA = StepField("area", N_("Area"), "area", required=False)
"""In which area it is; what was typed is looked up."""

LABELS: Mapping[str, str] = FIELD_LABELS | {field.name: field.label for field in (*_TYPED, AREA)}
"""Every field that can be corrected, by the name that it has in JSON."""

LISTS: Mapping[str, CodeList] = _LISTS | {f.name: f.options for f in _TYPED if f.options is not None}
_FINAL = {"archived", "voided", "undone"}


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that was checked and may be written."""

    changes: Mapping[str, object]
    """New values of the record's columns, those that differ alone."""
    reason: str
    lost: tuple[str, ...] = ()
    """Columns whose old value is not kept anywhere."""
    warnings: tuple[str, ...] = ()


def refuse_final(request: Request) -> None:
    """Raise DeskError for a record that is not corrected any more."""
    if request.status in _FINAL:
        raise DeskError(
            N_(
                "{number} is archived, voided or undone and not corrected any more: log what is missing anew."
            ),
            number=request.number,
        )


def fields_of(request: Request, registers: frozenset[str] = frozenset()) -> tuple[StepField, ...]:
    """What of this request can be corrected, in the order of the forms."""
    logged = (
        StepField(name, label, _KINDS.get(name, "flags" if name == "dangers" else "code"),
                  name in _NEVER_EMPTY, _LISTS.get(name))
        for name, label in FIELD_LABELS.items()
    )  # fmt: skip
    return (*logged, *(f for field in _TYPED if (f := _typed(field, request, registers))))


def _typed(field: StepField, request: Request, registers: frozenset[str]) -> StepField | None:
    if field.name == "receipt":
        return field if request.receipt or request.is_case or request.outcome else None
    if field in CAME:
        return field if request.outcome else None
    if not getattr(request, field.name):
        return None
    if field.name == "outcome":
        if request.outcome in DECLINE_OUTCOME:
            return StepField("outcome", field.label, "code", options=DECLINE_OUTCOME)
        if request.outcome in BY_STEP or request.linked:
            return None  # a step set it: the step is what would have to be taken back
        return StepField("outcome", field.label, "code", options=resolve_outcomes())
    return field


def texts_of(request: Request, calendar: Calendar, badges: Mapping[int, str]) -> dict[str, str]:
    """Each field as a form shows it; the document number by its ends, for nobody reveals it here."""
    texts = {}
    for field in fields_of(request):
        value = getattr(request, field.name)
        if isinstance(value, datetime):
            value = calendar.local(value).strftime("%Y-%m-%d %H:%M")
        elif field.name == "dangers":
            value = ",".join(value)
        elif field.name == "id_number":
            value = identity_ends(value)
        elif field.kind == "officer":
            value = badges.get(value, "")
        elif field.kind == "money":
            value = show_money(value) if value else ""
        texts[field.name] = str(value)
    return texts


def read_correction(request: Request, given: Mapping[str, str], reason: str, facts: Facts) -> Correction:
    """Check the texts in `given`, by field; those that stand there already change nothing. Raises DeskError."""
    refuse_final(request)
    known = {field.name: field for field in fields_of(request, frozenset(facts.registers))}
    for name in given:
        if name not in known and name != AREA.name:
            raise _unknown(request, name, tuple(known))
    areas = {"area_id": facts.area(given[AREA.name])} if AREA.name in given else {}
    given = {name: text for name, text in given.items() if name != AREA.name}
    badges = {officer.id: officer.badge for officer in facts.officers}
    stands = texts_of(request, facts.calendar, badges)
    typed = {name: text.strip() for name, text in given.items() if text.strip() != stands[name].strip()}
    for name, text in typed.items():
        if not text and name in _NEVER_EMPTY:
            raise _empty(name)
    said = reason if isinstance(reason, Coded) else clean(reason.strip(), lines=True)
    logged = {name: text for name, text in typed.items() if name in FIELD_LABELS}
    changes, lost, warnings = _read_logged(request, logged, facts)
    changes |= areas
    changes |= _read_typed(request, {n: known[n] for n in typed if n not in FIELD_LABELS}, typed, facts)
    changes = {name: value for name, value in changes.items() if value != getattr(request, name)}
    _refuse_case_without_receipt(request, changes)
    if not changes and not lost:
        raise DeskError(
            N_("Nothing would be changed: all of it stands there already. Change a value, or press Esc."),
            code=Exit.USAGE,
        )
    if not said:
        raise DeskError(
            N_("A correction needs its reason: say why. What you typed is kept."), code=Exit.USAGE, field="reason"
        )  # fmt: skip
    if len(said) > TEXT_LIMIT:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field="reason", label=Term(N_("Reason")), count=len(said), limit=TEXT_LIMIT,
        )  # fmt: skip
    return Correction(_with_next_due(request, changes), said, lost, warnings)


_SOLVED = {entry.code for entry in resolve_outcomes(frozenset({"disputes", "hazards"}))} - {"to_case"}


def _refuse_case_without_receipt(request: Request, changes: Mapping[str, object]) -> None:
    """What no step does with a case report, no correction does either."""
    category = changes.get("category", request.category)
    outcome = changes.get("outcome", request.outcome)
    if category == CASE_REPORT and outcome in _SOLVED and changes.keys() & {"category", "outcome"}:
        raise DeskError(
            N_("A case report is closed with its receipt number alone: correct the outcome to “Handed to the case "
               "system” and type the receipt, first or with this. What you typed is kept."),
            code=Exit.USAGE, field="outcome",
        )  # fmt: skip


def _read_logged(
    request: Request, typed: Mapping[str, str], facts: Facts
) -> tuple[dict[str, object], tuple[str, ...], tuple[str, ...]]:
    """What the log form asks for, by the code of the log form."""
    if not typed:
        return {}, (), ()
    refuse_masked(typed.get("id_number", ""))
    asked = {"category": request.category, "summary": request.summary} | dict(typed)
    standing = {
        "category": request.category,
        "channel": request.channel,
        "dangers": ",".join(request.dangers),
    }
    draft = read_draft(asked, facts.now, facts.calendar, facts.words, facts.rules, standing)
    changes: dict[str, object] = {name: getattr(draft, name) for name in typed}
    if "due_at" in typed and not typed["due_at"]:
        urgency = draft.urgency if "urgency" in typed else request.urgency
        changes["due_at"] = due.due_at(draft.category, urgency, request.entered_at, facts.rules)
    if "id_number" in typed and "minor" in draft.dangers and "dangers" not in typed:
        changes["dangers"] = tuple(dict.fromkeys((*request.dangers, "minor")))
    changes.pop("summary", None)
    if draft.category != CASE_REPORT:
        changes["summary"] = draft.summary
    elif request.summary:
        changes["summary"] = ""
        return changes, ("summary",), draft.warnings
    return changes, (), draft.warnings


def _read_typed(
    request: Request, asked: Mapping[str, StepField], typed: Mapping[str, str], facts: Facts
) -> dict[str, object]:
    """What steps ask for, by the code of the steps."""
    if not asked:
        return {}
    step = Step("correct", N_("Correct"), frozenset(), "", tuple(asked.values()))
    said: dict[str, str] = checked(step, {name: typed[name] for name in asked}, facts.words)
    changes: dict[str, object] = {}
    for name, field in asked.items():
        if field.kind == "moment":
            changes[name] = future(said[name], name, facts)
        elif field.kind == "officer":
            changes[name] = find_officer(said[name], facts)
        elif field.kind == "money":
            changes[name] = read_money(said[name], name)
        elif name == "merged_into":
            changes[name] = merge_target(request, said[name], facts, "merged_into")
        else:
            changes[name] = said[name]
    outcome, receipt = changes.get("outcome", request.outcome), changes.get("receipt", request.receipt)
    if outcome == "to_case" and not receipt:
        raise DeskError(
            N_("A case is handed over with the receipt number of the case system: type it. It is all kept."),
            code=Exit.USAGE, field="receipt",
        )  # fmt: skip
    return changes


def _with_next_due(request: Request, changes: dict[str, object]) -> dict[str, object]:
    """The moment that counts now goes with the date that it was taken from."""
    source = {"waiting": "waiting_due", "transferred": "receiver_due"}.get(request.status, "due_at")
    if source in changes and request.is_open:
        return changes | {"next_due": changes[source]}
    return changes


def _empty(name: str) -> DeskError:
    return DeskError(
        N_("“{label}” is empty: fill it in. What you typed is kept."),
        code=Exit.USAGE, field=name, label=Term(LABELS[name]),
    )  # fmt: skip


def _unknown(request: Request, name: str, known: tuple[str, ...]) -> DeskError:
    if name in LABELS:
        return DeskError(
            N_("“{label}” is not filled in on {number}, or a step set it: it cannot be corrected now. "
               "These can: {known}."),
            code=Exit.USAGE, label=Term(LABELS[name]), number=request.number, known=", ".join(known),
        )  # fmt: skip
    return DeskError(
        N_("There is no field “{name}” to correct. There is: {known}."),
        code=Exit.USAGE, name=clean(name), known=", ".join(known),
    )  # fmt: skip
