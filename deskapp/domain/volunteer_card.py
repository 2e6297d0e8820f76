"""A volunteer as labelled lines and the trail, for the screen and the command line alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from deskapp.domain.codes import CodeList
from deskapp.domain.equipment import KIND
from deskapp.domain.identity import age_on
from deskapp.domain.kept_steps import PURGED
from deskapp.domain.masks import identity_ends
from deskapp.domain.person_codes import SEX
from deskapp.domain.request import Action, HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_codes import ACTION
from deskapp.domain.request_trail import undone_writes
from deskapp.domain.volunteer import Dossier, Loan
from deskapp.domain.volunteer_codes import CONSENT, HONOUR, IDENTITY, POST, ROLE, STATUS, TRAINING
from deskapp.domain.volunteer_form import FIELDS, LABELS
from deskapp.domain.volunteer_steps import MACHINE
from deskapp.domain.volunteer_warnings import Warned
from deskapp.domain.words import N_, Words

STEP_LABELS: Mapping[str, str] = {step.code: step.label for step in MACHINE.steps} | {
    "register": N_("Registered"), "correct": N_("Corrected"), "join": N_("Joined a team"),
    "leave_team": N_("Left a team"), "train": N_("Training added"), "honour": N_("Entry of service added"),
    "take_out": N_("Entry taken out"), "note": N_("Entry added"), "undo": N_("Undone"), "redo": N_("Redone"),
    "purge": PURGED,
    "add_team": N_("Team made"), "close_team": N_("Team disbanded"), "add_equipment": N_("Equipment added"),
    "stock": N_("Stock changed"), "issue": N_("Equipment handed out"), "take_back": N_("Equipment taken back"),
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""

_LISTS: Mapping[str, CodeList] = {field.name: field.options for field in FIELDS if field.options}


def state_text(status: str, t: Words) -> str:
    """Shape and word of the state."""
    return f"{t.marks.states[status]} {STATUS.label_of(status, t)}"


def names(codes: CodeList, chosen: Sequence[str], t: Words) -> str:
    """Several codes by their labels."""
    return " · ".join(codes.label_of(code, t) for code in chosen)


def loan_text(loan: Loan, t: Words) -> str:
    """Kind and name of what was handed out, with its number of pieces."""
    kind, _, name = loan.what.partition(" ")
    said = f"{KIND.label_of(kind, t)} {name}".strip()
    return f"{said} × {loan.count}" if loan.count > 1 else said


def card(dossier: Dossier, warned: Sequence[Warned], view: View) -> tuple[Line, ...]:
    """The lines of an open entry, empty ones left out; the document number stands by its ends."""
    t, one, person = view.words, dossier.volunteer, dossier.person
    born = [SEX.label_of(person.sex, t) if person.sex else ""]
    if person.born:
        born += [
            person.born.isoformat(),
            t(N_("{count} years old"), count=age_on(person.born, view.calendar.day(view.now))),
        ]
    until = t(N_("until {day}"), day=one.insurance_until.isoformat()) if one.insurance_until else ""
    away = t(N_("until {day}"), day=one.leave_until.isoformat()) if one.leave_until else ""
    lines = (
        Line(t(N_("State")), f"{state_text(one.status, t)} {away}".strip()),
        *(Line(t(N_("To be known")), f"! {warning.say(t)}", "urgent") for warning in warned),
        Line(t(N_("Member number")), one.member_no),
        Line(t(N_("Name")), person.name),
        Line(t(N_("Card")), person.number),
        Line(t(N_("Phones")), "\n".join(person.phones)),
        Line(t(N_("ID")), identity_ends(person.id_number)),
        Line(t(N_("Born")), " · ".join(part for part in born if part)),
        *(
            Line(
                t(N_("Team")),
                f"{held.team} · {POST.label_of(held.post, t)} · {held.from_on}–{held.to_on or ''}".removesuffix("–"),
                "" if held.to_on is None else "muted",
            )
            for held in dossier.memberships
        ),
        Line(t(ROLE.label), names(ROLE, one.roles, t)),
        Line(t(IDENTITY.label), names(IDENTITY, one.identity, t)),
        Line(t(LABELS["employer"]), one.employer),
        Line(t(LABELS["skills"]), one.skills),
        Line(t(LABELS["grid"]), one.grid),
        Line(t(N_("Insurance")), f"{one.insurance_no} {until}".strip()),
        Line(t(CONSENT.label), CONSENT.label_of(one.consent, t) if one.consent else ""),
        Line(t(LABELS["pledged_on"]), one.pledged_on.isoformat() if one.pledged_on else t(N_("not signed"))),
        Line(t(LABELS["joined_on"]), one.joined_on.isoformat() if one.joined_on else ""),
        Line(t(N_("Left on")), one.left_on.isoformat() if one.left_on else ""),
        Line(t(N_("Came back")), t(N_("{count} times"), count=one.rejoined) if one.rejoined else ""),
        *(
            Line(t(N_("Training")), " · ".join(filter(None, (
                str(held.on_day), TRAINING.label_of(held.subject, t), t(N_("{hours} h"), hours=_hours(held.minutes)),
                t(N_("until {day}"), day=held.expires_on.isoformat()) if held.expires_on else "", held.teacher))))
            for held in dossier.trainings
        ),
        *(
            Line(HONOUR.label_of(held.kind, t), " · ".join(filter(None, (str(held.on_day), held.title, held.given_by))))
            for held in dossier.honours
        ),
        *(
            Line(t(N_("Has in hand")), f"{loan_text(loan, t)} · {view.when(loan.out_at)}")
            for loan in dossier.owes
        ),
        Line(t(N_("Entered")), f"{view.when(one.entered_at)}  {view.who(one.entered_by)}"),
    )  # fmt: skip
    return tuple(line for line in lines if line.text)


def beside(dossier: Dossier, warned: Sequence[Warned], view: View) -> tuple[Line, ...]:
    """The lines of an entry beside a list, names and phones masked as the list has them."""
    t, one, person = view.words, dossier.volunteer, dossier.person
    today = view.calendar.day(view.now)
    phones = () if person.is_sheltered(today) else person.shown_phones()
    lines = (
        Line(t(N_("Name")), person.shown_name(today, t, view.masks)),
        Line(t(N_("Member number")), one.member_no),
        Line(t(N_("State")), state_text(one.status, t)),
        *(Line(t(N_("To be known")), f"! {warning.say(t)}", "urgent") for warning in warned),
        Line(t(N_("Phones")), " · ".join(phones)),
        *(Line(t(N_("Team")), f"{held.team} · {POST.label_of(held.post, t)}") for held in dossier.teams),
        Line(t(ROLE.label), names(ROLE, one.roles, t)),
        Line(t(IDENTITY.label), names(IDENTITY, one.identity, t)),
        Line(t(LABELS["skills"]), one.skills),
        Line(t(LABELS["grid"]), one.grid),
        Line(t(LABELS["joined_on"]), one.joined_on.isoformat() if one.joined_on else ""),
        *(Line(t(N_("Has in hand")), f"{loan_text(loan, t)} · {view.when(loan.out_at)}") for loan in dossier.owes),
    )  # fmt: skip
    return tuple(line for line in lines if line.text)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")


def _changes(row: HistoryRow, t: Words) -> tuple[str, ...]:
    detail = json.loads(row.detail) if row.detail and row.step == "correct" else {}
    return tuple(
        f"{t(LABELS[name])}: {_value(name, detail[name][0], t)} → {_value(name, detail[name][1], t)}"
        for name in LABELS
        if name in detail
    )


def trail(
    history: tuple[HistoryRow, ...],
    actions: tuple[Action, ...],
    view: View,
    labels: Mapping[str, str] = STEP_LABELS,
    changes: Callable[[HistoryRow, Words], tuple[str, ...]] = _changes,
) -> tuple[Line, ...]:
    """The newest first: when, what, who and why, corrections with old and new value; what was undone says so."""
    t, gone = view.words, undone_writes(history)
    rows = [
        (row.at, row.by, t(labels.get(row.step, row.step)), "\n".join(filter(None, (row.why(t), *changes(row, t)))),
         row.write in gone)
        for row in history
    ]  # fmt: skip
    rows += [(row.at, row.by, ACTION.label_of(row.kind, t), row.text, row.write in gone) for row in actions]
    lines = []
    for at, by, what, said, undone in sorted(rows, key=lambda row: row[0], reverse=True):
        mark = f"({t(N_('undone'))}) " if undone else ""
        text = f"{mark}{what} · {view.who(by)}" + (f"：{said}" if said else "")
        lines.append(Line(view.when(at), text, "muted" if undone else ""))
    return tuple(lines)


def _value(name: str, value: object, t: Words) -> str:
    if name in _LISTS and value:
        return names(_LISTS[name], str(value).split(","), t)
    return str(value) if value else "—"
