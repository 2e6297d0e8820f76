"""The open record of a request as labelled lines, for the screen and the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from deskapp.domain.kept_steps import PURGED
from deskapp.domain.masks import STANDARD, hide_told, identity_ends
from deskapp.domain.money import show_money
from deskapp.domain.request import Request
from deskapp.domain.request_codes import (
    CATEGORY,
    CHANNEL,
    DANGER,
    DEPARTMENT,
    FOLLOWUP,
    OUTCOME,
    PRESSING,
    STATUS,
    URGENCY,
)
from deskapp.domain.request_link import LOG_INTO
from deskapp.domain.request_steps import machine
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words

STEP_LABELS: Mapping[str, str] = {step.code: step.label for step in machine().steps} | {
    "log": N_("Registered"), "note": N_("Entry added"), "correct": N_("Corrected"), "undo": N_("Undone"),
    "redo": N_("Redone"),
    "purge": PURGED, LOG_INTO: N_("Registered and merged"),
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line of a card."""

    label: str
    text: str
    tone: str = ""
    """"", "urgent", "overdue", "closed" or "muted"."""


@dataclass(frozen=True, slots=True)
class View:
    """What a card needs to know beside the record."""

    officers: Mapping[int, str]
    """Names by key."""
    calendar: Calendar
    now: datetime
    words: Words
    masks: str = STANDARD
    """The style of the room, for names beside a list."""
    area_of: Callable[[int], str] = lambda key: ""
    """Code and name of an area by its key."""

    def who(self, officer: int) -> str:
        """The name of an officer."""
        return self.officers.get(officer, "—")

    def area(self, key: int | None) -> str:
        """Code and name of an area; empty for none."""
        return self.area_of(key) if key is not None else ""

    def when(self, at: datetime | None) -> str:
        """A moment, short."""
        return self.calendar.show(at, self.now) if at else ""


def state_text(request: Request, view: View) -> str:
    """Shape and word of the state; an overdue record says so."""
    t = view.words
    said = f"{t.marks.states[request.status]} {STATUS.label_of(request.status, t)}"
    return f"{said}  ! {t(N_('overdue'))}" if request.is_overdue(view.now) else said


def card(request: Request, view: View, *, beside: bool = False) -> tuple[Line, ...]:
    """The lines of a record, empty ones left out; the document number stands by its ends.

    Open, it shows name and phone in full; `beside` a list both are shown as the list shows them.
    """
    t, when = view.words, view.when
    today = view.calendar.day(view.now)
    kind = CATEGORY.label_of(request.category, t)
    if (entry := CATEGORY.get(request.category, t)) and entry.group:
        kind += " · " + t(entry.group)
    tone = "urgent" if request.urgency != "normal" else ""
    lines: tuple[Line, ...] = (
        Line(t(N_("State")), state_text(request, view), "overdue" if request.is_overdue(view.now) else ""),
        Line(
            t(N_("Name")),
            request.shown_name(today, t, view.masks) if beside else request.applicant or t(N_("Unnamed")),
        ),
        Line(t(N_("Phone")), request.shown_phone() if beside else request.phone),
        Line(t(N_("ID number")), "" if beside else identity_ends(request.id_number)),
        Line(t(N_("Category")), kind),
        Line(t(N_("Urgency")), ("! " if tone else "") + URGENCY.label_of(request.urgency, t), tone),
        Line(t(N_("Danger")), "! " + _list(request.dangers, t) if request.dangers else "", "urgent"),
        Line(t(N_("What is it")), request.told_outside(today, t) if beside else request.told(t)),
        Line(t(N_("Place")), request.place),
        Line(t(N_("Area")), view.area(request.area_id)),
        Line(t(N_("Address")), "" if beside and request.is_sheltered(today) else request.address),
        Line(t(N_("When")), when(request.occurred_at) if _told_late(request) else ""),
        Line(
            t(N_("Entered")),
            f"{when(request.entered_at)}  {view.who(request.entered_by)} · {CHANNEL.label_of(request.channel, t)}",
        ),
        Line(t(N_("Responsible")), _who_answers(request, view)),
        Line(t(N_("Due")), when(request.next_due) if request.is_open else ""),
        Line(t(N_("Waiting for whom")), request.waiting_for if request.status == "waiting" else ""),
        Line(t(N_("To whom")), DEPARTMENT.label_of(request.receiver, t) if request.receiver else ""),
        Line(t(N_("Outcome")), OUTCOME.label_of(request.outcome, t) if request.outcome else ""),
        Line(t(N_("Where to")), DEPARTMENT.label_of(request.told_where, t) if request.told_where else ""),
        Line(t(N_("Result")), request.result),
        Line(
            t(N_("Money that came back (yuan)")), show_money(request.recovered) if request.recovered else ""
        ),
        Line(t(PRESSING.label), PRESSING.label_of(request.pressing, t) if request.pressing else ""),
        Line(t(N_("Receipt number of the case system")), request.receipt),
        Line(t(N_("Merged into")), request.merged_into),
        Line(t(N_("Linked record")), request.linked),
        Line(t(N_("Follow-up result")), FOLLOWUP.label_of(request.followup, t) if request.followup else ""),
        Line(t(N_("Reopened")), t(N_("{count} times"), count=request.reopened) if request.reopened else ""),
    )
    told = (replace(line, text=hide_told(line.text)) if beside else line for line in lines)
    return tuple(line for line in told if line.text)


def _told_late(request: Request) -> bool:
    return abs(request.entered_at - request.occurred_at) >= timedelta(minutes=1)


def _who_answers(request: Request, view: View) -> str:
    who = view.who(request.responsible)
    if request.first_receiver == request.responsible:
        return who
    return view.words(N_("{who} (first receiver: {first})"), who=who, first=view.who(request.first_receiver))


def _list(dangers: tuple[str, ...], t: Words) -> str:
    return " · ".join(DANGER.label_of(code, t) for code in dangers)
