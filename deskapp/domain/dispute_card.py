"""The open file of a dispute as labelled lines, for the screen and the command line alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

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
from deskapp.domain.dispute_shown import shown_names, shown_summary
from deskapp.domain.dispute_signals import reason
from deskapp.domain.dispute_steps import CONFIRMED
from deskapp.domain.money import show_money
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_codes import DEPARTMENT, FOLLOWUP
from deskapp.domain.words import N_, Words


def state_text(file: File, view: View) -> str:
    """Shape and word of the state."""
    t, status = view.words, file.dispute.status
    return f"{t.marks.states[status]} {STATUS.label_of(status, t)}"


@dataclass(frozen=True, slots=True)
class Around:
    """What the open file shows of other records."""

    request: str = ""
    """Number of the request from which it came."""
    phones: Mapping[int, str] = field(default_factory=dict)
    """By the key of the card."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of the file that belong together."""

    heading: str
    """In the language of the reader; the first section has none."""
    lines: tuple[Line, ...]


ALONE = Around()


def facts(file: File, view: View, dues: Iterable[Due], around: Around = ALONE) -> tuple[Line, ...]:
    """The lines of the file, empty ones left out."""
    return tuple(line for section in sections(file, view, dues, around) for line in section.lines)


def sections(file: File, view: View, dues: Iterable[Due], around: Around = ALONE) -> tuple[Section, ...]:
    """The lines of the file by what they are about, what is empty left out."""
    t = view.words
    found = (
        ("", _head(file, view)),
        (N_("Clocks"), _clocks(dues, view)),
        (N_("Parties"), [_party(party, file, view, around) for party in file.parties]),
        (N_("What it is about"), _matter(file, view)),
        (N_("Sittings"), _sittings(file, view)),
        (N_("Agreement and performance"), _agreement(file, view)),
        (N_("Follow-up"), [_visit(one, view) for one in file.visits]),
        (N_("Papers and entry"), _entry(file, view, around)),
    )
    kept = ((heading, tuple(line for line in lines if line.text)) for heading, lines in found)
    return tuple(Section(t(heading) if heading else "", lines) for heading, lines in kept if lines)


def beside(file: File, view: View, dues: Iterable[Due]) -> tuple[Line, ...]:
    """The lines of the file beside a list: what is due and how far it is, no more of people than the list tells."""
    t, dispute = view.words, file.dispute
    lines = (
        *_head(file, view),
        *_clocks(dues, view),
        Line(t(N_("Parties")), shown_names(file, t, view.masks)),
        Line(t(N_("What is it")), shown_summary(file, t)),
        Line(t(N_("Place")), "" if file.sheltered else dispute.place),
        Line(t(N_("Area")), "" if file.sheltered else view.area(dispute.area_id)),
        Line(t(N_("Sum in dispute")), _yuan(dispute.amount)),
        Line(t(N_("Presided by")), view.who(dispute.presider) if dispute.presider else ""),
        Line(t(N_("Sittings")), str(len(file.sessions) or "")),
        Line(t(N_("How it ended")), _of(OUTCOME, dispute.outcome, t)),
        Line(t(PERFORMANCE.label), _performance(file, view)),
        Line(t(N_("Responsible")), view.who(dispute.responsible)),
    )
    return tuple(line for line in lines if line.text)


def _head(file: File, view: View) -> list[Line]:
    t, dispute = view.words, file.dispute
    marks = [
        label
        for label, on in (
            (N_("Threat"), dispute.threat), (N_("Domestic violence"), dispute.domestic_violence),
            (N_("Petition looming"), dispute.petition_risk), (N_("Sealed"), dispute.sealed),
        )
        if on
    ]  # fmt: skip
    risk = RISK.label_of(dispute.risk, t)
    if marks:
        risk += "  ! " + " · ".join(map(t, marks))
    state = (state_text(file, view), _of(TYPE, dispute.type, t), _of(KIND, dispute.kind, t))
    return [
        Line(t(N_("State")), " · ".join(filter(None, state))),
        Line(t(RISK.label), risk, "urgent" if marks or dispute.risk in ("orange", "red") else ""),
        *(_warning(one, view) for one in file.signals if not one.answer),
    ]


