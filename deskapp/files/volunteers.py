"""Volunteers, teams and equipment as plain values for JSON and tables, masked in one place."""

from __future__ import annotations

from deskapp.domain.equipment import KIND, Equipment
from deskapp.domain.team import Team
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_codes import IDENTITY, ROLE, STATUS
from deskapp.domain.words import N_, Words
from deskapp.files.people import open_person
from deskapp.files.records import Eyes

LABELS = {
    "number": N_("Number"), "member_no": N_("Member number"), "status": N_("State"), "name": N_("Name"),
    "phone": N_("Phone"), "team": N_("Team"), "roles": ROLE.label, "identity": IDENTITY.label,
    "employer": N_("Employer"), "skills": N_("Skills"), "grid": N_("Grid"), "insurance_until": N_("Insured until"),
    "pledged_on": N_("Pledge signed on"), "joined_on": N_("Joined on"), "left_on": N_("Left on"),
    "rejoined": N_("Came back"), "entered_at": N_("Entered"), "entered_by": N_("Entered by"),
}  # fmt: skip
"""The fields of a volunteer outside the open entry, in their order, and their column heads."""

_LISTS = {"status": STATUS, "roles": ROLE, "identity": IDENTITY}


def heads(t: Words) -> list[str]:
    """The column heads of a table of volunteers."""
    return [t(label) for label in LABELS.values()]


def cells(found: Dossier, eyes: Eyes) -> list[str]:
    """A volunteer as one line of a table: labels instead of codes."""
    return [_cell(name, value, found, eyes) for name, value in volunteer_record(found, eyes).items()]


def _cell(name: str, value: object, found: Dossier, eyes: Eyes) -> str:
    if name in _LISTS:
        codes = value if isinstance(value, list) else [value] if value else []
        return ", ".join(_LISTS[name].label_of(str(code), eyes.t) for code in codes)
    if name == "entered_at":
        return eyes.room.calendar.local(found.volunteer.entered_at).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def volunteer_record(found: Dossier, eyes: Eyes) -> dict[str, object]:
    """A volunteer as lists and exports give one: codes as codes, phone 3+4, no document number."""
    one, person = found.volunteer, found.person
    sheltered = person.is_sheltered(eyes.today)
    values: dict[str, object] = {name: getattr(one, name, "") for name in LABELS}
    values |= {
        "name": person.shown_name(eyes.today, eyes.t, eyes.room.masks),
        "phone": "" if sheltered else next(iter(person.shown_phones()), ""),
        "team": [held.team for held in found.teams], "roles": list(one.roles), "identity": list(one.identity),
        "entered_at": eyes.iso(one.entered_at), "entered_by": eyes.who(one.entered_by),
    }  # fmt: skip
    for name in ("insurance_until", "pledged_on", "joined_on", "left_on"):
        day = getattr(one, name)
        values[name] = day.isoformat() if day else None
    return values


def open_volunteer(found: Dossier, eyes: Eyes) -> dict[str, object]:
    """A volunteer as the open entry shows one, with all that belongs to one."""
    one = found.volunteer
    card = open_person(found.person, eyes)
    return volunteer_record(found, eyes) | {
        "name": found.person.name, "phone": next(iter(found.person.phones), ""), "person": card,
        "insurance_no": one.insurance_no, "consent": one.consent,
        "leave_until": one.leave_until.isoformat() if one.leave_until else None,
        "teams": [
            {"team": held.team, "post": held.post, "from": held.from_on.isoformat(),
             "to": held.to_on.isoformat() if held.to_on else None}
            for held in found.memberships
        ],
        "trainings": [
            {"id": held.id, "subject": held.subject, "on": held.on_day.isoformat(), "minutes": held.minutes,
             "expires_on": held.expires_on.isoformat() if held.expires_on else None, "teacher": held.teacher}
            for held in found.trainings
        ],
        "honours": [
            {"id": held.id, "kind": held.kind, "title": held.title, "on": held.on_day.isoformat(),
             "given_by": held.given_by}
            for held in found.honours
        ],
        "equipment": [
            {"id": loan.id, "what": loan.what, "count": loan.count, "out_at": eyes.iso(loan.out_at),
             "due_on": loan.due_on.isoformat() if loan.due_on else None, "back_at": eyes.iso(loan.back_at),
             "result": loan.result, "note": loan.note}
            for loan in found.loans
        ],
    }  # fmt: skip


def team_record(team: Team, parent: str, eyes: Eyes) -> dict[str, object]:
    """A team; `parent` is the name of the one above it."""
    return {
        "number": team.number, "name": team.name, "kind": team.kind, "parent": parent, "mode": team.mode,
        "place": team.place, "notes": team.notes, "status": team.status, "members": team.members,
        "entered_at": eyes.iso(team.entered_at), "entered_by": eyes.who(team.entered_by),
    }  # fmt: skip


def equipment_record(one: Equipment, eyes: Eyes) -> dict[str, object]:
    """A kind of equipment with its stock."""
    return {
        "number": one.number, "kind": one.kind, "label": KIND.label_of(one.kind, eyes.t), "name": one.name,
        "in_stock": one.in_stock, "issued": one.issued, "damaged": one.damaged, "missing": one.missing,
        "scrapped": one.scrapped, "entered_at": eyes.iso(one.entered_at),
    }  # fmt: skip
