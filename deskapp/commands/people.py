"""deskapp people: the cards of people, listed, shown, added, corrected, merged and taken apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.commands.log import choices
from deskapp.commands.looks import eyes_of
from deskapp.domain.dispute_card import state_text
from deskapp.domain.dispute_codes import ROLE
from deskapp.domain.dispute_shown import shown_summary
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.number import read_number
from deskapp.domain.person import PREFIX, Person
from deskapp.domain.person_card import card, changes_text, trail
from deskapp.domain.person_codes import ID_KIND, LANGUAGE
from deskapp.domain.person_fact import fact_of
from deskapp.domain.person_form import FIELDS, LABELS
from deskapp.domain.request_card import View
from deskapp.domain.request_trail import undone_writes
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.files.people import open_person, person_record
from deskapp.files.records import record
from deskapp.reading import people as reading
from deskapp.reading import requests as request_reading
from deskapp.reading.candidates import candidates, last_visit
from deskapp.reading.disputes import parts_of
from deskapp.services.cards import no_card
from deskapp.wiring import Desk

VERBS = ("list", "show", "add", "correct", "merge", "unmerge")
"""What can be done, in the order of the help."""

_MOST = 1000
"""Cards that a search lists at most."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    needs = t(N_("what the verb needs; fields: {every}"), every=", ".join(LABELS))
    rest = typer.Argument(None, metavar=t("NUMBER"), help=needs)

    @app.command(
        "people",
        cls=DeskCommand,
        help=t("The cards of people: list or find them, show one, add one, correct it, merge two, take a merge back."),
        epilog=t(
            'deskapp people list 0009\n'
            'deskapp people show RY-20261121-003\n'
            'deskapp people add --name "Wang Xiuying" --phone 13800000000\n'
            'deskapp people correct RY-20261121-003 address "Hall 3" --reason Moved\n'
            'deskapp people merge RY-20261121-003 RY-20261102-001 --reason "The same person"\n'
            'deskapp people unmerge RY-20261121-003 --reason "Not the same after all"'
        ),
    )  # fmt: skip
    def people(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        name: str = typer.Option("", "--name", metavar=t("NAME"), help=t("new card: the name")),
        phone: str = typer.Option("", "--phone", metavar="P", help=t("new card: phones, with commas")),
        id: str = typer.Option("", "--id", metavar=t("NO"), help=t("new card: identity or document number")),
        id_kind: str = typer.Option("", "--id-kind", metavar="K", help=choices(ID_KIND, t)),
        address: str = typer.Option("", "--address", metavar="A", help=t("new card: where the person lives")),
        language: str = typer.Option("", "--language", metavar="L", help=choices(LANGUAGE, t)),
        notes: str = typer.Option("", "--notes", metavar="T", help=t("new card: notes")),
        reason: str = typer.Option(
            "", "--reason", metavar="R", help=t("why; needed to correct, merge and unmerge")
        ),
    ) -> int:
        said = list(words or ())
        given = {
            "name": name,
            "phones": phone,
            "id_number": id,
            "id_kind": id_kind,
            "address": address,
            "language": language,
            "notes": notes,
        }
        verbs: dict[str, Callable[[Desk], None]] = {
            "list": lambda desk: _list(call, desk, " ".join(said)),
            "show": lambda desk: _show(call, desk, *_need(said, verb, "NUMBER")),
            "add": lambda desk: _add(call, desk, given),
            "correct": lambda desk: _correct(call, desk, reason, *_need(said, verb, "NUMBER", "FIELD", "VALUE")),
            "merge": lambda desk: _merge(call, desk, reason, *_need(said, verb, "NUMBER", "INTO")),
            "unmerge": lambda desk: _unmerge(call, desk, reason, *_need(said, verb, "NUMBER")),
        }  # fmt: skip
        if verb not in verbs:
            raise DeskError(
                N_("There is no “{verb}” for people. Choose one of: {every}. See: deskapp people --help"),
                code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
            )  # fmt: skip
        with call.desk() as desk:
            verbs[verb](desk)
        return Exit.DONE


def _need(said: list[str], verb: str, *names: str) -> list[str]:
    if len(said) != len(names):
        raise DeskError(
            N_("“people {verb}” takes: {names}. Type it like that; nothing is changed."),
            code=Exit.USAGE, verb=verb, names=" ".join(names),
        )  # fmt: skip
    return said


def _view(call: Call, desk: Desk) -> View:
    return View({o.id: o.signature() for o in desk.officers}, desk.room.calendar, desk.clock(), call.t)


def _number(desk: Desk, typed: str) -> str:
    return read_number(typed, PREFIX, desk.room.calendar.day(desk.clock()))


def _card(desk: Desk, typed: str) -> Person:
    number = _number(desk, typed)
    found = reading.find(desk.reader, desk.room.id, number)
    if found is None:
        raise no_card(number)
    return found


def _above(desk: Desk, person: Person) -> str:
    found = reading.survivor(desk.reader, person.id) if person.merged_into is not None else None
    return found.number if found is not None else ""


