"""The nine forms of a dispute, each laid out from the file; what is missing is named before anything is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from deskapp.domain.codes import CodeList
from deskapp.domain.dispute import File, Mediator, Party, Session
from deskapp.domain.dispute_codes import KIND, MEDIATOR, OUTCOME, ROLE, SOURCE, TYPE
from deskapp.domain.dispute_papers import PAPER
from deskapp.domain.errors import DeskError
from deskapp.domain.money import show_money
from deskapp.domain.request_codes import DEPARTMENT, FOLLOWUP
from deskapp.domain.text import clean
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words
from deskapp.printing.form_paper import Box, Cell, FormPaper, FormRow


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


COPIES: Mapping[str, int] = {
    "agreement_security": 3, "agreement_on_site": 3, "agreement_peoples": 3, "oral_sheet": 1, "acceptance": 1,
    "record": 1, "followup": 1, "rights": 2, "termination": 3,
}  # fmt: skip
"""How many copies each form has with two parties."""

_TAKEN_HOME = ("agreement_security", "agreement_on_site", "agreement_peoples", "termination")
"""Forms of which each party takes one home and one stays in the file."""


def copies_of(kind: str, file: File) -> int:
    """How many copies of a form are signed: more than usual where more than two people quarrel."""
    sides = len(file.sides)
    if kind in _TAKEN_HOME:
        return max(COPIES[kind], sides + 1)
    return max(COPIES[kind], sides) if kind == "rights" else COPIES[kind]


BY_HAND = ("agreement", "manner")
"""What may be written into a printed form by hand, before all have signed."""

_Missing = Callable[[File], bool]
_NEEDS: Mapping[str, tuple[str, _Missing]] = {
    "parties": (N_("two parties"), lambda file: len(file.sides) < 2),
    "presider": (N_("who presides"), lambda file: not file.dispute.presider),
    "agreement": (N_("the content of the agreement"), lambda file: not file.dispute.agreement),
    "manner": (
        N_("the manner and the date of performance"),
        lambda file: bool(file.dispute.agreed_sum)
        and file.dispute.performance not in ("done_on_spot", "done")
        and not (file.dispute.manner or file.dispute.deadline),
    ),
    "session": (N_("a sitting"), lambda file: not file.sessions),
    "visit": (N_("a follow-up that was made"), lambda file: all(v.done_at is None for v in file.visits)),
    "reason": (
        N_("why it ended, and which ways the parties were told"),
        lambda file: not file.dispute.advice,
    ),
}  # fmt: skip
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "agreement_security": ("parties", "presider", "session", "agreement", "manner"),
    "agreement_on_site": ("parties", "presider", "agreement"),
    "agreement_peoples": ("parties", "agreement", "manner"),
    "oral_sheet": ("parties", "agreement"),
    "acceptance": ("parties",),
    "record": ("parties", "session"),
    "followup": ("visit",),
    "rights": ("parties",),
    "termination": ("parties", "reason"),
}  # fmt: skip
"""What a form must contain: 治安调解工作规范 (2007), 人民调解法 Art. 29, forms of the Ministry of Justice."""


def lacking(kind: str, file: File) -> tuple[str, ...]:
    """The names of what the form needs and the file does not have."""
    return tuple(need for need in _REQUIRED[kind] if _NEEDS[need][1](file))


def lacking_text(needs: Iterable[str], t: Words) -> str:
    """What is lacking, in words."""
    return t(N_(", ")).join(t(_NEEDS[need][0]) for need in needs)


def refuse_lacking(kind: str, file: File, t: Words, *, by_hand: bool = False) -> None:
    """Raise DeskError naming what the form needs and the file does not have.

    With `by_hand` the agreement itself may be missing: there is room to write it.
    """
    found = [need for need in lacking(kind, file) if not (by_hand and need in BY_HAND)]
    if found:
        raise DeskError(
            N_("“{paper}” cannot be made yet, the file lacks: {lacking}. Add that first; nothing is printed."),
            paper=PAPER.label_of(kind, t), lacking=lacking_text(found, t),
        )  # fmt: skip


def form_of(kind: str, file: File, facts: FormFacts, *, by_hand: bool = False) -> FormPaper:
    """The form `kind` of a dispute. Raises DeskError where something that it must contain is missing.

    `by_hand` is as in `refuse_lacking`.
    """
    t = facts.words
    refuse_lacking(kind, file, t, by_hand=by_hand)
    rows, notes, boxes = _MAKERS[kind](file, facts)
    return FormPaper(
        language=t.language,
        banner=t(N_("Practice: invented records")) if facts.practice else "",
        station=_flat(f"{facts.station} {facts.room}"),
        title=PAPER.label_of(kind, t),
        number=facts.number,
        copies=t(N_("{count} copies"), count=facts.copies),
        rows=tuple(rows),
        boxes=tuple(boxes),
        notes=tuple(notes),
        foot=(
            t(N_("File {number}"), number=file.dispute.number),
            t(N_("Printed {at} {by}"), at=_at(facts.now, facts), by=_flat(facts.by)),
        ),
        page=t(N_("Page {page} of {pages}")),
        made_at=facts.now,
    )


_Made = tuple[list[FormRow], list[str], list[Box]]

# -- pieces


def _flat(text: str) -> str:
    return clean(" ".join(text.split()))


def _at(moment: datetime | None, facts: FormFacts) -> str:
    if not moment:
        return ""
    local = facts.calendar.local(moment)
    return f"{_day(local.date(), facts)} {local:%H:%M}"


def _day(day: date | None, facts: FormFacts) -> str:
    if not day:
        return ""
    return f"{day.year}年{day.month}月{day.day}日" if facts.words.language == "zh" else f"{day:%Y-%m-%d}"


def _span(one: Session, facts: FormFacts) -> str:
    return f"{_at(one.from_at, facts)}–{facts.calendar.local(one.to_at):%H:%M}"


def _cells(*cells: tuple[str, str] | tuple[str, str, int]) -> FormRow:
    return FormRow("cells", tuple(Cell(c[0], _flat(c[1]), c[2] if len(c) > 2 else 1) for c in cells))


def _text(label: str, value: str, lines: int = 1) -> FormRow:
    return FormRow("text", (Cell(label, clean(value, lines=True)),), lines)


def _head(label: str) -> FormRow:
    return FormRow("head", (Cell(label),))


def _label(codes: CodeList, code: str, t: Words) -> str:
    return codes.label_of(code, t) if code else ""


def _parties(file: File, facts: FormFacts) -> list[FormRow]:
    t, found = facts.words, []
    for party in file.parties:
        one = facts.people.get(party.person_id, OnPaper(party.name))
        stands_by = next((p.name for p in file.parties if p.id == party.stands_by), "")
        role = _label(ROLE, party.role, t) + (f" → {stands_by}" if stands_by else "")
        found += [
            _cells((role, one.name, 2), (t(N_("Sex")), t(one.sex)), (t(N_("Age")), one.age)),
            _cells((t(N_("ID number")), one.id_number, 3), (t(N_("Phone")), one.phone, 2)),
            _cells((t(N_("Address")), one.address, 3), (t(N_("Work unit and post")), "", 2)),
        ]
    return found


def _matter(file: File, facts: FormFacts) -> list[FormRow]:
    t, dispute = facts.words, file.dispute
    return [
        _cells(
            (t(TYPE.label), _label(TYPE, dispute.type, t), 3),
            (t(N_("When")), _at(dispute.occurred_at, facts), 5),
            (t(N_("Place")), dispute.place, 5),
        ),
        _text(t(N_("Main facts: cause, course, result")), dispute.summary, 3),
    ]


def _presiding(file: File, facts: FormFacts) -> list[FormRow]:
    t = facts.words
    between = "、" if t.language == "zh" else ", "
    others = between.join(_mediator(one, facts) for one in file.mediators)
    body, presider = _mediating_body(file, facts)
    return [
        _cells((t(N_("Mediating body")), body, 3), (t(N_("Presided by")), presider, 2)),
        *([_cells((t(N_("Mediators")), others))] if others else []),
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


def _held(file: File, facts: FormFacts) -> list[FormRow]:
    """When, where and before whom it was mediated: as it was written down, else room to write it."""
    t = facts.words
    if not file.sessions:
        return [
            _cells((t(N_("Mediated")), "", 3), (t(N_("Place")), "", 3)),
            _cells((t(N_("Others present")), "")),
        ]
    found = []
    for one in file.sessions:
        found += [
            _cells((t(N_("Mediated")), _span(one, facts), 3), (t(N_("Place")), one.place, 3)),
            _cells((t(N_("Others present")), one.attendees)),
        ]
    return found


def _mediator(one: Mediator, facts: FormFacts) -> str:
    named = one.name or facts.officers.get(one.officer_id, "")
    of = _label(DEPARTMENT, one.body, facts.words) if one.body in DEPARTMENT else one.body
    return " ".join(filter(None, (_label(MEDIATOR, one.kind, facts.words), of, named)))


def _agreement(file: File, facts: FormFacts) -> list[FormRow]:
    t, dispute = facts.words, file.dispute
    between = "；" if t.language == "zh" else "; "
    parts = between.join(
        f"{_day(part.due_on, facts)} {show_money(part.amount)} 元" for part in file.instalments
    )
    until = _day(dispute.deadline, facts)
    at_once = dispute.performance in ("done_on_spot", "none_due")
    performed = t(N_("performed on the spot")) if at_once else until
    none = "—" if dispute.agreement else ""  # what is written by hand needs the room
    return [
        _text(t(N_("Content of the agreement")), dispute.agreement, 4 if dispute.agreement else 8),
        _cells(
            (t(N_("Sum (元)")), show_money(dispute.agreed_sum) if dispute.agreed_sum else none, 3),
            (t(N_("Manner")), dispute.manner or none, 5),
            (t(N_("Until")), performed or none, 4),
        ),
        *([_cells((t(N_("Instalments")), parts))] if parts else []),
    ]


def _sittings(file: File, facts: FormFacts) -> list[FormRow]:
    t, found = facts.words, []
    for one in file.sessions:
        found += [
            _head(t(N_("Sitting {number}"), number=one.seq)),
            _cells((t(N_("Time of the sitting")), _span(one, facts), 3), (t(N_("Place")), one.place, 2)),
            _cells((t(N_("Present")), one.attendees)),
            _text(t(N_("Course")), one.course, 3),
            *([_text(t(N_("Result of the sitting")), one.result)] if one.result else []),
            *([_cells((t(N_("Reason of the leader")), one.override))] if one.override else []),
        ]
    return found


def _sign_boxes(file: File, facts: FormFacts, *others: Box) -> list[Box]:
    t = facts.words
    inside = t(N_("Signature, fingerprint, date"))
    signing = [party for party in file.parties if party.role != "witness"]
    witnesses = [party for party in file.parties if party.role == "witness"]
    return [
        *(Box(_who(p, t), inside) for p in signing),
        *others,
        *(Box(_who(p, t), inside) for p in witnesses),
    ]


def _who(party: Party, t: Words) -> str:
    return _flat(f"{_label(ROLE, party.role, t)} {party.name}")


def _host_box(label: str, facts: FormFacts) -> Box:
    """For a body or who acts for it: a seal belongs there."""
    t = facts.words
    return Box(t(label), t(N_("Signature, date")), t(N_("(seal)")))


def _sign_box(label: str, facts: FormFacts) -> Box:
    """For somebody who signs for themselves."""
    return Box(facts.words(label), facts.words(N_("Signature, date")))


def _committee_boxes(facts: FormFacts) -> tuple[Box, Box, Box]:
    """Who mediated, who wrote it down, and the seal of the committee: 人民调解法 Art. 28, 29."""
    t = facts.words
    return (
        _sign_box(N_("Mediator"), facts),
        _sign_box(N_("Recorder"), facts),
        Box(t(N_("Mediating body")), t(N_("Date")), t(N_("(seal)"))),
    )


# -- the forms


def _security(file: File, facts: FormFacts) -> _Made:
    t = facts.words
    notes = [
        t(N_("The parties have agreed of their own free will. An agreement that is performed ends the matter without a "
             "penalty; where it is not performed, the public-order matter is dealt with by law, and the parties may "
             "bring the civil dispute before a court (治安管理处罚法 Art. 9).")),
    ]  # fmt: skip
    rows = [
        *_presiding(file, facts), *_held(file, facts), *_parties(file, facts), *_matter(file, facts),
        *_agreement(file, facts),
    ]  # fmt: skip
    return rows, notes, _sign_boxes(file, facts, _host_box(N_("Presiding officer"), facts))


def _on_site(file: File, facts: FormFacts) -> _Made:
    t = facts.words
    notes = [
        t(N_("The matter was mediated on the spot and the agreement performed at once; the parties have no further "
             "claims against each other from it.")),
    ]  # fmt: skip
    rows = [*_presiding(file, facts), *_parties(file, facts), *_matter(file, facts), *_agreement(file, facts)]
    return rows, notes, _sign_boxes(file, facts, _host_box(N_("Officer on the spot"), facts))


def _peoples(file: File, facts: FormFacts) -> _Made:
    t = facts.words
    notes = [
        t(N_("The agreement binds the parties, who perform it as they promised; it takes effect on signature and seal. "
             "Within 30 days of that day both parties together may ask the court to confirm it "
             "(人民调解法 Art. 31, 33).")),
    ]  # fmt: skip
    rows = [*_parties(file, facts), *_matter(file, facts), *_agreement(file, facts), *_presiding(file, facts)]
    return rows, notes, _sign_boxes(file, facts, *_committee_boxes(facts))


def _oral(file: File, facts: FormFacts) -> _Made:
    rows = [*_parties(file, facts), *_matter(file, facts), *_agreement(file, facts), *_presiding(file, facts)]
    note = facts.words(
        N_("An oral agreement takes effect from the day on which it is reached (人民调解法 Art. 30).")
    )
    return rows, [note], list(_committee_boxes(facts))


def _acceptance(file: File, facts: FormFacts) -> _Made:
    t, dispute = facts.words, file.dispute
    rows = [
        *_presiding(file, facts),
        _cells(
            (t(SOURCE.label), _label(SOURCE, dispute.source, t), 2),
            (t(KIND.label), _label(KIND, dispute.kind, t), 2),
            (t(N_("Accepted on")), _at(dispute.accepted_at or dispute.entered_at, facts), 3),
        ),
        _cells(
            (t(N_("People in it")), str(dispute.people)),
            (t(N_("Sum in dispute (元)")), show_money(dispute.amount) if dispute.amount else "—"),
        ),
        *_parties(file, facts),
        *_matter(file, facts),
    ]
    boxes = [Box(_who(p, t), t(N_("Signature, date"))) for p in file.sides[:2]]
    return rows, [], [*boxes, _host_box(N_("Registered by"), facts)]


def _record(file: File, facts: FormFacts) -> _Made:
    t, dispute = facts.words, file.dispute
    rows = [
        *_presiding(file, facts),
        _cells((t(TYPE.label), _label(TYPE, dispute.type, t)), (t(N_("Place")), dispute.place)),
        *_parties(file, facts),
        _text(t(N_("Main facts: cause, course, result")), dispute.summary, 2),
        *_sittings(file, facts),
        _cells((t(OUTCOME.label), _label(OUTCOME, dispute.outcome, t) or "—")),
    ]
    note = t(N_("Read to all present, who found it right."))
    return (
        rows,
        [note],
        _sign_boxes(file, facts, _host_box(N_("Presided by"), facts), _sign_box(N_("Recorder"), facts)),
    )


def _followup(file: File, facts: FormFacts) -> _Made:
    t, dispute = facts.words, file.dispute
    names = ("、" if t.language == "zh" else ", ").join(party.name for party in file.sides)
    rows = [
        _cells((t(N_("Parties")), names, 2), (t(N_("Number of the agreement")), dispute.agreement_no or "—")),
        _text(t(N_("What is it")), dispute.summary),
        _text(t(N_("What was agreed")), dispute.agreement),
    ]
    for visit in file.visits:
        if visit.done_at is not None:
            rows += [
                _cells(
                    (t(N_("Visited")), _at(visit.done_at, facts), 3),
                    (t(N_("By")), facts.officers.get(visit.by, ""), 2),
                    (t(FOLLOWUP.label), _label(FOLLOWUP, visit.result, t), 2),
                ),
                _text(t(N_("Performance, signs of a relapse, what was done")), visit.note, 2),
            ]
    return (
        rows,
        [],
        [Box(t(N_("Visited person")), t(N_("Signature, date"))), _host_box(N_("Visited by"), facts)],
    )


_RIGHTS = (
    N_("1. You may choose a mediator or accept the one proposed."),
    N_("2. You may accept mediation, refuse it, or ask to end it at any time."),
    N_("3. You may ask that it be held in public or not in public."),
    N_("4. You may say freely what you want, and agree of your own free will."),
    N_("5. Mediation costs nothing."),
)
_DUTIES = (
    N_("1. Tell the facts of the dispute truthfully."),
    N_("2. Keep order during the mediation and respect the mediators."),
    N_("3. Respect the rights of the other party."),
    N_("4. Perform an agreement that was reached."),
)


def _rights(file: File, facts: FormFacts) -> _Made:
    t = facts.words
    names = ("、" if t.language == "zh" else ", ").join(party.name for party in file.sides)
    rows = [
        *_presiding(file, facts),
        _cells((t(N_("Parties")), names)),
        _text(t(N_("Rights (人民调解法 Art. 4, 23)")), "\n".join(map(t, _RIGHTS))),
        _text(t(N_("Duties (人民调解法 Art. 24, 31)")), "\n".join(map(t, _DUTIES))),
    ]
    notes = [
        t(N_("I have read this notice, or it was read to me, and I understand it.")),
        t(N_("Do you want mediation by this body? Each party ticks in the box: □ yes  □ no")),
    ]
    told = N_("□ yes  □ no      Signature, fingerprint, date")
    boxes = [Box(_who(p, t), t(told)) for p in file.sides]
    return rows, notes, [*boxes, _host_box(N_("Told by"), facts)]


def _termination(file: File, facts: FormFacts) -> _Made:
    t, dispute = facts.words, file.dispute
    names = ("、" if t.language == "zh" else ", ").join(party.name for party in file.sides)
    rows = [
        *_presiding(file, facts),
        _cells((t(N_("Parties")), names)),
        *_matter(file, facts),
        _cells((t(OUTCOME.label), _label(OUTCOME, dispute.outcome, t) or t(N_("No agreement")))),
        _text(t(N_("Ways that are open to you")), dispute.advice, 3),
    ]
    note = t(
        N_("The mediation of this dispute has ended. You may go to court, to arbitration or to an authority.")
    )
    return rows, [note], _sign_boxes(file, facts, _host_box(N_("Mediating body"), facts))


_MAKERS: Mapping[str, Callable[[File, FormFacts], _Made]] = {
    "agreement_security": _security, "agreement_on_site": _on_site, "agreement_peoples": _peoples,
    "oral_sheet": _oral, "acceptance": _acceptance, "record": _record, "followup": _followup,
    "rights": _rights, "termination": _termination,
}  # fmt: skip