def _clocks(dues: Iterable[Due], view: View) -> list[Line]:
    """The nearest of each clock: later instalments stand with their dates below the performance."""
    first: dict[str, Due] = {}
    for one in dues:
        first.setdefault(one.clock, one)
    return [due_line(one, view) for one in first.values()]


def _matter(file: File, view: View) -> list[Line]:
    t, dispute = view.words, file.dispute
    extent = (
        _yuan(dispute.amount),
        t(N_("{count} people"), count=dispute.people),
        _of(SCALE, dispute.scale, t),
        _of(STAGE, dispute.stage, t),
    )
    late = abs(dispute.entered_at - dispute.occurred_at) >= timedelta(minutes=1)
    return [
        Line(t(N_("What is it")), dispute.summary),
        Line(t(N_("Place")), dispute.place),
        Line(t(N_("Area")), view.area(dispute.area_id)),
        Line(t(N_("When")), view.when(dispute.occurred_at) if late else ""),
        Line(t(N_("Extent")), " · ".join(filter(None, extent))),
    ]


def _sittings(file: File, view: View) -> list[Line]:
    t, dispute = view.words, file.dispute
    return [
        Line(t(N_("Presided by")), view.who(dispute.presider) if dispute.presider else ""),
        *(mediator_line(one, view) for one in file.mediators),
        *(_session(one, view) for one in file.sessions),
    ]


def _agreement(file: File, view: View) -> list[Line]:
    t, dispute = view.words, file.dispute
    closed = (_of(CLOSE_WAY, dispute.close_way, t), dispute.close_no)
    agreed = (_of(OUTCOME, dispute.outcome, t), dispute.agreement_no, dispute.agreement)
    ruled = (_of(CONFIRMED, dispute.confirmation, t), dispute.confirmation_no)
    return [
        Line(t(N_("How it ended")), "" if dispute.agreement else _of(OUTCOME, dispute.outcome, t)),
        Line(t(N_("Agreement")), " · ".join(filter(None, agreed)) if dispute.agreement else ""),
        Line(t(PERFORMANCE.label), _performance(file, view)),
        *(_part(one, view, dispute.is_open) for one in file.instalments),
        Line(t(CONFIRMED.label), " ".join(filter(None, ruled))),
        Line(t(N_("Not mediated")), _of(NOT_MEDIABLE, dispute.decline_reason, t)),
        Line(t(N_("Told")), dispute.advice),
        Line(
            t(N_("To whom")), _of(DEPARTMENT, dispute.receiver, t) if dispute.status == "transferred" else ""
        ),
        Line(t(CLOSE_WAY.label), " ".join(filter(None, closed))),
    ]


def _entry(file: File, view: View, around: Around) -> list[Line]:
    t, dispute = view.words, file.dispute
    entered = (
        f"{view.when(dispute.entered_at)}  {view.who(dispute.entered_by)}", _of(SOURCE, dispute.source, t),
    )  # fmt: skip
    again = (
        t(N_("not kept {count} times"), count=dispute.breaches) if dispute.breaches else "",
        t(N_("broke out again {count} times"), count=dispute.relapses) if dispute.relapses else "",
    )
    responsible = view.who(dispute.responsible) if dispute.responsible != dispute.entered_by else ""
    made = dict.fromkeys(paper.kind for paper in file.papers)
    # A running mediation owes no notice of its end yet.
    owed = [kind for kind in missing_papers(file) if not (kind == "termination" and dispute.is_open)]
    return [
        Line(t(N_("Papers")), " · ".join(PAPER.label_of(kind, t) for kind in made)),
        Line(t(N_("Papers missing")), " · ".join(PAPER.label_of(kind, t) for kind in owed)),
        Line(t(N_("From the request")), around.request),
        Line(t(N_("Entered")), " · ".join(filter(None, entered))),
        Line(t(N_("Responsible")), responsible),
        Line(t(N_("First step")), _days(dispute.first_sign_at, dispute.first_action_at, t)),
        Line(t(N_("Again")), " · ".join(filter(None, again))),
    ]


def _yuan(amount: int) -> str:
    return f"{show_money(amount)} 元" if amount else ""


def _of(codes: CodeList, code: str, t: Words) -> str:
    return codes.label_of(code, t) if code else ""