def _list(call: Call, desk: Desk, text: str) -> None:
    if text.strip():
        hits = candidates(desk.reader, desk.room.id, text, _MOST)
        found = [hit.person for hit in hits]
    else:
        found = list(reading.active(desk.reader, desk.room.id))
    view, eyes = _view(call, desk), eyes_of(desk, call.t)
    if call.flags.json:
        call.write_json([person_record(person, eyes) for person in found])
        return
    for person in found:
        name, sheltered = (
            person.shown_name(eyes.today, call.t, eyes.room.masks),
            person.is_sheltered(eyes.today),
        )
        if call.flags.plain:
            call.write("\t".join((person.number, name, "" if sheltered else ",".join(person.shown_phones()))))
        else:
            fact = "" if sheltered else fact_of(person, last_visit(desk.reader, person.id), view)
            call.write(f"{person.number}  {name}  {fact}".rstrip())
    if not found:
        call.say(N_("Nobody here. A card is made with each request, or with: deskapp people add"))


def _show(call: Call, desk: Desk, typed: str) -> None:
    person = _card(desk, typed)
    desk.viewed("person", person.id, person.number)
    t, view, eyes = call.t, _view(call, desk), eyes_of(desk, call.t)
    family = reading.family(desk.reader, person.id)
    history = request_reading.history(desk.reader, "person", person.id)
    cards = tuple(one.id for one in family)
    disputes = tuple(
        (file, role)
        for file, role in parts_of(desk.reader, cards)
        if desk.sees_sealed or not file.dispute.sealed
    )
    requests = reading.requests_of(desk.reader, cards, sealed=desk.sees_sealed)
    if call.flags.json:
        gone = undone_writes(history)
        call.write_json(open_person(person, eyes, _above(desk, person)) | {
            "merged": [one.number for one in family[1:]],
            "requests": [record(request, eyes) for request in requests],
            "disputes": [
                {"number": file.dispute.number, "role": role, "status": file.dispute.status}
                for file, role in disputes
            ],
            "history": [
                {"at": eyes.iso(row.at), "by": eyes.who(row.by), "step": row.step, "reason": row.why(eyes.t),
                 "changes": changes_text(row, t), "undone": bool(row.write) and row.write in gone}
                for row in history
            ],
        })  # fmt: skip
        return
    rows = [(t("Number"), person.number)]
    rows += [(line.label, line.text) for line in card(person, view, reading.survivor(desk.reader, person.id))]
    rows += [(t(N_("Merged cards")), ", ".join(one.number for one in family[1:]))] if family[1:] else []
    lines = [*aligned(rows), "", t(N_("Requests")) + ":"]
    lines += [f"  {request.number}  {request.told_outside(eyes.today, t)}" for request in requests]
    if disputes:
        lines += ["", t(N_("Disputes")) + ":"]
        told = [
            (
                file.dispute.number,
                f"{ROLE.label_of(role, t)}  {state_text(file, view)}  {shown_summary(file, t)}",
            )
            for file, role in disputes
        ]
        lines += [f"  {line}" for line in aligned(told)]
    lines += ["", t("History") + ":"]
    lines += [f"  {line}" for line in aligned([(said.label, said.text) for said in trail(history, view)])]
    for line in lines:
        call.write(line)


def _tell(
    call: Call, desk: Desk, person: Person, text: str, warnings: tuple[str, ...] = (), **params: object
) -> None:
    for warning in warnings:
        call.warn(warning)
    if call.flags.json:
        call.write_json(open_person(person, eyes_of(desk, call.t), _above(desk, person)))
    else:
        call.say(text, number=person.number, **params)


def _dry(call: Call) -> bool:
    if call.flags.dry_run:
        call.say(N_("Nothing is written: without --dry-run it would be tried."))
    return call.flags.dry_run


def _add(call: Call, desk: Desk, given: Mapping[str, str]) -> None:
    if not _dry(call):
        made = desk.people.add(given, desk.actor, call.t)
        _tell(call, desk, made.person, N_("Card made: {number}. deskapp undo takes it back."), made.warnings)


def _correct(call: Call, desk: Desk, reason: str, number: str, field: str, value: str) -> None:
    person = _card(desk, number)
    if not _dry(call):
        given = {_field(call, field): value}
        done = desk.people.correct(person.number, given, reason, desk.actor, call.t, person.version)
        _tell(call, desk, done.person, N_("Corrected: {number}. deskapp undo takes it back."), done.warnings)


def _field(call: Call, said: str) -> str:
    """The name of a field, given as such or by its label."""
    wanted = said.strip().casefold().replace("-", "_")
    for field in FIELDS:
        if wanted in (field.name, field.label.casefold(), call.t(field.label).casefold()):
            return field.name
    return wanted


def _merge(call: Call, desk: Desk, reason: str, number: str, into: str) -> None:
    person, target = _card(desk, number), _card(desk, into)
    if not _dry(call):
        done = desk.people.merge(person.number, target.number, reason, desk.actor, call.t, person.version)
        _tell(
            call,
            desk,
            done,
            N_("{other} is merged into {number}. deskapp undo takes it back."),
            other=person.number,
        )


def _unmerge(call: Call, desk: Desk, reason: str, number: str) -> None:
    person = _card(desk, number)
    if not _dry(call):
        done = desk.people.unmerge(person.number, reason, desk.actor, call.t, person.version)
        _tell(call, desk, done, N_("{number} stands on its own again. deskapp undo takes it back."))
