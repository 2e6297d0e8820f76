"""The open file of a dispute as labelled lines, for the screen and the command line alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from deskapp.domain.clocks import Due
from deskapp.domain.codes import CodeList
from deskapp.domain.dispute import File, Instalment, Mediator, Party, Session, Signal, Visit
from deskapp.domain.dispute_codes import (
    CLOSE_WAY,
    KIND,
    MEDIATOR,
    NOT_MEDIABLE,
    OUTCOME,
    PERFORMANCE,
    RISK,
    ROLE,
    SCALE,
    SOURCE,
    STAGE,
    STATUS,
    TYPE,
)
from deskapp.domain.dispute_papers import PAPER, missing_papers
from deskapp.domain.dispute_signals import reason
from deskapp.domain.dispute_steps import CONFIRMED
from deskapp.domain.masks import STANDARD, outside_name
from deskapp.domain.money import show_money
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_codes import DEPARTMENT, FOLLOWUP
from deskapp.domain.words import N_, Words

SEALED = N_("(sealed)")
"""What stands in the place of what a sealed file is about."""


def state_text(file: File, view: View) -> str:
    """Shape and word of the state."""
    t, status = view.words, file.dispute.status
    return f"{t.marks.states[status]} {STATUS.label_of(status, t)}"


def shown_names(file: File, t: Words, masks: str = STANDARD) -> str:
    """Who quarrels, for lists and sheets, in the style of the room: initials alone where the file is sheltered."""
    shown = [outside_name(party.name, sheltered=file.sheltered, style=masks) for party in file.sides]
    return " / ".join(name or t(N_("Unnamed")) for name in shown[:3]) + (" …" if len(shown) > 3 else "")


def shown_summary(file: File, t: Words) -> str:
    """What it is about, for lists and sheets; of a sealed file its kind alone."""
    if file.dispute.sealed:
        return t(SEALED)
    return file.dispute.summary


def facts(file: File, view: View, dues: Iterable[Due]) -> tuple[Line, ...]:
    """The lines of the file, empty ones left out."""
    t, when, dispute = view.words, view.when, file.dispute
    marks = [
        label
        for label, on in (
            (N_("Threat"), dispute.threat), (N_("Domestic violence"), dispute.domestic_violence),
            (N_("Petition looming"), dispute.petition_risk), (N_("Sealed"), dispute.sealed),
        )
        if on
    ]  # fmt: skip
    lines = (
        Line(t(N_("State")), state_text(file, view)),
        *(due_line(one, view) for one in dues),
        Line(
            t(RISK.label),
            RISK.label_of(dispute.risk, t),
            "urgent" if dispute.risk in ("orange", "red") else "",
        ),
        Line(t(N_("Marks")), "! " + " · ".join(map(t, marks)) if marks else "", "urgent"),
        *(_warning(one, view) for one in file.signals if not one.answer),
        *(_party(party, file, view) for party in file.parties),
        Line(t(TYPE.label), _of(TYPE, dispute.type, t)),
        Line(t(KIND.label), _of(KIND, dispute.kind, t)),
        Line(t(N_("What is it")), dispute.summary),
        Line(t(N_("Place")), dispute.place),
        Line(t(N_("Sum in dispute")), f"{show_money(dispute.amount)} 元" if dispute.amount else ""),
        Line(
            t(N_("Extent")),
            " · ".join(
                (
                    t(N_("{count} people"), count=dispute.people),
                    _of(SCALE, dispute.scale, t),
                    _of(STAGE, dispute.stage, t),
                )
            ),
        ),
        Line(t(N_("Presided by")), view.who(dispute.presider) if dispute.presider else ""),
        *(_mediator(one, view) for one in file.mediators),
        *(_session(one, view) for one in file.sessions),
        Line(t(OUTCOME.label), _of(OUTCOME, dispute.outcome, t)),
        Line(t(N_("Agreement")), f"{dispute.agreement_no} {dispute.agreement}".strip()),
        Line(t(N_("Sum")), _paid(file, t)),
        Line(t(PERFORMANCE.label), _performance(file, view)),
        *(_part(one, view) for one in file.instalments),
        *(_visit(one, view) for one in file.visits),
        Line(
            t(CONFIRMED.label),
            " ".join(filter(None, (_of(CONFIRMED, dispute.confirmation, t), dispute.confirmation_no))),
        ),
        Line(t(N_("Not mediated")), _of(NOT_MEDIABLE, dispute.decline_reason, t)),
        Line(t(N_("Told")), dispute.advice),
        Line(
            t(N_("To whom")), _of(DEPARTMENT, dispute.receiver, t) if dispute.status == "transferred" else ""
        ),
        Line(
            t(CLOSE_WAY.label),
            " ".join(filter(None, (_of(CLOSE_WAY, dispute.close_way, t), dispute.close_no))),
        ),
        Line(
            t(N_("Papers")),
            " · ".join(PAPER.label_of(kind, t) for kind in dict.fromkeys(p.kind for p in file.papers)),
        ),
        Line(t(N_("Papers missing")), " · ".join(PAPER.label_of(kind, t) for kind in missing_papers(file))),
        Line(
            t(N_("Entered")),
            f"{when(dispute.entered_at)}  {view.who(dispute.entered_by)} · {_of(SOURCE, dispute.source, t)}",
        ),
        Line(t(N_("Responsible")), view.who(dispute.responsible)),
        Line(t(N_("First sign to first action")), _days(dispute.first_sign_at, dispute.first_action_at, t)),
        Line(t(N_("Breaches")), str(dispute.breaches or "")),
        Line(t(N_("Relapses")), str(dispute.relapses or "")),
    )
    return tuple(line for line in lines if line.text)


def _of(codes: CodeList, code: str, t: Words) -> str:
    return codes.label_of(code, t) if code else ""


def due_line(one: Due, view: View) -> Line:
    """One thing that is due, with the name of its clock."""
    t = view.words
    late = one.overdue(view.now)
    said = f"{t(one.label)}" + (f"  ! {t(N_('overdue'))}" if late else "")
    return Line(t(N_("Due")), f"{view.when(one.at)}  {said}", "overdue" if late else "")


def _warning(one: Signal, view: View) -> Line:
    t = view.words
    said = f"! {reason(one.kind, one.params, t)} → {RISK.label_of(one.risk, t)}"
    return Line(t(N_("Warning")), said, "urgent")


def _party(party: Party, file: File, view: View) -> Line:
    t = view.words
    stands_by = next((one.name for one in file.parties if one.id == party.stands_by), "")
    parts = [party.name or t(N_("Unnamed"))]
    if stands_by:
        parts.append(t(N_("for {name}"), name=stands_by))
    if party.minor:
        parts.append("! " + t(N_("minor")))
    if party.mandate:
        parts.append(t(N_("mandate shown")))
    if party.own_living:
        parts.append(t(N_("lives on own labour")))
    return Line(ROLE.label_of(party.role, t), " · ".join(parts), "urgent" if party.minor else "")


def _mediator(one: Mediator, view: View) -> Line:
    t = view.words
    named = one.name or (view.who(one.officer_id) if one.officer_id else "")
    of = DEPARTMENT.label_of(one.body, t) if one.body in DEPARTMENT else one.body
    return Line(MEDIATOR.label_of(one.kind, t), " · ".join(filter(None, (named, of, one.task, one.contact))))


def _session(one: Session, view: View) -> Line:
    t, local = view.words, view.calendar.local
    span = f"{local(one.from_at):%m-%d %H:%M}–{local(one.to_at):%H:%M}"
    said = " · ".join(filter(None, (span, one.place, one.course, one.result, one.override)))
    return Line(t(N_("Sitting {number}"), number=one.seq), said)


def _paid(file: File, t: Words) -> str:
    dispute = file.dispute
    if not dispute.agreed_sum:
        return ""
    return t(N_("{paid} of {sum} 元"), paid=show_money(dispute.paid), sum=show_money(dispute.agreed_sum))


def _performance(file: File, view: View) -> str:
    t, dispute = view.words, file.dispute
    until = f"{dispute.deadline:%Y-%m-%d}" if dispute.deadline else ""
    return " · ".join(filter(None, (_of(PERFORMANCE, dispute.performance, t), dispute.manner, until)))


def _part(one: Instalment, view: View) -> Line:
    t = view.words
    mark = t.marks.done if one.settled else t.marks.other
    said = f"{mark} {one.due_on:%Y-%m-%d}  {show_money(one.paid)} / {show_money(one.amount)} 元"
    late = not one.settled and one.due_on < view.calendar.local(view.now).date()
    return Line(t(N_("Instalment {number}"), number=one.seq), said, "overdue" if late else "")


def _visit(one: Visit, view: View) -> Line:
    t = view.words
    if one.done_at is None:
        return Line(t(N_("Follow-up")), f"{t.marks.other} {one.due_on:%Y-%m-%d}")
    result = _of(FOLLOWUP, one.result, t)
    said = " · ".join(filter(None, (view.when(one.done_at), view.who(one.by), result, one.note)))
    return Line(t(N_("Follow-up")), f"{t.marks.done} {said}")


def _days(start: datetime, end: datetime | None, t: Words) -> str:
    return t(N_("{count} days"), count=max(0, (end - start).days)) if end else ""


def short_number(number: str, day: date, today: date) -> str:
    """The number in a list: 003 for one of today, 1121-003 for one of this year."""
    serial = number.rpartition("-")[2]
    if day == today:
        return serial
    return f"{day:%m%d}-{serial}" if day.year == today.year else f"{day:%y%m%d}-{serial}"
