"""From what was typed to a dispute that can be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.danger_words import spoken
from deskapp.domain.dispute_codes import KIND, RISK, SCALE, SOURCE, STAGE, TYPE
from deskapp.domain.dispute_signals import THREATS, VIOLENCE, graver, reason, speaks
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.money import read_money
from deskapp.domain.request_draft import check_length, read_occurred
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Term, Words

FLAGS = CodeList(
    "dispute_flag", N_("Marks"),
    Code("threat", N_("Threat")),
    Code("domestic_violence", N_("Domestic violence")),
    Code("petition_risk", N_("Petition looming")),
)  # fmt: skip

LABELS = {
    "type": TYPE.label, "summary": N_("What is it"), "place": N_("Place"), "source": SOURCE.label,
    "kind": KIND.label, "people": N_("People in it"), "amount": N_("Sum in dispute"), "scale": SCALE.label,
    "stage": STAGE.label, "risk": RISK.label, "flags": FLAGS.label, "occurred_at": N_("When"),
    "first_sign_at": N_("First sign"),
}  # fmt: skip
"""The fields of a new dispute beside its parties, in their order."""


@dataclass(frozen=True, slots=True)
class DisputeDraft:
    """A dispute that was checked and is not yet written; see Dispute for the meaning of each field."""

    kind: str
    type: str
    source: str
    summary: str
    place: str
    scale: str
    people: int
    amount: int
    stage: str
    risk: str
    threat: bool
    domestic_violence: bool
    petition_risk: bool
    occurred_at: datetime
    first_sign_at: datetime


def propose_flags(summary: str) -> tuple[str, ...]:
    """The marks that the words of a quarrel speak for; an officer confirms or changes them."""
    found: list[str] = []
    for flag, dangers in (("threat", THREATS), ("domestic_violence", VIOLENCE)):
        if next(spoken(summary, dangers), ""):
            found.append(flag)
    if any(word in summary for word in ("上访", "信访", "集访", "越级")):
        found.append("petition_risk")
    return tuple(found)


def propose_risk(summary: str, flags: Sequence[str], people: int, scale: str, t: Words) -> tuple[str, str]:
    """The risk that words, marks and the number of people speak for, and why; both empty where nothing does."""
    found = next(graver(speaks(summary, flags, people, scale), "blue"), None)
    return (found.risk, reason(found.kind, found.params, t)) if found else ("", "")


def read_risk_reason(given: Mapping[str, str], risk: str) -> str:
    """Why the risk is more than latent. Raises DeskError where the form asked for it and it is empty."""
    said = clean(given.get("risk_reason", "").strip(), lines=True)
    if risk != "blue" and not said and "risk_reason" in given:
        raise DeskError(
            N_("“{risk}” needs its reason: type a few words. What you typed is kept."),
            code=Exit.USAGE, field="risk_reason", risk=Term(RISK.source_of(risk)),
        )  # fmt: skip
    return said[:10_000] if risk != "blue" else ""


def read_dispute(given: Mapping[str, str], now: datetime, calendar: Calendar, t: Words) -> DisputeDraft:
    """Check everything that was typed. Raises DeskError naming the first field that is wrong."""
    type_ = _code(TYPE, "type", given, "", t)
    summary = check_length("summary", clean(given.get("summary", "").strip(), lines=True))
    if not summary:
        raise DeskError(
            N_("It is not said yet what this is about: type a line. What you typed is kept."),
            code=Exit.USAGE, field="summary",
        )  # fmt: skip
    text = given.get("flags")
    with about("flags"):
        flags = (
            propose_flags(summary)
            if text is None
            else tuple(FLAGS.find(part, t) for part in text.replace("，", ",").split(",") if part.strip())
        )
    with about("occurred_at"):
        occurred = read_occurred(given.get("occurred_at", ""), now, calendar)
    with about("first_sign_at"):
        first = (
            read_occurred(given["first_sign_at"], now, calendar) if given.get("first_sign_at") else occurred
        )
    people = read_people(given.get("people", ""))
    return DisputeDraft(
        kind=_code(KIND, "kind", given, "", t) if given.get("kind") else "",
        type=type_,
        source=_code(SOURCE, "source", given, "walk_in", t),
        summary=summary,
        place=check_length("place", one_line(clean(given.get("place", "")))),
        scale=_code(SCALE, "scale", given, "group" if people >= 5 else "individual", t),
        people=people,
        amount=read_money(given.get("amount", ""), "amount"),
        stage=_code(STAGE, "stage", given, "open", t),
        risk=_code(RISK, "risk", given, "blue", t),
        threat="threat" in flags,
        domestic_violence="domestic_violence" in flags,
        petition_risk="petition_risk" in flags,
        occurred_at=occurred,
        first_sign_at=min(first, occurred),
    )


def _code(codes: CodeList, name: str, given: Mapping[str, str], default: str, t: Words) -> str:
    said = given.get(name, "").strip() or default
    if not said:
        raise DeskError(
            N_("It is not chosen yet what the quarrel is about: press a digit, 0 for all. What you typed is kept."),
            code=Exit.USAGE, field=name,
        )  # fmt: skip
    with about(name):
        return codes.find(said, t)


def read_people(text: str) -> int:
    """How many people are in a quarrel, as typed; two where nothing is. Raises DeskError."""
    said = narrow(clean(text))
    if not said:
        return 2
    if not said.isdecimal() or len(said) > 9 or not 1 <= int(said) <= 100_000:
        raise DeskError(
            N_("“{text}” is no number of people: type a whole number like 2. What you typed is kept."),
            code=Exit.USAGE, field="people", text=clean(text),
        )  # fmt: skip
    return int(said)
