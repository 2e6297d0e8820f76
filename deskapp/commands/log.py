"""deskapp log: one request in one line."""

from __future__ import annotations

from functools import partial

import typer

from deskapp.commands import quick
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.looks import AREA_HELP, eyes_of, request_of  # its other readers know it by this module
from deskapp.commands.looks import choices as choices
from deskapp.domain.errors import Exit
from deskapp.domain.number import read_number
from deskapp.domain.person import PREFIX
from deskapp.domain.request import Request
from deskapp.domain.request_codes import CASE_REPORT, CATEGORY, CHANNEL, DANGER, URGENCY
from deskapp.domain.request_draft import NARRATIVE_NOTICE, read_draft
from deskapp.domain.request_link import refuse_link
from deskapp.domain.words import N_
from deskapp.files.records import record
from deskapp.reading import people
from deskapp.services.cards import no_card
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    words = typer.Argument(None, metavar=t("TEXT"), help=t("what it is about"))
    flags = typer.Option(None, "--danger", metavar="D", help=choices(DANGER, t))

    @app.command(
        "log",
        cls=DeskCommand,
        help=t("Log one walk-in request and print its number."),
        epilog=t(
            'deskapp log --category noise --name "Wang Xiuying" --phone 13800000000 "Hammering at night"\n'
            'deskapp log "Wang Xiuying 13800000000 hammering at night"'
        ),
    )
    def log(
        text: list[str] = words,
        category: str = typer.Option("", "--category", metavar="C", help=choices(CATEGORY, t)),
        name: str = typer.Option("", "--name", metavar=t("NAME"), help=t("who came; may stay empty")),
        phone: str = typer.Option("", "--phone", metavar="P", help=t("phone number")),
        id: str = typer.Option("", "--id", metavar=t("NO"), help=t("identity or document number")),
        person: str = typer.Option("", "--person", metavar="RY", help=t("number of the person's card")),
        address: str = typer.Option("", "--address", metavar="A", help=t("where the person lives")),
        place: str = typer.Option("", "--place", metavar="P", help=t("where it happened")),
        area: str = typer.Option("", "--area", metavar="A", help=t(AREA_HELP)),
        urgency: str = typer.Option("", "--urgency", metavar="U", help=choices(URGENCY, t)),
        danger: list[str] = flags,
        channel: str = typer.Option("", "--channel", metavar="C", help=choices(CHANNEL, t)),
        at: str = typer.Option("", "--at", metavar=t("TIME"), help=t("when it happened, like 14:30")),
        due: str = typer.Option("", "--due", metavar=t("TIME"), help=t("due, like +3d or 11-24")),
        into: str = typer.Option(
            "", "--into", metavar=t("NUMBER"), help=t("merge it at once into this open request")
        ),
    ) -> int:
        said = " ".join(text or ()).strip()
        if not category.strip() and not said:
            raise quick.say_kind(call)
        given = {
            "category": category, "summary": said, "applicant": name, "phone": phone, "id_number": id,
            "address": address, "place": place, "area": area, "urgency": urgency, "channel": channel, "occurred_at": at,
            "due_at": due,
        }  # fmt: skip
        if danger:
            given["dangers"] = ",".join(danger)
        with call.desk() as desk:
            if person.strip():
                given |= _known(desk, person, given)
            filled = given if category.strip() else quick.fill(call, desk, given)
            target = request_of(desk, into).number if into.strip() else ""
            return _log(call, desk, filled, target) if filled else Exit.REFUSED


def _known(desk: Desk, typed: str, given: dict[str, str]) -> dict[str, str]:
    """The card that was chosen, and its name where none was given. Raises DeskError where there is no such card."""
    number = read_number(typed, PREFIX, desk.room.calendar.day(desk.clock()))
    found = people.find(desk.reader, desk.room.id, number)
    if found is None:
        raise no_card(number)
    return {"person": number, "applicant": given["applicant"] or found.name}


def _log(call: Call, desk: Desk, given: dict[str, str], into: str) -> int:
    t = call.t
    draft = read_draft(given, desk.clock(), desk.room.calendar, t, desk.room.rules)
    case = draft.category == CASE_REPORT
    if case:
        call.warn(NARRATIVE_NOTICE)
    if call.flags.dry_run:
        if into:
            refuse_link(request_of(desk, into))
        _warn(call, draft.warnings)
        call.say(N_("All of it is right; nothing is written."))
        return Exit.DONE
    log = partial(desk.requests.log_into, into=into) if into else desk.requests.log
    logged = log(given, actor=desk.actor, t=t)
    request = logged.request
    _warn(call, logged.warnings)
    if not given["urgency"] and "dangers" not in given:
        _tell_proposals(call, request)
    if case:
        call.warn(N_("{number} is saved without the facts of the case."), number=request.number)
    if call.flags.json:
        call.write_json(record(request, eyes_of(desk, t)))
    else:
        call.write(request.number)
    return Exit.DONE


def _warn(call: Call, warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        if warning != NARRATIVE_NOTICE:  # said already, before saving
            call.warn(warning)


def _tell_proposals(call: Call, request: Request) -> None:
    """Say what the desk has set from the words alone, so that somebody looks at it."""
    t = call.t
    found = [URGENCY.label_of(request.urgency, t)] if request.urgency != "normal" else []
    found += [DANGER.label_of(code, t) for code in request.dangers]
    if found:
        call.say(
            N_("Set from category and words, look whether it is right: {found}"), found=" · ".join(found)
        )
