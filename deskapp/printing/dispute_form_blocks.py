"""The blocks of which the forms of a dispute are made: people, matter, sittings, agreement, boxes to sign in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from deskapp.domain.codes import CodeList
from deskapp.domain.dispute import File, Mediator, Party, Session
from deskapp.domain.dispute_codes import MEDIATOR, ROLE, TYPE
from deskapp.domain.money import show_money
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.text import clean
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words
from deskapp.printing.form_paper import Box, Cell, FormRow


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A person as a form names them."""

    name: str
    sex: str = ""
    age: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """All that the forms need beside the file."""

    station: str
    room: str
    people: Mapping[int, OnPaper]
    """By the key of the card."""
    officers: Mapping[int, str]
    """Signatures by key."""
    calendar: Calendar
    now: datetime
    by: str
    number: str
    """The number of this paper."""
    copies: int = 3
    practice: bool = False
    words: Words = field(default_factory=Words.plain)


def flat(text: str) -> str:
    """Text on one line, its hidden characters visible."""
    return clean(" ".join(text.split()))


def at_text(moment: datetime | None, facts: FormFacts) -> str:
    """A moment on the room's clock."""
    if not moment:
        return ""
    local = facts.calendar.local(moment)
    return f"{day_text(local.date(), facts)} {local:%H:%M}"


def day_text(day: date | None, facts: FormFacts) -> str:
    """A day as papers write it."""
    if not day:
        return ""
    return f"{day.year}年{day.month}月{day.day}日" if facts.words.language == "zh" else f"{day:%Y-%m-%d}"


def span_text(one: Session, facts: FormFacts) -> str:
    """From when to when a sitting was held."""
    return f"{at_text(one.from_at, facts)}–{facts.calendar.local(one.to_at):%H:%M}"


def cells_row(*cells: tuple[str, str] | tuple[str, str, int]) -> FormRow:
    """A row of labelled cells."""
    return FormRow("cells", tuple(Cell(c[0], flat(c[1]), c[2] if len(c) > 2 else 1) for c in cells))


def text_row(label: str, value: str, lines: int = 1) -> FormRow:
    """A row of one long text."""
    return FormRow("text", (Cell(label, clean(value, lines=True)),), lines)


def head_row(label: str) -> FormRow:
    """A row that heads others."""
    return FormRow("head", (Cell(label),))


def label_of(codes: CodeList, code: str, t: Words) -> str:
    """The words of a code; nothing for no code."""
    return codes.label_of(code, t) if code else ""


def party_rows(file: File, facts: FormFacts) -> list[FormRow]:
    """Those who quarrel and who stands by them."""
    t, found = facts.words, []
    for party in file.parties:
        one = facts.people.get(party.person_id, OnPaper(party.name))
        stands_by = next((p.name for p in file.parties if p.id == party.stands_by), "")
        role = label_of(ROLE, party.role, t) + (f" → {stands_by}" if stands_by else "")
        found += [
            cells_row((role, one.name, 2), (t(N_("Sex")), t(one.sex)), (t(N_("Age")), one.age)),
            cells_row((t(N_("ID number")), one.id_number, 3), (t(N_("Phone")), one.phone, 2)),
            cells_row((t(N_("Address")), one.address, 3), (t(N_("Work unit and post")), "", 2)),
        ]
    return found


def matter_rows(file: File, facts: FormFacts) -> list[FormRow]:
    """What the dispute is about."""
    t, dispute = facts.words, file.dispute
    return [
        cells_row(
            (t(TYPE.label), label_of(TYPE, dispute.type, t), 3),
            (t(N_("When")), at_text(dispute.occurred_at, facts), 5),
            (t(N_("Place")), dispute.place, 5),
        ),
        text_row(t(N_("Main facts: cause, course, result")), dispute.summary, 3),
    ]


def presiding_rows(file: File, facts: FormFacts) -> list[FormRow]:
    """The body that mediates, who presides, and the other mediators."""
    t = facts.words
    between = "、" if t.language == "zh" else ", "
    others = between.join(_mediator(one, facts) for one in file.mediators)
    body, presider = _mediating_body(file, facts)
    return [
        cells_row((t(N_("Mediating body")), body, 3), (t(N_("Presided by")), presider, 2)),
        *([cells_row((t(N_("Mediators")), others))] if others else []),
    ]


