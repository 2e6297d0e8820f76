"""From what was typed to a request that can be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from deskapp.domain import due
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.identity import born_of, is_minor, read_identity, read_phone
from deskapp.domain.request_codes import CASE_REPORT, CATEGORY, CHANNEL, DANGER, URGENCY
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import Calendar, read_moment
from deskapp.domain.words import N_, Term, Words

LIMITS = {"applicant": 100, "place": 200, "address": 200, "summary": 10_000}
"""Characters that a field may have."""

FIELD_LABELS = {
    "applicant": N_("Name"), "phone": N_("Phone"), "category": N_("Category"), "summary": N_("What is it"),
    "id_number": N_("ID number"), "address": N_("Address"), "place": N_("Place"), "urgency": N_("Urgency"),
    "dangers": N_("Danger"), "channel": N_("Channel"), "occurred_at": N_("When"), "due_at": N_("Due"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A request that was checked and is not yet written; see Request for the meaning of each field."""

    channel: str
    category: str
    urgency: str
    dangers: tuple[str, ...]
    applicant: str
    phone: str
    id_number: str
    address: str
    place: str
    summary: str
    occurred_at: datetime
    due_at: datetime
    warnings: tuple[str, ...] = ()
    """English sentences of the catalogue; none of them is a wall."""


NARRATIVE_NOTICE = N_(
    "Case report: the person, time, place and danger are kept, the facts of the case are not. "
    "Lead the person to the case system; its receipt number closes this record."
)


CASE_HINT = N_("what was done here; the facts of the case belong in the case system")
"""Beside the texts of steps and entries of a case report: they say what the desk did, and they stay."""


def check_length(field: str, text: str) -> str:
    """`text`, or a DeskError where it is longer than the field may be."""
    limit = LIMITS.get(field)
    if limit is not None and len(text) > limit:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field=field, label=Term(FIELD_LABELS[field]), count=len(text), limit=limit,
        )  # fmt: skip
    return text


def read_draft(
    given: Mapping[str, str],
    now: datetime,
    calendar: Calendar,
    t: Words,
    rules: Mapping[str, due.Rule] = due.RULES,
    standing: Mapping[str, str] = MappingProxyType({}),
) -> Draft:
    """Check everything that was typed. Raises DeskError naming the first field that is wrong.

    `given` has the texts of FIELD_LABELS; what is missing is empty. `dangers` are codes with commas. `standing`
    are codes that the record has already: they may stay though they are offered no more.
    """
    category = given.get("category", "").strip()
    if not category:
        raise DeskError(
            N_("No category is chosen yet: press 1–9 for one, 0 for all. What you typed is kept."),
            code=Exit.USAGE, field="category",
        )  # fmt: skip
    with about("category"):
        category = CATEGORY.find(category, t, standing=standing.get("category", ""))
    told = check_length("summary", clean(given.get("summary", "").strip(), lines=True))
    if not told and category != CASE_REPORT:
        raise DeskError(
            N_("It is not said yet what this is about: type a line. What you typed is kept."),
            code=Exit.USAGE, field="summary",
        )  # fmt: skip
    identity = read_identity(given.get("id_number", ""))
    proposed = due.propose(category, told, rules)
    with about("urgency"):
        urgency = URGENCY.find(given.get("urgency") or proposed.urgency, t)
    with about("channel"):
        channel = CHANNEL.find(given.get("channel") or "walk_in", t, standing=standing.get("channel", ""))
    with about("dangers"):
        dangers = _read_dangers(given, standing, proposed, identity.number, calendar.day(now), t)
    with about("occurred_at"):
        occurred = read_occurred(given.get("occurred_at", ""), now, calendar)
    with about("due_at"):
        due_by = _read_due(given.get("due_at", ""), category, urgency, now, calendar, rules)
    warnings = [identity.warning] if identity.warning else []
    if category == CASE_REPORT and told:
        warnings.append(NARRATIVE_NOTICE)
    return Draft(
        channel=channel,
        category=category,
        urgency=urgency,
        dangers=dangers,
        applicant=_line("applicant", given),
        phone=read_phone(given.get("phone", "")),
        id_number=identity.number,
        address=_line("address", given),
        place=_line("place", given),
        summary="" if category == CASE_REPORT else told,
        occurred_at=occurred,
        due_at=due_by,
        warnings=tuple(warnings),
    )


def _line(field: str, given: Mapping[str, str]) -> str:
    return check_length(field, one_line(clean(given.get(field, ""))))


def read_occurred(text: str, now: datetime, calendar: Calendar) -> datetime:
    """When it happened; empty means now. Raises DeskError for a moment that is still to come."""
    if not text.strip():
        return now
    at = read_moment(text, now, calendar)
    if at > now + timedelta(minutes=1):
        raise DeskError(
            N_("“{text}” is still to come: when did it happen? What you typed is kept."),
            code=Exit.USAGE, field="occurred_at", text=clean(text),
        )  # fmt: skip
    return at


def _read_due(
    text: str,
    category: str,
    urgency: str,
    now: datetime,
    calendar: Calendar,
    rules: Mapping[str, due.Rule],
) -> datetime:
    if not text.strip():
        return due.due_at(category, urgency, now, rules)
    at = read_moment(text, now, calendar, hour=time(18, 0))
    if at < now:
        raise DeskError(
            N_("The due date “{text}” has passed already. Type a later one, or leave it empty."),
            code=Exit.USAGE, field="due_at", text=clean(text),
        )  # fmt: skip
    return at


def _read_dangers(
    given: Mapping[str, str],
    standing: Mapping[str, str],
    proposed: due.Proposal,
    id_number: str,
    today: date,
    t: Words,
) -> tuple[str, ...]:
    text, had = given.get("dangers"), standing.get("dangers", "").split(",")
    if text is None:
        flags = list(proposed.dangers)
    else:
        parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
        flags = [DANGER.find(part, t, standing=part if part in had else "") for part in parts]
    if is_minor(born_of(id_number), today) and "minor" not in flags:
        flags.append("minor")
    return tuple(dict.fromkeys(flags))