def due_line(one: Due, view: View) -> Line:
    """One thing that is due, with the name of its clock."""
    t = view.words
    late = one.overdue(view.now)
    said = f"{t(one.label)}" + (f"  ! {t(N_('overdue'))}" if late else "")
    if one.unsure:
        said += f"  ({t(N_('shifted days of {year} not known'), year=view.calendar.local(one.at).year)})"
    return Line(t(N_("Due")), f"{view.when(one.at)}  {said}", "overdue" if late else "")


def _warning(one: Signal, view: View) -> Line:
    t = view.words
    said = f"! {reason(one.kind, one.params, t)} → {RISK.label_of(one.risk, t)}"
    return Line(t(N_("Warning")), said, "urgent")


def _party(party: Party, file: File, view: View, around: Around) -> Line:
    t = view.words
    stands_by = next((one.name for one in file.parties if one.id == party.stands_by), "")
    parts = [party.name or t(N_("Unnamed"))]
    if phone := around.phones.get(party.person_id):
        parts.append(phone)
    if stands_by:
        parts.append(t(N_("for {name}"), name=stands_by))
    if party.minor:
        parts.append("! " + t(N_("minor")))
    if party.mandate:
        parts.append(t(N_("mandate shown")))
    if party.own_living:
        parts.append(t(N_("lives on own labour")))
    return Line(ROLE.label_of(party.role, t), " · ".join(parts), "urgent" if party.minor else "")


def mediator_line(one: Mediator, view: View) -> Line:
    """Who mediates: in which way, who, of which body, for what."""
    t = view.words
    named = one.name or (view.who(one.officer_id) if one.officer_id else "")
    of = DEPARTMENT.label_of(one.body, t) if one.body in DEPARTMENT else one.body
    return Line(MEDIATOR.label_of(one.kind, t), " · ".join(filter(None, (named, of, one.task, one.contact))))


def _session(one: Session, view: View) -> Line:
    t, local = view.words, view.calendar.local
    span = f"{local(one.from_at):%m-%d %H:%M}–{local(one.to_at):%H:%M}"
    said = " · ".join(filter(None, (span, one.place, one.course, one.result, one.override)))
    return Line(t(N_("Sitting {number}"), number=one.seq), said)


def _performance(file: File, view: View) -> str:
    t, dispute = view.words, file.dispute
    until = t(N_("until {day}"), day=f"{dispute.deadline:%Y-%m-%d}") if dispute.deadline else ""
    paid = ""
    if dispute.agreed_sum:
        sums = {"paid": show_money(dispute.paid), "sum": show_money(dispute.agreed_sum)}
        paid = t(N_("{paid} of {sum} 元"), **sums)
        if (left := dispute.agreed_sum - dispute.paid) and dispute.paid:
            paid += " · " + t(N_("{sum} 元 still open"), sum=show_money(left))
    return " · ".join(filter(None, (_of(PERFORMANCE, dispute.performance, t), dispute.manner, until, paid)))


def _part(one: Instalment, view: View, owed: bool) -> Line:
    """One instalment; where the law has taken over it is `owed` here no longer."""
    t = view.words
    mark = t.marks.done if one.settled else t.marks.other
    said = f"{mark} {one.due_on:%Y-%m-%d}  {show_money(one.paid)} / {show_money(one.amount)} 元"
    late = owed and not one.settled and one.due_on < view.calendar.local(view.now).date()
    if late:
        said += f"  ! {t(N_('overdue'))}"
    return Line(t(N_("Instalment {number}"), number=one.seq), said, "overdue" if late else "")


def _visit(one: Visit, view: View) -> Line:
    t = view.words
    if one.done_at is None:
        return Line(t(N_("Follow-up")), f"{t.marks.other} {one.due_on:%Y-%m-%d}")
    result = _of(FOLLOWUP, one.result, t)
    said = " · ".join(filter(None, (view.when(one.done_at), view.who(one.by), result, one.note)))
    return Line(t(N_("Follow-up")), f"{t.marks.done} {said}")


def _days(start: datetime, end: datetime | None, t: Words) -> str:
    return t(N_("{count} days after the first sign"), count=max(0, (end - start).days)) if end else ""