def _mediating_body(file: File, facts: FormFacts) -> tuple[str, str]:
    """Which body mediates, and who presides: people's mediation is its committee's, where the file names one.

    人民调解法 Art. 7, 8.
    """
    presider = facts.officers.get(file.dispute.presider, "")
    if file.dispute.kind == "peoples":
        for one in file.mediators:
            if one.kind == "committee" and one.body:
                return one.body, one.name or presider
    return f"{facts.station} {facts.room}", presider


def held_rows(file: File, facts: FormFacts) -> list[FormRow]:
    """When, where and before whom it was mediated: as it was written down, else room to write it."""
    t = facts.words
    if not file.sessions:
        return [
            cells_row((t(N_("Mediated")), "", 3), (t(N_("Place")), "", 3)),
            cells_row((t(N_("Others present")), "")),
        ]
    found = []
    for one in file.sessions:
        found += [
            cells_row((t(N_("Mediated")), span_text(one, facts), 3), (t(N_("Place")), one.place, 3)),
            cells_row((t(N_("Others present")), one.attendees)),
        ]
    return found


def _mediator(one: Mediator, facts: FormFacts) -> str:
    named = one.name or facts.officers.get(one.officer_id, "")
    of = label_of(DEPARTMENT, one.body, facts.words) if one.body in DEPARTMENT else one.body
    return " ".join(filter(None, (label_of(MEDIATOR, one.kind, facts.words), of, named)))


def agreement_rows(file: File, facts: FormFacts) -> list[FormRow]:
    """What was agreed, until when, in which manner."""
    t, dispute = facts.words, file.dispute
    between = "；" if t.language == "zh" else "; "
    parts = between.join(
        f"{day_text(part.due_on, facts)} {show_money(part.amount)} 元" for part in file.instalments
    )
    until = day_text(dispute.deadline, facts)
    at_once = dispute.performance in ("done_on_spot", "none_due")
    performed = t(N_("performed on the spot")) if at_once else until
    none = "—" if dispute.agreement else ""  # what is written by hand needs the room
    return [
        text_row(t(N_("Content of the agreement")), dispute.agreement, 4 if dispute.agreement else 8),
        cells_row(
            (t(N_("Sum (元)")), show_money(dispute.agreed_sum) if dispute.agreed_sum else none, 3),
            (t(N_("Manner")), dispute.manner or none, 5),
            (t(N_("Until")), performed or none, 4),
        ),
        *([cells_row((t(N_("Instalments")), parts))] if parts else []),
    ]


def sitting_rows(file: File, facts: FormFacts) -> list[FormRow]:
    """Each sitting with its course."""
    t, found = facts.words, []
    for one in file.sessions:
        found += [
            head_row(t(N_("Sitting {number}"), number=one.seq)),
            cells_row(
                (t(N_("Time of the sitting")), span_text(one, facts), 3), (t(N_("Place")), one.place, 2)
            ),
            cells_row((t(N_("Present")), one.attendees)),
            text_row(t(N_("Course")), one.course, 3),
            *([text_row(t(N_("Result of the sitting")), one.result)] if one.result else []),
            *([cells_row((t(N_("Reason of the leader")), one.override))] if one.override else []),
        ]
    return found


def sign_boxes(file: File, facts: FormFacts, *others: Box) -> list[Box]:
    """Boxes for all who sign."""
    t = facts.words
    inside = t(N_("Signature, fingerprint, date"))
    signing = [party for party in file.parties if party.role != "witness"]
    witnesses = [party for party in file.parties if party.role == "witness"]
    return [
        *(Box(who(p, t), inside) for p in signing),
        *others,
        *(Box(who(p, t), inside) for p in witnesses),
    ]


def who(party: Party, t: Words) -> str:
    """Name and role."""
    return flat(f"{label_of(ROLE, party.role, t)} {party.name}")


def host_box(label: str, facts: FormFacts) -> Box:
    """For a body or who acts for it: a seal belongs there."""
    t = facts.words
    return Box(t(label), t(N_("Signature, date")), t(N_("(seal)")))


def sign_box(label: str, facts: FormFacts) -> Box:
    """For somebody who signs for themselves."""
    return Box(facts.words(label), facts.words(N_("Signature, date")))


def committee_boxes(facts: FormFacts) -> tuple[Box, Box, Box]:
    """Who mediated, who wrote it down, and the seal of the committee: 人民调解法 Art. 28, 29."""
    t = facts.words
    return (
        sign_box(N_("Mediator"), facts),
        sign_box(N_("Recorder"), facts),
        Box(t(N_("Mediating body")), t(N_("Date")), t(N_("(seal)"))),
    )


# -- the forms
